"""What a body votes to do: done by the vote, still to come, or only wanted by a part of the body."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Hungary's parliament voted to quit the International Criminal Court.", ("HUN", "SANCTION", "IGO:ICC")),
        ("The European Parliament voted on Tuesday to suspend talks with Turkey.", ("IGO:EU", "SANCTION", "TUR")),
        ("Lawmakers in Kigali voted to sever ties with Belgium.", ("RWA", "SANCTION", "BEL")),
        ("The Security Council voted 13 to 2 to impose an embargo on Eritrea.", ("IGO:UN", "SANCTION", "ERI")),
        ("The Human Rights Council voted by 25 to 15 to condemn Eritrea.", ("IGO:UN", "ACCUSE", "ERI")),
        ("Knesset votes to expel Turkish ambassador", ("ISR", "SANCTION", "TUR")),
        ("Chile's Senate voted, by 40 votes to 3, to condemn Venezuela.", ("CHL", "ACCUSE", "VEN")),
        ("The African Union voted to suspend Mali.", ("IGO:AU", "SANCTION", "MLI")),
    ],
)
def test_who_votes_to_do_something_as_a_body_has_done_it(text: str, event: tuple[str, str, str], reader: str) -> None:
    assert {row for row in told(text, reader) if row[:3] == event} == {(*event, "happened")}


def test_what_is_condemned_by_a_vote_has_happened() -> None:
    rows = told("The General Assembly voted 141 to 7 to condemn Russia's invasion of Ukraine.")
    assert {("IGO:UN", "ACCUSE", "RUS", "happened"), ("RUS", "ASSAULT", "UKR", "happened")} <= rows


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("South Korea's National Assembly voted to send 300 soldiers to South Sudan.", ("KOR", "MOBILIZE", "SSD")),
        ("Kenya's parliament approved the dispatch of 1,000 police to Haiti.", ("KEN", "AID", "HTI")),
        ("The United States has approved the sale of 40 jets to Poland.", ("USA", "COOPERATE", "POL")),
        ("The deployment of 200 soldiers to Haiti was approved by Chad's parliament.", ("TCD", "AID", "HTI")),
    ],
)
def test_what_takes_hands_is_only_decided(text: str, event: tuple[str, str, str]) -> None:
    assert {row for row in told(text) if row[:3] == event} == {(*event, "planned")}


@pytest.mark.parametrize(
    "text",
    [
        "Opposition deputies in Peru voted to condemn Venezuela.",
        "Deputies from two Peruvian parties voted to condemn Venezuela.",
        "Six members of Peru's Congress voted to condemn Venezuela.",
        "Peru's Congress did not vote to condemn Venezuela.",
        "If Peru's Congress votes to condemn Venezuela, the envoy will leave.",
        "Peru's Congress will vote to condemn Venezuela.",
    ],
)
def test_the_vote_of_a_part_and_no_vote_do_nothing(text: str) -> None:
    assert not {row for row in told(text) if row[3] == "happened"}


def test_what_is_to_begin_on_a_day_is_planned() -> None:
    rows = told("Bosnia's council of ministers voted on Tuesday to close its border with Serbia from Friday midnight.")
    assert rows == {("BIH", "SANCTION", "SRB", "planned")}


def test_who_votes_against_a_treaty_rejects_it() -> None:
    assert ("RUS", "REJECT", "UKR", "happened") in told("The Duma voted against ratifying the treaty with Ukraine.")
