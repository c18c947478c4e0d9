"""Score a reader, or a second annotator, against annotations of the gold set, as GUIDELINES.md defines it.

    python gold/score.py gold/open                   # the reader of the package, on the half that one may look at
    python gold/score.py gold/blind gold/second      # the second annotation against the first

Prints micro scores in percent with a 95 % interval from 1,000 resamples of articles (seed 0).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

Article = dict[str, Any]
Counts = np.ndarray  # right, predicted, annotated
NONE = np.zeros(3)


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("gold", type=Path, help="folder of texts with their annotation")
    arguments.add_argument("other", type=Path, nargs="?", help="folder of a second annotation [default: the reader]")
    asked = arguments.parse_args()
    files = sorted(path for path in asked.gold.glob("*.json"))
    if asked.other:
        files = [path for path in files if (asked.other / path.name).exists()]
    if not files:
        print(f"no annotations in {asked.gold}", file=sys.stderr)
        return 2
    gold = [json.loads(path.read_text(encoding="utf-8")) for path in files]
    texts = [path.with_suffix(".txt").read_text(encoding="utf-8") for path in files]
    if asked.other:
        other = [json.loads((asked.other / path.name).read_text(encoding="utf-8")) for path in files]
    else:
        other = [read(text, article) for text, article in zip(texts, gold, strict=True)]
    print(f"{len(files)} articles, {sum(len(article['events']) for article in gold)} events annotated")
    print(f"{'':38}{'F1 [95 %]':>20}{'precision':>11}{'recall':>8}")
    for name, count in MEASURES.items():
        rows = np.array([count(text, a, b) for text, a, b in zip(texts, gold, other, strict=True)], float)
        print(f"{name:38}{interval(rows):>20}{ratio(rows, 1):>11}{ratio(rows, 2):>8}")
    traps = [trapped(a, b) for a, b in zip(gold, other, strict=True)]
    print(f"invented happened events: {sum(t[0] for t in traps)} of {sum(t[1] for t in traps)} traps")
    return 0


def read(text: str, article: Article) -> Article:
    """What the reader of the package finds, in the layout of an annotation."""
    from westphalia.reading import read_text

    day = date.fromisoformat(article["date"]) if article.get("date") else None
    return read_text(text, published=day, published_source="told" if day else None).to_dict()


def events(keys: tuple[str, ...], status: str | None = None) -> Callable[[str, Article, Article], Counts]:
    """Counts of events that agree in `keys`, as multisets; of one status only, where one is given."""

    def count(_text: str, gold: Article, other: Article) -> Counts:
        a, b = (_bag(article["events"], keys, status) for article in (gold, other))
        return np.array([(a & b).total(), b.total(), a.total()])

    return count


def holders(author: bool) -> Callable[[str, Article, Article], Counts]:
    """Counts of claims matched by content with the same holder; with or without those that the author holds."""

    def count(text: str, gold: Article, other: Article) -> Counts:
        pairs = _matched(text, gold["claims"], other["claims"])
        kept = [(a, b) for a, b in pairs if author or a["holder"] != "author"]
        sides = [
            [claim for claim in article["claims"] if author or claim["holder"] != "author"] for article in (gold, other)
        ]
        return np.array([sum(_same_holder(a, b) for a, b in kept), len(sides[1]), len(sides[0])])

    return count


def agreements(_text: str, gold: Article, other: Article) -> Counts:
    """Counts of agreements with the same set of parties."""
    a, b = (Counter(tuple(sorted(row["parties"])) for row in article["agreements"]) for article in (gold, other))
    return np.array([(a & b).total(), b.total(), a.total()])


def trapped(gold: Article, other: Article) -> tuple[int, int]:
    """Told as happened although annotated only as something else; and how many such there are."""
    key = ("actor", "action", "recipient")
    real = set(_bag(gold["events"], key, "happened"))
    traps = set(_bag(gold["events"], key, None)) - real
    return len(traps & set(_bag(other["events"], key, "happened"))), len(traps)


MEASURES: dict[str, Callable[[str, Article, Article], Counts]] = {
    "events: actor, action, recipient, status": events(("actor", "action", "recipient", "status")),
    "events without status": events(("actor", "action", "recipient")),
    "events without action": events(("actor", "recipient", "status")),
    "happened events": events(("actor", "action", "recipient"), "happened"),
    "claim holders": holders(author=True),
    "claim holders other than the author": holders(author=False),
    "agreements by parties": agreements,
}


def interval(rows: np.ndarray) -> str:
    rng = np.random.default_rng(0)
    draws = rows[rng.integers(0, len(rows), (1000, len(rows)))].sum(axis=1)
    low, high = np.quantile([_f1(draw) for draw in draws], [0.025, 0.975])
    return f"{_f1(rows.sum(axis=0)):.1f} [{low:.1f}, {high:.1f}]"


def ratio(rows: np.ndarray, of: int) -> str:
    right, whole = rows.sum(axis=0)[[0, of]]
    return f"{100 * right / whole:.1f}" if whole else "–"


def _f1(counts: np.ndarray) -> float:
    return 200 * counts[0] / (counts[1] + counts[2]) if counts[1] + counts[2] else 0.0


def _bag(rows: Iterable[Article], keys: tuple[str, ...], status: str | None) -> Counter[tuple[str, ...]]:
    whole = [row for row in rows if row["actor"] and row["action"] and row["recipient"]]
    return Counter(tuple(row[key] for key in keys) for row in whole if status in (None, row["status"]))


def _matched(text: str, gold: list[Article], other: list[Article]) -> list[tuple[Article, Article]]:
    """Claims one to one, greatest overlap of words first; at least half of the words of the longer one."""
    words = [(found.start(), found.end()) for found in re.finditer(r"\w+", text)]

    def inside(claim: Article) -> frozenset[int]:
        return frozenset(i for i, (a, b) in enumerate(words) if claim["start"] <= a and b <= claim["end"])

    left, right = [inside(claim) for claim in gold], [inside(claim) for claim in other]
    ranked = sorted(
        ((len(a & b) / max(len(a), len(b)), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs, used_left, used_right = [], set(), set()
    for overlap, i, j in ranked:
        if overlap >= 0.5 and i not in used_left and j not in used_right:
            pairs.append((gold[i], other[j]))
            used_left.add(i)
            used_right.add(j)
    return pairs


def _same_holder(a: Article, b: Article) -> bool:
    if "author" in (a["holder"], b["holder"]):
        return bool(a["holder"] == b["holder"])
    if a["holder_code"] and a["holder_code"] == b["holder_code"]:
        return True
    return _head(a["holder"]) == _head(b["holder"])


def _head(holder: str) -> str:
    words = re.split(r"\s+(?:of|in|at|from|for|with|who|advising|close)\s+|,", holder)[0].split()
    return words[-1].lower() if words else ""


if __name__ == "__main__":
    sys.exit(main())
