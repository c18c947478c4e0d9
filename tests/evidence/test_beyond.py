"""A claim that says more than an action does is not supported by events of the action alone."""

import pytest

import westphalia
from westphalia.evidence.beyond import narrower, unheld
from westphalia.ontology.types import Verdict
from westphalia.record import Record


@pytest.fixture(scope="module")
def embedded() -> Record:
    return Record.default()


@pytest.mark.parametrize(
    ("text", "added"),
    [
        ("India attacked Pakistan with drones", ("with drones",)),
        ("Egypt was the first to recognise it", ("the first to",)),
        ("Kenya did so for the second time", ("for the second time",)),
        ("Only Peru condemned Chile", ("Only",)),
        ("Peru not only condemned Chile", ()),
        ("Peru condemned Chile only last week", ()),
        ("Iran always condemns Israel", ("always",)),
        ("Turkey bombed Syria four times", ("four times",)),
        ("Laos attacked Thailand, killing 12 soldiers", ("killing 12 soldiers",)),
        ("Japan lent Vietnam $2.5 billion", ("$2.5 billion",)),
        ("Japan sent 40 ships to Fiji", ("40 ships",)),
        ("The two ministers met on 4 May 2021 in the first half of the year", ()),
        ("The First Minister met the G7", ()),
    ],
)
def test_words_that_no_count_holds(text: str, added: tuple[str, ...]) -> None:
    assert unheld(text) == added


@pytest.mark.parametrize(
    ("action", "text", "word"),
    [
        ("ASSAULT", "Chad bombed Sudan", "bombed"),
        ("ASSAULT", "Chad attacked Sudan", None),
        ("ASSAULT", "Chad shelled and gassed Sudan", "gassed"),  # the rarer of the two
        ("ASSAULT", "Chad invaded Sudan", ""),  # no code of its own
        ("SANCTION", "Chad sanctioned Sudan", None),
        ("SANCTION", "Chad broke off diplomatic relations with Sudan", "broke off diplomatic relations"),
        ("AID", "Chad helped Sudan", None),
        ("AID", "Chad sent wheat to Sudan", "wheat"),
        ("CONSULT", "Chad bombed Sudan", None),
        (None, "Chad bombed Sudan", None),
    ],
)
def test_narrower_deeds(action: str | None, text: str, word: str | None) -> None:
    found = narrower(action, text)
    assert (found.word if found else None) == word


def test_one_at_least_of_many_is_the_deed() -> None:
    """183* and 195 are 1,835 of 23,121 events of ASSAULT (narrower.csv): 1 - (1 - 0.0794)^37 = 0.953."""
    bombed = narrower("ASSAULT", "Chad bombed Sudan")
    assert bombed is not None
    assert bombed.fewest == 37
    assert bombed.chance(37) == pytest.approx(0.953, abs=5e-4)
    assert bombed.chance(36) < 0.95


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("Russia attacked Ukraine in March 2022.", Verdict.SUPPORTED, "ASSAULT"),
        ("Russia bombed Ukraine in March 2022.", Verdict.SUPPORTED, "what «bombed» says"),
        ("China bombed Taiwan in May 2022.", Verdict.NOT_ENOUGH_RECORD, "95 % would take 37"),
        ("Russia attacked Ukraine with nuclear weapons in March 2022.", Verdict.NOT_ENOUGH_RECORD, "«with nuclear"),
        ("Only Israel attacked Syria in March 2021.", Verdict.NOT_ENOUGH_RECORD, "«Only»"),
        (
            "The United States sent 2,000 missiles to Ukraine in April 2022.",
            Verdict.NOT_ENOUGH_RECORD,
            "«2,000 missiles»",
        ),
    ],
)
def test_a_claim_is_held_to_its_words(embedded: Record, text: str, verdict: Verdict, words: str) -> None:
    (finding,) = westphalia.test(text, embedded)
    assert finding.verdict is verdict
    assert words in finding.reason


def test_an_unknown_name_in_a_claim_is_told(embedded: Record) -> None:
    (finding,) = westphalia.test("France attacked Atlantis in March 2022.", embedded)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "«Atlantis» is no actor" in finding.reason


def test_votes_alone_make_no_allies(embedded: Record) -> None:
    """Iran and Saudi Arabia vote alike (0.88), and 34 % of their events are conflict, as of all pairs' events."""
    (allies,) = westphalia.test("Iran and Saudi Arabia are close allies.", embedded)
    assert allies.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "Votes alone" in allies.reason
