"""What is done: verbs and nouns to PLOVER's actions (acts.csv).

A row of acts.csv names verbs (lemmas), nouns that go with them (within a few words after, or before in the passive), or
nouns alone. Of all that match, the act that begins first in the question counts: «refuse to attack» is REJECT,
«threaten sanctions» THREATEN; at the same place the longer match wins. `direction` is «both» where the act is mutual,
«from» where the grammatical subject is the one it is done to («face sanctions»).
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from westphalia.dynamics.questions.tables import rows
from westphalia.dynamics.questions.tokens import Token
from westphalia.ontology.actions import ACTIONS

REACH = 7  # words between a verb and its noun, at most
_ARTICLES = ("a", "an", "the", "no", "any", "another", "further", "new", "its", "their")
_BE = ("be", "been", "being", "is", "are", "get", "gets", "was", "were")
BEFORE = 9  # words between a noun and the verb after it in the passive


@dataclass(frozen=True, slots=True)
class Act:
    """The act that a question names: `what` it is, the tokens it was read from, and how its sides lie."""

    what: str
    direction: str
    note: str
    first: int
    used: frozenset[int]
    passive: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class _Row:
    verbs: tuple[tuple[str, ...], ...]
    nouns: tuple[tuple[str, ...], ...]
    what: str
    direction: str
    note: str


def act_of(tokens: Sequence[Token], free: Sequence[bool]) -> Act | None:
    """The first act among the tokens that are `free` (no names, no times); None where there is none."""
    coded = [n for n, token in enumerate(tokens) if free[n] and token.text in ACTIONS]
    if coded:
        return Act(tokens[coded[0]].text, "", "", coded[0], frozenset({coded[0]}), False, False)
    best: tuple[tuple[int, int, int], Act] | None = None
    for row in _rows():
        for found in _matches(row, tokens, free):
            key = (found.first, found.noun, -len(found.used))
            if best is None or key < best[0]:
                best = key, found
    return best[1] if best else None


def second_act(tokens: Sequence[Token], free: Sequence[bool], act: Act) -> Token | None:
    """A verb of another act joined to the first one by «and» or «or»; None where there is none."""
    for n in range(act.first + 1, len(tokens) - 1):
        if tokens[n].low in ("and", "or", "nor") and n + 1 not in act.used and free[n + 1]:
            after = act_of(tokens, [free[m] and m == n + 1 for m in range(len(tokens))])
            if after is not None and not after.noun and after.what != act.what:
                return tokens[n + 1]
    return None


def nearest_acts(words: Sequence[str]) -> list[tuple[str, str, str]]:
    """(word, nearest known verb, what it is) for words that look like a verb of the table."""
    known: dict[str, str] = {}
    for row in _rows():
        for verb in row.verbs:
            if not row.nouns and len(verb) == 1:
                known.setdefault(verb[0], row.what)
    found = []
    for word in words:
        near = difflib.get_close_matches(word, known, n=1, cutoff=0.75)
        if near:
            found.append((word, near[0], known[near[0]]))
    return found


def lemmas(word: str) -> Mapping[str, str]:
    """The verbs that a word may be a form of, with the form («b», «s», «p», «n», «g»).

    >>> sorted(lemmas("imposed"))
    ['impose']
    """
    found: dict[str, str] = {}
    for verb, form in _forms().get(word, ()):
        found[verb] = found.get(verb, "") + form
    return found


@cache
def _forms() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Forms of the house's verbs, and of those of acts.csv that it lacks."""
    from westphalia.reading.verbs import forms, inflect

    found = {word: list(readings) for word, readings in forms().items()}
    known = {verb for readings in forms().values() for verb, _ in readings}
    for row in _rows():
        for verb in row.verbs:
            if verb[0] not in known:
                known.add(verb[0])
                for form, surface in inflect(verb[0]).items():
                    found.setdefault(surface, []).append((verb[0], form))
    return {word: tuple(readings) for word, readings in found.items()}


@cache
def _rows() -> tuple[_Row, ...]:
    def phrases(cell: str) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(phrase.split()) for phrase in cell.split("|")) if cell else ()

    return tuple(
        _Row(phrases(row["verbs"]), phrases(row["nouns"]), row["what"], row["direction"], row["note"])
        for row in rows("acts")
    )


def _matches(row: _Row, tokens: Sequence[Token], free: Sequence[bool]) -> list[Act]:
    found = []
    for n, token in enumerate(tokens):
        if not free[n]:
            continue
        if not row.verbs:
            at = _phrase(row.nouns, tokens, free, n)
            if at:
                found.append(_act(row, {n, *at}, passive=False, noun=True))
            continue
        verb = _verb(row.verbs, tokens, free, n)
        if not verb:
            continue
        passive = _passive(token, tokens, n)
        if not row.nouns:
            found.append(_act(row, verb, passive=passive, noun=_noun(token, tokens, n)))
            continue
        after = range(max(verb) + 1, min(len(tokens), max(verb) + 1 + REACH))
        before = range(max(0, n - BEFORE), n) if passive else range(0)
        for m in (*after, *before):
            at = _phrase(row.nouns, tokens, free, m)
            if at:
                found.append(_act(row, {*verb, *at}, passive=passive, noun=False))
                break
    return found


def _act(row: _Row, used: set[int], *, passive: bool, noun: bool) -> Act:
    return Act(row.what, row.direction, row.note, min(used), frozenset(used), passive, noun)


def _verb(verbs: Sequence[tuple[str, ...]], tokens: Sequence[Token], free: Sequence[bool], n: int) -> set[int]:
    """The tokens of the longest of `verbs` that begins at token `n`, the particle up to two words away."""
    readings = lemmas(tokens[n].low)
    best: set[int] = set()
    for verb in verbs:
        if verb[0] not in readings:
            continue
        used = {n}
        for particle in verb[1:]:
            place = next(
                (
                    m
                    for m in range(max(used) + 1, min(len(tokens), max(used) + 4))
                    if free[m] and tokens[m].low == particle
                ),
                None,
            )
            if place is None:
                break
            used.add(place)
        if len(used) == len(verb) and len(used) > len(best):
            best = used
    return best


def _phrase(phrases: Sequence[tuple[str, ...]], tokens: Sequence[Token], free: Sequence[bool], n: int) -> set[int]:
    best: set[int] = set()
    for phrase in phrases:
        span = range(n, n + len(phrase))
        if span.stop <= len(tokens) and all(
            free[m] and tokens[m].low == word for m, word in zip(span, phrase, strict=True)
        ):
            best = max(best, set(span), key=len)
    return best


def _noun(token: Token, tokens: Sequence[Token], n: int) -> bool:
    """Whether a form that may be a verb is a noun here: «an attack», «Israel's strikes»."""
    if n == 0 or not set("".join(lemmas(token.low).values())) & set("bs"):
        return False
    before = tokens[n - 1]
    return before.low in _ARTICLES or before.text.lower() != before.low


def _passive(token: Token, tokens: Sequence[Token], n: int) -> bool:
    """«Be attacked», «being newly imposed», «sanctions imposed by»."""
    if not any("n" in form for form in lemmas(token.low).values()):
        return False
    before = [tokens[m].low for m in range(max(0, n - 3), n)]
    after = tokens[n + 1].low if n + 1 < len(tokens) else ""
    regular = re.search(r"(?:ed|en|[^aeiou]t|n)$", token.low) is not None
    return regular and (any(word in _BE for word in before) or after == "by")
