"""Who says what: quotations, «X said that …», «…, X said», «according to X», «the concern of X is that …».

An attribution covers a stretch of the text and names its holder. Where several cover a place, the innermost speaks.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.tokens import Token

_QUOTE = re.compile(r"“([^“”]{1,1500})”|\"([^\"\n]{1,1500})\"|«([^«»]{1,1500})»|„([^„“”]{1,1500})[“”]")


_CONNECTOR = re.compile(
    r"[,;]\s*(?:(?:but|and|while|whereas|although|though)\s+)?(?:the\s)?$|\s(?:but|while|whereas)\s(?:the\s)?$"
)


@dataclass(slots=True)
class Attribution:
    """Content (character offsets) and who holds it; `reference` indexes the references, `code` may stand alone."""

    start: int
    end: int
    holder: str
    holder_start: int
    holder_end: int
    cue: str
    voice: str
    reference: int | None = None
    code: str | None = None
    group: bool = False
    hedge: str | None = None
    verb: int | None = None
    judged: bool = False
    cue_start: int = 0
    members: tuple[int, ...] = ()


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks, marks excluded, in order."""
    found = []
    for match in _QUOTE.finditer(text):
        group = next(i for i in range(1, 5) if match.group(i) is not None)
        found.append(match.span(group))
    return found


def find(
    text: str, start: int, end: int, parsed: Parse, references: list[Reference], quotes: list[tuple[int, int]]
) -> list[Attribution]:
    """The attributions of the sentence `start` to `end`; `quotes` are those that touch it."""
    parties = Parties(parsed, references)
    found: list[Attribution] = []
    for number, verb in enumerate(parsed.verbs):
        made = _reported(text, start, end, parsed, parties, number, verb, quotes)
        if made is not None:
            found.extend(made)
    found.extend(_according(text, start, end, parsed, parties))
    found.extend(_held_nouns(text, start, end, parsed, parties))
    found.sort(key=lambda a: (a.start, -a.end))
    for one, following in itertools.pairwise(found):
        if (
            one.start < following.cue_start < one.end
            and following.start > following.cue_start
            and one.end >= following.end
        ):
            at = following.holder_start if following.holder_start > one.start else following.cue_start
            connector = _connector_before(text, one.start, at)
            if connector is not None:
                one.end = connector
    _mark_quotes(text, found, quotes)
    return [one for one in found if one.end > one.start]


def _reported(
    text: str,
    start: int,
    end: int,
    parsed: Parse,
    parties: Parties,
    number: int,
    verb: Verb,
    quotes: list[tuple[int, int]],
) -> list[Attribution] | None:
    tokens = parsed.tokens
    kind = _report_verbs().get(verb.lemma)
    if kind is None or tokens[verb.main].tag != "V" or verb.mood not in ("fin", "ger"):
        return None
    if verb.mood == "ger" and not _comma_before(tokens, verb.first):
        return None
    if any(a <= tokens[verb.main].start < b for a, b in quotes) and kind != "say":
        return None
    position = verb.end if not verb.objects else verb.last + 1
    content = _content_after(text, end, parsed, verb, kind)
    if content is not None:
        holder = verb.subject
        if verb.passive:
            holder = [p for prep, _, group in verb.prepositions if prep == "by" for p in group]
        if not holder:
            return None
        return [_made(text, parsed, parties, holder, verb, number, content[0], content[1], kind, content[2])]
    # «…, X said.» and «…, said X»
    holder = verb.subject
    inverted = not holder or (verb.first > 0 and tokens[verb.first - 1].tag in ',"')
    if inverted:
        following = parsed.phrase_at.get(verb.last + 1)
        if following is None or kind != "say" or not _ends_soon(parsed, following):
            return None
        holder, at = [following], verb.first
    else:
        at = holder[0].first
    before = at - 1
    while before >= 0 and tokens[before].tag == '"':
        before -= 1
    if before < 1 or tokens[before].tag not in ",?!-" or kind != "say":
        return None
    if not inverted and not _ends_soon_after_verb(parsed, verb):
        return None
    if verb.modal or verb.negated:
        return None
    made = [
        _made(text, parsed, parties, holder, verb, number, start, tokens[before].start, kind, tokens[verb.main].text)
    ]
    last = holder[-1].last if inverted else max(verb.end, verb.last + 1)
    if last < len(tokens) and tokens[last].tag == "," and end - tokens[last].end > 20:
        made.append(
            _made(text, parsed, parties, holder, verb, number, tokens[last].end, end, kind, tokens[verb.main].text)
        )
    del position
    return made


def _content_after(text: str, end: int, parsed: Parse, verb: Verb, kind: str) -> tuple[int, int, str] | None:
    tokens = parsed.tokens
    n = len(tokens)
    cue = text[tokens[verb.main].start : tokens[verb.last].end]
    j = verb.last + 1
    hops = 0
    while j < n and hops < 14:
        token = tokens[j]
        if token.low == "that" and token.tag in "KWD":
            if j + 1 < n and tokens[j + 1].start < end:
                return tokens[j + 1].start, end, f"{cue} that"
            return None
        if token.tag in ":" or token.tag == '"' or (token.tag == "," and j + 1 < n and tokens[j + 1].tag == '"'):
            following = j + 1 if token.tag != "," else j + 2
            if following < n and kind != "judge" and (token.tag != ":" or hops < 12):
                return tokens[following].start, end, cue
            return None
        if token.low in ("whether", "how", "why") and j == verb.last + 1:
            return None
        phrase = parsed.phrase_at.get(j)
        if kind == "judge":
            return _judgement(text, end, parsed, verb, phrase, cue)
        if phrase is not None:
            if _clause_starts(parsed, phrase):
                return tokens[phrase.first].start, end, cue
            if hops and not verb.objects:
                return None
            j = phrase.last
        elif token.tag in "PTR" and j not in parsed.verb_at:
            j += 1
        elif token.tag == "E" or (token.tag == "K" and token.low not in ("if",)):
            return None
        else:
            return None
        hops += 1
    return None


def _judgement(
    text: str, end: int, parsed: Parse, verb: Verb, phrase: Phrase | None, cue: str
) -> tuple[int, int, str] | None:
    """«considers X to be …», «sees X as …», «called X a …»: the content is object and complement."""
    tokens = parsed.tokens
    if phrase is None or verb.passive:
        return None
    j = phrase.last
    limit = min(len(tokens), j + 12)
    while j < limit:
        low = tokens[j].low
        if low == "as" or (low == "to" and j + 1 < len(tokens) and tokens[j + 1].low == "be"):
            return tokens[phrase.first].start, end, cue
        if tokens[j].tag in ",;.:" or (j in parsed.verb_at and parsed.verbs[parsed.verb_at[j]].mood == "fin"):
            return None
        j += 1
    return None


def _clause_starts(parsed: Parse, phrase: Phrase) -> bool:
    """Is the phrase the subject of the next finite verb?"""
    for verb in parsed.verbs:
        if verb.first >= phrase.last and verb.mood == "fin":
            if any(parsed.tokens[k].tag in "W,-" for k in range(phrase.last, verb.first)):
                return False
            return any(p.first >= phrase.first and p.first <= phrase.last for p in verb.subject) and all(
                t.tag not in ",;:" for t in parsed.tokens[phrase.last : phrase.last]
            )
    return False


def _ends_soon(parsed: Parse, phrase: Phrase) -> bool:
    j = phrase.last
    tokens = parsed.tokens
    return j >= len(tokens) or tokens[j].tag in ",.;-" or tokens[j].tag in "PT" or parsed.phrase_at.get(j) is not None


def _ends_soon_after_verb(parsed: Parse, verb: Verb) -> bool:
    j = verb.end
    tokens = parsed.tokens
    return j >= len(tokens) or tokens[j].tag in ",.;-" or (tokens[j].tag == '"')


def _comma_before(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].tag == ","


def _made(
    text: str,
    parsed: Parse,
    parties: Parties,
    holder: list[Phrase],
    verb: Verb | None,
    number: int | None,
    start: int,
    end: int,
    kind: str,
    cue: str,
) -> Attribution:
    tokens = parsed.tokens
    first = tokens[holder[0].first].start
    last = tokens[holder[-1].last - 1].end
    if (
        verb is not None
        and verb.first > holder[-1].last
        and not any(parsed.is_finite(k) for k in range(holder[-1].last, verb.first))
    ):
        # «Analysts advising President Trump assert»: what stands between holder and verb belongs to it, up to a comma
        j = holder[-1].last
        while j < verb.first and tokens[j].tag not in ",-(;" + '"':
            j += 1
        while j > holder[-1].last and tokens[j - 1].tag in "RX":
            j -= 1
        last = tokens[j - 1].end
        between = range(holder[0].first, j)
    else:
        between = range(holder[0].first, holder[-1].last)
    named = parties.doers(holder)
    head = tokens[holder[-1].head]
    alone = len({parties.references[i].code for i in named}) == 1
    reference = named[0] if named and head.actors and alone else None
    code = parties.references[named[0]].code if named and alone else None
    if (not named and head_kind(tokens, holder[0]) in ("agent", "speaker")) or (
        head.low in ("members", "people", "those")
    ):
        inside = next((tokens[j].actors[0] for j in between if tokens[j].actors and not parties.neutral(j)), None)
        code = parties.references[inside].code if inside is not None else code
    name = text[first:last]
    if reference is not None and parties.references[reference].how == "pronoun":
        name = parties.references[reference].name
    while start < end and text[start] in " \t\n“\"«„‘'":
        start += 1
    while end > start and text[end - 1] in " \t\n.,;”\"»’'":
        end -= 1
    hedge = name if tokens[holder[0].first].low in ("some", "many", "several", "few", "certain") else None
    return Attribution(
        start,
        end,
        name,
        first,
        last,
        cue,
        "paraphrase",
        reference,
        code,
        reference is None,
        hedge,
        number,
        kind == "judge",
        tokens[verb.first].start if verb is not None else first,
        tuple(named),
    )


def _according(text: str, start: int, end: int, parsed: Parse, parties: Parties) -> list[Attribution]:
    tokens = parsed.tokens
    found = []
    for i, token in enumerate(tokens):
        length = 2 if token.low == "according" and i + 1 < len(tokens) and tokens[i + 1].low == "to" else 0
        if not length:
            continue
        phrase = parsed.phrase_at.get(i + length)
        if phrase is None:
            continue
        last = phrase.last
        while last < len(tokens) and tokens[last].tag not in ",.;":
            last += 1
        if i == 0 or all(t.tag in '"RC' for t in tokens[:i]):
            begin, stop = (tokens[last].end if last < len(tokens) else end), end
        else:
            begin, stop = start, tokens[i].start
        one = _made(text, parsed, parties, [phrase], None, None, begin, stop, "say", "according to")
        one.holder_end = max(one.holder_end, tokens[last - 1].end)
        one.holder = text[one.holder_start : one.holder_end]
        found.append(one)
    return found


def _held_nouns(text: str, start: int, end: int, parsed: Parse, parties: Parties) -> list[Attribution]:
    """«The concern of America is that …», «Moscow's position is that …»."""
    tokens = parsed.tokens
    found = []
    for verb in parsed.verbs:
        if verb.lemma != "be" or tokens[verb.main].tag != "A" or not verb.subject:
            continue
        after = verb.last + 1
        if after >= len(tokens) or tokens[after].low != "that":
            continue
        head = next((p for p in verb.subject if tokens[p.head].low in word_set("stances")), None)
        phrase = verb.subject[0] if head is None else head
        if tokens[phrase.head].low not in word_set("stances") or after + 1 >= len(tokens):
            continue
        owners = parties.possessors(phrase)
        holder: Phrase | None = None
        if not owners and phrase.last < len(tokens) and tokens[phrase.last].low in ("of", "in", "among", "from", "for"):
            holder = parsed.phrase_at.get(phrase.last + 1)
            owners = parties.targets([holder]) if holder is not None else []
        if not owners:
            continue
        reference = owners[0]
        owner = parties.references[reference]
        cue = text[tokens[phrase.first].start : tokens[after].end]
        begin, stop = tokens[after + 1].start, end
        while stop > begin and text[stop - 1] in " .":
            stop -= 1
        found.append(
            Attribution(begin, stop, owner.text, owner.start, owner.end, cue, "paraphrase", reference, owner.code)
        )
    return found


def _connector_before(text: str, start: int, holder_start: int) -> int | None:
    """Where the next speaker's clause begins: «…, but X replied that …»."""
    match = _CONNECTOR.search(text[max(start, holder_start - 30) : holder_start])
    return max(start, holder_start - 30) + match.start() if match else None


def _mark_quotes(text: str, found: list[Attribution], quotes: list[tuple[int, int]]) -> None:
    for one in found:
        quoted = sum(max(0, min(b, one.end) - max(a, one.start)) for a, b in quotes if len(text[a:b].split()) >= 3)
        if quoted > 0.5 * max(1, one.end - one.start):
            one.voice = "quote"


@cache
def _report_verbs() -> dict[str, str]:
    return {verb: row["kind"] for row in table("report_cues") for verb in alternatives(row["verbs"])}
