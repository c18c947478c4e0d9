"""Whom the mentions of a text mean that name nobody: «the junta», «it», «its neighbour».

The model chooses among all whom the text names (see `whom`), or nobody. Where it is sure enough the mention has its
actor, marked as inferred, before events are looked for; where it is less sure it says how likely each is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded, Vectors
from westphalia.reading.model.whom import Named, candidates
from westphalia.reading.references import Reference, again
from westphalia.reading.syntax import Parse

SURE = .5  # share from which a mention is taken for the one whom it means
Span = tuple[int, int]
Shares = dict[str, float]


class Namings:
    """Where a text has named whom so far, and what the model makes of each place."""

    def __init__(self) -> None:
        self.named: list[Named] = []
        self.keys: list[Vectors] = []
        self.priors: list[float] = []
        self.sentences = 0

    def resolve(
        self,
        parses: Sequence[Parse],
        encoded: Sequence[Encoded],
        spans: Sequence[Sequence[Span]],
        references: list[Reference],
    ) -> list[dict[Span, Shares]]:
        """Give mentions that name nobody their actors where it is sure; `references` grows by them.

        `spans` are the mentions of each sentence, in characters of the text. Returns for each sentence the
        probabilities of those who could be meant by the others.
        """
        asked = [list(self._take_in(*one, references)) for one in zip(parses, encoded, spans, strict=True)]
        known = np.array(self.keys), np.array(self.priors)
        first = self.sentences - len(parses)
        found: list[dict[Span, Shares]] = []
        for number, (parse, rows) in enumerate(zip(parses, asked, strict=True), first + 1):
            found.append({})
            for span, vector in rows:
                could = candidates(self.named, number, span[0])
                if not could:
                    continue
                traits = np.array([row for _, row in could.values()], np.float32)
                shares = heads.meant(vector, known, [at for at, _ in could.values()], traits)
                by_code = dict(zip(could, shares.tolist()[:-1], strict=True))
                best = max(by_code, key=by_code.__getitem__)
                if by_code[best] < SURE or not _give(parse, span, best, by_code[best], references):
                    found[-1][span] = by_code
        return found

    def _take_in(
        self, parse: Parse, encoded: Encoded, spans: Sequence[Span], references: list[Reference]
    ) -> Iterator[tuple[Span, Vectors]]:
        """Remember who is named in a sentence; the mentions that name nobody, with their vectors."""
        self.sentences += 1
        begin = parse.tokens[0].start
        for start, end in spans:
            first, last = encoded.tokens(start - begin, end - begin)
            if first == last:
                continue
            vector = encoded.vectors[first:last].mean(0)
            inside = [token for token in parse.tokens if start < token.end and token.start < end]
            actors = [references[i] for token in inside for i in token.actors]
            if not any(one.code for one in actors):
                yield (start, end), vector
                continue
            codes = {one.code for one in actors if one.inferred is None}
            if len(codes) == 1 and None not in codes:
                key, prior = heads.keys(vector[None])
                self.named += [Named(self.sentences, start, code) for code in codes if code is not None]
                self.keys.append(key[0])
                self.priors.append(float(prior[0]))


def _give(parse: Parse, span: Span, code: str, share: float, references: list[Reference]) -> bool:
    """Let a mention be somebody named elsewhere; whether there is a word to hang it on."""
    inside = [k for k, token in enumerate(parse.tokens) if span[0] < token.end and token.start < span[1]]
    heads_of = [phrase.head for phrase in parse.phrases if phrase.head in inside]
    known = next((one for one in references if one.code == code and one.inferred is None), None)
    if not inside or known is None:
        return False
    token = parse.tokens[heads_of[0] if heads_of else inside[-1]]
    reference = again(known, token, "pronoun" if len(inside) == 1 else "group")
    references.append(reference)
    reference.sure = share
    token.actors = (len(references) - 1,)
    return True
