"""The earliest day an undated text can be of, by the offices it states for the people it names."""

from __future__ import annotations

from datetime import date

from westphalia.ontology.types import ActorKind, Document


def written_after(document: Document | None) -> tuple[date | None, str | None]:
    """The latest day on which a person whom the text calls by an office took it, and who; (None, None) where none.

    Only people in an office today's text would give them: the latest term of each person counts from its beginning.
    """
    from westphalia.ontology.actors import leaders

    latest: date | None = None
    who: str | None = None
    for actor in document.actors if document else ():
        if actor.kind is not ActorKind.PERSON or not actor.role or not actor.code:
            continue
        terms = [term for term in leaders(actor.code) if term.actor_id == actor.id and _same(term.title, actor.role)]
        if terms and (latest is None or terms[0].first_day > latest):
            latest, who = terms[0].first_day, f"{terms[0].title} {terms[0].name}"
    return latest, who


def _same(title: str, role: str) -> bool:
    return title.casefold() in role.casefold() or role.casefold() in title.casefold()
