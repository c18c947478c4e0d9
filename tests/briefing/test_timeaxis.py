"""The time axis gives room to what is covered and shows the rest as narrow bands."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.briefing.timeaxis import GAP_SHARE, TimeAxis

WINDOWS = (
    (date(2018, 1, 1), date(2018, 10, 31)),
    (date(2021, 1, 1), date(2021, 8, 31)),
    (date(2022, 1, 1), date(2022, 6, 30)),
)


def test_gaps_shrink_and_keep_their_dates():
    axis = TimeAxis(WINDOWS)
    covered = 304 + 243 + 181
    assert axis.length == pytest.approx(covered * (1 + 2 * GAP_SHARE))
    assert [band.label for band in axis.bands] == [
        "not covered\nNov 2018 – Dec 2020",
        "not covered\nSep 2021 – Dec 2021",
    ]
    assert axis.position(date(2018, 1, 1)) == 0
    assert axis.position(date(2018, 11, 1)) == 304 == axis.bands[0].start
    assert axis.position(date(2021, 1, 1)) == axis.bands[0].end
    assert axis.position(date(2019, 6, 1)) is None
    assert axis.position(date(2025, 1, 1)) is None


def test_a_gap_shorter_than_a_band_keeps_its_length():
    axis = TimeAxis(((date(2018, 1, 1), date(2018, 12, 31)), (date(2019, 1, 4), date(2019, 12, 31))))
    assert axis.bands[0].end - axis.bands[0].start == 3


def test_windows_that_touch_have_no_band():
    axis = TimeAxis(((date(2018, 1, 1), date(2018, 6, 30)), (date(2018, 7, 1), date(2018, 12, 31))))
    assert axis.bands == ()
    assert axis.length == 365


def test_ticks_name_the_year_once():
    ticks = TimeAxis(WINDOWS).ticks(14)
    assert len(ticks) <= 14
    assert [label for _, label in ticks if "\n" in label] == ["Jan\n2018", "Jan\n2021", "Jan\n2022"]
    assert all(0 <= where <= TimeAxis(WINDOWS).length for where, _ in ticks)


def test_a_long_axis_has_years():
    labels = [label for _, label in TimeAxis(((date(1979, 1, 1), date(2022, 12, 31)),)).ticks(14)]
    assert len(labels) <= 15
    assert labels[0] == "1979"


def test_nothing_covered():
    with pytest.raises(ValueError, match="covered"):
        TimeAxis(())


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 900)), min_size=1, max_size=6))
def test_days_keep_their_order(parts):
    windows = []
    day = date(2000, 1, 1)
    for skip, length in parts:
        day += timedelta(days=skip)
        windows.append((day, day + timedelta(days=length - 1)))
        day += timedelta(days=length)
    axis = TimeAxis(tuple(windows))
    places = [
        axis.position(first + timedelta(days=step)) for first, last in windows for step in range((last - first).days)
    ]
    assert None not in places
    assert places == sorted(places)
    assert sum(band.end - band.start for band in axis.bands) + sum(
        (b - a).days + 1 for a, b in windows
    ) == pytest.approx(axis.length)
