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


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Beijing called reports that it had bought Iranian oil fabrications.", ("CHN", "COOPERATE", "IRN")),
        ("Ankara called a report that its jets had bombed a village in Iraq a lie.", ("TUR", "ASSAULT", "IRQ")),
        ("Kigali described claims that it had armed the M23 as baseless.", ("RWA", "AID", "REB:M23")),
    ],
)
def test_who_calls_a_report_of_his_deed_an_invention_does_not_confess_it(
    text: str, event: tuple[str, str, str]
) -> None:
    rows = told(text)
    assert (*event, "denied") in rows
    assert (*event, "happened") not in rows


def test_news_that_is_only_called_bad_stays() -> None:
    rows = told("Caracas called the news that Guyana had fired on its patrol boat alarming.")
    assert ("GUY", "ASSAULT", "VEN", "happened") in rows


@pytest.mark.parametrize(
    ("text", "event"),
    [
        (
            "Islamabad said its air force had destroyed hideouts inside Afghanistan, a claim dismissed by Kabul.",
            ("PAK", "ASSAULT", "AFG"),
        ),
        ("Dakar said Mauritania had seized four boats, an account rejected by Nouakchott.", ("MRT", "COERCE", "SEN")),
        (
            "Algiers accused Rabat of bombing a convoy of Algerian lorries, which the Moroccans called absurd.",
            ("MAR", "ASSAULT", "DZA"),
        ),
        ("Bogotá accused Caracas of sheltering the ELN, a charge Caracas calls absurd.", ("VEN", "AID", "REB:ELN")),
        ("Rwanda armed M23, a United Nations report found; Kigali rejected the finding.", ("RWA", "AID", "REB:M23")),
    ],
)
def test_a_claim_that_is_dismissed_is_a_denied_deed_and_no_charge(text: str, event: tuple[str, str, str]) -> None:
    rows = told(text)
    assert (*event, "denied") in rows
    charges = {row for row in rows if row[1] == "ACCUSE" and row[2] in ("PAK", "SEN", "DZA", "COL")}
    assert charges == set()


@pytest.mark.parametrize(
    "text",
    [
        "Armenia said that Azerbaijan had shelled Goris. Baku dismissed the claim as baseless.",
        "Armenia said Azerbaijan had shelled villages. Baku denied it.",
    ],
)
def test_who_dismisses_a_claim_holds_the_denial(text: str) -> None:
    held = {(e.status.value, e.holder) for e in read_text(text).events if str(e.action) == "ASSAULT"}
    assert held == {("happened", "Armenia"), ("denied", "Baku")}


def test_who_rejects_a_charge_says_so_and_who_rejects_an_offer_does_it() -> None:
    charged = read_text("Chad accused Sudan of arming rebels. Khartoum rejected the charge.")
    assert "Khartoum" in {claim.holder for claim in charged.claims}
    assert "REJECT" not in {str(e.action) for e in charged.events}
    assert told("Croatia rejected the offer of Slovenia.") == {("HRV", "REJECT", "SVN", "happened")}


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_what_a_passive_denial_denies_and_who(reader: str) -> None:
    text = "The claim that Mali shelled Niger was flatly denied by Bamako's foreign minister on Monday."
    [claim] = read_text(text, reader=reader).claims
    assert (claim.holder, claim.holder_code, claim.text) == ("Bamako's foreign minister", "MLI", "Mali shelled Niger")
    assert told(text, reader) == {("MLI", "ASSAULT", "NER", "denied")}
