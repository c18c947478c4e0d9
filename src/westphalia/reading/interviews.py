"""Interviews: short questions that stand alone as paragraphs, and who answers them.

What an interview says after its first question is held by whoever is asked, unless it is marked as somebody else's; the
introduction is its author's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_PARAGRAPH = re.compile(r"[^\n](?:[^\n]|\n(?!\s*\n))*")
_LABEL = re.compile(r"(?:Q(?:uestion)?|[A-Z][\w .'’-]{1,40}?)\s?[:.–-]\s", re.UNICODE)
_ASKED = re.compile(
    r"(?:(?:The|Our|My)\s+\w+(?:\s\w+)?|[^\W\d_a-z][\w’'-]*(?:\s+(?:(?:al|bin|de|da|van|von|der|el)\s+)?[^\W\d_a-z][\w’'-]*){0,3})"
    r"(?=,|\s+(?:[a-z]{2,}(?:ed|s)|had|sat|sold|led|taught|ran|spent|wrote|grew|spoke|fought|drove|flew)\b)"
)
_LONGEST = 240  # characters of a question; what is longer is a paragraph that ends in one


@dataclass(frozen=True, slots=True)
class Interview:
    """Who is asked (as worded, with its place in the text) and where the answers begin; offsets in characters."""

    holder: str
    holder_start: int
    holder_end: int
    start: int


def interview(text: str) -> Interview | None:
    """The interview that a text is; None where it is none.

    >>> told = "Ana Reyes led the talks.\\n\\nDid they fail?\\n\\nNo. They slept.\\n\\nAnd now?\\n\\nWe wait."
    >>> interview(told).holder
    'Ana Reyes'
    """
    paragraphs = list(_PARAGRAPH.finditer(text))
    asked = [k for k, paragraph in enumerate(paragraphs) if _question(paragraph.group())]
    if any(_slanted(paragraphs[k].group()) for k in asked):  # «*Your navy fired first.*» is put to somebody too
        asked = [k for k, paragraph in enumerate(paragraphs) if k in asked or _slanted(paragraph.group())]
    answered = [k for k in asked if k + 1 < len(paragraphs) and k + 1 not in asked]
    if len(answered) < 2 or len(answered) < 0.25 * len(paragraphs):
        return None
    first = paragraphs[asked[0]]
    named = _ASKED.search(text, 0, first.start())
    if named is None:
        return Interview("the interviewee", first.start(), first.start(), first.start())
    return Interview(named.group(), named.start(), named.end(), first.start())


def _slanted(paragraph: str) -> bool:
    """Is the whole short paragraph in italics?"""
    whole = paragraph.strip()
    return len(whole) <= _LONGEST and whole[:1] in ("*", "_") and whole[-1:] == whole[:1]


def _question(paragraph: str) -> bool:
    words = _LABEL.sub("", paragraph, count=1).strip(' *_\n"”’»')
    return words.endswith("?") and len(words) <= _LONGEST and "\n" not in words
