"""From what a language model says to what the document holds: each item located in the text, or dropped and counted.

An event needs its clause, its cue in the clause, and both sides: at least one in the clause's own sentence, the other
no further than the next one. A claim needs its content and its holder, an agreement its clause, its name and two
parties. What is told twice where two parts overlap is taken once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial

from westphalia.ontology.actions import quad_of, score
from westphalia.ontology.leaders import slug
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Agreement,
    Claim,
    ClaimKind,
    Document,
    Event,
    Span,
    Status,
)
from westphalia.reading import dated
from westphalia.reading.agreement_nouns import domains_in, kind_of
from westphalia.reading.llm_locate import Locator
from westphalia.reading.llm_schema import Said, SaidAgreement, SaidClaim, SaidEvent, Side
from westphalia.reading.llm_sides import NotGrounded, Placed, Sides
from westphalia.reading.llm_told import Told

LONGEST = 1500  # characters of one clause, content or definition


class Checked:
    """What holds of the answers about one text; `dropped` counts by (what, why)."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.locator = Locator(document.text)
        self.told = Told(document)
        self.sides = Sides(document, self.locator)
        self.events: list[Event] = []
        self.claims: list[Claim] = []
        self.agreements: list[Agreement] = []
        self.groups: dict[str, Actor] = {}
        self.dropped: Counter[tuple[str, str]] = Counter()
        self.taken: dict[tuple[object, ...], set[tuple[int, int]]] = {}
        self.placed: tuple[set[tuple[int, int]], tuple[int, int]] | None = None  # the item that is being checked

    def add(self, said: Said, part: Span, overlap: int) -> None:
        """Take over an answer about `part`; before offset `overlap` another answer has been taken over already."""
        self.dropped.update(said.dropped)
        at = part.start
        for event in said.events:
            at = self._try("event", partial(self._event, event, part, at, overlap), at)
        at = part.start
        for claim in said.claims:
            at = self._try("claim", partial(self._claim, claim, part, at, overlap), at)
        for agreement in said.agreements:
            self._try("agreement", partial(self._agreement, agreement, part), 0)

    def _try(self, what: str, take: Callable[[], int], at: int) -> int:
        try:
            return take()
        except NotGrounded as why:
            self.dropped[what, str(why)] += 1
            if self.placed is not None:
                self.placed[0].discard(self.placed[1])  # the place is free for an item that holds
            return at
        finally:
            self.placed = None

    # --- events ------------------------------------------------------------------------------------------------------

    def _event(self, said: SaidEvent, part: Span, after: int, overlap: int) -> int:
        key = (said.action, said.actor, said.recipient, said.status)
        clause = self._place(said.quote, part, after, key)
        cue = self.sides.near(said.cue, clause, clause)
        if cue is None:
            raise NotGrounded("a cue that is not in the clause")
        if self.told.contradicts(said.action, cue):
            raise NotGrounded("an action that its words contradict")
        actor, recipient = self._pair(said, clause)
        quad = quad_of(said.action)
        status = self.told.status(said.status, cue, said.action)
        if status is not said.status:
            self.dropped["status", f"«happened» of what the sentence tells as {status.value}"] += 1
        event = Event(
            actor=actor.code if actor else None,
            recipient=recipient.code if recipient else None,
            action=said.action,
            status=status,
            quad=quad,
            score=score(said.action),
            text=self.text[clause.start : clause.end],
            start=clause.start,
            end=clause.end,
            sentence=self.told.sentence(cue.start),
            cue=cue,
            actor_id=actor.actor_id if actor else None,
            recipient_id=recipient.actor_id if recipient else None,
            domains=domains_in(self.text[clause.start : clause.end]),
        )
        when = self.told.day(cue, status)
        if when is not None:
            event = replace(event, day=when.day, day_source=when.source)
        known = (one for one in self.events if _tells_the_same(one, event))
        if clause.start < overlap and any(one.cue.start < overlap for one in known):
            return clause.start  # the part before has told it
        self.events.append(event)
        return clause.start

    def _pair(self, said: SaidEvent, clause: Span) -> tuple[Placed | None, Placed | None]:
        sentence = self.told.around(clause.start, clause.end)
        reach = self.told.around(clause.start, clause.end, 1)
        actor = self.sides.place(said.actor, clause, reach) if said.actor else None
        recipient = self.sides.place(said.recipient, clause, reach) if said.recipient else None
        found = [side for side in (actor, recipient) if side is not None]
        if not found:
            raise NotGrounded("no side")
        if actor is not None and recipient is not None and (actor.span, actor.code) == (recipient.span, recipient.code):
            raise NotGrounded("one and the same words for both sides")
        if not any(sentence.start <= side.span.start < sentence.end for side in found):
            raise NotGrounded("no side in the sentence")
        return actor, recipient

    # --- claims ------------------------------------------------------------------------------------------------------

    def _claim(self, said: SaidClaim, part: Span, after: int, overlap: int) -> int:
        span = self._place(said.quote, part, after, ("claim",))
        if span.start < overlap and any(_shared(one, span) > 0.5 for one in self.claims):
            return span.start  # the part before has told it
        claim = Claim(
            kind=said.kind,
            holder="author",
            text=self.text[span.start : span.end],
            start=span.start,
            end=span.end,
            sentence=self.told.sentence(span.start),
        )
        if said.holder is not None:
            claim = self._held(claim, said, said.holder, span)
        cause, effect = (self._inside(words, span) for words in (said.cause, said.effect))
        if cause is not None and effect is not None and said.polarity is not None:
            claim = replace(claim, cause=cause, effect=effect, polarity=said.polarity)
        elif said.cause or said.effect:
            self.dropped["cause", "words that are not there, or no polarity"] += 1
        when = dated.inside(self.told.times(span.start, span.end), span.start, span.end)
        if when is not None:
            claim = replace(claim, first_day=when.first, last_day=when.last)
        self.claims.append(claim)
        return span.start

    def _held(self, claim: Claim, said: SaidClaim, side: Side, span: Span) -> Claim:
        holder, code, actor_id = self.sides.holder(side, span)
        name = self.text[holder.start : holder.end]
        if actor_id is None and code is not None:
            actor_id = f"{code}/{slug(name)[:60]}"
            self.groups.setdefault(actor_id, Actor(actor_id, name, ActorKind.GROUP, code))
        cue = self._inside(said.cue, self.told.around(span.start, span.end, 1))
        return replace(
            claim,
            holder=name,
            holder_id=actor_id,
            holder_code=code,
            holder_span=holder,
            voice="quote" if self.told.quoted(span) else "paraphrase",
            cue=self.text[cue.start : cue.end] if cue is not None else None,
        )

    def _inside(self, words: str | None, reach: Span) -> Span | None:
        return self.sides.near(words, reach, reach) if words else None

    # --- agreements --------------------------------------------------------------------------------------------------

    def _agreement(self, said: SaidAgreement, part: Span) -> int:
        clause = self._place(said.quote, part, part.start, ("agreement", said.name, said.parties))
        name = self.sides.near(said.name, clause, Span(0, len(self.text)))
        if name is None:
            raise NotGrounded("a name that is not in the text")
        parties: list[str] = []
        for side in said.parties:
            try:
                parties.append(self.sides.party(side, clause))
            except NotGrounded as why:
                self.dropped["party", str(why)] += 1
        parties = list(dict.fromkeys(parties))
        if len(parties) < 2:
            raise NotGrounded("fewer than two parties that are known")
        if any(set(parties) == set(one.parties) and _same_words(one.name, self.text, name) for one in self.agreements):
            return 0
        status = self.told.status(said.status, clause) if said.status is Status.HAPPENED else said.status
        if status not in (said.status, Status.DENIED):
            status = said.status  # a treaty that is spoken of may stand in any mood
        signed = [self.sides.near(words, clause, Span(0, len(self.text))) for words in said.signatories]
        self.dropped["signatory", "not in the text"] += sum(one is None for one in signed)
        when = dated.day_of_agreement(self.told.times(clause.start, clause.end), status, self.document.published)
        words = self.text[name.start : name.end]
        self.agreements.append(
            Agreement(
                name=words,
                parties=tuple(parties),
                signatories=tuple(self.text[one.start : one.end] for one in signed if one is not None),
                domains=said.domains,
                status=status,
                text=self.text[clause.start : clause.end],
                start=clause.start,
                end=clause.end,
                sentence=self.told.sentence(clause.start),
                kind=kind_of(words.lower()),
                day=when.day if when else None,
                day_source=when.source if when else None,
            )
        )
        return 0

    # --- places ------------------------------------------------------------------------------------------------------

    def _place(self, quote: str, part: Span, after: int, key: tuple[object, ...]) -> Span:
        """Where a quote stands in its part: of several places the first that is free at or behind offset `after`."""
        places = self.locator.places(quote, part.start, part.end)
        if not places:
            raise NotGrounded("words that are not in the text")
        taken = self.taken.setdefault((quote, part.start, *key), set())
        free = [place for place in places if place not in taken]
        if not free:
            raise NotGrounded("told twice")
        start, end = next((place for place in free if place[0] >= after), free[0])
        if end - start > LONGEST:
            raise NotGrounded(f"more than {LONGEST} characters")
        taken.add((start, end))
        self.placed = taken, (start, end)
        return Span(start, end)


def linked(claims: Iterable[Claim], events: tuple[Event, ...], document: Document) -> tuple[Claim, ...]:
    """Claims with what a test of them needs: the event they tell, else the actors they name and what the rules read."""
    rules = document.claims
    return tuple(_linked(claim, events, rules, document) for claim in claims)


def _linked(claim: Claim, events: tuple[Event, ...], rules: tuple[Claim, ...], document: Document) -> Claim:
    inside = [i for i, event in enumerate(events) if claim.start <= event.cue.start < claim.end]
    codes = dict.fromkeys(c for i in inside for c in (events[i].actor, events[i].recipient) if c)
    if claim.kind in (ClaimKind.EVENT, ClaimKind.RECOMMENDATION, ClaimKind.FORECAST) and inside:
        event = events[inside[0]]
        return replace(
            claim,
            actors=tuple(code for code in (event.actor, event.recipient) if code),
            action=event.action,
            quad=event.quad,
            status=event.status,
            measure="event" if claim.kind is ClaimKind.EVENT else None,
            event=inside[0],
        )
    near = [one for one in rules if one.kind is claim.kind and _shared(one, Span(claim.start, claim.end)) >= 0.5]
    if near:
        best = max(near, key=lambda one: _shared(one, Span(claim.start, claim.end)))
        same = {name: getattr(best, name) for name in ("actors", "action", "quad", "status", "measure", "direction")}
        own = claim.cause is not None
        causes = {} if own else {name: getattr(best, name) for name in ("cause", "effect", "polarity")}
        return replace(claim, **same, **causes, hedge=best.hedge)
    if not codes:
        of = {actor.id: actor.code for actor in document.actors}
        named = (of.get(m.actor_id) for m in document.mentions if claim.start <= m.start < claim.end)
        codes = dict.fromkeys(code for code in named if code)
    return replace(claim, actors=tuple(codes))


def _tells_the_same(one: Event, other: Event) -> bool:
    same = (one.actor, one.action, one.recipient) == (other.actor, other.action, other.recipient)
    return same and one.start < other.end and other.start < one.end


def _shared(claim: Claim, span: Span) -> float:
    """Characters in common, of the longer one."""
    common = min(claim.end, span.end) - max(claim.start, span.start)
    return max(0, common) / max(claim.end - claim.start, span.end - span.start, 1)


def _same_words(name: str, text: str, span: Span) -> bool:
    return name.lower() == text[span.start : span.end].lower()
