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
    elif parse.tag(i) == "X" and parse.low(phrase.last) == "but" and phrase.last + 1 in parse.phrase_at:
        return i  # «it was not Armenia but Azerbaijan»
    elif low == "but" and any(parse.low(k) in _WHOLE for k in range(max(0, i - 4), i)):
        opener = i
    else:
        return None
    return None if any(token.low in _NONE or token.tag == "X" for token in parse.tokens[:opener]) else opener


def apply(found: Sequence[Found], parse: Parse, references: Sequence[Reference]) -> list[Found]:
    """The events of a sentence, those denied whose sides it leaves out: that they took part is what it says is not so.

    Who is left out before the verb is left out as one who does it, and nothing is done to him.
    """
    kept = []
    for event in found:
        actor, recipient = (
            _left_out(parse, references[i].start) if i is not None else None for i in (event.actor, event.recipient)
        )
        if recipient is not None and recipient < event.cue_first:
            continue  # «Ethiopia, not Eritrea, attacked first»
        if actor is not None or recipient is not None:
            event.status = Status.DENIED
        kept.append(event)
    return kept


def _left_out(parse: Parse, at: int) -> int | None:
    """The token of the mention that starts at character `at` of the text, where it is left out."""
    k = next((k for k, token in enumerate(parse.tokens) if token.start == at), None)
    phrase = parse.phrase_of(k) if k is not None else None
    return k if phrase is not None and excluded(parse, phrase) is not None else None
