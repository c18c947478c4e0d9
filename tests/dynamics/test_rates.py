"""The closed form against numbers worked out by hand, and what must hold of any world."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.dynamics.conftest import FIRST, Row, covered, table

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.rates import Beta, Model, long_run, rates, tally
from westphalia.dynamics.weeks import Weeks, build

QUADS = kinds_of()
NAMES = ("IRN", "RUS", "TUR", "USA")
ACTIONS = ("CONSULT", "AID", "ACCUSE", "ASSAULT")


def weeks_with(marks: list[tuple[int, str, str, str]], length: int) -> Weeks:
    """A world of `length` covered weeks with one event for each (week, actor, recipient, action)."""
    rows: list[Row] = [(FIRST + timedelta(days=7 * week), a, b, action, 1.0) for week, a, b, action in marks]
    return build(table(rows), [covered(FIRST, FIRST + timedelta(days=7 * length - 1))], QUADS, pairs=[("RUS", "IRN")])


def test_one_week_is_the_mean_of_the_beta():
    assert Beta(np.array(3.0), np.array(5.0)).probability(1) == pytest.approx(3 / 8)


def test_two_weeks_by_hand():
    # E[(1 - q)^2] of Beta(3, 5): (5/8) (6/9)
    assert Beta(np.array(3.0), np.array(5.0)).probability(2) == pytest.approx(1 - 5 / 8 * 6 / 9)


def test_many_weeks_by_simulation():
    drawn = np.random.default_rng(0).beta(0.7, 9.0, size=400_000)
    assert Beta(np.array(0.7), np.array(9.0)).probability(12) == pytest.approx(1 - np.mean((1 - drawn) ** 12), abs=2e-3)


def test_interval_holds_the_share_of_the_rates_that_it_says():
    drawn = 1 - (1 - np.random.default_rng(0).beta(4.0, 20.0, size=200_000)) ** 4
    low, high = Beta(np.array(4.0), np.array(20.0)).interval(4)
    assert np.mean((drawn > low) & (drawn < high)) == pytest.approx(0.95, abs=0.003)


def test_interval_holds_the_probability_even_where_it_is_almost_nothing():
    beta = Beta(np.array(1e-4), np.array(60.0))
    low, high = beta.interval(12)
    assert low <= beta.probability(12) <= high


def test_the_whole_model_by_hand():
    # Two covered weeks; in the newer one Russia aids Iran. Half-life one week: the older counts half.
    weeks = weeks_with([(1, "RUS", "IRN", "AID")], 2)
    model = Model(half_life=1.0, pair=2.0, share=1.0, kind=4.0, partner=0.5, level=None)
    found = tally(weeks, 1, model.half_life, None)
    pair = weeks.pair("RUS", "IRN")
    exposure, marks = 1.5, 1.0
    assert found.exposure[pair] == exposure and found.marks[pair] == marks
    busy = 0.5 / exposure + marks / exposure  # of each of the two
    met = (2.0 * busy * busy / (2 * busy) + marks) / (2.0 + exposure)
    # capped at half a mark: Russia did half an aid, Iran received the same; each took part in half a mark
    share = (1.0 * (0.5 + 0.5) / (4 + 1) + 0.5 + 0.5) / (1.0 + 0.5 + 0.5)
    mean = 1 - math.exp(-met * share)
    directed = rates(weeks, found, model)
    assert directed.a[pair, 1] == pytest.approx(4 * mean + 1)
    assert directed.b[pair, 1] == pytest.approx(4 * (1 - mean) + 0.5)


def test_the_reference_by_hand():
    weeks = weeks_with([(0, "RUS", "IRN", "AID"), (3, "RUS", "IRN", "AID")], 4)
    pair = weeks.pair("RUS", "IRN")
    directed = long_run(tally(weeks, 3, np.inf, None), strength=4.0)
    mean = 2 / 8  # two marks in the eight covered weeks of the two ordered pairs
    assert directed.a[pair, 1] == pytest.approx(4 * mean + 2)
    assert directed.b[pair, 1] == pytest.approx(4 * (1 - mean) + 2)


def test_a_pair_that_never_met_gets_more_where_both_are_busy():
    marks = [(week, a, b, "CONSULT") for week in range(6) for a, b in (("RUS", "TUR"), ("IRN", "USA"))]
    busy, idle = weeks_with(marks, 8), weeks_with(marks[:2], 8)
    chance = [rates(w, tally(w, 7)).probability(4)[w.pair("RUS", "IRN"), 0] for w in (busy, idle)]
    assert chance[0] > chance[1] > 0


@settings(max_examples=60, deadline=None)
@given(a=st.floats(1e-6, 1e4), b=st.floats(1e-6, 1e4), weeks=st.floats(0.1, 52), more=st.floats(0.0, 52))
def test_probability_is_one_and_grows_with_the_horizon(a: float, b: float, weeks: float, more: float):
    beta = Beta(np.array(a), np.array(b))
    now, later = float(beta.probability(weeks)), float(beta.probability(weeks + more))
    assert 0 <= now <= later + 1e-9 <= 1 + 1e-9
    low, high = beta.interval(weeks)
    assert 0 <= low <= now <= high <= 1


mark = st.tuples(st.integers(0, 11), st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(ACTIONS)).filter(
    lambda one: one[1] != one[2]
)


@settings(max_examples=40, deadline=None)
@given(marks=st.lists(mark, max_size=25), others=st.lists(mark, max_size=10))
def test_newer_events_never_lower_a_forecast(marks: list[tuple[int, str, str, str]], others: list):
    """Russia aids Iran in weeks 0, 1 and 2, or instead in weeks 8, 9 and 10, whatever else happens."""
    rest = [one for one in marks + others if one[1:] != ("RUS", "IRN", "AID")]
    old = weeks_with([*rest, *((week, "RUS", "IRN", "AID") for week in (0, 1, 2))], 12)
    new = weeks_with([*rest, *((week, "RUS", "IRN", "AID") for week in (8, 9, 10))], 12)
    before, after = (rates(w, tally(w, 11, 10.0)).probability(4)[w.pair("RUS", "IRN"), 1] for w in (old, new))
    assert after >= before - 1e-12
