"""Whether a place in the text lies in one of several stretches."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

Stretch = tuple[int, int]  # offsets, end exclusive


def within(stretches: Sequence[Stretch], at: int) -> bool:
    """Is an offset in one of these stretches, which are in order and do not overlap?

    >>> [within([(3, 5), (8, 9)], at) for at in (2, 3, 5, 8)]
    [False, True, False, True]
    """
    before = bisect_right(stretches, (at, math.inf)) - 1
    return before >= 0 and at < stretches[before][1]


def bare(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch of text without the blanks, quotation marks and commas at its ends.

    >>> bare("said: “Enough.”", 5, 15)
    (7, 13)
    """
    while start < end and text[start] in " \t\n“\"«„‘',;:":
        start += 1
    while end > start and text[end - 1] in " \t\n.,;”\"»’'":
        end -= 1
    return start, end
