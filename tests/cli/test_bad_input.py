"""Each kind of bad input gets one clear line and the exit code of the design, and no traceback."""

import base64
import os
import random
import signal
import subprocess
import sys
import time

import pytest
from pypdf import PdfWriter


def test_empty_file(run, tmp_path):
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("brief", "empty.txt")
    assert done.code == 3
    assert "empty.txt" in done.line and "empty" in done.line.lower()


def test_binary_file(run, tmp_path):
    (tmp_path / "photo.txt").write_bytes(bytes(range(256)) * 40)
    done = run("brief", "photo.txt")
    assert done.code == 3
    assert "photo.txt" in done.line


def test_scanned_pdf(run, tmp_path):
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    with (tmp_path / "scan.pdf").open("wb") as stream:
        writer.write(stream)
    done = run("brief", "scan.pdf")
    assert done.code == 3
    assert "scan.pdf" in done.line and "text" in done.line


def test_address_that_does_not_answer(run):
    done = run("brief", "http://127.0.0.1:9/article.html")
    assert done.code == 3
    assert "127.0.0.1" in done.line


def test_missing_file_names_the_nearest(run, article):
    done = run("brief", "artcle.txt")
    assert done.code == 2
    assert "article.txt" in done.line


def test_another_language(run, tmp_path):
    text = "Der russische Präsident und der iranische Präsident haben in Moskau ein Abkommen unterzeichnet. " * 8
    (tmp_path / "text.txt").write_text(text, encoding="utf-8")
    done = run("brief", "text.txt")
    assert done.code == 3
    assert "German" in done.line or "(de)" in done.line


def test_no_command_shows_the_help(run):
    done = run()
    assert done.code == 0 and done.out.startswith("Usage: westphalia")


def test_unknown_country_gets_the_nearest(run):
    done = run("relations", "Rusia", "Iran")
    assert done.code == 2
    assert "Russia" in done.line


def test_unknown_action_gets_the_nearest(run):
    done = run("forecast", "RUS", "IRN", "--action", "SANCTON")
    assert done.code == 2
    assert "SANCTION" in done.line


def test_days_outside_coverage(run):
    done = run("relations", "RUS", "IRN", "--from", "2010-01-01", "--to", "2010-12-31")
    assert done.code == 2
    assert "2018-01-01" in done.line


def test_a_day_that_is_none(run):
    done = run("relations", "RUS", "IRN", "--from", "2018-02-30")
    assert done.code == 2
    assert "2018-02-30" in done.line


@pytest.mark.parametrize("span", ["4", "28", "4x"])
def test_a_horizon_without_a_unit(run, span):
    done = run("forecast", "RUS", "IRN", "--horizon", span)
    assert done.code == 2
    assert f"'{span}' is not a horizon such as 28d" in done.line


def test_corrupt_record(run, quadruples, tmp_path):
    assert run("record", "add", "quadruples", quadruples, "--record", "mine").code == 0
    table = max((tmp_path / "mine").rglob("*.parquet"), key=lambda path: "events" in str(path))
    table.write_bytes(table.read_bytes()[:40])
    done = run("relations", "USA", "IRN", "--record", "mine")
    assert done.code == 3
    assert table.name in done.line


def test_a_folder_that_is_no_record(run, tmp_path):
    (tmp_path / "stuff").mkdir()
    assert run("record", "list", "--record", "stuff").code in (2, 3)


def test_place_that_cannot_be_written(run, article, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    done = run("brief", article, "--out", "file/brief.html")
    assert done.code == 2
    assert "brief.html" in done.line


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_read_only_folder(run, article, tmp_path):
    (tmp_path / "locked").mkdir(mode=0o500)
    done = run("brief", article, "--out", "locked/brief.html")
    assert done.code == 2
    assert "locked" in done.line


def test_unknown_suffix(run, article):
    done = run("brief", article, "--out", "brief.docx")
    assert done.code == 2
    assert ".html" in done.line


def test_markup_and_script_are_shown_as_text(run, tmp_path):
    text = (
        "Russia and Iran signed an agreement. <script>alert(1)</script> Iran criticized the United States. "
        "<img src=x onerror=alert(2)> Officials in Moscow said that relations with Iran have improved.\n"
    )
    (tmp_path / "markup.txt").write_text(text, encoding="utf-8")
    done = run("brief", "markup.txt", "--out", "page.html")
    assert done.code == 0, done.err
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "<script" not in page and "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_five_megabytes(run, tmp_path):
    paragraph = "Russia criticized the United States. Officials in Tehran said that ties with Moscow have improved. "
    table = "1997\tPort Said\t12,345\t3.4\t-\t17 May\t88,201\t0.02\n"
    picture = base64.encodebytes(random.Random(0).randbytes(2_700_000)).decode()
    text = (paragraph * 10 + "\n") * 500 + table * 20_000 + f"![map](data:image/png;base64,{picture})\n"
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    assert (tmp_path / "long.txt").stat().st_size > 5_000_000
    # the rules take 13 seconds for a megabyte of prose, half of that for one of tables or of a picture
    done = run("read", "--json", "--reader", "rules", "long.txt", seconds=300)
    assert done.code in (0, 3)
    if done.code:
        assert "long.txt" in done.line


@pytest.mark.skipif(os.name == "nt", reason="signals work otherwise there")
@pytest.mark.parametrize("after", [0.1, 0.3, 1.5])
def test_interrupt_leaves_nothing_behind(after, article, tmp_path):
    program = "from westphalia.cli import main; print(flush=True); main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, "brief", str(article), "--out", "page.html"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    process.stdout.readline()  # Python has started: what comes before is not the program's to answer for
    time.sleep(after)
    while process.poll() is None:  # a library in the middle of its import may swallow the first
        process.send_signal(signal.SIGINT)
        time.sleep(0.2)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["article.txt"]
