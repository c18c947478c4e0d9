"""«The embassy denied this»: what was told before of the one who denies is denied, and is an event of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_HARMLESS = ("AGREE", "CONSULT", "SUPPORT")  # nobody is accused of these: «met …; the Chinese rejected the accusations»


def of_before(parse: Parse, before: Sequence[Sequence[Found]], references: list[Reference]) -> list[Found]:
    """The events that a sentence denies by a pronoun («denied it», «denies doing so») or as «the charge».

    `before` are the events that the sentences before end with, the last first: the first of them in which the one who
    denies has done something, or else was done something, is the one that is meant.
    """
    parties = Parties(parse, references)
    for verb in parse.verbs:
        if verb.lemma not in word_set("denials") | {"reject", "dismiss"} or verb.mood != "fin" or verb.negated:
            continue
        charged = _by_a_noun(parse, verb)
        if verb.passive or not (charged or _by_a_pronoun(parse, verb)):
            continue
        deniers = parties.codes(parties.doers(verb.subject))
        for told in before:
            events = [event for event in told if not charged or event.cue.action not in _HARMLESS]
            by = [event for event in events if _deed(event, references, "actor") in deniers]
            meant = by or [event for event in events if _deed(event, references, "recipient") in deniers]
            if meant:
                return [
                    replace(event, status=Status.DENIED, first=verb.first, last=max(verb.end, verb.last + 1),
                            cue_first=verb.first, cue_last=verb.last + 1)
                    for event in meant
                ]  # fmt: skip
    return []


def _by_a_pronoun(parse: Parse, verb: Verb) -> bool:
    after = parse.low(verb.last + 1)
    if after in ("doing", "having"):
        return parse.low(verb.last + 2) in ("so", "it", "this", "done")
    return after in ("this", "it", "that") and parse.tag(verb.last + 2) in ("", ".", ",", ";", "R", "P")


def _by_a_noun(parse: Parse, verb: Verb) -> bool:
    head = parse.low(verb.objects[0][0].head) if verb.objects else ""
    return head in word_set("contents") and parse.low(verb.objects[0][-1].last) not in ("that", "of")


def ending(found: list[Found], parse: Parse) -> list[Found]:
    """The events of a sentence's last clause: what «this» after it points to."""
    last = max((verb.first for verb in parse.verbs if verb.mood == "fin"), default=0)
    return [event for event in found if event.cue_first >= last]


def _deed(event: Found, references: list[Reference], side: str) -> str | None:
    """Whose deed it is (or to whom), where it can be denied: told as happened, with two sides, and no mere charge."""
    if event.status is not Status.HAPPENED or event.cue.action == "ACCUSE":
        return None
    sides = {"actor": event.actor, "recipient": event.recipient}
    return None if None in sides.values() else references[sides[side] or 0].code
