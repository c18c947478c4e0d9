"""Files of events, line by line: plain, gzip or zip, in UTF-8, with every line accounted for."""

from __future__ import annotations

import contextlib
import gzip
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from westphalia.errors import DataError

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 100_000
LONGEST = 1_000_000  # bytes of a line
_KEPT = 2_000  # characters of a rejected line that are kept


@dataclass(frozen=True)
class Rejected:
    """A line that cannot be read, and why."""

    line: int
    reason: str
    raw: str


@dataclass
class Lines:
    """Some lines of a file: `texts` with their `numbers` (from 1), the `rejected` ones, and bytes read so far."""

    numbers: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    done: int = 0

    def reject(self, line: int, reason: str, raw: str) -> None:
        """Note that `line` cannot be read."""
        self.rejected.append(Rejected(line, reason, raw[:_KEPT]))


@dataclass(frozen=True)
class Batch:
    """Events in the columns of `schema.EVENTS`, the file's line of each, the lines rejected, and bytes read so far."""

    events: pa.Table
    lines: list[int]
    rejected: list[Rejected]
    done: int


def read_lines(path: Path) -> Iterator[Lines]:
    """The lines of `path` in batches, without their ends; those that are not UTF-8, empty or too long are rejected.

    Raises `DataError` for an archive that is damaged or holds several files.
    """
    with path.open("rb") as raw, _opened(path, raw) as file:
        batch = Lines()
        number = 0
        try:
            while line := file.readline(LONGEST):
                number += 1
                _take(batch, number, line, file)
                if number % BATCH == 0:
                    batch.done = raw.tell()
                    yield batch
                    batch = Lines()
        except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
            raise DataError(f"{path} breaks off after line {number}: {error}; nothing was added") from error
        batch.done = raw.tell()
        yield batch


@cache
def day_of(text: str) -> date | None:
    """The day that an ISO 8601 text (YYYY-MM-DD) names, from 1800 to 2199; else None."""
    if len(text) != 10 or text[4] != "-" or text[7] != "-":
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1800 <= day.year <= 2199 else None


@contextlib.contextmanager
def _opened(path: Path, raw: IO[bytes]) -> Iterator[IO[bytes]]:
    magic = raw.read(4)
    raw.seek(0)
    if magic[:2] == b"\x1f\x8b":
        with gzip.open(raw) as file:
            yield cast(IO[bytes], file)
    elif magic == b"PK\x03\x04":
        try:
            archive = zipfile.ZipFile(raw)
        except zipfile.BadZipFile as error:
            raise DataError(f"{path} is a damaged zip file: {error}; nothing was added") from error
        members = [item for item in archive.infolist() if not item.is_dir()]
        if len(members) != 1:
            raise DataError(f"{path} holds {len(members)} files; unpack it and name the one with the events")
        with archive, archive.open(members[0]) as member:
            yield member
    else:
        yield raw


def _take(batch: Lines, number: int, line: bytes, file: IO[bytes]) -> None:
    if len(line) == LONGEST and not line.endswith(b"\n"):
        while (rest := file.readline(LONGEST)) and not rest.endswith(b"\n"):
            pass
        batch.reject(number, f"line longer than {LONGEST:,} bytes", line[:_KEPT].decode("utf-8", "backslashreplace"))
        return
    if number == 1:
        line = line.removeprefix(b"\xef\xbb\xbf")
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        batch.reject(number, "not UTF-8", line.decode("utf-8", "backslashreplace"))
        return
    if not text.strip():
        batch.reject(number, "empty line", text)
        return
    batch.numbers.append(number)
    batch.texts.append(text)
