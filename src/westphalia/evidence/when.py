"""Which days a claim speaks of, and whether the record is too old for its text.

The claim's own days come first, then the day of the event it asserts, then the day of publication (an event of which no
day is given is looked for in the 30 days before it), then the terms of office of the people the text names by their
office: a text that speaks of a President was not written before that presidency. What is not stated is an assumption
and said so. Reports are dated when they are published, so two days after the last day are searched too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from westphalia.ontology.types import ActorKind, Claim, Document

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


def of_event(claim: Claim, document: Document | None) -> When:
    """The days on which the event of a claim can have been recorded."""
    event = document.events[claim.event] if document and claim.event is not None else None
    if claim.first_day or claim.last_day:
        worked_out = event and event.day_source not in (None, "stated")
        note = f"its days are {event.day_source}" if event and worked_out else None
        first, last = bounds(claim, document)
        return When(first, _late(last), stated=True, note=note)
    if event and event.day:
        stated = event.day_source in (None, "stated")
        note = None if stated else f"the day {event.day} is {event.day_source}"
        return When(event.day, _late(event.day), stated, note)
    if document and document.published:
        first = document.published - RECENT
        note = f"the text gives no day for it; the 30 days before its publication ({document.published}) were searched"
        return When(first, _late(document.published), stated=False, note=note)
    earliest, who = written_after(document)
    if earliest:
        note = f"neither the text nor the claim gives a day; the text names {who}, in office since {earliest}"
        return When(earliest, None, stated=False, note=note)
    return When(None, None, stated=False, note="no day is given; everything the record covers was searched")


def bounds(claim: Claim, document: Document | None) -> tuple[date | None, date | None]:
    """The days a claim gives, cut where the text was written: nothing is claimed of days after that."""
    written = document.published if document else None
    last = min(filter(None, (claim.last_day, written)), default=None)
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


def of_text(document: Document | None) -> date | None:
    """The day of the text, or the earliest day it can be of; None where neither is known."""
    if document is None:
        return None
    return document.published or written_after(document)[0]


def stale(document: Document | None, record_end: date) -> date | None:
    """`record_end` where the text is more than 30 days younger than it, else None."""
    day = of_text(document)
    return record_end if day and day - record_end > STALE else None


def written_after(document: Document | None) -> tuple[date | None, str | None]:
    """The latest day on which a person whom the text calls by an office took it, and who; (None, None) where none.

    Only people in an office today's text would give them: the latest term of each person counts from its beginning.
    """
    from westphalia.ontology.actors import leaders

    latest: date | None = None
    who: str | None = None
    for actor in document.actors if document else ():
        if actor.kind is not ActorKind.PERSON or not actor.role or not actor.code:
            continue
        terms = [term for term in leaders(actor.code) if term.actor_id == actor.id and _same(term.title, actor.role)]
        if terms and (latest is None or terms[0].first_day > latest):
            latest, who = terms[0].first_day, f"{terms[0].title} {terms[0].name}"
    return latest, who


def _same(title: str, role: str) -> bool:
    return title.casefold() in role.casefold() or role.casefold() in title.casefold()


def _late(day: date | None) -> date | None:
    return day + LATE if day else None
