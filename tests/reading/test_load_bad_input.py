"""What cannot be read: one clear line each, never a traceback, never a wait."""

import io
import os
import time
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from westphalia.errors import CallError, UnreadableText, WestphaliaError
from westphalia.reading.load import load
from westphalia.reading.markdown import plain
from westphalia.reading.plaintext import dateline, normalise


def _refused(path: Path, *words: str) -> None:
    with pytest.raises(UnreadableText) as caught:
        load(path)
    message = str(caught.value)
    assert "\n" not in message
    assert str(path) in message
    for word in words:
        assert word in message


@pytest.mark.parametrize("content", [b"", b" \n\t\r\n "])
@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".pdf", ".docx"])
def test_empty(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"empty{suffix}"
    path.write_bytes(content)
    _refused(path, "is empty")


def test_binary(tmp_path: Path) -> None:
    path = tmp_path / "program.txt"
    path.write_bytes(bytes(range(256)) * 50)
    _refused(path, "binary")
    path.write_bytes(bytes(code for code in range(1, 256)) * 50)
    _refused(path, "no text in UTF-8")
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    _refused(path, "PNG image")


def test_damaged_utf16(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Chile did not.".encode("utf-16")[:-1])
    _refused(path, "damaged")


def test_nothing_but_marks(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("*** --- \u200b ***", encoding="utf-8")
    _refused(path, "no readable text")


def test_scanned_pdf(tmp_path: Path) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    writer.add_blank_page(595, 842)
    path = tmp_path / "scan.pdf"
    writer.write(str(path))
    _refused(path, "2 pages", "scanned", "OCR")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_encrypted_pdf(tmp_path: Path, algorithm: str) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(595, 842)
    try:
        writer.encrypt("secret", algorithm=algorithm)
    except pypdf.errors.DependencyError:
        pytest.skip("AES needs a package that is not installed")
    path = tmp_path / "locked.pdf"
    try:
        writer.write(str(path))
    except pypdf.errors.DependencyError:
        pytest.skip("AES needs a package that is not installed")
    _refused(path, "encrypted", "password")


def test_damaged_pdf(tmp_path: Path) -> None:
    path = tmp_path / "broken.pdf"
    path.write_bytes(b"%PDF-1.7\nthis is all there is")
    _refused(path, "damaged PDF")
    path.write_text("Chile did not.", encoding="utf-8")
    _refused(path, "not a PDF")


def test_damaged_word(tmp_path: Path) -> None:
    good = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Chile did not.")
    document.save(good)
    path = tmp_path / "broken.docx"
    path.write_bytes(good.getvalue()[:2000])
    _refused(path, "damaged")
    path.write_text("Chile did not.", encoding="utf-8")
    _refused(path, "not a Word")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<not xml")
    _refused(path, "damaged Word file")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("content.xml", "<a/>")
    _refused(path, "not a Word")


def test_word_that_unpacks_without_end(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("word/document.xml", "w", force_zip64=True) as entry,
    ):
        for _ in range(201):
            entry.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    _refused(path, "unpacks")


def test_old_word_file(tmp_path: Path) -> None:
    path = tmp_path / "old.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    _refused(path, "save it as .docx")


def test_page_made_by_script(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text("<html><body><div id=root></div><script>render()</script></body></html>", encoding="utf-8")
    _refused(path, "without readable text")


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    path.write_bytes(b"Chile did not. " * 1_400_000)
    _refused(path, "larger than 20 MB")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.write_text("Chile did not.", encoding="utf-8")
    path.chmod(0)
    with pytest.raises(CallError, match="no permission"):
        load(path)


@pytest.mark.parametrize(
    "address", ["file:///etc/hostname", "ftp://example.org/a", "http://", "https:///a", "http://[x"]
)
def test_addresses_that_are_none(address: str) -> None:
    with pytest.raises(CallError, match="address"):
        load(address)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html"])
def test_five_megabytes_are_read_in_linear_time(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"long{suffix}"
    sentence = "The foreign minister of *Peru* met [his colleague](https://example.org) from Chile. "
    unit = f"<p>{sentence * 5}</p>\n" if suffix == ".html" else sentence * 5 + "\n\n"
    path.write_text(unit * (5_000_000 // len(unit)), encoding="utf-8")
    started = time.perf_counter()
    loaded = load(path)
    assert time.perf_counter() - started < 60
    assert len(loaded.text) > 2_500_000


@pytest.mark.parametrize("mark", ["*", "[", "_", "`", "<", "\\", "[a](", "> ", "|", "~~a", "#", "a, ", "-"])
def test_no_mark_is_slow(mark: str) -> None:
    text = mark * (200_000 // len(mark))
    started = time.perf_counter()
    plain(text)
    normalise(text)
    dateline(text)
    assert time.perf_counter() - started < 10


@given(st.binary(max_size=400), st.sampled_from([".txt", ".md", ".html", ".pdf", ".docx", ""]))
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_give_a_text_or_one_line(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(content)
    try:
        assert load(path).text.strip()
    except WestphaliaError as error:
        assert "\n" not in str(error)


@given(st.text(max_size=300))
@settings(max_examples=200, deadline=None)
def test_normal_form_is_stable_and_clean(text: str) -> None:
    once, _ = normalise(text)
    assert normalise(once) == (once, ())
    assert not any(ord(character) < 32 and character not in "\n\t" for character in once)
