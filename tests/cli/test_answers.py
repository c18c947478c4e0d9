"""`relations`, `alignment`, `forecast` and `test`: readable answers, the same as JSON, and the exit code of a «no»."""

import json


def test_relations(run, tmp_path):
    done = run("relations", "Iran", "US", "--plot", "chart.svg")
    assert done.code == 0, done.err
    assert "2018" in done.out
    assert (tmp_path / "chart.svg").read_text(encoding="utf-8").startswith("<svg")
    answer = json.loads(run("relations", "Iran", "US", "--json").out)
    assert {answer["a"], answer["b"]} == {"IRN", "USA"} and answer["query"]


def test_alignment_marks_the_end_of_the_soviet_union(run):
    done = run("alignment", "RUS", "USA", "--from", "1985", "--to", "1995")
    assert done.code == 0, done.err
    assert "1991" in done.out


def test_forecast_prints_its_origin_and_its_record(run):
    done = run("forecast", "RUS", "UKR")
    assert done.code == 0, done.err
    assert "2022-06-30" in done.out and "Brier" in done.out
    answer = json.loads(run("forecast", "RUS", "UKR", "--horizon", "12w", "--json").out)
    assert all(0 <= row["probability"] <= 1 for row in answer["rows"])


def test_a_supported_claim_leaves_with_0(run):
    done = run("test", "Russia attacked Ukraine in March 2022.", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)[0]["verdict"] == "supported"


def test_a_value_judgement_is_not_testable(run):
    done = run("test", "The policy of the United States towards Cuba is unjust.", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)[0]["verdict"] == "not testable"


def test_beyond_the_record_is_not_enough_record(run):
    findings = json.loads(run("test", "Russia and Iran signed a treaty on 17 January 2025.", "--json").out)
    assert {finding["verdict"] for finding in findings} == {"not enough record"}


def test_nothing_to_test(run):
    done = run("test", "Hello there.")
    assert done.code == 2 and done.line
