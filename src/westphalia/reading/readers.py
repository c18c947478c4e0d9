"""The readers by name: each is a module of this room with a `read_text` of its own, and what it is called with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from westphalia.errors import CallError

if TYPE_CHECKING:
    from westphalia.ontology.types import Document

READERS: dict[str, tuple[str, dict[str, Any]]] = {
    "model": ("reader", {"trained": True}),
    "rules": ("reader", {}),
    "llm": ("llm", {}),
}
DEFAULT = "model"


def check(name: str | None, llm: Mapping[str, Any] | None = None, confidence: float | None = None) -> str:
    """The name of a reader that can be asked now; None is the default.

    Raises `CallError` where there is none of that name, where it lacks settings, or where settings are for another.
    """
    chosen = DEFAULT if name is None else name
    if chosen not in READERS:
        raise CallError(f"no reader {chosen!r}; there are {', '.join(READERS)}")
    if confidence is not None and chosen == "llm":
        raise CallError("the llm reader does not say how sure it is")
    if confidence is not None and not (isinstance(confidence, (int, float)) and 0 <= confidence <= 1):
        raise CallError(f"confidence {confidence!r} is not 0 to 1")
    if chosen == "llm":
        from westphalia.reading.llm_settings import settings

        settings(llm)
    elif llm and any(value is not None for value in llm.values()):
        raise CallError(f"settings of a language model are given, but the reader is {chosen}; ask for the reader llm")
    return chosen


def read_text(text: str, reader: str | None, llm: Mapping[str, Any] | None, about: Mapping[str, Any]) -> Document:
    """What the reader of that name finds in `text`, and by which reader it was found."""
    from westphalia.ontology.types import ReadBy

    name = check(reader, llm, about.get("confidence"))
    about = {key: value for key, value in about.items() if key != "confidence" or value is not None}
    module, keywords = READERS[name]
    if name == "llm":
        keywords = {**keywords, "llm": llm}
    document: Document = import_module(f"westphalia.reading.{module}").read_text(text, **keywords, **about)
    return document if document.read_by else replace(document, read_by=ReadBy(name, program_version()))


@cache
def program_version() -> str:
    """The version of the program that reads, as installed."""
    try:
        return version("westphalia")
    except PackageNotFoundError:
        return "not installed"
