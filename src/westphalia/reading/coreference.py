"""Pronouns and «the two countries»: who is meant, where the words before leave no real choice.

Only safe cases are resolved: he and she to the last person named; they, «both sides», «these two countries» to the last
pair of states named together; «it» to the state or body that speaks in the same sentence or opens the sentence before.
Possessive «its» is left alone: in «the pact worries Washington, and its allies …» nobody can tell without meaning.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from westphalia.ontology.states import states
from westphalia.ontology.types import ActorKind
from westphalia.reading.references import Reference, again, as_body
from westphalia.reading.roles import COURTS
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.tokens import Token
from westphalia.reading.verbs import forms

_HALVES = {"North": "PRK", "South": "KOR"}
_OFTEN = 2  # sentences that name just two, from which these are the ones whom the text is about

Pairs = list[tuple[Reference, ...]]


def other_of(pairs: Pairs, code: str | None) -> Reference | None:
    """The other one of the first pair in which somebody has this code."""
    for one, other in pairs:
        if code in (one.code, other.code):
            return other if one.code == code else one
    return None


class Discourse:
    """What the text has spoken of so far; `resolve` reads one sentence and remembers it for the next."""

    def __init__(self) -> None:
        self.person: Reference | None = None
        self.person_age = 99
        self.pair: tuple[Reference, ...] = ()
        self.pair_age = 99
        self.opener: Reference | None = None
        self.only: Reference | None = None
        self.bodies: dict[str, Reference] = {}  # organisations named so far
        self.rebels: dict[str, Reference] = {}  # armed groups named so far
        self.known: dict[str, Reference | None] = {}  # «community» for the Caribbean Community; None if two share it
        self.country: Reference | None = None  # the state named last
        self.listed: tuple[Reference, ...] = ()  # the last three or four named as equals
        self.listed_age = 99
        self.gathered: frozenset[str] = frozenset()  # the words of the sentence that named them
        self.founders: tuple[Reference, ...] = ()  # the two whose ministers, presidents, governments open the text
        self.offices: dict[str, Reference] = {}  # «the President» in a readout of his own office
        self.issued: tuple[Reference, ...] = ()  # the states whose document it is
        self.sentences = 0
        self.roles: dict[str, Reference] = {}
        self.minister: Reference | None = None  # the one named last
        self.counts: Counter[frozenset[str | None]] = Counter()
        self.together: Counter[frozenset[str]] = Counter()  # how many sentences have named just these two
        self.pairs: dict[frozenset[str], tuple[Reference, ...]] = {}
        self.states: dict[str | None, Reference] = {}  # by code, each where it was named last, the last one last
        self.named: Counter[str | None] = Counter()  # how often each state was

    def resolve(
        self,
        text: str,
        tokens: list[Token],
        references: list[Reference],
        quotes: Sequence[tuple[int, int]] = (),
    ) -> list[Token]:
        """The tokens of a sentence with every resolved expression as a mention; `references` grows by them.

        Whoever is named between `quotes` is not whom «he» outside them means.
        """
        resolved: list[Token] = []
        seen: list[Reference] = []
        self.sentences += 1
        self.person_age += 1
        self.pair_age += 1
        self.listed_age += 1
        i = 0
        while i < len(tokens):
            token = tokens[i]
            if token.actors:
                quoted = any(a <= token.start < b for a, b in quotes)
                for index in token.actors:
                    self._see(references[index], seen, quoted)
                self._coordination(resolved, token, references)
                resolved.append(token)
                i += 1
                continue
            length, meant = self._meant(tokens, i, resolved, references)
            if not meant:
                resolved.append(token)
                i += 1
                continue
            length = min(length, len(tokens) - i)
            seen.extend(meant)
            if len(meant) == 2:
                self._remember((meant[0], meant[1]))
            elif len(meant) > 2:
                self.listed_age = 0
            whole = Token(token.start, tokens[i + length - 1].end, text[token.start : tokens[i + length - 1].end])
            how = "pronoun" if length == 1 else "group" if len(meant) > 1 else "title"
            if meant is self.issued:
                how = "institution"  # which the model does not know better
            whole.actors = tuple(range(len(references), len(references) + len(meant)))
            whole.form = "adjective" if token.low in ("his", "their", "its") else "noun"
            references.extend(again(reference, whole, how) for reference in meant)
            resolved.append(whole)
            i += length
        self._close(seen, resolved, references)
        return resolved

    def _meant(
        self, tokens: list[Token], i: int, before: list[Token], references: list[Reference]
    ) -> tuple[int, tuple[Reference, ...]]:
        low = tokens[i].low
        if low in ("he", "she", "him", "his", "her", "himself", "herself"):
            if self.person is not None and self.person_age <= 2:
                return 1, (self.person,)
            return 0, ()
        if low == "they" and self.issued and not any(token.text[0].isalpha() for token in before):
            return 1, self.issued
        if low in ("they", "them", "their", "themselves"):
            speaker = _speaker([token for token in before if token.low != "that"]) if low == "they" else None
            if speaker is not None and references[speaker].text.endswith("s"):
                return 1, (references[speaker],)  # «the Houthis said they had …»
            if any(token.actors and token.form == "plural" for token in before):
                return 0, ()  # «the Saudis called home their ambassador»
            if self.listed and self.listed_age <= 1 and self.listed_age <= self.pair_age:
                return 1, self.listed
            return (1, self.pair) if self.pair_age <= 1 and self._sure() else (0, ())
        if low == "its":
            speaker = _speaker([token for token in before if token.low != "that"])
            owner = _as_body(references[speaker]) if speaker is not None else None
            return (1, (owner,)) if owner is not None else (0, ())
        if low == "it":
            meant = self._it(tokens, i, before, references)
            return (1, (meant,)) if meant is not None else (0, ())
        for words, kind in _references().get(low, ()):
            if [token.low for token in tokens[i : i + len(words)]] == list(words) and not _goes_on(
                tokens, i + len(words)
            ):
                if kind == "pair":
                    here = _two_named(before, references)
                    found = here or self._group(kind)
                elif kind.startswith("met as "):
                    met = kind.removeprefix("met as ") in self.gathered
                    found = self.issued or self.founders or (self._group("all") if met else ())
                else:
                    found = self._group(kind)
                if found:
                    return len(words), found
        alone = 1 if low == "both" else 2 if low == "the" and i + 1 < len(tokens) and tokens[i + 1].low == "two" else 0
        if alone and _ends(tokens, i + alone):
            found = _two_named(before, references) or self._group("pair")
            if found:
                return alone, found
        if not before and low in word_set("bare equals") and i + 1 < len(tokens) and self.founders:
            return (0, ()) if tokens[i + 1].low == "of" or tokens[i + 1].actors else (1, self.founders)
        if low == "the" and i + 1 < len(tokens):
            half = self._half(tokens, i + 1)
            if half is not None:
                return 2, (half,)
            body = self._body(tokens, i + 1)
            if body is not None:
                return 2, (body,)
            office = self._office(tokens, i + 1)
            if office is not None:
                return office
            for length in (4, 3, 2, 1):
                role = " ".join(token.low for token in tokens[i + 1 : i + 1 + length])
                if role in self.roles and not _goes_on(tokens, i + 1 + length):
                    return 1 + length, (self.roles[role],)
        return 0, ()

    def _office(self, tokens: list[Token], i: int) -> tuple[int, tuple[Reference, ...]] | None:
        """«the President» whose office issues the text, «the Minister» who was named last with his ministry."""
        for length in (2, 1):
            words = tokens[i : i + length]
            role = " ".join(token.low for token in words)
            if not all(token.text[0].isupper() for token in words) or _goes_on(tokens, i + length):
                continue
            after = tokens[i + length].text if i + length < len(tokens) else ""
            if after[:1].isupper() or after == "of":
                continue
            meant = self.offices.get(role) or (self.minister if role == "minister" and self.offices else None)
            if meant is not None:
                return 1 + length, (meant,)
        return None

    def _half(self, tokens: list[Token], i: int) -> Reference | None:
        """«the North», «the South» of a text on Korea."""
        code = _HALVES.get(tokens[i].text)
        if code is None:
            return None
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        goes_on = after is not None and (after.actors or after.low == "of" or after.text[0].isupper())
        known = self.states.get("PRK") or self.states.get("KOR")
        own = any(token.low == "'s" or token.low == "’s" for token in tokens[i + 1 : i + 2])
        if known is None or (goes_on and not own):
            return None
        return replace(as_body(known, code), name=states()[code].name)

    def _body(self, tokens: list[Token], i: int) -> Reference | None:
        """«the Community» after the Caribbean Community."""
        token = tokens[i]
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        longer = after is not None and after.text[0].isupper() and after.start == token.end + 1
        if longer or not token.text[0].isupper() or _goes_on(tokens, i + 1):
            return None
        if token.text == "Fund" and "fund" not in self.known:
            return Reference(
                token.start, token.end, "the Fund", "IGO:IMF", "IGO:IMF", "name", ActorKind.ORGANISATION, "IMF"
            )
        return self.known.get(token.low)

    def _group(self, kind: str) -> tuple[Reference, ...]:
        counted = {"pair": 2, "three": 3, "four": 4}.get(kind, 0)
        if self.issued and (kind == "all" or len(self.issued) == counted):
            return self.issued
        if kind == "pair":
            return self._pair()
        if kind == "all":
            if self.listed and self.listed_age <= 4 and self.listed_age <= self.pair_age:
                return self.listed
            return self.founders or self._pair()
        if kind in _bodies_by_form():
            named = [one for one in self.bodies.values() if one.code in _bodies_by_form()[kind]]
            return (named[0],) if len(named) == 1 else ()
        if kind in _by_form():
            fitting = [one for code, one in reversed(self.states.items()) if code in _by_form()[kind]]
            return (max(fitting, key=lambda one: self.named[one.code]),) if fitting else ()
        if kind == "three":
            return self.listed if len(self.listed) == 3 and self.listed_age <= 6 else ()
        if kind == "four":
            return self.listed if len(self.listed) == 4 and self.listed_age <= 6 else ()
        if kind == "rebels":
            return tuple(self.rebels.values()) if len(self.rebels) == 1 else ()
        if kind == "that country":
            return (self.country,) if self.country is not None else ()
        if kind in ("former", "latter"):
            return (self.pair[0 if kind == "former" else 1],) if self.pair_age <= 1 and self._sure() else ()
        if kind == "country":
            return (self.only,) if self.only is not None else ()
        return ()

    def _it(self, tokens: list[Token], i: int, before: list[Token], references: list[Reference]) -> Reference | None:
        """A state or body that «it» stands for, where «it» has a verb of its own and is no empty «it is …»."""
        after = tokens[i + 1].low if i + 1 < len(tokens) else ""
        if after not in forms() and after not in word_set("auxiliaries") and not after.endswith("ly"):
            return None
        speaker = _speaker(before)
        if after in word_set("empty it") and (after != "would" or speaker is None):
            return None
        if speaker is not None:
            return _as_body(references[speaker])
        if not any(token.text[0].isalpha() for token in tokens[:i]):
            return self.opener
        if tokens[i - 1].low not in word_set("before it"):
            return None
        first = next((k for k, token in enumerate(before) if token.actors), None)
        several = len({references[k].code for token in before for k in token.actors}) > 1
        if first is None or len(before[first].actors) != 1 or any(token.low in forms() for token in before[:first]):
            return None
        if several and tokens[i - 1].low not in ("and", "but", ";", ","):
            return None
        return _as_body(references[before[first].actors[0]])

    def _see(self, reference: Reference, seen: list[Reference], quoted: bool = False) -> None:
        if reference.place:
            return
        seen.append(reference)
        if (reference.kind is ActorKind.PERSON or reference.role) and not quoted:
            self.person, self.person_age = reference, 0
            if reference.role:
                self.roles[reference.role] = reference
                if "minister" in reference.role and "prime" not in reference.role:
                    self.minister = reference
        elif reference.kind is ActorKind.STATE:
            self.country = reference
            self.states.pop(reference.code, None)
            self.states[reference.code] = reference
            self.named[reference.code] += 1
        elif reference.kind is ActorKind.ORGANISATION and reference.how == "name":
            self.bodies[reference.actor_id] = reference
        if (reference.code or "").startswith(("REB:", "CRM:")):
            self.rebels[reference.actor_id] = reference
        if reference.how == "name" and (reference.code or "").partition(":")[1] and " " in reference.text:
            last = reference.text.rsplit(" ", 1)[-1].lower()
            other = self.known.get(last, reference)
            self.known[last] = reference if other is not None and other.actor_id == reference.actor_id else None

    def _coordination(self, before: list[Token], token: Token, references: list[Reference]) -> None:
        """Remember «X and Y» and «X-Y» when Y comes; a third equal makes it no pair."""
        if len(token.actors) != 1:
            return
        k = len(before) - 1
        while k >= 0 and before[k].low in ("the", "both", "of"):
            k -= 1
        if k < 1 or not (
            before[k].low in ("and", "&") or (before[k].text in "-–" and before[k].start == before[k - 1].end)
        ):
            return
        k -= 1
        if before[k].low == ",":
            k -= 1
        if k < 0 or len(before[k].actors) != 1:
            return
        left, right = references[before[k].actors[0]], references[token.actors[0]]
        if left.code is None or right.code is None or left.code == right.code:
            return
        if k >= 2 and before[k - 1].low == "," and before[k - 2].actors:
            self.pair = ()
            self._list(before, k - 2, (left, right), references)
            return
        self._remember((left, right))
        self.gathered = _words(before)
        if self.sentences <= 4 and not self.founders and self.gathered & word_set("those who meet"):
            self.founders = (left, right)

    def _list(self, before: list[Token], k: int, found: tuple[Reference, ...], references: list[Reference]) -> None:
        """Remember «X, Y and Z», from Y and Z back; five are too many to be meant by «they»."""
        while k >= 0 and len(before[k].actors) == 1:
            found = (references[before[k].actors[0]], *found)
            k -= 2 if k and before[k - 1].low == "," else len(before)
        codes = {reference.code for reference in found}
        if len(found) <= 4 and None not in codes and len(codes) == len(found):
            self.listed, self.listed_age, self.gathered = found, 0, _words(before)
        else:
            self.listed = ()

    def _remember(self, pair: tuple[Reference, Reference]) -> None:
        self.pair, self.pair_age = pair, 0
        self.counts[frozenset((pair[0].code, pair[1].code))] += 1

    def pairs_in_view(self) -> Pairs:
        """Two states each: the pair that the text is about, if it names one often enough, then those named last."""
        lately = [self.pair] if self.pair_age <= 4 else []
        often = [(self.pairs[codes], times) for codes, times in self.together.most_common(1)]
        ranked = [pair for pair, times in often if times >= _OFTEN] + lately + [pair for pair, _ in often]
        return [pair for pair in ranked if len(pair) == 2 and not any(":" in (one.code or "") for one in pair)]

    def _pair(self) -> tuple[Reference, ...]:
        """The two that were named last, else those two whom the text has named together more often than any others."""
        if self.pair_age <= 4 and self._sure():
            return self.pair
        ranked = self.together.most_common(2)
        if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
            return self.founders
        return self.pairs[ranked[0][0]]

    def _sure(self) -> bool:
        """Is the last pair the one meant? Not where the text has spoken far more of another."""
        if len(self.pair) != 2:
            return False
        here = self.counts[frozenset((self.pair[0].code, self.pair[1].code))]
        most = max(self.counts.values(), default=0)
        return most < 3 or most < 2 * max(1, here)

    def _close(self, seen: list[Reference], tokens: list[Token], references: list[Reference]) -> None:
        codes: dict[str, Reference] = {}
        for reference in seen:
            if reference.code is not None and reference.code not in COURTS:  # where two meet, and none of the two
                codes.setdefault(reference.code, reference)
        if len(codes) == 2:
            self.together[frozenset(codes)] += 1
            self.pairs.setdefault(frozenset(codes), tuple(codes.values()))
            if self.pair_age > 0:
                self.pair, self.pair_age = tuple(codes.values()), 0
        if len(codes) == 1:
            only = next(iter(codes.values()))
            self.only = _as_body(only)
        elif codes:
            self.only = None
        first = next((token for token in tokens if token.actors), None)
        if tokens and tokens[0].low in word_set("hanging"):
            self.opener = None  # «If Georgia bows, Russia will ask for more»: what follows is of either
        elif first is not None and len(first.actors) == 1 and first in tokens[:4]:
            self.opener = _as_body(references[first.actors[0]])
        elif codes:
            self.opener = None


def _two_named(before: list[Token], references: list[Reference]) -> tuple[Reference, ...]:
    """Those named so far in the sentence, where they are two: «it ships crude to Baku, and the two signed»."""
    found: dict[str, Reference] = {}
    for token in before:
        for i in token.actors:
            code = references[i].code
            if code is not None and not references[i].place:
                found.setdefault(code, references[i])
    return tuple(found.values()) if len(found) == 2 else ()


def _as_body(reference: Reference) -> Reference | None:
    """«it» is a state, an organisation or an institution, never a person."""
    return reference if reference.kind is not ActorKind.PERSON else None


def _speaker(before: list[Token]) -> int | None:
    """The mention right before a verb of saying that stands within five tokens («Rwanda said on Monday it …»)."""
    for k in range(len(before) - 1, max(-1, len(before) - 6), -1):
        if before[k].low in word_set("said"):
            m = k - 1
            while m > 0 and before[m].low in ("has", "have", "had", "also", "later"):
                m -= 1
            if m >= 0 and len(before[m].actors) == 1:
                return before[m].actors[0]
        if before[k].actors or before[k].low in (",", ";"):
            return None
    return None


def _words(tokens: list[Token]) -> frozenset[str]:
    return frozenset(token.low.removesuffix("s") for token in tokens)


def _goes_on(tokens: list[Token], i: int) -> bool:
    """Is the phrase only the start of a longer one? «both sides' troops» is fine, «the union workers» is not."""
    if i >= len(tokens):
        return False
    token = tokens[i]
    return (
        token.actors != ()
        or (token.low == "of")
        or (token.text[0].isalpha() and token.low in ("members", "workers", "leader", "treaty", "jack"))
    )


def _ends(tokens: list[Token], i: int) -> bool:
    """Is the phrase over: a mark, a verb or a small word, but no article, number, «of» or «and»?"""
    if i >= len(tokens):
        return True
    token = tokens[i]
    if token.actors or token.low in ("of", "and", "'s", "’s", "-", "‐", "‑"):
        return False
    if not token.text[0].isalnum() or token.low in word_set("auxiliaries"):
        return True
    if token.low in forms():
        return not token.low.endswith(("ing", "s"))
    return token.low in word_set("after both")


@cache
def _by_form() -> dict[str, frozenset[str]]:
    """«the kingdom», «the island» with the states it may be; `states_by_form.csv`."""
    return {row["word"]: frozenset(alternatives(row["codes"])) for row in table("states_by_form")}


@cache
def _bodies_by_form() -> dict[str, frozenset[str]]:
    """«the bloc», «the fund» with the organisations they may be; `bodies_by_form.csv`."""
    return {row["word"]: frozenset(alternatives(row["codes"])) for row in table("bodies_by_form")}


@cache
def _references() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    by_form = [{"phrase": f"the {word}", "kind": word} for word in (*_by_form(), *_bodies_by_form())]
    for row in (*table("references"), *by_form):
        words = tuple(row["phrase"].split())
        found.setdefault(words[0], []).append((words, row["kind"]))
    return {first: tuple(sorted(rows, key=lambda r: -len(r[0]))) for first, rows in found.items()}
