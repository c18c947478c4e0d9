"""Reading many texts into a record: what is there is skipped, what cannot be read is kept with its reason.

The texts are committed in batches. A reading that is killed leaves the record as it was, plus whole batches; the same
call again goes on where it ended, since a text is known by its content.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError
from westphalia.many import mapping, pool, sources
from westphalia.many.sources import Item

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.record import Record

_BATCH_TEXTS, _BATCH_BYTES = 32, 256_000  # what a process is given at once
_COMMIT_TEXTS, _COMMIT_BYTES, _COMMIT_S = 2_000, 64_000_000, 60.0  # what is lost at most where the reading is killed

Progress = Callable[[int, int, int], None]


@dataclass
class ManyRead:
    """What became of every text: `texts` = `kept` + `already` + `quarantined`.

    `already` were in the record (by content, so the second of two equal texts too); `quarantined` could not be read,
    `by_reason`, and `new_in_quarantine` of these were not in the quarantine table before. `first_at` says for each
    reason where it came first («wire.jsonl:7»). `events` counts those read in the texts that were kept, by status.
    `passed_over` are files in folders by suffix, `undated` the kept texts without a day, and `unread_dates` those whose
    date is no ISO 8601 day and was left out, since nobody named its field; `first_unread_date` is the first of them.
    `seconds` is the time it took, `jobs` the number of processes.
    """

    files: int = 0
    texts: int = 0
    kept: int = 0
    already: int = 0
    quarantined: int = 0
    new_in_quarantine: int = 0
    by_reason: Counter[str] = field(default_factory=Counter)
    first_at: dict[str, str] = field(default_factory=dict)
    events: Counter[str] = field(default_factory=Counter)
    agreements: int = 0
    claims: int = 0
    undated: int = 0
    unread_dates: int = 0
    first_unread_date: str | None = None
    passed_over: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    jobs: int = 1

    def to_dict(self) -> dict[str, Any]:
        """The same as JSON data."""
        plain = dict(vars(self))
        for name in ("by_reason", "events", "passed_over"):
            plain[name] = dict(sorted(plain[name].items(), key=lambda item: (-item[1], item[0])))
        return plain | {"seconds": round(self.seconds, 3)}


def read_many(
    source: str | Path | Sequence[str | Path],
    into: Record | str | Path,
    *,
    jobs: int | None = None,
    text_field: str | None = None,
    date_field: str | None = None,
    id_field: str | None = None,
    published: date | None = None,
    reader: str | None = None,
    llm: Mapping[str, Any] | None = None,
    confidence: float | None = None,
    progress: Progress | None = None,
) -> ManyRead:
    """Read files, folders (with all below them), JSON Lines and Parquet files into the record `into`.

    `jobs` processes read at once (all cores, unless given). `text_field`, `date_field` and `id_field` name the
    fields of JSON objects and the columns of Parquet files; usual names are found without. `published` is the day
    of texts that state none; `reader`, `llm` and `confidence` are as in `read`. A text that is in the record
    already is not read again; one that cannot be read goes to the table quarantine with its file, line and reason.
    `progress` gets the texts done, and how many bytes of how many.

    What is read is the content of texts, and no coverage of the world: no row of coverage is added, and no query counts
    its events as what happened.

    Returns what became of every text. Raises `CallError` for a path that is not there, a record that cannot be written
    and a wrong reader, `DataError` for a Parquet file without the column.
    """
    from westphalia.reading import readers
    from westphalia.record import Record

    readers.check(reader, llm, confidence)
    if jobs is not None and jobs < 1:
        raise CallError(f"{jobs} jobs cannot read: give 1 or more")
    inputs = sources.gather([source] if isinstance(source, (str, Path)) else source)
    record = into if isinstance(into, Record) else Record.create(into)
    many = ManyRead(files=len(inputs.files), passed_over=inputs.passed, jobs=jobs or os.cpu_count() or 1)
    settings = {"reader": reader, "llm": llm, "confidence": confidence, "published": published}
    started, since, done = time.monotonic(), time.monotonic(), 0
    rows: list[pa.RecordBatch] = []
    held: list[Item] = []
    try:
        batches = _batches(sources.items(inputs, text_field, date_field, id_field))
        for items, batch in pool.read_all(batches, settings, record.document_hashes(), many.jobs):
            rows.append(batch)
            held.extend(items)
            many.texts += len(items)
            done += sum(item.bytes for item in items)
            if progress is not None:
                progress(many.texts, done, inputs.bytes)
            size = sum(one.nbytes for one in rows)
            if len(held) >= _COMMIT_TEXTS or size >= _COMMIT_BYTES or time.monotonic() - since >= _COMMIT_S:
                _commit(record, rows, held, many)
                rows, held, since = [], [], time.monotonic()
    finally:  # an interrupt keeps what is read
        if rows:
            _commit(record, rows, held, many)
        many.seconds = time.monotonic() - started
    return many


def _batches(items: Iterator[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += item.bytes
        if len(batch) >= _BATCH_TEXTS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _at(file: str, line: int | None) -> str:
    return file if line is None else f"{file}:{line}"


def _commit(record: Record, rows: list[pa.RecordBatch], items: list[Item], many: ManyRead) -> None:
    import pyarrow as pa
    import pyarrow.compute as pc

    table = pa.Table.from_batches(rows)
    status = table["status"]
    refused = table.filter(pc.equal(status, mapping.REJECTED))
    refused_items = [item for item, one in zip(items, status.to_pylist(), strict=True) if one == mapping.REJECTED]
    quarantine = [
        {
            "source": "texts",
            "file": item.file,
            "line": row["line"],
            "reason": row["reason"],
            "raw": (row["text"] or "")[:500],
        }
        for item, row in zip(refused_items, refused.select(["line", "reason", "text"]).to_pylist(), strict=True)
    ]
    kept, new = record.add_read(table.filter(pc.equal(status, mapping.READ)), quarantine)
    many.quarantined += refused.num_rows
    many.new_in_quarantine += new
    for row in quarantine:
        many.by_reason[row["reason"]] += 1
        many.first_at.setdefault(row["reason"], _at(row["file"], row["line"]))
    remarks = kept.filter(pc.is_valid(kept["reason"])).select(["source", "reason"]).to_pylist()
    many.unread_dates += len(remarks)
    if remarks and many.first_unread_date is None:
        many.first_unread_date = f"{remarks[0]['source']}: {remarks[0]['reason']}"
    many.kept += kept.num_rows
    many.already += table.num_rows - refused.num_rows - kept.num_rows
    many.undated += kept["published"].null_count
    for name in ("agreements", "claims"):
        setattr(many, name, getattr(many, name) + (pc.sum(pc.list_value_length(kept[name])).as_py() or 0))
    if kept.num_rows:
        events = pa.chunked_array([chunk.flatten() for chunk in kept["events"].chunks])
        many.events.update(pc.struct_field(events, "status").to_pylist())
