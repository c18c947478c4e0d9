"""The stretches of a text between quotation marks, and what is said in them."""

from __future__ import annotations

import re

from westphalia.reading.attribution import Attribution

_QUOTE = re.compile(
    r"“([^“”]{1,1500})”|\"([^\"\n]{1,1500})\"|«([^«»]{1,1500})»|„([^„“”]{1,1500})[“”]"
    # single marks, which may be apostrophes: «the rebels’ camp», «’tis»
    r"|(?<!\w)‘(?=\w)([^‘\n]{1,1500}?[,.!?…])’(?!\w)|(?<!\w)‘(?=\w)((?:[^‘’\n]|(?<=\w)’(?=\w)){1,300})’(?!\w)"
    r"|(?<![\w'])'(?!(?i:tis|twas)\b)(?=\w)([^\n]{1,1500}?[,.!?…])'(?!\w)"
    r"|(?<![\w'])'(?!(?i:tis|twas)\b)(?=\w)((?:[^'\n]|(?<=\w)'(?=\w)){1,300})'(?!\w)"
)


def quotations(text: str) -> list[tuple[int, int]]:
    """The stretches between quotation marks, marks excluded, in order.

    >>> quotations("He said “no” twice.")
    [(9, 11)]
    """
    groups = range(1, _QUOTE.groups + 1)
    return [next(match.span(group) for group in groups if match.group(group)) for match in _QUOTE.finditer(text)]


def quote(text: str, quotes: list[tuple[int, int]], said: list[Attribution]) -> None:
    """Make those attributions quotations of which more than half stands between quotation marks."""
    for one in said:
        quoted = sum(max(0, min(b, one.end) - max(a, one.start)) for a, b in quotes if is_speech(text, a, b))
        if quoted > 0.5 * (one.end - one.start):
            one.voice = "quote"


def is_speech(text: str, a: int, b: int) -> bool:
    """Is it speech? Fewer than three words in quotation marks are only somebody's word."""
    return len(text[a:b].split()) >= 3
