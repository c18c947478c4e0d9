"""«Malaysia rather than Brunei», «everyone except Hungary», «Georgia, but not Armenia»: who has no part in a deed."""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.types import Status
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase

_OPENERS = (("rather", "than"), ("instead", "of"), ("except", "for"))
_WHOLE = ("all", "each", "every", "everybody", "everyone")
_NONE = ("nobody", "none", "nothing", "no", "neither", "never", "few")


def excluded(parse: Parse, phrase: Phrase) -> int | None:
    """The first token of the words that leave out the one whom the phrase names; None where none do.

    «Nobody except Hungary» leaves nobody out.
    """
    i = phrase.first - 1
    low, before = parse.low(i), parse.low(i - 1)
    if (before, low) in _OPENERS:
        opener = i - 1
    elif low == "except":
        opener = i
    elif parse.tag(i) == "X" and before in ("and", "but", ","):
        opener = i - 2 if before == "but" and parse.tag(i - 2) == "," else i - 1
        return opener if opener in parse.phrase_before else None  # «Ankara, and not Rome»
    elif low == "but" and any(parse.low(k) in _WHOLE for k in range(max(0, i - 4), i)):
        opener = i
    else:
        return None
    return None if any(token.low in _NONE or token.tag == "X" for token in parse.tokens[:opener]) else opener


def apply(found: Sequence[Found], parse: Parse, references: Sequence[Reference]) -> None:
    """Deny the deeds of a sentence with those whom it leaves out: that they took part is what it says is not so."""
    for event in found:
        sides = [references[i] for i in (event.actor, event.recipient) if i is not None]
        if any(_left_out(parse, side.start) for side in sides):
            event.status = Status.DENIED


def _left_out(parse: Parse, at: int) -> bool:
    """Is the mention that starts at character `at` of the text left out?"""
    k = next((k for k, token in enumerate(parse.tokens) if token.start == at), None)
    phrase = next((p for p in parse.phrases if k is not None and p.first <= k < p.last), None)
    return phrase is not None and excluded(parse, phrase) is not None
