"""Parameters at rest: which are used, that they survive writing, and what becomes of a damaged file."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, covered, world

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.mechanisms import columns
from westphalia.dynamics.panel import KINDS, NAMES, panel_of
from westphalia.dynamics.parameters import KEPT, dumped, fit_record, loaded, parameters_for, shipped
from westphalia.errors import CallError, CorruptRecord, OutsideCoverage
from westphalia.record import Record


@pytest.fixture
def own(build_record: Callable[..., Record], tmp_path: Path) -> Record:
    made = build_record(world(3, 25, actors=6), [covered(FIRST, FIRST + timedelta(days=25 * 7 - 1))])
    shutil.copytree(made.path, tmp_path / "own")
    return Record.open(tmp_path / "own")


def test_what_is_shipped_has_every_kind_and_column():
    assert [one.fitted_to for one in shipped()] == [date(2022, 6, 30), date(2021, 8, 31), date(2018, 10, 31)]
    for one in shipped():
        assert set(one.fits) == set(NAMES)
        for kind in range(len(KINDS)):
            found = one.fits[NAMES[kind]]
            assert len(found.first.now) == len(found.centre) == 1 + len(columns(kind))


def test_a_forecast_uses_what_saw_nothing_later():
    record = Record.default()
    for origin, fitted_to in ((date(2022, 6, 30), date(2022, 6, 30)), (date(2022, 3, 1), date(2021, 8, 31))):
        assert forecast(record, "USA", "IRN", action="SANCTION", horizon_days=[7], origin=origin).fitted_to == fitted_to


def test_written_and_read_again():
    (one,) = loaded(dumped(shipped()[:1]))
    for name, fit in shipped()[0].fits.items():
        assert np.array_equal(one.fits[name].first.now, fit.first.now)
        assert (one.fits[name].start, one.fits[name].rows) == (fit.start, fit.rows)


def test_a_record_of_ones_own_keeps_its_own(own: Record):
    before = forecast(own, "ARG", "BRA", action="conflict", horizon_days=[28])
    assert before.fitted_on == "the record 'world'"
    told: list[str] = []
    fit_record(own, lambda what, done, of: told.append(f"{what} {done}/{of}"))
    assert (own.path / KEPT).is_file() and told
    after = forecast(own, "ARG", "BRA", action="conflict", horizon_days=[28])
    assert after.fitted_to == before.fitted_to
    assert after.rows[0].probability == pytest.approx(before.rows[0].probability, abs=0.02)
    assert not own.verify()  # the file is none of the record's tables


def test_parameters_that_saw_later_days_are_not_used(own: Record):
    fit_record(own)
    origin = FIRST + timedelta(days=20 * 7 - 1)
    assert parameters_for(own, panel_of(own, origin), origin, kinds=[3]).fitted_to == origin


def test_a_damaged_file_says_what_to_do(own: Record):
    (own.path / KEPT).write_text('{"version": 1, "parameters": [{"fits": {}}]}', encoding="utf-8")
    with pytest.raises(CorruptRecord, match="westphalia fit --record"):
        forecast(own, "ARG", "BRA")


def test_too_short_or_read_only(build_record: Callable[..., Record], tmp_path: Path):
    made = build_record(world(8, 6), [covered(FIRST, FIRST + timedelta(days=41))])
    shutil.copytree(made.path, tmp_path / "short")
    with pytest.raises(OutsideCoverage, match="fewer than"):
        fit_record(Record.open(tmp_path / "short"))
    with pytest.raises(CallError, match="read-only"):
        fit_record(Record.default())
    found = forecast(made, "ARG", "BRA")
    assert found.fitted_to is None
    assert any("usual rates alone" in note for note in found.assumptions)
    assert all(row.reasons is None or not any(part.log_odds for part in row.reasons.parts) for row in found.rows)
