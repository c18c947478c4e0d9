"""How each actor of a text stands with the others in it, in the record's last window: what colours the map.

A standing is the mean PLOVER score of the events between one actor and any of the others, in both directions, weighted
by their number, with the interval of `measures.summary` (weeks as clusters).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.briefing.words import code_list

if TYPE_CHECKING:
    from westphalia.record import Record
    from westphalia.record.coverage import Window


@dataclass(frozen=True)
class Standing:
    """One actor's mean score (-10 … +10; None without an event) over `n` events, and its 95 % interval.

    `covered` is False where the record does not cover this actor in the window at all.
    """

    code: str
    score: float | None
    low: float | None
    high: float | None
    n: float
    covered: bool = True

    def to_dict(self) -> dict[str, Any]:
        """This standing as JSON data."""
        return dict(self.__dict__)


@dataclass(frozen=True)
class Standings:
    """The standings of all actors of a text in one window of the record, and the query that counts their events."""

    window: Window
    rows: tuple[Standing, ...]
    query: str

    def to_dict(self) -> dict[str, Any]:
        """These standings as JSON data."""
        return {
            "window": self.window.to_dict(),
            "rows": [row.to_dict() for row in self.rows],
            "query": self.query,
        }


def standings(record: Record, codes: Sequence[str]) -> Standings | None:
    """The standings of `codes` among each other in the record's last window; None where the record covers nothing."""
    import pandas as pd

    from westphalia.measures.summary import summarise

    windows = record.windows()
    if not windows:
        return None
    window = windows[-1]
    query = _query(codes, window)
    cells = record.query(query).to_pandas()
    cells["day"] = pd.to_datetime(cells["day"])
    volume = record.volume(window.first_day, window.last_day).frame
    rows = []
    for code in sorted(codes):
        own = cells[(cells["actor"] == code) | (cells["recipient"] == code)]
        covered = any(window.first_day <= held.last_day <= window.last_day for held in record.windows(code))
        summary = summarise(own, volume, window.days)
        low, high = summary.score.interval()
        rows.append(
            Standing(
                code=code,
                score=_known(summary.score.value),
                low=_known(max(low, -10.0)),
                high=_known(min(high, 10.0)),
                n=summary.n,
                covered=covered,
            )
        )
    return Standings(window, tuple(rows), query)


def recorded(record: Record, codes: Collection[str]) -> frozenset[str]:
    """Those of `codes` that take part in any event of the record."""
    if not codes:
        return frozenset()
    names = code_list(codes)
    found = record.query(
        f"SELECT DISTINCT actor_country AS code FROM events WHERE actor_country IN ({names}) "
        f"UNION SELECT DISTINCT recipient_country FROM events WHERE recipient_country IN ({names})"
    )
    return frozenset(found.column("code").to_pylist())


def _query(codes: Sequence[str], window: Window) -> str:
    names = code_list(codes)
    return (
        "SELECT date AS day, actor_country AS actor, recipient_country AS recipient, action, quad, score, "
        "SUM(weight) AS n FROM events "
        f"WHERE status = 'happened' AND NOT starts_with(origin, 'document:') "
        f"AND date BETWEEN DATE '{window.first_day}' AND DATE '{window.last_day}' "
        f"AND actor_country IN ({names}) AND recipient_country IN ({names}) AND actor_country <> recipient_country "
        "GROUP BY ALL ORDER BY ALL"
    )


def _known(value: float) -> float | None:
    return value if value == value else None
