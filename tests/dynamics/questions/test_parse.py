"""From words to operational questions: a table of wordings, what is refused and how, and nothing else ever raised.

The 36 wordings of the set «blind» were written before there was a parser and not tried until it was done. On the first
run 33 of them were understood as the table says (see docs/questions.md); what failed was then mended.
The set «later» holds what was found wrong after that.
"""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.dynamics.questions.parse import parse
from westphalia.dynamics.questions.windows import window_of
from westphalia.errors import CallError, UnknownActor

HERE = Path(__file__).parent
ORIGIN = date(2022, 6, 30)  # a Thursday


def _table(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", _table("wordings.csv"), ids=lambda row: row["question"])
def test_wording(row):
    found = parse(row["question"], ORIGIN)
    sides = (found.actor, found.recipient)
    expected = (row["actor"], row["recipient"])
    if row["either"] == "yes":
        sides, expected = tuple(sorted(sides)), tuple(sorted(expected))
    assert sides == expected
    assert found.either == (row["either"] == "yes")
    assert found.what == row["what"]
    assert found.negated == (row["negated"] == "yes")
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == (row["first"], row["last"])


def test_the_table_is_as_large_as_it_says():
    sets = [row["set"] for row in _table("wordings.csv")]
    assert (sets.count("blind"), sets.count("worked"), sets.count("later")) == (36, 36, 12)


@pytest.mark.parametrize("row", _table("refusals.csv"), ids=lambda row: row["question"])
def test_refusal(row):
    with pytest.raises(CallError) as caught:
        parse(row["question"], ORIGIN)
    message = str(caught.value)
    assert row["says"].lower() in message.lower()
    assert "\n" not in message


def test_a_misspelt_name_has_its_nearest():
    with pytest.raises(UnknownActor) as caught:
        parse("Will Rusia attack Ukraine in July 2022?", ORIGIN)
    assert caught.value.nearest == ("Russia",)


def test_the_rule_is_in_words():
    rule = parse("Will Russia attack Ukraine in July 2022?", ORIGIN).rule
    assert rule == (
        "Resolves yes if the record holds at least one event of ASSAULT (uses force that can do serious bodily harm) "
        "from Russia towards Ukraine with a day in 2022-07-01 to 2022-07-31; no if the record covers the whole window "
        "and holds none; void if it does not cover it."
    )
    turned = parse("Will Russia not attack Ukraine in July 2022?", ORIGIN).rule
    assert turned.startswith("Resolves no if") and "; yes if the record covers" in turned


def test_what_is_inferred_and_what_is_left_out_is_said():
    found = parse("Will Putin meet Erdogan in Sochi over grain this month or next month?", ORIGIN)
    assert {found.actor, found.recipient} == {"RUS", "TUR"}
    assert any("Putin" in note and "Russia" in note for note in found.inferred)
    assert found.left_out and "Sochi" in " ".join(found.left_out)
    assert parse("Will Russia attack Ukraine?", ORIGIN).inferred == ("no time is named: the next 28 days",)


def test_days_before_the_origin_are_cut_off_and_that_is_said():
    found = parse("Will Russia attack Ukraine in 2022?", ORIGIN)
    assert found.first_day == date(2022, 7, 1) and found.last_day == date(2022, 12, 31)
    assert any("only the days after 2022-06-30" in note for note in found.inferred)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("on 4 July 2022", ("2022-07-04", "2022-07-04")),
        ("on or before July 4", ("2022-07-01", "2022-07-04")),
        ("by 29 February", ("2022-07-01", "2024-02-29")),
        ("within a year", ("2022-07-01", "2023-06-30")),
        ("in the next 8 months", ("2022-07-01", "2023-02-28")),
        ("before the end of next month", ("2022-07-01", "2022-07-31")),
        ("on Monday", ("2022-07-04", "2022-07-04")),
        ("by June 2023", ("2022-07-01", "2023-05-31")),
        ("next quarter", ("2022-07-01", "2022-09-30")),
        ("from 2022-07-10 until 2022-07-12", ("2022-07-10", "2022-07-12")),
        ("in the last quarter of 2022", ("2022-10-01", "2022-12-31")),
    ],
)
def test_windows(words, days):
    found = window_of(f"Will Russia attack Ukraine {words}?", ORIGIN)
    assert (found.first_day.isoformat(), found.last_day.isoformat()) == days


@pytest.mark.parametrize(
    "words",
    ["in early August", "before Christmas", "after 1 August 2022", "in two weeks' time", "by 31 June 2022", "some day",
     "after the summit", "in the first week of August", "in 99999 years", "this summer"],
)  # fmt: skip
def test_times_that_fix_no_window_are_refused_not_guessed(words):
    with pytest.raises(CallError):
        window_of(f"Will Russia attack Ukraine {words}?", ORIGIN)


_PIECES = st.sampled_from(
    [
        *(
            "Will",
            "will",
            "Russia",
            "Ukraine",
            "the US",
            "Iran's",
            "Putin",
            "not",
            "attack",
            "sanctions",
            "impose",
            "on",
        ),
        *(
            "by",
            "be",
            "sanctioned",
            "and",
            "or",
            "talks",
            "with",
            "between",
            "before",
            "in",
            "July",
            "31",
            "2022",
            "the",
        ),
        *(
            "1 September 2022",
            "30 days",
            "within",
            "next",
            "week",
            "month",
            "no",
            "stop",
            "from",
            "to",
            "SANCTION",
            "RUS",
        ),
        *("?", ",", "0", "9999", "2023-02-30", "first quarter", "end of", "at least", "three", "should", "if", "mid-"),
        *("each other", "Q4", "year", "«", "'s"),
        *("IRN:MIL", "Iran's military", "Russian troops", "the army of", "USA:", ":MIL", "IGO:UN:REB", "police", "::"),
    ]
)


@settings(max_examples=250, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=14).map(" ".join), st.text(max_size=60)), st.booleans())
def test_nothing_but_a_call_error_is_raised(text, divided):
    try:
        found = parse(text, ORIGIN, divided=divided)
    except CallError as error:
        assert "\n" not in str(error)
        return
    assert found.countries[0] != found.countries[1]
    assert ORIGIN < found.first_day <= found.last_day
    assert found.actions


@settings(max_examples=60, deadline=None)
@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(1, 300))
def test_days_ahead_are_counted_from_any_origin(origin, days):
    found = window_of(f"Will it happen within {days} days?", origin)
    assert found.first_day == origin + timedelta(days=1)
    assert found.last_day == origin + timedelta(days=days)
    named = window_of(f"Will it happen by {found.last_day.isoformat()}?", origin)
    assert (named.first_day, named.last_day) == (found.first_day, found.last_day)
