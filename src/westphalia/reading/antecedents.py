"""Whether the words for somebody are those for one person or for several, and which pronoun could mean him."""

from __future__ import annotations

import re
from functools import cache

from westphalia.ontology.offices import roles
from westphalia.reading.tables import word_set
from westphalia.reading.tagging import plural_form

_LIVING = re.compile(r"\w(?:er|or|ist|man|woman|ian)$")  # «skipper», «senator», «fisherman», «historian»


def agrees(pronoun: str, holder: str) -> bool:
    """Can «he», «she», «they» or «it» mean somebody so named? «He» is a person, «they» are several.

    >>> agrees("they", "the Heads of Government"), agrees("she", "the ministry"), agrees("he", "António Guterres")
    (True, False, True)
    """
    if pronoun == "they":
        return several(holder)
    return not several(holder) and is_person(holder) is (pronoun != "it")


def several(holder: str) -> bool:
    """Whether the words for somebody mean more than one: «two ministers», «the envoy and his wife», «the police»."""
    words = _first(holder)
    if not words:
        return False
    named = (
        len(words) > 1 and all(word[0].isupper() for word in words) and words[0].lower() != "the"
    )  # «António Guterres»
    head = words[-1].lower()
    return " and " in holder or head in word_set("irregular plurals") or (plural_form(head) and not named)


def is_person(holder: str) -> bool:
    """Whether the words for somebody are those for one man or woman: a name, an office, who does work.

    >>> is_person("Colonel Rauf Aliyarli, a spokesman"), is_person("a growers' association"), is_person("the skipper")
    (True, False, True)
    """
    words = _first(holder)
    if not words:
        return False
    head = words[-1].lower()
    lives = _LIVING.search(head) is not None and head not in word_set("things like doers")
    return head in _persons() or head in word_set("persons") or lives or (is_named(holder) and not is_body(holder))


def apposed(before: str, words: str) -> bool:
    """Are these a name and what explains it («the captain, Saúl Menjívar», «Ana Ruiz, the governor»), either first?"""
    return is_person(before) and is_person(words) and is_named(before) != is_named(words)


def is_named(holder: str) -> bool:
    """Whether the words look like somebody's name («António Guterres», «Mr Tarisong»)."""
    words = _first(holder)
    return len(words) > 1 and words[-1][0].isupper() and words[0].lower() != "the"


def is_body(holder: str) -> bool:
    """Whether the words are those for a body or a text that can say something: «the Council», «its statement»."""
    words = _first(holder)
    return bool(words) and (words[-1].lower() in word_set("bodies") or (words[0] == "The" and words[-1][0].isupper()))


def _first(holder: str) -> list[str]:
    """The words of the first noun phrase."""
    return re.split(r"\s(?:of|in|at|from|for|with|who)\s|,", holder)[0].split()


@cache
def _persons() -> frozenset[str]:
    heads = (
        re.split(r" (?:of|for) ", phrase)[0].split()[-1] for phrase, role in roles().items() if role.kind == "person"
    )
    return frozenset(heads) - {"delegation"}  # which has a person's role, but is several
