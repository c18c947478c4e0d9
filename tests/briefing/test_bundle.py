"""The bundle: everything for a replication, whole or not at all."""

import csv
import io
import json
import os
import re
import sys

import pytest

from westphalia.briefing.bundle import _cell, citations, contents
from westphalia.errors import CallError


@pytest.fixture(scope="module")
def folder(briefing, tmp_path_factory):
    return briefing.bundle(tmp_path_factory.mktemp("bundles") / "pact")


def test_files(folder):
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {
        "README.md",
        "brief.html",
        "brief.md",
        "brief.json",
        "text.txt",
        "queries.sql",
        "seed.txt",
        "versions.txt",
        "citations.bib",
        "data/claims.csv",
        "data/forecasts.csv",
        "data/track.csv",
        "data/calibration.csv",
        "data/coverage.csv",
        "data/relations-IRN-USA.csv",
        "data/cells-IRN-USA.csv",
        "data/votes-IRN-USA.csv",
    } <= names
    for line in (folder / "README.md").read_text(encoding="utf-8").splitlines():
        for name in re.findall(r"`(data/[^`]+)`", line):
            assert name in names


def test_every_query_runs_and_cells_are_the_query(folder, record, briefing):
    text = (folder / "queries.sql").read_text(encoding="utf-8")
    statements = [part for part in re.split(r";\n", text) if "SELECT" in part]
    assert len(statements) == len(briefing.queries())
    for statement in statements:
        sql = "\n".join(line for line in statement.splitlines() if not line.startswith("--"))
        assert record.query(sql).num_columns
    rows = list(csv.DictReader(io.StringIO((folder / "data" / "cells-IRN-USA.csv").read_text(encoding="utf-8"))))
    found = next(entry for entry in briefing.relations if (entry.a, entry.b) == ("IRN", "USA"))
    assert len(rows) == record.query(found.query).num_rows


def test_json_is_everything(folder, briefing):
    data = json.loads((folder / "brief.json").read_text(encoding="utf-8"))
    assert data["answer"] == briefing.answer
    assert len(data["findings"]) == len(briefing.findings)
    assert [finding["number"] for finding in data["findings"]] == [1, 2, 3, 4, 5]
    assert {"document", "relations", "alignments", "forecasts", "coverage", "queries", "versions", "seed"} <= set(data)
    assert "NaN" not in (folder / "brief.json").read_text(encoding="utf-8")


def test_citations(briefing):
    text = citations(briefing)
    assert text.count("@misc{") == len({row.origin for row in briefing.coverage}) + 1
    assert text.count("{") == text.count("}")
    assert re.search(r"@misc\{\w+,", text)


def test_same_bytes(briefing):
    assert contents(briefing) == contents(briefing)


def test_a_folder_that_is_not_empty(briefing, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(CallError, match="not empty"):
        briefing.bundle(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_filled(briefing, tmp_path):
    target = tmp_path / "new"
    target.mkdir()
    assert (briefing.bundle(target) / "brief.html").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


def test_a_file_and_a_missing_folder(briefing, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(CallError, match="is a file"):
        briefing.bundle(tmp_path / "file")
    with pytest.raises(CallError, match="no folder"):
        briefing.bundle(tmp_path / "none" / "bundle")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root and Windows may write anywhere")
def test_a_folder_that_cannot_be_written(briefing, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(CallError, match="permission denied"):
        briefing.bundle(tmp_path / "bundle")


def test_no_formula_for_a_spreadsheet():
    assert _cell("=HYPERLINK(1)") == "'=HYPERLINK(1)"
    assert _cell("@x") == "'@x"
    assert _cell("Russia") == "Russia"
    assert _cell(-1.0) == -1.0
