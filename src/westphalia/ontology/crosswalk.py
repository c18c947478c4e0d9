"""From CAMEO, and from the relation names of ICEWS (which are CAMEO labels), to PLOVER.

`cameo.csv` is rebuilt by `scripts/derive_crosswalk.py`, which names its sources and every correction. The cases that
matter:

* 163 (embargo, boycott, sanctions) is SANCTION like the rest of family 16; PLOVER's crosswalk file says COERCE, its
  manual says SANCTION, and the manual wins.
* Root 08 is CONCEDE (080-083, words) or RETREAT (084-087, deeds).
* Root 01 (statements) has no action: such events are stored without one and count as volume only.
* Root 02 (appeals) is in neither PLOVER's crosswalk file nor the manual's translation (it drops them). The manual's
  REQUEST covers all requests, so 02 is REQUEST as its sister root 10 is. This moves appeals from verbal cooperation
  (the origin's quad, Goldstein +3) to verbal conflict (PLOVER's quad, score 0): both stand in `Crossed`.

`goldstein` is GDELT's official table (which has no value for 1213 and 1214); ICEWS's own differs on 016 (-5.0), 022
(3.4), 164 (-6.5) and 165 (-7.0). `origin_quad` is the class by CAMEO root as GDELT assigns it: 01-05, 06-08, 09-13
and 14-20.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from westphalia.errors import UnknownAction
from westphalia.ontology.actions import QUADS, action, read_table
from westphalia.ontology.types import Quad


@dataclass(frozen=True)
class Crossed:
    """A CAMEO code in PLOVER's terms, with what the origin says of it beside.

    `score` is the PLOVER score of the action (not of the mode), so that records of single events and records of counts
    by action agree; `ontology.actions.score(action, mode)` gives the finer one.
    """

    cameo: str
    name: str
    action: str | None
    mode: str | None
    contexts: tuple[str, ...]
    quad: Quad | None
    origin_quad: Quad
    goldstein: float | None
    score: float | None


def from_cameo(code: str) -> Crossed:
    """What a CAMEO code (two to four digits, leading zero kept) is in PLOVER; `UnknownAction` otherwise.

    >>> crossed = from_cameo("163")
    >>> crossed.action, crossed.mode, crossed.goldstein
    ('SANCTION', 'discontinue', -8.0)
    >>> from_cameo("010").action is None
    True
    """
    found = _codes().get(code.strip())
    if found is None:
        raise UnknownAction(f"CAMEO {code}", [f"CAMEO {near}" for near in _near(code.strip(), _codes())])
    return found


def from_relation(name: str) -> Crossed:
    """What a relation of the ICEWS sets, or an «Event Text» of its export, is in PLOVER; `UnknownAction` otherwise.

    Case, underscores, spaces and punctuation do not matter.

    >>> from_relation("Express_intent_to_meet_or_negotiate").cameo
    '036'
    """
    found = _relations().get(_key(name))
    if found is None:
        raise UnknownAction(name, [_relations()[near].name for near in _near(_key(name), _relations())])
    return found


@cache
def _codes() -> Mapping[str, Crossed]:
    codes: dict[str, Crossed] = {}
    for row in read_table("cameo.csv"):
        plover = action(row["action"]) if row["action"] else None
        codes[row["cameo"]] = Crossed(
            cameo=row["cameo"],
            name=row["name"],
            action=plover.code if plover else None,
            mode=row["mode"] or None,
            contexts=tuple(row["contexts"].split(";")) if row["contexts"] else (),
            quad=plover.quad if plover else None,
            origin_quad=QUADS[int(row["origin_quad"]) - 1],
            goldstein=float(row["goldstein"]) if row["goldstein"] else None,
            score=plover.score if plover else None,
        )
    return MappingProxyType(codes)


@cache
def _relations() -> Mapping[str, Crossed]:
    relations: dict[str, Crossed] = {}
    # Roots last and never over a code: «Consult» is 040, which data sets mean, not the heading 04.
    for code, crossed in sorted(_codes().items(), key=lambda item: (len(item[0]) == 2, item[0])):
        relations.setdefault(_key(crossed.name), _codes()[code])
    for row in read_table("cameo.csv"):
        if row["alias"]:
            relations.setdefault(_key(row["alias"]), _codes()[row["cameo"]])
    return MappingProxyType(relations)


def _key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def _near(key: str, known: Mapping[str, Crossed]) -> list[str]:
    return difflib.get_close_matches(key, list(known), n=3)
