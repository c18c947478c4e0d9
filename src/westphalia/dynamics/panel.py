"""The record as a panel: which ordered pair did which kind of thing on which covered day, and in which week.

Kinds are the four quads, PLOVER's sixteen actions and five groups of quads, in this order (`KINDS`). One scan of the
record makes it; the estimator of probabilities reads it and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from westphalia.dynamics.kinds import Kind, kinds_of
from westphalia.dynamics.weeks import Bools, Floats, Ints, Weeks, holds, weeks_of
from westphalia.ontology.actions import ACTIONS, action
from westphalia.ontology.neighbours import neighbours
from westphalia.ontology.types import Quad

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record

VOTE_YEARS = 3  # of UN votes before the origin that say how near two states stand


GROUPS = ("cooperation", "conflict", "verbal", "material", "any")


def _kinds() -> tuple[Kind, ...]:
    return (*kinds_of(), *(kind for name in (*ACTIONS, *GROUPS) for kind in kinds_of(name)))


KINDS = _kinds()
NAMES = tuple(kind.name for kind in KINDS)
QUAD_OF = tuple(
    list(Quad).index(kind.quad or action(kind.actions[-1 if kind.name in GROUPS else 0]).quad) for kind in KINDS
)  # the quad (0 to 3) that each kind is or belongs to; of a group, its most severe


def position(kind: Kind) -> int:
    """Where in `KINDS` the kind with the same actions stands.

    >>> NAMES[position(kinds_of("all")[0])], NAMES[position(kinds_of("sanction")[0])]
    ('any', 'SANCTION')
    """
    return next(index for index, known in enumerate(KINDS) if set(known.actions) == set(kind.actions))


def wider(kind: int) -> tuple[int, ...]:
    """Positions of the kinds that hold all of this kind's actions and more; `narrower` are those that it holds.

    >>> [NAMES[index] for index in wider(NAMES.index("SANCTION"))]
    ['material conflict', 'conflict', 'material', 'any']
    """
    own = set(KINDS[kind].actions)
    return tuple(index for index, known in enumerate(KINDS) if set(known.actions) > own)


def narrower(kind: int) -> tuple[int, ...]:
    """See `wider`."""
    return tuple(index for index in range(len(KINDS)) if kind in wider(index))


@dataclass(frozen=True, eq=False)
class Panel:
    """Weeks and days of a record.

    `weeks`: weekly cells, by `KINDS`. `day` (as `date.toordinal`), `pair` and `kind`: days with at least one event of
    the kind, each once, by day. `frame` and `query`: the counts of `record` that this was made of, and how to get them
    again.
    """

    weeks: Weeks
    day: Ints
    pair: Ints
    kind: Ints
    frame: pd.DataFrame
    query: str
    record: Record

    @cached_property
    def countries(self) -> Ints:
        """Positions of the pairs of two countries."""
        state = np.array([":" not in code for code in self.weeks.codes], dtype=np.bool_)
        return np.flatnonzero(state[self.weeks.first] & state[self.weeks.second])

    @cached_property
    def borders(self) -> Bools:
        """Whether the two of each pair share a land border: (pairs,)."""
        codes, near = self.weeks.codes, neighbours()
        sides = zip(self.weeks.first.tolist(), self.weeks.second.tolist(), strict=True)
        return np.array([(codes[one], codes[other]) in near for one, other in sides], dtype=np.bool_)

    def votes(self, year: int) -> Floats:
        """The share of UN votes that each pair cast alike in the last years with votes before `year`: (pairs,).

        nan where there are none.
        """
        if year not in self._alike:
            self._alike[year] = _cast_alike(self.record, self.weeks, year)
        return self._alike[year]

    @cached_property
    def _alike(self) -> dict[int, Floats]:
        return {}

    def events_before(self, at: int) -> Floats:
        """Events of any quad of each pair up to the end of week `at`, on covered days of whole weeks: (pairs,)."""
        rows = self.weeks.quads
        early = rows.week <= at
        return np.bincount(rows.pair[early], rows.n[early], minlength=self.weeks.pairs).astype(np.float64)


def panel_of(record: Record, last: date | None = None, pairs: Sequence[tuple[str, str]] = ()) -> Panel:
    """The panel of a record up to `last`; `pairs` are in it even where they never met. Raises as `Record` does."""
    weeks, frame, query = weeks_of(record, KINDS, last, pairs)
    day, pair, kind = days_of(weeks, frame)
    return Panel(weeks, day, pair, kind, frame, query, record)


def weeks_and_events(panel: Panel, kind: int, last: int) -> tuple[Floats, Floats]:
    """Of each pair up to week `last`: weeks with the kind, and events of it."""
    rows = panel.weeks.kinds
    early = (rows.week <= last) & (rows.kind == kind)
    size = panel.weeks.pairs
    weeks = np.bincount(rows.pair[early], minlength=size).astype(np.float64)
    return weeks, np.bincount(rows.pair[early], rows.n[early], minlength=size).astype(np.float64)


def happened(panel: Panel, at: int, weeks: int, kind: int) -> Bools:
    """Which pairs had at least one event of the kind in the `weeks` after week `at`: (pairs,)."""
    rows = panel.weeks.kinds
    first, last = np.searchsorted(rows.week, [at + 1, at + weeks + 1])
    found = np.zeros(panel.weeks.pairs, dtype=np.bool_)
    found[rows.pair[first:last][rows.kind[first:last] == kind]] = True
    return found


def eligible(panel: Panel, at: int, min_events: float) -> Ints:
    """Ordered pairs of two countries, covered in week `at`, with at least `min_events` events up to its end."""
    enough = panel.events_before(at) >= min_events
    there = enough & panel.weeks.covered[panel.weeks.spell[at]]
    return np.asarray(panel.countries[there[panel.countries]], dtype=np.int64)


def days_of(weeks: Weeks, frame: pd.DataFrame) -> tuple[Ints, Ints, Ints]:
    """Each covered day, pair and kind with an event, once, in order of day."""
    import pandas as pd

    size = max(len(weeks.codes), 1)
    place = {code: index for index, code in enumerate(weeks.codes)}

    def coded(column: str, numbers: dict[str, int]) -> Ints:
        found, values = pd.factorize(frame[column])
        return np.array([numbers[str(value)] for value in values], dtype=np.int64)[found]

    actor, recipient = coded("actor", place), coded("recipient", place)
    did = coded("action", {name: index for index, name in enumerate(ACTIONS)})
    day = frame["day"].to_numpy().astype("datetime64[D]").astype(np.int64) + date(1970, 1, 1).toordinal()
    pair = np.searchsorted(weeks.first * size + weeks.second, actor * size + recipient)
    covered = np.zeros(len(day), dtype=np.bool_)
    for number, spell in enumerate(weeks.spells):
        inside = (day >= spell.first_day.toordinal()) & (day <= spell.last_day.toordinal())
        covered |= inside & weeks.covered[number][pair]
    day, pair, did = day[covered], pair[covered], did[covered]
    parts = []
    for number, kind in enumerate(KINDS):
        chosen = np.flatnonzero(holds(kind)[did])
        parts.append((day[chosen] * weeks.pairs + pair[chosen]) * len(KINDS) + number)
    keys = np.sort(np.concatenate(parts))
    keys = keys[np.diff(keys, prepend=-1) > 0]
    rest = keys // len(KINDS)
    return rest // max(weeks.pairs, 1), rest % max(weeks.pairs, 1), keys % len(KINDS)


def _cast_alike(record: Record, weeks: Weeks, year: int) -> Floats:
    years = record.vote_years()
    if years is None or years[0] >= year:
        return np.full(weeks.pairs, np.nan)
    last = min(years[1], year - 1)
    frame = record.vote_sums(last - VOTE_YEARS + 1, last).frame
    cast = frame["same"] + frame["half"] + frame["opposite"]
    table = np.full((len(weeks.codes), len(weeks.codes)), np.nan)
    place = {code: index for index, code in enumerate(weeks.codes)}
    known = frame["a"].isin(place) & frame["b"].isin(place)
    one, other = (frame.loc[known, side].map(place).to_numpy(dtype=np.int64) for side in ("a", "b"))
    table[one, other] = table[other, one] = (frame["same"] / cast)[known].to_numpy(dtype=np.float64)
    return np.asarray(table[weeks.first, weeks.second], dtype=np.float64)
