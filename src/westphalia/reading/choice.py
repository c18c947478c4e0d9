"""Who the other side of a deed is, among all whom a text has named, or nobody: a conditional logit (McFadden 1974)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from westphalia.reading.cast import Scene
from westphalia.reading.events import Found

Row = tuple[float, ...]
Weights = tuple[Row, Row]  # of the features of one who could be meant, and of those of nobody


@dataclass(frozen=True, slots=True)
class Choice:
    """A deed of which one side is known, and who could be the other.

    `features` are rows, one for each of `codes`; `nobody` those of the other outcome; `sure` how probably the known
    side is the one whom it is taken for.
    """

    event: Found
    codes: tuple[str, ...]
    features: tuple[Row, ...]
    nobody: Row
    sure: float = 1.0

    def shares(self, weights: Weights) -> list[float]:
        """The probability of each of `codes`; what is missing to 1 is nobody's."""
        return shares(self.features, self.nobody, weights)

    def best(self, weights: Weights) -> tuple[float, str]:
        """The likeliest of `codes` and its probability, known side and all; 0 where nobody is likelier."""
        shares = self.shares(weights)
        k = max(range(len(shares)), key=shares.__getitem__)
        return (shares[k] * self.sure if shares[k] >= 1 - sum(shares) else 0.0), self.codes[k]

    def pair(self, code: str, scene: Scene) -> tuple[str, str]:
        """The record codes of both sides if the other one is `code`."""
        known = scene.code(self.event.recipient if self.event.actor is None else self.event.actor)
        assert known is not None
        return (code, known) if self.event.actor is None else (known, code)

    def told(self, code: str, share: float, scene: Scene) -> Found:
        """The event with `code` as its other side."""
        side = "actor" if self.event.actor is None else "recipient"
        why = f"{side}: the likeliest of those whom the text has named"
        event = replace(self.event, confidence=round(share, 4), inferred=why)
        setattr(event, side, scene.reference(code))
        return event


def shares(features: Sequence[Row], nobody: Row, weights: Weights) -> list[float]:
    """The probability of each of those who could be meant, by their features; what is missing to 1 is nobody's.

    >>> shares([(0.0,), (0.0,)], (math.log(2),), ((1.0,), (1.0,)))
    [0.25, 0.25]
    """
    odds = [math.exp(_dot(weights[0], row)) for row in features]
    total = sum(odds) + math.exp(_dot(weights[1], nobody))
    return [one / total for one in odds]


def triple(event: Found, scene: Scene) -> tuple[str | None, str, str | None]:
    """Who does what to whom, by record code."""
    return scene.code(event.actor), event.cue.action, scene.code(event.recipient)


def log_odds(share: float) -> float:
    """ln(p / (1 - p)), with p kept between 0.002 and 0.998."""
    share = min(max(share, 0.002), 0.998)
    return math.log(share / (1 - share))


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(weights, row, strict=True))
