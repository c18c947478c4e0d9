"""Where many texts are, and that nothing of them is passed over in silence."""

import gzip
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from westphalia.errors import CallError, DataError
from westphalia.many.sources import gather, items, many


def test_a_folder_is_searched_by_suffix_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/c.html", "a/d/lines.jsonl", "table.csv", "noise", ".hidden.txt", ".git/x.txt"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x", encoding="utf-8")
    inputs = gather([tmp_path])
    assert [Path(file).relative_to(tmp_path).as_posix() for file, _ in inputs.files] == [
        "b.txt",
        "a/c.html",
        "a/z.md",
        "a/d/lines.jsonl",
    ]
    assert dict(inputs.passed) == {".csv": 1, "no suffix": 1}
    assert inputs.bytes == 4


@pytest.mark.parametrize(("names", "expected"), [(["a.txt"], False), (["a.txt", "b.txt"], True), (["a.JSONL"], True)])
def test_what_counts_as_many(names: list[str], expected: bool) -> None:
    assert many(names) is expected


def test_lines(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    lines = [
        json.dumps({"id": 7, "body": "One.", "date": "2024-03-01", "headline": "H"}),
        "",
        "{broken",
        "[1, 2]",
        json.dumps({"body": 5}),
        json.dumps({"other": "x"}),
        json.dumps({"body": None, "other": "x"}),
        json.dumps({"url": "https://example.org/a", "body": "Two."}),
    ]
    path.write_bytes(b"\xef\xbb\xbf" + "\n".join(lines).encode() + b"\n\xff\xfe\n")
    found = list(items(gather([path])))
    assert [(item.line, item.text, item.published, item.title) for item in found if item.problem is None] == [
        (1, "One.", "2024-03-01", "H"),
        (8, "Two.", None, None),
    ]
    assert [item.source for item in found if item.problem is None] == [f"{path}#7", "https://example.org/a"]
    problems = {item.line: item.problem for item in found if item.problem is not None}
    assert problems.keys() == {3, 4, 5, 6, 7, 9}
    assert "no JSON" in str(problems[3])
    assert problems[4] == "the line is no JSON object"
    assert problems[5] == "the text is of type int"
    assert str(problems[6]).startswith("there is no field")
    assert problems[7] == "the field 'body' is null"
    assert problems[9] == "the line is not UTF-8"
    assert sum(item.bytes for item in found) <= path.stat().st_size


def test_named_fields_are_taken_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text(json.dumps({"text": "wrong", "lede": "right", "key": "k", "day": "2020-01-02"}), encoding="utf-8")
    (item,) = items(gather([path]), "lede", "day", "key")
    assert (item.text, item.published, item.id, item.named) == ("right", "2020-01-02", "k", True)


@pytest.mark.parametrize("named", [("published", None), (None, "published")])
def test_a_field_of_days_or_identities_that_no_line_has_is_an_error(
    tmp_path: Path, named: tuple[str | None, str | None]
) -> None:
    path = tmp_path / "wire.jsonl"
    path.write_text('{"text": "One.", "day": "2024-03-01"}\n{broken\n{"text": "Two."}\n', encoding="utf-8")
    with pytest.raises(DataError, match="has no field 'published'; there are text, day"):
        list(items(gather([path]), None, *named))
    packed = tmp_path / "wire.jsonl.gz"
    packed.write_bytes(gzip.compress(path.read_bytes()))
    with pytest.raises(DataError, match="has no field 'published'"):
        list(items(gather([packed]), None, *named))
    table = tmp_path / "wire.parquet"
    pq.write_table(pa.table({"text": ["One."], "day": ["2024-03-01"]}), table)
    with pytest.raises(DataError, match="has no column 'published'; there are text, day"):
        list(items(gather([table]), None, *named))
    assert [item.published for item in items(gather([path]), None, "day") if not item.problem] == ["2024-03-01", None]


def test_packed_lines_and_a_broken_pack(tmp_path: Path) -> None:
    path = tmp_path / "wire.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n{"text": "Two."}\n'))
    assert [item.text for item in items(gather([path]))] == ["One.", "Two."]
    path.write_bytes(path.read_bytes()[:25])
    assert any(item.problem for item in items(gather([path])))


def test_columns(tmp_path: Path) -> None:
    path = tmp_path / "wire.parquet"
    pq.write_table(pa.table({"content": ["One.", None, "Three."], "id": [1, 2, 3], "more": [b"x", b"y", b"z"]}), path)
    found = list(items(gather([path])))
    assert [(item.line, item.id, item.text) for item in found if not item.problem] == [
        (1, "1", "One."),
        (3, "3", "Three."),
    ]
    assert [(item.line, item.problem is not None) for item in found] == [(1, False), (2, True), (3, False)]
    with pytest.raises(DataError, match="has no column 'lede'; there are content, id, more"):
        list(items(gather([path]), "lede"))
    path.write_bytes(b"PAR1 nothing")
    assert "no Parquet file" in str(next(items(gather([path]))).problem)


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CallError, match="no file or folder 'nowhere'"):
        gather(["nowhere"])
    (tmp_path / "noise.bin").write_bytes(b"x")
    with pytest.raises(CallError, match=r"holds no texts: .*; there is only \.bin"):
        gather([tmp_path])
    with pytest.raises(CallError, match="standard input"):
        gather(["-", "a"])
