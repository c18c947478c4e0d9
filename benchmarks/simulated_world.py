"""A world of known strengths: are they found again, and is the effect of an intervention?

Sixteen actors of different activity; for half a year counts are drawn around constant rates, and then for 90 weeks
by the model itself with the strengths `TRUTH`. From the counts alone strengths and intervals are estimated, and the
effect of an intervention that the true strengths imply is compared with the interval of the estimated one.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.simulation.fit import Sample, Strengths, strengths
from westphalia.dynamics.simulation.likelihood import Burst
from westphalia.dynamics.simulation.play import Forced, play
from westphalia.dynamics.simulation.state import MEMORY, State, World, design
from westphalia.dynamics.simulation.terms import NAMES, QUAD, TERMS
from westphalia.dynamics.simulation.world import Law
from westphalia.dynamics.weeks import Floats

ACTORS, BEFORE, WEEKS = 16, 26, 90
AHEAD, RUNS, REFITS, REFIT_RUNS = 6, 400, 20, 60
DEED = Forced(-1, 3, 0, 3.0)  # three events of material conflict, by the first actor to the second


def truth() -> Floats:
    """The true strengths: (quads, terms)."""
    b = np.zeros((QUAD, TERMS))
    base = {
        "constant": -0.25, "usual": 0.75, "own lately": 0.2, "own last week": 0.3, "return lately": 0.1,
        "return last week": 0.2, "common pressure": 0.1, "common friend": 0.05, "enemy of friend": 0.1,
        "actor elsewhere": 0.15, "others likewise": 0.15, "activity": 0.1, "votes": 0.2, "agreements": 0.1,
        "contact": 0.2, "usual, busy": 0.3,
    }  # fmt: skip
    for name, value in base.items():
        b[:, NAMES.index(name)] = value
    b[2, 8], b[3, 8], b[3, 11], b[2, 11] = 0.15, 0.25, 0.15, 0.2  # each conflict leads to the other, also in return
    b[0, 10], b[0, 11] = -0.1, -0.15  # conflict in return costs talk
    return b


TRUTH = truth()
BURSTS = tuple(Burst(1.0, 0.7) for _ in range(QUAD))


@dataclass(frozen=True, eq=False)
class Drawn:
    """Rows for a fit, and the state at the end."""

    rows: Sample
    state: State


def draw(seed: int) -> Drawn:
    """One world."""
    random = np.random.default_rng(seed)
    first, second = (side.astype(np.int64) for side in np.triu_indices(ACTORS, 1))
    world = World(ACTORS, first, second, random.normal(0, 0.3, len(first)))
    state = State(world, MEMORY)
    active = random.gamma(1.5, 0.5, ACTORS)
    level = np.array([1.0, 0.3, 0.6, 0.6])
    rates = level[None, :, None] * (active[first] * active[second] * random.gamma(2.0, 0.5, len(first)))[None, None, :]
    rates = np.broadcast_to(rates, (2, QUAD, world.pairs)) + 0.02
    covered = np.ones(world.pairs, dtype=np.bool_)
    x: list[list[Floats]] = [[] for _ in range(QUAD)]
    y: list[list[Floats]] = [[] for _ in range(QUAD)]
    for week in range(BEFORE + WEEKS):
        if week >= BEFORE:
            numbers = design(state)
            rates = np.exp(np.minimum(np.einsum("qt,qtsp->sqp", TRUTH, numbers), 5.0))
        size = np.stack([one.size(rates[:, quad]) for quad, one in enumerate(BURSTS)], axis=1)
        counts = random.poisson(random.gamma(size) * rates / size).astype(np.float64)
        if week >= BEFORE:
            for quad in range(QUAD):
                x[quad].append(numbers[quad].reshape(TERMS, -1).T.astype(np.float32))
                y[quad].append(counts[:, quad].ravel().astype(np.float32))
        state.advance(counts, random.binomial(counts[:, 0].sum(axis=0).astype(np.int64), 0.2).astype(float), covered)
    rows = Sample(
        [np.concatenate(part) for part in x],
        [np.concatenate(part) for part in y],
        np.repeat(np.arange(WEEKS), 2 * world.pairs),
        np.tile(np.arange(world.pairs), 2 * WEEKS),
    )
    return Drawn(rows, state)


def effect(state: State, b: Floats, runs: int) -> tuple[Floats, Floats]:
    """What the deed adds to what the second actor does to the first, by quad, and the noise of it."""
    law = Law(b, BURSTS, np.zeros(QUAD), 0.0, MEMORY)
    agree = np.full(state.world.pairs, 0.2)
    found = play(state, state, agree, law, [DEED], weeks=AHEAD, runs=runs, seed=1)
    return found.difference[QUAD:, 0], found.noise[QUAD:, 0]


def covered(found: Strengths) -> Floats:
    """Whether each strength's interval holds the true one."""
    return np.asarray((found.low <= TRUTH) & (found.high >= TRUTH), dtype=np.float64)


def effect_covered(drawn: Drawn, found: Strengths) -> Floats:
    """Whether each quad's interval of the effect, over refits, holds the true one."""
    from scipy.stats import t

    real, _ = effect(drawn.state, TRUTH, RUNS)
    mine, _ = effect(drawn.state, found.law.b, RUNS)
    again = [effect(drawn.state, b, REFIT_RUNS) for b in found.refits]
    values = np.stack([one for one, _ in again])
    noise = np.mean([part**2 for _, part in again], axis=0)
    wide = t.ppf(0.975, len(values) - 1) * np.sqrt(np.maximum(values.var(axis=0, ddof=1) - noise, 0.0))
    return np.asarray(np.abs(mine - real) <= wide, dtype=np.float64)


def recover(draws: int, first: int = 0) -> tuple[float, float]:
    """How often intervals hold the truth: of the strengths, and of the intervention's effect."""
    start = time.perf_counter()
    inside, effects = [], []
    for seed in range(first, first + draws):
        drawn = draw(seed)
        found = strengths(drawn.rows, refits=REFITS, seed=seed)
        inside.append(covered(found))
        effects.append(effect_covered(drawn, found))
        if (seed - first) % 20 == 19:
            print(
                f"{seed - first + 1} draws: strengths {np.mean(inside):.4f}, effects {np.mean(effects):.4f}", flush=True
            )
    share = np.mean(inside, axis=0)
    every = draws * QUAD * TERMS
    print(f"\nseeds {first} to {first + draws - 1}, {time.perf_counter() - start:.0f} s")
    print(f"95 % intervals hold the true strength in {100 * np.mean(inside):.1f} % of {every:,} cases")
    print("by term, over quads and draws:")
    for number, name in enumerate(NAMES):
        print(f"  {name:26} {100 * share[:, number].mean():5.1f} %")
    for quad, value in enumerate(np.mean(effects, axis=0)):
        print(f"effect of the intervention on quad {quad + 1} in return: held in {100 * value:.1f} % of {draws} draws")
    return float(np.mean(inside)), float(np.mean(effects))
