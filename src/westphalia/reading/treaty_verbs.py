"""The verbs of a treaty's sentence by the shallow parse: all that one «shall» binds, and what is told in the present.

«shall promote trade and protect investments» is two duties, «shall sign and publish the list» one: the second verb
has an object that the first has not. «The Parties hereby establish a commission», «Tolls are abolished» bind without
any «shall».
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from westphalia.ontology.types import Span
from westphalia.reading import clauses
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize
from westphalia.reading.verbs import forms


@dataclass(frozen=True, slots=True)
class Told:
    """A verb in the plain present: offsets of its subject and of its words, and whether its subject suffers it."""

    subject: Span
    start: int
    end: int
    passive: bool
    negated: bool


def parsed(text: str, start: int, end: int) -> Parse:
    """The shallow parse of the sentence between two offsets; its tokens have the offsets of the text."""
    tokens = join_hyphens(tokenize(text, start, end))
    tag(tokens)
    return clauses.parse(tokens)


def joined(parse: Parse, at: int, end: int, to_do: bool) -> list[tuple[int, bool, bool]]:
    """Where further duties of the binding words that end at offset `at` begin, up to `end`.

    Each with whether it has a «to» of its own, and whether that is «not to». `to_do` says that the binding words end in
    «to», so that every «and to» may go on with them.
    """
    after = next((k for k, token in enumerate(parse.tokens) if token.start >= at), len(parse.tokens))
    if parse.tag(after) == "," and any(parse.tag(k) == "," for k in range(after + 1, len(parse.tokens))):
        at = parse.tokens[next(k for k in range(after + 1, len(parse.tokens)) if parse.tag(k) == ",")].end
    first = next((n for n, verb in enumerate(parse.verbs) if parse.tokens[verb.main].start >= at), None)
    if first is None:
        return []
    chain, before, found = {first}, parse.verbs[first], []
    for number, verb in enumerate(parse.verbs[first + 1 :], first + 1):
        base = parse.tokens[verb.main].form.startswith("b")
        again = to_do and verb.mood == "inf" and parse.low(verb.first) == "to"
        again = again and "C" in (
            parse.tag(verb.first - 1),
            parse.tag(verb.first - 2) * (parse.tag(verb.first - 1) == "X"),
        )
        if not (verb.parallel in chain or again) or not base or parse.tokens[verb.main].start >= end:
            continue
        chain.add(number)
        if parse.tag(verb.first - 1) == "," and not _and_more(parse, verb, chain):
            continue  # «impose a first refusal requirement, uplift ratio or fee»
        if _has_its_own(parse, before.last + 1, verb.first):
            to = parse.low(verb.first) == "to"
            no = to and parse.low(verb.first - 1) == "not"
            found.append((parse.tokens[verb.first - no].start, to, no))
        before = verb
    taken = {offset for offset, _, _ in found}
    low = parse.verbs[first].last
    nouns = (k for k in _taken_for_nouns(parse, low) if parse.tokens[k].start < end)
    found += [(parse.tokens[k].start, False, False) for k in nouns if parse.tokens[k].start not in taken]
    return sorted(found)


def _has_its_own(parse: Parse, first: int, last: int) -> bool:
    """Is there more between two verbs than what joins them?"""
    return any(parse.tag(k) not in ("C", ",", "R", "X", ";", ":") for k in range(first, last))


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
        object_ = parse.tag(k + 1) in ("D", "N") if aside else parse.tag(k + 1) == "D"
        object_ = object_ or parse.low(k + 1) in ("it", "them", "each")
        if parse.tag(k) == "N" and joint and object_ and parse.low(k) in _bases():
            yield k


def _an_aside(parse: Parse, comma: int) -> bool:
    """«or, failing such housing, pay»: does the comma end what stands between a joint and its verb?"""
    opens = next((k for k in range(comma - 1, 0, -1) if parse.tag(k) == ","), 0)
    return opens > 0 and parse.tag(opens - 1) == "C"


def told(parse: Parse) -> Iterator[Told]:
    """The verbs in the plain present whose clause hangs on nothing, and that do or settle something.

    Of a passive or a state («is forbidden», «are exempt») only those of `treaty_settled` words do.
    """
    for verb in parse.verbs:
        plain = verb.mood == "fin" and verb.tense == "pres" and not verb.modal and not verb.perfect
        if not plain or not verb.subject or _hangs(parse, verb) or not _agrees(parse, verb):
            continue
        state = verb.lemma == "be" and not verb.passive
        what = parse.low(verb.last + 1) if state else verb.lemma
        if (state or verb.passive) and what not in word_set("settled"):
            continue
        if not verb.passive and not state and verb.lemma in word_set("settles nothing"):
            continue
        last = verb.last + 1 if state else verb.last
        first = _from(parse, verb) if verb.passive or state else verb.subject[0].first
        yield Told(
            Span(parse.tokens[first].start, parse.tokens[max(first, verb.subject[-1].last - 1)].end),
            parse.tokens[verb.first].start,
            parse.tokens[last].end,
            verb.passive or state,
            verb.negated,
        )
    yield from _taken_for_subjects(parse)


def _taken_for_subjects(parse: Parse) -> Iterator[Told]:
    """«Each Party places at the disposal of the other …»: third persons that the tagger takes for plurals."""
    for k in range(1, len(parse.tokens) - 1):
        kinds = {kind for _, kind in forms().get(parse.low(k), ())}
        phrase = parse.phrase_of(k)
        if "s" not in kinds or parse.tag(k) != "N" or phrase is None or phrase.head != k or k == phrase.first:
            continue
        opens = phrase.first == 0 or parse.tag(phrase.first - 1) in (",", ";", ":")
        alone = not any(parse.tag(j) in ("V", "O", "A") for j in range(k))
        if (
            opens
            and alone
            and parse.low(k - 1) in word_set("who may be bound")
            and parse.tag(k + 1) in ("D", "P", "T", "K")
        ):
            start, end = parse.tokens[k].start, parse.tokens[k].end
            yield Told(Span(parse.tokens[phrase.first].start, parse.tokens[k - 1].end), start, end, False, False)


def _from(parse: Parse, verb: Verb) -> int:
    """Where the subject of what is settled begins: «Exercises within fifty kilometres of it are forbidden»."""
    first = verb.subject[0].first
    if parse.tag(first - 1) not in ("P", "T", "V"):
        return first
    return max((k + 1 for k in range(first) if parse.tag(k) in (",", ";", ":")), default=0)


def _hangs(parse: Parse, verb: Verb) -> bool:
    """Is the clause a relative one, a condition or what somebody says?"""
    settles = verb.passive or verb.lemma == "be"
    opener = (_from(parse, verb) if settles else verb.subject[0].first) - 1
    while parse.tag(opener) in ("R", '"'):
        opener -= 1
    if (
        parse.tag(verb.first - 1) == "W"
        or parse.tag(opener) in ("K", "W", "P", "T", "V")
        or parse.low(opener) == "that"
    ):
        return True
    comma = max((k for k in range(verb.first) if parse.tag(k) in (",", ";", ":")), default=-1)
    return parse.tag(comma + 1) == "K"  # «Where one Party violates it, …»


def _agrees(parse: Parse, verb: Verb) -> bool:
    """«shall each *second* two officers», «the Government will, if asked, *send* them» are no present."""
    subject = verb.subject[-1]
    if any(parse.tag(k) == "O" for k in range(subject.last, verb.first)):
        return False
    several = (
        len(verb.subject) > 1 or parse.low(subject.head).endswith("s") or parse.low(subject.head) in ("they", "both")
    )
    return several or verb.passive or not parse.tokens[verb.main].form.startswith("b")


@cache
def _bases() -> frozenset[str]:
    return frozenset(form for form, readings in forms().items() if any(kind == "b" for _, kind in readings))
