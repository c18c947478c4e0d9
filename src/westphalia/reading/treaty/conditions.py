"""Conditions in a sentence of a treaty: what opens one, and how far it goes before the subject and behind the verb."""

from __future__ import annotations

import re
from functools import cache

from westphalia.ontology.types import Span
from westphalia.reading.tables import table

_JOINING = re.compile(
    r"[\s,;:*_\"“«]*(?:(?:and|or|but|nor|that|also|consequently|therefore|accordingly|to this end|for this purpose|"
    r"furthermore|in (?:addition|particular)|however|moreover|likewise|further|agrees? that|agreed that)\b[\s,]*)*",
    re.I,
)
_BEHIND_JOINT = re.compile(r"[,;:–—]\s*(?:and|or|but)?\s*$", re.I)


@cache
def condition() -> re.Pattern[str]:
    """What opens a condition: the rows of `treaty_conditions.csv`."""
    return re.compile(r"\b(?:" + "|".join(row["words"] for row in table("treaty_conditions")) + r")\b", re.I)


def after_joint(text: str, cut: int, to: int) -> int:
    """Where the clause begins behind the words that join it to the one before, «, and accordingly»."""
    joining = _JOINING.match(text, cut, to)
    return joining.end() if joining else cut


def opens_condition(text: str, at: int, to: int) -> bool:
    """Whether what stands before `to` is still inside a condition («if the other Party …»)."""
    cut = max((at + m.end() for m in re.finditer(r"[,;:]", text[at:to])), default=at)
    return condition().match(text, after_joint(text, cut, to), to) is not None


def leading_condition(text: str, at: int, begin: int, first: bool = True) -> Span | None:
    """The condition that stands before the subject; in a clause that is not the `first`, right behind its joint."""
    for match in condition().finditer(text, at, begin):
        if match.group() == "should" or (not first and not _BEHIND_JOINT.search(text[at : match.start()])):
            continue
        found = _whole(text, match, begin, " ,\n\t\r;:")
        if found is not None:
            return found
    return None


def trailing_condition(text: str, at: int, end: int) -> Span | None:
    """The condition behind the words that bind, to the end of the clause, or of its aside."""
    for match in condition().finditer(text, at, end):
        if match.group().lower() in ("should", "once"):
            continue
        aside = text[at : match.start()].strip() in ("", ",")
        comma = text.find(",", match.end(), end) if aside else -1
        found = _whole(text, match, comma if comma >= 0 else end, " .,;:\n")
        if found is not None:
            return found
    return None


def _whole(text: str, opening: re.Match[str], end: int, loose: str) -> Span | None:
    """The condition up to `end` without the loose marks there; None where it is one word alone."""
    while end > opening.end() and text[end - 1] in loose:
        end -= 1
    alone = end == opening.end() and " " not in opening.group()
    return None if alone else Span(opening.start(), end)
