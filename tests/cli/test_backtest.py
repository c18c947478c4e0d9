"""`backtest` and `fit` as a user runs them."""

import json
from datetime import timedelta

import pyarrow as pa
import pytest
from tests.dynamics.conftest import FIRST, QUAD, covered, world

from westphalia.record.store import write_tables


@pytest.fixture
def folder(tmp_path):
    """A record of thirty weeks."""
    rows = world(3, 30, actors=8)
    columns = {
        "date": [row[0] for row in rows],
        "actor_country": [row[1] for row in rows],
        "recipient_country": [row[2] for row in rows],
        "action": [row[3] for row in rows],
        "quad": [QUAD[row[3]] for row in rows],
        "score": [0.0] * len(rows),
        "weight": [row[4] for row in rows],
        "origin": ["made up"] * len(rows),
    }
    coverage = [covered(FIRST, FIRST + timedelta(days=209))]
    write_tables(tmp_path / "mine", name="mine", granularity="cell", events=pa.table(columns), coverage=coverage)
    return tmp_path / "mine"


def test_backtest_of_a_record(run, folder, tmp_path):
    done = run(
        "backtest", "--record", folder, "--horizon", "2w", "--action", "conflict", "--json", "--dyads", "3",
        "--out", "reliability.svg",
    )  # fmt: skip
    assert done.code == 0, done.err
    answer = json.loads(done.out)
    assert answer["horizon_weeks"] == 2 and answer["last_day"] == "2018-07-29"
    assert len(answer["dyads"]) == 3 and answer["overall"]["n"] > 50
    assert {part["baseline"] for part in answer["overall"]["against"]} == {"long run", "recency", "boosting"}
    assert (tmp_path / "reliability.svg").read_text(encoding="utf-8").startswith("<svg")
    table = run("backtest", "--record", folder, "--action", "conflict")
    assert table.code == 0 and "skill" in table.out


def test_fit_of_a_record_is_kept_and_used(run, folder):
    done = run("fit", "--record", folder)
    assert done.code == 0, done.err
    assert "days to 2018-07-29" in done.out and (folder / "forecast-parameters.json").is_file()
    answer = json.loads(run("forecast", "ARG", "BRA", "--record", folder, "--json").out)
    assert answer["fitted_to"] == "2018-07-29"


def test_a_backtest_of_days_that_are_not_covered(run):
    done = run("backtest", "--from", "2019-01-01", "--to", "2019-06-01")
    assert done.code == 2 and "2018-10-31" in done.line


def test_a_horizon_that_is_no_week(run):
    done = run("backtest", "--horizon", "10d")
    assert done.code == 2 and "whole weeks" in done.line


def test_fit_of_the_embedded_record(run):
    done = run("fit")
    assert done.code == 2 and "--record FOLDER" in done.line
