"""Which pairs of states and organisations a text is about.

A pair weighs as many points as there are events between the two (of any status), claims and agreements about both, and
sentences that name both. Pairs of equal weight keep the order of their codes, so the same text gives the same list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED, Document

Pair = tuple[str, str]


@dataclass(frozen=True)
class Dyad:
    """Two record codes in the order in which the text favours them, and how often it joins them."""

    a: str
    b: str
    events: int
    claims: int
    agreements: int
    sentences: int

    @property
    def weight(self) -> int:
        """All of these together."""
        return self.events + self.claims + self.agreements + self.sentences

    def to_dict(self) -> dict[str, Any]:
        """This dyad as JSON data."""
        return {
            "a": self.a,
            "b": self.b,
            "weight": self.weight,
            "events": self.events,
            "claims": self.claims,
            "agreements": self.agreements,
            "sentences": self.sentences,
        }


def dyads_of(document: Document) -> tuple[Dyad, ...]:
    """The pairs of `document`, heaviest first; a pair that one sentence names and nothing joins is none."""
    codes = {actor.id: actor.code for actor in document.actors}
    events = Counter(_pairs((event.actor, event.recipient)) for event in document.events)
    agreements: Counter[Pair] = Counter()
    for agreement in document.agreements:
        agreements.update(_all_pairs(agreement.parties))
    claims: Counter[Pair] = Counter()
    for claim in document.claims:
        if claim.event is None:  # a claim that an event happened is counted once, as the event
            claims.update(_all_pairs(claim.actors))
    sentences: Counter[Pair] = Counter()
    for named in mentioned(document):
        sentences.update(_all_pairs(code for code in (codes.get(actor_id, actor_id) for actor_id in named) if code))
    heard = Counter(codes.get(mention.actor_id, mention.actor_id) for mention in document.mentions)
    found = []
    for pair in {*(pair for pair in events if pair), *agreements, *claims, *sentences}:
        a, b = sorted(pair, key=lambda code: (-heard[code], code))
        found.append(Dyad(a, b, events[pair], claims[pair], agreements[pair], sentences[pair]))
    found = [dyad for dyad in found if dyad.weight > dyad.sentences or dyad.sentences > 1]
    return tuple(sorted(found, key=lambda dyad: (-dyad.weight, -dyad.events, dyad.a, dyad.b)))


def mentioned(document: Document) -> tuple[frozenset[str], ...]:
    """For each sentence, the ids of the actors that it mentions."""
    starts = [span.start for span in document.sentences]
    named: list[set[str]] = [set() for _ in document.sentences]
    for mention in document.mentions:
        index = bisect_right(starts, mention.start) - 1
        if index >= 0:
            named[index].add(mention.actor_id)
    return tuple(frozenset(ids) for ids in named)


def sentence_at(document: Document, offset: int) -> int:
    """Index of the sentence that holds the code point `offset`; the one before it for a gap between two."""
    return max(0, bisect_right([span.start for span in document.sentences], offset) - 1)


def _pairs(sides: tuple[str | None, str | None]) -> Pair | None:
    return next(iter(_all_pairs(side for side in sides if side)), None)


def _all_pairs(codes: Iterable[str]) -> list[Pair]:
    return list(combinations(sorted({code for code in codes if code not in {NO_COUNTRY, UNRESOLVED}}), 2))
