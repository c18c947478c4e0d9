"""«Fears that A would invade B proved unfounded», «A scrapped its plan to …»: what was to come and came to nothing.

Whatever such a fear or plan tells as not yet done is denied: the text says that it did not happen. What it tells as
done stays done, and a plan that somebody «did not scrap» stays a plan. The other way round, what somebody is to stop
has begun: «ordered Peru to suspend its attack on Chile».
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.events import Found
from westphalia.reading.recalled import deeds_of
from westphalia.reading.scope import governors
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

Stretch = tuple[int, int, Status]  # tokens, end exclusive, and what the deeds that they tell are
_GOES_ON = ("ASSAULT", "COERCE", "MOBILIZE")
_OPENERS = ("that", "to", "of", "for", "about", "over", "by")


def apply(found: Sequence[Found], parse: Parse) -> list[Found]:
    """The events of a sentence, those denied that stand in what came to nothing, and done what is to be stopped."""
    for event in found:
        if event.cue.action in _GOES_ON and _is_to_stop(parse, event.cue_first):
            event.status = Status.HAPPENED
    for first, last, status in _stretches(parse):
        for event in found:
            if first <= event.cue_first < last and event.status is not Status.HAPPENED:
                phrase = parse.phrase_at.get(first)
                made = phrase is not None and event.cue.action in deeds_of(parse, phrase)
                event.status = Status.HAPPENED if made else status  # «Peru's threat to … came to nothing»: it was made
    return list(found)


def _is_to_stop(parse: Parse, token: int) -> bool:
    """«suspend its attack», «an end to Peru's attacks»: is it a deed of somebody's own that he stops or is to stop?"""
    phrase = parse.phrase_of(token)
    if phrase is None or phrase.head != token:
        return False
    inside = range(phrase.first, phrase.head)
    owned = any(parse.low(k) in ("its", "their", "his", "her") or parse.tokens[k].actors for k in inside)
    if not owned or any(parse.low(k) in governors("modifier") for k in inside):
        return False
    before = parse.phrase_before.get(phrase.first - 1) if parse.low(phrase.first - 1) == "to" else None
    if before is not None and parse.low(before.head) in ("end", "halt", "stop"):
        return True
    stops = [verb for verb in parse.verbs if verb.lemma in word_set("stopping") and not verb.passive]
    return any(phrase in group for verb in stops for group in verb.objects)


def _stretches(parse: Parse) -> Iterator[Stretch]:
    for verb in parse.verbs:
        short = verb.lemma in ("stop", "fall") and parse.words(verb.last + 1, verb.last + 3) == "short of"
        if short and verb.mood == "fin" and not verb.modal:
            status = Status.HAPPENED if verb.negated else Status.DENIED
            yield verb.last + 3, _end(parse, verb.last + 3), status
    for phrase in parse.phrases:
        if parse.low(phrase.head) not in word_set("what may come"):
            continue
        for number, verb in enumerate(parse.verbs):
            if verb.mood != "fin" or verb.modal:
                continue
            if verb.first >= phrase.last and _is_said_of(parse, verb, phrase):
                if came_to_nothing(parse, verb):
                    yield phrase.first, verb.first, Status.DENIED
                elif _drops(verb) and verb.passive:
                    yield phrase.first, verb.first, _left(parse, number)
            elif _drops(verb) and not verb.passive and any(phrase in group for group in verb.objects):
                yield phrase.first, _end(parse, phrase.last), _left(parse, number)


def _left(parse: Parse, number: int) -> Status:
    """What a plan is after somebody drops it, or «did not» drop it."""
    return {Status.HAPPENED: Status.DENIED, Status.DENIED: Status.PLANNED}.get(
        statuses.of_verb(parse, number) or Status.HYPOTHETICAL, Status.HYPOTHETICAL
    )


def _is_said_of(parse: Parse, verb: Verb, phrase: Phrase) -> bool:
    """Is the verb behind «fears that A would invade B» or «a plan to invade B» the one that the fears are told with?"""
    if phrase in verb.subject:
        return True
    opener = parse.low(phrase.last)
    between = range(phrase.last, verb.first)
    clause = any(v.mood == "fin" for v in parse.verbs if v.first in between)
    apart = any(parse.tag(k) in (",", ";", ":", "W") for k in between)
    return opener in _OPENERS and clause is (opener == "that") and not apart


def _end(parse: Parse, first: int) -> int:
    """Where what a phrase opens ends: with the clause."""
    return parse.mark(first, (",", ";", ":"))


def _drops(verb: Verb) -> bool:
    """«scrapped», «called off», «gave up»."""
    return verb.lemma in word_set("dropping") or f"{verb.lemma}-{verb.particle}" in word_set("dropping with")


def came_to_nothing(parse: Parse, verb: Verb) -> bool:
    """«proved unfounded», «never materialised», «failed to come true», «came to nothing», «fell through»."""
    after = parse.words(verb.last + 1, verb.last + 4).split()
    if not verb.negated and verb.lemma in ("be", "prove", "turn"):
        return bool(set(after) & (word_set("untrue") | word_set("misplaced")))
    if verb.negated:
        true = verb.lemma == "come" and after[:1] in (["true"], ["to"])
        return verb.lemma in word_set("coming true") and (
            verb.lemma != "come" or true or after[:1] in ([","], ["."], ["and"])
        )
    failed = verb.lemma == "fail" and parse.low(verb.last + 2) in word_set("coming true")
    nothing = verb.lemma in ("come", "amount") and bool(set(after[:2]) & {"nothing", "naught", "nought"})
    return failed or nothing or (verb.lemma, after[:1]) == ("fall", ["through"])
