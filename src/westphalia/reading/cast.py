"""Whom a text has named so far, how often and where last, and who has dealt with whom."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from westphalia.ontology.types import Event
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, code_of
from westphalia.reading.syntax import Parse

Named = dict[str, int]  # record code -> one of its references
Likely = Mapping[tuple[str | None, str | None], Mapping[str, float]]  # of each two, the model's share of each action
_FADES = 0.85  # what a deed counts for after each further sentence


def named(parse: Parse, references: list[Reference]) -> Named:
    """The record codes that a sentence names as somebody who could act or be acted upon, each with a reference."""
    parties = Parties(parse, references)
    aside = {i for k, token in enumerate(parse.tokens) if token.actors and parties.of_others(k) for i in token.actors}
    found: Named = {}
    for phrase in parse.phrases:
        if any(parse.tokens[k].actors and parties.is_place(k) for k in range(phrase.first, phrase.last)):
            continue
        for i in (*parties.doers([phrase]), *parties.targets([phrase])):
            code = references[i].code
            if code is not None and i not in aside and references[i].how != "implied":
                found.setdefault(code, i)
    return found


@dataclass
class Cast:
    """Whom a text has named, sentence by sentence."""

    sentences: int = 0
    known: Named = field(default_factory=dict)
    count: dict[str, int] = field(default_factory=dict)  # record code -> sentences that name it
    last: dict[str, int] = field(default_factory=dict)  # record code -> the last such sentence
    opener: str | None = None  # whom the last sentence that named somebody named first
    deals: dict[frozenset[str], float] = field(default_factory=dict)  # deeds between two, the last ones counting most

    def remember(self, here: Named, events: list[Event]) -> None:
        """Take in whom a sentence names, in order, and what it has told."""
        self.sentences += 1
        self.known.update(here)
        for code in here:
            self.count[code] = self.count.get(code, 0) + 1
            self.last[code] = self.sentences
        self.opener = next(iter(here), self.opener)
        for pair in self.deals:
            self.deals[pair] *= _FADES
        for event in events:
            if event.actor and event.recipient and event.actor != event.recipient:
                pair = frozenset((event.actor, event.recipient))
                self.deals[pair] = self.deals.get(pair, 0.0) + 1


@dataclass(frozen=True)
class Scene:
    """One sentence, whom it names, what was told before it, and what the model makes of each two (None without it)."""

    parse: Parse
    references: list[Reference]
    here: Named
    cast: Cast
    home: str | None = None  # record code of the state that the text is from
    likely: Likely | None = None

    def code(self, index: int | None) -> str | None:
        """The record code of a reference."""
        return code_of(index, self.references)

    def reference(self, code: str) -> int:
        """A reference to one whom the sentence, or one before it, names."""
        return self.here[code] if code in self.here else self.cast.known[code]

    def share(self, pair: tuple[str | None, str | None], action: str) -> float:
        """The model's share of an action of two, one of them None where he is outside the sentence; 0 without it."""
        return (self.likely or {}).get(pair, {}).get(action, 0.0)

    def pairs(self, partner: str, acts: bool, apart: Collection[str | None]) -> dict[str, tuple[str, str]]:
        """Everybody named so far but those in `apart`, each with both sides of a deed between them and `partner`.

        `acts`: whether `partner` is who does it.
        """
        others = (code for code in {**self.here, **self.cast.known} if code not in apart)
        return {code: (partner, code) if acts else (code, partner) for code in others}

    def traits(self, codes: Iterable[str], partner: str, start: int) -> dict[str, dict[str, float]]:
        """What speaks for each as the other side of a deed with `partner` whose words begin at `start`.

        before, after: named in this sentence before the deed, or after it; last, last_but_one: named in the sentence
        before, or the one before that; opener: named first in the last sentence that names anybody; dealt: share of
        the partner's deeds so far that are with it; often: share of the sentences so far that name it; home: the
        state that the text is from.
        """
        with_partner = sum(weight for pair, weight in self.cast.deals.items() if partner in pair)
        return {code: self._traits(code, partner, start, with_partner) for code in codes}

    def _traits(self, code: str, partner: str, start: int, with_partner: float) -> dict[str, float]:
        cast = self.cast
        age = cast.sentences - cast.last.get(code, -9)
        before = code in self.here and self.references[self.here[code]].start < start
        return {
            "before": float(before),
            "after": float(code in self.here and not before),
            "last": float(age == 0),
            "last_but_one": float(age == 1),
            "opener": float(code == cast.opener),
            "dealt": cast.deals.get(frozenset((code, partner)), 0.0) / (0.5 + with_partner),
            "often": cast.count.get(code, 0) / max(1, cast.sentences),
            "home": float(code == self.home),
        }
