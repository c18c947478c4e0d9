"""Pronouns that were taken for whom they deal with: in «We met him» the two are not the same.

Where the model sees a deed between a pronoun and another mention of the same actor, and not that the two are one, the
pronoun means somebody else: the likeliest of the others where that is sure enough, else nobody yet.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded
from westphalia.reading.model.meant import Shares, Span, give, kind, naming
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse

_DEED, _ONE = 0.8, 0.2  # probability from which there is a deed between two mentions, and up to which they are not one
_RATHER = 0.5  # share from which another actor is meant instead


def part(
    parse: Parse,
    encoded: Encoded,
    found: dict[Span, Shares],
    shares: Mapping[Span, Shares],
    references: list[Reference],
) -> None:
    """Give such pronouns another actor, or none; `references` grows, and `found` says whom the latter may mean.

    `found` are the mentions of a sentence as `Namings.resolve` gives them, `shares` whom each could mean.
    """
    start = parse.tokens[0].start
    mine = {span: {references[i].code for i in _actors(parse, span)} for span in found}
    loose = [
        span for span in found if mine[span] and kind(parse, span) == "pronoun" and _inferred(parse, span, references)
    ]
    pairs = [(a, b) for a in loose for b in found if mine[a] & mine[b] and (a[1] <= b[0] or b[1] <= a[0])]
    if not pairs:
        return
    sides = [((a[0] - start, a[1] - start), (b[0] - start, b[1] - start)) for a, b in pairs]
    scores = heads.pairs(encoded, [*sides, *((b, a) for a, b in sides)])
    deeds = (1 - scores.actions[:, -1]).reshape(2, -1).max(0)
    ones = scores.same.reshape(2, -1).max(0)
    for k in np.argsort(-deeds):
        pronoun, other = pairs[k]
        if deeds[k] < _DEED or ones[k] > _ONE or not mine[pronoun] & mine[other]:
            continue
        could = shares.get(pronoun, {})
        rest = {code: share for code, share in could.items() if code not in mine[other]}
        nobody = max(1 - sum(could.values()), 0.02)
        total = sum(rest.values()) + nobody
        rest = {code: share / total for code, share in rest.items()}
        best = max(rest, key=rest.__getitem__, default="")
        if best and rest[best] >= _RATHER:
            give(parse, pronoun, [best], rest[best], references)
            mine[pronoun] = {best}
        else:
            for token in naming(parse, pronoun):
                parse.tokens[token].actors = ()
            found[pronoun], mine[pronoun] = rest, set()


def _actors(parse: Parse, span: Span) -> list[int]:
    return [i for token in naming(parse, span) for i in parse.tokens[token].actors]


def _inferred(parse: Parse, span: Span, references: list[Reference]) -> bool:
    return all(references[i].inferred for i in _actors(parse, span))
