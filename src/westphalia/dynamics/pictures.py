"""Charts of a forecast and of how such forecasts fared (Altair)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from westphalia.dynamics.show import direction, horizon

if TYPE_CHECKING:
    from westphalia.dynamics.backtest import Backtest
    from westphalia.dynamics.forecast import Forecast

COLOURS = ("#3b7dd8", "#d9622b", "#3a9a5b", "#8a6fc0")
GREY = "#8a8a8a"


def forecast_chart(found: Forecast) -> alt.Chart:
    """One row per direction and kind, one colour per horizon; bars are intervals."""
    spans = [horizon(days) for days in found.horizon_days]
    frame = pd.DataFrame(
        [
            {
                "direction": direction(row),
                "kind": row.what,
                "within": horizon(row.horizon_days),
                "probability": row.probability,
                "low": row.low,
                "high": row.high,
            }
            for row in found.rows
        ]
    )
    kinds = list(dict.fromkeys(frame["kind"]))
    y = alt.Y("kind:N", title=None, sort=kinds)
    offset = alt.YOffset("within:N", sort=spans)
    colour = alt.Color(
        "within:N",
        title=f"within … after {found.origin.isoformat()}",
        scale=alt.Scale(domain=spans, range=[COLOURS[i % len(COLOURS)] for i in range(len(spans))]),
        legend=alt.Legend(orient="bottom"),
    )
    scale = alt.Scale(domain=[0, 1])
    base = alt.Chart(frame)
    x = alt.X("low:Q", title="probability of at least one event", scale=scale, axis=alt.Axis(format="%"))
    bars = base.mark_rule(strokeWidth=2, opacity=0.6).encode(x=x, x2="high:Q", y=y, yOffset=offset, color=colour)
    tip = [
        "direction:N",
        "kind:N",
        "within:N",
        *(alt.Tooltip(f"{k}:Q", format=".1%") for k in ("probability", "low", "high")),
    ]
    points = base.mark_circle(size=48, opacity=1).encode(
        x=alt.X("probability:Q", scale=scale), y=y, yOffset=offset, color=colour, tooltip=tip
    )
    chart = alt.layer(bars, points).properties(width=420, height=26 * len(kinds) * max(1, len(spans) // 2))
    return _plain(chart.facet(row=alt.Row("direction:N", title=None, sort=list(dict.fromkeys(frame["direction"])))))


def calibration_chart(found: Forecast) -> alt.Chart:
    """What forecasts said against what came true, by kind and horizon (one direction); on the line is right."""
    rows = [
        {
            "kind": one.what,
            "within": horizon(one.horizon_days),
            "said": row.mean_forecast,
            "came true": row.observed,
            "low": row.obs_low,
            "high": row.obs_high,
            "forecasts": row.n,
        }
        for one in found.track
        if not one.either
        for row in one.calibration
        if row.n
    ]
    return _reliability(rows)


def reliability_chart(found: Backtest) -> alt.Chart:
    """The same for a backtest, by kind."""
    within = f"{found.weeks} week" + ("s" if found.weeks > 1 else "")
    rows = [
        {
            "kind": kind,
            "within": within,
            "said": row["forecast"],
            "came true": row["observed"],
            "low": row["interval"][0],
            "high": row["interval"][1],
            "forecasts": row["n"],
        }
        for kind, one in found.kinds.items()
        for row in one.bins
        if row["n"]
    ]
    return _reliability(rows)


def _reliability(rows: list[dict[str, Any]]) -> alt.Chart:
    frame = pd.DataFrame(rows, columns=["kind", "within", "said", "came true", "low", "high", "forecasts"])
    kinds, spans = (list(dict.fromkeys(frame[column])) for column in ("kind", "within"))
    scale = alt.Scale(domain=[0, 1])
    x = alt.X("said:Q", title="forecast", scale=scale, axis=alt.Axis(format="%", tickCount=5))
    title = "came true"
    y = alt.Y("low:Q", title=title, scale=scale, axis=alt.Axis(format="%", tickCount=5))
    base = alt.Chart(frame)
    line = base.mark_line(color=GREY, strokeDash=[4, 3]).encode(
        x=alt.X("edge:Q", scale=scale), y=alt.Y("edge:Q", title=title, scale=scale)
    )
    line = line.transform_calculate(edge="datum.said < 0.5 ? 0 : 1")
    bars = base.mark_rule(color=COLOURS[0], opacity=0.6).encode(x=x, y=y, y2="high:Q")
    tip = ["forecasts:Q", *(alt.Tooltip(f"{k}:Q", format=".1%") for k in ("said", "came true", "low", "high"))]
    points = base.mark_circle(color=COLOURS[0], size=40, opacity=1).encode(
        x=x, y=alt.Y("came true:Q", title=title, scale=scale), tooltip=tip
    )
    chart = alt.layer(line, bars, points).properties(width=150, height=150)
    return _plain(
        chart.facet(
            column=alt.Column("kind:N", title=None, sort=kinds), row=alt.Row("within:N", title=None, sort=spans)
        )
    )


def _plain(chart: Any) -> Any:
    return chart.configure_view(stroke=None).configure_axis(grid=True, gridOpacity=0.4, labelLimit=220)
