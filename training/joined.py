"""The weights of `westphalia.reading.model.join` and `.unnamed`: `python -m training.joined [FOLDER…]`.

By default of the articles that the rules were mended with, the open half of the gold set among them.

Of `join`: every event that could be told in them, with the model's shares, and whether it is annotated (actor, action
and recipient; as often as annotated): a logistic regression for each kind, with a little shrinkage (ridge 0.5 on the
slopes), and the expected calibration error of a fit on two thirds of the articles on the rest. Of `unnamed`, with those
weights in place: every mention that names nobody and seems to act or to be acted upon, and whom the annotated event, if
there is one, says it is: a conditional logit (ridge 2).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from westphalia.reading import reader
from westphalia.reading.model import join, unnamed

ROOT = Path(__file__).parents[1]
FOLDERS = (
    ROOT / "gold" / "open",
    *(ROOT / "tests" / "reading" / name / "mended_with" for name in ("articles", "articles_later")),
)
SHRINK = 2.0  # ridge on the slopes of the choice of an unnamed side
Outcome = tuple[unnamed.Choice, list[bool]]  # and which of those who could be meant is right
Row = tuple[str, float, float, float, bool]  # kind, log-odds of the action, of nothing, of a rival, annotated


def main() -> None:
    """Fit, and say how well it is calibrated."""
    folders = [Path(name) for name in sys.argv[1:]] or FOLDERS
    articles = [_rows(path) for folder in folders for path in sorted(folder.glob("*.json"))]
    for kind in join.WEIGHTS:
        rows = [[row for row in article if row[0] == kind] for article in articles]
        join.WEIGHTS[kind] = fit([row for article in rows for row in article])
        told: list[tuple[float, bool]] = []
        for part in range(3):
            weights = fit([row for k, article in enumerate(rows) if k % 3 != part for row in article])
            for article in rows[part::3]:
                told += [(float(_share(np.array([[1.0, *row[1:4]]]), weights)[0]), row[4]) for row in article]
        print(f'"{kind}": {join.WEIGHTS[kind]},  n {len(told)}, annotated {sum(right for _, right in told)}')
        print(f"  calibration error, crossed thirds: {calibration(told):.3f}")
    chosen = [_choices(path) for folder in folders for path in sorted(folder.glob("*.json"))]
    guessed: list[tuple[float, bool]] = []
    for part in range(3):
        unnamed.MEANT, unnamed.NOBODY = choose([r for k, rows in enumerate(chosen) if k % 3 != part for r in rows])
        for choice, right in (row for article in chosen[part::3] for row in article):
            shares = choice.shares()
            best = max(range(len(shares)), key=shares.__getitem__)
            guessed.append((shares[best], right[best]))
    unnamed.MEANT, unnamed.NOBODY = choose([row for article in chosen for row in article])
    print(f"MEANT = {unnamed.MEANT}\nNOBODY = {unnamed.NOBODY}")
    sure = [right for share, right in guessed if share >= join.LEAST]
    print(f"  n {len(guessed)}, with somebody {sum(any(right) for rows in chosen for _, right in rows)}")
    print(f"  calibration error, crossed thirds: {calibration(guessed):.3f}; told {len(sure)}, right {sum(sure)}")


def fit(rows: list[Row]) -> tuple[float, ...]:
    """The weights (constant, action, nothing, rival) of a logistic regression."""
    x = np.array([[1.0, *row[1:4]] for row in rows])
    y = np.array([row[4] for row in rows], float)

    def cost(w: np.ndarray) -> float:
        p = _share(x, w).clip(1e-9, 1 - 1e-9)
        return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() + 0.5 * (w[1:] ** 2).sum())

    return tuple(round(float(value), 2) for value in minimize(cost, np.zeros(4)).x)


def choose(rows: list[Outcome]) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The weights of those who could be meant and of nobody."""
    most, width = max(len(choice.codes) for choice, _ in rows), len(rows[0][0].features[0])
    x, absent = np.zeros((len(rows), most, width)), np.full((len(rows), most), -1e9)
    right = np.zeros((len(rows), most + 1))
    for k, (choice, outcome) in enumerate(rows):
        x[k, : len(choice.codes)], absent[k, : len(choice.codes)] = choice.features, 0
        right[k, : len(outcome)] = outcome
        right[k, -1] = not any(outcome)
    nobody = np.array([choice.nobody for choice, _ in rows])

    def cost(w: np.ndarray) -> float:
        utility = np.concatenate([x @ w[:width] + absent, (nobody @ w[width:])[:, None]], 1)
        utility -= utility.max(1, keepdims=True)
        shares = np.exp(utility) / np.exp(utility).sum(1, keepdims=True)
        slopes = (w[:width] ** 2).sum() + (w[width + 1 :] ** 2).sum()
        return float(-np.log((shares * right).sum(1).clip(1e-12)).sum() + SHRINK * slopes)

    found = [round(float(value), 2) for value in minimize(cost, np.zeros(width + nobody.shape[1])).x]
    return tuple(found[:width]), tuple(found[width:])


def calibration(told: list[tuple[float, bool]]) -> float:
    """Expected calibration error in ten bins of equal width."""
    sure, right = np.array([p for p, _ in told]), np.array([r for _, r in told], float)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum(abs(sure[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in np.unique(bins))
    )


def _share(x: np.ndarray, w: object) -> np.ndarray:
    return 1 / (1 + np.exp(-x @ np.asarray(w)))  # type: ignore[no-any-return]


def _read(path: Path, module: ModuleType, part: str, watched: Callable[..., object]) -> list[dict]:  # type: ignore[type-arg]
    """Read an article with one part of the reader watched; its annotated events."""
    article = json.loads(path.read_text(encoding="utf-8"))
    day = date.fromisoformat(article["date"]) if article.get("date") else None
    with patch.object(module, part, watched):
        reader.read_text(path.with_suffix(".txt").read_text(encoding="utf-8"), published=day, trained=True)
    return article["events"]  # type: ignore[no-any-return]


def _key(event: dict[str, str]) -> tuple[str, str, str]:
    return event["actor"], event["action"], event["recipient"]


def _choices(path: Path) -> list[Outcome]:
    """Of one article; an annotated event that another mention or a name tells already is nobody's."""
    told: list[tuple[str | None, str, str | None]] = []
    seen: list[tuple[unnamed.Choice, list[join.Key], int, int]] = []

    def record(found, scene, _least):  # type: ignore[no-untyped-def]
        sides = [event for event in found if event.actor is not None and event.recipient is not None]
        code = [one.code for one in scene.references]
        told.extend((code[e.actor], e.cue.action, code[e.recipient]) for e in sides)
        start, end = scene.parse.tokens[0].start, scene.parse.tokens[-1].end
        seen.extend(
            (one, [one.pair(other, scene.references) for other in one.codes], start, end)
            for one in unnamed.choices(found, scene)
        )
        return found

    events = _read(path, unnamed, "complete", record)
    open_rows = Counter(map(_key, events))
    open_rows.subtract(Counter(told))
    rows: list[Outcome] = []
    for choice, pairs, start, end in seen:
        here = {_key(e) for e in events if start <= e.get("start", start) + 1 and e.get("start", start) < end}
        keys = [(actor, choice.event.cue.action, recipient) for actor, recipient in pairs]
        rows.append((choice, [key in here and open_rows[key] > 0 for key in keys]))
    return rows


def _rows(path: Path) -> list[Row]:
    seen: list[join.Weighed] = []
    codes: list[tuple[str | None, str, str | None]] = []

    def record(found, proposals, parse, references, least):  # type: ignore[no-untyped-def]
        for one in join.weigh(found, proposals, parse, references):
            event = one.event
            if event.actor is not None and event.recipient is not None:
                seen.append(one)
                codes.append((references[event.actor].code, event.cue.action, references[event.recipient].code))
        return join.join(found, proposals, parse, references, least)

    open_rows = Counter(map(_key, _read(path, reader, "join", record)))
    rows: list[Row] = []
    for key, one in sorted(zip(codes, seen, strict=True), key=lambda pair: -pair[1].confidence()):
        right = open_rows[key] > 0
        open_rows[key] -= right
        shares = (join.log_odds(share) for share in (one.action, one.nothing, one.rival))
        rows.append((one.kind, *shares, right))
    return rows


if __name__ == "__main__":
    main()
