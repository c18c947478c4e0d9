"""Whom the mentions of whole articles mean: what the head says, and what is right."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from training.batches import Batch, tokens_of
from training.network import Network
from westphalia.reading.model.whom import PERHAPS, Naming, candidates


@dataclass
class Meant:
    """Of a mention whose words name nobody the log shares (candidates + 1,), the last nobody's, and which are right.

    `several` is the logit of its meaning several, `number` how many it means.
    """

    shares: Tensor
    right: Tensor
    several: Tensor
    number: int


def whom(network: Network, vectors: Tensor, batch: Batch) -> Iterator[Meant]:
    """The mentions of a batch whose words name nobody."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, example in enumerate(batch.examples):
        if example.actors is not None:
            groups[example.group].append(number)
    for numbers in groups.values():
        yield from _article(network, vectors, batch, numbers)


def _article(network: Network, vectors: Tensor, batch: Batch, numbers: list[int]) -> Iterator[Meant]:
    pooled: list[Tensor] = []
    named: list[Naming] = []
    rows: list[int] = []  # of `named` in `pooled`
    asked: list[tuple[int, int, int, tuple[str, ...]]] = []  # row, sentence, start, right codes
    for number in numbers:
        example = batch.examples[number]
        for span, codes, names in zip(example.mentions, example.actors or (), example.named, strict=True):
            first, end = tokens_of(batch.encodings[number], span)
            if codes is None or example.sentence is None or first == end:
                continue
            if names:
                named += [Naming(example.sentence, span[0], code) for code in codes]
                rows += [len(pooled)] * len(codes)
            else:
                asked.append((len(pooled), example.sentence, span[0], codes))
            pooled.append(vectors[number, first:end].mean(0))
    if not named or not asked:
        return
    common, nobody, weights, several = network.whom(torch.stack(pooled))
    for row, sentence, start, codes in asked:
        could = candidates(named, sentence, start)
        if not could:
            continue
        traits = torch.tensor([values for _, values in could.values()])
        best = torch.stack(
            [
                (common[row, [rows[k] for k in at]] + torch.tensor([math.log(named[k].share) for k in at])).max()
                for at, _ in could.values()
            ]
        )
        shares = torch.cat([best + traits @ weights[row], nobody[row][None]]).log_softmax(0)
        for code, share in zip(could, shares.exp().tolist(), strict=False):
            if share >= PERHAPS:
                named.append(Naming(sentence, start, code, min(share, 0.99)))
                rows.append(row)
        right = [code in codes for code in could]
        yield Meant(shares, torch.tensor([*right, not any(right)]), several[row], len(codes))
