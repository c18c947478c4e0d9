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
    source = weeks.source[weeks.spell]
    source[at + 1 :] = -1
    current = int(source[at])
    for other in sorted(set(source.tolist()) - {current, -1}):
        length = (source == current).sum() / (source == other).sum()
        sources = (source == current, source == other)
        which = np.flatnonzero(sources[1][rows.week])
        of_pair, of_kind = _ratios(weeks, rows, sources, length, strength)
        r = np.minimum(1.0, of_pair[rows.pair[which]] * of_kind[rows.kind[which]])
        several = np.flatnonzero(rows.n[which] != 1)  # most weeks have one event, of which r is kept
        r[several] = 1 - (1 - r[several]) ** rows.n[which[several]]
        share[which] = r
    return share


def _ratios(
    weeks: Weeks, rows: Rows, sources: tuple[Bools, Bools], length: float, strength: float
) -> tuple[Floats, Floats]:
    """What r_abk is the product of: one factor for each pair, and one for each kind.

    `sources`: which weeks are of the current one and of the other, which are `length` times as many.
    """
    both = np.ones(weeks.pairs, dtype=np.bool_)
    for one in sources:
        both &= weeks.covered[np.unique(weeks.spell[one])].any(axis=0)

    def parts(of: Rows) -> list[Ints]:
        shared = both[of.pair]
        return [np.flatnonzero(one[of.week] & shared) for one in sources]

    now, then = parts(weeks.quads)
    whole = _ratio(weeks.quads.n[now].sum(), weeks.quads.n[then].sum() * length, 1.0, strength)
    actors = _ratio(_by_actor(weeks, weeks.quads, now), _by_actor(weeks, weeks.quads, then) * length, whole, strength)
    size = int(rows.kind.max(initial=0)) + 1
    by_kind = [np.bincount(rows.kind[part], rows.n[part], minlength=size) for part in parts(rows)]
    kinds = _ratio(by_kind[0], by_kind[1] * length, whole, strength)
    return actors[weeks.first] * actors[weeks.second] / whole, kinds / whole


def _ratio(now: Any, then: Any, mean: Any, strength: float) -> Floats:
    return np.asarray((now + strength * mean) / (then + strength), dtype=np.float64)


def _by_actor(weeks: Weeks, rows: Rows, which: Ints) -> Floats:
    pair = rows.pair[which]
    found = [np.bincount(side[pair], rows.n[which], minlength=len(weeks.codes)) for side in (weeks.first, weeks.second)]
    return np.asarray(found[0] + found[1], dtype=np.float64)
