"""«… as it did in 1997», «as they did last spring»: the deed that was told before it has happened then too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, code_of
from westphalia.reading.syntax import Parse

_PRONOUNS = ("it", "they", "he", "she", "we", "you")
_AS_SURE = 0.9  # of what the events before are


def echoes(found: Sequence[Found], parse: Parse, references: list[Reference]) -> Iterator[Found]:
    """The events of such clauses, by whoever did the deed before; by another only where the clause names him."""
    for verb in parse.verbs:
        subject = verb.subject[0] if verb.subject else None
        if verb.lemma != "do" or verb.mood != "fin" or verb.objects or verb.negated or subject is None:
            continue
        at = subject.first - 1
        past = verb.tense == "past" or verb.perfect
        if parse.low(at) != "as" or not past or parse.low(at - 1) in ("such", "much", "well", "soon", "long"):
            continue
        before = [event for event in found if event.cue_first < at and None not in (event.actor, event.recipient)]
        last = max((event.cue_first for event in before), default=-1)
        doers = Parties(parse, references).doers(verb.subject)
        told = [event for event in before if event.cue_first == last]
        if doers and parse.low(subject.head) not in _PRONOUNS:
            who = {references[i].code for i in doers}
            same = [event for event in told if code_of(event.actor, references) in who]
            told = same or [replace(event, actor=doers[0]) for event in told]
        seen: set[tuple[str | None, str | None]] = set()
        for event in told:
            sides = code_of(event.actor, references), code_of(event.recipient, references)
            if sides[0] != sides[1] and sides not in seen:
                seen.add(sides)
                yield replace(
                    event,
                    status=Status.HAPPENED,
                    first=at,
                    last=max(verb.end, verb.last + 1),
                    cue_first=verb.first,
                    cue_last=verb.last + 1,
                    confidence=round(event.confidence * _AS_SURE, 4),
                    alone=False,
                )
