"""A question gets the house's probability for its window, and nothing after the origin counts."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.dynamics.conftest import FIRST, Row, covered, world

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.questions.ask import QuestionForecast, question
from westphalia.errors import CallError, OutsideCoverage
from westphalia.record import Record

LAST = FIRST + timedelta(days=7 * 60 - 1)


@pytest.fixture(scope="module")
def record(build_record: Callable[..., Record]) -> Record:
    return build_record(world(3, 60), [covered(FIRST, LAST)])


@pytest.fixture(scope="module")
def found(record: Record) -> QuestionForecast:
    return question(record, "Will Argentina attack Brazil within 28 days?")


def test_the_chance_is_that_of_the_forecast(record: Record, found: QuestionForecast):
    row = forecast(record, "ARG", "BRA", action="ASSAULT", horizon_days=[28]).rows[0]
    assert (row.actor, row.recipient, row.what, row.either) == ("ARG", "BRA", "ASSAULT", False)
    assert (found.probability, found.low, found.high) == (row.probability, row.low, row.high)
    assert found.origin == LAST and not found.stale


def test_either_direction_has_its_own_row(record: Record):
    asked = question(record, "Will Argentina and Brazil meet within 28 days?")
    rows = forecast(record, "ARG", "BRA", action="CONSULT", horizon_days=[28]).rows
    assert asked.probability == next(row.probability for row in rows if row.either)


def test_not_is_the_complement(record: Record, found: QuestionForecast):
    turned = question(record, "Will Argentina not attack Brazil within 28 days?")
    assert turned.probability == pytest.approx(1 - found.probability)
    assert (turned.low, turned.high) == pytest.approx((1 - found.high, 1 - found.low))
    assert turned.base_rate == pytest.approx(1 - found.base_rate)
    assert turned.event_probability == pytest.approx(found.probability)


def test_a_window_that_begins_later_has_the_chance_given_none_before(record: Record):
    first, last = LAST + timedelta(days=15), LAST + timedelta(days=42)
    asked = question(record, f"Will Argentina attack Brazil between {first} and {last}?")
    rows = forecast(record, "ARG", "BRA", action="ASSAULT", horizon_days=[14, 42]).rows
    before, until = (row.probability for row in rows[:2])
    assert asked.probability == pytest.approx(1 - (1 - until) / (1 - before))
    assert asked.low <= asked.probability <= asked.high
    assert any("approximation" in reason for reason in asked.reasons)


def test_a_longer_window_is_at_least_as_likely(record: Record):
    chances = [question(record, f"Will Chile accuse Peru within {days} days?").probability for days in (7, 14, 56)]
    assert chances == sorted(chances)


def test_history_counts_covered_weeks(build_record: Callable[..., Record]):
    rows: list[Row] = [
        (FIRST, "ARG", "BRA", "ACCUSE", 3.0),
        (FIRST + timedelta(days=2), "ARG", "BRA", "ACCUSE", 1.0),
        (FIRST + timedelta(days=20), "ARG", "BRA", "ACCUSE", 1.0),
        (FIRST + timedelta(days=20), "BRA", "ARG", "ACCUSE", 1.0),
        (FIRST + timedelta(days=21), "ARG", "BRA", "ASSAULT", 1.0),
    ]
    small = build_record(rows, [covered(FIRST, FIRST + timedelta(days=69))])
    past = question(small, "Will Argentina accuse Brazil within 2 weeks?").history
    assert (past.weeks, past.with_event, past.recent_weeks, past.recent_with_event) == (10, 2, 10, 2)
    assert past.last_day == FIRST + timedelta(days=20)
    assert past.base_rate(14) == pytest.approx(1 - (1 - 2.5 / 11) ** 2)


def test_nothing_after_the_origin_is_seen(build_record: Callable[..., Record]):
    origin = FIRST + timedelta(days=7 * 40 - 1)
    rows = world(5, 60)
    late: list[Row] = [(origin + timedelta(days=n), "ARG", "BRA", "ASSAULT", 50.0) for n in range(1, 90)]
    words = f"Will Argentina attack Brazil before {origin + timedelta(days=30)}?"
    plain, planted = (
        question(build_record(sorted(some), [covered(FIRST, LAST)]), words, origin) for some in (rows, rows + late)
    )
    assert plain.origin == planted.origin == origin
    assert (plain.probability, plain.low, plain.high) == (planted.probability, planted.low, planted.high)
    assert plain.history.to_dict() == planted.history.to_dict()


def test_a_record_that_ends_earlier_is_as_of_its_day(record: Record):
    asked = question(record, "Will Argentina attack Brazil within 30 days?", LAST + timedelta(days=60))
    assert asked.origin == LAST and asked.stale
    assert asked.question.first_day == LAST + timedelta(days=61)
    assert [row.horizon_days for row in asked.rows] == [90, 60]
    assert f"as of {LAST}, not current" in " ".join(str(asked).split())
    assert asked.to_dict()["as_of"] == LAST.isoformat()


def test_a_window_out_of_reach_is_refused(record: Record):
    with pytest.raises(CallError, match="366 days"):
        question(record, "Will Argentina attack Brazil by 1 August 2030?")


def test_days_and_actors_that_are_not_covered_are_refused(quiet_world: Record):
    with pytest.raises(OutsideCoverage):
        question(quiet_world, "Will Argentina attack Brazil within 30 days?", FIRST - timedelta(days=90))


def test_where_one_side_is_covered_for_less_the_window_counts_from_there(quiet_world: Record):
    asked = question(quiet_world, "Will Argentina accuse Venezuela within 30 days?")
    assert asked.origin == asked.question.asked_from == FIRST + timedelta(days=279)


def test_it_prints_itself_and_is_json_data(found: QuestionForecast):
    text = str(found)
    for words in ("Resolves yes if", "Yes:", "Why", "How such forecasts fared", "covered weeks"):
        assert words in text
    assert max(map(len, text.splitlines())) <= 80
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert data["question"]["rule"] and data["record"]["fingerprint"] and len(data["id"]) == 16
    assert "<script" not in found._repr_html_()


def test_a_day_is_a_date_of_the_question_and_the_same_again(record: Record, found: QuestionForecast):
    again = question(
        record, "Will Argentinian troops attack Brazil in the next 4 weeks?", date.fromordinal(LAST.toordinal())
    )
    assert again.to_dict()["id"] == found.to_dict()["id"]
