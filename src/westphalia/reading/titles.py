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
from westphalia.reading.tables import table, word_set
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
            return None
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
            new = replace(state, actor_id=f"{state.code}/{slug(person)}", kind=ActorKind.PERSON, name=person)
            return self._person(new, i, last, title), last
        return (self._office(state, i, after, title), after) if state is not None else None

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
                        return title, j + length
            if tokens[j].low in word_set("title prefixes"):
                modifiers = max(modifiers, skipped + 1)
            elif tokens[j].low in small_words() or _acts(tokens[j].low):
                return None, at  # «the Pakistani army met General Asim»
            if skipped >= modifiers:
                return None, at
            skipped += 1
        return None, at

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
            closed = at + 2 >= n or tokens[at + 2].text in ",.;)"
            return (person, at + 2) if person.kind is ActorKind.PERSON and closed else (None, at)
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
        if holder is None:
            return made
        actor_id, name, why = holder
        return replace(made, actor_id=actor_id, name=name, kind=ActorKind.PERSON, inferred=why)


def _holder(code: str, title: dict[str, str], published: date | None) -> tuple[str, str, str] | None:
    """Who held the office on the text's day: only with a day, and marked as inferred."""
    if published is None or not title["office"]:
        return None
    from westphalia.ontology.leaders import leaders

    serving = leaders(code, published)
    holders = [leader for leader in serving if leader.title.lower() == title["title"]]
    holders = holders or [leader for leader in serving if leader.office == title["office"]]
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


def _acts(low: str) -> bool:
    """Is it the form of a verb, and none that says what became of a person («the ousted Bolivian president»)?"""
    return low in forms() and not low.endswith("ing") and low not in word_set("fates")


@cache
def _first_words() -> frozenset[str]:
    return _first_title_words() | word_set("title prefixes")
