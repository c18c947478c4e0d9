"""A record as weeks: where weeks start and end, what is a mark, and that a gap is never a zero."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, covered, table

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.rates import tally
from westphalia.dynamics.weeks import build, either_way, spells_of

QUADS = kinds_of()


def day(offset: int) -> date:
    return FIRST + timedelta(days=offset)


def test_weeks_run_backwards_from_the_last_covered_day():
    weeks = build(table([(day(5), "RUS", "IRN", "AID", 1)]), [covered(FIRST, day(16))], QUADS)
    assert [weeks.day(week) for week in range(len(weeks.ends))] == [day(9), day(16)]
    assert list(weeks.kinds.week) == [0]


def test_days_left_over_at_the_start_are_not_used():
    weeks = build(table([(day(2), "RUS", "IRN", "AID", 1)]), [covered(FIRST, day(16))], QUADS)
    assert len(weeks.kinds.week) == 0


def test_weeks_start_again_after_a_gap():
    coverage = [covered(FIRST, day(13)), covered(day(100), day(107))]
    weeks = build(table([(day(13), "RUS", "IRN", "AID", 1)]), coverage, QUADS)
    assert [weeks.day(week) for week in range(len(weeks.ends))] == [day(6), day(13), day(107)]
    assert list(weeks.spell) == [0, 0, 1]


def test_a_gap_is_no_exposure_and_time_still_passes():
    rows = table([(day(1), "RUS", "IRN", "AID", 1)])
    weeks = build(rows, [covered(FIRST, day(6)), covered(day(63), day(69))], QUADS)
    found = tally(weeks, 1, half_life=9.0, level=None)
    assert found.exposure[weeks.pair("RUS", "IRN")] == pytest.approx(1 + 0.5)
    assert found.done[weeks.pair("RUS", "IRN"), 1] == pytest.approx(0.5)


def test_an_actor_that_a_window_does_not_cover_has_no_exposure_there():
    rows = table(
        [(day(1), "RUS", "IRN", "AID", 1), (day(1), "RUS", "USA", "AID", 1), (day(22), "RUS", "USA", "AID", 1)]
    )
    weeks = build(rows, [covered(FIRST, day(13)), covered(day(20), day(26), {"RUS", "IRN"})], QUADS)
    found = tally(weeks, len(weeks.ends) - 1, half_life=np.inf, level=None)
    assert found.exposure[weeks.pair("RUS", "IRN")] == 3
    assert found.exposure[weeks.pair("RUS", "USA")] == 2
    assert found.done[weeks.pair("RUS", "USA"), 1] == 1  # what lies outside coverage is not counted


def test_many_events_of_a_week_are_one_mark():
    rows = [(day(offset), "RUS", "IRN", "AID", 5.0) for offset in range(7)]
    weeks = build(table(rows), [covered(FIRST, day(6))], QUADS)
    assert list(weeks.kinds.kind) == [1]
    assert list(weeks.kinds.n) == [35]


def test_both_directions_are_one_mark_of_either():
    rows = table([(day(1), "RUS", "IRN", "AID", 1), (day(2), "IRN", "RUS", "AID", 2)])
    weeks = build(rows, [covered(FIRST, day(6))], QUADS)
    found = tally(weeks, 0)
    pair = weeks.pair("RUS", "IRN")
    both = either_way(weeks, weeks.kinds)
    assert sorted(both.pair) == sorted([pair, weeks.reverse[pair]]) and list(both.n) == [3, 3]
    assert found.marks[pair] == found.marks[weeks.reverse[pair]] == 2


def test_nothing_after_the_last_day_asked_for_is_there():
    rows = table([(day(1), "RUS", "IRN", "AID", 1), (day(9), "USA", "IRN", "AID", 1)])
    weeks = build(rows, [covered(FIRST, day(20))], QUADS, last=day(6))
    assert len(weeks.ends) == 1
    assert list(weeks.kinds.week) == [0]


def test_a_pair_that_never_met_can_be_asked_for():
    weeks = build(table([(day(1), "RUS", "IRN", "AID", 1)]), [covered(FIRST, day(6))], QUADS, pairs=[("TUV", "NRU")])
    assert tally(weeks, 0).done[weeks.pair("NRU", "TUV")].sum() == 0
    with pytest.raises(KeyError):
        weeks.pair("NRU", "RUS")


def test_single_actions_and_groups_of_quads():
    rows = table([(day(1), "USA", "IRN", "SANCTION", 1), (day(1), "USA", "IRN", "ACCUSE", 1)])
    kinds = (*kinds_of("sanction"), *kinds_of("assault"), *kinds_of("conflict"))
    weeks = build(rows, [covered(FIRST, day(6))], kinds)
    assert list(tally(weeks, 0).done[weeks.pair("USA", "IRN")]) == [1, 0, 1]
    assert tally(weeks, 0).marks[weeks.pair("USA", "IRN")] == 2


def test_coverage_of_votes_is_no_coverage_of_events():
    rows = [covered(FIRST, day(6)), covered(FIRST, day(400), about="votes")]
    assert [(spell.first_day, spell.last_day) for spell in spells_of(rows)] == [(FIRST, day(6))]


def test_spells_change_where_sources_or_their_actors_do():
    rows = [covered(FIRST, day(6)), covered(day(7), day(9)), covered(day(10), day(20), {"RUS"})]
    assert [spell.last_day for spell in spells_of(rows)] == [day(9), day(20)]
