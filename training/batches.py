"""Examples to tensors: tokens by the base model's vocabulary, labels by token."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import torch
from tokenizers import Encoding, Tokenizer
from torch import Tensor

from training.examples import OUTSIDE, Example, Offsets, Pair
from training.network import Sides, Tokens
from westphalia.reading.model.encoder import WINDOW, windows

LONGEST = 128  # tokens of a text; what is longer is cut


@dataclass
class Batch:
    """A batch and what stands in it; `pairs` are the labels of the rows of `sides`, `words` first tokens of words."""

    examples: Sequence[Example]
    encodings: Sequence[Encoding]
    tokens: Tokens
    sides: Sides | None
    pairs: Sequence[Pair]


def make(examples: Sequence[Example], tokenizer: Tokenizer, window: int = WINDOW) -> Batch:
    """The batch of these examples; pairs with a side beyond the longest text are left out.

    Sentences of an article that follow each other are read together, `window` tokens at most.
    """
    encodings = tokenizer.encode_batch([example.text for example in examples])
    length = max(len(encoding.ids) for encoding in encodings)
    tokens = _tokens(examples, encodings, length, window)
    text, pairs, ends = [], [], []
    for number, (example, encoding) in enumerate(zip(examples, encodings, strict=True)):
        spans = [tokens_of(encoding, mention) for mention in example.mentions]
        for pair in example.pairs:
            # For whomever the text does not mention stands the mark before its first token.
            actor, recipient = (spans[side] if side != OUTSIDE else (0, 1) for side in (pair.actor, pair.recipient))
            if actor[0] < actor[1] and recipient[0] < recipient[1]:
                text.append(number)
                pairs.append(pair)
                ends.append((actor, recipient))
    sides = _sides(text, ends, length) if pairs else None
    return Batch(examples, encodings, tokens, sides, pairs)


def _tokens(examples: Sequence[Example], encodings: Sequence[Encoding], length: int, window: int) -> Tokens:
    rows: list[tuple[int, int, int]] = []  # first, begin, end, as `windows` has them
    for _, run in groupby(enumerate(examples), lambda one: one[1].group if one[1].sentence is not None else one[0]):
        numbers = [number for number, _ in run]
        lengths = [len(encodings[number].ids) for number in numbers]
        rows += [tuple(numbers[0] + k for k in row) for row in windows(lengths, window)]  # type: ignore[misc]
    longest = max(sum(len(one.ids) for one in encodings[first:end]) for first, _, end in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    types, seen = torch.zeros_like(ids), torch.zeros_like(ids)
    at = torch.zeros(len(examples), length, dtype=torch.long)
    mask = torch.zeros_like(at)
    for row, (first, begin, end) in enumerate(rows):
        place = 0
        for number in range(first, end):
            encoding = encodings[number]
            n = len(encoding.ids)
            ids[row, place : place + n] = torch.tensor(encoding.ids)
            seen[row, place : place + n] = 1
            for mention in examples[number].mentions if examples[number].marked else ():
                a, b = tokens_of(encoding, mention)
                types[row, place + a : place + b] = 1
            if number >= begin:
                at[number, :n] = torch.arange(n) + row * longest + place
                mask[number, :n] = 1
            place += n
    return Tokens(ids, types, seen, at, mask)


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
