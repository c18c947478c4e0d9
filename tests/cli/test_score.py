"""`westphalia score`: a log asked from a past day, resolved by the embedded record."""

import json
from datetime import date

from tests.dynamics.questions.conftest import line

PAST = ("--from", "2022-02-15", "--log", "log.jsonl")


def test_questions_of_the_past_are_scored(run, tmp_path):
    asked = run("question", "Will Russia and Ukraine have material conflict by 15 March 2022?", *PAST)
    assert asked.code == 0, asked.err
    with (tmp_path / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line("JPN", "NOR", date(2022, 3, 1), date(2022, 3, 31))) + "\n")
        file.write(json.dumps(line("RUS", "UKR", date(2022, 6, 1), date(2022, 8, 1))) + "\n")
    done = run("score", "log.jsonl")
    assert done.code == 0, done.err
    assert "2 scored, 1 settled early, 0 open, 0 void" in " ".join(done.out.split())
    with (tmp_path / "log.jsonl").open("a", encoding="utf-8") as file:
        file.write("{half a line")
    broken = run("score", "log.jsonl", "--json")
    assert broken.code == 3
    assert "log.jsonl, line 4" in broken.line
    answer = json.loads(broken.out)
    assert answer["n"] == 2 and len(answer["problems"]) == 1
    assert [row["outcome"] for row in answer["forecasts"]] == ["yes", "no", "yes"]


def test_no_log(run):
    done = run("score", "nowhere.jsonl")
    assert done.code == 2 and "nowhere.jsonl" in done.line
