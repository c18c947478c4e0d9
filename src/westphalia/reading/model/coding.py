"""PLOVER's action between two marked spans of a sentence: `code_pairs`."""

from __future__ import annotations

import operator
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from westphalia.errors import CallError
from westphalia.ontology.actions import ACTIONS

YIELD = ("CONCEDE", "RETREAT")  # one code in PLV (Hu et al. 2024)
Span = tuple[int, int]


@dataclass(frozen=True)
class Coded:
    """The action of a pair.

    `action` is PLOVER's, None where nothing passes between the two; `probability` its own. `probabilities` are over
    PLOVER's 16 actions and «none» (over the 16 alone, summing to 1, where the pair was said to be related). `plv` are
    over the 15 codes of the PLV data, where YIELD stands for CONCEDE and RETREAT, given that the pair is related; they
    sum to 1. `cut` says that a side lies beyond the 128 word pieces that the model reads of a sentence: then nothing is
    known of the pair, `action` is None, `probability` 0 and the mappings are empty.
    """

    action: str | None
    probability: float
    probabilities: Mapping[str, float]
    plv: Mapping[str, float]
    cut: bool = False


def code_pairs(
    sentences: Sequence[str],
    actors: Sequence[Sequence[int]],
    recipients: Sequence[Sequence[int]],
    *,
    related: bool = False,
) -> list[Coded]:
    """Who does what to whom: one `Coded` for each sentence, with its actor's and recipient's span.

    The three sequences are of one length; spans are (start, end) in code points, end exclusive, as tuples, lists or
    rows of an array. The same sentence may
    stand in several rows, with several pairs. With `related=True` «none» is no answer, as for data in
    which every pair is known to have an event.

    >>> sentence = "Chile expelled two Bolivian diplomats."
    >>> [coded] = code_pairs([sentence], [(0, 5)], [(15, 37)], related=True)
    >>> coded.action
    'SANCTION'

    Raises:
        CallError: the sequences differ in length, or a span is no pair of whole numbers, empty, without a word or not
            inside its sentence.
    """
    from westphalia.reading.model import encoder, heads

    if not len(sentences) == len(actors) == len(recipients):
        raise CallError(
            f"code_pairs takes three sequences of one length, not {len(sentences)}, {len(actors)} and {len(recipients)}"
        )
    rows: dict[str, list[int]] = defaultdict(list)
    asked: list[tuple[Span, Span]] = []
    for row, (sentence, actor, recipient) in enumerate(zip(sentences, actors, recipients, strict=True)):
        if not isinstance(sentence, str):
            raise CallError(f"row {row}: the sentence is of type {type(sentence).__name__}")
        asked.append((_span(row, sentence, actor), _span(row, sentence, recipient)))
        rows[sentence].append(row)
    sides = [[asked[row] for row in group] for group in rows.values()]
    mentions = [sorted({span for pair in group for span in pair}) for group in sides]
    found: dict[int, Coded] = {}
    nothing = [[0.0] * len(group) for group in rows.values()]
    if not related:  # what prose says of pairs is read off sentences without marks
        plain = encoder.encode(list(rows))
        nothing = [heads.pairs(*one).actions[:, -1].tolist() for one in zip(plain, sides, strict=True)]
    marked = encoder.encode(list(rows), mentions)
    for encoded, group, pairs, none in zip(marked, rows.values(), sides, nothing, strict=True):
        for row, share, shares in zip(group, none, heads.codes(encoded, pairs).tolist(), strict=True):
            seen = all(encoded.tokens(*span) != (0, 0) for span in asked[row])
            found[row] = _coded(shares, share, related) if seen else Coded(None, 0.0, {}, {}, cut=True)
    return [found[row] for row in range(len(sentences))]


def _span(row: int, sentence: str, span: Sequence[int]) -> Span:
    """A span as two whole numbers, whatever holds them. Raises `CallError` for what is none of this sentence."""
    try:
        start, end = (operator.index(one) for one in span)
    except (TypeError, ValueError):
        raise CallError(f"row {row}: the span {span!r} is no pair of whole numbers (start, end)") from None
    if not 0 <= start < end <= len(sentence):
        raise CallError(f"row {row}: the span ({start}, {end}) is not inside a sentence of {len(sentence)} characters")
    if not sentence[start:end].strip():
        raise CallError(f"row {row}: the span ({start}, {end}) holds no word")
    return start, end


def _coded(shares: list[float], none: float, related: bool) -> Coded:
    """From the shares of the sixteen actions, given that there is one, and the probability that there is none."""
    given = dict(zip(ACTIONS, shares, strict=True))
    probabilities = given if related else {**{code: (1 - none) * share for code, share in given.items()}, "none": none}
    plv: dict[str, float] = {}
    for code, share in given.items():
        name = "YIELD" if code in YIELD else code
        plv[name] = plv.get(name, 0.0) + share
    best = max(probabilities, key=probabilities.__getitem__)
    return Coded(None if best == "none" else best, probabilities[best], probabilities, plv)
