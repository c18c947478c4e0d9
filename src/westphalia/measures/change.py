"""Did it change? One number of a dyad before and after, the difference, and its interval.

The two stretches of time are taken as independent; each has the interval of its own measure, and the difference has
theirs combined (Zou & Donner 2008). A change is not a cause, and where the data themselves change between the two
stretches (`comparable` is False) it may not even be a change of the world.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import pandas as pd

from westphalia.errors import CallError
from westphalia.measures import show
from westphalia.measures.intervals import NAN, difference
from westphalia.measures.periods import clip
from westphalia.sheets import plain

if TYPE_CHECKING:
    from westphalia.measures.summary import Summary
    from westphalia.record import Record
    from westphalia.record.coverage import Window

UNITS = {
    "score": "PLOVER score (-10 … 10)",
    "conflict": "share of conflict among events with a quad",
    "volume": "share of all recorded events",
    "agreement": "agreement in roll calls (0 … 1)",
}


@dataclass(frozen=True)
class Level:
    """A value over some time, with its interval, the number of events or roll calls behind it, and the time."""

    value: float
    low: float
    high: float
    n: float
    first: date | int
    last: date | int

    def to_dict(self) -> dict[str, Any]:
        """This level as JSON data."""
        return {key: show.json_value(item) for key, item in vars(self).items()}


@dataclass(frozen=True, repr=False)
class Change:
    """`after` less `before`, with a 95 % interval (nan where either has none)."""

    what: str
    before: Level
    after: Level
    difference: float
    low: float
    high: float
    comparable: bool
    notes: tuple[str, ...]
    query: str

    @property
    def unit(self) -> str:
        """What is counted."""
        return UNITS[self.what]

    @property
    def direction(self) -> int | None:
        """1 for a rise, -1 for a fall, 0 where the interval holds zero, None where there is no interval.

        Equal ends at zero count as no change. Nothing here says how large a change matters.
        """
        if self.low != self.low or self.high != self.high:
            return None
        return 1 if self.low > 0 else -1 if self.high < 0 else 0

    def to_pandas(self) -> pd.DataFrame:
        """Three rows: before, after, difference."""
        levels = [("before", self.before), ("after", self.after)]
        rows = [{"level": name, **vars(level)} for name, level in levels]
        return pd.DataFrame(
            [*rows, {"level": "difference", "value": self.difference, "low": self.low, "high": self.high}]
        )

    def to_dict(self) -> dict[str, Any]:
        """This change as JSON data."""
        return {
            "what": self.what,
            "unit": self.unit,
            "before": self.before.to_dict(),
            "after": self.after.to_dict(),
            "difference": show.json_value(self.difference),
            "low": show.json_value(self.low),
            "high": show.json_value(self.high),
            "direction": self.direction,
            "comparable": self.comparable,
            "notes": list(self.notes),
            "query": self.query,
        }

    def __rich__(self) -> Any:
        return show.change_view(self)

    def __str__(self) -> str:
        return plain(self)

    __repr__ = __str__


def level_change(
    what: str, before: Level, after: Level, comparable: bool, notes: Sequence[str] = (), query: str = ""
) -> Change:
    """The change from one level to the other."""
    middle, low, high = difference(before.value, before.low, before.high, after.value, after.low, after.high)
    return Change(what, before, after, middle, low, high, comparable, tuple(notes), query)


def relations_change(
    record: Record,
    a: str,
    b: str,
    before: tuple[date, date],
    after: tuple[date, date],
    what: str = "score",
) -> Change:
    """How the relations of `a` and `b` changed from the days `before` to the days `after` (both ends included).

    `what` is `score` (mean PLOVER score), `conflict` (share of conflict) or `volume` (share of all recorded events).
    Only covered days count. Raises `OutsideCoverage` where one of the stretches has none, `CallError` for stretches out
    of order. `comparable` is False unless both lie in one window of the record.
    """
    from westphalia.measures.relations import pair, within
    from westphalia.measures.summary import summarise

    if what not in ("score", "conflict", "volume"):
        raise CallError(f"unknown measure {what!r}; use score, conflict or volume")
    if not before[0] <= before[1] < after[0] <= after[1]:
        raise CallError(f"the days {before[0]} to {before[1]} do not come before {after[0]} to {after[1]}")
    code_a, code_b = pair(a, b)
    windows = record.windows(code_a, code_b)
    answer = record.daily(code_a, code_b, first=before[0], last=after[1])
    volume = record.volume(before[0], after[1]).frame
    levels, used = [], []
    for first, last in (before, after):
        record.require(first, last, code_a, code_b)
        spans = clip(windows, first, last)
        days = sum((end - start).days + 1 for start, end in spans)
        cells = pd.concat([within(answer.frame, *span) for span in spans])
        summary = summarise(cells, pd.concat([within(volume, *span) for span in spans]), days)
        levels.append(_level(what, summary, spans[0][0], spans[-1][1]))
        used.append([window for window in windows if clip([window], first, last)])
    comparable = used[0] == used[1] and len(used[0]) == 1
    return level_change(
        what, levels[0], levels[1], comparable, _notes(windows, before, after, comparable), answer.query
    )


def _level(what: str, summary: Summary, first: date, last: date) -> Level:
    if what == "conflict":
        return Level(
            summary.share.value, *summary.share_interval(), summary.conflict + summary.cooperation, first, last
        )
    measured = summary.score if what == "score" else summary.volume
    low, high = measured.interval()
    bottom, top = (-10.0, 10.0) if what == "score" else (0.0, 1.0)
    low, high = max(low, bottom) if low == low else NAN, min(high, top) if high == high else NAN
    n = summary.conflict + summary.cooperation if what == "score" else summary.n
    return Level(measured.value, low, high, n, first, last)


def _notes(
    windows: Sequence[Window], before: tuple[date, date], after: tuple[date, date], comparable: bool
) -> list[str]:
    notes = []
    for first, last in (before, after):
        covered = sum((end - start).days + 1 for start, end in clip(windows, first, last))
        asked = (last - first).days + 1
        if covered < asked:
            notes.append(f"{first} to {last}: {covered} of {asked} days are covered; the others are unknown, not zero.")
    if not comparable:
        notes.append(
            "Not within one window of the record: other sources or releases may count differently, and part of the "
            "change may be theirs."
        )
    return notes
