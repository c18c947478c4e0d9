"""What is denied by «the charge», «it», «any sale», and what was only charged."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str, str | None, str]]:
    return {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize(
    "text",
    [
        "Kenya accused Rwanda of arming M23. Rwanda denied the charge.",
        "Kenya accused Rwanda of arming M23. Rwanda denied it.",
        "Kenya accused Rwanda of arming M23, a charge that Rwanda has always rejected.",
        "Kenya accused Rwanda of arming M23. This allegation is false.",
    ],
)
def test_the_content_of_a_charge_is_no_event_until_it_is_denied(text: str) -> None:
    deeds = {row for row in told(text) if row[:3] == ("RWA", "AID", "REB:M23")}
    assert deeds == {("RWA", "AID", "REB:M23", "denied")}


def test_a_charge_alone_tells_the_charge_alone() -> None:
    assert told("Kenya accused Rwanda of arming M23.") == {("KEN", "ACCUSE", "RWA", "happened")}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Morocco hacked the phones of Algeria. The Moroccans deny the hacking.", ("MAR", "COERCE", "DZA")),
        ("Chile shelled a post of Peru. Chile denied any shelling.", ("CHL", "ASSAULT", "PER")),
    ],
)
def test_a_noun_for_the_deed(text: str, event: tuple[str, str, str]) -> None:
    rows = told(text, reader="rules") | told(text)
    assert (*event, "denied") in rows


def test_a_noun_with_sides_of_its_own_is_no_such_denial() -> None:
    rows = told("Chile shelled a post of Peru. Chile denied the shelling of Bolivia.", reader="rules")
    assert ("CHL", "ASSAULT", "PER", "denied") not in rows


def test_who_rules_out_talks_refuses_and_nothing_is_told_of_the_other() -> None:
    rows = told("Moldova has ruled out talks with Hungary.")
    assert ("MDA", "REJECT", "HUN", "happened") in rows
    assert not {row for row in rows if row[0] == "HUN"}


def test_to_whom_an_apology_is_refused() -> None:
    assert ("NOR", "REJECT", "RUS", "happened") in told("Norway has ruled out any apology to Russia.", reader="rules")


def test_a_promise_to_somebody_is_nothing_that_he_denies() -> None:
    rows = told("Mali accuses Chad of having broken the accord in which Mali agreed to pay Chad. Chad denies this.")
    assert ("MLI", "AGREE", "TCD", "denied") not in rows


@pytest.mark.parametrize(
    "text",
    [
        "Rwanda armed M23, Uganda said. This was denied by Kigali.",
        "Uganda said that Rwanda armed M23. The claim was denied by Kigali.",
        "Rwanda armed M23, Uganda said. Kigali denied it.",
    ],
)
def test_what_was_said_before_is_denied_in_a_passive_too(text: str) -> None:
    rows = [(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text).events]
    assert rows == [("RWA", "AID", "REB:M23", "happened"), ("RWA", "AID", "REB:M23", "denied")]
