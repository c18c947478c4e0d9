"""A record's sectors as a panel: what Iran's military («IRN:MIL») did to the United States, and to its government.

The sectors asked for are further actors beside the whole countries: an event whose source names a sector counts for
the sector and, as before, for its country. Events without a sector count for the country alone. Parameters are fitted
to whole countries, never to these (see `shares`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from westphalia.dynamics.panel import KINDS, Panel, days_of
from westphalia.dynamics.weeks import Bools, Ints, Weeks, build
from westphalia.errors import CallError
from westphalia.ontology.sectors import parted, side_name

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record
    from westphalia.record.coverage import Coverage


@dataclass(frozen=True, eq=False)
class SectorPanel(Panel):
    """Whole countries and sectors of them. Of each code of `weeks`: `country`, the position of the whole, and `sector`,
    the number of its sector (-1 for a whole). Of each pair: `whole`, the position of the pair of the two countries, and
    `by` and `to`, those in which only the actor or only the recipient is a sector.
    """

    country: Ints
    sector: Ints
    whole: Ints
    by: Ints
    to: Ints

    @cached_property
    def divided(self) -> tuple[Bools, Bools]:
        """Whether the actor, and the recipient, of each pair is a sector."""
        part = self.sector >= 0
        return part[self.weeks.first], part[self.weeks.second]

    def events_of(self, actor: str, recipient: str) -> float:
        """Events of any quad of the pair on covered days of whole weeks."""
        rows = self.weeks.quads
        return float(rows.n[rows.pair == self.weeks.pair(actor, recipient)].sum())


@dataclass(frozen=True, eq=False)
class SectorPairs(Panel):
    """Pairs of two sectors and nothing else: what baselines are tried on."""

    @cached_property
    def countries(self) -> Ints:
        """Here all pairs."""
        return np.arange(self.weeks.pairs)


def sector_panel(record: Record, last: date | None = None, pairs: Sequence[tuple[str, str]] = ()) -> SectorPanel:
    """The sectors of `pairs` (codes such as «IRN:MIL»; none: all) of every country, beside the wholes, up to `last`.

    Raises `CallError` where the record has no sectors.
    """
    frame, query = _counts(record, last)
    asked = {sector for pair in pairs for code in pair if (sector := parted(code)[1])}
    actor, recipient = (_sided(frame, side, asked) for side in ("actor", "recipient"))
    if pairs and not (actor.notna().any() or recipient.notna().any()):
        raise no_sectors(record, pairs)
    whole = (frame["actor"], frame["recipient"])
    frame = _stacked(frame, [whole, (actor, whole[1]), (whole[0], recipient), (actor, recipient)])
    more = list(dict.fromkeys(form for pair in pairs for form in _forms(pair)))
    weeks, codes = _weeks(record, frame, last, more)
    place = {code: index for index, code in enumerate(codes)}
    parts = [parted(code) for code in codes]
    numbers = {sector: number for number, sector in enumerate(sorted({its for _, its in parts if its}))}
    country = np.array([place[its] for its, _ in parts], dtype=np.int64)
    first, second = weeks.first, weeks.second
    return SectorPanel(
        *(weeks, *days_of(weeks, frame), frame, query, record),
        country=country,
        sector=np.array([numbers[its] if its else -1 for _, its in parts], dtype=np.int64),
        whole=positions(weeks, country[first], country[second]),
        by=positions(weeks, first, country[second]),
        to=positions(weeks, country[first], second),
    )


def sector_pairs(record: Record, last: date | None = None) -> SectorPairs:
    """All pairs of two sectors up to `last`. Raises as `sector_panel`."""
    frame, query = _counts(record, last)
    frame = _stacked(frame, [(_sided(frame, "actor", set()), _sided(frame, "recipient", set()))])
    weeks, _ = _weeks(record, frame, last, ())
    return SectorPairs(weeks, *days_of(weeks, frame), frame, query, record)


def positions(weeks: Weeks, first: Ints, second: Ints) -> Ints:
    """Where the ordered pairs stand in the table; each must be in it."""
    keys = weeks.first * len(weeks.codes) + weeks.second
    return np.searchsorted(keys, first * len(weeks.codes) + second)


def matched(panel: Panel, other: Panel, pairs: Ints, *, whole: bool = False) -> Ints:
    """Positions in `panel` of the pairs of `other`; with `whole`, of the two countries that they are parts of."""
    place = {code: index for index, code in enumerate(panel.weeks.codes)}
    here = np.array([place.get(parted(code)[0] if whole else code, -1) for code in other.weeks.codes], dtype=np.int64)
    return positions(panel.weeks, here[other.weeks.first[pairs]], here[other.weeks.second[pairs]])


def no_sectors(record: Record, pairs: Iterable[tuple[str, str]]) -> CallError:
    """The error that says why this record cannot answer for a sector, and what to do."""
    code = next((code for pair in pairs for code in pair if parted(code)[1]), None)
    asked = f"{side_name(code)} from {side_name(parted(code)[0])}" if code else "sectors from their countries"
    why = "holds counts by day, pair and action" if record.granularity == "cell" else "names none in its events"
    instead = f"ask for {parted(code)[0]}, or " if code else ""
    return CallError(
        f"the record {record.name!r} {why}, so it cannot tell {asked}; {instead}"
        "add events with sectors to a record of your own (`westphalia record add icews FILE --record FOLDER`) and pass "
        "--record FOLDER"
    )


def _counts(record: Record, last: date | None) -> tuple[pd.DataFrame, str]:
    if record.granularity == "cell":
        raise no_sectors(record, ())
    answer = record.sectors(last=last)
    frame = answer.frame
    return frame[frame["quad"].notna()].reset_index(drop=True), answer.query


def _sided(frame: pd.DataFrame, side: str, asked: set[str]) -> pd.Series[str]:
    """The code of the sector on one side of each row, missing where there is none that is asked for (empty: all)."""
    sector = frame[f"{side}_sector"].astype(object)
    known = sector.isin(asked) if asked else sector.notna()
    return (frame[side].astype(object) + ":" + sector).where(known, None)


def _stacked(frame: pd.DataFrame, sides: Sequence[tuple[pd.Series[str], pd.Series[str]]]) -> pd.DataFrame:
    """The rows once for each of `sides` (actor and recipient), without those in which one is missing."""
    import pandas as pd

    parts = [
        frame[["day", "action", "quad", "n"]].assign(actor=actor, recipient=recipient)[
            actor.notna() & recipient.notna()
        ]
        for actor, recipient in sides
    ]
    return pd.concat(parts, ignore_index=True)


def _forms(pair: tuple[str, str]) -> list[tuple[str, str]]:
    """The pair, with each side also as a whole."""
    return [(one, other) for one in {pair[0], parted(pair[0])[0]} for other in {pair[1], parted(pair[1])[0]}]


def _weeks(
    record: Record, frame: pd.DataFrame, last: date | None, pairs: Sequence[tuple[str, str]]
) -> tuple[Weeks, tuple[str, ...]]:
    codes = {*frame["actor"].unique(), *frame["recipient"].unique(), *(code for pair in pairs for code in pair)}
    weeks = build(frame, [_held(row, codes) for row in record.coverage()], KINDS, last, pairs)
    return weeks, weeks.codes


def _held(row: Coverage, codes: Iterable[str]) -> Coverage:
    """A source that covers a country covers its sectors."""
    if row.actors is None:
        return row
    return replace(row, actors=row.actors | {code for code in codes if parted(code)[0] in row.actors})
