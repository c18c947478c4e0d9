"""Who says what, as the model reads it: spans of source, cue and content put together to attributions."""

from __future__ import annotations

import re

from westphalia.reading.antecedents import is_person
from westphalia.reading.attribution import Attribution
from westphalia.reading.contents import report_verbs
from westphalia.reading.cues import verb_cues
from westphalia.reading.references import Reference
from westphalia.reading.scope import nobody
from westphalia.reading.spans import bare
from westphalia.reading.speakers import explained, somebody
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

Role = tuple[str, int, int, float]  # role, start, end (characters of the text), mean probability
_WORD = re.compile(r"\w+")
_SURE = 0.6
_SEEN = 0.1  # part of what a rule takes for somebody's words that is so for the model
_PLAIN = (" that", "according to", "in the view of", "said", "says", "citing", "quoting", "Citing", ":")
_WANTING = re.compile(r"(?:want|wish|hope|seek|sought|intend|aim)", re.I)  # what one is after, not what is so


def attributions(
    text: str, parse: Parse, references: list[Reference], spans: list[Role], known: list[Attribution]
) -> list[Attribution]:
    """The attributions among the spans of a sentence whose content none of `known` covers already.

    A content without a source is nobody's and left out: whose it is, is for the rules of quotation to say.
    """
    cues = [span for span in spans if span[0] == "cue" and span[3] >= 0.5]
    sources = [span for span in spans if span[0] == "source" and span[3] >= 0.5]
    found: list[Attribution] = []
    for cue in cues:
        if _WANTING.match(text[cue[1] : cue[2]]):
            continue
        contents = [
            span
            for span in spans
            if span[0] == "content" and span[3] >= _SURE and _nearest(span, cues) is cue and _long(text, span)
        ]
        if not contents or not sources:
            continue
        source = min(sources, key=lambda span: _gap(span, cue))
        start, end = min(span[1] for span in contents), max(span[2] for span in contents)
        if any(_overlap(start, end, one.start, one.end) > 0.5 for one in known):
            continue
        one = _made(text, parse, references, source, cue, start, end)
        if (
            _gap(source, cue) < 60
            and one.holder.lower() not in ("a", "an", "the")
            and somebody(one.holder)
            and _speaks(parse, one)
        ):
            found.append(one)
    return found


def _speaks(parse: Parse, one: Attribution) -> bool:
    """Can the holder be who says it? Not «no one», and not whom the verb is done to: «was told», «recalls envoy»."""
    first = next((k for k, token in enumerate(parse.tokens) if token.end > one.holder_start), 0)
    verb = parse.verbs[one.verb] if one.verb is not None else None
    if nobody(parse, first) or (verb is not None and verb.lemma == "do"):
        return False  # «Iran did not attack, the Houthis did»
    if verb is not None and one.end <= one.holder_start and report_verbs().get(verb.lemma) == "judge":
        return False  # «accused France of theft, a charge Paris calls absurd»: who judges has not said it
    beside = {prep for prep, *_ in verb.prepositions} if verb is not None and verb.lemma == "blame" else set()
    if "on" in beside and "for" not in beside:
        return False  # «blames the crash on jamming»: the clause is what he puts forward, see `speech_acts.nominal`
    if verb is None or not verb.subject:
        return True
    if not verb.passive and nobody(parse, verb.subject[0].first):
        return False  # «Nobody in Lima expects Chile to pay»
    if verb.passive and verb.lemma in word_set("hearers"):
        return not any(phrase.first <= first < phrase.last for phrase in verb.subject)
    done = [phrase for group in verb.objects for phrase in group if phrase.first <= first < phrase.last]
    return not any(parse.low(phrase.head) in cue.nouns for phrase in done for cue in verb_cues().get(verb.lemma, ()))


def believed(known: list[Attribution], spans: list[Role]) -> list[Attribution]:
    """The attributions of a rule in which the model sees something said too.

    What stands in quotation marks, beside a colon or after «that», with «said», «citing» or «according to», needs no
    second opinion.
    """
    contents = [span for span in spans if span[0] == "content"]
    return [
        one
        for one in known
        if one.voice != "paraphrase"
        or one.cue.endswith(_PLAIN)
        or any(_overlap(one.start, one.end, c[1], c[2]) > _SEEN for c in contents)
    ]


def _made(
    text: str, parse: Parse, references: list[Reference], source: Role, cue: Role, start: int, end: int
) -> Attribution:
    opens, stop = _whole_phrases(parse, source, cue)
    inside = [k for k, token in enumerate(parse.tokens) if token.actors and opens <= token.start < stop]
    members = tuple(i for k in inside for i in parse.tokens[k].actors)
    codes = {references[i].code for i in members}
    alone = len(codes) == 1
    whole = len(inside) == 1 and parse.tokens[inside[0]].end >= stop
    reference = members[0] if alone and whole else None
    said = next((n for n, verb in enumerate(parse.verbs) if cue[1] <= parse.tokens[verb.main].start < cue[2]), None)
    holder = text[opens:stop]
    if reference is not None and references[reference].how == "pronoun":
        holder = references[reference].name
    start, end = _whole_words(text, start, end)
    within = (p for p in parse.phrases if parse.tokens[p.first].end <= end < parse.tokens[p.last - 1].end)
    cut = next(within, None)
    start, end = bare(text, start, parse.tokens[cut.last - 1].end if cut is not None else end)
    return Attribution(
        start, end, holder, opens, stop, text[slice(*_whole_words(text, cue[1], cue[2]))], cue[1],
        reference=reference, code=codes.pop() if alone else None, verb=said, members=members,
    )  # fmt: skip


def _whole_phrases(parse: Parse, source: Role, cue: Role) -> tuple[int, int]:
    """The characters from the first to the last noun phrase that a source touches, without its cue.

    A preposition at the end takes its own phrase in («the anchors on our television»); «who» there is left out.
    """
    _, start, end, _ = source
    tokens = parse.tokens
    inside = [k for k, token in enumerate(tokens) if token.start < end and token.end > start]
    if not inside:
        return start, end
    until = next((k for k in range(inside[-1] + 1, len(tokens)) if tokens[k].end > cue[1]), len(tokens))
    first, last = inside[0], inside[-1] + 1
    while last - first > 1 and tokens[last - 1].tag in ("W", ",", "-", '"', "C", "R"):
        last -= 1
    if tokens[last - 1].tag == "P" and last in parse.phrase_at:
        last = parse.phrase_at[last].last
    for phrase in parse.phrases:
        if phrase.first <= first < phrase.last:
            first = phrase.first
        if phrase.first < last <= phrase.last:
            last = min(phrase.last, until)
    last -= last - first > 1 and tokens[last - 1].tag == "S"  # «Peru's claim»
    outer = explained(parse, first) if parse.tag(last) in (",", "") or last == until else None
    if outer is not None and is_person(" ".join(token.text for token in tokens[outer.first : outer.last])):
        first = outer.first
    return tokens[first].start, tokens[last - 1].end


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text to the ends of the words that it begins and ends in: the model sees pieces of words."""
    while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _long(text: str, span: Role) -> bool:
    return len(_WORD.findall(text[span[1] : span[2]])) >= 2


def _nearest(span: Role, others: list[Role]) -> Role:
    return min(others, key=lambda other: _gap(span, other))


def _gap(a: Role, b: Role) -> int:
    return max(0, b[1] - a[2], a[1] - b[2])


def _overlap(a: int, b: int, c: int, d: int) -> float:
    return max(0, min(b, d) - max(a, c)) / max(1, b - a)
