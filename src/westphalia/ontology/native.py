"""Where the actor names of ICEWS belong: «Sergey_Viktorovich_Lavrov» is Russia's, «Foreign_Affairs_(Iran)» Iran's.

A name is placed by the first of these that knows it:

1. its row in `icews_names.csv`: persons, parties, institutions, groups; each row says where it is from: the country
   ICEWS itself gives («derived: ICEWS sample»), the PETRARCH actor dictionary («derived: Phoenix 2014»), our own
   knowledge, or «ambiguous», which leaves a name that stands for several unplaced. Where an office moved a person
   from one actor to another, `until` is the last day of the row;
2. the country itself, in ICEWS's spelling (`icews_places.csv`);
3. what stands in its last parentheses, placed in the same way; the words before give the sector (`icews_sectors.csv`).

Conventions: whoever holds an office of an organisation of states counts as that organisation; multinational companies
belong to no country (as in ICEWS and PLOVER); regions and continents neither; territories that most states do not
recognise count, as in PLOVER, under the state that claims them, with sector PRE.
Names and their frequencies: ICEWS (Boschee et al. 2015, Harvard Dataverse, doi:10.7910/DVN/28075).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from westphalia.ontology.tables import day, rows
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a name belongs. `code` is a record code, `sector` PLOVER's (None where unknown), `name` the name in words.

    `how` is «name» (a row of the table), «place» (a country's own name), «parentheses» or «unknown».
    """

    code: str
    sector: str | None
    name: str
    how: str


def place(name: str, on: date | None = None) -> Placed:
    """The record code and sector of an ICEWS actor name; underscores and spaces are the same.

    `on` is the day of the event and matters for those who changed sides of the table («Donald_Tusk»); without it the
    latest place is given. A name nobody knows is placed at `UNRESOLVED`, one that belongs to no country at
    `NO_COUNTRY`; nothing is raised.

    >>> place("Foreign_Affairs_(Iran)")
    Placed(code='IRN', sector='GOV', name='Foreign Affairs (Iran)', how='parentheses')
    >>> place("Donald Tusk", date(2018, 5, 1)).code, place("Donald Tusk").code
    ('IGO:EU', 'POL')
    >>> place("Unspecified_Actor").code, place("Somebody_Unheard_Of").code
    ('---', '???')
    """
    return _place(name, on if on is not None and moves(name) else None)


@functools.lru_cache(maxsize=1 << 17)
def moves(name: str) -> bool:
    """Whether the place of `name` depends on the day.

    >>> moves("Donald_Tusk"), moves("Foreign_Affairs_(Iran)")
    (True, False)
    """
    key = _key(name)
    return any(row.until for part in (key, _split(key)[1]) for row in _names().get(part, ()))


@functools.lru_cache(maxsize=1 << 17)
def _place(name: str, on: date | None) -> Placed:
    key = _key(name)
    code, sector, how = _find(key, on)
    return Placed(code, sector, key.replace("_", " "), how)


def _find(key: str, on: date | None) -> tuple[str, str | None, str]:
    row = _row(key, on)
    if row is not None:
        return row.code, row.sector, "name"
    code = _places().get(key)
    if code is not None:
        return code, None, "place"
    prefix, inner = _split(key)
    if not inner:
        return UNRESOLVED, None, "unknown"
    code, sector, _ = _find(inner, on)
    if code == UNRESOLVED:
        return UNRESOLVED, None, "unknown"
    return code, _sectors().get(prefix) or sector, "parentheses"


def _split(key: str) -> tuple[str, str]:
    """The words before the last parentheses, and what stands in these; both empty where there are none."""
    if not key.endswith(")"):
        return "", ""
    depth = 0
    for at in range(len(key) - 1, -1, -1):
        if key[at] == ")":
            depth += 1
        elif key[at] == "(":
            depth -= 1
            if depth == 0:
                return key[:at].rstrip("_"), key[at + 1 : -1]
    return "", ""


def _key(name: str) -> str:
    return "_".join(name.replace("_", " ").split())


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    sector: str | None
    until: date | None


def _row(key: str, on: date | None) -> _Row | None:
    found = _names().get(key)
    if found is None:
        return None
    if on is None:
        return found[-1]
    return next((row for row in found if row.until is None or on <= row.until), found[-1])


@functools.cache
def _names() -> Mapping[str, tuple[_Row, ...]]:
    """The rows of a name, earliest first; the one without an end comes last."""
    table: dict[str, list[_Row]] = {}
    for row in rows("icews_names.csv"):
        table.setdefault(row["name"], []).append(_Row(row["code"], row["sector"] or None, day(row["until"])))
    return {name: tuple(sorted(found, key=lambda r: r.until or date.max)) for name, found in table.items()}


@functools.cache
def _places() -> Mapping[str, str]:
    return {row["name"]: row["code"] for row in rows("icews_places.csv")}


@functools.cache
def _sectors() -> Mapping[str, str]:
    return {row["prefix"]: row["sector"] for row in rows("icews_sectors.csv")}


__all__ = ["NO_COUNTRY", "UNRESOLVED", "Placed", "place"]
