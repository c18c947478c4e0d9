"""Entries of a chronicle: «2 April 1982: Argentine troops land …» is told of that day, the whole entry.

A day that heads a line or a sentence and is set off by a colon opens an entry, one that is set off by a stop or a
dash, or has a line to itself, only where several do (a single one is a dateline). A day without its year has that of
the entry before or of the heading above («1979»), one without its month («3rd: …») those of «JANUARY 1961», marked as
inferred.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from westphalia.ontology.types import Span
from westphalia.reading.datepatterns import MONTHS, WEEKDAYS, month_of
from westphalia.reading.dates import When

_SEVERAL = 2
_LINES = 3  # dates that have a line to themselves; two may be those of the article and of its update


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its day, whose span is its head, and where it ends."""

    when: When
    end: int


def entries(text: str, published: date | None = None) -> tuple[Entry, ...]:
    """The entries of a text, in order; none where it is no chronicle.

    >>> [entry.when.day.isoformat() for entry in entries("2 May 1982: Chad leaves. 4 May: Peru follows.")]
    ['1982-05-02', '1982-05-04']
    """
    matches = list(_heads().finditer(text))
    dated = [match for match in matches if not (match["alone"] or match["month"] or match["nth"])]
    lines = sum(match["mark"] is None for match in dated)
    ends = [*(match.start() for match in matches[1:]), len(text)]
    found: list[Entry] = []
    last: date | None = None
    year: int | None = None
    month: tuple[int, int] | None = None
    for match, end in zip(matches, ends, strict=False):
        if match["alone"]:
            year, last, month = int(match["alone"]), None, None
            continue
        if match["month"]:
            month, last = (int(match["of"]), month_of(match["month"])), None
            continue
        if match["nth"]:
            day = _nth(match, month)
            if day is not None:
                found.append(Entry(day, end))
            continue
        if match["mark"] is None and lines < _LINES:
            continue
        if match["mark"] is not None and match["mark"] != ":" and not match["y3"] and len(dated) < _SEVERAL:
            continue
        when = _when(match, year, last, published)
        if when is None or when.first is None:
            continue
        last, year = when.first, None
        paragraph = text.find("\n\n", when.end + 2, end)
        found.append(Entry(when, end if paragraph < 0 else paragraph))
    return tuple(found)


def of_sentence(found: Sequence[Entry], span: Span, whens: Sequence[When]) -> list[When]:
    """The times of a sentence with the day of the entry that it belongs to, if any, in place of its bare head.

    The entry's day comes last: a time of its own goes before. Behind the first sentence it counts only where there is
    no other time.
    """
    for entry in found:
        if entry.when.start < span.end and span.start < entry.end:
            head = entry.when
            own = [when for when in whens if not (head.start <= when.start < head.end)]
            first = span.start <= head.end + 3
            return [*own, head] if first or not own else own
    return list(whens)


def _nth(match: re.Match[str], month: tuple[int, int] | None) -> When | None:
    """«3rd: …» under «JANUARY 1961»."""
    if month is None:
        return None
    try:
        day = date(*month, int(match["nth"]))
    except ValueError:
        return None
    source = f"inferred: month of the heading «{day:%B %Y}»"
    return When(match.start("nth"), match.end(), day, day, source, "entry")


def _when(match: re.Match[str], year: int | None, last: date | None, published: date | None) -> When | None:
    got = match.groupdict()
    month = month_of(got["m1"] or got["m2"]) if got["m1"] or got["m2"] else 0
    stated = got["y1"] or got["y2"] or got["y3"]
    source = "stated"
    try:
        if got["iso"]:
            day = date.fromisoformat(got["iso"])
        elif got["num"]:
            number, month, of = (int(part) for part in got["num"].split("."))
            day = date(of, month, number)
        else:
            number = int(got["d1"] or got["d2"])
            if stated:
                day = date(int(stated), month, number)
            elif last is not None:
                day = date(last.year, month, number)
                if day < last and (last - day).days <= 180:
                    return None  # the next year, or an earlier day of the same
                if day < last:
                    day = date(last.year + 1, month, number)
                source = f"inferred: year of the entry before, {last.isoformat()}"
            elif year is not None:
                day, source = date(year, month, number), f"inferred: year of the heading «{year}»"
            elif published is not None:
                leap = (month, number) == (2, 29)
                years = (y for y in (published.year - 1, published.year) if not leap or calendar.isleap(y))
                days = [date(each, month, number) for each in years]
                if not days:
                    return None
                day = max((one for one in days if one <= published), default=days[0])
                source = f"inferred: article date {published.isoformat()}"
            else:
                return None
    except ValueError:
        return None
    return When(match.start("date"), match.end(), day, day, source, "entry")


@cache
def _heads() -> re.Pattern[str]:
    names = sorted((name.capitalize() for name in MONTHS), key=len, reverse=True)
    month = "(?:" + "|".join([*names, *(name.upper() for name in names)]) + r")\b\.?"
    weekday = "(?:(?:" + "|".join(name.capitalize() for name in WEEKDAYS) + "),? )?"
    year = r"(?:1[5-9]|20)\d\d"
    number = r"(?:0?[1-9]|[12]\d|3[01])"
    nth = r"(?:st|nd|rd|th)?"
    day = (
        rf"(?:(?P<y3>{year}), )?{weekday}(?:(?P<d1>{number}){nth} (?P<m1>{month})(?:,? (?P<y1>{year}))?"
        rf"|(?P<m2>{month}) (?P<d2>{number}){nth}(?:,? (?P<y2>{year}))?)"
    )
    date_ = rf"(?P<date>(?P<iso>{year}-\d\d-\d\d)|(?P<num>\d\d?\.\d\d?\.{year})|{day})"
    return re.compile(
        r"(?:^[ \t]*(?:[-*•–—·][ \t]+)?|(?<=[.;!?—–]) )"
        rf"(?:(?P<alone>{year}):?[ \t]*$"
        rf"|(?P<month>{month}) (?P<of>{year})(?:[.:]?[ \t]*$|[.:]? ?(?=[—–-]))"
        rf"|(?P<nth>{number})(?:st|nd|rd|th):(?=\s)"
        rf"|{date_}(?:(?:, [A-Z][\w'’ -]{{1,25}}(?=:))?[ \t]*"
        r"(?P<mark>:|\.(?=\s+[A-Z])|\s?[–—]|\s--?(?=\s))(?=\s)|[ \t]*$))",
        re.MULTILINE,
    )
