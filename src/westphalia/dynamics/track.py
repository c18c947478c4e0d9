"""How such forecasts fared: forecasts from past weeks, set against what then happened.

From every week of the record's last window (at most the last 52, and not its first four, in which the record has only
just begun or resumed) the forecast is made with what was known then, and compared with the weeks that followed in the
same window. Forecast are all ordered pairs of actors that were covered and had met, in either direction, by then.

The parameters are the latest that had seen nothing after the first of these weeks; penalties and the constants of usual
rates were chosen on the windows of 2018 and 2021. So the weeks of 2022 (and any in a record of your own) are new to
them. The reference is each pair's own long-run rate, see `rates.long_run`.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.chances import Chances, needed
from westphalia.dynamics.drift import Drift
from westphalia.dynamics.fitting import Progress, candidates
from westphalia.dynamics.hazard import Fit
from westphalia.dynamics.kinds import Kind
from westphalia.dynamics.mechanisms import states
from westphalia.dynamics.panel import KINDS, NAMES, Panel, panel_of, position
from westphalia.dynamics.parameters import dumped, parameters_for
from westphalia.dynamics.rates import Tally, long_run, tally
from westphalia.dynamics.scores import Bin, Ledger, skill_intervals
from westphalia.dynamics.weeks import Bools, Floats, Rows, Weeks, either_way

if TYPE_CHECKING:
    from westphalia.record import Record

FILE = "forecast_track.json"  # in westphalia/data: the track of the embedded record
WARM_UP = 4  # weeks at the start of a window from which no forecast is tried
MOST_ORIGINS = 52


@dataclass(frozen=True)
class Track:
    """What forecasts of one kind (`what`) and horizon were worth; `either` says whether without regard to direction.

    `n` forecasts for `pairs` different ordered pairs from `origins` weekly origins (`first_origin` to `last_origin`).
    `skill` is 1 - brier / brier_reference, with a 95 % interval (None where nothing came true); scores are means over
    forecasts.
    """

    what: str
    horizon_days: int
    either: bool
    first_origin: date
    last_origin: date
    origins: int
    pairs: int
    n: int
    mean_forecast: float
    observed: float
    brier: float
    brier_reference: float
    skill: float | None
    skill_low: float | None
    skill_high: float | None
    log_score: float
    log_reference: float
    calibration: tuple[Bin, ...]

    def bin_of(self, probability: float) -> Bin:
        """The row of the calibration table that a forecast of `probability` falls into."""
        for row in self.calibration:
            if probability < row.high:
                return row
        return self.calibration[-1]

    def to_dict(self) -> dict[str, Any]:
        """This track as JSON data."""
        plain = {field.name: getattr(self, field.name) for field in fields(self)}
        plain["first_origin"] = self.first_origin.isoformat()
        plain["last_origin"] = self.last_origin.isoformat()
        plain["calibration"] = [row.to_dict() for row in self.calibration]
        return plain


def track(
    record: Record,
    kinds: Sequence[Kind],
    horizons: Sequence[int] = (28, 84),
    progress: Progress | None = None,
) -> tuple[Track, ...]:
    """The track of forecasts with this record, for each kind and horizon (days, rounded to whole weeks), first in one
    direction, then in either.

    Read from a table for the embedded record, of the nearest horizon in it (by ratio); else computed. A horizon too
    long for the last window has none.
    """
    known = _stored(fingerprint(record))
    wanted = [
        (NAMES[position(kind)], nearest(days, [its for _, its in known]) if known else _whole(days))
        for kind in kinds
        for days in horizons
    ]
    if all(key in known for key in wanted):
        return tuple(part for key in dict.fromkeys(wanted) for part in known[key])
    panel = panel_of(record)
    origins = held_out(panel.weeks)
    places = [position(kind) for kind in kinds]
    if not origins:
        return ()
    first = panel.weeks.day(origins[0])
    before = panel_of(record, first)
    fits = parameters_for(record, before, first, progress, places).fits
    return measure(panel, origins, [_whole(days) for days in horizons], fits, kinds=places, progress=progress)


def held_out(weeks: Weeks, spell: int = -1) -> tuple[int, ...]:
    """The weeks of a window (the last one unless told) from which forecasts are tried, as positions."""
    if not len(weeks.ends):
        return ()
    chosen = weeks.spell[-1] if spell == -1 else spell
    return tuple(int(week) for week in np.flatnonzero(weeks.spell == chosen)[WARM_UP - 1 :][-MOST_ORIGINS:])


def measure(
    panel: Panel,
    origins: Sequence[int],
    horizons: Sequence[int],
    fits: Mapping[str, Fit],
    *,
    kinds: Sequence[int] = (0, 1, 2, 3),
    progress: Progress | None = None,
    seed: int = 0,
) -> tuple[Track, ...]:
    """Forecast from each of `origins` (positions of weeks) and compare; `horizons` in days, multiples of 7.

    `kinds` are positions in `panel.KINDS`; `fits` must have seen nothing after the first origin.
    """
    weeks = panel.weeks
    spans = list(dict.fromkeys(days // 7 for days in horizons))
    start = min(origins, default=0)
    both_ways = either_way(weeks, weeks.kinds)
    truth = (_table(weeks.kinds, weeks, start, kinds), _table(both_ways, weeks, start, kinds))
    ledgers = {
        (kind, span, either): Ledger(weeks.pairs) for kind in kinds for span in spans for either in (False, True)
    }
    tried: dict[int, list[int]] = {span: [] for span in spans}
    drift = Drift(panel, fits, needed(kinds))
    for number, state in enumerate(states(panel, origins)):
        at = state.at
        if progress:
            progress("trying forecasts on held-out weeks", number, len(origins))
        open_spans = [span for span in spans if _within(weeks, at, span)]
        if not open_spans:
            continue
        which = candidates(panel, state)
        mine = Chances(panel, state, fits, which, drift.at(at, state))
        found = tally(weeks, at, np.inf, None)
        references = (long_run(found), long_run(_with(found, both_ways, at)))
        for span in open_spans:
            tried[span].append(at)
            for either in (False, True):
                theirs = references[either].probability(span)
                for place, kind in enumerate(kinds):
                    said = mine.either(kind, span) if either else mine.probability(kind, span)
                    happened = _any(truth[either][place], at + 1 - start, span)
                    ledgers[kind, span, either].add(which, said, theirs[which, kind], happened[which])
    if progress:
        progress("trying forecasts on held-out weeks", len(origins), len(origins))
    return tuple(_finish(weeks, ledgers, tried, seed))


def fingerprint(record: Record) -> str:
    """What a stored track belongs to: the files that the record was made of, its days, and the shipped parameters."""
    rows = sorted(
        (row.origin, row.first_day.isoformat(), row.last_day.isoformat(), row.sha256, len(row.actors or ()))
        for row in record.coverage()
        if row.about == "events"
    )
    text = json.dumps([rows, record.granularity, _shipped_hash()], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


@cache
def _shipped_hash() -> str:
    from westphalia.dynamics.parameters import shipped

    return hashlib.sha256(dumped(shipped()).encode()).hexdigest()


def nearest(days: int, horizons: Iterable[int]) -> int:
    """The horizon nearest to `days` by ratio, the shorter of two equally near.

    >>> nearest(30, [7, 28, 84]), nearest(366, [7, 28, 84])
    (28, 84)
    """
    return min(horizons, key=lambda its: (abs(math.log(its / days)), its))


def from_dict(row: Mapping[str, Any]) -> Track:
    """The track that `Track.to_dict` wrote."""
    return Track(
        **{
            **row,
            "first_origin": date.fromisoformat(row["first_origin"]),
            "last_origin": date.fromisoformat(row["last_origin"]),
            "calibration": tuple(Bin(**part) for part in row["calibration"]),
        }
    )


def _whole(days: int) -> int:
    return 7 * max(1, round(days / 7))


def _within(weeks: Weeks, at: int, span: int) -> bool:
    return at + span < len(weeks.ends) and bool(weeks.spell[at + span] == weeks.spell[at])


def _with(found: Tally, rows: Rows, at: int) -> Tally:
    """The tally with the weeks of `rows` up to week `at` as what was done."""
    rows = rows.until(at)
    shape = found.done.shape
    cells = np.bincount(rows.pair * shape[1] + rows.kind, minlength=shape[0] * shape[1])
    done: Floats = cells.reshape(shape).astype(np.float64)
    return Tally(found.exposure, found.marks, done, found.actor_exposure)


def _table(rows: Rows, weeks: Weeks, start: int, kinds: Sequence[int]) -> Bools:
    """What happened from week `start` on: (kinds, weeks, pairs)."""
    table = np.zeros((len(kinds), len(weeks.ends) - start, weeks.pairs), dtype=np.bool_)
    place = np.full(len(KINDS), -1)
    place[list(kinds)] = np.arange(len(kinds))
    chosen = (rows.week >= start) & (place[rows.kind] >= 0)
    table[place[rows.kind[chosen]], rows.week[chosen] - start, rows.pair[chosen]] = True
    return table


def _any(table: Bools, first: int, span: int) -> Bools:
    return np.asarray(table[first : first + span].any(axis=0), dtype=np.bool_)


def _finish(
    weeks: Weeks, ledgers: Mapping[tuple[int, int, bool], Ledger], tried: Mapping[int, Sequence[int]], seed: int
) -> list[Track]:
    used = {key: ledger for key, ledger in ledgers.items() if ledger.n.sum() > 0}
    bounds = skill_intervals(list(used.values()), weeks.first, weeks.second, len(weeks.codes), seed) if used else []
    pair_of = np.minimum(np.arange(weeks.pairs), weeks.reverse)
    found = []
    for ((kind, span, either), ledger), bound in zip(used.items(), bounds, strict=True):
        n = float(ledger.n.sum())
        # Where nothing came true, «never» is right by default: most likely the sources do not report the kind at all.
        tested = bool(ledger.happened.any()) and bool(ledger.reference.any())
        brier, reference = float(ledger.brier.sum() / n), float(ledger.reference.sum() / n)
        found.append(
            Track(
                what=NAMES[kind],
                horizon_days=7 * span,
                either=either,
                first_origin=weeks.day(tried[span][0]),
                last_origin=weeks.day(tried[span][-1]),
                origins=ledger.origins,
                pairs=int((ledger.n > 0).sum()),
                n=int(n),
                mean_forecast=float(ledger.forecast.sum() / n),
                observed=float(ledger.happened.sum() / n),
                brier=brier,
                brier_reference=reference,
                skill=1 - brier / reference if tested else None,
                skill_low=bound[0] if bound and tested else None,
                skill_high=bound[1] if bound and tested else None,
                log_score=ledger.log / n,
                log_reference=ledger.log_reference / n,
                calibration=ledger.bins(pair_of),
            )
        )
    return found


@cache
def _stored(mark: str) -> Mapping[tuple[str, int], tuple[Track, ...]]:
    """The stored tracks by kind and horizon, directed first; empty where they belong to another record or model."""
    try:
        table = json.loads((files("westphalia") / "data" / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    if table["fingerprint"] != mark:
        return {}
    found: dict[tuple[str, int], tuple[Track, ...]] = {}
    for row in table["tracks"]:
        one = from_dict(row)
        found[one.what, one.horizon_days] = (*found.get((one.what, one.horizon_days), ()), one)
    return found
