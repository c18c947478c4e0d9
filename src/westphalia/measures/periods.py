"""Weeks and months cut by what a record covers: every stretch is either wholly covered or wholly a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from westphalia.errors import CallError

if TYPE_CHECKING:
    from westphalia.record.coverage import Window

Freq = Literal["week", "month"]
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Days `start` to `end` (both included). `window` is the index of the window that covers them, None in a gap."""

    start: date
    end: date
    window: int | None

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.end - self.start).days + 1


def clip(windows: Sequence[Window], first: date | None, last: date | None) -> tuple[tuple[date, date], ...]:
    """First and last day of each window, cut to `first` … `last`; windows outside are left out."""
    cut = [
        (max(w.first_day, first) if first else w.first_day, min(w.last_day, last) if last else w.last_day)
        for w in windows
    ]
    return tuple((start, end) for start, end in cut if start <= end)


def stretches(
    windows: Sequence[tuple[date, date]], freq: str, first: date | None = None, last: date | None = None
) -> tuple[Stretch, ...]:
    """The weeks (from Monday) or months of the windows, each cut to its window, with one stretch for each gap.

    Windows are sorted and disjoint; two that touch stay apart, as sources change there. `first` and `last` are what was
    asked for: days before or after all windows become gaps too. A week that two windows share is two stretches.

    >>> january = (date(2018, 1, 1), date(2018, 1, 10))
    >>> [(str(s.start), s.days, s.window) for s in stretches([january], "week", last=date(2018, 1, 31))]
    [('2018-01-01', 7, 0), ('2018-01-08', 3, 0), ('2018-01-11', 21, None)]
    """
    if freq not in ("week", "month"):
        raise CallError(f"unknown frequency {freq!r}; use week or month")
    found: list[Stretch] = []
    covered_to = first - _DAY if first else None
    for index, (start, end) in enumerate(windows):
        if covered_to and start - covered_to > _DAY:
            found.append(Stretch(covered_to + _DAY, start - _DAY, None))
        day = start
        while day <= end:
            stop = min(_period_end(day, freq), end)
            found.append(Stretch(day, stop, index))
            day = stop + _DAY
        covered_to = end
    if last and covered_to and last > covered_to:
        found.append(Stretch(covered_to + _DAY, last, None))
    return tuple(found)


def _period_end(day: date, freq: str) -> date:
    if freq == "week":
        return day + timedelta(days=6 - day.weekday())
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
