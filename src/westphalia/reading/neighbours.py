"""«Its neighbour», «the rival»: the other of the two states whom the text names together."""

from __future__ import annotations

from westphalia.reading.coreference import Discourse, other_of
from westphalia.reading.references import Reference, again
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set


def resolve(parsed: Parse, references: list[Reference], discourse: Discourse) -> None:
    """Give «its neighbour» its actor where the owner is one of two; `references` grows by them."""
    for phrase in parsed.phrases:
        head = parsed.tokens[phrase.head]
        owners = [token for token in parsed.tokens[phrase.first : phrase.head] if token.actors]
        if head.actors or head.low not in word_set("neighbours") or len(owners) != 1 or len(owners[0].actors) != 1:
            continue
        if owners[0].low != "its":
            continue
        other = other_of(discourse.pairs_in_view(), references[owners[0].actors[0]].code)
        if other is not None:
            references.append(again(other, head, "group"))
            head.actors = (len(references) - 1,)
