"""The small statistics: against published values, by hand, and by simulated coverage."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.measures.intervals import Spread, difference, ratio, spread, t_quantile, wilson
from westphalia.measures.show import number


def test_wilson_against_newcombe_1998() -> None:
    # Newcombe, Statistics in Medicine 17 (1998) 857, table I, method 3: 81/263, 15/148, 0/20, 1/29.
    for k, n, low, high in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ]:
        assert wilson(k, n) == pytest.approx((low, high), abs=6e-5)


def test_difference_against_newcombe_1998() -> None:
    # Newcombe, Statistics in Medicine 17 (1998) 873, table II, method 10: 56/70 - 48/80 is 0.2 [0.0524, 0.3339].
    before, after = wilson(48, 80), wilson(56, 70)
    assert difference(48 / 80, *before, 56 / 70, *after) == pytest.approx((0.2, 0.0524, 0.3339), abs=6e-5)


@given(st.floats(0, 1), st.floats(0.5, 1e4))
@settings(max_examples=60)
def test_wilson_holds_the_share_and_stays_inside(p: float, n: float) -> None:
    low, high = wilson(p * n, n)
    assert 0 <= low <= p + 1e-9 and p - 1e-9 <= high <= 1


def test_nothing_gives_nothing() -> None:
    assert all(math.isnan(x) for x in (*wilson(0, 0), *ratio([], []).interval(), ratio([], []).value))
    assert spread([], [], [], []).df == 0
    assert spread([], [], [], []).effective(np.zeros(0)) == 0


def test_ratio_by_hand() -> None:
    # Clusters (y, x): (2, 1), (0, 1), (4, 2): r = 6/4 = 1.5; residuals .5, -1.5, 1; 3/2 * 3.5 / 16 = 0.328125.
    found = ratio([2, 0, 4, 9], [1, 1, 2, 0])  # the last has nothing below
    assert (found.value, found.variance, found.clusters) == (1.5, 0.328125, 3)
    assert all(math.isnan(x) for x in found.interval())  # too few clusters
    low, high = ratio([1, 2, 3, 1, 2, 3, 3], [1] * 7).interval()
    # 15/7 with s = 0.8997 (sample), n = 7: t(6) = 2.4469.
    assert (low, high) == pytest.approx(
        (15 / 7 - 2.4469 * 0.8997 / math.sqrt(7), 15 / 7 + 2.4469 * 0.8997 / math.sqrt(7)), abs=1e-3
    )


def test_ratio_with_one_event_per_cluster_is_the_plain_variance() -> None:
    values = np.array([1.0, 4.0, 2.0, 8.0, 5.0])
    assert ratio(values, np.ones(5)).variance == pytest.approx(values.var(ddof=1) / 5)


def test_spread_by_hand() -> None:
    # One bin, two days of two events: (0, 2) and (4, 6). Within: 4 / 2 = 2. Between: 16 / 1 = 16; size = 4 - 8/4 = 2;
    # of days (16 - 2) / 2 = 7; variance 9, correlation 7/9.
    found = spread([0, 0, 0, 0], [0, 0, 1, 1], [0, 2, 4, 6], [1, 1, 1, 1])
    assert found.variance == pytest.approx(9) and found.within_day == pytest.approx(7 / 9) and found.df == 1
    # The same from counts, and a shift of a whole bin changes nothing.
    twice = spread([0, 0, 5, 5], [0, 1, 9, 10], [1, 3, 101, 103], [2, 2, 2, 2])
    assert (twice.variance, twice.within_day, twice.df) == (pytest.approx(2), 1.0, 2)


def test_effective_number_of_events() -> None:
    days = np.array([4.0, 0.0, 4.0])
    assert Spread(1.0, 0.0, 50).effective(days) == 8
    assert Spread(1.0, 1.0, 50).effective(days) == 2  # each day says one thing
    assert Spread(1.0, 0.5, 50).effective(days) == pytest.approx(8 / 2.5)
    assert Spread(1.0, 0.0, 2).effective(days) == 2  # unknown correlation: a day is worth one event
    assert Spread(1.0, 0.0, 50).effective(np.ones(6)) == 6


def test_no_interval_without_spread_or_days() -> None:
    assert math.isnan(Spread(0.0, 0.0, 50).interval(2.5, np.ones(4))[0])
    assert math.isnan(Spread(4.0, 0.0, 4).interval(2.5, np.ones(4))[0])
    low, high = Spread(4.0, 0.0, 1000).interval(2.5, np.ones(4))
    assert (low, high) == pytest.approx((2.5 - 1.9623, 2.5 + 1.9623), abs=1e-3)


def test_share_interval_is_never_tighter_than_wilson() -> None:
    even = ratio([1] * 20, [2] * 20)  # every cluster the same: less spread than chance
    assert even.share_interval(40) == wilson(20, 40)
    assert ratio([2] * 20, [2] * 20).share_interval(40) == wilson(20, 20)  # no spread at all: a cluster is worth one
    assert ratio([1, 0], [2, 2]).share_interval(4) == wilson(0.5, 2)  # too few clusters to know better
    rough = ratio([4, 0] * 10, [4] * 20)
    low, high = rough.share_interval(80)
    assert low < wilson(40, 80)[0] and high > wilson(40, 80)[1]


def test_t() -> None:
    assert t_quantile(1) == pytest.approx(12.7062, abs=1e-4)
    assert t_quantile(1e9) == pytest.approx(1.95996, abs=1e-4)


def simulate(rng: np.random.Generator, weeks: int, per_day: float, day_sd: float) -> tuple[np.ndarray, ...]:
    """Weeks with a mean of their own, days around it, events around those: bins, days, values."""
    counts = rng.poisson(per_day, weeks * 7)
    day = np.repeat(np.arange(weeks * 7), counts)
    truth = np.linspace(-3, 3, weeks)
    value = truth[day // 7] + rng.normal(0, day_sd, weeks * 7)[day] + rng.normal(0, 3, len(day))
    return day // 7, day, value, truth


@pytest.mark.parametrize(("per_day", "day_sd"), [(0.4, 0.0), (0.4, 3.0), (3.0, 0.0), (3.0, 3.0), (12.0, 3.0)])
def test_weekly_intervals_cover_the_truth_at_about_the_nominal_rate(per_day: float, day_sd: float) -> None:
    rng = np.random.default_rng(7)
    held = asked = 0
    for _ in range(40):
        bins, days, values, truth = simulate(rng, 30, per_day, day_sd)
        found = spread(bins, days, values, np.ones(len(days)))
        for week in np.unique(bins):
            here = bins == week
            low, high = found.interval(values[here].mean(), np.bincount(days[here] - days[here].min()).astype(float))
            held, asked = held + (low <= truth[week] <= high), asked + 1
    assert asked > 800
    assert 0.93 <= held / asked <= 0.98


@pytest.mark.parametrize("day_sd", [0.0, 3.0])
def test_window_intervals_cover_too_and_plain_ones_would_not(day_sd: float) -> None:
    rng = np.random.default_rng(11)
    held = naive = 0
    for _ in range(400):
        counts = rng.poisson(6, 26 * 7)
        day = np.repeat(np.arange(26 * 7), counts)
        value = 1 + rng.normal(0, day_sd, 26 * 7)[day] + rng.normal(0, 3, len(day))
        low, high = ratio(np.bincount(day // 7, value, 26), np.bincount(day // 7, minlength=26)).interval()
        held += low <= 1 <= high
        half = 1.96 * value.std() / math.sqrt(len(value))
        naive += abs(value.mean() - 1) <= half
    assert 0.92 <= held / 400 <= 0.98
    assert (naive / 400 < 0.75) == (day_sd > 0)


def test_a_small_negative_number_is_not_minus_zero() -> None:
    assert [number(value, 2, True) for value in (-0.001, -0.01, 0.001)] == ["+0.00", "-0.01", "+0.00"]
