"""SVG from Vega made fit to stand inside a page: themed by the page's style sheet, without script, with ids of its own.

Charts are drawn with placeholder colours (`tone("ink")`), which become CSS variables here, so that one drawing serves
light, dark and print. Only the elements and attributes listed below survive, whatever a label held.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

TONES = (
    "ink",
    "muted",
    "grid",
    "gap",
    "panel",
    "cooperation",
    "conflict",
    "line",
    "series-1",
    "series-2",
    "series-3",
    "series-4",
    "land",
    "border",
    "frame",
    "hatch",
    *(f"score-{step}" for step in range(7)),
)
_PLACEHOLDER = "#0101{:02x}"
_TONE_OF = {_PLACEHOLDER.format(number): name for number, name in enumerate(TONES, start=16)}
_OF_TONE = {name: colour for colour, name in _TONE_OF.items()}

_ELEMENTS = frozenset({"svg", "g", "path", "rect", "line", "text", "tspan", "defs", "clipPath", "circle", "title"})
_ATTRIBUTES = frozenset(
    {"clip-path", "cx", "cy", "d", "dominant-baseline", "dx", "dy", "font-size", "font-style", "font-weight", "id"}
    | {"fill", "fill-opacity", "opacity", "points", "text-anchor", "transform", "viewBox", "stroke", "stroke-opacity"}
    | {
        "stroke-dasharray",
        "stroke-dashoffset",
        "stroke-linecap",
        "stroke-linejoin",
        "stroke-miterlimit",
        "stroke-width",
    }
    | {"height", "width", "r", "rx", "ry", "x", "x1", "x2", "y", "y1", "y2"}
)
_NUMBER = re.compile(r"-?\d+\.\d+")
_LOCAL = re.compile(r"url\(#([\w-]+)\)")


def tone(name: str) -> str:
    """The placeholder colour that becomes the CSS variable `--name`.

    >>> tone("ink")
    '#010110'
    """
    return _OF_TONE[name]


def convert(spec: dict[str, Any]) -> str:
    """A Vega-Lite specification drawn as SVG, in process and without network."""
    import vl_convert as vlc

    drawn: str = vlc.vegalite_to_svg(spec, allowed_base_urls=[])
    return drawn


def inline(drawn: str, *, name: str, label: str, decimals: int = 1) -> str:
    """`drawn` (SVG text) for use inside a page: `name` prefixes its ids, `label` is what a screen reader says.

    Coordinates are rounded to `decimals`; a mark's description becomes its `<title>`, which browsers show on hover.
    """
    root = ET.fromstring(re.sub(r'\sxmlns(:xlink)?="[^"]*"', "", drawn))
    _clean(root, name, decimals)
    hatch = f"url(#{name}-hatch)"
    for element in root.iter():
        if element.get("fill") == "var(--hatch)":
            element.set("fill", hatch)
    if any(element.get("fill") == hatch for element in root.iter()):
        root.insert(0, _hatch(f"{name}-hatch"))
    for attribute in ("width", "height", "version"):
        root.attrib.pop(attribute, None)
    # Vega paints a white ground over the whole drawing; the page has its own.
    for child in list(root):
        if child.tag == "rect" and child.get("fill") in {"white", "#fff", "transparent", None}:
            root.remove(child)
    root.set("class", "drawing")
    root.set("role", "img")
    root.set("aria-label", label)
    return ET.tostring(root, encoding="unicode", short_empty_elements=True)


def _clean(element: ET.Element, name: str, decimals: int) -> None:
    spoken = element.get("aria-label")
    for attribute, value in list(element.attrib.items()):
        if attribute not in _ATTRIBUTES:
            del element.attrib[attribute]
        elif attribute == "id":
            element.set("id", f"{name}-{value}")
        elif value in _TONE_OF:
            element.set(attribute, f"var(--{_TONE_OF[value]})")
        elif "url(" in value:
            element.set(attribute, _LOCAL.sub(rf"url(#{name}-\1)", value) if _LOCAL.fullmatch(value) else "none")
        elif attribute in {"d", "transform", "points"}:
            element.set(attribute, _NUMBER.sub(lambda found: _short(found[0], decimals), value))
    for child in list(element):
        if child.tag in _ELEMENTS:
            _clean(child, name, decimals)
        else:
            element.remove(child)
    if spoken and element.tag in {"path", "rect", "circle", "line"}:
        ET.SubElement(element, "title").text = spoken


def _short(number: str, decimals: int) -> str:
    text = f"{float(number):.{decimals}f}".rstrip("0").rstrip(".")
    return "0" if text in {"-0", ""} else text


def _hatch(name: str) -> ET.Element:
    defs = ET.Element("defs")
    pattern = ET.SubElement(
        defs,
        "pattern",
        {
            "id": name,
            "width": "5",
            "height": "5",
            "patternUnits": "userSpaceOnUse",
            "patternTransform": "rotate(45)",
        },
    )
    ET.SubElement(pattern, "rect", {"width": "5", "height": "5", "fill": "var(--land)"})
    ET.SubElement(pattern, "line", {"y2": "5", "stroke": "var(--ink)", "stroke-width": "1.4"})
    return defs
