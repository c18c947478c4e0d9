"""A question gets its probability: from the house's forecast, for the days of its window.

The forecast gives the chance P(h) of at least one event within h days of its origin. Where the window begins later, at
h1 + 1 days and not with the next one, its chance is

    P(window) = 1 - (1 - P(h2)) / (1 - P(h1))

which is the chance of an event in the window given none before it: events before the window are taken to say nothing
about it, which is an approximation (a pair that acts early is more likely to act again). A negated question has the
complement. Nothing after the origin is seen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.dynamics.forecast import LONGEST, Forecast, ForecastRow, forecast
from westphalia.dynamics.questions.history import History, history
from westphalia.dynamics.questions.operational import Question
from westphalia.dynamics.questions.parse import parse
from westphalia.dynamics.sectors import no_sectors
from westphalia.dynamics.track import Track
from westphalia.errors import CallError, OutsideCoverage

if TYPE_CHECKING:
    from pathlib import Path

    from westphalia.record import Record

Chance = tuple[float, float, float]  # a probability with its interval

STALE_DAYS = 30  # a record that ends longer before the day of asking is «not current»


@dataclass(frozen=True, eq=False, repr=False)
class QuestionForecast:
    """A question, its probability with a 95 % interval, and what it rests on.

    `probability` is that of yes, so of none where the question is negated. `origin` is the last day that the forecast
    knows; `rows` are the forecast's for the days to the end of the window and, where it begins later, to the day before
    it. `base_rate` is the chance at the pair's long-run share of weeks. `track`: how forecasts of the kind fared.
    """

    question: Question
    probability: float
    low: float
    high: float
    base_rate: float
    origin: date
    record_ends: date
    rows: tuple[ForecastRow, ...]
    track: Track | None
    history: History
    forecast: Forecast
    record: str
    fingerprint: str

    @property
    def event_probability(self) -> float:
        """Probability of at least one event in the window, whichever way the question is put."""
        return 1 - self.probability if self.question.negated else self.probability

    @property
    def stale(self) -> bool:
        """Whether the record ends more than 30 days before the day of asking."""
        return (self.question.asked_from - self.origin).days > STALE_DAYS

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why: what the record holds of such events and, where the forecast explains itself, what moved it."""
        from westphalia.dynamics.questions.show import reasons

        return reasons(self)

    def log(self, path: str | Path) -> bool:
        """Add it to the forecast log `path`; False where the same forecast is there already."""
        from westphalia.dynamics.questions.log import append

        return append(path, self)

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        from westphalia.dynamics.questions.log import identity, model_of

        return {
            "id": identity(self),
            "question": self.question.to_dict(),
            "probability": self.probability,
            "low": self.low,
            "high": self.high,
            "base_rate": self.base_rate,
            "origin": self.origin.isoformat(),
            "as_of": self.origin.isoformat() if self.stale else None,
            "record_ends": self.record_ends.isoformat(),
            "rows": [row.to_dict() for row in self.rows],
            "reasons": list(self.reasons),
            "history": self.history.to_dict(),
            "track": self.track.to_dict() if self.track else None,
            "model": model_of(self.forecast),
            "record": {"name": self.record, "fingerprint": self.fingerprint},
            "assumptions": list(self.forecast.assumptions),
            "query": self.forecast.query,
        }

    def __rich__(self) -> Any:
        from westphalia.dynamics.questions.show import view

        return view(self)

    def __str__(self) -> str:
        from westphalia.dynamics.questions.show import plain

        return plain(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from westphalia.dynamics.questions.show import html

        return html(self)


def question(
    record: Record,
    text: str,
    origin: date | None = None,
    *,
    progress: Callable[[str, int, int], None] | None = None,
) -> QuestionForecast:
    """The answer to a question in English, with nothing that happened after `origin` known to it.

    `origin` is the day from which the question is asked (None: the last day that the record covers for the two); where
    the record ends earlier for them, the forecast is as of that day. Raises `CallError` for what cannot be made
    operational, asks a record of cells for a sector, or lies more than 366 days after the record's end, `UnknownActor`,
    and `OutsideCoverage` where the record does not cover the two by then.
    """
    from westphalia.dynamics.questions.log import fingerprint

    divided = record.granularity != "cell"
    asked = parse(text, origin or record.last_day(), divided=divided)
    if asked.sectors and not divided:
        raise no_sectors(record, [(asked.actor, asked.recipient)])
    known = _known(record, asked, origin)
    if origin is None and known < asked.asked_from:
        asked = parse(text, known, divided=divided)
    after = (asked.first_day - known).days - 1
    until = (asked.last_day - known).days
    if until > LONGEST:
        raise CallError(
            f"the window ends {asked.last_day}, {until} days after {known}, the last day the record knows of the two; "
            f"a "
            f"forecast reaches {LONGEST} days: name an earlier end, or bring the record up to date with `westphalia "
            "record add`"
        )
    horizons = sorted({until, after} - {0})
    found = forecast(
        record, asked.actor, asked.recipient, action=asked.what, horizon_days=horizons, origin=known, progress=progress
    )
    rows = tuple(_row(found, asked, days) for days in reversed(horizons))
    past = history(record, asked, known)
    share, low, high = _within(*((row.probability, row.low, row.high) for row in rows))
    base = past.base_rate(asked.days)
    if asked.negated:
        share, low, high, base = 1 - share, 1 - high, 1 - low, 1 - base
    return QuestionForecast(
        question=asked,
        probability=share,
        low=low,
        high=high,
        base_rate=base,
        origin=known,
        record_ends=record.last_day(),
        rows=rows,
        track=found.track_of(rows[0]),
        history=past,
        forecast=found,
        record=record.name,
        fingerprint=fingerprint(record),
    )


def _known(record: Record, asked: Question, origin: date | None) -> date:
    """The last day on or before `origin` that the record covers for the two sides."""
    pair = asked.countries
    if origin is None:
        return record.last_day(*pair)
    record.require(None, origin, *pair)
    ends = [min(window.last_day, origin) for window in record.windows(*pair) if window.first_day <= origin]
    if not ends:
        raise OutsideCoverage(f"the record {record.name!r} covers nothing of {' and '.join(pair)} up to {origin}")
    return max(ends)


def _row(found: Forecast, asked: Question, days: int) -> ForecastRow:
    return next(
        row
        for row in found.rows
        if row.horizon_days == days and row.either == asked.either and (asked.either or row.actor == asked.actor)
    )


def _within(end: Chance, start: Chance | None = None) -> Chance:
    """Probability of an event in the window, with its interval, from the chances to its end and to the day before it.

    >>> [round(share, 3) for share in _within((0.75, 0.64, 0.84), (0.5, 0.4, 0.6))]
    [0.5, 0.4, 0.6]
    """
    if start is None:
        return end
    share, low, high = (_given_none(whole, before) for whole, before in zip(end, start, strict=True))
    return share, min(low, share), max(high, share)


def _given_none(end: float, start: float) -> float:
    if start >= 1.0 or math.isclose(end, 1.0, abs_tol=1e-15):
        return end
    return min(max(1 - (1 - end) / (1 - start), 0.0), 1.0)
