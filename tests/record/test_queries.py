"""What the record answers, and that the query it gives with an answer gives the same answer again."""

from datetime import date

import pandas as pd
import pytest

from westphalia.record import Answer, Record
from westphalia.record.frames import frame

FIRST, LAST = date(2018, 1, 1), date(2018, 1, 31)


def test_daily_of_a_pair_counts_both_directions(cells: Record) -> None:
    found = cells.daily("RUS", "IRN").frame
    assert list(found.columns) == ["day", "actor", "recipient", "action", "quad", "score", "n"]
    assert list(zip(found["actor"], found["recipient"], found["n"], strict=True)) == [
        ("IRN", "RUS", 1.0),
        ("RUS", "IRN", 2.0),
        ("IRN", "RUS", 1.0),
    ]
    assert found["day"].dtype.kind == "M"


def test_daily_in_one_direction_and_within_days(cells: Record) -> None:
    assert cells.daily("RUS", "IRN", both=False).frame["n"].sum() == 2
    assert len(cells.daily("IRN", "RUS", both=False, last=LAST).frame) == 1
    assert len(cells.daily("IRN", "RUS", first=date(2021, 5, 1), last=date(2021, 5, 1)).frame) == 1
    assert cells.daily("IRN", "RUS", first=date(2019, 1, 1), last=date(2020, 1, 1)).frame.empty


def test_daily_of_anybody_includes_domestic_and_unplaced(cells: Record) -> None:
    assert set(cells.daily("USA").frame["recipient"]) == {"???", "USA"}
    assert cells.daily().frame["n"].sum() == cells.volume().frame["n"].sum() == 12


def test_a_statement_has_no_action_quad_or_score_and_counts_as_volume(cells: Record) -> None:
    statements = cells.daily("RUS", "USA").frame
    assert statements[["action", "quad", "score"]].isna().all(axis=None)
    assert statements["n"].tolist() == [3.0]
    assert cells.volume(date(2018, 3, 1), date(2018, 3, 1)).frame["n"].tolist() == [3.0]


def test_counts_and_dyads_are_between_two_placed_actors(cells: Record) -> None:
    counts = cells.counts(FIRST, LAST).frame
    assert list(counts.columns) == ["day", "actor", "recipient", "quad", "n"]
    assert set(zip(counts["actor"], counts["recipient"], strict=True)) == {("RUS", "IRN"), ("IRN", "RUS")}
    dyads = cells.dyads().frame
    assert dyads.to_dict("list") == {"actor": ["IRN", "RUS", "RUS"], "recipient": ["RUS", "IRN", "USA"], "n": [2, 2, 3]}
    assert cells.dyads(min_n=3).frame["n"].tolist() == [3.0]


def test_sectors_are_counted_with_those_that_have_none(cells: Record) -> None:
    found = cells.sectors(last=LAST).frame
    assert list(found.columns) == [
        *("day", "actor", "actor_sector", "recipient", "recipient_sector", "action", "quad", "n")
    ]
    assert found["n"].sum() == cells.counts(last=LAST).frame["n"].sum() == 3
    assert found[["actor_sector", "recipient_sector"]].isna().all(axis=None)


def test_events_come_newest_first(cells: Record) -> None:
    found = cells.events("RUS").frame
    assert found["date"].dt.date.tolist() == [date(2018, 3, 1), date(2018, 1, 2), date(2018, 1, 1)]
    assert len(cells.events(limit=2)) == 2
    assert cells.events(actions=["SANCTION", "AID"]).frame["action"].tolist() == ["AID", "SANCTION"]
    assert cells.events(actions=[]).frame.empty
    assert cells.events(recipient="RUS", first=FIRST, last=LAST, limit=None).frame["weight"].tolist() == [4.0, 1.0]


def test_votes_of_a_pair_in_either_order(cells: Record) -> None:
    assert cells.votes("RUS", "IRN").frame.to_dict("list") == {
        "year": [2018, 2019],
        "same": [60, 50],
        "half": [10, 12],
        "opposite": [5, 6],
    }
    assert cells.votes("IRN", "RUS").frame.equals(cells.votes("RUS", "IRN").frame)
    assert cells.votes("IRN", "TUV").frame.empty
    assert cells.vote_years() == (2018, 2019)


def test_a_record_without_votes_says_so(tmp_path: object) -> None:
    assert Record.create(f"{tmp_path}/record").vote_years() is None


@pytest.mark.parametrize(
    "name",
    ["daily", "one_way", "anybody", "volume", "dyads", "counts", "sectors"]  # noqa: RUF005
    + ["events", "some", "votes", "documents", "claims", "agreements"],
)
def test_the_query_of_an_answer_gives_the_same_table(cells: Record, name: str) -> None:
    answer: Answer = {
        "daily": lambda: cells.daily("RUS", "IRN", first=FIRST, last=LAST),
        "one_way": lambda: cells.daily("RUS", None, both=False),
        "anybody": cells.daily,
        "volume": cells.volume,
        "dyads": lambda: cells.dyads(FIRST, LAST, 2),
        "counts": lambda: cells.counts(FIRST),
        "sectors": lambda: cells.sectors(FIRST),
        "events": cells.events,
        "some": lambda: cells.events("RUS", "IRN", actions=["CONSULT"], last=LAST, limit=3),
        "votes": lambda: cells.votes("IRN", "USA"),
        "documents": cells.documents,
        "claims": lambda: cells.claims("it's"),
        "agreements": cells.agreements,
    }[name]()
    pd.testing.assert_frame_equal(answer.frame, frame(cells.query(answer.query)))


def test_every_order_is_total(cells: Record) -> None:
    counted = cells.daily().frame
    keys = ["day", "actor", "recipient", "action", "quad", "score"]
    assert not counted.duplicated(keys).any()
    assert counted.sort_values(keys, kind="stable").index.tolist() == counted.index.tolist()


def test_names_with_quotes_are_only_names(cells: Record) -> None:
    assert cells.daily("RUS' OR '1'='1", None).frame.empty


def test_tables_are_listed_with_rows_and_days(cells: Record) -> None:
    listed = {row["table"]: row for row in cells.tables()}
    assert listed["events"] == {"table": "events", "rows": 6, "first_day": "2018-01-01", "last_day": "2021-05-01"}
    assert listed["votes"]["rows"] == 3 and listed["coverage"]["rows"] == 3
    assert repr(cells).startswith("Record('cells', 6 cells")
