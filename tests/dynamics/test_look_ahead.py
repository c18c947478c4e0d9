"""No forecast sees what came after its origin: events planted in the future change nothing before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, table, world

from westphalia.dynamics.backtest import backtest
from westphalia.dynamics.fitting import fit
from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.mechanisms import Design, states
from westphalia.dynamics.panel import NAMES, panel_of
from westphalia.dynamics.rates import rates, tally
from westphalia.dynamics.weeks import build
from westphalia.record import Record

ORIGIN = FIRST + timedelta(days=20 * 7 - 1)
COVERAGE = [covered(FIRST, FIRST + timedelta(days=30 * 7 - 1))]
PLANTED: list[Row] = [
    (ORIGIN + timedelta(days=1 + day), actor, recipient, "ASSAULT", 50.0)
    for day in range(30)
    for actor, recipient in (("CHL", "ARG"), ("ARG", "CHL"), ("TUV", "ARG"))
]


@pytest.fixture(scope="module")
def quiet(build_record: Callable[..., Record]) -> Record:
    return build_record(world(6, 30), COVERAGE)


@pytest.fixture(scope="module")
def war(build_record: Callable[..., Record]) -> Record:
    return build_record([*world(6, 30), *PLANTED], COVERAGE)


def test_a_forecast_from_a_past_day(quiet: Record, war: Record):
    before, after = (forecast(record, "ARG", "CHL", origin=ORIGIN).rows for record in (quiet, war))
    assert before == after
    now = forecast(war, "ARG", "CHL").rows
    assert [row.what for row in (now[6], before[6])] == ["material conflict"] * 2
    assert now[6].probability > before[6].probability


def test_what_is_fitted_and_every_column(quiet: Record, war: Record):
    """Parameters fitted at the origin, and each pair's columns, are the same to the last digit."""
    panels = [panel_of(record, pairs=[("TUV", "ARG")]) for record in (quiet, war)]
    assert panels[0].weeks.codes == panels[1].weeks.codes
    fits = [fit(panel, 19, kinds=[0, 3]) for panel in panels]
    for name in (NAMES[0], NAMES[3]):
        one, other = fits[0][name], fits[1][name]
        assert np.array_equal(one.first.now, other.first.now) and np.array_equal(one.any.fade, other.any.fade)
        assert (one.start, one.gain, one.size, one.together) == (other.start, other.gain, other.size, other.together)
    for at in (5, 12, 19):
        designs = [Design(panel, next(states(panel, [at]))) for panel in panels]
        for actor, recipient in (("ARG", "CHL"), ("CHL", "BRA"), ("TUV", "ARG")):
            rows = [
                design.matrix(3, np.array([panel.weeks.pair(actor, recipient)]))
                for design, panel in zip(designs, panels, strict=True)
            ]
            assert np.array_equal(rows[0], rows[1])


def test_every_forecast_of_a_backtest_before_the_planted_events(quiet: Record, war: Record):
    """The same events are planted after the last origin's outcome: the model's and the baselines' forecasts stay."""
    span = {"first_day": ORIGIN - timedelta(days=34), "last_day": ORIGIN, "weeks": 1, "action": "conflict"}
    before, after = (backtest(record, **span).to_pandas() for record in (quiet, war))  # type: ignore[arg-type]
    assert len(before) > 50
    names = ["origin", "actor", "recipient", "kind", "happened"]
    assert before[names].equals(after[names])
    for name in ("probability", "long run", "recency", "boosting"):
        # A pair that is there only later changes the order in which sums are taken, and with it the last digit.
        assert np.abs(before[name] - after[name]).max() < 1e-12


def test_levels_look_back_only():
    """The second source's level is taken from what it held by the origin, not from what it holds later."""
    middle = FIRST + timedelta(days=10 * 7)
    coverage = [
        covered(FIRST, middle - timedelta(days=1)),
        covered(middle, FIRST + timedelta(days=30 * 7 - 1), origin="other"),
    ]
    rows = world(7, 30)
    quiet, war = (build(table(part), coverage, kinds_of()) for part in (rows, rows + PLANTED[:60]))
    one, other = rates(quiet, tally(quiet, 19)), rates(war, tally(war, 19))
    here, there = quiet.pair("ARG", "CHL"), war.pair("ARG", "CHL")
    assert np.array_equal(one.a[here], other.a[there])
