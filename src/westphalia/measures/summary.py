"""One stretch of a dyad's time in numbers: how much happened, how cooperative it was, and how sure that is.

A cell is a day's count of one action (columns day, action, quad, score, n, as `Record.daily` gives). The score is the
mean PLOVER score of the events that have one, weighted by their number; the share of conflict is that of the events of
the two conflict quads among all events with a quad. Statements have neither, and count in n only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from westphalia.measures.intervals import Array, Ratio, ratio
from westphalia.ontology.types import Quad

if TYPE_CHECKING:
    import pandas as pd

CONFLICT = tuple(quad.value for quad in Quad if not quad.cooperative)
COOPERATION = tuple(quad.value for quad in Quad if quad.cooperative)
WEEKLY = 70  # a period of at least so many covered days is clustered by weeks, a shorter one by days


@dataclass(frozen=True)
class Summary:
    """Counts, and the three ratios with what their intervals need.

    `volume` is n as a share of everything recorded on the same days, of any actors, statements and domestic events
    included. `clusters` says whether weeks or days are taken to be independent.
    """

    covered_days: int
    n: float
    cooperation: float
    conflict: float
    score: Ratio
    share: Ratio
    volume: Ratio
    clusters: str

    @property
    def statements(self) -> float:
        """Events without a PLOVER action."""
        return self.n - self.cooperation - self.conflict

    def share_interval(self) -> tuple[float, float]:
        """Interval of the share of conflict."""
        return self.share.share_interval(self.cooperation + self.conflict)


def summarise(cells: pd.DataFrame, volume: pd.DataFrame, covered_days: int) -> Summary:
    """The summary of the cells of some covered days; `volume` (columns day, n) is of the same days."""
    weekly = covered_days >= WEEKLY
    days, n = ordinals(cells), numbers(cells, "n")
    volume_days, volume_n = ordinals(volume), numbers(volume, "n")
    cluster, volume_cluster = (days // 7, volume_days // 7) if weekly else (days, volume_days)
    ids = np.union1d(cluster, volume_cluster)

    def total(weights: Array) -> Array:
        return np.bincount(np.searchsorted(ids, cluster), weights, len(ids)).astype(np.float64)

    conflict, cooperation = n * of(cells, CONFLICT), n * of(cells, COOPERATION)
    score = numbers(cells, "score")
    scored = n * ~np.isnan(score)
    everything = np.bincount(np.searchsorted(ids, volume_cluster), volume_n, len(ids))
    return Summary(
        covered_days=covered_days,
        n=float(n.sum()),
        cooperation=float(cooperation.sum()),
        conflict=float(conflict.sum()),
        score=ratio(total(scored * np.nan_to_num(score)), total(scored)),
        share=ratio(total(conflict), total(conflict + cooperation)),
        volume=ratio(total(n), everything),
        clusters="weeks" if weekly else "days",
    )


def ordinals(frame: pd.DataFrame) -> npt.NDArray[np.int64]:
    """The column `day` as days since Monday, 29 December 1969, so that // 7 numbers the weeks."""
    days: npt.NDArray[np.int64] = frame["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return days + 3


def numbers(frame: pd.DataFrame, column: str) -> Array:
    """A column as floats, missing ones nan."""
    return np.asarray(frame[column], dtype=np.float64)


def of(cells: pd.DataFrame, quads: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    """Which cells are of one of these quads."""
    marks: npt.NDArray[np.bool_] = cells["quad"].astype("object").isin(list(quads)).to_numpy(dtype=bool)
    return marks
