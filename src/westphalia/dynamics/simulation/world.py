"""From a state of the past and strengths to the arrays that `engine` runs on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.simulation.likelihood import Burst
from westphalia.dynamics.simulation.state import Memory, State, totals
from westphalia.dynamics.simulation.terms import (
    BACK,
    BACK_WEEK,
    BUSY,
    CONTACT,
    CROSS,
    CROSS_BACK,
    OWN,
    OWN_WEEK,
    QUAD,
    others,
)
from westphalia.dynamics.weeks import Floats

Single = NDArray[np.float32]

_FAR = (12, 13, 14, 15, 17, 18, 19, 21, CONTACT, 16)  # terms of others and of the world, in the engine's order


@dataclass(frozen=True, eq=False)
class Law:
    """What decides a week: `b` (quads, terms), how counts burst and how far both directions of a pair see the same
    events (`mutual`), each by quad; the spread of the world's weekly volume (`shock`, of its logarithm); and the most
    that is ever expected of a direction in a week (`most`), twice what was ever counted.
    """

    b: Floats
    burst: tuple[Burst, ...]
    mutual: Floats
    shock: float
    memory: Memory
    most: float = 1000.0


def start_of(state: State, b: Floats, agree: Floats) -> tuple[Any, ...]:
    """What stays as it is while the world runs: the usual, and what follows from it under the strengths `b`.

    `agree`: share of a pair's verbal cooperation that is AGREE.
    """
    world, memory = state.world, state.memory
    usual = state.usual()
    done, got = totals(world, usual)
    base = np.empty_like(usual)
    for quad in range(QUAD):
        m = usual[:, quad]
        base[:, quad] = b[quad, 0] + b[quad, 1] * np.log(m) + b[quad, BUSY] * m / (m + memory.busy)
        base[:, quad] += b[quad, 20] * world.votes
    cells = (2 * QUAD, world.pairs)
    return (
        _single(usual.reshape(cells)),
        _single(np.log(usual + memory.floor).reshape(cells)),
        _single(base.reshape(cells)),
        _single(usual.sum(axis=(0, 1))),
        world.first.astype(np.int32),
        world.second.astype(np.int32),
        _single((done + got).sum(axis=0)),
        _single(done),
        _single(got),
        _single(state.third_mean / max(state.third_seen, 1e-9)),
        _single(state.agreed_long / np.maximum(state.seen_long, 1.0)),
        _single(agree),
        _single(world.votes),
    )


def now_of(state: State) -> tuple[Any, ...]:
    """What events change, as it is at the end of the state's week."""
    from westphalia.dynamics.simulation.thirds import sums

    world = state.world
    cells = (2 * QUAD, world.pairs)
    done, got = totals(world, state.mid)
    scale = np.float32(np.sqrt(max(float(np.median(state.seen_mid)), 1.0)))
    hostile, friendly = (matrix * scale for matrix in state.matrices())
    rows, columns = np.divmod(np.arange(world.size**2), world.size)
    found = sums(np.ascontiguousarray(hostile.T), friendly, rows, columns)
    common, friends, forth, _ = found.reshape(4, world.size, world.size)
    return (
        _single(state.mid.reshape(cells)),
        _single(state.short.reshape(cells)),
        _single(state.agreed),
        _single(done),
        _single(got),
        _single(0.5 * common),
        _single(0.5 * friends),
        _single(forth),
        np.zeros((world.size, world.size), dtype=np.float32),
        _single(hostile),
        _single(friendly),
    )


def law_of(law: Law, state: State, weeks: int) -> tuple[Any, ...]:
    """The strengths and constants, and how many weeks the decayed counts stand for in each week to come."""
    b, memory = law.b, law.memory
    inner, inner_week, outer, outer_week = (np.zeros((QUAD, QUAD)) for _ in range(4))
    for quad in range(QUAD):
        inner[quad, quad], inner_week[quad, quad] = b[quad, OWN], b[quad, OWN_WEEK]
        outer[quad, quad], outer_week[quad, quad] = b[quad, BACK], b[quad, BACK_WEEK]
        for number, other in enumerate(others(quad)):
            inner[quad, other] = inner_week[quad, other] = b[quad, CROSS + number]
            outer[quad, other] = outer_week[quad, other] = b[quad, CROSS_BACK + number]
    fade = 2.0 ** (-1.0 / np.array([memory.recent, memory.week, memory.agreements]))
    seen = np.empty((weeks, 3))
    seen[0] = [float(np.median(part)) for part in (state.seen_mid, state.seen_short, state.seen_agreed)]
    for week in range(1, weeks):
        seen[week] = seen[week - 1] * fade + 1.0
    constants = [memory.worth_recent, memory.worth_week, memory.floor, memory.soft, memory.faint, memory.seldom]
    constants += [memory.busy, float(np.log(law.most))]
    return (
        *(_single(part) for part in (inner, inner_week, outer, outer_week, b[:, _FAR])),
        _single(np.array(constants)),
        _single(seen),
        np.asarray(law.mutual, dtype=np.float64),
        np.array([[one.scale, one.power] for one in law.burst]),
        _single(fade),
        np.array([law.shock]),
        np.ascontiguousarray(b, dtype=np.float64),
    )


def _single(values: Any) -> Single:
    return np.ascontiguousarray(values, dtype=np.float32)
