"""Boosted trees on top of the rules: a softmax over each query's candidates that starts from the rules' score.

LightGBM (Ke et al. 2017) with an objective of our own. Each true answer is set against the query's other candidates;
candidates that were drawn stand for `weight` of their like. The Newton step is bounded by taking |gradient| for the
second derivative. Contributions of columns are exact (TreeSHAP; Lundberg et al. 2020).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.ranking.columns import COLUMNS, RELATION
from westphalia.dynamics.ranking.compiled import compiled
from westphalia.dynamics.ranking.past import Floats

Doubles = NDArray[np.float64]


@compiled
def _softmax_gradient(f: Doubles, y: Floats, ptr: NDArray[np.int64], w: Floats) -> tuple[Floats, Floats]:
    g = np.zeros(f.shape[0], dtype=np.float32)
    h = np.zeros(f.shape[0], dtype=np.float32)
    for i in range(ptr.shape[0] - 1):
        a, b = ptr[i], ptr[i + 1]
        top = f[a:b].max()
        rest = 0.0
        for j in range(a, b):
            if y[j] == 0:
                rest += w[j] * np.exp(f[j] - top)
        shared = 0.0
        for j in range(a, b):
            if y[j] > 0:
                e = np.exp(f[j] - top)
                g[j] = -rest / (e + rest + 1e-30)
                h[j] = max(-g[j], 1e-6)
                shared += 1.0 / (e + rest + 1e-30)
        for j in range(a, b):
            if y[j] == 0:
                g[j] = w[j] * np.exp(f[j] - top) * shared
                h[j] = max(g[j], 1e-6)
    return g, h


def grow(
    table: list[Floats], y: Floats, sizes: NDArray[np.int64], w: Floats, start: Doubles, *,
    trees: int, rate: float, leaves: int, seeds: tuple[int, ...], threads: int = 1, **more: Any,
) -> list[Any]:  # fmt: skip
    """One booster per seed. `table` holds the rows of columns, query after query (`sizes`), and is
    emptied on the way; `y` 1 for true answers; `start` the
    scores that the trees add to."""
    import lightgbm as lgb

    names = [f"c{i}" for i in range(len(COLUMNS))]
    data = lgb.Dataset(
        table.pop(), label=y, init_score=start, feature_name=names, categorical_feature=[names[RELATION]],
        params={"max_bin": 127, "verbose": -1, "num_threads": threads, "bin_construct_sample_cnt": 100_000,
                "data_random_seed": 1},
        free_raw_data=True,
    ).construct()  # fmt: skip
    ptr = np.append(0, np.cumsum(sizes)).astype(np.int64)
    grown = []
    for seed in seeds:
        settings = {
            "objective": lambda f, _: _softmax_gradient(f, y, ptr, w),
            "learning_rate": rate, "num_leaves": leaves, "min_data_in_leaf": 100, "feature_fraction": 0.5,
            "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 10.0, "min_sum_hessian_in_leaf": 5.0,
            "cat_smooth": 20.0, "cat_l2": 20.0, "max_bin": 127, "num_threads": threads, "seed": seed,
            "deterministic": True, "force_col_wise": True, "verbose": -1,
        } | more  # fmt: skip
        grown.append(lgb.train(settings, data, num_boost_round=trees))
    return grown
