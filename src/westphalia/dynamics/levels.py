"""Bringing earlier windows of other sources to the level of the current one.

Sources report differently much: a window that holds only the most frequent names has half the events of one that holds
all. Weeks of such windows must not be added up as they are. Here each event of an earlier window of other sources is
thought to be kept, as the current sources would, with a probability r, and its week stays a marked week if at least one
of its n events is kept: with probability 1 - (1 - r)^n. Events are never added: r is at most 1.

    r_abk = min(1, W (r_a / W) (r_b / W) (r_k / W))

    W     events a week now / events a week then, over the pairs that both cover
    r_a   the same for the events that a takes part in, r_k for the events of kind k

All three are shrunken, W towards 1 and the others towards W, by `strength` events. Nothing after the origin is used.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from westphalia.dynamics.weeks import Bools, Floats, Ints, Rows, Weeks


def kept(weeks: Weeks, rows: Rows, at: int, strength: float) -> Floats:
    """For each of `rows`: how much of its week counts at the level of week `at` (0 … 1; 1 for the same sources)."""
    share = np.ones(len(rows.week))
    source_of_week = weeks.source[weeks.spell]
    known = np.arange(len(weeks.ends)) <= at
    current = int(source_of_week[at])
    source_of_row = np.where(rows.week <= at, source_of_week[rows.week], -1)
    for other in np.unique(source_of_week[known]):
        if other == current:
            continue
        lengths = [int((known & (source_of_week == one)).sum()) for one in (current, int(other))]
        r = _ratios(weeks, rows, at, (current, int(other)), lengths[0] / lengths[1], strength)
        which = np.flatnonzero(source_of_row == other)
        share[which] = 1 - (1 - r[which]) ** rows.n[which]
    return share


def _ratios(weeks: Weeks, rows: Rows, at: int, sources: tuple[int, int], length: float, strength: float) -> Floats:
    """r_abk of every row; `sources`: the current one and the other."""
    both = _covered(weeks, sources[0]) & _covered(weeks, sources[1])

    def parts(of: Rows) -> tuple[Bools, Bools]:
        source = np.where(of.week <= at, weeks.source[weeks.spell][of.week], -1)
        return (source == sources[0]) & both[of.pair], (source == sources[1]) & both[of.pair]

    now, then = parts(weeks.quads)
    whole = _ratio(weeks.quads.n[now].sum(), weeks.quads.n[then].sum() * length, 1.0, strength)
    actors = _ratio(_by_actor(weeks, weeks.quads, now), _by_actor(weeks, weeks.quads, then) * length, whole, strength)
    size = int(rows.kind.max(initial=0)) + 1
    by_kind = [np.bincount(rows.kind[part], rows.n[part], minlength=size) for part in parts(rows)]
    kinds = _ratio(by_kind[0], by_kind[1] * length, whole, strength)
    of_pair = actors[weeks.first[rows.pair]] * actors[weeks.second[rows.pair]] / whole
    return np.minimum(1.0, of_pair * kinds[rows.kind] / whole)


def _ratio(now: Any, then: Any, mean: Any, strength: float) -> Floats:
    return np.asarray((now + strength * mean) / (then + strength), dtype=np.float64)


def _by_actor(weeks: Weeks, rows: Rows, which: Bools) -> Floats:
    pair: Ints = rows.pair[which]
    found = [np.bincount(side[pair], rows.n[which], minlength=len(weeks.codes)) for side in (weeks.first, weeks.second)]
    return np.asarray(found[0] + found[1], dtype=np.float64)


def _covered(weeks: Weeks, source: int) -> Bools:
    return np.asarray(weeks.covered[weeks.source == source].any(axis=0), dtype=np.bool_)
