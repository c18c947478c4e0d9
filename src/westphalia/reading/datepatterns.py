"""The shapes in which a text writes a day, a month or a year, as one expression.

Months and weekdays count only with a capital, «May» and «March» only beside a day or a year. Two numbers that could
both be the month («5/6/2021») match no shape, and neither do years of two digits («12/11/10», «9/11»).
"""

from __future__ import annotations

import calendar
import re
from functools import cache

from westphalia.reading.tables import word_set

MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): i for i, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): i for i, name in enumerate(calendar.day_name)}
_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty"
)
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBERS = {name: number for number, name in enumerate(_UNITS.split(), 1)} | _TENS
NUMBERS |= {"a": 1, "an": 1, "couple": 2}
COUNT = r"\d\d?\d?|a couple of|" + "|".join(sorted({*NUMBERS} - {"couple"}, key=len, reverse=True))


def month_of(name: str) -> int:
    """The number of a month by its English name or short form.

    >>> month_of("Sept")
    9
    """
    return MONTHS[name.lower().rstrip(".")]


@cache
def absolute() -> re.Pattern[str]:
    """Days, months, years and decades, and intervals of days that share a month."""
    month = _month()
    year = r"(?:1[5-9]|20)\d\d"
    after_year = rf"(?![-–/]?\d|[.,:]\d|\s(?:{_any('counted')})\b)"
    wd = rf"(?:\b(?P<wd#>{_weekday()}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b\.?,? (?:the )?)?"
    number = r"(?:0?[1-9]|[12]\d|3[01])"
    ordinal = r"(?:st|nd|rd|th)?"
    dash = r"(?:\s?[-–—/]\s?| (?:to|and|or|until|through) (?:the )?)"
    tail = rf"(?:,? (?:of )?(?P<y#>{year})\b{after_year})?"
    not_count = rf"(?!\d|[:%]|[.,]\d|[-–]\d|\s(?:{_any('counted')})\b)"
    shapes = (
        rf"\b(?P<iso>{year}([-/.])(?:0?[1-9]|1[0-2])\2{number})(?![-/.]?\d)",
        rf"\b(?P<num>\d\d?([-/.])\d\d?\4{year})(?![-/.]?\d)",
        rf"\b(?P<d3>{number}){ordinal}{dash}(?P<d4>{number}){ordinal}(?: of)? (?P<m3>{month})\b\.?"
        rf"{tail.replace('#', '3')}",
        rf"\b(?P<m4>{month})\b\.? (?P<d5>{number}){ordinal}{dash}(?P<d6>{number}){ordinal}\b(?!\s(?:{month})\b)"
        rf"{not_count}"
        rf"{tail.replace('#', '4')}",
        rf"{wd.replace('#', '1')}(?<![\d.,:/-])\b(?P<d1>{number}){ordinal}(?: day)?(?:(?: of)? |-)(?P<m1>{month})\b\.?"
        rf"(?:-(?P<y0>{year})\b|{tail.replace('#', '1')})",
        rf"{wd.replace('#', '2')}\b(?P<m2>{month})\b\.? (?:the )?(?P<d2>{number}){ordinal}\b{not_count}"
        rf"{tail.replace('#', '2')}",
        rf"\bthe (?P<edge>first|last) day of (?P<m6>{month})\b{tail.replace('#', '8')}",
        rf"\b(?P<m5>{month})\b\.?,? (?:of )?(?P<y5>{year})\b{after_year}",
        rf"\b(?i:in|during|throughout|since|from|until|till|by|after|before|of|for|between|to|and|late|early|mid)[ -]"
        rf"(?:the year )?(?P<y6>{year})(?:[-–](?P<y7>{year}))?\b"
        rf"(?!\s(?:war|prices|dollars|budget|season|elections?)\b){after_year}",
        r"\b(?P<decade>(?:1[5-9]|20)\d0)s\b",
    )
    return re.compile("|".join(shapes))


@cache
def relative() -> re.Pattern[str]:
    """What needs the day of the article: weekdays, «yesterday», «three days ago», «last month», «in June»."""
    count = rf"(?P<{{}}>(?i:{COUNT}))"
    unit = r"(?P<{}>day|week|month|year|decade)s?"
    weekday = _weekday()
    bare_month = "|".join(name.capitalize() for name in MONTHS if len(name) > 3 and name != "sept") + "|May"
    shapes = (
        rf"\b(?i:last week)(?:'s|’s|,)? (?:on )?(?P<wlast>{weekday})\b"
        rf"|\b(?:on )?(?P<wlast2>{weekday})(?: of)? last week\b",
        rf"\b(?P<skip>(?i:a week|two weeks|a month) (?:ago )?(?:on |last )?(?:{weekday})|(?:{weekday}) week\b"
        rf"|(?:on |from |between )?(?:{weekday})(?: (?:to|and|or|through|until) |[-–])(?:{weekday}))\b",
        rf"\b(?:(?P<which>(?i:last|this past|past|on|next|this|this coming|coming)) )?(?:(?i:late|early) )?"
        rf"(?P<weekday>{weekday})(?= |\W|$)",
        rf"\b{count.format('yago')} years ago (?:(?P<ytoday>(?i:today|this day))|on (?P<yweekday>{weekday}))\b",
        r"\b(?P<word>(?i:the day before yesterday|the day after tomorrow|yesterday|earlier today|later today|today"
        r"|tonight|tomorrow|last night|this (?:morning|afternoon|evening)))\b",
        rf"\b{count.format('ago')} {unit.format('agounit')} ago\b",
        r"\b(?P<span>(?i:last|next|this|the (?:past|last|coming|current)) (?:week|weekend|month|year))\b",
        rf"\b(?P<mwhich>(?i:last|next|this|in|since|until|by|early|late|early in|late in|during)) "
        rf"(?P<month>{bare_month})"
        r"\b(?!\.? \d)(?! [A-Z])",
        rf"\b(?i:over|in|during|for|within) the (?i:past|last) {count.format('past')} {unit.format('pastunit')}\b",
    )
    return re.compile("|".join(shapes))


@cache
def attributed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before a date that dates a noun («the 5 May …»), and what must not follow then."""
    before = re.compile(r"(?:\b(?i:the|its|their|his|her|our|a|an|this)|['’]s) $")
    after = re.compile(
        r"(?:\s(?!(?i:and|or|in|at|on|by|to|was|were|is|has|had|when|as|with|for|from|after|that"
        r"|the|an?|its|their|his|her|our|it|they|he|she|we)\b)\w|-\w)"
    )
    return before, after


def _month() -> str:
    names = sorted({name.capitalize() for name in MONTHS} | {name.upper() for name in MONTHS}, key=len, reverse=True)
    return "(?:" + "|".join(names) + ")"


def _weekday() -> str:
    return "(?:" + "|".join(calendar.day_name) + ")"


def _any(name: str) -> str:
    return "|".join(sorted(word_set(name, "date_words")))
