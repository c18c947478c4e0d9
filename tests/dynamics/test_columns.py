"""Columns and rows that a fit learns from: what is nearly weekly, and who counts how much."""

from __future__ import annotations

import numpy as np
import pytest

from westphalia.dynamics.fitting import ENOUGH, KNOWN, LESS, _ridge, _worth
from westphalia.dynamics.mechanisms import HALF_LIVES, Design, columns, states
from westphalia.dynamics.panel import NAMES, Panel, panel_of
from westphalia.record import Record


@pytest.fixture(scope="module")
def panel() -> Panel:
    return panel_of(Record.default())


def test_rate_and_excess_make_the_log_odds_of_a_week(panel: Panel):
    """log 7 r + excess is the log-odds of at least one event in a week at r a day."""
    state = next(states(panel, [20]))
    pairs = np.flatnonzero(panel.events_before(20) > 0)[:500]
    for kind in (0, 3, NAMES.index("SANCTION"), NAMES.index("any")):
        names = [column.name for column in columns(kind, season=True)]
        table = Design(panel, state).matrix(kind, pairs)
        assert table.shape == (len(pairs), len(names))
        for life in range(1, len(HALF_LIVES)):
            log_rate = state.log_rate[life][pairs, kind].astype(np.float64)
            week = -np.expm1(-7 * np.exp(log_rate))
            excess = table[:, names.index(f"{NAMES[kind]} nearly every week, half-life {HALF_LIVES[life]:g} days")]
            assert log_rate + np.log(7) + excess == pytest.approx(np.log(week / (1 - week)), abs=1e-3)


def test_pairs_that_are_hardly_known_count_less(panel: Panel):
    before, worth = panel.events_before(20), _worth(panel, 20)
    assert set(np.unique(worth)) == {LESS, 1.0}
    assert np.array_equal(worth == 1.0, before >= KNOWN)


def test_with_half_as_much_to_learn_from_penalties_are_four_times_as_large():
    found = columns(3, season=True)
    enough, half, more = (_ridge(found, share * ENOUGH) for share in (1.0, 0.5, 3.0))
    shared = np.array([False, *(column.shared for column in found)] * 2)
    assert np.array_equal(enough, more)
    assert np.all(half[~shared] == 4 * enough[~shared]) and np.array_equal(half[shared], enough[shared])
