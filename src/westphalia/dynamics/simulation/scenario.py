"""What would follow if somebody acted, or had not acted: the world simulated forward with and without.

Both worlds start from the record as it is on a day, one of them without what is left undone and what followed from it
(`regrow`), and run under the strengths that `fit` learned, with the same random numbers. What is shown is the
difference, with two spreads kept apart: that of chance (quantiles over runs), and that of what is not known about the
model (over strengths fitted to samples drawn anew).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.simulation.answer import Scenario
from westphalia.dynamics.simulation.deeds import Deed, Undone, deeds, undone
from westphalia.dynamics.simulation.fit import Progress, Strengths
from westphalia.dynamics.simulation.learned import strengths_of
from westphalia.dynamics.simulation.play import Forced, Played, play
from westphalia.dynamics.simulation.regrow import Past, regrow
from westphalia.dynamics.simulation.shares import agree_shares
from westphalia.dynamics.simulation.state import State, state_at
from westphalia.dynamics.simulation.table import KINDS, Table, table_of
from westphalia.dynamics.simulation.telling import REFIT_RUNS, Telling
from westphalia.dynamics.simulation.terms import QUAD
from westphalia.dynamics.simulation.world import Law
from westphalia.dynamics.weeks import QUADS, Bools, Floats, Ints
from westphalia.errors import CallError, OutsideCoverage
from westphalia.ontology.actions import action

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record

LONGEST = 26  # weeks: what is usual stays as it is while the world runs, and that cannot be right for longer
MOST_RUNS = 20_000
LABEL = "What the model of past reactions implies, not proof of cause."


def scenario(
    record: Record,
    interventions: str | Sequence[str] = (),
    *,
    without: str | Sequence[str] = (),
    start: date | None = None,
    horizon: int = 84,
    runs: int = 1000,
    seed: int = 0,
    threads: int = 2,
    progress: Progress | None = None,
) -> Scenario:
    """What would follow `interventions` on `start` (`deeds`), or if what the record holds had not happened (`without`).

    `start`: the last day that both worlds share; None is the last day covered for all who are named. `horizon` in days,
    whole weeks. Raises `UnknownActor`, `UnknownAction`, `CallError` for what cannot be asked, and `OutsideCoverage`
    where the record does not cover those named on that day.
    """
    done = deeds(interventions)
    weeks, runs = _checked(horizon, runs)
    names = _named(done, undone(without, date.max))
    if not names:
        raise CallError("nothing is done and nothing left undone; say what, as «USA SANCTION IRN»")
    begin = _start(record, names, start)
    left = undone(without, begin)
    pairs = list(dict.fromkeys(_pairs(done, left)))

    learned, _ = strengths_of(record, progress, windows=False)
    if progress:
        progress("reading the record", 0, 1)
    table, frame, query = table_of(record, begin, pairs)
    at = len(table.ends) - 1
    if at < 0 or not all(table.covered[at][table.place(*pair)[1]] for pair in pairs):
        raise OutsideCoverage(f"the record {record.name!r} covers no whole week of {', '.join(names)} up to {begin}")
    chosen = np.flatnonzero(table.covered[at])
    shares = agree_shares(table)
    laws = [learned.law, *(replace(learned.law, b=b) for b in learned.refits)]
    past, removed = Past(real := state_at(table, at), (real,) * len(laws), 0.0), 0.0
    if left:
        kept, removed = _taken_out(frame, left)
        past = regrow(table, table_of(record, begin, _all_pairs(table), kept)[0], at, shares, laws, progress)
    cells = [(_cell(table, pair, back, quad), _slot(table, chosen, pair)) for pair in _once(pairs)
             for back in (False, True) for quad in range(QUAD)]  # fmt: skip
    forced = [one for deed in done for one in _forced(deed, table, chosen, begin, weeks)]
    state = past.real.only(chosen)
    worlds = [(law, other.only(chosen) if left else state) for law, other in zip(laws, past.regrown, strict=True)]
    if progress:
        progress("simulating", 0, 1)
    asked = {"weeks": weeks, "seed": seed, "threads": threads}
    agree, (law, other) = shares[chosen], worlds[0]
    main = play(state, other, agree, law, forced, runs=runs, watch=cells, **asked)
    spread = _model_spread(worlds[1:], state, agree, forced, asked, min(REFIT_RUNS, runs), progress)
    whole = Telling(table, chosen, main, spread, runs, weeks, begin)
    windows = [window for window in record.windows(*names) if window.first_day <= begin]
    return Scenario(
        deeds=done,
        undone=left,
        removed=removed,
        followed=past.followed,
        start=begin,
        weeks=weeks,
        runs=runs,
        seed=seed,
        refits=len(learned.refits),
        pairs=len(chosen),
        changes=tuple(whole.change(*one, number) for number, one in enumerate(cells)),
        actions=tuple(
            row for number, (cell, place) in enumerate(cells) for row in whole.by_action(cell, place, number)
        ),
        elsewhere=tuple(whole.elsewhere(set(cells))),
        world=tuple((name, _total(main, 0, quad), _total(main, 1, quad)) for quad, name in enumerate(QUADS)),
        channels=tuple(
            row for number, (cell, place) in enumerate(cells) for row in whole.channels(cell, place, number)
        ),
        fan=tuple(row for number, one in enumerate(cells) for row in whole.fan(*one, number)),
        label=LABEL,
        assumptions=_assumptions(record, learned, done, left, removed, past.followed, begin),
        sources=tuple(dict.fromkeys(name for window in windows for name in window.origins)),
        query=query,
    )


def _model_spread(
    worlds: Sequence[tuple[Law, State]], state: State, agree: Floats, forced: Sequence[Forced], asked: dict[str, Any],
    runs: int, progress: Progress | None,
) -> Floats | None:  # fmt: skip
    """Differences of all cells under each refit, with the other world that it starts from: (refits, 8, pairs)."""
    found = []
    for number, (law, other) in enumerate(worlds):
        if progress:
            progress("simulating with other strengths", number, len(worlds))
        found.append(play(state, other, agree, law, forced, runs=runs, **asked).difference)
    return np.stack(found) if found else None


def _pairs(done: Sequence[Deed], left: Sequence[Undone]) -> list[tuple[str, str]]:
    return [(one.actor, one.recipient) for one in done] + [(one.actor, one.recipient) for one in left]


def _named(done: Sequence[Deed], left: Sequence[Undone]) -> list[str]:
    return list(dict.fromkeys(code for pair in _pairs(done, left) for code in pair))


def _total(main: Played, world: int, quad: int) -> float:
    """Events of a quad in a whole world, mean over runs."""
    return float(main.weekly[world, :, :, quad].sum(axis=1).mean())


def _checked(horizon: int, runs: int) -> tuple[int, int]:
    if horizon < 7 or horizon > 7 * LONGEST or horizon % 7:
        raise CallError(f"a scenario's horizon is 1 to {LONGEST} whole weeks, not {horizon} days")
    if not 10 <= runs <= MOST_RUNS:
        raise CallError(f"a scenario takes 10 to {MOST_RUNS:,} runs, not {runs:,}")
    return horizon // 7, runs


def _start(record: Record, names: Sequence[str], start: date | None) -> date:
    if start is None:
        return record.last_day(*names)
    record.require(start, start, *names)
    return start


def _taken_out(frame: pd.DataFrame, left: Sequence[Undone]) -> tuple[pd.DataFrame, float]:
    """The counts without what is left undone, and how many events that takes out."""
    gone: Bools = np.zeros(len(frame), dtype=np.bool_)
    day = frame["day"].to_numpy().astype("datetime64[D]")
    for one in left:
        hit = (frame["actor"] == one.actor) & (frame["recipient"] == one.recipient) & frame["action"].isin(one.actions)
        which = hit.to_numpy(dtype=np.bool_) & (day >= np.datetime64(one.since))
        if not which.any():
            raise CallError(f"the record has no {one}; nothing to leave undone")
        gone |= which
    return frame[~gone], float(frame["n"].to_numpy(dtype=np.float64)[gone].sum())


def _all_pairs(table: Table) -> list[tuple[str, str]]:
    return [(table.codes[one], table.codes[other]) for one, other in zip(table.first, table.second, strict=True)]


def _once(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Each pair once, in the direction in which it is named first."""
    seen: dict[frozenset[str], tuple[str, str]] = {}
    for pair in pairs:
        seen.setdefault(frozenset(pair), pair)
    return list(seen.values())


def _cell(table: Table, pair: tuple[str, str], back: bool, quad: int) -> int:
    side, _ = table.place(*pair)
    return (1 - side if back else side) * QUAD + quad


def _slot(table: Table, chosen: Ints, pair: tuple[str, str]) -> int:
    return int(np.searchsorted(chosen, table.place(*pair)[1]))


def _forced(deed: Deed, table: Table, chosen: Ints, begin: date, weeks: int) -> list[Forced]:
    """When a deed happens: week -1 is the first day, week w the end of simulated week w."""
    pair = (deed.actor, deed.recipient)
    kind = next(kind for kind in KINDS if kind.name == deed.action)
    cell = _cell(table, pair, False, QUADS.index(action(kind.name).quad.value))
    agreed = float(deed.times) if deed.action == "AGREE" else 0.0
    first = -1
    if deed.day is not None:
        ahead = (deed.day - begin).days
        if not 0 <= ahead < 7 * (weeks - 1) + 1:
            last = begin + timedelta(weeks=weeks - 1)
            raise CallError(f"«{deed}» is not within {begin} to {last}, a week before the scenario ends")
        first = (ahead + 6) // 7 - 1
    found = range(first, weeks - 1) if deed.weekly else (first,)
    return [Forced(week, cell, _slot(table, chosen, pair), float(deed.times), agreed) for week in found]


def _assumptions(
    record: Record, learned: Strengths, done: Sequence[Deed], left: Sequence[Undone], removed: float, followed: float,
    begin: date,
) -> tuple[str, ...]:  # fmt: skip
    found = [
        f"{LABEL} The strengths describe what has tended to follow what in {learned.weeks} weeks of this record; what "
        "made somebody act may also have made the others react.",
        "The difference is that of two worlds with the same luck. [95 %]: what is not known about the strengths, over "
        f"{len(learned.refits)} fits to samples drawn anew; quantiles over runs: chance. Neither covers that the model "
        "may be wrong.",
        "One event is one report of the record's kind, not one policy: a package of sanctions is usually several, over "
        "weeks. What is usual for a pair stays as it is while the world runs. The world's tension and volume are those "
        "of the world without: nothing has an effect through them, unless the whole world's volume moves by a tenth.",
    ]
    if record.granularity == "cell":
        found.append(
            "This record holds counts by day, pair and action: no sectors, no single events; those need a record of "
            "your own."
        )
    if begin < record.last_day(*_named(done, left)):
        found.append("The strengths were learned from the whole record, also from weeks after the first day.")
    if left:
        found.append(
            f"Left undone: {removed:,.0f} events of the record, from the named days to {begin}. With them "
            f"{abs(followed):,.0f} others {'fall away' if followed <= 0 else 'are added'} up to that day, all in all: "
            "each of the record's counts times what the strengths expect without over what they expect with."
        )
    return tuple(found)
