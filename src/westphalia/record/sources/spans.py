"""From the days and actors that files hold to what they cover."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

# News events come every day: a silence is a hole in the files, not peace.
_EMPTY = 4  # so many days in a row without any event are a hole in any file
_THIN = 0.1  # and of a file with many events a day also
_RUN = 3  # so many days in a row under this share of its median day
_MANY = 10  # events on the median day


def of_days(events: pa.Table) -> list[tuple[date, date]]:
    """First and last days of the stretches between holes, in order; empty where there are no events."""
    import pyarrow.compute as pc

    counts = {row["values"]: row["counts"] for row in pc.value_counts(events["date"]).to_pylist()}
    if not counts:
        return []
    first, last = min(counts), max(counts)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    usual = median(counts.values())
    least = _THIN * usual if usual >= _MANY else 0
    missing = _runs(days, [day not in counts for day in days], _EMPTY)
    if least:
        missing |= _runs(days, [counts.get(day, 0) < least for day in days], _RUN)
    covered = [list(run) for gone, run in groupby(days, key=missing.__contains__) if not gone]
    return [(run[0], run[-1]) for run in covered]


def between(events: pa.Table, first: date, last: date) -> pa.Table:
    """The events of the days from `first` to `last`, both included."""
    import pyarrow.compute as pc

    return events.filter(pc.and_(pc.greater_equal(events["date"], first), pc.less_equal(events["date"], last)))


def names(events: pa.Table) -> set[str]:
    """All actors and recipients as the source names them."""
    return _both(events, "id")


def codes(events: pa.Table) -> set[str]:
    """All record codes of actors and recipients."""
    return _both(events, "country")


def _runs(days: list[date], silent: list[bool], least: int) -> set[date]:
    """The days in runs of at least `least` silent ones."""
    found: set[date] = set()
    for is_silent, run in groupby(zip(days, silent, strict=True), key=lambda pair: pair[1]):
        stretch = [day for day, _ in run]
        if is_silent and len(stretch) >= least:
            found.update(stretch)
    return found


def _both(events: pa.Table, what: str) -> set[str]:
    import pyarrow.compute as pc

    return {name for side in ("actor", "recipient") for name in pc.unique(events[f"{side}_{what}"]).to_pylist()}
