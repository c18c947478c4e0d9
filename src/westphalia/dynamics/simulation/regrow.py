"""What the record would hold up to a day had something been left undone: the past that others answered, regrown.

From the first week in which something is left undone, week by week: what the record holds stands for the luck of that
week, and the strengths say how much was to be expected with (l0, after the past as it was) and without (l, after the
past as regrown so far). A count is a Poisson draw around l0 g, g the luck of the cell, gamma distributed about 1 with
the size s of the negative binomial; without, it would be one around l g. Of n events that the record holds,

    l < l0:  n l / l0 remain                            each event would have happened with chance l / l0
    l > l0:  n + (l - l0) (s + n) / (s + l0)            with what is to be expected of g after n events

on the average; n itself where the past differs in nothing that matters. The world's tension and volume are those of the
record. Of a direction's quad of which something is left undone nothing new grows. Abduction, action and prediction:
Pearl (2009, Causality, section 7.1).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.simulation.fit import Progress
from westphalia.dynamics.simulation.likelihood import Burst
from westphalia.dynamics.simulation.state import State, counts_in, design, step, world_of
from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import NAMES, QUAD
from westphalia.dynamics.simulation.world import Law
from westphalia.dynamics.weeks import Bools, Floats

_WORLD = (NAMES.index("tension"), NAMES.index("volume"))


@dataclass(frozen=True, eq=False)
class Past:
    """`real`: the state as the record has it; `regrown`: without what is left undone, for every law that was asked
    for; `followed`: expected events that also fall away (below 0) or are added, under the first law.
    """

    real: State
    regrown: tuple[State, ...]
    followed: float


def regrow(
    table: Table, kept: Table, week: int, agree: Floats, laws: Sequence[Law], progress: Progress | None = None
) -> Past:
    """The state at the end of week number `week`, with and without what `kept` lacks of `table` (of the same pairs).

    `agree`: share of each pair's verbal cooperation that is AGREE.
    """
    gone, begin = _gone(table, kept)
    real = State(world_of(table, week), laws[0].memory)
    for at in range(begin):
        step(real, table, at)
    others, followed = [real.copy() for _ in laws], 0.0
    for at in range(begin, week + 1):
        if progress:
            progress("regrowing the past", at - begin, week + 1 - begin)
        numbers = design(real)
        left, agreed = counts_in(kept, at)
        covered, days = table.covered[at], int(table.ends[at] - table.ends[at - 1]) if at else 7
        for place, (law, other) in enumerate(zip(laws, others, strict=True)):
            mine = design(other)
            mine[:, _WORLD] = numbers[:, _WORLD]
            counts = _without(left, _mean(numbers, law), _mean(mine, law), law.burst, gone)
            more = counts[:, 0].sum(axis=0) - left[:, 0].sum(axis=0)
            pacts = np.maximum(agreed + np.where(more > 0, agree, _share(agreed, left)) * more, 0.0)
            other.advance(counts, pacts, covered, days)
            followed += float((counts - left).sum()) if place == 0 else 0.0
        step(real, table, at)
    return Past(real, tuple(others), followed)


def _gone(table: Table, kept: Table) -> tuple[Bools, int]:
    """The cells of which something is left undone, (2, 4, pairs), and the first week in which it is."""
    cells: Bools = np.zeros((2, QUAD, table.pairs), dtype=np.bool_)
    begin = len(table.ends)
    for at in range(len(table.ends)):
        differs = counts_in(table, at)[0] != counts_in(kept, at)[0]
        if differs.any():
            cells |= differs
            begin = min(begin, at)
    return cells, begin


def _mean(numbers: Floats, law: Law) -> Floats:
    """Expected counts of a week, (2, 4, pairs)."""
    return np.asarray(np.exp(np.minimum(np.einsum("qt,qtsp->sqp", law.b, numbers), np.log(law.most))))


def _without(n: Floats, expected: Floats, mean: Floats, burst: Sequence[Burst], gone: Bools) -> Floats:
    """What would remain of `n` events had `mean` been expected in place of `expected`."""
    size = np.stack([one.size(expected[:, quad]) for quad, one in enumerate(burst)], axis=1)
    fewer = n * np.minimum(mean / expected, 1.0)
    more = np.maximum(mean - expected, 0.0) * (size + n) / (size + expected)
    return np.asarray(fewer + np.where(gone, 0.0, more))


def _share(agreed: Floats, counts: Floats) -> Floats:
    """Of each pair's verbal cooperation of a week, the share that is AGREE."""
    return np.asarray(agreed / np.maximum(counts[:, 0].sum(axis=0), 1.0))
