"""«Accra condemned the raid», «Kuala Lumpur has refused»: a side that a deed told a little earlier gives.

Who is praised or blamed for a deed is who did it; who is refused is who asked or offered. Marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.cues import Cue
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, code_of, sure_of
from westphalia.reading.scope import scope_of
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set

Deeds = Sequence[tuple[Parse, Sequence[Found]]]  # of the sentences before, the last one first
_SURE = 0.75  # share of such events that an annotator tells too: 12 of 14 on the articles that they were made on
# sentences back to a deed that a noun names in the same words, or in others, and to a request that is only answered
FAR, _OTHER, _NEAR = 15, 5, 2
_DEFINITE = ("the", "this", "that", "these", "those", "such", "its", "their", "his", "her", "both")


def complete(found: Sequence[Found], parse: Parse, references: list[Reference], before: Deeds) -> list[Found]:
    """The events of a sentence, with those whose other side a deed told before gives, in the order of their cues."""
    parties = Parties(parse, references)
    kept = list(found)
    for number, verb in enumerate(parse.verbs):
        for event in _recalled(number, verb, kept, parties, before):
            kept = [one for one in kept if not _half(one, event, references)]
            kept.append(event)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def _recalled(number: int, verb: Verb, found: Sequence[Found], parties: Parties, before: Deeds) -> Iterator[Found]:
    references = parties.references
    attitude = _attitude(number, verb, parties)
    if attitude is None:
        return
    action, holders, phrase = attitude
    status = statuses.of_verb(parties.parse, number)
    by_code = {references[i].code: i for i in reversed(holders)}
    if status is None or not by_code or None in by_code:
        return
    codes, holders = set(by_code), list(by_code.values())[::-1]
    if any(
        event.cue.action == action and event.recipient is not None and verb.first <= event.cue_first <= verb.end
        for event in found
    ):
        return  # whom it is about, the words say
    here = [event for event in found if event.cue_last <= verb.first]
    meant = (
        _answered(action, codes, [(parties.parse, here), *before[:_NEAR]], references)
        if phrase is None
        else _doers(phrase, parties.parse, codes, [(parties.parse, here), *before[:FAR]], references)
    )
    cue = Cue(action, None, (), frozenset(), ())
    last = max(verb.last + 1, phrase.last if phrase is not None else 0)
    first = min([verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
    for holder in holders:
        for other in meant:
            if references[other].code != references[holder].code:
                yield Found(
                    cue, status, holder, other, first, last, verb.first, verb.last + 1,
                    round(_SURE * sure_of((holder, other), references), 4),
                    inferred="recipient: whose deed it was, as told before",
                )  # fmt: skip


def _attitude(number: int, verb: Verb, parties: Parties) -> tuple[str, list[int], Phrase | None] | None:
    """What a verb says of a deed told before: an action, whose, and the noun phrase of the deed (None: an answer)."""
    parse = parties.parse
    if verb.passive:
        return None
    objects = [phrase for group in verb.objects for phrase in group]
    turns_down = verb.particle == "down" and verb.lemma in ("turn", "vote")
    if turns_down:
        objects += [p for prep, _, group in verb.prepositions if prep == "down" for p in group]
    doers = parties.doers(verb.subject)
    if verb.lemma == "be" and len(verb.subject) == 1 and _names_deed(parse, verb.subject[0]) and _bad(parse, verb):
        speakers = _speakers(number, parties)
        return ("ACCUSE", speakers, verb.subject[0]) if speakers else None
    if not doers:
        return None
    pronoun = len(objects) == 1 and parse.low(objects[0].head) in ("it", "them", "this", "that")
    if verb.lemma in word_set("blaming deeds") or (verb.lemma in word_set("naming") and _named_badly(parse, verb)):
        action = "ACCUSE"
    elif verb.lemma in word_set("praising deeds"):
        action = "SUPPORT"
    elif verb.lemma in word_set("refusing") or turns_down:
        if objects and parse.low(objects[0].head) in word_set("contents"):
            return None  # «rejected the charge» is a denial
        if not objects or pronoun or _names_deed(parse, objects[0]):
            return "REJECT", doers, None
        return None
    elif verb.lemma in ("accept", "agree"):
        if parse.low(verb.last + 1) in ("with", "that", "on") or (
            objects and not pronoun and not _names_deed(parse, objects[0])
        ):
            return None
        return "AGREE", doers, None
    elif verb.lemma in word_set("amends") and not any(prep == "to" for prep, _, _ in verb.prepositions):
        return "CONCEDE", doers, None
    else:
        return None
    if verb.lemma in word_set("naming"):
        objects = [_named(parse, phrase) for phrase in objects[:1]]
    named = next((phrase for phrase in objects if _names_deed(parse, phrase)), None)
    return (action, doers, named) if named is not None else None


def _speakers(number: int, parties: Parties) -> list[int]:
    """«Moscow said that the boarding was piracy», «The seizure was piracy, Damascus said»."""
    parse = parties.parse
    scope = scope_of(parse, number)
    if scope is not None and scope.kind == "report" and scope.by is not None:
        return parties.doers(parse.verbs[scope.by].subject)
    after = next((v for v in parse.verbs[number + 1 :] if v.mood == "fin" and v.lemma in word_set("reports")), None)
    return parties.doers(after.subject) if after is not None else []


def _bad(parse: Parse, verb: Verb) -> bool:
    return any(parse.low(k) in word_set("insults") for k in range(verb.last + 1, verb.last + 6))


def _named_badly(parse: Parse, verb: Verb) -> bool:
    return any(parse.low(k) in word_set("insults") for k in range(verb.last + 2, verb.last + 9))


def _named(parse: Parse, phrase: Phrase) -> Phrase:
    """«called the fee blackmail»: what is called so, without what it is called."""
    for k in range(phrase.first + 1, phrase.last - 1):
        if deeds_of(parse, Phrase(phrase.first, k + 1, k)):
            return Phrase(phrase.first, k + 1, k)
    return phrase


def _names_deed(parse: Parse, phrase: Phrase) -> bool:
    """Is it a definite noun for a deed whose sides it does not name: «the raid», «this decision»?"""
    named = any(parse.tokens[k].actors for k in range(phrase.first, phrase.last))
    if named or parse.low(phrase.first) not in _DEFINITE:
        return False
    inner = parse.phrase_at.get(phrase.last + 1) if parse.low(phrase.last) in ("of", "by", "between", "from") else None
    if inner is not None and any(parse.tokens[k].actors for k in range(inner.first, inner.last)):
        return False
    return bool(deeds_of(parse, phrase))


def deeds_of(parse: Parse, phrase: Phrase) -> tuple[str, ...]:
    """The actions that a noun may name («raid»: ASSAULT); none for other nouns."""
    head = parse.low(phrase.head)
    two = _deed_nouns().get(f"{parse.low(phrase.head - 1)} {head}")
    return two or _deed_nouns().get(head, ())


@cache
def _deed_nouns() -> dict[str, tuple[str, ...]]:
    return {n: alternatives(row["actions"]) for row in table("recalled_deeds") for n in alternatives(row["nouns"])}


def _doers(
    phrase: Phrase, parse: Parse, holders: set[str | None], before: Deeds, references: list[Reference]
) -> list[int]:
    """Who did the deed that a noun names: the last such deed told in the same words («raid»,
    «raided»), else the last one of its kind. The holders have no part in it.
    """
    actions, stem = deeds_of(parse, phrase), _stem(parse.low(phrase.head))
    kinds: list[list[int]] = [[], []]
    for back, (told_in, told) in enumerate(before):
        for event in reversed(told):
            if event.cue.action not in actions or None in event.codes(references) or event.status is Status.DENIED:
                continue
            together = [e for e in told if e.cue_first == event.cue_first and e.cue.action == event.cue.action]
            doers = {code_of(e.actor, references): e for e in together}
            if holders & set(doers):
                continue
            same = any(_stem(token.low) == stem for token in told_in.tokens[event.first : event.last])
            if not kinds[same] and (same or back <= _OTHER):
                kinds[same] = [e.actor for e in doers.values() if e.actor is not None]
    return kinds[True] or kinds[False]


def _stem(word: str) -> str:
    return word[:4]  # «invasion», «invaded»


def _answered(answer: str, holders: set[str | None], before: Deeds, references: list[Reference]) -> list[int]:
    """Who last asked something of the holders or offered it, or, where they make amends, accused them."""
    actions = ("REQUEST", "ACCUSE") if answer == "CONCEDE" else ("REQUEST", "AGREE")
    for _, told in before:
        asked = [
            event for event in told
            if event.cue.action in actions and code_of(event.recipient, references) in holders
            and event.actor is not None and event.status is Status.HAPPENED
        ]  # fmt: skip
        if asked:
            last = max(event.cue_first for event in asked)
            doers = {code_of(e.actor, references): e for e in asked if e.cue_first == last}
            return [e.actor for e in doers.values() if e.actor is not None]
    return []


def _half(one: Found, event: Found, references: list[Reference]) -> bool:
    """Is it the same deed with one side only?"""
    return (
        one.recipient is None
        and one.cue.action == event.cue.action
        and code_of(one.actor, references) == code_of(event.actor, references)
    )
