"""Pictures of a scenario and of strengths (Altair)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from westphalia.dynamics.pictures import COLOURS

if TYPE_CHECKING:
    from westphalia.dynamics.simulation.answer import Scenario
    from westphalia.dynamics.simulation.overview import Mechanisms


def fan_chart(found: Scenario) -> alt.Chart:
    """Events a week in both worlds: bands hold 90 % of runs, lines are expected counts."""
    frame = pd.DataFrame(
        [
            {
                "direction": f"{row.actor} → {row.recipient}",
                "quad": row.what,
                "world": "with" if row.given else "without",
                "week ends": row.day.isoformat(),
                "expected": round(row.mean, 4),
                "low": row.low,
                "high": row.high,
            }
            for row in found.fan
        ]
    )
    worlds = ["without", "with"]
    colour = alt.Color(
        "world:N",
        title=found.title,
        sort=worlds,
        scale=alt.Scale(domain=worlds, range=list(COLOURS[:2])),
        legend=alt.Legend(orient="bottom", titleLimit=600),
    )
    x = alt.X("week ends:T", title=None, axis=alt.Axis(format="%d %b", tickCount=4))
    base = alt.Chart(frame)
    band = base.mark_area(opacity=0.18).encode(
        x=x, y=alt.Y("low:Q", title="events a week", stack=None), y2="high:Q", color=colour
    )
    line = base.mark_line(strokeWidth=2).encode(
        x=x, y="expected:Q", color=colour, tooltip=["world:N", "week ends:T", "expected:Q", "low:Q", "high:Q"]
    )
    chart = alt.layer(band, line).properties(width=150, height=110)
    facet = chart.facet(
        column=alt.Column("quad:N", title=None, sort=list(dict.fromkeys(frame["quad"]))),
        row=alt.Row("direction:N", title=None, sort=list(dict.fromkeys(frame["direction"]))),
    )
    label = alt.TitleParams(found.label, anchor="start", fontSize=11, fontWeight="normal")
    return _plain(facet.resolve_scale(y="independent").properties(title=label))


def strengths_chart(found: Mechanisms) -> alt.Chart:
    """Strengths with intervals by quad; one colour for the whole record and each window. Constants are left out."""
    frame = pd.DataFrame(
        [
            {
                "quad": one.quad,
                "term": one.name,
                "mechanism": one.mechanism.replace("_", " "),
                "learned from": one.window or "all",
                "strength": one.value,
                "low": one.low,
                "high": one.high,
            }
            for one in (*found.strengths, *found.by_window)
            if one.name != "constant"
        ]
    )
    names, parts = (list(dict.fromkeys(frame[column])) for column in ("term", "learned from"))
    y, offset = alt.Y("term:N", title=None, sort=names), alt.YOffset("learned from:N", sort=parts)
    colours = alt.Scale(domain=parts, range=[COLOURS[number % len(COLOURS)] for number in range(len(parts))])
    colour = alt.Color("learned from:N", scale=colours, legend=alt.Legend(orient="bottom"))
    tip = ["mechanism:N", "learned from:N", *(alt.Tooltip(f"{k}:Q", format=".3f") for k in ("strength", "low", "high"))]
    base = alt.Chart(frame)
    bars = base.mark_rule(opacity=0.6).encode(
        x=alt.X("low:Q", title="strength"), x2="high:Q", y=y, yOffset=offset, color=colour
    )
    points = base.mark_circle(size=24).encode(x="strength:Q", y=y, yOffset=offset, color=colour, tooltip=tip)
    chart = alt.layer(bars, points).properties(width=170, height=26 * len(names))
    return _plain(chart.facet(column=alt.Column("quad:N", title=None, sort=list(dict.fromkeys(frame["quad"])))))


def _plain(chart: Any) -> Any:
    return chart.configure_view(stroke=None).configure_axis(grid=True, gridOpacity=0.4, labelLimit=220)
