"""Writing a whole record, and what a record folder is."""

import json
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from westphalia.errors import CallError, CorruptRecord
from westphalia.record import Coverage, Record
from westphalia.record.store import write_tables

EVENTS = pa.table(
    {
        "date": [date(2021, 1, 1), date(2018, 1, 2), None],
        "actor_country": ["RUS", "IRN", "USA"],
        "recipient_country": ["IRN", "RUS", "IRN"],
        "action": ["AID", None, "SANCTION"],
        "origin": ["made up"] * 3,
    }
)
COVERAGE = [Coverage("made up", date(2018, 1, 1), date(2018, 1, 31), None, "", "", "", "")]


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_events_are_partitioned_by_year_and_completed(tmp_path: Path) -> None:
    catalogue = write_tables(tmp_path / "r", name="mine", granularity="cell", events=EVENTS, coverage=COVERAGE)
    folders = [part.path.rpartition("/")[0] for part in catalogue.parts["events"]]
    assert folders == ["events/undated", "events/year=2018", "events/year=2021"]
    record = Record.open(tmp_path / "r")
    assert (record.name, record.granularity, record.writable) == ("mine", "cell", True)
    assert record.query("SELECT DISTINCT status, weight FROM events").to_pylist() == [
        {"status": "happened", "weight": 1.0}
    ]
    assert record.volume().frame["n"].tolist() == [1.0, 1.0]  # what has no day is not counted
    record.verify()


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_tables(tmp_path / name, name="mine", granularity="cell", events=EVENTS, coverage=COVERAGE)
    shuffled = EVENTS.take([2, 0, 1])
    write_tables(tmp_path / "b", name="mine", granularity="cell", events=shuffled, coverage=COVERAGE)  # once more
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_writing_again_replaces_the_record(tmp_path: Path) -> None:
    write_tables(tmp_path, name="old", granularity="cell", events=EVENTS, coverage=COVERAGE)
    write_tables(tmp_path, name="new", granularity="cell", events=EVENTS.slice(0, 1))
    record = Record.open(tmp_path)
    assert record.name == "new" and record.coverage() == ()
    assert len(list(tmp_path.rglob("*.parquet"))) == 1


def test_columns_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no column colour"):
        write_tables(tmp_path, name="r", granularity="cell", events=EVENTS.append_column("colour", [["red"] * 3]))
    votes = pa.table({"year": [2018], "a": ["RUS"], "b": ["IRN"], "same": [1], "half": [1], "opposite": [1]})
    with pytest.raises(ValueError, match="alphabetical order"):
        write_tables(tmp_path, name="r", granularity="cell", votes=votes)
    with pytest.raises(CallError, match="no record at"):
        Record.open(tmp_path)


def test_a_folder_of_other_things_is_not_made_a_record(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(CallError, match=r"holds other things \(thesis\.docx, …\)"):
        Record.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_the_way(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "record"):
        with pytest.raises(CallError, match="a file is in the way") as error:
            Record.create(path)
        assert "\n" not in str(error.value)
    with pytest.raises(CallError, match="it is a file, and a record is a folder"):
        Record.open(file)


def test_opening_what_is_no_record_says_how_to_make_one(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CallError, match="make one with `westphalia record add"):
            Record.open(path)


def test_create_opens_what_is_there(tmp_path: Path) -> None:
    write_tables(tmp_path, name="mine", granularity="cell", events=EVENTS)
    assert Record.create(tmp_path).name == "mine"
    assert Record.create(str(tmp_path / "new")).name == "new"


def test_connect_knows_folders_and_duckdb(tmp_path: Path) -> None:
    Record.create(tmp_path)
    assert Record.connect(f"duckdb://{tmp_path}").path == tmp_path
    assert Record.connect(str(tmp_path)).path == tmp_path
    with pytest.raises(CallError, match="no engine 'spark' for a record; supported: duckdb://FOLDER"):
        Record.connect("spark://somewhere")


def test_names_that_mean_something_to_a_shell_or_a_database(tmp_path: Path) -> None:
    folder = tmp_path / "we[i]rd 'ü' {x} #"
    write_tables(folder, name="r", granularity="cell", events=EVENTS, coverage=COVERAGE)
    assert len(Record.open(folder).daily().frame) == 2


@pytest.fixture
def record(tmp_path: Path) -> Path:
    write_tables(tmp_path, name="mine", granularity="cell", events=EVENTS, coverage=COVERAGE)
    return tmp_path


def test_a_missing_part_is_corrupt(record: Path) -> None:
    next(record.rglob("year=2018/*.parquet")).unlink()
    with pytest.raises(CorruptRecord, match=r"\.parquet is missing"):
        Record.open(record)


def test_a_truncated_part_is_corrupt(record: Path) -> None:
    part = next(record.rglob("year=2018/*.parquet"))
    part.write_bytes(part.read_bytes()[:-10])
    with pytest.raises(CorruptRecord, match="bytes and should have"):
        Record.open(record)


@pytest.mark.parametrize("where", [0, 20, -4, -30])
def test_a_changed_byte_is_found_by_verify_and_never_answers(record: Path, where: int) -> None:
    part = next(record.rglob("year=2018/*.parquet"))
    content = bytearray(part.read_bytes())
    content[where] ^= 0xFF
    part.write_bytes(content)
    damaged = Record.open(record)
    with pytest.raises(CorruptRecord, match="is not what was committed"):
        damaged.verify()
    for ask in (damaged.daily, lambda: damaged.query("SELECT * FROM events")):
        with pytest.raises(CorruptRecord) as error:
            ask()
        assert "\n" not in str(error.value)


def test_a_damage_that_only_the_database_meets_is_one_line_too(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("westphalia.record.record._HASHED", 0)  # as in a record too large to be hashed at each opening
    part = next(record.rglob("year=2018/*.parquet"))
    part.write_bytes(part.read_bytes()[:-4] + b"nope")
    damaged = Record.open(record)
    for ask in (damaged.daily, lambda: damaged.query("SELECT * FROM events")):
        with pytest.raises(CorruptRecord, match="is damaged") as error:
            ask()
        assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"format": "other"}', '{"format": "westphalia record"}'])
def test_a_broken_catalogue_is_corrupt(record: Path, text: str) -> None:
    (record / "catalogue.json").write_text(text, encoding="utf-8")
    with pytest.raises(CorruptRecord) as error:
        Record.open(record)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("granularity", "hour"),
        ("tables", {"events": [{"path": "../../etc/passwd", "rows": 1, "bytes": 1, "sha256": "0"}]}),
        ("tables", {"events": [{"path": "/etc/passwd", "rows": 1, "bytes": 1, "sha256": "0"}]}),
        ("tables", {"events": [{"way": "x"}]}),
        ("tables", []),
        ("coverage", [{"origin": "x"}]),
        ("coverage", 3),
        ("ingested", [{"first_day": "yesterday"}]),
        ("name", ...),
    ],
)
def test_a_damaged_catalogue_is_corrupt(record: Path, key: str, value: object) -> None:
    path = record / "catalogue.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    if value is ...:
        del data[key]
    else:
        data[key] = value
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CorruptRecord, match="is damaged"):
        Record.open(record)


def test_a_newer_version_is_told_apart(record: Path) -> None:
    path = record / "catalogue.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"version": 1', '"version": 2'), encoding="utf-8")
    with pytest.raises(CorruptRecord, match=r"version 2, this Westphalia reads version 1; update Westphalia"):
        Record.open(record)
