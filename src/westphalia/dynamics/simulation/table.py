"""The record as weekly counts of pairs of countries, in the layout that the fit and the simulation share.

A *pair* here is two countries without order, `first` before `second` in the alphabet; its two directions are told apart
by an axis of their own: 0 is what the first does to the second, 1 the reverse. Counts by direction, quad and pair have
the shape (2, 4, pairs).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.weeks import Bools, Floats, Ints, Weeks, build
from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record

VOTE_YEARS = 3  # of UN votes before a year that say how near two states stand
KINDS = (*kinds_of(), *(kind for code in ACTIONS for kind in kinds_of(code)))


@dataclass(frozen=True, eq=False)
class Table:
    """Weekly counts between countries.

    `codes`: the countries; `first`, `second`: the pairs, as positions in `codes`. `ends`: last day of each week (day
    number, ascending); `spell`: the stretch of coverage that each week is in. `covered`: (weeks, pairs).
    `week`, `side`, `quad`, `pair`, `n`: cells with events as parallel arrays, by week. `acts`: the same by action, with
    `act` as position in `ACTIONS`. `alike`: by year, share of UN votes that each pair cast alike in the last years
    before it (nan: none).
    """

    codes: tuple[str, ...]
    first: Ints
    second: Ints
    ends: Ints
    spell: Ints
    covered: Bools
    week: Ints
    side: Ints
    quad: Ints
    pair: Ints
    n: Floats
    acts: Acts
    alike: dict[int, Floats]

    @property
    def pairs(self) -> int:
        """Number of pairs, without order."""
        return len(self.first)

    def place(self, actor: str, recipient: str) -> tuple[int, int]:
        """(side, pair) of what `actor` does to `recipient`; KeyError where the two are not in the table."""
        one, other = sorted((actor, recipient))
        if one in self.codes and other in self.codes:
            found = np.flatnonzero((self.first == self.codes.index(one)) & (self.second == self.codes.index(other)))
            if len(found):
                return int(actor != one), int(found[0])
        raise KeyError((actor, recipient))

    def year(self, week: int) -> int:
        """The year that a week ends in."""
        return date.fromordinal(int(self.ends[week])).year


@dataclass(frozen=True, eq=False)
class Acts:
    """Cells by action: in week `week`, direction `side`, pair `pair`, `n` events of action number `act`."""

    week: Ints
    side: Ints
    act: Ints
    pair: Ints
    n: Floats


def table_of(
    record: Record, last: date | None = None, pairs: Sequence[tuple[str, str]] = (), frame: pd.DataFrame | None = None
) -> tuple[Table, pd.DataFrame, str]:
    """The table of a record up to `last`, the counts it was made of, and the query that gives these.

    `pairs` are in it even where the two never met. With `frame` its counts are used in place of the record's.
    """
    query = ""
    if frame is None:
        frame, query = counts_of(record, last)
    weeks = build(frame, record.coverage(), KINDS, last, pairs)
    return from_weeks(weeks, _alike(record, weeks)), frame, query


def counts_of(record: Record, last: date | None = None) -> tuple[pd.DataFrame, str]:
    """Counts by day, two different countries and action, up to `last`; and the query that gives them."""
    answer = record.daily(last=last)
    frame = answer.frame
    frame = frame[frame["quad"].notna() & (frame["actor"] != frame["recipient"])]
    for side in ("actor", "recipient"):
        names = [name for name in frame[side].unique() if not is_country(str(name))]
        frame = frame[~frame[side].isin(names)]
    return frame, answer.query


def is_country(code: str) -> bool:
    """Whether a record code stands for a country.

    >>> is_country("IRN"), is_country("IGO:UN"), is_country("---")
    (True, False, False)
    """
    return ":" not in code and code not in (NO_COUNTRY, UNRESOLVED)


def from_weeks(weeks: Weeks, alike: dict[int, Floats]) -> Table:
    """`weeks` (all by `KINDS`) in the layout of this room."""
    forth = np.flatnonzero(weeks.first < weeks.second)
    number = np.full(weeks.pairs, -1, dtype=np.int64)
    number[forth] = np.arange(len(forth))
    number[weeks.reverse[forth]] = np.arange(len(forth))
    side = (weeks.first > weeks.second).astype(np.int64)
    rows, kinds = weeks.quads, weeks.kinds
    single = kinds.kind >= 4
    return Table(
        codes=weeks.codes,
        first=weeks.first[forth],
        second=weeks.second[forth],
        ends=weeks.ends,
        spell=weeks.spell,
        covered=weeks.covered[weeks.spell][:, forth],
        week=rows.week,
        side=side[rows.pair],
        quad=rows.kind,
        pair=number[rows.pair],
        n=rows.n,
        acts=Acts(
            week=kinds.week[single],
            side=side[kinds.pair[single]],
            act=kinds.kind[single] - 4,
            pair=number[kinds.pair[single]],
            n=kinds.n[single],
        ),
        alike={year: values[forth] for year, values in alike.items()},
    )


def _alike(record: Record, weeks: Weeks) -> dict[int, Floats]:
    """Share of votes cast alike, for each year in which a week ends: of the last years with votes before it."""
    years = record.vote_years()
    place = {code: index for index, code in enumerate(weeks.codes)}
    found = {}
    for year in sorted({date.fromordinal(int(end)).year for end in weeks.ends}):
        alike = np.full(weeks.pairs, np.nan)
        if years is not None and years[0] < year:
            last = min(years[1], year - 1)
            frame = record.vote_sums(last - VOTE_YEARS + 1, last).frame
            frame = frame[frame["a"].isin(place) & frame["b"].isin(place)]
            share = (frame["same"] / (frame["same"] + frame["half"] + frame["opposite"])).to_numpy(dtype=np.float64)
            square = np.full((len(weeks.codes), len(weeks.codes)), np.nan)
            one, other = (frame[side].map(place).to_numpy(dtype=np.int64) for side in ("a", "b"))
            square[one, other] = square[other, one] = share
            alike = square[weeks.first, weeks.second]
        found[year] = alike
    return found
