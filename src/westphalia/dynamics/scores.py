"""How good forecasts were: Brier and log scores, skill with an interval, and a calibration table.

Brier (1950): mean of (p - y)^2. Skill: 1 - Brier / Brier of the reference. Log score: mean of -ln(p given to what
happened). Bins and their comparison with what came true: Murphy & Winkler (1977).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from westphalia.dynamics.weeks import Bools, Floats, Ints

EDGES = (0.0, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
DRAWS = 1000
SMALLEST = 1e-6  # probabilities are held this far from 0 and 1 for the log score


@dataclass(frozen=True)
class Bin:
    """Forecasts from `low` to below `high` (the last bin holds 1): how many, what they said, and what came true.

    `pairs` counts the different pairs of actors among them. `obs_low` and `obs_high` bound the share that came true
    (Wilson 1927, 95 %) with the pairs as the sample, since forecasts of one pair from many origins overlap.
    """

    low: float
    high: float
    n: int
    pairs: int
    mean_forecast: float | None
    observed: float | None
    obs_low: float | None
    obs_high: float | None

    def to_dict(self) -> dict[str, Any]:
        """This bin as JSON data."""
        return dict(self.__dict__)


class Ledger:
    """Adds up the forecasts of one kind and horizon, origin by origin."""

    def __init__(self, pairs: int) -> None:
        self.n = np.zeros(pairs)
        self.brier = np.zeros(pairs)
        self.reference = np.zeros(pairs)
        self.forecast = np.zeros(pairs)
        self.happened = np.zeros(pairs)
        self.log = 0.0
        self.log_reference = 0.0
        self.origins = 0
        bins = len(EDGES) - 1
        self._n = np.zeros(bins, dtype=np.int64)
        self._forecast = np.zeros(bins)
        self._happened = np.zeros(bins)
        self._met = np.zeros((bins, pairs), dtype=np.bool_)

    def add(self, which: Ints, forecast: Floats, reference: Floats, happened: Bools) -> None:
        """The forecasts from one origin for the pairs `which`, those of the reference, and what happened."""
        truth = happened.astype(np.float64)
        self.origins += 1
        self.n[which] += 1
        self.brier[which] += (forecast - truth) ** 2
        self.reference[which] += (reference - truth) ** 2
        self.forecast[which] += forecast
        self.happened[which] += truth
        self.log += _log_loss(forecast, happened)
        self.log_reference += _log_loss(reference, happened)
        box = np.minimum(np.searchsorted(EDGES, forecast, side="right") - 1, len(EDGES) - 2)
        size = len(self._n)
        self._n += np.bincount(box, minlength=size)
        self._forecast += np.bincount(box, forecast, minlength=size)
        self._happened += np.bincount(box, truth, minlength=size)
        self._met[box, which] = True

    def bins(self, pair_of: Ints) -> tuple[Bin, ...]:
        """The calibration table; `pair_of` gives each ordered pair the number of its unordered one."""
        table = []
        for index, (low, high) in enumerate(pairwise(EDGES)):
            n = int(self._n[index])
            if not n:
                table.append(Bin(low, high, 0, 0, None, None, None, None))
                continue
            pairs = len(np.unique(pair_of[self._met[index]]))
            observed = float(self._happened[index] / n)
            bounds = wilson(observed, pairs)
            table.append(Bin(low, high, n, pairs, float(self._forecast[index] / n), observed, *bounds))
        return tuple(table)


def wilson(share: float, n: float, z: float = 1.959964) -> tuple[float, float]:
    """Wilson's interval (1927) of a share seen in `n` independent cases.

    >>> [round(bound, 4) for bound in wilson(0.5, 10)]
    [0.2366, 0.7634]
    """
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    return max(0.0, middle - half), min(1.0, middle + half)


def skill_intervals(
    ledgers: Sequence[Ledger], first: Ints, second: Ints, actors: int, seed: int = 0
) -> list[tuple[float, float] | None]:
    """A 95 % interval of each skill by resampling actors (Snijders & Borgatti 1999; Owen 2007): a pair counts as often
    as the product of its two actors' draws. It allows for everything that an actor's pairs and a pair's origins share,
    but not for shocks to the whole world at once. None where a resample has no error to compare with.
    """
    random = np.random.default_rng(seed)
    sums = np.stack([part for ledger in ledgers for part in (ledger.brier, ledger.reference)], axis=1)
    used = np.flatnonzero(sums.any(axis=1))
    present = np.unique(np.concatenate([first[used], second[used]])) if len(used) else np.arange(0)
    if len(present) < 3:
        return [None] * len(ledgers)
    drawn = np.zeros((DRAWS, actors), dtype=np.float64)
    drawn[:, present] = random.multinomial(len(present), np.full(len(present), 1 / len(present)), size=DRAWS)
    totals = np.concatenate(
        [(part[:, first[used]] * part[:, second[used]]) @ sums[used] for part in np.array_split(drawn, 10)]
    )
    found: list[tuple[float, float] | None] = []
    for index in range(len(ledgers)):
        own, other = totals[:, 2 * index], totals[:, 2 * index + 1]
        valid = other > 0
        if valid.sum() < DRAWS / 2:
            found.append(None)
            continue
        low, high = np.quantile(1 - own[valid] / other[valid], [0.025, 0.975])
        found.append((float(low), float(high)))
    return found


def _log_loss(forecast: Floats, happened: Bools) -> float:
    held = np.clip(forecast, SMALLEST, 1 - SMALLEST)
    return float(-np.log(np.where(happened, held, 1 - held)).sum())
