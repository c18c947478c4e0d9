"""Whom a sentence names beside a deed: where it was done, on what way, over what quarrel, and whom it did not hit.

«Kenya bombed al-Shabaab camps in Somalia» is done to al-Shabaab, «sells gas to Austria via Ukraine» with Austria, «cut
off aid to Ethiopia over the dispute with Egypt» to Ethiopia. The model takes them for sides as well: such an event is
its own, and the rest of the sentence tells the same deed of somebody who stands closer to the verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_SIDE, _PLACE, _REASON = range(3)  # how far from its verb somebody is named
_EITHER_WAY = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")  # what two may do together


def left_out(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence without those that the model tells of somebody who only stands beside the deed.

    And without the less sure of a rule's event and the model's that are the same deed in opposite directions.
    """
    return [
        one
        for one in found
        if not (one.alone and (_beside(one, found, parse, references) or _suffered(one, found, parse, references)))
        and not any(_backward(one, other, references) for other in found)
    ]


# --- named beside it -------------------------------------------------------------------------------------------------


def _beside(event: Found, found: Sequence[Found], parse: Parse, references: list[Reference]) -> bool:
    """Is the deed told of somebody closer, and of one of its sides only for where or why it was done?"""
    for mine, others in _rivals(event, found, references):
        at = _token(mine, parse, references)
        if at is None:
            continue
        nearer = [k for k in (_token(other, parse, references) for other in others) if k is not None]
        if any(_handed_over(at, k, parse) or _drawn_up(at, k, parse) for k in nearer):
            return True
        far = _distance(at, event.cue_first, parse)
        if any(k < at and far > _distance(k, event.cue_first, parse) and _one_run(k, at, parse) for k in nearer):
            return True
    return False


def _rivals(event: Found, found: Sequence[Found], references: list[Reference]) -> Iterator[tuple[int, list[int]]]:
    """A side of an event, and who else is that side of the same deed of (or with) the other."""
    actor, recipient = event.actor, event.recipient
    if actor is None or recipient is None:
        return
    same = [one for one in found if one is not event and one.cue.action == event.cue.action]
    codes = references[actor].code, references[recipient].code
    yield (
        recipient,
        [
            one.recipient
            for one in same
            if one.recipient is not None and one.actor is not None and references[one.actor].code == codes[0]
        ],
    )
    if event.cue.action in _EITHER_WAY:
        yield (
            actor,
            [
                one.actor
                for one in same
                if one.actor is not None and one.recipient is not None and references[one.recipient].code == codes[1]
            ],
        )


def _distance(at: int, cue: int, parse: Parse) -> int:
    """Is who is named at token `at` a side, a place («in northern Iraq», «via Chad»), or part of a reason?

    `cue` is the word that tells the deed.
    """
    far = _SIDE
    for opener, phrase, first in _openers(at, parse):
        low, before, head = parse.low(opener), parse.low(opener - 1), parse.low(phrase.head)
        if cue < opener and (low in word_set("reason openers") or (before, low) == ("because", "of")):
            return _REASON  # «over the dam dispute with Egypt», but «after talks with Egypt» has a word of its own
        if (head in word_set("effects") and low in ("in", "as")) or (head in word_set("feelings") and low == "to"):
            return _REASON  # «in a blow to Riyadh», «in retaliation for the killing in Beirut», «to Cairo's anger»
        place = low in word_set("ways and places") or (low == "of" and before in word_set("path", "place_words"))
        if first and place and phrase.head == at and parse.tokens[at].form != "adjective":
            far = _PLACE  # «south of Mogadishu»; «in an Iraqi village» says more than where
    return far


def _openers(at: int, parse: Parse) -> Iterator[tuple[int, Phrase, bool]]:
    """The prepositions before a mention, the nearest first, what each opens, and whether that holds the mention."""
    phrase, first = parse.phrase_of(at), True
    while phrase is not None:
        opener, named = phrase.first - 1, phrase
        joined = parse.phrase_before.get(opener)
        while first and joined is not None and _joins_names(opener, parse):  # «via Thailand and Malaysia»
            opener = joined.first - 1
            joined = parse.phrase_before.get(opener)
        while parse.low(opener) in word_set("path", "place_words") and parse.tag(opener) not in ("P", "T"):
            opener -= 1
        if parse.tag(opener) not in ("P", "T", "K"):
            return
        yield opener, named, first
        phrase, first = parse.phrase_before.get(opener), False


def _one_run(first: int, last: int, parse: Parse) -> bool:
    """Do two tokens stand in one clause, with nothing joined to it in between («and a village in Iraq»)?"""
    between = range(first + 1, last)
    joined = any(_joins(k, parse) and not _joins_names(k, parse) for k in between)
    return not joined and not any(parse.is_finite(k) for k in between)


def _joins(k: int, parse: Parse) -> bool:
    return parse.low(k) in ("and", "or") or parse.tag(k) == ","


def _joins_names(k: int, parse: Parse) -> bool:
    """«Thailand and Malaysia»: does the word at token `k` join two names?"""
    before, after = parse.phrase_before.get(k), parse.phrase_at.get(k + 1)
    if before is None or after is None or not _joins(k, parse):
        return False
    return bool(parse.tokens[before.head].actors and parse.tokens[after.head].actors)


def _handed_over(at: int, to: int, parse: Parse) -> bool:
    """«handed Hong Kong back to China»: is what is named at token `at` given to whom token `to` names?"""
    return any(
        verb.lemma in word_set("handing over")
        and any(phrase.head == at for group in verb.objects[:1] for phrase in group)
        and any(prep == "to" and any(phrase.head == to for phrase in group) for prep, _, group in verb.prepositions)
        for verb in parse.verbs
    )


def _drawn_up(at: int, by: int, parse: Parse) -> bool:
    """«vetoed a U.S.-drafted Security Council resolution»: is what token `at` names drawn up by whom `by` names?"""
    one_thing = parse.phrase_of(at) is not None and parse.phrase_of(at) is parse.phrase_of(by)
    return one_thing and parse.tag(by + 1) == "-" and parse.low(by + 2) in word_set("who drew it up")


# --- the other way round ---------------------------------------------------------------------------------------------


def _backward(event: Found, other: Found, references: list[Reference]) -> bool:
    """«won recognition from Kenya», «ratified a pact with Japan»: is it a deed that another tells the other way round?

    One of them is a rule's, which knows who acts, and no deed of both.
    """
    ruled, seen = (event, other) if other.alone else (other, event)
    if event.alone == other.alone or ruled.inferred or ruled.cue.mutual or not _opposite(event, other, references):
        return False
    one_word = ruled.cue_first <= seen.cue_first < max(ruled.cue_last, ruled.cue_first + 1)
    weaker = event.alone if "swapped" in ruled.cue.flags else event.confidence < other.confidence
    return one_word and weaker


def _suffered(event: Found, found: Sequence[Found], parse: Parse, references: list[Reference]) -> bool:
    """«was thrown out of the bloc»: is it what was done to the subject, told as done by it?"""
    at = _token(event.actor, parse, references) if event.actor is not None else None
    verb = parse.verb_of(event.cue_first)
    if event.cue.action in _EITHER_WAY or at is None or verb is None or not verb.passive:
        return False
    suffers = any(phrase.first <= at < phrase.last for phrase in verb.subject)
    back = (one for one in found if _opposite(event, one, references) and parse.verb_of(one.cue_first) is verb)
    return suffers and any(one.confidence > event.confidence for one in back)


def _opposite(event: Found, other: Found, references: list[Reference]) -> bool:
    return other.cue.action == event.cue.action and other.codes(references) == event.codes(references)[::-1]


def _token(side: int, parse: Parse, references: list[Reference]) -> int | None:
    """The token that names a side."""
    return next((k for k, token in enumerate(parse.tokens) if token.start == references[side].start), None)
