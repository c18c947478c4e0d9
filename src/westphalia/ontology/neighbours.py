"""Which states share a land border (neighbours.csv, scripts/derive_neighbours.py).

From the outlines of Natural Earth 1:110m, version 4.1.0 (public domain), as they stood in 2018. Small states that such
a map does not draw have no neighbours here, and a border over a territory abroad counts (France and Brazil).
"""

from __future__ import annotations

import functools

from westphalia.ontology.tables import rows


@functools.cache
def neighbours() -> frozenset[tuple[str, str]]:
    """Every ordered pair of record codes of two states with a common land border.

    >>> ("IRN", "IRQ") in neighbours(), ("IRQ", "IRN") in neighbours(), ("IRN", "USA") in neighbours()
    (True, True, False)
    """
    return frozenset(
        pair for row in rows("neighbours.csv") for pair in ((row["one"], row["other"]), (row["other"], row["one"]))
    )
