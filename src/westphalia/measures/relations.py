"""The relations of two actors over time, week by week or month by month.

What a record does not cover is a gap, never a zero: each gap is one row of missing values, and a covered week without
events is a row with n = 0 and no score. Windows of different sources are never joined: their levels differ.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from westphalia.errors import CallError
from westphalia.measures import show
from westphalia.measures.intervals import NAN, Spread, difference, spread, wilson
from westphalia.measures.periods import Stretch, clip, stretches
from westphalia.measures.summary import CONFLICT, COOPERATION, Summary, numbers, of, ordinals, summarise
from westphalia.ontology.actors import code_of, name_of
from westphalia.sheets import plain

if TYPE_CHECKING:
    import altair

    from westphalia.record import Record
    from westphalia.record.coverage import Window

METHOD = (
    "Score: mean PLOVER score of the events that have an action, weighted by their number. Intervals (95 %): of a week "
    "or month, Student's t and Wilson's with the number of events reduced by the design effect of days (Kish 1965), "
    "spread and within-day correlation pooled over the window; of a window, weeks as clusters. "
    "Statements count as events only; «per 10k»: events per 10,000 recorded on the same days, of any actors."
)
LOWEST, HIGHEST = -10.0, 10.0  # ends of PLOVER's scale


@dataclass(frozen=True, eq=False, repr=False)
class Relations:
    """What passed between `a` and `b` (record codes), in both directions.

    `series`: one row per week or month of a window, and one per gap: start, end, covered_days, n, cooperation,
    conflict, statements (numbers of events), score with low and high (-10 … 10), share_conflict with share_low and
    share_high (0 … 1), volume_share (of all recorded events), window (from 1).
    `total`: the same for each window as a whole, with its days and origins. `changes`: from each window to the next, of
    score and share of conflict. `actions`: n by actor, recipient and action.
    """

    a: str
    b: str
    freq: str
    series: pd.DataFrame
    total: pd.DataFrame
    changes: pd.DataFrame
    actions: pd.DataFrame
    windows: tuple[Window, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    query: str
    method: str = METHOD

    @property
    def title(self) -> str:
        """«Russia and Iran»."""
        return f"{name_of(self.a)} and {name_of(self.b)}"

    def to_pandas(self) -> pd.DataFrame:
        """A copy of the series."""
        return self.series.copy()

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data; what is missing is None."""
        return {
            "a": self.a,
            "b": self.b,
            "a_name": name_of(self.a),
            "b_name": name_of(self.b),
            "freq": self.freq,
            "series": show.records(self.series),
            "total": show.records(self.total),
            "changes": show.records(self.changes),
            "actions": show.records(self.actions),
            "windows": [window.to_dict() for window in self.windows],
            "sources": list(self.sources),
            "notes": list(self.notes),
            "method": self.method,
            "query": self.query,
        }

    def plot(self) -> altair.VConcatChart:
        """Score with its interval above, volume below; gaps are hatched and break the line."""
        from westphalia.measures.pictures import relations_chart

        return relations_chart(self)

    def __rich__(self) -> Any:
        return show.relations_view(self)

    def __str__(self) -> str:
        return plain(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return show.html(self.plot(), f"Relations of {self.title}", show.relations_total(self), self.notes)


def relations(
    record: Record, a: str, b: str, first: date | None = None, last: date | None = None, *, freq: str = "week"
) -> Relations:
    """The relations of `a` and `b` (any names that `code_of` takes) from `first` to `last` (None: all that is covered).

    `freq` is `week` (from Monday) or `month`; those that a window or the question cuts have fewer `covered_days`.
    Raises `UnknownActor` for a name, `OutsideCoverage` where no day is covered for both, `CallError` for a bad `freq`
    or where `a` is `b`.
    """
    code_a, code_b = pair(a, b)
    if first and last and first > last:
        raise CallError(f"the first day {first} is after the last day {last}; swap them")
    record.require(first, last, code_a, code_b)
    windows = record.windows(code_a, code_b)
    kept = [w for w in windows if clip([w], first, last)]
    spans = clip(kept, first, last)
    answer = record.daily(code_a, code_b, first=first or spans[0][0], last=last or spans[-1][1])
    volume = record.volume(first or spans[0][0], last or spans[-1][1]).frame
    cells = answer.frame
    parts = stretches(spans, freq, first, last)
    series = pd.concat(
        [_gaps(parts)]
        + [
            _window_series(index, [p for p in parts if p.window == index], within(cells, *span), within(volume, *span))
            for index, span in enumerate(spans)
        ]
    )
    series = series.sort_values("start", kind="stable").reset_index(drop=True)
    inside = pd.concat([within(cells, *span) for span in spans])
    total = _total(kept, spans, cells, volume)
    return Relations(
        a=code_a,
        b=code_b,
        freq=freq,
        series=series,
        total=total,
        changes=_changes(total),
        actions=_actions(inside),
        windows=tuple(kept),
        sources=tuple(dict.fromkeys(origin for window in kept for origin in window.origins)),
        notes=_notes(kept, first, last, spans),
        query=answer.query,
    )


def pair(a: str, b: str) -> tuple[str, str]:
    """The record codes of two different actors; `CallError` where they are the same."""
    code_a, code_b = code_of(a), code_of(b)
    if code_a == code_b:
        raise CallError(f"{a!r} and {b!r} are the same actor ({code_a}); relations need two")
    return code_a, code_b


def within(frame: pd.DataFrame, start: date, end: date) -> pd.DataFrame:
    """The rows whose `day` lies between two days, both included."""
    return frame[(frame["day"] >= pd.Timestamp(start)) & (frame["day"] <= pd.Timestamp(end))]


def _window_series(index: int, parts: Sequence[Stretch], cells: pd.DataFrame, volume: pd.DataFrame) -> pd.DataFrame:
    starts = np.array([part.start for part in parts], dtype="datetime64[D]").astype(np.int64) + 3
    days, n, score = ordinals(cells), numbers(cells, "n"), numbers(cells, "score")
    bins = np.searchsorted(starts, days, side="right") - 1
    conflict, cooperation = of(cells, CONFLICT), of(cells, COOPERATION)
    known, scored = conflict | cooperation, ~np.isnan(score)
    size = len(parts)
    total, n_scored = np.bincount(bins, n, size), np.bincount(bins, n * scored, size)
    n_conflict, n_cooperation = np.bincount(bins, n * conflict, size), np.bincount(bins, n * cooperation, size)
    sums = np.bincount(bins, n * scored * np.nan_to_num(score), size)
    of_score = spread(bins[scored], days[scored], score[scored], n[scored])
    of_share = spread(bins[known], days[known], conflict[known], n[known])
    everything = np.bincount(np.searchsorted(starts, ordinals(volume), side="right") - 1, numbers(volume, "n"), size)
    rows = []
    for i, part in enumerate(parts):
        mean = sums[i] / n_scored[i] if n_scored[i] else NAN
        low, high = _score_interval(of_score, mean, bins, days, n * scored, i)
        share = n_conflict[i] / (n_conflict[i] + n_cooperation[i]) if n_conflict[i] + n_cooperation[i] else NAN
        worth = of_share.effective(_by_day(bins, days, n * known, i))
        share_low, share_high = wilson(share * worth, worth)
        rows.append(
            {
                "start": pd.Timestamp(part.start),
                "end": pd.Timestamp(part.end),
                "covered_days": part.days,
                "n": total[i],
                "cooperation": n_cooperation[i],
                "conflict": n_conflict[i],
                "statements": total[i] - n_conflict[i] - n_cooperation[i],
                "score": mean,
                "low": low,
                "high": high,
                "share_conflict": share,
                "share_low": share_low,
                "share_high": share_high,
                "volume_share": total[i] / everything[i] if everything[i] else NAN,
                "window": index + 1,
            }
        )
    return pd.DataFrame(rows).astype({"window": "Int64"})


def _score_interval(
    of_score: Spread, mean: float, bins: Any, days: Any, counts: Any, index: int
) -> tuple[float, float]:
    low, high = of_score.interval(mean, _by_day(bins, days, counts, index))
    return max(low, LOWEST) if low == low else NAN, min(high, HIGHEST) if high == high else NAN


def _by_day(bins: Any, days: Any, counts: Any, index: int) -> Any:
    here = bins == index
    return np.bincount(days[here] - days[here].min(), counts[here]) if here.any() else np.zeros(0)


def _gaps(parts: Sequence[Stretch]) -> pd.DataFrame:
    gaps = [part for part in parts if part.window is None]
    return pd.DataFrame(
        {
            "start": pd.to_datetime([part.start for part in gaps]),
            "end": pd.to_datetime([part.end for part in gaps]),
            "covered_days": [0] * len(gaps),
        }
    )


def _total(
    windows: Sequence[Window], spans: Sequence[tuple[date, date]], cells: pd.DataFrame, volume: pd.DataFrame
) -> pd.DataFrame:
    rows = []
    for index, (window, (start, end)) in enumerate(zip(windows, spans, strict=True)):
        summary = summarise(within(cells, start, end), within(volume, start, end), (end - start).days + 1)
        rows.append(
            {
                "window": index + 1,
                "first_day": pd.Timestamp(start),
                "last_day": pd.Timestamp(end),
                "origins": ", ".join(window.origins),
                **total_row(summary),
            }
        )
    return pd.DataFrame(rows)


def total_row(summary: Summary) -> dict[str, float]:
    """A summary as columns, with the intervals."""
    low, high = summary.score.interval()
    share_low, share_high = summary.share_interval()
    return {
        "covered_days": summary.covered_days,
        "n": summary.n,
        "cooperation": summary.cooperation,
        "conflict": summary.conflict,
        "statements": summary.statements,
        "score": summary.score.value,
        "low": max(low, LOWEST) if low == low else NAN,
        "high": min(high, HIGHEST) if high == high else NAN,
        "share_conflict": summary.share.value,
        "share_low": share_low,
        "share_high": share_high,
        "volume_share": summary.volume.value,
    }


def _changes(total: pd.DataFrame) -> pd.DataFrame:
    columns = ["from_window", "to_window", "what", "change", "low", "high"]
    rows = []
    for before, after in itertools.pairwise(total.to_dict("records")):
        for what, low, high in (("score", "low", "high"), ("share_conflict", "share_low", "share_high")):
            change = difference(*(before[key] for key in (what, low, high)), *(after[key] for key in (what, low, high)))
            rows.append((before["window"], after["window"], what, *change))
    return pd.DataFrame(rows, columns=columns)


def _actions(cells: pd.DataFrame) -> pd.DataFrame:
    grouped = cells.groupby(["actor", "recipient", "action"], dropna=False)["n"].sum().reset_index()
    grouped["action"] = grouped["action"].astype("object").where(grouped["action"].notna(), None)
    ordered: pd.DataFrame = grouped.sort_values(["n", "actor", "action"], ascending=[False, True, True])
    return ordered.reset_index(drop=True)


def _notes(
    windows: Sequence[Window], first: date | None, last: date | None, spans: Sequence[tuple[date, date]]
) -> tuple[str, ...]:
    notes = []
    if (first and first < spans[0][0]) or (last and last > spans[-1][1]) or len(windows) > 1:
        notes.append("Days between and outside the windows are not covered by the record: unknown, not zero.")
    if len(windows) > 1:
        notes.append(
            "The windows may rest on different sources or releases, which count differently: what changes from one "
            "window to another can be a break of the data, and nothing is spliced across it."
        )
    return tuple(notes)
