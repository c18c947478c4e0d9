"""SVG that goes into the page holds nothing but drawing, whatever a label said."""

import re
import xml.etree.ElementTree as ET

import pytest

from westphalia.briefing.charts import specification
from westphalia.briefing.svg import TONES, convert, inline, tone

NASTY = [
    "<script>alert(1)</script>",
    '"/><image href="http://example.org/x.png" onload="alert(1)"/><g x="',
    "' onmouseover='alert(1)",
    "]]><foreignObject><body onload=alert(1)>",
    "url(#x) javascript:alert(1)",
    "\u202eesrever\u202c & <b>",
]


def bars(labels):
    import altair as alt

    chart = (
        alt.Chart(alt.NamedData("rows"))
        .mark_bar(color=tone("line"))
        .encode(x=alt.X("name:N"), y="value:Q", description=alt.Description("name:N"))
    )
    return specification(chart.to_dict(), {"rows": [{"name": label, "value": 1} for label in labels]})


def test_labels_stay_text():
    drawn = inline(convert(bars(NASTY)), name="x", label=NASTY[1])
    root = ET.fromstring(drawn)
    allowed = {"svg", "g", "path", "rect", "line", "text", "tspan", "defs", "clipPath", "circle", "title", "pattern"}
    assert {element.tag for element in root.iter()} <= allowed
    for element in root.iter():
        assert not [name for name in element.attrib if name.startswith("on") or "href" in name or name == "style"]
    assert "<script" not in drawn and "<image" not in drawn
    assert root.get("aria-label") == NASTY[1]


def test_elements_and_attributes_that_are_no_drawing_are_dropped():
    drawn = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9" onload="x()">'
        '<script>x()</script><style>@import "http://example.org"</style><a href="javascript:x()"><text>t</text></a>'
        '<rect width="9" height="9" fill="url(http://example.org/#a)" onclick="x()"/><use href="#b"/></svg>'
    )
    clean = inline(drawn, name="n", label="l")
    rect = '<rect width="9" height="9" fill="none" />'
    assert clean == f'<svg viewBox="0 0 9 9" class="drawing" role="img" aria-label="l">{rect}</svg>'


def test_colours_become_variables_and_ids_are_prefixed():
    drawn = (
        '<svg viewBox="0 0 9 9"><defs><clipPath id="clip0"><rect/></clipPath></defs>'
        f'<path clip-path="url(#clip0)" fill="{tone("ink")}" stroke="{tone("score-6")}" d="M0.123,1.987L-0.001,2"/>'
        "</svg>"
    )
    clean = inline(drawn, name="chart-1", label="l")
    assert 'id="chart-1-clip0"' in clean and 'clip-path="url(#chart-1-clip0)"' in clean
    assert 'fill="var(--ink)"' in clean and 'stroke="var(--score-6)"' in clean
    assert 'd="M0.1,2L0,2"' in clean


def test_every_tone_has_a_colour_in_light_dark_and_print():
    from importlib.resources import files

    style = files("westphalia.briefing").joinpath("style.css").read_text(encoding="utf-8")
    light, dark, printed = (part for part in re.findall(r":root \{(.*?)\}", style, re.DOTALL))
    for name in TONES:
        if name == "hatch":  # a pattern, drawn in ink on land
            continue
        assert f"--{name}:" in light, name
        assert f"--{name}:" in dark, name
    colours = re.findall(r"--([\w-]+): (#\w+)", printed)
    assert {"paper", "ink", "gap", "land"} <= {name for name, _ in colours}


def test_unknown_tone():
    with pytest.raises(KeyError):
        tone("pink")


def test_every_placeholder_is_replaced():
    drawn = inline(convert(bars(["a", "b"])), name="x", label="l")
    assert "#0101" not in drawn
    assert 'fill="var(--line)"' in drawn
