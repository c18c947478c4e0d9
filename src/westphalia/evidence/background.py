"""What all pairs of actors do: the volume against which a count is normal, and the pairs a pair is compared with.

Only actors that the record covers on all the days compared are counted, because some sources hold the most frequent
actors only. One is made per document and record, so that each question is asked once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from westphalia.evidence.text import Text
from westphalia.measures.summary import CONFLICT
from westphalia.ontology.types import Document
from westphalia.record import Answer, Record

if TYPE_CHECKING:
    import pandas as pd

Array = npt.NDArray[np.float64]
Days = npt.NDArray[np.int64]
Span = tuple[date, date]
FEWEST = 30  # events with a quad that a pair needs to be compared


class Background:
    """All international events of `record` by day and pair, read when first asked for."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._text = Text()
        self._volumes: dict[tuple[Span, ...], tuple[Days, Array]] = {}
        self._shares: dict[tuple[tuple[Span, ...], tuple[Span, ...]], pd.DataFrame] = {}
        self._daily: dict[tuple[str | None, str | None, bool], Answer] = {}

    def text(self, document: Document | None) -> Text:
        """What is worked out once for `document`; the last one asked for is kept."""
        if self._text.document is not document:
            self._text = Text(document)
        return self._text

    def daily(self, a: str | None, b: str | None, both: bool = True) -> pd.DataFrame:
        """`Record.daily` of everything that is covered, asked once for each pair."""
        key = a, b, both
        if key not in self._daily:
            self._daily[key] = self.record.daily(a, b, both=both)
        return self._daily[key].frame

    def daily_query(self, a: str | None, b: str | None, spans: Sequence[Span], both: bool = True) -> str:
        """SQL that gives the rows of `daily` on the days of `spans`."""
        self.daily(a, b, both)
        days = " OR ".join(f"day BETWEEN DATE '{first}' AND DATE '{last}'" for first, last in spans)
        rows = self._daily[a, b, both].query
        return f"SELECT * FROM (\n{rows}\n) AS pair\nWHERE {days}\nORDER BY day, actor, recipient, action"

    def volume(self, spans: Sequence[Span]) -> tuple[Days, Array]:
        """The days of `spans` as numbers, and how many events each has between actors covered on all of them."""
        key = tuple(spans)
        if key not in self._volumes:
            days = day_numbers(spans)
            inside = self._between(spans)
            counts = self._counts
            places = np.searchsorted(days, counts.day[inside])
            self._volumes[key] = days, np.bincount(places, counts.n[inside], len(days)).astype(float)
        return self._volumes[key]

    def shares(self, spans: Sequence[Span], among: Sequence[Span] | None = None) -> pd.DataFrame:
        """Pairs by (a, b), a < b: `known` (events with a quad, both directions) and `conflict`, over `spans`.

        Only actors covered on all of `among` (default: `spans`).
        """
        key = tuple(spans), tuple(among or ())
        if key not in self._shares:
            self._shares[key] = self._sums(self._between(spans, among))
        return self._shares[key]

    def pooled_share(self, spans: Sequence[Span]) -> float:
        """The share of conflict among all international events with a quad."""
        found = self.shares(spans)
        return float(found["conflict"].sum() / found["known"].sum()) if len(found) else float("nan")

    @cached_property
    def votes(self) -> pd.DataFrame:
        """How alike all pairs vote in the last five years of roll calls, as it is and beyond what both usually show.

        By (a, b), a < b: `agreement` and `beyond`, the residual of a two-way additive model: agreement of the pair less
        the mean agreements of a and of b with everybody, plus the mean of all pairs. Empty without roll calls.
        """
        import pandas as pd

        years = self.record.vote_years()
        if years is None:
            return pd.DataFrame({"agreement": [], "beyond": [], "n": []})
        found = self.record.query(
            "SELECT a, b, SUM(same + half / 2.0) AS agreed, SUM(same + half + opposite) AS n FROM votes "
            f"WHERE year > {years[1] - 5} GROUP BY a, b HAVING SUM(same + half + opposite) >= 100 ORDER BY a, b"
        ).to_pandas()
        found["n"] = found["n"].astype(float)
        found["agreement"] = found["agreed"].astype(float) / found["n"]
        both = pd.concat([found[["a", "agreement"]], found[["b", "agreement"]].rename(columns={"b": "a"})])
        mean = both.groupby("a")["agreement"].mean()
        overall = found["agreement"].mean()
        found["beyond"] = found["agreement"] - found["a"].map(mean) - found["b"].map(mean) + overall
        table: pd.DataFrame = found.set_index(["a", "b"])[["agreement", "beyond", "n"]]
        return table

    @property
    def vote_years(self) -> tuple[int, int]:
        """First and last year of `votes`."""
        years = self.record.vote_years() or (0, 0)
        return max(years[0], years[1] - 4), years[1]

    def _between(self, spans: Sequence[Span], among: Sequence[Span] | None = None) -> npt.NDArray[np.bool_]:
        """Which counts are on the days of `spans`, between actors covered on all of `spans` and `among`."""
        counts = self._counts
        inside = np.zeros(len(counts.day), dtype=bool)
        for first, last in spans:
            inside |= (counts.day >= number_of(first)) & (counts.day <= number_of(last))
        covered = self._covered([*spans, *(among or ())])
        if covered is not None:
            known = np.array([actor in covered for actor in counts.actors])
            inside &= known[counts.a] & known[counts.b]
        return inside

    def _sums(self, inside: npt.NDArray[np.bool_]) -> pd.DataFrame:
        import pandas as pd

        counts = self._counts
        pair, place = np.unique(counts.a[inside] * len(counts.actors) + counts.b[inside], return_inverse=True)
        names = [
            f"{counts.actors[a]} {counts.actors[b]}" for a, b in zip(*divmod(pair, len(counts.actors)), strict=True)
        ]
        sums = {
            "known": np.bincount(place, counts.known[inside], len(pair)),
            "conflict": np.bincount(place, counts.conflict[inside], len(pair)),
        }
        return pd.DataFrame(sums, index=names)

    def _covered(self, spans: Sequence[Span]) -> frozenset[str] | None:
        """The actors covered on all of `spans`; None where these are all actors."""
        common: frozenset[str] | None = None
        for first, last in spans:
            rows = [
                row
                for row in self.record.coverage()
                if row.about == "events" and row.first_day <= last and first <= row.last_day
            ]
            if any(row.actors is None for row in rows):
                continue
            actors = frozenset().union(*(row.actors or () for row in rows))
            common = actors if common is None else common & actors
        return common

    @cached_property
    def _counts(self) -> _Counts:
        import pandas as pd

        frame = self.record.counts().frame
        actors = sorted(set(frame["actor"].unique()) | set(frame["recipient"].unique()))
        sides = [
            pd.Categorical(frame[side], categories=actors).codes.astype(np.int64) for side in ("actor", "recipient")
        ]
        n = frame["n"].to_numpy(dtype=np.float64)
        quad = frame["quad"]
        return _Counts(
            actors=actors,
            day=frame["day"].to_numpy().astype("datetime64[D]").astype(np.int64),
            a=np.minimum(*sides),
            b=np.maximum(*sides),
            n=n,
            known=n * quad.notna().to_numpy(),
            conflict=n * quad.isin(list(CONFLICT)).to_numpy(),
        )


@dataclass(frozen=True, eq=False)
class _Counts:
    """Every day and pair of `Record.counts` as arrays; `a` and `b` index `actors`, a < b, which are sorted."""

    actors: list[str]
    day: Days
    a: Days
    b: Days
    n: Array
    known: Array
    conflict: Array


def number_of(day: date) -> int:
    """The number of a day, counted from 1970-01-01."""
    return day.toordinal() - date(1970, 1, 1).toordinal()


def day_numbers(spans: Sequence[Span]) -> Days:
    """All days of `spans` once, sorted, as day numbers.

    >>> day_numbers([(date(1970, 1, 2), date(1970, 1, 4))]).tolist()
    [1, 2, 3]
    """
    parts = [np.arange(number_of(first), number_of(last) + 1) for first, last in spans]
    return np.unique(np.concatenate(parts)).astype(np.int64) if parts else np.zeros(0, dtype=np.int64)


def pair_key(a: str, b: str) -> str:
    """How `Background` names the pair."""
    return " ".join(sorted((a, b)))
