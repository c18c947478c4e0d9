"""How the days of the record stand to the day of the text (rule 7 of the rules of evidence).

Where the record ends more than 30 days before the text, what it says is titled «as of DATE, not current», with the
command that brings it up to date. An undated text is measured against the day on which the briefing is made; that
day is not printed, so that the same inputs give the same page.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from westphalia.briefing.words import many

if TYPE_CHECKING:
    from westphalia.record import Record

STALE = timedelta(days=30)
UPDATE = "westphalia record add SOURCE FILE… --record R"


@dataclass(frozen=True)
class Freshness:
    """`title` heads what the record says; `line` explains it; `command` is set where the record should be renewed."""

    record_end: date | None
    text_day: date | None
    current: bool
    title: str
    line: str
    command: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """This as JSON data."""
        return {
            "record_end": self.record_end.isoformat() if self.record_end else None,
            "text_day": self.text_day.isoformat() if self.text_day else None,
            "current": self.current,
            "title": self.title,
            "line": self.line,
            "command": self.command,
        }


def freshness(record: Record, text_day: date | None, today: date | None = None) -> Freshness:
    """How fresh `record` is for a text of `text_day` (None: undated, then measured against `today`)."""
    windows = record.windows()
    if not windows:
        line = "The record covers no day; nothing in the text can be tested against it."
        return Freshness(None, text_day, False, "empty record", line, UPDATE)
    end = windows[-1].last_day
    stale = end < (text_day or today or date.today()) - STALE
    title = f"as of {end}, not current" if stale else f"record to {end}"
    return Freshness(end, text_day, not stale, title, _line(end, text_day, stale, record), UPDATE if stale else None)


def _line(end: date, text_day: date | None, stale: bool, record: Record) -> str:
    if text_day is None:
        line = f"The text is undated (--date DAY dates it); the record ends on {end}"
        if not stale:
            return f"{line}."
        return (
            f"{line}, more than 30 days before this briefing was made, so what it says is as of that day, not current."
        )
    if stale:
        gap = (text_day - end).days
        return (
            f"The record ends on {end}, {_long(gap)} before the text ({text_day}), so what it says is as of that day, "
            "not current."
        )
    windows = record.windows()
    if any(text_day in window for window in windows):
        after = (end - text_day).days
        rest = f" and goes on for {_long(after)} after it, to {end}" if after > STALE.days else f" and ends on {end}"
        return f"The record covers the day of the text ({text_day}){rest}."
    if text_day > end:
        return f"The record ends on {end}, {_long((text_day - end).days)} before the text ({text_day})."
    return f"The record does not cover the day of the text ({text_day}); it ends on {end}, with gaps before."


def _long(days: int) -> str:
    """«12 days», «7 months», «2 years and 7 months»."""
    if days < 60:
        return many(days, "day")
    months = round(days / 30.4375)
    if months < 24:
        return many(months, "month")
    years, rest = divmod(months, 12)
    return many(years, "year") + (f" and {many(rest, 'month')}" if rest else "")
