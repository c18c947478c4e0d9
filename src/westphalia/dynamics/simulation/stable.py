"""Why the simulated world cannot explode, and what is done with strengths under which it could.

What third actors, the two elsewhere and the world add to the logarithm of an expected count is bounded (`terms`), and
so is the last week relative to the recent past: an event of the last week is also one of the recent past. What is left
are the pair's own recent rates. If all rates of quad k are K^(u_k) times their usual ones, the logarithms of the
expected counts of the next week are at most a constant plus log K times

    (B u)_q = sum over k of B_qk u_k,     B_qk = positive parts of the strengths of own and return events of quad k

so that rates come back from any height where the largest eigenvalue of B, a matrix without negative entries, is below 1
(Perron and Frobenius; for log-linear counts Fokianos & Tjøstheim 2011). That bounds the height, not how high it is: so
strengths are brought down to `LIMIT`, and no direction is ever expected to do more of a quad in a week than twice the
most that the record counts.
"""

from __future__ import annotations

import numpy as np

from westphalia.dynamics.simulation.terms import BACK, CROSS, CROSS_BACK, OWN, QUAD, others
from westphalia.dynamics.weeks import Floats

LIMIT = 0.9


def growth(b: Floats) -> float:
    """The largest eigenvalue of B for strengths `b` (quads, terms): below 1, every excess dies out.

    >>> b = np.zeros((4, 24))
    >>> b[:, OWN] = 0.5
    >>> b[3, CROSS + 2] = b[2, CROSS + 2] = 0.3  # each kind of conflict leads to the other
    >>> round(growth(b), 3)
    0.8
    """
    return float(np.abs(np.linalg.eigvals(matrix(b))).max())


def matrix(b: Floats) -> Floats:
    """B: how strongly recent events of quad k (columns) raise the expected count of quad q (rows), at most."""
    found = np.zeros((QUAD, QUAD))
    for quad in range(QUAD):
        found[quad, quad] = max(b[quad, OWN], 0.0) + max(b[quad, BACK], 0.0)
        for number, other in enumerate(others(quad)):
            found[quad, other] = max(b[quad, CROSS + number], 0.0) + max(b[quad, CROSS_BACK + number], 0.0)
    return found


def tamed(b: Floats, limit: float = LIMIT) -> Floats:
    """`b`, with the pair's own strengths brought down in proportion where the largest eigenvalue is above `limit`."""
    now = growth(b)
    if now <= limit:
        return b
    out = b.copy()
    out[:, OWN : CROSS_BACK + QUAD - 1] *= limit / now
    return out
