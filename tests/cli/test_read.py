"""`westphalia read`: structure with offsets, one JSON object per text."""

import json


def test_json_is_one_object_per_text(run, article):
    done = run("read", "--json", article, article)
    assert done.code == 0, done.err
    first, second = (json.loads(line) for line in done.out.splitlines())
    assert first == second
    assert {"document", "actors", "events", "agreements", "claims"} <= set(first)
    text = first["document"]["text"]
    for event in first["events"]:
        assert {"actor", "recipient", "action", "status"} <= set(event)
    for claim in first["claims"]:
        assert {"kind", "holder", "text", "start", "end"} <= set(claim)
        assert text[claim["start"] : claim["end"]] == claim["text"]


def test_table_names_actors_and_status(run, article):
    done = run("read", article)
    assert done.code == 0, done.err
    assert "Iraq" in done.out and "happened" in done.out


def test_nothing_found_is_said(run, tmp_path):
    (tmp_path / "hello.txt").write_text("hello there", encoding="utf-8")
    done = run("read", "hello.txt")
    assert done.code == 0 and "It names no actor and tells no event, agreement or claim." in done.out


def test_a_text_without_a_day_is_read_with_a_warning(run, article, tmp_path):
    (tmp_path / "undated.txt").write_text("Maduro met the Colombian president on Friday.", encoding="utf-8")
    done = run("read", "undated.txt")
    assert "undated.txt: the text has no day" in done.err and "--date" in done.err
    document = json.loads(run("read", "undated.txt", "--json").out)["document"]
    assert [line.partition(":")[0] for line in document["warnings"]] == ["the text has no day"]
    dated = json.loads(run("read", "undated.txt", "--json", "--date", "2024-03-20").out)
    assert not dated["document"]["warnings"] and "VEN" in [event["actor"] for event in dated["events"]]


def test_standard_input(run):
    done = run("read", "--json", "-", stdin="Egypt and Sudan signed a treaty on the water of the Nile in Khartoum.\n")
    assert done.code == 0, done.err
    assert json.loads(done.out)["agreements"][0]["parties"] == ["EGY", "SDN"]


def test_one_bad_file_does_not_stop_the_others(run, article, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", "--json", "empty.txt", article)
    assert done.code == 3
    assert len(done.out.splitlines()) == 1 and "empty.txt" in done.err


def test_into_a_record(run, article):
    done = run("read", article, "--into", "mine")
    assert done.code == 0, done.err
    rows = json.loads(run("record", "query", "select count(*) n from documents", "--record", "mine", "--json").out)
    assert rows == [{"n": 1}]
