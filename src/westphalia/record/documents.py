"""What reading found, at rest: documents, claims and agreements with their offsets, events with their status.

The events of a document stand in `events` under an origin of their own («document:» + sha256), so that nothing which
counts what happened counts what a text says.
"""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from westphalia.record import queries, schema, store

if TYPE_CHECKING:
    from westphalia.ontology.types import Agreement, Claim, Document, Event

_OFFSETS = {"start": "start_at", "end": "end_at"}


def add(folder: Path, document: Document) -> bool:
    """Add `document` to the record in `folder`; False, and nothing done, where a document of the same text is there."""
    import pyarrow as pa

    from westphalia.record.engine import Engine

    with store.Writing.begin(folder) as writing:
        engine = Engine(folder, writing.catalogue)
        try:
            held = engine.run(queries.of_document("documents", document.sha256).count().as_table())[0]
        finally:
            engine.close()
        if held.to_pylist()[0].popitem()[1]:
            return False
        for table, found in rows(document).items():
            writing.add(table, pa.Table.from_pylist(found, schema=schema.STORED[table]))
        writing.commit()
    return True


def rows(document: Document) -> dict[str, list[dict[str, Any]]]:
    """The rows of a document by table: documents (one), events, claims, agreements."""
    return {
        "documents": [_document(document)],
        "events": [_event(document, number, event) for number, event in enumerate(document.events)],
        "claims": [_claim(document, number, claim) for number, claim in enumerate(document.claims)],
        "agreements": [_agreement(document, number, found) for number, found in enumerate(document.agreements)],
    }


def _document(document: Document) -> dict[str, Any]:
    return {
        "document": document.sha256,
        "title": document.title,
        "source": document.source,
        "language": document.language,
        "published": document.published,
        "published_source": document.published_source,
        "text": document.text,
        "reading": json.dumps(document.to_dict(), ensure_ascii=False, sort_keys=True),
    }


def _event(document: Document, number: int, event: Event) -> dict[str, Any]:
    return {
        "event_id": _event_id(document, number),
        "date": event.day,
        "actor_id": event.actor_id,
        "actor_country": event.actor,
        "recipient_id": event.recipient_id,
        "recipient_country": event.recipient,
        "action": event.action,
        "mode": event.mode,
        "contexts": list(event.contexts),
        "domains": list(event.domains),
        "quad": event.quad.value if event.quad else None,
        "score": event.score,
        "status": event.status.value,
        "place_country": event.place_country,
        "weight": 1.0,
        "confidence": event.confidence,
        "origin": queries.DOCUMENT + document.sha256,
        "native_id": f"{event.start}-{event.end}",
        "url": document.source if document.source.startswith(("http://", "https://")) else None,
    }


def _claim(document: Document, number: int, claim: Claim) -> dict[str, Any]:
    return {
        "document": document.sha256,
        "number": number,
        "kind": claim.kind.value,
        "holder": claim.holder,
        "holder_id": claim.holder_id,
        "holder_code": claim.holder_code,
        "voice": claim.voice,
        "text": claim.text,
        "start_at": claim.start,
        "end_at": claim.end,
        "sentence": claim.sentence,
        "cue": claim.cue,
        "hedge": claim.hedge,
        "actors": list(claim.actors),
        "action": claim.action,
        "quad": claim.quad.value if claim.quad else None,
        "status": claim.status.value if claim.status else None,
        "measure": claim.measure,
        "direction": claim.direction,
        "first_day": claim.first_day,
        "last_day": claim.last_day,
        "polarity": claim.polarity,
        "event_id": None if claim.event is None else _event_id(document, claim.event),
        "also": [_event_id(document, number) for number in claim.also],
        **_parts(claim, "holder_span", "cause", "effect", "causing", "caused", "through", "booster", "loaded"),
    }


def _agreement(document: Document, number: int, agreement: Agreement) -> dict[str, Any]:
    return {
        "document": document.sha256,
        "number": number,
        "name": agreement.name,
        "kind": agreement.kind,
        "parties": list(agreement.parties),
        "signatories": list(agreement.signatories),
        "domains": list(agreement.domains),
        "status": agreement.status.value,
        "date": agreement.day,
        "date_source": agreement.day_source,
        "text": agreement.text,
        "start_at": agreement.start,
        "end_at": agreement.end,
        "sentence": agreement.sentence,
        **_parts(agreement, "articles", "obligations", "entry_into_force", "duration", "renewal", "withdrawal"),
        **_parts(agreement, "signers", "place", "place_source", "place_country", "depositary", "languages", "binding"),
    }


def _parts(thing: Claim | Agreement, *names: str) -> dict[str, Any]:
    """Fields of a claim or an agreement as they are stored."""
    return {name: _stored(getattr(thing, name)) for name in names}


def _stored(value: Any) -> Any:
    """A value of `ontology.types` as nested rows; offsets are called `start_at` and `end_at`."""
    if dataclasses.is_dataclass(value):
        fields = (field.name for field in dataclasses.fields(value))
        return {_OFFSETS.get(name, name): _stored(getattr(value, name)) for name in fields}
    if isinstance(value, tuple):
        return [_stored(item) for item in value]
    return value.value if isinstance(value, StrEnum) else value


def _event_id(document: Document, number: int) -> str:
    return f"{queries.DOCUMENT}{document.sha256[:24]}:{number}"
