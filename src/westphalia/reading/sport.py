"""What teams do to one another is no deed of states: «India beat Pakistan by six wickets», «Croatia beat Brazil 1-0».

Only what a team could do is set aside, and only between two that could be teams: a boycott of games, a ban on athletes
or a minister's visit to a match is politics. An attack needs words that only a match has («in the second half»): a war
can begin on the day of a final. «Brazil beat Peru» alone is a match or a vote, unless something of war stands by it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from westphalia.ontology.types import ActorKind
from westphalia.reading.cues import noun_cues
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_SCORE = re.compile(r"(?<![\w.,-])\d{1,3}\s?[-–]\s?\d{1,3}(?![\w-])")
_MARGIN = re.compile(r"\bby (?:an?|\d+|[a-z]+) (?:wickets?|runs?|goals?|points?|sets?|tries|lengths?|innings)\b")
_OLD = re.compile(r"1[0-8]\d\d|19[0-2]\d")  # before there were world cups
_SCORED = re.compile(r"\bscor(?:e|es|ed|ing)\b(?: \w+){0,3} goals?\b|\bgoals? to (?:nil|\d|one|two|three)\b")


def no_contests(
    found: Sequence[Found],
    parse: Parse,
    references: Sequence[Reference],
    sporting: bool,
    around: Sequence[Parse | None] = (),
) -> list[Found]:
    """The events of a sentence without what one team did to another; `sporting` is a text that tells of a match.

    `around` are the sentences before and after it.
    """
    if not found:
        return []
    words = parse.words(0, len(parse.tokens)).lower()
    playing = _plays(words)
    contest = playing or sporting or bool(_SCORE.search(words)) or _competes(parse, words)
    if not contest:
        beaten = [] if _at_war(parse, around) else [one for one in found if _beats(one, parse, references)]
        return [one for one in found if one not in beaten]
    verbs = word_set("contests") | (word_set("attacks of teams") if playing or sporting else frozenset())
    return [one for one in found if not (_of_team(one, parse, verbs) and _teams(one, parse, references))]


def of_text(sentences: Sequence[str]) -> bool:
    """Does a text tell of a match: has a third of its sentences, two at least, words that only a match has?"""
    playing = sum(_plays(sentence.lower()) for sentence in sentences)
    return playing >= 2 and playing * 3 >= len(sentences)


def _at_war(parse: Parse, around: Sequence[Parse | None]) -> bool:
    """Does anything of war stand in or beside a sentence, or the place («defeated at Adwa») or old year of a battle?"""
    places = [
        phrase for verb in parse.verbs if verb.lemma == "defeat" for prep, _, group in verb.prepositions
        for phrase in group if prep in ("at", "off")
    ]  # fmt: skip
    battle = any(parse.tokens[place.head].text[0].isupper() for place in places)
    near = [token.low for one in (parse, *around) if one is not None for token in one.tokens]
    return battle or not word_set("of war").isdisjoint(near) or any(_OLD.fullmatch(word) for word in near)


def _plays(words: str) -> bool:
    """Words that only a match has: wickets, a hat-trick, «in the second half», «by three goals»."""
    whole = f" {words} "
    return bool(_any_of("match words", "(?! of)").search(whole) or _MARGIN.search(whole) or _SCORED.search(whole))


def _competes(parse: Parse, words: str) -> bool:
    """«in the semi-final», «at the Asian Cup», «at cricket»; «final» only as a noun."""
    if any(parse.low(phrase.head) in ("final", "finals") for phrase in parse.phrases):
        return True
    return _any_of("competitions").search(words) is not None


@cache
def _any_of(name: str, behind: str = "") -> re.Pattern[str]:
    """Any word of a set, its «_» a blank, with what must follow."""
    return re.compile(rf"\b(?:{'|'.join(sorted(word_set(name))).replace('_', ' ')})\b{behind}")


def _beats(event: Found, parse: Parse, references: Sequence[Reference]) -> bool:
    """«Brazil beat Peru», and no «Indian police beat Nepalese migrants» or «they beat us»."""
    verb = parse.verb_on(event.cue_first)
    sides = [references[i] for i in (event.actor, event.recipient) if i is not None]
    named = all(side.how in ("name", "demonym") for side in sides)
    return verb is not None and verb.lemma in word_set("victories") and named and _teams(event, parse, references)


def _of_team(event: Found, parse: Parse, verbs: frozenset[str]) -> bool:
    """Could a team do it? So also where the model took it from a noun that tells no deed («wickets», «final»)."""
    verb = parse.verb_on(event.cue_first)
    cue = verb.lemma if verb is not None else parse.low(event.cue_first)
    return cue in verbs or (verb is None and cue not in noun_cues())


def _teams(event: Found, parse: Parse, references: Sequence[Reference]) -> bool:
    sides = [references[i] for i in (event.actor, event.recipient) if i is not None]
    return all(_team(side, parse) for side in sides)


def _team(side: Reference, parse: Parse) -> bool:
    """«India», «the Indians», «India's women», and no «Indian police»."""
    if side.kind is not ActorKind.STATE or side.role is not None:
        return False
    k = next((k for k, token in enumerate(parse.tokens) if token.start <= side.start < token.end), None)
    phrase = parse.phrase_of(k) if k is not None else None
    if phrase is None or k is None or phrase.head == k or parse.tag(phrase.head) in ("Q", "S"):  # «beat Portugal 1-0»
        return True
    return any(parse.low(at) in word_set("teams") for at in range(k + 1, phrase.last))
