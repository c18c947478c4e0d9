"""Columns of `schema.EVENTS` from what a source gives, looked up once per distinct value rather than once per row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from westphalia.record import schema

if TYPE_CHECKING:
    import pyarrow as pa

    from westphalia.ontology.crosswalk import Crossed


class Side(NamedTuple):
    """An actor or recipient: as the source names it, the record code, PLOVER's sector."""

    id: str
    code: str
    sector: str | None


def dated(key: str, name: str, day: date) -> str:
    """`key` with the day before it where the place of `name` depends on the day; `look_up` splits at the tab."""
    from westphalia.ontology.native import moves

    return f"{day.isoformat() if moves(name) else ''}\t{key}"


def of_sides(prefix: str, keys: Sequence[str], look_up: Callable[[str], Side]) -> dict[str, pa.Array]:
    """The columns `prefix`_id, _country and _sector, for one key per row; `look_up` is asked once per distinct key."""
    import pyarrow as pa

    encoded = pa.array(keys, pa.string()).dictionary_encode()
    sides = [look_up(key) for key in encoded.dictionary.to_pylist()]
    named = {"id": [s.id for s in sides], "country": [s.code for s in sides], "sector": [s.sector for s in sides]}
    return {f"{prefix}_{what}": pa.array(values, pa.string()).take(encoded.indices) for what, values in named.items()}


def of_texts(keys: Sequence[str], look_up: Callable[[str], str | None]) -> pa.Array:
    """What `look_up` gives for each key, asked once per distinct one."""
    import pyarrow as pa

    encoded = pa.array(keys, pa.string()).dictionary_encode()
    return pa.array([look_up(key) for key in encoded.dictionary.to_pylist()], pa.string()).take(encoded.indices)


def of_codes(crossings: Sequence[Crossed]) -> dict[str, pa.Array]:
    """The columns action, mode, contexts, domains, quad, score, code and origin_quad, for one crossing per row."""
    import pyarrow as pa

    encoded = pa.array([crossed.cameo for crossed in crossings], pa.string()).dictionary_encode()
    by_code = {crossed.cameo: crossed for crossed in crossings}
    found = [_row(by_code[code]) for code in encoded.dictionary.to_pylist()]
    return {
        name: pa.array([row[name] for row in found], schema.EVENTS.field(name).type).take(encoded.indices)
        for name in ("action", "mode", "contexts", "domains", "quad", "score", "code", "origin_quad")
    }


def table(columns: dict[str, Any], days: Sequence[date], origin: str) -> pa.Table:
    """A table of events that happened, each with weight 1."""
    import pyarrow as pa

    rows = len(days)
    whole = {
        **columns,
        "date": pa.array(days, pa.date32()),
        "origin": pa.repeat(pa.scalar(origin), rows),
        "status": pa.repeat(pa.scalar("happened"), rows),
        "weight": pa.repeat(pa.scalar(1.0), rows),
    }
    empty = {field.name: pa.nulls(rows, field.type) for field in schema.EVENTS if field.name not in whole}
    return pa.table({**whole, **empty}).select(schema.EVENTS.names).cast(schema.EVENTS)


def _row(crossed: Crossed) -> dict[str, Any]:
    from westphalia.ontology.domains import domains_of

    return {
        "action": crossed.action,
        "mode": crossed.mode,
        "contexts": list(crossed.contexts),
        "domains": list(domains_of(crossed.contexts)),
        "quad": crossed.quad.value if crossed.quad else None,
        "score": crossed.score,
        "code": crossed.cameo,
        "origin_quad": crossed.origin_quad.value,
    }
