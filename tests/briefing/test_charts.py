"""The charts: valid Vega-Lite, gaps as bands, lines that break where nothing is known."""

import re
from datetime import date, timedelta

import pytest

from westphalia.briefing.charts import specification
from westphalia.briefing.dyadchart import Period, _panels, _placed, dyad_chart
from westphalia.briefing.timeaxis import TimeAxis
from westphalia.briefing.votechart import Year, vote_chart

AXIS = TimeAxis(((date(2018, 1, 1), date(2018, 3, 4)), (date(2021, 1, 4), date(2021, 2, 28))))


def weeks(axis=AXIS, silent=()):
    periods = []
    for first, last in axis.windows:
        day = first
        while day <= last:
            empty = len(periods) in silent
            score = None if empty else 1.0
            periods.append(
                Period(
                    day,
                    day + timedelta(days=6),
                    *((0, 0, 0) if empty else (9, 6, 3)),
                    score,
                    score and 0.2,
                    score and 1.8,
                )
            )
            day += timedelta(days=7)
    return periods


def test_the_line_breaks_at_gaps_and_silent_weeks():
    segments = [row["segment"] for row in _placed(weeks(silent={3}), AXIS) if row["score"] is not None]
    assert segments == [1] * 3 + [2] * 5 + [3] * 8 or len(set(segments)) == 3


def test_specification_is_valid_vega_lite():
    rows = _placed(weeks(), AXIS)
    bands = [{"x": band.start, "x2": band.end, "mid": band.start, "label": band.label} for band in AXIS.bands]
    data = {
        "periods": rows,
        "scored": rows,
        "zero": [{"zero": 0}],
        "bands": bands,
        "text": [{"x": 1.0, "label": "text"}],
    }
    spec = specification(_panels(AXIS, 1.0).to_dict(validate=True), data)
    assert spec["datasets"]["periods"][0]["up"] == 6


def test_gap_is_drawn_and_named():
    drawn = dyad_chart(weeks(), AXIS, name="r1", label="Russia and Iran", text_day=date(2018, 2, 1))
    for svg in (drawn.wide, drawn.narrow):
        assert "not covered Mar 2018 – Jan 2021" in svg
        assert 'fill="var(--gap)"' in svg
        assert "2018-01-01 to 2018-01-07: 9 events, mean score 1.0 (0.2 to 1.8)" in svg
        assert ">text</text>" in svg
    assert set(re.findall(r'id="([^"]+)"', drawn.wide)).isdisjoint(re.findall(r'id="([^"]+)"', drawn.narrow))


def test_text_day_outside_the_windows_is_not_drawn():
    drawn = dyad_chart(weeks(), AXIS, name="r1", label="l", text_day=date(2019, 2, 1))
    assert ">text</text>" not in drawn.wide


def test_missing_numbers_do_not_break_the_drawing():
    nan = float("nan")
    periods = [Period(date(2018, 1, 1), date(2018, 1, 7), 1, 1, 0, 2.5, nan, nan)]
    assert "NaN" not in dyad_chart(periods, AXIS, name="r1", label="l").wide


def test_votes():
    years = [Year(year, 0.6, 0.5, 0.7, 80) for year in range(1970, 1980) if year != 1975]
    drawn = vote_chart({"Russia – Iran": years}, name="v", label="l", breaks={1972: "an end", 1960: "before all"})
    assert "an end" in drawn.wide and "before all" not in drawn.wide
    assert "Russia – Iran, 1970: 0.60 in 80 roll calls" in drawn.wide


def test_too_many_lines():
    years = [Year(1970, 0.6, 0.5, 0.7, 80)]
    with pytest.raises(ValueError, match="between one and 4"):
        vote_chart(dict.fromkeys("abcde", years), name="v", label="l")
    with pytest.raises(ValueError, match="between one and 4"):
        vote_chart({"a": []}, name="v", label="l")
