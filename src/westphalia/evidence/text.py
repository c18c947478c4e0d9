"""The text a claim comes from, with what the tests of its many claims ask of it, worked out once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from westphalia.ontology.types import ActorKind, Claim, ClaimKind, Document, Event


@dataclass(frozen=True, eq=False)
class Text:
    """A document; None where a claim stands alone."""

    document: Document | None = None

    @property
    def published(self) -> date | None:
        """The day of publication, as far as the document knows it."""
        return self.document.published if self.document else None

    @property
    def alone(self) -> bool:
        """Whether it is one sentence or less."""
        return self.document is None or len(self.document.sentences) <= 1

    @cached_property
    def only_time(self) -> tuple[date | None, date | None] | None:
        """The days of the one time that a single sentence names; None for a longer text, and for none or several."""
        from westphalia.reading.dates import find

        times = find(self.document.text) if self.document and self.alone else []
        return (times[0].first, times[0].last) if len(times) == 1 else None

    def event(self, claim: Claim) -> Event | None:
        """The event that a claim asserts."""
        return self.document.events[claim.event] if self.document and claim.event is not None else None

    def action(self, claim: Claim) -> str | None:
        """The action that a claim asserts, its own or that of its event."""
        event = self.event(claim)
        return claim.action or (event.action if event else None)

    @cached_property
    def people(self) -> dict[str, str]:
        """The names of the persons in it, by actor id."""
        actors = self.document.actors if self.document else ()
        return {actor.id: actor.name for actor in actors if actor.kind is ActorKind.PERSON}

    @cached_property
    def comparisons(self) -> dict[int, list[Claim]]:
        """The claims that compare, by sentence."""
        found: dict[int, list[Claim]] = {}
        for claim in self.document.claims if self.document else ():
            if claim.kind is ClaimKind.COMPARISON:
                found.setdefault(claim.sentence, []).append(claim)
        return found

    @cached_property
    def written_after(self) -> tuple[date | None, str | None]:
        """`offices.written_after` of the document."""
        from westphalia.evidence.offices import written_after

        return written_after(self.document)

    @property
    def day(self) -> date | None:
        """The day of the text, or the earliest day it can be of; None where neither is known."""
        return self.published or self.written_after[0]
