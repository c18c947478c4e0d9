"""Batches of texts to batches of rows, for whoever moves the batches: pandas, Arrow or Spark."""

import json
from datetime import date, datetime

import pandas as pd
import pyarrow as pa
import pytest

import westphalia as wp
from westphalia.many.mapping import arrow_schema
from westphalia.record import schema

TEXTS = {
    "id": ["a", "b", "c", "d"],
    "text": ["Iran attacked Iraq on Monday. Peru will meet Chile.", None, "", "India and Japan signed a pact."],
    "published": ["2024-03-20", None, None, None],
}


def test_a_row_for_every_text_in_order() -> None:
    (made,) = wp.read_batches([pa.RecordBatch.from_pydict(TEXTS)])
    assert made.schema == arrow_schema()
    rows = made.to_pylist()
    assert [row["id"] for row in rows] == ["a", "b", "c", "d"]
    assert [row["status"] for row in rows] == ["read", "rejected", "rejected", "read"]
    assert [row["reason"] for row in rows] == [None, "no text", "the text is empty", None]
    document = wp.read_text(TEXTS["text"][0], source="a", published=date(2024, 3, 20), published_source="metadata")
    assert json.loads(rows[0]["reading"]) == document.to_dict()
    events = [(e["actor_country"], e["action"], e["status"], e["date"]) for e in rows[0]["events"]]
    assert events[0] == ("IRN", "ASSAULT", "happened", date(2024, 3, 18))
    assert ("PER", "CONSULT", "planned", None) in events
    assert [tuple(a["parties"]) for a in rows[3]["agreements"]] == [("IND", "JPN")]


def test_the_lists_have_the_columns_of_the_record() -> None:
    for table in ("events", "claims", "agreements"):
        assert list(arrow_schema().field(table).type.value_type) == list(schema.STORED[table])


def test_the_threshold_of_events_can_be_set() -> None:
    batch = pa.RecordBatch.from_pydict({"text": ["Iran attacked Iraq. Peru may one day thank Chile for its help."]})
    least, most = (next(iter(wp.read_batches([batch], confidence=p))).to_pylist()[0]["events"] for p in (0.0, 1.0))
    assert len(least) > len(most)
    with pytest.raises(wp.CallError, match="confidence 2 is not 0 to 1"):
        next(iter(wp.read_batches([batch], confidence=2)))


def test_pandas_in_pandas_out() -> None:
    (made,) = wp.read_batches([pd.DataFrame(TEXTS)])
    (arrow,) = wp.read_batches([pa.RecordBatch.from_pydict(TEXTS)])
    assert made["document"].isna().tolist() == [False, True, True, False]
    assert made["document"].dropna().tolist() == arrow["document"].drop_null().to_pylist()
    assert isinstance(made, pd.DataFrame)


@pytest.mark.parametrize("day", [date(2024, 3, 20), datetime(2024, 3, 20, 12), "2024-03-20T12:00:00Z", "2024/03/20"])
def test_days_of_every_type(day: object) -> None:
    (made,) = wp.read_batches([pa.RecordBatch.from_pydict({"text": ["Iran attacked Iraq."], "published": [day]})])
    assert made["published"].to_pylist() == [date(2024, 3, 20)]


def test_other_names_of_columns() -> None:
    batch = pa.RecordBatch.from_pydict({"body": ["Iran attacked Iraq."], "key": [7]})
    (made,) = wp.read_batches([batch], text_field="body", id_field="key")
    assert made["id"].to_pylist() == ["7"]
    with pytest.raises(wp.CallError, match="no column 'text'; there are body, key"):
        list(wp.read_batches([batch]))
