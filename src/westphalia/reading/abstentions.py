"""«China and India abstained from a resolution that condemns Myanmar»: who abstains neither says nor does what it says.

Nor is it denied of them, as it would be of those who refrain from a deed («abstained from attacking Somalia»). What
they do in a clause of their own stays: «India, which abstained, called for talks».
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.reading.attribution import Attribution
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb


def apply(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence without what only the text says in whose vote their doers abstained."""
    who = _abstaining(parse, references)
    if not who:
        return list(found)
    return [
        one
        for one in found
        if (code := one.codes(references)[0]) not in who
        or _of_own(parse.clause_of(one.cue_first), {str(code)}, parse, references)
    ]


def heard(text: str, said: list[Attribution], parse: Parse, references: list[Reference]) -> list[Attribution]:
    """The attributions of a sentence; of those to who abstained the text's words are held by «a resolution» itself."""
    who = _abstaining(parse, references)
    kept = []
    for one in said:
        codes = {str(references[i].code) for i in one.members} or ({one.code} if one.code else set())
        if one.verb is None or not codes or not codes <= who or _of_own(one.verb, codes, parse, references):
            kept.append(one)
        elif (voted := parse.phrase_before.get(parse.verbs[one.verb].first)) is not None:
            start, end = parse.tokens[voted.first].start, parse.tokens[voted.last - 1].end
            held = replace(one, holder=text[start:end], holder_start=start, holder_end=end)
            kept.append(replace(held, code=None, reference=None, members=()))
    return kept


def _abstaining(parse: Parse, references: list[Reference]) -> set[str]:
    """The codes of those who abstain in a vote."""
    verbs = [verb for verb in parse.verbs if verb.lemma == "abstain" and not verb.negated and not verb.modal]
    parties = Parties(parse, references)
    return {
        code
        for verb in verbs
        if verb.complement is None or _of_vote(parse.verbs[verb.complement])
        for code in parties.codes(parties.doers(_beside(parse, verb) or verb.subject))
    }


def _of_vote(verb: Verb) -> bool:
    """«abstained from voting», «abstained in the vote to condemn it», and no «abstained from attacking»."""
    return verb.lemma == "vote" or verb.mood == "inf"


def _beside(parse: Parse, verb: Verb) -> list[Phrase]:
    """«…, with China and Russia abstaining»"""
    phrase = parse.phrase_before.get(verb.first) if verb.mood == "ger" else None
    found: list[Phrase] = []
    while phrase is not None:
        found.insert(0, phrase)
        low = parse.low(phrase.first - 1)
        phrase = parse.phrase_before.get(phrase.first - 1) if low in ("and", ",") else None
    return found if found and parse.low(found[0].first - 1) == "with" else []


def _of_own(number: int | None, codes: set[str], parse: Parse, references: list[Reference]) -> bool:
    """Does a verb tell what those of `codes` do, of themselves, and not only what the text says?"""
    parties = Parties(parse, references)
    for _ in range(len(parse.verbs)):
        if number is None:
            return False
        verb = parse.verbs[number]
        mine = bool(codes & set(parties.codes(parties.doers(verb.subject))))
        if verb.lemma == "abstain" or not mine:
            return False
        if verb.mood == "fin" or (verb.mood == "ger" and parse.tag(verb.first - 1) == ","):
            return True  # «Peru abstained, thanking Chile»
        number = verb.parallel if verb.parallel is not None else verb.control
    return False
