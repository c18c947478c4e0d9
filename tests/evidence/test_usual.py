"""What is usual: the model against simulation, and its edges."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.evidence.usual import Usual, blocks, usual


def test_without_bursts_it_is_the_predictive_distribution_of_a_rate() -> None:
    """Poisson data: P(at least one) by hand, Gamma(n + 1/2) rates mixed over Poisson counts, is a negative binomial."""
    counts = np.zeros(400)
    counts[::20] = 1.0  # twenty events, evenly spread: no dispersion beyond Poisson
    normal = usual(counts, np.ones(400), np.arange(400), 40, 40.0)
    r, p = 20.5, 400 / 440
    assert normal.expected == pytest.approx(20.5 * 0.1)
    assert normal.at_least(1) == pytest.approx(1 - p**r, rel=1e-9)


@pytest.mark.parametrize(("days", "bursts"), [(7, 0.05), (14, 0.05), (14, 0.01), (28, 0.2)])
def test_random_stretches_stand_out_as_seldom_as_they_should(days: int, bursts: float) -> None:
    """Bursty counts, each burst five days long: at most one stretch in ten is «rare»."""
    rng = np.random.default_rng(3)
    rare = 0
    for _ in range(400):
        starts = rng.poisson(bursts, 400 + days)
        counts = np.convolve(starts, rng.poisson(2, 5) + 1.0)[: 400 + days].astype(float)
        normal = usual(counts[:400], np.ones(400), np.arange(400), days, float(days))
        held = float(counts[400:].sum())
        rare += held > 0 and normal.at_least(held) <= 0.1
    assert rare / 400 < 0.13


def test_volume_is_taken_out() -> None:
    """Twice the news, twice the events: nothing unusual."""
    counts = np.tile([1.0, 0.0], 200)
    quiet = usual(counts, np.ones(400), np.arange(400), 30, 30.0)
    loud = usual(counts, np.ones(400), np.arange(400), 30, 60.0)
    assert loud.expected == pytest.approx(2 * quiet.expected)
    assert quiet.at_least(30) < 0.1 < loud.at_least(30)


def test_the_interval_of_the_ratio_holds_the_truth() -> None:
    rng = np.random.default_rng(5)
    held = 0
    for _ in range(400):
        outside = rng.poisson(0.5, 300).astype(float)
        n = float(rng.poisson(0.5 * 3 * 30))  # three times the usual rate
        _, low, high = usual(outside, np.ones(300), np.arange(300), 30, 30.0).ratio(n)
        held += low <= 3 <= high
    assert held / 400 > 0.93


@given(st.integers(0, 200), st.floats(0.01, 100), st.floats(1.001, 50))
@settings(max_examples=100, deadline=None)
def test_it_is_a_distribution(n: int, expected: float, dispersion: float) -> None:
    normal = Usual(expected, dispersion, 10, 100, 0.1)
    assert 0 <= normal.at_least(n + 1) <= normal.at_least(n) <= 1
    assert normal.at_least(0) == 1
    middle, low, high = normal.ratio(n)
    assert low <= high
    assert math.isfinite(middle)


def test_the_interval_of_what_is_usual_holds_the_truth() -> None:
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(400):
        low, high = usual(rng.poisson(0.02, 300).astype(float), np.ones(300), np.arange(300), 30, 30.0).interval()
        held += low <= 0.02 * 30 <= high
    assert held / 400 > 0.93


def test_blocks_do_not_cross_gaps() -> None:
    assert blocks(np.array([1, 2, 3, 10, 11, 12, 13]), 3).tolist() == [0, 0, 0, 1, 1, 1, -1]
