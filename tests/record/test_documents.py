"""What reading found is kept with its offsets and statuses, and is never counted as what happened."""

import dataclasses
import hashlib
import json
from datetime import date

import pytest

from westphalia.errors import CallError
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Agreement,
    Claim,
    ClaimKind,
    Document,
    Event,
    Quad,
    Span,
    Status,
)
from westphalia.record import Record

TEXT = "Iran and Russia signed a pact on 3 January 2018. Analysts say sanctions may follow."


def _event(status: Status, action: str, day: date | None, start: int) -> Event:
    return Event(
        actor="USA" if action == "SANCTION" else "RUS",
        recipient="IRN",
        action=action,
        status=status,
        quad=Quad.MATERIAL_CONFLICT if action == "SANCTION" else Quad.VERBAL_COOPERATION,
        score=1.0,
        text="clause",
        start=start,
        end=start + 10,
        sentence=0,
        cue=Span(start, start + 4),
        domains=("military",),
        day=day,
    )


@pytest.fixture
def document() -> Document:
    return Document(
        text=TEXT,
        source="https://example.org/pact",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        title="A pact",
        language="en",
        published=date(2018, 1, 4),
        published_source="metadata",
        sentences=(Span(0, 48), Span(49, len(TEXT))),
        actors=(Actor("RUS", "Russia", ActorKind.STATE, "RUS"),),
        events=(
            _event(Status.HAPPENED, "AGREE", date(2018, 1, 3), 0),
            _event(Status.FEARED, "SANCTION", None, 62),
        ),
        agreements=(
            Agreement("pact", ("IRN", "RUS"), ("A. Person",), ("military",), Status.HAPPENED, "a pact", 23, 29, 0),
        ),
        claims=(
            Claim(ClaimKind.FORECAST, "Analysts", "sanctions may follow", 62, 82, 1, voice="paraphrase", event=1),
            Claim(ClaimKind.EVENT, "author", "signed a pact", 16, 29, 0, actors=("IRN", "RUS"), event=0),
        ),
    )


@pytest.fixture
def record(tmp_path, write, quadruples):  # type: ignore[no-untyped-def]
    record = Record.create(tmp_path / "record")
    record.add("quadruples", [write(quadruples)])
    return record


def test_everything_is_kept_with_its_offsets(record: Record, document: Document) -> None:
    assert record.add_document(document) is True
    (found,) = record.query("SELECT * FROM documents").to_pylist()
    assert found["document"] == document.sha256 and found["published"] == date(2018, 1, 4)
    assert json.loads(found["reading"]) == document.to_dict()
    claims = record.claims(document.sha256).frame
    assert [TEXT[s:e] for s, e in zip(claims["start_at"], claims["end_at"], strict=True)] == claims["text"].tolist()
    assert claims["kind"].tolist() == ["forecast", "event"]
    agreements = record.agreements().frame
    assert agreements.loc[0, "parties"].tolist() == ["IRN", "RUS"] and agreements.loc[0, "start_at"] == 23
    events = record.query(
        "SELECT e.status, e.date, e.native_id, c.kind FROM events e JOIN claims c USING (event_id) ORDER BY c.kind"
    ).to_pylist()
    assert events == [
        {"status": "happened", "date": date(2018, 1, 3), "native_id": "0-10", "kind": "event"},
        {"status": "feared", "date": None, "native_id": "62-72", "kind": "forecast"},
    ]


def test_what_a_text_says_is_not_counted_as_recorded(record: Record, document: Document) -> None:
    asks = {
        "daily": lambda: record.daily("RUS", "IRN").frame,
        "volume": lambda: record.volume().frame,
        "counts": lambda: record.counts().frame,
        "dyads": lambda: record.dyads().frame,
        "events": lambda: record.events().frame,
    }
    before = {name: ask() for name, ask in asks.items()}
    windows = record.windows()
    record.add_document(document)
    assert record.query("SELECT count(*) AS n FROM events").to_pylist() == [{"n": 7}]
    assert all(ask().equals(before[name]) for name, ask in asks.items())
    assert record.windows() == windows


def test_the_same_text_is_kept_once(record: Record, document: Document) -> None:
    assert record.add_document(document)
    catalogue = (record.path / "catalogue.json").read_bytes()
    assert not record.add_document(dataclasses.replace(document, title="Another title"))
    assert (record.path / "catalogue.json").read_bytes() == catalogue
    other = dataclasses.replace(document, text="Nothing.", sha256="0" * 64, events=(), agreements=(), claims=())
    assert record.add_document(other)
    assert len(record.documents()) == 2


def test_documents_without_events_files_and_in_a_new_record(tmp_path, document) -> None:  # type: ignore[no-untyped-def]
    record = Record.create(tmp_path / "new")
    assert record.add_document(document)
    assert record.volume().frame.empty and len(record.claims()) == 2


def test_the_embedded_record_takes_no_documents(tmp_path, document) -> None:  # type: ignore[no-untyped-def]
    from westphalia.record import catalogue

    Record.create(tmp_path)
    embedded = Record(tmp_path, catalogue.read(tmp_path), embedded=True)
    assert not embedded.writable
    with pytest.raises(CallError, match="the embedded record is read-only; make your own"):
        embedded.add_document(document)
