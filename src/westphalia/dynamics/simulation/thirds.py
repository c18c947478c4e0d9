"""Sums over third actors of every pair: a few rows against each other, which needs no product of whole matrices.

Compiled by numba, on one thread: a product of small matrices in a library of many threads waits, on a busy machine, a
hundred times as long as it takes.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np


@nb.njit(cache=True, fastmath=True)
def sums(received: Any, friendly: Any, first: Any, second: Any) -> Any:
    """Common pressure, common friend, and the enemy of a friend each way: (4, pairs).

    `received` (actors, actors): hostility that the row's actor meets with from the column's; `friendly`: cooperation.
    """
    out = np.empty((4, len(first)), dtype=np.float32)
    for d in range(len(first)):
        one, other = first[d], second[d]
        pressure, friend, there, here = np.float32(0.0), np.float32(0.0), np.float32(0.0), np.float32(0.0)
        for x in range(received.shape[1]):
            pressure += received[one, x] * received[other, x]
            friend += friendly[one, x] * friendly[other, x]
            there += friendly[one, x] * received[other, x]
            here += friendly[other, x] * received[one, x]
        out[0, d], out[1, d], out[2, d], out[3, d] = pressure, friend, there, here
    return out
