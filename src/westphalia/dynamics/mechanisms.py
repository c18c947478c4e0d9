"""Named mechanisms of action and reaction: for each, numbers computed from the past only.

A *family* (`MECHANISMS`, read from mechanisms.csv) is what a researcher in international relations would name. Each has
several columns: rates of days with an event, with several half-lives, in the direction of the pair and against it, of
the same kind and of others, and of third actors. A rate with a short half-life is taken relative to the next longer
one, and shrunken towards it, so that a pair of which little is known borrows from its longer past and in the end from
what the two usually do (`rates`), and so that days outside coverage count as unknown, not as quiet:

    r_h = (S_h + w_h r_longer) / (E_h + w_h)

with S_h days with an event and E_h covered days, both decayed with half-life h, and w_h the days that the longer rate
is worth.

Rates enter as logarithms. The log-odds of a week with at least one event at a constant rate of r a day are
log(exp(7 r) - 1): for a rare kind log 7 r, for one that happens nearly every week much more. What they are more by
is a column of its own (*excess*) for each half-life, so that a pair at war is not held to the slope of pairs at peace.

Sources. Decayed counts as covariates of event histories: Butts (2008, Sociological Methodology 38), Brandes, Lerner &
Snijders (2009, ASONAM). Reciprocity between states: Goldstein & Freeman (1991, APSR 85). Balance by third parties (a
common enemy, a common friend, the enemy of a friend): Heider (1946), Cartwright & Harary (1956); as dyadic counts:
Lerner (2016, Network Science 4). Ladders of escalation: Kahn (1965).

The season of the year is a wave that all pairs share. One year cannot tell it from anything else that comes and goes:
a fit to a record too short for it (`shows_season`) goes without its two columns, which come last.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.panel import KINDS, NAMES, QUAD_OF, Panel, wider
from westphalia.dynamics.rates import rates, tally
from westphalia.dynamics.weeks import Floats, Ints, Weeks

HALF_LIVES = (1.0, 3.0, 10.0, 30.0, 90.0, 270.0)  # days
_WORTH = (1.0, 2.0, 5.0, 12.0, 30.0, 60.0)  # days that the next longer rate is worth, for each half-life
_SHORT, _MIDDLE, _LONG = 2, 3, 4  # half-lives, by position, at which third actors and the world are looked at
_WORLD = ((_SHORT, _LONG), (_LONG, 5))  # half-lives, by position, that are compared for the world as a whole
_OWN, _OTHER = range(_LONG), range(1, _LONG)  # half-lives compared with the next: of the kind's own quad, and others
_TINY = 1e-7
_FORGOTTEN = 150  # half-lives after which a day weighs less than the smallest number of a `Table`
_YEAR = 365.2425  # days
_YEARS = 2  # in which every month must have been covered before a season can be told
_ACTIONS = frozenset(index for index, kind in enumerate(KINDS) if len(kind.actions) == 1)

Table = NDArray[np.float32]


@dataclass(frozen=True)
class Mechanism:
    """A family: `name` in code, `title`, and what it says in `words`."""

    name: str
    title: str
    words: str


@cache
def mechanisms() -> tuple[Mechanism, ...]:
    """All families, in the order in which they are shown.

    >>> [one.name for one in mechanisms()][:4]
    ['persistence', 'reciprocity', 'escalation', 'deescalation']
    """
    text = (files("westphalia") / "dynamics" / "mechanisms.csv").read_text(encoding="utf-8")
    return tuple(Mechanism(**row) for row in csv.DictReader(text.splitlines()))


@dataclass(frozen=True)
class Column:
    """One number of a pair: what it is, its family, and whether it is the same for all pairs of a day."""

    name: str
    family: str
    shared: bool = False


@dataclass(frozen=True, eq=False)
class State:
    """What is remembered at the end of week `at`, over the pairs of the panel.

    `usual`: log-odds of a week with each kind, by `rates`, (pairs, kinds). `log_rate`: logarithm of the days with an
    event per day, shrunken as above, (half-lives, pairs, kinds). `days`: decayed days with an event, the same shape.
    `exposure`: decayed covered days, (half-lives, pairs).
    """

    at: int
    usual: Floats
    log_rate: Table
    days: Table
    exposure: Table


def states(panel: Panel, weeks: Sequence[int]) -> Iterator[State]:
    """The state at the end of each of `weeks` (ascending positions), each from the one before and the days between."""
    table = panel.weeks
    size = table.pairs * len(KINDS)
    lives = np.array(HALF_LIVES)
    days = np.zeros((len(lives), size))
    exposure = np.zeros((len(lives), table.pairs), dtype=np.float32)
    week = np.searchsorted(table.ends, panel.day)  # the first that ends on the day or later
    whole = panel.day > table.ends[np.minimum(week, len(table.ends) - 1)] - 7  # days of no whole week are left out
    day, cell = panel.day[whole], (panel.pair * len(KINDS) + panel.kind)[whole]
    done = first = 0  # days with an event, and weeks, that are remembered
    for at in sorted(set(weeks)):
        end = int(table.ends[at])
        if first:
            fade = np.exp2(-(end - int(table.ends[first - 1])) / lives)
            days *= fade[:, None]
            exposure *= fade[:, None].astype(np.float32)
        upto = int(np.searchsorted(day, end, side="right"))
        between, spells = np.arange(first, at + 1), table.spell[first : at + 1]
        for number, life in enumerate(lives):
            start = max(done, int(np.searchsorted(day, end - _FORGOTTEN * life)))
            age = end - day[start:upto]
            np.add.at(days[number], cell[start:upto], np.exp2(-np.arange(age.max(initial=0) + 1) / life)[age])
            worth = np.exp2(-(end - table.ends[between]) / life) * np.exp2(-np.arange(7) / life).sum()
            for spell, covered in enumerate(table.covered[: int(spells.max()) + 1]):
                exposure[number] += np.float32(worth[spells == spell].sum()) * covered
        done, first = upto, at + 1
        remembered = days.astype(np.float32).reshape(len(lives), table.pairs, len(KINDS))
        yield _state(panel, at, remembered, exposure.copy())


def _state(panel: Panel, at: int, days: Table, exposure: Table) -> State:
    weekly = np.clip(rates(panel.weeks, tally(panel.weeks, at)).mean, 1e-6, 1 - 1e-6)
    usual = np.log(weekly) - np.log1p(-weekly)
    return State(at, usual, _log_rates(weekly, days, exposure), days, exposure)


def _log_rates(weekly: Floats, days: Table, exposure: Table) -> Table:
    """From the usual chance of a week, each half-life's rate shrunken to the next longer one's."""
    rate = (-np.log1p(-weekly) / 7).astype(np.float32)
    found = np.empty_like(days)
    for number in reversed(range(len(HALF_LIVES))):
        worth = np.float32(_WORTH[number])
        rate = (days[number] + worth * rate) / (exposure[number][:, None] + worth)
        found[number] = np.log(rate + np.float32(_TINY))
    return found


class Design:
    """The columns of every kind at one state; `matrix` gives those of some pairs."""

    def __init__(self, panel: Panel, state: State) -> None:
        self._panel, self._state = panel, state
        self._third = _third(panel.weeks, state)
        self._world = _world(state)
        self._actors = {life: _actors(panel.weeks, state, life) for life in (_SHORT, _LONG)}
        self._votes = panel.votes(panel.weeks.day(state.at).year)

    @contextmanager
    def without(self, pair: int, day: int, action: int) -> Iterator[None]:
        """Within the block the columns are as had the pair not done the action (position in `KINDS`) on that day.

        What the pair usually does, and what third actors have to do with it, is held as it was. The rows of the pair
        are changed in place and put back: copies of whole tables took most of the time of a forecast.
        """
        state, weeks = self._state, self._panel.weeks
        kept = (state.days[:, pair].copy(), state.log_rate[:, pair].copy(), self._world, self._actors)
        end = int(weeks.ends[state.at])
        that_day = slice(*np.searchsorted(self._panel.day, [day, day + 1]))
        did = self._panel.kind[that_day][self._panel.pair[that_day] == pair]
        rest = set(did.tolist()) & _ACTIONS - {action}
        gone = [action, *(kind for kind in wider(action) if not any(kind in wider(other) for other in rest))]
        one = slice(pair, pair + 1)
        weekly = np.clip(1 / (1 + np.exp(-state.usual[one])), 1e-6, 1 - 1e-6)
        try:
            state.days[:, pair, gone] -= np.exp2(-(end - day) / np.array(HALF_LIVES))[:, None].astype(np.float32)
            state.log_rate[:, one] = _log_rates(weekly, state.days[:, one], state.exposure[:, one])
            self._world = _world(state)
            self._actors = {life: _anew(weeks, state.days[life], pair, known) for life, known in self._actors.items()}
            yield
        finally:
            state.days[:, pair], state.log_rate[:, pair], self._world, self._actors = kept

    def usual(self, kind: int, pairs: Ints) -> Floats:
        """Log-odds of a week with the kind by what the pair usually does (see `rates`): (pairs,)."""
        return np.asarray(self._state.usual[pairs, kind], dtype=np.float64)

    def matrix(self, kind: int, pairs: Ints) -> Table:
        """The columns of `columns(kind, season=True)` for each of `pairs`: (pairs, columns)."""
        return np.stack(list(self._values(kind, pairs))).T

    def _recent(self, life: int, pairs: Ints, kind: int) -> Table:
        """The rate of a half-life relative to the next longer one."""
        rate = self._state.log_rate
        return np.asarray(rate[life][pairs, kind] - rate[life + 1][pairs, kind], dtype=np.float32)

    def _values(self, kind: int, pairs: Ints) -> Iterator[Table]:
        """In the order of `columns`."""
        state, recent, back = self._state, self._recent, self._panel.weeks.reverse[pairs]
        quad = QUAD_OF[kind]
        yield state.log_rate[-1][pairs, kind]
        for life in range(len(HALF_LIVES) - 1):
            yield recent(life, pairs, kind)
        for life in range(_LONG):
            yield np.log1p(state.days[life][pairs, kind])
        for life in range(1, len(HALF_LIVES)):
            yield _excess(state.log_rate[life][pairs, kind])
        if kind >= 4:
            yield state.log_rate[_LONG][pairs, quad]
            for life in _OWN:
                yield recent(life, pairs, quad)
            yield state.log_rate[_LONG][back, kind]
            for life in _OWN:
                yield recent(life, back, kind)
        yield state.log_rate[_LONG][back, quad]
        for life in _OWN:
            yield recent(life, back, quad)
        for other in _others(quad):
            for side in (pairs, back):
                yield state.log_rate[_LONG][side, other]
                for life in _OTHER:
                    yield recent(life, side, other)
        first, second = self._panel.weeks.first[pairs], self._panel.weeks.second[pairs]
        for life in (_MIDDLE, _LONG):
            for table in self._third[life]:
                yield table[first, second]
        for life, (out, into, seen, busy_out, busy_in) in self._actors.items():
            own = state.days[life][pairs, kind]
            yield np.log((out[first, kind] - own) / seen[first] + np.float32(0.01))
            yield np.log((into[second, kind] - own) / seen[second] + np.float32(0.01))
            for who in (first, second):
                yield busy_out[who]
                yield busy_in[who]
        for value in self._world:
            yield np.full(len(pairs), value, dtype=np.float32)
        votes = self._votes[pairs].astype(np.float32)
        yield np.nan_to_num(votes, nan=0.0)
        yield np.isnan(votes).astype(np.float32)
        yield self._panel.borders[pairs].astype(np.float32)
        agree, sign = NAMES.index("AGREE"), NAMES.index("SUPPORT")
        for life in (_MIDDLE, _LONG):
            yield np.log1p(state.days[life][pairs, agree] + state.days[life][back, agree])
            yield np.log1p(state.days[life][pairs, sign] + state.days[life][back, sign])
        angle = 2 * np.pi * float(self._panel.weeks.ends[state.at]) / _YEAR
        for value in (np.sin(angle), np.cos(angle)):
            yield np.full(len(pairs), value, dtype=np.float32)


def shows_season(weeks: Weeks, last: int) -> bool:
    """Whether every month of the year is covered in at least `_YEARS` years up to week `last`."""
    days = [weeks.day(at) for at in range(last + 1)]
    months = [month for _, month in {(day.year, day.month) for day in days}]
    return all(months.count(month) >= _YEARS for month in range(1, 13))


@cache
def columns(kind: int, season: bool = False) -> tuple[Column, ...]:
    """What the columns of `Design.matrix` are, for the kind at position `kind` of `panel.KINDS`; all with `season`.

    >>> {column.family for column in columns(3)} <= {one.name for one in mechanisms()}
    True
    """
    quad = QUAD_OF[kind]
    own, its = NAMES[kind], NAMES[quad]
    ladder = "escalation" if quad >= 2 else "deescalation"
    lives = [f"{life:g}" for life in HALF_LIVES]
    found = [Column(f"{own}, half-life {lives[-1]} days", "persistence")]
    found += [Column(f"{own}, {short} against {long} days", "persistence") for short, long in pairwise(lives)]
    found += [Column(f"days with {own}, half-life {life} days", "persistence") for life in lives[:_LONG]]
    found += [Column(f"{own} nearly every week, half-life {life} days", "persistence") for life in lives[1:]]

    def run(what: str, family: str, compared: range = _OWN) -> list[Column]:
        recent = [Column(f"{what}, {lives[life]} against {lives[life + 1]} days", family) for life in compared]
        return [Column(f"{what}, half-life {lives[_LONG]} days", family), *recent]

    if kind >= 4:
        found += run(its, "persistence") + run(f"{own} in return", "reciprocity")
    found += run(f"{its} in return", "reciprocity")
    for other in _others(quad):
        found += run(NAMES[other], ladder, _OTHER) + run(f"{NAMES[other]} in return", ladder, _OTHER)
    for life in (_MIDDLE, _LONG):
        found += [
            Column(f"{what}, half-life {lives[life]} days", family)
            for what, family in (
                ("third actors hostile to both", "common_pressure"),
                ("third actors to whom both are hostile", "common_pressure"),
                ("third actors that cooperate with both", "common_friend"),
                ("friends of the actor hostile to the recipient", "enemy_of_friend"),
                ("friends of the recipient to whom the actor is hostile", "enemy_of_friend"),
            )
        ]
    for life in (_SHORT, _LONG):
        span = f"half-life {lives[life]} days"
        found += [Column(f"{own} of the actor elsewhere, {span}", "contagion")]
        found += [Column(f"{own} of others to the recipient, {span}", "contagion")]
        found += [
            Column(f"events {way} the {who}, {span}", "activity")
            for who in ("actor", "recipient")
            for way in ("by", "towards")
        ]
    for short, long in _WORLD:
        span = f"{lives[short]} against {lives[long]} days"
        found += [Column(f"share of material conflict in the world, {span}", "tension", shared=True)]
        found += [Column(f"events in the world, {span}", "volume", shared=True)]
    found += [Column("UN votes cast alike", "ties"), Column("no UN votes in common", "ties")]
    found += [Column("a common land border", "ties")]
    for life in (_MIDDLE, _LONG):
        found += [Column(f"{what}, half-life {lives[life]} days", "agreements") for what in ("AGREE", "SUPPORT")]
    if season:
        found += [Column(f"day of the year, {wave}", "season", shared=True) for wave in ("sine", "cosine")]
    return tuple(found)


def _excess(log_rate: Table) -> Table:
    """By how much the log-odds of a week exceed the logarithm of the events a week, at a constant rate a day.

    >>> [round(float(one), 2) for one in _excess(np.log(np.array([0.001, 1.0], dtype=np.float32)))]
    [0.0, 5.05]
    """
    week = np.float32(7) * np.exp(log_rate)
    return np.log(np.expm1(week) / week)


def _others(quad: int) -> tuple[int, ...]:
    return tuple(other for other in range(4) if other != quad)


def _third(weeks: Weeks, state: State) -> dict[int, tuple[Table, ...]]:
    """For each half-life, matrices (actors, actors) of what third actors have to do with both, as logarithms.

    Hostility and cooperation are square roots of rates, so that a product over a third actor is a geometric mean.
    """
    found = {}
    size = len(weeks.codes)
    for life in (_MIDDLE, _LONG):
        days = state.days[life]
        scale = np.float32(1 / max(float(state.exposure[life].max(initial=0)), 1e-3))

        def spread(values: Table, scale: np.float32 = scale) -> Table:
            table = np.zeros((size, size), dtype=np.float32)
            table[weeks.first, weeks.second] = np.sqrt(values * scale)
            return table

        hostile = spread(days[:, 3] + np.float32(0.5) * days[:, 2])
        friendly = spread(days[:, 0] + days[:, 1])
        found[life] = tuple(
            np.log(table + np.float32(0.05))
            for table in (
                hostile.T @ hostile,
                hostile @ hostile.T,
                friendly @ friendly.T,
                friendly @ hostile,
                hostile @ friendly,
            )
        )
    return found


def _world(state: State) -> list[float]:
    """For each of `_WORLD`: the share of material conflict, and all events, recently against the longer run; logs."""

    def levels(life: int) -> tuple[float, float]:
        quads = state.days[life][:, :4].sum(axis=0)
        spread = max(float(state.exposure[life].max(initial=0)), 1e-3)
        return float(np.log((quads[3] + 1) / (quads.sum() + 4))), float(np.log(quads.sum() / spread + 1e-3))

    return [now - then for short, long in _WORLD for now, then in zip(levels(short), levels(long), strict=True)]


_Actors = tuple[Table, Table, Table, Table, Table]


def _actors(weeks: Weeks, state: State, life: int) -> _Actors:
    """What each actor does and receives by kind, its covered days, and how busy it is both ways."""
    size, days = len(weeks.codes), state.days[life]
    out, into = (
        np.stack([np.bincount(side, days[:, kind], minlength=size) for kind in range(len(KINDS))], axis=1).astype(
            np.float32
        )
        for side in (weeks.first, weeks.second)
    )
    seen = np.zeros(size, dtype=np.float32)
    np.maximum.at(seen, weeks.first, state.exposure[life])
    seen = np.maximum(seen, np.float32(1.0))
    return out, into, seen, _busy(out, seen), _busy(into, seen)


def _anew(weeks: Weeks, days: Table, pair: int, known: _Actors) -> _Actors:
    """The same after the days of one pair have changed."""
    first, second = weeks.first[pair], weeks.second[pair]
    out, into, seen = known[0].copy(), known[1].copy(), known[2]
    out[first] = days[weeks.first == first].sum(axis=0, dtype=np.float64)
    into[second] = days[weeks.second == second].sum(axis=0, dtype=np.float64)
    return out, into, seen, _busy(out, seen), _busy(into, seen)


def _busy(days: Table, seen: Table) -> Table:
    """Days with an event of any quad in a covered day, as a logarithm."""
    return np.asarray(np.log(days[:, :4].sum(axis=1) / seen + np.float32(0.01)), dtype=np.float32)
