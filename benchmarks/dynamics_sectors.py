"""How good forecasts of sectors within countries are, on a record of one's own that names sectors.

    westphalia record add quadruples icews18.tsv --record R18     # ICEWS of January to October 2018, by name
    python benchmarks/dynamics_sectors.py R18

For the last eight weeks of the record, at least one event of each quad within one and four weeks, origins pooled; pairs
with at least five events before the origin. Three sets of ordered pairs: of two sectors (the same as `westphalia
backtest --sectors`, with its three baselines), of a sector towards a country, and of a country towards a sector (beside
the pair's long-run rate). Intervals resample dyads.
"""

from __future__ import annotations

import argparse

import numpy as np

from westphalia.dynamics.backtest import REFIT, backtest
from westphalia.dynamics.chances import Chances, needed
from westphalia.dynamics.drift import Drift
from westphalia.dynamics.fitting import fit
from westphalia.dynamics.mechanisms import State, states
from westphalia.dynamics.panel import Panel, happened, panel_of
from westphalia.dynamics.rates import Beta, tally
from westphalia.dynamics.sectors import SectorPanel, matched, sector_panel
from westphalia.dynamics.shares import SectorChances, Shares
from westphalia.dynamics.verify import Verified, verify
from westphalia.dynamics.weeks import Bools, Floats, Ints
from westphalia.record import Record

QUADS = (0, 1, 2, 3)
ORIGINS, LEAST = 8, 5.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", help="folder of a record that names sectors")
    record = Record.open(parser.parse_args().record)
    panel, divided = panel_of(record), sector_panel(record)
    for weeks in (1, 4):
        print(f"\nat least one event within {weeks} week(s)")
        show("two sectors", backtest(record, weeks=weeks, sectors=True).overall)
        for name, found in one_sided(panel, divided, weeks).items():
            show(name, found)


def one_sided(panel: Panel, divided: SectorPanel, weeks: int) -> dict[str, Verified]:
    """Pairs of which one side is a sector, in either direction."""
    by, to = divided.divided
    sets = {"sector to country": by & ~to, "country to sector": to & ~by}
    rows: dict[str, list[tuple[Floats, Bools, Ints, Floats]]] = {name: [] for name in sets}
    last = len(panel.weeks.ends) - 1
    for number, state in enumerate(states(panel, range(last - ORIGINS, last + 1 - weeks))):
        if number % REFIT == 0:
            fits = fit(panel, state.at, kinds=needed(QUADS))
            drift = Drift(panel, fits, needed(QUADS))
        added, shares = drift.at(state.at, state), Shares(divided, state.at)
        for name, which in sets.items():
            pairs = np.flatnonzero(which & (divided.events_before(state.at) >= LEAST))
            whole = Chances(panel, state, fits, matched(panel, divided, pairs, whole=True), added)
            chances = SectorChances(shares, whole, pairs)
            usual = long_run(divided, state, which, pairs).probability(weeks)
            dyad = np.minimum(pairs, divided.weeks.reverse[pairs])
            for kind in QUADS:
                truth = happened(divided, state.at, weeks, kind)[pairs]
                rows[name].append((chances.probability(kind, weeks), truth, dyad, usual[:, kind]))
    found = {}
    for name, parts in rows.items():
        said, truth, dyad, usual = (np.concatenate(column) for column in zip(*parts, strict=True))
        found[name] = verify(said, truth, dyad, {"long run": usual}, seed=0)
    return found


def long_run(divided: SectorPanel, state: State, which: Bools, pairs: Ints, strength: float = 4.0) -> Beta:
    """As `rates.long_run`, shrunken to the pairs of this set that ever met."""
    found = tally(divided.weeks, state.at, np.inf, None)
    ever = which & (found.marks > 0)
    mean = np.clip(found.done[ever].sum(axis=0) / max(float(found.exposure[ever].sum()), 1e-9), 1e-6, 1 - 1e-6)
    done = found.done[pairs]
    return Beta(strength * mean + done, strength * (1 - mean) + np.maximum(found.exposure[pairs, None] - done, 0.0))


def show(name: str, one: Verified) -> None:
    slope = f"{one.slope:.2f} [{one.slope_interval[0]:.2f}, {one.slope_interval[1]:.2f}]"  # type: ignore[index]
    print(f"  {name:18} n {one.n:,}, {one.dyads:,} dyads; said {100 * one.mean_forecast:.2f} %, true", end=" ")
    print(f"{100 * one.observed:.2f} %; Brier {one.brier:.5f}, log {one.log_score:.4f}, slope {slope}", end="")
    print(f", reliability {one.reliability:.5f}")
    for part in one.against:
        skill = f"skill {part.skill:+.4f} [{part.skill_interval[0]:+.4f}, {part.skill_interval[1]:+.4f}]"
        gain = f"log gain {part.log_gain:+.5f} [{part.log_gain_interval[0]:+.5f}, {part.log_gain_interval[1]:+.5f}]"
        print(f"    against {part.baseline:12} {skill}  {gain}  reliability {part.reliability:.5f}", flush=True)


if __name__ == "__main__":
    main()
