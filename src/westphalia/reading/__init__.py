"""Text in, structure out: who is named, what is told to have happened, what is agreed and what is claimed by whom.

`read` loads a file, an address or standard input and reads it; `read_text` reads a string. Both give an
`ontology.types.Document`. Nothing here is loaded before the first call.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from westphalia.ontology.types import Document
    from westphalia.reading.load import Loaded

_UNDATED = (
    "the text has no day: «on Friday» gets none, and who held an office or was known by one name then is not found; "
    "give its day (--date, or published= in Python)"
)

__all__ = ["describe_voices", "load", "read", "read_text"]


def read(
    source: str | Path | Loaded,
    *,
    published: date | None = None,
    reader: str | None = None,
    llm: Mapping[str, Any] | None = None,
    confidence: float | None = None,
) -> Document:
    """Load a text (a file, an http(s) address, «-» for standard input, or one already loaded) and read it.

    `published` dates the text where it does not say so itself. `reader` is «model» (the default: rules and a small
    trained model together), «rules» (those alone) or «llm», a language model behind an address of yours: `llm` gives
    `url`, `model`, `prices` and `seconds`, what is missing is taken from the environment (WESTPHALIA_LLM_URL, …).
    Events less sure than `confidence` (0 to 1) are left out; without it those unlikelier than not.
    Raises `UnreadableText` where there is nothing to read, `CallError` for a reader that cannot be asked, `DataError`
    where a service does not answer.
    """
    from westphalia.reading import language, readers
    from westphalia.reading.load import Loaded, load

    readers.check(reader, llm, confidence)
    loaded = source if isinstance(source, Loaded) else load(source)
    code = language.check(loaded.text)
    doubt = language.judge(loaded.text).warning
    day, day_source = (published, "told") if published is not None else (loaded.published, loaded.published_source)
    said = (*loaded.warnings, *([doubt] if doubt else []), *([_UNDATED] if day is None else []))
    return read_text(
        loaded.text,
        source=loaded.source,
        title=loaded.title,
        published=day,
        published_source=day_source,
        language=code,
        warnings=said,
        reader=reader,
        llm=llm,
        confidence=confidence,
    )


def read_text(text: str, *, reader: str | None = None, llm: Mapping[str, Any] | None = None, **about: Any) -> Document:
    """Read a string; keywords as in `reader.read_text`: source, title, published, published_source, language.

    Without `published` the day of its dateline dates the text («PARIS, 3 March 2024 — …»), as in `read`. `reader`,
    `llm` and `confidence` are as in `read`. The text of the document, in which all offsets count, is in the form that
    `read` gives it (Unicode NFC, without invisible characters). Without `language` it is told from the text; where
    that is not English, or in doubt, a warning says so.

    >>> [agreement.parties for agreement in read_text("France and Chad signed a defence pact.").agreements]
    [('FRA', 'TCD')]
    """
    from datetime import date

    from westphalia.errors import CallError
    from westphalia.reading import language, plaintext, readers
    from westphalia.reading.treaty import texts

    if not isinstance(text, str):
        raise CallError(f"read_text reads a string, not {type(text).__name__}; read takes a path or an address")
    if (day := about.get("published")) is not None and type(day) is not date:
        raise CallError(f"published is a datetime.date, such as date(2024, 3, 3), not {day!r}")
    clean, said = plaintext.normalise(text)
    if day is None and (day := plaintext.dateline(clean)) is not None:
        about |= {"published": day, "published_source": "dateline"}
    if "language" not in about:
        told = language.judge(clean)
        about["language"] = told.code
        said = (*said, *language.warnings(told))
    about["warnings"] = (*about.get("warnings", ()), *said)
    document = texts.complete(readers.read_text(clean, reader, llm, about))
    # Who reads a text again may give the warnings of the first reading, which the second one finds too.
    return replace(document, warnings=tuple(dict.fromkeys(document.warnings)))


def describe_voices(document: Document) -> str:
    """In words: who is quoted, who is only paraphrased, who is not heard."""
    from westphalia.reading import voices

    return voices.describe_voices(document)
