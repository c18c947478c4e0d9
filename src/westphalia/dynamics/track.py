"""How such forecasts fared: the model's forecasts from past weeks, set against what then happened.

From every week of the record's last window (at most the last 52, and not its first four, in which the record has only
just begun or resumed) the forecast is made with what was known then, and compared with the weeks that followed in the
same window. Forecast are all ordered pairs of actors that were covered and had met, in either direction, by then.

The model's constants were chosen on the windows of 2018 and 2021, so the weeks of 2022 (and any in a record of your
own) are new to it. The reference is each pair's own long-run rate, see `rates.long_run`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.kinds import Kind
from westphalia.dynamics.rates import MODEL, Beta, Model, chances, long_run, rates, tally
from westphalia.dynamics.scores import Bin, Ledger, skill_intervals
from westphalia.dynamics.weeks import Bools, Ints, Rows, Weeks, weeks_of

if TYPE_CHECKING:
    from westphalia.record import Record

FILE = "forecast_track.json"  # in westphalia/data: the track of the embedded record
WARM_UP = 4  # weeks at the start of a window from which no forecast is tried
MOST_ORIGINS = 52

Progress = Callable[[str, int, int], None]


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

    Read from a table for the embedded record, else computed. A horizon too long for the last window has none.
    """
    wanted = [(kind.name, _whole(days)) for kind in kinds for days in horizons]
    known = _stored(fingerprint(record))
    if all(key in known for key in wanted):
        return tuple(part for key in dict.fromkeys(wanted) for part in known[key])
    weeks, _, _ = weeks_of(record, kinds)
    return measure(weeks, held_out(weeks), [_whole(days) for days in horizons], progress=progress)


def held_out(weeks: Weeks, spell: int = -1) -> tuple[int, ...]:
    """The weeks of a window (the last one unless told) from which forecasts are tried, as positions."""
    if not len(weeks.ends):
        return ()
    chosen = weeks.spell[-1] if spell == -1 else spell
    return tuple(int(week) for week in np.flatnonzero(weeks.spell == chosen)[WARM_UP - 1 :][-MOST_ORIGINS:])


def measure(
    weeks: Weeks,
    origins: Sequence[int],
    horizons: Sequence[int] = (28, 84),
    *,
    model: Model = MODEL,
    progress: Progress | None = None,
    seed: int = 0,
) -> tuple[Track, ...]:
    """Forecast from each of `origins` (positions of weeks) and compare; `horizons` in days, multiples of 7."""
    spans = list(dict.fromkeys(days // 7 for days in horizons))
    start = min(origins, default=0)
    truth = (_table(weeks.kinds, weeks, start), _table(weeks.either, weeks, start))
    ledgers = {
        (kind, span, either): Ledger(weeks.pairs)
        for kind in range(len(weeks.names))
        for span in spans
        for either in (False, True)
    }
    tried: dict[int, list[int]] = {span: [] for span in spans}
    for number, at in enumerate(origins):
        if progress:
            progress("trying forecasts on held-out weeks", number, len(origins))
        open_spans = [span for span in spans if _within(weeks, at, span)]
        if not open_spans:
            continue
        own, reference = forecasts(weeks, at, model)
        which = known_pairs(weeks, at)
        for span in open_spans:
            tried[span].append(at)
            mine_by_direction = chances(*own, weeks.reverse, span)
            for either in (False, True):
                mine = mine_by_direction[either]
                theirs = reference[either].probability(span)
                happened = _any(truth[either], at + 1 - start, span)
                for kind in range(len(weeks.names)):
                    ledger = ledgers[kind, span, either]
                    ledger.add(which, mine[which, kind], theirs[which, kind], happened[which, kind])
    if progress:
        progress("trying forecasts on held-out weeks", len(origins), len(origins))
    return tuple(_finish(weeks, ledgers, tried, seed))


def forecasts(weeks: Weeks, at: int, model: Model = MODEL) -> tuple[tuple[Beta, Beta], tuple[Beta, Beta]]:
    """The model's and the reference's rates with what was known after week `at`: (directed, either) each."""
    everything = tally(weeks, at, np.inf, None)
    return rates(weeks, tally(weeks, at, model.half_life, model.level), model), long_run(everything)


def known_pairs(weeks: Weeks, at: int) -> Ints:
    """Positions of the pairs that are covered in week `at` and had met, in either direction, by its end."""
    met = np.zeros(weeks.pairs, dtype=np.bool_)
    met[weeks.quads.pair[weeks.quads.week <= at]] = True
    return np.flatnonzero((met | met[weeks.reverse]) & weeks.covered[weeks.spell[at]])


def fingerprint(record: Record) -> str:
    """What a stored track belongs to: the files that the record was made of, its days, and the model's constants."""
    rows = sorted(
        (row.origin, row.first_day.isoformat(), row.last_day.isoformat(), row.sha256, len(row.actors or ()))
        for row in record.coverage()
        if row.about == "events"
    )
    text = json.dumps([rows, record.granularity, asdict(MODEL)], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


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


def _table(rows: Rows, weeks: Weeks, start: int) -> Bools:
    """What happened from week `start` on: (weeks, pairs, kinds)."""
    table = np.zeros((len(weeks.ends) - start, weeks.pairs, len(weeks.names)), dtype=np.bool_)
    late = rows.week >= start
    table[rows.week[late] - start, rows.pair[late], rows.kind[late]] = True
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
                what=weeks.names[kind],
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
