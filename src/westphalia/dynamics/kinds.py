"""What a forecast is about: a quad, a single action, or a group of quads such as «conflict»."""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.ontology.actions import actions, actions_of
from westphalia.ontology.types import Quad


@dataclass(frozen=True)
class Kind:
    """A kind of event: any of `actions` (PLOVER codes). `quad` is set where it is exactly one quad."""

    name: str
    actions: tuple[str, ...]
    quad: Quad | None = None


def kinds_of(action: str | None = None) -> tuple[Kind, ...]:
    """The four quads, or the one kind that `action` names; `UnknownAction` where it names none.

    >>> [kind.name for kind in kinds_of()]
    ['verbal cooperation', 'material cooperation', 'verbal conflict', 'material conflict']
    >>> [kind.name for kind in kinds_of("sanction") + kinds_of("4") + kinds_of("conflict")]
    ['SANCTION', 'material conflict', 'conflict']
    """
    if action is None:
        return tuple(Kind(quad.value, _of_quad(quad), quad) for quad in Quad)
    codes = actions_of(action)
    if len(codes) == 1:
        return (Kind(codes[0], codes),)
    for quad in Quad:
        if set(codes) == set(_of_quad(quad)):
            return (Kind(quad.value, codes, quad),)
    return (Kind(" ".join(action.lower().split()), codes),)


def _of_quad(quad: Quad) -> tuple[str, ...]:
    return tuple(code for code, item in actions().items() if item.quad is quad)
