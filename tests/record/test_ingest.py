"""Adding files: every line is added, known already, or in quarantine with its reason; nothing twice, nothing lost."""

import gzip
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from westphalia.errors import CallError, DataError
from westphalia.record import Record
from westphalia.record.store import write_tables


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record.create(tmp_path / "record")


def _state(record: Record) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in record.path.rglob("*") if path.is_file()}


def test_the_events_come_in_with_codes_actions_and_identity(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    report = record.add("quadruples", [write(quadruples)])
    assert (report.added, report.already, report.quarantined, report.lines) == (5, 0, 0, 5)
    assert (report.first_day, report.last_day, report.unplaced) == (date(2018, 1, 1), date(2018, 1, 4), 0)
    found = record.query(
        "SELECT actor_id, actor_country AS a, recipient_country AS r, action, code, quad, weight, status, origin "
        "FROM events ORDER BY date, actor_id"
    ).to_pylist()
    assert [(row["a"], row["r"], row["action"], row["code"]) for row in found] == [
        ("IRN", "RUS", "CONSULT", "040"),
        ("RUS", "IRN", None, "010"),
        ("USA", "IRN", "SANCTION", "163"),
        ("IRN", "USA", "ACCUSE", "111"),
        ("CHN", "IGO:UN", "CONSULT", "042"),
    ]
    assert found[3]["actor_id"] == "Foreign Affairs (Iran)"
    assert {(row["weight"], row["status"], row["origin"]) for row in found} == {(1.0, "happened", "icews-quadruples")}


def test_the_same_file_twice_changes_nothing(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    file = write([*quadruples, "not a quadruple"])
    first = record.add("quadruples", [file])
    before = _state(record)
    again = record.add("quadruples", [file])
    assert _state(record) == before
    assert (again.added, again.already, again.quarantined) == (0, 5, 1)
    assert again.by_reason == first.by_reason and again.first_day == first.first_day
    renamed = file.rename(file.with_name("other.tsv"))
    assert record.add("quadruples", [renamed, renamed]).added == 0
    assert _state(record) == before


def test_overlapping_files_add_nothing_twice(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    record.add("quadruples", [write(quadruples[:3], "one.tsv")])
    two = write([*quadruples[2:], quadruples[4], quadruples[4].replace("_", " ")], "two.tsv")
    report = record.add("quadruples", [two])
    assert (report.added, report.already) == (2, 3)
    assert len(record.events(limit=None)) == 5
    three, four = write(quadruples[:2], "three.tsv"), write(["", *quadruples[1:3]], "four.tsv")
    together = Record.create(record.path.with_name("together")).add("quadruples", [three, four, three])
    assert (together.added, together.already, together.quarantined) == (3, 3, 1)


def test_what_cannot_be_read_is_kept_with_file_line_and_reason(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    bad = [
        "Iran\tConsult\tRussia",
        "",
        "Iran\tConsult\tRussia\t2018-02-30",
        "Iran\tTelephones\tRussia\t2018-01-01",
        "\tConsult\tRussia\t2018-01-01",
        "Iran\tConsult\t\t2018-01-01",
        "12\t3\t45\t6",
    ]
    file = write([quadruples[0], *bad, quadruples[1]])
    file.write_bytes(file.read_bytes() + b"Ir\xffn\tConsult\tRussia\t2018-01-01")
    report = record.add("quadruples", [file])
    assert (report.added, report.quarantined, report.lines) == (2, 8, 10)
    assert sum(report.by_reason.values()) == 8
    kept = record.query("SELECT file, line, reason, raw FROM quarantine ORDER BY line").to_pylist()
    assert [row["line"] for row in kept] == [2, 3, 4, 5, 6, 7, 8, 10]
    assert [row["raw"] for row in kept[:7]] == bad
    assert [row["reason"] for row in kept] == [
        "3 fields instead of 4",
        "empty line",
        "not a day (YYYY-MM-DD) '2018-02-30'",
        "unknown relation 'Telephones'",
        "no subject",
        "no object",
        "numbers instead of names",
        "not UTF-8",
    ]
    assert {row["file"] for row in kept} == {"events.tsv"}
    assert "8" in str(report) and "unknown relation 'Telephones'" in str(report)


def test_many_reasons_are_summed_up_and_all_kept(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    files = [write([f"Iran\tRelation_{i + n}\tRussia\t2018-01-01" for i in range(30)], f"{n}.tsv") for n in (0, 30)]
    report = record.add("quadruples", [*files, write(["x", "x"])], force=True)
    assert len(report.by_reason) <= 21 and sum(report.by_reason.values()) == report.quarantined == 62
    assert report.by_reason["other reasons"] >= 20
    assert record.query("SELECT count(DISTINCT reason) AS n FROM quarantine").to_pylist() == [{"n": 61}]


def test_one_file_of_bad_lines_keeps_the_others_out_too(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    bad = write(["", *["Iran\tTelephones\tRussia\t2018-01-01"] * 4], "bad.tsv")
    with pytest.raises(DataError, match=r"bad.tsv .*line 1: empty line; 4 lines: unknown relation 'Telephones'"):
        record.add("quadruples", [write(quadruples), bad])
    assert record.tables()[0]["rows"] == 0


def test_a_file_of_nothing_but_bad_lines_adds_nothing_unless_forced(record, write) -> None:  # type: ignore[no-untyped-def]
    file = write(["so", "far", "Iran\tTelephones\tRussia\t2018-01-01"])
    before = _state(record)
    with pytest.raises(
        DataError,
        match=r"no file of 'quadruples': none of its 3 lines can be read \(line 1: 1 field.* 4\); nothing was added",
    ):
        record.add("quadruples", [file])
    assert _state(record) == before
    report = record.add("quadruples", [write(["so", "far"])], force=True)
    assert (report.added, report.quarantined, report.first_day) == (0, 2, None)
    assert record.coverage() == ()


def test_actors_that_cannot_be_placed_are_kept(record, write) -> None:  # type: ignore[no-untyped-def]
    report = record.add("quadruples", [write(["Zzyzx_Qwrtp\tConsult\tIran\t2018-01-01"])])
    assert (report.added, report.unplaced) == (1, 1)
    assert record.daily("???").frame["recipient"].tolist() == ["IRN"]


@pytest.mark.parametrize("kind", ["gz", "zip", "bom", "crlf", "no end"])
def test_files_come_packed_and_with_any_line_ends(record, write, quadruples, tmp_path, kind) -> None:  # type: ignore[no-untyped-def]
    text = ("\n".join(quadruples) + "\n").encode()
    packed = {
        "gz": gzip.compress(text),
        "bom": b"\xef\xbb\xbf" + text,
        "crlf": text.replace(b"\n", b"\r\n"),
        "no end": text.rstrip(),
    }
    file = tmp_path / "packed"
    if kind == "zip":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("events.tab", text)
    else:
        file.write_bytes(packed[kind])
    assert record.add("quadruples", [file]).added == 5
    assert record.add("quadruples", [write(quadruples)]).added == 0


def test_damaged_archives_add_nothing(record, quadruples, tmp_path) -> None:  # type: ignore[no-untyped-def]
    whole = gzip.compress(("\n".join(quadruples) + "\n").encode() * 50, mtime=0)
    cut, wrong, two = tmp_path / "cut.gz", tmp_path / "wrong.zip", tmp_path / "two.zip"
    cut.write_bytes(whole[:-20])
    wrong.write_bytes(b"PK\x03\x04 and no more")
    with zipfile.ZipFile(two, "w") as archive:
        archive.writestr("a", "a")
        archive.writestr("b", "b")
    for file, message in ((cut, "breaks off"), (wrong, "damaged zip"), (two, "holds 2 files")):
        with pytest.raises(DataError, match=message):
            record.add("quadruples", [file])
    assert record.tables()[0]["rows"] == 0 and not list(record.path.rglob("*.parquet"))


def test_wrong_calls_are_one_line(record, write, quadruples, tmp_path) -> None:  # type: ignore[no-untyped-def]
    file = write(quadruples)
    for source, files, message in (
        ("quadruple", [file], "no source 'quadruple'; did you mean quadruples"),
        ("quadruples", [], "no files to add"),
        ("quadruples", [tmp_path / "none"], "no such file"),
        ("quadruples", [tmp_path], "is a folder"),
    ):
        with pytest.raises(CallError, match=message):
            record.add(source, files)


def test_cells_and_the_embedded_record_take_no_events(write, quadruples, tmp_path) -> None:  # type: ignore[no-untyped-def]
    write_tables(tmp_path / "cells", name="cells", granularity="cell")
    with pytest.raises(CallError, match="holds daily counts; add events to one of your own"):
        Record.open(tmp_path / "cells").add("quadruples", [write(quadruples)])


def test_progress_is_told(record, write, quadruples) -> None:  # type: ignore[no-untyped-def]
    told: list[tuple[str, int, int]] = []
    file = write(quadruples)
    record.add("quadruples", [file], lambda *now: told.append(now))
    assert told[0] == ("events.tsv", file.stat().st_size, file.stat().st_size)
    assert [what for what, _, _ in told] == ["events.tsv", "writing", "committing", "committing"]


NAMES = st.sampled_from(["Iran", "Russia", "United_States", "Citizen_(India)", "Nobody_Known", "", " ", '"', "a\rb"])
RELATIONS = st.sampled_from(["Consult", "Make_statement", "consult", "Dance", ""])
DAYS = st.sampled_from(["2018-01-01", "2018-01-09", "2021-12-31", "1017-01-01", "2018-1-1", "2018-W01-1", "now"])
LINES = st.one_of(
    st.tuples(NAMES, RELATIONS, NAMES, DAYS).map("\t".join),
    st.text(max_size=20),
    st.tuples(NAMES, RELATIONS, NAMES, DAYS).map("\t".join).map(lambda s: s + "\t"),
).map(lambda s: s.replace("\n", " ").encode())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(LINES, st.binary(max_size=12).map(lambda b: b.replace(b"\n", b"")))),
    st.sampled_from(["quadruples", "icews"]),
)
def test_any_lines_are_all_accounted_for(tmp_path_factory, lines, source) -> None:  # type: ignore[no-untyped-def]
    folder = tmp_path_factory.mktemp("any")
    file = folder / "lines"
    content = b"".join(line + b"\n" for line in lines)
    content = b"x\n" + content  # so that no content looks like an archive, a mark of byte order or a header
    file.write_bytes(content)
    record = Record.create(folder / "record")
    report = record.add(source, [file], force=True)
    assert report.added + report.already + report.quarantined == len(lines) + 1
    rows = {row["table"]: row["rows"] for row in record.tables()}
    assert (rows["events"], rows["quarantine"]) == (report.added, report.quarantined)
    assert record.add(source, [file], force=True).added == 0
    days = record.volume().frame["day"].dt.date
    assert all(any(day in window for window in record.windows()) for day in days)
