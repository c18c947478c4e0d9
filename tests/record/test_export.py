"""A table as one file, in three formats."""

import csv
import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from westphalia.errors import CallError
from westphalia.record import Record


def test_parquet_holds_the_whole_table_in_order(cells: Record, tmp_path: Path) -> None:
    assert cells.export(tmp_path / "events.parquet") == 6
    table = pq.read_table(tmp_path / "events.parquet")
    assert table.equals(cells.query("SELECT * FROM events ORDER BY date, actor_country, recipient_country"))


def test_csv_and_json_lines_hold_the_same_rows(cells: Record, tmp_path: Path) -> None:
    assert cells.export(tmp_path / "c.csv", "coverage") == cells.export(tmp_path / "c.jsonl", "coverage") == 3
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines = [json.loads(line) for line in (tmp_path / "c.jsonl").read_text(encoding="utf-8").splitlines()]
    assert rows[1]["actors"] == "IRN;RUS;USA" and lines[1]["actors"] == ["IRN", "RUS", "USA"]
    assert [row["first_day"] for row in rows] == [line["first_day"] for line in lines]
    assert lines[0]["actors"] is None and rows[0]["actors"] == ""


def test_every_table_can_be_exported_even_empty(cells: Record, tmp_path: Path) -> None:
    for row in cells.tables():
        for suffix in (".parquet", ".csv", ".jsonl"):
            assert cells.export(tmp_path / f"{row['table']}{suffix}", row["table"]) == row["rows"]


def test_wrong_calls_leave_no_file(cells: Record, tmp_path: Path) -> None:
    for target, table, message in (
        (tmp_path / "x.xlsx", "events", r"the suffix says the format: \.parquet, \.csv, \.jsonl"),
        (tmp_path / "x.csv", "event", "no table 'event'; a record has events"),
        (tmp_path / "nowhere" / "x.csv", "events", "cannot be written: No such file or directory"),
    ):
        with pytest.raises(CallError, match=message):
            cells.export(target, table)
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(CallError, match="cannot be written"):
        cells.export(tmp_path / "folder.csv")
    assert [path.name for path in tmp_path.iterdir()] == ["folder.csv"]
