"""What would follow if somebody acted, or had not acted: the world simulated forward with and without.

Both worlds start from the record as it is on a day, and run under the strengths that `fit` learned, with the same
random numbers. What is shown is the difference, with two spreads kept apart: that of chance (quantiles over runs), and
that of what is not known about the model (over strengths fitted to samples drawn anew).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.simulation import show
from westphalia.dynamics.simulation.deeds import Deed, Undone, deeds, undone
from westphalia.dynamics.simulation.fit import Progress, Strengths
from westphalia.dynamics.simulation.learned import strengths_of
from westphalia.dynamics.simulation.play import Forced, Played, play
from westphalia.dynamics.simulation.state import AGREE, State, state_at
from westphalia.dynamics.simulation.table import KINDS, Table, table_of
from westphalia.dynamics.simulation.terms import QUAD, terms
from westphalia.dynamics.weeks import QUADS, Bools, Floats, Ints
from westphalia.errors import CallError, OutsideCoverage
from westphalia.ontology.actions import ACTIONS, action

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from westphalia.record import Record

LONGEST = 26  # weeks: what is usual stays as it is while the world runs, and that cannot be right for longer
MOST_RUNS = 20_000
ELSEWHERE = 10  # rows on other pairs
LEAST = 0.002  # of a difference, in roots of the events expected, to be told
REFIT_RUNS = 16
ACT_OF_QUAD = tuple(tuple(n for n, code in enumerate(ACTIONS) if QUADS.index(action(code).quad.value) == quad)
                    for quad in range(QUAD))  # fmt: skip

LABEL = "What the model of past reactions implies, not proof of cause."


@dataclass(frozen=True)
class Change:
    """What changes in what `actor` does to `recipient` within the horizon; `what` is a quad or an action.

    `without`, `given`: expected number of events in the two worlds; `difference` with the 95 % interval `low` to `high`
    over refits of the model (None where there are none) and `noise`, the standard error left by the number of runs.
    `p_without`, `p_given`: chance of at least one. `q_without`, `q_given`: 5 %, 50 % and 95 % quantiles over runs
    (None for pairs that were not watched run by run).
    """

    actor: str
    recipient: str
    what: str
    without: float
    given: float
    difference: float
    low: float | None
    high: float | None
    noise: float
    p_without: float
    p_given: float
    q_without: tuple[float, float, float] | None = None
    q_given: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Channel:
    """How much of a difference in expected events one mechanism carries: the last step by which it arrives."""

    actor: str
    recipient: str
    what: str
    mechanism: str
    events: float


@dataclass(frozen=True)
class Point:
    """Events in one week of the horizon (`week` from 1, ending on `day`) in one world: mean and quantiles over runs."""

    actor: str
    recipient: str
    what: str
    given: bool
    week: int
    day: date
    mean: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, eq=False, repr=False)
class Scenario:
    """What follows after `start` within `weeks` weeks, with what is asked for and without.

    `changes`: by quad, for both directions of every pair named; `actions`: the same by action; `elsewhere`: the largest
    changes for others; `world`: events of the whole world by quad, without and with. `channels` and `fan` are about the
    pairs named. `refits`: how many sets of strengths the intervals rest on. `label` and `assumptions` must be read with
    the numbers.
    """

    deeds: tuple[Deed, ...]
    undone: tuple[Undone, ...]
    removed: float
    start: date
    weeks: int
    runs: int
    seed: int
    refits: int
    pairs: int
    changes: tuple[Change, ...]
    actions: tuple[Change, ...]
    elsewhere: tuple[Change, ...]
    world: tuple[tuple[str, float, float], ...]
    channels: tuple[Channel, ...]
    fan: tuple[Point, ...]
    label: str
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    query: str

    @property
    def title(self) -> str:
        """«USA SANCTION IRN», or what is left undone."""
        done = "; ".join(map(str, self.deeds))
        left = "; ".join(f"without {one}" for one in self.undone)
        return "; ".join(part for part in (done, left) if part)

    def to_pandas(self) -> pd.DataFrame:
        """One row per `Change`, of the pairs named by quad and by action and of others; `part` says which."""
        import pandas as pd

        parts = (("named", self.changes), ("action", self.actions), ("elsewhere", self.elsewhere))
        return pd.DataFrame([{"part": part, **asdict(row)} for part, rows in parts for row in rows])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return {
            "title": self.title,
            "label": self.label,
            "deeds": [one.to_dict() for one in self.deeds],
            "without": [one.to_dict() for one in self.undone],
            "events_removed": self.removed,
            "start": self.start.isoformat(),
            "weeks": self.weeks,
            "runs": self.runs,
            "seed": self.seed,
            "refits": self.refits,
            "pairs": self.pairs,
            "changes": [asdict(row) for row in self.changes],
            "actions": [asdict(row) for row in self.actions],
            "elsewhere": [asdict(row) for row in self.elsewhere],
            "world": [{"what": what, "without": before, "given": after} for what, before, after in self.world],
            "channels": [asdict(row) for row in self.channels],
            "fan": [{**asdict(row), "day": row.day.isoformat()} for row in self.fan],
            "assumptions": list(self.assumptions),
            "sources": list(self.sources),
            "query": self.query,
        }

    def plot(self) -> altair.Chart:
        """Fan charts: events a week with and without, for every direction and quad of the pairs named."""
        from westphalia.dynamics.simulation.pictures import fan_chart

        return fan_chart(self)

    def __rich__(self) -> Any:
        return show.scenario(self)

    def __str__(self) -> str:
        return show.plain(show.scenario(self))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return show.html(show.scenario_tables(self), show.scenario_notes(self))


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
    state = state_at(table, at).only(chosen)
    other, removed = state, 0.0
    if left:
        kept, removed = _taken_out(frame, left)
        other = state_at(table_of(record, begin, _all_pairs(table), kept)[0], at).only(chosen)
    cells = [(_cell(table, pair, back, quad), _slot(table, chosen, pair)) for pair in _once(pairs)
             for back in (False, True) for quad in range(QUAD)]  # fmt: skip
    forced = [one for deed in done for one in _forced(deed, table, chosen, begin, weeks)]
    agree = _agree(table)[chosen]
    if progress:
        progress("simulating", 0, 1)
    asked = {"weeks": weeks, "seed": seed, "watch": cells, "threads": threads}
    main = play(state, other, agree, learned.law, forced, runs=runs, **asked)  # type: ignore[arg-type]
    spread = _model_spread(learned, state, other, agree, forced, asked, runs, progress)
    whole = _Whole(table, chosen, main, spread, runs, weeks, begin)
    windows = [window for window in record.windows(*names) if window.first_day <= begin]
    return Scenario(
        deeds=done,
        undone=left,
        removed=removed,
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
        assumptions=_assumptions(record, learned, done, left, removed, begin),
        sources=tuple(dict.fromkeys(name for window in windows for name in window.origins)),
        query=query,
    )


class _Whole:
    """What was simulated, told row by row."""

    def __init__(
        self, table: Table, chosen: Ints, main: Played, spread: Floats | None, runs: int, weeks: int, begin: date
    ) -> None:
        self.table, self.chosen, self.main, self.spread = table, chosen, main, spread
        self.runs, self.weeks, self.begin = runs, weeks, begin
        self.shares = action_shares(table, chosen)

    def change(self, cell: int, place: int, number: int | None = None) -> Change:
        """A quad of a direction; with `number`, the place among the watched cells."""
        main = self.main
        low, high = self._interval(cell, place, float(main.difference[cell, place]))
        quantiles: list[tuple[float, float, float] | None] = [None, None]
        if number is not None:
            totals = main.events[:, :, :, number].sum(axis=2)
            found = [np.quantile(totals[world], (0.05, 0.5, 0.95)) for world in (0, 1)]
            quantiles = [(float(q[0]), float(q[1]), float(q[2])) for q in found]
        return Change(
            *self._who(cell, place),
            QUADS[cell % QUAD],
            float(main.expected[0][cell, place]),
            float(main.expected[1][cell, place]),
            float(main.difference[cell, place]),
            low,
            high,
            float(main.noise[cell, place]),
            float(main.any[0][cell, place]),
            float(main.any[1][cell, place]),
            *quantiles,
        )

    def by_action(self, cell: int, place: int, number: int) -> list[Change]:
        """A watched cell by action: each event is one of an action with the share that it had in the past."""
        whole = self.change(cell, place, number)
        totals = self.main.events[:, :, :, number].sum(axis=2)
        rows = []
        for act in ACT_OF_QUAD[cell % QUAD]:
            share = float(self.shares[cell // QUAD, act, place])
            none = (1.0 - share) ** totals
            rows.append(
                Change(
                    whole.actor,
                    whole.recipient,
                    ACTIONS[act],
                    share * whole.without,
                    share * whole.given,
                    share * whole.difference,
                    None if whole.low is None else share * whole.low,
                    None if whole.high is None else share * whole.high,
                    share * whole.noise,
                    float(1.0 - none[0].mean()),
                    float(1.0 - none[1].mean()),
                )
            )
        return rows

    def elsewhere(self, named: set[tuple[int, int]]) -> list[Change]:
        """The largest changes that stand out of the noise of the simulation, for pairs that are not named."""
        # Not those that are busiest, but those that are moved most beside what is usual for them.
        size = np.abs(self.main.difference) / np.sqrt(1.0 + self.main.expected[0])
        size[np.abs(self.main.difference) < 4 * self.main.noise] = 0.0
        for _, place in named:
            size[:, place] = 0.0
        best = np.argsort(-size, axis=None, kind="stable")[:ELSEWHERE]
        places = [np.unravel_index(one, size.shape) for one in best]
        return [self.change(int(cell), int(place)) for cell, place in places if size[cell, place] > LEAST]

    def channels(self, cell: int, place: int, number: int) -> list[Channel]:
        """What each mechanism adds to a watched cell's difference, the largest first."""
        added: dict[str, float] = {}
        for term, value in zip(terms(cell % QUAD), self.main.ways[:, number].sum(axis=0), strict=True):
            added[term.family] = added.get(term.family, 0.0) + float(value)
        who = self._who(cell, place)
        rows = [Channel(*who, QUADS[cell % QUAD], family, events) for family, events in added.items()]
        return sorted((row for row in rows if abs(row.events) > 1e-4), key=lambda row: -abs(row.events))

    def fan(self, cell: int, place: int, number: int) -> list[Point]:
        """A watched cell week by week in both worlds."""
        rows = []
        for world in (0, 1):
            for week in range(self.weeks):
                seen = self.main.events[world, :, week, number]
                low, middle, high = (float(q) for q in np.quantile(seen, (0.05, 0.5, 0.95)))
                mean = float(self.main.rates[world, :, week, number].mean())
                day = self.begin + timedelta(weeks=week + 1)
                what = QUADS[cell % QUAD]
                rows.append(Point(*self._who(cell, place), what, bool(world), week + 1, day, mean, low, middle, high))
        return rows

    def _who(self, cell: int, place: int) -> tuple[str, str]:
        pair = self.chosen[place]
        one, other = self.table.codes[self.table.first[pair]], self.table.codes[self.table.second[pair]]
        return (one, other) if cell < QUAD else (other, one)

    def _interval(self, cell: int, place: int, difference: float) -> tuple[float | None, float | None]:
        """95 % over refits; the noise that their fewer runs leave is taken off."""
        from scipy.stats import t

        if self.spread is None or len(self.spread) < 3:
            return None, None
        drawn = self.spread[:, cell, place]
        noise = self.main.noise[cell, place] ** 2 * self.runs / REFIT_RUNS
        wide = float(t.ppf(0.975, len(drawn) - 1) * np.sqrt(max(float(drawn.var(ddof=1)) - noise, 0.0)))
        return difference - wide, difference + wide


def _model_spread(
    learned: Strengths, state: State, other: State, agree: Floats, forced: Sequence[Forced], asked: dict[str, Any],
    runs: int, progress: Progress | None,
) -> Floats | None:  # fmt: skip
    """Differences of all cells under each refit: (refits, 8, pairs)."""
    law, found = learned.law, []
    quiet = {**asked, "watch": ()}
    for number, b in enumerate(learned.refits):
        if progress:
            progress("simulating with other strengths", number, len(learned.refits))
        again = replace(law, b=b)
        found.append(play(state, other, agree, again, forced, runs=min(REFIT_RUNS, runs), **quiet).difference)
    return np.stack(found) if found else None


def action_shares(table: Table, chosen: Ints, worth: float = 10.0) -> Floats:
    """Of what each direction of `chosen` pairs did in a quad, the share of each action: (2, actions, pairs).

    Shrunken to the world's shares with the weight of `worth` events; old events count half after 78 weeks.
    """
    acts = table.acts
    last = int(table.ends[-1]) if len(table.ends) else 0
    weight = acts.n * 2.0 ** (-(last - table.ends[acts.week]) / (7 * 78.0))
    keys = (acts.side * len(ACTIONS) + acts.act) * table.pairs + acts.pair
    counts = np.bincount(keys, weight, minlength=2 * len(ACTIONS) * table.pairs)
    counts = counts.reshape(2, len(ACTIONS), table.pairs)
    shares = np.zeros((2, len(ACTIONS), len(chosen)))
    for members in ACT_OF_QUAD:
        part = counts[:, members]
        world = (part.sum(axis=(0, 2)) + 0.5) / (part.sum() + 0.5 * len(members))
        own = part[:, :, chosen]
        shares[:, members] = (own + worth * world[None, :, None]) / (own.sum(axis=1, keepdims=True) + worth)
    return shares


def _agree(table: Table) -> Floats:
    """Share of AGREE in a pair's verbal cooperation, both directions together."""
    return np.asarray(action_shares(table, np.arange(table.pairs))[:, AGREE].mean(axis=0))


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
    record: Record, learned: Strengths, done: Sequence[Deed], left: Sequence[Undone], removed: float, begin: date
) -> tuple[str, ...]:
    found = [
        f"{LABEL} The strengths describe what has tended to follow what in {learned.weeks} weeks of this record; what "
        "made somebody act may also have made the others react.",
        "The difference is that of two worlds with the same luck. [95 %]: what is not known about the strengths, over "
        f"{len(learned.refits)} fits to samples drawn anew; quantiles over runs: chance. Neither covers that the model "
        "may be wrong.",
        "One event is one report of the record's kind, not one policy: a package of sanctions is usually several, over "
        "weeks. What is usual for a pair stays as it is while the world runs.",
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
            f"Left undone: {removed:,.0f} events of the record, from the named days to {begin}. Only these are taken "
            "out, not what others did in answer before that day."
        )
    return tuple(found)
