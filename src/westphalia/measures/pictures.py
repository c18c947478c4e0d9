"""Charts of measures in Altair, without titles: whoever shows them has a heading.

A gap of the record is shaded and breaks the line; intervals are bands; colours are told apart by colour-blind readers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from westphalia.measures.alignment import runs

if TYPE_CHECKING:
    from westphalia.measures.alignment import Alignment
    from westphalia.measures.relations import Relations

COLOURS = {"cooperation": "#3b7dd8", "statements": "#9a9a9a", "conflict": "#d9622b"}
LINE, GREY = "#3b7dd8", "#8a8a8a"
WIDTH = 680


def relations_chart(found: Relations) -> alt.VConcatChart:
    """Score above, volume by kind below, one time axis."""
    frame = found.series.copy()
    frame["until"] = frame["end"] + pd.Timedelta(days=1)
    frame["middle"] = frame["start"] + (frame["until"] - frame["start"]) / 2
    covered = frame[frame["window"].notna()].copy()
    covered["window"] = covered["window"].astype(str)
    gaps = frame.loc[frame["window"].isna(), ["start", "until"]].assign(what="not covered")
    scale = alt.Scale(domain=[_day(frame["start"].min()), _day(frame["until"].max())])
    x = alt.X("middle:T", title=None, scale=scale)
    tip = [
        alt.Tooltip("start:T", title="from"),
        alt.Tooltip("end:T", title="to"),
        alt.Tooltip("n:Q", title="events"),
        alt.Tooltip("score:Q", format="+.2f"),
        alt.Tooltip("low:Q", format="+.2f"),
        alt.Tooltip("high:Q", format="+.2f"),
        alt.Tooltip("share_conflict:Q", title="share of conflict", format=".2f"),
    ]
    # A covered week without events has no score: it breaks the line like a gap.
    pieces = covered.assign(piece=covered["window"] + "." + covered["score"].isna().cumsum().astype(str))
    scored = pieces[pieces["score"].notna()]
    y = alt.Y("score:Q", title="conflict–cooperation score", scale=alt.Scale(domain=[-10, 10]))
    base = alt.Chart(scored)
    score = alt.layer(
        _shade(gaps, scale),
        alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=GREY, strokeWidth=1).encode(y="zero:Q"),
        base.mark_area(fillOpacity=0.22, fill=LINE).encode(
            x=x, y=alt.Y("low:Q", title="conflict–cooperation score"), y2="high:Q", detail="piece:N"
        ),
        base.mark_line(color=LINE, strokeWidth=1.6).encode(x=x, y=y, detail="piece:N"),
        base.mark_circle(color=LINE, opacity=1, size=16).encode(x=x, y=y, tooltip=tip),
    ).properties(width=WIDTH, height=210)
    bars = (
        alt.Chart(_stacked(covered))
        .mark_rect()
        .encode(
            x=alt.X("start:T", title=None, scale=scale),
            x2="until:T",
            y=alt.Y("bottom:Q", title="events", axis=alt.Axis(tickCount=4), scale=alt.Scale(zero=True)),
            y2="top:Q",
            color=alt.Color(
                "kind:N",
                title=None,
                scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
                legend=alt.Legend(orient="bottom"),
            ),
            tooltip=["start:T", "kind:N", "events:Q"],
        )
    )
    volume = alt.layer(_shade(gaps, scale, label=False), bars).properties(width=WIDTH, height=90)
    return _plain(alt.vconcat(score, volume, spacing=8).resolve_scale(x="shared"))


def alignment_chart(found: Alignment) -> alt.LayerChart:
    """Agreement by year, one line per state identity, all pairs of members behind it."""
    frame = found.series.copy()
    frame["gaps"] = frame["n"].isna().cumsum()
    voted = frame[frame["n"].notna()].copy()
    voted["run"] = runs(voted)
    voted["piece"] = voted["run"].astype(str) + "." + voted["gaps"].astype(str)
    year = alt.X("year:Q", title=None, axis=alt.Axis(format="d"), scale=alt.Scale(zero=False, nice=False))
    y = alt.Y("agreement:Q", title="voting agreement", scale=alt.Scale(domain=[0, 1]))
    tip = [
        alt.Tooltip("year:Q", format="d"),
        alt.Tooltip("segment:N", title="as"),
        alt.Tooltip("n:Q", title="roll calls"),
        alt.Tooltip("agreement:Q", format=".3f"),
        alt.Tooltip("baseline:Q", title="all pairs", format=".3f"),
    ]
    base = alt.Chart(voted)
    layers: list[Any] = [
        alt.Chart(frame)
        .mark_line(color=GREY, strokeDash=[4, 3], strokeWidth=1.2)
        .encode(x=year, y=alt.Y("baseline:Q", title="voting agreement")),
        base.mark_area(fillOpacity=0.22, fill=LINE).encode(
            x=year, y=alt.Y("low:Q", title="voting agreement"), y2="high:Q", detail="piece:N"
        ),
        base.mark_line(color=LINE, strokeWidth=1.6).encode(x=year, y=y, detail="piece:N"),
        base.mark_circle(color=LINE, opacity=1, size=18).encode(x=year, y=y, tooltip=tip),
    ]
    starts = voted.groupby("run").first().reset_index()[["year", "segment"]]
    if len(starts) > 1:
        rules = alt.Chart(starts).encode(x=year)
        layers.append(
            rules.transform_filter(alt.datum.year > int(starts["year"].min())).mark_rule(
                color=COLOURS["conflict"], strokeWidth=1.2
            )
        )
        layers.append(
            rules.mark_text(align="left", dx=4, fontSize=10, color=GREY).encode(y=alt.value(8), text="segment:N")
        )
    layers.append(_last(frame, year))
    return _plain(alt.layer(*layers).properties(width=WIDTH, height=240))


def _last(frame: pd.DataFrame, year: Any) -> alt.Chart:
    known = frame[frame["baseline"].notna()].tail(1)
    return (
        alt.Chart(known)
        .mark_text(align="right", dy=14, fontSize=10, color=GREY)
        .encode(x=year, y=alt.Y("baseline:Q", title="voting agreement"), text=alt.value("all pairs"))
    )


def _stacked(covered: pd.DataFrame) -> pd.DataFrame:
    """One row per week and kind of event, each kind from where the one below it ends."""
    parts, below = [], 0 * covered["n"]
    for kind in COLOURS:
        part = covered[["start", "until"]].assign(
            kind=kind, events=covered[kind], bottom=below, top=below + covered[kind]
        )
        below = part["top"]
        parts.append(part[part["events"] > 0])
    return pd.concat(parts)


def _shade(gaps: pd.DataFrame, scale: alt.Scale, label: bool = True) -> alt.LayerChart:
    base = alt.Chart(gaps).encode(x=alt.X("start:T", title=None, scale=scale), x2="until:T")
    shade = base.mark_rect(color=GREY, opacity=0.14)
    if not label:
        return alt.layer(shade)
    wide = gaps[gaps["until"] - gaps["start"] >= pd.Timedelta(days=120)]
    words = (
        alt.Chart(wide.assign(middle=wide["start"] + (wide["until"] - wide["start"]) / 2))
        .mark_text(color=GREY, fontSize=10)
        .encode(x=alt.X("middle:T", title=None, scale=scale), y=alt.value(12), text="what:N")
    )
    return alt.layer(shade, words)


def _day(day: pd.Timestamp) -> Any:
    return alt.DateTime(year=day.year, month=day.month, date=day.day)


def _plain(chart: Any) -> Any:
    return chart.configure_view(stroke=None).configure_axis(grid=False)
