"""Days without a year that have it from the text: «The war began on 2 April 1982 … One month later, on 2 May, …».

The year is that of the last time named before, in the sentence or the one before it, where that lies in one year; «of
that year» says so outright, else a day more than half a year back is of the next year and one that is less far back is
left out. Where the article has a day of its own, a day without a year is its (see `dates`), unless that is months away
and the text tells of an earlier year. Such days are marked as inferred, with the words that they have the year from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from westphalia.reading.datepatterns import absolute, month_of
from westphalia.reading.dates import When, fitted, is_name

_HALF_A_YEAR = 180
_NEAR = 90  # days from the article's own within which its year goes before
_THAT_YEAR = re.compile(r" of (?:that|the same) year\b")
_AHEAD = re.compile(r"\b(?:will|would|shall|due|plan(?:s|ned)?|scheduled|(?:is|are) (?:expected )?to)\b")
_HINT = re.compile(r"\b(?:\d\d?(?:st|nd|rd|th)?(?: of)? [A-Z][a-z]{2}|[A-Z][a-z]{2,8}\.? \d\d?\b)")


def carried(
    text: str, start: int, end: int, whens: Sequence[When], anchor: When | None, published: date | None
) -> list[When]:
    """The times of a sentence, `whens`, with days that have their year from one of them or from `anchor`."""
    found = list(whens)
    if (anchor is None and not whens) or _HINT.search(text, start, end) is None:
        return found
    for match in absolute().finditer(text, start, end):
        got = match.groupdict()
        if not (got["d1"] or got["d2"]) or got["y0"] or got["y1"] or got["y2"] or is_name(text, match):
            continue
        own = next((when for when in found if when.start < match.end() and match.start() < when.end), None)
        before = [when for when in found if when.end <= match.start() and not when.noun and when.free != "entry"]
        base = max(before, key=lambda when: when.end, default=anchor)
        if base is None or base.noun or base.first is None or base.last is None or base.first.year != base.last.year:
            continue
        told = _THAT_YEAR.match(text, match.end())
        if own is not None and not told and not _earlier(own, base, published, text[start:end]):
            continue
        day = _in_year(match, base, told=told is not None)
        if day is None or (own is not None and own.free == "entry"):
            continue
        words = f"inferred: year of «{' '.join(text[base.start : base.end].split())}»"
        stop = told.end() if told else match.end()
        new = fitted(text, [When(match.start(), stop, day, day, words)])
        found = sorted(
            [*(when for when in found if when is not own), *new], key=lambda when: (when.free == "entry", when.start)
        )
    return found


def _earlier(own: When, base: When, published: date | None, words: str) -> bool:
    """Does the text tell of a year before, and is the day with the article's year months from it?"""
    if published is None or own.day is None or own.free != "year" or base.source != "stated" or base.day is None:
        return False
    away = (published - own.day).days
    if away < 0 and _AHEAD.search(words):
        return False
    return base.day.year < published.year and (away if away >= 0 else away + 365) > _NEAR


def _in_year(match: re.Match[str], base: When, *, told: bool) -> date | None:
    got = match.groupdict()
    month, number = month_of(got["m1"] or got["m2"]), int(got["d1"] or got["d2"])
    first = base.first
    if first is None:
        return None
    try:
        day = date(first.year, month, number)
        if not told and base.day is not None and day < first:
            day = day.replace(year=first.year + 1) if (first - day).days > _HALF_A_YEAR else date.min
    except ValueError:  # 29 February
        return None
    named = got["wd1"] or got["wd2"]
    if day == date.min or (named and f"{day:%A}"[:3] != named[:3]):
        return None
    return day
