"""`westphalia mechanisms`: a table for people, and the same as JSON."""

import json


def test_mechanisms(run, tmp_path):
    done = run("mechanisms", "--plot", "strengths.svg")
    assert done.code == 0, done.err
    assert "What moves each quad" in done.out and "multiplies" in done.out
    assert (tmp_path / "strengths.svg").read_text(encoding="utf-8").startswith("<svg")


def test_mechanisms_as_json(run):
    answer = json.loads(run("mechanisms", "--json").out)
    assert len(answer["strengths"]) == 4 * 24
    assert {one["window"] for one in answer["windows"]} == {"2018", "2021", "2022"}
    assert all(one["low"] <= one["value"] <= one["high"] for one in answer["strengths"])
