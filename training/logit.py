"""A conditional logit (McFadden 1974) with a ridge, fitted to choices among several or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from westphalia.reading.choice import Row, Weights


@dataclass(frozen=True)
class Case:
    """One choice: the features of each who could be chosen, those of nobody, and how much the case counts.

    `right` says who would be right; where it is none of them, nobody is.
    """

    features: Sequence[Row]
    nobody: Row
    right: Sequence[bool]
    weight: float = 1.0


def fit(cases: Sequence[Case], ridge: float) -> Weights:
    """The weights of those who could be chosen and of nobody, of whose features the first is a constant.

    The log-likelihood of a case is that of any of the right ones being chosen; `ridge` times the squares of all weights
    but the constant's is taken off.

    >>> rows = [Case([(1.0,), (0.0,)], (1.0,), [True, False])] * 3 + [Case([(1.0,), (0.0,)], (1.0,), [False, True])]
    >>> fit(rows, ridge=0.001)[0]  # odds of three to one: ln 3 = 1.10
    (1.1,)
    """
    most, width = max(len(case.features) for case in cases), len(cases[0].features[0])
    x, absent = np.zeros((len(cases), most, width)), np.full((len(cases), most), -1e9)
    right = np.zeros((len(cases), most + 1))
    for k, case in enumerate(cases):
        x[k, : len(case.features)], absent[k, : len(case.features)] = case.features, 0
        right[k, : len(case.right)] = case.right
        right[k, -1] = not any(case.right)
    nobody = np.array([case.nobody for case in cases])
    weight = np.array([case.weight for case in cases])

    def cost(w: np.ndarray) -> float:
        utility = np.concatenate([x @ w[:width] + absent, (nobody @ w[width:])[:, None]], 1)
        utility -= utility.max(1, keepdims=True)
        shares = np.exp(utility) / np.exp(utility).sum(1, keepdims=True)
        slopes = (w[:width] ** 2).sum() + (w[width + 1 :] ** 2).sum()
        return float(-(weight * np.log((shares * right).sum(1).clip(1e-12))).sum() + ridge * slopes)

    found = [round(float(value), 2) for value in minimize(cost, np.zeros(width + nobody.shape[1])).x]
    return tuple(found[:width]), tuple(found[width:])
