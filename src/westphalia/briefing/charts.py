"""What the charts of a briefing share: two widths, one look, and data kept apart from the drawing's description.

Charts are drawn by Altair as SVG without script. Each exists in two widths (`WIDE` and `NARROW`); the page's style
sheet shows the one that fits. Colours are placeholders that `svg.inline` turns into CSS variables.
"""

from __future__ import annotations

from collections.abc import Mapping
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


def draw(
    described: Mapping[str, Any],
    data: Mapping[str, Rows],
    *,
    name: str,
    label: str,
    narrow: Mapping[str, Rows] | None = None,
) -> Drawing:
    """A chart, `described` by Altair as a dict for the width `WIDE`, drawn in both widths; `data` are its named rows.

    `narrow` replaces rows in the narrow drawing (fewer ticks). `name` prefixes the ids, `label` is for screen readers.
    """
    wide = specification(described, data)
    slim = {**_narrowed(wide), "datasets": {**wide["datasets"], **(narrow or {})}}
    return Drawing(
        inline(convert(wide), name=f"{name}-w", label=label),
        inline(convert(slim), name=f"{name}-n", label=label),
    )


def specification(described: Mapping[str, Any], data: Mapping[str, Any]) -> dict[str, Any]:
    """The Vega-Lite specification of a described chart with its rows and the common look.

    Rows are joined to the finished description, because Altair copies and checks every row that it is given.
    """
    return {**described, "config": look(), "datasets": {**described.get("datasets", {}), **data}}


def _narrowed(spec: Any) -> Any:
    """`spec` with every width of `WIDE` made `NARROW`; rows are left alone."""
    if isinstance(spec, dict):
        return {
            key: NARROW if key == "width" and value == WIDE else value if key == "datasets" else _narrowed(value)
            for key, value in spec.items()
        }
    if isinstance(spec, list):
        return [_narrowed(item) for item in spec]
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
