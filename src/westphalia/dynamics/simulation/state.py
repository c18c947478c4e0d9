"""What is remembered of the past at the end of a week, and the numbers x of `terms` made of it.

Counts fade by half with every half-life, and so does the number of covered weeks they were counted in, so that days
outside coverage count as unknown, not as quiet:

    r_recent = (S_recent + w1 m) / (E_recent + w1)                half-life of a few weeks, shrunken to the usual rate m
    r_week   = (S_week + w2 r_recent) / (E_week + w2)             half-life of half a week: the last one, mostly

The usual rate m borrows as `rates` does: from how busy the two are (T: events a week of any quad, both directions), and
from what the two usually do, each partner having at most v votes:

    l_ab  = (n1 d_a d_b / sum d + T_ab) / (n1 + E_ab)             d_a: events a week that a takes part in
    m_abq = (n3 l_ab c_abq + C_abq) / (n3 + E_ab)                 c_abq: share of quad q of what a does and b receives
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import QUAD, TERMS, others
from westphalia.dynamics.weeks import Bools, Floats, Ints
from westphalia.ontology.actions import ACTIONS

Single = NDArray[np.float32]

AGREE = ACTIONS.index("AGREE")


@dataclass(frozen=True)
class Memory:
    """The constants, chosen on weeks before 2022. Half-lives are in weeks (`usual`, `recent`, `week`; `third`: of what
    is usual among third parties; `agreements`); what each prior is worth is in weeks (`worth_...`) or events (`kinds`,
    `votes`). In events a week: `floor` and `soft`, which keep little from weighing much, and `busy`, above which a
    direction counts as busy.
    """

    usual: float = 78.0
    recent: float = 4.0
    week: float = 0.5
    third: float = 26.0
    agreements: float = 12.0
    worth_recent: float = 4.0
    worth_week: float = 1.0
    worth_pair: float = 40.0
    worth_kind: float = 24.0
    kinds: float = 30.0
    votes: float = 3.0
    floor: float = 0.05
    soft: float = 0.2
    faint: float = 0.003
    seldom: float = 0.05
    busy: float = 3.0


MEMORY = Memory()


@dataclass(frozen=True, eq=False)
class World:
    """Who the pairs are: number of actors and, for each pair, its two. `votes`: UN votes cast alike less the mean."""

    size: int
    first: Ints
    second: Ints
    votes: Floats

    @property
    def pairs(self) -> int:
        """Number of pairs, without order."""
        return len(self.first)


class State:
    """Decayed counts at the end of a week. `usual` (m), `recent`, `week` and `third` are worked out on request.

    Arrays over the pairs have the shape (2, 4, pairs) or, where direction and quad do not matter, (pairs,).
    """

    def __init__(self, world: World, memory: Memory = MEMORY) -> None:
        self.world, self.memory = world, memory
        cells = (2, QUAD, world.pairs)
        self.long, self.mid, self.short = np.zeros(cells), np.zeros(cells), np.zeros(cells)
        self.seen_long, self.seen_mid, self.seen_short = (np.zeros(world.pairs) for _ in range(3))
        self.agreed, self.agreed_long, self.seen_agreed = (np.zeros(world.pairs) for _ in range(3))
        self.third_mean = np.zeros((4, world.pairs))
        self.third_seen = 0.0
        self.weeks = 0

    def copy(self) -> State:
        """A state of its own."""
        other = State(self.world, self.memory)
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray):
                value = value.copy()
            setattr(other, name, value)
        return other

    def only(self, pairs: Ints) -> State:
        """The state of some of the pairs and of the actors in them, numbered anew in the same order."""
        world = self.world
        actors = np.unique(np.concatenate([world.first[pairs], world.second[pairs]]))
        first, second = (np.searchsorted(actors, side[pairs]) for side in (world.first, world.second))
        other = State(World(len(actors), first, second, world.votes[pairs]), self.memory)
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray):
                value = value[..., pairs]
            if name not in ("world", "memory"):
                setattr(other, name, value)
        return other

    def advance(self, counts: Floats, agreed: Floats, covered: Bools, days: int = 7) -> None:
        """A week with `counts` ends, `days` after the last one; `agreed`: events AGREE of each pair, both ways."""
        memory, age = self.memory, days / 7
        for stock, life in ((self.long, memory.usual), (self.mid, memory.recent), (self.short, memory.week)):
            stock *= 2.0 ** (-age / life)
            stock += counts
        for seen, life in (
            (self.seen_long, memory.usual),
            (self.seen_mid, memory.recent),
            (self.seen_short, memory.week),
            (self.seen_agreed, memory.agreements),
        ):
            seen *= 2.0 ** (-age / life)
            seen += covered
        for pacts, life in ((self.agreed, memory.agreements), (self.agreed_long, memory.usual)):
            pacts *= 2.0 ** (-age / life)
            pacts += agreed
        self.weeks = self.weeks + 1 if days == 7 else 1
        keep = 2.0 ** (-age / memory.third)
        self.third_mean *= keep
        self.third_seen *= keep
        if self.weeks >= memory.recent / 2:  # before, there is no recent past to average
            self.third_mean += self.third()
            self.third_seen += 1.0

    def rates(self) -> tuple[Floats, Floats, Floats]:
        """m, r_recent and r_week: each (2, 4, pairs), events a week."""
        memory = self.memory
        usual = self.usual()
        recent = (self.mid + memory.worth_recent * usual) / (self.seen_mid + memory.worth_recent)
        week = (self.short + memory.worth_week * recent) / (self.seen_short + memory.worth_week)
        return usual, recent, week

    def usual(self) -> Floats:
        """The usual rate m of every direction and quad, in events a week: (2, 4, pairs)."""
        world, memory, seen = self.world, self.memory, self.seen_long
        total = self.long.sum(axis=(0, 1))
        met = self._met(total)
        vote = np.minimum(1.0, memory.votes / np.maximum(total, 1e-12))
        votes = vote * total
        capped = vote * self.long
        everything = (0.5 + capped.sum(axis=(0, 2))) / (2 * QUAD + float(votes.sum()))
        done, got = (np.zeros((QUAD, world.size)) for _ in range(2))
        for quad in range(QUAD):
            forth, back = capped[0, quad], capped[1, quad]
            done[quad] = _sum(world.first, forth, world.size) + _sum(world.second, back, world.size)
            got[quad] = _sum(world.second, forth, world.size) + _sum(world.first, back, world.size)
        weight = _sum(world.first, votes, world.size) + _sum(world.second, votes, world.size)
        both = weight[world.first] + weight[world.second] + memory.kinds
        share = np.stack(
            [
                (memory.kinds * everything[:, None] + done[:, one] + got[:, other]) / both
                for one, other in ((world.first, world.second), (world.second, world.first))
            ]
        )
        return np.asarray((memory.worth_kind * met * share + self.long) / (memory.worth_kind + seen))

    def _met(self, total: Floats) -> Floats:
        """l_ab: events a week expected of each pair, all quads and both directions together."""
        world, memory = self.world, self.memory
        rate = total / np.maximum(self.seen_long, 1.0)
        known = _sum(world.first, rate, world.size) + _sum(world.second, rate, world.size)
        busy = known + 0.5 / max(float(self.seen_long.max(initial=0.0)), 1.0)
        guess = busy[world.first] * busy[world.second] / max(float(busy[known > 0].sum()), 1e-12)
        return np.asarray((memory.worth_pair * guess + total) / (memory.worth_pair + self.seen_long))

    def matrices(self) -> tuple[Single, Single]:
        """Roots of the recent rates of hostility (directed) and of cooperation (both ways): (actors, actors)."""
        world = self.world
        scale = 1.0 / np.maximum(self.seen_mid, 1.0)
        hostile, friendly = (np.zeros((world.size, world.size), dtype=np.float32) for _ in range(2))
        hate = np.sqrt((self.mid[:, 3] + 0.5 * self.mid[:, 2]) * scale)
        hostile[world.first, world.second], hostile[world.second, world.first] = hate[0], hate[1]
        love = np.sqrt((self.mid[:, 0] + self.mid[:, 1]).sum(axis=0) * scale)
        friendly[world.first, world.second] = friendly[world.second, world.first] = love
        return hostile, friendly

    def third(self) -> Floats:
        """Sums over third actors: common pressure, common friend, and the enemy of a friend each way: (4, pairs)."""
        from westphalia.dynamics.simulation.thirds import sums

        hostile, friendly = self.matrices()
        found = sums(np.ascontiguousarray(hostile.T), friendly, self.world.first, self.world.second)
        return np.asarray(found, dtype=np.float64)


def design(state: State) -> Floats:
    """The numbers x of every term: (4 quads, terms, 2 directions, pairs)."""
    world, memory = state.world, state.memory
    usual, recent, week = state.rates()
    log_usual, log_recent, log_week = (np.log(rate + memory.floor) for rate in (usual, recent, week))
    lately, last, both = log_recent - log_usual, log_week - log_recent, log_week - log_usual
    back = (1, 0)
    third_now, third_usual = state.third(), state.third_mean / max(state.third_seen, 1e-9)
    third = bounded(third_now, third_usual, memory.soft)
    x = np.zeros((QUAD, TERMS, 2, world.pairs))
    done, got = totals(world, recent)
    done_usual, got_usual = totals(world, usual)
    busy = bounded((done + got).sum(axis=0), (done_usual + got_usual).sum(axis=0), memory.soft)
    shares = [rate[:, 3].sum() / rate.sum() for rate in (recent, usual)]
    volume = bounded(recent.sum(), usual.sum(), 0.0)
    tension = bounded(shares[0], shares[1], 0.0)
    contact = bounded(recent.sum(axis=(0, 1)), usual.sum(axis=(0, 1)), memory.faint)
    agreed = bounded(
        state.agreed / np.maximum(state.seen_agreed, 1.0),
        state.agreed_long / np.maximum(state.seen_long, 1.0),
        memory.seldom,
    )
    for quad in range(QUAD):
        column = x[quad]
        column[0] = 1.0
        column[1] = np.log(usual[:, quad])
        column[2], column[3] = lately[:, quad], last[:, quad]
        column[4], column[5] = lately[back, quad], last[back, quad]
        for number, other in enumerate(others(quad)):
            column[6 + number] = both[:, other]
            column[9 + number] = both[back, other]
        column[12], column[13] = third[0], third[1]
        for side, (actor, recipient) in enumerate(((world.first, world.second), (world.second, world.first))):
            own, own_usual = recent[side, quad], usual[side, quad]
            column[14, side] = third[2 + side]
            column[15, side] = bounded(done[quad, actor] - own, done_usual[quad, actor] - own_usual, memory.soft)
            column[16, side] = bounded(got[quad, recipient] - own, got_usual[quad, recipient] - own_usual, memory.soft)
            column[17, side] = 0.5 * (busy[actor] + busy[recipient])
        column[18], column[19] = tension, volume
        column[20], column[21] = world.votes, agreed
        column[22] = contact
        column[23] = usual[:, quad] / (usual[:, quad] + memory.busy)
    return x


def bounded(rate: Floats, usual: Floats, soft: float) -> Floats:
    """2 (rate - usual) / (rate + usual + soft): near log(rate / usual) for small differences, within -2 … 2.

    >>> round(float(bounded(np.array(1.1), np.array(1.0), 0.0)), 3), float(bounded(np.array(9.0), np.array(0.0), 0.0))
    (0.095, 2.0)
    """
    return np.asarray(2.0 * (rate - usual) / (rate + usual + soft))


def totals(world: World, rate: Floats) -> tuple[Floats, Floats]:
    """What each actor does to and receives from all others, by quad: (4, actors) each."""
    done, got = (np.zeros((QUAD, world.size)) for _ in range(2))
    for quad in range(QUAD):
        forth, back = rate[0, quad], rate[1, quad]
        done[quad] = _sum(world.first, forth, world.size) + _sum(world.second, back, world.size)
        got[quad] = _sum(world.second, forth, world.size) + _sum(world.first, back, world.size)
    return done, got


def world_of(table: Table, week: int) -> World:
    """The actors and pairs of a table, with the UN votes known in the year that `week` ends in."""
    alike = table.alike[table.year(week)]
    known = np.isfinite(alike)
    mean = float(alike[known].mean()) if known.any() else 0.0
    return World(len(table.codes), table.first, table.second, np.where(known, alike - mean, 0.0))


def counts_in(table: Table, week: int) -> tuple[Floats, Floats]:
    """The counts of a week, (2, 4, pairs), and the events AGREE of each pair, both ways."""
    first, last = np.searchsorted(table.week, [week, week + 1])
    counts = np.zeros((2, QUAD, table.pairs))
    counts[table.side[first:last], table.quad[first:last], table.pair[first:last]] = table.n[first:last]
    first, last = np.searchsorted(table.acts.week, [week, week + 1])
    chosen = slice(first, last)
    agree = table.acts.act[chosen] == AGREE
    return counts, _sum(table.acts.pair[chosen][agree], table.acts.n[chosen][agree], table.pairs)


def state_at(table: Table, week: int, memory: Memory = MEMORY) -> State:
    """The state at the end of week number `week`."""
    state = State(world_of(table, week), memory)
    for at in range(week + 1):
        step(state, table, at)
    return state


def step(state: State, table: Table, week: int) -> None:
    """Advance by week number `week` of a table."""
    counts, agreed = counts_in(table, week)
    days = int(table.ends[week] - table.ends[week - 1]) if week else 7
    state.advance(counts, agreed, table.covered[week], days)


def _sum(place: Ints, values: Floats, size: int) -> Floats:
    return np.bincount(place, values, minlength=size).astype(np.float64)
