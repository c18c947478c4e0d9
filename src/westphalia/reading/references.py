"""What a mention refers to, as the parts of the reader hand it on."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from westphalia.ontology.types import ActorKind
from westphalia.reading.tokens import Token


@dataclass(slots=True)
class Reference:
    """A mention on its way to `ontology.types.Mention`; `place` marks a town or region that stands in a state."""

    start: int
    end: int
    text: str
    actor_id: str
    code: str | None
    how: str
    kind: ActorKind
    name: str
    inferred: str | None = None
    role: str | None = None
    sector: str | None = None
    place: bool = False
    sure: float = 1.0  # probability that it is this actor, where the model has chosen it


def again(reference: Reference, token: Token, how: str) -> Reference:
    """The same actor at another place of the text, marked as inferred."""
    known = reference.name if reference.inferred else reference.text
    why = f"coreference with «{known}»"
    return replace(reference, start=token.start, end=token.end, text=token.text, how=how, inferred=why)


def as_body(reference: Reference, code: str) -> Reference:
    """A reference to the state or organisation itself, not to a person or part of it."""
    kind = ActorKind.ORGANISATION if ":" in code else ActorKind.STATE
    return replace(reference, actor_id=code, code=code, kind=kind, role=None, sector=None, place=False)


def sure_of(indices: Iterable[int | None], references: list[Reference]) -> float:
    """The probability that references are those whom they are taken for, where the model has chosen them.

    Those whom one mention means were chosen together.
    """
    chosen = [references[index] for index in indices if index is not None]
    return math.prod({(one.start, one.end): one.sure for one in chosen}.values())


def code_of(index: int | None, references: list[Reference]) -> str | None:
    """The record code of a side, None where it is not known."""
    return references[index].code if index is not None else None
