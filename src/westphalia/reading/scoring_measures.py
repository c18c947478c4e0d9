"""What is counted when annotations are compared (gold/GUIDELINES.md, section 8): counts of one article at a time.

Counts of articles are summed and then made a number, so that they can be resampled.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from westphalia.ontology.types import ClaimKind, Span, Status
from westphalia.reading.goldset import Annotation
from westphalia.reading.sentences import split

Counts = npt.NDArray[np.float64]

_STATUSES = [status.value for status in Status]
_KINDS = [kind.value for kind in ClaimKind]


@dataclass(frozen=True)
class Measure:
    """One row of the table. `count` gives, for F1, right, found and annotated items; for shares right and all; for
    kappas a square table, flat."""

    name: str
    unit: str
    needs: str
    count: Callable[[str, Annotation, Annotation], Counts]
    by_genre: bool = False


def number(unit: str, counts: Counts) -> float | None:
    """The number that summed counts of a unit make; None where there is nothing to compare."""
    return {"F1": _f1, "share": _share, "kappa": _kappa}[unit](counts)


def _f1(counts: Counts) -> float | None:
    """F1 in percent: 2 right / (found + annotated)."""
    return float(200 * counts[0] / (counts[1] + counts[2])) if counts[1] + counts[2] else None


def _share(counts: Counts) -> float | None:
    return float(100 * counts[0] / counts[1]) if counts[1] else None


def _kappa(counts: Counts) -> float | None:
    """Cohen's kappa of a square table; None where chance alone would agree."""
    size = round(len(counts) ** 0.5)
    table = counts.reshape(size, size)
    n = table.sum()
    if not n:
        return None
    chance = float(table.sum(axis=0) @ table.sum(axis=1) / n**2)
    return (float(np.trace(table) / n) - chance) / (1 - chance) if chance < 1 else None


def _events(keys: tuple[str, ...], status: str | None = None) -> Callable[[str, Annotation, Annotation], Counts]:
    """Events that agree in `keys`, as multisets; of one status only, where one is given."""

    def count(_text: str, gold: Annotation, other: Annotation) -> Counts:
        a, b = (_bag(one.get("events", ()), keys, status) for one in (gold, other))
        return np.array([(a & b).total(), b.total(), a.total()], float)

    return count


def _bag(rows: Iterable[Annotation], keys: tuple[str, ...], status: str | None) -> Counter[tuple[str, ...]]:
    whole = [row for row in rows if row["actor"] and row["action"] and row["recipient"]]
    return Counter(tuple(row[key] for key in keys) for row in whole if status in (None, row["status"]))


def _statuses(_text: str, gold: Annotation, other: Annotation) -> Counts:
    """The statuses of events with the same actor, action and recipient; equal ones are paired first."""
    key = ("actor", "action", "recipient", "status")
    a, b = (_bag(one.get("events", ()), key, None) for one in (gold, other))
    table = np.zeros((len(_STATUSES), len(_STATUSES)))
    same = a & b
    for *_, status in same.elements():
        table[_STATUSES.index(status), _STATUSES.index(status)] += 1
    left, right = sorted((a - same).elements()), sorted((b - same).elements())
    for row in left:
        match = next((one for one in right if one[:3] == row[:3]), None)
        if match is not None:
            right.remove(match)
            table[_STATUSES.index(row[3]), _STATUSES.index(match[3])] += 1
    return table.ravel()


def trapped(text: str, gold: Annotation, other: Annotation) -> tuple[int, int, int]:
    """Told as happened although annotated only as something else; of these told in a sentence in which it is annotated
    so (the others are mistakes of another kind, made elsewhere in the text); and how many such there are.

    The second is for annotations that say where an event stands; it is 0 for others.
    """
    key = ("actor", "action", "recipient")
    real = set(_bag(gold["events"], key, "happened"))
    traps = set(_bag(gold["events"], key, None)) - real
    invented = traps & set(_bag(other.get("events", ()), key, "happened"))
    sentences = split(text)
    stands: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for row in gold["events"]:
        stands[tuple(row[k] for k in key)].update(_sentences_of(row, sentences))
    own = {
        one
        for row in other.get("events", ())
        if row["status"] == "happened" and (one := tuple(row[k] for k in key)) in invented
        if stands[one].intersection(_sentences_of(row, sentences))
    }
    return len(invented), len(own), len(traps)


def _sentences_of(row: Annotation, sentences: Sequence[Span]) -> list[int]:
    """The sentences that an event touches, by number; none where nobody said where it stands."""
    if row.get("start") is None:
        return []
    return [i for i, sentence in enumerate(sentences) if sentence.start < row["end"] and row["start"] < sentence.end]


def _claims(text: str, gold: Annotation, other: Annotation) -> Counts:
    pairs = matched(text, gold["claims"], other.get("claims", []))
    return np.array([len(pairs), len(other.get("claims", [])), len(gold["claims"])], float)


def _holders(author: bool) -> Callable[[str, Annotation, Annotation], Counts]:
    """Claims matched by content with the same holder; with or without those that the author holds."""

    def count(text: str, gold: Annotation, other: Annotation) -> Counts:
        claims = other.get("claims", [])
        pairs = [(a, b) for a, b in matched(text, gold["claims"], claims) if author or a["holder"] != "author"]
        sides = [[c for c in side if author or c["holder"] != "author"] for side in (gold["claims"], claims)]
        return np.array([sum(_same_holder(a, b) for a, b in pairs), len(sides[1]), len(sides[0])], float)

    return count


def _same_kind(text: str, gold: Annotation, other: Annotation) -> Counts:
    pairs = matched(text, gold["claims"], other.get("claims", []))
    return np.array([sum(a["kind"] == b["kind"] for a, b in pairs), len(pairs)], float)


def _kinds(text: str, gold: Annotation, other: Annotation) -> Counts:
    table = np.zeros((len(_KINDS), len(_KINDS)))
    for a, b in matched(text, gold["claims"], other.get("claims", [])):
        table[_KINDS.index(a["kind"]), _KINDS.index(b["kind"])] += 1
    return table.ravel()


def _causes(polarity: bool) -> Callable[[str, Annotation, Annotation], Counts]:
    """Causes whose cause and effect each overlap by half, with or without the same polarity."""

    def count(text: str, gold: Annotation, other: Annotation) -> Counts:
        words = _words(text)
        rest = list(other.get("causes", []))
        right = 0
        for one in gold["causes"]:
            match = next((row for row in rest if _same_cause(words, one, row)), None)
            if match is not None:
                rest.remove(match)
                right += not polarity or match["polarity"] == one["polarity"]
        return np.array([right, len(other.get("causes", [])), len(gold["causes"])], float)

    return count


def _same_cause(words: Sequence[tuple[int, int]], a: Annotation, b: Annotation) -> bool:
    return all(_overlap(_inside(words, *a[end]), _inside(words, *b[end])) >= 0.5 for end in ("cause", "effect"))


def _agreements(_text: str, gold: Annotation, other: Annotation) -> Counts:
    a, b = (Counter(frozenset(row["parties"]) for row in one.get("agreements", ())) for one in (gold, other))
    return np.array([(a & b).total(), b.total(), a.total()], float)


def _agreed(gold: Annotation, other: Annotation) -> list[tuple[Annotation, Annotation]]:
    rest = list(other.get("agreements", ()))
    pairs = []
    for row in gold["agreements"]:
        match = next((one for one in rest if set(one["parties"]) == set(row["parties"])), None)
        if match is not None:
            rest.remove(match)
            pairs.append((row, match))
    return pairs


def _agreement_status(_text: str, gold: Annotation, other: Annotation) -> Counts:
    pairs = _agreed(gold, other)
    return np.array([sum(a["status"] == b["status"] for a, b in pairs), len(pairs)], float)


def _agreement_domains(_text: str, gold: Annotation, other: Annotation) -> Counts:
    pairs = [(set(a["domains"]), set(b["domains"])) for a, b in _agreed(gold, other)]
    return np.array([sum(len(a & b) for a, b in pairs), sum(len(b) for _, b in pairs), sum(len(a) for a, _ in pairs)])


# --- matching --------------------------------------------------------------------------------------------------------


def matched(text: str, gold: list[Annotation], other: list[Annotation]) -> list[tuple[Annotation, Annotation]]:
    """Rows with `start` and `end` one to one, the greatest overlap of words first; half the words of the longer one."""
    words = _words(text)
    left, right = ([_inside(words, claim["start"], claim["end"]) for claim in side] for side in (gold, other))
    ranked = sorted(
        ((_overlap(a, b), i, j) for i, a in enumerate(left) for j, b in enumerate(right) if a & b),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    pairs, used_left, used_right = [], set(), set()
    for overlap, i, j in ranked:
        if overlap >= 0.5 and i not in used_left and j not in used_right:
            pairs.append((gold[i], other[j]))
            used_left.add(i)
            used_right.add(j)
    return pairs


def _words(text: str) -> list[tuple[int, int]]:
    return [found.span() for found in re.finditer(r"\w+", text)]


def _inside(words: Sequence[tuple[int, int]], start: int, end: int) -> frozenset[int]:
    return frozenset(i for i, (a, b) in enumerate(words) if start <= a and b <= end)


def _overlap(a: frozenset[int], b: frozenset[int]) -> float:
    """Words in common, of the longer one."""
    return len(a & b) / max(len(a), len(b), 1)


def _same_holder(a: Annotation, b: Annotation) -> bool:
    if "author" in (a["holder"], b["holder"]):
        return bool(a["holder"] == b["holder"])
    if a["holder_code"] and a["holder_code"] == b["holder_code"]:
        return True
    return _head(a["holder"]) == _head(b["holder"])


def _head(holder: str) -> str:
    """The last word of the first noun phrase: «envoy» in «the envoy of the king»."""
    words = re.split(r"\s+(?:of|in|at|from|for|with|who|advising|close)\s+|,", holder)[0].split()
    return words[-1].lower() if words else ""


MEASURES = (
    Measure(
        "events: actor, action, recipient, status",
        "F1",
        "events",
        _events(("actor", "action", "recipient", "status")),
        True,
    ),
    Measure("events without status", "F1", "events", _events(("actor", "action", "recipient"))),
    Measure("events without action", "F1", "events", _events(("actor", "recipient", "status"))),
    Measure("happened events", "F1", "events", _events(("actor", "action", "recipient"), "happened"), True),
    Measure("status of the same events", "kappa", "events", _statuses),
    Measure("claim spans", "F1", "claims", _claims),
    Measure("claim holders", "F1", "claims", _holders(True), True),
    Measure("claim holders other than the author", "F1", "claims", _holders(False)),
    Measure("kind of matched claims", "share", "claims", _same_kind),
    Measure("kind of matched claims", "kappa", "claims", _kinds),
    Measure("causes: cause and effect", "F1", "causes", _causes(False)),
    Measure("causes with polarity", "F1", "causes", _causes(True)),
    Measure("agreements by parties", "F1", "agreements", _agreements),
    Measure("status of matched agreements", "share", "agreements", _agreement_status),
    Measure("domains of matched agreements", "F1", "agreements", _agreement_domains),
)
