"""Forms of English verbs, from a table of verbs with their irregular forms."""

from __future__ import annotations

from functools import cache

from westphalia.reading.tables import table

_VOWELS = "aeiou"


@cache
def forms() -> dict[str, tuple[tuple[str, str], ...]]:
    """Every known verb form, lower case, with its (verb, form) readings.

    A form is b (base), s (third person), p (past), n (past participle) or g (-ing).

    >>> forms()["met"]
    (('meet', 'p'), ('meet', 'n'))
    """
    found: dict[str, list[tuple[str, str]]] = {}
    for row in table("verbs"):
        verb = row["verb"]
        spellings = (False, True) if "l" in row["flags"] else ("d" in row["flags"],)  # «signaled», «signalled»
        for doubled in spellings:
            for form, surface in inflect(verb, row["past"], row["participle"], doubled).items():
                if (verb, form) not in found.setdefault(surface, []):
                    found[surface].append((verb, form))
    return {surface: tuple(readings) for surface, readings in found.items()}


def inflections(verb: str) -> tuple[str, ...]:
    """The forms of a known verb, each once.

    >>> inflections("drive")
    ('drive', 'drives', 'drove', 'driven', 'driving')
    """
    return tuple(surface for surface, readings in forms().items() if any(of == verb for of, _ in readings))


@cache
def noun_like() -> frozenset[str]:
    """Verbs whose base form is a noun as well («attack»), so that the form alone does not make a verb."""
    return frozenset(row["verb"] for row in table("verbs") if "n" in row["flags"])


def inflect(verb: str, past: str = "", participle: str = "", doubled: bool = False) -> dict[str, str]:
    """The five forms of a verb.

    >>> inflect("ban", doubled=True)["g"]
    'banning'
    >>> inflect("deny")["s"]
    'denies'
    """
    stem = verb + verb[-1] if doubled else verb
    if verb.endswith("ie"):
        going = verb[:-2] + "ying"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) and verb != "be":
        going = verb[:-1] + "ing"
    else:
        going = stem + "ing"
    if verb.endswith(("s", "x", "z", "ch", "sh")) or verb in (
        "go",
        "do",
        "veto",
        "undergo",
        "torpedo",
        "echo",
        "forgo",
    ):
        third = verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        third = verb[:-1] + "ies"
    else:
        third = verb + "s"
    if not past:
        if verb.endswith("e"):
            past = verb + "d"
        elif verb.endswith("y") and verb[-2] not in _VOWELS:
            past = verb[:-1] + "ied"
        else:
            past = stem + "ed"
    return {"b": verb, "s": third, "p": past, "n": participle or past, "g": going}
