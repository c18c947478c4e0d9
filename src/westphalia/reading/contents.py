"""What a verb of saying tells: where its content begins and ends, and whether it stands before the report."""

from __future__ import annotations

import re
from functools import cache

from westphalia.reading.attribution import Sentence
from westphalia.reading.interrupted import first_half
from westphalia.reading.quotation_marks import is_speech
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set

_AND_THEN = re.compile(r",?\s*(?:and|but|while|whereas)\s")


@cache
def report_verbs() -> dict[str, str]:
    """The verbs of saying with the kind of what follows them."""
    return {verb: row["kind"] for row in table("report_cues") for verb in alternatives(row["verbs"])}


def content_after(parse: Parse, verb: Verb) -> tuple[int, bool] | None:
    """Where the content after a verb of saying begins, and whether «that» opens it."""
    j = verb.last + 1
    for hops in range(14):
        tag, low = parse.tag(j), parse.low(j)
        if low == "that" and tag in ("K", "W", "D"):
            if tag == "W" and hops and parse.is_finite(j + 1):
                return None  # «announced a plan that would …»
            told = j + 1 < len(parse.tokens) and (verb.lemma != "hold" or _clause_after(parse, j))
            return (parse.tokens[j + 1].start, True) if told else None
        if verb.lemma == "hold":
            return None  # «holds hostages»
        beyond = _inserted(parse, j) if tag == "," else None
        if beyond is not None:
            return parse.tokens[beyond].start, True
        opens = j + 2 if tag == "," and parse.tag(j + 1) == '"' else j + 1 if tag in (":", '"') else None
        if opens is not None:
            return (parse.tokens[opens].start, False) if opens < len(parse.tokens) else None
        phrase = parse.phrase_at.get(j)
        if phrase is not None and tag != "E":
            if opens_content(parse, phrase):
                return parse.tokens[phrase.first].start, False
            if hops and not verb.objects and not verb.passive and parse.tag(j - 1) != "P":
                return None
            j = phrase.last
        elif tag in ("P", "T", "R") and j not in parse.verb_at:
            j += 1
        else:
            return None
    return None


def judged(parse: Parse, verb: Verb) -> tuple[int, bool] | None:
    """«considers X to be …», «sees X as …»: the content is object and complement."""
    phrase = parse.phrase_at.get(verb.last + 1)
    if phrase is None or verb.passive:
        return None
    for j in range(phrase.last, min(len(parse.tokens), phrase.last + 12)):
        if parse.low(j) == "as" or (parse.low(j) == "to" and parse.low(j + 1) == "be"):
            return parse.tokens[phrase.first].start, False
        if parse.tag(j) in (",", ";", ".", ":") or parse.is_finite(j):
            return None
    return None


def content_end(sentence: Sentence, begin: int) -> int:
    """Where content ends: with the quotation it stands in, at a semicolon outside one, or with the sentence."""
    around = next((b for a, b in sentence.quotes if a <= begin < b and is_speech(sentence.text, a, b)), None)
    if around is not None:
        return min(around, sentence.end)
    closed = next((b for a, b in sentence.quotes if begin == a - 1 and is_speech(sentence.text, a, b)), None)
    if closed is not None and _AND_THEN.match(sentence.text, closed + 1):
        return closed  # «told the cabinet that “…”, and the navy sold them»
    for token in sentence.tokens:
        if token.low == ";" and token.start > begin and not any(a <= token.start < b for a, b in sentence.quotes):
            return token.start
    return sentence.end


def interrupts(parse: Parse, begin: int) -> bool:
    """«“The blockade,” said X, “has failed”»: does a sentence that began before the report go on at an offset?"""
    at = next((k for k, token in enumerate(parse.tokens) if token.start >= begin), 0)
    half = first_half(parse.tokens, at)
    if half is None:
        return False
    opens = next(k for k in range(half) if parse.tag(k) != '"')
    whole = any(verb.mood in ("fin", "imp") and verb.first < half for verb in parse.verbs)
    return not whole or parse.low(opens) in word_set("hanging")


def opens_content(parse: Parse, phrase: Phrase) -> bool:
    """Is the phrase the subject of the next finite verb («said Iran had attacked»)?"""
    following = next((v for v in parse.verbs if v.first >= phrase.last and v.mood == "fin"), None)
    if following is None or any(parse.tag(k) in ("W", ",", "-") for k in range(phrase.last, following.first)):
        return False
    return any(phrase.first <= other.first <= phrase.last for other in following.subject)


def told_before(sentence: Sentence, before: int) -> bool:
    """Is there a clause or a quotation before token `before`? «Ecuador, under its president, declared …»: no."""
    if any(a < sentence.tokens[before].end for a, b in sentence.quotes if is_speech(sentence.text, a, b)):
        return True
    return any(verb.mood in ("fin", "imp") and verb.main < before for verb in sentence.parse.verbs)


def _clause_after(parse: Parse, j: int) -> bool:
    """Does a clause follow token `j`? «holds that peace must come», but not «holds that town»."""
    return any(verb.mood == "fin" and verb.subject and verb.first > j for verb in parse.verbs)


def _inserted(parse: Parse, j: int) -> int | None:
    """«fears, diplomats say, that …»: where the content begins after a report that begins at the comma `j`."""
    end = next((k for k in range(j + 2, min(j + 9, len(parse.tokens) - 2)) if parse.tag(k) == ","), None)
    if end is None or parse.low(end + 1) != "that":
        return None
    says = any(parse.verbs[n].lemma in report_verbs() for k, n in parse.verb_at.items() if j < k < end)
    return end + 2 if says else None
