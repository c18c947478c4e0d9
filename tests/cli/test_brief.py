"""`westphalia brief`: page, Markdown, JSON, terminal and bundle from one text."""

import json
import re


def test_page_by_default(run, article, tmp_path):
    done = run("brief", article)
    assert done.code == 0, done.err
    page = (tmp_path / "article.brief.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert not re.search(r"""(?:src|href)=["']https?://[^"']+\.(?:js|css|woff2?|png|jpe?g)""", page)
    assert max(len(line) for line in done.out.splitlines()) <= 100


def test_every_format_at_once(run, article, tmp_path):
    done = run("brief", article, "--out", "b.html", "--out", "b.md", "--out", "b.json")
    assert done.code == 0, done.err
    assert (tmp_path / "b.md").read_text(encoding="utf-8").startswith("# ")
    assert json.loads((tmp_path / "b.json").read_text(encoding="utf-8"))["findings"]


def test_json_on_standard_output_writes_no_page(run, article, tmp_path):
    done = run("brief", article, "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["document"]["sha256"]
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]


def test_same_inputs_same_bytes(run, article, tmp_path):
    for name in ("one.html", "two.html"):
        assert run("brief", article, "--out", name, "--seed", "7").code == 0
    assert (tmp_path / "one.html").read_bytes() == (tmp_path / "two.html").read_bytes()


def test_bundle_holds_what_a_replication_needs(run, article, tmp_path):
    done = run("brief", article, "--bundle", "bundle")
    assert done.code == 0, done.err
    names = {path.name for path in (tmp_path / "bundle").rglob("*") if path.is_file()}
    assert {"brief.html", "brief.md", "brief.json", "queries.sql", "citations.bib", "README.md"} <= names
    again = run("brief", article, "--bundle", "bundle")
    assert again.code == 2 and "bundle" in again.line
