"""Who holds a claim, and through whom it reaches the text."""

from __future__ import annotations

import re
from dataclasses import replace

from westphalia.ontology.leaders import slug
from westphalia.ontology.types import Actor, ActorKind, Claim, Span, Status, Teller
from westphalia.reading.attribution import Attribution
from westphalia.reading.told import Told

_DENIES = re.compile(r"(?:(?:has|have|had|been|is|are|was|were) )*den(?:y|ies|ied)")
_DOUBTS = re.compile(r"(?:(?:has|have|had) )*doubt")


def hold(told: Told, claim: Claim, holder: Attribution | None, said: list[Attribution]) -> Claim:
    """The claim as held by `holder`, the author where there is none."""
    if holder is None:
        return claim
    if holder.holder == "author":  # «I think that …»
        return replace(claim, cue=holder.cue, hedge=claim.hedge or holder.hedge)
    actor_id = _holder_id(told, holder)
    cue = "" if holder.lent else holder.cue.lower()
    status = Status.DENIED if _DENIES.match(cue) else claim.status
    if status is Status.PLANNED and _DOUBTS.match(cue):
        status = Status.HYPOTHETICAL
    return replace(
        claim,
        status=status,
        holder=holder.holder,
        holder_id=actor_id,
        holder_code=holder.code,
        holder_span=Span(holder.holder_start, holder.holder_end),
        voice=holder.voice,
        cue=holder.cue,
        hedge=claim.hedge or holder.hedge,
        through=_through(holder, claim.start, said),
    )


def _holder_id(told: Told, holder: Attribution) -> str | None:
    if holder.reference is not None:
        return told.references[holder.reference].actor_id
    if holder.code is None:
        return None
    actor_id = f"{holder.code}/{slug(holder.holder)[:60]}"
    told.groups.setdefault(actor_id, Actor(actor_id, holder.holder, ActorKind.GROUP, holder.code))
    return actor_id


def held_part(start: int, end: int, holder: Attribution | None) -> tuple[int, int]:
    """The stretch without its holder's own words, where they stand in it."""
    if holder is not None and start < holder.start < end:
        start = holder.start
    if holder is not None and start < holder.end < end:
        end = holder.end
    return start, end


def _through(holder: Attribution, at: int, said: list[Attribution]) -> tuple[Teller, ...]:
    """Those who tell that the holder says it, outermost first: whose content holds the holder's own frame."""
    outer = [
        one
        for one in said
        if one.holder_start != holder.holder_start
        and one.start <= at < one.end
        and one.start <= holder.cue_start < one.end
        and one.end - one.start > holder.end - holder.start
    ]
    outer.sort(key=lambda one: one.start - one.end)
    return tuple({one.holder: Teller(one.holder, one.code, one.cue) for one in outer if one.cue}.values())


def holder_at(said: list[Attribution], at: int) -> Attribution | None:
    """Who speaks at an offset: the innermost attribution that covers it, of several the one told first."""
    covering = [one for one in said if one.start <= at < one.end]
    return min(covering, key=lambda one: (one.end - one.start, one.cue_start), default=None)
