"""Deeds of two at once: «Both sides sent reinforcements» is done by each to the other, and who offers to mediate
between nobody named means the two whom the text is about. «Were ambushed by rebels and killed»: by the same. Marked as
inferred.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from westphalia.reading.cast import Cast, Scene
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_TOGETHER = ("AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")
_AGAINST = ("ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "THREATEN")
_SURE = 0.6
_SHARE = 0.6  # of all deeds that the text tells of others, what must be between the two


def complete(found: Sequence[Found], scene: Scene) -> list[Found]:
    """The events of a sentence, with those that are done by two, or to two, told as such."""
    return [made for event in found for made in _completed(event, found, scene)]


def mutual(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence; what two subjects do together is told of each: «Kenya, Chad end trade row»."""
    told = {(event.cue.action, event.status, *event.codes(references)) for event in found}
    made = []
    for event in found:
        actor, recipient = event.codes(references)
        both = event.actor is not None and event.recipient is not None and actor != recipient
        if not both or event.cue.action not in (*_TOGETHER, "ASSAULT", "RETREAT"):
            continue
        each = _of_both if event.cue.action == "RETREAT" else _one_subject
        if (event.cue.action, event.status, recipient, actor) not in told and each(event, parse, references):
            made.append(replace(event, actor=event.recipient, recipient=event.actor))
    return [*found, *made]


def _one_subject(event: Found, parse: Parse, references: list[Reference]) -> bool:
    """Are the two sides all who are named as the subject of an active verb, each for itself?"""
    verb = next((v for v in parse.verbs if v.first <= event.cue_first < max(v.end, v.last + 1)), None)
    if verb is None or verb.passive or verb.mood != "fin" or len(verb.subject) != 2:
        return False
    named = [{references[i].code for i in parse.tokens[phrase.head].actors} for phrase in verb.subject]
    return sorted(map(str, (one for codes in named for one in codes))) == sorted(map(str, event.codes(references)))


def _of_both(event: Found, parse: Parse, references: list[Reference]) -> bool:
    """«the withdrawal of Kyrgyz and Tajik troops», «the release of Chadian and Sudanese prisoners»."""
    for k in range(len(parse.tokens) - 3):
        named = [{references[i].code for i in parse.tokens[k + n].actors} for n in (0, 2)]
        joined = parse.low(k - 1) == "of" and parse.low(k + 1) == "and" and parse.tag(k + 3) == "N"
        deed = parse.phrase_before.get(k - 1)
        joined = joined and deed is not None and deed.first <= event.cue_first < deed.last
        if joined and all(len(codes) == 1 for codes in named) and named[0] | named[1] == set(event.codes(references)):
            return True
    return False


def _completed(event: Found, found: Sequence[Found], scene: Scene) -> list[Found]:
    hand = _same_hand(event, found, scene)
    if hand is not None:
        made = replace(event, actor=hand, inferred="actor: who does what is told right before", confidence=_SURE)
        told = (other.codes(scene.references) for other in found if other.cue.action == event.cue.action)
        return [made] if made.codes(scene.references) not in told else []  # «were attacked by rebels and killed»
    code = scene.code(event.actor)
    if code is None or event.recipient is not None:
        return [event]
    fellow = _fellow(event, found, scene)
    if fellow is not None:
        return [_given(event, fellow, "each side does it to the other")]
    between = _two(code, scene.cast)
    if _mediates(event, scene) and set(scene.here) <= {code, *between}:
        two = [_given(event, scene.reference(one), "the two whom the text is about") for one in between]
        if event.cue.action == "CONSULT":
            two += [
                replace(one, actor=one.recipient, recipient=one.actor, inferred="actor: the two whom the text is about")
                for one in two
            ]
        return two or [event]
    return [event]


def _same_hand(event: Found, found: Sequence[Found], scene: Scene) -> int | None:
    """«were detained by Japanese vessels and later released»: who released them, where only the first verb tells it."""
    if event.actor is not None or event.recipient is None or event.cue.action not in ("ASSAULT", "COERCE", "RETREAT"):
        return None
    for before, verb in pairwise(scene.parse.verbs):
        joined = verb.passive and before.passive and verb.subject and verb.subject == before.subject
        by = any(prep == "by" for prep, *_ in verb.prepositions)
        if joined and not by and verb.first <= event.cue_first <= verb.last:
            done = (one for one in found if before.first <= one.cue_first <= before.last)
            return next((one.actor for one in done if one.recipient == event.recipient), None)
    return None


def _two(outside: str, cast: Cast) -> tuple[str, ...]:
    """Those between whom most of what the text tells has passed, if no others come near."""
    pairs = {pair: weight for pair, weight in cast.deals.items() if outside not in pair}
    best = max(pairs, key=pairs.__getitem__, default=frozenset())
    sure = best and pairs[best] >= _SHARE * sum(pairs.values()) and all(one in cast.known for one in best)
    return tuple(sorted(best)) if sure else ()


def _mediates(event: Found, scene: Scene) -> bool:
    if event.cue.action not in ("AGREE", "CONSULT", "REQUEST"):
        return False
    reach = 0 if event.cue.action == "CONSULT" else 8  # «mediated», and «offered last week to mediate»
    tokens = scene.parse.tokens[event.cue_first : event.cue_last + reach]
    return any(word in word_set("mediating") for token in tokens for word in (token.low, token.lemma))


def _fellow(event: Found, found: Sequence[Found], scene: Scene) -> int | None:
    """The other of two who do it, for a deed that two do together or that «both sides» do."""
    same = [
        other.actor
        for other in found
        if other.cue_first == event.cue_first and other.recipient is None and other.actor is not None
    ]
    codes = {scene.code(i) for i in same}
    if len(codes) != 2 or None in codes:
        return None
    both = all(scene.references[i].how == "group" for i in same)
    if event.cue.action not in (_TOGETHER + _AGAINST if both else _TOGETHER):
        return None
    return next(i for i in same if scene.code(i) != scene.code(event.actor))


def _given(event: Found, index: int, why: str) -> Found:
    return replace(event, recipient=index, inferred=f"recipient: {why}")
