"""Claims with their places in the text, holders, events and causes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Claim, ClaimKind, Factor, Span, Status
from westphalia.reading import claims, dated, dates
from westphalia.reading.attribution import Attribution
from westphalia.reading.factors import factor
from westphalia.reading.holders import held_part, hold, holder_at
from westphalia.reading.model.look import Look
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set, words
from westphalia.reading.told import Told
from westphalia.reading.units import Unit

_RELATIVE = re.compile(r"\b(?:who|which|whose|whom)\b")
_KINDS = (  # of what can be sorted in several ways the first
    *(ClaimKind.RECOMMENDATION, ClaimKind.CAUSE, ClaimKind.FORECAST, ClaimKind.COMPARISON),
    *(ClaimKind.TREND, ClaimKind.EVALUATION, ClaimKind.EVENT, ClaimKind.STATE),
)


def tell(
    told: Told,
    index: int,
    parsed: Parse,
    said: list[Attribution],
    whens: list[dates.When],
    begin: int,
    asserted: list[Unit],
) -> None:
    """Add the claims of sentence `index`; its events are those from number `begin` on."""
    for draft in claims.find(parsed, told.references, asserted):
        anchor = parsed.tokens[parsed.verbs[draft.verb].main].start
        if any(one.cue_start <= anchor < one.cue_start + len(one.cue) for one in said if one.verb is None):
            continue  # the clause only says who says it
        holder = holder_at(said, anchor)
        start, end = held_part(draft.start, draft.end, holder)
        bound = dated.inside(whens, start, end)
        inside = [i for i in range(begin, len(told.events)) if start <= told.events[i].cue.start < end]
        if draft.kind is ClaimKind.EVALUATION and any(told.events[i].status is Status.HAPPENED for i in inside):
            continue  # the event claim says it already
        meant = [i for i in inside if not _under_condition(told.events[i].cue.start, draft, parsed, asserted)]
        linked = meant[0] if meant and draft.kind in (ClaimKind.RECOMMENDATION, ClaimKind.FORECAST) else None
        deed = told.events[linked] if linked is not None else None
        if draft.kind is None:
            framed = any(start <= one.cue_start < end and one.start >= end for one in said)
            if framed or any(told.events[i].status in (Status.HAPPENED, Status.DENIED) for i in inside):
                continue  # «The fear is that …» asserts nothing of its own; an event claim says it already
            draft.kind = _unsorted(told.text[start:end])
        codes = (code for i in inside for code in (told.events[i].actor, told.events[i].recipient) if code)
        actors = draft.actors or (tuple(dict.fromkeys(codes)) if deed else ())
        told.claims.append(
            hold(
                told,
                Claim(
                    kind=draft.kind,
                    holder="author",
                    text=told.text[start:end],
                    start=start,
                    end=end,
                    sentence=index,
                    hedge=draft.hedge,
                    actors=actors,
                    action=deed.action if deed else None,
                    quad=deed.quad if deed else None,
                    status=draft.status,
                    measure=draft.measure,
                    direction=draft.direction,
                    first_day=bound.first if bound else None,
                    last_day=bound.last if bound else None,
                    event=linked,
                    cause=Span(*draft.cause) if draft.cause else None,
                    effect=Span(*draft.effect) if draft.effect else None,
                    polarity=draft.polarity,
                    causing=_factor(told, parsed, draft.cause, begin),
                    caused=_related(_factor(told, parsed, draft.effect, begin), draft.relation),
                    booster=draft.booster,
                    loaded=claims.loaded(told.text[start:end]),
                ),
                holder,
                said,
            )
        )
    for one in said:
        if (
            not any(c.sentence == index and one.start <= c.start < one.end for c in told.claims[-12:])
            and one.end - one.start > 12
            and one.cue
            and not told.text[one.start : one.end + 1].rstrip('”"» ').endswith("?")
        ):
            told.claims.append(
                hold(
                    told,
                    Claim(
                        kind=ClaimKind.RECOMMENDATION if one.asks else _unsorted(told.text[one.start : one.end]),
                        holder="author",
                        text=told.text[one.start : one.end],
                        start=one.start,
                        end=one.end,
                        sentence=index,
                        actors=_codes_in(told, parsed, one.start, one.end),
                    ),
                    one,
                    said,
                )
            )


def _under_condition(at: int, draft: claims.Draft, parsed: Parse, asserted: list[Unit]) -> bool:
    """«If Ghana attacks Benin, Togo will …»: does an offset stand in what the draft's clause is only joined to?"""
    for unit in asserted:
        for clause in unit.inner if unit.main.verb == draft.verb else ():
            first, last = parsed.tokens[clause.first].start, parsed.tokens[clause.last - 1].end
            if clause.opener in word_set("hanging") and first <= at < last:
                return True
    return False


def held_by_doer(
    told: Told, claims: Sequence[Claim], nominal: Sequence[Attribution], said: list[Attribution], parsed: Parse
) -> list[Claim]:
    """The claims of a sentence, those of a clause in which somebody denies or charges something held by him.

    So is the event that he denies there («Baku denied it»).

    What is denied is told there in a noun alone («any payment»), so that the clause is what he puts forward. What else
    the clause tells («Russia, which attacked Ukraine, denied …») stays whose it was.
    """
    found = list(claims)
    for one in nominal:
        later = (parsed.tokens[verb.first].start for verb in parsed.verbs if verb.mood == "fin")
        until = next((start for start in later if start > one.cue_start), None)  # where the next clause begins
        for k, claim in enumerate(found):
            if not (claim.start <= one.holder_start and one.cue_start < claim.end):
                continue
            held = hold(told, claim, replace(one, start=one.cue_start, end=claim.end), said)
            if claim.event is None:
                found[k] = held if until is None or claim.end <= until else claim
            elif one.cue_start <= told.events[claim.event].cue.start < (claim.end if until is None else until):
                found[k] = replace(held, status=claim.status)
                event = told.events[claim.event]
                if event.status is Status.DENIED and event.holder == "author":
                    told.events[claim.event] = replace(event, holder=one.holder)
    return found


def merged(claims: Sequence[Claim]) -> list[Claim]:
    """The claims of a sentence in the order of the text, those of one stretch of words that tell events as one.

    It is of the kind that stands first in `_KINDS`, and has the further events in its `also`; a claim that is tested
    for something else («united against X») stays beside it.
    """
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda claim: (claim.start, _KINDS.index(claim.kind))):
        group = same[*claim.said, claim.first_day, claim.last_day]
        if not group or claim.event is None or claim.kind is not ClaimKind.EVENT:
            group.append(claim)
        elif claim.event != group[0].event and claim.event not in group[0].also:
            group[0] = replace(group[0], also=(*group[0].also, claim.event))
    return sorted((claim for group in same.values() for claim in group), key=lambda claim: claim.start)


def unframed(told: Told, claims: Sequence[Claim], said: Sequence[Attribution]) -> list[Claim]:
    """The claims of a sentence without those that only tell that somebody asks, says or charges what is another claim.

    That claim gets the event («Canada urged …») in its `also`.
    """
    found, gone = list(claims), set[int]()
    for at, frame in enumerate(claims):
        numbers = () if frame.event is None or frame.kind is not ClaimKind.EVENT else (frame.event, *frame.also)
        cues = [told.events[number].cue.start for number in numbers]
        for one in said:
            if not cues or not all(_frames(told.text, one, cue) for cue in cues):
                continue
            if frame.end > one.start + 3 and not frame.start < one.start < frame.end <= one.end + 3:
                continue  # it tells more than that
            inside = (k for k, c in enumerate(claims) if one.start <= c.start < one.end and k != at and k not in gone)
            content = next(inside, None)
            if content is not None:
                own = found[content].event
                also = dict.fromkeys(n for n in (*found[content].also, *numbers, *found[at].also) if n != own)
                found[content] = replace(found[content], also=tuple(also))
                gone.add(at)
                break
    return [claim for k, claim in enumerate(found) if k not in gone]


def _frames(text: str, one: Attribution, at: int) -> bool:
    """Does what is told at an offset only say who says it? «Iran, which borders both, urged them to …»."""
    relative = one.holder_start <= at < one.cue_start and _RELATIVE.search(text, one.holder_start, at) is not None
    return relative or one.cue_start <= at < one.cue_start + len(one.cue)


def _factor(told: Told, parsed: Parse, span: tuple[int, int] | None, begin: int) -> Factor | None:
    return factor(parsed, told.references, span, told.events[begin:]) if span is not None else None


def _codes_in(told: Told, parsed: Parse, start: int, end: int) -> tuple[str, ...]:
    codes = (told.references[i].code for token in parsed.tokens if start <= token.start < end for i in token.actors)
    return tuple(dict.fromkeys(code for code in codes if code is not None))


def sorted_by(seen: Look, claim: Claim, caused: bool) -> Claim:
    """The claim with the kind that the model sees in it, where no cue has given it what a test could look at.

    Where the sentence's cause is found (`caused`), the rest of what it says is no cause of its own. A judgement by a
    value word stays one: it can never be tested.
    """
    if claim.event is not None or claim.measure is not None or claim.cause is not None:
        return claim
    if claim.kind is ClaimKind.RECOMMENDATION:
        return claim  # a cue urges in so many words
    if claim.kind is ClaimKind.EVALUATION and _unsorted(claim.text) is ClaimKind.EVALUATION:
        return claim
    kind = seen.kind(claim.start, claim.end)
    if kind is ClaimKind.EVENT and claim.kind is ClaimKind.FORECAST and not claim.actors:
        return claim  # «The war will end in May»: nobody's deed
    if kind is ClaimKind.STATE and claim.loaded:
        kind = ClaimKind.EVALUATION  # «a rogue state»: words that take sides judge
    if kind is None or kind is claim.kind or (caused and kind is ClaimKind.CAUSE):
        return claim
    status = (
        Status.URGED if kind is ClaimKind.RECOMMENDATION else None if claim.status is Status.URGED else claim.status
    )
    return replace(claim, kind=kind, status=status, direction=None)


def _related(caused: Factor | None, relation: int | None) -> Factor | None:
    """«unites B and C» is about the relations of B and C, as «brings B and C closer» is."""
    if caused is None or relation is None or caused.measure is not None:
        return caused
    return replace(caused, measure="relations", direction=relation or None)


def _unsorted(content: str) -> ClaimKind:
    """The kind of reported content that no cue sorts: a value judgement where it has such a word, else a state."""
    low = {word.strip("«»\"'.,;:!?").lower() for word in content.split()}
    return ClaimKind.EVALUATION if low & words("value_words", "word") else ClaimKind.STATE
