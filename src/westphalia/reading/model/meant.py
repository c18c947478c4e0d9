"""Whom the mentions of a text mean that name nobody: «the junta», «it», «its neighbour».

The model chooses among all whom the text names (see `whom`), or nobody. Where it is sure enough the mention has its
actor, marked as inferred, before events are looked for; where it is less sure it says how likely each is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from westphalia.ontology.types import ActorKind
from westphalia.reading import firstperson
from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded, Vectors
from westphalia.reading.model.whom import BACK, Naming, candidates
from westphalia.reading.parties import head_kind
from westphalia.reading.references import Reference, again
from westphalia.reading.syntax import Parse

SURE = 0.7  # share from which a mention is taken for the one whom it means, whatever a rule took it for
_MOST, _PART = 4, 0.15  # how many a mention can mean at most, and the least share of each of several
_OTHERS = {"it", "they", "them", "he", "him", "she", "her", "its", "their", "his", "theirs", "itself", "themselves"}
Span = tuple[int, int]
Shares = dict[str, float]


class Namings:
    """Where a text has named whom so far, and what the model makes of each place."""

    def __init__(self) -> None:
        self.places: list[Naming] = []
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

        `spans` are the mentions of each sentence, in characters of the text. Returns them, for each sentence, with the
        probabilities of those whom one could mean that still names nobody.
        """
        number = self.sentences
        asked = [list(self._take_in(*one, references)) for one in zip(parses, encoded, spans, strict=True)]
        keys = np.array(self.keys), np.array(self.priors)
        found: list[dict[Span, Shares]] = []
        for parse, mentions, rows in zip(parses, spans, asked, strict=True):
            number += 1
            found.append({span: {} for span in mentions})
            for span, vector, guessed in rows:
                could = candidates(self.places, number, span[0])
                if not could:
                    continue
                traits = np.array([row for _, row in could.values()], np.float32)
                shares = heads.meant(vector, keys, [at for at, _ in could.values()], traits)
                by_code = dict(zip(could, shares.tolist()[:-1], strict=True))
                sure, codes = _chosen(by_code, heads.several(vector))
                if sure >= SURE:
                    _give(parse, span, codes, sure, references)
                elif not guessed:
                    found[-1][span] = by_code
        first = next((k for k, one in enumerate(self.places) if one.sentence >= number - BACK), len(self.places))
        self.places, self.keys, self.priors = self.places[first:], self.keys[first:], self.priors[first:]
        return found

    def _take_in(
        self, parse: Parse, encoded: Encoded, spans: Sequence[Span], references: list[Reference]
    ) -> Iterator[tuple[Span, Vectors, bool]]:
        """Remember who is named in a sentence; the mentions that name nobody, each with its vector.

        And with whether a rule guesses whom it means: of pronouns and institutions.
        """
        self.sentences += 1
        begin = parse.tokens[0].start
        for span in spans:
            first, last = encoded.tokens(span[0] - begin, span[1] - begin)
            if first == last:
                continue
            vector = encoded.vectors[first:last].mean(0)
            actors = [references[i] for k in naming(parse, span) for i in parse.tokens[k].actors]
            codes = {one.code for one in actors if one.code is not None}
            plain = {one.code for one in actors if one.inferred is None and one.code is not None}
            if not codes:
                yield span, vector, False
            elif all(one.inferred and one.how in ("pronoun", "group") for one in actors):
                yield span, vector, True
            if len(plain) == 1:
                key, prior = heads.keys(vector[None])
                self.places.append(Naming(self.sentences, span[0], plain.pop()))
                self.keys.append(key[0])
                self.priors.append(float(prior[0]))


def naming(parse: Parse, span: Span) -> list[int]:
    """The tokens of a mention that say whose it is: «Washington» in «Washington's envoy», not in «its allies»."""
    inside = _inside(parse, span)
    head = _head(parse, inside)
    if head is not None and parse.tokens[head].actors:
        return [head]
    phrase = next((one for one in parse.phrases if one.head == head), None)
    if phrase is not None and head_kind(parse.tokens, phrase) == "other":
        return []
    return [k for k in inside if parse.tokens[k].actors]


def kind(parse: Parse, span: Span) -> str:
    """«first» of «us» and «our army», «pronoun» of «it» and «its army», else «description»."""
    words = {parse.tokens[k].low for k in _inside(parse, span)}
    return "first" if words & {*firstperson.WORDS} else "pronoun" if words & _OTHERS else "description"


def _inside(parse: Parse, span: Span) -> list[int]:
    return [k for k, token in enumerate(parse.tokens) if span[0] < token.end and token.start < span[1]]


def _head(parse: Parse, inside: Sequence[int]) -> int | None:
    return next((phrase.head for phrase in parse.phrases if phrase.head in inside), None)


def _chosen(shares: Shares, several: float) -> tuple[float, list[str]]:
    """Whom a mention means, one or several, and how sure that is."""
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)
    together = [code for code in ranked[:_MOST] if shares[code] >= _PART]
    one = (1 - several) * shares[ranked[0]]
    all_of_them = several * sum(shares[code] for code in together) if len(together) > 1 else 0.0
    return (one, ranked[:1]) if one >= all_of_them else (all_of_them, together)


def _give(parse: Parse, span: Span, codes: Sequence[str], sure: float, references: list[Reference]) -> None:
    """Let a mention be somebody named elsewhere, whomever a rule took it for."""
    inside = _inside(parse, span)
    head = _head(parse, inside)
    guessed = naming(parse, span)
    token = parse.tokens[guessed[0] if guessed else inside[-1] if head is None else head]
    before = token.actors
    if {references[i].code for i in before} == set(codes):
        return
    places = [*before[: len(codes)], *range(len(references), len(references) + len(codes) - len(before))]
    how = "pronoun" if token.low in _OTHERS or token.low in firstperson.WORDS else "group"
    for place, code in zip(places, codes, strict=True):
        known = next(one for one in references if one.code == code and one.inferred is None)
        body = ActorKind.ORGANISATION if ":" in code else ActorKind.STATE
        as_body = replace(again(known, token, how), actor_id=code, kind=body, role=None, sector=None, place=False)
        references[place : place + 1] = [replace(as_body, sure=sure)]
    for place in before[len(codes) :]:
        references[place] = references[places[0]]  # a rule guessed more
    token.actors = tuple(places)
