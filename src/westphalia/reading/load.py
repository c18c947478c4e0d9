"""Any article as plain text: where the bytes come from, and what they turn out to be.

`load` takes a file (text, Markdown, HTML, PDF, Word), «-» for standard input, or an http(s) address, which is fetched
only because the user typed it. It gives the text every later offset counts in, the title, and the day of publication
where the article itself states one; else the one its name, the day it was updated or the day it was made suggests, or
on which a treaty was signed, marked as inferred (see `datelines`). A last change in a page's metadata and the file
system's time stamp are none.

What cannot be read raises `UnreadableText` with one line that says what it was and what to do; what cannot be found
raises `CallError`. Nothing is executed: markup and script in a plain text are text.
"""

from __future__ import annotations

import difflib
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO, Any

from westphalia.errors import CallError, UnreadableText

MAX_FILE_BYTES = 20_000_000

TEXT, MARKDOWN, HTML = "text/plain", "text/markdown", "text/html"
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_BY_SUFFIX = {
    ".txt": TEXT,
    ".text": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".pdf": PDF,
    ".docx": WORD,
}
READABLE_SUFFIXES = tuple(_BY_SUFFIX)
READABLE = "text, Markdown, HTML, PDF and Word (.docx)"


@dataclass(frozen=True)
class Loaded:
    """An article before reading.

    `text` is plain text in Unicode NFC with «\\n» line ends; all offsets of the `Document` read from it count its code
    points. `source` is the path, «standard input» or the address that answered in the end. `published_source` is
    «metadata», «dateline» or «inferred: …», None with `published`. `media` is the media type it was read as. `warnings`
    are lines for the reader of the briefing about what was lost or assumed on the way.
    """

    text: str
    title: str | None
    source: str
    published: date | None
    published_source: str | None
    media: str
    warnings: tuple[str, ...] = ()


def load(source: str | Path, *, stdin: IO[Any] | None = None) -> Loaded:
    """The article at `source`: a path, «-» (standard input, or `stdin` where given) or an http(s) address.

    Raises `CallError` where there is no such file (with the nearest name), or it is a folder or may not be read, and
    `UnreadableText` where what is there is empty, binary, encrypted, damaged, scanned, too large (20 MB; 10 MB from an
    address) or does not answer within 20 seconds.
    """
    if isinstance(source, str) and source.strip() == "-":
        data = _at_most(_binary(stdin if stdin is not None else sys.stdin), "standard input")
        return _loaded(data, "standard input", None, None)
    if isinstance(source, str) and "://" in source[:32]:
        from westphalia.reading.fetch import fetch

        answer = fetch(source.strip())
        declared = answer.media if answer.media in (TEXT, MARKDOWN, HTML, PDF, WORD) else None
        return _loaded(answer.data, answer.url, declared or _suffix_media(answer.path), answer.charset)
    path = Path(source)
    return _loaded(_file(path), str(path), _suffix_media(path.name), None)


def _loaded(data: bytes, source: str, media: str | None, charset: str | None) -> Loaded:
    from westphalia.reading import datelines, formats, plaintext
    from westphalia.reading.treaty import texts

    if not data.strip():
        raise UnreadableText(f"{source} is empty: there is no text to read")
    media = formats.media_of(data, media, source)
    raw = formats.extract(data, media, source, charset)
    text, warnings = plaintext.normalise(raw.text)
    if not any(character.isalnum() for character in text):
        raise UnreadableText(f"{source} holds no readable text; {READABLE} can be read")
    published, published_source = raw.published, "metadata" if raw.published else None
    if published is None and (published := plaintext.dateline(text)):
        published_source = "dateline"
    if published is None and (likely := datelines.infer(text, source, raw.made)):
        published, published_source = likely
    if published is None and (published := texts.signed_on(text)):
        published_source = "inferred: the day the treaty was signed"
    title = " ".join(plaintext.normalise(raw.title or "")[0].split()) or plaintext.title(text)
    return Loaded(text, title, source, published, published_source, media, raw.warnings + warnings)


def _suffix_media(name: str) -> str | None:
    return _BY_SUFFIX.get(Path(name).suffix.lower())


def _file(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise CallError(f"{path} is a folder: give one article{_example_in(path)}")
        with path.open("rb") as stream:
            return _at_most(stream, str(path))
    except FileNotFoundError:
        raise CallError(f"no file {str(path)!r}{_nearest(path)}") from None
    except PermissionError:
        raise CallError(f"{path} may not be read: you have no permission for it") from None
    except (OSError, ValueError) as error:  # a name too long, a NUL in it, a disk that fails
        short = str(path) if len(str(path)) <= 60 else f"{str(path)[:57]}…"
        reason = getattr(error, "strerror", None) or str(error)
        raise CallError(
            f"{short!r} cannot be opened as a file ({reason}); to read a text itself, pipe it into «-»"
        ) from None


def _at_most(stream: IO[Any], name: str) -> bytes:
    data = stream.read(MAX_FILE_BYTES + 1)
    if isinstance(data, str):
        data = data.encode("utf-8", errors="surrogatepass")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableText(f"{name} is larger than {MAX_FILE_BYTES // 1_000_000} MB: split it into single articles")
    return bytes(data)


def _binary(stream: IO[Any]) -> IO[Any]:
    return getattr(stream, "buffer", stream)


def _example_in(folder: Path) -> str:
    try:
        for path in sorted(folder.iterdir())[:1000]:
            if path.suffix.lower() in _BY_SUFFIX and path.is_file():
                return f", for example {path}"
    except OSError:
        pass
    return ""


def _nearest(path: Path) -> str:
    """«; did you mean …?» from the names in the same folder, or where the folder itself is missing, that."""
    if not path.parent.is_dir():
        return f": there is no folder {str(path.parent)!r}"
    try:
        names = [entry.name for _, entry in zip(range(5000), path.parent.iterdir(), strict=False)]
    except OSError:
        return ""
    stems: dict[str, list[str]] = {}  # without the suffix, which all would share
    for name in sorted(names):
        stems.setdefault(Path(name).stem, []).append(name)
    near = difflib.get_close_matches(path.stem, stems, n=3, cutoff=0.7)
    close = [name for stem in near for name in stems[stem]][:3]
    return f"; did you mean {', '.join(str(path.parent / name) for name in close)}?" if close else ""
