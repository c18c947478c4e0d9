"""Rules with their decay: «r' between s and o lately makes r between s and o likely», as an additive model.

The score of a candidate o for (s, r, ?) is a sum of

    weight[r, r', b] + usual[kind, b] + own[r, kind, b]
                            for every relation r' that s and o had before, b the class of days since the last time,
                            and kind what r' is to r (`KINDS`)
    often[..., n]           how often s did r to o, how often of late, how often the two met
    slope[r] * log p        p the mixture of `retrieve`

and the scores of a query's candidates go through a softmax. Beside its weight, a rule has a rate: of the candidates
that it applied to, how many came true; the trees see the highest rate of a candidate's rules and the rate of any.

All is learned online, in one pass over the days in order, each day's after it was ranked (Adagrad; Duchi, Hazan &
Singer 2011). So the scores that later stages are trained on are forecasts, not fits. Every term can be printed.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.ranking.compiled import compiled
from westphalia.dynamics.ranking.past import LIVES, Floats, Index, Ints, Past

SINCE = np.array([1, 2, 4, 7, 14, 30, 60, 120, 365], dtype=np.int32)  # classes of steps since: up to each, and longer
OFTEN = np.array([0, 1, 2, 4, 8, 16], dtype=np.float32)  # classes of counts: up to each, and more
KINDS = ("again", "in return", "similar", "similar in return", "up", "down")  # what an earlier relation is to a later
FAMILIES = ("persistence", "reciprocity", "persistence", "reciprocity", "escalation", "deescalation")
AGAIN, BACK, SIMILAR, RETURN, UP, DOWN = range(len(KINDS))
BASE = len(KINDS)  # the part of the mixture, after the kinds
_WORTH = 5.0  # candidates that a kind's rate is worth beside a rule's own
_SMALL = 1e-3  # gradients below this are not worth a step
_DECAY = 1e-4


class Rules(NamedTuple):
    """Weights and, in `g_…`, their summed squared gradients in the same order. Shapes: D = 2 x relations;
    `weight` (D, D, since), `usual` (kinds, since), `own` (D, kinds, since), `often` (3, D + 1, often), `slope` (D + 1);
    `kind` (D, D): what the second relation is to the first. `shown`, `hits` (D, D, since): candidates that a rule
    applied to, and those of them that came true; `all_…` (kinds, since) the same for all rules of a kind."""

    weight: Floats
    usual: Floats
    own: Floats
    often: Floats
    slope: Floats
    g_weight: Floats
    g_usual: Floats
    g_own: Floats
    g_often: Floats
    g_slope: Floats
    kind: NDArray[np.int8]
    hits: Floats
    shown: Floats
    all_hits: Floats
    all_shown: Floats


def kinds(quads: Ints) -> NDArray[np.int8]:
    """What each relation is to each, (2R, 2R). `quads`: the class of each of R relations, 0 verbal cooperation to 3
    material conflict, -1 unknown.

    >>> [KINDS[i] for i in kinds(np.array([0, 3], dtype=np.int32))[1]]
    ['up', 'again', 'up', 'in return']
    """
    half = len(quads)
    quad = np.concatenate([quads, quads])
    backward = np.arange(2 * half) >= half
    found = np.where(backward[:, None] == backward[None, :], SIMILAR, RETURN)
    later, earlier = quad[:, None], quad[None, :]
    known = (later >= 0) & (earlier >= 0)
    found[known & (later >= 2) & (earlier < later)] = UP
    found[known & (later < 2) & (earlier >= 2)] = DOWN
    every = np.arange(2 * half)
    found[every, every] = AGAIN
    found[every, (every + half) % (2 * half)] = BACK
    return found.astype(np.int8)


def start(kind: NDArray[np.int8]) -> Rules:
    """Rules that know nothing but the mixture. `kind`: as `kinds` gives it."""
    directions = len(kind)
    since, often = len(SINCE) + 1, len(OFTEN) + 1
    many = len(KINDS)
    shapes = (
        (directions, directions, since), (many, since), (directions, many, since), (3, directions + 1, often)
    )  # fmt: skip
    weights = [np.zeros(shape, dtype=np.float32) for shape in shapes]
    slope = np.zeros(directions + 1, dtype=np.float32)
    slope[directions] = 0.5
    weights.append(slope)
    squares = [np.full_like(one, 1e-2) for one in weights]
    counts = [np.zeros(shapes[0], dtype=np.float32), np.zeros(shapes[0], dtype=np.float32)]
    counts += [np.full((many, since), 0.1, dtype=np.float32), np.full((many, since), 10.0, dtype=np.float32)]
    return Rules(*weights, *squares, kind, *counts)  # type: ignore[call-arg, arg-type]


@compiled
def class_of(classes: Any, n: Any) -> int:
    """The class of a number among `SINCE` or `OFTEN`."""
    b = 0
    while b < classes.shape[0] and n > classes[b]:
        b += 1
    return b


@compiled
def pair_at(made: Index, s: int, o: int) -> int:
    """The number of the pair (s, o), -1 where the files hold none."""
    lo, hi = made.pair_ptr[s], made.pair_ptr[s + 1]
    while lo < hi:
        middle = (lo + hi) // 2
        if made.pair_o[middle] < o:
            lo = middle + 1
        else:
            hi = middle
    return lo if lo < made.pair_ptr[s + 1] and made.pair_o[lo] == o else -1


@compiled
def score(
    made: Index, past: Past, rules: Rules, s: Ints, r: Ints, who: Ints, mixed: Floats, day: int
) -> tuple[Floats, Ints, Floats]:
    """Scores of the candidates by part, (Q, k, kinds + 1), the pair of each, (Q, k; -1 where none), and how often
    candidates with its likeliest rule came true, and with any of its rules (noisy-or), (Q, k, 2)."""
    queries, k = who.shape
    parts = np.zeros((queries, k, BASE + 1), dtype=np.float32)
    pairs = np.full((queries, k), -1, dtype=np.int32)
    came = np.zeros((queries, k, 2), dtype=np.float32)
    directions = made.key_of.shape[1]
    for q in range(queries):
        rel = r[q]
        slope = rules.slope[directions] + rules.slope[rel]
        for i in range(k):
            if who[q, i] < 0:
                break
            pair = pair_at(made, s[q], who[q, i])
            pairs[q, i] = pair
            parts[q, i, BASE] = slope * mixed[q, i]
            none = np.float32(1)
            times, lately, met = np.float32(0), np.float32(0), np.float32(0)
            if pair >= 0 and past.p_last[pair] >= 0:
                met = past.p_n[pair]
                for j in range(made.of_pair_ptr[pair], made.of_pair_ptr[pair + 1]):
                    one = made.of_pair[j]
                    if past.t_last[one] < 0:
                        continue
                    other, ago = made.triple_r[one], day - past.t_last[one]
                    b = class_of(SINCE, ago)
                    kind = rules.kind[rel, other]
                    parts[q, i, kind] += rules.weight[rel, other, b] + rules.usual[kind, b] + rules.own[rel, kind, b]
                    prior = rules.all_hits[kind, b] / rules.all_shown[kind, b]
                    rate = (rules.hits[rel, other, b] + _WORTH * prior) / (rules.shown[rel, other, b] + _WORTH)
                    came[q, i, 0] = max(came[q, i, 0], rate)
                    none *= 1 - rate
                    if kind == AGAIN:
                        times = past.t_n[one]
                        lately = past.t_d[one, 2] * 2.0 ** (-ago / LIVES[2])
            came[q, i, 1] = 1 - none
            c = class_of(OFTEN, times)
            parts[q, i, AGAIN] += rules.often[0, rel, c] + rules.often[0, directions, c]
            c = class_of(OFTEN, np.ceil(lately))
            parts[q, i, AGAIN] += rules.often[1, rel, c] + rules.often[1, directions, c]
            c = class_of(OFTEN, met)
            parts[q, i, SIMILAR] += rules.often[2, rel, c] + rules.often[2, directions, c]
    return parts, pairs, came


@compiled
def learn(
    made: Index, past: Past, rules: Rules, r: Ints, pairs: Ints, who: Ints, mixed: Floats, parts: Floats,
    ptr: Ints, place: Ints, day: int, rate: float,
) -> None:  # fmt: skip
    """One step for every query of a day whose answers are now known (`place` among the candidates, -1 beyond)."""
    queries, k = who.shape
    directions = made.key_of.shape[1]
    true = np.zeros(k, dtype=np.int8)
    p = np.zeros(k, dtype=np.float32)
    for q in range(queries):
        n = 0
        while n < k and who[q, n] >= 0:
            n += 1
        hits = 0
        true[:] = 0
        for i in range(ptr[q], ptr[q + 1]):
            if place[i] >= 0:
                true[place[i]] = 1
                hits += 1
        if hits == 0:
            continue
        top = np.float32(-1e30)
        for i in range(n):
            p[i] = parts[q, i].sum()
            top = max(top, p[i])
        mass = np.float32(0)
        for i in range(n):
            p[i] = np.exp(p[i] - top)
            mass += p[i]
        rel = r[q]
        for i in range(n):
            pair = pairs[q, i]
            if pair >= 0 and past.p_last[pair] >= 0:
                for j in range(made.of_pair_ptr[pair], made.of_pair_ptr[pair + 1]):
                    one = made.of_pair[j]
                    if past.t_last[one] >= 0:
                        b = class_of(SINCE, day - past.t_last[one])
                        other = made.triple_r[one]
                        rules.shown[rel, other, b] += 1
                        rules.hits[rel, other, b] += true[i]
                        rules.all_shown[rules.kind[rel, other], b] += 1
                        rules.all_hits[rules.kind[rel, other], b] += true[i]
            g = p[i] / mass - (np.float32(1) / hits if true[i] else np.float32(0))
            if abs(g) < _SMALL:
                continue
            times, lately, met = np.float32(0), np.float32(0), np.float32(0)
            if pair >= 0 and past.p_last[pair] >= 0:
                met = past.p_n[pair]
                for j in range(made.of_pair_ptr[pair], made.of_pair_ptr[pair + 1]):
                    one = made.of_pair[j]
                    if past.t_last[one] < 0:
                        continue
                    other, ago = made.triple_r[one], day - past.t_last[one]
                    b = class_of(SINCE, ago)
                    kind = rules.kind[rel, other]
                    e = g + _DECAY * rules.weight[rel, other, b]
                    rules.g_weight[rel, other, b] += e * e
                    rules.weight[rel, other, b] -= rate * e / np.sqrt(rules.g_weight[rel, other, b])
                    rules.g_usual[kind, b] += g * g
                    rules.usual[kind, b] -= rate * g / np.sqrt(rules.g_usual[kind, b])
                    rules.g_own[rel, kind, b] += g * g
                    rules.own[rel, kind, b] -= rate * g / np.sqrt(rules.g_own[rel, kind, b])
                    if kind == AGAIN:
                        times = past.t_n[one]
                        lately = past.t_d[one, 2] * 2.0 ** (-ago / LIVES[2])
            for z in range(3):
                c = class_of(OFTEN, times if z == 0 else (np.ceil(lately) if z == 1 else met))
                for turn in range(2):
                    row = rel if turn == 0 else directions
                    rules.g_often[z, row, c] += g * g
                    rules.often[z, row, c] -= rate * g / np.sqrt(rules.g_often[z, row, c])
            e = g * (mixed[q, i] + 5)  # about its usual level, so that steps are of a like size
            for turn in range(2):
                row = rel if turn == 0 else directions
                rules.g_slope[row] += e * e
                rules.slope[row] -= 0.2 * rate * e / np.sqrt(rules.g_slope[row])
