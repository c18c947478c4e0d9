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


def test_the_summary_says_where_to_look(run, tmp_path):
    (tmp_path / "wire.jsonl").write_text(
        '{"text": "Peru met Chile.", "date": "20 March"}\n{broken\n[1]\n[2]\n', encoding="utf-8"
    )
    done = run("read", "wire.jsonl", "--into", "my record", "--jobs", "1")
    assert "    2: the line is no JSON object (first wire.jsonl:3)" in done.out
    assert "select file, line, reason, raw from quarantine\" --record 'my record'" in done.out
    assert "1 text (first wire.jsonl:1: the date '20 March' is no ISO 8601 day)" in done.out
    assert "give --date or --date-field" in done.out
    again = run("read", "wire.jsonl", "--into", "my record", "--jobs", "1", "--confidence", "0.2")
    assert again.code == 0 and "there already: 1, not read again (with other settings neither" in again.out


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
        (["bare", "--into", "mine"], "bare holds no texts"),
        (["bare"], "bare holds no texts"),
    ],
)
def test_bad_calls(run, texts, tmp_path, arguments, message):
    (tmp_path / "bare").mkdir()
    done = run("read", *arguments)
    assert done.code == 2
    assert message in done.err and "Traceback" not in done.err
    assert not (tmp_path / "mine").exists() or "bare" not in arguments


def test_every_file_that_cannot_be_read_is_named(run, article, tmp_path):
    (tmp_path / "de.txt").write_text(
        "Der Außenminister von Kenia traf am Freitag seinen Kollegen aus Tansania in Berlin.", encoding="utf-8"
    )
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", article, "de.txt", "empty.txt", "--json")
    assert done.code == 3 and len(done.out.splitlines()) == 1
    assert "westphalia: de.txt: the text is in German" in done.err
    assert "westphalia: empty.txt is empty" in done.err
