"""A long article in parts: whole paragraphs where they fit, else whole sentences, each part overlapping the last."""

from __future__ import annotations

import re
from collections.abc import Sequence

from westphalia.ontology.types import Span

WINDOW = 6000  # characters; with the instructions about 3,000 tokens, and as many again for the answer
OVERLAP = 800
_BREAK = re.compile(r"\n[ \t]*\n\s*")


def windows(text: str, sentences: Sequence[Span], size: int = WINDOW, overlap: int = OVERLAP) -> list[Span]:
    """The parts of `text` in order, each at most `size` characters unless one sentence is longer.

    >>> windows("One.\\n\\nTwo.", (Span(0, 4), Span(6, 10)), size=8, overlap=0)
    [Span(start=0, end=4), Span(start=6, end=10)]
    """
    units = _units(text, sentences, size)
    parts: list[Span] = []
    first = 0
    while first < len(units):
        last = first
        while last + 1 < len(units) and units[last + 1].end - units[first].start <= size:
            last += 1
        parts.append(Span(units[first].start, units[last].end))
        if last + 1 == len(units):
            break
        following = last + 1
        while following - 1 > first and units[last].end - units[following - 1].start <= overlap:
            following -= 1
        while following <= last and units[last + 1].end - units[following].start > size:
            following += 1
        first = following
    return parts


def halves(part: Span, sentences: Sequence[Span]) -> tuple[Span, Span] | None:
    """A part cut in two between sentences, near its middle; None where it is one sentence."""
    inside = [s for s in sentences if part.start <= s.start and s.end <= part.end]
    if len(inside) < 2:
        return None
    middle = (part.start + part.end) / 2
    at = min(range(1, len(inside)), key=lambda k: abs(inside[k].start - middle))
    return Span(part.start, inside[at - 1].end), Span(inside[at].start, part.end)


def _units(text: str, sentences: Sequence[Span], size: int) -> list[Span]:
    """Paragraphs; those longer than a third of a part as their sentences, so that parts can overlap."""
    breaks = [match.end() for match in _BREAK.finditer(text)]
    units: list[Span] = []
    paragraph: list[Span] = []
    k = 0
    for sentence in sentences:
        if paragraph and k < len(breaks) and sentence.start >= breaks[k]:
            units.extend(_paragraph(paragraph, size))
            paragraph = []
        while k < len(breaks) and sentence.start >= breaks[k]:
            k += 1
        paragraph.append(sentence)
    return units + _paragraph(paragraph, size)


def _paragraph(sentences: list[Span], size: int) -> list[Span]:
    if not sentences:
        return []
    whole = Span(sentences[0].start, sentences[-1].end)
    return [whole] if whole.end - whole.start <= size / 3 else sentences
