"""How good, how stable and how fast the simulation of `westphalia scenario` is.

    python benchmarks/dynamics_scenario.py                    # all of it but the long recovery
    python benchmarks/dynamics_scenario.py held               # last 8 weeks of each window, strengths learned before
    python benchmarks/dynamics_scenario.py speed --threads 2  # fit, and 12 weeks, 1,000 runs, with and without
    python benchmarks/dynamics_scenario.py growth             # 1, 10 and 100 times the events
    python benchmarks/dynamics_scenario.py recover --draws 200 [--first 0]   # simulated worlds with known strengths

Everything is seeded; times are wall clock, with CPU time beside them.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

import numpy as np

from westphalia.dynamics.simulation.fit import Strengths, sample, strengths
from westphalia.dynamics.simulation.held import held_out
from westphalia.dynamics.simulation.learned import strengths_of, window_of_week
from westphalia.dynamics.simulation.play import Forced, play
from westphalia.dynamics.simulation.shares import action_shares
from westphalia.dynamics.simulation.stable import growth
from westphalia.dynamics.simulation.state import AGREE, MEMORY, state_at
from westphalia.dynamics.simulation.table import counts_of, table_of
from westphalia.record import Record

HELD_OUT = 8  # weeks at the end of each window


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("part", nargs="?", choices=["held", "speed", "growth", "recover", "all"], default="all")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--draws", type=int, default=200)
    parser.add_argument("--first", type=int, default=0, help="number of the first draw, to share the work")
    asked = parser.parse_args()
    if asked.part in ("held", "all"):
        held()
    if asked.part in ("speed", "all"):
        speed(asked.threads)
    if asked.part in ("growth", "all"):
        growing()
    if asked.part == "recover":
        import sys
        from pathlib import Path

        sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
        from benchmarks.simulated_world import recover

        recover(asked.draws, asked.first)


def held() -> None:
    """Figures of the last weeks of each window beside those of the world left alone."""
    table, _, _ = table_of(Record.default())
    names = np.array(window_of_week(table))
    for name in dict.fromkeys(names):
        first = int(np.flatnonzero(names == name)[-1]) - HELD_OUT + 1
        found = strengths(sample(table, MEMORY, last=first))
        print(f"\n{name}: {HELD_OUT} weeks from number {first}, strengths from {found.weeks} weeks before; ", end="")
        print(f"largest eigenvalue {growth(found.law.b):.2f}, 40 runs, seed 0")
        print(f"  {'':42} {'record':>9} {'simulated [90 % of runs]':>30}")
        for row in held_out(table, found, first, HELD_OUT):
            digits = 0 if row.observed > 100 else 3
            spread = f"{row.simulated:,.{digits}f} [{row.low:,.{digits}f}, {row.high:,.{digits}f}]"
            print(f"  {row.what:42} {row.observed:9,.{digits}f} {spread:>30}")


def speed(threads: int) -> float:
    """Times of the parts; that of the simulation in seconds."""
    record = Record.default()
    table, _, _ = timed("read the record", lambda: table_of(record))
    rows = timed("numbers of all terms", lambda: sample(table))
    timed("strengths and intervals", lambda: strengths(rows))
    found, _ = strengths_of(record)
    at = len(table.ends) - 1
    chosen = np.flatnonzero(table.covered[at])
    state = state_at(table, at).only(chosen)
    agree = action_shares(table, chosen)[:, AGREE].mean(axis=0)
    side, pair = table.place("USA", "IRN")
    place = int(np.searchsorted(chosen, pair))
    deed = [Forced(-1, side * 4 + 3, place, 1.0)]
    watch = [(cell, place) for cell in range(8)]

    def run(runs: int) -> Any:
        return play(state, state, agree, found.law, deed, weeks=12, runs=runs, seed=0, watch=watch, threads=threads)

    timed("first run (compiles, or reads what was compiled)", lambda: run(16))
    start = time.perf_counter()
    timed(f"12 weeks, {len(chosen):,} pairs, 1,000 runs, with and without, {threads} threads", lambda: run(1000))
    return time.perf_counter() - start


def growing() -> list[float]:
    """Time of the whole fit with the events of the record resampled 1, 10 and 100 times over; the two exponents."""
    record = Record.default()
    frame, _ = counts_of(record)
    random = np.random.default_rng(0)
    times = []
    for times_over in (1, 10, 100):
        total = int(frame["n"].sum()) * times_over
        drawn = random.multinomial(total, (frame["n"] / frame["n"].sum()).to_numpy())
        more = frame.assign(n=drawn.astype(np.float64))[drawn > 0]
        start = time.process_time()
        table, _, _ = table_of(record, frame=more)
        found: Strengths = strengths(sample(table))
        times.append(time.process_time() - start)
        print(f"{total:>12,} events: {times[-1]:6.1f} s CPU, {found.rows:,} rows a quad", flush=True)
    exponents = np.diff(np.log(times)) / np.log(10)
    print(f"exponent of time in events: {exponents[0]:.2f} from 1 to 10, {exponents[1]:.2f} from 10 to 100")
    return [float(exponent) for exponent in exponents]


def timed(what: str, work: Callable[[], Any]) -> Any:
    start, cpu = time.perf_counter(), time.process_time()
    found = work()
    print(f"{what}: {time.perf_counter() - start:.1f} s ({time.process_time() - cpu:.1f} s CPU)", flush=True)
    return found


if __name__ == "__main__":
    main()
