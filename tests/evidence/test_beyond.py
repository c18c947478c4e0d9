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
        ("Armenia attacked Azerbaijan in self-defence", ("in self-defence",)),
        ("Armenia attacked Azerbaijan without provocation", ("without provocation",)),
        ("Mali rarely condemned Niger", ("rarely",)),
        ("Mali condemned Niger again", ("again",)),
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
    assert unheld("ASSAULT", text) == added


def test_what_was_given_is_more_than_that_something_was() -> None:
    assert unheld("AID", "Japan gave Fiji tanks") == ("tanks",)
    assert unheld("MOBILIZE", "Japan sent tanks to the border") == ()


@pytest.mark.parametrize(
    ("action", "text", "word"),
    [
        ("ASSAULT", "Chad bombed Sudan", "bombed"),
        ("ASSAULT", "Chad attacked Sudan", None),
        ("ASSAULT", "Chad shelled and gassed Sudan", "gassed"),  # the rarer of the two
        ("ASSAULT", "Chad invaded Sudan", ""),  # no code of its own
        ("RETREAT", "Chad surrendered to Sudan", ""),
        ("RETREAT", "Chad withdrew from Sudan", None),
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
    assert (found.word or "" if found else None) == word


def test_how_many_hold_the_deed_is_counted() -> None:
    """By `scripts/derive_narrower.py`: 183*, 194 and 195 are 3,206 of 23,121 events of ASSAULT; of the months of a
    dyad with 27 or more nine in ten hold one. Of torture no number is enough."""
    bombed, tortured = narrower("ASSAULT", "Chad bombed Sudan"), narrower("ASSAULT", "Chad tortured Libyans")
    assert bombed is not None and tortured is not None
    assert bombed.share == pytest.approx(3206 / 23121)
    assert (bombed.fewest, tortured.fewest) == (27, None)


@pytest.mark.parametrize(
    ("text", "verdict", "words"),
    [
        ("Russia attacked Ukraine in March 2022.", Verdict.SUPPORTED, "ASSAULT"),
        ("Russia bombed Ukraine in March 2022.", Verdict.SUPPORTED, "what «bombed» says"),
        ("China bombed Taiwan in May 2022.", Verdict.NOT_ENOUGH_RECORD, "with 27 or more"),
        ("Ukraine invaded Russia in March 2022.", Verdict.NOT_ENOUGH_RECORD, "No code tells"),
        ("Trump visited Pyongyang in June 2018.", Verdict.NOT_ENOUGH_RECORD, "that Donald Trump took part"),
        ("Russia killed Zelensky in March 2022.", Verdict.NOT_ENOUGH_RECORD, "done to Volodymyr Zelenskyy"),
        ("Russia did not attack Ukraine in 2022.", Verdict.CONTRADICTED, "that it did not happen"),
        ("Germany did not attack France in 2021.", Verdict.NOT_ENOUGH_RECORD, "that it did not happen"),
        ("Russia attacked Ukraine in 2020.", Verdict.NOT_ENOUGH_RECORD, "does not cover"),
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


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Russia and Ukraine are at war.", Verdict.SUPPORTED),
        ("Japan and China are at war.", Verdict.CONTRADICTED),
        ("Egypt and Israel are at peace.", Verdict.SUPPORTED),
        ("Armenia and Azerbaijan are at peace.", Verdict.NOT_ENOUGH_RECORD),
        ("Russia and Ukraine are allies.", Verdict.CONTRADICTED),  # 75 % of their events are conflict
        ("Pakistan is China's only ally.", Verdict.NOT_ENOUGH_RECORD),
        ("France and Germany are allies.", Verdict.SUPPORTED),
    ],
)
def test_war_takes_force_and_a_superlative_more_than_a_tie(embedded: Record, text: str, verdict: Verdict) -> None:
    (finding,) = westphalia.test(text, embedded)
    assert finding.verdict is verdict


def test_votes_alone_make_no_allies(embedded: Record) -> None:
    """Iran and Saudi Arabia vote alike (0.88), and 34 % of their events are conflict, as of all pairs' events."""
    (allies,) = westphalia.test("Iran and Saudi Arabia are close allies.", embedded)
    assert allies.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "Votes alone" in allies.reason


def test_each_event_of_a_sentence_is_tested_in_its_own_days(embedded: Record) -> None:
    findings = westphalia.test("Iran, which the US sanctioned in May 2018, attacked Israel in 2022.", embedded)
    assert [finding.window[0].isoformat() for finding in findings if finding.window] == ["2018-05-01", "2022-01-01"]


def test_the_one_time_of_a_sentence_dates_what_it_tells(embedded: Record) -> None:
    *_, finding = westphalia.test("The United States accused China of genocide in Xinjiang in 2021.", embedded)
    assert finding.window is not None and finding.window[0].year == 2021
    assert "those that the sentence names" in " ".join(finding.assumptions)
