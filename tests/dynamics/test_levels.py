"""Windows of different sources: earlier ones are brought to the level of the current one, not added up as they are."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from tests.dynamics.conftest import FIRST, Row, covered, table, world

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.levels import kept
from westphalia.dynamics.rates import rates, tally
from westphalia.dynamics.weeks import build

QUADS = kinds_of()


def test_the_same_sources_count_in_full():
    rows = world(3, 20)
    late = FIRST + timedelta(days=200)
    coverage = [covered(FIRST, FIRST + timedelta(days=69)), covered(late, late + timedelta(days=69))]
    weeks = build(table(rows), coverage, QUADS)
    assert np.all(kept(weeks, weeks.quads, len(weeks.ends) - 1, 100.0) == 1)


def test_by_hand():
    # One week of four events from a source, then one week of one event from another. Shrunken by one event:
    # W = (1 + 1) / (4 + 1) = 0.4, and each ratio is (1 + 0.4) / (4 + 1) = 0.28: r = 0.4 * 0.7 * 0.7 * 0.7.
    rows: list[Row] = [(FIRST, "RUS", "IRN", "AID", 4.0), (FIRST + timedelta(days=7), "RUS", "IRN", "AID", 1.0)]
    end = FIRST + timedelta(days=6)
    coverage = [covered(FIRST, end), covered(end + timedelta(days=1), end + timedelta(days=7), origin="other")]
    weeks = build(table(rows), coverage, QUADS)
    r = 0.4 * 0.7**3
    assert list(kept(weeks, weeks.quads, 1, 1.0)) == pytest.approx([1 - (1 - r) ** 4, 1.0])


def test_events_are_never_added():
    rows: list[Row] = [(FIRST, "RUS", "IRN", "AID", 1.0), (FIRST + timedelta(days=7), "RUS", "IRN", "AID", 9.0)]
    end = FIRST + timedelta(days=6)
    coverage = [covered(FIRST, end), covered(end + timedelta(days=1), end + timedelta(days=7), origin="other")]
    weeks = build(table(rows), coverage, QUADS)
    assert list(kept(weeks, weeks.quads, 1, 1.0)) == [1, 1]


def test_a_source_that_keeps_a_third_is_not_promised_all():
    """Rates stay the same, but the second source keeps each event with probability 1/3."""
    random = np.random.default_rng(5)
    start = FIRST + timedelta(days=7 * 40)
    thin = [row for row in world(4, 60, actors=12) if row[0] < start or random.random() < 1 / 3]
    coverage = [
        covered(FIRST, start - timedelta(days=1)),
        covered(start, FIRST + timedelta(days=7 * 60 - 1), origin="other"),
    ]
    weeks = build(table(thin), coverage, QUADS)
    at = 51  # twelve weeks of the second source are known
    happened = np.zeros((weeks.pairs, 4))
    inside = (weeks.kinds.week > at) & (weeks.kinds.week <= at + 4)
    happened[weeks.kinds.pair[inside], weeks.kinds.kind[inside]] = 1
    said = {level: rates(weeks, tally(weeks, at, level=level)).probability(4) for level in (100.0, None)}
    assert said[100.0].sum() == pytest.approx(happened.sum(), rel=0.12)
    assert said[None].sum() > 1.15 * happened.sum()
