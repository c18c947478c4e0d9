"""Who says what in a sentence: what its verbs, viewpoints, colons and quotation marks attribute, put together."""

from __future__ import annotations

import itertools
import re

from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.colons import beside_colon
from westphalia.reading.contents import report_verbs
from westphalia.reading.quotation_marks import is_speech, quote
from westphalia.reading.references import Reference
from westphalia.reading.reports import cited_beside, reported
from westphalia.reading.speakers import attribute, somebody
from westphalia.reading.speech_acts import asked
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set
from westphalia.reading.viewpoints import according, held_by_noun, stances

_CONNECTOR = re.compile(
    r"[,;]\s*(?:(?:but|and|while|whereas|although|though)\s+)?(?:the\s)?$|\s(?:but|while|whereas)\s(?:the\s)?$"
)


def find(
    text: str, start: int, end: int, parsed: Parse, references: list[Reference], quotes: list[tuple[int, int]]
) -> list[Attribution]:
    """The attributions of the sentence `start` to `end`; `quotes` are those that touch it."""
    sentence = Sentence(text, start, end, parsed, references, quotes)
    numbers = range(len(sentence.parse.verbs))
    found = [one for number in numbers for one in reported(sentence, number) or asked(sentence, number)]
    found.extend(one for number in numbers for one in cited_beside(sentence, number, found))
    found.extend(according(sentence))
    found.extend(stances(sentence))
    found.extend(held_by_noun(sentence))
    found.extend(beside_colon(sentence))
    found.sort(key=lambda one: (one.start, -one.end))
    for one, following in itertools.pairwise(found):
        _separate(sentence.text, one, following)
    quote(sentence.text, sentence.quotes, found)
    partial = [_inside_quote(sentence, a, b, found) for a, b in sentence.quotes]
    found.extend(one for one in partial if one is not None)
    return [one for one in found if one.end > one.start and (one.reference is not None or somebody(one.holder))]


def _separate(text: str, one: Attribution, following: Attribution) -> None:
    """«X said A, but Y replied B»: what X said ends where Y's clause begins."""
    if not (one.start < following.cue_start < one.end and following.start > following.cue_start):
        return
    at = following.holder_start if following.holder_start > one.start else following.cue_start
    begin = max(one.start, at - 30)
    match = _CONNECTOR.search(text[begin:at])
    if match is not None and one.end >= following.end:
        one.end = begin + match.start()


def _inside_quote(sentence: Sentence, a: int, b: int, found: list[Attribution]) -> Attribution | None:
    """A quotation of some length inside a sentence («condemned what he called “…”»): its subject is quoted."""
    if not is_speech(sentence.text, a, b) or any(one.start < b and one.end > a for one in found):
        return None
    if not sentence.start <= a or not b <= sentence.end:
        return None
    for number in range(len(sentence.parse.verbs) - 1, -1, -1):
        verb = sentence.parse.verbs[number]
        known = verb.lemma in report_verbs() or verb.lemma in word_set("quoting")
        if verb.mood == "fin" and known and verb.subject and sentence.tokens[verb.main].start < a:
            one = attribute(sentence, verb.subject, a, b, sentence.tokens[verb.main].text, None)
            one.voice = "quote"
            return one if one.code is not None or one.reference is not None else None
    return None
