"""Whom the mentions of a text mean that name nobody: «the junta», «it», «its neighbour».

The model chooses among all whom the text names (see `whom`), or nobody. Where it is sure enough the mention has its
actor, marked as inferred, before events are looked for; where it is less sure it says how likely each is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from westphalia.reading import firstperson, ours
from westphalia.reading.model import heads
from westphalia.reading.model.encoder import Encoded, Vectors
from westphalia.reading.model.whom import BACK, PERHAPS, Naming, candidates
from westphalia.reading.parties import Parties, head_kind, head_sector
from westphalia.reading.references import Reference, again, as_body
from westphalia.reading.syntax import Parse

SURE = 0.7  # share from which a mention is taken for the one whom it means, whatever a rule took it for
_MOST, _PART = 4, 0.15  # how many a mention can mean at most, and the least share of each of several
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4}
_DEFINITE = frozenset(("the", "these", "those", "all", "other"))
_GUESSED = ("pronoun", "group")
_OTHERS = {"it", "they", "them", "he", "him", "she", "her", "its", "their", "his", "theirs", "itself", "themselves"}
Span = tuple[int, int]
Shares = dict[str, float]


class Namings:
    """Where a text has named whom so far, in so many words or perhaps, and what the model makes of each place."""

    def __init__(self) -> None:
        self.places: list[Naming] = []
        self.rows: list[int] = []  # of each place in `keys`
        self.keys = heads.keys(np.zeros((0, heads.WIDTH), np.float32))
        self.sentences = 0
        self.shares: dict[Span, Shares] = {}  # of the mentions resolved last, whomever they were given

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
        self._forget(number - BACK)
        vectors: list[Vectors] = []
        row = len(self.keys[1])
        asked = [
            list(self._take_in(*one, references, vectors, row)) for one in zip(parses, encoded, spans, strict=True)
        ]
        new = heads.keys(np.array(vectors, np.float32).reshape(-1, heads.WIDTH))
        self.keys = np.concatenate([self.keys[0], new[0]]), np.concatenate([self.keys[1], new[1]])
        found: list[dict[Span, Shares]] = []
        self.shares = {}
        for parse, mentions, sought in zip(parses, spans, asked, strict=True):
            number += 1
            found.append({span: {} for span in mentions})
            for span, k, guessed in sought:
                shares = self._shares(number, span, row + k, vectors[k], _stranger(parse, span))
                if not shares:
                    continue
                self.shares[span] = shares
                sure, codes = _chosen(shares, heads.several(vectors[k]), _counted(parse, span))
                if sure >= SURE:
                    give(parse, span, codes, sure, references)
                elif not guessed:
                    found[-1][span] = shares
        return found

    def _take_in(
        self,
        parse: Parse,
        encoded: Encoded,
        spans: Sequence[Span],
        references: list[Reference],
        vectors: list[Vectors],
        row: int,
    ) -> Iterator[tuple[Span, int, bool]]:
        """Remember who is named in a sentence; the mentions that name nobody, each with its number in `vectors`.

        And with whether a rule guesses whom it means: of pronouns («we» and «our» apart) and institutions.
        """
        self.sentences += 1
        begin = parse.tokens[0].start
        for span in spans:
            first, last = encoded.tokens(span[0] - begin, span[1] - begin)
            if first == last or not _inside(parse, span):
                continue  # in a dateline, which has no words of the sentence
            actors = [references[i] for k in naming(parse, span) for i in parse.tokens[k].actors]
            codes = {one.code for one in actors if one.code is not None}
            plain = {one.code for one in actors if one.inferred is None and one.code is not None}
            if not codes:
                yield span, len(vectors), False
            elif kind(parse, span) != "first" and all(one.inferred and one.how in _GUESSED for one in actors):
                yield span, len(vectors), True  # whose «we» is follows from who speaks
            if len(plain) == 1:
                self._remember(Naming(self.sentences, span[0], plain.pop()), row + len(vectors))
            vectors.append(encoded.vectors[first:last].mean(0))

    def _forget(self, sentence: int) -> None:
        """Leave out what was named up to a sentence."""
        known = [k for k, one in enumerate(self.places) if one.sentence > sentence]
        first = min((self.rows[k] for k in known), default=len(self.keys[1]))
        self.places, self.rows = [self.places[k] for k in known], [self.rows[k] - first for k in known]
        self.keys = self.keys[0][first:], self.keys[1][first:]

    def _remember(self, place: Naming, row: int) -> None:
        self.places.append(place)
        self.rows.append(row)

    def _shares(self, sentence: int, span: Span, row: int, vector: Vectors, stranger: bool) -> Shares:
        """How probably a mention means each who could be meant, which is remembered; its key is in row `row`.

        A `stranger` is of no state.
        """
        could = candidates(self.places, sentence, span[0])
        if not could:
            return {}
        common = heads.common(vector, self.keys)
        alike = [
            max(float(common[self.rows[k]]) + math.log(self.places[k].share) for k in at) for at, _ in could.values()
        ]
        traits = np.array([values for _, values in could.values()], np.float32)
        shares = dict(zip(could, heads.meant(vector, alike, traits).tolist()[:-1], strict=True))
        if stranger:
            shares = {code: share for code, share in shares.items() if ":" in code}
        for code, share in shares.items():
            if share >= PERHAPS:
                self._remember(Naming(sentence, span[0], code, min(share, 0.99)), row)
        return shares


def whole(parse: Parse, spans: Sequence[Span]) -> list[Span]:
    """Mentions without those that are only the end of a word with a hyphen («led» of «the Russian-led bloc»)."""
    return [span for span in spans if not _cut_off(parse, span)]


def _cut_off(parse: Parse, span: Span) -> bool:
    inside = _inside(parse, span)
    return bool(inside) and parse.tag(inside[0] - 1) == "-" and all(parse.tag(k) == "V" for k in inside)


def attach(parse: Parse, spans: Sequence[Span], references: list[Reference]) -> None:
    """Give mentions whose owner stands behind them their actor: «the government in Bangui», «guards of that state»."""
    parties = Parties(parse, references)
    for span in spans:
        head = _head(parse, _inside(parse, span))
        if head is None or naming(parse, span) or parse.tag(head) != "N":
            continue  # «eleven of our cadets» are not all of them
        found = parties.doers([phrase for phrase in parse.phrases if phrase.head == head])
        if found:
            parse.tokens[head].actors = tuple(found)


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


def _stranger(parse: Parse, span: Span) -> bool:
    """«was killed in Syria by a gunman», «armed men»: attackers not told of before, of no state by where they are."""
    head = _head(parse, _inside(parse, span))
    phrase = parse.phrase_of(head) if head is not None else None
    if phrase is None or parse.low(phrase.first) in _DEFINITE or parse.low(phrase.first) in _OTHERS:
        return False
    return head_sector(parse.tokens, phrase) == "REB"


def kind(parse: Parse, span: Span) -> str:
    """«first» of «us» and «our army», «pronoun» of «it» and «its army», else «description»."""
    words = {parse.tokens[k].low for k in _inside(parse, span)}
    if words & {*ours.WORDS, *firstperson.ALONE}:
        return "first"
    return "pronoun" if words & _OTHERS else "description"


def _inside(parse: Parse, span: Span) -> list[int]:
    return [k for k, token in enumerate(parse.tokens) if span[0] < token.end and token.start < span[1]]


def _head(parse: Parse, inside: Sequence[int]) -> int | None:
    return next((phrase.head for phrase in parse.phrases if phrase.head in inside), None)


def _counted(parse: Parse, span: Span) -> int | None:
    """How many a mention says it means («both», «the three governments»); None where it does not say."""
    known = naming(parse, span)[:1]  # «vessels of the two neighbours», which a rule knows
    words = [word for k in known or _inside(parse, span) for word in parse.tokens[k].low.split()]
    if "of" in words or any(word in _OTHERS or word in ours.WORDS for word in words):
        return None  # «its two envoys», «three of its soldiers»
    if "both" not in words and not _DEFINITE.intersection(words):
        return None  # «two soldiers» need not be one of each
    return next((number for word in words if (number := _NUMBERS.get(word))), None)


def _chosen(shares: Shares, several: float, counted: int | None = None) -> tuple[float, list[str]]:
    """Whom a mention means, one or several (as many as are `counted`), and how sure that is."""
    ranked = sorted(shares, key=shares.__getitem__, reverse=True)
    several = 1.0 if counted else several
    together = [code for code in ranked[: counted or _MOST] if shares[code] >= _PART]
    one = (1 - several) * shares[ranked[0]]
    all_of_them = several * sum(shares[code] for code in together) if len(together) > 1 else 0.0
    if counted == 2 and len(together) < 2 <= len(ranked):  # one is clear; how clear is the other, of all but him?
        first, second = (shares[code] for code in ranked[:2])
        all_of_them, together = (first + second) * second / max(1 - first, second), ranked[:2]
    return (one, ranked[:1]) if one >= all_of_them else (all_of_them, together)


def give(parse: Parse, span: Span, codes: Sequence[str], sure: float, references: list[Reference]) -> None:
    """Let a mention be somebody named elsewhere, whomever a rule took it for."""
    inside = _inside(parse, span)
    head = _head(parse, inside)
    guessed = naming(parse, span)
    token = parse.tokens[guessed[0] if guessed else inside[-1] if head is None else head]
    before = token.actors
    if {references[i].code for i in before} == set(codes):
        return
    places = [*before[: len(codes)], *range(len(references), len(references) + len(codes) - len(before))]
    how = "pronoun" if token.low in _OTHERS or token.low in ours.WORDS else "group"
    for place, code in zip(places, codes, strict=True):
        known = next(one for one in references if one.code == code and one.inferred is None)
        references[place : place + 1] = [replace(as_body(again(known, token, how), code), sure=sure)]
    for place in before[len(codes) :]:
        references[place] = references[places[0]]  # a rule guessed more
    token.actors = tuple(places)
