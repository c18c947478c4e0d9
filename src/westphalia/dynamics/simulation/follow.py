"""The world with the intervention is worked out only where it can differ from the world without.

What is expected of a pair depends on the pair, on what its two actors do and get elsewhere, on sums over third actors
that only events of one of the two change (`State.third`), and on the world's two numbers, which are the same in both
worlds (but see `pulled`). So as long as nothing that happened to either actor differs, neither does the pair: such a
pair is *still*, and its expected counts and events are those of the world without, digit by digit. All others are
*moved*. At first these are the pairs of the two actors of the deed; every event that happens in one world only moves
two more actors.
"""

from __future__ import annotations

from typing import Any

import numba as nb

MOST = 0.7  # of the pairs moved; where there are more, all are worked out
APART = 0.1  # by how much (of its logarithm) the volume of the two worlds may differ without any pull back


@nb.njit(cache=True)
def pulled(total: Any, week: int, path: Any, mine: Any, moved: Any) -> None:
    """The world's numbers of a week, `mine`: those of the world without, `path`, while the two are not far apart.

    Weeks of the record differ in volume by a tenth (standard deviation over mean) without anybody's doing. Beyond that,
    what the `total` is further off counts as volume, for all: it is what brings a world back to its usual size.
    """
    mine[week] = path[week]
    gap = 2.0 * (total - path[week, 2]) / max(total + path[week, 2], 1e-9)
    if abs(gap) > APART:
        mine[week, 1] += gap - APART if gap > 0 else gap + APART
        moved[:] = True


@nb.njit(cache=True)
def moved_pairs(start: Any, moved: Any, which: Any, is_moved: Any) -> int:
    """Numbers of the pairs of which an actor is `moved` into `which`, and how many; all where they are most."""
    first, second = start[4], start[5]
    pairs, found = len(first), 0
    for d in range(pairs):
        is_moved[d] = moved[first[d]] or moved[second[d]]
        if is_moved[d]:
            which[found] = d
            found += 1
    if found > MOST * pairs:
        for d in range(pairs):
            which[d], is_moved[d] = d, True
        return pairs
    return found


@nb.njit(cache=True)
def gathered(start: Any, now: Any, which: Any, room: Any) -> Any:
    """`start` and `now` with the pairs in `which` only."""
    (usual, log_usual, base, contact_usual, first, second, busy, done, got, third, agreed_usual, agree, votes) = start
    begun = (
        _rows(usual, which, room[0]), _rows(log_usual, which, room[1]), _rows(base, which, room[2]),
        contact_usual[which], first[which], second[which], busy, done, got, _rows(third, which, room[3]),
        agreed_usual[which], agree, votes,
    )  # fmt: skip
    lately = (
        _rows(now[0], which, room[4]), _rows(now[1], which, room[5]), now[2][which],
        now[3], now[4], now[5], now[6], now[7], now[8], now[9], now[10],
    )  # fmt: skip
    return begun, lately


@nb.njit(cache=True)
def _rows(values: Any, which: Any, room: Any) -> Any:
    """Some columns of `values`, in the memory of `room`."""
    rows, n = values.shape[0], len(which)
    out = room[: rows * n].reshape(rows, n)
    for row in range(rows):
        for i in range(n):
            out[row, i] = values[row, which[i]]
    return out


@nb.njit(cache=True)
def merged(here: Any, n_here: int, there: Any, n_there: int, is_moved: Any) -> int:
    """To the events of moved pairs `here` those of still pairs, which are `there` in the world without.

    Both are cells, pairs and numbers of events; gives how many are here now.
    """
    cells, places, times = here
    for number in range(n_there):
        d = there[1][number]
        if not is_moved[d]:
            cells[n_here], places[n_here], times[n_here] = there[0][number], d, there[2][number]
            n_here += 1
    return n_here


@nb.njit(cache=True)
def mark(start: Any, here: Any, n_here: int, there: Any, n_there: int, is_moved: Any, grid: Any, moved: Any) -> None:
    """Actors of moved pairs with events in one world only are `moved`; `grid` (8, pairs) is left as it came, empty."""
    first, second = start[4], start[5]
    for number in range(n_here):
        grid[here[0][number], here[1][number]] += here[2][number]
    for number in range(n_there):
        if is_moved[there[1][number]]:
            grid[there[0][number], there[1][number]] -= there[2][number]
    for n, found in ((n_here, here), (n_there, there)):
        for number in range(n):
            cell, d = found[0][number], found[1][number]
            if grid[cell, d] != 0:
                moved[first[d]] = moved[second[d]] = True
                grid[cell, d] = 0
