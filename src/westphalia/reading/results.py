"""What a `Document` lists: mentions, actors and agreements."""

from __future__ import annotations

from datetime import date

from westphalia.ontology.types import Actor, Agreement, Event, Mention
from westphalia.reading import dated, dates
from westphalia.reading.drafts import Draft
from westphalia.reading.references import Reference


def mentions(references: list[Reference]) -> tuple[Mention, ...]:
    """Every mention in text order."""
    made = dict.fromkeys(Mention(r.start, r.end, r.text, r.actor_id, r.how, r.inferred) for r in references)
    return tuple(sorted(made, key=lambda m: (m.start, m.end)))


def actors(references: list[Reference], groups: dict[str, Actor], published: date | None) -> tuple[Actor, ...]:
    """Every actor that is mentioned or holds a claim, in order of first mention."""
    from westphalia.errors import UnknownActor
    from westphalia.ontology.actors import actor as known_actor

    found: dict[str, Actor] = {}
    for reference in references:
        if reference.actor_id in found:
            continue
        try:
            known = known_actor(reference.actor_id, published)
        except UnknownActor:
            known = Actor(
                reference.actor_id, reference.name, reference.kind, reference.code, reference.sector, reference.role
            )
        found[reference.actor_id] = known
    return (*found.values(), *(group for key, group in groups.items() if key not in found))


def agreements(
    text: str,
    drafts: list[Draft],
    events: list[Event],
    times: list[list[dates.When]],
    published: date | None,
) -> tuple[Agreement, ...]:
    """The agreements in order of their definition."""
    made = []
    for draft, whens in zip(drafts, times, strict=True):
        when = dated.day_of_agreement(whens, draft.status, published)
        told = dated.signing_of(events, draft.sentence, draft.parties)
        day, day_source = (told.day, told.day_source) if told and not when else (None, None)
        if when is not None:
            day, day_source = when.day, when.source
        made.append(
            Agreement(
                name=draft.name,
                parties=draft.parties,
                signatories=draft.signatories,
                domains=draft.domains,
                status=draft.status,
                text=text[draft.start : draft.end],
                start=draft.start,
                end=draft.end,
                sentence=draft.sentence,
                kind=draft.kind,
                day=day,
                day_source=day_source,
                place=told.place if told else None,
                place_source=told.place_source if told else None,
                place_country=told.place_country if told else None,
            )
        )
    return tuple(made)
