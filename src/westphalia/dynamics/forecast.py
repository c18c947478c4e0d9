"""What is likely next between two actors: at least one event of a kind in the coming weeks, with its track record.

The model is in `rates`, in words and in formulas. Everything is counted up to the origin, which is the last day that
the record covers for the two; nothing after it is seen. How such forecasts fared on weeks that the model had not seen
is part of the answer (`track`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics import show
from westphalia.dynamics.kinds import Kind, kinds_of
from westphalia.dynamics.rates import LEVEL, MODEL, Beta, Tally, chances, rates, tally
from westphalia.dynamics.track import Progress, Track, track
from westphalia.dynamics.weeks import Floats, Weeks, spells_of, weeks_of
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
    "The unit is the covered week with at least one event of the kind. Old weeks count half after "
    f"{MODEL.half_life:g} weeks, and windows of other sources are brought to the level of the last one. How often a "
    "pair meets is guessed from how busy the two actors are and learned from how often they met; how often they do one "
    "kind of thing is guessed from that and from what the two usually do, and learned from how often they did it. The "
    "chance of a week is then beta-distributed, and the forecast is 1 - E[(1 - q)^weeks].",
    f"Intervals ({100 * LEVEL:.0f} %) say how well the pair's own rate is known under this model. They do not cover a "
    "break in policy, a war, or a change in what the sources report.",
    "A probability is of an event that the record's sources report and place between the two actors: quads and actions "
    "are PLOVER's, statements are none. Weeks that the record does not cover are left out, not counted as quiet.",
)


@dataclass(frozen=True)
class ForecastRow:
    """At least one event of `what` by `actor` towards `recipient` in the `horizon_days` after `origin`.

    `what` is a quad, an action or a group of quads. With `either`, by either of the two towards the other. `low` to
    `high`: 95 % interval. `expected`: number of weeks with an event expected within the horizon. `rate_long_run`: share
    of all covered weeks that had one (None: no whole week covered). `n_past`: events of the kind in the record up to
    the origin.
    """

    actor: str
    recipient: str
    what: str
    horizon_days: int
    probability: float
    low: float
    high: float
    expected: float
    rate_long_run: float | None
    n_past: float
    origin: date
    either: bool = False

    def to_dict(self) -> dict[str, Any]:
        """This row as JSON data."""
        return {**asdict(self), "origin": self.origin.isoformat()}


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """What is likely next between `a` and `b` (record codes) after `origin`.

    `rows`: for each direction (a to b, b to a, either) and kind, one row per horizon. `track`: how forecasts of these
    kinds and horizons fared. `weeks`: covered weeks the forecast rests on. `assumptions` must be read with the numbers.
    """

    a: str
    b: str
    origin: date
    horizon_days: tuple[int, ...]
    rows: tuple[ForecastRow, ...]
    track: tuple[Track, ...]
    weeks: int
    windows: tuple[Window, ...]
    sources: tuple[str, ...]
    assumptions: tuple[str, ...]
    query: str

    @property
    def title(self) -> str:
        """«Russia and Iran»."""
        return f"{name_of(self.a)} and {name_of(self.b)}"

    def track_of(self, row: ForecastRow) -> Track | None:
        """The track of forecasts like `row`; None where there is none."""
        span = 7 * max(1, round(row.horizon_days / 7))
        return next(
            (one for one in self.track if (one.what, one.horizon_days, one.either) == (row.what, span, row.either)),
            None,
        )

    def to_pandas(self) -> pd.DataFrame:
        """One row per `ForecastRow`."""
        import pandas as pd

        return pd.DataFrame([asdict(row) for row in self.rows])

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
            "model": asdict(MODEL),
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
        weeks, frame, query = weeks_of(record, kinds, start, these)
        found = tally(weeks, len(weeks.ends) - 1)
        plain = tally(weeks, len(weeks.ends) - 1, np.inf, None)
        chance = rates(weeks, found)
        for pair in these:
            windows = tuple(window for window in record.windows(*pair) if window.first_day <= start)
            made[pair] = Forecast(
                a=pair[0],
                b=pair[1],
                origin=start,
                horizon_days=horizons,
                rows=tuple(_rows(weeks, kinds, frame, plain, chance, pair, horizons, start, windows)),
                track=fared,
                weeks=round(float(plain.exposure[weeks.pair(*pair)])),
                windows=windows,
                sources=tuple(dict.fromkeys(name for window in windows for name in window.origins)),
                assumptions=_assumptions(record, pair, start),
                query=query,
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
    weeks: Weeks,
    kinds: Sequence[Kind],
    frame: pd.DataFrame,
    plain: Tally,
    chance: tuple[Beta, Beta],
    pair: tuple[str, str],
    horizons: Sequence[int],
    origin: date,
    windows: Sequence[Window],
) -> list[ForecastRow]:
    """Rows of the pair, of its reverse, and of either direction."""
    there, back = weeks.pair(*pair), weeks.pair(*pair[::-1])
    both = np.array([there, back])
    directed, either = (Beta(one.a[both], one.b[both]) for one in chance)
    past = _past(frame, kinds, pair, windows)
    rows = []
    for side, either_way in ((0, False), (1, False), (0, True)):
        of = either if either_way else directed
        done = (plain.either if either_way else plain.done)[both[side]]
        exposure = float(plain.exposure[both[side]])
        for number, kind in enumerate(kinds):
            for days in horizons:
                span = days / 7
                probability = chances(directed, either, np.array([1, 0]), span)[either_way][side, number]
                low, high = of.interval(span)
                rows.append(
                    ForecastRow(
                        actor=pair[side],
                        recipient=pair[1 - side],
                        what=kind.name,
                        horizon_days=days,
                        probability=float(probability),
                        low=float(min(low[side, number], probability)),
                        high=float(max(high[side, number], probability)),
                        expected=float(span * of.mean[side, number]),
                        rate_long_run=float(done[number] / exposure) if exposure else None,
                        n_past=float(past[:, number].sum() if either_way else past[side, number]),
                        origin=origin,
                        either=either_way,
                    )
                )
    return rows


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
            chosen = part["quad"].eq(kind.quad.value) if kind.quad else part["action"].isin(kind.actions)
            totals[side, number] = float(part.loc[chosen, "n"].sum())
    return totals


def _assumptions(record: Record, pair: tuple[str, str], origin: date) -> tuple[str, ...]:
    ends = record.last_day()
    notes = [
        f"Origin {origin.isoformat()}: nothing after that day is known to the forecast.",
        *MODEL_IN_WORDS,
        "It assumes that the sources go on reporting as they did in the record's last window.",
    ]
    if record.last_day(*pair) < ends:
        notes.insert(
            1,
            f"From {record.last_day(*pair).isoformat()} on the record covers others (to {ends.isoformat()}) but not "
            f"{name_of(pair[0])} and {name_of(pair[1])}.",
        )
    return tuple(notes)
