"""Which days a claim speaks of, and whether the record is too old for its text.

The claim's own days come first, then the day of the event it asserts, then the one time that a single sentence names,
then the day of publication (an event of which no
day is given is looked for in the 30 days before it), then the terms of office of the people the text names by their
office (`offices`): a text that speaks of a President was not written before that presidency. What is not stated is an
assumption and said so. Reports are dated when they are published, so two days after the last day are searched too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from westphalia.evidence.text import Text
from westphalia.ontology.types import Claim

STALE = timedelta(days=30)
LATE = timedelta(days=2)
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class When:
    """Days `first` to `last` (None: open); `stated` where the text gives them itself; `note` says what was assumed."""

    first: date | None
    last: date | None
    stated: bool
    note: str | None = None

    @property
    def dated(self) -> bool:
        """Whether any bound is known."""
        return self.first is not None or self.last is not None

    @property
    def days(self) -> int | None:
        """Number of days; None where a side is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None

    @property
    def single_day(self) -> bool:
        """Whether the text gives one day; reports of it may come later."""
        return self.stated and self.days == 1 + LATE.days


def of_event(claim: Claim, text: Text) -> When:
    """The days on which the event of a claim can have been recorded."""
    event = text.event(claim)
    if claim.first_day or claim.last_day:
        worked_out = event and event.day_source not in (None, "stated")
        note = f"its days are {event.day_source}" if event and worked_out else None
        first, last = bounds(claim, text)
        return When(first, _late(last), stated=True, note=note)
    if event and event.day:
        stated = event.day_source in (None, "stated")
        note = None if stated else f"the day {event.day} is {event.day_source}"
        return When(event.day, _late(event.day), stated, note)
    if text.only_time:
        first, last = text.only_time
        return When(first, _late(last), stated=True, note="its days are those that the sentence names")
    if text.published:
        first = text.published - RECENT
        note = f"the text gives no day for it; the 30 days before its publication ({text.published}) were searched"
        return When(first, _late(text.published), stated=False, note=note)
    earliest, who = text.written_after
    if earliest:
        note = f"neither the text nor the claim gives a day; the text names {who}, in office since {earliest}"
        return When(earliest, None, stated=False, note=note)
    return When(None, None, stated=False, note="no day is given; everything the record covers was searched")


def bounds(claim: Claim, text: Text) -> tuple[date | None, date | None]:
    """The days a claim gives, cut where the text was written: nothing is claimed of days after that."""
    last = min(filter(None, (claim.last_day, text.published)), default=None)
    if last and claim.first_day and last < claim.first_day:  # it speaks of days to come
        return claim.first_day, claim.last_day
    return claim.first_day, last


def two_of(claim: Claim) -> tuple[str, ...]:
    """The two actors whose relations are tested: the first two named, of states where it is about votes."""
    named = tuple(dict.fromkeys(claim.actors))
    if claim.measure == "alignment" and len(named) > 2:
        from westphalia.ontology.states import states

        named = tuple(code for code in named if code in states()) or named
    return named[:2]


def stale(text: Text, record_end: date) -> date | None:
    """`record_end` where the text is more than 30 days younger than it, else None."""
    day = text.day
    return record_end if day and day - record_end > STALE else None


def _late(day: date | None) -> date | None:
    return day + LATE if day else None
