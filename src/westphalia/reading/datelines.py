"""The head of a dispatch («GENEVA, March 3 (Agency) -»), and an article's day where nothing states it outright.

A page's metadata, front matter and a full dateline state the day (see `load`). Where none does, four things suggest
it, in this order: a dateline that lacks the year, with the year of the file's name, address or making; a day in the
file's name or address («/2024/03/05/talks.html»); the day on which the text says that it was updated; the day on which
a PDF or Word file was made. All of them are marked «inferred: …», and none is taken where the latest year that the text
names is another than that or the year before. The time stamp of the file system is never taken: a copy or a download
changes it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from westphalia.ontology.organisations import organisations
from westphalia.ontology.states import states
from westphalia.reading.datepatterns import month_of

_TEMPLATE = date(2013, 12, 23)  # in every Word file made by a widespread library, whatever the real day
_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)([-_/.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_CITY = re.compile(  # without a day
    r"(?P<city>[A-Z][A-Z.'’ -]{1,30}?)(?:, [A-Z]\w+)?(?: \([^()\n]{1,40}\))? ?(?:[—–]|--?) (?=[\"“]?[A-Z][a-z ])"
)
_TOWN = re.compile(r"([A-ZÀ-Þ][\w.'’ -]{1,30}?)(?=,| \(| ?[—–-] )")
_YEAR = re.compile(r"(?<![\d.,/-])\b(?:19|20)\d\d\b(?![\d%]|[.,]\d|-\d|\s(?:people|troops|tons|tonnes|soldiers|men)\b)")


def infer(text: str, name: str, made: date | None = None) -> tuple[date, str] | None:
    """The day an article is likely from and «inferred: …», or None; `name` is its path or address.

    `made` is the day on which the file says it was made.

    >>> infer("GENEVA, March 3 (Agency) - The two sides met.", "wire/2022-03-04_talks.txt")
    (datetime.date(2022, 3, 3), 'inferred: dateline «March 3», year from the name 2022-03-04_talks.txt')
    """
    from westphalia.reading.plaintext import updated

    address = "://" in name
    short = name.rstrip("/").split("/")[-1]
    named = _named(name if address else short)
    made = None if made == _TEMPLATE else made
    whence = f"the {'address' if address else f'name {short}'}"
    head = yearless(text)
    if head is not None:
        for day, label, reach in ((named, whence, 15), (made, "the day the file was made", 60)):
            if day is not None and _fits(text, day) and (exact := _near(head[0], head[1], day, reach)):
                return exact, f"inferred: dateline «{head[2]}», year from {label}"
        return None  # the other days contradict the dateline
    if named is not None and _fits(text, named):
        return named, f"inferred: the day in {whence}"
    if (changed := updated(text)) is not None and _fits(text, changed):
        return changed, "inferred: the day the text was updated"
    if made is not None and _fits(text, made):
        return made, "inferred: the day the file was made"
    return None


def heads(text: str) -> list[tuple[int, int]]:
    """The spans of datelines among the first six lines: their dates are the article's, not those of what it tells."""
    from westphalia.reading.plaintext import leading_dateline

    found, at, seen = [], 0, 0
    for line in text[:5000].split("\n"):
        body = line.lstrip()
        start = at + len(line) - len(body)
        if body.strip():
            seen += 1
            match = _head().match(body) or _city(body)
            length = leading_dateline(body) or (match.end() if match else 0)
            if length:
                found.append((start, start + length))
        at += len(line) + 1
        if seen >= 6:
            break
    return found


def town(text: str, found: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """The span of the one town that a dateline names; None where a text has several or it is filed from two towns."""
    match = _TOWN.match(text, *found[0]) if len(found) == 1 else None
    return match.span(1) if match is not None else None


def _city(line: str) -> re.Match[str] | None:
    """«NEW YORK — » at the head of a line; no body or state that acts there («NATO – Russia accused …»)."""
    match = _CITY.match(line)
    return match if match is not None and match["city"] not in _acronyms() else None


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(code.partition(":")[2] for code in organisations()) | {"UK", "UAE", "DRC", *states()}


def yearless(text: str) -> tuple[int, int, str] | None:
    """(month, day of the month, words) of a dateline without a year in the first six lines."""
    lines = [line.strip() for line in text[:5000].split("\n") if line.strip()]
    for line in lines[:6]:
        if match := _head().match(line):
            return month_of(match["m1"] or match["m2"]), int(match["d1"] or match["d2"]), match["date"]
    return None


@cache
def _head() -> re.Pattern[str]:
    month = (
        r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
        r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
    )
    word = r"[A-Z][\w.'’/-]{1,30}"  # «BEIRUT/ANKARA»
    weekday = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    return re.compile(
        rf"{word}(?: {word}| (?:de|del|al|of)){{0,3}}(?:, {word}(?: {word}){{0,2}})?(?: \([^()\n]{{1,40}}\))?,"
        rf" {weekday}"
        rf"(?P<date>(?P<m1>{month}) (?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}}) (?P<m2>{month}))(?!\d)"
        r"(?: ?\([^()\n]{1,60}\)| ?/[^/\n]{1,40}/)?\s*(?:[—–:]|--?)\s"
    )


def _named(name: str) -> date | None:
    match = _NAMED.search(name)
    try:
        return date(int(match[1]), int(match[3]), int(match[4])) if match else None
    except ValueError:
        return None


def _near(month: int, number: int, day: date, reach: int) -> date | None:
    for year in (day.year, day.year - 1, day.year + 1):
        try:
            near = date(year, month, number)
        except ValueError:
            continue
        if abs((near - day).days) <= reach:
            return near
    return None


def _fits(text: str, day: date) -> bool:
    """Does the latest year that the text names allow it to be of that day?"""
    head = text[:200_000]
    years = [int(year) for year in _YEAR.findall(head)]
    return not years or day.year - 1 <= max(years) <= day.year
