"""`westphalia evaluate reader`: the table, the same as JSON, and folders that cannot be scored."""

import json
from pathlib import Path

import pytest

GOLD = Path(__file__).resolve().parents[2] / "gold"


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "one.txt").write_text("Kenya thanked Uganda. Kenya did not meet Uganda.", encoding="utf-8")
    rows = [("SUPPORT", "happened"), ("CONSULT", "denied")]
    events = [{"actor": "KEN", "action": a, "recipient": "UGA", "status": s} for a, s in rows]
    (folder / "one.json").write_text(json.dumps({"events": events}), encoding="utf-8")
    return folder


def test_the_table(run, gold):
    done = run("evaluate", "reader", "--gold", "mine", "--reader", "rules")
    assert done.code == 0, done.err
    printed = " ".join(done.out.split())
    assert "rules" in done.out and "1 articles, 2 events annotated" in printed
    assert "happened events" in printed and "95 %" in printed
    assert "Invented happened events: 0 of 1 traps" in printed and "a second" in printed
    assert "claim holders" not in printed  # nobody annotated claims


def test_json(run, gold):
    done = run("evaluate", "reader", "--gold", gold, "--json")
    (scores,) = json.loads(done.out)
    assert (scores["reader"], scores["articles"], scores["events"], scores["traps"]) == ("model", 1, 2, 1)
    happened = next(row for row in scores["rows"] if row["name"] == "happened events")
    assert (happened["right"], happened["annotated"], happened["unit"]) == (1, 1, "F1")


def test_without_a_folder_it_scores_the_halves_of_the_checkout(run):
    done = run("evaluate", "reader", "--reader", "rules", "--json")
    halves = json.loads(done.out)
    assert [Path(scores["gold"]).name for scores in halves] == ["open", "blind"]
    assert [scores["articles"] for scores in halves] == [30, 30]


def test_a_second_annotation(run):
    done = run("evaluate", "reader", "--gold", GOLD / "blind", "--annotation", GOLD / "second", "--json")
    (scores,) = json.loads(done.out)
    assert scores["seconds"] is None and round(scores["rows"][0]["value"], 1) == 97.1


def test_what_cannot_be_scored_is_one_line(run, gold, tmp_path):
    assert run("evaluate", "reader", "--gold", "nowhere").line.startswith("westphalia: no folder 'nowhere'")
    (tmp_path / "bare").mkdir()
    assert "NAME.json beside each NAME.txt" in run("evaluate", "reader", "--gold", "bare").line
    (gold / "one.json").write_text('{"events": [{"actor": "Kenya"}]}', encoding="utf-8")
    done = run("evaluate", "reader", "--gold", "mine")
    assert done.code == 3
    assert "one.json: events[0].actor 'Kenya' is no code" in done.line
    assert "without a reader" in run("evaluate", "reader", "--annotation", "mine").line
