"""What the charts of a briefing share: two widths, one look, and data kept apart from the drawing's description.

Charts are drawn by Altair as SVG without script. Each exists in two widths (`WIDE` and `NARROW`); the page's style
sheet shows the one that fits. Colours are placeholders that `svg.inline` turns into CSS variables.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

from westphalia.briefing.svg import convert, inline, tone

WIDE, NARROW = 720, 300

Rows = list[dict[str, Any]]


@dataclass(frozen=True)
class Drawing:
    """One chart in its two widths, ready to stand in the page."""

    wide: str
    narrow: str


def draw(chart_of: Callable[[int], Any], data: Mapping[str, Sequence[Any]], *, name: str, label: str) -> Drawing:
    """The chart that `chart_of` describes for a width, in both widths; `data` are its named rows.

    Rows are joined to the finished description, because Altair copies and checks every row that it is given.
    """
    wide, narrow = (
        inline(convert(specification(chart_of(width), data)), name=f"{name}-{suffix}", label=label)
        for width, suffix in ((WIDE, "w"), (NARROW, "n"))
    )
    return Drawing(wide, narrow)


def specification(chart: Any, data: Mapping[str, Sequence[Any]], *, validate: bool = False) -> dict[str, Any]:
    """The Vega-Lite specification of `chart` with its rows and the common look."""
    spec: dict[str, Any] = chart.to_dict(validate=validate)
    spec["config"] = look()
    spec["datasets"] = {**spec.get("datasets", {}), **{key: list(rows) for key, rows in data.items()}}
    return spec


def look() -> dict[str, Any]:
    """Vega-Lite's `config` for every chart here."""
    return {
        "font": "sans-serif",
        "background": "transparent",
        "padding": 4,
        "view": {"stroke": None},
        "axis": {
            "labelColor": tone("muted"),
            "titleColor": tone("muted"),
            "titleFontWeight": "normal",
            "titleFontSize": 11,
            "labelFontSize": 10,
            "domain": False,
            "ticks": False,
            "labelPadding": 5,
            "gridColor": tone("grid"),
            "gridOpacity": 1,
        },
    }


def finite(value: float | None) -> float | None:
    """`value`, or None where it is missing or not a number."""
    return None if value is None or not isfinite(value) else float(value)
