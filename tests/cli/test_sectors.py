"""`forecast` and `backtest` of sectors, from the import of a file to the answer."""

import json
from datetime import date, timedelta

import pytest

FIRST = date(2018, 1, 1)


@pytest.fixture
def folder(run, tmp_path):
    """A record of eight weeks, imported from quadruples whose names carry sectors."""
    rows = []
    for day in range(56):
        on = (FIRST + timedelta(days=day)).isoformat()
        actor = "Military_(Iran)" if day % 3 == 0 else "Government_(Iran)" if day % 3 == 1 else "Iran"
        rows.append((actor, "Criticize_or_denounce", "Military_(Israel)" if day % 2 else "Israel", on))
        rows.append(("Israel", "Threaten_with_military_force", actor, on))
    path = tmp_path / "events.tsv"
    path.write_text("".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    done = run("record", "add", "quadruples", path, "--record", tmp_path / "mine")
    assert done.code == 0, done.err
    return tmp_path / "mine"


def test_sectors_by_code_and_by_name(run, folder):
    done = run("forecast", "IRN:MIL", "Israel", "--record", folder, "--horizon", "7d", "--json")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert (answer["a"], answer["a_name"], answer["b"]) == ("IRN:MIL", "Iran (military)", "ISR")
    row = next(row for row in answer["rows"] if row["what"] == "verbal conflict" and row["actor"] == "IRN:MIL")
    assert row["n_past"] == 19 and row["reasons"]["parts"][-1]["family"] == "sector"
    assert any("IRN:MIL to ISR 19 of the 56 from IRN to ISR" in note for note in answer["assumptions"])
    done = run("forecast", "Iran:military", "Israel:army", "--record", folder, "--action", "conflict")
    assert done.code == 0, done.err
    assert "Iran (military) and Israel (military)" in done.out and "IRN:MIL → ISR:MIL" in done.out


def test_a_question_about_a_sector_from_asking_to_score(run, folder, tmp_path):
    words = "Will Iran's military accuse Israel within 14 days?"
    asked = ("question", words, "--from", "2018-02-11", "--record", folder, "--log", tmp_path / "log.jsonl")
    done = run(*asked)
    assert done.code == 0, done.err
    out = " ".join(done.out.split())
    assert "from Iran (military) towards Israel" in out and "its source names it" in out
    assert "They were of pairs of countries" in out or "No track record" in out
    again = run(*asked, "--json")
    answer = json.loads(again.out)
    assert answer["question"]["actor"] == "IRN:MIL" and answer["question"]["actor_name"] == "Iran (military)"
    assert "holds this forecast already" in again.err
    done = run("score", tmp_path / "log.jsonl", "--record", folder, "--json")
    (one,) = json.loads(done.out)["forecasts"]
    assert (one["outcome"], one["scored"], one["day"]) == ("yes", True, "2018-02-12")
    done = run("score", tmp_path / "log.jsonl")
    assert done.code == 0 and "1 void" in done.out and "names no sectors" in done.out


def test_sectors_that_cannot_be_told(run):
    done = run("forecast", "IRN:MIL", "USA")
    assert done.code == 2 and not done.out
    assert "counts by day, pair and action" in done.line and "--record FOLDER" in done.line
    done = run("forecast", "IRN:MLI", "ISR")
    assert done.code == 2 and "did you mean MIL (military)" in done.line
    for words in ("Will Iran's military attack the United States before 1 September 2022?", "IRN:MIL ASSAULT USA"):
        done = run("question", words)
        assert done.code == 2 and not done.out
        assert "cannot tell Iran (military) from Iran; ask for IRN" in done.line and "--record FOLDER" in done.line
    done = run("backtest", "--sectors")
    assert done.code == 2 and "--record FOLDER" in done.line
