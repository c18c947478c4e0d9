"""Negative binomial regression with a log link: one quad's strengths from rows of numbers x and counts y.

    y ~ NB(mean l, variance l + l^(2 - power) / scale),  log l = x b

so that the size of the negative binomial is `scale l^power`: reports of pairs that seldom meet come in bursts that are
larger, relative to their mean, than those of pairs that always do. The strengths solve the quasi-score equations
(Fisher scoring, with a light ridge towards `centre`), which are right about the mean whatever the bursts are; scale and
power then maximise the likelihood, in turn. Sums run in blocks in double precision.

Sources. Lawless (1987, Canadian J. of Statistics 15); the power: NB-P of Greene (2008, Economics Letters 99);
quasi-score: McCullagh & Nelder (1989), chapter 9.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.weeks import Floats

Rows = NDArray[np.float32]

LARGEST = 8.0  # of a log mean: nothing in a week is expected more often than e^8 times
MOST_STEPS = 40
_LEAST_SIZE = 1e-7
_BLOCK = 1 << 15


@dataclass(frozen=True)
class Burst:
    """How much counts vary: the size of the negative binomial is `scale * mean ** power`."""

    scale: float = 0.3
    power: float = 0.7

    def size(self, mean: Floats) -> Floats:
        """Sizes for expected counts."""
        return np.asarray(np.maximum(self.scale * mean**self.power, _LEAST_SIZE))


@dataclass(frozen=True, eq=False)
class Fitted:
    """`b`: strengths; `burst`; `bread`: inverse of the penalised information; `log`: mean log score per row; `steps` of
    Fisher scoring taken.
    """

    b: Floats
    burst: Burst
    bread: Floats
    log: float
    steps: int


def fit(
    x: Rows,
    y: Rows,
    centre: Floats,
    ridge: Floats,
    *,
    burst: Burst | None = None,
    start: Floats | None = None,
    weight: Rows | None = None,
) -> Fitted:
    """Strengths of the columns of `x` (rows, columns) for the counts `y`; `ridge` per column, in units of information.

    With `burst` it is kept as given; with `weight` rows count so often.
    """
    b = centre.copy() if start is None else start.copy()
    now, settled, done = burst or Burst(), burst is not None, 0
    while done < MOST_STEPS:
        done += 1
        score, information = _sums(x, y, b, now, weight)
        move = np.linalg.solve(information + np.diag(ridge), score - ridge * (b - centre))
        move *= min(1.0, 2.0 / max(float(np.abs(move).max()), 1e-12))
        b = b + move
        if np.abs(move).max() < 0.02 and not settled:
            before, now = now, bursts(y, mean(x, b), now)
            settled = abs(np.log(now.scale / before.scale)) + abs(now.power - before.power) < 0.01
        elif np.abs(move).max() < 1e-4:
            break
    _, information = _sums(x, y, b, now, weight)
    bread: Floats = np.asarray(np.linalg.inv(information + np.diag(ridge)), dtype=np.float64)
    return Fitted(b, now, bread, log_score(y, mean(x, b), now), done)


def mean(x: Rows, b: Floats) -> Floats:
    """Expected counts of rows."""
    return np.exp(np.minimum(x @ b.astype(np.float32), np.float32(LARGEST))).astype(np.float64)


def scores(x: Rows, y: Rows, found: Fitted) -> Rows:
    """The quasi-score of every row: (rows, columns); they sum to nothing but the ridge."""
    out = np.empty_like(x)
    for block in _blocks(len(y)):
        expected = mean(x[block], found.b)
        part = (y[block] - expected) / (1 + expected / found.burst.size(expected))
        out[block] = x[block] * part.astype(np.float32)[:, None]
    return out


def bursts(y: Rows, expected: Floats, start: Burst) -> Burst:
    """Scale and power of highest likelihood for these expected counts."""
    from scipy.optimize import minimize

    # Rows without an event and with next to no expected count all say the same: every eighth of them, eight times.
    often = (expected > 0.02) | (y > 0)
    rare = np.flatnonzero(~often)[::8]
    chosen = np.concatenate([np.flatnonzero(often), rare])
    weight = np.concatenate([np.ones(int(often.sum())), np.full(len(rare), 8.0)])
    count, mu = y[chosen].astype(np.float64), expected[chosen]

    def burst(at: Floats) -> Burst:
        return Burst(float(np.exp(np.clip(at[0], -5, 5))), float(np.clip(at[1], 0.0, 1.0)))

    def loss(at: Floats) -> float:
        return -float((weight * _log_of(count, mu, burst(at))).sum())

    first = np.array([np.log(start.scale), start.power])
    found = minimize(loss, first, method="Nelder-Mead", options={"xatol": 2e-3, "fatol": 0.5, "maxiter": 80})
    return burst(found.x)


def log_score(y: Rows, expected: Floats, burst: Burst) -> float:
    """Mean logarithm of the probability of the counts."""
    total = sum(float(_log_of(y[part].astype(np.float64), expected[part], burst).sum()) for part in _blocks(len(y)))
    return total / max(len(y), 1)


def _log_of(count: Floats, mu: Floats, burst: Burst) -> Floats:
    from scipy.special import gammaln

    size = burst.size(mu)
    out = -size * np.log1p(mu / size)
    seen = np.flatnonzero(count > 0)
    n, s, m = count[seen], size[seen], mu[seen]
    out[seen] += gammaln(n + s) - gammaln(s) - gammaln(n + 1) + n * (np.log(m) - np.log(m + s))
    return np.asarray(out)


def _sums(x: Rows, y: Rows, b: Floats, burst: Burst, weight: Rows | None) -> tuple[Floats, Floats]:
    """Quasi-score and information."""
    columns = x.shape[1]
    score, information = np.zeros(columns), np.zeros((columns, columns))
    for block in _blocks(len(y)):
        part = x[block]
        expected = mean(part, b)
        share = 1.0 + expected / burst.size(expected)
        if weight is not None:
            share /= np.maximum(weight[block], 1e-9)
        score += part.T @ ((y[block] - expected) / share).astype(np.float32)
        information += part.T @ (part * (expected / share).astype(np.float32)[:, None])
    return score, information


def _blocks(rows: int) -> Iterator[slice]:
    for first in range(0, rows, _BLOCK):
        yield slice(first, min(first + _BLOCK, rows))
