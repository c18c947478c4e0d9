"""Times that count from the article's own date: «on Friday», «yesterday», «three days ago», «last month».

A weekday is the last such day up to and including the article's own (the next one where the deed is planned; see
`dated`). «Last Friday» on a Friday is a week before. «Next Friday» and «this Friday» may be two days and give none.
«A week ago», «last week», «in June» are intervals, not days. What counts from another event («the next day», «two days
later») gives nothing.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from westphalia.reading.datepatterns import NUMBERS, WEEKDAYS, month_of, relative
from westphalia.reading.tables import word_set

Relative = tuple[int, int, date | None, date | None, str]
_OFFSETS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25, "decade": 3652.5}


def relative_whens(text: str, start: int, end: int, published: date) -> Iterator[Relative]:
    """(start, end, first day, last day, what is left open) of each relative time between two offsets."""
    for match in relative().finditer(text, start, end):
        got = match.groupdict()
        try:
            found = _read(text, match, got, published)
        except (OverflowError, ValueError):  # before the year 1
            found = None
        if found is not None:
            yield match.start(), match.end(), *found


def _read(
    text: str, match: re.Match[str], got: dict[str, str | None], published: date
) -> tuple[date, date, str] | None:
    if got["skip"]:
        return None
    if weekday := got["wlast"] or got["wlast2"]:
        monday = published - timedelta(days=published.weekday() + 7)
        day = monday + timedelta(days=WEEKDAYS[weekday.lower()])
        return day, day, ""
    if got["weekday"]:
        return _weekday(text, match, got["weekday"], (got["which"] or "").lower(), published)
    if got["yago"]:
        return _anniversary(got, published)
    if got["word"]:
        return _word(text, match, got["word"].lower(), published)
    if got["ago"]:
        count = _count(got["ago"])
        if count is None:
            return None
        if got["agounit"] == "day":
            day = published - timedelta(days=count)
            return day, day, "spoken"
        length = _DAYS[got["agounit"] or ""]
        day = published - timedelta(days=round(length * count))
        slack = timedelta(
            days=round(length / 2)
        )  # «two months ago» is said of what was one and a half to two and a half
        return day - slack, day + slack, "spoken"
    if got["span"]:
        return (*_span(got["span"].lower(), published), "")
    if got["month"]:
        return _month(got["month"], (got["mwhich"] or "").lower(), published)
    if got["past"]:
        count = _count(got["past"])
        if count is None:
            return None
        return _back(published, count, got["pastunit"] or ""), published, ""
    return None


def _back(published: date, count: int, unit: str) -> date:
    months = {"month": count, "year": 12 * count, "decade": 120 * count}.get(unit)
    if months is None:
        return published - timedelta(days=_DAYS[unit] * count)
    index = published.year * 12 + published.month - 1 - months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(published.day, calendar.monthrange(year, month)[1]))


def _weekday(text: str, match: re.Match[str], name: str, which: str, published: date) -> tuple[date, date, str] | None:
    before = re.search(r"(\w+)[\s-]+$", text[max(0, match.start() - 24) : match.start()])
    after = re.match(r"\s(\w+)", text[match.end() : match.end() + 24])
    if (before and before[1] in word_set("special", "date_words")) or (
        after and after[1] in word_set("paper", "date_words")
    ):
        return None
    if not which:
        if after and after[1][0].isupper():
            return None  # «Sunday Okafor»
        if before and before[1].lower() in ("next", "this", "coming", "the"):
            return None
    if which in ("next", "this", "coming", "this coming"):
        return None
    back = (published.weekday() - WEEKDAYS[name.lower()]) % 7
    if which in ("last", "this past", "past"):
        back = back or 7
    day = published - timedelta(days=back)
    if before and before[1] == "into":  # «overnight into Saturday»
        return day - timedelta(days=1), day, "range"
    return day, day, "" if which in ("last", "this past", "past") else "week"


def _word(text: str, match: re.Match[str], word: str, published: date) -> tuple[date, date, str] | None:
    before = text[max(0, match.start() - 12) : match.start()].lower()
    if word == "today" and (re.search(r"\b(?:of|even|still|until|to this day,?|than) $", before) or _owns(text, match)):
        return None  # nowadays
    day = published + timedelta(days=_OFFSETS.get(word, 0))
    return day, day, "spoken"


def _owns(text: str, match: re.Match[str]) -> bool:
    return re.match(r"['’]s\b", text[match.end() : match.end() + 3]) is not None


def _anniversary(got: dict[str, str | None], published: date) -> tuple[date, date, str] | None:
    """«Thirteen years ago today», «ten years ago on Friday»: that day of the calendar, of another year."""
    count = _count(got["yago"] or "")
    if count is None:
        return None
    back = (published.weekday() - WEEKDAYS[got["yweekday"].lower()]) % 7 if got["yweekday"] else 0
    near = published - timedelta(days=back)
    day = near.replace(year=near.year - count)
    return day, day, "spoken"


def _count(words: str) -> int | None:
    number = int(words) if words.isdigit() else NUMBERS.get(words.lower().removeprefix("a ").removesuffix(" of"))
    return number if number is not None and 0 < number <= 500 else None


def _span(words: str, published: date) -> tuple[date, date]:
    shift = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(words.split()[-2], 0)
    unit = words.split()[-1]
    if unit in ("week", "weekend"):
        monday = published - timedelta(days=published.weekday() - 7 * shift)
        return (monday + timedelta(days=5) if unit == "weekend" else monday), monday + timedelta(days=6)
    if unit == "month":
        index = published.year * 12 + published.month - 1 + shift
        return _whole_month(index // 12, index % 12 + 1)
    return date(published.year + shift, 1, 1), date(published.year + shift, 12, 31)


def _month(name: str, which: str, published: date) -> tuple[date, date, str]:
    """«Last June» and «in June» are the latest one, «next June» and «by June» the next."""
    month = month_of(name)
    if which in ("next", "by", "until"):
        year = published.year if month >= published.month + (which == "next") else published.year + 1
    else:
        year = published.year if month <= published.month - (which == "last") else published.year - 1
    return (*_whole_month(year, month), "year")


def _whole_month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
