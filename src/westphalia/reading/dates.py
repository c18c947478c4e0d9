"""Times that a text names: what it states, and what follows from the article's own date.

«On 12 March 2024» is stated. «12 March», «on Friday», «yesterday» and «three days ago» need the day the text was
published and are marked «inferred: article date …»; without it they give nothing. Only a full day is a day: a month, a
year, a decade, «3-5 May», «last week» and «two weeks ago» bound a time and fix none, «since», «until», «by», «before»
and «after» leave one side open. What could be read in two ways («5/6/2021», «next Friday», «the following day»)
and what is a name («the 20 March Movement», «Good Friday», «9/11») is left out.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from westphalia.reading.datepatterns import WEEKDAYS, absolute, attributed, month_of
from westphalia.reading.relative_dates import relative_whens
from westphalia.reading.tables import word_set


@dataclass(frozen=True, slots=True)
class When:
    """A time the text gives: offsets, first and last day (the same for a day; None is open), and where it is from.

    `free` says what the words leave open: «year» («12 March»), «week» («on Friday»), «spoken» («yesterday», which in a
    quotation counts from the day of speaking); «range» marks an interval by its two ends, «part» a year that only
    tells which («the spring of 2015»), else it is empty. `noun`
    tells a date that belongs to a noun: «before» it («the 5 May strike», «Monday's talks»), «after» it («the treaty of
    1 June 1992»), else it is empty.
    """

    start: int
    end: int
    first: date | None
    last: date | None
    source: str
    free: str = ""
    noun: str = ""

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.first if self.first is not None and self.first == self.last else None


def find(
    text: str, start: int = 0, end: int | None = None, published: date | None = None, why: str | None = None
) -> list[When]:
    """The times named between two offsets, in order; what cannot be fixed is left out.

    `why` says where `published` is from, where it is itself inferred; the source of what follows from it repeats that.

    >>> find("They met on 12 March 2024.")[0].day
    datetime.date(2024, 3, 12)
    >>> find("They met on Friday.")
    []
    >>> find("They met on Friday.", published=date(2024, 3, 20))[0].day
    datetime.date(2024, 3, 15)
    """
    stop = len(text) if end is None else end
    inferred = ""
    if published is not None:
        doubt = f" ({why})" if why and why.startswith("inferred") else ""
        inferred = f"inferred: article date {published.isoformat()}{doubt}"
    found = [when for m in absolute().finditer(text, start, stop) if (when := _stated(text, m, published, inferred))]
    if published is not None:
        taken = [(when.start, when.end) for when in found]
        found += [
            When(a, b, first, last, inferred, free)
            for a, b, first, last, free in relative_whens(text, start, stop, published)
            if not any(a < d and c < b for c, d in taken)
        ]
        found.sort(key=lambda when: when.start)
    return fitted(text, found)


def fitted(text: str, found: list[When]) -> list[When]:
    """Times with what stands around them: intervals of two, «since» and its like, the noun that a time dates."""
    return [_bounded(text, _dating_noun(text, when)) for when in _ranges(text, found)]


def _stated(text: str, match: re.Match[str], published: date | None, inferred: str) -> When | None:
    got = match.groupdict()
    if is_name(text, match):
        return None
    source = "stated"
    span: tuple[date, date] | None = None
    if got["iso"] or got["num"]:
        day = _numeric(got["iso"] or got["num"])
        span = (day, day) if day else None
    elif got["d1"] or got["d2"]:
        return _single(match, published, inferred)
    elif got["edge"]:
        return _edge(match, published, inferred)
    elif got["d3"] or got["d5"]:
        month, year = month_of(got["m3"] or got["m4"]), got["y3"] or got["y4"]
        numbers = int(got["d3"] or got["d5"]), int(got["d4"] or got["d6"])
        first = _fixed(month, numbers[0], year, None, published)
        last = _day(first.year, month, numbers[1]) if first else None
        source = source if year else inferred
        span = (first, last) if first and last and first <= last else None
    elif got["m5"]:
        span = month_span(int(got["y5"]), month_of(got["m5"]))
    elif got["y6"]:
        years = int(got["y6"]), int(got["y7"] or got["y6"])
        span = (date(years[0], 1, 1), date(years[1], 12, 31)) if years[0] <= years[1] else None
    elif got["decade"]:
        span = date(int(got["decade"]), 1, 1), date(int(got["decade"]) + 9, 12, 31)
    free = "range" if got["d3"] or got["d5"] or got["y7"] else ""
    free = "part" if got["y6"] and match.group().startswith("of ") else free
    return When(match.start(), match.end(), *span, source, free) if span else None


def _single(match: re.Match[str], published: date | None, inferred: str) -> When | None:
    """A day with its month; its year may be missing, and its weekday may contradict it."""
    got = match.groupdict()
    month, number = month_of(got["m1"] or got["m2"]), int(got["d1"] or got["d2"])
    year = got["y0"] or got["y1"] or got["y2"]
    named = got["wd1"] or got["wd2"]
    weekday = next((n for name, n in WEEKDAYS.items() if named and name[:3] == named[:3].lower()), None)
    day = _fixed(month, number, year, weekday, published)
    if day is None:
        return None
    if year:
        source = "stated"
        if weekday is not None and weekday != day.weekday():
            source = f"stated, but {day.isoformat()} was a {calendar.day_name[day.weekday()]}, not a {named}"
        return When(match.start(), match.end(), day, day, source)
    return When(match.start(), match.end(), day, day, inferred, "" if weekday is not None else "year")


def _edge(match: re.Match[str], published: date | None, inferred: str) -> When | None:
    """«The last day of March», «the first day of May 2021»."""
    month, year = month_of(match["m6"]), match["y8"]
    last = calendar.monthrange(int(year) if year else 2001, month)[1]
    day = _fixed(month, last if match["edge"] == "last" else 1, year, None, published)
    if day is None or (month == 2 and match["edge"] == "last" and not year):
        return None  # the 28th or the 29th
    return When(match.start(), match.end(), day, day, "stated" if year else inferred, "" if year else "year")


def _fixed(month: int, number: int, year: str | None, weekday: int | None, published: date | None) -> date | None:
    """The day of that year or, without one, the nearest to the article's (on that weekday, where one is given)."""
    if year:
        return _day(int(year), month, number)
    if published is None:
        return None
    years = (published.year - 1, published.year, published.year + 1)
    days = [day for each in years if (day := _day(each, month, number))]
    days = [day for day in days if weekday is None or day.weekday() == weekday]
    return min(days, key=lambda day: abs((day - published).days), default=None)


def _numeric(words: str) -> date | None:
    """«2021/05/05»; «25/12/2021» and «12/25/2021» where one number can be no month; «5.6.2021» as day and month."""
    parts = [int(part) for part in re.split(r"[-/.]", words)]
    if parts[0] > 31:
        return _day(*parts)
    first, second, year = parts
    if "." in words or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def is_name(text: str, match: re.Match[str]) -> bool:
    """«The 20 March Movement», «19 July Bridge»."""
    following = re.match(r"[\s-]([A-Z]\w+)", text[match.end() : match.end() + 40])
    return following is not None and following[1] in word_set("named", "date_words")


def _dating_noun(text: str, when: When) -> When:
    before, after = attributed()
    head, tail = text[max(0, when.start - 12) : when.start], text[when.end : when.end + 24]
    if re.match(r"['’]s?\s", tail):
        return replace(when, noun="before")
    of_day = _PART_OF_DAY.search(text[max(0, when.start - 40) : when.start])
    if of_day is not None:
        return replace(when, start=when.start - len(of_day[1]))
    if re.search(r"\b(?:of|dated)(?: the)? $", head, re.IGNORECASE):
        return replace(when, noun="after")
    if before.search(head) and after.match(tail):
        return replace(when, noun="before")
    return when


def _ranges(text: str, found: list[When]) -> list[When]:
    """«Between 2018 and 2021», «from 3 March 2020 to 5 April 2021»: one time from the first day to the last."""
    joined: list[When] = []
    found = _several(text, found)
    for when in (_from_month(text, one) for one in found):
        before = joined[-1] if joined else None
        if before is not None and before.first is not None and when.last is not None and before.first <= when.last:
            opens = _OPENS.search(text[max(0, before.start - 9) : before.end])
            if opens and _JOINS.fullmatch(text[before.end : when.start] + text[when.start : when.end].split()[0]):
                source = max(before.source, when.source, key=lambda source: source != "stated")
                joined[-1] = When(before.start, when.end, before.first, when.last, source, "range")
                continue
        joined.append(when)
    return joined


def _several(text: str, found: list[When]) -> list[When]:
    """«On Saturday and again on Sunday», «on 3 May and on 5 May»: one time of several days."""
    joined: list[When] = []
    for when in found:
        before = joined[-1] if joined else None
        if before is not None and before.first is not None and before.day is not None and when.day is not None:
            lead = re.match(r"on ", text[when.start : when.end])
            between = text[before.end : when.start] + (lead[0] if lead else "")
            if before.first < when.day and _AND.fullmatch(between):
                joined[-1] = When(before.start, when.end, before.first, when.day, when.source, "range")
                continue
        joined.append(when)
    return joined


_AND = re.compile(r",? and(?: (?:again|then|also|once more))?(?: on)? ")


def _from_month(text: str, when: When) -> When:
    """«Between March and May 2022», «from November to January 2022»: a month whose year is that of the other."""
    opens = _MONTH_OPENS.search(text[max(0, when.start - 40) : when.start])
    if opens is None or when.first is None or when.last is None or not 28 <= (when.last - when.first).days + 1 <= 31:
        return when
    month = month_of(opens[1])
    first = date(when.first.year - (month > when.first.month), month, 1)
    return replace(when, start=when.start - len(opens[0]), first=first, free="range")


_MONTH_OPENS = re.compile(
    r"\b(?:between|from) (January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?:and|to|until|till|through) $",
    re.I,
)
_PART_OF_DAY = re.compile(
    r"\b(?:in|on|at|during|before|after|since|until|by) (?:the )?"
    r"((?:(?:early|late|small|first|last) )?(?:hours?|morning|afternoon|evening|night|dawn|noon) of (?:the )?)$",
    re.IGNORECASE,
)
_OPENS = re.compile(r"\b(?:between|from|since)\b", re.I)
_JOINS = re.compile(r"\s*(?:(?:and|to|until|till|through|by)\b\s*\S*|[-–—]\s*\S*)", re.I)
_SINCE = re.compile(
    r"\b(?:since|from|as of|with effect from|beginning|starting)(?: (?:on|early|late|mid|last|the))? ?-?$", re.I
)
_UNTIL = re.compile(r"\b(?:until|till|up to|by|no later than|through)(?: (?:on|early|late|mid|the))? ?-?$", re.I)
_BEFORE = re.compile(r"\b(?:before|prior to|ahead of)(?: (?:the))? ?$", re.I)
_INTO = re.compile(r"\binto (?:the )?$", re.I)
_AFTER = re.compile(r"\b(?:after|following|beyond)(?: (?:the))? ?$", re.I)


def _bounded(text: str, when: When) -> When:
    """«Since 2014» has no last day, «until 2014» no first; «before» and «after» leave the day itself out."""
    if when.noun or when.free == "range":
        return when
    words = text[max(0, when.start - 24) : when.start]
    lead = re.match(r"(?:since|from|until|till|by|before|after)(?=[ -])", text[when.start : when.end], re.I)
    words += lead[0] if lead else ""

    if _SINCE.search(words):
        return replace(when, last=None)
    if _UNTIL.search(words):
        return replace(when, first=None)
    if _BEFORE.search(words) and when.first is not None:
        return replace(when, first=None, last=when.first - timedelta(days=1))
    if _INTO.search(words) and when.first is not None:
        return replace(when, first=when.first - timedelta(days=1), free="range")  # «in the night into 5 May»
    if _AFTER.search(words) and when.last is not None:
        return replace(when, first=when.last + timedelta(days=1), last=None)
    return when


def month_span(year: int, month: int) -> tuple[date, date]:
    """The first and last day of a month."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
