"""Many readings at once into a record: one commit for a batch of texts, each text once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.record import catalogue as catalogues
from westphalia.record import schema, store
from westphalia.record.catalogue import Catalogue

if TYPE_CHECKING:
    import pyarrow as pa

_NESTED = ("events", "claims", "agreements")


def hashes(folder: Path, catalogue: Catalogue | None = None) -> frozenset[str]:
    """The sha256 of every document in the record."""
    return frozenset(
        name for batch in _columns(folder, catalogue, "documents", ["document"]) for name in batch[0].to_pylist()
    )


def add(
    folder: Path, read: pa.Table, quarantine: Sequence[Mapping[str, Any]], known: Mapping[int, frozenset[str]]
) -> tuple[pa.Table, int, tuple[int, frozenset[str]]]:
    """Add documents with their events, claims and agreements, and rows of quarantine, in one commit.

    `read` has the columns of the documents and the three lists; a document that the record has, or that stands twice in
    `read`, is left out. `known` gives the hashes that the record had at a generation of its catalogue, which spares
    reading them again. Returns the rows kept, the number of rows new in quarantine, and (generation, hashes) now.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    with store.Writing.begin(folder) as writing:
        held = known.get(writing.catalogue.generation)
        seen = set(held if held is not None else hashes(folder, writing.catalogue))
        fresh = []
        for name in read["document"].to_pylist():
            fresh.append(name not in seen)
            seen.add(name)
        kept = read.filter(pa.array(fresh, pa.bool_()))
        rejected = [{**row, "sha256": _digest(row)} for row in quarantine]
        if rejected:
            before = set(_quarantined(folder, writing.catalogue))
            rejected = [row for row in rejected if _key(row) not in before]
        if kept.num_rows:
            writing.add("documents", kept.select(schema.DOCUMENTS.names))
            for table in _NESTED:
                rows = pa.chunked_array([chunk.flatten() for chunk in kept[table].chunks])
                given = [field.name for field in rows.type]  # rows made by an older version lack some columns
                writing.add(table, pa.table({name: pc.struct_field(rows, name) for name in given}))
        if rejected:
            writing.add("quarantine", pa.Table.from_pylist(rejected, schema=schema.QUARANTINE))
        if kept.num_rows or rejected:
            writing.commit()
        return kept, len(rejected), (writing.catalogue.generation, frozenset(seen))


def _quarantined(folder: Path, catalogue: Catalogue) -> Iterator[tuple[Any, ...]]:
    names = ["file", "line", "reason", "sha256"]
    for batch in _columns(folder, catalogue, "quarantine", names):
        yield from zip(*(column.to_pylist() for column in batch), strict=True)


def _key(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["file"], row["line"], row["reason"], row["sha256"]


def _digest(row: Mapping[str, Any]) -> str:
    """Of what was kept of it: a line that was corrected and fails again is another row."""
    return hashlib.sha256((row["raw"] or "").encode("utf-8", "surrogatepass")).hexdigest()


def _columns(
    folder: Path, catalogue: Catalogue | None, table: str, names: list[str]
) -> Iterator[list[pa.ChunkedArray]]:
    import pyarrow.parquet as pq

    for part in (catalogue or catalogues.read(folder)).parts.get(table, ()):
        rows = pq.read_table(folder / part.path, columns=names, partitioning=None)
        yield [rows[name] for name in names]
