"""Reading the cue tables that lie beside the reader, once each."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[dict[str, str], ...]:
    """The rows of `name`.csv, as text by column name; an empty cell is the empty string."""
    text = (files("westphalia.reading") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple({key: value or "" for key, value in row.items()} for row in csv.DictReader(text.splitlines()))


@cache
def words(name: str, column: str, kind: str | None = None) -> frozenset[str]:
    """The entries of one column; those of rows whose `kind` is `kind`, where one is given."""
    return frozenset(row[column] for row in table(name) if kind is None or row["kind"] == kind)


def alternatives(cell: str) -> tuple[str, ...]:
    """The alternatives of a cell, which are separated by «|».

    >>> alternatives("treaty|pact")
    ('treaty', 'pact')
    """
    return tuple(part for part in cell.split("|") if part)


@cache
def word_set(name: str, of: str = "word_sets") -> frozenset[str]:
    """The words of one row of `word_sets.csv`, or of another table of the same form.

    >>> "dread" in word_set("fears")
    True
    """
    return frozenset(next(row["words"] for row in table(of) if row["set"] == name).split())
