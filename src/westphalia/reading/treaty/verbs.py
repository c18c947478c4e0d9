"""The verbs that one «shall» binds, by the shallow parse of a treaty's sentence.

«shall promote trade and protect investments» is two duties, «shall sign and publish the list» one: the second verb
has an object that the first has not.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from westphalia.reading import clauses
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize
from westphalia.reading.verbs import forms


class Further(NamedTuple):
    """Where a further verb begins; whether it has a «to» of its own, and whether that is «not to»."""

    start: int
    to: bool
    denied: bool


def parsed(text: str, start: int, end: int) -> Parse:
    """The shallow parse of the sentence between two offsets; its tokens have the offsets of the text."""
    tokens = join_hyphens(tokenize(text, start, end))
    tag(tokens)
    return clauses.parse(tokens)


def further(parse: Parse, at: int, end: int, to_do: bool) -> list[Further]:
    """The further verbs with duties of their own, up to `end`, of the binding words that end at offset `at`, in order.

    `to_do` says that the binding words end in «to», so that every «and to» may go on with them.
    """
    first = _first_bound(parse, at)
    if first is None:
        return []
    found = _parallel(parse, first, end, to_do)
    taken = {one.start for one in found}
    nouns = [parse.tokens[k].start for k in _taken_for_nouns(parse, parse.verbs[first].last)]
    return sorted([*found, *(Further(start, False, False) for start in nouns if start < end and start not in taken)])


def _first_bound(parse: Parse, at: int) -> int | None:
    """The number of the verb that words up to offset `at` bind, behind an aside («shall, if asked, send»)."""
    after = next((k for k, token in enumerate(parse.tokens) if token.start >= at), len(parse.tokens))
    closes = next((k for k in range(after + 1, len(parse.tokens)) if parse.tag(k) == ","), None)
    if parse.tag(after) == "," and closes is not None:
        at = parse.tokens[closes].end
    return next((n for n, verb in enumerate(parse.verbs) if parse.tokens[verb.main].start >= at), None)


def _parallel(parse: Parse, first: int, end: int, to_do: bool) -> list[Further]:
    """The verbs that go on with the verb of number `first`, without those that share the object of the next."""
    chain, before, found = {first}, parse.verbs[first], []
    for number, verb in enumerate(parse.verbs[first + 1 :], first + 1):
        base = parse.tokens[verb.main].form.startswith("b")
        goes_on = verb.parallel in chain or (to_do and _and_to(parse, verb))
        if not goes_on or not base or parse.tokens[verb.main].start >= end:
            continue
        chain.add(number)
        if parse.tag(verb.first - 1) == "," and not _and_more(parse, verb, chain):
            continue  # «impose a first refusal requirement, uplift ratio or fee»
        if _has_its_own(parse, before.last + 1, verb.first):
            to = parse.low(verb.first) == "to"
            denied = to and parse.low(verb.first - 1) == "not"
            found.append(Further(parse.tokens[verb.first - denied].start, to, denied))
        before = verb
    return found


def _and_to(parse: Parse, verb: Verb) -> bool:
    """«and to», «and not to»."""
    if verb.mood != "inf" or parse.low(verb.first) != "to":
        return False
    joint = verb.first - 2 if parse.tag(verb.first - 1) == "X" else verb.first - 1
    return parse.tag(joint) == "C"


def _has_its_own(parse: Parse, first: int, last: int) -> bool:
    """Is there more between two verbs than what joins them?"""
    joins = ("C", ",", "R", "X", ";", ":")
    return any(parse.tag(k) not in joins and parse.low(k) != "otherwise" for k in range(first, last))


def _and_more(parse: Parse, verb: Verb, chain: set[int]) -> bool:
    """Does a list of verbs go on behind a comma to an «and» and one more?"""
    later = (v for v in parse.verbs if v.first > verb.first and v.parallel in chain)
    return parse.low(verb.first) in ("to", "not") or any(
        parse.tag(k) == "C" for v in later for k in (v.first - 1, v.first - 2)
    )


def _taken_for_nouns(parse: Parse, after: int) -> Iterator[int]:
    """«… and permit the import», «… or, failing that, pay an allowance»: base forms that the tagger takes for nouns."""
    for k in range(after + 2, len(parse.tokens) - 1):
        aside = parse.tag(k - 1) == "," and _an_aside(parse, k - 1)
        joint = parse.tag(k - 1) == "C" or aside
        object_ = parse.tag(k + 1) in ("D", "N", "U") if aside else parse.tag(k + 1) == "D"
        object_ = object_ or parse.low(k + 1) in ("it", "them", "each")
        if parse.tag(k) == "N" and joint and object_ and parse.low(k) in _bases():
            yield k


def _an_aside(parse: Parse, comma: int) -> bool:
    """«or, failing such housing, pay»: does the comma end what stands between a joint and its verb?"""
    opens = next((k for k in range(comma - 1, 0, -1) if parse.tag(k) == ","), 0)
    return opens > 0 and parse.tag(opens - 1) == "C"


@cache
def _bases() -> frozenset[str]:
    return frozenset(form for form, readings in forms().items() if any(kind == "b" for _, kind in readings))
