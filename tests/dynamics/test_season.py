"""The season of the year: found where a record covers years of it, and no column at all where it does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, world

from westphalia.dynamics.chances import Chances
from westphalia.dynamics.fitting import fit
from westphalia.dynamics.hazard import Fit, leads_of
from westphalia.dynamics.mechanisms import Design, columns, shows_season, states
from westphalia.dynamics.panel import Panel, happened, panel_of
from westphalia.dynamics.reasons import reasons
from westphalia.record import Record

KIND, FITTED_TO, AHEAD = 0, 155, 8


def swinging(rows: list[Row]) -> list[Row]:
    """Nine of ten events left out at the turn of the year, none at midsummer, and in between by a wave."""
    random = np.random.default_rng(5)
    angle = 2 * np.pi * np.array([row[0].timetuple().tm_yday for row in rows]) / 365.25
    kept = random.random(len(rows)) < 0.55 - 0.45 * np.cos(angle)
    return [row for row, stays in zip(rows, kept, strict=True) if stays]


@pytest.fixture(scope="module")
def panel(build_record: Callable[..., Record]) -> Panel:
    """Four years, of which three are learned from."""
    rows = swinging(world(4, 208, actors=12, busy=1.0))
    return panel_of(build_record(rows, [covered(FIRST, FIRST + timedelta(days=208 * 7 - 1))]))


@pytest.fixture(scope="module")
def fitted(panel: Panel) -> Fit:
    return fit(panel, FITTED_TO, kinds=[KIND])["verbal cooperation"]


def test_a_season_shows_after_two_years_of_every_month(panel: Panel, quiet_world: Record):
    assert not shows_season(panel.weeks, 90) and shows_season(panel.weeks, 110)
    for record in (quiet_world, Record.default()):
        weeks = panel_of(record).weeks
        assert not shows_season(weeks, len(weeks.ends) - 1)


def test_forecasts_follow_the_season(panel: Panel, fitted: Fit):
    """The mean forecast for the eighth week ahead, in the year after, against what share of pairs had one."""
    assert len(fitted.centre) == 1 + len(columns(KIND, season=True))
    pairs = np.arange(panel.weeks.pairs)
    said, true = [], []
    for state in states(panel, range(FITTED_TO, 208 - AHEAD)):
        design = Design(panel, state)
        usual = design.usual(KIND, pairs)
        standard = fitted.standard(usual, design.matrix(KIND, pairs))
        still = standard.copy()
        still[:, -2:] = 0
        said.append([leads_of(fitted.any, usual, one, AHEAD)[:, -1].mean() for one in (standard, still)])
        true.append(happened(panel, state.at + AHEAD - 1, 1, KIND).mean())
    off = np.abs(np.array(said) - np.array(true)[:, None]).mean(axis=0)
    assert off[0] < 0.6 * off[1]


def test_the_season_is_among_the_reasons(panel: Panel, fitted: Fit):
    state = next(states(panel, [FITTED_TO + 20]))
    found = reasons(Chances(panel, state, {"verbal cooperation": fitted}, np.array([0])), 0, KIND, 1)
    assert found.start + sum(part.log_odds for part in found.parts) == pytest.approx(found.log_odds)
    part = next(part for part in found.parts if part.family == "season")
    assert part.column.startswith("day of the year")


def test_one_year_has_no_season(panel: Panel):
    found = fit(panel, 51, kinds=[KIND])["verbal cooperation"]
    assert len(found.centre) == len(found.first.now) == 1 + len(columns(KIND))
    state = next(states(panel, [52]))
    parts = reasons(Chances(panel, state, {"verbal cooperation": found}, np.array([0])), 0, KIND, 1).parts
    assert parts and "season" not in {part.family for part in parts}
