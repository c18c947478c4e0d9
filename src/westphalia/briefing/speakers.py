"""Who asserts a claim, and in which way: a denial is never shown as the assertion of what is denied.

A claim's text is the content that somebody speaks of. Where the text says that he denies it, or where the negation
stands outside the content, the content alone would put the opposite into his mouth.
"""

from __future__ import annotations

import re

from westphalia.briefing.words import one_line
from westphalia.ontology.types import Claim, Status

_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ial)|(?:reject|dismiss|disput|refut|rebut|repudiat|contest|contradict|disavow)"
    r"(?:e|es|s|ed|d|ing)?)\b",
    re.IGNORECASE,
)
_NEGATED_CUE = re.compile(r"\b(?:not|never|cannot|hardly)\b|n['’]t\b", re.IGNORECASE)
_NEGATION = re.compile(
    r"\b(?:no|not|never|neither|nor|nobody|none|nothing|without|cannot|den(?:y|ies|ied|ying)|refus\w+|fail(?:s|ed|ing)?)\b"
    r"|n['’]t\b",
    re.IGNORECASE,
)
_VOICES = {"quote": "quoted", "paraphrase": "in paraphrase"}
# Where the head of a holder ends: «officials | in Washington», «analysts | advising the president».
_HEAD_ENDS = re.compile(r"\s+(?:in|of|at|from|for|with|close|near|to|who|\w+ing)\b|,")


def holder_name(holder: str) -> str:
    """Who says it: «the author», or the holder as the text words it."""
    return "the author" if holder == "author" else one_line(holder, 120)


def speaker(claim: Claim) -> str:
    """Who says it, «Beijing»; where it is denied «Beijing denies that», lest what follows be read as his claim."""
    name = holder_name(claim.holder)
    if not denied(claim):
        return name
    if claim.holder == "author":
        return f"{name} tells as denied that"
    return f"{name} {'deny' if _plural(claim.holder) else 'denies'} that"


def denied(claim: Claim) -> bool:
    """Whether the holder denies what the claim's text says.

    True where the attribution is a denial («denied that», «rejected»), and where the deed is told as denied and the
    text of the claim does not say so itself («Russia did not attack» is its own denial).
    """
    if claim.cue and _DENIAL.search(claim.cue):
        return not _NEGATED_CUE.search(claim.cue)
    return claim.status is Status.DENIED and not _NEGATION.search(claim.text)


def manner(claim: Claim) -> str:
    """How it reaches the text, with the words of the attribution: «(in paraphrase: «warned that»)»; empty for the
    author's own voice."""
    how = _VOICES.get(claim.voice, "")
    cue = one_line(claim.cue or "", 60)
    if not how:
        return ""
    return f"({how}: «{cue}»)" if cue else f"({how})"


def _plural(holder: str) -> bool:
    """Whether a verb after this holder is plural: two names, or a common noun in -s («Turkish officials»)."""
    if " and " in holder:
        return True
    head = _HEAD_ENDS.split(holder, maxsplit=1)[0].split()
    last = head[-1] if head else ""
    return last[:1].islower() and last.endswith("s") and not last.endswith("ss")
