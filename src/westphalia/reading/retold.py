"""What a headline tells and the sentences below it tell again is one event: the headline's, with their day and place.

And what two do in one document (thank, promise, ask) is one event, however many of its paragraphs tell of it; but what
is signed there, and an invitation, are events of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Claim, Event, Status
from westphalia.reading.documents import document

_IN_WORDS = ("ACCUSE", "AGREE", "REQUEST", "SUPPORT")
_ACTS = {"to sign": re.compile(r"\b(?:sign|initial|ratif|conclud|acced)"), "to invite": re.compile(r"\binvit")}
_OF_OTHER_DAYS = re.compile(r"\bhad\b|\b(?:1[89]|20)\d\d\b")
_LEAD = 2  # sentences after a headline in which it is told again
_LONGEST = 120  # characters of a line that can be a headline within a text


def merge(text: str, events: Sequence[Event], claims: Sequence[Claim]) -> tuple[list[Event], list[Claim]]:
    """The events and claims of a text, with what is told again left out; claims point to the event that stays.

    Told again is what has the same sides, action and status, and neither another day nor place; once
    an event, and only below a line that is no sentence (see `_headlines`). In a statement or communiqué also what is
    said or promised there twice, but for what it tells of other days.
    """
    first: dict[int, int] = {}  # of what is told again the headline's event
    merged = list(events)
    order = sorted(range(len(events)), key=lambda n: events[n].start)
    starts = [events[n].start for n in order]
    for begin, end in _headlines(text):
        at = bisect_left(starts, begin)
        after = bisect_left(starts, end, at)
        told = [n for n in order[at:after] if n not in first and events[n].end <= end]
        last = max((events[n].sentence for n in told), default=0) + _LEAD
        for number in order[after:] if told else ():
            if events[number].sentence > last:
                break
            found = next((n for n in told if _same(merged[n], events[number])), None)
            if found is not None:
                first[number] = found
                told.remove(found)
                merged[found] = _completed(merged[found], events[number])
    if document(text):
        said: dict[tuple[str | None, ...], int] = {}
        for number, event in enumerate(events):
            if number not in first and _of_the_day(text, event):
                row = (event.actor, event.action, event.recipient, _act(text, event))
                if said.setdefault(row, number) != number:
                    first[number] = said[row]
    kept = [n for n in range(len(events)) if n not in first]
    new = {n: k for k, n in enumerate(kept)}
    new |= {n: new[again] for n, again in first.items()}
    return [merged[n] for n in kept], [_renumbered(claim, new) for claim in claims]


def _of_the_day(text: str, event: Event) -> bool:
    """Is it something done in the document itself, by words: no «had signed», no «in 2013»?"""
    words = text[event.start : event.end]
    told = event.action in _IN_WORDS and event.status == Status.HAPPENED and None not in (event.actor, event.recipient)
    return told and _OF_OTHER_DAYS.search(words) is None


def _act(text: str, event: Event) -> str:
    """What kind of act the words of an event tell, where it is one of its own: to sign is not to thank."""
    words = text[event.cue.start : event.cue.end].lower()
    return next((act for act, said in _ACTS.items() if said.search(words)), "")


def _headlines(text: str) -> list[tuple[int, int]]:
    """The lines that are headlines: a first line before a blank one, and within a text short ones above a sentence.

    Each begins a paragraph and ends in no stop.
    """
    lines = [*text.split("\n"), ""]
    found, begin = [], 0
    for k, line in enumerate(lines[:-2]):
        title = line.strip().rstrip("”’»\"')")
        below = lines[k + 1].strip() or lines[k + 2].strip()
        opens = k == 0 or not lines[k - 1].strip()
        alone = k == 0 and not lines[1].strip() and bool(text[len(line) :].strip())
        short = k > 0 and len(line) <= _LONGEST and below.endswith((".", "!", "?", "…", "”", '"'))
        if title and opens and (alone or short) and not title.endswith((".", "!", "?", "…", ":")):
            found.append((begin, begin + len(line)))
        begin += len(line) + 1
    return found


def _same(one: Event, other: Event) -> bool:
    def agree(a: object, b: object) -> bool:
        return a is None or b is None or a == b

    sides = None not in (one.actor, one.recipient)
    rows = ((e.actor, e.action, e.recipient, e.status) for e in (one, other))
    return sides and len(set(rows)) == 1 and agree(one.day, other.day) and agree(one.place, other.place)


def _completed(event: Event, again: Event) -> Event:
    """An event with the day, the place, the mode and the source that are only told when it is told again."""
    if event.day is None:
        event = replace(event, day=again.day, day_source=again.day_source)
    if event.place is None:
        event = replace(event, place=again.place, place_source=again.place_source, place_country=again.place_country)
    holder = again.holder if event.holder == "author" else event.holder
    return replace(event, mode=event.mode or again.mode, holder=holder)


def _renumbered(claim: Claim, new: dict[int, int]) -> Claim:
    event = new[claim.event] if claim.event is not None else None
    also = dict.fromkeys(number for n in claim.also if (number := new[n]) != event)
    return replace(claim, event=event, also=tuple(also))
