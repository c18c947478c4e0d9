"""Verbs of saying: «X said that …», «…, said X», «newspapers quote X as saying that …», «citing X»."""

from __future__ import annotations

from westphalia.reading.antecedents import is_body, is_person, several
from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.contents import (
    content_after,
    content_end,
    interrupts,
    judged,
    opens_content,
    report_verbs,
    told_before,
)
from westphalia.reading.parties import head_kind
from westphalia.reading.scope import nobody
from westphalia.reading.speakers import attribute, explained
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set


def reported(sentence: Sentence, number: int) -> list[Attribution]:
    """What a verb of saying tells, as held by whoever says it: «X said that …», «…, said X», «X sees Y as …»."""
    parse = sentence.parse
    verb = parse.verbs[number]
    kind = report_verbs().get(verb.lemma) if parse.tag(verb.main) == "V" else None
    if kind is None or verb.mood not in ("fin", "ger"):
        return []
    if verb.mood == "ger" and parse.low(verb.first - 1) == "as":
        return _cited(sentence, number)
    if verb.mood == "ger" and parse.tag(verb.first - 1) != ",":
        return []
    if verb.subject and not verb.passive and nobody(parse, verb.subject[0].first):
        return []
    if kind == "say" and (verb.negated or verb.modal in ("can", "could", "may", "might", "should", "must")):
        return []  # «nobody can say that …» says who does not say it
    at = sentence.tokens[verb.main].start
    if kind != "say" and any(a <= at < b for a, b in sentence.quotes):
        return []
    denied = _denied_claim(sentence, number)
    if denied:
        return denied
    content = judged(parse, verb) if kind == "judge" else content_after(parse, verb)
    if content is not None:
        holder = verb.subject
        if verb.passive:
            holder = verb.by
            holder = holder or _feared_in(parse, verb)
        begin, that = content
        cue = sentence.text[at : sentence.tokens[verb.last].end] + (" that" if that else "")
        stop = content_end(sentence, begin)
        whole = interrupts(parse, begin)
        made = [attribute(sentence, holder, sentence.start if whole else begin, stop, cue, number)] if holder else []
        for one in made:
            one.voice = "quote" if whole else one.voice
        return made
    if kind != "say" or verb.modal or verb.negated:
        return []
    return _after_content(sentence, number)


def cited_beside(sentence: Sentence, number: int, found: list[Attribution]) -> list[Attribution]:
    """«The radio, citing witnesses, said that …»: what the witnesses say, told by the radio."""
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    if verb.mood != "ger" or verb.lemma not in ("cite", "quote") or not verb.objects or not verb.subject:
        return []
    source = verb.objects[0]
    words = sentence.words(source[0])
    known = sentence.parties.doers(source) or is_person(words.removesuffix("s")) or several(words) or is_body(words)
    if not known or parse.low(source[-1].last) == "as":
        return []  # «citing safety», «citing Ghana as an example»
    teller = next((one for one in found if one.verb is not None and _tells(parse, one, verb)), None)
    if teller is None:
        return []
    cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
    one = attribute(sentence, source, teller.start, teller.end, cue, None)
    one.cue_start = tokens[verb.first].start
    teller.start, teller.end = min(teller.start, one.cue_start), max(teller.end, one.holder_end)
    return [one]


def _denied_claim(sentence: Sentence, number: int) -> list[Attribution]:
    """«The claim that Chad shelled Niger was denied by X»: what X denies."""
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    by = verb.by
    if not (verb.passive and by and verb.subject and verb.lemma in word_set("denials")):
        return []
    claim = verb.subject[0]
    if parse.low(claim.last) != "that" or parse.low(claim.head) not in word_set("contents"):
        return []
    cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
    return [attribute(sentence, by, tokens[claim.last + 1].start, tokens[verb.first - 1].end, cue, number)]


def _feared_in(parse: Parse, verb: Verb) -> list[Phrase]:
    """«It is feared in Riga that …»: a capital or state where nobody else is named."""
    if not verb.subject or parse.low(verb.subject[0].first) != "it":
        return []
    places = [phrase for prep, _, group in verb.prepositions if prep in ("in", "at") for phrase in group]
    return [phrase for phrase in places if parse.tokens[phrase.head].actors][:1]


def _cited(sentence: Sentence, number: int) -> list[Attribution]:
    """«newspapers quote traders as saying that …»: what the traders say, told by the newspapers."""
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    above = next((v for v in reversed(parse.verbs[:number]) if v.lemma in ("quote", "cite", "report")), None)
    content = content_after(parse, verb)
    if above is None:
        return []
    quoted = above.subject if above.passive else above.objects[0] if above.objects else []
    if not quoted or content is None:
        return _cited_before(sentence, above, verb, quoted)
    cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
    found = [
        attribute(
            sentence, quoted, content[0], content_end(sentence, content[0]), cue + (" that" if content[1] else ""), None
        )
    ]
    found[0].cue_start = tokens[verb.main].start
    by = above.by
    teller = by if above.passive else above.subject
    if teller:
        cue = sentence.text[tokens[above.main].start : tokens[above.last].end]
        found.append(
            attribute(sentence, teller, tokens[quoted[0].first].start, content_end(sentence, content[0]), cue, None)
        )
    return found


def _cited_before(sentence: Sentence, above: Verb, verb: Verb, quoted: list[Phrase]) -> list[Attribution]:
    """«“…,” Fiji's premier was quoted as saying by a newspaper», «“…,” X quoted Y as saying»."""
    tokens = sentence.tokens
    before = above.subject[0].first - 1 if above.subject else 0
    while sentence.parse.tag(before) == '"':
        before -= 1
    if (
        not quoted
        or before < 1
        or sentence.parse.tag(before) not in (",", "?", "!")
        or not told_before(sentence, before)
    ):
        return []
    start, end = sentence.start, tokens[before].start
    found = [attribute(sentence, quoted, start, end, tokens[verb.main].text, None)]
    found[0].cue_start = tokens[verb.main].start
    by = [*above.by, *verb.by]
    teller = by if above.passive else above.subject
    if teller:
        found.append(attribute(sentence, teller, start, tokens[verb.last].end, tokens[above.main].text, None))
        found[1].cue_start = tokens[above.main].start
    return found


def _tells(parse: Parse, one: Attribution, verb: Verb) -> bool:
    """Does whoever cites somebody there say it?"""
    says = parse.verbs[one.verb] if one.verb is not None else None
    return says is not None and says.subject == verb.subject and says.lemma in word_set("reports")


def _after_content(sentence: Sentence, number: int) -> list[Attribution]:
    """«…, X said», «…, said X», and what goes on after it."""
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    holder = _of_itself(parse, number) or verb.subject or _explained(parse, verb)
    if verb.passive and verb.lemma in word_set("hearers"):  # «“…,” the minister was told by his colleague»
        by = verb.by
        return _told_by(sentence, verb, by, number) if by and holder else []
    hears = verb.lemma in word_set("hearers")  # «told the radio»: who follows does not speak
    inverted = verb.mood == "fin" and not hears and (not holder or parse.tag(verb.first - 1) in (",", '"'))
    if not holder and not inverted:
        return []
    if inverted:
        following = parse.phrase_at.get(verb.last + 1)
        if following is None or not _closes(parse, following.last, ("P", "T", "W")):
            return []
        if parse.low(following.head) in ("nothing", "something", "anything", "little", "much", "so"):
            return []
        holder, at, last = [following], verb.first, following.last
    else:
        at, last = (verb.subject or holder)[0].first, max(verb.end, verb.last + 1)
        if not _closes(parse, verb.end, ('"',)):
            return []
    before = at - 1
    while parse.tag(before) == '"':
        before -= 1
    if before < 1 or parse.tag(before) not in (",", "?", "!", "-"):
        return []
    if not told_before(sentence, before):
        return _parted(sentence, holder, number, before, last)
    if parse.low(0) in word_set("subordinators"):
        return []  # «After Israel struck the base, Iran answered.»
    cue = tokens[verb.main].text
    found = [attribute(sentence, holder, sentence.start, tokens[before].start, cue, number)]
    if parse.tag(last) == "," and _goes_on(parse, last + 1):
        found.append(attribute(sentence, holder, tokens[last].end, sentence.end, cue, number))
    return found


def _parted(sentence: Sentence, holder: list[Phrase], number: int, before: int, last: int) -> list[Attribution]:
    """«Chad, the minister said, would leave»: a report that stands between subject and verb of what is said."""
    verb = next((v for v in sentence.parse.verbs[number + 1 :] if v.mood == "fin"), None)
    if verb is None or verb.first != last + 1 or not verb.subject or verb.subject[-1].last != before:
        return []
    cue = sentence.tokens[sentence.parse.verbs[number].main].text
    begin = sentence.tokens[verb.subject[0].first].start
    return [attribute(sentence, holder, begin, content_end(sentence, begin), cue, number)]


def _of_itself(parse: Parse, number: int) -> list[Phrase]:
    """«The company will leave Nigeria, it said»: who «it» is, where nobody knows that by name."""
    verb, told = parse.verbs[number], parse.verbs[0]
    speaks = parse.low(verb.subject[0].head) in ("it", "he", "she", "they") if verb.subject else False
    if not speaks or not told.subject or told.subject[0].first or told.mood != "fin" or number != 1:
        return []
    named = any(parse.tokens[k].actors for k in range(told.subject[-1].last))
    return told.subject if not named and head_kind(parse.tokens, told.subject[0]) in ("agent", "speaker") else []


def _told_by(sentence: Sentence, verb: Verb, by: list[Phrase], number: int) -> list[Attribution]:
    """«“…,” X was told by Y»: what Y says."""
    before = verb.subject[0].first - 1
    while sentence.parse.tag(before) == '"':
        before -= 1
    if before < 1 or sentence.parse.tag(before) not in (",", "?", "!") or not told_before(sentence, before):
        return []
    return [
        attribute(sentence, by, sentence.start, sentence.tokens[before].start, sentence.tokens[verb.main].text, number)
    ]


def _explained(parse: Parse, verb: Verb) -> list[Phrase]:
    """«the captain, Saúl Menjívar, told …»: who stands before the words that explain him."""
    inner = parse.phrase_before.get(verb.first - 1) if parse.tag(verb.first - 1) == "," else None
    outer = explained(parse, inner.first) if inner is not None else None
    return [outer] if outer is not None else []


def _goes_on(parse: Parse, j: int) -> bool:
    """Does speech go on at token `j`? «…, said X, who leads it» and «…, said X, a researcher» are over."""
    if parse.tag(j) == '"':
        return True
    phrase = parse.phrase_at.get(j + 1 if parse.tag(j) == "C" else j)
    return phrase is not None and opens_content(parse, phrase)


def _closes(parse: Parse, j: int, also: tuple[str, ...]) -> bool:
    """Does the reporting clause end at token `j`?"""
    return parse.tag(j) in ("", ",", ".", ";", "-", *also) or ("P" in also and j in parse.phrase_at)
