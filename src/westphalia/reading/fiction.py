"""What only a story, a dream or a game tells: «In the novel, Sweden invades Norway», «a map on which it storms …».

A manoeuvre is a game as far as its attacks go («in the exercise the red side attacked Latvia»); that two states sail in
it together is real. A film that is banned or praised is a thing like any other.
"""

from __future__ import annotations

from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"))


def fictional(parse: Parse, at: int, action: str) -> bool:
    """Is the deed at token `at` told by a story, or fought in a game?"""
    stories = word_set("stories") | (word_set("games") if action in _HOSTILE else frozenset())
    return any(
        (parse.low(phrase.head) in stories or _alternative(parse, phrase) or _part_of(parse, phrase))
        and (_inside(parse, phrase, at) or _tells(parse, phrase, at) or _holds(parse, phrase, at))
        for phrase in parse.phrases
    )


def _alternative(parse: Parse, phrase: Phrase) -> bool:
    """«an alternative history», «a counterfactual world»."""
    other = any(
        parse.low(k) in ("alternative", "alternate", "counterfactual") for k in range(phrase.first, phrase.head)
    )
    return other and parse.low(phrase.head) in ("history", "past", "world", "universe", "timeline", "reality")


def _part_of(parse: Parse, phrase: Phrase) -> bool:
    """«the novel's closing chapters»."""
    head = parse.low(phrase.head)
    parts = word_set("parts of a story")
    whose = (parse.low(k) for k in range(phrase.first, phrase.head) if parse.tag(k + 1) == "S")
    return (head in parts or head.removesuffix("s") in parts) and any(low in word_set("stories") for low in whose)


def _inside(parse: Parse, phrase: Phrase, at: int) -> bool:
    """«In the novel, …» before the deed's verb, «… in the novel» in its clause."""
    part = parse.phrase_before.get(phrase.first - 1) if parse.low(phrase.first - 1) == "of" else None
    first = part.first if part is not None and parse.low(part.head) in word_set("parts of a story") else phrase.first
    if parse.low(first - 1) not in ("in", "on", "throughout"):
        return False
    low, high = min(first, at), max(phrase.last, at)
    between = [k for k in range(low, high) if parse.is_finite(k) and k != at]
    return not between if phrase.first > at else not any(parse.is_finite(k) for k in range(phrase.first))


def _holds(parse: Parse, phrase: Phrase, at: int) -> bool:
    """«A film in which Peru invades Chile», «a painting where …»."""
    k = phrase.last
    relative = (parse.low(k) in ("in", "on") and parse.low(k + 1) == "which") or parse.low(k) == "where"
    return relative and k < at


def _tells(parse: Parse, phrase: Phrase, at: int) -> bool:
    """«The film opens with …», «legend has it that …», «as the joke goes, …»."""
    return any(
        phrase in verb.subject and not verb.passive and verb.lemma in word_set("telling") and verb.last < at
        for verb in parse.verbs
        if verb.mood == "fin"
    )
