"""How good probabilities were, pooled over many forecasts: scores, their parts, and what they are compared with.

Brier (1950): mean of (p - y)^2. Log score: mean of -ln of the probability given to what happened (p held within 1e-6 of
0 and 1). Murphy (1973): Brier = reliability - resolution + uncertainty (+ what bins hide), here in the fixed bins of
`scores.EDGES`. Calibration (Cox 1958): the slope of a logistic regression of y on the log-odds of p, 1 where they are
neither too bold nor too timid. Intervals: 1,000 draws of dyads with all their forecasts (block bootstrap), since
forecasts of one dyad from many origins, and in both directions, hang together.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np

from westphalia.dynamics.scores import DRAWS, EDGES, SMALLEST, wilson
from westphalia.dynamics.weeks import Bools, Floats, Ints


@dataclass(frozen=True)
class Against:
    """The model against a baseline: `skill` = 1 - Brier / Brier of the baseline; gains are baseline less model.

    `skill`, `brier_gain` and `log_gain` with 95 % intervals (low, high).
    """

    baseline: str
    brier: float
    log_score: float
    reliability: float
    skill: float
    skill_interval: tuple[float, float]
    brier_gain: float
    brier_gain_interval: tuple[float, float]
    log_gain: float
    log_gain_interval: tuple[float, float]


@dataclass(frozen=True)
class Verified:
    """Of `n` forecasts for `dyads` unordered pairs of actors; `observed`: share that came true.

    `sharpness`: standard deviation of the forecasts. `reliability`, `resolution`, `uncertainty`: Murphy's parts of the
    Brier score. `slope` with a 95 % interval, `intercept`: calibration. `bins`: low, high, n, mean forecast, observed
    share and its interval (Wilson, with the bin's dyads as the sample).
    """

    n: int
    dyads: int
    observed: float
    mean_forecast: float
    brier: float
    log_score: float
    sharpness: float
    reliability: float
    resolution: float
    uncertainty: float
    slope: float | None
    slope_interval: tuple[float, float] | None
    intercept: float | None
    bins: tuple[dict[str, Any], ...]
    against: tuple[Against, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return asdict(self)


def verify(said: Floats, truth: Bools, dyad: Ints, others: Mapping[str, Floats], seed: int = 0) -> Verified:
    """Score forecasts `said` against `truth`; `dyad` numbers the unordered pair of each; `others`: by the baselines.

    All arrays have one entry a forecast; at least one is needed.
    """
    y = truth.astype(np.float64)
    numbers, block = np.unique(dyad, return_inverse=True)
    draws = (
        np.random.default_rng(seed)
        .multinomial(len(numbers), np.full(len(numbers), 1 / len(numbers)), size=DRAWS)
        .astype(np.float32)
    )
    size = draws @ np.bincount(block).astype(np.float32)

    def drawn(values: Floats) -> Floats:
        """The mean of one value a forecast, in each draw."""
        return np.asarray(draws @ np.bincount(block, values).astype(np.float32) / size, dtype=np.float64)

    brier, log = (said - y) ** 2, _log(said, y)
    brier_draws, log_draws = drawn(brier), drawn(log)
    against = []
    for name, other in others.items():
        theirs, theirs_log = (other - y) ** 2, _log(other, y)
        theirs_draws = drawn(theirs)
        against.append(
            Against(
                baseline=name,
                brier=float(theirs.mean()),
                log_score=float(theirs_log.mean()),
                reliability=_murphy(other, y)[0],
                skill=1 - float(brier.mean() / max(theirs.mean(), 1e-12)),
                skill_interval=_interval(1 - brier_draws / np.maximum(theirs_draws, 1e-12)),
                brier_gain=float((theirs - brier).mean()),
                brier_gain_interval=_interval(theirs_draws - brier_draws),
                log_gain=float((theirs_log - log).mean()),
                log_gain_interval=_interval(drawn(theirs_log) - log_draws),
            )
        )
    reliability, resolution, uncertainty = _murphy(said, y)
    line = calibration(said, y, np.bincount(block), block)
    return Verified(
        n=len(y),
        dyads=len(numbers),
        observed=float(y.mean()),
        mean_forecast=float(said.mean()),
        brier=float(brier.mean()),
        log_score=float(log.mean()),
        sharpness=float(said.std()),
        reliability=reliability,
        resolution=resolution,
        uncertainty=uncertainty,
        slope=line[0] if line else None,
        slope_interval=line[1] if line else None,
        intercept=line[2] if line else None,
        bins=tuple(_bins(said, y, block)),
        against=tuple(against),
    )


def calibration(said: Floats, y: Floats, sizes: Ints, block: Ints) -> tuple[float, tuple[float, float], float] | None:
    """Slope with its 95 % interval, and intercept; None where nothing, or everything, came true.

    The interval's standard error is the sandwich with dyads as clusters (Liang & Zeger 1986).
    """
    if y.min() == y.max() or len(sizes) < 10:
        return None
    held = np.clip(said, SMALLEST, 1 - SMALLEST)
    table = np.column_stack([np.ones(len(y)), np.log(held / (1 - held))])

    def cost(theta: Floats) -> float:
        eta = table @ theta
        return float((np.logaddexp(0, eta) - y * eta).sum())

    theta = np.array([0.0, 1.0])
    chance, bread = said, np.eye(2)
    for _ in range(50):
        chance = 1 / (1 + np.exp(-np.clip(table @ theta, -30, 30)))
        bread = np.linalg.inv((table * (chance * (1 - chance))[:, None]).T @ table + 1e-9 * np.eye(2))
        step = bread @ (table.T @ (y - chance))
        while np.abs(step).max() > 1e-9 and cost(theta + step) > cost(theta):
            step = step / 2
        theta = theta + step
        if np.abs(step).max() < 1e-8:
            break
    score = table * (y - chance)[:, None]
    by_dyad = np.column_stack([np.bincount(block, score[:, side]) for side in (0, 1)])
    error = float(np.sqrt((bread @ (by_dyad.T @ by_dyad) @ bread)[1, 1]))
    slope = float(theta[1])
    return slope, (slope - 1.96 * error, slope + 1.96 * error), float(theta[0])


def _log(said: Floats, y: Floats) -> Floats:
    held = np.clip(said, SMALLEST, 1 - SMALLEST)
    return np.asarray(-(y * np.log(held) + (1 - y) * np.log1p(-held)), dtype=np.float64)


def _interval(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)


def _boxes(said: Floats) -> Ints:
    return np.minimum(np.searchsorted(EDGES, said, side="right") - 1, len(EDGES) - 2).astype(np.int64)


def _murphy(said: Floats, y: Floats) -> tuple[float, float, float]:
    """Reliability, resolution and uncertainty."""
    box = _boxes(said)
    count = np.bincount(box, minlength=len(EDGES) - 1)
    seen = count > 0
    mean = np.bincount(box, said, minlength=len(count))[seen] / count[seen]
    true = np.bincount(box, y, minlength=len(count))[seen] / count[seen]
    share, base = count[seen] / len(y), float(y.mean())
    return float(share @ (mean - true) ** 2), float(share @ (true - base) ** 2), base * (1 - base)


def _bins(said: Floats, y: Floats, block: Ints) -> list[dict[str, Any]]:
    box = _boxes(said)
    rows = []
    for number, (low, high) in enumerate(pairwise(EDGES)):
        inside = box == number
        n = int(inside.sum())
        row: dict[str, Any] = {"low": low, "high": high, "n": n}
        if n:
            observed = float(y[inside].mean())
            bounds = wilson(observed, len(np.unique(block[inside])))
            row |= {"forecast": float(said[inside].mean()), "observed": observed, "interval": bounds}
        rows.append(row)
    return rows
