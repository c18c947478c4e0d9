"""What followed from what is left undone falls away with it, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import numpy as np
import pytest
from benchmarks.simulated_world import BURSTS, TRUTH
from tests.dynamics.conftest import FIRST, covered, world

from westphalia.dynamics.simulation.likelihood import Burst
from westphalia.dynamics.simulation.regrow import _without, regrow
from westphalia.dynamics.simulation.shares import agree_shares
from westphalia.dynamics.simulation.state import MEMORY, state_at
from westphalia.dynamics.simulation.table import Table, table_of
from westphalia.dynamics.simulation.terms import NAMES, QUAD
from westphalia.dynamics.simulation.world import Law
from westphalia.record import Record

LAW = Law(TRUTH, BURSTS, np.zeros(QUAD), 0.1, MEMORY)


@pytest.fixture(scope="module")
def tables(build_record: Callable[..., Record]) -> tuple[Table, Table]:
    """A small record, and the same without what Argentina did to Brazil by force in the last ten weeks."""
    rows = world(3, 60, actors=8, busy=1.0)
    for week in range(10):
        rows.append((FIRST + timedelta(days=350 + 7 * week), "ARG", "BRA", "ASSAULT", 6.0))
        rows.append((FIRST + timedelta(days=353 + 7 * week), "BRA", "ARG", "ASSAULT", 3.0))
    table, frame, _ = table_of(build_record(rows, [covered(FIRST, FIRST + timedelta(days=419))]))
    late = frame["day"] >= np.datetime64(FIRST + timedelta(days=350))
    gone = late & (frame["actor"] == "ARG") & (frame["recipient"] == "BRA") & (frame["action"] == "ASSAULT")
    pairs = [(table.codes[one], table.codes[other]) for one, other in zip(table.first, table.second, strict=True)]
    record = build_record(rows, [covered(FIRST, FIRST + timedelta(days=419))])
    return table, table_of(record, pairs=pairs, frame=frame[~gone])[0]


def test_the_record_itself_stays_as_it_is(tables: tuple[Table, Table]):
    table, kept = tables
    past = regrow(table, kept, 59, agree_shares(table), [LAW])
    assert np.array_equal(past.real.mid, state_at(table, 59).mid)
    assert np.array_equal(past.real.third_mean, state_at(table, 59).third_mean)


def test_where_nobody_reacts_only_what_is_left_undone_is_gone(tables: tuple[Table, Table]):
    table, kept = tables
    law = Law(np.zeros_like(TRUTH), BURSTS, np.zeros(QUAD), 0.0, MEMORY)
    past = regrow(table, kept, 59, agree_shares(table), [law])
    assert past.regrown[0].mid == pytest.approx(state_at(kept, 59).mid, abs=1e-9)
    assert past.regrown[0].agreed == pytest.approx(state_at(kept, 59).agreed, abs=1e-9)
    assert past.followed == pytest.approx(0.0, abs=1e-9)


def test_the_answers_fall_away_too_and_strangers_do_as_they_did(tables: tuple[Table, Table]):
    table, kept = tables
    more = Law(TRUTH * 1.2, BURSTS, np.zeros(QUAD), 0.1, MEMORY)
    past = regrow(table, kept, 59, agree_shares(table), [LAW, more])
    assert past.followed < -1
    side, pair = table.place("BRA", "ARG")
    before, after, harder = (one.mid[side, 3, pair] for one in (state_at(kept, 59), *past.regrown))
    assert 0 < harder < after < 0.9 * before
    assert not np.array_equal(past.regrown[0].mid, past.regrown[1].mid)
    strangers = (table.first != table.first[pair]) & (table.second != table.second[pair])
    strangers &= (table.first != table.second[pair]) & (table.second != table.first[pair])
    other, as_it_was = past.regrown[0].mid[:, :, strangers], state_at(kept, 59).mid[:, :, strangers]
    assert other == pytest.approx(as_it_was, rel=0.05, abs=0.02)


def test_the_world_s_tension_and_volume_are_those_of_the_record(tables: tuple[Table, Table]):
    table, kept = tables
    b = np.zeros_like(TRUTH)
    b[:, NAMES.index("tension")] = b[:, NAMES.index("volume")] = 3.0
    past = regrow(table, kept, 59, agree_shares(table), [Law(b, BURSTS, np.zeros(QUAD), 0.0, MEMORY)])
    assert past.followed == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("expected", "mean"), [(2.0, 0.5), (2.0, 2.0), (0.4, 1.7)])
def test_on_the_average_as_many_remain_as_are_to_be_expected(expected: float, mean: float):
    from scipy.stats import nbinom

    burst = Burst(0.8, 0.6)
    n = np.arange(400.0)
    size = burst.size(np.array(expected))
    chance = nbinom.pmf(n, size, size / (size + expected))
    shape = (2, QUAD, len(n))
    counts = np.broadcast_to(n, shape)
    none = np.zeros(shape, dtype=np.bool_)
    left = _without(counts, np.full(shape, expected), np.full(shape, mean), [burst] * QUAD, none)[0, 0]
    assert (chance * left).sum() == pytest.approx(mean, rel=1e-6)
    assert np.all(np.diff(left) > 0)
