"""Deeds told by nouns that a sentence takes for granted: «should condemn Peru's raid», «an inquiry into the raid».

However unreal what the sentence tells may be, what it is about has happened: one cannot condemn, answer for or inquire
into what never was. So too of what has a possessor and is the subject of what will come of it: «Peru's raid will be
debated», but not «Peru's visit will begin».
"""

from __future__ import annotations

from westphalia.reading.scope import governors
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_OWN = ("its", "their", "his", "her", "our", "your", "my")
_BOUND = ("likely", "unlikely", "bound", "certain", "sure")
_PERHAPS = ("could", "should", "may", "might", "must")
_DEFINITE = ("the", "this", "that", "these", "those", *_OWN)


def granted(parse: Parse, token: int) -> bool:
    """Does the sentence take the deed for granted that a noun at `token` tells?"""
    phrase = parse.phrase_of(token)
    if phrase is None or phrase.head != token or parse.tag(token) != "N":
        return False
    if _to_no_avail(parse, phrase):
        return True  # whosever it is
    inside = [parse.low(k) for k in range(phrase.first, phrase.head)]
    if any(low in governors("modifier") for low in inside):
        return False
    owned = _owned(parse, phrase)
    said = parse.low(token) in word_set("said by nouns")  # what it threatens has not happened, but the threat has
    if owned and (said or _outlasts(parse, phrase) or _explained(parse, phrase)):
        return True
    if parse.low(token) in word_set("planned ahead"):
        return False  # «discussed the visit», which may be next month's
    known = owned or any(low in _DEFINITE for low in inside)
    return known and (_reacted_to(parse, phrase) or _after(parse, phrase))


def _owned(parse: Parse, phrase: Phrase) -> bool:
    """«Peru's visit», «its visit», «the visit of the Peruvian president»."""
    if any(parse.tag(k) == "S" or parse.low(k) in _OWN for k in range(phrase.first, phrase.head)):
        return True
    whose = parse.phrase_at.get(phrase.last + 1) if parse.low(phrase.last) in ("of", "by") else None
    return whose is not None and any(parse.tokens[k].actors for k in range(whose.first, whose.last))


def _reacted_to(parse: Parse, phrase: Phrase) -> bool:
    """«should condemn the raid», «called the raid barbaric»."""
    for verb in parse.verbs:
        if not any(phrase in group for group in ([verb.subject] if verb.passive else verb.objects)):
            continue
        if verb.lemma in word_set("reacting"):
            return True
        end = next((k for k in range(phrase.last, len(parse.tokens)) if parse.tag(k) not in ("P", "T", "M", "D")), 0)
        if verb.lemma in word_set("naming") and verb.lemma != "denounce" and parse.tag(end) in ("N", "V"):
            return True
    return False


def _explained(parse: Parse, phrase: Phrase) -> bool:
    """«is expected to explain its embargo», «is not reviewing its embargo»."""
    explaining = (verb for verb in parse.verbs if verb.lemma in word_set("taking for granted"))
    return any(phrase in group for verb in explaining for group in verb.objects)


def _after(parse: Parse, phrase: Phrase) -> bool:
    """«respond to the raid», «victims of the raid», «angry over the raid», «compensation for the raid»."""
    at = phrase.first - 1
    preposition, before = parse.low(at), parse.phrase_before.get(at)
    if parse.tag(at) not in ("P", "T", "K"):
        return False
    if before is not None and f"{parse.low(before.head)}-{preposition}" in word_set("what comes of a deed"):
        return True
    if f"{parse.low(at - 1)}-{preposition}" in word_set("upset by a deed"):
        return True
    return any(
        f"{verb.lemma}-{preposition}" in word_set("reacting with")
        for verb in parse.verbs
        if any(i == at for _, i, _ in verb.prepositions)
    )


def _to_no_avail(parse: Parse, phrase: Phrase) -> bool:
    """«The talks did not help», «raids on Goma have changed nothing», «the embargo failed to hurt it»."""
    for number, verb in enumerate(parse.verbs):
        if phrase not in verb.subject or verb.mood != "fin" or verb.modal or verb.tense != "past" or verb.passive:
            continue  # «the visit has not been confirmed»
        failed = next((v for v in parse.verbs if v.control == number and v.mood == "inf"), verb)
        nothing = verb.negated or (verb.lemma == "fail" and failed is not verb)
        return nothing and not _comes_about(verb) and not _comes_about(failed)
    return False


def _outlasts(parse: Parse, phrase: Phrase) -> bool:
    """«Peru's raid angered Brazil», «will be debated», «could have been avoided», «is likely to anger Brazil».

    Of what is planned ahead, a visit or an exercise, that is often said before it takes place.
    """
    ahead = parse.low(phrase.head) in word_set("planned ahead")
    for number, verb in enumerate(parse.verbs):
        if phrase not in verb.subject or verb.mood != "fin":
            continue
        if verb.tense == "past" and not (verb.modal or verb.negated or verb.passive):
            return verb.lemma not in word_set("not yet")
        if ahead:
            return False
        if verb.lemma == "be" and parse.low(verb.last + 1) in _BOUND:
            below = next((v for v in parse.verbs if v.control == number), None)
            return below is not None and not below.passive and not _comes_about(below)
        if verb.modal == "will":
            return not _comes_about(verb) and (not verb.passive or verb.lemma in word_set("reacting"))
        return verb.perfect and verb.modal in _PERHAPS and not _comes_about(verb)
    return False


def _comes_about(verb: Verb) -> bool:
    return verb.lemma in word_set("coming about") or (verb.passive and verb.lemma in word_set("carrying out"))
