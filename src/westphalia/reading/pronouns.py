"""Pronouns that only the clauses around them explain, after the shallow parse.

«Its» belongs to the subject of its clause, «it» and «they» as subjects to the main clause or to what the sentence
before was about, «it» and «them» as objects to the one other side that the text has just named. Number must agree,
and where two could be meant nobody is.
"""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.ontology.types import ActorKind
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, again, as_body
from westphalia.reading.scope import paid_for
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set
from westphalia.reading.tagging import plural
from westphalia.reading.tokens import Token

_BODY = ("it", "its", "itself")
_PLURAL = ("they", "them", "their", "themselves")
_OWNERS = ("its", "their", "his", "her")


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody a sentence has named, as one body («body»), a person or several («plural»)."""

    meant: tuple[Reference, ...]
    number: str

    @property
    def code(self) -> str | None:
        """The one record code, None for several."""
        codes = {one.code for one in self.meant}
        return next(iter(codes)) if len(codes) == 1 else None


class Pronouns:
    """What the last sentence was about; `resolve` reads one parsed sentence and remembers it for the next."""

    def __init__(self) -> None:
        self.topic: Told | None = None
        self.others: list[Told] = []

    def resolve(self, parsed: Parse, references: list[Reference]) -> None:
        """Give every pronoun that is clear its actors; `references` grows by them."""
        sentence = _Sentence(parsed, references, self.topic, self.others)
        sentence.run()
        self.topic, self.others = sentence.about(), sentence.named(len(parsed.tokens))


class _Sentence:
    def __init__(self, parsed: Parse, references: list[Reference], topic: Told | None, others: list[Told]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.topic = topic
        self.before = others

    def run(self) -> None:
        for phrase in self.parse.phrases:
            for k in range(phrase.first, phrase.last):
                token = self.tokens[k]
                if token.actors or token.low not in (*_BODY, *_PLURAL, "his", "her"):
                    continue
                told = self._owner(k, phrase) if k < phrase.head and token.low in _OWNERS else self._alone(k, phrase)
                if token.low == "its" and told is not None and not _agrees("its", told):
                    told = self._main_before(k)  # «Seoul woke after Russian bombers had entered its skies»
                if told is not None and _agrees(token.low, told):
                    self._set(token, told)

    def _set(self, token: Token, told: Told) -> None:
        first = len(self.references)
        self.references.extend(again(one, token, "pronoun") for one in told.meant)
        token.actors = tuple(range(first, len(self.references)))
        if token.low in _OWNERS:
            token.form = "adjective"

    # --- possessives -------------------------------------------------------------------------------------------------

    def _owner(self, k: int, phrase: Phrase) -> Told | None:
        """«its border»: the subject's; «B and its president»: B's; «Its minister …»: whom the text was about."""
        before = self.parse.phrase_before.get(phrase.first - 1) if self.parse.low(phrase.first - 1) == "and" else None
        if before is not None and self.tokens[before.head].actors:
            return self._told([before])
        verb = self._over(phrase)
        if verb is not None and paid_for(self.parse, phrase, verb):
            return self._hit(k, verb)
        if verb is not None:
            return self._subject_of(verb)
        if not any(phrase in v.subject for v in self.parse.verbs):
            return None
        if not self._named_before(k):
            return self.topic
        joined = self.parse.low(k - 1) in word_set("subordinators") | {"and", "but"}
        return self._main_before(k) if joined else None  # «X left, and its neighbour …»

    def _hit(self, k: int, verb: Verb) -> Told | None:
        """«condemned Togo for its raid», «expelled the envoy of Togo over its raid»: who is made to pay did it."""
        told = self._other_side(k, verb)
        if told is None or told.code is None or self.tokens[k].low != "its":
            return told
        return Told(tuple(as_body(one, told.code) for one in told.meant), "body")

    def _main_before(self, k: int) -> Told | None:
        """The subject of the first clause, where it stands before token `k`."""
        main = next((v for v in self.parse.verbs if v.mood == "fin" and v.subject), None)
        return self._subject_of(main) if main is not None and main.last < k else None

    def _over(self, phrase: Phrase) -> Verb | None:
        """The verb that has the phrase, or the phrase it hangs on, among its objects."""
        for _ in range(3):
            for verb in self.parse.verbs:
                groups = [*verb.objects, *(group for _, _, group in verb.prepositions)]
                if any(phrase in group for group in groups):
                    return verb
            i = phrase.first - 1
            above = self.parse.phrase_before.get(i) if self.parse.tag(i) in ("P", "T") else None
            if above is None:
                return None
            phrase = above
        return None

    # --- «it», «they», «them» ----------------------------------------------------------------------------------------

    def _alone(self, k: int, phrase: Phrase) -> Told | None:
        for number, verb in enumerate(self.parse.verbs):
            if phrase in verb.subject:
                return self._as_subject(k, number) if len(verb.subject) == 1 else None
            if any(phrase in group for group in verb.objects):
                return self._other_side(k, verb) if self._addressed(k, verb) else None
            if any(phrase in group and prep in word_set("sides") for prep, _, group in verb.prepositions):
                return self._other_side(k, verb) if self.tokens[k].low in _PLURAL else None
        return None

    def _as_subject(self, k: int, number: int) -> Told | None:
        verb = self.parse.verbs[number]
        if self.tokens[k].low in _BODY and (verb.lemma == "be" and not verb.modal and not verb.perfect):
            return None  # «it is said that …»
        if not self._named_before(k):
            return self.topic
        above = self.parse.verb_at.get(k - 2) if self.parse.low(k - 1) == "that" else None
        if above is not None and self.parse.verbs[above].lemma in word_set("human reports"):
            return self._subject_of(self.parse.verbs[above])  # «Iraq …, and recalled that it had summoned …»
        last = next((v for v in reversed(self.parse.verbs[:number]) if v.mood == "fin" and v.subject), None)
        joined = any(self.parse.low(j) in ("and", "but") for j in range(k - 3, k))
        if joined and last is not None and self.tokens[k].low == self.tokens[last.subject[0].head].low == "it":
            return self._subject_of(last)  # «it jailed the crew of a Chinese ship, and last month it invited Peru»
        main = next((v for v in self.parse.verbs[:number] if v.mood == "fin" and self.parties.doers(v.subject)), None)
        if main is None and self.tokens[k].low == "it":
            bodies = [one for one in self.named(k) if one.number != "person"]
            return bodies[0] if len({one.code for one in bodies}) == 1 and bodies[0].code else None
        opens = word_set("before it") | {"whom", "which", "if", "since"}
        if main is None or (self.parse.low(k - 1) not in opens and not self._in_relative(k, verb, main)):
            return None
        told = self._subject_of(main)
        safe = word_set("parallel") | {"whom", "which"}
        if told is None or (self.parse.low(k - 1) not in safe and len({one.code for one in self.named(k)}) > 1):
            return None
        return told

    def _in_relative(self, k: int, verb: Verb, main: Verb) -> bool:
        """«eased the sanctions it had imposed»: right behind the object of the main verb, without one of its own."""
        before = self.parse.phrase_before.get(k)
        return before is not None and not verb.objects and any(before in group for group in main.objects)

    def _addressed(self, k: int, verb: Verb) -> bool:
        """«accused it of», «told them to»: only somebody can be meant. «them» may also be people who are shot at."""
        if self.parse.low(verb.end) == "as" or verb.mood == "imp":
            return False
        return verb.lemma in word_set("addressing") or (self.tokens[k].low == "them" and verb.lemma in _hurting())

    def _other_side(self, k: int, verb: Verb) -> Told | None:
        """The only one named so far who is not the subject; else the only one of the sentence before."""
        subject = {self.references[i].code for i in self.parties.doers(verb.subject)}
        for told in (self.named(k), self.before):
            others = [one for one in told if one.code is not None and one.code not in subject]
            if others:
                return others[-1] if len({one.code for one in others}) == 1 else None
        return None

    # --- whom the sentence names -------------------------------------------------------------------------------------

    def about(self) -> Told | None:
        """The subject of the first clause that has one of the actors as its subject, an «if» clause aside."""
        hangs = self.parse.low(0) in word_set("hanging")
        fits = [verb for verb in self.parse.verbs if verb.mood == "fin" and verb.subject]
        for verb in fits[1:] if hangs and len(fits) > 1 else fits:
            if verb.subject:
                told = self._subject_of(verb)
                if told is not None or self.parties.named(verb.subject[0]):
                    return told
        if not fits and self.tokens[0].actors:
            meant = tuple(self.references[i] for i in self.tokens[0].actors)
            return Told(meant, "body")  # «Beijing watches.»: a verb that was taken for a noun
        return None

    def named(self, until: int) -> list[Told]:
        """Everybody named before token `until`, places left out, in order."""
        found = []
        for phrase in self.parse.phrases:
            for k in range(phrase.first, min(phrase.last, until)):
                token = self.tokens[k]
                if token.actors and not self.parties.is_place(k):
                    meant = tuple(self.references[i] for i in token.actors)
                    found.append(
                        Told(meant, self._number([phrase]) if k == phrase.head or k + 1 >= phrase.head else "")
                    )
        return found

    def _named_before(self, k: int) -> bool:
        return any(token.actors for token in self.tokens[:k])

    def _subject_of(self, verb: Verb) -> Told | None:
        return self._told(verb.subject)

    def _told(self, phrases: list[Phrase]) -> Told | None:
        found = self.parties.doers(phrases)
        if not found:
            return None
        return Told(tuple(self.references[i] for i in found), self._number(phrases))

    def _number(self, phrases: list[Phrase]) -> str:
        head = self.tokens[phrases[-1].head]
        if len(phrases) > 1 or len(head.actors) > 1:
            return "plural"
        if head.actors:
            one = self.references[head.actors[0]]
            if one.kind is ActorKind.PERSON or one.role:
                return "person"
            return "plural" if head.form == "plural" or head.low in _PLURAL else "body"
        return "plural" if plural(head) else "body"


def _agrees(low: str, told: Told) -> bool:
    if low in _BODY:
        return told.number == "body" and told.code is not None
    if low in _PLURAL:
        return told.number == "plural"
    return told.number == "person" and told.code is not None


def _hurting() -> frozenset[str]:
    return word_set("hurting")
