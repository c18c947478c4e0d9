"""Which day belongs to which deed: a date dates the verb or the noun that it modifies, not every event of its sentence.

What it modifies `hosts` tells; what is told of the same occasion without a time of its own, `companions`. «Monday's
talks», «the 5 May strike» and «the treaty of 1 June 1992» date the noun. What stays undecided has no day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from westphalia.ontology.types import Event, Status
from westphalia.reading.companions import accompanies
from westphalia.reading.dates import When
from westphalia.reading.hosts import dates_cue, host_of, span_of
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_FAR = 100  # years from the article's date beyond which a day that is stated is not taken without a word


def day_of(
    whens: Sequence[When], cue: tuple[int, int], parsed: Parse, status: Status, published: date | None
) -> When | None:
    """The day of the event whose cue stands on tokens `cue`, both included; None where the text gives it none."""
    for when in whens:
        if when.day is None:
            continue
        host = host_of(when, parsed)
        if host is not None and dates_cue(host, cue, parsed) and not _judges(when, cue, parsed):
            return settle(when, status, published)
    if stretch_of(whens, cue, parsed) is not None:
        return None
    for when in whens:
        if when.day is not None and not when.noun and when.free != "entry":
            host = host_of(when, parsed)
            if host is not None and accompanies(host, cue, parsed, span_of(when, parsed)[1]):
                told = any(verb.tense == "past" and verb.first <= cue[0] <= verb.last for verb in parsed.verbs)
                return settle(when, Status.HAPPENED if told else status, published)  # «agreed on Monday to meet»
    return None


def _judges(when: When, cue: tuple[int, int], parsed: Parse) -> bool:
    """«The ministry condemns the raid on Basra of 3 May»: what is said now tells the day of what it is said of."""
    verb = parsed.verb_on(cue[0])
    if verb is None or verb.tense != "pres" or verb.lemma not in word_set("judges", "date_words"):
        return False
    between = range(cue[1] + 1, span_of(when, parsed)[0])
    of_deed = any(parsed.tag(k) == "N" and parsed.low(k) not in word_set("time nouns") for k in between)
    return when.free not in ("entry", "spoken") and of_deed


def day_of_agreement(whens: Sequence[When], status: Status, published: date | None) -> When | None:
    """The day in the clause that tells an agreement: that of its name («the treaty of 1 May 1992»), or the only one."""
    days = [when for when in whens if when.day is not None]
    named = [when for when in days if when.noun]
    if len(named) == 1 or (not named and len(days) == 1):
        return settle((named or days)[0], status, published)
    return None


def signing_of(events: Sequence[Event], sentence: int, parties: Sequence[str]) -> Event | None:
    """The signing that the same sentence tells between the same parties."""
    for event in events:
        if event.sentence == sentence and event.action == "SUPPORT" and {event.actor, event.recipient} <= set(parties):
            return event
    return None


def settle(when: When, status: Status, published: date | None) -> When:
    """A day made to fit what is told: what happened is not after the article, what is planned not before it.

    Only what the words leave open is moved; a stated day that does not fit, or is more than a hundred years away, keeps
    a note in its `source`.
    """
    day = when.day
    if published is None or day is None or when.free == "entry":
        return when
    past = status in (Status.HAPPENED, Status.DENIED)
    if past and day > published and when.free == "year":
        return _moved(when, _year_before(day))
    if status in (Status.PLANNED, Status.URGED) and day < published and when.free == "week":
        return _moved(when, day + timedelta(days=7))
    if when.source != "stated":
        return when
    if past and day > published + timedelta(days=1):
        return replace(when, source=f"stated, but later than the article's date {published.isoformat()}")
    years = abs(day.year - published.year)
    if years > _FAR:
        return replace(when, source=f"stated, but {years} years from the article's date {published.isoformat()}")
    return when


def said_on_the_day(whens: Sequence[When], quotes: Sequence[tuple[int, int]]) -> list[When]:
    """The times without «yesterday» and its like inside quotations, which count from the day of speaking."""
    return [
        when for when in whens if when.free != "spoken" or not any(start <= when.start < end for start, end in quotes)
    ]


def of_reports(whens: Sequence[When], parsed: Parse) -> list[When]:
    """The times that date what somebody said, not what was done: «officials said on Tuesday»."""
    found = []
    for when in whens:
        host = host_of(when, parsed) if when.free != "entry" else None
        lemmas = {parsed.verbs[n].lemma for n in host.verbs} if host is not None else set()
        if lemmas and lemmas <= word_set("reports"):
            found.append(when)
    return found


def stretch_of(whens: Sequence[When], cue: tuple[int, int], parsed: Parse) -> When | None:
    """The stretch that dates the cue: «Iran, which it sanctioned in May 2018, attacked Israel in 2022»."""
    for when in whens:
        host = host_of(when, parsed)
        if host is not None and dates_cue(host, cue, parsed):
            return when
    return None


def inside(whens: Sequence[When], start: int, end: int) -> When | None:
    """The first time that a clause names."""
    return next((when for when in whens if start <= when.start < end), None)


def _moved(when: When, day: date) -> When:
    return replace(when, first=day, last=day)


def _year_before(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
