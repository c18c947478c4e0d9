"""Strengths of all terms, estimated from a table of weekly counts, with what is not known about them.

Rows are covered weeks of directions, after the first weeks of each window, in which the recent past is not yet known.
The penalty is so light that it moves nothing a million rows say; the intervals are those of the unpenalised
quasi-score, robust to whatever the weeks of a pair, or the pairs of a stretch of weeks, have in common:

    V = bread (sum over pairs of g g' + sum over blocks of weeks of g g' - sum over both of g g') bread

with g the sum of scores (Cameron, Gelbach & Miller 2011, J. Business & Economic Statistics 29), and Student's t with as
many degrees of freedom as there are blocks, less one. `refits` repeats the fit with pairs and blocks drawn anew (the
pigeonhole bootstrap of Owen 2007, Annals of Applied Statistics 1, which errs on the wide side).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from westphalia.dynamics.simulation.likelihood import Fitted, Rows, fit, mean, scores
from westphalia.dynamics.simulation.stable import tamed
from westphalia.dynamics.simulation.state import MEMORY, Memory, State, counts_in, design, step, world_of
from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import QUAD, TERMS
from westphalia.dynamics.simulation.world import Law
from westphalia.dynamics.weeks import Bools, Floats, Ints

WARM_UP = 4  # weeks at the start of a window that are not explained, only remembered
BLOCK = 4  # weeks that share a draw, and whose shocks may be correlated
MOST_ROWS = 2_500_000  # per quad; of longer records every second, third, ... week is explained
_RIDGE = 1.0

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, eq=False)
class Sample:
    """Rows for a fit: `x` and `y` by quad, and for every row its week and its pair; rows of a week hold first one
    direction of its pairs, then, in the same order, the other.
    """

    x: list[Rows]
    y: list[Rows]
    week: Ints
    pair: Ints

    def __len__(self) -> int:
        return len(self.week)

    def where(self, chosen: Bools) -> Sample:
        """Some of the rows."""
        return Sample([x[chosen] for x in self.x], [y[chosen] for y in self.y], self.week[chosen], self.pair[chosen])


@dataclass(frozen=True, eq=False)
class Strengths:
    """`law`: the estimates. `low`, `high`, `error`: (quads, terms), 95 % intervals and standard errors. `refits`:
    (draws, quads, terms). `rows`: of each quad; `weeks`: explained; `log`: mean log score by quad.
    """

    law: Law
    low: Floats
    high: Floats
    error: Floats
    refits: Floats
    rows: int
    weeks: int
    log: Floats


def sample(table: Table, memory: Memory = MEMORY, progress: Progress | None = None, last: int | None = None) -> Sample:
    """The rows of a table; `last`: no week from that number on is explained or remembered."""
    stop = len(table.ends) if last is None else last
    age = np.zeros(stop, dtype=np.int64)
    for week in range(1, stop):
        age[week] = age[week - 1] + 1 if table.spell[week] == table.spell[week - 1] else 0
    wanted = [week for week in range(1, stop) if age[week] >= WARM_UP]
    every = max(1, -(-2 * table.pairs * len(wanted) // MOST_ROWS))
    wanted = wanted[::-1][::every][::-1]
    asked = set(wanted)
    x: list[list[Rows]] = [[] for _ in range(QUAD)]
    y: list[list[Rows]] = [[] for _ in range(QUAD)]
    weeks: list[Ints] = []
    pairs: list[Ints] = []
    state: State | None = None
    for week in range(stop):
        if week in asked and state is not None:
            if progress:
                progress("reading the past", len(weeks), len(wanted))
            numbers, (counts, _) = design(state), counts_in(table, week)
            chosen = np.flatnonzero(table.covered[week])
            for quad in range(QUAD):
                x[quad].append(numbers[quad][:, :, chosen].reshape(TERMS, -1).T.astype(np.float32))
                y[quad].append(counts[:, quad][:, chosen].ravel().astype(np.float32))
            weeks.append(np.full(2 * len(chosen), week, dtype=np.int64))
            pairs.append(np.tile(chosen, 2))
        if state is None:
            state = State(world_of(table, week), memory)
        elif table.year(week) != table.year(week - 1):
            state.world = world_of(table, week)
        step(state, table, week)
    empty = np.zeros(0, dtype=np.int64)
    return Sample(
        [np.concatenate(part) if part else np.zeros((0, TERMS), dtype=np.float32) for part in x],
        [np.concatenate(part) if part else np.zeros(0, dtype=np.float32) for part in y],
        np.concatenate(weeks) if weeks else empty,
        np.concatenate(pairs) if pairs else empty,
    )


def strengths(
    rows: Sample, memory: Memory = MEMORY, *, refits: int = 0, seed: int = 0, progress: Progress | None = None
) -> Strengths:
    """Estimates, intervals and, where asked for, fits to `refits` samples drawn anew."""
    centre, ridge = _prior()
    found: list[Fitted] = []
    for quad in range(QUAD):
        if progress:
            progress("estimating strengths", quad, QUAD)
        found.append(fit(rows.x[quad], rows.y[quad], centre, ridge))
    block = _blocks(rows.week)
    error = np.stack([_errors(rows, quad, found[quad], block) for quad in range(QUAD)])
    b = np.stack([one.b for one in found])
    wide = _quantile(len(np.unique(block)) - 1) * error
    drawn = []
    random = np.random.default_rng(seed)
    for number in range(refits):
        if progress:
            progress("estimating again on samples drawn anew", number, refits)
        weight = _weights(rows, block, random)
        again = [
            fit(rows.x[q], rows.y[q], centre, ridge, burst=found[q].burst, start=found[q].b, weight=weight)
            for q in range(QUAD)
        ]
        drawn.append(tamed(np.stack([one.b for one in again])))
    return Strengths(
        law=_law(rows, found, tamed(b), memory),
        low=b - wide,
        high=b + wide,
        error=error,
        refits=np.stack(drawn) if drawn else np.zeros((0, QUAD, TERMS)),
        rows=len(rows),
        weeks=len(np.unique(rows.week)),
        log=np.array([one.log for one in found]),
    )


def _prior() -> tuple[Floats, Floats]:
    """Nothing reacts, and the usual rate goes on."""
    centre = np.zeros(TERMS)
    centre[1] = 1.0
    return centre, np.full(TERMS, _RIDGE)


def _law(rows: Sample, found: list[Fitted], b: Floats, memory: Memory) -> Law:
    """Also how far the two directions of a pair see the same events, and the spread of the world's weekly volume."""
    mutual = np.zeros(QUAD)
    last = int(rows.week.max(initial=0)) + 1
    total, variance, seen = np.zeros(last), np.zeros(last), np.zeros(last)
    turned = _other_side(rows.week)
    for quad, one in enumerate(found):
        expected = mean(rows.x[quad], one.b)
        spread = expected + expected**2 / one.burst.size(expected)
        z = (rows.y[quad] - expected) / np.sqrt(spread)
        keep = np.abs(z) < 30  # a burst out of all proportion says nothing about sameness
        keep &= keep[turned]
        mutual[quad] = np.clip((z * z[turned])[keep].sum() / max((z**2)[keep].sum(), 1e-9), 0.0, 0.99)
        total += np.bincount(rows.week, expected, minlength=last)
        variance += np.bincount(rows.week, spread, minlength=last)
        seen += np.bincount(rows.week, rows.y[quad], minlength=last)
    weeks = np.flatnonzero((total > 0) & (seen > 0))
    log = np.log(seen[weeks] / total[weeks])
    own = (variance[weeks] * (1 + mutual[0]) / total[weeks] ** 2).mean() if len(weeks) else 0.0
    shock = float(np.sqrt(max(log.var() - own, 0.0))) if len(weeks) > 1 else 0.0
    most = 10.0 + 2.0 * max(float(y.max(initial=0.0)) for y in rows.y)
    return Law(b, tuple(one.burst for one in found), mutual, min(shock, 0.5), memory, most)


def _errors(rows: Sample, quad: int, found: Fitted, block: Ints) -> Floats:
    """Standard errors of a quad's strengths, clustered by pair and by block of weeks."""
    g = scores(rows.x[quad], rows.y[quad], found)
    blocks = int(block.max(initial=0)) + 1
    by_pair, by_block = _grouped(g, rows.pair), _grouped(g, block)
    both = _grouped(g, rows.pair * blocks + block)
    correct = blocks / max(blocks - 1, 1)
    variances = [
        np.diag(found.bread @ (part.T @ part) @ found.bread) for part in (by_pair, by_block * np.sqrt(correct), both)
    ]
    least = np.maximum(variances[0], variances[2])
    return np.asarray(np.sqrt(np.maximum(variances[0] + variances[1] - variances[2], least)))


def _grouped(g: Rows, group: Ints) -> Floats:
    """Sums of rows by group, (groups that occur, columns)."""
    values, place = np.unique(group, return_inverse=True)
    out = np.empty((len(values), g.shape[1]))
    for column in range(g.shape[1]):
        out[:, column] = np.bincount(place, g[:, column], minlength=len(values))
    return out


def _weights(rows: Sample, block: Ints, random: np.random.Generator) -> Rows:
    pairs = random.multinomial(n := int(rows.pair.max()) + 1, np.full(n, 1 / n))
    blocks = random.multinomial(m := int(block.max()) + 1, np.full(m, 1 / m))
    return (pairs[rows.pair] * blocks[block]).astype(np.float32)


def _blocks(week: Ints) -> Ints:
    """The block of weeks that each row is in, numbered from 0."""
    weeks = np.unique(week)
    return np.asarray(np.searchsorted(weeks, week) // BLOCK, dtype=np.int64)


def _other_side(week: Ints) -> Ints:
    """For every row the row of the other direction in the same week."""
    edges = np.flatnonzero(np.diff(week, prepend=-1, append=-1))
    out = np.empty(len(week), dtype=np.int64)
    for first, last in pairwise(edges):
        middle = (first + last) // 2
        out[first:middle] = np.arange(middle, last)
        out[middle:last] = np.arange(first, middle)
    return out


def _quantile(freedom: int) -> float:
    from scipy.stats import t

    return float(t.ppf(0.975, max(freedom, 1)))
