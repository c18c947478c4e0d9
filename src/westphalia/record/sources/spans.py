"""From the days and actors that files hold to what they cover."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

LONGEST_SILENCE = 3  # days without any event inside a window; news events come every day


def of_days(events: pa.Table) -> list[tuple[date, date]]:
    """First and last days of the stretches without a silence of more than three days.

    A longer silence in a feed of world news is a hole in the file, not peace.
    """
    import pyarrow.compute as pc

    days: list[date] = sorted(pc.unique(events["date"]).to_pylist())
    if not days:
        return []
    holes = [(a, b) for a, b in pairwise(days) if b - a > timedelta(days=LONGEST_SILENCE + 1)]
    starts = [days[0], *(after for _, after in holes)]
    ends = [*(before for before, _ in holes), days[-1]]
    return list(zip(starts, ends, strict=True))


def names(events: pa.Table) -> set[str]:
    """All actors and recipients as the source names them."""
    return _both(events, "id")


def codes(events: pa.Table) -> set[str]:
    """All record codes of actors and recipients."""
    return _both(events, "country")


def _both(events: pa.Table, what: str) -> set[str]:
    import pyarrow.compute as pc

    return {name for side in ("actor", "recipient") for name in pc.unique(events[f"{side}_{what}"]).to_pylist()}
