"""The simulation itself: one run of one world, week by week, and many runs of two worlds with common random numbers.

What a week is expected to bring is in `expect`, what happens and enters the past in `happen`. The world's two numbers,
its tension and its volume, follow the path that the run takes in the world without: an intervention has no effect
through them, unless it moves the volume of the whole world further than weeks differ by themselves (`follow.pulled`).

Compiled by numba; everything here is plain loops over arrays. `world` prepares the arrays. Numba keeps what it compiled
until the file of the outermost function changes: after a change in `expect`, `happen`, `follow` or `fast`, touch this
file.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numba as nb
import numpy as np

from westphalia.dynamics.simulation.expect import BLOCK, actors, intensity, numbers
from westphalia.dynamics.simulation.fast import draw, mix
from westphalia.dynamics.simulation.follow import gathered, mark, merged, moved_pairs, pulled
from westphalia.dynamics.simulation.happen import add, count_in, events, pass_week, relate

CHUNKS = 16  # of runs; sums are added up chunk by chunk, so that the number of threads changes no digit


@nb.njit(cache=True)
def _shock(key: int, spread: float) -> float:
    """A week's common factor: log-normal with mean 1."""
    one = (float(draw(key, np.uint32(0xFFFFFFF1))) + 0.5) * 2.0**-32
    two = (float(draw(key, np.uint32(0xFFFFFFF2))) + 0.5) * 2.0**-32
    z = np.sqrt(-2.0 * np.log(one)) * np.cos(2.0 * np.pi * two)
    return float(np.exp(spread * z - 0.5 * spread * spread))


@nb.njit(cache=True)
def key_of(seed: int, run: int, week: int) -> Any:
    """The key of the random numbers of a week of a run."""
    key = mix(np.uint32(seed) ^ np.uint32(0x5BD1E995))
    key = mix(np.uint32(key + np.uint32(run) * np.uint32(0x9E3779B1)))
    return mix(np.uint32(key + np.uint32(week + 1) * np.uint32(0x85EBCA6B)))


@nb.njit(cache=True)
def _copy(state: Any, now: Any) -> None:
    (mid, short, agreed, done, got, common, friends, forth, back, hostile, friendly) = now
    (mid0, short0, agreed0, done0, got0, common0, friends0, forth0, back0, hostile0, friendly0) = state
    _fill(mid, mid0)
    _fill(short, short0)
    agreed[:] = agreed0
    _fill(done, done0)
    _fill(got, got0)
    _fill(common, common0)
    _fill(friends, friends0)
    _fill(forth, forth0)
    _fill(back, back0)
    _fill(hostile, hostile0)
    _fill(friendly, friendly0)


@nb.njit(cache=True)
def _fill(to: Any, of: Any) -> None:
    """`to[:] = of` for matrices: in loops, since numba compiles those ten times as fast."""
    for row in range(to.shape[0]):
        for column in range(to.shape[1]):
            to[row, column] = of[row, column]


@nb.njit(cache=True)
def run_first(start: Any, state: Any, now: Any, law: Any, seed: int, run: int, held: Any, told: Any, room: Any) -> None:
    """One run of the world without, from `state`, which is copied into `now`; what happens week by week into `held`.

    Adds to what is `told`: expected counts and events, both (8, pairs); events by week and quad; the expected counts
    and the events of the watched cells, (weeks, cells); and puts their numbers x, (weeks, cells, terms).
    """
    _copy(state, now)
    path, _, lam, found, cells, places, times = held
    blocks, uniform, everyone = room[:3]
    for at in range(len(found)):
        key = key_of(seed, run, at)
        people = actors(start, now, law, at)
        path[at] = people[3]
        intensity(start, now, law, at, people, path, _shock(key, law[10][0]), lam[at], blocks)
        week = (cells[at], places[at], times[at])
        found[at] = events(key, lam[at], everyone, len(everyone), law[7], law[8], week, uniform)
        _tell(start, now, law, at, people, path, lam[at], told)
        _end(start, now, law, at, week, found[at], told)


@nb.njit(cache=True)
def run_second(
    start: Any, state: Any, now: Any, law: Any, forced: Any, seed: int, run: int, held: Any, told: Any, room: Any,
    moved: Any,
) -> None:  # fmt: skip
    """The same run of the world with: `forced` happens, and the actors `moved` differ from the start.

    `held` is what `run_first` left of the world without; what is expected in the weeks is overwritten.
    """
    _copy(state, now)
    path, mine, lam, found, cells, places, times = held
    blocks, uniform, everyone, which, is_moved, grid, flat, some, week = room
    pairs = len(everyone)
    for at in range(len(found)):
        key = key_of(seed, run, at)
        shock = _shock(key, law[10][0])
        people = actors(start, now, law, at)
        pulled(people[3][2], at, path, mine, moved)
        n = moved_pairs(start, moved, which, is_moved)
        if n == pairs:
            intensity(start, now, law, at, people, mine, shock, lam[at], blocks)
            drawn = events(key, lam[at], everyone, pairs, law[7], law[8], week, uniform)
        else:
            begun, lately = gathered(start, now, which[:n], flat)
            few = some[: 8 * n].reshape(8, n)
            intensity(begun, lately, law, at, people, mine, shock, few, blocks)
            drawn = events(key, few, which[:n], pairs, law[7], law[8], week, uniform)
            for cell in range(8):
                for i in range(n):
                    lam[at, cell, which[i]] = few[cell, i]
        without = (cells[at], places[at], times[at])
        mark(start, week, drawn, without, found[at], is_moved, grid, moved)
        drawn = merged(week, drawn, without, found[at], is_moved)
        _tell(start, now, law, at, people, mine, lam[at], told)
        _end(start, now, law, at, week, drawn, told)
        for number in range(forced.shape[0]):
            if forced[number, 0] == at:
                cell, d = int(forced[number, 1]), int(forced[number, 2])
                add(start, now, cell, d, forced[number, 3], forced[number, 4])
                moved[start[4][d]] = moved[start[5][d]] = True


@nb.njit(cache=True)
def _tell(start: Any, now: Any, law: Any, at: int, people: Any, path: Any, lam: Any, told: Any) -> None:
    """What is expected of a week."""
    sums, _, _, watch, rates, _, terms = told
    for cell in range(8):
        for d in range(lam.shape[1]):
            sums[cell, d] += lam[cell, d]
    for number in range(watch.shape[0]):
        rates[at, number] += lam[watch[number, 0], watch[number, 1]]
    if watch.shape[0]:
        numbers(start, now, law, at, people, path, watch, terms[at])


@nb.njit(cache=True)
def _end(start: Any, now: Any, law: Any, at: int, week: Any, found: int, told: Any) -> None:
    """A week passes, and its events enter the past."""
    cells, places, times = week
    _, counts, weekly, watch, _, seen, _ = told
    agree = start[11]
    pass_week(now, law[9])
    for number in range(found):
        cell, d, n = cells[number], places[number], times[number]
        counts[cell, d] += n
        weekly[at, cell % 4] += n
        for w in range(watch.shape[0]):
            if watch[w, 0] == cell and watch[w, 1] == d:
                seen[at, w] += n
        count_in(start, now, cell, d, float(n), n * agree[d] if cell % 4 == 0 else 0.0)
    relate(start, now, week, found)


@nb.njit(cache=True)
def held_of(pairs: int, weeks: int) -> Any:
    """Room for what happens week by week: the world's tension, volume and events without and with, what is expected,
    and what happens: how many cells have events, and cell, pair and number of each.
    """
    most = 8 * pairs
    return (
        np.empty((weeks, 3), dtype=np.float32),
        np.empty((weeks, 3), dtype=np.float32),
        np.empty((weeks, 8, pairs), dtype=np.float32),
        np.zeros(weeks, dtype=np.int64),
        np.empty((weeks, most), dtype=np.int32),
        np.empty((weeks, most), dtype=np.int32),
        np.empty((weeks, most), dtype=np.int32),
    )


@nb.njit(cache=True)
def room_of(pairs: int) -> Any:
    """Room to work in, for `pairs` pairs."""
    most = 8 * pairs
    return (
        (
            np.empty((8, BLOCK), dtype=np.float32), np.empty((8, BLOCK), dtype=np.float32),
            np.empty((8, BLOCK), dtype=np.float32), np.empty((7, BLOCK), dtype=np.float32),
        ),
        np.empty(pairs, dtype=np.float32),
        np.arange(pairs).astype(np.int32),
        np.empty(pairs, dtype=np.int32),
        np.empty(pairs, dtype=np.bool_),
        np.zeros((8, pairs), dtype=np.int32),
        np.empty((6, most), dtype=np.float32),
        np.empty(most, dtype=np.float32),
        (np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32), np.empty(most, dtype=np.int32)),
    )  # fmt: skip


@nb.njit(cache=True)
def _ways(b: Any, watch: Any, without: Any, given: Any, terms: Any, out: Any) -> None:
    """Adds what each term contributes to the difference of expected counts: they sum to it exactly.

    The difference is L times that of the logarithms, L their logarithmic mean (Ang & Liu 2001, Energy 26).
    """
    for week in range(without.shape[0]):
        for number in range(watch.shape[0]):
            low, high = without[week, number], given[week, number]
            change = np.log(high / low)
            scale = (high - low) / change if abs(change) > 1e-9 else low
            quad = watch[number, 0] % 4
            for term in range(b.shape[1]):
                move = terms[1, week, number, term] - terms[0, week, number, term]
                out[week, number, term] += scale * b[quad, term] * move


@nb.njit(cache=True, nogil=True)
def _chunk(
    chunk: int, start0: Any, state0: Any, start1: Any, state1: Any, law: Any, forced: Any, first_moved: Any,
    seed: int, worlds: int, watch: Any, found: Any,
) -> None:  # fmt: skip
    """Every `CHUNKS`-th of the runs that `compare` makes, from number `chunk` on, added to what is `found`."""
    totals, weekly, rates, events_of, ways = found
    runs, weeks = weekly.shape[1], weekly.shape[2]
    pairs, size = start0[0].shape[1], start0[7].shape[1]
    room, held = room_of(pairs), held_of(pairs, weeks)
    square = (size, size)
    now = (
        np.empty((8, pairs), dtype=np.float32), np.empty((8, pairs), dtype=np.float32),
        np.empty(pairs, dtype=np.float32), np.empty((4, size), dtype=np.float32),
        np.empty((4, size), dtype=np.float32), np.empty(square, dtype=np.float32),
        np.empty(square, dtype=np.float32), np.empty(square, dtype=np.float32),
        np.empty(square, dtype=np.float32), np.empty(square, dtype=np.float32), np.empty(square, dtype=np.float32),
    )  # fmt: skip
    sums = np.empty((2, 8, pairs), dtype=np.float32)
    counts = np.empty((2, 8, pairs), dtype=np.int32)
    terms = np.empty((2, weeks, watch.shape[0], law[11].shape[1]))
    out = totals[chunk]
    for run in range(chunk, runs, CHUNKS):
        sums[:] = 0
        counts[:] = 0
        told = (sums[0], counts[0], weekly[0, run], watch, rates[0, run], events_of[0, run], terms[0])
        run_first(start0, state0, now, law, seed, run, held, told, room)
        if worlds == 2:
            told = (sums[1], counts[1], weekly[1, run], watch, rates[1, run], events_of[1, run], terms[1])
            moved = first_moved.copy()
            run_second(start1, state1, now, law, forced, seed, run, held, told, room, moved)
            _ways(law[11], watch, rates[0, run], rates[1, run], terms, ways[chunk])
        for cell in range(8):
            for d in range(pairs):
                difference = float(sums[1, cell, d]) - float(sums[0, cell, d])
                out[0, cell, d] += sums[0, cell, d]
                out[1, cell, d] += sums[1, cell, d]
                out[2, cell, d] += difference
                out[3, cell, d] += difference * difference
                out[4, cell, d] += counts[0, cell, d] > 0
                out[5, cell, d] += counts[1, cell, d] > 0


def compare(
    start0: Any, state0: Any, start1: Any, state1: Any, law: Any, forced: Any, first_moved: Any,
    seed: int, runs: int, weeks: int, worlds: int, watch: Any, threads: int,
) -> Any:  # fmt: skip
    """Many runs without (world 0) and with (world 1); `worlds` 1 simulates only the first. `first_moved`: the actors of
    whom anything differs at the start.

    Gives `totals` (chunks, 6, 8, pairs): sums over runs of expected counts in each world, of their difference and its
    square, and of runs with at least one event in each world; `weekly` (worlds, runs, weeks, quads) events; expected
    counts and events of the watched cells, (worlds, runs, weeks, cells); and what each term adds to the difference of
    their expected counts, (chunks, weeks, cells, terms), in sums over runs.
    """
    found = (
        np.zeros((CHUNKS, 6, 8, start0[0].shape[1])),
        np.zeros((2, runs, weeks, 4), dtype=np.int64),
        np.zeros((2, runs, weeks, watch.shape[0])),
        np.zeros((2, runs, weeks, watch.shape[0]), dtype=np.int64),
        np.zeros((CHUNKS, weeks, watch.shape[0], law[11].shape[1])),
    )
    given = (start0, state0, start1, state1, law, forced, first_moved, seed, worlds, watch, found)
    # Threads of Python, which the compiled code runs beside: numba takes as long to compile a loop for threads of its
    # own as all the rest.
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(_chunk, chunk, *given) for chunk in range(CHUNKS)]:
            done.result()
    return found
