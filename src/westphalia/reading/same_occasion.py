"""What is done at an occasion that the sentences before tell: «In the course of the visit the two sides signed …».

It has the day and the place of that visit, marked as inferred, where it is done by the same two and the sentence names
no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Event, Status
from westphalia.reading.hosts import dates_cue, locate
from westphalia.reading.syntax import Parse

_OPENING = re.compile(
    r"(?:(?P<after>after|following|at the (?:end|close) of)|during|in the (?:course|framework) of|at"
    r"|on the (?:sidelines|margins|fringes) of) (?:the|this|that|these|those|their|his|her) (?:\w+ ){0,2}?"
    r"(?P<noun>visit|talks|meeting|summit|negotiations|session|stay|trip|consultations|conversation|ceremony)\b"
    r"(?! (?:in|at|of|on|between|with|to|from|held|that|which)\b)",
    re.IGNORECASE,
)
_BACK = 2  # sentences
CONCLUDED = ("AGREE", "SUPPORT", "CONSULT", "COOPERATE", "CONCEDE")  # what is done when talks end


def shared(event: Event, told: Sequence[Event], cue: tuple[int, int], parsed: Parse, text: str) -> Event:
    """The event with the day and place of the occasion, one of `told`, at which it was done; else as it is.

    Its cue stands on tokens `cue`.
    """
    match = _OPENING.match(text, parsed.tokens[0].start)
    if match is None or event.status != Status.HAPPENED or (match["after"] and event.action not in CONCLUDED):
        return event
    end = next((k + 1 for k, token in enumerate(parsed.tokens) if token.start == match.start("noun")), None)
    host = locate(parsed, 0, end) if end is not None else None
    if host is None or not dates_cue(host, cue, parsed):
        return event
    noun = match["noun"].lower()
    occasion = _last(event, told, noun.removesuffix("s"))
    if occasion is None:
        return event
    return replace(
        event,
        day=occasion.day,
        day_source=_source(occasion.day_source, noun) if occasion.day else None,
        place=occasion.place,
        place_source=_source(occasion.place_source, noun) if occasion.place else None,
        place_country=occasion.place_country,
    )


def _last(event: Event, told: Sequence[Event], stem: str) -> Event | None:
    """The last meeting of the same two, not more than two sentences before."""
    for one in reversed(told):
        if event.sentence - one.sentence > _BACK:
            return None
        same = {one.actor, one.recipient} == {event.actor, event.recipient} and one.status == Status.HAPPENED
        if one.sentence < event.sentence and same and (one.action == "CONSULT" or stem in one.text.lower()):
            return one
    return None


def _source(source: str | None, noun: str) -> str:
    words = f"that of the {noun} told before"
    return f"{source}, {words}" if source and source.startswith("inferred") else f"inferred: {words}"
