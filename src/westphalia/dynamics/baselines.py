"""What a forecast must beat: three simple ways to say how likely a week with an event of a kind is.

- *long run*: the pair's share of covered weeks with the kind, shrunken to that of all pairs (`rates.long_run`);
- *recency*: the same with old weeks counting less, by the half-life (4, 8, 13, 26 or 52 weeks) that has the best log
  score on the last eight weeks before the first forecast;
- *boosting*: trees (LightGBM, logistic loss) on the counts of the pair and its reverse by quad in each of the last
  eight weeks, in the last half year, and ever, fitted to the same weeks as the model, for each kind and horizon; the
  long run where no week is known that it could learn from.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from westphalia.dynamics.fitting import training_origins
from westphalia.dynamics.mechanisms import Table
from westphalia.dynamics.panel import Panel, eligible, happened
from westphalia.dynamics.rates import long_run, tally
from westphalia.dynamics.weeks import Bools, Floats, Ints

NAMES = ("long run", "recency", "boosting")
HALF_LIVES = (4.0, 8.0, 13.0, 26.0, 52.0)
LAGS, HALF_YEAR = 8, 26
_TREES = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 31,
    "min_data_in_leaf": 200,
    "num_threads": 1,
    "deterministic": True,
    "seed": 0,
    "verbose": -1,
}
_ROUNDS = 150


class Baselines:
    """The three, with what was known at the end of week `last`; `kinds` are positions in `panel.KINDS`."""

    def __init__(self, panel: Panel, last: int, kinds: Sequence[int], weeks: int, min_events: float) -> None:
        self._panel, self._last, self._weeks, self._least = panel, last, weeks, min_events
        self._kept: dict[tuple[int, float], Floats] = {}
        self._trees = {kind: self._boosted(kind) for kind in kinds}

    def probability(self, name: str, at: int, kind: int, pairs: Ints) -> Floats:
        """Of at least one event of the kind within the horizon after week `at`, by the baseline `name`: (pairs,)."""
        trees = self._trees[kind]
        if name == "boosting" and trees is not None:
            return np.asarray(trees.predict(_lagged(self._panel, at)[pairs]), dtype=np.float64)  # type: ignore[attr-defined]
        chance = self._shrunken(at, self.half_life if name == "recency" else np.inf)
        return np.asarray(chance[pairs, kind], dtype=np.float64)

    @cached_property
    def half_life(self) -> float:
        """Of the recency baseline, in weeks: chosen on the last eight weeks that are known."""
        origins = [at for at in training_origins(self._panel, self._last) if at + self._weeks <= self._last][-8:]
        scores = []
        for life in HALF_LIVES:
            loss = 0.0
            for at in origins:
                pairs = self._pairs(at)
                if not len(pairs):
                    continue
                said = np.clip(self._shrunken(at, life)[pairs][:, :4], 1e-6, 1 - 1e-6)
                truth = np.column_stack([happened(self._panel, at, self._weeks, kind)[pairs] for kind in range(4)])
                loss -= float(np.log(np.where(truth, said, 1 - said)).mean())
            scores.append(loss)
        return HALF_LIVES[int(np.argmin(scores))]

    def _shrunken(self, at: int, half_life: float) -> Floats:
        """Chance within the horizon after week `at`, (pairs, kinds); kept until another week is asked for."""
        if (at, half_life) not in self._kept:
            found = long_run(tally(self._panel.weeks, at, half_life, None)).probability(self._weeks)
            self._kept = {key: chance for key, chance in self._kept.items() if key[0] == at} | {(at, half_life): found}
        return self._kept[at, half_life]

    def _pairs(self, at: int) -> Ints:
        return eligible(self._panel, at, self._least)

    def _boosted(self, kind: int) -> object | None:
        import lightgbm

        tables: list[Table] = []
        truths: list[Bools] = []
        for at in training_origins(self._panel, self._last):
            spell = self._panel.weeks.spell
            if at + self._weeks <= self._last and spell[at + self._weeks] == spell[at]:
                pairs = self._pairs(at)
                tables.append(_lagged(self._panel, at)[pairs])
                truths.append(happened(self._panel, at, self._weeks, kind)[pairs])
        if not tables or not any(part.any() for part in truths):
            return None
        data = lightgbm.Dataset(np.concatenate(tables), np.concatenate(truths).astype(np.float64))
        return lightgbm.train(_TREES, data, _ROUNDS)


def _lagged(panel: Panel, at: int) -> Table:
    """Counts by quad of each pair and its reverse: in each of the last weeks (missing outside the spell), and sums."""
    weeks = panel.weeks
    counts = [
        _counted(panel, at - lag, at - lag)
        if at >= lag and weeks.spell[at - lag] == weeks.spell[at]
        else np.full((weeks.pairs, 4), np.nan, dtype=np.float32)
        for lag in range(LAGS)
    ]
    counts += [_counted(panel, at - HALF_YEAR + 1, at), _counted(panel, 0, at)]
    return np.concatenate([side for part in counts for side in (part, part[weeks.reverse])], axis=1)


def _counted(panel: Panel, first: int, last: int) -> Table:
    rows = panel.weeks.quads
    start, end = np.searchsorted(rows.week, [first, last + 1])
    cell = rows.pair[start:end] * 4 + rows.kind[start:end]
    return np.bincount(cell, rows.n[start:end], minlength=panel.weeks.pairs * 4).reshape(-1, 4).astype(np.float32)
