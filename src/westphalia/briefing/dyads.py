"""Which pairs of states and organisations a text is about.

A pair weighs as many points as there are deeds between the two that are told as having happened, claims about both that
could be tested, and sentences that name both; all its agreements together weigh one, so that an old treaty does not
lead. Pairs of equal weight keep the order of their codes, so the same text gives the same list.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED, Document, Event, Status, Verdict

if TYPE_CHECKING:
    from westphalia.evidence.finding import Finding

Pair = tuple[str, str]
_ANSWERS = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED, Verdict.NOT_ENOUGH_RECORD)


@dataclass(frozen=True)
class Dyad:
    """Two record codes in the order in which the text favours them, and how often it joins them.

    `events` are told as having happened (what two did to each other is one), `claims` could be tested; `others` are
    the remaining events, claims and agreements about both, which make a pair but give it no weight.
    """

    a: str
    b: str
    events: int
    claims: int
    agreements: int
    sentences: int
    others: int = 0

    @property
    def weight(self) -> int:
        """Events, claims and sentences together, and one for any agreement."""
        return self.events + self.claims + min(self.agreements, 1) + self.sentences

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
            "others": self.others,
        }


def dyads_of(document: Document, findings: Sequence[Finding] = ()) -> tuple[Dyad, ...]:
    """The pairs of `document`, heaviest first; a pair that one sentence names and nothing joins is none.

    `findings` say which of its claims could be tested.
    """
    codes = {actor.id: actor.code for actor in document.actors}
    agreements: Counter[Pair] = Counter()
    signed: set[tuple[Pair, int]] = set()
    for agreement in document.agreements:
        for pair in _all_pairs(agreement.parties):
            agreements[pair] += 1
            signed.add((pair, agreement.sentence))
    events: Counter[Pair] = Counter(pair for pair, *_ in dict.fromkeys(_deeds(document.events, signed)))
    claims: Counter[Pair] = Counter()
    for finding in findings:
        if finding.claim.event is None and finding.verdict in _ANSWERS:  # an event is counted once, as the event
            claims.update(_all_pairs(finding.claim.actors))
    spoken: Counter[Pair] = Counter(pair for event in document.events for pair in _pair(event))
    for claim in document.claims:
        for one in document.each(claim):
            spoken.update(_all_pairs(one.actors))
    sentences: Counter[Pair] = Counter()
    for named in mentioned(document):
        sentences.update(_all_pairs(code for code in (codes.get(actor_id, actor_id) for actor_id in named) if code))
    heard = Counter(codes.get(mention.actor_id, mention.actor_id) for mention in document.mentions)
    found = []
    for pair in {*agreements, *spoken, *sentences}:
        if pair not in agreements and pair not in spoken and sentences[pair] < 2:
            continue
        a, b = sorted(pair, key=lambda code: (-heard[code], code))
        others = max(0, spoken[pair] + agreements[pair] - events[pair] - claims[pair] - min(agreements[pair], 1))
        found.append(Dyad(a, b, events[pair], claims[pair], agreements[pair], sentences[pair], others))
    return tuple(sorted(found, key=lambda dyad: (-dyad.weight, -dyad.events, -dyad.claims, dyad.a, dyad.b)))


def mentioned(document: Document) -> tuple[frozenset[str], ...]:
    """For each sentence, the ids of the actors that it mentions."""
    starts = [span.start for span in document.sentences]
    named: list[set[str]] = [set() for _ in document.sentences]
    for mention in document.mentions:
        index = bisect_right(starts, mention.start) - 1
        if index >= 0:
            named[index].add(mention.actor_id)
    return tuple(frozenset(ids) for ids in named)


def sentences_at(document: Document, offsets: Iterable[int]) -> list[int]:
    """For each code point, the index of the sentence that holds it; of the one before it for a gap between two."""
    starts = [span.start for span in document.sentences]
    return [max(0, bisect_right(starts, offset) - 1) for offset in offsets]


def _deeds(events: Sequence[Event], signed: set[tuple[Pair, int]]) -> Iterable[tuple[Pair, int, int, str | None]]:
    """What is told as having happened between two; the conclusion of an agreement is the agreement's."""
    for event in events:
        for pair in _pair(event):
            of_agreement = (pair, event.sentence) in signed and (event.quad is None or event.quad.cooperative)
            if event.status is Status.HAPPENED and not of_agreement:
                yield pair, event.start, event.end, event.action


def _pair(event: Event) -> list[Pair]:
    return _all_pairs(side for side in (event.actor, event.recipient) if side)


def _all_pairs(codes: Iterable[str]) -> list[Pair]:
    return list(combinations(sorted({code for code in codes if code not in {NO_COUNTRY, UNRESOLVED}}), 2))
