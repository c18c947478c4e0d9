"""What `forecast` gives: rows, origin, coverage, errors, and how it prints."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from tests.dynamics.conftest import FIRST, Row, covered, world

from westphalia.dynamics.forecast import Forecast, forecast, forecast_all
from westphalia.dynamics.show import tables
from westphalia.errors import CallError, OutsideCoverage, UnknownAction, UnknownActor
from westphalia.ontology.types import Quad
from westphalia.record import Record
from westphalia.sheets import plain

SECOND = FIRST + timedelta(days=2 * 364)


@pytest.fixture(scope="module")
def found(quiet_world: Record) -> Forecast:
    return forecast(quiet_world, "Argentina", "Brazilian")


def test_every_direction_quad_and_horizon_has_a_row(found: Forecast):
    sides = [("ARG", "BRA", False), ("BRA", "ARG", False), ("ARG", "BRA", True)]
    expected = [(*side, quad.value, days) for side in sides for quad in Quad for days in (28, 84)]
    assert [(r.actor, r.recipient, r.either, r.what, r.horizon_days) for r in found.rows] == expected


def test_probabilities_fit_together(found: Forecast):
    by = {(row.actor, row.either, row.what, row.horizon_days): row for row in found.rows}
    for (actor, either, what, days), row in by.items():
        assert 0 < row.probability < 1
        assert row.low <= row.probability <= row.high
        assert row.expected <= days / 7
        assert by[actor, either, what, 84].probability >= by[actor, either, what, 28].probability
        if either:
            one, other = by["ARG", False, what, days].probability, by["BRA", False, what, days].probability
            assert max(one, other) <= row.probability <= one + other


def test_the_origin_is_the_last_covered_day_of_the_two(quiet_world: Record, found: Forecast):
    assert found.origin == SECOND + timedelta(days=209)
    assert found.weeks == 40 + 30
    gone = forecast(quiet_world, "Argentina", "Venezuela")
    assert gone.origin == FIRST + timedelta(days=279)
    assert gone.weeks == 40
    assert any("Venezuela" in note and gone.origin.isoformat() in note for note in gone.assumptions)


def test_past_events_and_long_run_rate_are_counted_in_covered_weeks(build_record: Callable[..., Record]):
    rows: list[Row] = [
        (FIRST, "ARG", "BRA", "ACCUSE", 3.0),
        (FIRST + timedelta(days=15), "ARG", "BRA", "ACCUSE", 1.0),
        (FIRST + timedelta(days=16), "BRA", "ARG", "ACCUSE", 2.0),
        (FIRST + timedelta(days=16), "BRA", "ARG", "statement", 9.0),
    ]
    record = build_record(rows, [covered(FIRST, FIRST + timedelta(days=27))])
    found = {(r.actor, r.either): r for r in forecast(record, "ARG", "BRA", action="ACCUSE", horizon_days=[28]).rows}
    assert found["ARG", False].n_past == 4 and found["ARG", False].rate_long_run == 0.5
    assert found["BRA", False].n_past == 2 and found["BRA", False].rate_long_run == 0.25
    assert found["ARG", True].n_past == 6 and found["ARG", True].rate_long_run == 0.5


def test_two_who_never_met_get_a_small_chance(build_record: Callable[..., Record]):
    record = build_record(world(8, 30), [covered(FIRST, FIRST + timedelta(days=209))])
    for row in forecast(record, "Tuvalu", "Nauru").rows:
        assert 0 < row.probability < 0.05
        assert row.low <= row.probability <= row.high


def test_actions_and_groups(quiet_world: Record):
    rows = {
        name: [row.probability for row in forecast(quiet_world, "ARG", "BRA", action=name, horizon_days=[28]).rows]
        for name in ("assault", "material conflict", "conflict")
    }
    # ASSAULT is the only material conflict of this world, but each kind has a fit of its own: never above its quad.
    # Conflict is that and accusations.
    assert all(one <= quad + 1e-12 for one, quad in zip(rows["assault"], rows["material conflict"], strict=True))
    assert rows["assault"] == pytest.approx(rows["material conflict"], rel=0.25)
    assert all(both > one for both, one in zip(rows["conflict"], rows["assault"], strict=True))


def test_several_pairs_at_once_are_the_same_as_one_by_one(quiet_world: Record):
    pairs = [("ARG", "BRA"), ("ARG", "VEN"), ("CHL", "BRA")]
    for one, pair in zip(forecast_all(quiet_world, pairs), pairs, strict=True):
        for row, alone in zip(one.rows, forecast(quiet_world, *pair).rows, strict=True):
            assert (row.actor, row.recipient, row.what, row.horizon_days) == (
                alone.actor, alone.recipient, alone.what, alone.horizon_days
            )  # fmt: skip
            assert row.probability == pytest.approx(alone.probability, abs=1e-9)
    assert forecast_all(quiet_world, []) == ()


def test_it_is_plain_data_and_a_table(found: Forecast):
    plain = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert plain["origin"] == found.origin.isoformat()
    assert len(plain["rows"]) == len(found.to_pandas()) == 24
    assert plain["query"].lower().startswith(("select", "with"))


def test_it_prints_its_origin_track_and_assumptions(found: Forecast):
    text = str(found)
    assert f"after {found.origin.isoformat()}, the last covered day" in text
    assert "ARG → BRA" in text and "ARG ↔ BRA" in text
    assert "Brier" in text and "came true [95 %]" in text
    assert "Intervals (95 %)" in text
    assert "…" not in text
    assert max(map(len, text.splitlines())) <= 80
    assert repr(found) == text
    assert "<script" not in found._repr_html_()


def test_a_narrow_terminal_cuts_no_number(found: Forecast):
    text = plain(found, 60)
    assert "…" not in text and max(map(len, text.splitlines())) <= 60
    for _, rows in tables(found):
        for row in rows[1:]:
            assert all(cell in text for cell in row)


def test_every_row_finds_its_track(found: Forecast):
    for row in found.rows:
        track = found.track_of(row)
        assert track is not None
        assert (track.what, track.horizon_days, track.either) == (row.what, row.horizon_days, row.either)
        assert track.bin_of(row.probability).low <= row.probability


def test_the_same_question_gives_the_same_answer(quiet_world: Record, found: Forecast):
    assert forecast(quiet_world, "ARG", "BRA").to_dict() == found.to_dict()


@pytest.mark.parametrize("days", [[], [0], [28, 400]])
def test_bad_horizons(quiet_world: Record, days: list[int]):
    with pytest.raises(CallError, match="horizon"):
        forecast(quiet_world, "ARG", "BRA", horizon_days=days)


def test_one_actor_twice(quiet_world: Record):
    with pytest.raises(CallError, match="same actor"):
        forecast(quiet_world, "Argentina", "ARG")


def test_unknown_names(quiet_world: Record):
    with pytest.raises(UnknownActor):
        forecast(quiet_world, "Argentinia", "BRA")
    with pytest.raises(UnknownAction, match="SANCTION"):
        forecast(quiet_world, "ARG", "BRA", action="SANCTON")


def test_days_outside_coverage(quiet_world: Record, build_record: Callable[..., Record]):
    with pytest.raises(OutsideCoverage, match="2018-01-01"):
        forecast(quiet_world, "ARG", "BRA", origin=date(2019, 6, 1))
    with pytest.raises(OutsideCoverage, match="no whole week"):
        forecast(quiet_world, "ARG", "BRA", origin=FIRST + timedelta(days=3))
    with pytest.raises(OutsideCoverage):
        forecast(build_record([], []), "ARG", "BRA")


def test_a_window_too_short_for_a_track_says_so(build_record: Callable[..., Record]):
    record = build_record(world(8, 3), [covered(FIRST, FIRST + timedelta(days=20))])
    found = forecast(record, "ARG", "BRA")
    assert found.track == () and "No track record" in str(found)
    assert found.plot_track().to_dict()


def test_pictures_hold_every_number(found: Forecast):
    chart = found.plot().to_dict()
    shown = next(iter(chart["datasets"].values()))
    assert [point["probability"] for point in shown] == [row.probability for row in found.rows]
    points = next(iter(found.plot_track().to_dict()["datasets"].values()))
    assert sum(point["forecasts"] for point in points) == sum(one.n for one in found.track if not one.either)
