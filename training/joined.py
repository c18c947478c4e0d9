"""The weights of `westphalia.reading.model.join`: `python -m training.joined [FOLDER…]`.

By default of the articles that the rules were mended with, the open half of the gold set among them. Every event that
could be told in them, with the model's shares, and whether it is annotated (actor, action and recipient; as often as
annotated). Two logistic regressions with a little shrinkage (ridge 0.5 on the slopes); prints their weights, and the
expected calibration error of a fit on two thirds of the articles on the rest.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from westphalia.reading import reader
from westphalia.reading.model import join

ROOT = Path(__file__).parents[1]
FOLDERS = (
    ROOT / "gold" / "open",
    *(ROOT / "tests" / "reading" / name / "mended_with" for name in ("articles", "articles_later")),
)
Row = tuple[bool, float, float, float, bool]  # ruled, log-odds of the action, of nothing, of a rival, annotated


def main() -> None:
    """Fit, and say how well it is calibrated."""
    folders = [Path(name) for name in sys.argv[1:]] or FOLDERS
    articles = [_rows(path) for folder in folders for path in sorted(folder.glob("*.json"))]
    for ruled, name in ((True, "RULED"), (False, "ALONE")):
        rows = [[row for row in article if row[0] is ruled] for article in articles]
        print(f"{name} = {fit([row for article in rows for row in article])}  n {sum(map(len, rows))}")
        told: list[tuple[float, bool]] = []
        for part in range(3):
            weights = fit([row for k, article in enumerate(rows) if k % 3 != part for row in article])
            for article in rows[part::3]:
                told += [(float(_share(np.array([[1.0, *row[1:4]]]), weights)[0]), row[4]) for row in article]
        print(f"  calibration error, crossed thirds: {calibration(told):.3f}")


def fit(rows: list[Row]) -> tuple[float, ...]:
    """The weights (constant, action, nothing, rival) of a logistic regression."""
    x = np.array([[1.0, *row[1:4]] for row in rows])
    y = np.array([row[4] for row in rows], float)

    def cost(w: np.ndarray) -> float:
        p = _share(x, w).clip(1e-9, 1 - 1e-9)
        return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() + 0.5 * (w[1:] ** 2).sum())

    return tuple(round(float(value), 2) for value in minimize(cost, np.zeros(4)).x)


def calibration(told: list[tuple[float, bool]]) -> float:
    """Expected calibration error in ten bins of equal width."""
    sure, right = np.array([p for p, _ in told]), np.array([r for _, r in told], float)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum(abs(sure[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in np.unique(bins))
    )


def _share(x: np.ndarray, w: object) -> np.ndarray:
    return 1 / (1 + np.exp(-x @ np.asarray(w)))  # type: ignore[no-any-return]


def _rows(path: Path) -> list[Row]:
    article = json.loads(path.read_text(encoding="utf-8"))
    seen: list[join.Weighed] = []
    codes: list[tuple[str | None, str, str | None]] = []

    def record(found, proposals, parse, references, least):  # type: ignore[no-untyped-def]
        for one in join.weigh(found, proposals, parse, references):
            event = one.event
            if event.actor is not None and event.recipient is not None:
                seen.append(one)
                codes.append((references[event.actor].code, event.cue.action, references[event.recipient].code))
        return join.join(found, proposals, parse, references, least)

    kept, reader.join = reader.join, record
    try:
        day = date.fromisoformat(article["date"]) if article.get("date") else None
        reader.read_text(path.with_suffix(".txt").read_text(encoding="utf-8"), published=day, trained=True)
    finally:
        reader.join = kept
    open_rows = Counter((e["actor"], e["action"], e["recipient"]) for e in article["events"])
    rows: list[Row] = []
    for key, one in sorted(zip(codes, seen, strict=True), key=lambda pair: -pair[1].confidence()):
        right = open_rows[key] > 0
        open_rows[key] -= right
        shares = (join.log_odds(share) for share in (one.action, one.nothing, one.rival))
        rows.append((not one.event.alone, *shares, right))
    return rows


if __name__ == "__main__":
    main()
