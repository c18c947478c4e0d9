"""Real sets: what they hold comes in whole and fast, and the subsets that are no record stay out."""

import time
from datetime import date
from pathlib import Path

import pytest

from westphalia.errors import DataError
from westphalia.record import Record

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def year(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Record:
    record = Record.create(tmp_path_factory.mktemp("shared") / "icews18")
    files = sorted((shared_data / "events" / "icews18").glob("*.tsv.gz"))
    report = record.add("quadruples", files)
    assert (report.added, report.already, report.quarantined) == (468_558, 0, 0)
    assert report.unplaced < 0.05 * report.added
    return record


def test_2018_is_one_window_of_all_actors(year: Record) -> None:
    (window,) = year.windows("RUS", "IRN")
    assert (window.first_day, window.last_day) == (date(2018, 1, 1), date(2018, 10, 31))
    assert all(row.actors is None for row in year.coverage())


def test_a_pair_is_answered_fast(year: Record) -> None:
    year.volume()  # connect
    best = min(_seconds(lambda: year.daily("RUS", "IRN")) for _ in range(5))
    assert best < 0.1
    assert year.daily("RUS", "IRN").frame["n"].sum() > 500
    assert year.volume().frame["n"].sum() == 468_558


def test_benchmark_subsets_are_refused(shared_data: Path, tmp_path: Path) -> None:
    record = Record.create(tmp_path / "record")
    events = shared_data / "events"
    with pytest.raises(DataError, match="numbered quadruples"):
        record.add("quadruples", [events / "icews14" / "test.txt"])
    with pytest.raises(DataError, match="a benchmark subset"):
        record.add("quadruples", [events / "icews0515" / "test.tsv.gz"])


def test_2022_covers_its_actors_only(shared_data: Path, tmp_path: Path) -> None:
    record = Record.create(tmp_path / "record")
    report = record.add("quadruples", [shared_data / "events" / "icews22" / "events.tsv.gz"])
    assert (report.added, report.quarantined) == (171_013, 0)
    (row,) = record.coverage()
    assert row.actors is not None and {"RUS", "UKR", "USA"} <= row.actors and "TUV" not in row.actors
    assert record.windows("RUS", "UKR") and not record.windows("TUV")


def test_the_outage_of_january_2021_is_a_gap(shared_data: Path, tmp_path: Path) -> None:
    record = Record.create(tmp_path / "record")
    report = record.add("quadruples", [shared_data / "events" / "icews21" / "events.tsv.gz"])
    assert (report.added, report.quarantined) == (326_354, 0)
    windows = ["2021-01-01 to 2021-01-18", "2021-01-25 to 2021-08-31"]  # some ten events a day between them
    assert [str(window) for window in record.windows("RUS", "TUV")] == windows


def test_the_original_export_comes_in_whole(shared_data: Path, tmp_path: Path) -> None:
    record = Record.create(tmp_path / "record")
    report = record.add("icews", [shared_data / "events" / "raw" / "icews_events.2018.sample.tab"])
    assert (report.added, report.quarantined) == (3_705, 0)
    assert report.unplaced < 0.01 * report.added
    codes = record.query("SELECT code FROM events WHERE code LIKE '0%'")
    assert codes.num_rows > 1_000


def _seconds(ask: object) -> float:
    start = time.perf_counter()
    ask()  # type: ignore[operator]
    return time.perf_counter() - start
