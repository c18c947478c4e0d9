"""UD English EWT (CC BY-SA 4.0): dependency trees. Empty nodes and multiword lines are left out."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

from training.examples import Example

_FILES = {
    "train": "en_ewt-ud-train_rebuilt.conllu.gz",
    "dev": "en_ewt-ud-dev.conllu.gz",
    "test": "en_ewt-ud-test.conllu.gz",
}


def examples(data: Path, split: str = "train") -> Iterator[Example]:
    """Each sentence as its words with blanks between them, with head and relation (without subtype) of each word."""
    with gzip.open(data / "text" / _FILES[split], "rt", encoding="utf-8") as lines:
        rows: list[list[str]] = []
        for line in [*lines, "\n"]:
            if line.startswith("#"):
                continue
            if line.strip():
                rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield _sentence([row for row in rows if row[0].isdigit()])
                rows = []


def _sentence(rows: list[list[str]]) -> Example:
    text, words = "", []
    for row in rows:
        text += " " if text else ""
        words.append((len(text), len(text) + len(row[1])))
        text += row[1]
    heads = tuple(int(row[6]) for row in rows)
    return Example(
        text, "ewt", words=tuple(words), heads=heads, labels=tuple(row[7].split(":")[0] for row in rows), group=text
    )
