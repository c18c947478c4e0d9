"""A line under a treaty as a name, a title or both: «H.E. Mr. Nam Cao, Minister of Trade», «Lieutenant General Jan Ek».

A name is told by its form, not by a list of names: capitalised words of any alphabet of Latin letters with the small
words that names have («bin», «de la»), none of which is an office. Honorifics are no part of it; a rank before it is
the title where no other is given.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.reading.treaty.words import cue

_MOST = 8  # words of a name
_SURNAMES = frozenset({"king", "major", "marshal", "prince", "dean", "bishop", "chancellor", "pope"})  # offices, too
_AMBIGUOUS = frozenset(
    ["m", "u", "don", "dom", "daw", "tun", "lord", "ing", "adv"]
)  # honorifics that may be names or initials
_APART = re.compile(r"\s*,\s*|\s+[–—-]\s+|\s+(?=\((?!ret|rtd))", re.I)


@dataclass(frozen=True, slots=True)
class Person:
    """Who a line tells of: a name without honorifics, and the title that the line has for it, or that alone.

    `rank`: the title is only what stands before the name («Colonel Jan Ek»).
    """

    name: str | None
    title: str | None
    rank: bool = False


def person(words: str, fewest: int = 2) -> Person | None:
    """A line as a name of at least `fewest` words, a title, or both; None where it is neither.

    >>> person("Lieutenant General Zoltán Barkóczi")
    Person(name='Zoltán Barkóczi', title='Lieutenant General', rank=True)
    >>> person("the Hon. Fiona Te Whare, M.P., Minister of Transport")
    Person(name='Fiona Te Whare', title='Minister of Transport', rank=False)
    >>> person("Minister of Energy and Water")
    Person(name=None, title='Minister of Energy and Water', rank=False)
    """
    words = " ".join(words.split())
    if re.fullmatch(r"\([^()]*\)", words):
        words = words[1:-1]
    words = re.sub(r"\s*\((?:ret|rtd)[^()]*\)\s*$", "", words, flags=re.I)
    words = words.strip(" .,;:–—-") + ("." if re.search(r"\b(?:Jr|Sr)\.$", words) else "")
    head, *rest = _APART.split(words)
    own = _ranked(head, fewest)
    if own is not None:
        more = title(", ".join(part for part in rest if not cue("letters after a name").fullmatch(part)))
        return Person(own.name, more or own.title, rank=more is None and own.title is not None)
    return Person(None, title(words)) if is_title(words) else None


def is_title(words: str) -> bool:
    """Does it name an office?"""
    return cue("office").search(words) is not None


def title(words: str) -> str | None:
    """A title without «His», the brackets around it and the stop behind it; None where nothing is left.

    >>> title("Their Minister of State;")
    'Minister of State'
    """
    words = re.sub(r"^\((.*)\)$", r"\1", words.strip(" .,;:"))
    words = re.sub(
        r"^(?:(?:and|as|in (?:his|her) capacity as) )?(?:(?:his|her|its|their|the) )?", "", words, flags=re.I
    )
    return re.sub(r",? and$", "", words.strip(" .,;:")) or None


def bare_name(words: str) -> str:
    """The words without honorifics before them; «M.» is one before two names, an initial before one.

    >>> [bare_name(words) for words in ("H.E. Dr. Ali Saleh", "M. Stoyan VELIKOV", "M. Waqa", "Don Juan Prim")]
    ['Ali Saleh', 'Stoyan VELIKOV', 'M. Waqa', 'Juan Prim']
    """
    while True:
        found = cue("honorific").match(words)
        rest = words[found.end() :] if found else ""
        if not found or not rest:
            return words
        doubtful = found.group().lower().strip(" .") in _AMBIGUOUS
        if doubtful and (len(rest.split()) < 2 or re.match(r"\w\.", rest)):
            return words
        words = rest


def is_name(words: str, fewest: int = 2) -> bool:
    """Has it the form of a person's name?

    >>> [is_name(words) for words in ("Đặng Thị Minh Hà", "Khalid bin Saqr Al-Noor", "Foreign Affairs", "done at Riga")]
    [True, True, False, False]
    """
    tokens = words.split()
    if not fewest <= len(tokens) <= _MOST or re.search(r"[\d:;/@\[\]()]", words):
        return False
    small = cue("small word of names")
    own = [token for token in tokens if not small.fullmatch(token)]
    if not own or small.fullmatch(tokens[-1]) or any(not _capital(token) for token in own):
        return False
    if not any(sum(map(str.isalpha, token)) > 1 for token in own):
        return False
    surname = tokens[-1].lower() in _SURNAMES and cue("rank").sub("", f"{words} X") != "X"  # no «Crown Prince»
    before = " ".join(tokens[:-1] if surname else tokens)
    return not is_title(before) and cue("no name").search(words) is None


def _capital(token: str) -> bool:
    """«Ólafur», «d'Aubuisson», «al-Sabah», «‘Abd»."""
    letters = re.sub(r"^(?:[a-z]{1,2}['’]|(?:al|el|an|ar|as|at|ash|ad|ul|ur)-)?[^\w]*", "", token)
    return letters[:1].isupper()


def _ranked(words: str, fewest: int) -> Person | None:
    """A name with the rank or office that stands before it."""
    words = bare_name(words)
    ranks = []
    while True:
        found = cue("rank").match(words)
        if not found or not words[found.end() :]:
            break
        ranks.append(found.group().strip())
        words = bare_name(words[found.end() :])
    return Person(words, " ".join(ranks) or None) if is_name(words, fewest) else None
