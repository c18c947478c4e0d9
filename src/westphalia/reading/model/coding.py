"""PLOVER's action between two marked spans of a sentence: `code_pairs`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from westphalia.errors import CallError
from westphalia.ontology.actions import ACTIONS

YIELD = ("CONCEDE", "RETREAT")  # one code in PLV (Hu et al. 2024)


@dataclass(frozen=True)
class Coded:
    """The action of a pair.

    `action` is PLOVER's, None where nothing passes between the two; `probability` its own. `probabilities` are over
    PLOVER's 16 actions and «none» (over the 16 alone, summing to 1, where the pair was said to be related). `plv` are
    over the 15 codes of the PLV data, where YIELD stands for CONCEDE and RETREAT, given that the pair is related; they
    sum to 1.
    """

    action: str | None
    probability: float
    probabilities: Mapping[str, float]
    plv: Mapping[str, float]


def code_pairs(
    sentences: Sequence[str],
    actors: Sequence[tuple[int, int]],
    recipients: Sequence[tuple[int, int]],
    *,
    related: bool = False,
) -> list[Coded]:
    """Who does what to whom: one `Coded` for each sentence, with its actor's and recipient's span.

    The three sequences are of one length; spans are (start, end) in code points, end exclusive. The same sentence may
    stand in several rows, with several pairs. With `related=True` «none» is no answer, as for data in
    which every pair is known to have an event.

    >>> sentence = "Chile expelled two Bolivian diplomats."
    >>> [coded] = code_pairs([sentence], [(0, 5)], [(15, 37)], related=True)
    >>> coded.action
    'SANCTION'

    Raises:
        CallError: the sequences differ in length, or a span is empty or not inside its sentence.
    """
    from westphalia.reading.model import encoder, heads

    if not len(sentences) == len(actors) == len(recipients):
        raise CallError(
            f"code_pairs takes three sequences of one length, not {len(sentences)}, {len(actors)} and {len(recipients)}"
        )
    rows: dict[str, list[int]] = defaultdict(list)
    for row, (sentence, *spans) in enumerate(zip(sentences, actors, recipients, strict=True)):
        for start, end in spans:
            if not 0 <= start < end <= len(sentence):
                raise CallError(
                    f"row {row}: the span ({start}, {end}) is not inside a sentence of {len(sentence)} characters"
                )
        rows[sentence].append(row)
    mentions = [sorted({span for row in group for span in (actors[row], recipients[row])}) for group in rows.values()]
    found: dict[int, Coded] = {}
    sides = [[(actors[row], recipients[row]) for row in group] for group in rows.values()]
    nothing = [[0.0] * len(group) for group in rows.values()]
    if not related:  # what prose says of pairs is read off sentences without marks
        plain = encoder.encode(list(rows))
        nothing = [heads.pairs(*one).actions[:, -1].tolist() for one in zip(plain, sides, strict=True)]
    marked = encoder.encode(list(rows), mentions)
    for encoded, group, pairs, none in zip(marked, rows.values(), sides, nothing, strict=True):
        for row, share, shares in zip(group, none, heads.codes(encoded, pairs).tolist(), strict=True):
            found[row] = _coded(shares, share, related)
    return [found[row] for row in range(len(sentences))]


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
