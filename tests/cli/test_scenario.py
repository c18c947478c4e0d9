"""`westphalia scenario`: readable, as JSON, as a page, and its errors."""

import json

WORDS = ("scenario", "USA SANCTION IRN", "--from", "2022-06-27", "--horizon", "1w", "--runs", "16", "--threads", "1")


def test_scenario_prints_what_it_is_and_writes_a_page(run, tmp_path):
    done = run(*WORDS, "--out", "page.html")
    assert done.code == 0, done.err
    assert "not proof of cause" in done.out and "USA → IRN" in done.out
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>") and "<svg" in page and "<script" not in page


def test_scenario_as_json_with_what_is_left_undone(run):
    done = run(*WORDS, "--without", "IRN ACCUSE USA last 6w", "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["start"] == "2022-06-27" and answer["weeks"] == 1 and answer["events_removed"] > 0
    assert len(answer["changes"]) == 8


def test_a_misspelt_action_names_the_nearest(run):
    done = run("scenario", "USA SANCTON IRN")
    assert done.code == 2 and "SANCTION" in done.line


def test_a_day_outside_coverage(run):
    done = run("scenario", "USA SANCTION IRN", "--from", "2019-06-01")
    assert done.code == 2 and "2018" in done.line


def test_bad_options(run):
    assert "not a horizon" in run(*WORDS[:2], "--horizon", "soon").line
    assert "use .html" in run(*WORDS, "--out", "page.txt").line
