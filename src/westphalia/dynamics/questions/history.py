"""What the record holds of a question up to the day it is asked: how many covered weeks had such an event, and when.

Weeks are counted back from the end of each covered window; days at its start that make no whole week are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from westphalia.dynamics.questions.operational import Question
from westphalia.ontology.sectors import parted

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record

RECENT = 12  # weeks


@dataclass(frozen=True)
class History:
    """Of `weeks` covered weeks up to `origin`, `with_event` had at least one; `recent_with_event` of the last
    `recent_weeks` (at most 12, of the last window). `last_day`: of the last such event. `query` gives the counts again.
    """

    origin: date
    weeks: int
    with_event: int
    recent_weeks: int
    recent_with_event: int
    last_day: date | None
    query: str

    def base_rate(self, days: int) -> float:
        """Chance of at least one event in so many days at the long-run share of weeks, (k + 1/2) / (n + 1) (Jeffreys).

        >>> round(History(date(2022, 1, 1), 9, 0, 9, 0, None, "").base_rate(14), 4)
        0.0975
        """
        share = (self.with_event + 0.5) / (self.weeks + 1)
        return float(1 - (1 - share) ** (days / 7))

    def to_dict(self) -> dict[str, Any]:
        """This history as JSON data."""
        days = {name: day.isoformat() if day else None for name, day in vars(self).items() if name.endswith("_day")}
        return {**vars(self), **days, "origin": self.origin.isoformat()}


def history(record: Record, question: Question, origin: date) -> History:
    """The history of the question's kind of event between its two sides, up to `origin`."""
    days, query = event_days(record, question, None, origin)
    weeks = happened = recent = recent_happened = 0
    windows = [window for window in record.windows(*question.countries) if window.first_day <= origin]
    covered: set[date] = set()
    for window in reversed(windows):
        end = min(window.last_day, origin)
        first = window.first_day
        latest = window is windows[-1]
        inside = sorted((day for day in days if first <= day <= end), reverse=True)
        covered.update(inside)
        hit = {(end - day).days // 7 for day in inside}
        whole = ((end - first).days + 1) // 7
        hit = {number for number in hit if number < whole}
        weeks += whole
        happened += len(hit)
        if latest:
            recent = min(RECENT, whole)
            recent_happened = sum(number < recent for number in hit)
    return History(origin, weeks, happened, recent, recent_happened, max(covered, default=None), query)


def event_days(
    record: Record, question: Question, first: date | None, last: date | None
) -> tuple[tuple[date, ...], str]:
    """The days from `first` to `last` with at least one event that the question counts, and the query behind them."""
    if question.sectors:
        answer = record.sectors(first, last)
        frame = answer.frame[either_of(answer.frame, question.pairs)]
    else:
        answer = record.daily(*question.countries, first=first, last=last, both=question.either)
        frame = answer.frame
    chosen = frame[frame["action"].isin(question.actions) & (frame["n"] > 0)]
    return tuple(sorted({stamp.date() for stamp in chosen["day"]})), answer.query


def either_of(frame: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.Series[bool]:
    """Which rows of `Record.sectors` are of one of the ordered pairs, whose sides are wholes or sectors."""
    found = frame["n"].isna()
    for pair in pairs:
        there = frame["n"] > 0
        for side, code in zip(("actor", "recipient"), pair, strict=True):
            country, sector = parted(code)
            there &= frame[side] == country
            if sector is not None:
                there &= frame[f"{side}_sector"] == sector
        found |= there
    return found


def covered_days(record: Record, question: Question, first: date, last: date) -> int:
    """How many of the days from `first` to `last` the record covers for the two sides."""
    total = 0
    for window in record.windows(*question.countries):
        start, end = max(first, window.first_day), min(last, window.last_day)
        total += max(0, (end - start) // timedelta(days=1) + 1)
    return total
