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
