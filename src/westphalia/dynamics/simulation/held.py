"""Left alone, does the simulated world look like the weeks that it was not told of?

Strengths are learned from the weeks before, the world is run forward over the last weeks of a window, and set beside
what the record holds: how much happens, how unevenly it is spread over directions, who stays busy, and how much a week
is like the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np

from westphalia.dynamics.simulation.fit import Strengths
from westphalia.dynamics.simulation.play import alone
from westphalia.dynamics.simulation.shares import action_shares
from westphalia.dynamics.simulation.state import AGREE, counts_in, state_at
from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import QUAD
from westphalia.dynamics.weeks import QUADS, Floats, Ints

Figure = Callable[[Floats | Ints], float]


@dataclass(frozen=True)
class Likeness:
    """One figure of held-out weeks: `observed`, and mean and 90 % of runs of the simulated world."""

    what: str
    observed: float
    simulated: float
    low: float
    high: float


def held_out(table: Table, found: Strengths, week: int, weeks: int, runs: int = 40, seed: int = 0) -> list[Likeness]:
    """Weeks number `week` to `week + weeks - 1` of a table against runs from the state before them."""
    chosen = np.flatnonzero(table.covered[week - 1])
    state = state_at(table, week - 1, found.law.memory).only(chosen)
    agree = action_shares(table, chosen)[:, AGREE].mean(axis=0)
    simulated = alone(state, agree, found.law, weeks=weeks, runs=runs, seed=seed)
    observed = np.stack([counts_in(table, week + ahead)[0][:, :, chosen].reshape(8, -1) for ahead in range(weeks)])
    before = np.stack([counts_in(table, week - 1 - back)[0][:, :, chosen].reshape(8, -1) for back in range(weeks)])
    rows = []
    for name, figure in _figures(before):
        values = np.array([figure(run) for run in simulated])
        low, high = np.quantile(values, (0.05, 0.95))
        rows.append(Likeness(name, figure(observed), float(values.mean()), float(low), float(high)))
    return rows


def _figures(before: Floats) -> list[tuple[str, Figure]]:
    """What is compared; `before`: the weeks before the held-out ones."""

    def events(quad: int) -> Figure:
        return lambda counts: float(counts[:, [quad, quad + QUAD]].sum())

    return [
        *((f"events, {name}", events(quad)) for quad, name in enumerate(QUADS)),
        ("share of the busiest 1 % of directions", partial(top_share, share=0.01)),
        ("share of the busiest 10 % of directions", partial(top_share, share=0.10)),
        ("directions with an event", lambda counts: float((directions(counts) > 0).sum())),
        ("rank correlation with the weeks before", partial(ranks_alike, others=before)),
        ("correlation of a week with the next", week_to_week),
        ("spread of the weekly volume (sd / mean)", lambda counts: spread(counts.sum(axis=(1, 2)))),
    ]


def spread(totals: Floats | Ints) -> float:
    """Standard deviation over mean."""
    return float(totals.std() / max(float(totals.mean()), 1e-9))


def top_share(counts: Floats | Ints, share: float) -> float:
    """Share of all events that the busiest `share` of directions hold; `counts` is (weeks, cells, pairs)."""
    totals = np.sort(directions(counts))[::-1]
    return float(totals[: max(1, round(share * len(totals)))].sum() / max(totals.sum(), 1))


def directions(counts: Floats | Ints) -> Floats:
    """All events of each direction of each pair."""
    weeks, cells, pairs = counts.shape
    return np.asarray(counts.reshape(weeks, 2, cells // 2, pairs).sum(axis=(0, 2)).ravel(), dtype=np.float64)


def ranks_alike(counts: Floats | Ints, others: Floats | Ints) -> float:
    """Spearman's correlation of what directions add up to."""
    from scipy.stats import spearmanr

    return float(spearmanr(directions(counts), directions(others)).statistic)


def week_to_week(counts: Floats | Ints) -> float:
    """Correlation of log(1 + n) of cells between one week and the next."""
    logs = np.log1p(counts.astype(np.float64).reshape(len(counts), -1))
    return float(np.corrcoef(logs[:-1].ravel(), logs[1:].ravel())[0, 1])
