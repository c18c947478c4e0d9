"""What reading found is kept with its offsets and statuses, and is never counted as what happened."""

import csv
import dataclasses
import hashlib
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from westphalia.errors import CallError
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Agreement,
    Article,
    Claim,
    ClaimKind,
    Document,
    Event,
    Factor,
    Obligation,
    Quad,
    Signer,
    Span,
    Status,
    Strength,
    Teller,
    Term,
)
from westphalia.record import Record, catalogue, schema, store

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
    Record.create(tmp_path)
    embedded = Record(tmp_path, catalogue.read(tmp_path), embedded=True)
    assert not embedded.writable
    with pytest.raises(CallError, match="the embedded record is read-only; make your own"):
        embedded.add_document(document)


CAUSE = Claim(
    ClaimKind.CAUSE, "Analysts", "sanctions may follow", 62, 82, 1, holder_span=Span(49, 57), cause=Span(62, 71),
    effect=Span(72, 82), polarity=1, causing=Factor(("USA",), ("IRN", "RUS"), "SANCTION"),
    caused=Factor(("IRN", "RUS"), measure="relations", direction=1), through=(Teller("Tass", "RUS", "reports"),),
    booster="clearly", loaded=("regime", "so-called"),
)  # fmt: skip
TREATY = Agreement(
    "treaty", ("IRN", "RUS"), (), (), Status.HAPPENED, "a treaty", 0, 8, 0,
    articles=(Article("Article 1", 0, 20, chapter="I"), Article("Article 2", 21, 40, heading="Term")),
    obligations=(
        Obligation(
            ("IRN", "RUS"), "The Parties", Strength.SHALL, True, "shall not attack", 4, 20, 0, Span(4, 9),
            kinds=("non-aggression",), condition=Span(10, 15), article=0,
        ),
    ),
    entry_into_force=Term("deposit", "upon deposit", 21, 33, 0, count=2),
    duration=Term("fixed", "for twenty years", 21, 33, 0, period="P20Y", day=date(2018, 1, 3), article=1),
    signers=(Signer("RUS", "A. Person", None, "A. Person", 30, 39),),
    place="Moscow", place_source="stated", place_country="RUS", languages=("Persian", "Russian"), binding=True,
)  # fmt: skip


def _plain(value: object) -> object:
    """What `to_dict` says, with the names of the record's offsets."""
    if isinstance(value, dict):
        return {{"start": "start_at", "end": "end_at"}.get(name, name): _plain(item) for name, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list) else value


def test_all_that_is_read_of_claims_and_treaties_is_kept(record: Record, document: Document) -> None:
    assert record.add_document(dataclasses.replace(document, claims=(CAUSE,), agreements=(TREATY,)))
    (claim,) = json.loads(json.dumps(record.query("SELECT * FROM claims").to_pylist(), default=date.isoformat))
    (treaty,) = json.loads(json.dumps(record.query("SELECT * FROM agreements").to_pylist(), default=date.isoformat))
    names = {"day": "date", "day_source": "date_source", "event": "event_id"}
    for row, thing in ((claim, CAUSE), (treaty, TREATY)):
        for name, value in _plain(thing.to_dict()).items():  # type: ignore[attr-defined]
            assert row[names.get(name, name)] == value, name
    asked = record.query(
        "SELECT causing.actors[1] AS actor, caused.direction AS up FROM claims, "
        "(SELECT unnest(obligations, recursive := true) FROM agreements) WHERE strength = 'shall' AND negated"
    ).to_pylist()
    assert asked == [{"actor": "USA", "up": 1}]
    assert record.claims().frame.loc[0, "through"][0]["cue"] == "reports"


def test_every_field_has_a_column() -> None:
    names = {"day": "date", "day_source": "date_source", "event": "event_id", "start": "start_at", "end": "end_at"}
    for kind, table in ((Claim, "claims"), (Agreement, "agreements")):
        fields = {names.get(field.name, field.name) for field in dataclasses.fields(kind)}
        assert fields == set(schema.STORED[table].names) - {"document", "number"}


def test_a_record_of_an_older_version_opens_and_grows(record: Record, document: Document, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    """Parts that lack the newer columns are read with nulls there, alone and beside newer parts."""
    newer = {"claims": "holder_span", "agreements": "articles"}
    with monkeypatch.context() as patch:
        for table, first in newer.items():
            fields = list(schema.STORED[table])
            patch.setitem(schema.STORED, table, pa.schema(fields[: [field.name for field in fields].index(first)]))
        with store.Writing.begin(record.path) as writing:
            writing.add("claims", pa.table({"document": ["old"], "number": [0], "text": ["as it was"]}))
            writing.add("agreements", pa.table({"document": ["old"], "number": [0], "name": ["pact"]}))
            writing.commit()
    part = catalogue.read(record.path).parts["claims"][0]
    assert "booster" not in pq.read_schema(record.path / part.path).names
    old = Record.open(record.path)
    (row,) = old.query("SELECT * FROM claims").to_pylist()
    assert list(row) == schema.STORED["claims"].names and row["text"] == "as it was"
    assert row["causing"] is None and row["loaded"] is None
    assert old.agreements().frame.loc[0, "obligations"] is None
    assert old.add_document(dataclasses.replace(document, claims=(CAUSE,), agreements=(TREATY,)))
    found = old.query("SELECT booster FROM claims ORDER BY booster NULLS FIRST").to_pylist()
    assert found == [{"booster": None}, {"booster": "clearly"}]
    for suffix in (".parquet", ".csv", ".jsonl"):
        assert old.export(record.path.parent / f"claims{suffix}", "claims") == 2
    with (record.path.parent / "claims.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["document"]: row for row in csv.DictReader(file)}
    assert rows["old"]["causing"] == "" and json.loads(rows[document.sha256]["caused"])["measure"] == "relations"
    assert rows[document.sha256]["loaded"] == "regime;so-called"


def test_readings_made_by_an_older_version_are_taken(record: Record, document: Document) -> None:
    from westphalia.record import documents

    rows = documents.rows(document)
    columns = schema.CLAIMS.names[: schema.CLAIMS.names.index("holder_span")]
    claims = [{name: row[name] for name in columns} for row in rows["claims"]]
    kinds = {
        **{name: pa.list_(pa.struct(list(schema.STORED[name]))) for name in ("events", "agreements")},
        "claims": pa.list_(pa.struct([schema.CLAIMS.field(name) for name in columns])),
    }
    read = pa.Table.from_pylist(
        [{**rows["documents"][0], **rows, "claims": claims}], schema=pa.schema([*schema.DOCUMENTS, *kinds.items()])
    )
    kept, _ = record.add_read(read)
    assert kept.num_rows == 1
    assert record.query("SELECT count(*) AS n, count(booster) AS b FROM claims").to_pylist() == [{"n": 2, "b": 0}]
