"""Where events come from: one module per source, each with the same three functions.

ORIGIN                        what the events and the coverage of this source are marked with
read(path)                    batches of events in the columns of `schema.EVENTS`, with the rows it could not read
check(files)                  `DataError` where these files are no record of what happened
coverage(files, sha256)       which days and actors the files cover
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from westphalia.errors import CallError
from westphalia.record.coverage import Coverage

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.record.sources.files import Batch

NAMES = ("quadruples", "icews")


class Source(Protocol):
    """What a module of this package offers."""

    ORIGIN: str

    def read(self, path: Path) -> Iterator[Batch]:
        """The file's rows, in batches."""

    def check(self, events: pa.Table) -> None:
        """`DataError` where these events cannot be a record of what happened."""

    def coverage(self, events: pa.Table, sha256: str) -> list[Coverage]:
        """Which days and actors the events cover; `sha256` is of the files."""


def find(name: str) -> Source:
    """The source `name`; `CallError` with the nearest for an unknown one."""
    from westphalia.record.sources import icews, quadruples

    found = {"quadruples": quadruples, "icews": icews}.get(name)
    if found is None:
        near = difflib.get_close_matches(name, NAMES, n=1)
        hint = f"did you mean {near[0]}? " if near else ""
        raise CallError(f"no source {name!r}; {hint}known: {', '.join(NAMES)}")
    return cast(Source, found)
