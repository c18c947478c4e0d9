"""The simulation itself: one run of one world, week by week, and many runs of two worlds with common random numbers.

All that a week needs is kept up to date as events happen: decayed counts by pair, their sums by actor, and the sums of
`State.third` over third actors, of which an event changes a row or two. Cells are numbered side * 4 + quad along the
first axis, pairs along the second. An event of a run, week and cell is drawn from random bits that belong to these and
to nothing else, by inversion of the negative binomial distribution: where nothing differs between two worlds, the same
happens in both, and what an intervention changes is not drowned by chance.

Compiled by numba; everything here is plain loops over arrays. `world` prepares the arrays.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from westphalia.dynamics.simulation.fast import draw, exp, log, mix

BLOCK = 256
MOST = 4000  # events of one cell in one week; a bound for the loop, far beyond anything reported
CHUNKS = 16  # of runs; sums are added up chunk by chunk, so that the number of threads changes no digit

_UNIT = np.float32(2.0**-24)


@nb.njit(inline="always", fastmath=True)
def _even(rate: Any, usual: Any, soft: Any) -> Any:
    """`state.bounded` in single precision."""
    return np.float32(2.0) * (rate - usual) / (rate + usual + soft)


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
def _actors(start: Any, now: Any, law: Any, week: int) -> Any:
    """By quad and actor, recent rates of what it does and gets; by actor, how busy it is; the world's two numbers."""
    busy_usual, done_usual, got_usual = start[6], start[7], start[8]
    done, got = now[3], now[4]
    worth, soft, seen = law[5][0], law[5][3], law[6]
    inverse = np.float32(1.0) / (seen[week, 0] + worth)
    actors = done.shape[1]
    rate_done, rate_got = np.empty((4, actors), dtype=np.float32), np.empty((4, actors), dtype=np.float32)
    busy = np.zeros(actors, dtype=np.float32)
    total, conflict, total_usual, conflict_usual = 0.0, 0.0, 0.0, 0.0
    for quad in range(4):
        for a in range(actors):
            rate_done[quad, a] = (done[quad, a] + worth * done_usual[quad, a]) * inverse
            rate_got[quad, a] = (got[quad, a] + worth * got_usual[quad, a]) * inverse
            busy[a] += rate_done[quad, a] + rate_got[quad, a]
            total += rate_done[quad, a]
            total_usual += done_usual[quad, a]
            if quad == 3:
                conflict += rate_done[quad, a]
                conflict_usual += done_usual[quad, a]
    for a in range(actors):
        busy[a] = np.float32(0.5) * _even(busy[a], busy_usual[a], soft)
    none = np.float32(0.0)
    volume = _even(np.float32(total), np.float32(total_usual), none)
    share, usual_share = conflict / max(total, 1e-9), conflict_usual / max(total_usual, 1e-9)
    return rate_done, rate_got, busy, volume, _even(np.float32(share), np.float32(usual_share), none)


@nb.njit(cache=True, fastmath=True)
def _intensity(start: Any, now: Any, law: Any, week: int, shock: float, lam: Any, scratch: Any) -> None:
    """Expected counts of the coming week, for every cell and pair, into `lam`.

    Each loop touches few arrays, so that the compiler can prove them apart and work on many numbers at a time.
    """
    (usual, log_usual, base, contact_usual, first, second, _, done_usual, got_usual) = start[:9]
    third_usual, agreed_usual = start[9], start[10]
    (mid, short, agreed, _, _, common, friends, forth, back) = now[:9]
    inner, inner_week, outer, outer_week, far, constants, seen = law[:7]
    worth_recent, worth_week = constants[0], constants[1]
    floor, soft, faint, seldom, largest = constants[2], constants[3], constants[4], constants[5], constants[7]
    inv_mid = np.float32(1.0) / (seen[week, 0] + worth_recent)
    inv_week = np.float32(1.0) / (seen[week, 1] + worth_week)
    inv_third = np.float32(1.0) / max(seen[week, 0], np.float32(1.0))
    inv_agreed = np.float32(1.0) / max(seen[week, 2], np.float32(1.0))
    pairs = mid.shape[1]
    lately, last, recent, terms = scratch
    lift = np.float32(shock)
    rate_done, rate_got, busy, volume, tension = _actors(start, now, law, week)

    for begin in range(0, pairs, BLOCK):
        n = min(BLOCK, pairs - begin)
        one, two = first[begin : begin + n], second[begin : begin + n]
        met = terms[6]
        met[:n] = np.float32(0.0)
        for cell in range(8):
            m, s, u = mid[cell, begin : begin + n], short[cell, begin : begin + n], usual[cell, begin : begin + n]
            to, tl, tr, lu = lately[cell], last[cell], recent[cell], log_usual[cell, begin : begin + n]
            for i in range(n):
                tr[i] = (m[i] + worth_recent * u[i]) * inv_mid
            for i in range(n):
                to[i] = log(tr[i] + floor)
            for i in range(n):
                tl[i] = log((s[i] + worth_week * tr[i]) * inv_week + floor) - to[i]
            for i in range(n):
                to[i] -= lu[i]
            for i in range(n):
                met[i] += tr[i]
        cu, gu, ag = (
            contact_usual[begin : begin + n], agreed_usual[begin : begin + n], agreed[begin : begin + n],
        )  # fmt: skip
        for i in range(n):
            met[i] = _even(met[i], cu[i], faint)
        agreement, activity = terms[5], terms[4]
        for i in range(n):
            agreement[i] = _even(ag[i] * inv_agreed, gu[i], seldom)
        for i in range(n):
            activity[i] = busy[one[i]] + busy[two[i]]
        for number in range(4):
            out, tu = terms[number], third_usual[number, begin : begin + n]
            if number < 2:
                if number == 0:
                    for i in range(n):
                        out[i] = common[one[i], two[i]] + common[two[i], one[i]]
                else:
                    for i in range(n):
                        out[i] = friends[one[i], two[i]] + friends[two[i], one[i]]
            elif number == 2:
                for i in range(n):
                    out[i] = forth[one[i], two[i]] + back[two[i], one[i]]
            else:
                for i in range(n):
                    out[i] = forth[two[i], one[i]] + back[one[i], two[i]]
            for i in range(n):
                out[i] = _even(out[i] * inv_third, tu[i], soft)
        pressure, friend = terms[0], terms[1]
        for cell in range(8):
            side, quad = cell // 4, cell % 4
            mine, other = side * 4, (1 - side) * 4
            out, b0 = lam[cell, begin : begin + n], base[cell, begin : begin + n]
            r, u = recent[cell], usual[cell, begin : begin + n]
            f0, f1, f2, f3, f4 = far[quad, 0], far[quad, 1], far[quad, 2], far[quad, 3], far[quad, 4]
            f7, f8, f9 = far[quad, 7], far[quad, 8], far[quad, 9]
            whole = far[quad, 5] * tension + far[quad, 6] * volume
            enemies = terms[2 + side]
            actor, recipient = (one, two) if side == 0 else (two, one)
            for i in range(n):
                out[i] = b0[i] + whole + f0 * pressure[i] + f1 * friend[i] + f2 * enemies[i]
            for i in range(n):
                out[i] += f4 * activity[i] + f7 * agreement[i] + f8 * met[i]
            rate, usually = rate_done[quad], done_usual[quad]
            for i in range(n):
                out[i] += f3 * _even(rate[actor[i]] - r[i], usually[actor[i]] - u[i], soft)
            rate, usually = rate_got[quad], got_usual[quad]
            for i in range(n):
                out[i] += f9 * _even(rate[recipient[i]] - r[i], usually[recipient[i]] - u[i], soft)
            for k in range(4):
                w0, w1, v0, v1 = inner[quad, k], inner_week[quad, k], outer[quad, k], outer_week[quad, k]
                l0, l1, z0, z1 = lately[mine + k], lately[other + k], last[mine + k], last[other + k]
                for i in range(n):
                    out[i] += w0 * l0[i] + w1 * z0[i] + v0 * l1[i] + v1 * z1[i]
            for i in range(n):
                out[i] = exp(min(out[i], largest)) * lift


@nb.njit(cache=True)
def _numbers(start: Any, now: Any, law: Any, week: int, watch: Any, out: Any) -> None:
    """The numbers x of all terms for the cells in `watch`, (cells, terms), as `state.design` has them."""
    (usual, log_usual, _, contact_usual, first, second, _, done_usual, got_usual) = start[:9]
    third_usual, agreed_usual, votes = start[9], start[10], start[12]
    (mid, short, agreed, _, _, common, friends, forth, back) = now[:9]
    constants, seen = law[5], law[6]
    worth_recent, worth_week, floor, soft = constants[0], constants[1], constants[2], constants[3]
    faint, seldom, often = constants[4], constants[5], constants[6]
    one = np.float32(1.0)
    inv_mid, inv_week = one / (seen[week, 0] + worth_recent), one / (seen[week, 1] + worth_week)
    inv_third, inv_agreed = one / max(seen[week, 0], one), one / max(seen[week, 2], one)
    rate_done, rate_got, busy, volume, tension = _actors(start, now, law, week)
    rate, lately, last = np.empty(8), np.empty(8), np.empty(8)
    for number in range(watch.shape[0]):
        cell, d = watch[number, 0], watch[number, 1]
        side, quad = cell // 4, cell % 4
        met = 0.0
        for k in range(8):
            rate[k] = (mid[k, d] + worth_recent * usual[k, d]) * inv_mid
            lately[k] = np.log(rate[k] + floor)
            last[k] = np.log((short[k, d] + worth_week * rate[k]) * inv_week + floor) - lately[k]
            lately[k] -= log_usual[k, d]
            met += rate[k]
        mine, other = side * 4, (1 - side) * 4
        a, b = (first[d], second[d]) if side == 0 else (second[d], first[d])
        x = out[number]
        x[0], x[1] = 1.0, np.log(usual[cell, d])
        x[2], x[3], x[4], x[5] = lately[cell], last[cell], lately[other + quad], last[other + quad]
        place = 0
        for k in range(4):
            if k != quad:
                x[6 + place] = lately[mine + k] + last[mine + k]
                x[9 + place] = lately[other + k] + last[other + k]
                place += 1
        x[12] = _even((common[a, b] + common[b, a]) * inv_third, third_usual[0, d], soft)
        x[13] = _even((friends[a, b] + friends[b, a]) * inv_third, third_usual[1, d], soft)
        x[14] = _even((forth[a, b] + back[b, a]) * inv_third, third_usual[2 + side, d], soft)
        m = usual[cell, d]
        x[15] = _even(rate_done[quad, a] - rate[cell], done_usual[quad, a] - m, soft)
        x[16] = _even(rate_got[quad, b] - rate[cell], got_usual[quad, b] - m, soft)
        x[17] = busy[a] + busy[b]
        x[18], x[19], x[20] = tension, volume, votes[d]
        x[21] = _even(agreed[d] * inv_agreed, agreed_usual[d], seldom)
        x[22] = _even(np.float32(met), contact_usual[d], faint)
        x[23] = m / (m + often)


@nb.njit(cache=True, fastmath=True)
def _events(key: int, lam: Any, mutual: Any, burst: Any, cells: Any, places: Any, numbers: Any, u: Any) -> int:
    """Draw the week's events: how many cells have some, with cell, pair and number in the three arrays."""
    pairs = lam.shape[1]
    found = 0
    for cell in range(8):
        quad, side = cell % 4, cell // 4
        rates = lam[cell]
        coin = np.uint32(min(mutual[quad], 0.999999) * 4294967295.0) if side else np.uint32(0)
        offset, shared = np.uint32(cell * pairs), np.uint32(quad * pairs)
        coins = np.uint32((16 + quad) * pairs)
        for d in range(pairs):
            u[d] = np.float32(draw(key, offset + np.uint32(d)) >> np.uint32(8)) * _UNIT
        if side:
            for d in range(pairs):
                other = np.float32(draw(key, shared + np.uint32(d)) >> np.uint32(8)) * _UNIT
                u[d] = other if draw(key, coins + np.uint32(d)) < coin else u[d]
        for d in range(pairs):
            if u[d] < rates[d]:  # the chance of at least one is below the mean
                number = offset + np.uint32(d)
                if side == 1 and draw(key, coins + np.uint32(d)) < coin:
                    number = shared + np.uint32(d)
                exact = (float(draw(key, number)) + 0.5) * 2.0**-32
                n = _count(exact, rates[d], burst[quad, 0], burst[quad, 1])
                if n:
                    cells[found], places[found], numbers[found] = cell, d, n
                    found += 1
    return found


@nb.njit(cache=True, fastmath=True)
def add(start: Any, now: Any, cell: int, d: int, n: float, agreed_now: float) -> None:
    """`n` events of a cell happen; `agreed_now` of them are agreements."""
    _count_in(start, now, cell, d, n, agreed_now)
    _relate(start, now, cell, d)


@nb.njit(cache=True, fastmath=True)
def _count_in(start: Any, now: Any, cell: int, d: int, n: float, agreed_now: float) -> None:
    """Events enter the decayed counts of the pair and of the two actors."""
    first, second = start[4], start[5]
    side, quad = cell // 4, cell % 4
    a = first[d] if side == 0 else second[d]
    b = second[d] if side == 0 else first[d]
    n32 = np.float32(n)
    now[0][cell, d] += n32
    now[1][cell, d] += n32
    now[2][d] += np.float32(agreed_now)
    now[3][quad, a] += n32
    now[4][quad, b] += n32


@nb.njit(cache=True, fastmath=True)
def _relate(start: Any, now: Any, cell: int, d: int) -> None:
    """Sums over third actors take in what the pair now is to each other; a second time changes nothing."""
    first, second = start[4], start[5]
    (mid, _, _, done, _, common, friends, forth, back, hostile, friendly) = now
    side, quad = cell // 4, cell % 4
    a = first[d] if side == 0 else second[d]
    b = second[d] if side == 0 else first[d]
    actors = done.shape[1]
    if quad >= 2:
        h = np.float32(np.sqrt(mid[side * 4 + 3, d] + np.float32(0.5) * mid[side * 4 + 2, d]))
        change = h - hostile[a, b]
        if change == 0:
            return
        row, his = common[b], hostile[a]
        for x in range(actors):
            row[x] += change * his[x]
        row, his = back[b], friendly[a]
        for x in range(actors):
            row[x] += change * his[x]
        hostile[a, b] = h
    else:
        f = np.float32(np.sqrt(mid[0, d] + mid[1, d] + mid[4, d] + mid[5, d]))
        change = f - friendly[a, b]
        if change == 0:
            return
        row, his, hers, other = friends[a], friendly[b], friendly[a], friends[b]
        for x in range(actors):
            row[x] += change * his[x]
        for x in range(actors):
            other[x] += change * hers[x]
        row, his = forth[a], hostile[b]
        for x in range(actors):
            row[x] += change * his[x]
        row, his = forth[b], hostile[a]
        for x in range(actors):
            row[x] += change * his[x]
        friendly[a, b] = friendly[b, a] = f


@nb.njit(cache=True, fastmath=True)
def _fade(now: Any, fade: Any) -> None:
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
    mid[:], short[:], agreed[:], done[:], got[:], common[:] = mid0, short0, agreed0, done0, got0, common0
    friends[:], forth[:], back[:], hostile[:], friendly[:] = friends0, forth0, back0, hostile0, friendly0


@nb.njit(cache=True)
def run_world(
    start: Any, state: Any, now: Any, law: Any, forced: Any, seed: int, run: int, weeks: int,
    sums: Any, counts: Any, weekly: Any, watch: Any, seen_rates: Any, seen_counts: Any, terms: Any, scratch: Any,
) -> None:  # fmt: skip
    """One run of one world of `weeks` weeks, from `state`, which is copied into `now`.

    Adds expected counts to `sums` and events to `counts`, both (8, pairs); events by week and quad to `weekly`; the
    expected counts and the events of the cells in `watch` to `seen_rates` and `seen_counts`, (weeks, cells); puts
    their numbers x into `terms`, (weeks, cells, terms).
    """
    _copy(state, now)
    mutual, burst, fade, spread = law[7], law[8], law[9], law[10]
    lam, uniform, cells, places, numbers, blocks = scratch
    agree_share = start[11]
    pairs = lam.shape[1]
    for week in range(weeks):
        key = key_of(seed, run, week)
        _intensity(start, now, law, week, _shock(key, spread[0]), lam, blocks)
        found = _events(key, lam, mutual, burst, cells, places, numbers, uniform)
        for cell in range(8):
            for d in range(pairs):
                sums[cell, d] += lam[cell, d]
        for number in range(watch.shape[0]):
            seen_rates[week, number] += lam[watch[number, 0], watch[number, 1]]
        if watch.shape[0]:
            _numbers(start, now, law, week, watch, terms[week])
        _fade(now, fade)
        for number in range(found):
            cell, d, n = cells[number], places[number], numbers[number]
            counts[cell, d] += n
            weekly[week, cell % 4] += n
            for w in range(watch.shape[0]):
                if watch[w, 0] == cell and watch[w, 1] == d:
                    seen_counts[week, w] += n
            _count_in(start, now, cell, d, float(n), n * agree_share[d] if cell % 4 == 0 else 0.0)
        for number in range(found):
            _relate(start, now, cells[number], places[number])
        for number in range(forced.shape[0]):
            if forced[number, 0] == week:
                add(start, now, int(forced[number, 1]), int(forced[number, 2]), forced[number, 3], forced[number, 4])


@nb.njit(cache=True)
def scratch_of(pairs: int) -> Any:
    """Room to work in, for `pairs` pairs."""
    return (
        np.empty((8, pairs), dtype=np.float32),
        np.empty(pairs, dtype=np.float32),
        np.empty(8 * pairs, dtype=np.int64),
        np.empty(8 * pairs, dtype=np.int64),
        np.empty(8 * pairs, dtype=np.int64),
        (
            np.empty((8, BLOCK), dtype=np.float32),
            np.empty((8, BLOCK), dtype=np.float32),
            np.empty((8, BLOCK), dtype=np.float32),
            np.empty((7, BLOCK), dtype=np.float32),
        ),
    )


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


@nb.njit(cache=True, parallel=True)
def compare(
    start0: Any, state0: Any, start1: Any, state1: Any, law: Any, forced0: Any, forced1: Any,
    seed: int, first_run: int, runs: int, weeks: int, worlds: int, watch: Any,
) -> Any:  # fmt: skip
    """Many runs without (world 0) and with (world 1); `worlds` 1 simulates only the first.

    Gives `totals` (chunks, 6, 8, pairs): sums over runs of expected counts in each world, of their difference and its
    square, and of runs with at least one event in each world; `weekly` (worlds, runs, weeks, quads) events; expected
    counts and events of the watched cells, (worlds, runs, weeks, cells); and what each term adds to the difference of
    their expected counts, (chunks, weeks, cells, terms), in sums over runs.
    """
    pairs, actors = start0[0].shape[1], start0[7].shape[1]
    totals = np.zeros((CHUNKS, 6, 8, pairs))
    weekly = np.zeros((2, runs, weeks, 4), dtype=np.int64)
    rates = np.zeros((2, runs, weeks, watch.shape[0]))
    events = np.zeros((2, runs, weeks, watch.shape[0]), dtype=np.int64)
    ways = np.zeros((CHUNKS, weeks, watch.shape[0], law[11].shape[1]))
    for chunk in nb.prange(CHUNKS):
        scratch = scratch_of(pairs)
        square = (actors, actors)
        now = (
            np.empty((8, pairs), dtype=np.float32), np.empty((8, pairs), dtype=np.float32),
            np.empty(pairs, dtype=np.float32), np.empty((4, actors), dtype=np.float32),
            np.empty((4, actors), dtype=np.float32), np.empty(square, dtype=np.float32),
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
            run_world(
                start0, state0, now, law, forced0, seed, first_run + run, weeks,
                sums[0], counts[0], weekly[0, run], watch, rates[0, run], events[0, run], terms[0], scratch,
            )  # fmt: skip
            if worlds == 2:
                run_world(
                    start1, state1, now, law, forced1, seed, first_run + run, weeks,
                    sums[1], counts[1], weekly[1, run], watch, rates[1, run], events[1, run], terms[1], scratch,
                )  # fmt: skip
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
    return totals, weekly, rates, events, ways
