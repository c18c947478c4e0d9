"""The states of the world since 1945: their codes, names, days and what came before and after them.

`states.csv` holds one row per state or territory. ISO codes and names come from pycountry and CLDR
(scripts/derive_states.py); regions are those of the UN's M49; first and last days are facts written by hand and
checked against the Correlates of War membership list. Conventions:

- an empty `first_day` means the state stood before 1945; the former Soviet republics begin on 1991-12-26 (the Baltic
  states on 1991-09-06), as in the Correlates of War, others on the day they became independent or declared it;
- `predecessors` are the states that governed the territory the day before, whatever the law says of it; a colony has
  none; the first successor of a state is the one that continued its seat or most of its people;
- Germany before 1990-10-03 is GFR and DDR, Yemen before 1990-05-22 YAR and YMD, Vietnam before 1976-07-02 VDR and RVN;
  YUG runs to 2003-02-03; Egypt and Syria are UAR from 1958-02-22 to 1961-09-28; Tanganyika is counted as Tanzania.
- China's seat in the United Nations was Taiwan's (TWN) until 1971-10-25; this table follows territory, not seats.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from westphalia.errors import CallError, UnknownActor
from westphalia.ontology.tables import day, many, rows


@dataclass(frozen=True, slots=True)
class State:
    """A state or territory. `status` is «UN member», «UN observer», «partly recognised», «territory», «gone», …

    `region` and `subregion` are the UN's (M49). `sovereign` is the state that answers for a territory abroad.
    """

    code: str
    iso2: str | None
    name: str
    first_day: date | None
    last_day: date | None
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    numeric: int | None
    region: str
    subregion: str
    status: str
    sovereign: str | None = None

    def on(self, when: date) -> bool:
        """Whether the state existed on that day."""
        return (self.first_day is None or self.first_day <= when) and (self.last_day is None or when <= self.last_day)


@functools.cache
def states() -> Mapping[str, State]:
    """Every state and territory, by record code; present and gone.

    >>> states()["SUN"].last_day
    datetime.date(1991, 12, 25)
    """
    return MappingProxyType({row["code"]: _state(row) for row in rows("states.csv")})


def state_on(code: str, day: date) -> State:
    """The state that held the place of `code` on `day`: itself where it existed, else a predecessor or successor.

    Raises UnknownActor for an unknown code, CallError where no state of the table did (a colony, an occupied country).

    >>> state_on("RUS", date(1985, 3, 11)).code
    'SUN'
    >>> state_on("YUG", date(2010, 1, 1)).code
    'SRB'
    """
    known = states()
    if code not in known:
        raise UnknownActor(code)
    found = _on(known[code], day)
    if found is None:
        raise CallError(f"no state in the place of {known[code].name} ({code}) on {day}: {_span(known[code])}")
    return found


def _state(row: dict[str, str]) -> State:
    return State(
        code=row["code"],
        iso2=row["iso2"] or None,
        name=row["name"],
        first_day=day(row["first_day"]),
        last_day=day(row["last_day"]),
        predecessors=tuple(link.partition(":")[0] for link in many(row["predecessors"])),
        successors=many(row["successors"]),
        numeric=int(row["numeric"]) if row["numeric"] else None,
        region=row["region"],
        subregion=row["subregion"],
        status=row["status"],
        sovereign=row["sovereign"] or None,
    )


def _on(state: State, when: date) -> State | None:
    known = states()
    for union in _unions():
        if state.code in union.predecessors and union.on(when):
            return union
    if state.on(when):
        return state
    if state.first_day is not None and when < state.first_day:
        for before in state.predecessors:
            since = _since().get((state.code, before))
            found = _on(known[before], when) if since is None or since <= when else None
            if found is not None and found.on(when):
                return found
        return None
    for after in state.successors:
        found = known[after] if known[after].on(when) else _later(known[after], when)
        if found is not None:
            return found
    return None


def _later(state: State, when: date) -> State | None:
    return _on(state, when) if state.last_day is not None or state.predecessors else None


@functools.cache
def _unions() -> tuple[State, ...]:
    """States that were made of others and fell apart into the same again (the United Arab Republic)."""
    return tuple(s for s in states().values() if set(s.predecessors) & set(s.successors))


@functools.cache
def _since() -> Mapping[tuple[str, str], date]:
    """The day from which a predecessor governed, where the table gives one («MYS:1963-09-16»)."""
    links = ((row["code"], link) for row in rows("states.csv") for link in many(row["predecessors"]) if ":" in link)
    return {(code, link.partition(":")[0]): date.fromisoformat(link.partition(":")[2]) for code, link in links}


def _span(state: State) -> str:
    first = state.first_day.isoformat() if state.first_day else "before 1945"
    return f"it runs from {first} to {state.last_day}" if state.last_day else f"it begins {first}"
