"""«… as it did in 1997», «as they did last spring»: the deed that was told before it has happened then too.

«So did Kuwait», «Qatar followed suit», «nor did Oman»: others do the same, or do not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, code_of
from westphalia.reading.syntax import Parse, Phrase, Verb

_PRONOUNS = ("it", "they", "he", "she", "we", "you")
_OBJECTS = ("so", "this", "that", "what", "its", "his", "their")
_COMPARED = ("such", "much", "well", "soon", "long")
_NEITHER = ("nor", "neither")
_INVERTED = ("as", "so", *_NEITHER)
_AS_SURE = 0.9  # of what the events before are


def echoes(
    found: Sequence[Found], lately: Sequence[Found], parse: Parse, references: list[Reference]
) -> Iterator[Found]:
    """The events of such clauses, by whoever did the deed before; by others only where the clause names them.

    `found` are those of the sentence, `lately` those that the sentence before ends with.
    """
    parties = Parties(parse, references)
    for number, verb in enumerate(parse.verbs):
        yield from _likewise(number, found, lately, parties)
        at = _opens(parse, number)
        if at is None:
            continue
        before = [event for event in found if event.cue_first < at and None not in (event.actor, event.recipient)]
        last = max((event.cue_first for event in before), default=-1)
        nearest = next((one for one in reversed(parse.verbs[:number]) if one.last < at), None)
        told = [event for event in before if event.cue_first == last]
        if nearest is None or last < nearest.first or (nearest.mood != "fin" and told[0].status is Status.DENIED):
            continue  # «denied attacking Iran, as it did last year»: it denied it then too
        known = {(event.codes(references), event.cue.action) for event in found if event.status is Status.HAPPENED}
        for event in _to_others(_by_others(told, verb, parties), verb, parties):
            if event not in told and (event.codes(references), event.cue.action) in known:
                continue
            yield _again(event, Status.HAPPENED, verb, at, max(verb.end, verb.last + 1))


def _again(event: Found, status: Status, verb: Verb, first: int, last: int) -> Found:
    """The event as the clause of a verb, from token `first` to before `last`, tells it once more."""
    sure = round(event.confidence * _AS_SURE, 4)
    return replace(
        event,
        status=status,
        confidence=sure,
        alone=False,
        first=first,
        last=last,
        cue_first=verb.first,
        cue_last=verb.last + 1,
    )


def _likewise(number: int, found: Sequence[Found], lately: Sequence[Found], parties: Parties) -> Iterator[Found]:
    """What the others do who «did the same»: what was told last, of whom it was told, by them."""
    parse, references = parties.parse, parties.references
    verb = parse.verbs[number]
    named = _followers(parse, number)
    status = statuses.of_verb(parse, number) if named else None
    if status is None:
        return
    first = min([verb.first, *(phrase.first for phrase in named)])
    here = [event for event in found if event.cue_first < first and None not in (event.actor, event.recipient)]
    nearest = max((event.cue_first for event in here), default=-1)
    told = [one for one in here if one.cue_first == nearest] or [one for one in lately if not one.alleged]
    neither = parse.low(verb.first - 1) in _NEITHER
    told = [one for one in told if None not in (one.actor, one.recipient) and (one.status is Status.DENIED) is neither]
    mine = {code_of(one.actor, references) for one in told}
    doers = [i for i in parties.doers(named) if references[i].how != "pronoun" and references[i].code not in mine]
    to = [phrase for prep, _, group in verb.prepositions if prep == "to" for phrase in group]
    met = parties.targets(to)  # «Warsaw did the same to two Belarusians»
    same = [replace(event, actor=one, recipient=other) for event in told[:1] for one in doers for other in met]
    last = max([verb.end, verb.last + 1, *(phrase.last for phrase in named)])
    as_told = parse.low(verb.first - 1) in _INVERTED
    for event in same or _given(told, doers, references):
        yield _again(event, event.status if as_told else status, verb, first, last)


def _followers(parse: Parse, number: int) -> list[Phrase]:
    """Who does the same: «so did Kuwait», «Qatar did likewise», «Oman followed suit»; nobody for other clauses."""
    verb = parse.verbs[number]
    before, objects = parse.low(verb.first - 1), [phrase for group in verb.objects for phrase in group]
    alone = not verb.subject or parse.low(verb.subject[0].head) in _NEITHER
    if before in _INVERTED and verb.lemma in ("do", "have") and alone and parse.tag(verb.main) == "A":
        return [] if parse.low(verb.first - 2) in _COMPARED else objects
    words = [parse.words(phrase.first, phrase.last) for phrase in objects]
    same = verb.lemma == "do" and (parse.low(verb.last + 1) in ("likewise", "so") or words == ["the same"])
    suit = verb.lemma == "follow" and words == ["suit"]
    return verb.subject if same or suit else []


def _opens(parse: Parse, number: int) -> int | None:
    """The «as» of «as it did», «as Mali had done»; None for other clauses with a «do»."""
    verb = parse.verbs[number]
    past = (verb.tense == "past" or verb.perfect) and verb.mood == "fin" and not verb.modal and not verb.negated
    if verb.lemma not in ("do", "have") or not past or not verb.subject or parse.low(verb.last + 1) in _OBJECTS:
        return None
    if _whom(parse, verb) is None and (verb.lemma == "have" or verb.objects):
        return None
    at = verb.subject[0].first - 1
    return at if parse.low(at) == "as" and parse.low(at - 1) not in _COMPARED else None


def _whom(parse: Parse, verb: Verb) -> Phrase | None:
    """«as it did Bolivia», «as it had Mali in 2020»: whom «did» or «had» alone has for an object."""
    object_ = verb.objects[0][0] if len(verb.objects) == 1 and len(verb.objects[0]) == 1 else None
    alone = parse.tag(verb.main) == "A" and parse.low(verb.subject[0].head) in _PRONOUNS
    if object_ is None or not alone or not parse.tokens[object_.head].actors:
        return None
    ends = parse.tag(object_.last) in ("", ",", ".", ";") or parse.low(object_.last) == "in"
    return object_ if ends else None


def untold(found: Sequence[Found], again: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence without those denied whose recipient only such a clause names, where it happened."""
    made = {(one.codes(references), one.cue.action): parse.tokens[one.first].start for one in again}
    return [
        one
        for one in found
        if one.status is not Status.DENIED
        or one.recipient is None
        or references[one.recipient].start < made.get((one.codes(references), one.cue.action), math.inf)
    ]


def _by_others(told: list[Found], verb: Verb, parties: Parties) -> list[Found]:
    """The events as those did them whom the clause names; as they were told where it names none but their actors."""
    references, doers = parties.references, parties.doers(verb.subject)
    if not doers or parties.parse.low(verb.subject[0].head) in _PRONOUNS:
        return told
    told = [event for event in told if not {event.actor, event.recipient} & set(doers)]  # taken from the clause
    mine = {code_of(event.actor, references) for event in told}
    others = [i for i in doers if references[i].code not in mine]
    if not others:
        who = {references[i].code for i in doers}
        return [event for event in told if code_of(event.actor, references) in who]
    return _given(told, others, references)


def _given(told: Sequence[Found], others: Sequence[int], references: list[Reference]) -> list[Found]:
    """The same events by others."""
    made: list[Found] = []
    seen: set[tuple[str | None, str | None]] = set()
    for event in told:
        sides = event.codes(references)
        for other in others:
            if sides[::-1] in seen:  # what two do together
                made.append(replace(event, recipient=other))
            elif references[other].code != sides[1]:
                made.append(replace(event, actor=other))
        seen.add(sides)
    return made


def _to_others(told: list[Found], verb: Verb, parties: Parties) -> list[Found]:
    """The same done to whom the clause names: «must quit the pact with Niger, as it did with Chad»."""
    references, tokens = parties.references, parties.tokens
    whom = _whom(parties.parse, verb)
    phrases = [phrase for _, _, group in verb.prepositions for phrase in group]
    phrases = phrases if whom is None else [whom]
    named = [k for phrase in phrases for k in range(phrase.first, phrase.last) if tokens[k].actors]
    where = {i for k in named if parties.is_place(k) for i in tokens[k].actors}
    met = next((i for i in parties.targets(phrases) if references[i].code is not None and i not in where), None)
    if met is None:
        return told
    doer = code_of(told[0].actor, references) if told else None
    changed = [
        replace(event, recipient=met) if code_of(event.actor, references) == doer else replace(event, actor=met)
        for event in told
        if doer in event.codes(references)
    ]
    return [event for event in changed if len(set(event.codes(references))) == 2]
