"""How good the probabilities of `westphalia forecast` are beside simple baselines, and what they cost.

    python benchmarks/dynamics.py                       # everything below, on the embedded record
    python benchmarks/dynamics.py --only accuracy --window 2018 --window 2021
    python benchmarks/dynamics.py --only cost growth

accuracy: for the last eight weeks of each window, probabilities of at least one event of each quad within one and four
weeks, for all ordered pairs of countries with at least five events before the origin; origins pooled. Penalties and
mechanisms were chosen on 2018 and 2021; 2022 was run once, for the documentation. Intervals resample dyads.
cost: CPU seconds to fit everything to the embedded record, and to read the past of one origin.
growth: CPU seconds to read and fit three kinds with 1, 3 and 10 times the events (days drawn again with replacement
within each week, so that a pair's days fill up), and the exponent.

Ranking (who next) is measured by dynamics_rank.py, scenarios by dynamics_scenario.py.
"""

from __future__ import annotations

import argparse
import time
from datetime import timedelta

import numpy as np

from westphalia.dynamics.backtest import Backtest, backtest
from westphalia.dynamics.fitting import fit
from westphalia.dynamics.mechanisms import states
from westphalia.dynamics.panel import Panel, panel_of
from westphalia.dynamics.verify import Verified
from westphalia.record import Record

ROOMS = ("accuracy", "cost", "growth")
TIMES = (1, 3, 10)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=ROOMS, default=list(ROOMS))
    parser.add_argument("--window", action="append", help="year of a window; all by default")
    parser.add_argument("--record", help="a record's folder; the embedded record by default")
    asked = parser.parse_args()
    record = Record.open(asked.record) if asked.record else Record.default()
    if "accuracy" in asked.only:
        for window in record.windows():
            long = (window.last_day - window.first_day).days >= 20 * 7
            if long and (not asked.window or str(window.first_day.year) in asked.window):
                for weeks in (1, 4):
                    first = window.last_day - timedelta(days=8 * 7 - 1)
                    show(backtest(record, first, window.last_day, weeks=weeks), window.first_day.year)
    panel = panel_of(record)
    if "cost" in asked.only:
        cost(panel)
    if "growth" in asked.only:
        growth(panel)


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
    print(f"  {verdict(found.overall)}", flush=True)


def verdict(one: Verified) -> str:
    better = all(part.brier_gain_interval[0] > 0 and part.log_gain_interval[0] > 0 for part in one.against)
    reliable = all(one.reliability < part.reliability for part in one.against)
    slope = one.slope is not None and 0.9 <= one.slope <= 1.1
    return (
        f"better than all three, intervals above 0: {'yes' if better else 'NO'}; slope within 0.9-1.1: "
        f"{'yes' if slope else 'NO'}; reliability below all three: {'yes' if reliable else 'NO'}"
    )


def cost(panel: Panel) -> None:
    last = len(panel.weeks.ends) - 1
    start = time.process_time()
    fits = fit(panel, last)
    print(
        f"\nfit of {len(fits)} kinds on {len(panel.day):,} days with an event: {time.process_time() - start:.1f} CPU s"
    )
    start = time.process_time()
    next(states(panel, [last]))
    print(f"state of one origin after {last + 1} weeks: {time.process_time() - start:.2f} CPU s")


def growth(panel: Panel) -> None:
    """Draw more event-days: each row again on another day of its week."""
    random = np.random.default_rng(0)
    spent = []
    print()
    for times in TIMES:
        day = np.repeat(panel.day, times)
        week = np.searchsorted(panel.weeks.ends, day)
        inside = (week < len(panel.weeks.ends)) & (np.arange(len(day)) % times > 0)
        drawn = panel.weeks.ends[np.minimum(week, len(panel.weeks.ends) - 1)] - random.integers(0, 7, len(day))
        day = np.where(inside, drawn, day)
        order = np.argsort(day, kind="stable")
        pair, kind = (np.repeat(part, times)[order] for part in (panel.pair, panel.kind))
        more = Panel(panel.weeks, day[order], pair, kind, panel.frame, panel.query, panel.votes)
        start = time.process_time()
        fit(more, len(panel.weeks.ends) - 1, kinds=[0, 2, 3])
        spent.append(time.process_time() - start)
        print(f"{times:3} times the event-days ({len(day):,}): {spent[-1]:.1f} CPU s")
    exponent = np.polyfit(np.log(TIMES), np.log(spent), 1)[0]
    print(f"exponent {exponent:.2f} (1 is linear)")


if __name__ == "__main__":
    main()
