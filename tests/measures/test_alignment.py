"""Voting agreement, on roll calls counted by hand."""

import json
import math

import pytest
from tests.measures.conftest import Maker, Row, covered

from westphalia.errors import CallError, OutsideCoverage, UnknownActor
from westphalia.measures import show
from westphalia.measures.alignment import alignment
from westphalia.measures.intervals import wilson
from westphalia.sheets import plain

VOTES: list[Row] = [
    (1989, "SUN", "IRN", 8, 1, 1),
    (1990, "SUN", "IRN", 6, 2, 2),
    (1991, "SUN", "IRN", 5, 4, 1),
    (1992, "RUS", "IRN", 2, 4, 4),
    (1994, "RUS", "IRN", 3, 4, 3),
    # others, who make the baseline
    (1990, "USA", "GBR", 10, 0, 0),
    (1992, "USA", "GBR", 5, 5, 0),
    (1993, "USA", "GBR", 5, 5, 0),
    (1994, "USA", "GBR", 10, 0, 0),
]


def test_years_by_hand(make: Maker) -> None:
    found = alignment(make(votes=VOTES), "Russia", "Iran")
    rows = found.to_pandas()
    assert rows["year"].tolist() == [1989, 1990, 1991, 1992, 1993, 1994]
    assert rows["agreement"].tolist() == pytest.approx([0.85, 0.7, 0.7, 0.4, math.nan, 0.5], nan_ok=True)
    assert rows["segment"].tolist() == ["SUN and IRN"] * 3 + ["RUS and IRN", None, "RUS and IRN"]
    assert (rows["low"][0], rows["high"][0]) == wilson(8.5, 10)
    # 1990: the two pairs agree 7 + 10 times in 20; 1992: 4 + 7.5.
    assert rows["baseline"].tolist() == pytest.approx([0.85, 0.85, 0.7, 0.575, 0.75, 0.75])
    assert rows["beyond"][1] == pytest.approx(0.7 - 0.85)
    assert found.to_pandas() is not found.series


def test_the_break_is_marked_and_no_change_crosses_it(make: Maker) -> None:
    found = alignment(make(votes=VOTES), "RUS", "IRN")
    assert found.breaks == (1992,)
    assert "From 1992 on as RUS and IRN; not the same states before." in found.notes
    periods = found.periods
    assert periods["segment"].tolist() == ["SUN and IRN", "SUN and IRN", "RUS and IRN"]
    assert list(zip(periods["first_year"], periods["last_year"], strict=True)) == [
        (1989, 1989),
        (1990, 1991),
        (1992, 1994),
    ]
    assert periods["n"].tolist() == [10, 20, 20]
    assert periods["agreement"].tolist() == pytest.approx([0.85, 0.7, 0.45])
    assert periods["change"].tolist() == pytest.approx([math.nan, -0.15, math.nan], nan_ok=True)
    # Few years: Wilson on the pooled roll calls.
    assert (periods["low"][1], periods["high"][1]) == wilson(14, 20)


def test_change_across_a_break_says_so(make: Maker) -> None:
    found = alignment(make(votes=VOTES), "RUS", "IRN")
    change = found.change((1989, 1991), (1992, 1994))
    assert change.difference == pytest.approx(0.45 - 22.5 / 30)
    assert not change.comparable and "SUN and IRN, then RUS and IRN" in change.notes[0]
    assert (change.before.n, change.after.n, change.direction) == (30, 20, -1)
    within = found.change((1989, 1989), (1990, 1991))
    assert within.comparable and not within.notes and within.direction == 0
    with pytest.raises(OutsideCoverage, match="1993-1993"):
        found.change((1992, 1992), (1993, 1993))
    with pytest.raises(CallError, match="do not come before"):
        found.change((1992, 1994), (1989, 1990))


def test_years_without_votes_are_gaps_and_say_why(make: Maker) -> None:
    votes = [row for row in VOTES if row[0] != 1993]
    notes = alignment(make(votes=votes), "RUS", "IRN").notes
    assert "No roll calls in the record: 1993." in notes
    assert "No roll call in which both voted: 1993." in alignment(make(votes=VOTES), "RUS", "IRN").notes


def test_both_states_in_the_year_of_a_break(make: Maker) -> None:
    votes = [(2005, "SCG", "NOR", 9, 0, 1), (2006, "SCG", "NOR", 1, 0, 1), (2006, "SRB", "NOR", 7, 0, 3)]
    rows = alignment(make(votes=votes), "SRB", "NOR").to_pandas()
    assert rows["a"].tolist() == ["SCG", "SCG", "SRB"] and rows["year"].tolist() == [2005, 2006, 2006]
    assert rows["agreement"].tolist() == [0.9, 0.5, 0.7]


def test_only_the_successor_that_continued_a_state_has_its_years(make: Maker) -> None:
    record = make(votes=[(1980, "SUN", "USA", 1, 0, 9), (1993, "KAZ", "USA", 5, 0, 5), (1993, "RUS", "USA", 6, 0, 4)])
    assert alignment(record, "KAZ", "USA").to_pandas()["year"].tolist() == [1993]
    assert alignment(record, "RUS", "USA").to_pandas()["n"].notna().sum() == 2
    assert alignment(record, "USSR", "USA").to_pandas()["year"].tolist() == [1980]


def test_a_seat_before_independence_is_a_segment(make: Maker) -> None:
    votes = [(1980, "UKR", "USA", 1, 0, 9), (1980, "SUN", "USA", 2, 0, 8), (1995, "UKR", "USA", 5, 0, 5)]
    rows = alignment(make(votes=votes), "UKR", "USA").to_pandas().dropna(subset=["n"])
    assert rows["segment"].tolist() == ["UKR (then SUN) and USA", "UKR and USA"]
    assert rows["agreement"].tolist() == [0.1, 0.5]


def test_a_state_that_comes_back_has_two_breaks(make: Maker) -> None:
    votes = [(y, "EGY", "IND", 9, 0, 1) for y in (1957, 1962)] + [
        (y, "UAR", "IND", 8, 0, 2) for y in (1958, 1959, 1960)
    ]
    found = alignment(make(votes=votes), "Egypt", "India")
    assert found.breaks == (1958, 1962)
    assert found.periods["segment"].tolist() == ["EGY and IND", "UAR and IND", "UAR and IND", "EGY and IND"]
    assert found.periods["change"].notna().tolist() == [False, False, True, False]


def test_bounds_and_wrong_calls(make: Maker) -> None:
    record = make(votes=VOTES)
    assert alignment(record, "RUS", "IRN", 1992).to_pandas()["year"].tolist() == [1992, 1993, 1994]
    assert alignment(record, "RUS", "IRN", 1900, 1990).to_pandas()["year"].tolist() == [1989, 1990]
    with pytest.raises(OutsideCoverage, match="1989 to 1994 only"):
        alignment(record, "RUS", "IRN", 2005)
    with pytest.raises(OutsideCoverage, match="both Brazil and Iran voted"):
        alignment(record, "BRA", "IRN")
    with pytest.raises(CallError, match="same state"):
        alignment(record, "Russia", "Russian Federation")
    with pytest.raises(CallError, match="no state"):
        alignment(record, "NATO", "IRN")
    with pytest.raises(UnknownActor):
        alignment(record, "Ruritania", "IRN")


def test_a_record_without_votes(make: Maker) -> None:
    from datetime import date

    record = make(coverage=[covered(date(2020, 1, 1), date(2020, 1, 2))])
    with pytest.raises(OutsideCoverage, match="holds no roll calls"):
        alignment(record, "RUS", "IRN")


def test_a_narrow_terminal_cuts_no_number(make: Maker) -> None:
    found = alignment(make(votes=VOTES), "RUS", "IRN")
    text = plain(found, 60)
    assert "…" not in text and max(map(len, text.splitlines())) <= 60
    for years, _, *cells in show.alignment_periods(found)[1:]:
        assert years in text and all(cell in text for cell in cells)


def test_it_prints_serialises_and_draws(make: Maker) -> None:
    found = alignment(make(votes=VOTES), "RUS", "IRN")
    text = str(found)
    assert "Voting agreement of Russia and Iran" in text and "no votes" in text and "Lijphart" in text
    assert max(map(len, text.splitlines())) <= 80 and "…" not in text
    data = found.to_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["series"][4]["n"] is None and data["series"][0]["n"] == 10 and data["breaks"] == [1992]
    assert found.query.startswith("SELECT year, a, b, same")
    spec = found.plot().to_dict()
    pieces = {row["piece"] for rows in spec["datasets"].values() for row in rows if "piece" in row}
    assert len(pieces) == 3  # before the break, after it, after the year without a vote
    assert "<svg" in found._repr_html_() and "<script" not in found._repr_html_()
