"""The bundle makes the same page again, byte for byte, by the command that it gives."""

import json
import runpy
import sys
from datetime import date

import pytest

import westphalia as wp

TEXTS = (
    (
        "dated.md",
        "---\ntitle: A visit\ndate: 2022-03-21\n---\n\n"
        "Russia sanctioned Poland. Poland denied that it had attacked Russia.\n\n"
        "Relations between Russia and Poland have deteriorated since 2021, officials in Warsaw said.\n",
        None,
    ),
    ("undated.txt", "Iran and China signed a treaty. The United States accused Iran.\n", None),
    (
        "hidden.txt",
        "London, 3 May 2018\n\nThe United Kingdom expelled Rus\u200bsian diplomats. Russia accused Britain.\n",
        date(2021, 5, 4),
    ),
)


@pytest.mark.parametrize(("name", "text", "told"), TEXTS)
def test_same_bytes(tmp_path, monkeypatch, capsys, record, name, text, told):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    briefing = wp.brief(wp.read(path, published=told), record, seed=3)
    folder = briefing.bundle(tmp_path / "bundle")
    assert "    python again.py\n" in (folder / "README.md").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["again.py"])
    monkeypatch.chdir(folder)
    with pytest.raises(SystemExit) as end:
        runpy.run_path("again.py")
    assert end.value.code == 0, capsys.readouterr().out
    assert (folder / "again.html").read_bytes() == (folder / "brief.html").read_bytes()
    assert name in (folder / "again.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("today", "current"), [(date(2022, 7, 1), True), (date(2040, 1, 1), False)])
def test_an_undated_text_is_as_current_as_it_was(tmp_path, record, today, current):
    document = wp.read_text("Iran accused Iraq.", source="x", title="x")
    folder = wp.brief(document, record, today=today).bundle(tmp_path / "bundle")
    said = json.loads((folder / "about.json").read_text(encoding="utf-8"))["today"]
    again = wp.brief(document, record, today=date.fromisoformat(said))
    assert again.freshness.current == current
    assert again.to_html() == (folder / "brief.html").read_text(encoding="utf-8")


def test_a_changed_text_is_noticed(tmp_path, monkeypatch, capsys, record):
    folder = wp.brief(wp.read_text("Iran accused Iraq.", source="x", title="x"), record).bundle(tmp_path / "bundle")
    (folder / "text.txt").write_text("Iran accused Iraq twice.", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["again.py"])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(folder / "again.py"))
    assert end.value.code == 1
    assert "differs" in capsys.readouterr().out


def test_a_record_of_ones_own_is_named(tmp_path, monkeypatch):
    own = wp.Record.create(tmp_path / "own")
    folder = wp.brief(wp.read_text("Iran accused Iraq.", source="x", title="x"), own).bundle(tmp_path / "bundle")
    assert "    python again.py RECORD\n" in (folder / "README.md").read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["again.py", str(tmp_path / "own")])
    with pytest.raises(SystemExit) as end:
        runpy.run_path(str(folder / "again.py"))
    assert end.value.code == 0
