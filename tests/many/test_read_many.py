"""Many texts into a record: all of them accounted for, none twice, and a kill leaves whole batches."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import westphalia as wp
from westphalia.many import run

STATES = ("France", "Chad", "Egypt", "Sudan", "India", "Peru", "Japan", "Kenya")


def wire(path: Path, number: int) -> Path:
    with path.open("w", encoding="utf-8") as file:
        for i in range(number):
            a, b = STATES[i % 8], STATES[(i + 3) % 8]
            text = f"{a} attacked {b} on Monday in the course of dispute number {i}. {b} will meet {a} in Cairo."
            file.write(json.dumps({"id": f"n{i}", "text": text, "date": "2024-03-20"}) + "\n")
    return path


def rows(record: wp.Record, sql: str) -> list[dict[str, Any]]:
    return record.query(sql).to_pylist()


def test_causes_and_treaties_are_read_back_from_the_record(tmp_path: Path) -> None:
    record = wp.Record.create(tmp_path / "mine")
    wp.read_many(["examples/price-of-the-war.md", "examples/southern-ocean-treaty.txt"], record, jobs=1)
    causes = duties = 0
    for text in record.documents().frame.itertuples():
        document = wp.Document.from_dict(json.loads(str(text.reading)))
        claims = rows(record, f"select * from claims where document = '{document.sha256}' order by number")
        for claim, row in zip(document.claims, claims, strict=True):
            assert (row["booster"], row["loaded"]) == (claim.booster, list(claim.loaded))
            assert (row["causing"] is None) == (claim.causing is None)
            if claim.causing and claim.cause:
                causes += 1
                assert row["causing"]["actors"] == list(claim.causing.actors)
                assert row["cause"] == {"start_at": claim.cause.start, "end_at": claim.cause.end}
        treaties = rows(record, f"select * from agreements where document = '{document.sha256}' order by number")
        for treaty, row in zip(document.agreements, treaties, strict=True):
            told = [(one["text"], one["strength"]) for one in row["obligations"]]
            assert told == [(one.text, one.strength.value) for one in treaty.obligations]
            duties += len(told)
    assert causes > 0 and duties > 5


def test_dates_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    days = ["2024-03-20", "03/04/2024", 1710892800, None]
    lines = [{"text": f"{STATES[i]} thanked {STATES[i + 1]}.", "date": day} for i, day in enumerate(days)]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    many = wp.read_many(path, tmp_path / "mine", jobs=1)
    assert (many.kept, many.undated, many.unread_dates) == (4, 3, 2)
    assert many.first_unread_date == f"{path}:2: the date '03/04/2024' is no ISO 8601 day"
    named = wp.read_many(path, tmp_path / "other", jobs=1, date_field="date")
    assert (named.kept, named.quarantined, named.unread_dates) == (2, 2, 0)
    assert list(named.first_at.values()) == [f"{path}:2", f"{path}:3"]


def test_every_text_is_accounted_for(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "more").mkdir(parents=True)
    (folder / "a.txt").write_text("Iran attacked Iraq on 5 May 2021.", encoding="utf-8")
    (folder / "more" / "b.txt").write_text("Iran attacked Iraq on 5 May 2021.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(b"\0\1\2")
    (folder / "table.csv").write_bytes(b"a,b")
    (folder / "german.md").write_text(
        "Der Präsident traf am Montag die Kanzlerin und sprach mit ihr über die Lage in Europa.", encoding="utf-8"
    )
    lines = wire(folder / "wire.jsonl", 3)
    with lines.open("a", encoding="utf-8") as file:
        file.write('{broken\n{"text": ""}\n{"text": "India met Peru.", "date": "someday"}\n')
    record = wp.Record.create(tmp_path / "mine")
    many = wp.read_many(folder, record, jobs=1)
    assert (many.texts, many.kept, many.already, many.quarantined) == (11, 5, 1, 5)
    assert many.texts == many.kept + many.already + many.quarantined
    assert dict(many.passed_over) == {".csv": 1}
    assert many.undated == 2  # the two articles are one text, and «someday» is no day
    assert many.events["happened"] == 4 + 2
    assert rows(record, "select file, line from quarantine where line is not null order by line") == [
        {"file": str(lines), "line": 4},
        {"file": str(lines), "line": 5},
    ]
    reasons = [row["reason"] for row in rows(record, "select reason from quarantine where line is null order by file")]
    assert ["binary" in str(reasons[0]), "empty" in str(reasons[1]), "German" in str(reasons[2])] == [True] * 3


def test_rows_keep_status_offsets_and_provenance(tmp_path: Path) -> None:
    path = wire(tmp_path / "wire.jsonl", 2)
    record = wp.Record.create(tmp_path / "mine")
    wp.read_many(path, record, jobs=1)
    (document,) = rows(record, "select * from documents where source like '%#n1'")
    assert (document["published"], document["published_source"]) == (date(2024, 3, 20), "metadata")
    found = rows(record, f"select * from events where origin = 'document:{document['document']}' order by event_id")
    assert (found[0]["actor_country"], found[0]["action"], found[0]["status"]) == ("TCD", "ASSAULT", "happened")
    assert found[0]["date"] == date(2024, 3, 18)
    assert {row["status"] for row in found} == {"happened", "planned"}
    assert {row["place_country"] for row in found if row["status"] == "planned"} == {"EGY"}
    text = str(document["text"])
    start, end = map(int, str(found[0]["native_id"]).split("-"))
    assert text[start:end].startswith("Chad attacked India")
    claim = rows(record, f"select * from claims where document = '{document['document']}' order by number")[0]
    assert text[int(str(claim["start_at"])) : int(str(claim["end_at"]))] == claim["text"]
    assert (
        json.loads(str(document["reading"]))
        == wp.read_text(
            text,
            source=str(document["source"]),
            title=document["title"],
            published=date(2024, 3, 20),
            published_source="metadata",
        ).to_dict()
    )


def test_what_texts_say_is_no_coverage_and_is_counted_by_no_query(tmp_path: Path) -> None:
    record = wp.Record.create(tmp_path / "mine")
    wp.read_many(wire(tmp_path / "wire.jsonl", 8), record, jobs=1)
    assert record.coverage() == ()
    assert record.windows() == ()
    for answer in (record.daily(), record.volume(), record.dyads(), record.counts(), record.events()):
        assert answer.frame.empty
    assert rows(record, "select count(*) n from events") != [{"n": 0}]


def test_two_processes_give_the_rows_of_one(tmp_path: Path) -> None:
    path = wire(tmp_path / "wire.jsonl", 70)
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    alone, together = wp.Record.create(tmp_path / "one"), wp.Record.create(tmp_path / "two")
    first, second = wp.read_many(path, alone, jobs=1), wp.read_many(path, together, jobs=2)
    assert (first.kept, first.quarantined) == (second.kept, second.quarantined) == (70, 1)
    for table in ("documents", "events", "claims", "agreements", "quarantine"):
        assert alone.query(f"select * from {table} order by all").equals(
            together.query(f"select * from {table} order by all")
        )


def test_a_second_reading_skips_what_is_there_and_quarantines_nothing_twice(tmp_path: Path) -> None:
    path = wire(tmp_path / "wire.jsonl", 5)
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken\n")
    record = wp.Record.create(tmp_path / "mine")
    wp.read_many(path, record, jobs=1)
    wire(path, 6)
    with path.open("a", encoding="utf-8") as file:
        file.write("{broken otherwise\n")
    many = wp.read_many(path, record, jobs=1)
    assert (many.kept, many.already, many.quarantined, many.new_in_quarantine) == (1, 5, 1, 1)
    again = wp.read_many(path, record, jobs=1)
    assert (again.kept, again.already, again.quarantined, again.new_in_quarantine) == (0, 6, 1, 0)
    assert rows(record, "select count(*) n from documents") == [{"n": 6}]
    assert rows(record, "select count(*) n from quarantine") == [{"n": 2}]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_kill_leaves_whole_batches_and_the_next_run_goes_on(tmp_path: Path) -> None:
    path = wire(tmp_path / "wire.jsonl", 600)
    folder = tmp_path / "mine"
    code = (
        "import sys, westphalia as wp; from westphalia.many import run; run._COMMIT_TEXTS = 64; "
        "wp.read_many(sys.argv[1], sys.argv[2], jobs=2)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(path), str(folder)])
    for _ in range(1200):
        if list(folder.glob("documents/*.parquet")) or process.poll() is not None:
            break
        time.sleep(0.05)
    time.sleep(0.2)
    process.send_signal(signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL, "it ended before it could be killed"
    record = wp.Record.open(folder)
    record.verify()
    kept = len(record.document_hashes())
    assert 0 < kept < 600
    assert rows(record, "select count(distinct origin) n from events") == [{"n": kept}]
    assert rows(record, "select count(distinct document) n from claims") == [{"n": kept}]
    many = wp.read_many(path, record, jobs=2)
    assert (many.kept, many.already) == (600 - kept, kept)
    assert rows(record, "select count(distinct event_id) d, count(*) n from events") == [
        {"d": many_events(record), "n": many_events(record)}
    ]


def many_events(record: wp.Record) -> int:
    return sum(len(json.loads(str(row["reading"]))["events"]) for row in rows(record, "select reading from documents"))


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_a_process_that_dies_costs_one_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys\n"
        "if 'many.worker' in ' '.join(sys.orig_argv):\n"
        "    import westphalia.many.worker as worker\n"
        "    row = worker._row\n"
        "    worker._row = lambda item, *rest: os._exit(9) if item.id == 'n5' else row(item, *rest)\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    many = wp.read_many(wire(tmp_path / "wire.jsonl", 12), tmp_path / "mine", jobs=2)
    assert (many.kept, many.quarantined) == (11, 1)
    assert list(many.by_reason) == ["the process that read it died, probably for want of memory"]


def test_an_interrupt_keeps_what_is_read(tmp_path: Path) -> None:
    def stop(texts: int, done: int, total: int) -> None:
        if texts >= 64:
            raise KeyboardInterrupt

    record = wp.Record.create(tmp_path / "mine")
    with pytest.raises(KeyboardInterrupt):
        wp.read_many(wire(tmp_path / "wire.jsonl", 100), record, jobs=1, progress=stop)
    assert len(record.document_hashes()) == 64


def test_progress_reaches_the_end(tmp_path: Path) -> None:
    seen: list[tuple[int, int, int]] = []
    path = wire(tmp_path / "wire.jsonl", 40)
    wp.read_many(path, tmp_path / "mine", jobs=1, progress=lambda *now: seen.append(now))
    assert seen[-1] == (40, path.stat().st_size, path.stat().st_size)


def test_several_commits_are_one_record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "_COMMIT_TEXTS", 32)
    record = wp.Record.create(tmp_path / "mine")
    many = wp.read_many(wire(tmp_path / "wire.jsonl", 100), record, jobs=1)
    assert many.kept == 100
    assert rows(record, "select count(*) n, count(distinct document) d from documents") == [{"n": 100, "d": 100}]


def test_a_named_date_must_be_one(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "India met Peru.", "day": "someday"}\n', encoding="utf-8")
    many = wp.read_many(path, tmp_path / "mine", jobs=1, date_field="day")
    assert list(many.by_reason) == ["the date 'someday' is no ISO 8601 day"]


def test_the_day_told_is_for_texts_without_one(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(
        '{"text": "India met Peru."}\n{"text": "Peru met India.", "date": "2020-01-01"}\n', encoding="utf-8"
    )
    record = wp.Record.create(tmp_path / "mine")
    wp.read_many(path, record, jobs=1, published=date(2024, 1, 1))
    assert rows(record, "select published, published_source s from documents order by published") == [
        {"published": date(2020, 1, 1), "s": "metadata"},
        {"published": date(2024, 1, 1), "s": "told"},
    ]


def test_bad_calls(tmp_path: Path) -> None:
    with pytest.raises(wp.CallError, match="0 jobs"):
        wp.read_many(tmp_path, tmp_path / "mine", jobs=0)
    with pytest.raises(wp.CallError, match="no reader 'psychic'"):
        wp.read_many(tmp_path, tmp_path / "mine", reader="psychic")


@pytest.mark.skipif(os.name != "posix", reason="links")
def test_a_link_that_leads_nowhere_is_one_line_of_quarantine(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").symlink_to("nowhere")
    (folder / "loop").symlink_to(folder)
    many = wp.read_many(folder, tmp_path / "mine", jobs=1)
    assert (many.texts, dict(many.by_reason)) == (1, {"the file is gone, or a link that leads nowhere": 1})
