"""What is kept between forecasts of one day, and when it is made again."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, world

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.parameters import fit_record, parameters_for
from westphalia.dynamics.starts import start_of
from westphalia.record import Record

LAST = FIRST + timedelta(days=40 * 7 - 1)
TWO = [("ARG", "BRA")]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return world(8, 40)


@pytest.fixture(scope="module")
def record(build_record: Callable[..., Record], rows: list[Row]) -> Record:
    return build_record(rows, [covered(FIRST, LAST)])


def _kept(record: Record, days: int = 0) -> object:
    return start_of(record, LAST - timedelta(days=days), TWO)


def test_the_same_day_of_the_same_record_is_read_once(record: Record):
    assert _kept(record) is _kept(record)
    assert _kept(Record.open(record.path)) is _kept(record)
    assert _kept(record, 7) is not _kept(record)


def test_no_more_than_two_days_are_kept(record: Record):
    first = _kept(record)
    _kept(record, 7)
    assert _kept(record) is first
    _kept(record, 14)
    assert _kept(record) is not first


def test_another_record_of_other_events_is_not_taken_for_it(
    build_record: Callable[..., Record], rows: list[Row], record: Record, tmp_path: Path
):
    """Also where one stands in the place of the other, with the same coverage."""
    more: list[Row] = [*rows, *((LAST - timedelta(days=day), "ARG", "BRA", "ASSAULT", 1.0) for day in range(0, 140, 7))]
    other = build_record(sorted(more), [covered(FIRST, LAST)])
    place = tmp_path / "record"
    found = []
    for one in (record, other):
        shutil.copytree(one.path, place)
        found.append(forecast(Record.open(place), "ARG", "BRA", action="ASSAULT", horizon_days=[28]).rows[0])
        shutil.rmtree(place)
    assert found[1].n_past == found[0].n_past + 20
    assert found[1].probability > found[0].probability


def test_two_that_never_met_are_forecast_after_others(record: Record):
    before = forecast(record, "ARG", "BRA").rows
    met = start_of(record, LAST, TWO)
    assert not met.panel.weeks.hold([("TUV", "NRU")])
    assert forecast(record, "TUV", "NRU").rows[0].n_past == 0
    assert start_of(record, LAST, [("NRU", "TUV")]).panel.weeks.hold([("TUV", "NRU"), *TWO])
    assert [row.probability for row in forecast(record, "ARG", "BRA").rows] == pytest.approx(
        [row.probability for row in before], abs=1e-3
    )


def test_other_parameters_have_a_drift_of_their_own(record: Record, tmp_path: Path):
    shutil.copytree(record.path, tmp_path / "own")
    own = Record.open(tmp_path / "own")
    begin = start_of(own, LAST, TWO)
    before = begin.state_and_drift(parameters_for(own, begin.panel, LAST, kinds=[3]), [3])[1]
    fit_record(own)
    after = begin.state_and_drift(parameters_for(own, begin.panel, LAST), [3])[1]
    assert before.keys() == after.keys()
    assert after is not before


def test_what_one_caller_changes_another_does_not_see(record: Record):
    begin = start_of(record, LAST, TWO)
    parameters = parameters_for(record, begin.panel, LAST, kinds=[0])
    state, _ = begin.state_and_drift(parameters, [0])
    state.days[:], state.log_rate[:] = -1, -1
    again, _ = begin.state_and_drift(parameters, [0])
    assert np.all(again.days >= 0) and not np.any(again.log_rate == -1)


def test_nothing_after_the_day_is_kept(record: Record):
    day = LAST - timedelta(days=70)
    panel = start_of(record, day, TWO).panel
    assert panel.weeks.day(-1) == day
    assert date.fromordinal(int(panel.day.max())) <= day
