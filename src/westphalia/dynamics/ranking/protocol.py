"""How ranks are counted: time-aware filter, ties at the mean of best and worst, strata, scores with intervals.

A query is (s, r, ?) on a day, or (?, r, o), which is asked as (o, r inverted, ?). The rank of an answer is among all
entities but the other true answers of that query on that day. Nothing but this module sees a day's answers before
they are ranked.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.ranking.compiled import compiled
from westphalia.dynamics.ranking.past import Floats, Index, Ints, Past
from westphalia.dynamics.ranking.retrieve import Found

STRATA = ("recurrent", "met under another relation", "two hops", "farther or new")
DRAWS = 1000
_RECENCY = 0.1  # the floor: 2 ** (-_RECENCY * days since), Gastinger et al. (2024)
_STRICT = 0.999  # … weighed against how often o stands with r

Doubles = NDArray[np.float64]


def among(found: Found, score: Floats, ptr: Ints) -> Doubles:
    """The rank of every answer, given the scores of the candidates (Q, k)."""
    ranks = np.zeros(len(found.place), dtype=np.float64)
    _among(found.who, score, ptr, found.place, found.above, found.equal, ranks)
    return ranks


@compiled
def _among(who: Ints, score: Floats, ptr: Ints, place: Ints, above: Ints, equal: Ints, ranks: Doubles) -> None:
    k = who.shape[1]
    true = np.zeros(k, dtype=np.int8)
    for q in range(who.shape[0]):
        true[:] = 0
        for i in range(ptr[q], ptr[q + 1]):
            if place[i] >= 0:
                true[place[i]] = 1
        for i in range(ptr[q], ptr[q + 1]):
            more, same = 0, 0
            for j in range(k):
                if who[q, j] < 0:
                    break
                if true[j]:
                    continue
                if place[i] < 0 or score[q, j] > score[q, place[i]]:
                    more += 1
                elif score[q, j] == score[q, place[i]]:
                    same += 1
            if place[i] < 0:
                more += above[i]
                same = equal[i]
            ranks[i] = 1 + more + same / 2


@compiled
def floor_and_stratum(
    made: Index, past: Past, s: Ints, r: Ints, ptr: Ints, answer: Ints, triple: Ints, day: int
) -> tuple[Doubles, Ints]:
    """Of every answer: its rank by recency and frequency alone, and its stratum (position in `STRATA`)."""
    entities = past.e_last.shape[0]
    half = made.key_of.shape[1] // 2
    ranks = np.zeros(answer.shape[0], dtype=np.float64)
    stratum = np.zeros(answer.shape[0], dtype=np.int32)
    value = np.zeros(entities, dtype=np.float64)
    true = np.zeros(entities, dtype=np.int8)
    for q in range(s.shape[0]):
        a, rel = s[q], r[q]
        back = rel + half if rel < half else rel - half
        all_of = 1e-9
        for i in range(made.of_rel_ptr[back], made.of_rel_ptr[back + 1]):
            all_of += past.k_n[made.of_rel[i]]
        for i in range(made.of_rel_ptr[back], made.of_rel_ptr[back + 1]):
            value[made.key_s[made.of_rel[i]]] = (1 - _STRICT) * past.k_n[made.of_rel[i]] / all_of
        key = made.key_of[a, rel]
        if key >= 0:
            for one in range(made.key_ptr[key], made.key_ptr[key + 1]):
                if past.t_last[one] >= 0:
                    value[made.triple_o[one]] += _STRICT * 2.0 ** (-_RECENCY * (day - past.t_last[one]))
        for i in range(ptr[q], ptr[q + 1]):
            true[answer[i]] = 1
        for i in range(ptr[q], ptr[q + 1]):
            o = answer[i]
            more, same = 0, 0
            for e in range(entities):
                if true[e] == 0:
                    if value[e] > value[o]:
                        more += 1
                    elif value[e] == value[o]:
                        same += 1
            ranks[i] = 1 + more + same / 2
            if past.t_last[triple[i]] >= 0:
                stratum[i] = 0
            elif past.p_last[made.triple_pair[triple[i]]] >= 0:
                stratum[i] = 1
            else:
                stratum[i] = 3
                x, y = made.pair_ptr[a], made.pair_ptr[o]
                while x < made.pair_ptr[a + 1] and y < made.pair_ptr[o + 1]:
                    if past.p_last[x] < 0 or made.pair_o[x] < made.pair_o[y]:
                        x += 1
                    elif past.p_last[y] < 0 or made.pair_o[y] < made.pair_o[x]:
                        y += 1
                    else:
                        stratum[i] = 2
                        break
        for i in range(ptr[q], ptr[q + 1]):
            true[answer[i]] = 0
        for i in range(made.of_rel_ptr[back], made.of_rel_ptr[back + 1]):
            value[made.key_s[made.of_rel[i]]] = 0
        if key >= 0:
            for one in range(made.key_ptr[key], made.key_ptr[key + 1]):
                value[made.triple_o[one]] = 0
    return ranks, stratum


def scores(ranks: Doubles) -> dict[str, Any]:
    """MRR and Hits as shares, and how many ranks.

    >>> scores(np.array([1.0, 2.0, 20.0]))
    {'n': 3, 'mrr': 0.5167, 'hits1': 0.3333, 'hits3': 0.6667, 'hits10': 0.6667}
    """
    if not len(ranks):
        return {"n": 0, "mrr": None, "hits1": None, "hits3": None, "hits10": None}
    found: dict[str, Any] = {"n": len(ranks), "mrr": round(float(np.mean(1 / ranks)), 4)}
    return found | {f"hits{k}": round(float(np.mean(ranks <= k)), 4) for k in (1, 3, 10)}


def interval(ranks: Doubles, day: Ints, seed: int, other: Doubles | None = None) -> tuple[float, float] | None:
    """A 95 % interval of the MRR (or of its difference to `other`) by drawing whole days (block bootstrap); None for
    fewer than 5 days."""
    _, which = np.unique(day, return_inverse=True)
    many = int(which.max(initial=-1)) + 1
    if many < 5:
        return None
    gain = 1 / ranks if other is None else 1 / ranks - 1 / other
    sums, counts = np.bincount(which, gain, minlength=many), np.bincount(which, minlength=many)
    drawn = np.random.default_rng(seed).multinomial(many, np.full(many, 1 / many), size=DRAWS)
    low, high = np.quantile((drawn @ sums) / (drawn @ counts), [0.025, 0.975])
    return round(float(low), 4), round(float(high), 4)
