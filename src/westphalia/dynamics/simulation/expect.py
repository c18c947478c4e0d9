"""What a week is expected to bring, from the recent past and the strengths: compiled twin of `state.design`.

Cells are numbered side * 4 + quad along the first axis, pairs along the second. `world` prepares the arrays.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from westphalia.dynamics.simulation.fast import exp, log

BLOCK = 256


@nb.njit(inline="always", fastmath=True)
def _even(rate: Any, usual: Any, soft: Any) -> Any:
    """`state.bounded` in single precision."""
    return np.float32(2.0) * (rate - usual) / (rate + usual + soft)


@nb.njit(cache=True, fastmath=True)
def actors(start: Any, now: Any, law: Any, week: int) -> Any:
    """By quad and actor, recent rates of what it does and gets; by actor, how busy it is; of the world, tension, volume
    and events a week.
    """
    busy_usual, done_usual, got_usual = start[6], start[7], start[8]
    done, got = now[3], now[4]
    worth, soft, seen = law[5][0], law[5][3], law[6]
    inverse = np.float32(1.0) / (seen[week, 0] + worth)
    size = done.shape[1]
    rate_done, rate_got = np.empty((4, size), dtype=np.float32), np.empty((4, size), dtype=np.float32)
    busy = np.zeros(size, dtype=np.float32)
    total, conflict, total_usual, conflict_usual = 0.0, 0.0, 0.0, 0.0
    for quad in range(4):
        for a in range(size):
            rate_done[quad, a] = (done[quad, a] + worth * done_usual[quad, a]) * inverse
            rate_got[quad, a] = (got[quad, a] + worth * got_usual[quad, a]) * inverse
            busy[a] += rate_done[quad, a] + rate_got[quad, a]
            total += rate_done[quad, a]
            total_usual += done_usual[quad, a]
            if quad == 3:
                conflict += rate_done[quad, a]
                conflict_usual += done_usual[quad, a]
    for a in range(size):
        busy[a] = np.float32(0.5) * _even(busy[a], busy_usual[a], soft)
    none = np.float32(0.0)
    volume = _even(np.float32(total), np.float32(total_usual), none)
    share, usual_share = conflict / max(total, 1e-9), conflict_usual / max(total_usual, 1e-9)
    tension = _even(np.float32(share), np.float32(usual_share), none)
    return rate_done, rate_got, busy, (tension, volume, np.float32(total))


@nb.njit(cache=True, fastmath=True)
def intensity(
    start: Any, now: Any, law: Any, week: int, people: Any, path: Any, shock: float, lam: Any, scratch: Any
) -> None:
    """Expected counts of the coming week, for every cell and pair, into `lam`; `people`: what `actors` found.

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
    rate_done, rate_got, busy, _ = people
    tension, volume = path[week, 0], path[week, 1]
    heading, returning = (common, friends, forth, back), (common, friends, back, forth)

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
            there, here = heading[number], returning[number]
            for i in range(n):
                out[i] = there[one[i], two[i]] + here[two[i], one[i]]
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
def numbers(start: Any, now: Any, law: Any, week: int, people: Any, path: Any, watch: Any, out: Any) -> None:
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
    rate_done, rate_got, busy, _ = people
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
        x[18], x[19], x[20] = path[week, 0], path[week, 1], votes[d]
        x[21] = _even(agreed[d] * inv_agreed, agreed_usual[d], seldom)
        x[22] = _even(np.float32(met), contact_usual[d], faint)
        x[23] = m / (m + often)
