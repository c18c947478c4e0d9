"""Events with their places in the text, days and places, and the claims that they happened or did not."""

from __future__ import annotations

import re

from westphalia.ontology.actions import quad_of, score
from westphalia.ontology.types import Claim, ClaimKind, Event, Span, Status
from westphalia.reading import claims, dated, dates, events, fitting, placed, places, same_occasion
from westphalia.reading.agreement_nouns import domains_in
from westphalia.reading.attribution import Attribution
from westphalia.reading.fiction import fictional
from westphalia.reading.holders import held_part, hold, holder_at
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.told import Told
from westphalia.reading.units import Clause, Unit
from westphalia.reading.unreal import taken_back


def tell(
    told: Told,
    index: int,
    found: list[events.Found],
    parsed: Parse,
    said: list[Attribution],
    whens: list[dates.When],
    asserted: list[Unit],
) -> None:
    """Add the events that were found in sentence `index` to what is told, with a claim for what happened or did not."""
    claimed: set[tuple[int, frozenset[str | None]]] = set()
    named = placed.find(parsed, told.references, told.text, told.spoken, told.scene)
    nouns = {k for one in found for k in range(one.cue_first, one.cue_last) if parsed.tag(k) == "N"}
    for one in found:
        tokens = parsed.tokens
        start, end = tokens[one.first].start, tokens[one.last - 1].end
        cue = Span(tokens[one.cue_first].start, tokens[max(one.cue_first, one.cue_last - 1)].end)
        start, end = min(start, cue.start), max(end, cue.end)
        actor = told.references[one.actor] if one.actor is not None else None
        recipient = told.references[one.recipient] if one.recipient is not None else None
        holder = holder_at(said, cue.start)
        if holder is None and one.status is Status.DENIED:  # «Baku dismissed the claim as baseless»
            holder = next((by for by in said if by.cue_start == cue.start), None)
        status = _as_told(one, parsed, holder, actor.code if actor else None)
        words_of_cue = one.cue_first, max(one.cue_first, one.cue_last - 1)
        when = dated.day_of(whens, words_of_cue, parsed, status, told.published)
        sides = one.actor, one.recipient
        place = placed.place_of(named, words_of_cue, one.cue.action, sides, nouns, parsed, whens)
        told_on = when.day if when else told.published
        country, whence = places.on_day(place.country, place.source, told_on) if place else (None, None)
        number = len(told.events)
        hit = None
        if one.cue.action == "ASSAULT" and one.recipient is None:
            listed = [place for place in named if place.kind == "listed"]
            there = placed.place_of(listed, words_of_cue, one.cue.action, sides, nouns, parsed, whens, targets=True)
            hit = _hit_there(one, actor, places.on_day(there.country, there.source, told_on)[0] if there else None)
        if place is not None and fitting.at_sea(place, parsed):
            country, whence = None, "stated"
        elif place is not None and actor is not None and recipient is not None:
            receives = fitting.at_home(place, words_of_cue, parsed)
            if receives is not None:
                behind = receives.passive  # «was received by»
                host = sorted((actor, recipient), key=lambda one: one.start)[behind]
                country, whence = host.code, "inferred: the state that is host"
        if one.alone and _told_before(told, actor, one.cue.action, recipient, status):
            continue  # the model sees an event wherever it is only spoken of again
        event = Event(
            actor=actor.code if actor else None,
            recipient=recipient.code if recipient else hit,
            action=one.cue.action,
            status=status,
            quad=quad_of(one.cue.action),
            score=score(one.cue.action, one.cue.mode),
            text=told.text[start:end],
            start=start,
            end=end,
            sentence=index,
            cue=cue,
            actor_id=actor.actor_id if actor else None,
            recipient_id=recipient.actor_id if recipient else hit,
            mode=one.cue.mode,
            domains=domains_in(told.text[start:end]),
            contexts=one.cue.contexts,
            day=when.day if when else None,
            day_source=when.source if when else None,
            place=told.text[place.start : place.end] if place else None,
            place_source=whence,
            place_country=country,
            holder=holder.holder if holder else "author",
            confidence=one.confidence,
            inferred=one.inferred or ("recipient: the state where it was done" if hit else None),
        )
        if when is None and place is None and dated.stretch_of(whens, words_of_cue, parsed) is None:
            event = same_occasion.shared(event, told.events, words_of_cue, parsed, told.text)
        told.events.append(event)
        told.rows.add((event.actor, event.action, event.recipient, event.status))
        pair = (cue.start, frozenset((event.actor, event.recipient)))
        if status in (Status.HAPPENED, Status.DENIED) and pair not in claimed:
            claimed.add(pair)
            around = _around(asserted, parsed, cue.start, holder)
            clause = _clause_of(asserted, one.cue_first)
            stretch = when or dated.stretch_of(whens, words_of_cue, parsed)
            _event_claim(told, event, number, holder, said, stretch, whens, around, parsed, clause)


def _told_before(told: Told, actor: Reference | None, action: str, recipient: Reference | None, status: Status) -> bool:
    return (actor.code if actor else None, action, recipient.code if recipient else None, status) in told.rows


def _event_claim(
    told: Told,
    event: Event,
    number: int,
    holder: Attribution | None,
    said: list[Attribution],
    when: dates.When | None,
    whens: list[dates.When],
    around: tuple[int, int] | None,
    parsed: Parse,
    clause: Clause | None,
) -> None:
    start, end = around or (event.start, event.end)
    bound = when or dated.inside(whens, start, end)
    told.claims.append(
        hold(
            told,
            Claim(
                kind=ClaimKind.EVENT,
                holder="author",
                text=told.text[start:end],
                start=start,
                end=end,
                sentence=event.sentence,
                actors=tuple(code for code in (event.actor, event.recipient) if code is not None),
                action=event.action,
                quad=event.quad,
                status=event.status,
                measure="event",
                first_day=bound.first if bound else None,
                last_day=bound.last if bound else None,
                event=number,
                hedge=claims.hedge(parsed, clause) if clause is not None else None,
                booster=claims.booster(parsed, clause) if clause is not None else None,
                loaded=claims.loaded(told.text[start:end]),
            ),
            holder,
            said,
        )
    )


def _clause_of(asserted: list[Unit], token: int) -> Clause | None:
    """The clause in which a token stands, of several that hold it the one that begins last."""
    around = (c for unit in asserted for c in (unit.main, *unit.inner) if c.first <= token < c.last)
    return max(around, key=lambda clause: clause.first, default=None)


def _hit_there(one: events.Found, actor: Reference | None, country: str | None) -> str | None:
    """«struck a depot near Saratov»: an attack that names no victim is one on the state whose place it names."""
    if one.recipient is not None or actor is None or one.cue.action != "ASSAULT" or country == actor.code:
        return None
    return country


_EXPECTS = re.compile(r"(?:expect|predict|forecast|believe|think|reckon|speculate|suspect|suggest)", re.I)


def _as_told(one: events.Found, parsed: Parse, holder: Attribution | None, actor: str | None) -> Status:
    """What fiction or a draft tells has not happened; what others expect of an actor, it has not planned."""
    status = one.status
    if status is Status.HAPPENED:
        if fictional(parsed, one.cue_first, one.cue.action):
            return Status.HYPOTHETICAL
        return taken_back(parsed, one.cue_first) or status
    if status is Status.PLANNED and holder is not None and holder.code != actor and _EXPECTS.match(holder.cue):
        return Status.HYPOTHETICAL
    return status


def _around(asserted: list[Unit], parsed: Parse, at: int, holder: Attribution | None) -> tuple[int, int] | None:
    """The characters of the claim around an offset: its unit, as far as it is its holder's, else what he says."""
    for unit in asserted:
        start, end = parsed.tokens[unit.first].start, parsed.tokens[unit.last - 1].end
        if start <= at < end:
            return held_part(start, end, holder)
    if holder is not None and parsed.tokens[0].start <= holder.start and holder.end <= parsed.tokens[-1].end:
        return holder.start, holder.end  # «denies halting shipments»
    return None
