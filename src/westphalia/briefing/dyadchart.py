"""The chart of a dyad: its mean score with interval over its events of cooperation and conflict, gaps as grey bands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from westphalia.briefing.charts import WIDE, Drawing, Rows, draw, finite
from westphalia.briefing.svg import tone
from westphalia.briefing.timeaxis import Band, TimeAxis

if TYPE_CHECKING:
    import altair as alt

_UPPER, _LOWER = 150, 80  # heights of the two panels


@dataclass(frozen=True)
class Period:
    """One week or month of a dyad: its days, its events, and its mean score with interval (None without events)."""

    first_day: date
    last_day: date
    n: float
    cooperation: float
    conflict: float
    score: float | None
    low: float | None
    high: float | None


def dyad_chart(
    periods: Sequence[Period], axis: TimeAxis, *, name: str, label: str, text_day: date | None = None
) -> Drawing:
    """`periods` as a line of mean scores over bars of events; `text_day` is marked where the axis covers it."""
    rows = _placed(periods, axis)
    where = None if text_day is None else axis.position(text_day)
    data: dict[str, Rows] = {
        "periods": rows,
        "scored": [row for row in rows if row["score"] is not None],
        "zero": [{"zero": 0}],
        "bands": [_band(band) for band in axis.bands],
        "text": [] if where is None else [{"x": where, "label": "text"}],
    }
    data["ticks"], few = ([{"x": at, "label": said} for at, said in axis.ticks(most)] for most in (14, 6))
    return draw(_described(axis, where), data, name=name, label=label, narrow={"ticks": few})


def _band(band: Band) -> dict[str, Any]:
    said = band.label.replace("\n", " ")
    return {"x": band.start, "x2": band.end, "mid": (band.start + band.end) / 2, "label": band.label, "said": said}


def _placed(periods: Sequence[Period], axis: TimeAxis) -> Rows:
    rows = []
    segment = 0
    before: float | None = None
    for period in periods:
        start, end = axis.position(period.first_day), axis.position(period.last_day + timedelta(days=1))
        if start is None or end is None:
            continue
        if before is None or start - before > 0.5 or period.score is None:
            segment += 1  # the line breaks at a gap, and where a period has no event to take a mean of
        before = end if period.score is not None else None
        rows.append(
            {
                "x": start,
                "x2": end,
                "mid": (start + end) / 2,
                "segment": segment,
                "score": finite(period.score),
                "low": finite(period.low),
                "high": finite(period.high),
                "up": period.cooperation,
                "down": -period.conflict,
                "said": _said(period),
            }
        )
    return rows


def _said(period: Period) -> str:
    days = f"{period.first_day} to {period.last_day}: {period.n:g} events"
    if period.score is None:
        return days
    interval = "" if period.low is None or period.high is None else f" ({period.low:.1f} to {period.high:.1f})"
    return f"{days}, mean score {period.score:.1f}{interval}"


@lru_cache(maxsize=4)
def _described(axis: TimeAxis, text: float | None) -> dict[str, Any]:
    """The chart without its rows; pairs that the same windows cover share it. `text` is where the text's day stands."""
    described: dict[str, Any] = _panels(axis, text).to_dict(validate=False)
    return described


def _panels(axis: TimeAxis, text: float | None) -> Any:
    import altair as alt

    upper = alt.layer(*_score_layers(axis, text)).properties(width=WIDE, height=_UPPER)
    lower = alt.layer(*_volume_layers(axis, text)).properties(width=WIDE, height=_LOWER)
    return alt.vconcat(upper, lower, spacing=8)


def _score_layers(axis: TimeAxis, text: float | None) -> list[alt.Chart]:
    import altair as alt

    scale = alt.Scale(domain=alt.DomainUnionWith(unionWith=[-2, 2]), nice=True)
    y = alt.Y("score:Q", title="mean score", scale=scale, axis=alt.Axis(tickCount=5))
    scored = alt.Chart(alt.NamedData("scored"))
    middle = _x("mid", axis)
    return [
        *_band_layers(axis, labelled=True),
        alt.Chart(alt.NamedData("zero"))
        .mark_rule(color=tone("muted"), strokeWidth=0.8, aria=False)
        .encode(y=alt.Y("zero:Q", title="mean score")),
        scored.mark_area(color=tone("line"), opacity=0.18, aria=False).encode(
            x=middle,
            y=alt.Y("low:Q", scale=scale, title="mean score"),
            y2=alt.Y2("high:Q"),
            detail=alt.Detail("segment:N"),
        ),
        scored.mark_line(color=tone("line"), strokeWidth=1.6, aria=False).encode(
            x=middle, y=y, detail=alt.Detail("segment:N")
        ),
        scored.mark_circle(color=tone("line"), size=12, opacity=1, aria=False).encode(x=middle, y=y),
        *_text_layers(axis, text, labelled=True),
        # Nothing to see: it carries what is said on hover.
        alt.Chart(alt.NamedData("periods"))
        .mark_rect(color=tone("line"), opacity=0)
        .encode(
            x=_x("x", axis),
            x2=alt.X2("x2:Q"),
            y=alt.value(0),
            y2=alt.value(_UPPER),
            description=alt.Description("said:N"),
        ),
    ]


def _volume_layers(axis: TimeAxis, text: float | None) -> list[alt.Chart]:
    import altair as alt

    volume = alt.Scale(domain=alt.DomainUnionWith(unionWith=[-1, 1]), nice=True)
    ruler = alt.Axis(tickCount=4, labelExpr="format(abs(datum.value), ',')")
    periods = alt.Chart(alt.NamedData("periods"))
    return [
        *_band_layers(axis, labelled=False),
        periods.mark_rect(color=tone("cooperation"), aria=False).encode(
            x=_x("x", axis),
            x2=alt.X2("x2:Q"),
            y=alt.Y("up:Q", title="events", scale=volume, axis=ruler),
            y2=alt.datum(0),
        ),
        periods.mark_rect(color=tone("conflict"), aria=False).encode(
            x=_x("x", axis), x2=alt.X2("x2:Q"), y=alt.Y("down:Q", title="events", scale=volume), y2=alt.datum(0)
        ),
        *_text_layers(axis, text, labelled=False),
        *_tick_layers(axis),
    ]


def _band_layers(axis: TimeAxis, *, labelled: bool) -> list[alt.Chart]:
    import altair as alt

    if not axis.bands:
        return []
    bands = alt.Chart(alt.NamedData("bands"))
    layers = [
        bands.mark_rect(color=tone("gap"), aria=labelled).encode(
            x=_x("x", axis), x2=alt.X2("x2:Q"), description=alt.Description("said:N")
        )
    ]
    if labelled:
        # A band narrower than its letters is named on hover only.
        roomy = alt.datum.x2 - alt.datum.x >= 24 / WIDE * axis.length
        layers.append(
            bands.transform_filter(roomy)
            .mark_text(angle=270, color=tone("muted"), fontSize=8.5, lineBreak="\n", dy=-6, aria=False)
            .encode(x=_x("mid", axis), y=alt.value(_UPPER / 2), text=alt.Text("label:N"))
        )
    return layers


def _text_layers(axis: TimeAxis, text: float | None, *, labelled: bool) -> list[alt.Chart]:
    import altair as alt

    if text is None:
        return []
    day = alt.Chart(alt.NamedData("text"))
    layers = [day.mark_rule(color=tone("ink"), strokeDash=[4, 3], aria=False).encode(x=_x("x", axis))]
    if labelled:
        late = text > axis.length * 0.93
        side = {"align": "right", "dx": -4} if late else {"align": "left", "dx": 4}
        layers.append(
            day.mark_text(color=tone("ink"), fontSize=10, dy=6, aria=False, **side).encode(
                x=_x("x", axis), y=alt.value(0), text=alt.Text("label:N")
            )
        )
    return layers


def _tick_layers(axis: TimeAxis) -> list[alt.Chart]:
    import altair as alt

    ticks = alt.Chart(alt.NamedData("ticks"))
    return [
        ticks.mark_tick(color=tone("muted"), size=5, thickness=1, yOffset=2, aria=False).encode(
            x=_x("x", axis), y=alt.value(_LOWER)
        ),
        ticks.mark_text(color=tone("muted"), baseline="top", lineBreak="\n", dy=7, fontSize=10, aria=False).encode(
            x=_x("x", axis), y=alt.value(_LOWER), text=alt.Text("label:N")
        ),
    ]


def _x(field: str, axis: TimeAxis) -> alt.X:
    import altair as alt

    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, axis.length], nice=False, zero=False))
