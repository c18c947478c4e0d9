"""`westphalia question`: understood, answered, logged once; and one clear line for what cannot be."""

import json

ASKED = "Will there be material conflict between the United States and Iran by 28 July 2022?"


def test_it_answers_and_logs_once(run, tmp_path):
    done = run("question", ASKED, "--log", "log.jsonl")
    assert done.code == 0, done.err
    for words in ("Resolves yes if", "2022-07-01", "2022-07-28", "Yes:", "How such forecasts fared"):
        assert words in " ".join(done.out.split())
    assert "Added to log.jsonl" in done.err
    again = run("question", ASKED, "--log", "log.jsonl", "--json")
    assert "holds this forecast already" in again.err
    answer = json.loads(again.out)
    (row,) = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert row["id"] == answer["id"] and row["probability"] == answer["probability"]
    assert answer["question"]["what"] == "material conflict" and answer["origin"] == "2022-06-30"


def test_what_cannot_be_asked(run):
    for words, part in (
        ("Should the United States sanction Iran?", "value judgement"),
        ("Will Rusia attack Ukraine in July 2022?", "did you mean Russia"),
        ("Will Russia attack Ukraine by 1 August 2030?", "366 days"),
        ("", "empty"),
    ):
        done = run("question", words)
        assert done.code == 2
        assert part in done.line
