"""The earliest day an undated text can be of, by the offices it states for the people it names.

A text that speaks of «President X» was not written before X first became President. Only an office that the text
itself states counts: in the name («President X»), right beside it («X, the president of …») or in its place, and not a
former one. Where the text gives dates itself, an office taken after all of them is left out: it may be of another
holder of the name, and the text knows better.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from westphalia.ontology.types import Actor, ActorKind, Document, Mention

_BESIDE = 40  # characters before and after a name that are looked at
_PAST = r"\b(?:former|formerly|ex|then|late|vice|deputy|future|candidate)[\s-]+(?:[A-Z]\w+\s+)?$"


def written_after(document: Document | None) -> tuple[date | None, str | None]:
    """The latest day on which somebody whom the text calls by an office first took it, and who; else (None, None)."""
    if document is None:
        return None, None
    people = {actor.id: actor for actor in document.actors if actor.kind is ActorKind.PERSON and actor.code}
    known = _dates(document)
    latest: date | None = None
    who: str | None = None
    stated: set[str] = set()
    for mention in document.mentions:
        actor = people.get(mention.actor_id)
        if actor is None or actor.id in stated or not _states(document, mention, actor):
            continue
        stated.add(actor.id)
        first, name = _first_term(actor)
        if first and (latest is None or first > latest) and (known is None or first <= known):
            latest, who = first, name
    return latest, who


def _dates(document: Document) -> date | None:
    """The last of the days that the text states; None where it states none."""
    days: Iterable[date | None] = (
        *(event.day for event in document.events if event.day_source in (None, "stated")),
        *(day for claim in document.claims for day in (claim.first_day, claim.last_day)),
    )
    return max((day for day in days if day), default=None)


def _states(document: Document, mention: Mention, actor: Actor) -> bool:
    """Whether the text gives the actor the office at this mention."""
    if not actor.role or (mention.inferred or "").startswith("holder of the office"):
        return False
    text, start = document.text, mention.start
    role = re.escape(actor.role)
    before = text[max(0, start - _BESIDE) : start]
    inside = re.search(rf"\b{role}\b", mention.text, re.IGNORECASE)
    if inside:
        return not re.search(_PAST, before + mention.text[: inside.start()], re.IGNORECASE)
    if mention.how == "title":
        return not re.search(_PAST, before, re.IGNORECASE)
    ahead = re.search(rf"\b{role},?\s+$", before, re.IGNORECASE)
    if ahead:
        return not re.search(_PAST, before[: ahead.start()], re.IGNORECASE)
    after = text[mention.end : mention.end + _BESIDE]
    return re.match(rf",\s+(?:the\s+)?(?:[A-Z]\w+(?:['’]s)?\s+)?{role}\b", after, re.IGNORECASE) is not None


def _first_term(actor: Actor) -> tuple[date | None, str | None]:
    """When the actor first held the office of that name, and how it is called."""
    from westphalia.ontology.actors import leaders

    terms = [term for term in leaders(actor.code) if term.actor_id == actor.id and _same(term.title, actor.role or "")]
    return (terms[0].first_day, f"{terms[0].title} {terms[0].name}") if terms else (None, None)


def _same(title: str, role: str) -> bool:
    return title.casefold() in role.casefold() or role.casefold() in title.casefold()
