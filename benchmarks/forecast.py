"""How good the forecasts of `westphalia forecast` are, beside simple baselines, on one window of a record.

    python benchmarks/forecast.py                    # the embedded record, its last window (2022: held out)
    python benchmarks/forecast.py --window 0         # 2018, on which the model's constants were chosen (with 2021: 2)
    python benchmarks/forecast.py --choose           # the search that chose the constants: windows that end before 2022
    python benchmarks/forecast.py --record FOLDER --calibration

Forecast are all ordered pairs of actors covered on the origin that had met by then; origins are weekly. Brier and log
scores are means over forecasts; lower is better. Skill is against the reference, the pair's long-run rate shrunken to
the mean of all pairs; its 95 % interval resamples actors.
"""

from __future__ import annotations

import argparse
import itertools
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import date

import numpy as np

from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.rates import MODEL, Beta, Model, chances, long_run, rates, tally
from westphalia.dynamics.scores import Ledger, skill_intervals
from westphalia.dynamics.track import held_out, known_pairs, measure
from westphalia.dynamics.weeks import Bools, Floats, Weeks, weeks_of
from westphalia.record import Record

SPANS = (4, 12)  # weeks
BEFORE = date(2022, 1, 1)  # of the constants' windows
REFERENCE = "long-run rate, shrunken"
GRID = {
    "half_life": (13.0, 26.0, 39.0, 52.0, 78.0, 104.0, np.inf),
    "pair": (4.0, 8.0, 12.0, 16.0, 24.0),
    "share": (10.0, 30.0, 100.0, 300.0),
    "kind": (16.0, 24.0, 32.0, 48.0, 64.0),
    "partner": (1.0, 3.0, 10.0, 30.0, np.inf),
    "level": (30.0, 100.0, 300.0, 1000.0, None),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", help="a record's folder; the embedded record by default")
    parser.add_argument("--window", type=int, default=-1, help="which window, from 0; the last by default")
    parser.add_argument("--action", help="one action or quad; the four quads by default")
    parser.add_argument("--choose", action="store_true", help="search the constants on 2018 and 2021")
    parser.add_argument("--calibration", action="store_true", help="print the calibration tables too")
    asked = parser.parse_args()
    record = Record.open(asked.record) if asked.record else Record.default()
    weeks, _, _ = weeks_of(record, kinds_of(asked.action))
    print(f"{record!r}: {weeks.pairs:,} ordered pairs, {len(weeks.ends)} weeks in {len(weeks.spells)} windows")
    if asked.choose:
        choose(weeks)
        return
    window = asked.window if asked.window >= 0 else int(weeks.spell[-1])
    origins = held_out(weeks, window)
    print(f"Origins {weeks.day(origins[0])} to {weeks.day(origins[-1])}; constants {asdict(MODEL)}")
    start = time.perf_counter()
    for span in SPANS:
        compare(weeks, origins, span)
    print(f"{time.perf_counter() - start:.1f} s")
    if asked.calibration:
        calibration(weeks, origins)


def compare(weeks: Weeks, origins: Sequence[int], span: int) -> None:
    """One table per kind: every method's scores within `span` weeks, in one direction."""
    ledgers = {(kind, name): Ledger(weeks.pairs) for kind in range(len(weeks.names)) for name in METHODS}
    for at in origins:
        truth = outcome(weeks, at, span)
        if truth is None:
            continue
        which = known_pairs(weeks, at)
        forecasts = {name: method(weeks, at, span) for name, method in METHODS.items()}
        for (kind, name), ledger in ledgers.items():
            ledger.add(which, forecasts[name][which, kind], forecasts[REFERENCE][which, kind], truth[which, kind])
    bounds = skill_intervals(list(ledgers.values()), weeks.first, weeks.second, len(weeks.codes))
    interval = dict(zip(ledgers, bounds, strict=True))
    for kind, what in enumerate(weeks.names):
        first = ledgers[kind, REFERENCE]
        n = first.n.sum()
        share = first.happened.sum() / max(n, 1)
        print(f"\n{what}, at least one within {span} weeks: {n:,.0f} forecasts from {first.origins} origins, ", end="")
        print(f"{100 * share:.2f} % came true")
        print(f"  {'method':34} {'said %':>8} {'Brier':>8} {'skill [95 %]':>24} {'log score':>10}")
        for name in METHODS:
            ledger = ledgers[kind, name]
            skill = 1 - ledger.brier.sum() / ledger.reference.sum()
            bound = interval[kind, name]
            text = f"{skill:+.3f}" + (f" [{bound[0]:+.3f}, {bound[1]:+.3f}]" if bound and name != REFERENCE else "")
            said, brier = 100 * ledger.forecast.sum() / n, ledger.brier.sum() / n
            print(f"  {name:34} {said:8.2f} {brier:8.4f} {text:>24} {ledger.log / n:10.4f}")


def calibration(weeks: Weeks, origins: Sequence[int]) -> None:
    for one in measure(weeks, origins, [7 * span for span in SPANS]):
        print(f"\n{one.what}, within {one.horizon_days} days, {'either direction' if one.either else 'one direction'}")
        print(f"  {'said':>12} {'mean':>7} {'came true [95 %]':>24} {'forecasts':>10} {'pairs':>7}")
        for row in one.calibration:
            if row.observed is None or row.mean_forecast is None or row.obs_low is None or row.obs_high is None:
                continue
            true = f"{100 * row.observed:.1f} [{100 * row.obs_low:.1f}, {100 * row.obs_high:.1f}]"
            said = f"{100 * row.low:.0f}–{100 * row.high:.0f} %"
            print(f"  {said:>12} {100 * row.mean_forecast:7.1f} {true:>24} {row.n:10,} {row.pairs:7,}")


def choose(weeks: Weeks) -> None:
    """Coordinate search. What counts is the model's log score as a share of the reference's: its mean over the kinds,
    the two horizons and the windows, from every fourth origin.
    """
    model = Model()
    best = objective(weeks, model)
    print(f"{model}: {best:.4f}")
    for _ in range(2):
        for name, values in GRID.items():
            line = [f"{getattr(model, name)}: {best:.4f}"]
            for value in values:
                if value == getattr(model, name):
                    continue
                other = replace(model, **{name: value})  # type: ignore[arg-type]
                score = objective(weeks, other)
                line.append(f"{value}: {score:.4f}")
                if score < best:
                    model, best = other, score
            print(f"  {name:10} {', '.join(line)}", flush=True)
    print(f"{model}: {best:.4f}")


def objective(weeks: Weeks, model: Model) -> float:
    shares = []
    early = [number for number, spell in enumerate(weeks.spells) if spell.last_day < BEFORE]
    for window, span in itertools.product(early, SPANS):
        if len(held_out(weeks, window)) > span:
            ledgers = [Ledger(weeks.pairs) for _ in weeks.names]
            for at in held_out(weeks, window)[::4]:
                truth = outcome(weeks, at, span)
                if truth is None:
                    continue
                which = known_pairs(weeks, at)
                own, other = ours(weeks, at, span, model), METHODS[REFERENCE](weeks, at, span)
                for kind, ledger in enumerate(ledgers):
                    ledger.add(which, own[which, kind], other[which, kind], truth[which, kind])
            shares += [ledger.log / ledger.log_reference for ledger in ledgers]
    return float(np.mean(shares))


def outcome(weeks: Weeks, at: int, span: int) -> Bools | None:
    """Whether each kind happened on each pair within `span` weeks; None where the window ends before."""
    if at + span >= len(weeks.ends) or weeks.spell[at + span] != weeks.spell[at]:
        return None
    rows = weeks.kinds
    inside = (rows.week > at) & (rows.week <= at + span)
    table = np.zeros((weeks.pairs, len(weeks.names)), dtype=np.bool_)
    table[rows.pair[inside], rows.kind[inside]] = True
    return table


def ours(weeks: Weeks, at: int, span: int, model: Model = MODEL) -> Floats:
    directed, either = rates(weeks, tally(weeks, at, model.half_life, model.level), model)
    return chances(directed, either, weeks.reverse, span)[0]


def climatology(weeks: Weeks, at: int, span: int) -> Floats:
    """The share of all known pairs that had one in the last `span` covered weeks: the same for every pair."""
    rows = weeks.kinds
    inside = (rows.week > at - span) & (rows.week <= at)
    table = np.zeros((weeks.pairs, len(weeks.names)), dtype=np.bool_)
    table[rows.pair[inside], rows.kind[inside]] = True
    return np.broadcast_to(table[known_pairs(weeks, at)].mean(axis=0), table.shape)


def plain_rate(weeks: Weeks, at: int, span: int) -> Floats:
    """The pair's share of weeks so far, smoothed by half a week of the mean; weeks independent."""
    found = tally(weeks, at, np.inf, None)
    share = long_run(found, 0.5)[0].mean
    return 1 - (1 - share) ** span


def shrunken(half_life: float, level: float | None = None) -> Callable[[Weeks, int, int], Floats]:
    """The pair's rate with old weeks counting less, shrunken to the mean of all pairs."""

    def method(weeks: Weeks, at: int, span: int) -> Floats:
        found: Beta = long_run(tally(weeks, at, half_life, level))[0]
        return found.probability(span)

    return method


METHODS: dict[str, Callable[[Weeks, int, int], Floats]] = {
    "all pairs alike (climatology)": climatology,
    "long-run rate, plain": plain_rate,
    REFERENCE: shrunken(np.inf),
    "recent rate, shrunken": shrunken(MODEL.half_life),
    "long-run rate at current level": shrunken(np.inf, MODEL.level),
    "recent rate at current level": shrunken(MODEL.half_life, MODEL.level),
    "the model without level": lambda weeks, at, span: ours(weeks, at, span, replace(MODEL, level=None)),
    "the model without recency": lambda weeks, at, span: ours(weeks, at, span, replace(MODEL, half_life=np.inf)),
    "the model": ours,
}


if __name__ == "__main__":
    main()
