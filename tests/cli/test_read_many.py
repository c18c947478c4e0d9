"""`westphalia read` on more than one text: into a record, with a summary of everything."""

import json

import pytest


@pytest.fixture
def texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text("Iran attacked Iraq on 5 May 2021.", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "table.csv").write_bytes(b"a,b")
    (folder / "wire.jsonl").write_text('{"lede": "Peru met Chile.", "text": "x"}\n{broken\n', encoding="utf-8")
    return folder


def test_a_folder_into_a_record(run, texts):
    done = run("read", texts, "--into", "mine", "--jobs", "1", "--text-field", "lede")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert lines[0].startswith("4 texts in 3 files, ")
    assert "  kept in mine: 2" in lines
    assert "  in quarantine: 2, 2 of them new" in lines
    assert any("passed over" in line and ".csv 1" in line for line in lines)
    assert any("events read: happened" in line for line in lines)
    asked = run("record", "query", "select file, line from quarantine order by file", "--record", "mine", "--json")
    assert [row["line"] for row in json.loads(asked.out)] == [None, 2]
    again = json.loads(run("read", texts, "--into", "mine", "--jobs", "1", "--text-field", "lede", "--json").out)
    assert (again["kept"], again["already"], again["quarantined"], again["new_in_quarantine"]) == (0, 2, 2, 0)


def test_several_files_are_counted_not_shown(run, article, texts):
    done = run("read", article, texts / "a.txt", "--into", "mine", "--jobs", "1")
    assert done.code == 0, done.err
    assert done.out.startswith("2 texts in 2 files") and "Who says" not in done.out


def test_nothing_read_is_said_by_the_exit_code(run, texts):
    done = run("read", texts / "empty.txt", texts / "wire.jsonl", "--into", "mine", "--text-field", "no", "--jobs", "1")
    assert done.code == 3 and "kept in mine: 0" in done.out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["texts"], "texts holds many texts: give --into RECORD"),
        (["texts/a.txt", "--jobs", "2"], "are for many texts"),
        (["texts", "nowhere", "--into", "mine"], "no file or folder 'nowhere'"),
        (["texts", "--into", "mine", "--jobs", "0"], "--jobs"),
    ],
)
def test_bad_calls(run, texts, arguments, message):
    done = run("read", *arguments)
    assert done.code == 2
    assert message in done.err and "Traceback" not in done.err
