"""The CSV tables beside this module, read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `name` («acts»), as mappings from column to text; do not change them."""
    text = (files("westphalia.dynamics.questions") / f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(name: str) -> frozenset[str]:
    """The words of one row of `words.csv`.

    >>> "soldiers" in words("body")
    True
    """
    return frozenset(next(row["words"] for row in rows("words") if row["set"] == name).split("|"))
