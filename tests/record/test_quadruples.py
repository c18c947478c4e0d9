"""Named quadruples: what they cover, and the sets that are no record of what happened."""

from datetime import date, timedelta

import pytest

from westphalia.errors import DataError
from westphalia.record import Record


@pytest.fixture
def record(tmp_path):  # type: ignore[no-untyped-def]
    return Record.create(tmp_path / "record")


def _feed(days: int, actors: int, start: date = date(2018, 1, 1), main: str = "Russia", a_day: int = 40) -> list[str]:
    """Lines of a made-up feed with so many actors beside a main one."""
    return [
        f"Made_Up_{(day * a_day + i) % actors}\tConsult\t{main}\t{start + timedelta(days=day)}"
        for day in range(days)
        for i in range(a_day)
    ]


def test_few_actors_mean_that_others_are_not_covered(record, write) -> None:  # type: ignore[no-untyped-def]
    lines = ["China\tConsult\tIran\t2022-01-01", "China\tConsult\tNobody_Known\t2022-01-02"]
    record.add("quadruples", [write(lines)])
    (row,) = record.coverage()
    assert row.actors == {"CHN", "IRN"}
    assert "3 entities only" in row.filters and "counts are days with an event" in row.filters
    assert record.windows("CHN", "IRN") and not record.windows("CHN", "TUV")
    assert "doi:10.7910/DVN/28075" in row.citation and row.licence and len(row.sha256) == 64


def test_each_stretch_is_judged_by_itself(record, write) -> None:  # type: ignore[no-untyped-def]
    full, cut = _feed(40, 1500), _feed(40, 900, start=date(2022, 1, 1))
    record.add("quadruples", [write(full + cut)])
    assert [row.actors is None for row in record.coverage()] == [True, False]


def test_a_full_set_covers_all_actors(record, write) -> None:  # type: ignore[no-untyped-def]
    record.add("quadruples", [write(_feed(40, 1500))])
    (row,) = record.coverage()
    assert row.actors is None
    assert (row.first_day, row.last_day) == (date(2018, 1, 1), date(2018, 2, 9))


@pytest.mark.parametrize(
    ("a_day", "silence", "stretches"), [(5, 1, 1), (5, 3, 1), (5, 4, 2), (5, 90, 2), (40, 2, 1), (40, 3, 2)]
)
def test_a_silence_is_a_hole(record, write, a_day, silence, stretches) -> None:  # type: ignore[no-untyped-def]
    after = date(2018, 1, 3) + timedelta(days=silence + 1)
    record.add("quadruples", [write(_feed(3, 500, a_day=a_day) + _feed(2, 500, after, a_day=a_day))])
    windows = record.windows()
    assert len(windows) == stretches
    assert windows[0].first_day == date(2018, 1, 1) and windows[-1].last_day == after + timedelta(days=1)


def test_some_thin_days_in_a_rich_feed_are_a_hole_too(record, write) -> None:  # type: ignore[no-untyped-def]
    thin = [f"Iran\tConsult\tRussia\t2018-01-{day:02}" for day in (11, 12, 14, 21, 22)]
    rich = [_feed(10, 500), _feed(6, 500, date(2018, 1, 15)), _feed(5, 500, date(2018, 1, 23))]
    assert (
        record.add("quadruples", [write([*thin, *(line for feed in rich for line in feed)])]).added == 5 + 21 * 40
    )  # kept all the same
    assert [str(window) for window in record.windows()] == ["2018-01-01 to 2018-01-10", "2018-01-15 to 2018-01-27"]


def test_the_parts_of_a_split_make_one_window(record, write) -> None:  # type: ignore[no-untyped-def]
    record.add("quadruples", [write(_feed(30, 1500), "train.tsv")])
    record.add("quadruples", [write(_feed(30, 1500, date(2018, 1, 31)), "test.tsv")])
    assert [str(window) for window in record.windows("RUS", "TUV")] == ["2018-01-01 to 2018-03-01"]


def test_a_world_without_its_main_actors_is_refused(record, write) -> None:  # type: ignore[no-untyped-def]
    subset = write(_feed(250, 1500, main="Japan"))
    with pytest.raises(DataError, match="a benchmark subset") as error:
        record.add("quadruples", [subset])
    assert "\n" not in str(error.value) and record.tables()[0]["rows"] == 0
    assert record.add("quadruples", [subset], force=True).added > 9_000
    small = Record.create(record.path.with_name("small"))
    assert small.add("quadruples", [write(_feed(3, 120, main="Japan"))]).added == 120  # a study of one region


def test_numbered_quadruples_are_refused(record, write) -> None:  # type: ignore[no-untyped-def]
    for name, end, reason in (
        ("four", "", "numbered quadruples, which name nobody"),
        ("five", "\t0", "5 fields instead of 4"),
    ):
        with pytest.raises(DataError, match=reason):
            record.add("quadruples", [write([f"{i}\t3\t{i + 9}\t24{end}" for i in range(20)], name)])


def test_a_file_of_another_kind_is_given_up_early(record, write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match="is no file of 'quadruples': none of its first 100,000 lines can be read"):
        record.add("quadruples", [write(["some, other, table"] * 100_001)])
