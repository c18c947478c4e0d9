"""Titles joined to what they belong to: «Russian President Vladimir Putin», «the president of Iran».

Whoever bears a title of a state becomes a person of that state, also where no table knows the name; their surname alone
is understood afterwards. The holder of an office is named only where the text has a date, and marked as inferred.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache

from westphalia.ontology.leaders import slug
from westphalia.ontology.types import ActorKind
from westphalia.reading.names import is_name_word, small_words
from westphalia.reading.references import Reference
from westphalia.reading.tables import table, word_set, words
from westphalia.reading.tokens import Token
from westphalia.reading.verbs import forms


def join_titles(
    text: str, tokens: list[Token], references: list[Reference], published: date | None
) -> tuple[list[Token], list[Reference]]:
    """The tokens and references of `names.match`, with every titled mention as one token."""
    return _Joining(text, tokens, references, published).run()


class _Joining:
    def __init__(self, text: str, tokens: list[Token], references: list[Reference], published: date | None) -> None:
        self.text = text
        self.tokens = tokens
        self.references = references
        self.published = published
        self.aliases: dict[str, Reference] = {}

    def run(self) -> tuple[list[Token], list[Reference]]:
        joined: list[Token] = []
        kept: list[Reference] = []
        i = 0
        while i < len(self.tokens):
            token = self.tokens[i]
            made = self._titled(i)
            reference, last = made if made is not None else (self._plain(token), i + 1)
            if reference is None:
                joined.append(token)
                i += 1
                continue
            if reference.kind is ActorKind.PERSON:
                surname = reference.name.split()[-1]
                if made is not None or surname not in self.aliases:
                    self.aliases[surname] = reference
            whole = Token(reference.start, reference.end, reference.text)
            whole.actors = (len(kept),)
            whole.form = "noun" if made is not None else token.form or "noun"
            kept.append(reference)
            joined.append(whole)
            i = last
        return joined, kept

    def _plain(self, token: Token) -> Reference | None:
        if token.actors:
            return self.references[token.actors[0]]
        alias = self.aliases.get(token.text)
        if alias is None or not is_name_word(token):
            return None
        why = f"coreference with «{alias.text}»"
        return replace(alias, start=token.start, end=token.end, text=token.text, how="name", inferred=why)

    def _titled(self, i: int) -> tuple[Reference, int] | None:
        """The titled mention that starts at token `i`, with the token after it."""
        token = self.tokens[i]
        state = self.references[token.actors[0]] if token.actors else None
        if state is None and token.low not in _first_words():
            return self._introduced(i)
        if state is not None and (state.kind is ActorKind.PERSON or state.place or state.code is None):
            return None
        at = i + 1 if state is not None else i
        if state is not None and self._possessive(at):
            at += 1
        title, after = self._title(at, 4 if state is not None else 0)
        if title is None:
            return None
        if state is None:
            state, after = self._of_state(after)
            if state is None and not token.text[0].isupper() and token.low not in word_set("title prefixes"):
                return None
        person, last = self._name(after)
        if isinstance(person, Reference):
            other = state is not None and state.kind is ActorKind.STATE and person.code not in (None, state.code)
            if other:
                return None  # «the Iranian president Trump met» is no apposition
            return self._person(person, i, last, title), last
        if person is not None:
            known = self.aliases.get(person.split()[-1])
            if state is None or state.code is None:
                return (self._person(known, i, last, title), last) if known is not None else None
            return self._person(_named(state, person), i, last, title), last
        apposed, last = self._apposed(after)
        if apposed is not None and state is not None and state.code is not None:
            return self._person(_named(state, apposed), i, last, title), last
        return (self._office(state, i, after, title), after) if state is not None else None

    def _introduced(self, i: int) -> tuple[Reference, int] | None:
        """«Jalil Abbas Jilani, Pakistan's foreign minister, …»: a name that no table knows before the office."""
        tokens = self.tokens
        before = tokens[i - 1] if i else None
        if not is_name_word(tokens[i]) or (
            before is not None and before.low in ("the", *word_set("where", "place_words"))
        ):
            return None
        name, comma = self._name(i)
        if not isinstance(name, str) or " " not in name or comma + 1 >= len(tokens) or tokens[comma].text != ",":
            return None
        at = comma + 2 if tokens[comma + 1].low in ("the", "a", "an") else comma + 1
        if at >= len(tokens) or not (tokens[at].actors or tokens[at].low in _first_words()):
            return None
        office = self._titled(at)
        if office is None or office[0].how != "title" or office[0].code is None or not self._closed(office[1]):
            return None
        made, last = office
        about = {"start": tokens[i].start, "text": self.text[tokens[i].start : made.end], "how": "name"}
        return replace(_named(made, name), **about, inferred=None), last  # type: ignore[arg-type]

    def _apposed(self, at: int) -> tuple[str | None, int]:
        """«…, Choi Jong-kun, said»: a name that no table knows between the commas after an office."""
        if at + 1 >= len(self.tokens) or self.tokens[at].text != ",":
            return None, at
        name, last = self._name(at + 1)
        known = isinstance(name, str) and " " in name and self._closed(last)
        return (str(name), last) if known else (None, at)

    def _closed(self, at: int) -> bool:
        return at >= len(self.tokens) or self.tokens[at].text in ",.;)"

    def _possessive(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        mark = self.tokens[at]
        return mark.low in ("'s", "’s") or (mark.text in "’'" and mark.start == self.tokens[at - 1].end)

    def _title(self, at: int, modifiers: int) -> tuple[dict[str, str] | None, int]:
        """The longest title that starts here, after a prefix («former») or up to `modifiers` other words."""
        tokens = self.tokens
        skipped = 0
        while at + skipped < len(tokens):
            j = at + skipped
            if not tokens[j].text[0].isalpha() or tokens[j].actors:
                return None, at
            if tokens[j].low in _first_title_words():
                for length in range(min(5, len(tokens) - j), 0, -1):
                    title = _titles().get(" ".join(t.low for t in tokens[j : j + length]).replace(" - ", "-"))
                    if title is not None and not any(t.actors for t in tokens[j : j + length]):
                        return title, self._elect(j + length)
            if tokens[j].low in word_set("title prefixes"):
                modifiers = max(modifiers, skipped + 1)
            elif tokens[j].low in small_words() or _acts(tokens[j].low):
                return None, at  # «the Pakistani army met General Asim»
            elif tokens[j].low in word_set("fates") and _forces(tokens[j - 1].low):
                return None, at  # «Gabonese officers toppled President Ali Bongo»
            if skipped >= modifiers:
                return None, at
            skipped += 1
        return None, at

    def _elect(self, at: int) -> int:
        """The token after «-elect», where the title is only to come."""
        tokens = self.tokens
        hyphen = at + 1 < len(tokens) and tokens[at].text in "-‐‑–" and tokens[at].start == tokens[at - 1].end
        return at + 2 if hyphen and tokens[at + 1].low in ("elect", "designate") else at

    def _of_state(self, at: int) -> tuple[Reference | None, int]:
        """«of Russia», «of the Islamic Republic of Iran» after a title."""
        tokens = self.tokens
        k = at + 1 if at < len(tokens) and tokens[at].low in ("of", "for") else len(tokens)
        if k < len(tokens) and tokens[k].low == "the":
            k += 1
        if k < len(tokens) and tokens[k].actors and tokens[k].form == "noun":
            state = self.references[tokens[k].actors[0]]
            if state.kind in (ActorKind.STATE, ActorKind.ORGANISATION) and state.how == "name" and not state.place:
                return state, k + 1
        return None, at

    def _name(self, at: int) -> tuple[Reference | str | None, int]:
        """A person or an unknown name right after a title; a comma is allowed before a known person."""
        tokens, n = self.tokens, len(self.tokens)
        if at + 1 < n and tokens[at].text == "," and tokens[at + 1].actors:
            person = self.references[tokens[at + 1].actors[0]]
            return (person, at + 2) if person.kind is ActorKind.PERSON and self._closed(at + 2) else (None, at)
        parts: list[str] = []
        j = at
        while j < n and len(parts) < 5:
            token = tokens[j]
            if token.actors:
                person = self.references[token.actors[0]]
                return (person, j + 1) if person.kind is ActorKind.PERSON else self._parts(parts, j)
            after = tokens[j + 1] if j + 1 < n else None
            particle = token.low in word_set("name particles") and after is not None
            if (is_name_word(token) and (not parts or token.start - tokens[j - 1].end <= 1)) or (
                particle and after is not None and (is_name_word(after) or after.text in "-‐")
            ):
                parts.append(token.text)
            elif token.text in "-‐" and parts and after is not None and token.start == tokens[j - 1].end:
                parts[-1] += "-" + after.text
                j += 1
            else:
                break
            j += 1
        return self._parts(parts, j)

    @staticmethod
    def _parts(parts: list[str], j: int) -> tuple[str | None, int]:
        return (" ".join(parts), j) if parts and parts[-1][0].isupper() else (None, j)

    def _person(self, person: Reference, first: int, last: int, title: dict[str, str]) -> Reference:
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        sector = title["sector"] or None
        about = {"start": start, "end": end, "text": self.text[start:end], "how": "name", "inferred": None}
        return replace(person, **about, role=title["title"], sector=sector)  # type: ignore[arg-type]

    def _office(self, state: Reference, first: int, last: int, title: dict[str, str]) -> Reference:
        """«the Iranian president»: the state, or on a dated text the holder of the office."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        code = state.code or state.actor_id
        kind = ActorKind.ORGANISATION if state.kind is ActorKind.ORGANISATION else ActorKind.STATE
        made = Reference(
            start, end, self.text[start:end], code, state.code, "title", kind, state.name, role=title["title"],
            sector=title["sector"] or None,
        )  # fmt: skip
        holder = _holder(code, title, self.published)
        if holder is None or self._of_another(first, last):
            return made
        actor_id, name, why = holder
        return replace(made, actor_id=actor_id, name=name, kind=ActorKind.PERSON, inferred=why)

    def _of_another(self, first: int, last: int) -> bool:
        """Is it not who holds the office: «former», «vice», «-elect», or whose brother, aide or party somebody is?"""
        tokens, outside = self.tokens, word_set("out of office")
        before = [tokens[k].low for k in range(max(0, first - 3), first)]
        while before and before[-1] in ("-", "‐", "‑", "–", "the", "a", "an"):
            before.pop()
        if any(tokens[k].low in outside for k in range(first, last)) or (before and before[-1] in outside):
            return True
        after = [tokens[k].low for k in range(last, min(last + 5, len(tokens)))]
        if after and (after[0] in outside or (after[0] in ("-", "‐", "‑", "–") and after[1:2] and after[1] in outside)):
            return True
        if before and before[-1] in ("of", "to"):
            owner = first - 1
            while tokens[owner].low not in ("of", "to"):
                owner -= 1
            return owner > 0 and tokens[owner - 1].low in _people()
        whose = last < len(tokens) and self._possessive(last)
        return whose and any(low in _people() for low in after[1:4] if low.isalpha())


def _named(state: Reference, name: str) -> Reference:
    """A person of a state whom no table knows, without «Mr»."""
    first, _, rest = name.partition(" ")
    name = rest if rest and first.lower() in word_set("address") else name
    return replace(state, actor_id=f"{state.code}/{slug(name)}", kind=ActorKind.PERSON, name=name)


def _holder(code: str, title: dict[str, str], published: date | None) -> tuple[str, str, str] | None:
    """Who held the office on the text's day: only with a day, and marked as inferred."""
    if published is None or not title["office"]:
        return None
    from westphalia.ontology.leaders import leaders

    serving = leaders(code, published)
    holders = [leader for leader in serving if leader.title.lower() == title["title"]]
    if not holders:
        alike = [leader for leader in serving if leader.office == title["office"]]
        own = title["title"] in word_set("titles of their own")  # a supreme leader is no president
        holders = [leader for leader in alike if not own or title["title"] in leader.title.lower()]
    if len(holders) != 1:
        return None
    leader = holders[0]
    note = ", unverified" if leader.unverified else ""
    return leader.actor_id, leader.name, f"holder of the office on {published.isoformat()} ({leader.source}{note})"


@cache
def _titles() -> Mapping[str, dict[str, str]]:
    return {row["title"]: row for row in table("titles")}


@cache
def _first_title_words() -> frozenset[str]:
    return frozenset(title.replace("-", " ").split()[0] for title in _titles())


@cache
def _people() -> frozenset[str]:
    """Those who act for somebody, and his kin and opponents: «adviser», «party», «brother», «critics»."""
    return frozenset().union(
        *(words("groups", "word", kind) for kind in ("agent", "speaker", "other")), word_set("kin")
    )


def _forces(low: str) -> bool:
    """Is a word that of soldiers, who may depose or capture somebody?"""
    last = low.rsplit(" ", 1)[-1]
    return last in word_set("plotters") or last in word_set("forces")


def _acts(low: str) -> bool:
    """Is it the form of a verb, and none that says what became of a person («the ousted Bolivian president»)?"""
    return low in forms() and not low.endswith("ing") and low not in word_set("fates")


@cache
def _first_words() -> frozenset[str]:
    return _first_title_words() | word_set("title prefixes")
