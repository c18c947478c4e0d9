"""What happens in a week, drawn around what is expected, and how it enters the past.

An event of a run, week and cell is drawn from random bits that belong to these and to nothing else, by inversion of the
negative binomial distribution: where nothing differs between two worlds, the same happens in both. All that the next
week needs is kept up to date as events happen: decayed counts by pair, their sums by actor, and the sums of
`State.third` over third actors, of which an event changes a row or two.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from westphalia.dynamics.simulation.fast import draw, exp, log

MOST = 4000  # events of one cell in one week; a bound for the loop, far beyond anything reported

_UNIT = np.float32(2.0**-24)


@nb.njit(cache=True)
def _count(u: float, mean: Any, scale: Any, power: Any) -> int:
    """The number of events whose chance of being reached is above u: negative binomial of size scale * mean^power."""
    size = np.float32(scale) * exp(np.float32(power) * log(mean))
    y = size * log(np.float32(1.0) + mean / size)  # - log of the chance of none
    small = y < np.float32(0.02)
    none = exp(-min(y, np.float32(80.0)))
    left = float(y * (np.float32(1.0) - y * (np.float32(0.5) - y / np.float32(6.0)))) if small else 1.0 - float(none)
    chance, step, wide = float(none), float(mean / (mean + size)), float(size)
    n = 0
    while u < left and n < MOST:
        chance *= (n + wide) / (n + 1.0) * step
        n += 1
        left -= chance
        if chance < 1e-12 and n > mean:
            break
    return n


@nb.njit(cache=True, fastmath=True)
def events(key: int, lam: Any, which: Any, pairs: int, mutual: Any, burst: Any, week: Any, u: Any) -> int:
    """Draw the week's events of the pairs in `which`, of `pairs` in all; `lam`: what is expected of them.

    Gives how many cells have some, with cell, pair and number in the three arrays of `week`.
    """
    cells, places, times = week
    found = 0
    for cell in range(8):
        quad, side = cell % 4, cell // 4
        rates = lam[cell]
        coin = np.uint32(min(mutual[quad], 0.999999) * 4294967295.0) if side else np.uint32(0)
        offset, shared = np.uint32(cell * pairs), np.uint32(quad * pairs)
        coins = np.uint32((16 + quad) * pairs)
        for i in range(len(which)):
            u[i] = np.float32(draw(key, offset + np.uint32(which[i])) >> np.uint32(8)) * _UNIT
        if side:
            for i in range(len(which)):
                d = np.uint32(which[i])
                other = np.float32(draw(key, shared + d) >> np.uint32(8)) * _UNIT
                u[i] = other if draw(key, coins + d) < coin else u[i]
        for i in range(len(which)):
            if u[i] < rates[i]:  # the chance of at least one is below the mean
                d = np.uint32(which[i])
                number = offset + d
                if side == 1 and draw(key, coins + d) < coin:
                    number = shared + d
                exact = (float(draw(key, number)) + 0.5) * 2.0**-32
                n = _count(exact, rates[i], burst[quad, 0], burst[quad, 1])
                if n:
                    cells[found], places[found], times[found] = cell, which[i], n
                    found += 1
    return found


@nb.njit(cache=True, fastmath=True)
def add(start: Any, now: Any, cell: int, d: int, n: float, agreed_now: float) -> None:
    """`n` events of a cell happen; `agreed_now` of them are agreements."""
    count_in(start, now, cell, d, n, agreed_now)
    (mid, _, _, _, _, common, friends, forth, back, hostile, friendly) = now
    _relate(start[4], start[5], mid, common, friends, forth, back, hostile, friendly, cell, d)


@nb.njit(cache=True, fastmath=True)
def count_in(start: Any, now: Any, cell: int, d: int, n: float, agreed_now: float) -> None:
    """Events enter the decayed counts of the pair and of the two actors."""
    quad = cell % 4
    a, b = _sides(start[4], start[5], cell, d)
    n32 = np.float32(n)
    now[0][cell, d] += n32
    now[1][cell, d] += n32
    now[2][d] += np.float32(agreed_now)
    now[3][quad, a] += n32
    now[4][quad, b] += n32


@nb.njit(cache=True, fastmath=True)
def relate(start: Any, now: Any, week: Any, found: int) -> None:
    """The first `found` of the week's events enter the sums over third actors."""
    cells, places, _ = week
    first, second = start[4], start[5]
    (mid, _, _, _, _, common, friends, forth, back, hostile, friendly) = now
    for number in range(found):
        _relate(
            first, second, mid, common, friends, forth, back, hostile, friendly, cells[number], places[number]
        )  # fmt: skip


@nb.njit(inline="always")
def _sides(first: Any, second: Any, cell: int, d: int) -> Any:
    """Who acts and who is acted upon in a cell of a pair."""
    return (first[d], second[d]) if cell < 4 else (second[d], first[d])


@nb.njit(cache=True, fastmath=True)
def _relate(
    first: Any, second: Any, mid: Any, common: Any, friends: Any, forth: Any, back: Any, hostile: Any, friendly: Any,
    cell: int, d: int,
) -> None:  # fmt: skip
    """Sums over third actors take in what the pair now is to each other; a second time changes nothing."""
    a, b = _sides(first, second, cell, d)
    actors = common.shape[0]
    if cell % 4 >= 2:
        side = cell - cell % 4
        h = np.float32(np.sqrt(mid[side + 3, d] + np.float32(0.5) * mid[side + 2, d]))
        change = h - hostile[a, b]
        if change == 0:
            return
        for x in range(actors):
            common[b, x] += change * hostile[a, x]
        for x in range(actors):
            back[b, x] += change * friendly[a, x]
        hostile[a, b] = h
    else:
        f = np.float32(np.sqrt(mid[0, d] + mid[1, d] + mid[4, d] + mid[5, d]))
        change = f - friendly[a, b]
        if change == 0:
            return
        for x in range(actors):
            friends[a, x] += change * friendly[b, x]
        for x in range(actors):
            friends[b, x] += change * friendly[a, x]
        for x in range(actors):
            forth[a, x] += change * hostile[b, x]
        for x in range(actors):
            forth[b, x] += change * hostile[a, x]
        friendly[a, b] = friendly[b, a] = f


@nb.njit(cache=True, fastmath=True)
def pass_week(now: Any, fade: Any) -> None:
    """A week passes."""
    (mid, short, agreed, done, got, common, friends, forth, back, hostile, friendly) = now
    middle, week, agreement, root = fade[0], fade[1], fade[2], np.float32(np.sqrt(fade[0]))
    for cell in range(8):
        for d in range(mid.shape[1]):
            mid[cell, d] *= middle
            short[cell, d] *= week
    for d in range(len(agreed)):
        agreed[d] *= agreement
    actors = done.shape[1]
    for quad in range(4):
        for a in range(actors):
            done[quad, a] *= middle
            got[quad, a] *= middle
    for a in range(actors):
        for b in range(actors):
            common[a, b] *= middle
            friends[a, b] *= middle
            forth[a, b] *= middle
            back[a, b] *= middle
            hostile[a, b] *= root
            friendly[a, b] *= root
