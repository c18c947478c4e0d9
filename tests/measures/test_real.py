"""The measures on the embedded record, against numbers counted from the source tables by other means."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from westphalia.measures.alignment import alignment
from westphalia.measures.change import relations_change
from westphalia.measures.relations import relations
from westphalia.ontology.crosswalk import from_relation
from westphalia.record import Record

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def votes(shared_data: Path) -> pd.DataFrame:
    calls = pd.read_csv(shared_data / "states" / "un_roll_calls.csv.gz", usecols=["rcid", "date"])
    votes = pd.read_csv(shared_data / "states" / "un_votes.csv.gz").merge(calls, on="rcid")
    votes["year"] = votes["date"].str[:4].astype(int)
    votes["step"] = votes["vote"].map({"yes": 2, "abstain": 1, "no": 0})
    return votes


@pytest.mark.parametrize(
    ("a", "name_a", "b", "name_b", "year"),
    [
        ("RUS", "Russia", "IRN", "Iran", 2014),
        ("RUS", "Russia", "IRN", "Iran", 1985),  # by then the Soviet Union
        ("USA", "United States", "ISR", "Israel", 2003),
        ("CHN", "China", "CUB", "Cuba", 1996),
        ("DEU", "Federal Republic of Germany", "FRA", "France", 1980),
        ("UKR", "Ukraine", "RUS", "Russia", 1989),
    ],
)
def test_agreement_of_a_year(votes: pd.DataFrame, a: str, name_a: str, b: str, name_b: str, year: int) -> None:
    found = alignment(Record.default(), a, b, year, year).to_pandas()
    one, two = (
        votes[(votes["country"] == name) & (votes["year"] == year)].drop_duplicates("rcid").set_index("rcid")["step"]
        for name in (name_a, name_b)
    )
    apart = (one - two).abs().dropna()
    assert len(found) == 1 and found["n"].item() == len(apart) > 50
    assert [found[kind].item() for kind in ("same", "half", "opposite")] == [int((apart == k).sum()) for k in (0, 1, 2)]
    assert found["agreement"].item() == pytest.approx(1 - apart.mean() / 2)


def test_russia_and_iran_by_decades() -> None:
    # Counted once with pandas from un_votes.csv.gz: same + half / 2 over n, pooled.
    found = alignment(Record.default(), "Russia", "Iran")
    periods = found.periods.set_index(["segment", "first_year"])["agreement"]
    assert periods["SUN and IRN", 1980] == pytest.approx(0.8951, abs=5e-5)
    assert periods["RUS and IRN", 1992] == pytest.approx(0.6850, abs=5e-5)
    assert periods["RUS and IRN", 2010] == pytest.approx(0.7771, abs=5e-5)
    assert found.breaks == (1992,)
    assert "No roll calls in the record: 1964." in found.notes
    assert found.change((1992, 1999), (2000, 2009)).direction == 1


def test_baseline_is_the_agreement_of_all_pairs(votes: pd.DataFrame) -> None:
    found = alignment(Record.default(), "FRA", "GBR", 1999, 1999).to_pandas()
    year = votes[votes["year"] == 1999].drop_duplicates(["rcid", "country"])
    grid = year.pivot(index="rcid", columns="country", values="step")
    there = grid.notna().to_numpy(dtype=float)
    step = grid.fillna(0).to_numpy()
    total = apart = 0.0
    for call, present in zip(step, there, strict=True):
        here = call[present > 0]
        apart += np.abs(here[:, None] - here[None, :]).sum() / 2
        total += len(here) * (len(here) - 1) / 2
    assert found["baseline"].item() == pytest.approx(1 - apart / 2 / total, abs=0.003)


def test_a_month_of_india_and_pakistan(shared_data: Path) -> None:
    names = ["actor", "relation", "recipient", "day"]
    events = pd.read_csv(
        shared_data / "events" / "icews21" / "events.tsv.gz", sep="\t", names=names, quoting=3, keep_default_na=False
    )
    events = events[events["day"].str.startswith("2021-02")]

    def side(name: str, events: pd.DataFrame, column: str) -> pd.Series:
        return events[column].str.fullmatch(rf"{name}|.*_\({name}\)")

    # States themselves and institutions written with their country; persons come on top of these.
    there = side("India", events, "actor") & side("Pakistan", events, "recipient")
    back = side("Pakistan", events, "actor") & side("India", events, "recipient")
    plain = events[there | back]
    crossed = [from_relation(name) for name in plain["relation"]]
    row = relations(Record.default(), "IND", "PAK", date(2021, 2, 1), date(2021, 2, 28), freq="month").series
    assert len(row) == 1 and row["covered_days"].item() == 28
    assert len(plain) <= row["n"].item() <= 1.5 * len(plain)
    scores = [item.score for item in crossed if item.score is not None]
    assert row["score"].item() == pytest.approx(np.mean(scores), abs=1.0)
    assert row["low"].item() < np.mean(scores) < row["high"].item()


def test_the_record_s_great_changes_are_seen() -> None:
    record = Record.default()
    war = relations_change(
        record, "RUS", "UKR", (date(2022, 1, 1), date(2022, 2, 23)), (date(2022, 2, 24), date(2022, 6, 30)), "conflict"
    )
    assert war.direction == 1 and war.comparable
    # The meeting announced on 8 March 2018 and held on 12 June: words turn friendlier.
    thaw = relations_change(
        record, "USA", "PRK", (date(2018, 1, 1), date(2018, 3, 8)), (date(2018, 3, 9), date(2018, 10, 31))
    )
    assert thaw.direction == 1 and thaw.comparable
    across = relations_change(
        record, "RUS", "IRN", (date(2018, 1, 1), date(2018, 10, 31)), (date(2021, 1, 1), date(2021, 8, 31))
    )
    assert not across.comparable and across.notes


def test_windows_of_the_embedded_record() -> None:
    found = relations(Record.default(), "Russia", "Iran", freq="month")
    rows = found.to_pandas()
    assert rows["start"].is_monotonic_increasing
    gaps = rows[rows["window"].isna()]
    assert len(gaps) == len(found.windows) - 1 and (gaps["covered_days"] == 0).all() and gaps["n"].isna().all()
    assert pd.Timestamp(2018, 11, 1) in set(gaps["start"]) and pd.Timestamp(2021, 9, 1) in set(gaps["start"])
    assert found.total["score"].between(2, 4).all()  # two partners: mostly meetings and agreements
