"""Strengths are found again in a simulated world, with intervals that hold them; the past alone is used."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.simulated_world import TRUTH, covered, draw, effect_covered

from westphalia.dynamics.simulation.fit import strengths
from westphalia.dynamics.simulation.likelihood import Burst, bursts, fit
from westphalia.dynamics.simulation.stable import LIMIT, growth, tamed
from westphalia.dynamics.simulation.state import MEMORY, State, World, design
from westphalia.dynamics.simulation.terms import NAMES, OWN, QUAD, TERMS, terms


def test_known_strengths_lie_within_their_intervals():
    # 200 draws of this world are in benchmarks/dynamics_scenario.py; here a few, with the luck of their seeds.
    inside, effects = [], []
    for seed in range(2):
        drawn = draw(seed)
        found = strengths(drawn.rows, refits=8, seed=seed)
        inside.append(covered(found))
        effects.append(effect_covered(drawn, found))
        assert np.abs(found.law.b[:, OWN + 1] - TRUTH[:, OWN + 1]).max() < 0.3
    assert np.mean(inside) > 0.90
    assert np.mean(effects) >= 0.75


def test_bursts_are_found_again():
    random = np.random.default_rng(1)
    mean = np.exp(random.normal(-1, 1.5, 60_000))
    burst = Burst(0.6, 0.5)
    size = burst.size(mean)
    y = random.poisson(random.gamma(size) * mean / size).astype(np.float32)
    found = bursts(y, mean, Burst())
    assert found.scale == pytest.approx(0.6, rel=0.06)
    assert found.power == pytest.approx(0.5, abs=0.05)


def test_the_fit_without_bursts_is_poisson_regression():
    random = np.random.default_rng(2)
    x = np.column_stack([np.ones(20_000), random.normal(size=20_000)]).astype(np.float32)
    y = random.poisson(np.exp(x @ [0.3, 0.5])).astype(np.float32)
    found = fit(x, y, np.zeros(2), np.full(2, 1e-6), burst=Burst(1e4, 0.0))
    # The score equations of Poisson regression: residuals are orthogonal to the columns.
    residual = y - np.exp(x @ found.b)
    assert np.abs(x.T @ residual).max() / len(y) < 1e-3
    assert found.b == pytest.approx([0.3, 0.5], abs=0.03)


def test_rows_counted_twice_are_rows_of_weight_two():
    random = np.random.default_rng(3)
    x = np.column_stack([np.ones(4000), random.normal(size=4000)]).astype(np.float32)
    y = random.poisson(np.exp(x @ [0.0, 0.4])).astype(np.float32)
    weight = random.integers(0, 3, 4000)
    twice = np.repeat(np.arange(4000), weight)
    settings = {"centre": np.zeros(2), "ridge": np.full(2, 1e-6), "burst": Burst(1.0, 0.5)}
    one = fit(x, y, weight=weight.astype(np.float32), **settings)
    other = fit(x[twice], y[twice], **settings)
    assert one.b == pytest.approx(other.b, abs=1e-3)


def test_strengths_that_would_explode_are_tamed():
    b = TRUTH.copy()
    assert tamed(b) is b
    b[:, OWN] = 1.4
    assert growth(b) > 1
    assert growth(tamed(b)) == pytest.approx(LIMIT)
    unchanged = [number for number, name in enumerate(NAMES) if number < OWN or number > 11]
    assert np.array_equal(tamed(b)[:, unchanged], b[:, unchanged])


def test_every_quad_names_its_terms_once():
    for quad in range(QUAD):
        names = [term.name for term in terms(quad)]
        assert len(set(names)) == len(names) == TERMS


def test_a_quiet_world_is_as_usual():
    first, second = (side.astype(np.int64) for side in np.triu_indices(6, 1))
    state = State(World(6, first, second, np.zeros(15)), MEMORY)
    counts = np.ones((2, QUAD, 15))
    for _ in range(200):
        state.advance(counts, np.ones(15), np.ones(15, dtype=np.bool_))
    x = design(state)
    assert np.abs(x[:, 2:12]).max() < 0.15  # the recent past is the usual one
    assert np.abs(x[:, 12:20]).max() < 0.15
    other = state.copy()
    other.advance(counts * np.array([1, 1, 1, 4])[None, :, None], np.ones(15), np.ones(15, dtype=np.bool_))
    moved = design(other) - x
    assert (moved[3, 2:6] > 0.1).all()
    assert (moved[3, NAMES.index("tension")] > 0).all() and (moved[0, NAMES.index("common pressure")] > 0).all()
