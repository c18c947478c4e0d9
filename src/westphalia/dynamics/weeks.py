"""The record as weeks: in which covered weeks did one actor do something of a kind to another.

The week is the unit of everything in this room. Each stretch of coverage is cut into blocks of seven days, backwards
from its last day (or from the forecast's origin); the up to six days left over at its start are not used. A week
outside coverage does not exist: it is neither an event nor a week without one.

A *mark* is a covered week in which one actor did something of one quad to another, however often: bursts of reports
count once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from westphalia.dynamics.kinds import Kind
from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.types import Quad

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record
    from westphalia.record.coverage import Coverage

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

QUADS = tuple(quad.value for quad in Quad)


@dataclass(frozen=True)
class Spell:
    """Days covered without a gap by the same sources: for each its name and whom it covers (None: all)."""

    first_day: date
    last_day: date
    sources: frozenset[tuple[str, frozenset[str] | None]]

    @property
    def actors(self) -> set[frozenset[str] | None]:
        """Whom the sources cover."""
        return {held for _, held in self.sources}

    def covers(self, *codes: str) -> bool:
        """Whether one of the sources covers all of `codes`."""
        return any(held is None or held.issuperset(codes) for held in self.actors)


@dataclass(frozen=True, eq=False)
class Rows:
    """Marks as arrays, in order of week: in week `week` a mark of kind `kind` on pair `pair`, made by `n` events."""

    week: Ints
    pair: Ints
    kind: Ints
    n: Floats

    def until(self, last: int) -> Rows:
        """The rows up to week `last`; rows are in order of week."""
        end = int(np.searchsorted(self.week, last, side="right"))
        return Rows(self.week[:end], self.pair[:end], self.kind[:end], self.n[:end])


@dataclass(frozen=True, eq=False)
class Weeks:
    """All pairs that ever met, and the weeks in which they did.

    `codes`: the actors. `ends`: last day of each week, as day number (ascending); `spell`: the spell each week is in;
    `source`: for each spell a number that spells of the same sources share.
    `first`, `second`: the pairs, as positions in `codes`, with every pair's reverse at `reverse`. `covered[s, p]`:
    whether spell s covers pair p; `actor_covered[s, i]` the same for one actor. `quads`: marks by quad, `kinds`:
    marks by the kinds asked for.
    """

    codes: tuple[str, ...]
    ends: Ints
    spell: Ints
    spells: tuple[Spell, ...]
    source: Ints
    first: Ints
    second: Ints
    reverse: Ints
    covered: Bools
    actor_covered: Bools
    names: tuple[str, ...]
    quads: Rows
    kinds: Rows

    @property
    def pairs(self) -> int:
        """Number of ordered pairs."""
        return len(self.first)

    def pair(self, actor: str, recipient: str) -> int:
        """Position of the ordered pair; KeyError where it is not in the table."""
        place = {code: index for index, code in enumerate(self.codes)}
        found = np.flatnonzero((self.first == place[actor]) & (self.second == place[recipient]))
        if not len(found):
            raise KeyError((actor, recipient))
        return int(found[0])

    def hold(self, pairs: Iterable[tuple[str, str]]) -> bool:
        """Whether all of `pairs` are in the table."""
        try:
            return all(self.pair(*pair) >= 0 for pair in pairs)
        except KeyError:
            return False

    def day(self, week: int) -> date:
        """The last day of a week."""
        return date.fromordinal(int(self.ends[week]))


def weeks_of(
    record: Record, kinds: Sequence[Kind], last: date | None = None, pairs: Sequence[tuple[str, str]] = ()
) -> tuple[Weeks, pd.DataFrame, str]:
    """The weeks of a record up to `last`; also the counts they were made from, and the query that gives them.

    `pairs` are in the table even where they never met. One scan: by quad where `kinds` are quads, else by action.
    """
    answer = record.counts(None, last, by_action=not all(kind.quad for kind in kinds))
    frame = answer.frame
    frame = frame[frame["quad"].notna()]
    return build(frame, record.coverage(), kinds, last, pairs), frame, answer.query


def build(
    frame: pd.DataFrame,
    coverage: Iterable[Coverage],
    kinds: Sequence[Kind],
    last: date | None = None,
    pairs: Sequence[tuple[str, str]] = (),
) -> Weeks:
    """The weeks of a table of counts (columns day, actor, recipient, quad and, for kinds finer than quads, action)."""
    spells = spells_of(coverage, last)
    ends, spell = _cut(spells)
    codes, actor, recipient = _encode(frame, pairs)
    size = max(len(codes), 1)
    days = _ordinals(frame["day"])
    week = _week_of_day(days, ends)

    asked = [codes.index(one) * size + codes.index(other) for one, other in pairs]
    ordered = actor * size + recipient
    more = np.array(asked + _turned(asked, size), dtype=np.int64)
    keys = _distinct(np.concatenate([ordered, recipient * size + actor, more]))
    first, second = keys // size, keys % size
    reverse = np.searchsorted(keys, second * size + first)
    covered, actor_covered = _coverage(spells, codes, first, second)

    place = np.searchsorted(keys, ordered)
    valid = week >= 0
    valid[valid] &= covered[spell[week[valid]], place[valid]]
    week, place = week[valid], place[valid]
    n = frame["n"].to_numpy(dtype=np.float64)[valid]
    quad = _positions(frame["quad"], {name: index for index, name in enumerate(QUADS)})[valid]
    quads = _rows(Rows(week, place, quad, n), len(keys), len(QUADS))
    by_kind = quads
    if [kind.name for kind in kinds] != list(QUADS):
        did = _positions(frame["action"], {name: index for index, name in enumerate(ACTIONS)})[valid]
        by_kind = _by_kind(quads, _rows(Rows(week, place, did, n), len(keys), len(ACTIONS)), kinds)
    numbers = {mark: number for number, mark in enumerate(dict.fromkeys(one.sources for one in spells))}
    return Weeks(
        codes=tuple(codes),
        ends=ends,
        spell=spell,
        spells=spells,
        source=np.array([numbers[one.sources] for one in spells], dtype=np.int64),
        first=first,
        second=second,
        reverse=reverse,
        covered=covered,
        actor_covered=actor_covered,
        names=tuple(kind.name for kind in kinds),
        quads=quads,
        kinds=by_kind,
    )


def either_way(weeks: Weeks, rows: Rows) -> Rows:
    """The marks without regard to direction: on both the pair and its reverse."""
    low = np.minimum(np.arange(weeks.pairs), weeks.reverse)
    once = _rows(Rows(rows.week, low[rows.pair], rows.kind, rows.n), weeks.pairs, len(weeks.names))
    both = np.concatenate([once.pair, weeks.reverse[once.pair]])
    twice = [np.concatenate([part, part]) for part in (once.week, once.kind, once.n)]
    order = np.argsort(twice[0], kind="stable")
    return Rows(twice[0][order], both[order], twice[1][order], twice[2][order])


def spells_of(coverage: Iterable[Coverage], last: date | None = None) -> tuple[Spell, ...]:
    """The days on which events are covered, cut wherever the sources or their actors change; nothing after `last`."""
    rows = [row for row in coverage if row.about == "events" and (last is None or row.first_day <= last)]
    spans = [(row, row.first_day, row.last_day if last is None else min(row.last_day, last)) for row in rows]
    borders = sorted({first for _, first, _ in spans} | {end + timedelta(days=1) for _, _, end in spans})
    found: list[Spell] = []
    for start, after in pairwise(borders):
        sources = frozenset((row.origin, row.actors) for row, first, end in spans if first <= start <= end)
        end = after - timedelta(days=1)
        if found and found[-1].sources == sources and found[-1].last_day + timedelta(days=1) == start:
            found[-1] = Spell(found[-1].first_day, end, sources)
        elif sources:
            found.append(Spell(start, end, sources))
    return tuple(found)


def _cut(spells: Sequence[Spell]) -> tuple[Ints, Ints]:
    ends: list[int] = []
    owner: list[int] = []
    for index, spell in enumerate(spells):
        last = spell.last_day.toordinal()
        number = (last - spell.first_day.toordinal() + 1) // 7
        ends += [last - 7 * back for back in reversed(range(number))]
        owner += [index] * number
    return np.array(ends, dtype=np.int64), np.array(owner, dtype=np.int64)


def _week_of_day(days: Ints, ends: Ints) -> Ints:
    """The week each day is in; -1 for a day outside coverage or in the remainder at a spell's start."""
    if not len(ends):
        return np.full(len(days), -1, dtype=np.int64)
    week = np.searchsorted(ends, days)
    inside = week < len(ends)
    inside[inside] &= ends[week[inside]] - days[inside] < 7
    return np.where(inside, week, -1).astype(np.int64)


def _encode(frame: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> tuple[list[str], Ints, Ints]:
    import pandas as pd

    names = pd.unique(pd.concat([frame["actor"], frame["recipient"]], ignore_index=True))
    codes = sorted({str(name) for name in names} | {code for pair in pairs for code in pair})
    place = {code: index for index, code in enumerate(codes)}
    return codes, _positions(frame["actor"], place), _positions(frame["recipient"], place)


def _positions(column: pd.Series[Any], place: dict[str, int]) -> Ints:
    """Each value's position; codes each distinct value once, which is fast for long columns."""
    import pandas as pd

    numbers, values = pd.factorize(column)
    return np.array([place[str(value)] for value in values], dtype=np.int64)[numbers]


def _ordinals(days: pd.Series[Any]) -> Ints:
    """Day numbers as `date.toordinal` gives them."""
    epoch = date(1970, 1, 1).toordinal()
    return days.to_numpy().astype("datetime64[D]").astype(np.int64) + epoch


def _turned(keys: list[int], size: int) -> list[int]:
    return [key % size * size + key // size for key in keys]


def _coverage(spells: Sequence[Spell], codes: Sequence[str], first: Ints, second: Ints) -> tuple[Bools, Bools]:
    pairs = np.zeros((len(spells), len(first)), dtype=np.bool_)
    actors = np.zeros((len(spells), len(codes)), dtype=np.bool_)
    for index, spell in enumerate(spells):
        for held in spell.actors:
            member = np.array([held is None or code in held for code in codes], dtype=np.bool_)
            actors[index] |= member
            pairs[index] |= member[first] & member[second]
    return pairs, actors


def _by_kind(quads: Rows, acts: Rows, kinds: Sequence[Kind]) -> Rows:
    """The marks by kind, from those by quad and by action (position in `ACTIONS`)."""
    parts = []
    for index, kind in enumerate(kinds):
        if kind.quad:
            which = np.flatnonzero(quads.kind == QUADS.index(kind.quad.value))
            week, pair, n = quads.week[which], quads.pair[which], quads.n[which]
        else:
            which = np.flatnonzero(holds(kind)[acts.kind])
            week, pair, n = acts.week[which], acts.pair[which], acts.n[which]
            starts = np.flatnonzero((np.diff(week, prepend=-1) != 0) | (np.diff(pair, prepend=-1) != 0))
            week, pair, n = week[starts], pair[starts], np.add.reduceat(n, starts) if len(starts) else n
        parts.append(Rows(week, pair, np.full(len(week), index, dtype=np.int64), n))
    week = np.concatenate([part.week for part in parts])
    order = np.argsort(week.astype(np.uint16), kind="stable")  # two bytes are enough for weeks and are sorted at once
    rest = (np.concatenate([getattr(part, name) for part in parts])[order] for name in ("pair", "kind", "n"))
    return Rows(week[order], *rest)


def holds(kind: Kind) -> Bools:
    """Which of all actions the kind holds, by position: (actions,)."""
    return np.array([name in kind.actions for name in ACTIONS], dtype=np.bool_)


def _rows(rows: Rows, pairs: int, kinds: int) -> Rows:
    """Each week, pair and kind once, with the sum of their events."""
    keys = (rows.week * pairs + rows.pair) * kinds + rows.kind
    order = np.argsort(keys, kind="stable")
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=-1) > 0)
    n = np.add.reduceat(rows.n[order], starts) if len(starts) else np.zeros(0)
    keys = keys[starts]
    rest = keys // kinds
    return Rows(rest // max(pairs, 1), rest % max(pairs, 1), keys % kinds, n)


def _distinct(keys: Ints) -> Ints:
    """Sorted without repeats; faster than numpy.unique, which hashes."""
    keys = np.sort(keys)
    return keys[np.diff(keys, prepend=-1) > 0]
