"""The tables of a record, field by field.

Names follow PLOVER's data format where it has one (manual, chapter «Data Fields»). Actors are record codes («RUS»,
«IGO:UN», «---» for nobody's, «???» for not placed) in `*_country`; `*_id` is the actor as its source names it. A row of
`events` stands for `weight` events: 1 in a record of single events, the day's count in a record of cells.
"""

from __future__ import annotations

import pyarrow as pa

_LIST = pa.list_(pa.string())

# Parts of a claim or an agreement, with the fields of `ontology.types` by the same names, but `start_at` and `end_at`.
_SPAN = pa.struct([("start_at", pa.int32()), ("end_at", pa.int32())])
_FACTOR = pa.struct(
    [
        ("actors", _LIST),
        ("recipients", _LIST),
        ("action", pa.string()),
        ("measure", pa.string()),
        ("direction", pa.int32()),
    ]
)
_TELLER = pa.struct([("name", pa.string()), ("code", pa.string()), ("cue", pa.string())])
_ARTICLE = pa.struct(
    [
        ("label", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
        ("heading", pa.string()),
        ("chapter", pa.string()),
    ]
)
_OBLIGATION = pa.struct(
    [
        ("by", _LIST),
        ("bearer", pa.string()),
        ("strength", pa.string()),
        ("negated", pa.bool_()),
        ("text", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
        ("sentence", pa.int32()),
        ("cue", _SPAN),
        ("kinds", _LIST),
        ("domains", _LIST),
        ("condition", _SPAN),
        ("article", pa.int32()),
        ("inferred", pa.string()),
    ]
)
_TERM = pa.struct(
    [
        ("kind", pa.string()),
        ("text", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
        ("sentence", pa.int32()),
        ("period", pa.string()),
        ("notice", pa.string()),
        ("count", pa.int32()),
        ("day", pa.date32()),
        ("article", pa.int32()),
    ]
)
_SIGNER = pa.struct(
    [
        ("code", pa.string()),
        ("name", pa.string()),
        ("title", pa.string()),
        ("text", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
    ]
)

EVENTS = pa.schema(
    [
        ("event_id", pa.string()),  # the identity by which nothing is stored twice; null in cells
        ("date", pa.date32()),  # null where a document does not give the day
        ("actor_id", pa.string()),
        ("actor_country", pa.string()),
        ("actor_sector", pa.string()),
        ("recipient_id", pa.string()),
        ("recipient_country", pa.string()),
        ("recipient_sector", pa.string()),
        ("action", pa.string()),  # PLOVER; null for a statement
        ("mode", pa.string()),
        ("contexts", _LIST),
        ("domains", _LIST),
        ("quad", pa.string()),  # PLOVER's class; null for a statement
        ("score", pa.float64()),  # PLOVER's
        ("status", pa.string()),
        ("code", pa.string()),  # native: CAMEO, with its leading zero
        ("origin_quad", pa.string()),  # the class by the native code's root
        ("origin_score", pa.float64()),  # the source's own score of the event, where it gives one
        ("place_country", pa.string()),
        ("lat", pa.float64()),
        ("lon", pa.float64()),
        ("weight", pa.float64()),
        ("confidence", pa.float64()),
        ("origin", pa.string()),  # the source, or «document:» and the text's sha256
        ("native_id", pa.string()),
        ("url", pa.string()),
    ]
)

COVERAGE = pa.schema(
    [
        ("origin", pa.string()),
        ("about", pa.string()),  # events or votes
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("actors", _LIST),  # null: all
        ("filters", pa.string()),
        ("licence", pa.string()),
        ("citation", pa.string()),
        ("sha256", pa.string()),
        ("url", pa.string()),
    ]
)

DOCUMENTS = pa.schema(
    [
        ("document", pa.string()),  # sha256 of the text
        ("title", pa.string()),
        ("source", pa.string()),
        ("language", pa.string()),
        ("published", pa.date32()),
        ("published_source", pa.string()),
        ("text", pa.string()),
        ("reading", pa.string()),  # everything that was read in it, as JSON
    ]
)

# `start_at` and `end_at` are code points into the document's text, end exclusive (START and END are words of SQL).
CLAIMS = pa.schema(
    [
        ("document", pa.string()),
        ("number", pa.int32()),
        ("kind", pa.string()),
        ("holder", pa.string()),
        ("holder_id", pa.string()),
        ("holder_code", pa.string()),
        ("voice", pa.string()),
        ("text", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
        ("sentence", pa.int32()),
        ("cue", pa.string()),
        ("hedge", pa.string()),
        ("actors", _LIST),
        ("action", pa.string()),
        ("quad", pa.string()),
        ("status", pa.string()),
        ("measure", pa.string()),
        ("direction", pa.int32()),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("polarity", pa.int32()),
        ("event_id", pa.string()),
        ("also", _LIST),  # event_id of the other events that its words tell
        ("holder_span", _SPAN),
        ("cause", _SPAN),
        ("effect", _SPAN),
        ("causing", _FACTOR),  # whom and what the cause is about
        ("caused", _FACTOR),
        ("through", pa.list_(_TELLER)),  # who tells what the holder asserts, outermost first
        ("booster", pa.string()),
        ("loaded", _LIST),  # words that judge
    ]
)

AGREEMENTS = pa.schema(
    [
        ("document", pa.string()),
        ("number", pa.int32()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("parties", _LIST),
        ("signatories", _LIST),
        ("domains", _LIST),
        ("status", pa.string()),
        ("date", pa.date32()),
        ("date_source", pa.string()),
        ("text", pa.string()),
        ("start_at", pa.int32()),
        ("end_at", pa.int32()),
        ("sentence", pa.int32()),
        ("articles", pa.list_(_ARTICLE)),
        ("obligations", pa.list_(_OBLIGATION)),
        ("entry_into_force", _TERM),
        ("duration", _TERM),
        ("renewal", _TERM),
        ("withdrawal", _TERM),
        ("signers", pa.list_(_SIGNER)),
        ("place", pa.string()),
        ("place_source", pa.string()),
        ("place_country", pa.string()),
        ("depositary", pa.string()),
        ("languages", _LIST),
        ("binding", pa.bool_()),
    ]
)

# UN roll calls in which both cast a vote: the same vote, half-way apart (an abstention against a yes or no), opposite.
VOTES = pa.schema(
    [
        ("year", pa.int16()),
        ("a", pa.string()),  # a < b
        ("b", pa.string()),
        ("same", pa.int16()),
        ("half", pa.int16()),
        ("opposite", pa.int16()),
    ]
)

QUARANTINE = pa.schema(
    [
        ("source", pa.string()),
        ("file", pa.string()),
        ("sha256", pa.string()),  # of the file
        ("line", pa.int64()),  # from 1
        ("reason", pa.string()),
        ("raw", pa.string()),
    ]
)

# What a record stores as Parquet, and the total order each table is stored in. Coverage is stored in the catalogue.
STORED: dict[str, pa.Schema] = {
    "events": EVENTS,
    "documents": DOCUMENTS,
    "claims": CLAIMS,
    "agreements": AGREEMENTS,
    "votes": VOTES,
    "quarantine": QUARANTINE,
}
TABLES: dict[str, pa.Schema] = {**STORED, "coverage": COVERAGE}
GREW = ("claims", "agreements")  # have columns that parts written by an older version lack; there they are null
ORDER: dict[str, tuple[str, ...]] = {
    "events": (
        "date",
        "actor_country",
        "recipient_country",
        "action",
        "code",
        "actor_id",
        "recipient_id",
        "quad",
        "score",
        "status",
        "origin",
        "event_id",
    ),
    "coverage": ("about", "origin", "first_day", "last_day", "sha256"),
    "documents": ("document",),
    "claims": ("document", "number"),
    "agreements": ("document", "number"),
    "votes": ("year", "a", "b"),
    "quarantine": ("source", "file", "sha256", "line"),
}


def conform(table: pa.Table, name: str) -> pa.Table:
    """`table` with exactly the columns of the stored table `name`, in their order and types, rows in its order.

    Columns that are missing become null, except `status` («happened») and `weight` (1). Raises `ValueError` for a
    column that the table does not have, and for a value that does not fit its type.
    """
    wanted = STORED[name]
    strange = sorted(set(table.column_names) - set(wanted.names))
    if strange:
        raise ValueError(f"table {name} has no column {', '.join(strange)}")
    columns = [_column(table, field) for field in wanted]
    whole = pa.table(columns, schema=wanted)
    return whole.sort_by([(column, "ascending") for column in ORDER[name]])


_DEFAULTS = {"status": "happened", "weight": 1.0}


def _column(table: pa.Table, field: pa.Field) -> pa.ChunkedArray | pa.Array:
    if field.name in table.column_names:
        return table.column(field.name).cast(field.type)
    if field.name in _DEFAULTS:
        return pa.repeat(pa.scalar(_DEFAULTS[field.name], field.type), table.num_rows)
    return pa.nulls(table.num_rows, field.type)
