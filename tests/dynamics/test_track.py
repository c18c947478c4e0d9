"""How forecasts fared: computed from a record, and the stored table of the embedded one."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.dynamics.conftest import FIRST, covered, table, world

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.panel import KINDS, NAMES, panel_of
from westphalia.dynamics.parameters import fitted, parameters_for
from westphalia.dynamics.track import _stored, fingerprint, from_dict, held_out, measure, track
from westphalia.dynamics.weeks import build
from westphalia.record import Record


@pytest.fixture(scope="module")
def embedded() -> Record:
    return Record.default()


def test_origins_are_the_weeks_of_the_last_window_after_its_first():
    coverage = [covered(FIRST, FIRST + timedelta(days=69)), covered(date(2020, 1, 1), date(2020, 3, 10))]
    weeks = build(table(world(9, 10)), coverage, kinds_of())
    assert [weeks.day(week) for week in held_out(weeks)] == [
        date(2020, 1, 28) + timedelta(days=7 * n) for n in range(7)
    ]


def test_a_horizon_ends_inside_the_window(build_record: Callable[..., Record]):
    record = build_record(world(9, 20), [covered(FIRST, FIRST + timedelta(days=139))])
    found = {one.horizon_days: one for one in track(record, kinds_of("3"), (28, 84, 365)) if not one.either}
    assert set(found) == {28, 84}
    assert found[28].last_origin == FIRST + timedelta(days=139 - 28)
    assert (found[28].origins, found[84].origins) == (13, 5)


def test_scores_are_those_of_the_forecasts(build_record: Callable[..., Record]):
    """One pair, one origin: the Brier score is that of what `forecast` said on that day."""
    rows = world(9, 9, actors=3)
    record = build_record(rows, [covered(FIRST, FIRST + timedelta(days=62))])
    origin = FIRST + timedelta(days=34)
    panel = panel_of(record)
    fits = fitted(record, panel, 4, kinds=[0]).fits  # too short to fit: by usual rates alone, as `forecast` on that day
    (one, _) = measure(panel, [4], [28], fits, kinds=[0])
    assert (one.first_origin, one.last_origin, one.origins) == (origin, origin, 1)
    squared = []
    for actor in panel.weeks.codes:
        for recipient in panel.weeks.codes:
            if actor < recipient:
                for row in forecast(record, actor, recipient, action="1", horizon_days=[28], origin=origin).rows[:2]:
                    later = [
                        r
                        for r in rows
                        if (r[1], r[2], r[3]) == (row.actor, row.recipient, "CONSULT")
                        and origin < r[0] <= origin + timedelta(days=28)
                    ]
                    squared.append((row.probability - bool(later)) ** 2)
    assert one.n == len(squared) == 6
    assert one.brier == pytest.approx(sum(squared) / 6)


def test_progress_is_told(build_record: Callable[..., Record]):
    record = build_record(world(9, 12), [covered(FIRST, FIRST + timedelta(days=83))])
    told: list[tuple[str, int, int]] = []
    track(record, kinds_of(), (28,), lambda *step: told.append(step))
    trials = [step for step in told if step[0] == "trying forecasts on held-out weeks"]
    assert trials[-1][1] == trials[-1][2] == len(trials) - 1


def test_plain_data_and_back(build_record: Callable[..., Record]):
    record = build_record(world(9, 12), [covered(FIRST, FIRST + timedelta(days=83))])
    for one in track(record, kinds_of(), (28,)):
        assert from_dict(json.loads(json.dumps(one.to_dict()))) == one


def test_the_stored_track_is_that_of_the_embedded_record(embedded: Record):
    """Fails where the record or the model has changed since: run `python scripts/derive_track.py`."""
    known = _stored(fingerprint(embedded))
    assert known, "run python scripts/derive_track.py"
    panel = panel_of(embedded)
    origins = held_out(panel.weeks)
    first = panel.weeks.day(origins[0])
    fits = parameters_for(embedded, panel_of(embedded, first), first).fits
    for fresh in measure(panel, origins, [28], fits, kinds=[NAMES.index("SANCTION")]):
        old = known[fresh.what, fresh.horizon_days][fresh.either]
        assert (old.n, old.pairs, old.origins) == (fresh.n, fresh.pairs, fresh.origins)
        assert old.first_origin == fresh.first_origin and old.last_origin == fresh.last_origin
        for name in ("brier", "brier_reference", "skill", "skill_low", "skill_high", "log_score", "observed"):
            assert getattr(old, name) == pytest.approx(getattr(fresh, name), abs=2e-5)


def test_every_kind_has_a_stored_track(embedded: Record):
    assert set(_stored(fingerprint(embedded))) == {(kind.name, days) for kind in KINDS for days in (7, 28, 84)}


def test_a_horizon_that_is_not_stored_has_the_nearest(embedded: Record):
    assert {one.horizon_days for one in track(embedded, kinds_of("SANCTION"), (30, 200))} == {28, 84}


def test_the_stored_track_is_used_for_the_embedded_record_only(embedded: Record, build_record: Callable[..., Record]):
    start = time.process_time()
    found = track(embedded, [*kinds_of(), *kinds_of("SANCTION"), *kinds_of("conflict")])
    assert time.process_time() - start < 1.0
    assert len(found) == 6 * 2 * 2
    assert _stored(fingerprint(build_record(world(9, 12), [covered(FIRST, FIRST + timedelta(days=83))]))) == {}


def test_held_out_weeks_are_of_2022(embedded: Record):
    assert all(one.first_origin.year == one.last_origin.year == 2022 for one in track(embedded, kinds_of()))


def test_forecasts_of_the_embedded_record_beat_the_long_run_rate(embedded: Record):
    """Measured on 2022: skill of each quad and horizon, its interval above 0."""
    for one in track(embedded, kinds_of()):
        assert one.skill is not None and one.skill_low is not None
        assert one.skill_low > 0, replace(one, calibration=())
        assert one.log_score < one.log_reference
