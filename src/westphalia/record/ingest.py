"""Adding files of events to a record: every line is added, known already, or in quarantine, and a killed ingest never
happened.

A file is known by its content, an event by its `event_id`: neither is stored twice. An event whose number is known but
whose content differs goes to quarantine rather than away.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from westphalia.errors import CallError, DataError
from westphalia.ontology.types import UNRESOLVED
from westphalia.record import store
from westphalia.record.answers import Report
from westphalia.record.catalogue import Ingested
from westphalia.record.coverage import Coverage
from westphalia.record.sources import Source, find
from westphalia.record.sources.files import BATCH, Rejected

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.record.engine import Engine

Progress = Callable[[str, int, int], None]

# What an event is, beside its number: two events of one number that differ here are not the same event.
_CONTENT = ["date", "code", "actor_id", "recipient_id"]


def add(folder: Path, source: str, files: Sequence[Path], progress: Progress | None, *, force: bool) -> Report:
    """Add `files` of `source` to the record in `folder`; see `Record.add`."""
    import pyarrow as pa

    from westphalia.record.engine import Engine

    reader = find(source)
    hashes = _hashes(files)
    tell = progress or (lambda *_: None)
    with store.Writing.begin(folder) as writing:
        if writing.catalogue.granularity == "cell":
            raise CallError(f"the record {writing.catalogue.name!r} holds daily counts; add events to one of your own")
        known = {done.sha256: done for done in writing.catalogue.ingested if done.source == source}
        fresh = {digest: file for file, digest in hashes if digest not in known}
        read = {digest: _read(reader, source, file, digest, tell, force) for digest, file in fresh.items()}
        accepted = pa.concat_tables([found.events for found in read.values()]) if read else None
        coverage: list[Coverage] = []
        if accepted is not None and accepted.num_rows:
            if not force:
                reader.check(accepted)
            coverage = reader.coverage(accepted, _together(sorted(fresh)))
            if not force:
                _refuse_twice(writing.catalogue.coverage, coverage)
        engine = Engine(folder, writing.catalogue)
        try:
            _tell_apart(list(read.values()), engine, reader.ORIGIN)
        finally:
            engine.close()
        if fresh:
            tell("writing", 0, 1)
            new = [found.new for found in read.values()]
            writing.add("events", pa.concat_tables(new))
            writing.add("quarantine", _quarantined(source, list(read.values())))
            writing.note(coverage, [found.noted(source) for found in read.values()])
            tell("committing", 0, 1)
            writing.commit()
            tell("committing", 1, 1)
    notes = [known[digest] if digest in known else read[digest].noted(source) for _, digest in hashes]
    unplaced = sum(_unplaced(found.new) for found in read.values())
    return _report(source, [file for file, _ in hashes], notes, set(fresh), unplaced)


@dataclass
class _Read:
    """One file: its events, the line of each, the lines rejected; `new` are the events that the record lacks."""

    name: str
    sha256: str
    events: pa.Table
    new: pa.Table
    lines: list[int]
    rejected: list[Rejected]

    def noted(self, source: str) -> Ingested:
        import pyarrow.compute as pc

        span = pc.min_max(self.events["date"]).as_py()
        conflicts = sum(item.reason == _CONFLICT for item in self.rejected)
        return Ingested(
            sha256=self.sha256,
            name=self.name,
            source=source,
            added=self.new.num_rows,
            already=self.events.num_rows - self.new.num_rows - conflicts,
            quarantined=len(self.rejected),
            by_reason=_main(Counter(item.reason for item in self.rejected)),
            first_day=span["min"],
            last_day=span["max"],
        )


_CONFLICT = "same event number as another event"
_OTHER = "other reasons"  # the quarantine table has them all
_NAMED = 20


def _main(reasons: Counter[str]) -> dict[str, int]:
    """The most frequent reasons, and the sum of the others."""
    named = dict((reasons - Counter({_OTHER: reasons[_OTHER]})).most_common(_NAMED))
    others = reasons.total() - sum(named.values())
    return {**named, _OTHER: others} if others else named


def _hashes(files: Sequence[Path]) -> list[tuple[Path, str]]:
    if not files:
        raise CallError("no files to add")
    for file in files:
        if not file.exists():
            raise CallError(f"no such file: {file}")
        if not file.is_file():
            raise CallError(f"{file} is a folder; name the files in it")
    try:
        return [(file, store.sha256_of(file)) for file in files]
    except OSError as error:
        raise CallError(f"{error.filename} cannot be read: {error.strerror}") from error


def _read(reader: Source, source: str, file: Path, digest: str, tell: Progress, force: bool) -> _Read:
    import pyarrow as pa

    size = file.stat().st_size
    tables: list[pa.Table] = []
    lines: list[int] = []
    rejected: list[Rejected] = []
    for batch in reader.read(file):
        tables.append(batch.events)
        lines += batch.lines
        rejected += batch.rejected
        if len(rejected) >= BATCH // 2 and not lines:
            raise _foreign(file, source, rejected, f"none of its first {_lines(len(rejected))}")
        tell(file.name, batch.done, size)
    if rejected and not lines and not force:
        raise _foreign(file, source, rejected, f"none of its {_lines(len(rejected))}")
    events = pa.concat_tables(tables)
    return _Read(file.name, digest, events, events, lines, rejected)


def _foreign(file: Path, source: str, rejected: Sequence[Rejected], which: str) -> DataError:
    """For a file in which no line can be read: the reason of the first and, where it is another, of the most."""
    first = rejected[0]
    reasons = f"line {first.line}: {first.reason}"
    reason, count = Counter(item.reason for item in rejected).most_common(1)[0]
    if reason != first.reason:
        reasons += f"; {_lines(count)}: {reason}"
    return DataError(f"{file} is no file of {source!r}: {which} can be read ({reasons}); nothing was added")


def _lines(number: int) -> str:
    return f"{number:,} line{'s' * (number != 1)}"


def _together(hashes: Sequence[str]) -> str:
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()


def _refuse_twice(held: Sequence[Coverage], coming: Sequence[Coverage]) -> None:
    for new in coming:
        for old in held:
            other = old.about == "events" and old.origin != new.origin
            if other and old.first_day <= new.last_day and new.first_day <= old.last_day:
                first, last = max(old.first_day, new.first_day), min(old.last_day, new.last_day)
                raise CallError(
                    f"the record covers {first} to {last} from {old.origin} already, and {new.origin} would count the "
                    "same events again; add it to another record, or force"
                )


def _tell_apart(files: list[_Read], engine: Engine, origin: str) -> None:
    """Set `new` of each file to the events that neither the record nor an earlier line has."""
    import pandas as pd
    import pyarrow as pa

    every = [found.events.select(["event_id", *_CONTENT]) for found in files]
    if not sum(table.num_rows for table in every):
        return
    stored = engine.matching(pa.concat_tables(every), ["event_id", *_CONTENT])
    content = pd.concat([table.to_pandas() for table in (stored, *every)], ignore_index=True)
    repeated = content["event_id"].duplicated()
    held = content[~repeated]
    start = stored.num_rows
    for found, table in zip(files, every, strict=True):
        rows = slice(start, start + table.num_rows)
        start += table.num_rows
        mine, again = content.iloc[rows].reset_index(drop=True), repeated.iloc[rows].to_numpy()
        found.new = found.events.filter(pa.array(~again))
        if origin.endswith("quadruples"):
            continue  # the number is made of the content
        both = mine[again].reset_index().merge(held, on="event_id", suffixes=("", "_held"))
        differs = pd.concat([both[name] != both[f"{name}_held"] for name in _CONTENT], axis=1).any(axis=1)
        found.rejected += [
            Rejected(found.lines[i], _CONFLICT, "\t".join(str(value) for value in mine.iloc[i]))
            for i in both["index"][differs]
        ]


def _quarantined(source: str, files: list[_Read]) -> pa.Table:
    import pyarrow as pa

    from westphalia.record import schema

    rows = [
        {"source": source, "file": found.name, "sha256": found.sha256, **vars(item)}
        for found in files
        for item in found.rejected
    ]
    return pa.Table.from_pylist(rows, schema=schema.QUARANTINE)


def _unplaced(events: pa.Table) -> int:
    import pyarrow.compute as pc

    sides = (pc.equal(events[f"{side}_country"], UNRESOLVED) for side in ("actor", "recipient"))
    return int(pc.sum(pc.or_(*sides)).as_py() or 0)


def _report(source: str, files: list[Path], notes: list[Ingested], fresh: set[str], unplaced: int) -> Report:
    """The sum over the files; a file that was known, or named twice, adds nothing the second time."""
    added = already = 0
    reasons: Counter[str] = Counter()
    for note in notes:
        new = note.sha256 in fresh
        fresh.discard(note.sha256)
        added += note.added if new else 0
        already += note.already + (0 if new else note.added)
        reasons.update(note.by_reason)
    days: list[date] = [day for note in notes for day in (note.first_day, note.last_day) if day]
    return Report(
        source=source,
        files=tuple(file.name for file in files),
        added=added,
        already=already,
        quarantined=sum(note.quarantined for note in notes),
        by_reason=_main(reasons),
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        unplaced=unplaced,
    )
