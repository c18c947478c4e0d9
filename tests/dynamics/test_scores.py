"""Scores against numbers worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from westphalia.dynamics.scores import Ledger, skill_intervals


def filled() -> Ledger:
    ledger = Ledger(6)
    said, reference = np.array([0.8, 0.1, 1.0]), np.array([0.5, 0.5, 0.5])
    ledger.add(np.array([0, 1, 2]), said, reference, np.array([True, False, True]))
    return ledger


def test_brier_and_log_score():
    ledger = filled()
    assert ledger.brier.sum() == pytest.approx(0.2**2 + 0.1**2)
    assert ledger.reference.sum() == pytest.approx(0.75)
    assert ledger.log == pytest.approx(-math.log(0.8) - math.log(0.9), abs=1e-5)
    assert ledger.log_reference == pytest.approx(3 * math.log(2))


def test_bins_hold_their_lower_edge_and_the_last_holds_one():
    table = filled().bins(np.arange(6))
    assert [(row.low, row.n) for row in table if row.n] == [(0.1, 1), (0.8, 1), (0.9, 1)]
    assert all(row.observed is None and row.obs_low is None for row in table if not row.n)


def test_forecasts_of_one_pair_do_not_add_to_the_sample():
    ledger = Ledger(2)
    for _ in range(100):
        ledger.add(np.array([0, 1]), np.array([0.55, 0.55]), np.array([0.5, 0.5]), np.array([True, False]))
    row = ledger.bins(np.array([0, 0]))[7]
    assert (row.n, row.pairs, row.observed) == (200, 1, 0.5)
    assert row.obs_low is not None and row.obs_high is not None
    assert row.obs_low < 0.1 and row.obs_high > 0.9


def test_skill_interval_is_seeded_and_holds_the_skill():
    random = np.random.default_rng(1)
    first, second = (part.ravel() for part in np.meshgrid(np.arange(30), np.arange(30)))
    apart = first != second
    first, second = first[apart], second[apart]
    chance = random.random(len(first))
    ledger = Ledger(len(first))
    ledger.add(np.arange(len(first)), chance, np.full(len(first), 0.5), random.random(len(first)) < chance)
    skill = 1 - ledger.brier.sum() / ledger.reference.sum()
    once, again = (skill_intervals([ledger], first, second, 30, seed=3)[0] for _ in range(2))
    assert once == again
    assert once is not None and once[0] < skill < once[1]


def test_too_few_actors_have_no_interval():
    assert skill_intervals([filled()], np.array([0, 1] * 3), np.array([1, 0] * 3), 2) == [None]
