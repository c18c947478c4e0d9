"""The world map: the states of a text, coloured by how they get on with the others in it.

Outlines are Natural Earth's (world.json, see scripts/derive_world.py), in the Equal Earth projection. A state of the
text that the record knows has the colour of its mean score; one without an event in the window is hatched; a state
that is not in the text is plain land. Microstates have no outline at this scale and are named under the map.
"""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from westphalia.briefing.charts import specification
from westphalia.briefing.svg import convert, inline, tone

# Where one colour ends and the next begins, in PLOVER's score (-10 … +10), and how the seven are named in the legend.
STEPS = (-4.0, -2.0, -0.5, 0.5, 2.0, 4.0)
LEGEND = (
    "below −4",
    "−4 to −2",
    "−2 to −0.5",
    "−0.5 to 0.5",
    "0.5 to 2",
    "2 to 4",
    "above 4",
)
NOTE = (
    "Outlines: Natural Earth 1:110m, version 4.1 (public domain), which draws lines of actual control as its editors "
    "saw them, among them Crimea, Kashmir, the Golan, Western Sahara, Kosovo, Taiwan, Somaliland and Northern Cyprus. "
    "No position is taken on any border."
)


@dataclass(frozen=True)
class WorldMap:
    """The drawing, and the codes asked for that have no outline at this scale."""

    svg: str
    missing: tuple[str, ...]


def world_map(scores: Mapping[str, float | None], labels: Mapping[str, str], *, name: str = "map") -> WorldMap:
    """The map with `scores`: record code of each state of the text -> mean score (-10 … +10), or None without an event.

    `labels` says what is shown on hover, by code. Codes without an outline come back in `missing`, sorted.
    """
    import altair as alt

    drawn = outlines()
    chart = (
        alt.Chart(alt.NamedData("world", format=alt.TopoDataFormat(type="topojson", feature="countries")))
        .mark_geoshape(strokeJoin="round")
        .encode(
            fill=alt.Fill("properties.fill:N", scale=None),
            stroke=alt.Stroke("properties.stroke:N", scale=None),
            strokeWidth=alt.StrokeWidth("properties.width:Q", scale=None),
            description=alt.Description("properties.label:N"),
        )
        .project("equalEarth")
        .properties(width=880, height=400)
    )
    spec = specification(chart.to_dict(validate=False), {"world": _painted(scores, labels)})
    svg = inline(convert(spec), name=name, label="World map of the states in the text, coloured by mean score")
    return WorldMap(svg, tuple(sorted(set(scores) - set(drawn))))


@cache
def outlines() -> frozenset[str]:
    """The record codes that have an outline on the map."""
    return frozenset(shape["id"] for shape in _shapes(_world()) if shape["id"])


def step_of(score: float) -> int:
    """Which of the seven colours a score has, 0 (conflict) to 6 (cooperation).

    >>> step_of(-7.0), step_of(0.0), step_of(4.5)
    (0, 3, 6)
    """
    return bisect(STEPS, score)


def _painted(scores: Mapping[str, float | None], labels: Mapping[str, str]) -> dict[str, Any]:
    world = dict(_world())
    shapes = []
    for shape in _shapes(world):
        code = shape["id"]
        if code == "ATA":
            continue
        named = code in scores
        score = scores.get(code) if code else None
        fill = tone("land") if not named else tone("hatch") if score is None else tone(f"score-{step_of(score)}")
        properties = {
            "fill": fill,
            "stroke": tone("frame" if named else "border"),
            "width": 0.9 if named else 0.5,
            "label": labels.get(code or "", shape["properties"]["name"]),
        }
        shapes.append({**shape, "properties": properties})
    # Those in the text come last, so that their frame lies over their neighbours'.
    shapes.sort(key=lambda shape: shape["id"] in scores)
    return {**world, "objects": {"countries": {"type": "GeometryCollection", "geometries": shapes}}}


def _shapes(world: Mapping[str, Any]) -> list[dict[str, Any]]:
    shapes: list[dict[str, Any]] = world["objects"]["countries"]["geometries"]
    return shapes


@cache
def _world() -> dict[str, Any]:
    text = files("westphalia.briefing").joinpath("world.json").read_text(encoding="utf-8")
    world: dict[str, Any] = json.loads(text)
    return world
