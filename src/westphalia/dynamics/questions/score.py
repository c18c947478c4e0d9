"""How logged forecasts fared, by a newer record.

A forecast is resolved by its rule: the event is there, or the whole window is covered without one. Where the record
ends before the window does and no event is there yet, it is open; where a gap in the record could hide one, void. What
was forecast of a sector is void where the record names none in all that time.

An event may settle a question before its window is over, the lack of one only at its end: to score what is settled
would count too many events. Scores are therefore over forecasts whose whole window is covered; the others that are
settled are listed apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from westphalia.dynamics.questions.history import covered_days, either_of
from westphalia.dynamics.questions.log import Entry, Problem, fingerprint, read_log
from westphalia.dynamics.questions.operational import Question
from westphalia.dynamics.scores import DRAWS, EDGES, SMALLEST, Bin, wilson

if TYPE_CHECKING:
    from westphalia.record import Record

MISSES = 5  # how many of the largest are named
FEWEST = 10  # pairs of actors below which the skill has no interval

Outcome = Literal["yes", "no", "open", "void"]
Days = Mapping[tuple[str, str, str], Sequence[date]]  # by actor, recipient and action


@dataclass(frozen=True)
class Resolved:
    """A forecast and what became of it. `happened`: whether there was an event (None: not known).

    `day` is the first event's. `covered` of the window's days are covered. `scored`: the whole window is.
    """

    entry: Entry
    outcome: Outcome
    happened: bool | None
    day: date | None
    covered: int
    scored: bool

    @property
    def error(self) -> float:
        """How far the probability was from what came true; only where it is settled."""
        return abs(self.entry.probability - (self.outcome == "yes"))

    def to_dict(self) -> dict[str, Any]:
        """This forecast as JSON data."""
        entry = self.entry
        return {
            "id": entry.id,
            "line": entry.line,
            "question": entry.question.text,
            "operational": entry.question.operational(),
            "origin": entry.origin.isoformat(),
            "probability": entry.probability,
            "base_rate": entry.base_rate,
            "outcome": self.outcome,
            "day": self.day.isoformat() if self.day else None,
            "covered_days": self.covered,
            "days": entry.question.days,
            "scored": self.scored,
        }


@dataclass(frozen=True, eq=False, repr=False)
class ForecastScore:
    """How the forecasts of a log fared by a record.

    Scores are means over the `n` forecasts of `scored` (None where there are none). Brier: (p - y)^2; log score: -ln of
    the probability given to what happened; `base_*` the same for the base rate stored with each forecast; `skill` is
    1 - brier / base_brier, with a 95 % interval by resampling pairs of actors (None below 10 pairs). `bins`: the
    calibration table. `early` are settled before their window is over, or with gaps in it, and not scored.
    """

    log: str
    record: str
    fingerprint: str
    record_ends: date
    resolved: tuple[Resolved, ...]
    problems: tuple[Problem, ...]
    n: int
    pairs: int
    brier: float | None
    log_score: float | None
    base_brier: float | None
    base_log_score: float | None
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    bins: tuple[Bin, ...]

    @property
    def scored(self) -> tuple[Resolved, ...]:
        """Settled, with the whole window covered."""
        return tuple(one for one in self.resolved if one.scored)

    @property
    def early(self) -> tuple[Resolved, ...]:
        """Settled by an event, with part of the window not covered."""
        return tuple(one for one in self.resolved if one.outcome in ("yes", "no") and not one.scored)

    @property
    def open(self) -> tuple[Resolved, ...]:
        """Not settled yet."""
        return tuple(one for one in self.resolved if one.outcome == "open")

    @property
    def void(self) -> tuple[Resolved, ...]:
        """Never to be settled by this record."""
        return tuple(one for one in self.resolved if one.outcome == "void")

    @property
    def misses(self) -> tuple[Resolved, ...]:
        """Of the scored forecasts, the five that were furthest from what came true."""
        return tuple(sorted(self.scored, key=lambda one: (-round(one.error, 9), one.entry.line))[:MISSES])

    def to_pandas(self) -> Any:
        """One row per forecast."""
        import pandas as pd

        return pd.DataFrame([one.to_dict() for one in self.resolved])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        counts = {"scored": self.scored, "early": self.early, "open": self.open, "void": self.void}
        return {
            "log": self.log,
            "record": {"name": self.record, "fingerprint": self.fingerprint, "ends": self.record_ends.isoformat()},
            "counts": {name: len(group) for name, group in counts.items()},
            "n": self.n,
            "pairs": self.pairs,
            "brier": self.brier,
            "log_score": self.log_score,
            "base_brier": self.base_brier,
            "base_log_score": self.base_log_score,
            "skill": self.skill,
            "skill_low": self.skill_low,
            "skill_high": self.skill_high,
            "calibration": [row.to_dict() for row in self.bins],
            "largest_misses": [one.entry.id for one in self.misses],
            "forecasts": [one.to_dict() for one in self.resolved],
            "problems": [str(problem) for problem in self.problems],
        }

    def __rich__(self) -> Any:
        from westphalia.dynamics.questions.show import score_view

        return score_view(self)

    def __str__(self) -> str:
        from westphalia import sheets

        return sheets.plain(self.__rich__())

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from westphalia.dynamics.questions.show import score_html

        return score_html(self)


def score(log: str | Path, record: Record, *, seed: int = 0) -> ForecastScore:
    """The forecasts of the log at `log`, resolved by `record` and scored, with one pass over the record.

    Lines that cannot be read are in `problems`. Raises `CallError` where there is no such file. `seed` is that of the
    skill's interval.
    """
    entries, problems = read_log(log)
    days = _days(record, [entry for entry in entries if not entry.question.sectors])
    some = _days_of_sectors(record, [entry.question for entry in entries if entry.question.sectors])
    known = {**days, **(some or {})}
    resolved = [resolve(record, entry, known, divided=some is not None) for entry in entries]
    return summed(str(log), record, resolved, problems, seed)


def resolve(record: Record, entry: Entry, days: Days, *, divided: bool = False) -> Resolved:
    """What became of one forecast, by its rule. `days`: the days of each actor's acts towards each recipient.

    `divided`: whether the record names sectors.
    """
    asked = entry.question
    acts = [(*pair, action) for pair in asked.pairs for action in asked.actions]
    met = [day for key in acts for day in days.get(key, ()) if asked.first_day <= day <= asked.last_day]
    covered = covered_days(record, asked, asked.first_day, asked.last_day)
    if asked.sectors and not divided:
        return Resolved(entry, "void", None, None, covered, False)
    whole = covered == asked.days
    if met or whole:
        happened = bool(met)
        outcome: Outcome = "yes" if happened != asked.negated else "no"
        return Resolved(entry, outcome, happened, min(met, default=None), covered, whole)
    ends = record.last_day()
    so_far = max(0, (min(ends, asked.last_day) - asked.first_day).days + 1)
    outcome = "open" if ends < asked.last_day and covered == so_far else "void"
    return Resolved(entry, outcome, None, None, covered, False)


def _days(record: Record, entries: Sequence[Entry]) -> Days:
    """The days on which each actor did each action to each recipient, for all actors and windows of `entries`."""
    if not entries:
        return {}
    first = min(entry.question.first_day for entry in entries)
    last = max(entry.question.last_day for entry in entries)
    frame = record.daily(first=first, last=last).frame
    codes = {code for entry in entries for code in (entry.question.actor, entry.question.recipient)}
    frame = frame[frame["actor"].isin(codes) & frame["recipient"].isin(codes) & (frame["n"] > 0)]
    found: dict[tuple[str, str, str], list[date]] = {}
    for actor, recipient, action, day in zip(
        frame["actor"], frame["recipient"], frame["action"], frame["day"], strict=True
    ):
        found.setdefault((actor, recipient, action), []).append(day.date())
    return found


def _days_of_sectors(record: Record, asked: Sequence[Question]) -> Days | None:
    """The same for questions about sectors; None where the record has events in that time and names none."""
    if not asked or record.granularity == "cell":
        return None
    frame = record.sectors(min(one.first_day for one in asked), max(one.last_day for one in asked)).frame
    if len(frame) and not frame[["actor_sector", "recipient_sector"]].notna().to_numpy().any():
        return None
    found: dict[tuple[str, str, str], list[date]] = {}
    for pair in {pair for one in asked for pair in one.pairs}:
        rows = frame[either_of(frame, [pair]) & frame["action"].notna()]
        for action, day in zip(rows["action"], rows["day"], strict=True):
            found.setdefault((*pair, action), []).append(day.date())
    return found


def summed(
    log: str, record: Record, resolved: Sequence[Resolved], problems: Sequence[Problem], seed: int = 0
) -> ForecastScore:
    """The scores of resolved forecasts."""
    used = [one for one in resolved if one.scored]
    said = np.array([one.entry.probability for one in used])
    base = np.array([one.entry.base_rate for one in used])
    true = np.array([one.outcome == "yes" for one in used], dtype=np.float64)
    pair = [tuple(sorted(one.entry.question.countries)) for one in used]
    names = sorted(set(pair))
    number = np.array([names.index(one) for one in pair], dtype=np.int64)
    brier, base_brier = (said - true) ** 2, (base - true) ** 2
    low, high = _interval(brier, base_brier, number, len(names), seed)

    def mean(values: Any) -> float | None:
        return float(values.mean()) if len(used) else None

    return ForecastScore(
        log=log,
        record=record.name,
        fingerprint=fingerprint(record),
        record_ends=record.last_day(),
        resolved=tuple(resolved),
        problems=tuple(problems),
        n=len(used),
        pairs=len(names),
        brier=mean(brier),
        log_score=mean(_log_loss(said, true)),
        base_brier=mean(base_brier),
        base_log_score=mean(_log_loss(base, true)),
        skill=float(1 - brier.mean() / base_brier.mean()) if len(used) and base_brier.any() else None,
        skill_low=low,
        skill_high=high,
        bins=_bins(said, true, number) if used else (),
    )


def _interval(brier: Any, base: Any, pair: Any, pairs: int, seed: int) -> tuple[float | None, float | None]:
    """95 % interval of the skill, pairs of actors drawn with replacement."""
    if pairs < FEWEST:
        return None, None
    sums = np.stack([np.bincount(pair, values, minlength=pairs) for values in (brier, base)], axis=1)
    drawn = np.random.default_rng(seed).multinomial(pairs, np.full(pairs, 1 / pairs), size=DRAWS) @ sums
    valid = drawn[:, 1] > 0
    if valid.sum() < DRAWS / 2:
        return None, None
    low, high = np.quantile(1 - drawn[valid, 0] / drawn[valid, 1], [0.025, 0.975])
    return float(low), float(high)


def _log_loss(said: Any, true: Any) -> Any:
    held = np.clip(said, SMALLEST, 1 - SMALLEST)
    return -np.log(np.where(true > 0, held, 1 - held))


def _bins(said: Any, true: Any, pair: Any) -> tuple[Bin, ...]:
    box = np.minimum(np.searchsorted(EDGES, said, side="right") - 1, len(EDGES) - 2)
    table = []
    for index, (low, high) in enumerate(pairwise(EDGES)):
        inside = box == index
        n = int(inside.sum())
        if not n:
            table.append(Bin(low, high, 0, 0, None, None, None, None))
            continue
        pairs = len(np.unique(pair[inside]))
        observed = float(true[inside].mean())
        table.append(Bin(low, high, n, pairs, float(said[inside].mean()), observed, *wilson(observed, pairs)))
    return tuple(table)
