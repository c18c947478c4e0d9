"""A text that is broken into lines of one width, with its paragraphs in one line each; and back again.

Registries keep treaties as typed: «the High Contracting⏎Parties». A line break is one of the paper's where the first
word of the next line would not have fitted; any other (a heading, a list, signatures) stays. The number of a page
inside a sentence goes. What is read from the
flowing text is moved back to the offsets of the text as given.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, TypeVar

from westphalia.ontology.types import Document, Span

T = TypeVar("T")

_WIDTHS = range(40, 133)  # characters in a line of typing
_SLACK = 12  # a line may end so much before the width that its next word would have fitted
_LEAST = 4  # line breaks of the paper's from which a text counts as typed
_LINE = re.compile(r"[^\n]+")
_PAGE = re.compile(
    r"(?<=[\w,])\s*\n[ \t]*\n[ \t]*(?:-[ \t]*\d{1,3}[ \t]*-|(?:Page )?\d{1,3}(?: of \d{1,3})?)[ \t]*\n\s*(?=[a-z])"
)
_COLUMNS = re.compile(r"\S(?: {4,}+|\t)\s*+\S")
_NUMBER = re.compile(r"-?[ \t]*(?:Page )?\d{1,3}(?: of \d{1,3})?[ \t]*-?")
_OPENS = re.compile(r"[ \t]*(?:[-–—•*+|>#]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s|\d{1,2}(?:\.\d{1,2})+\s)")


@dataclass(frozen=True, slots=True)
class Shift:
    """How offsets move into `text`: from `cuts[i]` on by `moves[i + 1]`."""

    text: str
    cuts: tuple[int, ...]
    moves: tuple[int, ...]

    def moved(self, value: T) -> T:
        """A value (dataclasses, tuples and plain data) with its offsets moved.

        A field `text` beside a `start` and an `end` quotes the text that they now count in.
        """
        if isinstance(value, tuple):
            return type(value)(self.moved(item) for item in value)
        if not dataclasses.is_dataclass(value) or isinstance(value, type):
            return value
        fields: dict[str, Any] = {f.name: self.moved(getattr(value, f.name)) for f in dataclasses.fields(value)}
        if "start" in fields and "end" in fields:
            fields["start"], fields["end"] = self._at(fields["start"]), self._at(fields["end"] - 1) + 1
            if "text" in fields:
                fields["text"] = self.text[fields["start"] : fields["end"]]
        return replace(value, **fields)

    def document(self, document: Document) -> Document:
        """A document that tells the same of `text`."""
        return replace(self.moved(document), text=self.text)

    def _at(self, offset: int) -> int:
        return offset + self.moves[bisect_right(self.cuts, offset)]


def flowing(document: Document) -> tuple[Document, Shift] | None:
    """The document with its paragraphs in one line each, and the way back; None where it is not broken into lines.

    >>> from westphalia.reading import read_text
    >>> typed = "Iran and Oman shall keep open the strait that is between\\n  them. " * 5
    >>> flowed, back = flowing(read_text(typed))
    >>> flowed.text[:62]
    'Iran and Oman shall keep open the strait that is between them.'
    >>> back.document(flowed).text == typed
    True
    """
    text = document.text
    breaks = _breaks(text)
    if not breaks:
        return None
    moves, cuts = [0], []
    for span in breaks:
        moves.append(moves[-1] + span.end - span.start - 1)
        cuts.append(span.end - moves[-1])
    there = Shift(_without(text, breaks), tuple(span.end for span in breaks), tuple(-move for move in moves))
    return there.document(document), Shift(text, tuple(cuts), tuple(moves))


def in_flow(text: str) -> str:
    """The text with its paragraphs in one line each.

    >>> in_flow("No break here,\\nand none here.") == "No break here,\\nand none here."
    True
    """
    return _without(text, _breaks(text))


def _without(text: str, breaks: list[Span]) -> str:
    """The text with a blank for each break."""
    starts, ends = [span.start for span in breaks], [span.end for span in breaks]
    return " ".join(text[a:b] for a, b in zip([0, *ends], [*starts, len(text)], strict=True))


def _breaks(text: str) -> list[Span]:
    """The line breaks of the paper's, each with the blanks around it; none of a text with hardly any."""
    lines = [line.span() for line in _LINE.finditer(text)]
    joined = [
        (a, b) for a, b in pairwise(lines) if b[0] == a[1] + 1 and text[slice(*a)].strip() and text[slice(*b)].strip()
    ]
    lengths = sorted(len(text[a:b].rstrip()) for (a, b), _ in joined)
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    if width not in _WIDTHS:
        return []
    found = []
    for (start, end), (after, stop) in joined:
        ends = start + len(text[start:end].rstrip())
        begins = stop - len(text[after:stop].lstrip())
        word = text[begins:stop].split(maxsplit=1)[0]
        apart = _OPENS.match(text, after, stop) or _NUMBER.fullmatch(text[start:end].strip())
        apart = apart or _COLUMNS.search(text, start, ends) or _COLUMNS.search(text, begins, stop)
        if ends - start + 1 + len(word) > width - _SLACK and not apart:
            found.append(Span(ends, begins))
    pages = [Span(*page.span()) for page in _PAGE.finditer(text)]
    kept: list[Span] = []
    for span in sorted([*pages, *found], key=lambda one: (one.start, -one.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept if len(kept) >= _LEAST else []
