"""The catalogue of a record: the small JSON file that says which Parquet files are the record.

A file that the catalogue does not list is not part of the record, so replacing this one file commits everything that
was written before it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from westphalia.errors import CallError, CorruptRecord
from westphalia.record.coverage import Coverage, from_dict

FILE = "catalogue.json"
FORMAT = "westphalia record"
VERSION = 1

Granularity = Literal["event", "cell"]
_NEW = "make one with `westphalia record add SOURCE FILE... --record FOLDER` or `Record.create(folder)`"


@dataclass(frozen=True)
class Part:
    """One committed Parquet file: path in the record (with «/»), rows, bytes, content hash and, for events, days."""

    path: str
    rows: int
    bytes: int
    sha256: str
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Ingested:
    """One file that was added; known by its content hash, it is not read again. The counts are of its first reading."""

    sha256: str
    name: str
    source: str
    added: int
    already: int
    quarantined: int
    by_reason: Mapping[str, int]
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class Catalogue:
    """What a record is made of. `generation` grows by one with each commit."""

    name: str
    granularity: Granularity
    generation: int = 0
    parts: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)  # by table
    coverage: tuple[Coverage, ...] = ()
    ingested: tuple[Ingested, ...] = ()

    def rows(self, table: str) -> int:
        """Committed rows of `table`."""
        return sum(part.rows for part in self.parts.get(table, ()))

    def to_json(self) -> str:
        """The text of the catalogue file; the same catalogue gives the same text."""
        data = {
            "format": FORMAT,
            "version": VERSION,
            "name": self.name,
            "granularity": self.granularity,
            "generation": self.generation,
            "tables": {
                table: [_plain(part) for part in sorted(parts, key=lambda p: p.path)]
                for table, parts in sorted(self.parts.items())
                if parts
            },
            "coverage": [row.to_dict() for row in self.coverage],
            "ingested": [_plain(file) for file in self.ingested],
        }
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read(folder: Path) -> Catalogue:
    """The catalogue of the record in `folder`, with every part it lists there and of the right size.

    Raises `CallError` where there is no record and `CorruptRecord` where there is a damaged one, or one of another
    version. Content hashes are checked by `Record.verify`.
    """
    path = folder / FILE
    if not is_there(folder):
        if not folder.exists():
            raise CallError(f"no record at {folder}: there is no such folder; {_NEW}")
        if not folder.is_dir():
            raise CallError(f"no record at {folder}: it is a file, and a record is a folder; {_NEW}")
        raise CallError(f"no record at {folder}: the folder has no {FILE}; {_NEW}")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except PermissionError as error:
        raise CallError(f"{path} cannot be read: {error.strerror}") from error
    except (OSError, ValueError) as error:
        raise CorruptRecord(
            f"{path} cannot be read: {_first_line(error)}; restore it or add the files again"
        ) from error
    catalogue = _parse(path, data)
    for parts in catalogue.parts.values():
        for part in parts:
            _check_size(folder, part)
    return catalogue


def is_there(folder: Path) -> bool:
    """Whether there is a record in `folder`, whole or damaged. `CallError` where that may not be looked up."""
    try:
        return (folder / FILE).exists()
    except OSError as error:
        raise CallError(f"{folder} cannot be read: {error.strerror or error}") from error


def _plain(value: Part | Ingested) -> dict[str, Any]:
    plain = {key: item.isoformat() if isinstance(item, date) else item for key, item in vars(value).items()}
    if isinstance(value, Ingested):
        plain["by_reason"] = dict(sorted(value.by_reason.items()))
    return {key: item for key, item in plain.items() if item is not None}


def _parse(path: Path, data: Any) -> Catalogue:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise CorruptRecord(f"{path} is not the catalogue of a Westphalia record")
    if data.get("version") != VERSION:
        raise CorruptRecord(
            f"{path} is of record version {data.get('version')!r}, this Westphalia reads version {VERSION}; "
            "update Westphalia, or build the record again"
        )
    try:
        granularity = data["granularity"]
        if granularity not in ("event", "cell"):
            raise ValueError(f"granularity {granularity!r}")
        return Catalogue(
            name=str(data["name"]),
            granularity=granularity,
            generation=int(data["generation"]),
            parts={table: tuple(_part(row) for row in rows) for table, rows in data["tables"].items()},
            coverage=tuple(from_dict(row) for row in data["coverage"]),
            ingested=tuple(Ingested(**_days(row)) for row in data["ingested"]),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorruptRecord(f"{path} is damaged: {_first_line(error)}; restore it or add the files again") from error


def _part(row: dict[str, Any]) -> Part:
    part = Part(**_days(row))
    inside = PurePosixPath(part.path)
    if inside.is_absolute() or ".." in inside.parts or "\\" in part.path or ":" in part.path:
        raise ValueError(f"the path {part.path!r} leads out of the record")
    return part


def _days(row: dict[str, Any]) -> dict[str, Any]:
    return {k: date.fromisoformat(v) if k in ("first_day", "last_day") else v for k, v in row.items()}


def _check_size(folder: Path, part: Part) -> None:
    path = folder / part.path
    try:
        size = path.stat().st_size
    except OSError as error:
        raise CorruptRecord(f"{path} is missing, and the record lists it; restore it or add the files again") from error
    if size != part.bytes:
        raise CorruptRecord(f"{path} has {size} bytes and should have {part.bytes}; restore it or add the files again")


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
