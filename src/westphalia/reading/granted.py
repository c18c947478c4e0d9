"""Deeds told by nouns that a sentence takes for granted: «should condemn Peru's raid», «an inquiry into the raid».

However unreal what the sentence tells may be, what it is about has happened: one cannot condemn, answer for or inquire
into what never was. So too of what has a possessor and is the subject of what will come of it: «Peru's raid will be
debated», but not «Peru's visit will begin».
"""

from __future__ import annotations

from westphalia.reading.borne_out import borne_out
from westphalia.reading.scope import governors
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_OWN = ("its", "their", "his", "her", "our", "your", "my")
_BOUND = ("likely", "unlikely", "bound", "certain", "sure")
_PERHAPS = ("could", "should", "may", "might", "must")
_LEAVES = ("results", "outcome", "consequences", "effects", "aftermath", "wake", "anniversary", "memory", "footage")
_KEEPS = ("prevent", "stop", "avert", "block", "forestall", "halt", "avoid", "thwart")
_DEFINITE = ("the", "this", "that", "these", "those", *_OWN)


def granted(parse: Parse, token: int) -> bool:
    """Does the sentence take the deed for granted that a noun at `token` tells?"""
    phrase = parse.phrase_of(token)
    if phrase is None or phrase.head != token or parse.tag(token) != "N":
        return False
    if any(frame(parse, phrase) for frame in (_to_no_avail, _undoubted, _came_after_all, _results)):
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


def thanked_for(parse: Parse, verb: Verb) -> bool:
    """«expressed gratitude to India for its help», «will thank India for the vaccines»: a gift that was given."""
    nouns = {parse.low(phrase.head) for group in verb.objects for phrase in group}
    thanks = verb.lemma == "thank" or bool(nouns & {"gratitude", "thanks", "appreciation"})
    return thanks and any(prep == "for" for prep, *_ in verb.prepositions)


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
        return not _disowned(parse, before)
    if f"{parse.low(at - 1)}-{preposition}" in word_set("upset by a deed"):
        return True
    return any(
        f"{verb.lemma}-{preposition}" in word_set("reacting with")
        for verb in parse.verbs
        if any(i == at for _, i, _ in verb.prepositions)
    )


def _disowned(parse: Parse, phrase: Phrase) -> bool:
    """«denied any part in the attack», «claimed no responsibility for it»: it was done, but not by who says so."""
    if parse.low(phrase.head) not in ("part", "role", "hand", "involvement", "responsibility", "complicity"):
        return False
    denies = (verb for verb in parse.verbs if verb.lemma in word_set("denials") or verb.negated)
    return parse.low(phrase.first) == "no" or any(phrase in group for verb in denies for group in verb.objects)


def _to_no_avail(parse: Parse, phrase: Phrase) -> bool:
    """«The talks did not help», «raids on Goma have changed nothing», «the embargo failed to hurt it»."""
    for number, verb in enumerate(parse.verbs):
        if phrase not in verb.subject or verb.mood != "fin" or verb.modal or verb.tense != "past" or verb.passive:
            continue  # «the visit has not been confirmed»
        after = verb.last + 1 + (parse.tag(verb.last + 1) == "X")
        if verb.lemma == "be" and verb.negated and parse.low(after) in ("the", "a", "an"):
            return True  # «The talks were not the last», «was not a success»
        failed = next((v for v in parse.verbs if v.control == number and v.mood == "inf"), verb)
        nothing = verb.negated or (verb.lemma == "fail" and failed is not verb)
        return nothing and not _comes_about(verb) and not _comes_about(failed)
    return False


def _undoubted(parse: Parse, phrase: Phrase) -> bool:
    """«Had it not been for the raid», «no doubt about it», «whatever one thinks of it», «blamed it for the losses»."""
    before, opens = (parse.words(max(0, phrase.first - n), phrase.first) for n in (2, 6))
    if before in ("been for", "but for") or (before == "doubt about" and "no doubt about" in opens):
        return True
    if before in ("thinks of", "think of") and "whatever" in opens:
        return True
    blames = (v for v in parse.verbs if v.lemma == "blame" and any(prep == "for" for prep, _, _ in v.prepositions))
    return any(phrase in group for verb in blames for group in verb.objects)


def _came_after_all(parse: Parse, phrase: Phrase) -> bool:
    """«would not have come about without Oslo», «nobody expected it, but it came», «tried to stop it and failed»."""
    opposed = any(verb.lemma in _KEEPS and verb.last < phrase.first for verb in parse.verbs)
    for number, verb in enumerate(parse.verbs):
        if phrase in verb.subject and verb.lemma in word_set("coming about") and borne_out(parse, number):
            return True
        could_not = verb.negated and verb.modal in ("could", "can")
        if could_not and verb.lemma in _KEEPS and _is_it(parse, verb, phrase):
            return True
        if verb.first <= phrase.head or verb.mood != "fin" or verb.modal or verb.negated or verb.tense != "past":
            continue
        it = parse.low(verb.first - 1) in ("it", "they") or parse.low(verb.first - 2) in ("it", "they")
        but = any(parse.low(k) in ("but", "yet") for k in range(phrase.last, verb.first))
        if but and it and not verb.passive and (verb.lemma in ("happen", "proceed") or _ahead(parse, verb)):
            return True
        if opposed and verb.lemma == "fail" and parse.low(verb.first - 1) in ("but", "and"):
            return True
    return False


def _ahead(parse: Parse, verb: Verb) -> bool:
    return f"{verb.lemma} {parse.low(verb.last + 1)}" in ("go ahead", "take place", "come about", "come off")


def _is_it(parse: Parse, verb: Verb, phrase: Phrase) -> bool:
    """Is the phrase, or an «it» behind it, what the verb is done to?"""
    after = verb.first > phrase.head and parse.low(verb.last + 1) in ("it", "them")
    return after or any(phrase in group for group in verb.objects)


def _results(parse: Parse, phrase: Phrase) -> bool:
    """«still discussing the results of talks»: what has results has been, unless all of it is only thought of."""
    before = parse.phrase_before.get(phrase.first - 1) if parse.low(phrase.first - 1) == "of" else None
    if before is None or parse.low(before.head) not in _LEAVES:
        return False
    if parse.low(before.head) in ("anniversary", "memory"):
        return True
    return not any(verb.modal for verb in parse.verbs) and not any(token.low == "if" for token in parse.tokens)


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
