"""Recitals: what the parties to a treaty say before they agree («Convinced that …», «Recalling that …»).

A finite recital is a claim of the parties: the unit stands behind «that», up to the next «that» or the comma that
ends the recital (gold/GUIDELINES.md, sections 3.1 and 5). One without a finite clause («Desiring to strengthen …»)
is none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from westphalia.ontology.types import Claim, ClaimKind, Document, Span, Voice
from westphalia.reading.treaty.layout import Layout
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.words import cue

_THAT = re.compile(
    r"\b(?P<verb>\w+(?:ing|ed)|aware|conscious|mindful|whereas)(?: (?:further|also|with \w+(?: \w+)?|once more|again))?"
    r"(?:,? (?:moreover|in particular),?)? (?:the fact )?that\b|\b(?:and|or) that\b|(?:^|\n)\s*whereas\b",
    re.I,
)
_TREND = re.compile(
    r"\b(?:(?:has|have|had) (?:\w+ly )?"
    r"(?:grown|risen|fallen|increased|declined|decreased|improved|worsened|doubled|expanded|"
    r"deepened|multiplied)|(?:is|are) (?:\w+ly )?(?:growing|rising|falling|increasing|declining|shrinking|worsening|"
    r"improving|melting|deepening))\b",
    re.I,
)
_UNFINISHED = re.compile(
    r"(?:\w+ing|\w+ed|Desirous|Mindful|Conscious|Aware|Faithful|Eager|Anxious)\b(?!.*\bthat\b)", re.S | re.I
)
_VALUE = re.compile(
    r"\b(?:important|essential|vital|necessary|indispensable|inviolable|"
    r"dangerous|lawful|illegal|unjust|common interest|"
    r"grave|best|legitimate|serves?|serious|fundamental)\b",
    re.I,
)
_PAST = re.compile(
    r"^(?!.*\b(?:is|are|shall)\b).*\b(?:\w{3,}ed|fought|held|met|took|gave|made|sent|broke|left|won|sought|began)\b",
    re.S,
)
_FORECAST = re.compile(r"\b(?:will|would|may|might|could)\b", re.I)


def claims(document: Document, layout: Layout, parties: Parties, found: list[Claim]) -> list[Claim]:
    """The claims of the recitals, held by the parties: one for each content, as the reader sorted it where it did."""
    text = document.text
    made: list[Claim] = []
    used: set[int] = set()
    for start, end in _contents(text, layout, parties):
        inside = [i for i, claim in enumerate(found) if start <= claim.start and claim.end <= end + 1]
        used.update(inside)
        best = max(inside, key=lambda i: (found[i].event is not None, found[i].end - found[i].start), default=None)
        base = found[best] if best is not None else _plain(document, start, end)
        # several events under one «that» are claims of their own where each has its own words
        several = [i for i in inside if found[i].event is not None]
        apart = len({(found[i].start, found[i].end) for i in several}) > 1
        if len(several) > 1 and apart:
            made.extend(_held(found[i], parties) for i in several)
        elif len(several) > 1:
            made.extend(_held(_widened(document, found[i], start, end), parties) for i in several)
        else:
            made.append(_held(_widened(document, base, start, end), parties))
    spans = [(claim.start, claim.end) for claim in made]
    made.extend(
        _held(claim, parties)
        for i, claim in enumerate(found)
        if i not in used
        and len(claim.text.split()) >= 3
        and not _UNFINISHED.match(claim.text)
        and not any(claim.start < end and start < claim.end for start, end in spans)
    )
    return sorted(made, key=lambda claim: (claim.start, claim.end))


def voices(document: Document, parties: Parties, held: list[Claim]) -> tuple[Voice, ...]:
    """The parties as one voice, beside those that the reader heard."""
    number = sum(claim.holder == parties.words for claim in held)
    return (*((Voice(parties.words, None, 0, number),) if number else ()), *document.voices)


def _contents(text: str, layout: Layout, parties: Parties) -> list[tuple[int, int]]:
    """What stands behind each «that» between the naming of the parties and «have agreed»."""
    begin = (
        max(parties.span.end, layout.preamble.start)
        if parties.span.end < layout.preamble.end
        else layout.preamble.start
    )
    stop = layout.formula.start if layout.formula is not None else layout.preamble.end
    if stop <= begin:
        return []
    openings = list(_THAT.finditer(text, begin, stop))
    ends = sorted({m.start() for m in cue("recital").finditer(text, begin, stop)} | {m.start() for m in openings})
    found = []
    for opening in openings:
        end = next((at for at in ends if at > opening.start()), stop)
        block = text.find("\n\n", opening.end(), end)
        end = block if block >= 0 else end
        start = opening.end()
        while start < end and text[start].isspace():
            start += 1
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;.:*_#>-–"):
            end -= 1
        if len(text[start:end].split()) >= 3:
            found.append((start, end))
    return found


def _plain(document: Document, start: int, end: int) -> Claim:
    words = document.text[start:end]
    kind = next(
        (kind for kind, pattern in _KINDS if pattern.search(words)),
        ClaimKind.STATE,
    )
    sentence = max(0, bisect_right(document.sentences, start, key=lambda span: span.start) - 1)
    return Claim(kind, "author", words, start, end, sentence)


_KINDS = (
    (ClaimKind.TREND, _TREND),
    (ClaimKind.EVENT, _PAST),
    (ClaimKind.EVALUATION, _VALUE),
    (ClaimKind.FORECAST, _FORECAST),
)


def _widened(document: Document, claim: Claim, start: int, end: int) -> Claim:
    return replace(claim, text=document.text[start:end], start=start, end=end)


def _held(claim: Claim, parties: Parties) -> Claim:
    """The claim with the parties as its holder, where the reader left it to the author."""
    if claim.holder != "author":
        return claim
    span = Span(parties.span.start, parties.span.start + max(1, len(parties.words)))
    return replace(claim, holder=parties.words, holder_span=span, voice="paraphrase")
