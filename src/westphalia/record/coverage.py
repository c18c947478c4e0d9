"""What a record covers: which days, which actors, from which source.

«No event in the record» and «the record does not cover this» are different answers. A coverage row says which days of
which actors a source was asked for; everything outside is unknown, never zero. A state is not covered on days on which
it did not exist: nobody recorded the Soviet Union in 2018.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from westphalia.errors import OutsideCoverage
from westphalia.ontology.states import State, states

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Coverage:
    """Days and actors that one source covers. `actors` None: all. `about` says what is covered, `events` or `votes`."""

    origin: str
    first_day: date
    last_day: date
    actors: frozenset[str] | None
    filters: str
    licence: str
    citation: str
    sha256: str
    url: str | None = None
    about: str = "events"

    def covers(self, day: date, *actors: str) -> bool:
        """Whether events of `day` between all of `actors` (record codes; none: anybody) would be in this source."""
        return self.first_day <= day <= self.last_day and self.holds(*actors)

    def holds(self, *actors: str) -> bool:
        """Whether this source covers all of `actors`, on the days that it covers."""
        return self.actors is None or self.actors.issuperset(actors)

    def to_dict(self) -> dict[str, Any]:
        """This row as JSON data."""
        return {
            "origin": self.origin,
            "about": self.about,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "actors": None if self.actors is None else sorted(self.actors),
            "filters": self.filters,
            "licence": self.licence,
            "citation": self.citation,
            "sha256": self.sha256,
            "url": self.url,
        }


@dataclass(frozen=True)
class Window:
    """A stretch of days covered without a gap by the same `origins`; both ends belong to it."""

    first_day: date
    last_day: date
    origins: tuple[str, ...]

    @property
    def days(self) -> int:
        """Number of days."""
        return (self.last_day - self.first_day).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.first_day.isoformat()} to {self.last_day.isoformat()}"

    def to_dict(self) -> dict[str, Any]:
        """This window as JSON data."""
        return {
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "origins": list(self.origins),
        }


def from_dict(row: dict[str, Any]) -> Coverage:
    """The coverage row that `Coverage.to_dict` wrote; raises KeyError, TypeError or ValueError for anything else."""
    actors = row["actors"]
    return Coverage(
        **{
            **row,
            "first_day": date.fromisoformat(row["first_day"]),
            "last_day": date.fromisoformat(row["last_day"]),
            "actors": None if actors is None else frozenset(actors),
        }
    )


def windows(rows: Iterable[Coverage], *actors: str) -> tuple[Window, ...]:
    """The days on which events between all of `actors` are covered, as sorted windows that do not overlap.

    Without actors: the days on which at least some actors are covered. One row must cover all the actors: a pair of
    which each half is covered by another source is not covered, nor is a state on days on which it did not exist. A
    window ends where the set of sources changes, because
    sources count differently and their levels must not be spliced.

    >>> january = Coverage("x", date(2018, 1, 1), date(2018, 1, 31), None, "", "", "", "")
    >>> february = Coverage("x", date(2018, 2, 1), date(2018, 2, 28), frozenset({"RUS"}), "", "", "", "")
    >>> [str(window) for window in windows([january, february], "RUS")]
    ['2018-01-01 to 2018-02-28']
    >>> [str(window) for window in windows([january, february], "RUS", "TUV")]
    ['2018-01-01 to 2018-01-31']
    >>> [str(window) for window in windows([january], "SUN")]
    []
    """
    from_day, to_day = _lives(actors)
    held = [
        replace(row, first_day=max(row.first_day, from_day), last_day=min(row.last_day, to_day))
        for row in rows
        if row.about == "events" and row.holds(*actors)
    ]
    held = [row for row in held if row.first_day <= row.last_day]
    borders = sorted({row.first_day for row in held} | {row.last_day + _DAY for row in held})
    found: list[Window] = []
    for start, end in pairwise(borders):
        origins = tuple(sorted({row.origin for row in held if row.first_day <= start <= row.last_day}))
        if not origins:
            continue
        last = found[-1] if found else None
        if last and last.last_day + _DAY == start and last.origins == origins:
            found[-1] = Window(last.first_day, end - _DAY, origins)
        else:
            found.append(Window(start, end - _DAY, origins))
    return tuple(found)


def covers(rows: Iterable[Coverage], day: date, *actors: str) -> bool:
    """Whether any row covers events of `day` between all of `actors`."""
    from_day, to_day = _lives(actors)
    return from_day <= day <= to_day and any(row.about == "events" and row.covers(day, *actors) for row in rows)


def require(name: str, rows: Sequence[Coverage], first: date | None, last: date | None, *actors: str) -> None:
    """Nothing where some day of `first` to `last` is covered for `actors` (None: unbounded), else `OutsideCoverage`.

    The message names the windows that are covered. `name` is the record's.
    """
    known = windows(rows, *actors)
    if any((first is None or first <= w.last_day) and (last is None or w.first_day <= last) for w in known):
        return
    some = windows(rows)
    if not some:
        raise OutsideCoverage(f"{name} covers no events at all; add some with `westphalia record add`")
    whom = f" {' and '.join(actors)}" if actors else ""
    absent = "".join(f"; {line}" for state in _states(actors) if (line := _absence(state, first, last, some)))
    if known:
        asked = f"{first.isoformat() if first else '…'} to {last.isoformat() if last else '…'}"
        raise OutsideCoverage(f"{name} does not cover{whom} {asked}; it covers {_listed(known)}{absent}")
    reason = absent or f"; other actors {_listed(some)}"
    raise OutsideCoverage(f"{name} does not cover{whom} on any day{reason}")


def _states(actors: Iterable[str]) -> list[State]:
    known = states()
    return [known[code] for code in actors if code in known]


def _lives(actors: Iterable[str]) -> tuple[date, date]:
    """The days on which all those of `actors` that are states existed: a first and a last one, of 1 to 9999."""
    found = _states(actors)
    first = max((state.first_day for state in found if state.first_day), default=date.min)
    return first, min((state.last_day for state in found if state.last_day), default=date.max)


def _absence(state: State, first: date | None, last: date | None, some: Sequence[Window]) -> str:
    """That `state` did not exist on the days from `first` to `last` (None: all of the windows `some`), else nothing."""
    start, end = first or some[0].first_day, last or some[-1].last_day
    if state.last_day and state.last_day < start:
        after = [code for code in state.successors if states()[code].on(start)]
        ask = f"; ask for {' or '.join(after[:3])}{' or another successor' * (len(after) > 3)}" if after else ""
        return f"{state.name} ceased to exist on {state.last_day}; the record's events begin {some[0].first_day}{ask}"
    if state.first_day and end < state.first_day:
        return f"{state.name} began on {state.first_day}; the record's events end {some[-1].last_day}"
    return ""


def _listed(found: Iterable[Window]) -> str:
    return " and ".join(map(str, found))
