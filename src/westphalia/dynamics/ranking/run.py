"""Learn from the training days, then rank day after day: `rank`.

The days are walked in order, once. On a training day the mixture proposes candidates, the rules score them, some are
kept as rows for the trees, and only then the rules and the mixture learn from the day, and the past takes it in. After
the last training day the trees are grown, and nothing is fitted any more: on each day of valid and test the queries
are ranked, and then the day's facts are added to the past.
"""

from __future__ import annotations

import resource
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.ranking import columns, names, past, protocol, quadruples, retrieve, rules, trees
from westphalia.dynamics.ranking.past import Circle, Floats, Ints
from westphalia.dynamics.ranking.quadruples import Part, Quadruples
from westphalia.dynamics.ranking.result import Ranking, Rows
from westphalia.dynamics.ranking.retrieve import Found, Mixture
from westphalia.errors import DataError

FEWEST = 1000  # rows that trees are grown from; with fewer the rules stand alone
MOST = 1500  # relations; rules hold a table of every two
Progress = Callable[[str, int, int], None]
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Settings:
    """What was chosen on valid. `candidates` go from the mixture to the rules and trees; of each training query the
    `hard` best and about `drawn` others are rows for the trees, of at most `queries` queries, from the days after the
    first `skipped` share of the training facts on."""

    candidates: int = 160
    hard: int = 20
    drawn: int = 10
    queries: int = 90_000
    skipped: float = 0.2
    rate: float = 0.1
    trees: int = 350
    tree_rate: float = 0.08
    leaves: int = 31
    fits: int = 2

    def to_dict(self) -> dict[str, Any]:
        """These settings as JSON data."""
        return dict(self.__dict__)


FULL = Settings()
FAST = Settings(candidates=96, hard=15, drawn=6, queries=30_000, trees=60, tree_rate=0.2, fits=1)


@dataclass(frozen=True, eq=False)
class Day:
    """The queries of one day, both directions: (s, r, ?) ascending, their answers `o[ptr[i]:ptr[i + 1]]`, the triple
    of each answer, and how often each answer stands in the file that is asked about."""

    t: int
    s: Ints
    r: Ints
    ptr: Ints
    o: Ints
    triple: Ints
    facts_s: Ints
    facts_r: Ints


@dataclass(eq=False)
class Seen:
    """A day's queries with all that is computed for them from the days before."""

    near: Circle
    found: Found
    parts: Floats
    pairs: Ints
    came: Floats


class Estimator:
    """The past, the mixture, the rules and the trees, and the columns between them."""

    def __init__(self, data: Quadruples, settings: Settings, seed: int) -> None:
        self.settings, self.seed = settings, seed
        half = len(data.relations)
        if half > MOST:
            raise DataError(f"{half:,} relations, and at most {MOST:,} can be told apart; join the rare ones")
        part = [data.train, data.valid, data.test]
        s, r, o, t = (np.concatenate([getattr(one, at) for one in part]) for at in "srot")
        both = np.stack([np.append(t, t), np.append(s, o), np.append(r, r + half), np.append(o, s)], axis=1)
        facts = np.unique(both, axis=0)
        self.t, self.s, self.r, self.o = (np.ascontiguousarray(facts[:, at]).astype(np.int32) for at in range(4))
        self.made, self.triple = past.index(self.s, self.r, self.o, len(data.entities), half)
        busy = np.bincount(np.append(data.train.s, data.train.o), minlength=len(data.entities)).astype(np.int32)
        own, many, kind = names.groups(data.entities, data.named[0], busy)
        self.past = past.empty(self.made, own, many, kind)
        self.mixture = Mixture(2 * half)
        self.rules = rules.start(rules.kinds(names.quads(data.relations, data.named[1])))
        self.boosters: list[Any] = []
        self.days = np.unique(self.t)

    def day(self, t: int) -> Day:
        """The queries of step `t`, which are all facts of that step in any file."""
        cut = slice(*np.searchsorted(self.t, [t, t + 1]))
        s, r, o, triple = self.s[cut], self.r[cut], self.o[cut], self.triple[cut]
        new = np.append(True, (s[1:] != s[:-1]) | (r[1:] != r[:-1]))
        first = np.flatnonzero(new)
        return Day(t, s[first], r[first], np.append(first, len(s)).astype(np.int32), o, triple, s, r)

    def look(self, t: int, s: Ints, r: Ints, ptr: Ints, o: Ints, near: Circle | None = None) -> Seen:
        """Candidates of queries of step `t` and their rules, from what happened before it; answers only to say where
        they stand."""
        near = past.circle(self.made, self.past, t) if near is None else near
        pi, k = self.mixture.weights(), min(self.settings.candidates, len(self.past.e_last))
        found = retrieve.retrieve(self.made, self.past, near, s, r, ptr, o, t, pi, k)
        parts, pairs, came = rules.score(self.made, self.past, self.rules, s, r, found.who, found.mixed, t)
        return Seen(near, found, parts, pairs, came)

    def table(self, t: int, s: Ints, r: Ints, seen: Seen, query: Any, slot: Any) -> Floats:
        """The columns of some candidates."""
        out = np.empty((len(query), len(columns.COLUMNS)), dtype=np.float32)
        found = seen.found
        columns.fill(
            self.made, self.past, seen.near, s, r, found.who, found.share, found.mixed, seen.parts, seen.pairs,
            seen.came, query.astype(np.int32), slot.astype(np.int32), t, out,
        )  # fmt: skip
        return out

    def scored(self, t: int, s: Ints, r: Ints, seen: Seen) -> Floats:
        """The score of every candidate, (Q, k); -inf where there is none."""
        score = np.where(seen.found.who >= 0, seen.parts.sum(axis=2), -np.inf)
        if self.boosters:
            query, slot = np.nonzero(seen.found.who >= 0)
            for cut in np.array_split(np.arange(len(query)), max(len(query) // 200_000, 1)):
                x = self.table(t, s, r, seen, query[cut], slot[cut])
                found = sum(one.predict(x, raw_score=True, num_threads=1) for one in self.boosters)
                score[query[cut], slot[cut]] += found / len(self.boosters)
        return np.asarray(score, dtype=np.float32)

    def learn(self, day: Day, seen: Seen) -> None:
        """Rules and mixture take a step with a training day."""
        found = seen.found
        rules.learn(
            self.made, self.past, self.rules, day.r, seen.pairs, found.who, found.mixed, seen.parts,
            day.ptr, found.place, day.t, self.settings.rate,
        )  # fmt: skip
        self.mixture.learn(np.repeat(day.r, np.diff(day.ptr)), found.due)

    def remember(self, day: Day) -> None:
        """The past takes a day in."""
        past.learn(self.made, self.past, day.facts_s, day.facts_r, day.triple, day.t)


class Sample:
    """Rows for the trees, gathered from training days."""

    def __init__(self, room: int) -> None:
        self.x: Floats | None = np.empty((room, len(columns.COLUMNS)), dtype=np.float32)
        self._y, self._w = np.zeros(room, dtype=np.float32), np.zeros(room, dtype=np.float32)
        self._start = np.zeros(room, dtype=np.float64)
        self._sizes: list[Ints] = []
        self.n = 0

    def add(self, estimator: Estimator, day: Day, seen: Seen, share: float) -> None:
        """Keep about `share` of the day's queries: their answers, their hardest other candidates, and some drawn."""
        settings, found = estimator.settings, seen.found
        random = np.random.default_rng([estimator.seed, day.t])
        score = seen.parts.sum(axis=2)
        true = np.zeros(score.shape, dtype=np.bool_)
        hit = found.place >= 0
        true[np.repeat(np.arange(len(day.s)), np.diff(day.ptr))[hit], found.place[hit]] = True
        chosen = true.any(axis=1) & (random.random(len(day.s)) < share)
        there = found.who >= 0
        order = np.argsort(np.where(there, np.where(true, -np.inf, -score), np.inf), axis=1, kind="stable")
        standing = np.empty_like(order)
        np.put_along_axis(standing, order, np.broadcast_to(np.arange(order.shape[1]), order.shape), axis=1)
        hard = standing < (true.sum(axis=1) + settings.hard)[:, None]
        left = there.sum(axis=1) - true.sum(axis=1) - settings.hard
        chance = np.minimum(1.0, settings.drawn / np.maximum(left, 1))[:, None]
        keep = (hard | (random.random(score.shape) < chance)) & there & chosen[:, None]
        query, slot = np.nonzero(keep)
        if self.x is None or self.n + len(query) > len(self._y):
            return
        cut = slice(self.n, self.n + len(query))
        self.x[cut] = estimator.table(day.t, day.s, day.r, seen, query, slot)
        self._y[cut] = true[keep]
        self._w[cut] = np.where(hard, 1.0, 1.0 / chance)[keep]
        self._start[cut] = score[keep]
        self._sizes.append(np.bincount(query, minlength=len(day.s))[chosen].astype(np.int32))
        self.n += len(query)

    def grow(self, settings: Settings, seeds: Sequence[int]) -> list[Any]:
        """The trees; the rows are given up on the way."""
        if self.n < FEWEST or self.x is None or not settings.trees:
            return []
        cut = slice(0, self.n)
        table = [self.x[cut]]
        self.x = None
        return trees.grow(
            table, self._y[cut], np.concatenate(self._sizes), self._w[cut], self._start[cut],
            trees=settings.trees, rate=settings.tree_rate, leaves=settings.leaves, seeds=tuple(seeds),
        )  # fmt: skip


def rank(
    train: str | Path, valid: str | Path | None, test: str | Path, *, names_from: str | Path | None = None,
    fast: bool = False, seed: int = 0, settings: Settings | None = None, on: str = "test",
    questions: Sequence[str] = (), first: int = 0, progress: Progress | None = None,
) -> Ranking:  # fmt: skip
    """Learn from the quadruples of `train`, and rank the objects and subjects of those of `test`, day by day.

    Args:
        train, valid, test: files of quadruples; see `quadruples.read`. Valid facts are past when test is ranked.
        names_from: tables of names of numbered entities; those beside `train` where not given.
        fast: a tenth of the work, somewhat worse.
        seed: of the draws of training rows, of the trees and of the intervals.
        settings: instead of those that `fast` chooses.
        on: the part that is ranked, «test» or «valid».
        questions: to be explained: «SUBJECT, RELATION, ?, DAY» or «?, RELATION, OBJECT, DAY».
        first: how many queries of the ranked part to explain.
        progress: told what is done, how many days are done, and of how many.

    Raises:
        DataError: a file that cannot be read as quadruples.
        CallError: a question that names nobody in the files, or a day that is not after the training days.
    """
    from westphalia.dynamics.ranking import explain

    clock, cpu = time.perf_counter(), time.process_time()
    chosen = settings or (FAST if fast else FULL)
    data = quadruples.read(
        Path(train), Path(valid) if valid else None, Path(test), Path(names_from) if names_from else None
    )
    asked = explain.parse(data, questions)
    estimator = Estimator(data, chosen, seed)
    target = data.valid if on == "valid" else data.test
    last = int(target.t.max())
    rows = _fit(estimator, data, chosen, progress)
    fitted = time.process_time() - cpu
    ranked, told = _walk(estimator, data, target, last, asked, first, progress)
    return Ranking(
        part=on,
        rows=ranked,
        days=data,
        settings=chosen,
        seed=seed,
        seeds=tuple(_seeds(seed, chosen)),
        training_rows=rows,
        rules=explain.strongest(estimator.rules, data),
        explained=tuple(told),
        fit_cpu_seconds=round(fitted, 1),
        cpu_seconds=round(time.process_time() - cpu, 1),
        seconds=round(time.perf_counter() - clock, 1),
        peak_mib=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    )


def _seeds(seed: int, settings: Settings) -> list[int]:
    return [seed * 1000 + at + 1 for at in range(settings.fits)]


def _fit(estimator: Estimator, data: Quadruples, settings: Settings, progress: Progress | None) -> int:
    """Walk the training days, then grow the trees; how many rows these had."""
    t = np.sort(data.train.t)
    days = estimator.days[estimator.days <= t[-1]]
    begin = int(t[int(settings.skipped * (len(t) - 1))])
    inside = slice(*np.searchsorted(estimator.t, [begin, t[-1] + 1]))
    asked = np.stack([estimator.t[inside], estimator.s[inside], estimator.r[inside]])
    queries = 1 + int((asked[:, 1:] != asked[:, :-1]).any(axis=0).sum())
    share = min(1.0, settings.queries / queries)
    sample = Sample(int(min(queries, settings.queries * 1.1 + 1000) * (settings.hard + settings.drawn + 4)))
    for number, step in enumerate(days):
        day = estimator.day(int(step))
        if number > 0:
            seen = estimator.look(day.t, day.s, day.r, day.ptr, day.o)
            if day.t >= begin:
                sample.add(estimator, day, seen, share)
            estimator.learn(day, seen)
        estimator.remember(day)
        if progress:
            progress("learning from training days", number + 1, len(days))
    if progress:
        progress("growing trees", len(days), len(days))
    estimator.boosters = sample.grow(settings, _seeds(estimator.seed, settings))
    return sample.n


def _walk(
    estimator: Estimator, data: Quadruples, target: Part, last: int, asked: Sequence[Any], first: int,
    progress: Progress | None,
) -> tuple[Rows, list[Any]]:  # fmt: skip
    """Rank the days of `target`, revealing each day after it was ranked; answer the questions on their days."""
    from westphalia.dynamics.ranking import explain

    half = len(data.relations)
    start = int(data.train.t.max())
    days = estimator.days[(estimator.days > start) & (estimator.days <= max([last, *(one.t for one in asked)]))]
    first_day = int(target.t.min())
    waiting = sorted(asked, key=lambda one: one.t)
    told: list[Any] = []
    made: list[tuple[NDArray[Any], ...]] = []
    code = _codes(target.t, target.s, target.r, target.o, half, len(data.entities))
    wanted, counts = np.unique(code, return_counts=True)
    for number, step in enumerate(days):
        t = int(step)
        day = estimator.day(t)
        while waiting and waiting[0].t <= t:
            told.append(explain.answer(estimator, data, waiting.pop(0)))
        if first_day <= t <= last:
            near = past.circle(estimator.made, estimator.past, t)
            seen = estimator.look(t, day.s, day.r, day.ptr, day.o, near)
            score = estimator.scored(t, day.s, day.r, seen)
            ranks = protocol.among(seen.found, score, day.ptr)
            query_of, place = np.repeat(np.arange(len(day.s)), np.diff(day.ptr)), seen.found.place
            own_score = np.where(place >= 0, score[query_of, place], np.nan)
            floor, stratum = protocol.floor_and_stratum(
                estimator.made, estimator.past, day.s, day.r, day.ptr, day.o, day.triple, t
            )
            s, r = day.s[query_of], day.r[query_of]
            back = r >= half
            own = _codes(
                np.full(len(s), t), np.where(back, day.o, s), np.where(back, r - half, r), np.where(back, s, day.o),
                half, len(data.entities),
            )  # fmt: skip
            at = np.searchsorted(wanted, own)
            at[at == len(wanted)] = 0
            times = np.where(wanted[at] == own, counts[at], 0)
            made.append((np.full(len(s), t), s, r, day.o, ranks, own_score, floor, stratum, times))
            for query in range(len(day.s)):
                if first <= len(told) - (len(asked) - len(waiting)):
                    break
                question = explain.Question(int(day.s[query]), int(day.r[query]), t)
                told.append(explain.answer(estimator, data, question))
        estimator.remember(day)
        if progress:
            progress(f"ranking {data.day(t)}", number + 1, len(days))
    told += [explain.answer(estimator, data, one) for one in waiting]
    stacked = [np.concatenate([one[at] for one in made]) for at in range(9)]
    times = stacked.pop().astype(np.int64)
    return Rows(*(np.repeat(one, times) for one in stacked)), told


def _codes(t: Any, s: Any, r: Any, o: Any, relations: int, entities: int) -> NDArray[np.int64]:
    code = ((np.asarray(t, dtype=np.int64) * entities + s) * relations + r) * entities + o
    return np.asarray(code, dtype=np.int64)
