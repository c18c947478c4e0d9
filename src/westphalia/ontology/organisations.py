"""Organisations of states, armed groups and movements, and the institutions of states.

Ids: «IGO:NATO» for an organisation of states, «IGO:UN/security-council» for one of its bodies, «NGO:ICRC», «REB:HAMAS»
(PLOVER's sector, then the name) for groups, «RUS/kremlin» for an institution of a state. A territory that most states
do not recognise («GEO/abkhazia») is counted, as PLOVER does, under the state that claims it, with sector PRE.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from westphalia.ontology.tables import day, many, rows
from westphalia.ontology.types import ActorKind


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation, group or institution. `code` is the record code it counts under, `id` its own."""

    id: str
    code: str
    name: str
    aliases: tuple[str, ...]
    founded: date | None
    ended: date | None
    kind: ActorKind
    sector: str | None


@functools.cache
def organisations() -> Mapping[str, Organisation]:
    """Organisations of states (and the few others of world politics), by id.

    >>> organisations()["IGO:NATO"].founded
    datetime.date(1949, 4, 4)
    """
    return _by_id(
        Organisation(
            row["id"],
            row["id"].partition("/")[0],
            row["name"],
            many(row["aliases"]),
            day(row["founded"]),
            day(row["ended"]),
            ActorKind.ORGANISATION,
            row["id"].partition(":")[0],
        )
        for row in rows("organisations.csv")
    )


@functools.cache
def groups() -> Mapping[str, Organisation]:
    """Armed groups, movements and unrecognised territories, by id.

    >>> groups()["REB:ISIL"].name
    'Islamic State'
    """
    return _by_id(
        Organisation(
            row["id"],
            row["id"].partition("/")[0],
            row["name"],
            many(row["aliases"]),
            day(row["founded"]),
            day(row["ended"]),
            ActorKind.GROUP,
            row["sector"],
        )
        for row in rows("groups.csv")
    )


@functools.cache
def institutions() -> Mapping[str, Organisation]:
    """Institutions of states, by id.

    >>> institutions()["RUS/kremlin"].code
    'RUS'
    """
    return _by_id(
        Organisation(
            row["id"],
            row["id"].partition("/")[0],
            row["name"],
            many(row["aliases"]),
            None,
            None,
            ActorKind.INSTITUTION,
            row["sector"],
        )
        for row in rows("institutions.csv")
    )


def _by_id(found: object) -> Mapping[str, Organisation]:
    return MappingProxyType({item.id: item for item in found})  # type: ignore[attr-defined]
