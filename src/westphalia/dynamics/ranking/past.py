"""What is remembered of the past: decayed counts of every (actor, relation, other) that was ever seen.

Every fact stands twice, as (s, r, o) and as (o, r + relations, s), so that one ranking of objects serves both
directions. Counts fade with four half-lives and are brought up to date only when they are touched, so a day costs what
happened on it. `Index` is a fixed order of all triples of the files; it holds no days. `Past` holds what happened up
to the day before the one that is asked for, and `learn` adds a day: nothing else writes into it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.ranking.compiled import compiled

LIVES = np.array([2.0, 7.0, 30.0, 120.0], dtype=np.float32)  # half-lives, in steps of the data
FRESH = 150  # a pair that last met longer ago than this is no longer followed from friend to friend
NEVER = 1e6  # what stands for «never» in columns of time since

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Array = NDArray[Any]


class Index(NamedTuple):
    """Orders of what the files hold. A *key* is (s, r), a *triple* (s, r, o), a *pair* (s, o); E entities, R relations.

    `key_of`: (E, 2R), -1 where none. `key_ptr`: triples of a key. `triple_o`, `triple_r`, `triple_pair`: of a triple.
    `pair_ptr`: pairs of a subject, `pair_o` ascending within it. `of_pair_ptr`, `of_pair`: triples of a pair.
    `of_rel_ptr`, `of_rel`: keys of a relation, and `key_s` their subjects.
    """

    key_of: Ints
    key_s: Ints
    key_ptr: Ints
    triple_o: Ints
    triple_r: Ints
    triple_pair: Ints
    pair_ptr: Ints
    pair_o: Ints
    of_pair_ptr: Ints
    of_pair: Ints
    of_rel_ptr: Ints
    of_rel: Ints


class Past(NamedTuple):
    """Per triple `t_`, pair `p_`, key `k_`, entity `e_`: last day (-1 never), first day, days with it, decayed counts
    as of the last day (…, half-lives). `k_others` counts different objects. `group` is each entity's group (0 none),
    `met` its partners' groups (E, groups), `kind` its kind; `kinds` counts facts by (relation, kind of s, kind of o),
    `near` by (relation, kind of o, whether both are of one group: 1 yes, 0 no, 2 unknown).
    """

    t_last: Ints
    t_first: Ints
    t_n: Floats
    t_d: Floats
    p_last: Ints
    p_first: Ints
    p_n: Floats
    p_d: Floats
    k_last: Ints
    k_n: Floats
    k_d: Floats
    k_others: Floats
    e_last: Ints
    e_first: Ints
    e_n: Floats
    e_d: Floats
    own: Ints
    group: Ints
    met: Floats
    kind: Ints
    kinds: Floats
    near: Floats


class Circle(NamedTuple):
    """Who met whom of late, as of one day: partners of each entity (`ptr`, `other`), weight with half-life 30 and 7
    days, the sums and lengths of the rows, and the members of each group that acted of late."""

    ptr: Ints
    other: Ints
    weight: Floats
    short: Floats
    sums: Floats
    sums_short: Floats
    lengths: Floats
    member_ptr: Ints
    member: Ints


def index(s: Ints, r: Ints, o: Ints, entities: int, relations: int) -> tuple[Index, Ints]:
    """The orders of all facts of the files, both directions already in; and the triple of each fact."""
    code = (s.astype(np.int64) * (2 * relations) + r) * entities + o
    triples, which = np.unique(code, return_inverse=True)
    triple_o = (triples % entities).astype(np.int32)
    rest = triples // entities
    triple_r, triple_s = (rest % (2 * relations)).astype(np.int32), (rest // (2 * relations)).astype(np.int32)
    keys, first = np.unique(rest, return_index=True)
    key_of = np.full((entities, 2 * relations), -1, dtype=np.int32)
    key_s, key_r = (keys // (2 * relations)).astype(np.int32), (keys % (2 * relations)).astype(np.int32)
    key_of[key_s, key_r] = np.arange(len(keys), dtype=np.int32)
    pairs, pair = np.unique(triple_s.astype(np.int64) * entities + triple_o, return_inverse=True)
    order = np.lexsort((triple_r, pair))
    by_relation = np.argsort(key_r, kind="stable")
    made = Index(
        key_of=key_of,
        key_s=key_s,
        key_ptr=np.append(first, len(triples)).astype(np.int32),
        triple_o=triple_o,
        triple_r=triple_r,
        triple_pair=pair.astype(np.int32),
        pair_ptr=np.searchsorted(pairs // entities, np.arange(entities + 1)).astype(np.int32),
        pair_o=(pairs % entities).astype(np.int32),
        of_pair_ptr=np.searchsorted(pair[order], np.arange(len(pairs) + 1)).astype(np.int32),
        of_pair=order.astype(np.int32),
        of_rel_ptr=np.searchsorted(key_r[by_relation], np.arange(2 * relations + 1)).astype(np.int32),
        of_rel=by_relation.astype(np.int32),
    )
    return made, which.astype(np.int32)


def empty(made: Index, own: Ints, groups: int, kind: Ints) -> Past:
    """Nothing has happened yet. `own`: the group that an entity's name tells (0 none); `kind`: its kind by name."""
    entities, directions = made.key_of.shape
    many = int(kind.max(initial=0)) + 1

    def never(size: int) -> Ints:
        return np.full(size, -1, dtype=np.int32)

    def none(*shape: int) -> Floats:
        return np.zeros(shape, dtype=np.float32)

    triples, pairs, keys, lives = len(made.triple_o), len(made.pair_o), len(made.key_s), len(LIVES)
    return Past(
        *(never(triples), never(triples), none(triples), none(triples, lives)),
        *(never(pairs), never(pairs), none(pairs), none(pairs, lives)),
        *(never(keys), none(keys), none(keys, lives), none(keys)),
        *(never(entities), never(entities), none(entities), none(entities, lives)),
        *(own, own.copy(), none(entities, groups)),
        *(kind, none(directions, many, many), none(directions, many, 3)),
    )


@compiled
def learn(made: Index, past: Past, s: Ints, r: Ints, triple: Ints, day: int) -> None:
    """Add the facts of one day, given as subjects, relations and triples."""
    lives = LIVES.shape[0]
    for i in range(s.shape[0]):
        one, a = triple[i], s[i]
        b, pair, key = made.triple_o[one], made.triple_pair[one], made.key_of[a, r[i]]
        if past.t_last[one] < 0:
            past.k_others[key] += 1
            past.t_first[one] = day
        if past.p_last[pair] < 0:
            past.p_first[pair] = day
        if past.e_last[a] < 0:
            past.e_first[a] = day
        for z in range(lives):
            life = LIVES[z]
            past.t_d[one, z] = past.t_d[one, z] * 2.0 ** ((past.t_last[one] - day) / life) + 1
            past.p_d[pair, z] = past.p_d[pair, z] * 2.0 ** ((past.p_last[pair] - day) / life) + 1
            past.k_d[key, z] = past.k_d[key, z] * 2.0 ** ((past.k_last[key] - day) / life) + 1
            past.e_d[a, z] = past.e_d[a, z] * 2.0 ** ((past.e_last[a] - day) / life) + 1
        past.t_last[one] = day
        past.p_last[pair] = day
        past.k_last[key] = day
        past.e_last[a] = day
        past.t_n[one] += 1
        past.p_n[pair] += 1
        past.k_n[key] += 1
        past.e_n[a] += 1
        ga, gb = past.group[a], past.group[b]
        past.kinds[r[i], past.kind[a], past.kind[b]] += 1
        past.near[r[i], past.kind[b], 2 if ga == 0 or gb == 0 else (1 if ga == gb else 0)] += 1
    for i in range(s.shape[0]):
        a = s[i]
        label = past.own[made.triple_o[triple[i]]]
        if label > 0 and past.own[a] == 0:
            past.met[a, label] += 1
            best = past.group[a]
            if past.met[a, label] >= 2 and (best == 0 or past.met[a, label] > past.met[a, best]):
                past.group[a] = label


@compiled
def circle(made: Index, past: Past, day: int) -> Circle:
    """Who met whom of late, from what happened before `day`."""
    entities = past.e_last.shape[0]
    ptr = np.zeros(entities + 1, dtype=np.int32)
    total = 0
    for a in range(entities):
        if past.e_last[a] >= 0 and day - past.e_last[a] <= FRESH:
            for k in range(made.pair_ptr[a], made.pair_ptr[a + 1]):
                if past.p_last[k] >= 0 and day - past.p_last[k] <= FRESH:
                    total += 1
        ptr[a + 1] = total
    other = np.zeros(total, dtype=np.int32)
    weight = np.zeros(total, dtype=np.float32)
    short = np.zeros(total, dtype=np.float32)
    sums = np.zeros(entities, dtype=np.float32)
    sums_short = np.zeros(entities, dtype=np.float32)
    lengths = np.zeros(entities, dtype=np.float32)
    groups = past.met.shape[1]
    member_ptr = np.zeros(groups + 1, dtype=np.int32)
    at = 0
    for a in range(entities):
        if ptr[a + 1] == ptr[a]:
            continue
        member_ptr[past.group[a] + 1] += 1
        for k in range(made.pair_ptr[a], made.pair_ptr[a + 1]):
            if past.p_last[k] >= 0 and day - past.p_last[k] <= FRESH:
                other[at] = made.pair_o[k]
                weight[at] = past.p_d[k, 2] * 2.0 ** ((past.p_last[k] - day) / LIVES[2])
                short[at] = past.p_d[k, 1] * 2.0 ** ((past.p_last[k] - day) / LIVES[1])
                sums[a] += weight[at]
                sums_short[a] += short[at]
                lengths[a] += weight[at] * weight[at]
                at += 1
        lengths[a] = np.sqrt(lengths[a]) + 1e-6
    for g in range(groups):
        member_ptr[g + 1] += member_ptr[g]
    member = np.zeros(member_ptr[groups], dtype=np.int32)
    fill = member_ptr.copy()
    for a in range(entities):
        if ptr[a + 1] > ptr[a]:
            g = past.group[a]
            member[fill[g]] = a
            fill[g] += 1
    return Circle(ptr, other, weight, short, sums, sums_short, lengths, member_ptr, member)
