"""`westphalia rank`: scores as text and JSON, rules as a file, and one line for what cannot be served."""

import json

import pytest
from tests.dynamics.ranking.conftest import world, write


@pytest.fixture
def files(tmp_path):
    train, valid, test = write(tmp_path / "data", world())
    return ["--train", train, "--valid", valid, "--test", test]


def test_scores_rules_and_reasons(run, files, tmp_path):
    question = "Police (Peru), Consult, ?, 55"
    done = run("rank", *files, "--fast", "--json", "--explain", question, "--rules", "rules.tsv", "--show-rules", "3")
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["n"] and 0 < answer["floor"]["mrr"] < answer["mrr"] < 1 and len(answer["rules"]) == 3
    assert answer["cpu_seconds"] > 0 and answer["peak_mib"] > 0 and answer["tree_seeds"]
    first = answer["explained"][0]["candidates"][0]
    assert sum(first["families"].values()) == pytest.approx(first["score"], abs=0.002)
    assert (tmp_path / "rules.tsv").read_text(encoding="utf-8").startswith("weight\tearlier")


def test_readable(run, files):
    done = run("rank", *files, "--fast", "--show-rules", "2", "--explain-first", "1")
    assert done.code == 0, done.err
    assert "MRR" in done.out and "floor" in done.out and "two hops" in done.out and "Accuse" in done.out


def test_bad_lines_and_calls(run, files, tmp_path):
    bad = tmp_path / "bad.txt"
    bad.write_text("a\tb\tc\t1\na\tb\n")
    done = run("rank", "--train", bad, "--test", bad)
    assert done.code == 3 and "bad.txt, line 2" in done.line
    done = run("rank", *files, "--explain", "Nobody, Consult, ?, 55")
    assert done.code == 2 and "no entity" in done.line
    done = run("rank", *files[:2], *files[4:], "--on", "valid")
    assert done.code == 2 and "--valid" in done.line
