"""The text of a PDF's page, with the paragraphs that its lines make up.

A PDF holds words at places and no paragraphs. One ends where the letters change their size (a title), where the gap to
the next line is wider than usual, and where a line stops although the word that follows would have fitted. What goes on
in lower case, or after a comma or «of», is the same paragraph all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from westphalia.reading.plaintext import runs_on

_FULL = 0.8  # of the longest line of a page: letters are not of one width, and margins are ragged
_WIDER = 1.3  # times the usual gap between two lines
_LARGER = 1.08  # times the size of the letters


@dataclass
class _Line:
    """A line of a page: the size of its letters and how high it stands, 0 where that is not known."""

    text: str = ""
    size: float = 0.0
    height: float = 0.0


def text_of(page: Any) -> str:
    """The text of a page of pypdf, with a blank line between two paragraphs."""
    lines = _lines(page)
    gaps = [gap for one, after in pairwise(lines) if (gap := one.height - after.height) > 0]
    usual = median(gaps) if gaps else 0.0
    full = max(len(line.text) for line in lines)
    made: list[str] = []
    for line, after in zip(lines, [*lines[1:], _Line()], strict=True):
        made.append(line.text)
        if _ends(line, after, usual, full):
            made.append("")
    return "\n".join(made)


def _lines(page: Any) -> Sequence[_Line]:
    """The lines of a page in the order of its text."""
    pieces: list[tuple[str, float, float]] = []

    def visit(text: str, cm: Sequence[float], tm: Sequence[float], _font: Any, size: float) -> None:
        pieces.append((text, abs(size * tm[3] * cm[3]), tm[4] * cm[1] + tm[5] * cm[3] + cm[5]))

    text = page.extract_text(visitor_text=visit)
    if "".join(piece for piece, _, _ in pieces) != text:
        return [_Line(line.rstrip()) for line in text.split("\n")]
    lines = [_Line()]
    for piece, size, height in pieces:
        for number, part in enumerate(piece.split("\n")):
            if number:
                lines.append(_Line())
            line = lines[-1]
            if part.strip():
                line.size, line.height = max(line.size, size), line.height or height
            line.text += part
    return [_Line(line.text.rstrip(), line.size, line.height) for line in lines]


def _ends(line: _Line, after: _Line, usual: float, full: int) -> bool:
    """Does a paragraph end between two lines that follow upon each other?"""
    if not line.text or not after.text.strip():
        return False
    word = after.text.split(maxsplit=1)[0]
    if word[0].islower() or runs_on(line.text):
        return False
    smaller, larger = sorted((line.size, after.size))
    return (
        larger > _LARGER * smaller > 0
        or line.height - after.height > _WIDER * usual > 0
        or len(line.text) + 1 + len(word) < _FULL * full
    )
