"""The side that a clause leaves out: «Peru apologised the next day», where only Ecuador is spoken of besides.

An event with one side gets the other where the sentence, or else the one or two before it, names exactly one other
actor of world politics that could be it: no mere place, nobody else's friends («Washington's allies»). Its own sentence
can give an actor only («shelled villages near the Thai border» is not done to Thailand), and nobody who takes part in
another event of it; to «broke off relations» after «recalled its envoy from Albania» the deed beside it gives its side.
It is marked `inferred`.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_MODALS = ("may", "might", "could", "would", "will", "should", "must", "can", "shall")
Named = dict[str, int]  # record code -> one of its references
_WHERE = ("the sentence", "the sentence before", "the sentence two before")


def named(parse: Parse, references: list[Reference]) -> Named:
    """The record codes that a sentence names as somebody who could act or be acted upon, each with a reference."""
    parties = Parties(parse, references)
    found: Named = {}
    for phrase in parse.phrases:
        if any(parse.tokens[k].actors and parties.is_place(k) for k in range(phrase.first, phrase.last)):
            continue
        for i in (*parties.doers([phrase]), *parties.targets([phrase])):
            code = references[i].code
            if code is not None:
                found.setdefault(code, i)
    return found


def complete(found: list[Found], parse: Parse, before: Sequence[Named], references: list[Reference]) -> Named:
    """Give one-sided events their other side where only one can be meant; `before` are sentences, the last first.

    Returns whom this sentence names, for those after it.
    """
    here = named(parse, references)
    busy = {references[i].code for event in found for i in (event.actor, event.recipient) if i is not None}
    for event in found:
        known = event.actor if event.actor is not None else event.recipient
        if any(token.low in _MODALS for token in parse.tokens[max(0, event.cue_first - 4) : event.cue_first]):
            continue  # «may one day invade»: whose verb it is, the rules did not see
        if event.actor is None and parse.low(event.cue_first - 1) in word_set("anybody"):
            continue  # «Nobody helped Canada»
        after = parse.tokens[event.cue_last : event.cue_last + 3]
        if event.recipient is None and any(token.low in word_set("anybody") for token in after):
            continue  # «Have we apologised to anyone?»
        if event.actor is None and event.cue.action == "PROTEST":
            continue  # who marches against a state is told
        if event.status is Status.URGED and event.actor is None:
            continue  # of a bare command: whoever it is addressed to
        if known is None or (event.actor is not None and event.recipient is not None):
            continue
        code = references[known].code
        if _beside(event, found, references):
            continue
        for where, sentence in zip(_WHERE, (here, *before), strict=False):
            others = [index for other, index in sentence.items() if other != code]
            if sentence is here and others and (event.recipient is None or _busy(others, busy, references)):
                break
            if len(others) == 1:
                _give(event, others[0], f"nobody else is named in {where}")
            if others:
                break
    return here


def _give(event: Found, index: int, why: str) -> None:
    side = "actor" if event.actor is None else "recipient"
    setattr(event, side, index)
    event.inferred = f"{side}: {why}"


def _beside(event: Found, found: list[Found], references: list[Reference]) -> bool:
    """«recalled its engineers from Albania and broke off relations»: the one other side of the known one's deeds."""
    if event.actor is None:
        return False
    earlier = (e for e in found if e.cue_first < event.cue_first and e.actor is not None)
    same = [e for e in earlier if e.actor is not None and references[e.actor].code == references[event.actor].code]
    others = {references[e.recipient].code: e.recipient for e in same if e.recipient is not None}
    if len(others) != 1:
        return False
    event.recipient = next(iter(others.values()))
    event.inferred = "recipient: that of the deed beside it"
    return True


def _busy(others: list[int], busy: set[str | None], references: list[Reference]) -> bool:
    return any(references[index].code in busy for index in others)
