"""The weights of `westphalia.reading.model.join`, of `.unnamed` and of `westphalia.reading.sides`.

    python -m training.joined [MODEL]

Of the articles that the rules were mended with, the open half of the gold set among them, and of the project's own
articles that are held out: no rule was mended with them, and the shipped network (or that of the folder MODEL) has not
learned from them.

Of `sides`: every deed of a rule with one side, and whom the annotated event, if there is one, says the other is; of
`unnamed` the same of mentions that name nobody, and of somebody not mentioned: conditional logits (ridge 2). Of `join`,
between the two and of the former articles alone (prose as people read it; the latter are denser): every event that
could be told between sides of which the model has chosen none, with the model's shares, and whether it is annotated
(actor, action and recipient; told twice it is one): a logistic regression for each kind, with a little shrinkage (ridge
0.5 on the slopes). Each is fitted with what comes before in place; calibration is that of a fit on two thirds of the
articles on the rest.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize

from training import logit
from training.articles import Article, annotated, held_out
from westphalia.reading import deeds, reader, sides
from westphalia.reading.choice import Choice, Weights, log_odds, triple
from westphalia.reading.model import encoder, join, unnamed
from westphalia.reading.references import sure_of

ROOT = Path(__file__).parents[1]
FOLDERS = (
    *(ROOT / "gold" / name for name in ("open", "developed")),
    *(ROOT / "tests" / "reading" / name / "mended_with" for name in ("articles", "articles_later")),
)
SHRINK = 2.0  # ridge on the slopes of the choice of an unnamed side
Outcome = tuple[Choice, list[bool]]  # and which of those who could be meant is right
Row = tuple[str, float, float, float, float, bool]  # kind, log-odds of action, nothing, rival, fellow; annotated


def main() -> None:
    """Fit, and say how well it is calibrated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", nargs="?", type=Path, default=encoder.FOLDER)
    encoder.FOLDER = parser.parse_args().model
    prose = [article for folder in FOLDERS for article in annotated(folder)]
    everything = [*prose, *held_out()]
    _fit_choice(sides, "RULES", everything, trained=False)
    _fit_choice(sides, "MODEL", everything)
    _fit_join(prose)
    _fit_choice(unnamed, "WEIGHTS", everything)


def _fit_join(texts: Sequence[Article]) -> None:
    articles = [_rows(article) for article in texts]
    for kind in join.WEIGHTS:
        rows = [[row for row in article if row[0] == kind] for article in articles]
        told: list[tuple[float, bool]] = []
        for part in range(3):
            weights = fit([row for k, article in enumerate(rows) if k % 3 != part for row in article])
            for article in rows[part::3]:
                told += [(float(_share(np.array([[1.0, *row[1:5]]]), weights)[0]), row[5]) for row in article]
        join.WEIGHTS[kind] = fit([row for article in rows for row in article])
        print(f'"{kind}": {join.WEIGHTS[kind]},  n {len(told)}, annotated {sum(right for _, right in told)}')
        print(f"  calibration error, crossed thirds: {calibration(told):.3f}")


def _fit_choice(module: ModuleType, name: str, texts: Sequence[Article], trained: bool = True) -> None:
    chosen = [_choices(article, module, trained) for article in texts]
    guessed: list[tuple[float, bool]] = []
    for part in range(3):
        weights = choose([row for k, rows in enumerate(chosen) if k % 3 != part for row in rows])
        for choice, right in (row for article in chosen[part::3] for row in article):
            shares = choice.shares(weights)
            k = max(range(len(shares)), key=shares.__getitem__)
            guessed.append((shares[k], right[k]))
    found = choose([row for rows in chosen for row in rows])
    setattr(module, name, found)
    print(f"{module.__name__}.{name} = {found}")
    told = [right for share, right in guessed if share >= join.LEAST]
    print(f"  n {len(guessed)}, with somebody {sum(any(right) for rows in chosen for _, right in rows)}")
    print(f"  calibration error, crossed thirds: {calibration(guessed):.3f}; told {len(told)}, right {sum(told)}")


def fit(rows: list[Row]) -> tuple[float, ...]:
    """The weights (constant, action, nothing, rival, fellow) of a logistic regression."""
    x = np.array([[1.0, *row[1:5]] for row in rows])
    y = np.array([row[5] for row in rows], float)

    def cost(w: np.ndarray) -> float:
        p = _share(x, w).clip(1e-9, 1 - 1e-9)
        return float(-(y * np.log(p) + (1 - y) * np.log(1 - p)).sum() + 0.5 * (w[1:] ** 2).sum())

    return tuple(round(float(value), 2) for value in minimize(cost, np.zeros(x.shape[1])).x)


def choose(rows: list[Outcome]) -> Weights:
    """The weights of those who could be meant and of nobody."""
    return logit.fit([logit.Case(choice.features, choice.nobody, right) for choice, right in rows], SHRINK)


def calibration(told: list[tuple[float, bool]]) -> float:
    """Expected calibration error in ten bins of equal width."""
    sure, right = np.array([p for p, _ in told]), np.array([r for _, r in told], float)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum(abs(sure[bins == k].mean() - right[bins == k].mean()) * (bins == k).mean() for k in np.unique(bins))
    )


def _share(x: np.ndarray, w: object) -> np.ndarray:
    return 1 / (1 + np.exp(-x @ np.asarray(w)))  # type: ignore[no-any-return]


def _read(article: Article, module: ModuleType, part: str, watched: Callable[..., Any], trained: bool = True) -> None:
    """Read an article with one part of the reader watched."""
    with patch.object(module, part, watched):
        reader.read_text(article.text, published=article.day, trained=trained)


def _choices(article: Article, module: ModuleType, trained: bool) -> list[Outcome]:
    """Of one article; an annotated event that another mention or a name tells already is nobody's."""
    told: list[tuple[str | None, str, str | None]] = []
    seen: list[tuple[Choice, list[tuple[str, str]], int, int]] = []

    def record(found, scene, *rest):  # type: ignore[no-untyped-def]
        both = [event for event in found if event.actor is not None and event.recipient is not None]
        told.extend(triple(event, scene) for event in both)
        start, end = scene.parse.tokens[0].start, scene.parse.tokens[-1].end
        seen.extend(
            (one, [one.pair(other, scene) for other in one.codes], start, end)
            for one in module.choices(found, scene, *rest[:-1])
        )
        return found

    _read(article, module, "complete", record, trained)
    open_rows: Counter[tuple[str | None, str, str | None]] = Counter(key for key, _ in article.events)
    open_rows.subtract(Counter(told))
    rows: list[Outcome] = []
    for choice, pairs, start, end in seen:
        here = {key for key, at in article.events if at is None or start <= at + 1 <= end}
        keys = [(actor, choice.event.cue.action, recipient) for actor, recipient in pairs]
        rows.append((choice, [key in here and open_rows[key] > 0 for key in keys]))
    return rows


def _rows(article: Article) -> list[Row]:
    seen: list[join.Weighed] = []
    codes: list[tuple[str | None, str, str | None]] = []

    def record(found, proposals, parse, references, least):  # type: ignore[no-untyped-def]
        for one in join.weigh(found, proposals, parse, references):
            event = one.event
            sure = sure_of((event.actor, event.recipient), references)
            if event.actor is not None and event.recipient is not None and event.inferred is None and sure == 1:
                seen.append(one)
                codes.append((references[event.actor].code, event.cue.action, references[event.recipient].code))
        return join.join(found, proposals, parse, references, least)

    _read(article, deeds, "join", record)
    told = {key for key, _ in article.events}
    rows: list[Row] = []
    for key, one in zip(codes, seen, strict=True):
        shares = (log_odds(share) for share in (one.action, one.nothing, one.rival, one.fellow))
        rows.append((one.kind, *shares, key in told))
    return rows


if __name__ == "__main__":
    main()
