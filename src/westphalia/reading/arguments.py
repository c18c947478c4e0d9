"""What follows a verb: its objects and prepositional phrases, up to the next clause."""

from __future__ import annotations

from functools import cache

from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set


def attach_arguments(result: Parse, number: int) -> None:
    """Set particle, objects, prepositions and end of a verb group."""
    verb = result.verbs[number]
    j = verb.last + 1
    if result.low(j) in word_set("particles") and result.tag(verb.main) == "V":
        verb.particle = result.low(j)
        motion = verb.lemma in word_set("motion") or verb.particle in ("in", "on", "over", "through")
        if result.tag(j) == "R" or (not motion and j + 1 in result.phrase_at):
            j += 1  # «scare off these countries»: the particle belongs to the verb
    while j < len(result.tokens):
        following = _next(result, verb, j)
        if following is None:
            break
        j = following
    verb.end = j
    if not verb.particle and len(verb.objects) == 1 and result.tag(verb.main) == "V":
        at = verb.objects[0][-1].last
        if result.low(at) in ("out", "back", "off", "down", "away", "over", "home"):
            when = result.phrase_at.get(at + 1)
            if when is None:
                verb.particle, verb.end = result.low(at), max(verb.end, at + 1)  # «orders the ambassador out»
            elif time_phrase(result, when):
                verb.particle = result.low(at)  # «turned the offer down the same evening»
                verb.prepositions = [one for one in verb.prepositions if one[1] != at]


def _next(result: Parse, verb: Verb, j: int) -> int | None:
    """Take the argument at token `j`; the token after it, or None where the arguments end."""
    tag = result.tag(j)
    phrase = result.phrase_at.get(j)
    fresh = not verb.objects and not verb.prepositions
    if phrase is not None:
        if opens_clause(result, phrase) and not (fresh and _of_the_subject(result, verb)):
            return None
        if fresh and time_phrase(result, phrase):
            return phrase.last
        timed = all(time_phrase(result, group[0]) for _, _, group in verb.prepositions)
        if fresh or (len(verb.objects) == 1 and not verb.prepositions) or (not verb.objects and timed):
            verb.objects.append(coordination(result, phrase))
            return verb.objects[-1][-1].last
        if time_phrase(result, phrase):
            return phrase.last
        if (
            not verb.objects
            and result.tag(phrase.first) in ("M", "D")
            and result.tag(verb.main) == "V"
            and verb.mood == "imp"
        ):
            # «neutralize by all means Iran's …»
            verb.objects.append(coordination(result, phrase))
            return verb.objects[-1][-1].last
        return None
    if tag == "P" or (tag == "T" and j not in result.verb_at) or (result.low(j) == "as" and tag == "K"):
        return _prepositional(result, verb, j)
    if tag in ("R", "X", '"'):
        return j + 1
    if tag == "(":
        return next((k + 1 for k in range(j, min(len(result.tokens), j + 30)) if result.tag(k) == ")"), None)
    if tag == "," and result.low(j + 1) == "including":
        close = next((k for k in range(j + 2, min(len(result.tokens), j + 20)) if result.tag(k) == ","), None)
        return close + 1 if close is not None and result.tag(close + 1) in ("P", "T") else None
    if tag == "," and result.tag(j + 1) == "P" and not fresh and not _clause_after(result, j + 1):
        return j + 1
    return None


def _of_the_subject(result: Parse, verb: Verb) -> bool:
    """«Drones which violated Peru's airspace were shot down»: the verb behind the object is the main clause's."""
    if noun_that_opens(result, verb) is not None:
        return True
    relative = result.tag(verb.first - 1) == "W" and result.low(verb.first - 1) in ("who", "which", "that")
    says = any(verb.lemma in word_set(name) for name in ("reports", "denials", "fears", "unsure"))
    first = all(not result.is_finite(k) for k in range(verb.first))
    return relative and first and not says and result.tag(verb.main) == "V" and not verb.passive


def noun_that_opens(result: Parse, verb: Verb) -> Phrase | None:
    """«*Peru's threat* to bomb Chile», «*the claim* that Mali shelled Chad»: what it fills, at a clause's head."""
    nouns: frozenset[str] | None = None
    at = verb.first
    if verb.mood == "inf":
        nouns = complement_nouns()
    elif verb.mood == "ger":
        at = verb.first - 1  # «the risk of provoking Iran»
        if result.low(at) != "of":
            return None
    else:
        subject = verb.subject[0] if verb.subject else result.phrase_before.get(verb.first)
        if verb.mood != "fin" or subject is None or result.low(subject.first - 1) != "that":
            return None
        nouns, at = _clause_nouns(), subject.first - 1
    found = result.phrase_before.get(at)
    if found is None or (nouns is not None and result.low(found.head) not in nouns):
        return None
    return found if found.first == 0 or result.tag(found.first - 1) in ("K", "C", ",", '"') else None


@cache
def complement_nouns() -> frozenset[str]:
    """Nouns that an infinitive fills («threat», «plan», «attempt»)."""
    return frozenset(w for row in table("complements") if row["kind"] == "noun" for w in alternatives(row["words"]))


@cache
def _clause_nouns() -> frozenset[str]:
    """Nouns that a clause with «that» fills («claim», «fear», «fact»)."""
    return word_set("contents") | word_set("stances of many") | {"fact"}


def _prepositional(result: Parse, verb: Verb, j: int) -> int | None:
    k = j + 1
    while result.tag(k) in ("P", "R") and k not in result.phrase_at:
        k += 1
    inner = result.phrase_at.get(k)
    if inner is None or (result.low(j) == "as" and opens_clause(result, inner)):
        return None
    inside_participle = verb.mood == "part" and result.low(j) == "by"
    group = coordination(result, inner, inside_participle)
    verb.prepositions.append((result.low(k - 1), j, group))
    return group[-1].last


def time_phrase(result: Parse, phrase: Phrase) -> bool:
    """«last month», «Monday»: a phrase that only says when."""
    return result.low(phrase.head) in word_set("time nouns") or (
        result.low(phrase.first) in ("last", "next", "this") and phrase.last - phrase.first <= 3
    )


def _clause_after(result: Parse, j: int) -> bool:
    """Does a comma phrase that starts here lead into a clause of its own?"""
    for k in range(j, min(len(result.tokens), j + 12)):
        if result.tag(k) in (",", ";", "."):
            return False
        if result.is_finite(k):
            return True
    return False


def opens_clause(result: Parse, phrase: Phrase, lists: bool = False) -> bool:
    """Is the phrase, with what hangs on it, the subject of a finite verb that follows?"""
    j = phrase.last
    for _ in range(8):
        if j in result.verb_at:
            return result.is_finite(j)
        following = result.phrase_at.get(j + 1)
        if result.tag(j) in ("R", "X"):
            j += 1
        elif lists and result.tag(j) == "," and (following is not None or result.low(j + 1) == "and"):
            # the start of a list: «…, and Germany, France and Poland followed»
            k = j + 2 if result.low(j + 1) == "and" else j + 1
            if k not in result.phrase_at:
                return False
            j = result.phrase_at[k].last
        elif following is not None and (result.low(j) in ("of", "in", "from", "than") or result.low(j) == "and"):
            j = following.last
        else:
            return False
    return False


def coordination(result: Parse, phrase: Phrase, lists_only: bool = False) -> list[Phrase]:
    """The phrase with its equals («Iran, Syria and the Russian banks»), up to the subject of a new clause.

    `lists_only` keeps what looks like such a subject: after a participle («signed by A and B covers …») the verb that
    follows belongs to what stands before the participle.
    """
    group = [phrase]
    j = phrase.last
    while j < len(result.tokens):
        k = j + 1 if result.tag(j) == "," else j
        if result.low(k) in ("and", "or", "&", "nor"):
            k += 1
        elif k == j or not _list_goes_on(result, k):
            break
        if result.low(k) in ("then", "later", "also", "not", "both"):
            k += 1
        following = result.phrase_at.get(k)
        if following is None or (not lists_only and opens_clause(result, following, True)):
            break
        group.append(following)
        j = following.last
    return group


def _list_goes_on(result: Parse, at: int) -> bool:
    """After a comma: is there «X and Y» soon, with nothing but phrases between?"""
    j = at
    for _ in range(12):
        phrase = result.phrase_at.get(j)
        if phrase is None:
            return False
        j = phrase.last
        if result.tag(j) == ",":
            j += 1
            if result.low(j) not in ("and", "or"):
                continue
        return result.low(j) in ("and", "or")
    return False
