"""Who stands before the words that bind in a sentence of a treaty: a party, a body, the treaty itself, or nobody.

Looked for from behind, comma by comma, so that «Each Party, at the request of the other Party, shall» is each Party and
«In the event of an attack against one of the Parties, the other Party shall» is the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.reading.treaty.conditions import after_joint, condition
from westphalia.reading.treaty.parties import Bearer, Parties, bearer_of, named_last
from westphalia.reading.treaty.words import cue

_IN_NAMES = frozenset(
    {"the", "of", "and", "for", "government", "governments", "republic", "kingdom", "state", "people's"}
)
_BREAK = re.compile(
    r"[,;:–—]|\b(?:but|while|whereas)\b"
    r"|\b(?:agreed?s?|declares?|understood|considers?|ensures?|confirms?|provided|provides|undertakes?|guarantees?"
    r"|promises?) that\b|\band that\b"
)
_MARK = re.compile(r"[,;:]")
_LAST_PARTY = re.compile(
    r"\b(?:the other|each|both|the|neither|all)\s(?:[a-z]+ ){0,2}(?:part(?:y|ies)|states?|sides?|governments?)\b", re.I
)
_BINDS_BEFORE = re.compile(r"\b(?:shall|will|may|must|should|\w+ to)\b")
_ADVERBIAL_WORDS = 2  # of an adverbial before a subject without a comma: «In urgent cases it»
_WORD = re.compile(r"\b\w")
_LAST_PARTY_NAMED = re.compile(
    r"(?:the|each|both|neither|all|any|either|an?|every|no) (?:[\w-]+ ){0,3}"
    r"(?:[Pp]art(?:y|ies)|[Ss]tates?|[Ss]ides?|[Gg]overnments?|[Pp]articipants?|[Pp]owers?|belligerents?)\Z"
)
_LAST_WORD = re.compile(r"(?:it|they)\Z")


@dataclass(frozen=True, slots=True)
class Subject:
    """The words before the verb; `bearer` is None where they are no party, `instrument` where they are the treaty."""

    start: int
    end: int
    bearer: Bearer | None
    instrument: bool = False


def past_space(text: str, at: int, end: int) -> int:
    """The first offset from `at` on that is no white space; `end` where all is."""
    while at < end and text[at].isspace():
        at += 1
    return at


def subject_before(text: str, at: int, to: int, parties: Parties) -> Subject | None:
    """The party, body or instrument that is the subject of the verb at `to`, at `at` or behind it."""
    for cut in _cuts(_BREAK, text, at, to):
        start = after_joint(text, cut, to)
        if start >= to:
            continue
        found = _phrase(text, start, to, parties)
        if found is None and condition().match(text, start, to) is not None:
            found = _behind_condition(text, start, to, parties) or _behind_adverbial(text, start, to, parties)
        elif found is None and cue("adverbial").match(text, start, to):
            found = _behind_adverbial(text, start, to, parties)
        if found is not None:
            return _with_listed(text, at, found, parties)
    bound = _BINDS_BEFORE.search(text, max(0, at - 12), at) is not None  # words before these have a subject already
    for match in reversed(list(re.finditer(r"\b(?:and|or)\s+", text[at:to]))):  # «…, and each Party» without a comma
        found = _phrase(text, at + match.end(), to, parties)
        if found is not None and (bound or _BINDS_BEFORE.search(text[at : at + match.start()])):
            return found
    return None


def impersonal_before(text: str, at: int, to: int) -> Subject | None:
    """A subject that is nobody («Disputes shall be settled»)."""
    for cut in _cuts(_MARK, text, at, to):
        start = after_joint(text, cut, to)
        words = text[start:to].strip()
        whole = cut == at and re.match(r"[A-Z]\w+ing\b", words)  # «Fishing in the bay shall be prohibited»
        if len(words) > 1 and (whole or not cue("adverbial").match(words)):
            return Subject(start, to, None, cue("instrument subject").match(words.lower()) is not None)
    return None


def _cuts(pattern: re.Pattern[str], text: str, at: int, to: int) -> list[int]:
    """Where a clause may begin between two offsets, the last first."""
    return [at, *(at + match.end() for match in pattern.finditer(text[at:to]))][::-1]


def _phrase(text: str, start: int, to: int, parties: Parties) -> Subject | None:
    words = text[start:to]
    if cue("instrument subject").match(words.lower()):
        return Subject(start, to, None, instrument=True)
    bearer = bearer_of(text, start, to, parties)
    if bearer is not None:
        comma = text.find(",", start, to)
        return Subject(start, comma if comma >= 0 else to, bearer)
    head = re.split(r"\b(?:of|for|on|to|in|established|consisting|composed|which)\b", words, maxsplit=1)[0]
    body = cue("institution").search(head) if len(head.split()) <= 8 and not cue("adverbial").match(words) else None
    return Subject(start, to, Bearer(())) if body and head[body.end() : body.end() + 1] not in ("'", "’") else None


def _behind_condition(text: str, start: int, to: int, parties: Parties) -> Subject | None:
    """«If one Party is attacked the other Party shall»: a comma was left out."""
    found = list(_LAST_PARTY.finditer(text, start, to))
    if not found or text[found[-1].end() : to].strip():
        return None
    earlier = cue("party noun").search(text, start, found[-1].start()) or parties.named(start, found[-1].start())
    if not earlier and not re.match(r"in (?:the event|case) of", text[start:to], re.I):
        return None
    bearer = bearer_of(text, found[-1].start(), to, parties)
    return Subject(found[-1].start(), to, bearer) if bearer else None


def _behind_adverbial(text: str, start: int, to: int, parties: Parties) -> Subject | None:
    """«In urgent cases the Requesting State may», «Before doing so it should»: a comma was left out."""
    end = start + len(text[start:to].rstrip())
    starts = [match.start() for match in reversed(list(_WORD.finditer(text, start, end)))]
    collective = [at for at in starts if _LAST_PARTY_NAMED.match(text, at, end)]
    name = named_last(text, start, end, parties)
    for at in (
        *collective,
        *((name,) if name is not None else ()),
        *(k for k in starts if _LAST_WORD.match(text, k, end)),
    ):
        bearer = bearer_of(text, at, end, parties)
        if bearer is not None:
            return Subject(at, end, bearer) if len(text[start:at].split()) >= _ADVERBIAL_WORDS else None
    return None


def _with_listed(text: str, at: int, subject: Subject, parties: Parties) -> Subject:
    """«Mali, Niger and Chad shall»: the parties named before the last comma belong to the subject too."""
    if subject.bearer is None or not parties.named(subject.start, subject.end):
        return subject
    start, codes = subject.start, list(subject.bearer.codes)
    for piece in reversed(list(re.finditer(r"[^,]+,", text[at : subject.start]))):
        a, b = at + piece.start(), at + piece.end()
        named = parties.named(a, b)
        if len(named) != 1 or not all(word[0].isupper() or word in _IN_NAMES for word in text[a:b].split()):
            break
        if condition().match(text[a:b].lstrip()):
            break
        start = past_space(text, a, b)
        codes[:0] = [code for code in named if code not in codes]
    return subject if start == subject.start else Subject(start, subject.end, Bearer(tuple(codes)))
