"""Relations of a dyad, on records small enough to count by hand."""

import json
import math
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from tests.measures.conftest import CELLS, WINDOW, Cell, Maker, covered, many

from westphalia.errors import CallError, OutsideCoverage, UnknownActor
from westphalia.measures import show
from westphalia.measures.alignment import alignment
from westphalia.measures.change import relations_change
from westphalia.measures.relations import relations
from westphalia.sheets import plain


def test_weeks_by_hand(make: Maker) -> None:
    found = relations(make(CELLS, [WINDOW]), "India", "Pakistan")
    assert (found.a, found.b, found.freq) == ("IND", "PAK", "week")
    rows = found.to_pandas()
    assert rows["start"].dt.day.tolist() == [3, 8, 15] and rows["end"].dt.day.tolist() == [7, 14, 21]
    assert rows["covered_days"].tolist() == [5, 7, 7]
    assert rows["n"].tolist() == [5, 0, 1]
    assert rows["cooperation"].tolist() == [2, 0, 1]
    assert rows["conflict"].tolist() == [2, 0, 0]
    assert rows["statements"].tolist() == [1, 0, 0]
    assert rows["score"].tolist() == pytest.approx([(2 * 2.5 - 3 - 9) / 4, math.nan, 10], nan_ok=True)
    assert rows["share_conflict"].tolist() == pytest.approx([0.5, math.nan, 0], nan_ok=True)
    assert rows["volume_share"].tolist() == pytest.approx([5 / 20, 0, 1 / 4])
    assert rows["low"].isna().all()  # one day too few to know the spread
    assert rows["share_low"].notna().tolist() == [True, False, True]


def test_window_total_and_actions(make: Maker) -> None:
    found = relations(make(CELLS, [WINDOW]), "IND", "PAK")
    total = found.total.iloc[0]
    assert (total["n"], total["cooperation"], total["conflict"], total["statements"]) == (6, 3, 2, 1)
    assert total["score"] == pytest.approx((2 * 2.5 - 3 - 9 + 10) / 5)
    assert total["share_conflict"] == pytest.approx(2 / 5)
    assert total["volume_share"] == pytest.approx(6 / 29)
    assert found.changes.empty
    counts = {(r.actor, r.recipient, r.action): r.n for r in found.actions.itertuples()}
    assert counts[("IND", "PAK", "CONSULT")] == 2 and counts[("IND", "PAK", None)] == 1
    assert sum(counts.values()) == 6


def test_gaps_are_rows_of_missing_values_and_never_zeros(make: Maker) -> None:
    windows = [covered(date(2018, 1, 1), date(2018, 1, 31)), covered(date(2018, 3, 1), date(2018, 3, 31))]
    outside: Cell = (date(2018, 2, 10), "IND", "PAK", "ASSAULT", 50)  # stored, but nobody says that day is covered
    found = relations(make([*CELLS, outside], windows), "IND", "PAK", freq="month")
    rows = found.to_pandas()
    assert rows["start"].dt.strftime("%m-%d").tolist() == ["01-01", "02-01", "03-01"]
    gap = rows.iloc[1]
    assert gap["covered_days"] == 0
    assert gap[["n", "score", "low", "share_conflict", "volume_share", "conflict", "window"]].isna().all()
    quiet = rows.iloc[2]
    assert quiet["n"] == 0 and math.isnan(quiet["score"]) and math.isnan(quiet["share_conflict"])
    assert quiet["volume_share"] != quiet["volume_share"]  # nothing at all was recorded that month: no share
    assert found.total["n"].tolist() == [6, 0]
    assert any("not covered" in note for note in found.notes)
    assert any("nothing is spliced" in note for note in found.notes)


def test_windows_of_other_sources_stay_apart(make: Maker) -> None:
    windows = [
        covered(date(2018, 1, 1), date(2018, 1, 17), "old"),
        covered(date(2018, 1, 18), date(2018, 1, 31), "new", frozenset({"IND", "PAK"})),
    ]
    found = relations(make(CELLS, windows), "IND", "PAK")
    rows = found.to_pandas()
    assert rows["start"].dt.day.tolist() == [1, 8, 15, 18, 22, 29]
    assert rows["window"].tolist() == [1, 1, 1, 2, 2, 2]
    assert rows["covered_days"].tolist() == [7, 7, 3, 4, 7, 3]
    assert found.sources == ("old", "new")
    assert found.changes["what"].tolist() == ["score", "share_conflict"]
    # an actor that the newer source does not cover has the older window only
    assert len(relations(make(CELLS, windows), "IND", "BRA").windows) == 1


def test_what_was_asked_for_bounds_the_rows(make: Maker) -> None:
    found = relations(make(CELLS, [WINDOW]), "IND", "PAK", date(2018, 1, 6), date(2018, 1, 31))
    rows = found.to_pandas()
    assert rows["covered_days"].tolist() == [2, 7, 7, 0]
    assert rows["n"].tolist() == pytest.approx([2, 0, 1, math.nan], nan_ok=True)
    assert found.total["n"].item() == 3


def test_wrong_calls(make: Maker) -> None:
    record = make(CELLS, [WINDOW])
    with pytest.raises(OutsideCoverage, match="2018-01-03 to 2018-01-21"):
        relations(record, "IND", "PAK", date(2019, 1, 1), date(2019, 2, 1))
    with pytest.raises(UnknownActor):
        relations(record, "Atlantis", "PAK")
    with pytest.raises(CallError, match="same actor"):
        relations(record, "India", "IND")
    with pytest.raises(CallError, match="swap"):
        relations(record, "IND", "PAK", date(2018, 1, 9), date(2018, 1, 8))
    with pytest.raises(CallError, match="use week or month"):
        relations(record, "IND", "PAK", freq="daily")


def test_a_state_that_is_gone_has_no_relations_but_keeps_its_votes(make: Maker) -> None:
    record = make(CELLS, [WINDOW], votes=[(1980, "SUN", "IND", 5, 3, 2), (1981, "SUN", "IND", 6, 3, 1)])
    with pytest.raises(
        OutsideCoverage, match="Soviet Union ceased to exist on 1991-12-25; the record's events begin 2018"
    ):
        relations(record, "USSR", "IND")
    with pytest.raises(OutsideCoverage, match="ceased to exist"):
        relations_change(
            record, "USSR", "IND", (date(2018, 1, 3), date(2018, 1, 8)), (date(2018, 1, 9), date(2018, 1, 21))
        )
    assert alignment(record, "USSR", "IND").series["n"].tolist() == [10, 10]


def test_intervals_hold_the_value_and_stay_on_the_scale(make: Maker) -> None:
    first = date(2020, 1, 1)
    cells = many(np.random.default_rng(1), first, 200, 0.4)
    found = relations(make(cells, [covered(first, first + timedelta(days=199))]), "GRC", "TUR")
    rows = found.to_pandas()
    assert (rows["low"] < rows["score"]).all() and (rows["score"] < rows["high"]).all()
    assert rows[["low", "high"]].abs().max().max() <= 10
    assert ((rows["share_low"] < rows["share_conflict"]) & (rows["share_conflict"] < rows["share_high"])).all()
    # A whole week of 28 events says more than the cut one of 20.
    width = rows["high"] - rows["low"]
    assert width[rows["covered_days"] == 7].max() < width[rows["covered_days"] < 7].min()
    # A window says more than a week.
    total = found.total.iloc[0]
    assert total["low"] < total["score"] < total["high"]
    assert total["high"] - total["low"] < width.min()
    assert total["share_low"] < 0.4 < total["share_high"]


def test_month_and_week_rows_add_up_to_the_window(make: Maker) -> None:
    first = date(2020, 1, 1)
    record = make(many(np.random.default_rng(2), first, 90, 0.5), [covered(first, first + timedelta(days=89))])
    week, month = (relations(record, "GRC", "TUR", freq=freq) for freq in ("week", "month"))
    for column in ("n", "cooperation", "conflict", "statements", "covered_days"):
        assert week.series[column].sum() == month.series[column].sum() == week.total[column].item()
    for found in (week, month):
        known = found.series["cooperation"] + found.series["conflict"]
        assert (found.series["score"] * known).sum() / known.sum() == pytest.approx(found.total["score"].item())


def test_it_prints_and_serialises(make: Maker) -> None:
    windows = [WINDOW, covered(date(2018, 3, 1), date(2018, 3, 31), actors=frozenset({"IND", "PAK"}))]
    found = relations(make(CELLS, windows), "IND", "PAK")
    text = str(found)
    assert "Relations of India and Pakistan" in text and "not covered" in text and "to 2018-02-28" in text
    assert "[0." in text and "\x1b" not in text and max(map(len, text.splitlines())) <= 80 and "…" not in text
    data = found.to_dict()
    assert json.loads(json.dumps(data, allow_nan=False)) == data
    assert data["series"][1]["score"] is None and data["series"][1]["n"] == 0
    assert data["series"][0]["start"] == "2018-01-03"
    assert data["windows"][0]["last_day"] == "2018-01-21" and data["total"][0]["window"] == 1
    assert "select" in found.query.lower()
    assert isinstance(found.to_pandas(), pd.DataFrame) and found.to_pandas() is not found.series


def test_a_narrow_terminal_cuts_no_number(make: Maker) -> None:
    first = date(2020, 1, 1)
    record = make(many(np.random.default_rng(2), first, 90, 0.5), [covered(first, first + timedelta(days=89))])
    found = relations(record, "GRC", "TUR", freq="month")
    for width in (40, 60):
        text = plain(found, width)
        assert "…" not in text and max(map(len, text.splitlines())) <= width
        for row in show.relations_total(found)[1:]:
            assert all(cell in text for cell in row)
        for number in found.series["n"]:
            assert f"events {number:.0f}" in text


def test_it_draws(make: Maker) -> None:
    windows = [covered(date(2018, 1, 1), date(2018, 1, 31)), covered(date(2018, 6, 1), date(2018, 6, 30))]
    found = relations(make(CELLS, windows), "IND", "PAK")
    spec = found.plot().to_dict()
    score, volume = spec["vconcat"]
    data = spec["datasets"]
    line = next(layer for layer in score["layer"] if layer.get("mark", {}).get("type") == "line")
    points = data[line["data"]["name"]]
    assert len(points) == 2 and len({point["piece"] for point in points}) == 2  # broken by the week without events
    assert volume["layer"]
    page = found._repr_html_()
    assert page.count("<svg") == 1 and "<script" not in page and "not covered" in page
