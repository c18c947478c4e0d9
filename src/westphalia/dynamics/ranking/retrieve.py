"""Who might come next: a mixture of simple distributions over all entities, from which the likeliest are taken.

Each part of the mixture (`PARTS`) is a distribution over the objects of a query (s, r, ?), computed from the past:
those to whom s has done r, those s has met, friends of friends, those to whom actors like s have done r, those to whom
anybody has. How much each part counts is learned for every relation, online: a true answer shares itself among the
parts in proportion to what each gave it (one step of expectation maximisation, Dempster, Laird & Rubin 1977).

The mixture serves three ends: its first `k` entities go on to the rules and the trees, its logarithm is a term of the
rules, and entities beyond the first `k` are ranked by it, so that none is left without a rank.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from westphalia.dynamics.ranking.compiled import compiled
from westphalia.dynamics.ranking.past import FRESH, LIVES, Circle, Floats, Index, Ints, Past

PARTS: tuple[
    tuple[str, str, str], ...
] = (  # name, family of mechanisms, words; the first five are of the subject alone
    ("met_lately", "persistence", "whom it met in the last days"),
    ("met", "persistence", "whom it met in the last months"),
    ("friends", "common_friend", "those whom its partners meet"),
    ("friends_lately", "common_friend", "those whom its partners met in the last days"),
    ("group_lately", "ties", "whom actors of its group met in the last days"),
    ("again", "persistence", "to whom it lately did this"),
    ("ever", "persistence", "to whom it ever did this"),
    ("alike", "contagion", "to whom actors with the same partners did this"),
    ("partners", "contagion", "to whom its partners did this"),
    ("group", "ties", "to whom actors of its group did this"),
    ("onward", "common_friend", "those whom its usual objects meet"),
    ("all_lately", "contagion", "to whom anybody did this in the last days"),
    ("all", "contagion", "to whom anybody ever did this"),
    ("own_group", "ties", "who of its own group is active and of a fitting kind"),
    ("world", "activity", "who is active at all"),
)
MET_LATELY, MET, FRIENDS, FRIENDS_LATELY, GROUP_LATELY = range(5)
AGAIN, EVER, ALIKE, PARTNERS, GROUP, ONWARD, ALL_LATELY, ALL, OWN, WORLD = range(5, len(PARTS))
_START = (0.12, 0.14, 0.05, 0.03, 0.02, 0.22, 0.08, 0.07, 0.05, 0.05, 0.03, 0.04, 0.06, 0.02, 0.02)
_WIDTH = len(PARTS)
_SUBJECT = 5  # parts that are the same for all queries of a subject
_NEIGHBOURS = 50  # partners of the subject that friends of friends are sought through
_ALIKE = 40
_PRIOR = 30.0  # answers that the mixture of all relations is worth beside a relation's own


class Found(NamedTuple):
    """Of every query: its candidates (Q, k; -1 where fewer), the share that each part gives them (Q, k, parts), and
    the logarithm of the mixture (Q, k). Of every answer: where it stands among the candidates (-1 beyond them), how
    many others beyond them are likelier and equally likely, and what each part gave it (A, parts), summing to 1."""

    who: Ints
    share: Floats
    mixed: Floats
    place: Ints
    above: Ints
    equal: Ints
    due: Floats


class Mixture:
    """How much each part counts: by relation, leaning on all relations."""

    def __init__(self, directions: int) -> None:
        self._own = np.zeros((directions, _WIDTH))
        self._all = np.array(_START) * 500.0

    def weights(self) -> Floats:
        """(directions, parts), each row summing to 1."""
        common = self._all / self._all.sum()
        mixed = self._own + _PRIOR * common
        return np.asarray(mixed / mixed.sum(axis=1, keepdims=True), dtype=np.float32)

    def learn(self, relation: Ints, due: Floats) -> None:
        """Add answers: the relation of each, and what each part gave it."""
        np.add.at(self._own, relation, due)
        self._all += due.sum(axis=0)


@compiled
def retrieve(
    made: Index, past: Past, near: Circle, s: Ints, r: Ints, ptr: Ints, answer: Ints, day: int, pi: Floats, k: int
) -> Found:
    """Candidates of the queries (s, r, ?) of one day; `s` ascending; `answer[ptr[i]:ptr[i+1]]` are those of query i."""
    entities, queries = past.e_last.shape[0], s.shape[0]
    directions = made.key_of.shape[1]
    relations = directions // 2
    who = np.full((queries, k), -1, dtype=np.int32)
    share = np.zeros((queries, k, _WIDTH), dtype=np.float32)
    mixed = np.zeros((queries, k), dtype=np.float32)
    place = np.full(answer.shape[0], -1, dtype=np.int32)
    above = np.zeros(answer.shape[0], dtype=np.int32)
    equal = np.zeros(answer.shape[0], dtype=np.int32)
    due = np.zeros((answer.shape[0], _WIDTH), dtype=np.float32)
    world = np.zeros(entities, dtype=np.float32)
    for e in range(entities):
        world[e] = 0.02
        if past.e_last[e] >= 0:
            world[e] += 0.05 + past.e_d[e, 2] * 2.0 ** ((past.e_last[e] - day) / LIVES[2])
    world /= world.sum()
    acc = np.zeros((entities, _WIDTH), dtype=np.float32)
    total = np.zeros(_WIDTH, dtype=np.float32)
    dot = np.zeros(entities, dtype=np.float32)
    mark = np.zeros(entities, dtype=np.int8)  # 1 touched by the subject, 2 by the query, 3 by both
    of_s = np.zeros(entities, dtype=np.int32)
    of_q = np.zeros(entities, dtype=np.int32)
    mix = np.zeros(entities, dtype=np.float32)
    pool = np.zeros(entities, dtype=np.int32)
    values = np.zeros(entities, dtype=np.float32)
    true = np.zeros(entities, dtype=np.int8)
    spot = np.full(entities, -1, dtype=np.int32)
    n_s, n_alike = 0, 0
    friend = np.zeros(0, dtype=np.int32)
    friend_w = np.zeros(0, dtype=np.float32)
    alike = np.zeros(_ALIKE + 1, dtype=np.int32)
    alike_w = np.zeros(_ALIKE + 1, dtype=np.float32)
    for q in range(queries):
        a = s[q]
        if q == 0 or s[q - 1] != a:
            for i in range(n_s):
                acc[of_s[i], :] = 0
                mix[of_s[i]] = 0
                dot[of_s[i]] = 0
                mark[of_s[i]] = 0
            n_s, n_alike = 0, 0
            total[:] = 0
            for one in range(made.pair_ptr[a], made.pair_ptr[a + 1]):
                if past.p_last[one] < 0:
                    continue
                o, ago = made.pair_o[one], day - past.p_last[one]
                x = past.p_d[one, 1] * 2.0 ** (-ago / LIVES[1])
                y = past.p_d[one, 3] * 2.0 ** (-ago / LIVES[3]) + 0.02
                acc[o, MET_LATELY] = x
                acc[o, MET] = y
                total[MET_LATELY] += x
                total[MET] += y
                mark[o] = 1
                of_s[n_s] = o
                n_s += 1
            lo, hi = near.ptr[a], near.ptr[a + 1]
            least = np.float32(0)
            if hi - lo > _NEIGHBOURS:
                least = np.partition(near.weight[lo:hi], hi - lo - _NEIGHBOURS)[hi - lo - _NEIGHBOURS]
            count = 0
            friend = np.zeros(hi - lo, dtype=np.int32)
            friend_w = np.zeros(hi - lo, dtype=np.float32)
            for i in range(lo, hi):
                if near.weight[i] < least:
                    continue
                x = near.other[i]
                friend[count] = x
                friend_w[count] = near.weight[i] / near.sums[a]
                count += 1
                w = near.weight[i] / (near.sums[a] * near.sums[x])
                v = near.short[i] / ((near.sums_short[a] + 1e-6) * (near.sums_short[x] + 1e-6))
                for j in range(near.ptr[x], near.ptr[x + 1]):
                    o = near.other[j]
                    if mark[o] == 0:
                        mark[o] = 1
                        of_s[n_s] = o
                        n_s += 1
                    acc[o, FRIENDS] += w * near.weight[j]
                    acc[o, FRIENDS_LATELY] += v * near.short[j]
                    dot[o] += near.weight[i] * near.weight[j]
            friend, friend_w = friend[:count], friend_w[:count]
            for i in range(n_s):
                total[FRIENDS] += acc[of_s[i], FRIENDS]
                total[FRIENDS_LATELY] += acc[of_s[i], FRIENDS_LATELY]
            group = past.group[a]
            if group > 0:
                for i in range(near.member_ptr[group], near.member_ptr[group + 1]):
                    x = near.member[i]
                    for j in range(near.ptr[x], near.ptr[x + 1]):
                        if x == a or near.short[j] < 0.05:
                            continue
                        o = near.other[j]
                        if mark[o] == 0:
                            mark[o] = 1
                            of_s[n_s] = o
                            n_s += 1
                        acc[o, GROUP_LATELY] += near.short[j]
                        total[GROUP_LATELY] += near.short[j]
            for c in range(_SUBJECT):
                if total[c] > 1e-9:
                    for i in range(n_s):
                        acc[of_s[i], c] /= total[c]
                    total[c] = 1
                else:
                    total[c] = 0
            if hi > lo:
                cosine = np.zeros(n_s, dtype=np.float32)
                for i in range(n_s):
                    o = of_s[i]
                    cosine[i] = dot[o] / (near.lengths[a] * near.lengths[o] + 1e-9) if o != a else 0
                bar = np.float32(1e-3)
                if n_s > _ALIKE:
                    bar = max(bar, np.partition(cosine, n_s - _ALIKE)[n_s - _ALIKE])
                for i in range(n_s):
                    if cosine[i] >= bar and n_alike < _ALIKE:
                        alike[n_alike] = of_s[i]
                        alike_w[n_alike] = cosine[i]
                        n_alike += 1
        n_q = 0
        rel = r[q]
        total[_SUBJECT:] = 0
        key = made.key_of[a, rel]
        if key >= 0 and past.k_last[key] >= 0:
            fade = past.k_d[key, 2] * 2.0 ** ((past.k_last[key] - day) / LIVES[2])
            for one in range(made.key_ptr[key], made.key_ptr[key + 1]):
                if past.t_last[one] < 0:
                    continue
                o, ago = made.triple_o[one], day - past.t_last[one]
                if mark[o] < 2:
                    mark[o] += 2
                    of_q[n_q] = o
                    n_q += 1
                x = past.t_d[one, 2] * 2.0 ** (-ago / LIVES[2])
                acc[o, AGAIN] += x
                acc[o, EVER] += past.t_n[one]
                total[AGAIN] += x
                total[EVER] += past.t_n[one]
                if x > 0.04 * fade and ago <= FRESH and near.sums[o] > 0:
                    w = x / (fade * near.sums[o])
                    for j in range(near.ptr[o], near.ptr[o + 1]):
                        b = near.other[j]
                        if mark[b] < 2:
                            mark[b] += 2
                            of_q[n_q] = b
                            n_q += 1
                        acc[b, ONWARD] += w * near.weight[j]
                        total[ONWARD] += w * near.weight[j]
        group = past.group[a]
        n_group = 0
        if group > 0:
            n_group = near.member_ptr[group + 1] - near.member_ptr[group]
        for i in range(n_alike + friend.shape[0] + n_group):
            if i < n_alike:
                b, w, c = alike[i], alike_w[i], ALIKE
            elif i < n_alike + friend.shape[0]:
                b, w, c = friend[i - n_alike], friend_w[i - n_alike], PARTNERS
            else:
                b, w, c = near.member[near.member_ptr[group] + i - n_alike - friend.shape[0]], np.float32(1), GROUP
            if b == a:
                continue
            key = made.key_of[b, rel]
            if key < 0 or past.k_last[key] < 0:
                continue
            for one in range(made.key_ptr[key], made.key_ptr[key + 1]):
                if past.t_last[one] < 0:
                    continue
                o = made.triple_o[one]
                if mark[o] < 2:
                    mark[o] += 2
                    of_q[n_q] = o
                    n_q += 1
                x = w * (past.t_d[one, 2] * 2.0 ** ((past.t_last[one] - day) / LIVES[2]) + 0.02)
                acc[o, c] += x
                total[c] += x
        back = rel + relations if rel < relations else rel - relations
        for i in range(made.of_rel_ptr[back], made.of_rel_ptr[back + 1]):
            key = made.of_rel[i]
            if past.k_last[key] < 0:
                continue
            o, ago = made.key_s[key], day - past.k_last[key]
            if mark[o] < 2:
                mark[o] += 2
                of_q[n_q] = o
                n_q += 1
            x = past.k_d[key, 1] * 2.0 ** (-ago / LIVES[1])
            y = past.k_d[key, 3] * 2.0 ** (-ago / LIVES[3]) + 0.05
            acc[o, ALL_LATELY] += x
            acc[o, ALL] += y
            total[ALL_LATELY] += x
            total[ALL] += y
        for i in range(n_group):
            o = near.member[near.member_ptr[group] + i]
            if mark[o] < 2:
                mark[o] += 2
                of_q[n_q] = o
                n_q += 1
            x = world[o] * (past.kinds[rel, past.kind[a], past.kind[o]] + 0.2)
            acc[o, OWN] += x
            total[OWN] += x
        total[WORLD] = 1
        mass = np.float32(0)
        for c in range(_WIDTH):
            if total[c] > 1e-9:
                mass += pi[rel, c]
        scale = np.zeros(_WIDTH, dtype=np.float32)
        part = np.zeros(_WIDTH, dtype=np.float32)
        for c in range(_WIDTH):
            if total[c] > 1e-9:
                scale[c] = 1 / total[c]
                part[c] = pi[rel, c] * scale[c] / mass
        rest = pi[rel, WORLD] / mass
        size = 0
        for i in range(n_s):
            o = of_s[i]
            value = np.float32(0)
            for c in range(_SUBJECT if mark[o] == 1 else WORLD):
                value += part[c] * acc[o, c]
            mix[o] = value
            values[size] = value + rest * world[o]
            pool[size] = o
            size += 1
        for i in range(n_q):
            o = of_q[i]
            if mark[o] == 2:
                value = np.float32(0)
                for c in range(_SUBJECT, WORLD):
                    value += part[c] * acc[o, c]
                mix[o] = value
                values[size] = value + rest * world[o]
                pool[size] = o
                size += 1
        bar = np.float32(-1)
        if size > k:
            bar = np.partition(values[:size], size - k)[size - k]
        n = 0
        for turn in range(2):
            for i in range(size):
                if n < k and (values[i] > bar if turn == 0 else values[i] == bar):
                    o = pool[i]
                    who[q, n] = o
                    mixed[q, n] = np.log(values[i] + 1e-12)
                    for c in range(WORLD):
                        share[q, n, c] = acc[o, c] * scale[c]
                    share[q, n, WORLD] = world[o]
                    spot[o] = n
                    n += 1
        for i in range(ptr[q], ptr[q + 1]):
            true[answer[i]] = 1
        for i in range(ptr[q], ptr[q + 1]):
            o = answer[i]
            place[i] = spot[o]
            mine = mix[o] + rest * world[o]
            for c in range(_WIDTH):
                due[i, c] = pi[rel, c] * (world[o] if c == WORLD else acc[o, c] * scale[c]) / (mass * mine)
            if spot[o] < 0:
                for e in range(entities):
                    if spot[e] < 0 and true[e] == 0:
                        value = mix[e] + rest * world[e]
                        if value > mine:
                            above[i] += 1
                        elif value == mine:
                            equal[i] += 1
        for i in range(ptr[q], ptr[q + 1]):
            true[answer[i]] = 0
        for i in range(n):
            spot[who[q, i]] = -1
        for i in range(n_q):
            o = of_q[i]
            acc[o, _SUBJECT:] = 0
            mark[o] -= 2
            if mark[o] == 0:
                mix[o] = 0
    return Found(who, share, mixed, place, above, equal, due)
