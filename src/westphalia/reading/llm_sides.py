"""Who is meant by the words a language model quotes: the project's own mentions and tables decide, no code it gives.

Words that name one actor decide. Words that name none (pronouns, «its foreign minister», towns) or several («Iran's
ambassador to Iraq») are decided by the name the model quotes beside them, which must stand in the text too and name an
actor; where it quotes none, by the rules' own resolution.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from westphalia.ontology.actors import resolve
from westphalia.ontology.types import Document, Mention, Span
from westphalia.reading.llm_locate import Locator
from westphalia.reading.llm_schema import Side


class NotGrounded(Exception):
    """Something quoted that the text or the tables do not bear out; the message says what."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A side in the text: where its words stand, the record code and the finer id."""

    span: Span
    code: str
    actor_id: str


class Sides:
    """The actors of one text."""

    def __init__(self, document: Document, locator: Locator) -> None:
        self.document = document
        self.locator = locator
        self.starts = [m.start for m in document.mentions]
        self.longest = max((m.end - m.start for m in document.mentions), default=0)
        self.code_of = {actor.id: actor.code for actor in document.actors}

    def place(self, side: Side, clause: Span, reach: Span) -> Placed:
        """The side of a deed told in `clause`, its words within `reach`. Raises `NotGrounded`."""
        span = self.near(side.words, clause, reach)
        if span is None:
            elsewhere = self.locator.places(side.words)
            raise NotGrounded("a side that is not in the sentence" if elsewhere else "a side that is not in the text")
        return Placed(span, *self._who(side, span))

    def party(self, side: Side, clause: Span) -> str:
        """The record code of a party, named anywhere in the text. Raises `NotGrounded`."""
        whole = Span(0, len(self.document.text))
        span = self.near(side.words, clause, whole)
        if span is None:
            raise NotGrounded("a party that is not in the text")
        return self._who(side, span)[0]

    def holder(self, side: Side, clause: Span) -> tuple[Span, str | None, str | None]:
        """Where the holder's words stand, with record code and actor id, each None where they are not known."""
        span = self.near(side.words, clause, Span(0, len(self.document.text)))
        if span is None:
            raise NotGrounded("a holder that is not in the text")
        try:
            code, actor_id = self._who(side, span)
        except NotGrounded:
            return span, None, None
        named = any(m.actor_id == actor_id and m.inferred is None for m in self._mentions(span))
        alone = len(self.document.text[span.start : span.end].split()) <= 1 + max(
            (len(m.text.split()) for m in self._mentions(span) if m.actor_id == actor_id), default=0
        )
        return span, code, actor_id if named and alone else None

    def near(self, words: str, clause: Span, reach: Span) -> Span | None:
        """The place of some words within `reach` that is nearest to `clause`: in it, else before it, else after it."""
        places = self.locator.places(words, reach.start, reach.end)
        if not places:
            return None

        def far(place: tuple[int, int]) -> tuple[int, int]:
            start, end = place
            if clause.start <= start and end <= clause.end:
                return 0, start
            return (1, clause.start - end) if start < clause.start else (2, start - clause.end)

        return Span(*min(places, key=far))

    def _who(self, side: Side, span: Span) -> tuple[str, str]:
        stated = self._known(m for m in self._mentions(span) if m.inferred is None)
        if len({code for code, _ in stated}) == 1:
            return stated[0]
        if side.named and not self.locator.places(side.named):
            raise NotGrounded("a name that is not in the text")
        named = self._named(side.named, span)
        if named is not None and (not stated or named[0] in {code for code, _ in stated}):
            return next((known for known in stated if known[0] == named[0]), named)
        if not stated:
            inferred = self._known(self._mentions(span))
            if len({code for code, _ in inferred}) == 1:
                return inferred[0]
            found = self._resolved(self.document.text[span.start : span.end])
            if found is not None:
                return found
        raise NotGrounded("a side that is no state, organisation or group of the tables")

    def _named(self, name: str | None, near: Span) -> tuple[str, str] | None:
        """The actor of the name quoted beside the words, if it stands in the text and names one."""
        span = self.near(name, near, Span(0, len(self.document.text))) if name else None
        if span is None:
            return None
        known = self._known(m for m in self._mentions(span) if m.inferred is None)
        codes = dict.fromkeys(code for code, _ in known)
        if len(codes) == 1:
            return next(iter(codes)), next(iter(codes))
        return None if codes else self._resolved(self.document.text[span.start : span.end])

    def _resolved(self, words: str) -> tuple[str, str] | None:
        found = resolve(words, self.document.published)
        return (found.code, found.id) if found is not None and found.code else None

    def _mentions(self, span: Span) -> list[Mention]:
        first = bisect_left(self.starts, span.start - self.longest)
        last = bisect_left(self.starts, span.end)
        return [m for m in self.document.mentions[first:last] if span.start < m.end]

    def _known(self, mentions: Iterable[Mention]) -> list[tuple[str, str]]:
        known = ((self.code_of.get(m.actor_id), m.actor_id) for m in mentions)
        return [(code, actor_id) for code, actor_id in known if code is not None]
