"""Backtest: forecasts from past weeks with what was known then, against what happened, beside simple baselines.

Origins roll week by week. Before the first, and again every `refit` weeks, everything is fitted to what was known at
that week's end: the model (where the record is long enough by then, else the latest parameters that had seen nothing
later, else usual rates alone) and the baselines. No forecast sees an event after its origin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.baselines import NAMES as BASELINES
from westphalia.dynamics.baselines import Baselines
from westphalia.dynamics.chances import Chances, needed
from westphalia.dynamics.drift import Drift
from westphalia.dynamics.fitting import Progress, training_origins
from westphalia.dynamics.hazard import LEADS, Parameters
from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.mechanisms import states
from westphalia.dynamics.panel import NAMES, Panel, eligible, happened, panel_of, position
from westphalia.dynamics.parameters import FEWEST, fitted, parameters_for
from westphalia.dynamics.sectors import SectorPanel, matched, sector_pairs, sector_panel
from westphalia.dynamics.shares import SectorChances, Shares
from westphalia.dynamics.verify import Verified, verify
from westphalia.dynamics.weeks import Bools, Floats, Ints
from westphalia.errors import CallError, OutsideCoverage

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from westphalia.record import Record

MIN_EVENTS = 5.0
REFIT = 4
MISSES = 10


@dataclass(frozen=True, eq=False, repr=False)
class Backtest:
    """Forecasts of at least one event of each kind within `weeks`, from `origins` (last days that were known).

    `first_day`, `last_day`: the days forecast. `overall` pools the kinds; `kinds` has each. `forecasts`: a row for each
    forecast (origin, actor, recipient, kind, probability, happened, and each baseline's probability). `misses`: those
    that were furthest off. `fitted`: for each fit its origin, on what it was fitted, and the last day that it saw (None
    where there was too little to fit, and forecasts are by usual rates alone). `sectors`: whether the pairs
    are of sectors of countries.
    """

    record: str
    weeks: int
    first_day: date
    last_day: date
    origins: tuple[date, ...]
    min_events: float
    seed: int
    recency_half_life: float
    overall: Verified
    kinds: dict[str, Verified]
    forecasts: pd.DataFrame
    misses: tuple[dict[str, Any], ...]
    fitted: tuple[dict[str, str | None], ...]
    query: str
    sectors: bool = False

    def to_pandas(self) -> pd.DataFrame:
        """One row a forecast."""
        return self.forecasts.copy()

    def dyads(self) -> pd.DataFrame:
        """For each ordered pair and kind: forecasts n, how often it happened, mean forecast, Brier score of the model
        and of each baseline; the pairs with the largest total error first.
        """
        frame = self.forecasts
        parts = {"n": frame["probability"].abs() * 0 + 1, "happened": frame["happened"], "said": frame["probability"]}
        for name in ("probability", *BASELINES):
            parts["brier" if name == "probability" else f"brier {name}"] = (frame[name] - frame["happened"]) ** 2
        for name, values in parts.items():
            frame = frame.assign(**{f"_{name}": values.astype(float)})
        grouped = frame.groupby(["actor", "recipient", "kind"], observed=True)
        table = grouped[[f"_{name}" for name in parts]].mean().rename(columns=lambda name: name[1:])
        table["n"] = grouped.size()
        order = (table["brier"] * table["n"]).sort_values(ascending=False, kind="stable").index
        return table.loc[order].reset_index()

    def to_dict(self, dyads: int | None = 50) -> dict[str, Any]:
        """As JSON data; `dyads`: so many of the pairs with the largest total error (None: all)."""
        table = self.dyads() if dyads is None else self.dyads().head(dyads)
        return {
            "record": self.record,
            "horizon_weeks": self.weeks,
            "sectors": self.sectors,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "origins": [day.isoformat() for day in self.origins],
            "min_events": self.min_events,
            "seed": self.seed,
            "recency_half_life_weeks": self.recency_half_life,
            "definitions": (
                "brier: mean (p - y)^2; log_score: mean -ln p(what happened); skill: 1 - brier / that of the baseline; "
                "intervals: 95 %, 1,000 bootstrap draws of unordered dyads; reliability, resolution, uncertainty: "
                "Murphy 1973 in fixed bins; slope: logistic regression of y on log-odds of p"
            ),
            "overall": self.overall.to_dict(),
            "kinds": {name: one.to_dict() for name, one in self.kinds.items()},
            "dyads": table.to_dict("records"),
            "largest_misses": list(self.misses),
            "fitted": list(self.fitted),
            "query": self.query,
        }

    def plot(self) -> altair.Chart:
        """Reliability by kind: what was said against what came true, with intervals."""
        from westphalia.dynamics.pictures import reliability_chart

        return reliability_chart(self)

    def __rich__(self) -> Any:
        from westphalia.dynamics.show_backtest import view

        return view(self)

    def __str__(self) -> str:
        from westphalia import sheets
        from westphalia.dynamics.show_backtest import view

        return sheets.plain(view(self))

    __repr__ = __str__


def backtest(
    record: Record,
    first_day: date | None = None,
    last_day: date | None = None,
    *,
    weeks: int = 1,
    action: str | Sequence[str] | None = None,
    min_events: float = MIN_EVENTS,
    refit: int = REFIT,
    seed: int = 0,
    sectors: bool = False,
    progress: Progress | None = None,
) -> Backtest:
    """Forecast every covered span of `weeks` that lies within `first_day` to `last_day`, from the week before it.

    By default the last eight weeks of the record. Ordered pairs of countries with at least `min_events` events before
    the origin are forecast; `action` names one or more actions, quads or groups (default: the four quads). With
    `sectors`, forecast are pairs of two sectors («IRN:MIL» towards «USA:GOV»), by a model fitted to countries.

    Raises:
        CallError: a horizon that is not 1 to 13 weeks, days in the wrong order, or `sectors` of a record without any.
        OutsideCoverage: no such span is covered, or nobody has enough events before.
    """
    if not 1 <= weeks <= LEADS:
        raise CallError(f"a backtest's horizon must be 1 to {LEADS} weeks, not {weeks}")
    if refit < 1:
        raise CallError(f"a model is fitted again every 1 or more weeks, not every {refit}")
    names = [action] if isinstance(action, str) or action is None else list(action)
    kinds = list(dict.fromkeys(position(kind) for name in names for kind in kinds_of(name)))
    divided = sector_panel(record) if sectors else None
    panel = panel_of(record)
    tried: Panel = sector_pairs(record) if sectors else panel
    origins = _origins(record, panel, first_day, last_day, weeks)
    model: Parameters | None = None
    other: Baselines | None = None
    drift: Drift | None = None
    found: list[_Rows] = []
    fitted_at: list[dict[str, str | None]] = []
    for number, state in enumerate(states(panel, origins)):
        if progress:
            progress("forecasting and fitting", number, len(origins))
        if number % refit == 0 or model is None or other is None or drift is None:
            model = _model(record, panel, state.at, kinds)
            other = Baselines(tried, state.at, kinds, weeks, min_events)
            drift = Drift(panel, model.fits, needed(kinds))
            fitted_at.append(
                {
                    "origin": panel.weeks.day(state.at).isoformat(),
                    "fitted_on": model.source,
                    "fitted_to": model.fitted_to.isoformat() if model.fitted_to else None,
                }
            )
        pairs = eligible(tried, state.at, min_events)
        countries = pairs if divided is None else matched(panel, tried, pairs, whole=True)
        whole = Chances(panel, state, model.fits, countries, drift.at(state.at, state))
        chances = whole if divided is None else _of_sectors(divided, whole, tried, pairs)
        found += [
            _Rows(
                state.at,
                kind,
                pairs,
                chances.probability(kind, weeks),
                happened(tried, state.at, weeks, kind)[pairs],
                {name: other.probability(name, state.at, kind, pairs) for name in BASELINES},
            )
            for kind in kinds
        ]
    if progress:
        progress("forecasting and fitting", len(origins), len(origins))
    assert other is not None
    frame = _frame(tried, found)
    if frame.empty:
        whose = "sectors" if sectors else "countries"
        raise OutsideCoverage(
            f"no ordered pair of {whose} in the record {record.name!r} has {min_events:g} events before "
            f"{panel.weeks.day(origins[0])}; take later days or a smaller --min-events"
        )
    return Backtest(
        record=record.name,
        weeks=weeks,
        first_day=date.fromordinal(panel.weeks.day(origins[0]).toordinal() + 1),
        last_day=panel.weeks.day(origins[-1] + weeks),
        origins=tuple(panel.weeks.day(at) for at in origins),
        min_events=min_events,
        seed=seed,
        recency_half_life=other.half_life,
        overall=_verified(frame, seed),
        kinds={NAMES[kind]: _verified(frame[frame["kind"] == NAMES[kind]], seed) for kind in kinds},
        forecasts=frame.drop(columns="dyad"),
        misses=_misses(frame),
        fitted=tuple(fitted_at),
        sectors=sectors,
        query=tried.query,
    )


@dataclass(frozen=True, eq=False)
class _Rows:
    """The forecasts of one kind from one origin."""

    at: int
    kind: int
    pairs: Ints
    said: Floats
    truth: Bools
    others: dict[str, Floats]


def _origins(record: Record, panel: Panel, first_day: date | None, last_day: date | None, weeks: int) -> list[int]:
    table = panel.weeks
    if not len(table.ends):
        raise OutsideCoverage(
            f"the record {record.name!r} covers no whole week of events: it covers {_covered(record)}; add more days"
        )
    last = table.day(-1) if last_day is None else last_day
    if first_day is None:
        first = date.fromordinal(max(last.toordinal() - 7 * max(8, weeks) + 1, 1))
    else:
        first = first_day
    if first > last:
        raise CallError(f"--from {first} is after --to {last}")
    found = [
        at
        for at in range(len(table.ends) - weeks)
        if table.spell[at + weeks] == table.spell[at]
        and table.ends[at] + 1 >= first.toordinal()
        and table.ends[at + weeks] <= last.toordinal()
    ]
    if not found:
        span = "whole week" if weeks == 1 else f"{weeks} whole weeks in a row"
        raise OutsideCoverage(
            f"the record {record.name!r} covers no {span}, with a week before, from {first} to {last}: it covers "
            f"{_covered(record)}; take days within, or a shorter --horizon"
        )
    return found


def _covered(record: Record) -> str:
    """What the record covers; of many stretches the three longest."""
    windows = sorted(record.windows(), key=lambda window: -window.days)
    if not windows:
        return "no day"
    more = f" and {len(windows) - 3} shorter stretches (days in a row without any event in a file are a hole in it)"
    named = sorted(windows[:3], key=lambda window: window.first_day)
    return ", ".join(map(str, named)) + more * (len(windows) > 3)


def _of_sectors(divided: SectorPanel, whole: Chances, tried: Panel, pairs: Ints) -> SectorChances:
    return SectorChances(Shares(divided, whole.state.at), whole, matched(divided, tried, pairs))


def _model(record: Record, panel: Panel, at: int, kinds: Sequence[int]) -> Parameters:
    """Fitted to what was known at the end of week `at`; see the head of this module."""
    if len(training_origins(panel, at)) >= FEWEST:
        return fitted(record, panel, at, kinds=kinds)
    before = panel_of(record, panel.weeks.day(at))
    return parameters_for(record, before, panel.weeks.day(at), kinds=kinds)


def _frame(panel: Panel, found: Sequence[_Rows]) -> pd.DataFrame:
    import pandas as pd

    weeks = panel.weeks
    codes = np.array(weeks.codes)
    parts = [
        pd.DataFrame(
            {
                "origin": weeks.day(rows.at).isoformat(),
                "actor": codes[weeks.first[rows.pairs]],
                "recipient": codes[weeks.second[rows.pairs]],
                "kind": NAMES[rows.kind],
                "probability": rows.said,
                "happened": rows.truth.astype(np.int64),
                **rows.others,
                "dyad": np.minimum(rows.pairs, weeks.reverse[rows.pairs]),
            }
        )
        for rows in found
    ]
    return pd.concat(parts, ignore_index=True)


def _verified(frame: pd.DataFrame, seed: int) -> Verified:
    return verify(
        frame["probability"].to_numpy(dtype=np.float64),
        frame["happened"].to_numpy(dtype=np.bool_),
        frame["dyad"].to_numpy(dtype=np.int64),
        {name: frame[name].to_numpy(dtype=np.float64) for name in BASELINES},
        seed,
    )


def _misses(frame: pd.DataFrame) -> tuple[dict[str, Any], ...]:
    """The forecasts that were furthest off, of each ordered pair and kind the worst one."""
    wrong = (frame["probability"] - frame["happened"]).abs()
    worst = frame.assign(wrong=wrong).sort_values(
        ["wrong", "origin", "actor", "recipient", "kind"], ascending=[False, True, True, True, True], kind="stable"
    )
    worst = worst.drop_duplicates(["actor", "recipient", "kind"]).head(MISSES)
    columns = ["origin", "actor", "recipient", "kind", "probability", "happened"]
    return tuple(
        {**dict(zip(columns, row, strict=True)), "probability": float(row[4]), "happened": bool(row[5])}
        for row in worst[columns].itertuples(index=False, name=None)
    )
