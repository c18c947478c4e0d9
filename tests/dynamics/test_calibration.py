"""Worlds with known, constant rates: forecasts come true as often as they say, and rates lie in their intervals."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, table

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.rates import Model, rates, tally
from westphalia.dynamics.scores import wilson
from westphalia.dynamics.weeks import Weeks, build

ACTORS = [f"X{number:02}" for number in range(40)]
LENGTH = 60  # weeks known; four more are forecast


@pytest.fixture(scope="module")
def known() -> tuple[Weeks, np.ndarray, np.ndarray]:
    """Weeks, true weekly chance of each ordered pair, and what happened in the four weeks after."""
    random = np.random.default_rng(11)
    busy = random.gamma(0.8, 0.35, size=len(ACTORS))
    rows: list[Row] = []
    chance = np.zeros((len(ACTORS), len(ACTORS)))
    later = np.zeros((len(ACTORS), len(ACTORS)), dtype=bool)
    for i in range(len(ACTORS)):
        for j in range(len(ACTORS)):
            if i == j:
                continue
            chance[i, j] = 1 - np.exp(-busy[i] * busy[j] * random.gamma(1.0, 1.0))
            hits = random.random(LENGTH + 4) < chance[i, j]
            later[i, j] = hits[LENGTH:].any()
            rows += [(_day(week), ACTORS[i], ACTORS[j], "CONSULT", 1.0) for week in np.flatnonzero(hits[:LENGTH])]
    weeks = build(table(rows), [covered(FIRST, _day(LENGTH) - timedelta(days=1))], kinds_of())
    place = [int(code[1:]) for code in weeks.codes]
    first, second = np.array(place)[weeks.first], np.array(place)[weeks.second]
    return weeks, chance[first, second], later[first, second]


def _day(week: int) -> date:
    return FIRST + timedelta(days=int(7 * week))


def test_forecasts_come_true_as_often_as_they_say(known: tuple[Weeks, np.ndarray, np.ndarray]):
    weeks, _, later = known
    said = rates(weeks, tally(weeks, LENGTH - 1)).probability(4)[:, 0]
    for low, high in ((0.0, 0.1), (0.1, 0.3), (0.3, 0.6), (0.6, 1.0)):
        inside = (said >= low) & (said < high)
        bounds = wilson(later[inside].mean(), inside.sum(), z=2.58)
        assert inside.sum() > 50
        assert bounds[0] - 0.02 <= said[inside].mean() <= bounds[1] + 0.02


def test_intervals_hold_the_true_chance(known: tuple[Weeks, np.ndarray, np.ndarray]):
    """Rates are constant here, so nothing is forgotten: 95 % intervals hold about 95 % of those of busy pairs."""
    weeks, chance, _ = known
    found = tally(weeks, LENGTH - 1, np.inf)
    model = Model(half_life=np.inf, pair=2.0, kind=2.0)
    low, high = (bound[:, 0] for bound in rates(weeks, found, model).interval(4))
    truth = 1 - (1 - chance) ** 4
    often = found.done[:, 0] >= 5
    assert often.sum() > 100
    inside = (truth[often] >= low[often]) & (truth[often] <= high[often])
    assert 0.90 <= inside.mean() <= 0.99
