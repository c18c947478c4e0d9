"""Acts of speech that are no report: «urged B to release him», «denied any payment», «accuses Y of deceit»."""

from __future__ import annotations

import re

from westphalia.ontology.types import Span
from westphalia.reading.attribution import Attribution, Sentence
from westphalia.reading.contents import content_end
from westphalia.reading.references import Reference
from westphalia.reading.speakers import attribute, somebody
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_THING = re.compile(r"(?!meeting|gathering)\w+ing")  # «the filling» accuses nobody

_TURNS_DOWN = frozenset(("dismiss", "reject"))  # a charge, not an offer


def asked(sentence: Sentence, number: int) -> list[Attribution]:
    """«urged B to release him», «called on B to …», «wants B to …»: what B is to do, as asked by the subject."""
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    inner = parse.verbs[verb.complement] if verb.complement is not None else None
    turned = {prep for prep, *_ in verb.prepositions} & {"on", "upon", "to", "with"}
    asks = verb.lemma in word_set("asking") or (verb.lemma in word_set("asking somebody") and turned)
    wants = verb.lemma == "want" and not verb.passive and parse.low(verb.last + 1) not in ("it", "this", "that")
    if inner is None or inner.mood != "inf" or not (asks or wants) or verb.negated or verb.mood == "inf":
        return []
    holder = verb.by if verb.passive else verb.subject
    if not holder or not inner.subject or (wants and inner.subject == verb.subject):
        return []
    if inner.passive and inner.lemma in word_set("unnamed"):
        return []  # «an official who asked not to be named»
    first = inner.subject[0].first if wants else inner.first
    last = len(tokens)
    for later in parse.verbs[number + 1 :]:
        if later.mood != "fin" or not later.subject or later.first <= inner.first:
            continue
        own = later.subject[0].first  # «…, and France backed the call» is told beside it
        beside = parse.tag(own - 1) == "C" and parse.tag(own - 2) == ","
        if later.subject == verb.subject or beside:
            last = later.first if later.subject == verb.subject else own
            while last > inner.last and parse.tag(last - 1) in ("C", ",", "R"):
                last -= 1
            break
    begin, end = tokens[first].start, tokens[last - 1].end
    cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
    one = attribute(sentence, holder, begin, min(end, content_end(sentence, begin)), cue, number)
    one.asks = True
    return [one]


def nominal(
    text: str, span: Span, parsed: Parse, references: list[Reference], said: list[Attribution]
) -> list[Attribution]:
    """«X denied any payment», «X accuses Y of deceit»: who puts forward what is told in a noun alone.

    The content of each is the clause around it, which is not known here; it has the bounds of the sentence, `span`.
    `said` are the other attributions of the sentence: what they tell in a clause is told.
    """
    lemmas = word_set("nominal") | {pair.split("-")[0] for pair in word_set("nominal with")} | _TURNS_DOWN
    if not any(verb.lemma in lemmas for verb in parsed.verbs):
        return []
    sentence = Sentence(text, span.start, span.end, parsed, references, [])
    verbs = [parsed.tokens[verb.main].start for verb in parsed.verbs]
    taken = {one.verb for one in said if any(one.start <= at < one.end for at in verbs)}
    found = [
        one for number in range(len(parsed.verbs)) if number not in taken for one in _put_forward(sentence, number)
    ]
    return [one for one in found if one.reference is not None or somebody(one.holder)]


def _put_forward(sentence: Sentence, number: int) -> list[Attribution]:
    parse, tokens = sentence.parse, sentence.tokens
    verb = parse.verbs[number]
    after = verb.objects or verb.prepositions or verb.complement is not None
    told = verb.lemma in word_set("nominal") and (after or parse.low(verb.last + 1) in ("it", "this", "that", "them"))
    told = told or (verb.lemma in _TURNS_DOWN and bool(verb.objects) and _charge(parse, verb.objects[0]))
    asks = any(f"{verb.lemma}-{prep}" in word_set("nominal with") for prep, *_ in verb.prepositions)
    if verb.passive and verb.lemma in word_set("denials") and _bare_content(parse, verb.subject):
        by = verb.by
        cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
        return [attribute(sentence, by, sentence.start, sentence.end, cue, number)] if by and not verb.negated else []
    if not (told or asks) or verb.mood != "fin" or verb.negated or verb.passive:
        return []
    if verb.lemma == "blame" and verb.modal == "is to":
        return []  # «said that the US was to blame for it»
    cue = sentence.text[tokens[verb.main].start : tokens[verb.last].end]
    head = tokens[verb.subject[0].head] if verb.subject else None
    if head is None or (not head.actors and _THING.fullmatch(head.low)):
        return []
    return [attribute(sentence, verb.subject, sentence.start, sentence.end, cue, number)]


def _charge(parse: Parse, group: list[Phrase]) -> bool:
    """«rejected the charge», and not «rejected the offer»."""
    return parse.low(group[0].head) in word_set("contents") and _bare_content(parse, group)


def _bare_content(parse: Parse, group: list[Phrase]) -> bool:
    """«The charge was denied by Kigali», «rejected the claim»: is what is denied told only by a noun or a pronoun?"""
    head = parse.low(group[0].head) if len(group) == 1 else ""
    return head in ("it", "this", "that") or head in word_set("contents")
