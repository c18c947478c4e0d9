"""Scenarios and mechanisms of a small record of its own, and of the embedded one."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, world

import westphalia as wp
from westphalia.dynamics.simulation.answer import Scenario
from westphalia.dynamics.simulation.held import held_out
from westphalia.dynamics.simulation.learned import fingerprint, from_dict, strengths_of, to_dict
from westphalia.dynamics.simulation.shares import action_shares
from westphalia.dynamics.simulation.table import table_of
from westphalia.errors import CallError, OutsideCoverage
from westphalia.record import Record


@pytest.fixture(scope="module")
def small(build_record: Callable[..., Record]) -> Record:
    return build_record(world(3, 60, actors=8, busy=1.0), [covered(FIRST, FIRST + timedelta(days=419))])


@pytest.fixture(scope="module")
def embedded() -> Record:
    return Record.default()


@pytest.fixture(scope="module")
def sanctions(embedded: Record) -> Scenario:
    return wp.scenario(embedded, "USA SANCTION IRN x3", start=date(2022, 6, 27), horizon=28, runs=32, threads=1)


def test_both_directions_of_all_quads_are_told(sanctions: Scenario):
    assert len(sanctions.changes) == 8
    assert [(row.actor, row.recipient) for row in sanctions.changes[::4]] == [("USA", "IRN"), ("IRN", "USA")]
    for row in sanctions.changes:
        assert row.low is not None and row.high is not None
        assert row.low <= row.difference <= row.high
        assert row.given - row.without == pytest.approx(row.difference, abs=1e-4)
        assert row.q_without is not None and row.q_without[0] <= row.q_without[2]
    own = sanctions.changes[3]
    assert own.what == "material conflict" and own.difference > 4 * own.noise > 0


def test_actions_add_up_to_their_quad_and_channels_to_the_difference(sanctions: Scenario):
    for row in sanctions.changes:
        channels = [one for one in sanctions.channels
                    if (one.actor, one.recipient, one.what) == (row.actor, row.recipient, row.what)]  # fmt: skip
        assert sum(one.events for one in channels) == pytest.approx(row.difference, abs=2e-3)
    for side in ("USA", "IRN"):
        acts = [row for row in sanctions.actions if row.actor == side]
        quads = [row for row in sanctions.changes if row.actor == side]
        assert len(acts) == 16
        assert sum(row.without for row in acts) == pytest.approx(sum(row.without for row in quads), rel=1e-6)
        assert all(0 <= row.p_without <= 1 for row in acts)


def test_what_was_done_fades(sanctions: Scenario):
    moved = [
        sum(p.mean * (1 if p.given else -1) for p in sanctions.fan
            if (p.actor, p.what, p.week) == ("USA", "material conflict", week))
        for week in (1, 2, 3, 4)
    ]  # fmt: skip
    assert moved[0] > moved[1] > moved[3] > 0
    assert moved[3] < 0.6 * moved[0]


def test_it_prints_plots_and_is_plain_data(sanctions: Scenario):
    text = str(sanctions)
    assert "not proof of cause" in text and "USA → IRN" in text and "Seed 0" in text
    assert "counts by day, pair and action" in text
    assert max(map(len, text.splitlines())) <= 80
    plain = json.loads(json.dumps(sanctions.to_dict(), allow_nan=False))
    assert len(plain["changes"]) == 8 and len(plain["fan"]) == 8 * 2 * 4 and plain["query"]
    assert len(sanctions.to_pandas()) == 8 + 32 + len(sanctions.elsewhere)
    shown = next(iter(sanctions.plot().to_dict()["datasets"].values()))
    assert len(shown) == 64
    assert "<script" not in sanctions._repr_html_()


def test_the_same_question_gives_the_same_answer(small: Record):
    found = [wp.scenario(small, "ARG ASSAULT BRA x2", horizon=14, runs=16, seed=5, threads=n).to_dict() for n in (1, 2)]
    assert found[0] == found[1]


def test_left_undone_there_is_less_of_it_and_of_what_followed(embedded: Record):
    found = wp.scenario(
        embedded, without="RUS ASSAULT UKR last 2w", start=date(2022, 6, 27), horizon=7, runs=16, threads=1
    )
    assert found.removed > 50 and found.followed < 0 and not found.deeds
    assault, answer = found.changes[3], found.changes[7]
    assert assault.what == "material conflict" and assault.difference < 0 and assault.given < 0.8 * assault.without
    assert answer.actor == "UKR" and answer.given < 0.95 * answer.without
    assert any("Left undone" in line and "fall away" in line for line in found.assumptions)


def test_nothing_after_the_first_day_is_seen(build_record: Callable[..., Record]):
    rows = world(3, 60, actors=8, busy=1.0)
    start = FIRST + timedelta(days=349)
    later: Row = (start + timedelta(days=3), "ARG", "BRA", "ASSAULT", 40.0)
    tables = [
        table_of(build_record(part, [covered(FIRST, FIRST + timedelta(days=419))]), start)[0]
        for part in (rows, [*rows, later])
    ]
    assert np.array_equal(tables[0].n, tables[1].n) and np.array_equal(tables[0].ends, tables[1].ends)


def test_a_record_of_ones_own_is_learned_anew(small: Record):
    told: list[str] = []
    found = wp.mechanisms(small, progress=lambda what, *_: told.append(what))
    assert "reading the past" in told
    assert found.weeks == 56 and not found.windows and found.growth < 1
    assert all(one.low <= one.value + 1e-9 for one in found.strengths if one.name in ("votes", "tension"))
    scenario = wp.scenario(small, "ARG ASSAULT BRA; BRA ACCUSE ARG weekly", horizon=21, runs=16)
    assert scenario.refits == 8 and len(scenario.changes) == 8
    assert "Left undone" not in str(scenario)


def test_strengths_are_stored_and_read_again(embedded: Record):
    whole, windows = strengths_of(embedded)
    assert list(windows) == ["2018", "2021", "2022"]
    assert to_dict(from_dict(to_dict(whole))) == to_dict(whole)
    assert len(fingerprint(embedded)) == 64


def test_mechanisms_of_the_embedded_record(embedded: Record):
    found = wp.mechanisms(embedded)
    assert {one.quad for one in found.strengths} == {one.quad for one in found.differences}
    row = next(one for one in found.reactions if one.returned and one.cause == one.effect == "verbal conflict")
    assert row.low > 1 and "multiplies" in row.words
    assert any(one.clear for one in found.differences)
    text = str(found)
    assert "What moves each quad" in text and max(map(len, text.splitlines())) <= 80
    assert json.dumps(found.to_dict(), allow_nan=False)
    assert len(found.to_pandas()) == 4 * 24 * 4 and found.plot().to_dict()


def test_left_alone_the_world_looks_like_held_out_weeks(embedded: Record):
    """The last 8 weeks of 2022. Here with the strengths of all weeks; benchmarks/dynamics_scenario.py learns before."""
    table, _, _ = table_of(embedded)
    found, _ = strengths_of(embedded)
    rows = {row.what: row for row in held_out(table, found, len(table.ends) - 8, 8, runs=4)}
    for quad in ("verbal cooperation", "verbal conflict", "material conflict"):
        row = rows[f"events, {quad}"]
        assert 0.7 < row.simulated / row.observed < 1.4, row
    for what, tolerance in (
        ("share of the busiest 1 % of directions", 0.1),
        ("share of the busiest 10 % of directions", 0.08),
        ("rank correlation with the weeks before", 0.12),
        ("correlation of a week with the next", 0.1),
    ):
        assert abs(rows[what].simulated - rows[what].observed) < tolerance, rows[what]


def test_shares_of_actions_add_up(embedded: Record):
    table, _, _ = table_of(embedded)
    shares = action_shares(table, np.arange(50))
    assert shares.sum(axis=1) == pytest.approx(np.full((2, 50), 4.0))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"interventions": ()}, "nothing is done"),
        ({"horizon": 10}, "whole weeks"),
        ({"runs": 1}, "runs"),
        ({"interventions": "USA SANCTION IRN on 2022-12-01"}, "not within"),
        ({"interventions": (), "without": "FJI ASSAULT IRN"}, "no FJI ASSAULT IRN"),
    ],
)
def test_what_cannot_be_asked(embedded: Record, words: dict, says: str):
    given = {"interventions": "USA SANCTION IRN", "start": date(2022, 6, 27), **words}
    with pytest.raises(CallError, match=says):
        wp.scenario(embedded, **given)


def test_days_and_actors_outside_coverage(embedded: Record, build_record: Callable[..., Record]):
    with pytest.raises(OutsideCoverage, match="2018-01-01"):
        wp.scenario(embedded, "USA SANCTION IRN", start=date(2019, 6, 1))
    short = build_record(world(8, 5), [covered(FIRST, FIRST + timedelta(days=34))])
    with pytest.raises(OutsideCoverage, match="too few weeks"):
        wp.mechanisms(short)
