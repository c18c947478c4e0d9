"""A record: who did what to whom, day by day, with what it covers, and the questions it answers.

    record = Record.default()                  # the embedded one: daily counts, read-only
    record = Record.create("my-record")        # your own, of single events
    record.add("quadruples", ["events.tsv.gz"])
    record.daily("RUS", "IRN").frame

Opening reads one small file; the database is loaded at the first question.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError, CorruptRecord
from westphalia.record import catalogue as catalogues
from westphalia.record import coverage as coverages
from westphalia.record.answers import Answer, Report
from westphalia.record.catalogue import Catalogue, Granularity
from westphalia.record.coverage import Coverage, Window

if TYPE_CHECKING:
    import ibis.expr.types as ir
    import pyarrow as pa

    from westphalia.ontology.types import Document
    from westphalia.record.engine import Engine

_HASHED = 32 * 2**20  # bytes of a record that is hashed before its first answer (some 50 ms); of larger ones, the sizes


class Record:
    """A record at rest. Get one from `default`, `open`, `create` or `connect`.

    Actors are record codes («RUS», «IGO:UN»). Days are dates; bounds are inclusive, and None leaves a side open. What
    counts as an event in `daily`, `volume`, `dyads`, `counts` and `events` has the status «happened» and does not come
    from a document: what a text says is not the record against which it is tested (`query` sees everything).
    """

    def __init__(self, path: Path, catalogue: Catalogue, *, embedded: bool = False) -> None:
        self.path = path
        self._embedded = embedded
        self._catalogue = catalogue
        self._engine: Engine | None = None
        self._read_before: dict[int, frozenset[str]] = {}

    @classmethod
    def default(cls) -> Record:
        """The record that comes with Westphalia: daily counts and UN votes, read-only."""
        from importlib import resources

        path = Path(str(resources.files("westphalia"))) / "data" / "record"
        try:
            return cls(path, catalogues.read(path), embedded=True)
        except CallError as error:
            raise CorruptRecord(f"the embedded record is missing from {path}; install Westphalia again") from error

    @classmethod
    def open(cls, path: str | Path) -> Record:
        """The record in the folder `path`. `CallError` where there is none, `CorruptRecord` where it is damaged."""
        folder = Path(path).expanduser()
        return cls(folder, catalogues.read(folder))

    @classmethod
    def create(cls, path: str | Path) -> Record:
        """The record in the folder `path`, made where there is none; `CallError` where that cannot be."""
        from westphalia.record import store

        folder = Path(path).expanduser()
        if not catalogues.is_there(folder):
            new = Catalogue(name=folder.resolve().name or "record", granularity="event")
            with store.Writing.begin(folder, new) as writing:
                if not catalogues.is_there(folder):
                    writing.commit()
        return cls.open(folder)

    @classmethod
    def connect(cls, url: str) -> Record:
        """The record at `url`: «duckdb://folder», or a folder. `CallError` for another engine."""
        engine, found, folder = url.partition("://")
        if not found:
            return cls.open(url)
        if engine != "duckdb":
            raise CallError(f"no engine {engine!r} for a record; supported: duckdb://FOLDER")
        return cls.open(folder)

    @property
    def name(self) -> str:
        """What the record is called."""
        return self._catalogue.name

    @property
    def granularity(self) -> Granularity:
        """`event` where rows are single events, `cell` where they are counts by day, pair and action."""
        return self._catalogue.granularity

    @property
    def embedded(self) -> bool:
        """Whether it is the one that comes with Westphalia."""
        return self._embedded

    @property
    def writable(self) -> bool:
        """Whether files and documents can be added."""
        return not self._embedded and os.access(self.path, os.W_OK)

    @property
    def contents(self) -> tuple[str, frozenset[str], tuple[Coverage, ...]]:
        """Where it is, the hashes of its files and what they cover: while these stay the same, so do its answers."""
        files = frozenset(part.sha256 for parts in self._catalogue.parts.values() for part in parts)
        return str(self.path), files, self.coverage()

    def coverage(self) -> tuple[Coverage, ...]:
        """What each source covers; outside of it nothing is known."""
        return self._catalogue.coverage

    def windows(self, *actors: str) -> tuple[Window, ...]:
        """The days on which events between all of `actors` are covered: sorted, without overlap.

        Adjacent stretches of the same sources are one window; where the sources change, so do the levels, and a new
        window starts.
        """
        return coverages.windows(self.coverage(), *actors)

    def last_day(self, *actors: str) -> date:
        """The last day covered for `actors`; `OutsideCoverage` where there is none."""
        self.require(None, None, *actors)
        return self.windows(*actors)[-1].last_day

    def require(self, first: date | None, last: date | None, *actors: str) -> None:
        """Nothing where some day of `first` to `last` is covered, else `OutsideCoverage` that names the windows."""
        coverages.require(f"the record {self.name!r}", self.coverage(), first, last, *actors)

    def tables(self) -> list[dict[str, Any]]:
        """One dict per table: table, rows, first_day, last_day (None where a table has no days), as JSON data."""
        found = []
        for table in ("events", "coverage", "documents", "claims", "agreements", "votes", "quarantine"):
            parts = self._catalogue.parts.get(table, ())
            first = min((part.first_day for part in parts if part.first_day), default=None)
            last = max((part.last_day for part in parts if part.last_day), default=None)
            rows = len(self.coverage()) if table == "coverage" else self._catalogue.rows(table)
            days = {"first_day": first.isoformat() if first else None, "last_day": last.isoformat() if last else None}
            found.append({"table": table, "rows": rows, **days})
        return found

    def daily(
        self,
        a: str | None = None,
        b: str | None = None,
        *,
        first: date | None = None,
        last: date | None = None,
        both: bool = True,
    ) -> Answer:
        """Counts by day, pair and action of what `a` does to `b`, and with `both` also of what `b` does to `a`.

        None stands for anybody (domestic events and «---», «???» included). Columns: day (datetime64), actor,
        recipient, action, quad, score (missing for statements), n (float: number of events). Days without events have
        no row; whether they are zeros or not covered is for `windows` to say.
        """
        from westphalia.record import queries

        return self._answer(queries.daily(a, b, first, last, both))

    def volume(self, first: date | None = None, last: date | None = None) -> Answer:
        """All events by day, statements and domestic ones included. Columns: day (datetime64), n (float)."""
        from westphalia.record import queries

        return self._answer(queries.volume(first, last))

    def dyads(self, first: date | None = None, last: date | None = None, min_n: float = 1) -> Answer:
        """Directed pairs of two different placed actors with at least `min_n` events: actor, recipient, n (float)."""
        from westphalia.record import queries

        return self._answer(queries.dyads(first, last, min_n))

    def counts(self, first: date | None = None, last: date | None = None, *, by_action: bool = False) -> Answer:
        """Counts by day and quad for every directed pair of two different placed actors, in one scan.

        Columns: day (datetime64), actor, recipient, with `by_action` also action, quad (missing for statements),
        n (float).
        """
        from westphalia.record import queries

        return self._answer(queries.counts(first, last, by_action))

    def sectors(self, first: date | None = None, last: date | None = None) -> Answer:
        """Counts by day, action and the sectors of both sides, for every directed pair of two different placed actors.

        Columns: day (datetime64), actor, actor_sector, recipient, recipient_sector (missing where the source names
        none; PLOVER's codes), action and quad (missing for statements), n (float). A record of cells has no sectors.
        """
        from westphalia.record import queries

        return self._answer(queries.sectors(first, last))

    def events(
        self,
        actor: str | None = None,
        recipient: str | None = None,
        *,
        actions: Collection[str] | None = None,
        first: date | None = None,
        last: date | None = None,
        limit: int | None = 50,
    ) -> Answer:
        """Single rows (events, or cells where `granularity` is «cell»), newest first, with all columns of `events`.

        `actions` are PLOVER codes; None takes all, statements included.
        """
        from westphalia.record import queries

        return self._answer(queries.events(actor, recipient, actions, first, last, limit))

    def votes(self, a: str, b: str) -> Answer:
        """UN roll calls in which both `a` and `b` cast a vote, by year: year, same, half, opposite (integers)."""
        from westphalia.record import queries

        return self._answer(queries.votes(a, b))

    def vote_sums(self, first: int, last: int) -> Answer:
        """UN roll calls of the years `first` to `last` in which both cast a vote, by pair: a, b, same, half, opposite.

        Each pair once, with `a` before `b` in the alphabet.
        """
        from westphalia.record import queries

        return self._answer(queries.vote_sums(first, last))

    def vote_years(self) -> tuple[int, int] | None:
        """First and last year with votes; None where the record has none."""
        from westphalia.record import queries

        row = self._run(queries.vote_years())[0].to_pylist()[0]
        return None if row["first"] is None else (row["first"], row["last"])

    def documents(self) -> Answer:
        """The documents added, with their text and reading."""
        from westphalia.record import queries

        return self._answer(queries.of_document("documents", None))

    def claims(self, document: str | None = None) -> Answer:
        """The claims read in all documents, or in the one whose text has the sha256 `document`."""
        from westphalia.record import queries

        return self._answer(queries.of_document("claims", document))

    def agreements(self, document: str | None = None) -> Answer:
        """The agreements read in all documents, or in the one whose text has the sha256 `document`."""
        from westphalia.record import queries

        return self._answer(queries.of_document("agreements", document))

    def add(
        self,
        source: str,
        files: Sequence[str | Path],
        progress: Callable[[str, int, int], None] | None = None,
        *,
        force: bool = False,
    ) -> Report:
        """Add `files` of `source` («quadruples» or «icews»): all of them or, where anything fails, none.

        A file whose content was added before changes nothing, and neither does an event that is there already. Rows
        that cannot be read go to the table `quarantine`. `progress` gets what is being done, and how many bytes or
        rows of how many. Raises `CallError` for an unknown source, a missing file or a read-only record, and
        `DataError` for a file of which no line can be read, or that is no record of what happened (see
        `sources.quadruples`), unless `force`.
        """
        from westphalia.record import ingest

        self._require_writable()
        report = ingest.add(self.path, source, [Path(file) for file in files], progress, force=force)
        self._refresh()
        return report

    def add_document(self, document: Document) -> bool:
        """Add what was read in a text; False where the same text is there already.

        Its events go to `events` with the origin «document:» + sha256 and are not counted by any method here.
        """
        from westphalia.record import documents

        self._require_writable()
        added = documents.add(self.path, document)
        self._refresh()
        return added

    def document_hashes(self) -> frozenset[str]:
        """The sha256 of the text of every document in the record."""
        from westphalia.record import readings

        return readings.hashes(self.path, self._catalogue)

    def add_read(self, read: pa.Table, quarantine: Sequence[Mapping[str, Any]] = ()) -> tuple[pa.Table, int]:
        """Add many readings in one commit; gives the rows that were new, and how many rows of quarantine were.

        `read` has the columns of documents, and events, claims and agreements as lists of records (see
        `wp.read_batches`); `quarantine` has source, file, line, reason and raw of texts that cannot be read.
        """
        from westphalia.record import readings

        self._require_writable()
        kept, new, now = readings.add(self.path, read, quarantine, self._read_before)
        self._read_before = dict([now])
        self._refresh()
        return kept, new

    def query(self, sql: str, limit: int | None = None) -> pa.Table:
        """The rows (at most `limit`) of one SELECT over events, coverage, documents, claims, agreements, votes and
        quarantine. `CallError` for anything else; no file and no network can be reached from it.
        """
        return self._connected().query(sql, limit)

    def export(self, target: str | Path, table: str = "events") -> int:
        """Write a table to `target`, by its suffix .parquet, .csv or .jsonl; gives the number of rows."""
        from westphalia.record import export

        return export.write(self._connected(), Path(target), table)

    def verify(self) -> None:
        """Nothing where every file is what was committed, byte for byte, else `CorruptRecord`.

        A record of up to 32 MiB is checked so before its first answer; a larger one only here.
        """
        from westphalia.record import store

        for parts in self._catalogue.parts.values():
            for part in parts:
                path = self.path / part.path
                if not path.is_file() or store.sha256_of(path) != part.sha256:
                    raise CorruptRecord(f"{path} is not what was committed; restore it or add the files again")

    def close(self) -> None:
        """Let go of the files; the next question opens them again."""
        if self._engine is not None:
            self._engine.close()
            self._engine = None

    def __repr__(self) -> str:
        return f"Record({self.name!r}, {self._catalogue.rows('events'):,} {self.granularity}s, path={str(self.path)!r})"

    def _answer(self, expression: ir.Table) -> Answer:
        from westphalia.record.frames import frame

        rows, sql = self._run(expression)
        return Answer(frame(rows), sql)

    def _run(self, expression: ir.Table) -> tuple[pa.Table, str]:
        return self._connected().run(expression)

    def _connected(self) -> Engine:
        if self._engine is None:
            from westphalia.record.engine import Engine

            if sum(part.bytes for parts in self._catalogue.parts.values() for part in parts) <= _HASHED:
                self.verify()
            self._engine = Engine(self.path, self._catalogue)
        return self._engine

    def _refresh(self) -> None:
        self.close()
        self._catalogue = catalogues.read(self.path)

    def _require_writable(self) -> None:
        if self._embedded:
            raise CallError(
                "the embedded record is read-only; make your own with `Record.create(folder)` or `--record FOLDER`"
            )
