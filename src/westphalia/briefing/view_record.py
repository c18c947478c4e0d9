"""What the record says, as rows ready to be shown: relations by window, votes by period, sources and gaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from westphalia.briefing.dyadchart import Period
from westphalia.briefing.tables import Table
from westphalia.briefing.votechart import LINES, Year
from westphalia.briefing.words import (
    DASH,
    clean,
    count,
    days,
    dyad_name,
    listed,
    many,
    name_of,
    number,
    percent,
    safe_url,
    span,
)

if TYPE_CHECKING:
    from westphalia.briefing.standing import Standings
    from westphalia.measures.alignment import Alignment
    from westphalia.measures.relations import Relations
    from westphalia.record.coverage import Coverage, Window

_COUNTED = re.compile(r"counts are of ([^;]+)")
RELATIONS_NOTE = (
    "Line: mean PLOVER score of the events between the two, with its 95 % interval (−10 conflict, +10 cooperation). "
    "Bars: events of cooperation upwards, of conflict downwards. Grey: days that the record does not cover, drawn "
    "narrow."
)


@dataclass(frozen=True)
class SourceRow:
    """One row of the record's coverage; `missing` names the actors of the text that it does not cover."""

    origin: str
    about: str
    windows: tuple[str, ...]
    actors: str
    missing: str
    filters: str
    licence: str
    citation: str
    url: str | None


def periods_of(found: Relations) -> tuple[Period, ...]:
    """The covered weeks or months of a dyad, for its chart."""
    return tuple(
        Period(
            first_day=_day(row["start"]),
            last_day=_day(row["end"]),
            n=row["n"],
            cooperation=row["cooperation"],
            conflict=row["conflict"],
            score=_known(row["score"]),
            low=_known(row["low"]),
            high=_known(row["high"]),
        )
        for row in found.series.to_dict("records")
        if row["covered_days"]
    )


def relations_table(found: Relations) -> Table:
    """The windows of a dyad in figures."""
    names = ("window", "source", "events", "of them conflict", "mean score", "per 10,000 recorded events")
    rows = []
    for row in found.total.to_dict("records"):
        share = span(_percent(row["share_low"]), _percent(row["share_high"]), 0)
        rows.append(
            (
                days(_day(row["first_day"]), _day(row["last_day"])),
                clean(str(row["origins"])),
                count(row["n"]),
                percent(_known(row["share_conflict"])) + (f" ({share})" if share else ""),
                valued(row["score"], row["low"], row["high"]),
                number(_known(row["volume_share"] * 1e4)),
            )
        )
    return Table(names, tuple(rows))


def unit_note(coverage: Sequence[Coverage], granularity: str) -> str:
    """How a record of cells counts events, in the words of its coverage; empty for a record of single events.

    To be said near the first number of each section that counts events.
    """
    if granularity != "cell":
        return ""
    said = [found[1] for row in coverage if row.about == "events" and (found := _COUNTED.search(row.filters))]
    if not said:
        return "Events are counted as this record's cells count them: see «leaves out» under sources."
    counted = listed(list(dict.fromkeys(said))).replace(", not of ", ", not as ")
    return f"Events are counted as {clean(counted)}."


def relations_caption(found: Relations) -> str:
    """What the chart of a dyad shows, in one sentence with its n."""
    n = float(found.total["n"].sum())
    unit = "weeks" if found.freq == "week" else "months"
    return f"By {unit}; {many(n, 'event')} in both directions, statements included."


def relations_note(found: Sequence[Relations], unit: str = "") -> str:
    """How to read the charts of dyads, how their events are counted, and what has to be known about their windows."""
    windows = dict.fromkeys(days(window.first_day, window.last_day) for entry in found for window in entry.windows)
    notes = dict.fromkeys(clean(note) for entry in found for note in entry.notes)
    return " ".join(filter(None, [RELATIONS_NOTE, unit, f"Covered: {listed(sorted(windows))}.", *notes]))


def map_table(placed: Standings) -> Table:
    """The figures behind the map's colours."""
    rows = [
        (
            name_of(row.code),
            "not covered in this window" if not row.covered else valued(row.score, row.low, row.high),
            count(row.n),
        )
        for row in placed.rows
    ]
    return Table(("actor", "mean score", "events"), tuple(rows))


def votes_of(found: Sequence[Alignment]) -> dict[str, list[Year]]:
    """The years of up to four pairs, for their chart."""
    lines = {}
    for alignment in found[:LINES]:
        voted = alignment.series[alignment.series["n"].notna()]
        lines[dyad_name(alignment.a, alignment.b)] = [
            Year(int(row["year"]), row["agreement"], _known(row["low"]), _known(row["high"]), row["n"])
            for row in voted.to_dict("records")
        ]
    return lines


def baseline_of(found: Sequence[Alignment]) -> list[Year]:
    """The agreement of all pairs of members, by year, over the years that any of the pairs shares."""
    years: dict[int, Year] = {}
    for alignment in found[:LINES]:
        for row in alignment.series.to_dict("records"):
            value = _known(row["baseline"])
            if value is not None:
                years[int(row["year"])] = Year(int(row["year"]), value, None, None, 0)
    return [years[year] for year in sorted(years)]


def breaks_of(found: Sequence[Alignment]) -> dict[int, str]:
    """Years in which one state followed another, «Russia after USSR»."""
    marks: dict[int, str] = {}
    for alignment in found[:LINES]:
        voted = alignment.series[alignment.series["segment"].notna()].to_dict("records")
        for before, after in pairwise(voted):
            if after["year"] in alignment.breaks:
                for side in ("a", "b"):
                    if before[side] != after[side]:
                        marks[int(after["year"])] = f"{name_of(after[side])} after {name_of(before[side])}"
    return marks


def votes_table(found: Sequence[Alignment]) -> Table:
    """Agreement by decade within one identity of the states, with the change from the decade before."""
    names = ("pair", "years", "as", "roll calls", "agreement", "all pairs", "change from the decade before")
    rows: list[tuple[str, ...]] = []
    for alignment in found[:LINES]:
        rows += [
            (
                dyad_name(alignment.a, alignment.b),
                f"{row['first_year']}{DASH}{row['last_year']}",
                clean(str(row["segment"])),
                count(row["n"]),
                valued(row["agreement"], row["low"], row["high"], 2),
                number(_known(row["baseline"]), 2),
                valued(row["change"], row["change_low"], row["change_high"], 2),
            )
            for row in alignment.periods.to_dict("records")
        ]
    return Table(names, tuple(rows))


def source_rows(coverage: Sequence[Coverage], codes: Sequence[str]) -> tuple[SourceRow, ...]:
    """The record's coverage, one row per source and set of actors; `codes` are the actors of the text."""
    same: dict[tuple[Any, ...], list[Coverage]] = {}
    for row in coverage:
        key = (row.origin, row.about, row.actors, row.filters, row.licence, row.citation, row.url)
        same.setdefault(key, []).append(row)
    return tuple(_source(rows, codes) for rows in same.values())


def _source(rows: Sequence[Coverage], codes: Sequence[str]) -> SourceRow:
    first = rows[0]
    held = first.actors
    votes = first.about == "votes"
    missing = [] if held is None or votes else [name_of(code) for code in codes if code not in held]
    windows = [
        f"{row.first_day.year} to {row.last_day.year}" if votes else days(row.first_day, row.last_day) for row in rows
    ]
    return SourceRow(
        origin=clean(first.origin),
        about="UN roll calls" if votes else clean(first.about),
        windows=tuple(windows),
        actors="all" if held is None else f"{len(held)} only",
        missing=listed(missing, 8),
        filters=clean(first.filters),
        licence=clean(first.licence),
        citation=clean(first.citation),
        url=safe_url(first.url),
    )


def gaps_of(windows: Sequence[Window]) -> str:
    """The days between the record's windows, and those after it."""
    if not windows:
        return "any day"
    step = timedelta(days=1)
    gaps = [
        days(before.last_day + step, after.first_day - step)
        for before, after in pairwise(windows)
        if before.last_day + step < after.first_day
    ]
    return listed([f"before {windows[0].first_day}", *gaps, f"after {windows[-1].last_day}"])


def record_note(name: str, granularity: str) -> str:
    """What kind of record answered."""
    if granularity == "event":
        return f"Answers come from the record «{clean(name)}», which holds single events."
    return (
        f"Answers come from the record «{clean(name)}», which holds daily counts by pair and action, not single "
        "events: where evidence is listed, it is cells (day, pair, action, number). A record that is built from files "
        "of events (westphalia record add) shows single events."
    )


def votes_caption(found: Sequence[Alignment]) -> str:
    """How many roll calls the lines rest on, and what has to be known about them."""
    parts = [
        f"{dyad_name(entry.a, entry.b)}: {count(float(entry.series['n'].sum()))} roll calls, "
        f"{int(entry.series['year'].min())}{DASH}{int(entry.series['year'].max())}"
        for entry in found[:LINES]
    ]
    notes = dict.fromkeys(clean(note) for entry in found[:LINES] for note in entry.notes)
    return " ".join([f"{'; '.join(parts)}. Dashed: all pairs of members.", *notes])


def valued(middle: float | None, low: float | None, high: float | None, digits: int = 1) -> str:
    """«1.2 (0.4 to 2.0)»; without the brackets where there is no interval."""
    interval = span(_known(low), _known(high), digits)
    return number(_known(middle), digits) + (f" ({interval})" if interval else "")


def _percent(share: float | None) -> float | None:
    known = _known(share)
    return None if known is None else 100 * known


def _known(value: Any) -> float | None:
    return None if value is None or value != value else float(value)


def _day(value: Any) -> date:
    return value if type(value) is date else value.date()
