"""How good the probabilities of `westphalia forecast` are beside simple baselines, and what they cost.

    python benchmarks/dynamics_chances.py                       # everything below, on the embedded record
    python benchmarks/dynamics_chances.py --only accuracy --window 2018 --window 2021
    python benchmarks/dynamics_chances.py --only cost growth

accuracy: for the last eight weeks of each window, probabilities of at least one event of each quad within one and four
weeks, for all ordered pairs of countries with at least five events before the origin; origins pooled. Penalties and
mechanisms were chosen on 2018 and 2021; docs/forecasts.md says how often 2022 was run. Intervals resample dyads.
cost: CPU seconds to fit everything to the embedded record, and to read the past of one origin.
growth: CPU seconds to read the past and fit three kinds with 1, 10 and 100 times the events, and the exponent.

`dynamics.py` runs this together with ranking and scenarios and prints one table.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pandas as pd

from westphalia.dynamics.backtest import Backtest, backtest
from westphalia.dynamics.baselines import NAMES as BASELINES
from westphalia.dynamics.fitting import fit
from westphalia.dynamics.mechanisms import states
from westphalia.dynamics.panel import Panel, panel_of
from westphalia.dynamics.verify import Verified, verify
from westphalia.record import Record

ROOMS = ("accuracy", "cost", "growth")
TIMES = (1, 10, 100)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--window", action="append", help="year of a window; all by default")
    parser.add_argument("--record", help="a record's folder; the embedded record by default")
    asked = parser.parse_args()
    record = Record.open(asked.record) if asked.record else Record.default()
    if "accuracy" in asked.only:
        accuracy(record, asked.window)
    panel = panel_of(record)
    if "cost" in asked.only:
        cost(panel)
    if "growth" in asked.only:
        growth(panel)


def accuracy(record: Record, years: Sequence[str] | None = None) -> list[tuple[int, Backtest]]:
    """The year and the backtest of each window and horizon, printed as they are found."""
    done = []
    for window in record.windows():
        year = window.first_day.year
        long = (window.last_day - window.first_day).days >= 20 * 7
        if long and (not years or str(year) in years):
            for weeks in (1, 4):
                first = window.last_day - timedelta(days=8 * 7 - 1)
                done.append((year, backtest(record, first, window.last_day, weeks=weeks)))
                show(done[-1][1], year)
    if len(done) > 2:
        for weeks, one in pooled(done).items():
            theirs = ", ".join(f"{part.baseline} {part.reliability:.6f}" for part in one.against)
            print(
                f"\nall windows, {weeks} week(s), n {one.n:,}: reliability {one.reliability:.6f} ({theirs})", flush=True
            )
    return done


def pooled(done: Sequence[tuple[int, Backtest]]) -> dict[int, Verified]:
    """The forecasts of all windows together, by horizon in weeks."""
    found = {}
    for weeks in (1, 4):
        table = pd.concat([one.forecasts for _, one in done if one.weeks == weeks], ignore_index=True)
        dyad = [min(pair) + max(pair) for pair in zip(table["actor"], table["recipient"], strict=True)]
        others = {name: table[name].to_numpy() for name in BASELINES}
        truth = table["happened"].to_numpy(dtype=bool)
        found[weeks] = verify(table["probability"].to_numpy(), truth, pd.factorize(pd.Series(dyad))[0], others)
    return found


def show(found: Backtest, year: int) -> None:
    print(f"\n{year}, last eight weeks, at least one event within {found.weeks} week(s)", end="")
    print(f" ({len(found.origins)} origins; recency half-life {found.recency_half_life:g} weeks)")
    print(f"  {'':22}{'n':>8}{'true %':>8}{'Brier':>9}{'log':>8}{'slope [95 %]':>20}{'reliability':>13}")
    for name, one in {"all quads": found.overall, **found.kinds}.items():
        slope = f"{one.slope:.2f} [{one.slope_interval[0]:.2f}, {one.slope_interval[1]:.2f}]"  # type: ignore[index]
        print(f"  {name:22}{one.n:8,}{100 * one.observed:8.2f}{one.brier:9.5f}{one.log_score:8.4f}{slope:>20}", end="")
        print(f"{one.reliability:13.6f}")
        for part in one.against:
            skill = f"skill {part.skill:+.4f} [{part.skill_interval[0]:+.4f}, {part.skill_interval[1]:+.4f}]"
            gain = f"log gain {part.log_gain:+.5f} [{part.log_gain_interval[0]:+.5f}, {part.log_gain_interval[1]:+.5f}]"
            print(f"    against {part.baseline:12} {skill}  {gain}  reliability {part.reliability:.6f}")
    said = "; ".join(f"{what}: {'yes' if reached else 'NO'}" for what, reached in verdicts(found.overall).items())
    print(f"  {said}", flush=True)


def verdicts(one: Verified) -> dict[str, bool]:
    """What is to reach, and whether it is."""
    return {
        "better than all three by Brier, intervals above 0": all(
            part.brier_gain_interval[0] > 0 for part in one.against
        ),
        "by log score": all(part.log_gain_interval[0] > 0 for part in one.against),
        "slope within 0.9-1.1": one.slope is not None and 0.9 <= one.slope <= 1.1,
        "reliability below all three": all(one.reliability < part.reliability for part in one.against),
    }


def cost(panel: Panel) -> float:
    """CPU seconds of the whole fit."""
    last = len(panel.weeks.ends) - 1
    start = time.process_time()
    fits = fit(panel, last)
    spent = time.process_time() - start
    print(f"\nfit of {len(fits)} kinds on {len(panel.day):,} days with an event: {spent:.1f} CPU s")
    start = time.process_time()
    next(states(panel, [last]))
    print(f"state of one origin after {last + 1} weeks: {time.process_time() - start:.2f} CPU s")
    return spent


def growth(panel: Panel) -> float:
    """The exponent of time in events. Each of n events of a pair and kind in a week falls on any of its seven days, so
    that more events fill up days that are counted once.
    """
    random = np.random.default_rng(0)
    rows = panel.weeks.kinds
    spent = []
    print()
    for times in TIMES:
        hit = random.random((len(rows.n), 7)) < -np.expm1(times * rows.n * np.log(6 / 7))[:, None]
        row, back = np.nonzero(hit)
        day = panel.weeks.ends[rows.week[row]] - back
        order = np.argsort(day, kind="stable")
        days = (day[order], rows.pair[row][order], rows.kind[row][order])
        more = Panel(panel.weeks, *days, panel.frame, panel.query, panel.record)
        start = time.process_time()
        fit(more, len(panel.weeks.ends) - 1, kinds=[0, 2, 3])
        spent.append(time.process_time() - start)
        print(f"{times:3} times the events ({len(day):,} days with one): {spent[-1]:.1f} CPU s", flush=True)
    exponent = float(np.polyfit(np.log(TIMES), np.log(spent), 1)[0])
    print(f"exponent {exponent:.2f} (1 is linear)")
    return exponent


if __name__ == "__main__":
    main()
