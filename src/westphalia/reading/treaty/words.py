"""The patterns of treaty language: the rows of `treaty_words.csv`, one compiled expression for each name."""

from __future__ import annotations

import re
from functools import cache

from westphalia.reading.tables import table


@cache
def cue(name: str) -> re.Pattern[str]:
    """All patterns of one name as one; rows marked «case» are matched as written, the others in any case.

    >>> cue("formula").search("HAVE AGREED AS FOLLOWS:").group()
    'HAVE AGREED AS FOLLOWS'
    """
    rows = [row for row in table("treaty_words") if row["name"] == name]
    if not rows:
        raise KeyError(name)
    parts = (f"(?:{row['pattern']})" if row["flags"] == "case" else f"(?i:{row['pattern']})" for row in rows)
    return re.compile("|".join(parts), re.MULTILINE)
