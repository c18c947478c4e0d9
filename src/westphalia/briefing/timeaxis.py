"""A time axis that gives its room to what the record covers and still shows, with dates, what it does not.

Covered days have one unit each. The stretch between two windows shrinks to a narrow band that the chart greys and
labels; so a gap of three years neither hides in a line nor takes two thirds of the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

GAP_SHARE = 0.06  # width of one shrunken gap, as share of all covered days
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True)
class Band:
    """A stretch without coverage: where it is drawn, and its first and last day."""

    start: float
    end: float
    first_day: date
    last_day: date

    @property
    def label(self) -> str:
        """«not covered», and from when to when on a second line; days where the stretch lies within one month."""
        first, last = month_of(self.first_day), month_of(self.last_day)
        if first == last:
            first, last = self.first_day.isoformat(), self.last_day.isoformat()
        return f"not covered\n{first} – {last}"


@dataclass(frozen=True)
class TimeAxis:
    """Maps days to positions; `length` is the whole axis, in units of a covered day."""

    windows: tuple[tuple[date, date], ...]

    def __post_init__(self) -> None:
        if not self.windows:
            raise ValueError("a time axis needs at least one covered window")

    @property
    def gap(self) -> float:
        """Width of the widest gap drawn; a real gap shorter than this keeps its own length."""
        return max(1.0, GAP_SHARE * sum((last - first).days + 1 for first, last in self.windows))

    @property
    def bands(self) -> tuple[Band, ...]:
        """The gaps between the windows, in order."""
        found = []
        for (_, before), (after, _) in zip(self.windows, self.windows[1:], strict=False):
            first, last = before + timedelta(days=1), after - timedelta(days=1)
            if last < first:
                continue  # the windows touch: only the sources differ
            start = self._start_of(after) - self._width(before, after)
            found.append(Band(start, self._start_of(after), first, last))
        return tuple(found)

    @property
    def length(self) -> float:
        """Position of the end of the last window."""
        first, last = self.windows[-1]
        return self._start_of(first) + (last - first).days + 1

    def position(self, day: date) -> float | None:
        """Where the start of `day` is drawn; None outside every window (the day after a window is its end)."""
        for first, last in self.windows:
            if first <= day <= last + timedelta(days=1):
                return self._start_of(first) + (day - first).days
        return None

    def ticks(self, most: int = 14) -> tuple[tuple[float, str], ...]:
        """Positions and labels of month starts, at most about `most`; the year stands under the first of each year."""
        months = sum(12 * (last.year - first.year) + last.month - first.month + 1 for first, last in self.windows)
        step = next((step for step in (1, 2, 3, 6) if months / step <= most), 12)
        every = max(1, -(-months // (12 * most))) if step == 12 else 1
        found = []
        year = None
        for first, last in self.windows:
            for start in _month_starts(first, last):
                if (start.month - 1) % step or (start.year - first.year) % every:
                    continue
                where = self.position(start)
                if where is None:
                    continue
                name = _MONTHS[start.month - 1] if step < 12 else ""
                label = f"{name}\n{start.year}" if start.year != year else name
                found.append((where, label.strip("\n") if step == 12 else label))
                year = start.year
        return tuple(found)

    def _start_of(self, day: date) -> float:
        where = 0.0
        previous: date | None = None
        for first, last in self.windows:
            if previous is not None:
                where += self._width(previous, first)
            if first == day:
                return where
            where += (last - first).days + 1
            previous = last
        raise ValueError(f"{day} starts no window")

    def _width(self, before: date, after: date) -> float:
        return min(self.gap, (after - before).days - 1.0)


def month_of(day: date) -> str:
    """«Nov 2018»."""
    return f"{_MONTHS[day.month - 1]} {day.year}"


def _month_starts(first: date, last: date) -> list[date]:
    starts = []
    year, month = first.year, first.month
    while date(year, month, 1) <= last:
        if date(year, month, 1) >= first:
            starts.append(date(year, month, 1))
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return starts
