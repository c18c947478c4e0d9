"""A killed ingest leaves the record as it was, and two writers never write at once."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from westphalia.errors import CallError
from westphalia.record import Record

# Adds a file in a process of its own, says where it is, and waits there to be killed.
CHILD = """
import sys, time
from westphalia.record import Record

folder, file, where, step = sys.argv[1:]

def progress(what, done, total):
    if (what, done) == (where, int(step)) or where == "reading" and what.endswith(".tsv"):
        print("here", flush=True)
        time.sleep(60)

Record.open(folder).add("quadruples", [file], progress)
print("done", flush=True)
"""


def _child(folder: Path, file: Path, where: str, step: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", CHILD, str(folder), str(file), where, str(step)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "here\n"
    return child


def _end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate(timeout=30)


@pytest.fixture
def record(tmp_path: Path, write, quadruples) -> Record:  # type: ignore[no-untyped-def]
    record = Record.create(tmp_path / "record")
    record.add("quadruples", [write(quadruples[:2], "first.tsv")])
    return record


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
@pytest.mark.parametrize(
    ("where", "step", "added"),
    [("reading", 0, 0), ("writing", 0, 0), ("committing", 0, 0), ("committing", 1, 3)],
)
def test_a_killed_ingest_leaves_the_record_as_it_was(record, write, quadruples, where, step, added) -> None:  # type: ignore[no-untyped-def]
    file = write(quadruples, "second.tsv")
    catalogue = (record.path / "catalogue.json").read_bytes()
    _end(_child(record.path, file, where, step))
    assert ((record.path / "catalogue.json").read_bytes() == catalogue) is (added == 0)
    survivor = Record.open(record.path)
    survivor.verify()
    assert len(survivor.events()) == 2 + added
    assert (record.path / "write.lock").exists()  # of the dead

    report = survivor.add("quadruples", [file])
    assert report.added == 3 - added and len(survivor.events()) == 5
    listed = {
        part["path"]
        for parts in json.loads((record.path / "catalogue.json").read_text())["tables"].values()
        for part in parts
    }
    there = {path.relative_to(record.path).as_posix() for path in record.path.rglob("*") if path.is_file()}
    assert there == {"catalogue.json", *listed}


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL here")
def test_a_second_writer_is_refused_while_the_first_writes(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    child = _child(record.path, write(quadruples, "second.tsv"), "writing", 0)
    try:
        with pytest.raises(CallError, match=f"is being written by process {child.pid} on {socket.gethostname()}"):
            record.add("quadruples", [write(quadruples, "third.tsv")])
        assert len(record.events()) == 2  # reading goes on
    finally:
        _end(child)


def test_a_reader_keeps_the_state_it_opened(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    reader = Record.open(record.path)
    assert len(reader.events()) == 2
    record.add("quadruples", [write(quadruples, "second.tsv")])
    assert (len(reader.events()), len(record.events()), len(Record.open(record.path).events())) == (2, 5, 5)


def test_a_failed_ingest_leaves_nothing_and_frees_the_lock(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    def progress(what: str, *_: int) -> None:
        if what == "committing":
            raise KeyboardInterrupt

    before = (record.path / "catalogue.json").read_bytes()
    with pytest.raises(KeyboardInterrupt):
        record.add("quadruples", [write(quadruples, "second.tsv")], progress)
    assert (record.path / "catalogue.json").read_bytes() == before
    assert not (record.path / "write.lock").exists()
    assert record.add("quadruples", [write(quadruples, "second.tsv")]).added == 3


@pytest.mark.parametrize(
    ("owner", "age", "believed"),
    [
        ({"pid": 2**22 + 1, "host": socket.gethostname(), "token": "x"}, 0, False),
        ({"pid": os.getpid(), "host": socket.gethostname(), "token": "x"}, 0, True),
        ({"pid": 1, "host": "another-machine", "token": "x"}, 3600, True),
        ({}, 0, True),  # just being written
        ({}, 60, False),
    ],
)
def test_the_lock_of_a_dead_writer_is_taken_over(record, write, quadruples, owner, age, believed) -> None:  # type: ignore[no-untyped-def]
    lock = record.path / "write.lock"
    lock.write_text(json.dumps(owner) if owner else "", encoding="utf-8")
    os.utime(lock, (time.time() - age, time.time() - age))
    file = write(quadruples, "second.tsv")
    if believed:
        with pytest.raises(CallError, match="is being written by"):
            record.add("quadruples", [file])
        assert lock.exists()
    else:
        assert record.add("quadruples", [file]).added == 3
        assert not lock.exists()


def test_a_lock_taken_away_stops_the_commit(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    def progress(what: str, *_: int) -> None:
        if what == "committing":
            (record.path / "write.lock").unlink()

    with pytest.raises(CallError, match="was taken away while writing; nothing was added"):
        record.add("quadruples", [write(quadruples, "second.tsv")], progress)
    assert len(Record.open(record.path).events()) == 2


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_is_one_clear_line(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    record.path.chmod(0o555)
    try:
        assert not record.writable
        with pytest.raises(CallError, match="cannot be written: Permission denied; choose another folder"):
            record.add("quadruples", [write(quadruples, "second.tsv")])
        with pytest.raises(CallError, match="cannot be written"):
            Record.create(record.path / "inside")
        assert len(record.events()) == 2
    finally:
        record.path.chmod(0o755)
