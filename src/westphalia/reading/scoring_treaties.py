"""What is counted when annotations of treaty texts are compared (gold/GUIDELINES.md, section 9): one text at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

import numpy as np

from westphalia.reading.goldset import Annotation
from westphalia.reading.scoring_measures import Counts, Measure, matched

FINAL = ("entry_into_force", "duration", "renewal", "withdrawal")
_TERM = ("kind", "period", "notice", "count", "day")


def of_treaty(document: Annotation) -> Annotation:
    """The lists parties, obligations, clauses and signers of a document that was read as a treaty text.

    They are empty where none of its agreements has articles.
    """
    treaty = next((one for one in document["agreements"] if one["articles"]), None)
    if treaty is None:
        return {"parties": [], "obligations": [], "clauses": [], "signers": []}
    terms = [(name, treaty[name]) for name in FINAL if treaty[name] is not None]
    return {
        "parties": [{"code": code} for code in treaty["parties"]],
        "obligations": treaty["obligations"],
        "clauses": [{"clause": name} | {key: term[key] for key in _TERM} for name, term in terms],
        "signers": [{"code": one["code"], "name": one["name"]} for one in treaty["signers"]],
    }


def _rows(name: str, keys: tuple[str, ...]) -> Callable[[str, Annotation, Annotation], Counts]:
    """The rows of a list that agree in `keys`, as multisets."""

    def count(_text: str, gold: Annotation, other: Annotation) -> Counts:
        a, b = (_bag(one.get(name, ()), keys) for one in (gold, other))
        return np.array([(a & b).total(), b.total(), a.total()], float)

    return count


def _bag(rows: Iterable[Annotation], keys: tuple[str, ...]) -> Counter[tuple[object, ...]]:
    return Counter(tuple(_folded(row.get(key)) for key in keys) for row in rows)


def _folded(value: object) -> object:
    """«Zygmunt KORWIN-HALECKI» is Zygmunt Korwin-Halecki."""
    return value.casefold() if isinstance(value, str) else value


def _obligations(*keys: str) -> Callable[[str, Annotation, Annotation], Counts]:
    """Obligations matched by their clauses that agree in `keys`."""

    def count(text: str, gold: Annotation, other: Annotation) -> Counts:
        told = other.get("obligations", [])
        pairs = matched(text, gold["obligations"], told)
        right = sum(all(_plain(a[key]) == _plain(b[key]) for key in keys) for a, b in pairs)
        return np.array([right, len(told), len(gold["obligations"])], float)

    return count


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, (list, tuple)) else value


def _kinds(text: str, gold: Annotation, other: Annotation) -> Counts:
    """ATOP's kinds: each of a clause is one item, right where the matched clause has it too."""
    told = other.get("obligations", [])
    right = sum(len(set(a["kinds"]) & set(b["kinds"])) for a, b in matched(text, gold["obligations"], told))
    return np.array([right, *(sum(len(one["kinds"]) for one in rows) for rows in (told, gold["obligations"]))], float)


TREATY_MEASURES = (
    Measure("parties of the treaty", "F1", "parties", _rows("parties", ("code",))),
    Measure("obligations: their clauses", "F1", "obligations", _obligations()),
    Measure(
        "obligations: who owes them, strength, negation", "F1", "obligations", _obligations("by", "strength", "negated")
    ),
    Measure("kinds of obligation (ATOP)", "F1", "obligations", _kinds),
    Measure("final clauses: kind", "F1", "clauses", _rows("clauses", ("clause", "kind"))),
    Measure("final clauses: kind, lengths of time, count, day", "F1", "clauses", _rows("clauses", ("clause", *_TERM))),
    Measure("signers: side and name", "F1", "signers", _rows("signers", ("code", "name"))),
)
