"""Files of quadruples: subject, relation, object and day, named or numbered, as the benchmarks of this task come.

A line has four columns, or five of which the last is passed over; tabs where the first line has one, otherwise
spaces. A day is an ISO date or a whole number (of days, hours, years, …); numbers are divided by the step between
them. A file may be gzipped. Names of numbered entities and relations are read from tables beside the file
(`entity2id.txt`, `relation2id.txt`: a name and a number on each line) where there are any.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np

from westphalia.dynamics.ranking.past import Ints
from westphalia.errors import DataError

_EPOCH = date(1970, 1, 1)
_TABLES = ("entity2id.txt", "relation2id.txt")


@dataclass(frozen=True, eq=False)
class Part:
    """The facts of one file, each line one: subjects, relations, objects as numbers, and steps since the first."""

    s: Ints
    r: Ints
    o: Ints
    t: Ints

    def __len__(self) -> int:
        return len(self.s)


@dataclass(frozen=True, eq=False)
class Quadruples:
    """What the files hold. `entities` and `relations` are names, or numbers as text where `named` is false for them.

    A step `t` is day `zero + t * step`: days since 1970 where `dated`, otherwise the files' own numbers.
    """

    train: Part
    valid: Part
    test: Part
    entities: tuple[str, ...]
    relations: tuple[str, ...]
    named: tuple[bool, bool]
    dated: bool
    zero: int
    step: int

    def day(self, t: int) -> str:
        """Step `t` as the files write it."""
        value = self.zero + int(t) * self.step
        return (_EPOCH + timedelta(days=value)).isoformat() if self.dated else str(value)


@dataclass(frozen=True)
class _Rows:
    path: Path
    columns: tuple[list[str], list[str], list[str]]
    days: list[int]
    dated: bool


def read(train: Path, valid: Path | None, test: Path, names: Path | None = None) -> Quadruples:
    """Read the three files (`valid` may be missing), and the tables of names in `names` or beside `train`.

    Raises:
        DataError: a line that is not a quadruple, with file and line; no facts; days written in two ways; or files
            that are not one after the other in time.
    """
    rows = [_rows(path) for path in (train, valid, test) if path is not None]
    if len({one.dated for one in rows}) > 1:
        wrong = next(one for one in rows if one.dated != rows[0].dated)
        raise DataError(f"{wrong.path} writes days otherwise than {rows[0].path}; use dates, or numbers, in all files")
    for earlier, later in pairwise(rows):
        last, first = max(earlier.days), min(later.days)
        if last > first or (last == first and earlier is rows[0]):
            raise DataError(
                f"{earlier.path} holds the first day of {later.path} or later ones; split by time, train first"
            )
    values = np.unique(np.concatenate([np.unique(np.array(one.days, dtype=np.int64)) for one in rows]))
    step = int(np.gcd.reduce(np.diff(values))) if len(values) > 1 else 1
    tokens = [[token for one in rows for token in one.columns[at]] for at in range(3)]
    who, entities, named_entities = _numbered(tokens[0] + tokens[2], _table(train, names, 0))
    what, relations, named_relations = _numbered(tokens[1], _table(train, names, 1))
    subjects, objects = np.split(who, 2)
    steps = ((np.concatenate([np.array(one.days, dtype=np.int64) for one in rows]) - values[0]) // step).astype(
        np.int32
    )
    parts, at = [], 0
    for one in rows:
        cut = slice(at, at + len(one.days))
        parts.append(Part(subjects[cut], what[cut], objects[cut], steps[cut]))
        at += len(one.days)
    if valid is None:
        parts.insert(1, Part(*(np.zeros(0, dtype=np.int32) for _ in range(4))))
    named = (named_entities, named_relations)
    return Quadruples(
        parts[0], parts[1], parts[2], entities, relations, named, rows[0].dated, int(values[0]), step
    )  # fmt: skip


def _rows(path: Path) -> _Rows:
    columns: tuple[list[str], list[str], list[str]] = ([], [], [])
    days: list[int] = []
    dated: bool | None = None
    seen: dict[str, int] = {}
    tab: bool | None = None
    for number, line in enumerate(_lines(path), start=1):
        text = line.strip("\r\n\ufeff")
        if not text.strip():
            continue
        if tab is None:
            tab = "\t" in text
        fields = text.split("\t") if tab else text.split()
        if len(fields) not in (4, 5):
            raise _bad(path, number, f"{len(fields)} column{'s' * (len(fields) != 1)} instead of 4 or 5", text)
        day = fields[3].strip()
        if day not in seen:
            iso = "-" in day[1:]
            if dated is None:
                dated = iso
            try:
                if iso != dated:
                    raise ValueError
                seen[day] = (date.fromisoformat(day[:10]) - _EPOCH).days if iso else int(day)
            except ValueError:
                wanted = "a date such as 2014-01-31" if dated else "a whole number"
                raise _bad(path, number, f"day {day[:20]!r} is not {wanted}", text) from None
        for column, field in zip(columns, fields[:3], strict=True):
            token = field.strip()
            if not token:
                raise _bad(path, number, "an empty column", text)
            column.append(token)
        days.append(seen[day])
    if not days:
        raise DataError(f"{path} holds no facts; give a file of subject, relation, object, day")
    return _Rows(path, columns, days, bool(dated))


def _lines(path: Path) -> list[str]:
    try:
        data = path.read_bytes()
        if data[:2] == b"\x1f\x8b":
            data = gzip.decompress(data)
        return data.decode("utf-8").split("\n")
    except (gzip.BadGzipFile, EOFError, zlib.error):
        raise DataError(f"{path} is a damaged gzip file; copy it again") from None
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise DataError(f"{path}, line {line}: not UTF-8 text; write the file as UTF-8") from None
    except OSError as error:
        raise DataError(f"{path}: {(error.strerror or str(error)).lower()}; name a file that can be read") from None


def _bad(path: Path, number: int, why: str, text: str) -> DataError:
    shown = text if len(text) <= 60 else text[:57] + "..."
    return DataError(f"{path}, line {number}: {why}: {shown!r}; a line is subject, relation, object, day")


def _numbered(tokens: list[str], table: dict[str, str] | None) -> tuple[Ints, tuple[str, ...], bool]:
    """Numbers for tokens, by value where all are numbers; the names of the numbers; and whether they are names."""
    different: Sequence[str] = list(dict.fromkeys(tokens))
    numeric = all(token.isdecimal() for token in different)
    different = sorted(different, key=int) if numeric else sorted(different)
    number = {token: at for at, token in enumerate(different)}
    found = np.fromiter((number[token] for token in tokens), dtype=np.int32, count=len(tokens))
    if numeric and table:
        return found, tuple(table.get(str(int(token)), token) for token in different), True
    return found, tuple(different), not numeric


def _table(train: Path, names: Path | None, which: int) -> dict[str, str] | None:
    """Number to name, from `names` (a folder, or the table of entities) or from beside `train`; None without one."""
    if names is not None and not names.exists():
        raise DataError(f"{names}: no such file or folder; name one that holds {' and '.join(_TABLES)}")
    path = (train.parent if names is None else names if names.is_dir() else names.parent) / _TABLES[which]
    if names is not None and not names.is_dir() and which == 0:
        path = names
    if not path.is_file():
        return None
    found: dict[str, str] = {}
    for number, line in enumerate(_lines(path), start=1):
        fields = line.strip("\r\n\ufeff").split("\t") if "\t" in line else line.strip().rsplit(None, 1)
        if len(fields) < 2:
            if line.strip() and number > 1:  # a first line may say how many follow
                raise DataError(f"{path}, line {number}: not a name and its number: {line.strip()[:60]!r}")
            continue
        name, key = (fields[0].strip(), fields[1].strip())
        if not key.isdecimal():
            name, key = key, name
        if not key.isdecimal():
            raise DataError(f"{path}, line {number}: not a name and its number: {line.strip()[:60]!r}")
        found[str(int(key))] = name
    return found
