"""Weeks and months cut by coverage."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.errors import CallError
from westphalia.measures.periods import clip, stretches
from westphalia.record.coverage import Window


def test_partial_weeks_and_gaps() -> None:
    windows = [(date(2018, 1, 3), date(2018, 1, 16)), (date(2018, 1, 25), date(2018, 1, 28))]
    found = [(s.start.day, s.end.day, s.days, s.window) for s in stretches(windows, "week")]
    # 3 January 2018 is a Wednesday; the week of 22 January is covered from Thursday on.
    assert found == [(3, 7, 5, 0), (8, 14, 7, 0), (15, 16, 2, 0), (17, 24, 8, None), (25, 28, 4, 1)]


def test_windows_that_touch_stay_apart() -> None:
    windows = [(date(2020, 2, 1), date(2020, 2, 10)), (date(2020, 2, 11), date(2020, 3, 2))]
    found = [(s.start.isoformat(), s.days, s.window) for s in stretches(windows, "month")]
    assert found == [("2020-02-01", 10, 0), ("2020-02-11", 19, 1), ("2020-03-01", 2, 1)]


def test_days_that_were_asked_for_and_are_not_covered_are_gaps() -> None:
    windows = [(date(2021, 3, 1), date(2021, 3, 31))]
    found = stretches(windows, "month", date(2021, 1, 1), date(2021, 12, 31))
    assert [(s.start, s.end, s.window) for s in found] == [
        (date(2021, 1, 1), date(2021, 2, 28), None),
        (date(2021, 3, 1), date(2021, 3, 31), 0),
        (date(2021, 4, 1), date(2021, 12, 31), None),
    ]


def test_clip() -> None:
    windows = [
        Window(date(2018, 1, 1), date(2018, 10, 31), ("x",)),
        Window(date(2021, 1, 1), date(2021, 8, 31), ("y",)),
    ]
    assert clip(windows, date(2018, 10, 1), date(2021, 1, 31)) == (
        (date(2018, 10, 1), date(2018, 10, 31)),
        (date(2021, 1, 1), date(2021, 1, 31)),
    )
    assert clip(windows, date(2019, 1, 1), date(2019, 12, 31)) == ()
    assert len(clip(windows, None, None)) == 2


def test_unknown_frequency() -> None:
    with pytest.raises(CallError, match="use week or month"):
        stretches([], "fortnight")


@given(
    st.lists(st.tuples(st.integers(1, 60), st.integers(1, 90)), min_size=1, max_size=4),
    st.sampled_from(["week", "month"]),
)
@settings(max_examples=60)
def test_every_day_is_in_exactly_one_stretch(parts: list[tuple[int, int]], freq: str) -> None:
    day, windows = date(2019, 5, 7), []
    for gap, length in parts:
        start = day + timedelta(days=gap)
        day = start + timedelta(days=length)
        windows.append((start, day - timedelta(days=1)))
    found = stretches(windows, freq, date(2019, 5, 1), day + timedelta(days=9))
    assert found[0].start == date(2019, 5, 1) and found[-1].end == day + timedelta(days=9)
    for one, two in pairwise(found):
        assert two.start == one.end + timedelta(days=1)
    assert sum(s.days for s in found if s.window is not None) == sum((e - s).days + 1 for s, e in windows)
    for s in found:
        if s.window is not None:
            assert windows[s.window][0] <= s.start <= s.end <= windows[s.window][1]
            same = (
                s.start.isocalendar()[:2] == s.end.isocalendar()[:2] if freq == "week" else s.start.month == s.end.month
            )
            assert same
