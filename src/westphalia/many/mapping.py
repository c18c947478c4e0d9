"""Batches of texts to batches of rows: one row per text, with its events, claims and agreements as lists of records.

The lists have exactly the columns of the record's tables (see docs/record.md), so that one `explode` gives each table.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError, WestphaliaError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from westphalia.reading.load import Loaded

READ, ALREADY, REJECTED = "read", "already", "rejected"


def read_batches(
    batches: Iterable[pa.RecordBatch] | Iterable[pd.DataFrame],
    *,
    text_field: str = "text",
    date_field: str = "published",
    id_field: str = "id",
    title_field: str = "title",
    reader: str | None = None,
    llm: Mapping[str, Any] | None = None,
    confidence: float | None = None,
) -> Iterator[Any]:
    """For each batch of texts a batch of as many rows, in the same order; Arrow in, Arrow out, pandas in, pandas out.

    A batch has the column `text_field`; `date_field` (a date, a time stamp or ISO 8601 text), `id_field` and
    `title_field` may be missing or null. The rows have the columns of `batch_schema`: `id`, `status` («read» or
    «rejected», with the `reason`), the columns of the record's table of documents, and `events`, `claims` and
    `agreements` as lists of records. A text that cannot be read gives a row that says why; nothing is raised for it.
    `reader`, `llm` and `confidence` are as in `wp.read`.
    Raises `CallError` for a batch without the text column, and as `wp.read` does for the `reader`.

    On Spark: `texts.mapInArrow(wp.read_batches, wp.batch_schema())`.
    """
    import pyarrow as pa

    from westphalia.reading import readers

    readers.check(reader, llm, confidence)
    for batch in batches:
        columns = batch.schema.names if isinstance(batch, pa.RecordBatch) else list(batch.columns)
        if text_field not in columns:
            raise CallError(f"the texts have no column {text_field!r}; there are {', '.join(map(str, columns))}")
        wanted = [name for name in (text_field, date_field, id_field, title_field) if name in columns]
        arrow = batch if isinstance(batch, pa.RecordBatch) else pa.RecordBatch.from_pandas(batch[wanted])
        rows = [
            text_row(
                row[text_field],
                source="text" if row.get(id_field) is None else str(row[id_field]),
                published=row.get(date_field),
                title=row.get(title_field),
                settings={"reader": reader, "llm": llm, "confidence": confidence},
            )
            | {"id": None if row.get(id_field) is None else str(row[id_field])}
            for row in arrow.select(wanted).to_pylist()
        ]
        made = pa.RecordBatch.from_pylist(rows, schema=arrow_schema())
        yield made if isinstance(batch, pa.RecordBatch) else made.to_pandas()


def batch_schema() -> str:
    """The columns that `read_batches` gives, as the DDL text that Spark takes.

    >>> batch_schema().startswith("id string, line bigint, status string, reason string, document string")
    True
    """
    return ", ".join(f"{field.name} {_ddl(field.type)}" for field in arrow_schema())


def arrow_schema() -> pa.Schema:
    """The same as an Arrow schema."""
    import pyarrow as pa

    from westphalia.record import schema

    nested = [(name, pa.list_(pa.struct(list(schema.STORED[name])))) for name in ("events", "claims", "agreements")]
    head = [("id", pa.string()), ("line", pa.int64()), ("status", pa.string()), ("reason", pa.string())]
    return pa.schema([*head, *schema.DOCUMENTS, *nested])


def text_row(
    text: Any,
    *,
    source: str,
    settings: Mapping[str, Any],
    published: Any = None,
    published_source: str = "metadata",
    title: Any = None,
    known: Collection[str] = (),
) -> dict[str, Any]:
    """The row of one text."""
    from westphalia.reading import plaintext
    from westphalia.reading.load import TEXT, Loaded

    if not isinstance(text, str):
        return rejected(source, "no text" if text is None else f"the text is of type {type(text).__name__}")
    try:
        day = as_day(published)
    except ValueError:
        return rejected(source, no_day(published), text)
    clean, warnings = plaintext.normalise(text)
    if not any(character.isalnum() for character in clean):
        return rejected(source, "the text is empty", text)
    whence: str | None = published_source
    if day is None:
        day = plaintext.dateline(clean)
        whence = "dateline" if day else None
    name = title if isinstance(title, str) and title.strip() else plaintext.title(clean)
    return loaded_row(Loaded(clean, name, source, day, whence, TEXT, warnings), settings, known)


def loaded_row(loaded: Loaded, settings: Mapping[str, Any], known: Collection[str] = ()) -> dict[str, Any]:
    """The row of one text that is loaded; one whose hash is among `known` is not read again."""
    import hashlib

    from westphalia.reading import read
    from westphalia.record import documents

    digest = hashlib.sha256(loaded.text.encode("utf-8", "surrogatepass")).hexdigest()
    if digest in known:
        return {"status": ALREADY, "source": loaded.source, "document": digest}
    try:
        document = read(loaded, **settings)
        rows = documents.rows(document)
    except CallError:
        raise
    except WestphaliaError as error:
        return rejected(loaded.source, _short(str(error), loaded.source), loaded.text)
    except Exception as error:  # one text that trips the reader must not end the reading of the others
        return rejected(loaded.source, f"the reader failed: {type(error).__name__}: {error}"[:300], loaded.text)
    (head,) = rows.pop("documents")
    return {"status": READ, **head, **rows}


def rejected(source: str, reason: str, text: Any = None) -> dict[str, Any]:
    """The row of a text that cannot be read."""
    return {"status": REJECTED, "source": source, "reason": reason, "text": text if isinstance(text, str) else None}


def no_day(value: Any) -> str:
    """The reason why a date is none that is read."""
    return f"the date {str(value)[:40]!r} is no ISO 8601 day"


def as_day(value: Any) -> date | None:
    """A day from a date, a time stamp or ISO 8601 text; None for nothing. Raises `ValueError` for anything else."""
    if value is None or value != value or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value.strip()[:10].replace("/", "-"))
    raise ValueError(type(value).__name__)


def _short(message: str, source: str) -> str:
    return message.replace(source, "the text") if len(source) > 4 else message


def _ddl(kind: pa.DataType) -> str:
    import pyarrow.types as types

    if types.is_list(kind):
        return f"array<{_ddl(kind.value_type)}>"
    if types.is_struct(kind):
        return "struct<" + ", ".join(f"{field.name}: {_ddl(field.type)}" for field in kind) + ">"
    names = {"string": "string", "date32[day]": "date", "double": "double", "int32": "int", "int64": "bigint"}
    return {**names, "bool": "boolean"}[str(kind)]
