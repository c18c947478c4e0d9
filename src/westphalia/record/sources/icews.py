"""The original ICEWS export: 20 tab-separated columns, one coded event per line.

The country that ICEWS gives an actor is kept, except for organisations and armed groups, which have codes of their own.
CAMEO codes are read as text (leading zeros matter). «NA» and nothing both mean: not given.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from westphalia.errors import DataError, UnknownAction, UnknownActor
from westphalia.ontology.types import UNRESOLVED
from westphalia.record.coverage import Coverage
from westphalia.record.sources import columns, spans
from westphalia.record.sources.files import Batch, Lines, day_of, read_lines

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.ontology.crosswalk import Crossed

ORIGIN = "icews"
HEADER = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code",
    "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher",
    "City", "District", "Province", "Country", "Latitude", "Longitude",
)  # fmt: skip

_FILTERS = (
    "as coded by ICEWS, one row per coded event; story, sentence, publisher and the names of city, district and "
    "province are not kept"
)
_LICENCE = "ICEWS, Harvard Dataverse terms of use; check them before passing the data on"
_CITATION = (
    "Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward (2015), ICEWS Coded Event Data, "
    "Harvard Dataverse, doi:10.7910/DVN/28075"
)


class _Row(NamedTuple):
    line: int
    native_id: str
    day: date
    actor: str  # name, country and sectors, joined by tabs
    recipient: str
    crossed: Crossed
    intensity: float | None
    country: str
    lat: float | None
    lon: float | None


def read(path: Path) -> Iterator[Batch]:
    """The events of one file, with or without its header line; a line that does not fit the layout is rejected.

    Raises `DataError` for a header that lacks columns of the layout.
    """
    layout = _Layout(len(HEADER), tuple(range(len(HEADER))))
    for lines in read_lines(path):
        if lines.numbers and lines.numbers[0] == 1 and lines.texts[0].lstrip('"').startswith(HEADER[0]):
            layout = _layout(path, lines.texts[0])
            del lines.numbers[0], lines.texts[0]
        yield _batch(lines, layout)


def check(events: pa.Table) -> None:
    """Nothing: any part of the export is a record of the days it holds."""


def coverage(events: pa.Table, sha256: str) -> list[Coverage]:
    """One row per stretch of days, for all actors."""
    return [
        Coverage(
            origin=ORIGIN,
            first_day=first,
            last_day=last,
            actors=None,
            filters=_FILTERS,
            licence=_LICENCE,
            citation=_CITATION,
            sha256=sha256,
            url="https://doi.org/10.7910/DVN/28075",
        )
        for first, last in spans.of_days(events)
    ]


class _Layout(NamedTuple):
    width: int  # fields of a line
    order: tuple[int, ...]  # where the columns of HEADER stand


def _layout(path: Path, text: str) -> _Layout:
    header = _fields(text, len(HEADER))
    missing = [name for name in HEADER if name not in header]
    if missing:
        raise DataError(
            f"{path} is not an ICEWS export of {len(HEADER)} columns: no {', '.join(missing)} in its header"
        )
    return _Layout(len(header), tuple(header.index(name) for name in HEADER))


def _fields(text: str, width: int) -> list[str]:
    """The fields of a line; where there are not `width` of them, tabs inside quotes may be why."""
    plain = text.split("\t")
    if len(plain) != width and '"' in text:
        try:
            return [field.strip() for field in next(csv.reader([text], delimiter="\t", strict=True))]
        except (csv.Error, StopIteration):
            return plain
    return [_unquoted(field.strip()) for field in plain]


def _unquoted(field: str) -> str:
    if len(field) >= 2 and field[0] == field[-1] == '"':
        return field[1:-1].replace('""', '"')
    return field


def _batch(lines: Lines, layout: _Layout) -> Batch:
    rows: list[_Row] = []
    for number, text in zip(lines.numbers, lines.texts, strict=True):
        found = _fields(text, layout.width)
        row = _row(number, [found[i] for i in layout.order]) if len(found) == layout.width else None
        if row is None:
            lines.reject(number, f"{len(found)} fields instead of {layout.width}", text)
        elif isinstance(row, str):
            lines.reject(number, row, text)
        else:
            rows.append(row)
    return Batch(_events(rows), [row.line for row in rows], lines.rejected, lines.done)


def _row(line: int, given: list[str]) -> _Row | str:
    """The row, or why it cannot be read."""
    values = dict(zip(HEADER, ("" if field == "NA" else field for field in given), strict=True))
    day = day_of(values["Event Date"])
    crossed = _crossed(values["CAMEO Code"], values["Event Text"])
    if not values["Event ID"]:
        return "no event number"
    if day is None:
        return f"not a day (YYYY-MM-DD) {values['Event Date'][:20]!r}"
    if crossed is None:
        return f"unknown CAMEO code {values['CAMEO Code'][:20]!r}"
    if not values["Source Name"] or not values["Target Name"]:
        return "no source name" if not values["Source Name"] else "no target name"
    try:
        intensity, lat, lon = (_number(name, values[name]) for name in ("Intensity", "Latitude", "Longitude"))
    except ValueError as error:
        return str(error)
    return _Row(
        line=line,
        native_id=values["Event ID"],
        day=day,
        actor="\t".join(values[f"Source {what}"] for what in ("Name", "Country", "Sectors")),
        recipient="\t".join(values[f"Target {what}"] for what in ("Name", "Country", "Sectors")),
        crossed=crossed,
        intensity=intensity,
        country=values["Country"],
        lat=lat,
        lon=lon,
    )


_BOUND = {"Intensity": 100.0, "Latitude": 90.0, "Longitude": 180.0}


def _number(name: str, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not abs(value) <= _BOUND[name]:  # true for «not a number» too
        raise ValueError(f"{name} {text[:20]!r} is no number up to {_BOUND[name]:g}")
    return value


def _events(rows: list[_Row]) -> pa.Table:
    found = {
        **columns.of_sides(
            "actor", [columns.dated(row.actor, row.actor.split("\t")[0], row.day) for row in rows], _side
        ),
        **columns.of_sides(
            "recipient", [columns.dated(row.recipient, row.recipient.split("\t")[0], row.day) for row in rows], _side
        ),
        **columns.of_codes([row.crossed for row in rows]),
        "event_id": [f"icews:{row.native_id}" for row in rows],
        "native_id": [row.native_id for row in rows],
        "origin_score": [row.intensity for row in rows],
        "place_country": columns.of_texts([row.country for row in rows], _place),
        "lat": [row.lat for row in rows],
        "lon": [row.lon for row in rows],
    }
    return columns.table(found, [row.day for row in rows], ORIGIN)


@cache
def _crossed(code: str, text: str) -> Crossed | None:
    from westphalia.ontology.crosswalk import from_cameo, from_relation

    for look_up, given in ((from_cameo, code), (from_relation, text)):
        try:
            return look_up(given)
        except UnknownAction:
            continue
    return None


@cache
def _side(key: str) -> columns.Side:
    from westphalia.ontology.native import place

    day, name, country, sectors = key.split("\t")
    placed = place(name, day_of(day))
    own = ":" in placed.code  # an organisation or an armed group
    code = placed.code if own or not country else _country(country) or placed.code
    return columns.Side(name, code, _sector(sectors) or placed.sector)


@cache
def _place(country: str) -> str | None:
    return (_country(country) or UNRESOLVED) if country else None


@cache
def _country(name: str) -> str | None:
    from westphalia.ontology.actors import code_of

    try:
        return code_of(name)
    except UnknownActor:
        return None


def _sector(sectors: str) -> str | None:
    """PLOVER's sector for a list of ICEWS's: of those that it maps to, the one that comes first in the table."""
    ranked = [_sectors()[name.strip()] for name in sectors.split(",") if name.strip() in _sectors()]
    return min(ranked)[1] if ranked else None


@cache
def _sectors() -> dict[str, tuple[int, str]]:
    text = resources.files("westphalia.record.sources").joinpath("icews_sectors.csv").read_text(encoding="utf-8")
    return {row["icews"]: (rank, row["plover"]) for rank, row in enumerate(csv.DictReader(text.splitlines()))}
