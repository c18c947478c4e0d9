"""Deeds that a noun tells («talks», «a strike»), and what belongs to them of the time and place around them.

That is what follows the noun and its parties («the talks between Iran and Oman *in Muscat*»), what stands in its phrase
(«the *5 May* attack on Basra»), and what hangs on a verb that only says that it took place («held talks», «a meeting is
planned»).
"""

from __future__ import annotations

from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set


def deed_noun(parsed: Parse, k: int) -> int | None:
    """The noun of a deed to which an adverbial at token `k` belongs: «the *talks* between Iran and Oman in …».

    Between them stand only its parties and other times and places; None where there is none, and where a topic stands
    there («talks on the dam in …»).
    """
    topic = False
    for _ in range(6):
        k -= parsed.low(k - 1) == ","
        phrase = parsed.phrase_before.get(k)
        if phrase is None:
            return None
        head = parsed.low(phrase.head)
        if head in word_set("occasions", "place_words"):
            return None if topic else phrase.head
        if head in word_set("goings-on", "place_words"):
            return phrase.head
        k = phrase.first - 1
        topic = topic or (parsed.low(k) == "on" and head not in word_set("time nouns"))
        if parsed.tag(k) == "C" and parsed.phrase_before.get(k) is not None:
            continue
        if parsed.low(k) not in word_set("parties", "date_words"):
            return None
    return None


def subject_noun(parsed: Parse, k: int) -> int | None:
    """That noun where it is what the clause tells of, and not said beside it («after talks with Oman Iran …»)."""
    noun = deed_noun(parsed, k)
    before = parsed.first_of(noun) - 1 if noun is not None else 0
    return None if parsed.tag(before) in ("P", "K") and parsed.low(before) != "of" else noun


def same_phrase(parsed: Parse, noun: int, cue: tuple[int, int]) -> bool:
    """A cue that is a noun in the same phrase: «the 5 May attack on Basra»."""
    if any(verb.first <= cue[1] and cue[0] <= verb.last for verb in parsed.verbs):
        return False
    return any(p.first <= noun < p.last and p.first <= cue[0] < p.last for p in parsed.phrases)


def lightly(parsed: Parse, verb: Verb, cue: tuple[int, int]) -> bool:
    """Is a noun the subject or object of a verb that only says that it took place («held talks», «a war began»)?"""
    scheduled = verb.passive and verb.lemma in word_set("scheduled", "date_words")
    if verb.lemma not in word_set("light", "date_words") and not scheduled:
        return False
    if cue[0] == subject_noun(parsed, verb.first):
        return True  # «a round of talks between Iran and Oman is planned», «the talks with Iran, held in Muscat»
    phrases: list[Phrase] = [*verb.subject, *(phrase for group in verb.objects for phrase in group)]
    if any(phrase.first <= cue[0] < phrase.last for phrase in phrases) or cue[0] == verb.last + 1:
        return True
    return bool(verb.objects) and verb.objects[0][0].last <= cue[0] < _end_of_chain(parsed, verb.objects[0][-1])


def _end_of_chain(parsed: Parse, phrase: Phrase) -> int:
    """The token after a phrase and what follows it with «of»: «a first round *of border talks*»."""
    k = phrase.last
    while parsed.tag(k) == "P":
        of = k if parsed.low(k) == "of" else k + 1  # «round» is a preposition to the tagger
        if parsed.low(of) != "of" or of + 1 not in parsed.phrase_at:
            break
        k = parsed.phrase_at[of + 1].last
    return k
