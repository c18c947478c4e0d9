"""Scores against numbers worked out by hand, and against a simulation that is calibrated by construction."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.dynamics.verify import verify


def test_scores_by_hand():
    # Four forecasts of two dyads. Brier: (.01 + .04 + .25 + .81) / 4; log: -(ln .9 + ln .8 + ln .5 + ln .1) / 4.
    said, truth = np.array([0.1, 0.8, 0.5, 0.9]), np.array([False, True, True, False])
    found = verify(said, truth, np.array([0, 0, 1, 1]), {"half": np.full(4, 0.5)})
    assert found.brier == pytest.approx((0.01 + 0.04 + 0.25 + 0.81) / 4)
    assert found.log_score == pytest.approx(-(np.log(0.9) + np.log(0.8) + np.log(0.5) + np.log(0.1)) / 4)
    assert (found.n, found.dyads, found.observed) == (4, 2, 0.5)
    (part,) = found.against
    assert part.brier == 0.25 and part.skill == pytest.approx(1 - found.brier / 0.25)
    assert part.brier_gain == pytest.approx(0.25 - found.brier)
    # The two dyads' gains are .225 and -.28: the interval lies between drawing only the one or only the other.
    assert part.brier_gain_interval == pytest.approx((0.25 - 0.53, 0.25 - 0.025), abs=1e-6)


def test_murphy_by_hand():
    # Bin [0, .02) holds two forecasts of .01, neither true; bin [.5, .6) two of .5, one true. Base rate 1/4.
    said, truth = np.array([0.01, 0.01, 0.5, 0.5]), np.array([False, False, True, False])
    found = verify(said, truth, np.arange(4), {})
    assert found.reliability == pytest.approx(0.5 * 0.01**2)
    assert found.resolution == pytest.approx(0.5 * 0.25**2 + 0.5 * 0.25**2)
    assert found.uncertainty == pytest.approx(0.25 * 0.75)
    assert found.brier == pytest.approx(found.reliability - found.resolution + found.uncertainty, abs=1e-12)


def test_calibrated_forecasts_have_slope_one_and_beat_worse_ones():
    random = np.random.default_rng(3)
    odds = random.normal(-2, 1.2, 20_000)
    said = 1 / (1 + np.exp(-odds))
    truth = random.random(len(said)) < said
    bold = 1 / (1 + np.exp(-2 * odds))
    found = verify(said, truth, np.arange(len(said)) // 10, {"too bold": bold})
    assert found.slope == pytest.approx(1, abs=0.06)
    assert found.slope_interval is not None and found.slope_interval[0] < 1 < found.slope_interval[1]
    assert found.against[0].skill_interval[0] > 0 and found.against[0].log_gain_interval[0] > 0
    assert found.reliability < found.against[0].reliability
    for row in found.bins:
        if row["n"] > 200:
            assert row["interval"][0] - 0.02 <= row["forecast"] <= row["interval"][1] + 0.02
    timid = verify(bold, truth, np.arange(len(said)) // 10, {})
    assert timid.slope == pytest.approx(0.5, abs=0.03)


def test_the_interval_of_the_difference_covers_as_often_as_it_says():
    """Two forecasts equally good on average; dyads share an effect: 95 % intervals hold 0 in about 95 % of trials."""
    random = np.random.default_rng(5)
    held = 0
    for _ in range(100):
        block = np.repeat(np.arange(150), 8)
        noise = np.repeat(random.normal(0, 0.15, 150), 8)
        truth = random.random(len(block)) < 0.5
        one, other = np.clip(0.5 + noise, 0, 1), np.clip(0.5 - noise, 0, 1)
        (part,) = verify(one, truth, block, {"other": other}).against
        held += part.brier_gain_interval[0] <= 0 <= part.brier_gain_interval[1]
    assert 89 <= held <= 100


def test_nothing_came_true():
    found = verify(np.full(30, 0.1), np.zeros(30, dtype=bool), np.arange(30), {"x": np.full(30, 0.2)})
    assert found.slope is None and found.brier == pytest.approx(0.01)
