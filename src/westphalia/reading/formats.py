"""What kind of file the bytes are, and the text, title and day of publication that each kind holds.

HTML by trafilatura (the article without menus and advertisements), PDF by pypdf, Word by python-docx; the bytes decide
over the name where they are unmistakable. A day of publication is taken from a page's explicit metadata only; the day
on which a file was made is kept apart, for `datelines`.
"""

from __future__ import annotations

import io
import logging
import re
import zipfile
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from westphalia.errors import UnreadableText
from westphalia.reading.plaintext import decode

if TYPE_CHECKING:
    from docx.table import Table

_MAX_UNPACKED = 200_000_000  # bytes a Word file may unpack to
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NO_ARTICLE = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"PAR1", "a Parquet table"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"{\\rtf", "a rich text (RTF) file: save it as .docx or text"),
)
# What programs write where nobody gave a title; «Microsoft Word - x.doc» is the name of a file.
_NO_TITLE = re.compile(
    r"\W*(?:(?:anonymous|unspecified|unknown|unnamed|untitled|no title|title|new|none|null)"
    r"(?:[ _-]?(?:document|page|presentation|file))?|document|doc|dokument|powerpoint presentation|scan|print)[\W\d_]*"
    r"|microsoft (?:word|powerpoint|excel) - .*"
    r"|.+\.(?:docx?|pdf|odt|rtf|txt|tex|dvi|indd|qxd|html?|pptx?|xlsx?)"
    r"|[\W\d]*|https?://\S+",
    re.IGNORECASE,
)
_STRUCK = re.compile(r"<(del|s|strike)(?:\s[^<>]{0,500})?>.{0,5000}?</\1\s*>", re.IGNORECASE | re.DOTALL)  # of a page
_CODE = re.compile(
    r"<pre(?:\s[^<>]{0,500})?>\s{0,9}<code\b.{0,20000}?</code>\s{0,9}</pre\s*>", re.IGNORECASE | re.DOTALL
)


@dataclass(frozen=True)
class Raw:
    """What a file holds before its text is normalised."""

    text: str
    title: str | None = None
    published: date | None = None
    warnings: tuple[str, ...] = ()
    made: date | None = None  # the day a PDF or Word file says it was made


def media_of(data: bytes, media: str | None, source: str) -> str:
    """The media type of `data`; `media` is what the name or the server says.

    Raises `UnreadableText` for what holds no text: images, archives, old Office files.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "application/pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_media(data, source)
    if data.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise UnreadableText(
            f"{source} is an old or password-protected Office file; save it as .docx without a password"
        )
    for magic, what in _NO_ARTICLE:
        if data.startswith(magic):
            raise UnreadableText(f"{source} is {what}, not an article in text, Markdown, HTML, PDF or Word (.docx)")
    if media in ("application/pdf", _WORD):
        kind = "a PDF" if media == "application/pdf" else "a Word (.docx) file"
        raise UnreadableText(f"{source} is not {kind}, whatever its name says, or it is damaged")
    if media is None:
        head = data[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        return "text/html" if head.startswith((b"<!doctype html", b"<html")) else "text/plain"
    return media


def extract(data: bytes, media: str, source: str, charset: str | None = None) -> Raw:
    """The text, title and day of publication in `data`, which is of type `media`."""
    if media == "application/pdf":
        return _pdf(data, source)
    if media == _WORD:
        return _word(data, source)
    if media == "text/html":
        return _html(data, source, charset)
    text, warnings = decode(data, source, charset)
    if media == "text/markdown":
        from westphalia.reading.markdown import plain

        made = plain(text)
        return Raw(made.text, made.title, made.published, warnings + _left_out(made.struck, made.code))
    return Raw(text, warnings=warnings)


def _left_out(struck: int, code: int) -> tuple[str, ...]:
    """Warnings of what was left out because its author took it back or does not say it."""
    passages = "1 struck-out passage was" if struck == 1 else f"{struck} struck-out passages were"
    blocks = "1 block of code was" if code == 1 else f"{code} blocks of code were"
    return (
        *((f"{passages} left out: a text does not say what its author struck out",) if struck else ()),
        *((f"{blocks} left out: it is not the author who speaks there",) if code else ()),
    )


def _zip_media(data: bytes, source: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise UnreadableText(f"{source} is a damaged Word or ZIP file; save it again") from None
    if "word/document.xml" not in names:
        raise UnreadableText(f"{source} is a ZIP archive or another Office file, not a Word (.docx) article")
    if unpacked > _MAX_UNPACKED:
        raise UnreadableText(f"{source} unpacks to more than {_MAX_UNPACKED // 1_000_000} MB: too large for an article")
    return _WORD


def _word(data: bytes, source: str) -> Raw:
    import docx
    from docx.table import Table as WordTable

    try:
        document = docx.Document(io.BytesIO(data))
        struck = _strike_out(document.element.body)
        blocks: list[str] = []
        for item in document.iter_inner_content():
            if isinstance(item, WordTable):
                blocks += _cells(item)
            else:
                blocks.append(item.text)
        title = _stated(document.core_properties.title)
        made = _day(document.core_properties.created)
        first = next(
            (p.text for p in document.paragraphs if (p.style.name if p.style else "") in ("Title", "Heading 1")), ""
        )
    except Exception as error:  # whatever python-docx, zipfile or lxml trip over in a damaged file
        raise UnreadableText(f"{source} is a damaged Word file ({_reason(error)}); save it again") from None
    text = "\n\n".join(block for block in blocks if block.strip())
    return Raw(text, title or first or None, None, _left_out(struck, 0), made)


def _strike_out(body: Any) -> int:
    """Take the runs that are struck out off a Word file's body; how many passages they made."""
    from docx.text.run import Run

    fonts = [(run, Run(run, None).font) for run in body.xpath(".//w:r[w:rPr/w:strike or w:rPr/w:dstrike]")]
    struck = [run for run, font in fonts if font.strike or font.double_strike]
    passages = sum(run.getprevious() not in struck for run in struck)
    for run in struck:
        run.getparent().remove(run)
    return passages


def _cells(table: Table) -> list[str]:
    """The cells row by row, each a block of its own: sentences of two cells are never run together.

    A merged cell, which the table repeats in every column and row that it spans, comes once.
    """
    seen: set[Any] = set()
    blocks: list[str] = []
    for row in table.rows:
        for cell in row.cells:
            if cell._tc in seen:
                continue
            seen.add(cell._tc)
            for item in cell.iter_inner_content():
                blocks += [item.text] if hasattr(item, "text") else _cells(item)
    return blocks


def _stated(title: object) -> str | None:
    """The title that a file's properties state; None where a program filled it in («untitled», a file's name)."""
    words = " ".join(str(title or "").split())
    return words if words and not _NO_TITLE.fullmatch(words) else None


def _pdf(data: bytes, source: str) -> Raw:
    import pypdf

    from westphalia.reading.pdfpages import text_of

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its remarks on sloppy files are not for our user
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableText(f"{source} is encrypted; save it without a password")
        pages = [text_of(page) for page in reader.pages]
        title = _stated(reader.metadata.title if reader.metadata else None)
        made = _pdf_day(reader.metadata.creation_date_raw if reader.metadata else None)
    except UnreadableText:
        raise
    except pypdf.errors.DependencyError:
        raise UnreadableText(f"{source} is encrypted; save it without a password") from None
    except Exception as error:  # pypdf raises nearly anything on a damaged file
        raise UnreadableText(f"{source} is a damaged PDF ({_reason(error)}); save it again") from None
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        what = f"{len(pages)} page{'s' * (len(pages) != 1)}" if pages else "no page"
        raise UnreadableText(
            f"{source} is a PDF with {what} and no text: it looks scanned; run text recognition (OCR) first"
        )
    warnings = (
        (f"{empty} of {len(pages)} pages of {source} hold no text (scanned?) and were not read",) if empty else ()
    )
    text = re.sub(r"(?<=[^\W\d_])-\n(?=[a-z])", "", "\n\n".join(pages))  # words broken at a line end
    return Raw(text, title, None, warnings, made)


def _day(made: object) -> date | None:
    return made.date() if isinstance(made, datetime) else None


def _pdf_day(raw: object) -> date | None:
    """The day of «D:20240305120000+01'00'», which the standard writes with or without its head."""
    match = re.match(r"(?:D:)?((?:19|20)\d\d)(\d\d)(\d\d)", str(raw or ""))
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _html(data: bytes, source: str, charset: str | None) -> Raw:
    import trafilatura

    from westphalia.reading.htmlhead import head_of
    from westphalia.reading.markdown import cells

    declared = re.search(rb"<meta[^<>]{0,200}?charset=[\"']?\s*([\w-]{2,40})", data[:4096], re.IGNORECASE)
    page, warnings = decode(data, source, charset or (declared[1].decode("ascii") if declared else None))
    head = head_of(page)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        page, struck = _STRUCK.subn("", page)
        page, code = _CODE.subn("", page)
        text = _article(page)
        if not text.strip():
            text = trafilatura.html2txt(page)
    except Exception as error:  # lxml on a page that is no page
        raise UnreadableText(f"{source} is a page that cannot be parsed ({_reason(error)}); save its text") from None
    if not text.strip():
        raise UnreadableText(f"{source} is a page without readable text (made by script?); save its text as a file")
    blocks = (block for line in text.split("\n") for block in (cells(line) if line.startswith("|") else [line]))
    return Raw("\n\n".join(filter(None, blocks)), head.title, head.published, warnings + _left_out(struck, code))


def _article(page: str) -> str:
    """The article of a page.

    Of a page that marks no article only paragraphs are found at first. A second, wider look adds the lists that follow
    upon them; what else it adds may be a teaser or a menu.
    """
    import trafilatura

    close, wide = (
        (trafilatura.extract(page, include_comments=False, favor_recall=more) or "").split("\n")
        for more in (False, True)
    )
    taken = set(close)
    if not taken <= set(wide):
        return "\n".join(close)
    lines: list[str] = []
    follows = False
    for line in wide:
        follows = line in taken or (follows and line.startswith("- "))
        if follows:
            lines.append(line)
    return "\n".join(lines)


def _reason(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0][:120]
