"""How sure the model may be: a temperature for the actions of pairs, fitted on held-out sentences of the project.

The temperature minimises the negative log-likelihood of the 17 classes (Guo et al. 2017); the expected calibration
error is that of the likeliest class in ten bins of equal width, weighted by their size.
"""

from __future__ import annotations

import numpy as np
import torch
from scipy.optimize import minimize_scalar
from tokenizers import Tokenizer

from training.examples import Example
from training.measure import vectors_of
from training.network import CLASSES, Network


def temperature(
    network: Network, tokenizer: Tokenizer, fit: list[Example], test: list[Example]
) -> tuple[float, float, float]:
    """The temperature of the examples `fit`, and the calibration errors on `test` without it and with it."""
    x, y = _rows(network, tokenizer, fit)
    found = minimize_scalar(lambda t: _loss(x / t, y), bounds=(0.3, 5.0), method="bounded")
    x, y = _rows(network, tokenizer, test)
    return float(found.x), error(_shares(x), y), error(_shares(x / found.x), y)


def _rows(network: Network, tokenizer: Tokenizer, examples: list[Example]) -> tuple[np.ndarray, np.ndarray]:
    """Logits and classes of pairs with one action and of unrelated pairs."""
    logits, right = [], []
    network.eval()
    with torch.no_grad():
        for batch, vectors in vectors_of(network, tokenizer, examples):
            if batch.sides is None:
                continue
            for row, pair in zip(network.act(vectors, batch.tokens.mask, batch.sides)[0], batch.pairs, strict=True):
                if len(pair.actions) < 2 and not pair.related and not pair.same:
                    logits.append(row.numpy())
                    right.append(CLASSES.index(pair.actions[0] if pair.actions else "none"))
    return np.array(logits, float), np.array(right)


def error(shares: np.ndarray, right: np.ndarray) -> float:
    """Expected calibration error, 0 to 1, of probabilities (rows, classes) against the right classes (rows,)."""
    told, sure = shares.argmax(1), shares.max(1)
    bins = np.minimum((sure * 10).astype(int), 9)
    return float(
        sum(abs((told[bins == k] == right[bins == k]).mean() - sure[bins == k].mean()) * (bins == k).mean()
            for k in np.unique(bins))
    )  # fmt: skip


def _shares(x: np.ndarray) -> np.ndarray:
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)  # type: ignore[no-any-return]


def _loss(x: np.ndarray, y: np.ndarray) -> float:
    return float(-np.log(_shares(x)[np.arange(len(y)), y].clip(1e-12)).mean())
