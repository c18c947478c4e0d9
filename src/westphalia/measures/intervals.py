"""Intervals for means and shares of events that come in clusters: the small statistics every measure here shares.

Events of one day are reports of the same happening more often than not, so n events are worth fewer than n
independent ones. Two ways of honouring this are used. For one week or month: the design effect of days (Kish 1965),
with a spread that is pooled over the window, because seven days say too little of their own spread. For whole
windows and periods: the sandwich of the ratio estimator with weeks as clusters (Cochran 1977, chapter 6), because
days of a week go together. All intervals are two-sided with nominal 95 % coverage. None of them covers serial
dependence beyond the cluster.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Z = 1.959963984540054  # the normal quantile of 97.5 %
NAN = float("nan")
FEWEST = 5  # degrees of freedom below which a pooled spread is not trusted


def wilson(successes: float, n: float) -> tuple[float, float]:
    """Score interval of a share (Wilson 1927); `n` may be an effective number, so neither need be whole.

    Also valid, and conservative, for a mean of values in [0, 1]: their variance is at most p (1 - p). n <= 0 gives nan.

    >>> low, high = wilson(8, 10)
    >>> round(low, 4), round(high, 4)
    (0.4902, 0.9433)
    """
    if not n > 0:
        return NAN, NAN
    p = min(max(successes / n, 0.0), 1.0)
    centre = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n))
    return (0.0 if p == 0 else max(centre - half, 0.0)), (1.0 if p == 1 else min(centre + half, 1.0))


def difference(
    before: float, before_low: float, before_high: float, after: float, after_low: float, after_high: float
) -> tuple[float, float, float]:
    """`after - before` with an interval from the two single intervals, which must come from independent data.

    The method of variance estimates recovery (Zou & Donner 2008); with Wilson intervals it is Newcombe's hybrid score
    interval (Newcombe 1998, method 10).

    >>> [round(x, 4) for x in difference(0.7, 0.6, 0.8, 0.4, 0.2, 0.6)]
    [-0.3, -0.5236, -0.0764]
    """
    change = after - before
    low = change - math.hypot(after - after_low, before_high - before)
    high = change + math.hypot(after_high - after, before - before_low)
    return change, low, high


@dataclass(frozen=True)
class Spread:
    """How values scatter: the variance of single events, and the correlation of two events of the same day.

    `df` are the degrees of freedom between days (days less bins); below `FEWEST` the spread is not to be used.
    """

    variance: float
    within_day: float
    df: int

    def effective(self, day_counts: Array) -> float:
        """How many independent events the events of one bin are worth, given their number on each day.

        n / (1 + rho (sum N_d^2 / n - 1)), Kish 1965.
        """
        n = float(day_counts.sum())
        if n <= 0:
            return 0.0
        rho = self.within_day if self.df >= FEWEST else 1.0  # unknown: a day is worth one event
        return n / max(1.0, 1.0 + rho * (float((day_counts**2).sum()) / n - 1.0))

    def interval(self, mean: float, day_counts: Array) -> tuple[float, float]:
        """Interval of the mean of one bin; nan where too few days stand behind the spread or all values agree."""
        if self.df < FEWEST or not self.variance > 0 or not day_counts.sum() > 0:
            return NAN, NAN
        half = t_quantile(self.df) * math.sqrt(self.variance / self.effective(day_counts))
        return mean - half, mean + half


def spread(bins: npt.ArrayLike, days: npt.ArrayLike, values: npt.ArrayLike, counts: npt.ArrayLike) -> Spread:
    """The spread of events around the mean of their bin, by nested analysis of variance (events in days in bins).

    One entry per cell: its bin, its day, its value, how many events have it. What differs between bins is not spread.
    Source: the unbalanced one-way estimator of Searle, Casella & McCulloch 1992, section 3.6, with bins as nests.
    """
    b, d = np.asarray(bins), np.asarray(days)
    x, w = np.asarray(values, dtype=float), np.asarray(counts, dtype=float)
    keep = w > 0
    b, d, x, w = b[keep], d[keep], x[keep], w[keep]
    n = float(w.sum())
    if n == 0:
        return Spread(NAN, NAN, 0)
    _, bin_of = np.unique(b, return_inverse=True)
    pairs, day_of = np.unique(np.column_stack([bin_of, d]), axis=0, return_inverse=True)
    day_of, bin_of_day = day_of.reshape(-1), pairs[:, 0].astype(int)
    day_n, day_sum = np.bincount(day_of, w), np.bincount(day_of, w * x)
    bin_n, bin_sum = np.bincount(bin_of, w), np.bincount(bin_of, w * x)
    day_mean, bin_mean = day_sum / day_n, bin_sum / bin_n
    df_day, df_event = len(day_n) - len(bin_n), n - len(day_n)
    within = float((w * (x - day_mean[day_of]) ** 2).sum())
    between = float((day_n * (day_mean - bin_mean[bin_of_day]) ** 2).sum())
    if df_day <= 0:
        return Spread(within / df_event if df_event > 0 else NAN, NAN, 0)
    if df_event <= 0:  # never two events on one day: nothing to correlate
        return Spread(between / df_day, 0.0, df_day)
    size = (n - float((np.bincount(bin_of_day, day_n**2) / bin_n).sum())) / df_day
    of_day = max(0.0, (between / df_day - within / df_event) / size)
    total = within / df_event + of_day
    return Spread(total, of_day / total if total > 0 else 0.0, df_day)


@dataclass(frozen=True)
class Ratio:
    """A ratio of two sums over clusters (a mean, a share), its sandwich variance and how many clusters it rests on."""

    value: float
    variance: float
    clusters: int

    def interval(self) -> tuple[float, float]:
        """Student interval with clusters - 1 degrees of freedom; nan below `FEWEST` + 1 clusters or without spread."""
        if self.clusters <= FEWEST or not self.variance > 0:
            return NAN, NAN
        half = t_quantile(self.clusters - 1) * math.sqrt(self.variance)
        return self.value - half, self.value + half

    def share_interval(self, n: float) -> tuple[float, float]:
        """Wilson interval of a share of `n` events, n reduced by the design effect of the clusters (never raised).

        With too few clusters, or where all of them say 0 or all say 1, each cluster is taken to be worth one event.
        """
        if not n > 0:
            return NAN, NAN
        free = self.value * (1 - self.value) / n
        if self.clusters <= FEWEST or not free > 0:
            effective = float(min(n, self.clusters))
        else:
            effective = n / max(1.0, self.variance / free)
        return wilson(self.value * effective, effective)


def ratio(numerators: npt.ArrayLike, denominators: npt.ArrayLike) -> Ratio:
    """sum(numerators) / sum(denominators), one entry per cluster; clusters with nothing below are left out.

    Variance: k / (k - 1) sum (y - r x)^2 / (sum x)^2 (Cochran 1977, equation 6.13, large population).
    """
    y, x = np.asarray(numerators, dtype=float), np.asarray(denominators, dtype=float)
    y, x = y[x > 0], x[x > 0]
    k = len(x)
    if k == 0:
        return Ratio(NAN, NAN, 0)
    value = float(y.sum() / x.sum())
    if k == 1:
        return Ratio(value, NAN, 1)
    return Ratio(value, float(k / (k - 1) * ((y - value * x) ** 2).sum() / x.sum() ** 2), k)


def t_quantile(df: float) -> float:
    """The 97.5 % quantile of Student's t.

    >>> round(t_quantile(10), 4)
    2.2281
    """
    from scipy.special import stdtrit

    quantile: Any = stdtrit(df, 0.975)
    return float(quantile)
