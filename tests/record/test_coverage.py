"""«No event in the record» and «the record does not cover this» are different answers."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.errors import OutsideCoverage
from westphalia.record import Coverage, Record
from westphalia.record.coverage import covers, from_dict, require, windows

DAYS = st.integers(0, 60).map(lambda n: date(2018, 1, 1) + timedelta(days=n))
ACTORS = ("RUS", "IRN", "TUV")


@st.composite
def rows(draw: st.DrawFn) -> Coverage:
    first = draw(DAYS)
    last = first + timedelta(days=draw(st.integers(0, 20)))
    actors = draw(st.none() | st.frozensets(st.sampled_from(ACTORS)))
    about = draw(st.sampled_from(["events", "events", "votes"]))
    return Coverage(draw(st.sampled_from("xy")), first, last, actors, "", "", "", "", about=about)


@settings(max_examples=150, deadline=None)
@given(st.lists(rows(), max_size=6), st.sets(st.sampled_from(ACTORS)))
def test_windows_are_disjoint_sorted_and_exactly_the_covered_days(given_rows: list[Coverage], actors: set[str]) -> None:
    found = windows(given_rows, *actors)
    for before, after in pairwise(found):
        assert before.last_day < after.first_day
        if before.last_day + timedelta(days=1) == after.first_day:
            assert before.origins != after.origins
    for number in range(-1, 85):
        day = date(2018, 1, 1) + timedelta(days=number)
        held = {w.origins for w in found if day in w}
        assert bool(held) == covers(given_rows, day, *actors)
        sources = {r.origin for r in given_rows if r.about == "events" and r.covers(day, *actors)}
        assert held == ({tuple(sorted(sources))} if sources else set())


@settings(max_examples=30, deadline=None)
@given(rows())
def test_a_row_survives_json(row: Coverage) -> None:
    assert from_dict(row.to_dict()) == row


def test_gaps_between_windows_are_gaps(cells: Record) -> None:
    assert [str(w) for w in cells.windows()] == ["2018-01-01 to 2018-10-31", "2021-01-01 to 2021-08-31"]
    assert [w.days for w in cells.windows("RUS", "IRN")] == [304, 243]


def test_an_absent_actor_of_a_truncated_source_is_not_covered(cells: Record) -> None:
    assert [str(w) for w in cells.windows("RUS", "TUV")] == ["2018-01-01 to 2018-10-31"]
    assert cells.last_day() == date(2021, 8, 31)
    assert cells.last_day("TUV") == date(2018, 10, 31)


def test_a_pair_is_not_covered_by_two_sources_with_half_of_it_each() -> None:
    span = (date(2018, 1, 1), date(2018, 1, 31))
    halves = [Coverage(name, *span, frozenset({name}), "", "", "", "") for name in ("RUS", "IRN")]
    assert windows(halves, "RUS") and windows(halves, "IRN")
    assert windows(halves, "RUS", "IRN") == ()


def test_require_names_the_windows(cells: Record) -> None:
    cells.require(date(2018, 10, 1), date(2020, 1, 1), "RUS", "IRN")  # in part is enough
    with pytest.raises(OutsideCoverage) as error:
        cells.require(date(2019, 1, 1), date(2019, 12, 31), "RUS", "IRN")
    assert str(error.value) == (
        "the record 'cells' does not cover RUS and IRN 2019-01-01 to 2019-12-31; "
        "it covers 2018-01-01 to 2018-10-31 and 2021-01-01 to 2021-08-31"
    )
    with pytest.raises(OutsideCoverage, match=r"TUV 2021-02-01 to …; it covers 2018-01-01 to 2018-10-31$"):
        cells.require(date(2021, 2, 1), None, "TUV")


def test_require_says_when_an_actor_or_everything_is_never_covered() -> None:
    row = Coverage("x", date(2018, 1, 1), date(2018, 1, 31), frozenset({"RUS"}), "", "", "", "")
    with pytest.raises(OutsideCoverage, match="does not cover TUV on any day; other actors 2018-01-01 to 2018-01-31"):
        require("it", [row], None, None, "TUV")
    with pytest.raises(OutsideCoverage, match="covers no events at all"):
        require("it", [], None, None)


def test_a_state_is_not_covered_when_it_did_not_exist() -> None:
    row = Coverage("x", date(1990, 1, 1), date(2012, 12, 31), None, "", "", "", "")
    assert [str(w) for w in windows([row], "SUN", "IRN")] == ["1990-01-01 to 1991-12-25"]
    assert [str(w) for w in windows([row], "SSD")] == ["2011-07-09 to 2012-12-31"]
    assert windows([row], "SUN", "SSD") == ()
    assert not covers([row], date(1992, 1, 1), "SUN") and covers([row], date(1991, 1, 1), "SUN")
    with pytest.raises(
        OutsideCoverage, match="covers 1990-01-01 to 1991-12-25; Soviet Union ceased to exist on 1991-12"
    ):
        require("it", [row], date(1995, 1, 1), date(1996, 1, 1), "SUN", "IRN")
    with pytest.raises(OutsideCoverage, match=r"South Sudan began on 2011-07-09; the record's events end 2012-12-31$"):
        require("it", [row], None, date(2000, 1, 1), "SSD")


def test_require_says_that_a_state_is_gone(cells: Record) -> None:
    with pytest.raises(OutsideCoverage) as error:
        cells.require(None, None, "SUN", "IRN")
    assert str(error.value) == (
        "the record 'cells' does not cover SUN and IRN on any day; Soviet Union ceased to exist on 1991-12-25; the "
        "record's events begin 2018-01-01; ask for RUS or UKR or BLR or another successor"
    )


def test_votes_are_no_window_of_events(cells: Record) -> None:
    assert all(window.first_day.year >= 2018 for window in cells.windows())
    assert {row.about for row in cells.coverage()} == {"events", "votes"}
