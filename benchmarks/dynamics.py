"""All that the dynamics are measured by, in one run: probabilities, ranking, scenarios, their cost and its growth.

    python benchmarks/dynamics.py                            # everything; hours on two cores
    python benchmarks/dynamics.py --only chances scenario    # parts; `--sets icews14` leaves the larger sets out

The parts print their own details (dynamics_chances.py, dynamics_rank.py, dynamics_scenario.py, simulated_world.py); the
table at the end has what was measured beside what is to reach. Everything is seeded with 0. Peers' figures in ranking
are those that their authors give under the same protocol, or of a run on a machine like this where it says so.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import dynamics_chances, dynamics_rank, dynamics_scenario, simulated_world

from westphalia.dynamics.panel import panel_of
from westphalia.record import Record

PARTS = ("chances", "rank", "scenario", "recovery")
RANKED = {  # what MRR is to reach on test, in percent, by set and setting
    ("icews14", "full"): 48.5,
    ("icews14", "fast"): 45.0,
    ("icews18", "full"): 32.8,
    ("icews18", "fast"): 32.8,
    ("icews0515", "full"): 47.0,  # TLogic by its authors (Liu et al. 2022, AAAI), on a split of their own
    ("icews0515", "fast"): 47.0,
}
SPENT = {("icews14", "full"): 570, ("icews14", "fast"): 57}  # CPU seconds
MEMORY = {"icews14": 2048, "icews18": 8192}  # MiB

Line = tuple[str, str, str, bool]  # what, measured, to reach, reached


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--sets", nargs="+", choices=list(dynamics_rank.SETS), default=list(dynamics_rank.SETS))
    parser.add_argument("--draws", type=int, default=200, help="simulated worlds of the recovery")
    parser.add_argument("--threads", type=int, default=2, help="of the scenario")
    asked = parser.parse_args()
    parts = {
        "chances": chances,
        "rank": lambda: rank(asked.sets),
        "scenario": lambda: scenario(asked.threads),
        "recovery": lambda: recovery(asked.draws),
    }
    lines = [line for name in asked.only for line in parts[name]()]
    print(f"\n{'what':76}{'measured':>32}  {'to reach':20}")
    for what, measured, wanted, reached in lines:
        print(f"{what:76}{measured:>32}  {wanted:20}{'' if reached else '  NOT REACHED'}")


def chances() -> Iterator[Line]:
    record = Record.default()
    done = dynamics_chances.accuracy(record)
    for year, found in done:
        one, where = found.overall, f"{year}, {found.weeks} week(s): "
        for part in one.against:
            low, high = part.brier_gain_interval
            name = f"{where}Brier less than {part.baseline}'s by"
            yield name, f"{part.brier_gain:.5f} [{low:.5f}, {high:.5f}]", "interval above 0", low > 0
            low, high = part.log_gain_interval
            name = f"{where}log score less than {part.baseline}'s by"
            yield name, f"{part.log_gain:.5f} [{low:.5f}, {high:.5f}]", "interval above 0", low > 0
        slope = one.slope or 0.0
        yield f"{where}calibration slope", f"{slope:.2f}", "0.9 to 1.1", 0.9 <= slope <= 1.1
        least = min(part.reliability for part in one.against)
        yield f"{where}reliability", f"{one.reliability:.6f}", f"below {least:.6f}", one.reliability < least
    for weeks, one in dynamics_chances.pooled(done).items():
        least = min(part.reliability for part in one.against)
        where = f"all windows, {weeks} week(s): reliability"
        yield where, f"{one.reliability:.6f}", f"below {least:.6f}", one.reliability < least
    panel = panel_of(record)
    spent = dynamics_chances.cost(panel)
    yield "fit of the embedded record, CPU s", f"{spent:.1f}", "under 30", spent < 30
    exponent = dynamics_chances.growth(panel)
    yield "fit of chances, exponent of time in events", f"{exponent:.2f}", "1 or less", exponent <= 1.1


def rank(sets: list[str]) -> Iterator[Line]:
    for name in sets:
        for setting in ("fast", "full"):
            found = dynamics_rank.measured(name, setting == "fast")
            mrr, least, where = 100 * found["mrr"], RANKED[name, setting], f"{name}, {setting}: "
            low, high = (100 * bound for bound in found["mrr_interval"])
            yield f"{where}MRR", f"{mrr:.1f} [{low:.1f}, {high:.1f}]", f"above {least}", mrr > least
            most = SPENT.get((name, setting), float("inf"))
            wanted = f"under {most}" if (name, setting) in SPENT else "-"
            yield f"{where}CPU s", f"{found['cpu_seconds']:.0f}", wanted, found["cpu_seconds"] < most
            limit = MEMORY.get(name, float("inf"))
            wanted = f"under {limit:,}" if name in MEMORY else "-"
            yield f"{where}peak memory, MiB", f"{found['peak_mib']:,}", wanted, found["peak_mib"] < limit


def scenario(threads: int) -> Iterator[Line]:
    dynamics_scenario.held()
    spent = dynamics_scenario.speed(threads)
    yield "scenario, 12 weeks, all pairs, 1,000 runs, both worlds, s", f"{spent:.1f}", "under 10", spent < 10
    for what, exponent in zip(("1 to 10", "10 to 100"), dynamics_scenario.growing(), strict=True):
        name = f"fit of the process, exponent of time in events, {what} times"
        yield name, f"{exponent:.2f}", "1 or less", exponent <= 1.1


def recovery(draws: int) -> Iterator[Line]:
    strengths, effects = simulated_world.recover(draws)
    for what, share in (("known strengths", strengths), ("known effects of an intervention", effects)):
        name = f"{what} within their 95 % intervals, {draws} worlds"
        yield name, f"{100 * share:.1f} %", "93 % or more", share >= 0.93


if __name__ == "__main__":
    main()
