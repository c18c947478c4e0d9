"""Which actors a noun phrase stands for, as one who acts or as one who is acted upon.

«Russian officials», «the government of Iran» and «Putin» can act; «Russian gas» or «America's allies» cannot act for
Russia or America. What is done to «Israel's decision» or «two Chinese banks» is done to Israel and China; what is done
to «America's allies» is not done to America.
"""

from __future__ import annotations

from functools import cache

from westphalia.ontology.types import ActorKind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import table, word_set
from westphalia.reading.tokens import Token

_OWNERS = ("its", "their", "his", "her", "our")


class Parties:
    """Actors of the phrases of one sentence; results are indices into `references`."""

    def __init__(self, parsed: Parse, references: list[Reference]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references

    def doers(self, phrases: list[Phrase]) -> list[int]:
        """Who acts, for the phrases of a subject or of a «by»."""
        found: list[int] = []
        for phrase in phrases:
            self._extend(found, [i for i in self._doer(phrase) if not self.references[i].place])
        return found

    def targets(self, phrases: list[Phrase]) -> list[int]:
        """Who is acted upon, for the phrases of an object or of a prepositional phrase."""
        found: list[int] = []
        for phrase in phrases:
            self._extend(found, self._target(phrase))
        return found

    def possessors(self, phrase: Phrase) -> list[int]:
        """Who owns or makes the head: «Iran's criticism», «Iranian criticism», «US criticism», «Russia-Iran talks»."""
        found: list[int] = []
        for i in range(phrase.first, phrase.head):
            token = self.tokens[i]
            if not token.actors or self.neutral(i):
                continue
            after = self.tokens[i + 1] if i + 1 < phrase.last else None
            if (
                (
                    token.form in ("adjective", "plural")
                    or (after is not None and after.tag in ("S", "-"))
                    or self._acronym(token)
                )
                or (i and self.tokens[i - 1].tag == "-" and found)
                or self.references[token.actors[0]].how in ("pronoun", "title", "group", "institution")
                or self.references[token.actors[0]].kind is ActorKind.ORGANISATION
            ):
                self._extend(found, list(token.actors))
        return found

    def authors(self, phrase: Phrase) -> list[int]:
        """Who drew something up: «a U.S.-drafted resolution»."""
        found: list[int] = []
        for i in range(phrase.first, phrase.head - 1):
            token, dash, word = self.tokens[i : i + 3]
            if token.actors and dash.tag == "-" and word.low in word_set("who drew it up"):
                self._extend(found, list(token.actors))
        return found

    def named(self, phrase: Phrase) -> list[int]:
        """Every actor named inside the phrase, in order."""
        named = [i for i in range(phrase.first, phrase.last) if self.tokens[i].actors and not self.neutral(i)]
        whose = [i for i in named if self.tokens[i].low not in _OWNERS] or named  # «their Chinese counterpart»
        found: list[int] = []
        for i in whose:
            self._extend(found, list(self.tokens[i].actors))
        return found

    def of_others(self, k: int) -> bool:
        """«critics of Eritrea», «the Syrian president's wife»: named only to say whose critic or relative it is."""
        phrase = self.parse.phrase_of(k)
        if phrase is None:
            return False
        inside = phrase if phrase.head > k else None
        before = self.parse.phrase_before.get(phrase.first - 1) if self.parse.low(phrase.first - 1) == "of" else None
        reference = self.references[self.tokens[k].actors[0]]
        somebody = reference.kind is ActorKind.PERSON or reference.role is not None
        return any(
            head_kind(self.tokens, whose) == "other"
            or self.parse.low(whose.head) in word_set("against somebody")  # «the denuclearisation of North Korea»
            or (somebody and self.parse.low(whose.head) in word_set("kin"))
            for whose in (inside, before)
            if whose is not None
        )

    def is_place(self, k: int) -> bool:
        """Does the mention at token `k` only say where: a town, or a capital after «in»?"""
        reference = self.references[self.tokens[k].actors[0]]
        before = self.tokens[k - 1].low if k else ""
        return reference.place or (reference.how == "capital" and before in ("in", "at", "near", "outside"))

    def codes(self, items: list[int]) -> tuple[str, ...]:
        """The record codes of references, in order, each once."""
        return tuple(dict.fromkeys(code for i in items if (code := self.references[i].code)))

    def neutral(self, i: int) -> bool:
        """«anti-American», «pro-Russian», «US-backed»: named, but neither doer nor target."""
        tokens = self.tokens
        if (
            i >= 2
            and tokens[i - 1].tag == "-"
            and tokens[i - 1].end == tokens[i].start
            and tokens[i - 2].low in word_set("prefixes")
        ):
            return True
        return (
            i + 2 < len(tokens)
            and tokens[i + 1].tag == "-"
            and tokens[i + 1].end == tokens[i + 2].start
            and not tokens[i + 2].actors
            and tokens[i + 2].low.endswith(("ed", "en", "born", "made", "funded", "held"))
            and (tokens[i + 2].low != "led" or self._led(i + 2))
            and tokens[i + 2].low not in word_set("belonging")
        ) or self._maker(i)

    def _led(self, i: int) -> bool:
        """«the Russian-led CSTO» is the body that is named, «the Saudi-led coalition» is Saudi Arabia's."""
        phrase = self.parse.phrase_of(i)
        return phrase is not None and phrase.head > i and bool(self.tokens[phrase.head].actors)

    def _maker(self, i: int) -> bool:
        """«American missiles fired by Ukraine», «Israel used US bombs»: who only made the weapon that another uses."""
        phrase = self.parse.phrase_of(i)
        if phrase is None or i >= phrase.head or head_kind(self.tokens, phrase) != "weapon":
            return False
        for verb in self.parse.verbs:
            if verb.lemma not in word_set("wielding"):
                continue
            if verb.passive:
                used = phrase in verb.subject if verb.mood == "fin" else verb.first == phrase.last
                users = next((group for prep, _, group in verb.prepositions if prep == "by"), [])
            else:
                used, users = any(phrase in group for group in verb.objects), verb.subject
            if used and any(self.tokens[k].actors for one in users for k in range(one.first, one.last)):
                return True
        return False

    def _doer(self, phrase: Phrase) -> list[int]:
        head = self.tokens[phrase.head]
        if head.actors and not self.neutral(phrase.head):
            return self._pair(phrase)
        kind = head_kind(self.tokens, phrase)
        if kind in ("agent", "weapon", "speaker"):
            found = self.named(phrase) or self.whose(phrase)
            sits = head.low in word_set("sit in")
            return found or self._attached(phrase, ("of", "from", "in") if sits else ("of", "from"))
        if head.low in word_set("intentions"):
            return self.possessors(phrase)  # «the US decision to leave»
        if head.low in word_set("nobody"):
            return self._attached(phrase, ("of", "from", "in"))  # «nobody in Moscow telephoned us»
        if head.tag in ("U", "D", "Q") or head.low in word_set("counts"):
            return self._some_of(phrase)
        return []

    def _target(self, phrase: Phrase) -> list[int]:
        head = self.tokens[phrase.head]
        if head.actors and not self.neutral(phrase.head):
            return self._pair(phrase)
        kind = head_kind(self.tokens, phrase)
        if head.low in word_set("against somebody"):
            return []  # «reaffirmed its commitment to the denuclearisation of North Korea»
        if kind == "other":
            return self._some_of(phrase) if head.low in word_set("counts") else []
        found = self.named(phrase)
        if found:
            return found
        if kind == "agent":
            return self._attached(phrase, ("of", "from", "in"))
        return self._attached(phrase, ("of", "from") if head.low in word_set("comes from") else ("of",))

    def _pair(self, phrase: Phrase) -> list[int]:
        """The head; both ends of «Iran-Russia» and of «neighbours India, Pakistan» inside one phrase."""
        found = list(self.tokens[phrase.head].actors)
        i = phrase.head
        while i - 2 >= phrase.first and self.tokens[i - 1].tag == "-" and self.tokens[i - 2].actors:
            found = [*self.tokens[i - 2].actors, *found]
            i -= 2
        return found

    def whose(self, phrase: Phrase) -> list[int]:
        """«Iran, whose guards had crossed into Iraq»: the owner of the phrase behind «whose»."""
        i = phrase.first - 1
        if self.parse.low(i) != "whose":
            return []
        before = self.parse.phrase_before.get(i - 1 if self.parse.tag(i - 1) == "," else i)
        return list(self.tokens[before.head].actors) if before is not None else []

    def _attached(self, phrase: Phrase, prepositions: tuple[str, ...]) -> list[int]:
        i = phrase.last
        if i < len(self.tokens) and self.tokens[i].low in prepositions:
            inner = self.parse.phrase_at.get(i + 1)
            if inner is not None:
                head = self.tokens[inner.head]
                if head.actors and not self.neutral(inner.head):
                    return [*self._pair(inner), *self._joined(inner.last)]
                return self._target(inner)
        return []

    def _some_of(self, phrase: Phrase) -> list[int]:
        """«members of the Taliban» act for it; «six members of the bloc» do not act for the bloc."""
        found = self._attached(phrase, ("of",))
        return [i for i in found if not (self.references[i].code or "").startswith("IGO:")]

    def _joined(self, i: int) -> list[int]:
        """The actors joined to those of the phrase before token `i`: «… of Türkiye and the Republic of Iraq»."""
        found: list[int] = []
        while i < len(self.tokens) and (self.tokens[i].low == "and" or self.tokens[i].tag == ","):
            i += self.tokens[i].tag == "," and self.parse.low(i + 1) == "and"
            inner = self.parse.phrase_at.get(i + 1)
            if inner is None or not self.tokens[inner.head].actors:
                break
            self._extend(found, self._pair(inner))
            i = inner.last
        return found

    def _acronym(self, token: Token) -> bool:
        return token.text.replace(".", "").isupper() and len(token.text) <= 6

    @staticmethod
    def _extend(found: list[int], more: list[int]) -> None:
        for item in more:
            if item not in found:
                found.append(item)


def head_kind(tokens: list[Token], phrase: Phrase) -> str:
    """agent, speaker, weapon, other (somebody else's people), or the empty string for things."""
    return _group(tokens, phrase)[0]


def head_sector(tokens: list[Token], phrase: Phrase) -> str:
    """The sector of those whom the head names («gunmen»: REB), or the empty string."""
    return _group(tokens, phrase)[1]


def _group(tokens: list[Token], phrase: Phrase) -> tuple[str, str]:
    head = tokens[phrase.head]
    if phrase.head > phrase.first:
        two = f"{tokens[phrase.head - 1].low} {head.low}"
        if two in _groups():
            return _groups()[two]
    return _groups().get(head.low, ("", ""))


@cache
def _groups() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["kind"], row["sector"]) for row in table("groups")}
