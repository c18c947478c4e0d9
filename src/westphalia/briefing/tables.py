"""A small table of text, the common coin of page, Markdown and terminal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Table:
    """Rows of text under names; `more` says what was cut."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    more: str = ""

    def __bool__(self) -> bool:
        return bool(self.rows)
