"""Days that the text states, and days that follow from the text's own date.

«On 12 March 2024» is stated. «12 March», «on Friday», «yesterday» and «last month» need the day the text was published
and are marked «inferred: article date …»; without it they give no day. A month or a year bounds a time without fixing a
day. Nothing else is guessed.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_DAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_MONTH = "(?:" + "|".join(name.capitalize() for name in sorted(_MONTHS, key=len, reverse=True)) + ")"
_WEEKDAY = "(?:" + "|".join(calendar.day_name) + ")"
_YEAR = r"(?:19|20)\d\d"
_BEFORE_YEAR = "in|during|since|from|until|by|throughout|after|before|of|for|between|to|and|late|early|mid"
_DATE = re.compile(
    rf"(?P<iso>\b{_YEAR}-[01]\d-[0-3]\d\b)"
    rf"|\b(?P<d1>[0-3]?\d)(?:st|nd|rd|th)?(?: of)? (?P<m1>{_MONTH})\b\.?(?:,? (?P<y1>{_YEAR})\b)?"
    rf"|\b(?P<m2>{_MONTH})\b\.? (?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\b(?!\d|:|%)(?:,? (?P<y2>{_YEAR})\b)?"
    rf"|\b(?P<m3>{_MONTH})\b\.?,? (?:of )?(?P<y3>{_YEAR})\b"
    rf"|\b(?i:{_BEFORE_YEAR}) ?-?(?P<y4>{_YEAR})\b(?![-–/]?\d| (?:people|troops|soldiers|tons))"
    rf"|\b(?P<decade>(?:19|20)\d0)s\b"
    rf"|\b(?P<which>(?i:last|this past|on|next|this)) (?P<weekday>{_WEEKDAY})\b"
    rf"|\b(?P<rel>(?i:yesterday|today|tomorrow|last week|last month|last year|this week|this month|this year))\b"
    rf"|\b(?i:last|in|since|until|by) (?P<m5>{_MONTH})\b(?! \d)"
    rf"|\b(?i:over|in|during|for) the (?:past|last) (?P<count>\w+) (?P<unit>years|decades|months|weeks|days)\b"
)
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


@dataclass(frozen=True, slots=True)
class When:
    """A time the text gives: offsets, first and last day (the same for a day; None is open), and where it is from."""

    start: int
    end: int
    first: date | None
    last: date | None
    source: str

    @property
    def day(self) -> date | None:
        """The day, where it is a single one."""
        return self.first if self.first is not None and self.first == self.last else None


def find(text: str, start: int = 0, end: int | None = None, published: date | None = None) -> list[When]:
    """The times named between two offsets, in order; what cannot be fixed is left out.

    >>> find("They met on 12 March 2024.")[0].day
    datetime.date(2024, 3, 12)
    >>> find("They met on Friday.")
    []
    """
    found = []
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        when = _when(text, match, published)
        if when is not None:
            found.append(when)
    return _ranges(text, found)


def _ranges(text: str, found: list[When]) -> list[When]:
    """«Between 2018 and 2021», «from 3 March 2020 to 5 April 2021»: one time from the first day to the last."""
    joined: list[When] = []
    for when in found:
        before = joined[-1] if joined else None
        if before is not None and before.first is not None and when.last is not None and before.first <= when.last:
            opens = _OPENS.search(text[max(0, before.start - 9) : before.end])
            if opens and _JOINS.fullmatch(text[before.end : when.start] + text[when.start : when.end].split()[0]):
                joined[-1] = When(before.start, when.end, before.first, when.last, before.source)
                continue
        joined.append(when)
    return joined


_OPENS = re.compile(r"\b(?:between|from|since)\b", re.I)
_JOINS = re.compile(r"\s*(?:(?:and|to|until|till|through|by)\b\s*\S*|[-–—]\s*\S*)", re.I)


def _when(text: str, match: re.Match[str], published: date | None) -> When | None:
    group = match.groupdict()
    inferred = f"inferred: article date {published.isoformat()}" if published is not None else ""
    span: tuple[date | None, date | None] | None = None
    source = "stated"
    if group["iso"]:
        day = _day(*(int(part) for part in group["iso"].split("-")))
        span = (day, day) if day else None
    elif group["d1"] or group["d2"]:
        month = _MONTHS[(group["m1"] or group["m2"]).lower()]
        number = int(group["d1"] or group["d2"])
        year = group["y1"] or group["y2"]
        if year:
            day = _day(int(year), month, number)
        elif published is not None:
            day, source = _nearest(month, number, published), inferred
        else:
            day = None
        span = (day, day) if day else None
    elif group["m3"]:
        span = _month(int(group["y3"]), _MONTHS[group["m3"].lower()])
    elif group["y4"]:
        year_number = int(group["y4"])
        span = date(year_number, 1, 1), date(year_number, 12, 31)
    elif group["decade"]:
        span = date(int(group["decade"]), 1, 1), date(int(group["decade"]) + 9, 12, 31)
    elif published is not None:
        source = inferred
        span = _relative(group, published)
    if span is None:
        return None
    span = _since(text, match, span)
    return When(match.start(), match.end(), span[0], span[1], source)


def _since(text: str, match: re.Match[str], span: tuple[date | None, date | None]) -> tuple[date | None, date | None]:
    """«since 2014» has no last day, «until 2014» no first."""
    before = text[max(0, match.start() - 8) : match.end()].lower()
    if re.search(r"\bsince\s+(?:\w+\s+)?\S*$", before[: len(before)]) and "since" in before:
        return span[0], None
    if "until" in before:
        return None, span[1]
    return span


def _relative(group: dict[str, str | None], published: date) -> tuple[date | None, date | None] | None:
    if group["weekday"]:
        back = (published.weekday() - _DAYS[group["weekday"].lower()]) % 7
        if (group["which"] or "").lower() in ("next", "this"):
            return None  # «this Friday» may lie before or after
        if (group["which"] or "").lower() in ("last", "this past") and back == 0:
            back = 7
        day = published - timedelta(days=back)
        return day, day
    rel = (group["rel"] or "").lower()
    if rel in ("yesterday", "today", "tomorrow"):
        day = published + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[rel])
        return day, day
    if rel in ("last week", "this week"):
        monday = published - timedelta(days=published.weekday() + (7 if rel == "last week" else 0))
        return monday, monday + timedelta(days=6)
    if rel in ("last month", "this month"):
        year, month = published.year, published.month
        if rel == "last month":
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return _month(year, month)
    if rel in ("last year", "this year"):
        year = published.year - (rel == "last year")
        return date(year, 1, 1), date(year, 12, 31)
    if group["m5"]:
        month = _MONTHS[group["m5"].lower()]
        year = published.year if month <= published.month else published.year - 1
        return _month(year, month)
    if group["count"] and group["unit"]:
        count = _NUMBERS.get(group["count"]) or (int(group["count"]) if group["count"].isdigit() else None)
        if count is None or count > 500:
            return None
        days = {"years": 365.25, "decades": 3652.5, "months": 30.44, "weeks": 7, "days": 1}[group["unit"]] * count
        try:
            return published - timedelta(days=round(days)), published
        except OverflowError:
            return None
    return None


def _nearest(month: int, number: int, published: date) -> date | None:
    """The day of that month nearest to the text's own day, at most half a year away."""
    days = [
        day for year in (published.year - 1, published.year, published.year + 1) if (day := _day(year, month, number))
    ]
    return min(days, key=lambda day: abs((day - published).days), default=None)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None
