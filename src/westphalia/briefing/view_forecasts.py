"""What is likely next, with how such forecasts fared, as rows ready to be shown.

Shown first is «either towards the other»; the two directions stand in a table of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from westphalia.briefing.tables import Table
from westphalia.briefing.words import chances, clean, count, dyad_name, listed, many, name_of, number, percent, span

if TYPE_CHECKING:
    from westphalia.briefing.brief import Briefing
    from westphalia.dynamics.forecast import Forecast, ForecastRow
    from westphalia.dynamics.track import Track


@dataclass(frozen=True)
class Chance:
    """One probability as shown: text, interval, and where both lie on a bar from 0 to 100."""

    text: str
    span: str
    at: str
    left: str
    width: str

    @property
    def said(self) -> str:
        """The probability with its interval, where there is one to show."""
        return f"{self.text} ({self.span})" if self.span else self.text


@dataclass(frozen=True)
class ForecastLine:
    """One class of event: its probability within each horizon, events so far, and its share of covered weeks."""

    what: str
    cells: tuple[Chance, ...]
    past: str
    rate: str


@dataclass(frozen=True)
class ForecastBlock:
    """One pair: `rows` for either direction, `directed` for each, and `why`: what moves each of these."""

    anchor: str
    title: str
    rows: tuple[ForecastLine, ...]
    directed: Table
    why: Table
    query: str


def view(briefing: Briefing) -> dict[str, Any]:
    """What the page's section on forecasts prints."""
    found = briefing.forecasts
    if not found:
        return {"forecasts": (), "forecasts_none": "No pair of actors in the text can be forecast from this record."}
    horizons = found[0].horizon_days
    return {
        "forecasts": [block(place, forecast) for place, forecast in enumerate(found, start=1)],
        "horizons": [within(days) for days in horizons],
        "forecast_title": origin_title(found, briefing.freshness.current),
        "forecasts_note": f"{NOTE} {briefing.unit}".strip(),
        "forecast_method": method(),
        "forecast_queries": _queries(found),
        "track": {
            "note": f"{track_note(found)} {reproduced(briefing.record_name)}",
            "table": track_table(found[0].track),
            "calibration": [(within(days), calibration(found[0].track, days)) for days in horizons],
            "model": list(dict.fromkeys(clean(line) for forecast in found for line in forecast.assumptions)),
        },
    }


PARTS = 4  # mechanisms named for a forecast, the strongest first

NOTE = (
    "Probability of at least one such event, by either towards the other, with a 95 % interval of the pair's own rate "
    "under the model. «Weeks with one» is the share of all covered weeks that had such an event. The two directions "
    "stand below each pair."
)


def method() -> str:
    """Where the formula is, so that a reader can compute the numbers again."""
    return (
        "Each number comes from the daily counts of the query below, by a discrete-time hazard of the next event, week "
        "by week: log-odds of a week = usual rate of the pair + strengths of mechanisms × what happened lately. The "
        "formulas in full stand in westphalia.dynamics.hazard, mechanisms and rates, in words in docs/forecasts.md; "
        "the strengths come with the package (data/forecast_parameters.json and its datasheet)."
    )


def origin_title(found: Sequence[Forecast], current: bool) -> str:
    """«from 2022-06-30», with «as of …, not current» where the record is too old for the text."""
    origins = sorted({forecast.origin.isoformat() for forecast in found})
    title = f"as of {listed(origins)}"
    return title if current else f"{title}, not current"


def within(days: int) -> str:
    """«within 4 weeks»."""
    return f"within {many(days // 7, 'week')}" if days % 7 == 0 else f"within {many(days, 'day')}"


def block(place: int, found: Forecast) -> ForecastBlock:
    """One pair's forecasts; `place` numbers it in the page."""
    lines = []
    either = [row for row in found.rows if row.either]
    for what in dict.fromkeys(row.what for row in either):
        rows = [row for row in either if row.what == what]
        cells = tuple(chance(row) for row in rows)
        lines.append(ForecastLine(what, cells, count(rows[0].n_past), percent(rows[0].rate_long_run)))
    title = f"{dyad_name(found.a, found.b)}, after {found.origin}, from {many(found.weeks, 'covered week')}"
    return ForecastBlock(f"f{place}", title, tuple(lines), _directed(found), why(found), found.query)


def chance(row: ForecastRow) -> Chance:
    """A probability with its interval, and its place on a bar."""
    return Chance(
        text=percent(open_ended(row.probability)),
        span=chances(open_ended(row.low), open_ended(row.high)),
        at=_place(row.probability),
        left=_place(row.low),
        width=_place(row.high - row.low),
    )


def spoken(row: ForecastRow) -> str:
    """The probability of a row with its interval, as text."""
    return likely(*(open_ended(share) for share in (row.probability, row.low, row.high)))


def likely(middle: float | None, low: float | None, high: float | None) -> str:
    """«42 % (26 to 60 %)»."""
    interval = chances(low, high)
    return percent(middle) + (f" ({interval})" if interval else "")


def open_ended(share: float) -> float:
    """A probability of the model, never exactly 0 or 1: that it prints so is rounding."""
    return min(max(share, 1e-9), 1 - 1e-9)


def track_note(found: Sequence[Forecast]) -> str:
    """How the track was taken, in a sentence or two."""
    tracks = [track for track in found[0].track if track.either]
    if not tracks:
        return (
            "This record is too short to try forecasts on weeks that the model has not seen: there is no track record."
        )
    first, last = min(track.first_origin for track in tracks), max(track.last_origin for track in tracks)
    return (
        f"Forecasts made from each week between {first} and {last} with what was known then, for every pair that had "
        "met, compared with the weeks that followed. Skill is the Brier score against a forecast from each pair's "
        "long-run rate: above 0 is better, and the 95 % interval comes from resampling actors."
    )


def reproduced(record_name: str) -> str:
    """By which command such scores are computed again."""
    if record_name == "default":
        return "Reproduced by: python scripts/derive_track.py (in the source of Westphalia)."
    return "Such scores are computed again by: westphalia backtest --record FOLDER."


def track_table(tracks: Sequence[Track]) -> Table:
    """Brier score, reference and skill for each class and horizon, for either direction."""
    names = ("event class", "horizon", "forecasts", "pairs", "happened", "Brier", "reference", "skill")
    rows = []
    for track in tracks:
        if track.either:
            interval = span(track.skill_low, track.skill_high, 3)
            rows.append(
                (
                    track.what,
                    within(track.horizon_days),
                    f"{track.n:,}",
                    f"{track.pairs:,}",
                    percent(track.observed),
                    number(track.brier, 4),
                    number(track.brier_reference, 4),
                    number(track.skill, 3) + (f" ({interval})" if interval else ""),
                )
            )
    return Table(names, tuple(rows))


def calibration(tracks: Sequence[Track], days: int) -> Table:
    """For each size of forecast: how often it happened, with interval and number, one column per class."""
    chosen = [track for track in tracks if track.either and track.horizon_days == days]
    if not chosen:
        return Table((), ())
    rows = []
    for place, first in enumerate(chosen[0].calibration):
        cells = []
        for track in chosen:
            here = track.calibration[place]
            if here.n:
                cells.append(f"{likely(here.observed, here.obs_low, here.obs_high)} of {here.n:,}")
            else:
                cells.append("never said")
        rows.append((f"{percent(first.low)} to {percent(first.high)}", *cells))
    return Table(("forecast", *(f"{track.what} happened" for track in chosen)), tuple(rows))


def why(found: Forecast) -> Table:
    """For each directed forecast at the shortest horizon: the usual rate, and what mechanisms add to it (log-odds)."""
    rows = []
    for row in found.rows:
        if row.reasons is not None and row.horizon_days == found.horizon_days[0]:
            who = f"{name_of(row.actor)} → {name_of(row.recipient)}, {row.what}"
            parts = [f"{part.title} {number(part.log_odds, 2)}" for part in row.reasons.parts[:PARTS]]
            rows.append(
                (who, percent(open_ended(row.reasons.usual)), "; ".join(parts), percent(open_ended(row.probability)))
            )
    days = within(found.horizon_days[0])
    names = ("forecast", f"usual rate, rest average, {days}", "what moves it most (log-odds)", "forecast")
    return Table(names, tuple(rows))


def _directed(found: Forecast) -> Table:
    rows = []
    for row in found.rows:
        if not row.either and row.horizon_days == found.horizon_days[0]:
            same = [other for other in found.rows if _key(other) == _key(row)]
            cells = [spoken(one) for one in same]
            who = f"{name_of(row.actor)} → {name_of(row.recipient)}"
            rows.append((who, row.what, *cells, percent(row.rate_long_run), count(row.n_past)))
    names = (
        "direction",
        "event class",
        *(within(days) for days in found.horizon_days),
        "weeks with one",
        "past events",
    )
    return Table(names, tuple(rows))


def _key(row: ForecastRow) -> tuple[str, str, str, bool]:
    return row.actor, row.recipient, row.what, row.either


def _queries(found: Sequence[Forecast]) -> list[tuple[str, str]]:
    queries: dict[str, list[str]] = {}
    for forecast in found:
        queries.setdefault(forecast.query, []).append(dyad_name(forecast.a, forecast.b))
    return [("" if len(queries) == 1 else listed(names, 3), query) for query, names in queries.items()]


def _place(share: float) -> str:
    return f"{100 * min(1.0, max(0.0, share)):.1f}"
