"""The world map: outlines with the codes of a record, colours by score, nothing claimed where nothing is known."""

import json
from importlib.resources import files

import pytest

from westphalia.briefing.worldmap import LEGEND, STEPS, outlines, step_of, world_map
from westphalia.ontology.actors import states


def test_outlines_have_record_codes():
    known = states()
    assert {code for code in outlines() if code not in known} <= {"ATF", "NCL", "FLK", "GRL", "PRI", "ESH", "ATA"}
    assert {"RUS", "IRN", "USA", "TWN", "XKX", "PSE", "SSD"} <= outlines()
    assert {"VAT", "LIE", "SGP", "MLT"}.isdisjoint(outlines())


def test_file_is_small_and_plain():
    text = files("westphalia.briefing").joinpath("world.json").read_text(encoding="utf-8")
    assert len(text) < 120_000
    assert list(json.loads(text)["objects"]) == ["countries"]


@pytest.mark.parametrize(
    ("score", "step"), [(-10, 0), (-4, 1), (-3.9, 1), (-0.5, 3), (0, 3), (0.49, 3), (0.5, 4), (4, 6), (10, 6)]
)
def test_steps(score, step):
    assert step_of(score) == step


def test_legend_matches_steps():
    assert len(LEGEND) == len(STEPS) + 1


def test_colour_hatching_and_what_has_no_outline():
    drawn = world_map({"RUS": 3.0, "IRN": -8.0, "CHN": None, "VAT": 1.0}, {"RUS": "Russia: 3.0"})
    assert drawn.missing == ("VAT",)
    assert drawn.svg.count('fill="var(--score-5)"') == 1
    assert drawn.svg.count('fill="var(--score-0)"') == 1
    assert drawn.svg.count('fill="url(#map-hatch)"') == 1
    assert "<title>Russia: 3.0</title>" in drawn.svg
    assert "<title>France</title>" in drawn.svg
    assert len(drawn.svg) < 250_000


def test_same_bytes():
    assert world_map({"RUS": 1.0}, {}).svg == world_map({"RUS": 1.0}, {}).svg


def test_names_cannot_break_out():
    drawn = world_map({"RUS": 1.0}, {"RUS": "</title><script>alert(1)</script>\" onload='x'"})
    assert "<script" not in drawn.svg
