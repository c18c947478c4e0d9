"""«The embassy denied this»: what was told before of the one who denies is denied, and is an event of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.recalled import deeds_of
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_HARMLESS = ("AGREE", "CONSULT", "SUPPORT")  # nobody is accused of these: «met …; the Chinese rejected the accusations»


def of_before(
    parse: Parse, before: Sequence[Sequence[Found]], references: list[Reference], here: Sequence[Found] = ()
) -> list[Found]:
    """The events that a sentence denies by a pronoun («denied it», «denies doing so»), as «the charge», or as «any
    sale».

    `before` are the events that the sentences before end with, the last first, `here` those of this sentence: the
    first of them in which the one who denies has done something, or else was done something, is the one that is meant.
    """
    parties = Parties(parse, references)
    for verb in parse.verbs:
        if verb.mood not in ("fin", "part") or verb.negated or (verb.passive and not verb.by):
            continue
        denies = verb.lemma in word_set("denials") | {"reject", "dismiss"}
        untrue = verb.lemma == "be" and _untrue(parse, verb)
        called = verb.lemma in word_set("naming") and _called_untrue(parse, verb)
        if verb.mood == "part" and not (denies and _by_a_noun(parse, verb)):
            continue  # «a claim dismissed by Kabul as baseless»
        charged = untrue or called or (denies and (_by_a_noun(parse, verb) or _fronted(parse, verb)))
        deeds = _deeds(parse, verb) if verb.lemma in word_set("denials") and not verb.passive else ()
        if not charged and not deeds and not (denies and _by_a_pronoun(parse, verb)):
            continue
        deniers = parties.codes(parties.doers(verb.by if verb.passive else verb.subject))
        for told in ([event for event in here if event.cue_first < verb.first], *before):
            events = [event for event in told if not charged or event.cue.action not in _HARMLESS]
            events = [event for event in events if not deeds or event.cue.action in deeds]
            by = [event for event in events if _deed(event, references, "actor") in deniers]
            meant = by or [
                event
                for event in events
                if _deed(event, references, "recipient") in deniers
                and (event.alleged or event.cue.action not in _HARMLESS)
            ]
            pronoun = bool(verb.subject) and parse.tag(verb.subject[0].head) == "U" and not deniers
            if untrue or (pronoun and charged and not meant):
                meant = [event for event in events if event.alleged]
            if meant:
                return denied(meant, verb.first, verb.last + 1, max(verb.end, verb.last + 1))
    return []


def denied(events: Sequence[Found], first: int, cue_last: int, last: int) -> list[Found]:
    """Events told before, denied by the tokens from `first` to before `cue_last`, in a clause that ends at `last`."""
    return [
        replace(event, status=Status.DENIED, first=first, last=last, cue_first=first, cue_last=cue_last)
        for event in events
    ]


def only_denied(found: Sequence[Found], denials: Sequence[Found], parse: Parse) -> list[Found]:
    """The events of a sentence without a charge or a refusal that a denial was taken for.

    So it is with «…, which Seoul called a fabrication», even where nobody knows what was a fabrication.
    """
    words = [(one.first, one.last) for one in denials]
    words += [
        (verb.first, verb.end)
        for verb in parse.verbs
        if verb.lemma in word_set("naming") and verb.mood == "fin" and _called_untrue(parse, verb)
    ]
    return [
        event
        for event in found
        if event.cue.action not in ("ACCUSE", "REJECT") or not any(a <= event.cue_first < b for a, b in words)
    ]


def _untrue(parse: Parse, verb: Verb) -> bool:
    """«This allegation is false», «The story was a lie»."""
    told = len(verb.subject) == 1 and parse.low(verb.subject[0].head) in word_set("contents")
    alone = told and parse.low(verb.subject[0].last) not in ("that", "of")
    return alone and any(parse.low(k) in word_set("untrue") for k in range(verb.last + 1, verb.last + 5))


def _called_untrue(parse: Parse, verb: Verb) -> bool:
    """«Pretoria called the report an invention», «…, which Lima called nonsense», «…, a charge Seoul calls absurd»."""
    if verb.subject and _in_front(parse, verb):
        return any(parse.low(k) in word_set("untrue") for k in range(verb.last + 1, verb.last + 4))
    told = bool(verb.objects) and parse.low(verb.objects[0][0].head) in word_set("contents")
    return told and any(parse.low(k) in word_set("untrue") for k in range(verb.objects[0][0].last, verb.end + 1))


def _fronted(parse: Parse, verb: Verb) -> bool:
    """«…, a charge that Kigali rejects», «…, which the group denies»."""
    return bool(verb.subject) and not verb.objects and not verb.passive and _in_front(parse, verb)


def _in_front(parse: Parse, verb: Verb) -> bool:
    """Does a charge, or a «which» that stands for it, open the verb's clause?"""
    i = verb.subject[0].first - 1
    phrase = parse.phrase_before.get(i if parse.low(i) in ("that", "which") else i + 1)
    charge = phrase is not None and parse.low(phrase.head) in word_set("contents")
    return charge or (parse.low(i) == "which" and parse.tag(i - 1) == ",")


def _deeds(parse: Parse, verb: Verb) -> tuple[str, ...]:
    """The kinds of deed of «denied the hacking», «denied any sale»; none where the noun has sides of its own."""
    phrase = verb.objects[0][0] if verb.objects else None
    if phrase is None or any(parse.tokens[k].actors for k in range(phrase.first, phrase.last)):
        return ()
    if parse.low(phrase.head) in word_set("contents"):
        return ()  # «the charge»
    opens = parse.low(phrase.first) in ("the", "any", "all", "this", "such")
    return deeds_of(parse, phrase) if opens and parse.tag(phrase.last) in (".", ",", ";", "", "C") else ()


def _by_a_pronoun(parse: Parse, verb: Verb) -> bool:
    if verb.passive:
        return len(verb.subject) == 1 and parse.low(verb.subject[0].head) in ("this", "it", "that")
    after = parse.low(verb.last + 1)
    if after in ("doing", "having"):
        return parse.low(verb.last + 2) in ("so", "it", "this", "done")
    return after in ("this", "it", "that") and parse.tag(verb.last + 2) in ("", ".", ",", ";", "R", "P")


def _by_a_noun(parse: Parse, verb: Verb) -> bool:
    if verb.passive:
        alone = len(verb.subject) == 1 and parse.low(verb.subject[0].last) not in ("that", "of")
        return alone and parse.low(verb.subject[0].head) in word_set("contents")
    head = parse.low(verb.objects[0][0].head) if verb.objects else ""
    return head in word_set("contents") and parse.low(verb.objects[0][-1].last) not in ("that", "of")


def ending(found: list[Found], parse: Parse) -> list[Found]:
    """The events of a sentence's last clause: what «this» after it points to."""
    finite = [verb for verb in parse.verbs if verb.mood == "fin"]
    while len(finite) > 1 and finite[-1].lemma in word_set("reports") and finite[-1].end >= len(parse.tokens) - 1:
        finite.pop()  # «Kenya attacked Somalia, witnesses said.»
    last = finite[-1].first if finite else 0
    return [event for event in found if event.cue_first >= last]


def _deed(event: Found, references: list[Reference], side: str) -> str | None:
    """Whose deed it is (or to whom), where it can be denied: told as happened, its doer named, and no mere charge."""
    if (event.status is not Status.HAPPENED and not event.alleged) or event.cue.action == "ACCUSE":
        return None
    who = event.actor if side == "actor" else event.recipient
    return None if who is None or event.actor is None else references[who].code
