"""The log: a line once, whole or not there, and a bad line costs no other."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.dynamics.conftest import FIRST, covered, world
from tests.dynamics.questions.conftest import line

from westphalia.dynamics.questions.ask import question
from westphalia.dynamics.questions.log import add, append, read_log
from westphalia.errors import CallError
from westphalia.record import Record

START = date(2020, 2, 1)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log.jsonl"


def test_what_is_written_is_read_again(build_record: Callable[..., Record], log: Path):
    record = build_record(world(1, 20), [covered(FIRST, FIRST + timedelta(days=139))])
    found = question(record, "Will Argentina and Brazil not meet within 2 weeks?")
    assert found.log(log) is True
    assert found.log(log) is False
    assert append(log, question(record, "Will Brazil and Argentina not meet in the next fortnight?")) is True
    (entry, other), problems = read_log(log)
    assert not problems
    assert entry.question.operational() == found.question.operational()
    assert (entry.probability, entry.low, entry.high) == (found.probability, found.low, found.high)
    assert entry.base_rate == found.base_rate and entry.origin == found.origin and entry.id == found.to_dict()["id"]
    assert entry.model["name"] and entry.record["fingerprint"] == found.fingerprint
    assert other.line == 2


def test_a_bad_line_is_named_and_costs_no_other(log: Path):
    good = [line("ARG", "BRA", START, START + timedelta(days=n)) for n in range(3)]
    bad: list[bytes] = [
        b"not json",
        b"\xff\xfe",
        b'{"format": "something else"}',
        json.dumps({**good[0], "probability": 1.5}).encode(),
        json.dumps({**good[0], "version": 2}).encode(),
        json.dumps({key: value for key, value in good[0].items() if key != "operational"}).encode(),
        json.dumps({**good[0], "operational": {**good[0]["operational"], "what": "FROBNICATE"}}).encode(),
        json.dumps({**good[0], "origin": "2020-02-20"}).encode(),
        b"[" * 5000,
    ]
    parts = [json.dumps(good[0]).encode(), *bad, b"", json.dumps(good[1]).encode(), json.dumps(good[2]).encode()]
    log.write_bytes(b"\n".join(parts))
    entries, problems = read_log(log)
    assert [entry.id for entry in entries] == [row["id"] for row in good]
    assert [problem.line for problem in problems] == list(range(2, 2 + len(bad)))
    assert all(str(log) in str(problem) and "\n" not in str(problem) for problem in problems)


def test_a_torn_last_line_is_left_behind(log: Path):
    rows = [line("ARG", "BRA", START, START + timedelta(days=n)) for n in range(2)]
    log.write_text(json.dumps(rows[0])[:70], encoding="utf-8")
    assert add(log, rows[1])
    entries, problems = read_log(log)
    assert [entry.id for entry in entries] == [rows[1]["id"]]
    assert [problem.line for problem in problems] == [1]


def test_one_log_line_once_however_often_it_is_read(log: Path):
    row = line("ARG", "BRA", START, START)
    log.write_text("\n".join([json.dumps(row)] * 3), encoding="utf-8")
    assert len(read_log(log)[0]) == 1


def test_no_log(tmp_path: Path):
    with pytest.raises(CallError, match=r"nowhere\.jsonl"):
        read_log(tmp_path / "nowhere.jsonl")
    with pytest.raises(CallError, match="cannot add"):
        add(tmp_path / "no such folder" / "log.jsonl", line("ARG", "BRA", START, START))


_WRITER = """
import json, sys
from westphalia.dynamics.questions.log import add
row = json.loads(sys.argv[2])
print("ready", flush=True)
for number in range(100_000):
    add(sys.argv[1], row | {"id": f"{sys.argv[3]}-{number}"})
"""


@pytest.mark.skipif(os.name != "posix", reason="kills with SIGKILL")
def test_a_kill_leaves_whole_lines(log: Path):
    row = json.dumps(line("ARG", "BRA", START, START) | {"question": "x" * 5000})
    for round_ in range(3):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", _WRITER, str(log), row, f"{round_}{name}"], stdout=subprocess.PIPE, text=True
            )
            for name in "ab"
        ]
        for writer in writers:
            assert writer.stdout is not None and writer.stdout.readline() == "ready\n"
        time.sleep(0.15 + 0.05 * round_)
        for writer in writers:
            writer.send_signal(signal.SIGKILL)
            writer.communicate()
    assert log.read_bytes().endswith(b"\n")
    entries, problems = read_log(log)
    assert len(entries) > 10 and not problems
    for round_ in range(3):
        numbers = [int(entry.id.split("-")[1]) for entry in entries if entry.id.startswith(f"{round_}a")]
        assert numbers == list(range(len(numbers)))
