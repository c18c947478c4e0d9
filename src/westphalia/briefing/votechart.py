"""The chart of agreement in the General Assembly of the United Nations: one line per dyad, year by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from westphalia.briefing.charts import WIDE, Drawing, Rows, draw, finite
from westphalia.briefing.svg import tone

_SERIES = ("series-1", "series-2", "series-3", "series-4")
LINES = len(_SERIES)


@dataclass(frozen=True)
class Year:
    """One year of two states in the General Assembly: agreement (0 … 1), its interval, and roll calls."""

    year: int
    value: float
    low: float | None
    high: float | None
    n: float


def vote_chart(
    lines: Mapping[str, Sequence[Year]],
    *,
    name: str,
    label: str,
    breaks: Mapping[int, str] | None = None,
    baseline: Sequence[Year] = (),
) -> Drawing:
    """`lines` by dyad, at most four; a line breaks where a year has no roll call in common.

    `breaks` marks years in which one state followed another; `baseline` is drawn dashed behind the lines.

    Raises:
        ValueError: more dyads than can be told apart, or no year at all.
    """
    if not any(lines.values()) or len(lines) > LINES:
        raise ValueError(f"between one and {LINES} dyads with at least one year each can be drawn, not {len(lines)}")
    rows = [row for dyad, years in lines.items() for row in _rows(dyad, years)]
    first, last = min(row["year"] for row in rows), max(row["year"] for row in rows)
    marks = [{"year": year, "label": text} for year, text in sorted((breaks or {}).items()) if first < year <= last]
    for marked_year, same in groupby(marks, key=lambda mark: mark["year"]):
        for place, mark in enumerate(same):
            mark["y"] = 0.04 + 0.06 * place
            mark["year"] = marked_year
    behind = [row for row in _rows("all pairs", baseline) if first <= row["year"] <= last]
    data: dict[str, Rows] = {"years": rows, "breaks": marks, "baseline": behind}
    return draw(_chart(list(lines), (first, last), bool(marks)).to_dict(validate=False), data, name=name, label=label)


def _rows(dyad: str, years: Sequence[Year]) -> Rows:
    rows: Rows = []
    segment, before = 0, None
    for year in years:
        segment += before is not None and year.year != before + 1
        before = year.year
        rows.append(
            {
                "dyad": dyad,
                "year": year.year,
                "value": year.value,
                "low": finite(year.low),
                "high": finite(year.high),
                "segment": f"{dyad}/{segment}",
                "said": f"{dyad}, {year.year}: {year.value:.2f} in {year.n:g} roll calls",
            }
        )
    return rows


def _chart(dyads: list[str], span: tuple[int, int], marked: bool) -> Any:
    import altair as alt

    ruler = alt.Axis(format="d", tickCount=8, title=None, grid=False)
    x = alt.X("year:Q", axis=ruler, scale=alt.Scale(domain=list(span), nice=False, zero=False))
    shades = alt.Scale(domain=dyads, range=[tone(shade) for shade in _SERIES[: len(dyads)]])
    colour = alt.Color("dyad:N", legend=None, scale=shades)
    title = "share voting alike"
    share = alt.Scale(domain=[0, 1])
    years = alt.Chart(alt.NamedData("years"))
    layers = [
        alt.Chart(alt.NamedData("baseline"))
        .mark_line(color=tone("muted"), strokeWidth=1.1, strokeDash=[4, 3], aria=False)
        .encode(x=x, y=alt.Y("value:Q", title=title, scale=share), detail=alt.Detail("segment:N")),
        years.mark_area(opacity=0.15, aria=False).encode(
            x=x,
            y=alt.Y("low:Q", title=title, scale=share),
            y2=alt.Y2("high:Q"),
            color=colour,
            detail=alt.Detail("segment:N"),
        ),
        years.mark_line(strokeWidth=1.6, aria=False).encode(
            x=x,
            y=alt.Y("value:Q", title=title, scale=share, axis=alt.Axis(tickCount=5)),
            color=colour,
            detail=alt.Detail("segment:N"),
        ),
        years.mark_circle(size=40, opacity=0.001).encode(
            x=x, y=alt.Y("value:Q", title=title, scale=share), color=colour, description=alt.Description("said:N")
        ),
    ]
    if marked:
        breaks = alt.Chart(alt.NamedData("breaks"))
        layers.append(breaks.mark_rule(color=tone("muted"), strokeDash=[3, 3], aria=False).encode(x=x))
        layers.append(
            breaks.mark_text(color=tone("muted"), align="left", dx=3, fontSize=9, aria=False).encode(
                x=x, y=alt.Y("y:Q", title=title, scale=share), text=alt.Text("label:N")
            )
        )
    return alt.layer(*layers).properties(width=WIDE, height=200)
