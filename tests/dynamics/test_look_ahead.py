"""No forecast sees what came after its origin: events planted in the future change nothing before it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
from tests.dynamics.conftest import FIRST, Row, covered, table, world

from westphalia.dynamics.forecast import forecast
from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.track import forecasts, known_pairs
from westphalia.dynamics.weeks import build
from westphalia.record import Record

ORIGIN = FIRST + timedelta(days=20 * 7 - 1)
PLANTED: list[Row] = [
    (ORIGIN + timedelta(days=1 + day), actor, recipient, "ASSAULT", 50.0)
    for day in range(30)
    for actor, recipient in (("CHL", "ARG"), ("ARG", "CHL"), ("TUV", "ARG"))
]


def test_a_forecast_from_a_past_day(build_record: Callable[..., Record]):
    coverage = [covered(FIRST, FIRST + timedelta(days=30 * 7 - 1))]
    rows = world(6, 30)
    quiet, war = build_record(rows, coverage), build_record([*rows, *PLANTED], coverage)
    before, after = (forecast(record, "ARG", "CHL", origin=ORIGIN).rows for record in (quiet, war))
    assert before == after
    now = forecast(war, "ARG", "CHL").rows
    assert [row.what for row in (now[6], before[6])] == ["material conflict"] * 2
    assert now[6].probability > before[6].probability


def test_every_forecast_of_the_track():
    coverage = [covered(FIRST, FIRST + timedelta(days=30 * 7 - 1))]
    rows = world(6, 30)
    quiet, war = (build(table(part), coverage, kinds_of(), pairs=[("TUV", "ARG")]) for part in (rows, rows + PLANTED))
    assert quiet.codes == war.codes
    for at in range(3, 20):
        pairs = [{(w.codes[w.first[p]], w.codes[w.second[p]]) for p in known_pairs(w, at)} for w in (quiet, war)]
        assert pairs[0] == pairs[1]
        for number in (0, 1):  # the model, the reference
            one, other = forecasts(quiet, at)[number][0], forecasts(war, at)[number][0]
            for actor, recipient in sorted(pairs[0]):
                here, there = quiet.pair(actor, recipient), war.pair(actor, recipient)
                assert np.array_equal(one.a[here], other.a[there]) and np.array_equal(one.b[here], other.b[there])


def test_levels_look_back_only():
    """The second source's level is taken from what it held by the origin, not from what it holds later."""
    middle = FIRST + timedelta(days=10 * 7)
    coverage = [
        covered(FIRST, middle - timedelta(days=1)),
        covered(middle, FIRST + timedelta(days=30 * 7 - 1), origin="other"),
    ]
    rows = world(7, 30)
    quiet, war = (build(table(part), coverage, kinds_of()) for part in (rows, rows + PLANTED[:60]))
    one, other = forecasts(quiet, 19)[0][0], forecasts(war, 19)[0][0]
    here, there = quiet.pair("ARG", "CHL"), war.pair("ARG", "CHL")
    assert np.array_equal(one.a[here], other.a[there])
