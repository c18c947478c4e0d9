"""A colon with what is said on one side and who says it on the other: «Kenya's minister: “…”»."""

from __future__ import annotations

from westphalia.ontology.types import ActorKind
from westphalia.reading.antecedents import is_person
from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.contents import content_end
from westphalia.reading.datepatterns import MONTHS
from westphalia.reading.speakers import attribute
from westphalia.reading.syntax import Phrase


def beside_colon(sentence: Sentence) -> list[Attribution]:
    """«Kenya's minister: “…”», «“…”: Kenya's minister to the press»: a quotation and who speaks it."""
    parse, tokens = sentence.parse, sentence.tokens
    at = next((k for k, token in enumerate(tokens) if token.low == ":"), 0)
    after = at + 2 < len(tokens) and parse.tag(at + 1) == '"'
    before = at > 1 and parse.tag(at - 1) == '"' and parse.tag(0) == '"'
    if not after and not before:
        return _headline(sentence, at)
    phrase = parse.phrase_before.get(at) if after else parse.phrase_at.get(at + 1)
    if phrase is None or (after and phrase.first):
        return []
    begin, end = (tokens[at + 2].start, sentence.end) if after else (sentence.start, tokens[at].start)
    one = _at_colon(sentence, phrase, begin, min(end, content_end(sentence, begin)), at)
    return [one] if one.code is not None or is_person(one.holder) else []


def _headline(sentence: Sentence, at: int) -> list[Attribution]:
    """«Minister: Kenya will not sign», «Kenya will not sign: minister», but not «Sudan: army shells Khartoum»."""
    parse, tokens = sentence.parse, sentence.tokens
    first, last = parse.phrase_before.get(at), parse.phrase_at.get(at + 1)
    opens = first is not None and first.first == 0
    closes = last is not None and last.last == len(tokens)
    speaker = first if opens else last if closes else None
    if speaker is None or not 0 < at < len(sentence.tokens) - 1 or not _speaks(sentence, speaker):
        return []
    content = range(at + 1, len(tokens)) if opens else range(at)
    told = any(v.mood == "fin" and v.subject and v.first in content for v in parse.verbs)
    begin, end = (tokens[at + 1].start, sentence.end) if opens else (sentence.start, tokens[at].start)
    return [_at_colon(sentence, speaker, begin, end, at)] if told else []


def _speaks(sentence: Sentence, phrase: Phrase) -> bool:
    """Is it somebody who says something, rather than the country or town that a headline is about?"""
    words = sentence.words(phrase)
    named = {sentence.references[i].kind for k in range(phrase.first, phrase.last) for i in sentence.tokens[k].actors}
    if sentence.tokens[phrase.head].low in MONTHS:
        return False  # «11 February: Turkey seizes a trawler»
    bodies = {ActorKind.ORGANISATION, ActorKind.PERSON, ActorKind.INSTITUTION}
    return bool(named & bodies) or any(is_person(words.removesuffix(ending)) for ending in ("", "s", "es"))


def _at_colon(sentence: Sentence, phrase: Phrase, begin: int, end: int, at: int) -> Attribution:
    one = attribute(sentence, [phrase], begin, end, ":", None)
    one.cue_start = sentence.tokens[at].start
    return one
