"""Two worlds run side by side from one day: with what a scenario asks for, and without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.simulation import engine
from westphalia.dynamics.simulation.happen import add
from westphalia.dynamics.simulation.state import State
from westphalia.dynamics.simulation.terms import QUAD
from westphalia.dynamics.simulation.world import Law, law_of, now_of, start_of
from westphalia.dynamics.weeks import Floats, Ints


@dataclass(frozen=True)
class Forced:
    """Something that happens for certain: `n` events of `cell` (side * 4 + quad) and `pair` at the end of week `week`
    (0 is the first simulated one; -1: at the start). `agreed`: events among them that are agreements.
    """

    week: int
    cell: int
    pair: int
    n: float
    agreed: float = 0.0


@dataclass(frozen=True, eq=False)
class Played:
    """What came of it, as means over runs; arrays of cells have the shape (8, pairs).

    `expected`: expected counts over the horizon without and with; `difference` and its standard error by chance of the
    simulation, `noise`; `any`: chance of at least one event, without and with. `weekly`: events by (world, run, week,
    quad). `rates`, `events`: of the watched cells, (world, run, week, cell); `ways`: what each term adds to the
    difference of their expected counts, (week, cell, term).
    """

    expected: tuple[Floats, Floats]
    difference: Floats
    noise: Floats
    any: tuple[Floats, Floats]
    weekly: Ints
    rates: Floats
    events: Ints
    ways: Floats


def play(
    without: State,
    given: State,
    agree: Floats,
    law: Law,
    forced: Sequence[Forced] = (),
    *,
    weeks: int,
    runs: int,
    seed: int = 0,
    watch: Sequence[tuple[int, int]] = (),
    worlds: int = 2,
    threads: int = 1,
) -> Played:
    """Simulate `runs` runs of `weeks` weeks from two states over the same pairs; `forced` happens in the second world.

    `agree`: share of each pair's verbal cooperation that is AGREE; `watch`: (cell, pair) to be told week by week. The
    number of `threads` changes no digit.
    """
    start0, now0 = start_of(without, law.b, agree), now_of(without)
    same = given is without
    start1, now1 = (start0, now0) if same else (start_of(given, law.b, agree), now_of(given))
    at_once = [one for one in forced if one.week < 0]
    if at_once:
        now1 = tuple(part.copy() for part in now1)
        for one in at_once:
            add(start1, now1, one.cell, one.pair, float(one.n), float(one.agreed))
    moved = np.full(without.world.size, not same)
    for one in at_once:
        moved[[without.world.first[one.pair], without.world.second[one.pair]]] = True
    later = np.array([(f.week, f.cell, f.pair, f.n, f.agreed) for f in forced if f.week >= 0], dtype=np.float64)
    seen = np.array(watch, dtype=np.int64).reshape(-1, 2)
    totals, weekly, rates, events, ways = engine.compare(
        start0, now0, start1, now1, law_of(law, without, weeks), later.reshape(-1, 5), moved,
        seed, runs, weeks, worlds, seen, threads,
    )  # fmt: skip
    sums = totals.sum(axis=0) / runs
    spread = np.maximum(sums[3] - sums[2] ** 2, 0.0)
    return Played(
        expected=(sums[0], sums[1]),
        difference=sums[2],
        noise=np.sqrt(spread / max(runs - 1, 1)),
        any=(sums[4], sums[5]),
        weekly=weekly,
        rates=rates,
        events=events,
        ways=ways.sum(axis=0) / runs,
    )


def alone(state: State, agree: Floats, law: Law, *, weeks: int, runs: int, seed: int = 0) -> Ints:
    """The world left alone: counts of every run, week, cell and pair, (runs, weeks, 8, pairs)."""
    start, now, rules = start_of(state, law.b, agree), now_of(state), law_of(law, state, weeks)
    pairs = state.world.pairs
    out = np.zeros((runs, weeks, 2 * QUAD, pairs), dtype=np.int64)
    room, held = engine.room_of(pairs), engine.held_of(pairs, weeks)
    cells, none = (2 * QUAD, pairs), np.zeros((0, 2), dtype=np.int64)
    world = tuple(np.empty_like(part) for part in now)
    for run in range(runs):
        told = (
            np.zeros(cells, dtype=np.float32), np.zeros(cells, dtype=np.int32),
            np.zeros((weeks, QUAD), dtype=np.int64), none, np.zeros((weeks, 0)), np.zeros((weeks, 0), dtype=np.int64),
            np.zeros((weeks, 0, law.b.shape[1])),
        )  # fmt: skip
        engine.run_first(start, now, world, rules, seed, run, held, told, room)
        for week, found in enumerate(held[3]):
            cell, pair, times = (part[week, :found] for part in held[4:])
            out[run, week, cell, pair] = times
    return out
