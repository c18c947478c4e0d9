"""The record that comes with Westphalia: what it covers, what stands in it, and that nothing else came along."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from westphalia.errors import OutsideCoverage
from westphalia.ontology.actions import ACTIONS, quad_of, score
from westphalia.ontology.organisations import groups, organisations
from westphalia.ontology.states import state_on, states
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED
from westphalia.record.record import Record

DATA = Path(__file__).resolve().parents[2] / "src" / "westphalia" / "data"
WINDOWS = [
    (date(2018, 1, 1), date(2018, 10, 31)),
    (date(2021, 1, 1), date(2021, 1, 18)),  # then the source fell silent for six days
    (date(2021, 1, 25), date(2021, 8, 31)),
    (date(2022, 1, 1), date(2022, 6, 30)),
]


@pytest.fixture(scope="module")
def record() -> Iterator[Record]:
    found = Record.default()
    yield found
    found.close()


def test_it_is_read_only_and_made_of_cells(record: Record) -> None:
    assert record.granularity == "cell"
    assert not record.writable
    record.verify()


def test_it_is_small_and_holds_nothing_else() -> None:
    files = [path for path in (DATA / "record").rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 8 * 1024 * 1024
    tables = {path.relative_to(DATA / "record").parts[0] for path in files}
    assert tables == {"catalogue.json", "events", "votes"}


def test_the_windows_are_windows(record: Record) -> None:
    assert [(window.first_day, window.last_day) for window in record.windows()] == WINDOWS
    assert record.last_day() == date(2022, 6, 30)
    with pytest.raises(OutsideCoverage):
        record.require(date(2019, 1, 1), date(2020, 12, 31))


def test_an_actor_that_2022_does_not_hold_is_not_covered_there(record: Record) -> None:
    truncated = next(row for row in record.coverage() if row.origin == "icews-2022")
    assert truncated.actors is not None
    assert {"USA", "RUS", "UKR", "IGO:UN"} <= truncated.actors
    assert UNRESOLVED not in truncated.actors
    absent = "TUV"
    assert absent not in truncated.actors
    assert [window.last_day for window in record.windows(absent)][-1] == date(2021, 8, 31)


def test_coverage_names_source_and_licence(record: Record) -> None:
    for row in record.coverage():
        assert row.citation
        assert row.licence
        assert re.fullmatch("[0-9a-f]{64}", row.sha256)
        assert row.url is not None
        assert row.url.startswith("https://doi.org/")
    assert any("most frequent entities only" in row.filters for row in record.coverage())


def test_every_cell_is_well_formed(record: Record) -> None:
    cells = record.query(
        "SELECT DISTINCT actor_country, recipient_country, action, quad, score, status, weight > 0 AS some FROM events"
    ).to_pandas()
    known = {*states(), NO_COUNTRY, UNRESOLVED}
    known |= {organisation.code for organisation in (*organisations().values(), *groups().values())}
    assert set(cells["actor_country"]) | set(cells["recipient_country"]) <= known
    assert cells["some"].all()
    assert set(cells["status"]) == {"happened"}
    coded = cells.dropna(subset=["action"]).drop_duplicates("action")
    assert set(coded["action"]) == set(ACTIONS)
    for _, cell in coded.iterrows():
        assert cell["quad"] == quad_of(cell["action"]).value
        assert cell["score"] == score(cell["action"])
    statements = cells[cells["action"].isna()]
    assert len(statements)
    assert statements[["quad", "score"]].isna().all(axis=None)


def test_no_cell_lies_in_a_gap(record: Record) -> None:
    rows = record.query(
        "SELECT count(*) AS n FROM events WHERE date BETWEEN '2018-11-01' AND '2020-12-31' "
        "OR date BETWEEN '2021-09-01' AND '2021-12-31' OR date < '2018-01-01' OR date > '2022-06-30'"
    )
    assert rows.to_pandas()["n"].tolist() == [0]


def test_every_covered_day_has_events(record: Record) -> None:
    days = record.volume().frame
    seen = {day.date() for day in days["day"]}
    for first, last in WINDOWS:
        assert len([day for day in seen if first <= day <= last]) == (last - first).days + 1


def test_the_united_states_sanction_iran_in_may_2018(record: Record) -> None:
    cells = record.daily("USA", "IRN", first=date(2018, 5, 1), last=date(2018, 5, 31)).frame
    sanctions = cells[(cells["action"] == "SANCTION") & (cells["actor"] == "USA")]
    assert sanctions["day"].min().date() == date(2018, 5, 8)  # the day the United States left the nuclear agreement
    assert sanctions["n"].sum() >= 10


def test_the_invasion_of_ukraine_is_in_it(record: Record) -> None:
    cells = record.daily("RUS", "UKR", first=date(2022, 1, 1), last=date(2022, 6, 30), both=False).frame
    force = cells[cells["quad"] == "material conflict"].groupby("day")["n"].sum()
    before = force[force.index < "2022-02-24"].sum() / 54
    after = force[(force.index >= "2022-02-24") & (force.index < "2022-03-10")].sum() / 14
    assert after > 4 * before  # 31 a day after 5.5


def test_votes_know_that_states_end(record: Record) -> None:
    assert record.vote_years() == (1946, 2019)
    assert record.votes("RUS", "IRN").frame["year"].min() == 1992
    soviet = record.votes("IRN", "SUN").frame
    assert (soviet["year"].min(), soviet["year"].max()) == (1946, 1991)
    assert record.votes("GFR", "USA").frame["year"].max() == 1989
    assert record.votes("DEU", "USA").frame["year"].min() == 1990
    assert record.votes("NAM", "ZAF").frame["year"].min() >= 1990
    assert record.votes("EGY", "USA").frame["year"].isin([1959, 1960]).sum() == 0


def test_votes_are_pairs_of_codes_that_stood(record: Record) -> None:
    pairs = record.query("SELECT year, a, b, same + half + opposite AS n FROM votes").to_pandas()
    assert (pairs["a"] < pairs["b"]).all()
    assert (pairs["n"] > 0).all()
    assert not pairs.duplicated(["year", "a", "b"]).any()
    early = {"BLR", "UKR", "IND", "PHL", "SYR", "TWN"}  # seats held before there was such a state; see votes.md
    years = {(code, year) for side in ("a", "b") for code, year in zip(pairs[side], pairs["year"], strict=True)}
    for code, year in years:
        if code not in early:
            stood = {state_on(code, day).code for day in _days(code, int(year))}
            assert code in stood, (code, year)


def _days(code: str, year: int) -> list[date]:
    state = states()[code]
    first, last = date(year, 1, 1), date(year, 12, 31)
    first = max(first, state.first_day) if state.first_day else first
    return [first, min(last, state.last_day) if state.last_day else last]


def test_the_year_without_votes_is_not_covered(record: Record) -> None:
    rows = [row for row in record.coverage() if row.about == "votes"]
    assert [(row.first_day.year, row.last_day.year) for row in rows] == [(1946, 1963), (1965, 2019)]
    assert 1964 not in set(record.votes("FRA", "USA").frame["year"])


@pytest.mark.parametrize("sheet", ["record.md", "votes.md"])
def test_datasheets_say_how_they_were_made(sheet: str) -> None:
    text = (DATA / sheet).read_text(encoding="utf-8")
    for word in (
        "Source",
        "Licence",
        "How made",
        "Measured",
        "Known weaknesses",
        "scripts/derive_record.py",
        "doi:10.",
    ):
        assert word in text
    assert len(re.findall(r"`[0-9a-f]{64}`", text)) >= 2
