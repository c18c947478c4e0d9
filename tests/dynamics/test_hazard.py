"""The hazard's closed forms by hand, and the fit against worlds whose hazards are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.dynamics.fitting import _newton
from westphalia.dynamics.hazard import LEADS, Curve, either, leads_of, logistic, spread_of, unfitted, within


def test_within_by_hand():
    hazards = np.array([[0.5, 0.2, 0.1]])
    assert within(hazards, 1)[0] == pytest.approx(0.5)
    assert within(hazards, 2)[0] == pytest.approx(1 - 0.5 * 0.8)
    # A third week of which a quarter is asked for counts as the fourth root of staying quiet.
    assert within(hazards, 2.25)[0] == pytest.approx(1 - 0.5 * 0.8 * 0.9**0.25)


def test_leads_by_hand():
    curve = Curve(level=-1.0, slope=0.5, now=np.array([2.0]), fade=np.array([-1.0]))
    found = leads_of(curve, np.array([0.3]), np.array([[0.4]]), LEADS + 3)
    expected = 0.3 - 1.0 + 0.4 * 2.0 + np.log(2) * (0.5 - 0.4)
    assert found[0, 1] == pytest.approx(1 / (1 + np.exp(-expected)))
    assert np.all(found[0, LEADS:] == found[0, LEADS - 1])  # carried on beyond what was fitted


@settings(max_examples=60, deadline=None)
@given(
    hazards=st.lists(st.floats(0, 0.999), min_size=14, max_size=14),
    weeks=st.floats(0, 13),
    more=st.floats(0, 13),
)
def test_a_longer_horizon_is_never_less_likely(hazards: list[float], weeks: float, more: float):
    table = np.array([hazards])
    longer = min(weeks + more, 13.0)
    assert 0 <= within(table, weeks)[0] <= within(table, longer)[0] + 1e-12 <= 1 + 1e-9


@settings(max_examples=60, deadline=None)
@given(one=st.floats(0, 1), back=st.floats(0, 1), together=st.floats(0, 1))
def test_either_lies_between_the_larger_and_the_sum(one: float, back: float, together: float):
    found = float(either(np.array(one), np.array(back), together))
    assert max(one, back) - 1e-12 <= found <= min(one + back, 1) + 1e-12


def test_known_hazards_are_found_again():
    """40,000 rows whose log-odds are usual + 0.4 - 0.3 log j + 0.8 x1 - 0.5 x1 log j, and a column without effect."""
    random = np.random.default_rng(0)
    rows = 40_000
    usual = random.normal(-2.5, 0.8, rows)
    table = random.normal(size=(rows, 2))
    steps = np.log(np.arange(1, LEADS + 1))
    odds = (usual + 0.4 + 0.8 * table[:, 0])[:, None] + (-0.3 - 0.5 * table[:, 0])[:, None] * steps
    happens = random.random((rows, LEADS)) < logistic(odds)
    before = np.cumsum(happens, axis=1) - happens
    found = _newton(usual, table, happens, (before == 0).astype(float), np.full(4, 1e-6))
    assert found.level == pytest.approx(0.4, abs=0.05)
    assert found.slope == pytest.approx(-0.3, abs=0.05)
    assert found.now == pytest.approx([0.8, 0.0], abs=0.05)
    assert found.fade == pytest.approx([-0.5, 0.0], abs=0.05)


def test_the_interval_widens_where_less_was_seen():
    fit = unfitted("ASSAULT", 3)
    few, many = (spread_of(fit, np.array([0.3]), np.array([seen]), 4).interval(4) for seen in (0.0, 50.0))
    assert few[0] < many[0] < 0.3 < many[1] < few[1]
    assert spread_of(fit, np.array([0.3]), np.array([5.0]), 4).probability(1)[0] == pytest.approx(1 - 0.7**0.25)
