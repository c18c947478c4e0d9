"""What is likely next between two actors: at least one event of a kind in the coming weeks, with its track record.

The estimator is in `hazard`, its columns in `mechanisms`, where it starts from in `rates`. Everything is counted up to
the origin, which is the last day that the record covers for the two; nothing after it is seen. Why a forecast says what
it says (`reasons`), and how such forecasts fared on weeks that were new to them (`track`), are part of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics import show
from westphalia.dynamics.chances import Chances, needed
from westphalia.dynamics.drift import Drift
from westphalia.dynamics.fitting import Progress
from westphalia.dynamics.hazard import LEADS, Parameters
from westphalia.dynamics.kinds import Kind, kinds_of
from westphalia.dynamics.mechanisms import states
from westphalia.dynamics.panel import NAMES, Panel, panel_of, position
from westphalia.dynamics.parameters import parameters_for
from westphalia.dynamics.rates import LEVEL
from westphalia.dynamics.reasons import Carrier, Reasons, carriers, reasons
from westphalia.dynamics.track import Track, nearest, track
from westphalia.dynamics.weeks import Floats, spells_of
from westphalia.errors import CallError, OutsideCoverage
from westphalia.ontology.actors import code_of, name_of

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from westphalia.record import Record
    from westphalia.record.coverage import Window

LONGEST = 366  # days: nothing longer was ever tried
HORIZONS = (28, 84)

MODEL_IN_WORDS = (
    "The unit is the covered week with at least one event of the kind. A forecast starts from what the pair usually "
    "does (for pairs that are rarely seen, from how busy the two are and what they usually do with others), and named "
    "mechanisms move it: what the two and third actors did lately. Their strengths are fitted to how earlier weeks "
    "went on.",
    f"Intervals ({100 * LEVEL:.0f} %) say how well the pair's own rate is known: how much pairs with like forecasts "
    "differed. They do not cover a break in policy, a war, or a change in what the sources report.",
    "A probability is of an event that the record's sources report and place between the two actors: quads and actions "
    "are PLOVER's, statements are none. Weeks that the record does not cover are left out, not counted as quiet.",
    f"Beyond {LEADS} weeks nothing was fitted: the chance of the last of them is carried on.",
)


@dataclass(frozen=True)
class ForecastRow:
    """At least one event of `what` by `actor` towards `recipient` in the `horizon_days` after `origin`.

    `what` is a quad, an action or a group of quads. With `either`, by either of the two towards the other. `low` to
    `high`: 95 % interval. `expected`: number of weeks with an event expected within the horizon; `events` (`events_low`
    to `events_high`): number of events expected. `rate_long_run`: share of all covered weeks that had one (None: no
    whole week covered). `n_past`: events of the kind in the record up to the origin. `reasons`: what moves the
    probability (None for either direction, whose reasons are those of the two).
    """

    actor: str
    recipient: str
    what: str
    horizon_days: int
    probability: float
    low: float
    high: float
    expected: float
    events: float
    events_low: float
    events_high: float
    rate_long_run: float | None
    n_past: float
    origin: date
    either: bool = False
    reasons: Reasons | None = None

    def to_dict(self) -> dict[str, Any]:
        """This row as JSON data."""
        why = self.reasons.to_dict() if self.reasons else None
        return {**asdict(self), "origin": self.origin.isoformat(), "reasons": why}


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """What is likely next between `a` and `b` (record codes) after `origin`.

    `rows`: for each direction (a to b, b to a, either) and kind, one row per horizon. `track`: how forecasts of these
    kinds and horizons fared. `weeks`: covered weeks the forecast rests on. `fitted_to` (None: nothing fitted) and
    `fitted_on`: what the strengths of mechanisms were fitted to. `assumptions` must be read with the numbers.
    """

    a: str
    b: str
    origin: date
    horizon_days: tuple[int, ...]
    rows: tuple[ForecastRow, ...]
    track: tuple[Track, ...]
    weeks: int
    fitted_to: date | None
    fitted_on: str
    windows: tuple[Window, ...]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    query: str

    @property
    def title(self) -> str:
        """«Russia and Iran»."""
        return f"{name_of(self.a)} and {name_of(self.b)}"

    def track_of(self, row: ForecastRow) -> Track | None:
        """The track of forecasts like `row`, of the nearest horizon there is; None where there is none."""
        like = {one.horizon_days: one for one in self.track if (one.what, one.either) == (row.what, row.either)}
        return like[nearest(row.horizon_days, like)] if like else None

    def to_pandas(self) -> pd.DataFrame:
        """One row per `ForecastRow`, without reasons."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows]).drop(columns="reasons")

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return {
            "a": self.a,
            "b": self.b,
            "a_name": name_of(self.a),
            "b_name": name_of(self.b),
            "origin": self.origin.isoformat(),
            "horizon_days": list(self.horizon_days),
            "rows": [row.to_dict() for row in self.rows],
            "track": [one.to_dict() for one in self.track],
            "weeks": self.weeks,
            "windows": [window.to_dict() for window in self.windows],
            "sources": list(self.sources),
            "fitted_to": None if self.fitted_to is None else self.fitted_to.isoformat(),
            "fitted_on": self.fitted_on,
            "assumptions": list(self.assumptions),
            "query": self.query,
        }

    def plot(self) -> altair.Chart:
        """Probabilities with their intervals, by direction and horizon."""
        from westphalia.dynamics.pictures import forecast_chart

        return forecast_chart(self)

    def plot_track(self) -> altair.Chart:
        """Calibration: what forecasts said against how often it came true, on held-out weeks."""
        from westphalia.dynamics.pictures import calibration_chart

        return calibration_chart(self)

    def __rich__(self) -> Any:
        return show.view(self)

    def __str__(self) -> str:
        return show.plain(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return show.html(self)


def forecast(
    record: Record,
    a: str,
    b: str,
    *,
    action: str | None = None,
    horizon_days: Sequence[int] = HORIZONS,
    origin: date | None = None,
    progress: Progress | None = None,
) -> Forecast:
    """How likely at least one event of each quad (or of `action`) is between `a` and `b` within each of `horizon_days`.

    `a` and `b` are any names that `code_of` takes; `action` an action, a quad, «conflict» or «cooperation». `origin`
    is the day after which the horizons start; None is the last day covered for the two. Raises `UnknownActor`,
    `UnknownAction`, `CallError` for a bad horizon or one actor twice, and `OutsideCoverage` where the record does not
    cover the two on the origin, or for no whole week up to it.
    """
    return forecast_all(record, [(a, b)], action=action, horizon_days=horizon_days, origin=origin, progress=progress)[0]


def forecast_all(
    record: Record,
    pairs: Sequence[tuple[str, str]],
    *,
    action: str | None = None,
    horizon_days: Sequence[int] = HORIZONS,
    origin: date | None = None,
    progress: Progress | None = None,
) -> tuple[Forecast, ...]:
    """`forecast` for several pairs with one pass over the record for each different origin, in the order asked."""
    kinds = kinds_of(action)
    horizons = _horizons(horizon_days)
    asked = [_codes(a, b) for a, b in pairs]
    starts = [_origin(record, pair, origin) for pair in asked]
    fared = track(record, kinds, horizons, progress) if asked else ()
    made: dict[tuple[str, str], Forecast] = {}
    for start in dict.fromkeys(starts):
        these = [pair for pair, its in zip(asked, starts, strict=True) if its == start]
        for pair in these:
            _require_week(record, pair, start)
        panel = panel_of(record, start, these)
        parameters = parameters_for(record, panel, start, progress, [position(kind) for kind in kinds])
        for pair, rows in zip(these, _rows(record, panel, parameters, kinds, these, horizons, start), strict=True):
            windows = tuple(window for window in record.windows(*pair) if window.first_day <= start)
            made[pair] = Forecast(
                a=pair[0],
                b=pair[1],
                origin=start,
                horizon_days=horizons,
                rows=tuple(rows),
                track=fared,
                weeks=int(_exposure(panel, panel.weeks.pair(*pair))),
                fitted_to=parameters.fitted_to,
                fitted_on=parameters.source,
                windows=windows,
                sources=tuple(dict.fromkeys(name for window in windows for name in window.origins)),
                assumptions=_assumptions(record, pair, start, parameters),
                query=panel.query,
            )
    return tuple(made[pair] for pair in asked)


def _horizons(asked: Sequence[int]) -> tuple[int, ...]:
    found = tuple(sorted(set(asked)))
    if not found or found[0] < 1 or found[-1] > LONGEST:
        raise CallError(f"a horizon must be 1 to {LONGEST} days, not {', '.join(map(str, found)) or 'none'}")
    return found


def _codes(a: str, b: str) -> tuple[str, str]:
    pair = code_of(a), code_of(b)
    if pair[0] == pair[1]:
        raise CallError(f"{a!r} and {b!r} are the same actor ({pair[0]}); a forecast needs two")
    return pair


def _origin(record: Record, pair: tuple[str, str], origin: date | None) -> date:
    if origin is None:
        return record.last_day(*pair)
    record.require(origin, origin, *pair)
    return origin


def _require_week(record: Record, pair: tuple[str, str], origin: date) -> None:
    spells = spells_of(record.coverage(), origin)
    if not any(spell.covers(*pair) and (spell.last_day - spell.first_day).days >= 6 for spell in spells):
        whom = " and ".join(pair)
        raise OutsideCoverage(
            f"the record {record.name!r} covers no whole week of {whom} up to {origin}; nothing to forecast from"
        )


def _rows(
    record: Record,
    panel: Panel,
    parameters: Parameters,
    kinds: Sequence[Kind],
    pairs: Sequence[tuple[str, str]],
    horizons: Sequence[int],
    origin: date,
) -> list[list[ForecastRow]]:
    """For each pair: rows of it, of its reverse, and of either direction."""
    last = len(panel.weeks.ends) - 1
    state = next(states(panel, [last]))
    numbers = np.array([panel.weeks.pair(*pair) for pair in pairs])
    both = np.column_stack([numbers, panel.weeks.reverse[numbers]]).ravel()
    drift = Drift(panel, parameters.fits, needed(position(kind) for kind in kinds)).at(last)
    chances = Chances(panel, state, parameters.fits, both, drift)
    found = []
    for index, pair in enumerate(pairs):
        windows = [window for window in record.windows(*pair) if window.first_day <= origin]
        past = _past(panel.frame, kinds, pair, windows)
        carried = carriers(chances, 2 * index, [position(kind) for kind in kinds], horizons[0] / 7)
        rows = []
        for side, either in ((0, False), (1, False), (0, True)):
            for number, kind in enumerate(kinds):
                done = _weeks_with(panel, int(both[2 * index + side]), position(kind), either=either)
                exposure = _exposure(panel, int(both[2 * index]))
                rows += [
                    _row(
                        chances,
                        2 * index + side,
                        (pair[side], pair[1 - side]),
                        kind,
                        days,
                        origin=origin,
                        long_run=done / exposure if exposure else None,
                        past=float(past[:, number].sum() if either else past[side, number]),
                        either=either,
                        carried=carried[position(kind), side == 1] if days == horizons[0] else (),
                    )
                    for days in horizons
                ]
        found.append(rows)
    return found


def _row(
    chances: Chances,
    index: int,
    pair: tuple[str, str],
    kind: Kind,
    days: int,
    *,
    origin: date,
    long_run: float | None,
    past: float,
    either: bool,
    carried: tuple[Carrier, ...],
) -> ForecastRow:
    place, span = position(kind), days / 7
    expected = chances.weeks_with_one(place, span)
    a_week = chances.events_a_week(place)
    happen = expected[index] * a_week[index]
    if either:
        probability = float(chances.either(place, span)[index])
        bounds = chances.spread_either(place, span)
        back = index + 1 if index % 2 == 0 else index - 1
        happen += expected[back] * a_week[back]
        # Weeks in which both do it count once: as many as the two chances of a week have in common.
        share = probability / max(chances.probability(place, span)[index] + chances.returned(place, span)[index], 1e-12)
        weeks_with_one = min(max(float((expected[index] + expected[back]) * share), probability), max(span, 1.0))
    else:
        probability = float(chances.probability(place, span)[index])
        bounds = chances.spread(place, span)
        weeks_with_one = float(expected[index])
    low, high = (float(bound[index]) for bound in bounds.interval(span))
    rate_low, rate_high = (float(bound[index]) for bound in bounds.interval(1.0))
    middle = max(float(bounds.probability(1.0)[index]), 1e-12)
    why = None if either else replace(reasons(chances, index, place, span), carriers=carried)
    return ForecastRow(
        actor=pair[0],
        recipient=pair[1],
        what=NAMES[place],
        horizon_days=days,
        probability=probability,
        low=min(low, probability),
        high=max(high, probability),
        expected=weeks_with_one,
        events=float(happen),
        events_low=float(happen * min(1.0, rate_low / middle)),
        events_high=float(happen * max(1.0, rate_high / middle)),
        rate_long_run=long_run,
        n_past=past,
        origin=origin,
        either=either,
        reasons=why,
    )


def _exposure(panel: Panel, pair: int) -> float:
    """Covered weeks of the pair."""
    lengths = np.bincount(panel.weeks.spell, minlength=len(panel.weeks.spells))
    return float(lengths @ panel.weeks.covered[:, pair])


def _weeks_with(panel: Panel, pair: int, kind: int, *, either: bool) -> float:
    """Weeks in which the pair did the kind; with `either`, in which one of the two did it to the other."""
    rows = panel.weeks.kinds
    own = rows.pair == pair
    if either:
        own |= rows.pair == panel.weeks.reverse[pair]
    return float(len(np.unique(rows.week[own & (rows.kind == kind)])))


def _past(frame: pd.DataFrame, kinds: Sequence[Kind], pair: tuple[str, str], windows: Sequence[Window]) -> Floats:
    """Events of each kind within `windows`, from the first of the pair and from the second: (2, kinds)."""
    import pandas as pd

    totals = np.zeros((2, len(kinds)))
    for side in (0, 1):
        part = frame[(frame["actor"] == pair[side]) & (frame["recipient"] == pair[1 - side])]
        inside = np.zeros(len(part), dtype=np.bool_)
        for window in windows:
            inside |= part["day"].between(pd.Timestamp(window.first_day), pd.Timestamp(window.last_day)).to_numpy()
        part = part[inside]
        for number, kind in enumerate(kinds):
            totals[side, number] = float(part.loc[part["action"].isin(kind.actions), "n"].sum())
    return totals


def _assumptions(record: Record, pair: tuple[str, str], origin: date, parameters: Parameters) -> tuple[str, ...]:
    ends = record.last_day()
    fitted = (
        "Too little is known before the origin to fit mechanisms: the forecast is by usual rates alone."
        if parameters.fitted_to is None
        else f"Strengths of mechanisms were fitted to {parameters.source}, days to {parameters.fitted_to.isoformat()}."
    )
    notes = [
        f"Origin {origin.isoformat()}: nothing after that day is known to the forecast.",
        *MODEL_IN_WORDS,
        fitted,
        "It assumes that the sources go on reporting as they did in the record's last window.",
    ]
    if record.last_day(*pair) < ends:
        notes.insert(
            1,
            f"From {record.last_day(*pair).isoformat()} on the record covers others (to {ends.isoformat()}) but not "
            f"{name_of(pair[0])} and {name_of(pair[1])}.",
        )
    return tuple(notes)
