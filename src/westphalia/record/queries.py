"""The questions that a record answers, as Ibis expressions, each totally ordered.

What counts as recorded: rows with status «happened» that do not come from a document. What a text says is not the
record that the text is tested against.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING

from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED
from westphalia.record import schema
from westphalia.record.engine import table

if TYPE_CHECKING:
    import ibis.expr.types as ir

DOCUMENT = "document:"  # the origin of what was read in a text starts so


def daily(a: str | None, b: str | None, first: date | None, last: date | None, both: bool) -> ir.Table:
    """Columns day, actor, recipient, action, quad, score, n."""
    events = recorded(first, last)
    sides = _sides(events, a, b)
    if both:
        sides = sides | _sides(events, b, a)
    grouped = (
        events.filter(sides)
        .group_by(
            day=events.date,
            actor=events.actor_country,
            recipient=events.recipient_country,
            action=events.action,
            quad=events.quad,
            score=events.score,
        )
        .aggregate(n=events.weight.sum())
    )
    return _ordered(grouped, ["day", "actor", "recipient", "action", "quad", "score"])


def volume(first: date | None, last: date | None) -> ir.Table:
    """Columns day, n: everything recorded, statements and domestic events included."""
    events = recorded(first, last)
    return _ordered(events.group_by(day=events.date).aggregate(n=events.weight.sum()), ["day"])


def counts(first: date | None, last: date | None, by_action: bool) -> ir.Table:
    """Columns day, actor, recipient, action (if asked), quad (null for statements), n; pairs of two placed actors."""
    events = _international(recorded(first, last))
    columns = {
        "day": events.date,
        "actor": events.actor_country,
        "recipient": events.recipient_country,
        **({"action": events.action} if by_action else {}),
        "quad": events.quad,
    }
    return _ordered(events.group_by(**columns).aggregate(n=events.weight.sum()), list(columns))


def sectors(first: date | None, last: date | None) -> ir.Table:
    """Columns day, actor, actor_sector, recipient, recipient_sector, action, quad, n; pairs of two placed actors."""
    events = _international(recorded(first, last))
    columns = ["day", "actor", "actor_sector", "recipient", "recipient_sector", "action", "quad"]
    grouped = events.group_by(
        day=events.date,
        actor=events.actor_country,
        actor_sector=events.actor_sector,
        recipient=events.recipient_country,
        recipient_sector=events.recipient_sector,
        action=events.action,
        quad=events.quad,
    ).aggregate(n=events.weight.sum())
    return _ordered(grouped, columns)


def dyads(first: date | None, last: date | None, min_n: float) -> ir.Table:
    """Columns actor, recipient, n, for pairs of two placed actors with at least `min_n` events."""
    events = _international(recorded(first, last))
    grouped = events.group_by(actor=events.actor_country, recipient=events.recipient_country).aggregate(
        n=events.weight.sum()
    )
    return _ordered(grouped.filter(grouped.n >= min_n), ["actor", "recipient"])


def events(
    actor: str | None,
    recipient: str | None,
    actions: Collection[str] | None,
    first: date | None,
    last: date | None,
    limit: int | None,
) -> ir.Table:
    """All columns of `schema.EVENTS`, newest first."""
    import ibis

    rows = recorded(first, last)
    rows = rows.filter(_sides(rows, actor, recipient))
    if actions is not None:
        rows = rows.filter(rows.action.isin(sorted(actions)))
    others = [ibis.asc(column) for column in schema.ORDER["events"] if column != "date"]
    rows = rows.order_by([ibis.desc("date"), *others])
    return rows if limit is None else rows.limit(limit)


def votes(a: str, b: str) -> ir.Table:
    """Columns year, same, half, opposite of the pair."""
    rows = table("votes")
    low, high = sorted((a, b))
    rows = rows.filter((rows.a == low) & (rows.b == high))
    return _ordered(rows.select("year", "same", "half", "opposite"), ["year"])


def vote_sums(first: int, last: int) -> ir.Table:
    """Columns a, b, same, half, opposite: of every pair, over the years `first` to `last`."""
    rows = table("votes")
    rows = rows.filter((rows.year >= first) & (rows.year <= last))
    sums = {column: rows[column].sum() for column in ("same", "half", "opposite")}
    return _ordered(rows.group_by("a", "b").aggregate(**sums), ["a", "b"])


def vote_years() -> ir.Table:
    """One row: first, last (null where there are no votes)."""
    rows = table("votes")
    return rows.aggregate(first=rows.year.min(), last=rows.year.max())


def of_document(name: str, document: str | None) -> ir.Table:
    """The rows of documents, claims or agreements, of one document or of all."""
    rows = table(name)
    if document is not None:
        rows = rows.filter(rows.document == document)
    return whole(name, rows)


def whole(name: str, rows: ir.Table | None = None) -> ir.Table:
    """All rows of the table `name`, in its order."""
    return _ordered(table(name) if rows is None else rows, list(schema.ORDER[name]))


def recorded(first: date | None, last: date | None) -> ir.Table:
    """The events that count: happened, dated, and not from a document."""
    rows = table("events")
    rows = rows.filter((rows.status == "happened") & ~rows.origin.startswith(DOCUMENT) & rows.date.notnull())
    if first is not None:
        rows = rows.filter(rows.date >= first)
    if last is not None:
        rows = rows.filter(rows.date <= last)
    return rows


def _sides(rows: ir.Table, actor: str | None, recipient: str | None) -> ir.BooleanValue:
    import ibis

    sides = ((rows.actor_country, actor), (rows.recipient_country, recipient))
    chosen = [column == code for column, code in sides if code is not None]
    return ibis.and_(*chosen) if chosen else ibis.literal(True)


def _international(rows: ir.Table) -> ir.Table:
    nobody = [NO_COUNTRY, UNRESOLVED]
    return rows.filter(
        (rows.actor_country != rows.recipient_country)
        & rows.actor_country.notin(nobody)
        & rows.recipient_country.notin(nobody)
    )


def _ordered(rows: ir.Table, columns: list[str]) -> ir.Table:
    import ibis

    return rows.order_by([ibis.asc(column) for column in columns])
