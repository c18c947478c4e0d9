"""The embedded record against the files it was derived from, counted again by other means."""

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from westphalia.ontology.crosswalk import from_relation
from westphalia.ontology.native import place
from westphalia.ontology.types import UNRESOLVED
from westphalia.record.record import Record

pytestmark = pytest.mark.shared

FILES = {
    2018: ["icews18/train.tsv.gz", "icews18/valid.tsv.gz", "icews18/test.tsv.gz"],
    2021: ["icews21/events.tsv.gz"],
    2022: ["icews22/events.tsv.gz"],
}
EVENTS = {2018: 468_558, 2021: 326_354, 2022: 171_013}


def quadruples(shared_data: Path, year: int) -> Iterator[list[str]]:
    for name in FILES[year]:
        with gzip.open(shared_data / "events" / name, "rt", encoding="utf-8") as file:
            for line in file:
                yield line.rstrip("\n").split("\t")


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    found = Record.default()
    yield found
    found.close()


def test_no_event_is_lost(record: Record) -> None:
    rows = record.query("SELECT year(date) AS year, sum(weight) AS n FROM events GROUP BY 1 ORDER BY 1").to_pandas()
    assert dict(zip(rows["year"], rows["n"], strict=True)) == EVENTS


@pytest.mark.parametrize("year", [2018, 2021, 2022])
def test_names_are_resolved(shared_data: Path, year: int) -> None:
    """At least 95 % of the events' weight on both sides, by the task; 98 % by what was reached."""
    sides = [Counter[str](), Counter[str]()]
    for subject, _, object_, _ in quadruples(shared_data, year):
        sides[0][subject] += 1
        sides[1][object_] += 1
    for names in sides:
        unresolved = sum(n for name, n in names.items() if place(name).code == UNRESOLVED)
        assert names.total() == EVENTS[year]
        assert unresolved / names.total() < 0.02


def test_days_counted_again(shared_data: Path, record: Record) -> None:
    """One week of 2022, cell by cell."""
    first, last = "2022-02-21", "2022-02-27"
    counted: Counter[tuple[str, str, str, str | None]] = Counter()
    for subject, relation, object_, day in quadruples(shared_data, 2022):
        if first <= day <= last:
            when = date.fromisoformat(day)
            counted[day, place(subject, when).code, place(object_, when).code, from_relation(relation).action] += 1
    rows = record.daily(None, None, first=date.fromisoformat(first), last=date.fromisoformat(last)).frame
    stored = {
        (f"{row.day:%Y-%m-%d}", row.actor, row.recipient, row.action if isinstance(row.action, str) else None): row.n
        for row in rows.itertuples()
    }
    assert stored == dict(counted)


@pytest.mark.parametrize(
    ("a", "b", "countries", "years"),
    [
        ("RUS", "IRN", ("Russia", "Iran"), (2010, 2019)),
        ("SUN", "USA", ("Russia", "United States"), (1960, 1989)),
        ("ARG", "NAM", ("Argentina", "Namibia"), (1995, 2005)),
        ("GFR", "DDR", ("Federal Republic of Germany", "German Democratic Republic"), (1974, 1988)),
    ],
)
def test_votes_counted_again(
    shared_data: Path, record: Record, a: str, b: str, countries: tuple[str, str], years: tuple[int, int]
) -> None:
    with gzip.open(shared_data / "states" / "un_roll_calls.csv.gz", "rt", encoding="utf-8", newline="") as file:
        year_of = {float(row["rcid"]): int(row["date"][:4]) for row in csv.DictReader(file)}
    cast: dict[str, dict[float, str]] = {country: {} for country in countries}
    with gzip.open(shared_data / "states" / "un_votes.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["country"] in cast:
                cast[row["country"]][float(row["rcid"])] = row["vote"]
    counted: dict[int, Counter[str]] = {}
    one, other = (cast[country] for country in countries)
    for rcid in one.keys() & other.keys():
        pair = {one[rcid], other[rcid]}
        kind = "same" if len(pair) == 1 else "half" if "abstain" in pair else "opposite"
        counted.setdefault(year_of[rcid], Counter())[kind] += 1
    stored = record.votes(a, b).frame
    for year in range(years[0], years[1] + 1):
        rows = stored[stored["year"] == year]
        found = {kind: int(rows[kind].sum()) for kind in ("same", "half", "opposite")}
        assert found == {kind: counted.get(year, Counter())[kind] for kind in found}, year
