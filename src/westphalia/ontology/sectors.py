"""Sectors within a country, by PLOVER's codes: «IRN:MIL» is Iran's military.

The code is the record code of a state or organisation, a colon, and the sector («IGO:UN:MIL»: soldiers of the United
Nations). It cannot be taken for another: in «IGO:UN» and «REB:ISIL» no actor stands before the colon, and «RUS/kremlin»
is an institution, which counts under Russia as a whole. Names in sectors.csv are our own, codes PLOVER's.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Mapping
from types import MappingProxyType

from westphalia.errors import CallError, UnknownActor
from westphalia.ontology.actors import code_of, name_of
from westphalia.ontology.lookup import code_of_thing, fold
from westphalia.ontology.organisations import groups, organisations
from westphalia.ontology.states import states
from westphalia.ontology.tables import many, rows


@functools.cache
def sectors() -> Mapping[str, str]:
    """The name of each sector, by code.

    >>> sectors()["MIL"], len(sectors())
    ('military', 25)
    """
    return MappingProxyType({row["code"]: row["name"] for row in rows("sectors.csv")})


def sector_code(text: str) -> str:
    """The code of a sector by code or name, in any case; `CallError` with the nearest matches.

    >>> sector_code("mil"), sector_code("Army"), sector_code("the parliament")
    ('MIL', 'MIL', 'LEG')
    >>> sector_code("millitary")
    Traceback (most recent call last):
    westphalia.errors.CallError: unknown sector 'millitary'; did you mean MIL (military)...
    """
    code = _by_name().get(fold(text))
    if code is None:
        close = difflib.get_close_matches(fold(text), _by_name(), n=6, cutoff=0.6)
        near = list(dict.fromkeys(_by_name()[name] for name in close))[:3]
        shown = ", ".join(f"{one} ({sectors()[one]})" for one in near)
        hint = f"did you mean {shown}?" if near else f"sectors are {', '.join(sectors())}"
        raise CallError(f"unknown sector {text!r}; {hint}")
    return code


def sector_named(text: str) -> str | None:
    """The code of the sector that words name (not its code, which may be a word of another kind); None if they do not.

    >>> sector_named("armed forces"), sector_named("Army"), sector_named("mil"), sector_named("table")
    ('MIL', 'MIL', None, None)
    """
    return None if fold(text).upper() in sectors() else _by_name().get(fold(text))


def side_of(text: str) -> str:
    """The code for what a user typed on one side of a forecast: an actor (see `code_of`), or «ACTOR:SECTOR».

    >>> side_of("Iran:military"), side_of("iran: mil"), side_of("Iran"), side_of("igo:eu"), side_of("UN:MIL")
    ('IRN:MIL', 'IRN:MIL', 'IRN', 'IGO:EU', 'IGO:UN:MIL')
    >>> side_of("Irann:MIL")
    Traceback (most recent call last):
    westphalia.errors.UnknownActor: unknown actor 'Irann'; did you mean Iran...
    """
    before, colon, after = (part.strip() for part in text.rpartition(":"))
    if colon and not (before and after):
        raise CallError(f"{text!r} lacks {'a sector' if before else 'an actor'}; write it as IRN:MIL or Iran:military")
    if not colon or code_of_thing(text) is not None:
        return code_of(text)
    try:
        actor = code_of(before)
    except UnknownActor:
        if before.upper() in sectors() or before.upper() in ("IGO", "NGO", "ISM"):
            raise UnknownActor(text) from None  # «IGO:XYZ»: an organisation that is not known
        raise
    return f"{actor}:{sector_code(after)}"


def parted(code: str) -> tuple[str, str | None]:
    """The record code of the actor and the sector, None for the whole.

    >>> parted("IRN:MIL"), parted("IGO:UN:MIL"), parted("IGO:UN"), parted("IRN")
    (('IRN', 'MIL'), ('IGO:UN', 'MIL'), ('IGO:UN', None), ('IRN', None))
    """
    before, _, after = code.rpartition(":")
    if after in sectors() and (before in states() or before in organisations() or before in groups()):
        return before, after
    return code, None


def side_name(code: str) -> str:
    """The name to show.

    >>> side_name("IRN:MIL"), side_name("IRN")
    ('Iran (military)', 'Iran')
    """
    actor, sector = parted(code)
    return name_of(actor) if sector is None else f"{name_of(actor)} ({sectors()[sector]})"


@functools.cache
def _by_name() -> Mapping[str, str]:
    found = {fold(row["code"]): row["code"] for row in rows("sectors.csv")}
    for row in rows("sectors.csv"):
        for name in (row["name"], *many(row["aliases"])):
            found.setdefault(fold(name), row["code"])
    return found
