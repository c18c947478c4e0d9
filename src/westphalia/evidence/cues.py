"""Words of a claim that bear on its test, beside the fields that the reader gives it."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files

from westphalia.evidence.beyond import narrower, unheld
from westphalia.evidence.text import Text
from westphalia.ontology.domains import domain_words
from westphalia.ontology.types import Claim, ClaimKind

_BESIDE = 2  # characters between a comparative and the words it compares: a comma and a blank
# Not a comparison: quantities («more than 20 ships», «as many as six») and what has lost that sense («rather than»).
_NUMBER = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|"
    r"eighty|ninety|half|dozens?|hundreds?|thousands?|millions?|once|twice|any|ever|[$€£]?\d[\d.,]*)\b"
)
_COMPARATIVE = re.compile(
    rf"\b(?!(?:rather|other|later|earlier|sooner|whether|either|neither|further|under|over|after|never)\b)"
    rf"(?:more|less|fewer|worse|\w{{2,}}er)\s(?:[\w~'’-]+\s){{0,5}}?than\b(?!\s{_NUMBER})"
    rf"|\bas\s(?:often|frequently|much|many|hard|strongly|openly|harshly|closely)(?:\s\w+)?\sas\b(?!\s{_NUMBER})"
    r"|\b(?:twice|three times|four times|half|times) as (?:often|much|many)\b",
    re.IGNORECASE,
)

_COMPARES = re.compile(
    rf"{_COMPARATIVE.pattern}|\b(?:compared|in contrast) (?:with|to)\b|\bunlike\b|\boutnumber|\boutweigh", re.IGNORECASE
)


def cues(claim: Claim, text: Text) -> tuple[object, ...]:
    """Everything here that a test asks of the words of `claim`: two claims alike in it have the same test."""
    if claim.kind is ClaimKind.EVENT:
        action = text.action(claim)
        return (
            compares(claim, text),
            occasion(claim),
            signs(claim),
            unheld(action, claim.text),
            narrower(action, claim.text),
        )
    if claim.kind is ClaimKind.STATE:
        return about_votes(claim), about_war(claim), degree(claim), domains(claim)
    return ()


def compares(claim: Claim, text: Text) -> bool:
    """Whether what it says to have happened stands as one side of a comparison.

    So it does where the reader finds a comparison over the same words, or where a comparative is in them or beside
    them («… more often than …», «… as often as …»).
    """
    for other in text.comparisons.get(claim.sentence, ()):
        if other.start <= claim.start and claim.end <= other.end and _COMPARES.search(other.text):
            return True
    if not text.document or claim.sentence >= len(text.document.sentences):
        return _COMPARATIVE.search(claim.text) is not None
    first = text.document.sentences[claim.sentence].start
    found = _COMPARATIVE.finditer(text.document.sentence(claim.sentence))
    return any(first + m.start() <= claim.end + _BESIDE and claim.start - _BESIDE <= first + m.end() for m in found)


def occasion(claim: Claim) -> str | None:
    """The first word for one instrument or gathering («treaty», «summit») in it; None where there is none."""
    found = _occasions().search(claim.text)
    return found[0].lower() if found else None


def signs(claim: Claim) -> bool:
    """Whether something was signed or concluded, which both sides do."""
    words = r"\b(?:(?:co-?)?sign(?:s|ed|ing)?|initial(?:l?ed)|ratif(?:y|ies|ied)|conclud(?:e|es|ed)|sealed)\b"
    return occasion(claim) is not None or re.search(words, claim.text, re.IGNORECASE) is not None


def about_votes(claim: Claim) -> bool:
    """Whether it speaks of voting."""
    return re.search(r"\bvot(e|es|ed|ing)\b|General Assembly", claim.text, re.IGNORECASE) is not None


def about_war(claim: Claim) -> bool:
    """Whether it says that two are at war, or at peace."""
    return re.search(r"\bat (?:open )?war\b|\bat peace\b|\bstate of war\b", claim.text, re.IGNORECASE) is not None


def degree(claim: Claim) -> str | None:
    """The first word that sets a state above others («closest», «only», «always»); None where there is none."""
    words = r"clos\w*est|only|most|great\w*est|biggest|largest|main|chief|best|worst|staunchest|oldest|strongest|always"
    found = re.search(rf"\b(?:{words}|(?:un)?reliable)\b", claim.text, re.IGNORECASE)
    return found[0] if found else None


def domains(claim: Claim) -> tuple[str, ...]:
    """The domains («military», «energy», …) that it names, in the order of the text."""
    table = domain_words()
    found = [table[match[0].lower()] for match in _domain_pattern().finditer(claim.text)]
    return tuple(dict.fromkeys(found))


@cache
def _domain_pattern() -> re.Pattern[str]:
    words = sorted(domain_words(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


@cache
def _occasions() -> re.Pattern[str]:
    table = (files("westphalia.evidence") / "occasions.csv").read_text(encoding="utf-8")
    words = "|".join(re.escape(row["word"]) for row in csv.DictReader(table.splitlines()))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
