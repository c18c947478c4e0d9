"""Deeds told by nouns that are still to come, or never came, by what is said of them: «talks are within reach».

`prospects.csv` has the words: `after` the noun, whose verb it is the subject of («hangs in the balance»), `before` it
(«instead of»), and `named`, what it is told to be («The next step is a raid»). They hold of `any` deed, of deeds that
are `new` to the reader («a raid», not «the raid»), or of those that are planned `ahead` («the visit»), and some only in
the `present` («The answer was a raid» tells of one).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading.status import of_noun, of_verb
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.unmade import came_to_nothing

Kinds = tuple[str, ...]  # of deeds: «any», «ahead», «new»

_LONGEST = 4  # words of an entry for what stands before a deed
_LINKS = ("be", "come", "remain")


def in_prospect(parse: Parse, at: int) -> Status | None:
    """How real the deed that a noun at `at` tells is by what is said of it; None where nothing says it is not done."""
    phrase = parse.phrase_of(at)
    if phrase is None or parse.tag(at) != "N" or any(parse.tag(k) != "N" for k in range(at, phrase.head)):
        return None  # «trade deal» is told at its first word
    kinds = ("any", "ahead") if parse.low(phrase.head) in word_set("planned ahead") else ("any",)
    new = _is_new(parse, phrase)
    if new:
        kinds = (*kinds, "new")
    status = before(parse, phrase.first, kinds) or _named(parse, phrase, kinds) or _listed(parse, phrase, kinds)
    status = status or _after(parse, phrase, kinds)
    if status is not None:
        return status
    return (_dated(parse, phrase) or _as_the_words_around(parse, phrase)) if new else _took_place(parse, phrase)


def said_of(verb: Verb, at: int) -> bool:
    """Does a token stand in what a verb has for its subject, or between that and the verb?"""
    return any(phrase.first <= at for phrase in verb.subject) and at < verb.first


def _is_new(parse: Parse, phrase: Phrase) -> bool:
    """«a raid», «any talks», «talks with Peru», «Peruvian talks with it»; not «the raid», «Peru's raid»."""
    old = (
        parse.tag(k) in ("D", "S") and parse.low(k) not in ("a", "an", "any") for k in range(phrase.first, phrase.head)
    )
    bare = phrase.first == phrase.head or parse.tag(phrase.first) == "M"
    return not any(old) and not (bare and parse.tag(phrase.last) != "P")


def before(parse: Parse, first: int, kinds: Kinds = ("any",)) -> Status | None:
    """How real the words before token `first` leave what begins there: «ahead of talks», «instead of expelling him»."""
    words = (parse.words(max(0, first - n), first) for n in range(_LONGEST, 0, -1))
    return next((status for status in map(_entries("before", kinds).get, words) if status is not None), None)


def instead(parse: Parse, verb: Verb) -> Status | None:
    """How real they leave a gerund or an infinitive: «instead of expelling him», «rather than expel him»."""
    if verb.mood not in ("ger", "inf") or parse.low(verb.first - 1) == "against":
        return None  # «voted against ratifying it» is a deed of its own
    return before(parse, verb.first)


def _named(parse: Parse, phrase: Phrase, kinds: Kinds) -> Status | None:
    """«The next step is talks with it», «On the agenda is a raid», «made talks a condition»."""
    link = next((verb for verb in parse.verbs if verb.lemma in _LINKS and verb.last + 1 == phrase.first), None)
    if link is None:
        below = parse.phrase_at.get(parse.end_of(phrase))
        made = any(verb.lemma == "make" and any(phrase in group for group in verb.objects) for verb in parse.verbs)
        return _entries("named", kinds).get(parse.low(below.head)) if made and below is not None else None
    if link.negated:
        return None
    entries = _entries("named", kinds, link.tense)
    clause = max((k for k in range(link.first) if parse.tag(k) in (",", ";", ":", "C")), default=-1)
    heads = (parse.low(one.head) for one in parse.phrases if clause < one.first and one.last <= link.first)
    return next((entries[head] for head in (*heads, parse.low(link.first - 1)) if head in entries), None)


def _listed(parse: Parse, phrase: Phrase, kinds: Kinds) -> Status | None:
    """«The mediators have a new goal: talks with it», «Next week's programme: a budget; talks with it»."""
    colon = next((k for k in range(phrase.first - 1, 0, -1) if parse.tag(k) == ":"), None)
    if colon is None or any(colon < verb.first and verb.mood == "fin" for verb in parse.verbs):
        return None
    entries = _entries("named", kinds, "pres")
    heads = (parse.low(one.head) for one in reversed(parse.phrases) if one.last <= colon)
    return next((entries[head] for head in heads if head in entries), None)


def _after(parse: Parse, phrase: Phrase, kinds: Kinds) -> Status | None:
    """«is within reach», «hangs in the balance», «was promised», «looked certain»; in a headline «postponed again»."""
    told = [v for v in parse.verbs if v.mood == "fin" and v.first > phrase.head and said_of(v, phrase.head)]
    if not told:
        return next(filter(None, (_found(parse, ["be"], end, kinds, "") for end in _ends(parse, phrase))), None)
    for verb in told:
        words = [*(("be",) if verb.passive or _headline(parse, verb) else ()), verb.lemma]
        status = _found(parse, words, verb.last + 1, kinds, verb.tense) if parse.tag(verb.first - 1) != "W" else None
        if status is not None:
            return Status.HYPOTHETICAL if verb.negated else status
    return None


def _dated(parse: Parse, phrase: Phrase) -> Status | None:
    """«agreed on talks next month», «hinted at a raid later this year»: a date to come."""
    end = parse.end_of(phrase)
    soon = parse.words(end, end + 2) in ("later this", "in the", "over the", "by the") or parse.low(end) == "next"
    to_come = {parse.low(k) for k in range(end, end + 3)} & {"next", "later", "coming", "end"}
    return Status.PLANNED if soon and to_come else None


def _ends(parse: Parse, phrase: Phrase) -> Iterator[int]:
    """Where what is said of a phrase may begin in a headline: behind it, or behind what hangs on it, and a mark."""
    if _stops(parse):
        return
    for end in (phrase.last, *(one.last for one in parse.phrases if phrase.last < one.last <= parse.end_of(phrase))):
        yield end + (parse.tag(end) in (":", ",", '"', "-"))


def _headline(parse: Parse, verb: Verb) -> bool:
    """«Talks between the two postponed again»: a participle that looks like a past tense, where no stop ends it."""
    alone = verb.first == verb.last and "n" in parse.tokens[verb.main].form and not verb.objects
    return alone and not _stops(parse)


def _stops(parse: Parse) -> bool:
    return parse.tag(len(parse.tokens) - 1) in (".", "?", "!")


def _found(parse: Parse, words: list[str], first: int, kinds: Kinds, tense: str) -> Status | None:
    """The status of the entry that a verb and what follows from token `first` on fit."""
    end = min(first + 7, parse.mark(first, (",", ";", ":")))
    rest = (k for k in range(first, end) if parse.tag(k) != "R" and parse.low(k) not in ("a", "an", "the"))
    behind = [parse.tokens[k].lemma or parse.low(k) for k in rest]
    for entry, status in _entries("after", kinds, tense).items():
        wanted = entry.split()
        if wanted[: len(words)] == words and _in_order(wanted[len(words) :], behind):
            return status
    return None


def _in_order(wanted: list[str], words: list[str]) -> bool:
    """Do the wanted words follow, with no more than one other before each («remains a distant prospect»)?"""
    at = -1
    for word in wanted:
        at = next((k for k in range(at + 1, min(at + 3, len(words))) if words[k] == word), -1)
        if at < 0:
            return False
    return True


def _as_the_words_around(parse: Parse, phrase: Phrase) -> Status | None:
    """«called for a raid», «talks are possible»: what was not told of before is as real as the words around it."""
    of_it = (verb for verb in parse.verbs if said_of(verb, phrase.head) and verb.mood == "fin")
    if any(came_to_nothing(parse, verb) for verb in of_it):
        return Status.DENIED
    status = of_noun(parse, phrase)
    return status if status is not Status.HAPPENED else None


def _took_place(parse: Parse, phrase: Phrase) -> Status | None:
    """«denied that the visit had taken place», «if Peru's boycott happened»: as real as that verb."""
    for number, verb in enumerate(parse.verbs):
        takes_place = verb.lemma in ("happen", "occur") or (verb.lemma, parse.low(verb.last + 1)) == ("take", "place")
        if takes_place and verb.mood == "fin" and said_of(verb, phrase.head):
            status = of_verb(parse, number)
            return status if status is not Status.HAPPENED else None
    return None


@cache
def _entries(where: str, kinds: Kinds, tense: str = "") -> dict[str, Status]:
    """The entries for deeds of these kinds: those of every tense, and those of this one alone."""
    here = (row for row in table("prospects") if row["where"] == where and row["deeds"] in kinds)
    rows = (row for row in here if row["only"] in ("", tense))
    return {entry: Status(row["status"]) for row in rows for entry in alternatives(row["words"])}
