"""What a shallow parse consists of: noun phrases, verb groups with what hangs on them, and the parse of a sentence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from westphalia.reading.tokens import Token


@dataclass(slots=True, eq=False)
class Phrase:
    """A noun phrase: tokens `first` to `last`, end exclusive, and its head."""

    first: int
    last: int
    head: int


@dataclass(slots=True, eq=False)
class Verb:
    """A verb group and its arguments, all as token indices of the sentence.

    The group is tokens `first` to `last`, both included, `main` its verb. `mood` is fin, inf, ger, part or imp; `tense`
    past, pres, fut, cond or must. `governor` is the token that governs an infinitive or -ing form (`of_object` where
    that is a noun or adjective), `control` the verb group above it. `parallel` is an earlier group that lends this one
    its form («will meet X and sign Y»). `end` is where its arguments end.
    """

    first: int
    last: int
    main: int
    lemma: str
    mood: str
    tense: str = "past"
    negated: bool = False
    passive: bool = False
    perfect: bool = False
    modal: str = ""
    particle: str = ""
    subject: list[Phrase] = field(default_factory=list)
    objects: list[list[Phrase]] = field(default_factory=list)
    prepositions: list[tuple[str, int, list[Phrase]]] = field(default_factory=list)
    governor: int | None = None
    control: int | None = None
    of_object: bool = False
    parallel: int | None = None
    complement: int | None = None
    end: int = 0

    @property
    def by(self) -> list[Phrase]:
        """Who does it, in a passive («was denied by Kigali»)."""
        return [phrase for prep, _, group in self.prepositions if prep == "by" for phrase in group]


@dataclass(slots=True, eq=False)
class Parse:
    """The shallow parse of a sentence, with its phrases by first token and by the token after them."""

    tokens: list[Token]
    phrases: list[Phrase]
    verbs: list[Verb]
    phrase_at: dict[int, Phrase]
    phrase_before: dict[int, Phrase]
    verb_at: dict[int, int]

    def tag(self, i: int) -> str:
        """The tag of token `i`; empty outside the sentence."""
        return self.tokens[i].tag if 0 <= i < len(self.tokens) else ""

    def low(self, i: int) -> str:
        """Token `i` in lower case; empty outside the sentence."""
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def words(self, first: int, last: int) -> str:
        """Tokens `first` to `last` in lower case, joined by spaces; a name shows only as «~».

        So «the United States» is not «united».
        """
        return " ".join("~" if token.actors else token.low for token in self.tokens[first:last])

    def phrase_of(self, i: int) -> Phrase | None:
        """The phrase that holds token `i`."""
        return next((phrase for phrase in self.phrases if phrase.first <= i < phrase.last), None)

    def first_of(self, i: int) -> int:
        """The first token of the phrase that holds token `i`; itself where none does."""
        phrase = self.phrase_of(i)
        return phrase.first if phrase is not None else i

    def clause_of(self, i: int) -> int | None:
        """The number of the verb group whose clause holds token `i`, the innermost."""
        inside = [n for n, verb in enumerate(self.verbs) if verb.first <= i < max(verb.end, verb.last + 1)]
        return inside[-1] if inside else None

    def that_clause(self, verb: Verb) -> Verb | None:
        """The finite verb of the clause that «that» opens right after a verb."""
        if self.low(verb.last + 1) != "that":
            return None
        return next((other for other in self.verbs if other.first > verb.last and other.mood == "fin"), None)

    def verb_on(self, i: int) -> Verb | None:
        """The verb whose group holds token `i`."""
        number = self.verb_at.get(i)
        return self.verbs[number] if number is not None else None

    def verb_of(self, i: int) -> Verb | None:
        """The verb of that clause."""
        number = self.clause_of(i)
        return self.verbs[number] if number is not None else None

    def token_at(self, first: int, last: int, offset: int) -> int:
        """The token at an offset into `words(first, last)`; `last` past its end."""
        at = 0
        for k in range(first, last):
            if at >= offset:
                return k
            at += (1 if self.tokens[k].actors else len(self.tokens[k].low)) + 1
        return last

    def end_of(self, phrase: Phrase) -> int:
        """The token after a phrase and what hangs on it by prepositions («talks *between Peru and Chile* were …»)."""
        k = phrase.last
        while self.tag(k) in ("P", "T", "C") and k + 1 in self.phrase_at and k not in self.verb_at:
            k = self.phrase_at[k + 1].last
        return k

    def mark(self, first: int, marks: Collection[str]) -> int:
        """The first token from `first` on with one of the tags `marks`; the number of tokens where there is none."""
        return next((k for k in range(first, len(self.tokens)) if self.tokens[k].tag in marks), len(self.tokens))

    def is_finite(self, i: int) -> bool:
        """Does a finite verb group start at token `i`?"""
        number = self.verb_at.get(i)
        return number is not None and self.verbs[number].first == i and self.verbs[number].mood == "fin"

    def is_due(self, verb: Verb) -> bool:
        """«is due in Baku», «is expected in Baku», in a headline «due in Baku»: somebody will be there."""
        if verb.lemma == "expect":
            return verb.mood == "fin" and not verb.objects and self.low(verb.last + 1) in ("in", "at", "back")
        at = verb.last + (self.low(verb.last) != "due")
        return verb.lemma == "be" and self.low(at) == "due" and self.low(at + 1) in ("in", "at", "on", "from", "back")
