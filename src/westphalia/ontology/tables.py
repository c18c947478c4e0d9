"""The CSV tables beside this module, read once."""

from __future__ import annotations

import csv
import functools
from datetime import date
from importlib.resources import files


@functools.cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of the table `name` («states.csv») as mappings from column to text; do not change them."""
    text = (files("westphalia.ontology") / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def day(text: str) -> date | None:
    """The date in an ISO 8601 cell; None where the cell is empty."""
    return date.fromisoformat(text) if text else None


def many(text: str) -> tuple[str, ...]:
    """The items of a cell that lists several, parted by semicolons."""
    return tuple(text.split(";")) if text else ()
