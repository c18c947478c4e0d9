"""Named quadruples: subject, relation, object and ISO day, tab-separated, as the ICEWS sets for forecasting come.

Each (subject, relation, object, day) stands once, so a count is of days with such an event, not of reports. Some of
these sets are benchmark subsets without the main actors of world politics: they say nothing about what happened and
are refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import DataError, UnknownAction
from westphalia.ontology.types import UNRESOLVED
from westphalia.record.coverage import Coverage
from westphalia.record.sources import columns, spans
from westphalia.record.sources.files import Batch, Lines, day_of, read_lines

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.ontology.crosswalk import Crossed

ORIGIN = "icews-quadruples"

# A world's worth of events in which none of these acts is not a record of the world.
_MAIN_ACTORS = frozenset({"United States", "Russia", "United Nations"})
_WORLD = 10_000  # rows
_TRUNCATED = 1_000  # distinct entities: fewer means that only the most frequent were kept (full sets have 10,000s)
_NUMBERED = 5  # lines of numbers that make a file numbered

_COUNTS = "each (subject, relation, object, day) once: counts are days with an event, not reports"
_LICENCE = "ICEWS, Harvard Dataverse terms of use; check them before passing the data on"
_CITATION = (
    "Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward (2015), ICEWS Coded Event Data, "
    "Harvard Dataverse, doi:10.7910/DVN/28075"
)


def read(path: Path) -> Iterator[Batch]:
    """The events of one file, a line that is not a named quadruple with a known relation rejected.

    Raises `DataError` for numbered quadruples, which say nothing without their name tables.
    """
    for lines in read_lines(path):
        yield _batch(path, lines)


def check(events: pa.Table) -> None:
    """`DataError` for a benchmark subset without the main actors."""
    if events.num_rows >= _WORLD and not _MAIN_ACTORS & spans.names(events):
        raise DataError(
            f"{events.num_rows:,} events, and none of {', '.join(sorted(_MAIN_ACTORS))} occurs: this is a benchmark "
            "subset (as icews14 and icews05-15), not a record of what happened; use a full set, or in Python "
            "Record.create(FOLDER).add('quadruples', [FILE], force=True)"
        )


def coverage(events: pa.Table, sha256: str) -> list[Coverage]:
    """One row per stretch of days; all actors, or those that occur where only the most frequent were kept."""
    return [_stretch(spans.between(events, *days), *days, sha256) for days in spans.of_days(events)]


def _stretch(events: pa.Table, first: date, last: date, sha256: str) -> Coverage:
    entities = len(spans.names(events))
    truncated = entities <= _TRUNCATED
    return Coverage(
        origin=ORIGIN,
        first_day=first,
        last_day=last,
        actors=frozenset(spans.codes(events) - {UNRESOLVED}) if truncated else None,
        filters=_COUNTS
        + (f"; {entities} entities only: actors that do not occur are not covered" if truncated else ""),
        licence=_LICENCE,
        citation=_CITATION,
        sha256=sha256,
        url="https://doi.org/10.7910/DVN/28075",
    )


def _batch(path: Path, lines: Lines) -> Batch:
    accepted: list[tuple[int, str, Crossed, str, date]] = []
    numbered = 0
    for number, text in zip(lines.numbers, lines.texts, strict=True):
        parts = [part.strip() for part in text.replace("_", " ").split("\t")]
        if len(parts) != 4:
            lines.reject(number, f"{len(parts)} field{'s' * (len(parts) != 1)} instead of 4", text)
            continue
        subject, relation, object_, when = parts
        crossed, day = _crossed(relation), day_of(when)
        if subject.isdigit() and relation.isdigit() and object_.isdigit():
            numbered += 1
            lines.reject(number, "numbers instead of names", text)
        elif not subject or not object_:
            lines.reject(number, "no subject" if not subject else "no object", text)
        elif crossed is None:
            lines.reject(number, f"unknown relation {relation[:60]!r}", text)
        elif day is None:
            lines.reject(number, f"not a day (YYYY-MM-DD) {when[:20]!r}", text)
        else:
            accepted.append((number, subject, crossed, object_, day))
    if numbered >= _NUMBERED and not accepted:
        raise DataError(
            f"{path} holds numbered quadruples, which name nobody; write them out with their entity and relation "
            "tables (subject, relation, object, ISO day, tab-separated) and add that"
        )
    return Batch(_events(accepted), [row[0] for row in accepted], lines.rejected, lines.done)


def _events(rows: list[tuple[int, str, Crossed, str, date]]) -> pa.Table:
    found = {
        **columns.of_sides("actor", [columns.dated(row[1], row[1], row[4]) for row in rows], _side),
        **columns.of_sides("recipient", [columns.dated(row[3], row[3], row[4]) for row in rows], _side),
        **columns.of_codes([row[2] for row in rows]),
        "event_id": [_identity(subject, crossed.cameo, object_, day) for _, subject, crossed, object_, day in rows],
    }
    return columns.table(found, [row[4] for row in rows], ORIGIN)


def _identity(subject: str, code: str, object_: str, day: date) -> str:
    text = "\t".join((subject, code, object_, day.isoformat()))
    return "q:" + blake2b(text.encode(), digest_size=12).hexdigest()


@cache
def _crossed(relation: str) -> Crossed | None:
    from westphalia.ontology.crosswalk import from_relation

    try:
        return from_relation(relation)
    except UnknownAction:
        return None


@cache
def _side(key: str) -> columns.Side:
    from westphalia.ontology.native import place

    day, name = key.split("\t")
    placed = place(name, day_of(day))
    return columns.Side(name, placed.code, placed.sector)
