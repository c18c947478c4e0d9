"""Patterns over lower-case words that mark a kind of claim or soften it: the rows of `claim_patterns.csv`."""

from __future__ import annotations

import re
from functools import cache

from westphalia.reading.tables import table


@cache
def pattern(name: str) -> re.Pattern[str]:
    """All patterns of one name as one."""
    rows = (row["pattern"] for row in table("claim_patterns") if row["name"] == name)
    return re.compile("|".join(rows), re.IGNORECASE)


def search(name: str, low: str, within: bool = False) -> str | None:
    """The first words that match a pattern; `within` asks that something follows them.

    >>> search("hedge", "it seems that they agree")
    'seems'
    """
    for match in pattern(name).finditer(low):
        if not within or match.end() < len(low):
            return match.group().strip()
    return None
