"""The original ICEWS export: 20 columns; the rows here are invented."""

from datetime import date

import pytest

from westphalia.errors import CallError, DataError
from westphalia.record import Record
from westphalia.record.sources.icews import HEADER

ROW = {
    "Event ID": "1001",
    "Event Date": "2018-06-01",
    "Source Name": "Foreign Affairs (Iran)",
    "Source Sectors": "Executive,Foreign Ministry,Government",
    "Source Country": "Iran",
    "Event Text": "Consult",
    "CAMEO Code": "040",
    "Intensity": "1",
    "Target Name": "European Union",
    "Target Sectors": "NA",
    "Target Country": "NA",
    "Story ID": "7",
    "Sentence Number": "2",
    "Publisher": "A Paper",
    "City": "Vienna",
    "District": "NA",
    "Province": "Wien",
    "Country": "Austria",
    "Latitude": "48.2",
    "Longitude": "16.37",
}


def row(**changes: str) -> str:
    """A line of the export; `Event_ID="5"` changes the column «Event ID»."""
    given = ROW | {name.replace("_", " "): value for name, value in changes.items()}
    return "\t".join(given[name] for name in HEADER)


@pytest.fixture
def record(tmp_path):  # type: ignore[no-untyped-def]
    return Record.create(tmp_path / "record")


def _only(record: Record) -> dict[str, object]:
    (found,) = record.query("SELECT * FROM events").to_pylist()
    return found


def test_a_row_keeps_what_the_source_says(record, write) -> None:  # type: ignore[no-untyped-def]
    report = record.add("icews", [write(["\t".join(HEADER), row()])])
    assert (report.added, report.lines, report.unplaced) == (1, 1, 0)  # the header is no line of events
    found = _only(record)
    assert found == found | {
        "event_id": "icews:1001",
        "native_id": "1001",
        "date": date(2018, 6, 1),
        "actor_id": "Foreign Affairs (Iran)",
        "actor_country": "IRN",
        "actor_sector": "GOV",
        "recipient_country": "IGO:EU",
        "action": "CONSULT",
        "code": "040",
        "origin_score": 1.0,
        "place_country": "AUT",
        "lat": 48.2,
        "lon": 16.37,
        "weight": 1.0,
        "origin": "icews",
    }
    (covered,) = record.coverage()
    assert covered.actors is None and "one row per coded event" in covered.filters


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"CAMEO_Code": "010", "Event_Text": "Make statement"}, {"code": "010", "action": None, "quad": None}),
        ({"CAMEO_Code": "10", "Event_Text": "Make statement"}, {"code": "10"}),  # a code of its own: demand
        ({"CAMEO_Code": "163", "Event_Text": "Impose sanctions"}, {"action": "SANCTION"}),
        ({"CAMEO_Code": "0404", "Event_Text": "Consult"}, {"code": "040"}),  # by its text
        ({"Source_Sectors": "NA", "Source_Country": "Russian Federation"}, {"actor_country": "RUS"}),
        ({"Source_Sectors": "Government,Military"}, {"actor_sector": "MIL"}),
        ({"Source_Sectors": "Parties,(National) Major Party,Lower House"}, {"actor_sector": "LEG"}),
        ({"Target_Name": "Ruritania Group", "Target_Country": "Nowhere Land"}, {"recipient_country": "???"}),
        ({"Latitude": "NA", "Longitude": "", "Country": "NA"}, {"lat": None, "lon": None, "place_country": None}),
        ({"Source_Name": '"The ""Big"" Party"'}, {"actor_id": 'The "Big" Party', "actor_country": "IRN"}),
        ({"Publisher": '"A\tPaper"'}, {"recipient_country": "IGO:EU", "lat": 48.2}),
        ({"City": '15" Street'}, {"lat": 48.2}),
    ],
)
def test_what_exports_hold_is_read(record, write, changes, expected) -> None:  # type: ignore[no-untyped-def]
    report = record.add("icews", [write([row(**changes)])])
    assert report.added == 1, report.by_reason
    found = _only(record)
    assert found == found | expected


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"Event_ID": "NA"}, "no event number"),
        ({"Event_Date": "01/06/2018"}, "not a day"),
        ({"CAMEO_Code": "999", "Event_Text": "Juggle"}, "unknown CAMEO code '999'"),
        ({"Source_Name": ""}, "no source name"),
        ({"Target_Name": "NA"}, "no target name"),
        ({"Latitude": "north"}, "Latitude 'north' is no number up to 90"),
        ({"Longitude": "200"}, "Longitude '200' is no number up to 180"),
        ({"Intensity": "nan"}, "Intensity 'nan' is no number"),
        ({"City": "a\tb"}, "21 fields instead of 20"),
        ({"City": '"a\tb'}, "fields instead of 20"),
    ],
)
def test_what_cannot_be_read_is_quarantined(record, write, changes, reason) -> None:  # type: ignore[no-untyped-def]
    line = row(**changes)
    report = record.add("icews", [write([row(), line])])
    assert (report.added, report.quarantined) == (1, 1)
    (kept,) = record.query("SELECT line, reason, raw FROM quarantine").to_pylist()
    assert (kept["line"], kept["raw"]) == (2, line) and reason in kept["reason"]


def test_columns_may_come_in_another_order(record, write) -> None:  # type: ignore[no-untyped-def]
    names = list(reversed(HEADER))
    line = "\t".join(ROW[name] for name in names)
    with pytest.raises(DataError, match="none of its 2 lines can be read"):  # no header where one is looked for
        record.add("icews", [write(["\t".join(names), line])])
    names = [HEADER[0], *reversed(HEADER[1:]), "Something New"]
    line = "\t".join([*(ROW[name] for name in names[:-1]), "x"])
    fresh = Record.create(record.path.with_name("fresh"))
    assert fresh.add("icews", [write(["\t".join(names), line])]).added == 1
    assert _only(fresh)["place_country"] == "AUT"


def test_a_header_of_another_layout_is_refused(record, write) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(DataError, match="no Event Date, Source Name"):
        record.add("icews", [write(["Event ID\tSomething", "1\t2"])])


def test_an_event_number_used_twice_for_different_events_is_quarantined(record, write) -> None:  # type: ignore[no-untyped-def]
    first = write([row(), row(), row(CAMEO_Code="163"), row(Event_ID="1002")], "one.tab")
    report = record.add("icews", [first])
    assert (report.added, report.already, report.quarantined) == (2, 1, 1)
    second = write([row(Event_Date="2018-06-02"), row(Event_ID="1002"), row(Event_ID="1003")], "two.tab")
    report = record.add("icews", [second])
    assert (report.added, report.already, report.by_reason) == (1, 1, {"same event number as another event": 1})
    kept = record.query("SELECT file, line FROM quarantine ORDER BY file").to_pylist()
    assert kept == [{"file": "one.tab", "line": 3}, {"file": "two.tab", "line": 1}]


def test_the_same_days_from_two_sources_would_count_twice(record, write) -> None:  # type: ignore[no-untyped-def]
    record.add("icews", [write([row()], "export.tab")])
    again = write(["Iran\tConsult\tEuropean_Union\t2018-06-01"])
    with pytest.raises(CallError, match="covers 2018-06-01 to 2018-06-01 from icews already"):
        record.add("quadruples", [again])
    assert record.add("quadruples", [again], force=True).added == 1
    later = Record.create(record.path.with_name("later"))
    later.add("icews", [write([row()], "export.tab")])
    assert later.add("quadruples", [write(["Iran\tConsult\tRussia\t2018-06-02"])]).added == 1
    assert [window.origins for window in later.windows("IRN", "RUS")] == [("icews",), ("icews-quadruples",)]
