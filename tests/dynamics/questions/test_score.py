"""Scores by hand: what is resolved how, and what the numbers are."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.dynamics.conftest import Row, covered
from tests.dynamics.questions.conftest import line

from westphalia.dynamics.questions.log import add
from westphalia.dynamics.questions.score import score
from westphalia.dynamics.scores import wilson
from westphalia.record import Record

FEB = date(2020, 2, 1), date(2020, 2, 29)
LATE = date(2020, 2, 1), date(2020, 4, 30)
ROWS: list[Row] = [
    (date(2020, 2, 10), "ARG", "BRA", "ASSAULT", 2.0),
    (date(2020, 2, 12), "ARG", "BRA", "ASSAULT", 1.0),
    (date(2020, 2, 11), "BRA", "ARG", "ACCUSE", 1.0),
]


@pytest.fixture(scope="module")
def newer(build_record: Callable[..., Record]) -> Record:
    """January to March 2020, but of Venezuela nothing in March."""
    rest = {"ARG", "BRA", "CHL", "COL"}
    return build_record(
        ROWS,
        [
            covered(date(2020, 1, 1), date(2020, 2, 29), rest | {"VEN"}),
            covered(date(2020, 3, 1), date(2020, 3, 31), rest, origin="others"),
        ],
    )


@pytest.fixture
def log(tmp_path: Path) -> Path:
    target = tmp_path / "log.jsonl"
    rows = [
        line("ARG", "BRA", *FEB, probability=0.8),  # yes
        line("BRA", "ARG", *FEB, probability=0.3),  # no
        line("ARG", "BRA", *FEB, probability=0.2, negated=True),  # no
        line("BRA", "ARG", *FEB, probability=0.9, either=True),  # yes
        line("ARG", "BRA", *LATE, probability=0.6),  # yes, early
        line("ARG", "BRA", *LATE, probability=0.6, negated=True),  # no, early
        line("BRA", "ARG", *LATE, probability=0.4),  # open
        line("BRA", "ARG", date(2020, 5, 1), date(2020, 5, 31), origin=date(2020, 1, 31)),  # open
        line("ARG", "CHL", date(2019, 12, 15), date(2020, 1, 15)),  # void: December is not covered
        line("ARG", "VEN", date(2020, 2, 15), date(2020, 3, 15)),  # void: nothing of Venezuela in March
        line("ARG", "VEN", date(2020, 2, 15), date(2020, 4, 15)),  # void: the same, though the record ends earlier
        line("ARG", "CUB", *FEB),  # void: nothing of Cuba
    ]
    for row in rows:
        assert add(target, row)
    return target


def test_each_is_resolved_by_the_rule(newer: Record, log: Path):
    found = score(log, newer)
    assert [one.outcome for one in found.resolved] == [
        *("yes", "no", "no", "yes", "yes", "no", "open", "open", "void", "void", "void", "void")
    ]
    assert [one.scored for one in found.resolved] == [True] * 4 + [False] * 8
    assert [one.entry.line for one in found.early] == [5, 6]
    assert found.resolved[0].day == date(2020, 2, 10)
    assert found.resolved[4].covered == 29 + 31


def test_scores_by_hand(newer: Record, log: Path):
    found = score(log, newer)
    assert (found.n, found.pairs) == (4, 1)
    assert found.brier == pytest.approx((0.2**2 + 0.3**2 + 0.2**2 + 0.1**2) / 4)
    assert found.base_brier == pytest.approx(0.25)
    assert found.skill == pytest.approx(1 - 0.045 / 0.25)
    assert found.log_score == pytest.approx(-(math.log(0.8) + math.log(0.7) + math.log(0.8) + math.log(0.9)) / 4)
    assert found.base_log_score == pytest.approx(math.log(2))
    assert found.skill_low is None  # one pair gives no interval
    filled = {row.low: row for row in found.bins if row.n}
    assert sorted(filled) == [0.2, 0.3, 0.8, 0.9]
    row = filled[0.8]
    assert (row.n, row.pairs, row.mean_forecast, row.observed) == (1, 1, 0.8, 1.0)
    assert (row.obs_low, row.obs_high) == wilson(1.0, 1)
    assert sum(row.n for row in found.bins) == 4


def test_the_largest_misses_come_first(newer: Record, log: Path):
    found = score(log, newer)
    assert [one.entry.line for one in found.misses] == [2, 1, 3, 4]


def test_an_early_yes_is_not_scored_until_the_window_is_over(build_record: Callable[..., Record], log: Path):
    later = build_record(ROWS, [covered(date(2020, 1, 1), date(2020, 6, 30))])
    found = score(log, later)
    assert not found.early and not found.open
    assert found.n == 11 and [one.entry.line for one in found.void] == [9]


def test_a_perfect_base_rate_has_no_skill_to_compare_with(newer: Record, tmp_path: Path):
    target = tmp_path / "log.jsonl"
    add(target, line("ARG", "BRA", *FEB, probability=1.0, base_rate=1.0))
    found = score(target, newer)
    assert (found.brier, found.skill) == (0.0, None)
    assert found.log_score == pytest.approx(1e-6, rel=0.01)


def test_many_pairs_have_an_interval(newer: Record, tmp_path: Path):
    target = tmp_path / "log.jsonl"
    names = ["ARG", "BRA", "CHL", "COL"]
    for a in names:
        for b in names:
            for week in range(2):
                first = FEB[0] + timedelta(days=7 * week)
                if a != b:
                    add(target, line(a, b, first, first + timedelta(days=6), probability=0.1, base_rate=0.2))
    found = score(target, newer)
    assert (found.n, found.pairs, found.skill_low) == (24, 6, None)  # fewer than ten pairs
    names += ["VEN"]
    for other in names[:-1]:
        for first, last in (FEB, (date(2020, 2, 3), date(2020, 2, 9))):
            add(target, line("VEN", other, first, last, probability=0.1, base_rate=0.2))
    again = score(target, newer)
    assert again.pairs == 10
    assert again.skill_low is not None and again.skill_low <= again.skill <= again.skill_high
    assert again.to_dict() == score(target, newer).to_dict()


def test_nothing_to_score(newer: Record, tmp_path: Path):
    target = tmp_path / "log.jsonl"
    add(target, line("ARG", "BRA", date(2020, 5, 1), date(2020, 5, 3)))
    found = score(target, newer)
    assert (found.n, found.brier, found.skill, found.bins) == (0, None, None, ())
    assert "1 open" in str(found)


def test_it_prints_itself_and_is_json_data(newer: Record, log: Path):
    found = score(log, newer)
    text = " ".join(str(found).split())
    for words in (
        "4 scored, 2 settled early, 2 open, 4 void",
        "Brier",
        "0.0450",
        "Calibration",
        "Largest misses",
        "Void",
    ):
        assert words in text
    data = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert data["counts"] == {"scored": 4, "early": 2, "open": 2, "void": 4}
    assert "<script" not in found._repr_html_()
    assert len(found.to_pandas()) == 12
