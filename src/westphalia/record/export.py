"""A table of a record as one file, by the target's suffix: Parquet, CSV or JSON Lines.

In CSV lists of words are joined by «;», and what is nested deeper is JSON.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError
from westphalia.record import queries, schema

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.record.engine import Engine

SUFFIXES = (".parquet", ".csv", ".jsonl")


def write(engine: Engine, target: Path, table: str) -> int:
    """Write `table` in its total order to `target`, which appears only when it is whole; gives the number of rows.

    Raises `CallError` for an unknown table or suffix and where `target` cannot be written.
    """
    if table not in schema.TABLES:
        raise CallError(f"no table {table!r}; a record has {', '.join(schema.TABLES)}")
    if target.suffix not in SUFFIXES:
        raise CallError(f"cannot export to {target.name!r}; the suffix says the format: {', '.join(SUFFIXES)}")
    writer = {".parquet": _parquet, ".csv": _csv, ".jsonl": _jsonl}[target.suffix]
    temporary = target.with_name(f"{target.name}.tmp")
    try:
        with engine.batches(queries.whole(table)) as batches:
            rows = writer(temporary, batches, schema.TABLES[table])
        temporary.replace(target)
    except OSError as error:
        raise CallError(f"{target} cannot be written: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def _parquet(path: Path, batches: Iterable[pa.RecordBatch], fields: pa.Schema) -> int:
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(path, fields, compression="zstd") as file:
        for batch in batches:
            file.write_table(pa.Table.from_batches([batch]).cast(fields))
            rows += batch.num_rows
    return rows


def _csv(path: Path, batches: Iterable[pa.RecordBatch], fields: pa.Schema) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(fields.names)
        for batch in batches:
            for row in batch.to_pylist():
                writer.writerow([_cell(value) for value in row.values()])
            rows += batch.num_rows
    return rows


def _cell(value: Any) -> Any:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return ";".join(value)
    return json.dumps(value, ensure_ascii=False, default=_iso) if isinstance(value, (list, dict)) else value


def _jsonl(path: Path, batches: Iterable[pa.RecordBatch], _: pa.Schema) -> int:
    rows = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for batch in batches:
            file.writelines(json.dumps(row, ensure_ascii=False, default=_iso) + "\n" for row in batch.to_pylist())
            rows += batch.num_rows
    return rows


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {value!r}")
