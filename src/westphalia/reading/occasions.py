"""The occasion at which something is done: «at a session of the council in Addis Ababa», «on the sidelines of …».

Its place and day are those of what is done at it, so they hang on the verb and not on the noun before them.
"""

from __future__ import annotations

from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set


def occasion(parsed: Parse, k: int) -> int | None:
    """The token with which the occasion begins that a preposition at `k` follows: «*at* a session of the UN in Geneva».

    None where no occasion stands before it.
    """
    if parsed.low(k - 1) in word_set("was held", "place_words"):
        k -= 1  # «at a summit held in Santa Marta»
    phrase, nouns = parsed.phrase_before.get(k), 0
    while phrase is not None and nouns < 4:
        at = phrase.first - 1
        named = bool(word_set("occasions", "place_words") & set(parsed.low(phrase.last - 1).split()))
        before = parsed.low(at)
        if named and (before in ("at", "during", "in") or (at == 0 and before in ("after", "following"))):
            return at
        if before == "on" and parsed.low(phrase.last - 1) in word_set("visits", "place_words"):
            return at
        if parsed.low(at) != "of":
            return None
        beside = parsed.phrase_before.get(at)
        if beside is not None and parsed.low(beside.last - 1) in word_set("sidelines", "place_words"):
            return beside.first - 1 if parsed.low(beside.first - 1) in ("on", "at", "in") else None
        phrase, nouns = beside, nouns + 1
    return None
