"""Examples to tensors: tokens by the base model's vocabulary, labels by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from training.examples import OUTSIDE, Example, Offsets, Pair
from training.network import Sides, Tokens

LONGEST = 128  # tokens of a text; what is longer is cut


@dataclass
class Batch:
    """A batch and what stands in it; `pairs` are the labels of the rows of `sides`, `words` first tokens of words."""

    examples: Sequence[Example]
    encodings: Sequence[Encoding]
    tokens: Tokens
    sides: Sides | None
    pairs: Sequence[Pair]


def make(examples: Sequence[Example], tokenizer: Tokenizer) -> Batch:
    """The batch of these examples; pairs with a side beyond the longest text are left out."""
    encodings = tokenizer.encode_batch([example.text for example in examples])
    length = max(len(encoding.ids) for encoding in encodings)
    ids = torch.zeros(len(examples), length, dtype=torch.long)
    types, mask = torch.zeros_like(ids), torch.zeros_like(ids)
    text, pairs, ends = [], [], []
    for number, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        n = len(encoding.ids)
        ids[number, :n] = torch.tensor(encoding.ids)
        mask[number, :n] = 1
        spans = [tokens_of(encoding, mention) for mention in example.mentions]
        for span in spans if example.marked else ():
            types[number, span[0] : span[1]] = 1
        for pair in example.pairs:
            # For whomever the text does not mention stands the mark before its first token.
            actor, recipient = (spans[side] if side != OUTSIDE else (0, 1) for side in (pair.actor, pair.recipient))
            if actor[0] < actor[1] and recipient[0] < recipient[1]:
                text.append(number)
                pairs.append(pair)
                ends.append((actor, recipient))
    sides = _sides(text, ends, length) if pairs else None
    return Batch(examples, encodings, Tokens(ids, types, mask), sides, pairs)


def tokens_of(encoding: Encoding, span: Offsets) -> tuple[int, int]:
    """The tokens (first, end) that overlap a span of characters; first = end where there are none."""
    inside = [k for k, (a, b) in enumerate(encoding.offsets) if a < span[1] and b > span[0] and b > a]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _sides(text: list[int], ends: list[tuple[Offsets, Offsets]], length: int) -> Sides:
    at = torch.arange(length)[None]
    a0, a1 = (torch.tensor([pair[0][k] for pair in ends])[:, None] for k in (0, 1))
    r0, r1 = (torch.tensor([pair[1][k] for pair in ends])[:, None] for k in (0, 1))
    actor, recipient = (at >= a0) & (at < a1), (at >= r0) & (at < r1)
    place = torch.full(actor.shape, 3)
    place[at < torch.minimum(a0, r0)] = 2
    place[(at >= a1) & (at < r0)] = 4
    place[(at >= r1) & (at < a0)] = 5
    place[recipient] = 1
    place[actor] = 0
    return Sides(torch.tensor(text), actor.long(), recipient.long(), place)


def tags(encoding: Encoding, spans: Sequence[tuple[str, int, int]], roles: Sequence[str], length: int) -> Tensor:
    """For each token and role 0 outside, 1 first of a span, 2 inside: (tokens, roles); -1 where no token is."""
    found = torch.full((length, len(roles)), -1)
    found[: len(encoding.ids)] = 0
    for role, start, end in sorted(spans, key=lambda span: span[1] - span[2]):
        first, last = tokens_of(encoding, (start, end))
        if first < last:
            found[first, roles.index(role)] = 1
            found[first + 1 : last, roles.index(role)] = 2
    return found
