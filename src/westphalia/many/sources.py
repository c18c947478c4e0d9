"""Where many texts are: articles in folders, lines of JSON Lines files, rows of Parquet files.

What cannot be a text is not passed over in silence: a line that is no JSON, a row without a text come as items with a
`problem`, files of other kinds in a folder are counted by suffix.
"""

from __future__ import annotations

import contextlib
import gzip
import json
import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from westphalia.errors import CallError, DataError

LINES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
COLUMNS = (".parquet", ".pq")
_MAX_LINE = 20_000_000  # bytes
_ROWS = 64
_LOOKED_INTO = 1000  # lines of a file in which a field that the user named must stand
# In the order they are looked for, where the user names none.
TEXTS = ("text", "body", "content", "article", "story", "full_text", "maintext")
DATES = ("date", "published", "published_at", "publication_date", "pub_date", "date_publish", "publishedAt")
IDS = ("id", "_id", "uid", "uuid", "guid", "url", "link", "storyid")
TITLES = ("title", "headline")


@dataclass(frozen=True, slots=True)
class Item:
    """One text to read: a file (`text` is None and `problem` too), or a text with its fields, or a problem.

    `bytes` says how much of the input it stands for. `named` tells that the user named the date's field.
    """

    file: str
    line: int | None = None
    id: str | None = None
    text: Any = None
    published: Any = None
    title: Any = None
    problem: str | None = None
    raw: str | None = None
    bytes: int = 0
    named: bool = False
    whole: bool = False

    @property
    def source(self) -> str:
        """What the document is called: an address that is its id, else the file with line or id."""
        if self.id is not None and self.id.startswith(("http://", "https://")):
            return self.id
        if self.id is not None:
            return f"{self.file}#{self.id}"
        return self.file if self.line is None else f"{self.file}:{self.line}"


@dataclass
class Inputs:
    """The files to read, in order, how many bytes they have, and the files passed over by suffix."""

    files: list[tuple[Path | str, int]] = field(default_factory=list)
    passed: Counter[str] = field(default_factory=Counter)

    @property
    def bytes(self) -> int:
        """Of all the files together."""
        return sum(size for _, size in self.files)


def many(sources: Sequence[str | Path]) -> bool:
    """Is it more than one article: several, a folder, or a file of many?"""
    return len(sources) > 1 or any(is_collection(source) for source in sources)


def is_collection(source: str | Path) -> bool:
    """A folder, or a file of many texts by its suffix."""
    name = str(source)
    return "://" not in name[:32] and (_suffix(name) in (*LINES, *COLUMNS) or Path(source).is_dir())


def gather(sources: Sequence[str | Path]) -> Inputs:
    """The files that `sources` are or hold, folders sorted by path.

    Raises `CallError` for what is not there, and for folders that hold no file of a kind that is read.
    """
    from westphalia.reading.load import READABLE, READABLE_SUFFIXES

    inputs = Inputs()
    for source in sources:
        name = str(source)
        path = Path(source)
        if name == "-":
            raise CallError("standard input is one text: read it without folders or other files")
        if "://" in name[:32]:
            inputs.files.append((name, 0))
        elif path.is_dir():
            for folder, folders, files in os.walk(path):
                folders[:] = sorted(one for one in folders if not one.startswith("."))
                for one in sorted(files):
                    suffix = _suffix(one)
                    if one.startswith("."):
                        continue
                    if suffix in (*READABLE_SUFFIXES, *LINES, *COLUMNS):
                        found = Path(folder) / one
                        inputs.files.append((found, _size(found)))
                    else:
                        inputs.passed[suffix or "no suffix"] += 1
        elif path.exists():
            inputs.files.append((path, _size(path)))
        else:
            raise CallError(f"no file or folder {name!r}")
    if not inputs.files:
        kinds = ", ".join(sorted(inputs.passed))
        where = " and ".join(map(str, sources)) or "no folder"
        raise CallError(
            f"{where} holds no texts: {READABLE} files, JSON Lines and Parquet are read"
            + (f"; there is only {kinds}" if kinds else "")
        )
    return inputs


def items(
    inputs: Inputs, text_field: str | None = None, date_field: str | None = None, id_field: str | None = None
) -> Iterator[Item]:
    """The texts of the files, one after the other, never more than a batch in memory."""
    fields = text_field, date_field, id_field
    for file, size in inputs.files:
        suffix = "" if isinstance(file, str) else _suffix(file.name)
        if isinstance(file, Path) and suffix in LINES:
            yield from _lines(file, fields)
        elif isinstance(file, Path) and suffix in COLUMNS:
            yield from _rows(file, fields, size)
        else:
            yield Item(str(file), bytes=size, whole=True)


_Fields = tuple[str | None, str | None, str | None]


def _lines(path: Path, fields: _Fields) -> Iterator[Item]:
    _named_fields(path, fields)
    try:
        with path.open("rb") as counted:
            packed = path.suffix == ".gz"
            stream: Any = gzip.GzipFile(fileobj=counted) if packed else counted
            number, before = 0, 0
            while line := stream.readline(_MAX_LINE + 1):
                number += 1
                too_long = len(line) > _MAX_LINE and not line.endswith(b"\n")
                while too_long and (rest := stream.readline(_MAX_LINE)) and not rest.endswith(b"\n"):
                    pass
                at = counted.tell() if packed else before + len(line)
                done, before = max(0, at - before), at
                if too_long:
                    yield _problem(path, number, f"the line is longer than {_MAX_LINE // 1_000_000} MB", line, done)
                elif line.strip():
                    yield _line(path, number, line, fields, done)
    except (OSError, EOFError, gzip.BadGzipFile) as error:
        yield _problem(path, None, f"the file cannot be read on: {error}", b"", 0)


def _named_fields(path: Path, fields: _Fields) -> None:
    """Raises `DataError` where none of a file's first lines has the field of days or of identities that was named."""
    wanted = [name for name in fields[1:] if name]
    found: dict[str, None] = {}
    if not wanted:
        return
    with contextlib.suppress(OSError, EOFError):  # which is told of when the lines are read
        opened: Any = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rb") as stream:
            for _ in range(_LOOKED_INTO):
                with contextlib.suppress(ValueError, RecursionError):
                    record = json.loads(stream.readline(_MAX_LINE).decode("utf-8-sig"))
                    found.update(dict.fromkeys(record if isinstance(record, dict) else ()))
    for name in wanted:
        if found and name not in found:
            raise DataError(_lacking(path, "field", name, list(found)))


def _lacking(path: Path, what: str, name: str, names: Sequence[str]) -> str:
    return f"{path} has no {what} {name!r}; there are {', '.join(names[:20])}"


def _line(path: Path, number: int, line: bytes, fields: _Fields, done: int) -> Item:
    try:
        record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError:
        return _problem(path, number, "the line is not UTF-8", line, done)
    except (ValueError, RecursionError) as error:
        return _problem(path, number, f"the line is no JSON ({str(error)[:80]})", line, done)
    if not isinstance(record, dict):
        return _problem(path, number, "the line is no JSON object", line, done)
    return _item(path, number, record, fields, done, line)


def _rows(path: Path, fields: _Fields, size: int) -> Iterator[Item]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            names = file.schema_arrow.names
            if not any(name in names for name in ([fields[0]] if fields[0] else TEXTS)):
                wanted_text = fields[0] or " or ".join(TEXTS)
                raise DataError(f"{_lacking(path, 'column', wanted_text, names)}; name the column of the texts")
            for name in fields[1:]:
                if name and name not in names:
                    raise DataError(_lacking(path, "column", name, names))
            wanted = [one for one in names if one in {*fields, *TEXTS, *DATES, *IDS, *TITLES}]
            number, total = 0, max(1, file.metadata.num_rows)
            for batch in file.iter_batches(batch_size=_ROWS, columns=wanted):
                for record in batch.to_pylist():
                    number += 1
                    done = size * number // total - size * (number - 1) // total
                    yield _item(path, number, record, fields, done, b"")
    except (OSError, pa.ArrowException) as error:
        yield _problem(path, None, f"the file is no Parquet file or is damaged: {str(error)[:120]}", b"", size)


def _item(path: Path, number: int, record: dict[str, Any], fields: _Fields, done: int, line: bytes) -> Item:
    text_field, date_field, id_field = fields
    text = _first(record, [text_field] if text_field else TEXTS)
    if text is None:
        empty = next((name for name in ([text_field] if text_field else TEXTS) if name in record), None)
        wanted = text_field or "text, body, content …"
        reason = f"the field {empty!r} is null" if empty is not None else f"there is no field {wanted!r}"
        return _problem(path, number, reason, line, done)
    if not isinstance(text, str):
        return _problem(path, number, f"the text is of type {type(text).__name__}", line, done)
    identity = _first(record, [id_field] if id_field else IDS)
    return Item(
        str(path),
        number,
        None if identity is None else str(identity),
        text,
        _first(record, [date_field] if date_field else DATES),
        _first(record, TITLES),
        bytes=done,
        named=date_field is not None,
    )


def _first(record: dict[str, Any], names: Sequence[str]) -> Any:
    return next((record[name] for name in names if record.get(name) is not None), None)


def _problem(path: Path, number: int | None, reason: str, line: bytes, done: int) -> Item:
    raw = line[:500].decode("utf-8", "replace").rstrip("\n")
    return Item(str(path), number, problem=reason, raw=raw or None, bytes=done)


def _suffix(name: str) -> str:
    low = name.lower()
    return next((end for end in LINES if low.endswith(end)), Path(low).suffix)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
