"""PLOVER's sixteen actions, with their modes, quads and conflict-cooperation scores.

Source: PLOVER manual, draft 2.0 (Open Event Data Alliance, CC BY-SA 4.0): codes and scores are facts taken from its
table «PLOVER conflict-cooperation scores»; labels and descriptions are our own words. Two slips of the manual are
resolved here. ACCUSE stands there as 3: the sign is lost, its modes run from -2 to -3.5, and all other verbal conflict
is at or below 0, so it is -3. SANCTION is called verbal conflict in one table but material conflict in its own section
and in the summary of categories: it is material conflict. The manual gives PROTEST's mode «vandalize» no score.
"""

from __future__ import annotations

import csv
import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from westphalia.errors import UnknownAction
from westphalia.ontology.types import Quad

QUADS = tuple(Quad)


@dataclass(frozen=True)
class Action:
    """One of PLOVER's actions. `score` and the modes' scores run from -10 (conflict) to +10 (cooperation).

    `label` and `past` are verbs that take the recipient as object: «sanction», «sanctioned».
    """

    code: str
    quad: Quad
    score: float
    modes: Mapping[str, float | None]
    label: str
    past: str
    description: str


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV table of this package, as text by column name."""
    text = (files("westphalia.ontology") / name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def actions() -> Mapping[str, Action]:
    """Every action by its code, in the manual's order."""
    modes: dict[str, dict[str, float | None]] = {}
    for row in read_table("modes.csv"):
        modes.setdefault(row["action"], {})[row["mode"]] = float(row["score"]) if row["score"] else None
    return MappingProxyType(
        {
            row["code"]: Action(
                code=row["code"],
                quad=QUADS[int(row["quad"]) - 1],
                score=float(row["score"]),
                modes=MappingProxyType(modes.get(row["code"], {})),
                label=row["label"],
                past=row["past"],
                description=row["description"],
            )
            for row in read_table("actions.csv")
        }
    )


ACTIONS: tuple[str, ...] = (
    *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
)


def action(code: str) -> Action:
    """The action of that code, in any case; `UnknownAction` with the nearest codes otherwise.

    >>> action("sanction").quad
    <Quad.MATERIAL_CONFLICT: 'material conflict'>
    """
    found = actions().get(code.strip().upper())
    if found is None:
        raise UnknownAction(code, difflib.get_close_matches(code.strip().upper(), ACTIONS, n=3))
    return found


def actions_of(name: str) -> tuple[str, ...]:
    """The action codes that a name stands for: an action, a quad by name or number, «conflict», «cooperation», …

    >>> actions_of("material cooperation")
    ('COOPERATE', 'AID', 'RETREAT')
    >>> actions_of("2") == actions_of("material cooperation")
    True
    >>> actions_of("Sanction")
    ('SANCTION',)
    """
    key = " ".join(name.lower().replace("_", " ").replace("-", " ").split())
    quads = _groups().get(key)
    if quads is not None:
        return tuple(code for code, item in actions().items() if item.quad in quads)
    if key.upper() in ACTIONS:
        return (key.upper(),)
    known = [*(code.lower() for code in ACTIONS), *_groups()]
    raise UnknownAction(name, [near.upper() if near.upper() in ACTIONS else near for near in _nearest(key, known)])


def score(code: str, mode: str | None = None) -> float:
    """PLOVER's conflict-cooperation score of an action, or of one of its modes where the manual scores that mode.

    A mode without a score has its action's; a mode the action does not have raises `UnknownAction`.

    >>> score("ACCUSE"), score("CONSULT", "phone")
    (-3.0, 1.5)
    """
    found = action(code)
    if mode is None:
        return found.score
    key = mode.strip().lower()
    if key not in found.modes:
        raise UnknownAction(f"{found.code} {mode}", [f"{found.code} {near}" for near in _nearest(key, found.modes)])
    value = found.modes[key]
    return found.score if value is None else value


def quad_of(code: str) -> Quad:
    """The quad of an action."""
    return action(code).quad


@cache
def _groups() -> Mapping[str, tuple[Quad, ...]]:
    groups: dict[str, tuple[Quad, ...]] = {quad.value: (quad,) for quad in QUADS}
    groups.update({str(quad.number): (quad,) for quad in QUADS})
    groups.update({f"quad {quad.number}": (quad,) for quad in QUADS})
    groups["cooperation"] = tuple(quad for quad in QUADS if quad.cooperative)
    groups["conflict"] = tuple(quad for quad in QUADS if not quad.cooperative)
    groups["verbal"] = (Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT)
    groups["material"] = (Quad.MATERIAL_COOPERATION, Quad.MATERIAL_CONFLICT)
    groups["any"] = groups["all"] = QUADS
    return MappingProxyType(groups)


def _nearest(key: str, known: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(key, list(known), n=3)
