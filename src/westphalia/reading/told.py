"""What has been told so far of one text: its events and claims, and what they are told from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from westphalia.ontology.types import Actor, Claim, Event, Status
from westphalia.reading.references import Reference


@dataclass(slots=True)
class Told:
    """Events and claims of `text`, in order.

    `spoken` is as from `places.spoken_of`, `scene` is the span of the town from which the text was filed, if any,
    `groups` are the holders that no table knows, `rows` are actor, action, recipient and status of the events.
    """

    text: str
    references: list[Reference]
    published: date | None
    spoken: frozenset[str]
    scene: tuple[int, int] | None = None
    events: list[Event] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    groups: dict[str, Actor] = field(default_factory=dict)
    rows: set[tuple[str | None, str | None, str | None, Status]] = field(default_factory=set)
