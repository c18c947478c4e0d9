"""What strengths mean in words: by how much one more event multiplies the expected count of another.

A strength is an elasticity or worse, which nobody can read. So a standard pair is looked at: both directions do each
quad as often as `USUAL` says, nothing unusual has happened, and then in one week one event more of quad k is done by A
to B. The expected count of the week after, of quad q by B to A (or by A to B again), is multiplied by exp(sum of b dx).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.simulation.fit import Strengths
from westphalia.dynamics.simulation.state import Memory, bounded
from westphalia.dynamics.simulation.terms import (
    BACK,
    BACK_WEEK,
    CONTACT,
    CROSS,
    CROSS_BACK,
    OWN,
    OWN_WEEK,
    QUAD,
    others,
)
from westphalia.dynamics.simulation.terms import TERMS as COLUMNS
from westphalia.dynamics.weeks import QUADS, Floats

USUAL = (0.4, 0.02, 0.1, 0.1)  # events a week of each quad in each direction of the standard pair


@dataclass(frozen=True)
class Reaction:
    """One more event of `cause` by A to B multiplies the expected count, in the week after, of `effect` by `factor`.

    `returned`: the effect is what B does to A; else what A does to B again. `low` to `high`: 95 % interval.
    """

    cause: str
    effect: str
    returned: bool
    factor: float
    low: float
    high: float

    @property
    def words(self) -> str:
        """The reaction as a sentence."""
        whom = "B to A" if self.returned else "A to B again"
        return (
            f"one event of {self.cause} from A to B multiplies the expected count of {self.effect} from {whom} by "
            f"{self.factor:.2f} [{self.low:.2f}, {self.high:.2f}]"
        )


def reactions(found: Strengths) -> tuple[Reaction, ...]:
    """Of every quad on every quad, in return and again, for the standard pair."""
    rows = []
    for returned in (True, False):
        for cause in range(QUAD):
            for effect in range(QUAD):
                x = shift(cause, effect, returned, found.law.memory)
                mean = float(x @ found.law.b[effect])
                drawn = found.refits[:, effect] @ x
                wide = (
                    1.96 * float(drawn.std(ddof=1)) if len(drawn) > 2 else float(np.abs(x) @ (2 * found.error[effect]))
                )
                factors = (float(np.exp(part)) for part in (mean, mean - wide, mean + wide))
                rows.append(Reaction(QUADS[cause], QUADS[effect], returned, *factors))
    return tuple(rows)


def shift(cause: int, effect: int, returned: bool, memory: Memory) -> Floats:
    """By how much one event more moves each number x of the effect's terms: (terms,)."""
    usual = np.array(USUAL)
    seen_mid, seen_short = (1 / (1 - 2 ** (-1 / life)) for life in (memory.recent, memory.week))
    recent, week = usual.copy(), usual.copy()
    recent[cause] += 1 / (seen_mid + memory.worth_recent)
    added = (1 + memory.worth_week / (seen_mid + memory.worth_recent)) / (seen_short + memory.worth_week)
    week[cause] += added
    log_usual, log_recent, log_week = (np.log(rate + memory.floor) for rate in (usual, recent, week))
    lately, last = (log_recent - log_usual)[cause], (log_week - log_recent)[cause]
    x = np.zeros(COLUMNS)
    if cause == effect:
        x[BACK if returned else OWN], x[BACK_WEEK if returned else OWN_WEEK] = lately, last
    else:
        x[(CROSS_BACK if returned else CROSS) + others(effect).index(cause)] = lately + last
    total = 2 * usual.sum()
    x[CONTACT] = bounded(np.array(total + recent[cause] - usual[cause]), np.array(total), memory.faint)
    return x
