"""How much of something a stretch of days usually holds, and how unusual what it did hold is.

Two answers, of which the more cautious counts. *Model*: the count N of a stretch is negative binomial with mean m and
variance D m. The mean is the share of all events on other covered days, times the volume of the stretch (so that a year
with more news is no surprise). D is Pearson's dispersion of that share over blocks of other days, as long as the
stretch but at most five weeks and a twelfth of these days, at least 1, because events come in bursts; it is enlarged by
the uncertainty of the mean itself. With D = 1 before that, this is the posterior predictive distribution of a Poisson
rate under Jeffreys' prior (Gelman et al., Bayesian Data Analysis, section 2.6). *Rank*: where the blocks are as long as
the stretch, the share of them that hold as many, brought to the same volume, with the stretch itself among them, as a
permutation test counts (Phipson & Smyth 2010); a few large bursts look rarer to the model than they are.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
_LONGEST_BLOCK = 35
_BLOCKS = 12  # at least so many
_WITHOUT_BLOCKS = 2.0  # dispersion assumed where it cannot be measured


@dataclass(frozen=True)
class Usual:
    """What a stretch usually holds: `expected` events, with variance `dispersion` times that.

    It rests on `n` events in `days` other days; `scale` is the volume of the stretch over the volume of these days.
    `blocks` are the counts of other stretches as long, sorted and brought to this volume; empty where too few.
    """

    expected: float
    dispersion: float
    n: float
    days: int
    scale: float
    blocks: tuple[float, ...] = ()

    def at_least(self, n: float) -> float:
        """Probability that such a stretch holds `n` events or more; the larger of model and rank.

        >>> round(Usual(2.0, 1.0000001, 200, 1000, 0.01).at_least(1), 3)  # Poisson: 1 - exp(-2)
        0.865
        """
        if n <= 0:
            return 1.0
        from scipy.special import betainc

        spread = self.dispersion - 1
        model = float(betainc(n, self.expected / spread, spread / self.dispersion))
        if not self.blocks:
            return model
        return max(model, (1 + sum(block >= n for block in self.blocks)) / (1 + len(self.blocks)))

    def ratio(self, n: float) -> tuple[float, float, float]:
        """`n` over what is usual, with a 95 % interval: quasi-Poisson rates, gamma distributed about their counts."""
        from scipy.special import betaincinv

        own = max(1.0, self.dispersion / (1 + self.scale))
        inside, outside = n / own + 0.5, self.n / own + 0.5
        low, high = (float(betaincinv(inside, outside, q)) for q in (0.025, 0.975))
        odds = [x / (1 - x) / self.scale if x < 1 else math.inf for x in (low, high)]
        return n / self.expected, 0.0 if n == 0 else odds[0], odds[1]

    def interval(self) -> tuple[float, float]:
        """A 95 % interval of `expected`: a quasi-Poisson rate, gamma distributed about its count."""
        from scipy.special import gammaincinv

        own = max(1.0, self.dispersion / (1 + self.scale))
        low, high = (float(gammaincinv(self.n / own + 0.5, q)) * own * self.scale for q in (0.025, 0.975))
        return low, high


def usual(counts: Array, volume: Array, days: npt.NDArray[np.int64], length: int, inside_volume: float) -> Usual:
    """What a stretch of `length` days with `inside_volume` events of any kind usually holds.

    `counts` and `volume` are per other covered day, `days` the numbers of these days, sorted.
    """
    block_length = max(1, min(length, _LONGEST_BLOCK, len(days) // _BLOCKS))
    block_of = blocks(days, block_length)
    n, total = float(counts.sum()), float(volume.sum())
    scale = inside_volume / total
    expected = (n + 0.5) * scale
    inside = block_of >= 0
    number = int(block_of.max()) + 1 if inside.any() else 0
    dispersion = _WITHOUT_BLOCKS
    others: tuple[float, ...] = ()
    if number >= _BLOCKS // 2:  # gaps cost some
        by_block = np.bincount(block_of[inside], counts[inside], number)
        volumes = np.bincount(block_of[inside], volume[inside], number)
        by_block, volumes = by_block[volumes > 0], volumes[volumes > 0]
        means = volumes * (n + 0.5) / total
        dispersion = float(((by_block - means) ** 2 / means).sum() / max(len(means) - 1, 1))
        if length == block_length:
            others = tuple(np.sort(by_block * inside_volume / volumes).tolist())
    return Usual(expected, max(dispersion, 1.0) * (1 + scale), n, len(counts), scale, others)


def blocks(days: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.int64]:
    """For sorted day numbers, the number of the block of `length` consecutive days each is in; -1 for remainders.

    >>> blocks(np.array([1, 2, 3, 4, 5, 9, 10]), 2).tolist()
    [0, 0, 1, 1, -1, 2, 2]
    """
    found = np.full(len(days), -1, dtype=np.int64)
    breaks = np.flatnonzero(np.diff(days) > 1) + 1
    number = 0
    for run in np.split(np.arange(len(days)), breaks):
        whole = len(run) // length
        for index in range(whole):
            found[run[index * length : (index + 1) * length]] = number
            number += 1
    return found
