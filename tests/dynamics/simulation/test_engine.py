"""The engine is the model, runs the same world from the same seed, and never explodes."""

from __future__ import annotations

import numpy as np
import pytest
from benchmarks.simulated_world import BURSTS, TRUTH, draw

from westphalia.dynamics.simulation import engine, expect, happen
from westphalia.dynamics.simulation.fast import check
from westphalia.dynamics.simulation.play import Forced, alone, play
from westphalia.dynamics.simulation.stable import tamed
from westphalia.dynamics.simulation.state import MEMORY, State, design
from westphalia.dynamics.simulation.terms import NAMES, OWN, QUAD
from westphalia.dynamics.simulation.world import Law, law_of, now_of, start_of


@pytest.fixture(scope="module")
def state() -> State:
    return draw(0).state


LAW = Law(TRUTH, BURSTS, np.array([0.8, 0.1, 0.0, 0.1]), 0.1, MEMORY)


def agree(state: State) -> np.ndarray:
    return np.full(state.world.pairs, 0.2)


def intensity(state: State, now: tuple, law: Law = LAW) -> np.ndarray:
    lam = np.empty((2 * QUAD, state.world.pairs), dtype=np.float32)
    start, rules = start_of(state, law.b, agree(state)), law_of(law, state, 2)
    people = expect.actors(start, now, rules, 0)
    path = np.array([people[3]], dtype=np.float32)
    expect.intensity(start, now, rules, 0, people, path, 1.0, lam, engine.room_of(state.world.pairs)[0])
    return lam


def expected(state: State, b: np.ndarray = TRUTH) -> np.ndarray:
    return np.exp(np.einsum("qt,qtsp->sqp", b, design(state))).reshape(2 * QUAD, -1)


def test_the_engine_expects_what_the_design_says(state: State):
    assert intensity(state, now_of(state)) == pytest.approx(expected(state), rel=2e-5)


def test_after_events_too(state: State):
    """What is updated event by event is what the state works out anew; the usual stays as it was."""
    other = state.copy()
    now = now_of(state)
    start = start_of(state, TRUTH, agree(state))
    random = np.random.default_rng(4)
    for _ in range(40):
        cell, pair, n = int(random.integers(8)), int(random.integers(state.world.pairs)), float(random.integers(1, 4))
        happen.add(start, now, cell, pair, n, 1.0 if cell % 4 == 0 else 0.0)
        other.mid[cell // 4, cell % 4, pair] += n
        other.short[cell // 4, cell % 4, pair] += n
        other.agreed[pair] += 1.0 if cell % 4 == 0 else 0.0
    assert intensity(state, now) == pytest.approx(expected(other), rel=5e-5)


def test_the_same_seed_is_the_same_world_on_any_number_of_threads(state: State):
    found = [
        play(state, state, agree(state), LAW, [Forced(-1, 3, 0, 1.0)], weeks=3, runs=20, seed=seed, threads=threads)
        for seed, threads in ((1, 1), (1, 2), (2, 1))
    ]
    assert np.array_equal(found[0].difference, found[1].difference)
    assert np.array_equal(found[0].weekly, found[1].weekly)
    assert not np.array_equal(found[0].weekly, found[2].weekly)


def test_without_an_intervention_nothing_differs(state: State):
    found = play(state, state.copy(), agree(state), LAW, weeks=4, runs=20)
    assert not found.difference.any()
    assert np.array_equal(found.weekly[0], found.weekly[1])


def test_an_intervention_moves_what_reacts_and_the_ways_add_up(state: State):
    watch = [(cell, 0) for cell in range(8)]
    found = play(state, state, agree(state), LAW, [Forced(-1, 3, 0, 3.0)], weeks=3, runs=64, watch=watch)
    assert found.difference[3, 0] > 0 and found.difference[7, 0] > 0 and found.difference[4, 0] < 0
    moved = (found.rates[1] - found.rates[0]).mean(axis=0)
    assert found.ways.sum(axis=2) == pytest.approx(moved, rel=1e-3, abs=1e-4)
    assert found.difference[:, 0] == pytest.approx(moved.sum(axis=0), rel=1e-4, abs=1e-5)


def test_what_is_not_moved_is_spared_without_a_digit_changed(state: State):
    """Worked out where it can differ only, or everywhere: the same."""
    law = Law(TRUTH + 0.01, BURSTS, np.array([0.8, 0.1, 0.0, 0.1]), 0.1, MEMORY)
    deed = [Forced(-1, 3, 0, 2.0), Forced(1, 4, 30, 1.0, 1.0)]
    asked = {"weeks": 5, "runs": 20, "watch": [(3, 0), (7, 0)]}
    spared = play(state, state, agree(state), law, deed, **asked)
    everywhere = play(state, state.copy(), agree(state), law, deed, **asked)
    assert np.array_equal(spared.weekly, everywhere.weekly)
    assert np.array_equal(spared.events, everywhere.events)
    assert spared.difference == pytest.approx(everywhere.difference, abs=1e-4)


def test_an_intervention_has_no_effect_through_the_world(state: State):
    """A world whose only reactions are to its tension and volume does not react."""
    b = np.zeros_like(TRUTH)
    b[:, 1] = 1.0
    b[:, NAMES.index("tension")] = b[:, NAMES.index("volume")] = 1.0
    law = Law(b, BURSTS, np.zeros(QUAD), 0.0, MEMORY)
    found = play(state, state.copy(), agree(state), law, [Forced(-1, 3, 0, 50.0)], weeks=4, runs=20)
    assert not found.difference.any()
    assert found.expected[0].sum() != pytest.approx(expected(state, b).sum() * 4, rel=1e-3)  # they do move the world


def test_a_world_of_another_size_is_pulled_back(state: State):
    """Only a shock that moves the whole world's volume by more than a tenth is felt by strangers, as less of all."""
    b = np.zeros_like(TRUTH)
    b[:, 1] = 1.0
    b[:, NAMES.index("volume")] = -1.0
    law = Law(b, BURSTS, np.zeros(QUAD), 0.0, MEMORY)
    found = play(state, state, agree(state), law, [Forced(-1, 3, 0, 1e5)], weeks=2, runs=20, watch=[(0, 90)])
    assert (found.difference < 0).all()
    assert (found.rates[1] < 0.5 * found.rates[0]).all()
    assert found.ways.sum() == pytest.approx((found.rates[1] - found.rates[0]).mean(axis=0).sum(), rel=1e-3)


def test_what_happens_within_the_horizon_matters_only_after(state: State):
    watch = [(7, 0)]
    found = play(state, state, agree(state), LAW, [Forced(1, 3, 0, 5.0)], weeks=4, runs=32, watch=watch)
    moved = (found.rates[1] - found.rates[0])[:, :, 0].mean(axis=0)
    assert not moved[:2].any() and moved[2] > 0


def test_events_have_the_distribution_they_should():
    """Frequencies of a negative binomial of size scale * mean^power, by scipy."""
    from scipy.stats import nbinom

    for mean in (0.02, 0.7, 6.0):
        size = 0.5 * mean**0.7
        u = (np.arange(4000) + 0.5) / 4000
        counts = np.array([happen._count(one, np.float32(mean), 0.5, 0.7) for one in u])
        for n in (0, 1, 5):
            assert (counts <= n).mean() == pytest.approx(nbinom.cdf(n, size, size / (size + mean)), abs=6e-4)


def test_random_bits_are_even_and_not_alike():
    keys = [engine.key_of(seed, run, week) for seed in range(3) for run in range(30) for week in range(10)]
    assert len(set(keys)) == len(keys)


def test_fast_functions_are_right():
    x = np.linspace(0.001, 60, 5000).astype(np.float32)
    logs, powers = check(x)
    assert logs == pytest.approx(np.log(x), abs=2e-6)
    assert powers == pytest.approx(np.exp(x.astype(np.float64)), rel=1e-5)


def test_it_never_explodes(state: State):
    """Strengths at the edge of what is let through, and a shock beyond all experience: a bound holds."""
    b = TRUTH.copy()
    b[:, OWN] = 1.2
    b[2, 8] = b[3, 8] = 0.6
    law = Law(tamed(b), BURSTS, np.zeros(QUAD), 0.0, MEMORY, most=300.0)
    shock = [Forced(-1, cell, pair, 500.0) for cell in (3, 7) for pair in range(20)]
    found = play(state, state, agree(state), law, shock, weeks=26, runs=4, watch=[(3, 0), (7, 0)])
    assert found.rates.max() <= 300.1
    alone = found.weekly[0].sum(axis=2).mean(axis=0)
    assert alone[-8:].mean() < 1.6 * alone[:8].mean()


def test_left_alone_counts_add_up_to_the_same_run(state: State):
    counts = alone(state, agree(state), LAW, weeks=3, runs=2)
    found = play(state, state, agree(state), LAW, weeks=3, runs=2, worlds=1)
    assert np.array_equal(counts.sum(axis=(2, 3)), found.weekly[0].sum(axis=2))
