"""What is likely next between two actors: at least one event of a kind in the coming weeks, with its track record.

The estimator is in `hazard`, its columns in `mechanisms`, where it starts from in `rates`; `shares` divides a country's
chance among its sectors, and `rows` puts the numbers together. Everything is counted up to the origin, which is the
last day that the record covers for the two; nothing after it is seen. Why a forecast says what it says (`reasons`), and
how such forecasts fared on weeks that were new to them (`track`), are part of the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.dynamics import show
from westphalia.dynamics.fitting import Progress
from westphalia.dynamics.hazard import LEADS, Parameters
from westphalia.dynamics.kinds import kinds_of
from westphalia.dynamics.panel import position
from westphalia.dynamics.parameters import parameters_for
from westphalia.dynamics.rates import LEVEL
from westphalia.dynamics.rows import ForecastRow, Pair, exposure, rows_of, wholes
from westphalia.dynamics.sectors import SectorPanel, no_sectors, sector_panel
from westphalia.dynamics.starts import start_of
from westphalia.dynamics.track import Track, nearest, track
from westphalia.dynamics.weeks import spells_of
from westphalia.errors import CallError, OutsideCoverage
from westphalia.ontology.sectors import side_name, side_of

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from westphalia.record import Record
    from westphalia.record.coverage import Window

__all__ = ["HORIZONS", "LONGEST", "Forecast", "ForecastRow", "forecast", "forecast_all"]

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


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """What is likely next between `a` and `b` (record codes, or sectors such as «IRN:MIL») after `origin`.

    `rows`: for each direction (a to b, b to a, either) and kind, one row per horizon. `track`: how forecasts of these
    kinds and horizons fared, between countries. `weeks`: covered weeks the forecast rests on. `fitted_to` (None:
    nothing fitted) and `fitted_on`: what the strengths of mechanisms were fitted to. `assumptions` must be read with
    the numbers.
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
    def sectors(self) -> bool:
        """Whether a side is a sector of a country."""
        return (self.a, self.b) != wholes((self.a, self.b))

    @property
    def title(self) -> str:
        """«Russia and Iran»."""
        return f"{side_name(self.a)} and {side_name(self.b)}"

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
            "a_name": side_name(self.a),
            "b_name": side_name(self.b),
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

    `a` and `b` are any names that `code_of` takes, or sectors («IRN:MIL», «Iran:military»); `action` an action, a quad,
    «conflict» or «cooperation». `origin` is the day after which the horizons start; None is the last day covered for
    the two. Raises `UnknownActor`, `UnknownAction`, `CallError` for a bad horizon, one country twice, an unknown sector
    or one in a record that has none, and `OutsideCoverage` where the record does not cover the two on the origin, or
    for no whole week up to it.
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
    some = [pair for pair in asked if pair != wholes(pair)]
    if some and record.granularity == "cell":
        raise no_sectors(record, some)
    starts = [_origin(record, wholes(pair), origin) for pair in asked]
    fared = track(record, kinds, horizons, progress) if asked else ()
    made: dict[Pair, Forecast] = {}
    for start in dict.fromkeys(starts):
        these = [pair for pair, its in zip(asked, starts, strict=True) if its == start]
        countries = [wholes(pair) for pair in these]
        for two in countries:
            _require_week(record, two, start)
        divided = sector_panel(record, start, these) if these != countries else None
        begin = start_of(record, start, countries)
        panel = begin.panel
        parameters = parameters_for(record, panel, start, progress, [position(kind) for kind in kinds])
        rows = rows_of(record, begin, parameters, kinds, these, horizons, start, divided)
        for pair, two, own in zip(these, countries, rows, strict=True):
            windows = tuple(window for window in record.windows(*two) if window.first_day <= start)
            notes = list(_assumptions(record, two, start, parameters))
            if divided is not None and pair != two:
                notes[1:1] = _about_sectors(divided, pair, windows, start)
            made[pair] = Forecast(
                a=pair[0],
                b=pair[1],
                origin=start,
                horizon_days=horizons,
                rows=tuple(own),
                track=fared,
                weeks=int(exposure(panel, panel.weeks.pair(*two))),
                fitted_to=parameters.fitted_to,
                fitted_on=parameters.source,
                windows=windows,
                sources=tuple(dict.fromkeys(name for window in windows for name in window.origins)),
                assumptions=tuple(notes),
                query=panel.query if divided is None or pair == two else divided.query,
            )
    return tuple(made[pair] for pair in asked)


def _horizons(asked: Sequence[int]) -> tuple[int, ...]:
    found = tuple(sorted(set(asked)))
    if not found or found[0] < 1 or found[-1] > LONGEST:
        raise CallError(f"a horizon must be 1 to {LONGEST} days, not {', '.join(map(str, found)) or 'none'}")
    return found


def _codes(a: str, b: str) -> Pair:
    pair = side_of(a), side_of(b)
    one, other = wholes(pair)
    if pair[0] == pair[1]:
        raise CallError(f"{a!r} and {b!r} are the same actor ({pair[0]}); a forecast needs two")
    if one == other:
        raise CallError(f"{pair[0]} and {pair[1]} are of one country; a forecast is between two")
    return pair


def _origin(record: Record, pair: Pair, origin: date | None) -> date:
    if origin is None:
        return record.last_day(*pair)
    record.require(origin, origin, *pair)
    return origin


def _require_week(record: Record, pair: Pair, origin: date) -> None:
    spells = spells_of(record.coverage(), origin)
    if not any(spell.covers(*pair) and (spell.last_day - spell.first_day).days >= 6 for spell in spells):
        whom = " and ".join(pair)
        raise OutsideCoverage(
            f"the record {record.name!r} covers no whole week of {whom} up to {origin}; nothing to forecast from"
        )


def _assumptions(record: Record, pair: Pair, origin: date, parameters: Parameters) -> tuple[str, ...]:
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
            f"{side_name(pair[0])} and {side_name(pair[1])}.",
        )
    return tuple(notes)


def _about_sectors(panel: SectorPanel, pair: Pair, windows: Sequence[Window], origin: date) -> list[str]:
    """What a forecast of sectors rests on."""
    two = wholes(pair)
    ways = [(pair, two), (pair[::-1], two[::-1])]
    numbers = [tuple(panel.events_of(*one) for one in way) for way in ways]
    seen = "; ".join(
        f"{mine[0]} to {mine[1]} {some:,.0f} of the {all_:,.0f} from {whole[0]} to {whole[1]}"
        for (mine, whole), (some, all_) in zip(ways, numbers, strict=True)
    )
    first, last = windows[0].first_day.isoformat(), min(windows[-1].last_day, origin).isoformat()
    return [
        f"{' and '.join(side_name(code) for code in pair)}: events in which the source names the sector ({first} to "
        f"{last}, whole weeks; {seen}). Events without a sector count for the country alone.",
        "No parameters were fitted to sectors: the chance is that of the countries times the sector's share of the "
        "weeks with such an event between them, which is shrunken to its part in what its country does with others. "
        "The track record is of pairs of countries; `westphalia backtest --sectors` tries pairs of sectors.",
    ]
