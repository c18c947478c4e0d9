"""Whom the words that bind bind in their sentence: their subject before or behind them, or nobody.

They bind nobody in a condition («Should a Party be attacked, …») and in a relative clause, unless that tells a duty
beside another («…, in which Peru may take part»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.ontology.types import Span
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.treaty.binding import Binding
from westphalia.reading.treaty.conditions import opens_condition
from westphalia.reading.treaty.parties import Parties, bearer_of
from westphalia.reading.treaty.subjects import Subject, impersonal_before, past_space, subject_before
from westphalia.reading.treaty.words import cue

BEFORE_WHICH = "(?:in|to|by|for|of|from|under|with|on|at|failing)"
_ASIDE = re.compile(
    rf",\s+(?:(?P<else>{BEFORE_WHICH} which"
    r"|whose (?:\w+ ){1,3}?(?=they\b|it\b|the\b))\s*[^,;:]*|(?P<who>which|who)\s*)\Z"
)
_SHOULD_ANY = re.compile(r"[Ss]hould\s+(?:an?|any|the|one|either|it|they|such|[A-Z]\w+|\w+ \w+ (?:of|come|arise))\b")
_NEW_CLAUSE = re.compile(r"[,;:–—]|\b(?:and|or|but|nor|while|whereas)\b")
_GOES_ON = re.compile(
    r"(?:[,;:]|\b(?:and|or|but|nor))\s*(?:also|then|hereby|further|subsequently|therefore|accordingly|consequently|likewise|moreover)?\s*$",
    re.I,
)
_THAT_PARTY = re.compile(r"\s*that (?:state|party|side|government|other)\s*", re.I)
_OWING = re.compile(r"\s+(?P<who>[^,;.]{3,60}?) to\b")
_BEHIND = re.compile(
    r"(?:the |either |any |each )?(?:[A-Z][\w’'-]*|two|other|contracting|high)(?: [A-Z][\w’'-]*){0,3}|they\b|it\b"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence between two offsets of a text, with its shallow parse and the parties that it may name."""

    text: str
    start: int
    end: int
    parse: Parse
    parties: Parties


def subject_of(sentence: Sentence, at: int, words: Binding, previous: Subject | None) -> Subject | None:
    """The subject of the words that bind, looked for from `at` on; None where they bind nobody.

    `previous` is the subject of those before them in the sentence, which may be theirs too.
    """
    if words.subject is not None:
        found = _of_present(sentence, words.subject, words.passive)
    elif _is_condition(sentence, at, words) or _is_relative(sentence.text[at : words.start], previous):
        found = None
    else:
        found = _of_modal(sentence, at, words, previous)
    return found or _beside(sentence, at, words)


def _of_present(sentence: Sentence, subject: Span, passive: bool) -> Subject | None:
    """The subject of a verb in the plain present: a party or a body, and of a passive also what is settled."""
    found = subject_before(sentence.text, subject.start, subject.end, sentence.parties)
    if found is not None:
        return None if found.instrument else found
    return impersonal_before(sentence.text, subject.start, subject.end) if passive else None


def _is_condition(sentence: Sentence, at: int, words: Binding) -> bool:
    """«If a Party should be attacked», «Should a Party be attacked»."""
    text = sentence.text
    if text[words.start : words.end].lower() == "should" and opens_condition(text, at, words.start):
        return True
    opens = words.start == sentence.start or re.search(r"[,;:]\s*(?:and |but )?$", text[at : words.start])
    return bool(opens) and _SHOULD_ANY.match(text, words.start) is not None


def _is_relative(region: str, previous: Subject | None) -> bool:
    """«measures which either Party may take»; behind a first duty also what no joint parts from it."""
    if previous is not None and not _NEW_CLAUSE.search(region):
        return True
    segment = re.split(r"[,;:]", region)[-1]
    if not cue("relative").search(segment):
        return False
    return not cue("says that").search(segment) and not _THAT_PARTY.fullmatch(segment)


def _of_modal(sentence: Sentence, at: int, words: Binding, previous: Subject | None) -> Subject | None:
    text = sentence.text
    found = _behind(sentence, at, words) or subject_before(text, at, words.start, sentence.parties)
    if found is not None:
        return found
    if previous is None:
        return _unnamed(sentence, at, words)
    return previous if _GOES_ON.search(text[at : words.start]) else _impersonal_after(text, at, words.start)


def _behind(sentence: Sentence, at: int, words: Binding) -> Subject | None:
    """The subject behind the verb: «In no case will the Parties resort to force», «It is the duty of Peru to pay»."""
    text, parties = sentence.text, sentence.parties
    if text[words.start : words.end].lower().endswith(" of"):
        owing = _OWING.match(text, words.end)
        bearer = bearer_of(text, owing.start("who"), owing.end("who"), parties) if owing else None
        return Subject(words.start, owing.end("who"), bearer) if owing and bearer else None
    if cue("in no case").match(text[at : words.start]) is None:
        return None
    start = past_space(text, words.end, len(text))
    phrase = _BEHIND.match(text, start)
    bearer = bearer_of(text, start, phrase.end(), parties) if phrase else None
    return Subject(start, phrase.end(), bearer) if phrase and bearer else None


def _unnamed(sentence: Sentence, at: int, words: Binding) -> Subject | None:
    """The subject that is nobody known: «Disputes shall …», «For other vehicles the ferry may …».

    Where the sentence has told before the words what it is about, they bind somebody, even if nobody knows whom.
    """
    text, parse = sentence.text, sentence.parse
    conditional = opens_condition(text, at, words.start)
    found = None if conditional else impersonal_before(text, at, words.start)
    if found is not None or at != sentence.start:
        return found
    told = any(verb.mood == "fin" and parse.tokens[verb.last].end <= words.start for verb in parse.verbs)
    return Subject(at, words.start, None) if told or not conditional else None


def _impersonal_after(text: str, at: int, to: int) -> Subject | None:
    """A second clause with a subject of its own that is nobody: only behind «;», or «, and …»."""
    joints = list(re.finditer(r";\s*(?:and\s)?|,\s*and\s", text[at:to]))
    if not joints or opens_condition(text, at + joints[-1].end(), to):
        return None
    return impersonal_before(text, at + joints[-1].end(), to)


def _beside(sentence: Sentence, at: int, words: Binding) -> Subject | None:
    """«…, which shall meet yearly», «…, in which Peru may take part»: a duty told beside another."""
    text, parse = sentence.text, sentence.parse
    aside = _ASIDE.search(text, at, words.start)
    if aside is None:
        return None
    if aside.group("else"):
        return subject_before(text, aside.end("else"), words.start, sentence.parties)
    verb = next((verb for verb in parse.verbs if parse.tokens[verb.main].start >= words.start), None)
    named = [*(verb.subject if verb is not None else ()), *_phrase_that_ends(parse, aside.start())]
    if not named or parse.tokens[named[0].first].start > aside.start():
        return None
    found = subject_before(text, parse.tokens[named[0].first].start, aside.start(), sentence.parties)
    if found is not None and found.instrument:
        return None
    return Subject(aside.start("who"), words.start, found.bearer if found else None)


def _phrase_that_ends(parse: Parse, at: int) -> list[Phrase]:
    return [phrase for phrase in parse.phrases if parse.tokens[phrase.last - 1].end == at]
