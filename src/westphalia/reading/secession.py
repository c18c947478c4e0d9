"""Who recognises a breakaway region does nothing for the state that it breaks from: «Kenya has recognised Somaliland».

The record has no code for such a region but its state's, and Somalia is not whom that supports. So it tells no event.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from westphalia.ontology.organisations import groups
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse

_BETWEEN = ("the", "and", ",", "of", "'s", "’s", "independence", "sovereignty", "statehood", "independent")


def not_recognised(found: Sequence[Found], parse: Parse, references: Sequence[Reference]) -> list[Found]:
    """The events of a sentence without those towards a region whose independence it says is recognised, or is not."""
    return [one for one in found if one.recipient is None or not _recognised(references[one.recipient], parse)]


def _recognised(side: Reference, parse: Parse) -> bool:
    if side.actor_id not in _regions():
        return False
    at = next((k for k, token in enumerate(parse.tokens) if token.start == side.start), 0)
    while at > 0 and (parse.tokens[at].actors or parse.low(at) in _BETWEEN):
        at -= 1
    return parse.low(at).startswith("recogni")


@cache
def _regions() -> frozenset[str]:
    """The groups that are a part of a state and govern it («SOM/somaliland»)."""
    return frozenset(group.id for group in groups().values() if "/" in group.id and ":" not in group.id)
