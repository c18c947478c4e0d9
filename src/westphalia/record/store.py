"""Writing a record: Parquet parts under temporary names first, then the catalogue, which commits them all at once.

A writer that is killed leaves the record as it was: what it had written is listed nowhere, and the next writer removes
it. The same rows give the same bytes and the same file names.

For who derives a whole record, one call does it:

    from westphalia.record.store import write_tables
    write_tables(folder, name="…", granularity="cell", events=events, votes=votes, coverage=[Coverage(…), …])
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import CallError
from westphalia.record import catalogue as catalogues
from westphalia.record import lock as locks
from westphalia.record.catalogue import Catalogue, Granularity, Ingested, Part
from westphalia.record.coverage import Coverage

if TYPE_CHECKING:
    import pyarrow as pa

_ROWS_PER_GROUP = 65_536


def write_tables(
    folder: str | Path,
    *,
    name: str,
    granularity: Granularity,
    events: pa.Table | None = None,
    votes: pa.Table | None = None,
    coverage: Iterable[Coverage] = (),
) -> Catalogue:
    """Write a whole record to `folder`, in place of the record that may be there.

    `events` has any of the columns of `schema.EVENTS`; missing ones become null, but `status` «happened» and `weight`
    1. For cells: one row per date, actor_country, recipient_country, action (null for statements), quad, score and
    origin, with `weight` the number of events. `votes` has the columns of `schema.VOTES`. `coverage` says which days
    and actors are covered (`about="votes"` for roll calls). The same input gives the same bytes.

    Returns the catalogue written. Raises `CallError` where the folder cannot be written or holds other things, and
    `ValueError` for columns that the tables do not have or for vote pairs not in order.
    """
    new = Catalogue(name=name, granularity=granularity, coverage=_sorted(coverage))
    with Writing.begin(Path(folder), new, replace=True) as writing:
        if events is not None:
            writing.add("events", events)
        if votes is not None:
            writing.add("votes", votes)
        return writing.commit()


class Writing:
    """One writer's transaction on the record in `folder`: `add` tables, then `commit`; without it nothing changes."""

    def __init__(self, folder: Path, catalogue: Catalogue, lock: locks.Lock) -> None:
        self.folder = folder
        self.catalogue = catalogue
        self._lock = lock

    @classmethod
    @contextlib.contextmanager
    def begin(cls, folder: Path, new: Catalogue | None = None, *, replace: bool = False) -> Iterator[Writing]:
        """Lock the record, read it again, and remove what a killed writer left.

        `new` is the catalogue to start from where there is no record yet; without it that is a `CallError`. With
        `replace`, the record that is there goes at `commit`, and not before.
        """
        with contextlib.ExitStack() as stack:
            with _plain_errors(folder):
                if new is not None:
                    _make_folder(folder)
                elif not folder.is_dir():
                    catalogues.read(folder)
                lock = stack.enter_context(locks.held(folder))
                if new is not None and (replace or not (folder / catalogues.FILE).exists()):
                    found = new
                else:
                    found = catalogues.read(folder)
                    _clean(folder, found)
            yield cls(folder, found, lock)

    def add(self, table: str, rows: pa.Table) -> None:
        """Write `rows` as new parts of `table`, events by year; they count from `commit` on."""
        from westphalia.record import schema

        whole = schema.conform(rows, table)
        if not whole.num_rows:
            return
        if table == "votes":
            _check_pairs(whole)
        with _plain_errors(self.folder):
            parts = [self._write(under, piece) for under, piece in _pieces(table, whole)]
        known = {part.path: part for part in (*self.catalogue.parts.get(table, ()), *parts)}
        self.catalogue = dataclasses.replace(
            self.catalogue, parts={**self.catalogue.parts, table: tuple(known[path] for path in sorted(known))}
        )

    def note(self, coverage: Iterable[Coverage] = (), ingested: Sequence[Ingested] = ()) -> None:
        """Add coverage rows and the files that were read."""
        self.catalogue = dataclasses.replace(
            self.catalogue,
            coverage=_sorted({*self.catalogue.coverage, *coverage}),
            ingested=(*self.catalogue.ingested, *ingested),
        )

    def commit(self) -> Catalogue:
        """Make everything added part of the record, at once, and remove the parts that no longer are."""
        committed = dataclasses.replace(self.catalogue, generation=self.catalogue.generation + 1)
        with _plain_errors(self.folder):
            for under in sorted({(self.folder / p.path).parent for parts in committed.parts.values() for p in parts}):
                _sync_folder(under)
            self._lock.check()
            _replace(self.folder / catalogues.FILE, committed.to_json().encode())
        self.catalogue = committed
        _clean(self.folder, committed)
        return committed

    def _write(self, under: str, piece: pa.Table) -> Part:
        import pyarrow.parquet as pq

        target = self.folder / under
        target.mkdir(parents=True, exist_ok=True)
        temporary = target / f"{os.getpid()}.tmp"
        pq.write_table(
            piece,
            temporary,
            row_group_size=_ROWS_PER_GROUP,
            compression="zstd",
            compression_level=9,
            use_dictionary=True,
            write_page_index=True,
        )
        _sync(temporary)
        digest = sha256_of(temporary)
        final = target / f"{digest[:16]}.parquet"
        size = temporary.stat().st_size
        temporary.replace(final)
        first, last = _days(piece)
        return Part(f"{under}/{final.name}", piece.num_rows, size, digest, first, last)


def sha256_of(path: Path) -> str:
    """The content hash of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def _plain_errors(folder: Path) -> Iterator[None]:
    try:
        yield
    except PermissionError as error:
        raise CallError(
            f"{folder} cannot be written: {error.strerror}; choose another folder for the record"
        ) from error
    except (FileExistsError, NotADirectoryError) as error:
        raise CallError(f"{folder} cannot be a record: a file is in the way; choose another folder") from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise CallError(f"{folder} cannot be written: {reason}; nothing was added") from error


def _make_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / catalogues.FILE).exists():
        return
    ours = {locks.FILE, "events", "votes", "quarantine", "documents", "claims", "agreements"}  # of a killed writer
    names = sorted(entry.name for entry in folder.iterdir())
    foreign = [name for name in names if name not in ours and not name.endswith(".tmp") and not name.startswith(".")]
    if foreign:
        raise CallError(f"{folder} holds other things ({foreign[0]}, …) and no record; choose a new or empty folder")


def _clean(folder: Path, catalogue: Catalogue) -> None:
    from westphalia.record import schema

    listed = {folder / part.path for parts in catalogue.parts.values() for part in parts}
    left = [path for table in schema.STORED for path in (folder / table).rglob("*") if path not in listed]
    left += [path for path in folder.glob("*.tmp") if path.is_file()]
    for path in left:
        if path.is_file() and path.suffix in (".parquet", ".tmp"):
            with contextlib.suppress(OSError):  # Windows keeps a file that somebody reads; the next writer gets it
                path.unlink()


def _sorted(rows: Iterable[Coverage]) -> tuple[Coverage, ...]:
    return tuple(sorted(rows, key=lambda row: (row.about, row.origin, row.first_day, row.last_day, row.sha256)))


def _check_pairs(votes: pa.Table) -> None:
    import pyarrow.compute as pc

    if not pc.all(pc.less(votes["a"], votes["b"])).as_py():
        raise ValueError("table votes has a pair that is not in alphabetical order (a < b)")


def _pieces(table: str, whole: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    if table != "events":
        yield table, whole
        return
    import pyarrow.compute as pc

    years = pc.year(whole["date"])
    for year in sorted(pc.unique(years).to_pylist(), key=lambda y: (y is None, y)):
        if year is None:
            yield "events/undated", whole.filter(pc.is_null(years))
        else:
            yield f"events/year={year}", whole.filter(pc.equal(years, year))


def _days(piece: pa.Table) -> tuple[date | None, date | None]:
    import pyarrow.compute as pc

    if "date" not in piece.column_names:
        return None, None
    span = pc.min_max(piece["date"]).as_py()
    return span["min"], span["max"]


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f"{path.name}.tmp")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
    _sync_folder(path.parent)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # elsewhere a folder cannot be opened, and renames are flushed by the system
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
