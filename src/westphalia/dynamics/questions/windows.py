"""The days a question is about: «before 1 September 2022», «within 30 days», «by the end of August», «this week».

Everything counts from the day the question is asked from, and only days after it belong to a window. Days without a
year are the next such days. «Before D» leaves D out, «by D» and «until D» keep it; «by August» ends before August
begins, «by the end of August» with its last day. A month is a calendar month, a week runs from Monday to Sunday.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from westphalia.dynamics.questions.tables import rows
from westphalia.errors import CallError

DEFAULT_DAYS = 28  # where the question names no time

_DAY = timedelta(days=1)
_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_UNITS = {"day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True)
class Window:
    """Days from `first_day` to `last_day`; `spans` are the offsets of the words they are from (none where inferred)."""

    first_day: date
    last_day: date
    inferred: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class _Moment:
    """A day, or a stretch of them. `point`: words for one end of a stretch («the end of August»)."""

    first: date
    last: date
    inferred: str = ""
    point: bool = False


def window_of(text: str, origin: date) -> Window:
    """The window that `text` names, cut to the days after `origin`.

    Raises `CallError` for a time that is not understood, can be read in two ways, or is over on `origin`.

    >>> found = window_of("Will it happen before 1 September 2022?", date(2022, 6, 30))
    >>> str(found.first_day), str(found.last_day)
    ('2022-07-01', '2022-08-31')
    """
    _refuse_slashes(text)
    try:
        found = _named(text, origin)
    except OverflowError:
        raise CallError("the time in the question was not understood: it leaves the calendar") from None
    if found is None:
        _refuse_vague(text)
        last = origin + timedelta(days=DEFAULT_DAYS)
        return Window(origin + _DAY, last, (f"no time is named: the next {DEFAULT_DAYS} days",), ())
    first, last, notes, spans = found
    words = " ".join(text[spans[0][0] : spans[-1][1]].split())
    if first > last and last > origin:
        raise CallError(f"the window {words!r} ends ({last}) before it begins ({first}); turn it round")
    if last <= origin:
        if re.match(r"\s*or\b", text[spans[-1][1] :], re.IGNORECASE):  # «this month or next month»
            rest = window_of(_blank(text, spans), origin)
            return replace(rest, spans=(*spans, *rest.spans)) if rest.spans else rest
        raise CallError(
            f"the window {words!r} is over: it ends {last}, and the question is asked from {origin}; name a later one, "
            "ask --from an earlier day, or put what happened to `westphalia test`"
        )
    if first <= origin:
        notes = (*notes, f"{words!r} began {first}: only the days after {origin} count")
        first = origin + _DAY
    _refuse_vague(_blank(text, spans))
    return Window(first, last, tuple(note for note in notes if note), spans)


def _named(text: str, origin: date) -> tuple[date, date, tuple[str, ...], tuple[tuple[int, int], ...]] | None:
    day = _moment(origin)
    for match in _pattern("pair").finditer(text):
        start, end = day(match, "a"), day(match, "b")
        if match["join_after"]:
            return start.last + _DAY, end.first - _DAY, (start.inferred, end.inferred), (match.span(),)
        return start.first, end.last, (start.inferred, end.inferred), (match.span(),)
    for match in _pattern("span").finditer(text):
        count = _count(match["count"])
        if count is None or not (match["lead"] or match["count"]):  # «next month» is a calendar month
            continue
        last = _ahead(origin, count, match["unit"].lower())
        note = "«a few» is taken as 3" if (match["count"] or "").lower().endswith("few") else ""
        return origin + _DAY, last, (note,), (match.span(),)
    for match in _pattern("bound").finditer(text):
        when, word = day(match, "a"), " ".join(match["word"].lower().split())
        whole = when.first != when.last and not when.point
        if word in ("before", "prior to", "ahead of"):
            last = when.last if when.point else when.first - _DAY
            note = ""
        elif word in ("by", "no later than", "not later than", "on or before", "until", "till", "up to") and whole:
            last = when.first - _DAY
            note = f"«{match[0]}» is taken to end before {when.first} begins"
        elif word in ("after", "since", "from"):
            raise CallError(f"the time {match[0]!r} has no end; say until when, as «between … and …» or «before …»")
        else:
            last, note = when.last, ""
        return origin + _DAY, last, (when.inferred, note), (match.span(),)
    for name in ("inside", "bare"):
        for match in _pattern(name).finditer(text):
            when = day(match, "a")
            first = when.first if not when.point else when.last
            return first, when.last, (when.inferred,), (match.span(),)
    return None


def _moment(origin: date) -> Callable[[re.Match[str], str], _Moment]:
    """Reads the groups of one moment, with suffix `a` or `b`, of a match."""

    def read(match: re.Match[str], side: str) -> _Moment:
        got = {key[:-1]: value for key, value in match.groupdict().items() if key.endswith(side) and value}
        found = _base(got, origin)
        if "part" not in got:
            return found
        part = got["part"].lower()
        if "mid" in part:
            middle = found.first + (found.last - found.first) // 2
            if found.first.day == 1 and found.last.month == found.first.month:
                middle = found.first.replace(day=15)
            return _Moment(middle, middle, found.inferred or f"«{part}» is taken as {middle}", True)
        edge = found.first if part.startswith(("the start", "start", "the beginning", "beginning")) else found.last
        return _Moment(edge, edge, found.inferred, True)

    return read


def _base(got: dict[str, str], origin: date) -> _Moment:
    if "iso" in got:
        day = _day(*(int(part) for part in got["iso"].split("-")))
        return _Moment(day, day)
    if "num" in got or "num2" in got:
        number, month = int(got.get("num") or got["num2"]), _MONTHS[(got.get("mon") or got["mon2"]).lower()]
        year = got.get("year") or got.get("year2")
        if year:
            day = _day(int(year), month, number)
            return _Moment(day, day)
        day = _next_day(month, number, origin)
        return _Moment(day, day, f"no year is named: {day} is the next such day")
    if "month" in got:
        month = _MONTHS[got["month"].lower()]
        if got.get("year3"):
            return _Moment(*_month(int(got["year3"]), month))
        near = origin.year if _month(origin.year, month)[1] > origin else origin.year + 1
        return _Moment(*_month(near, month), f"no year is named: {calendar.month_name[month]} {near} is the next one")
    if "quarter" in got or "ordinal" in got:
        return _quarter(got, origin)
    if "yearend" in got:
        last = date(origin.year, 12, 31)
        return _Moment(last, last, "", True)
    if "word" in got:
        day = origin + (_DAY if got["word"].lower() == "tomorrow" else timedelta(0))
        return _Moment(day, day)
    if "which" in got:
        return _relative(got["which"].lower(), got["unit"].lower(), origin)
    if "own" in got:
        return _relative("this", got["own"].lower(), origin)
    if "weekday" in got:
        ahead = (_WEEKDAYS[got["weekday"].lower()] - origin.weekday() - 1) % 7 + 1
        day = origin + timedelta(days=ahead)
        return _Moment(day, day, f"«{got['weekday']}» is taken as {day}")
    if "only" in got:
        return _Moment(date(int(got["only"]), 1, 1), date(int(got["only"]), 12, 31))
    raise CallError("the time in the question was not understood; name a day such as «before 1 September 2022»")


def _quarter(got: dict[str, str], origin: date) -> _Moment:
    number = int(got["quarter"]) if "quarter" in got else _ORDINALS[got["ordinal"].lower()]
    year = got.get("year4") or got.get("year5")
    chosen, note = (int(year), "") if year else (origin.year, "")
    if not year:
        if _month(chosen, 3 * number)[1] <= origin:
            chosen += 1
        note = f"no year is named: quarter {number} of {chosen} is the next one"
    return _Moment(date(chosen, 3 * number - 2, 1), _month(chosen, 3 * number)[1], note)


def _relative(which: str, unit: str, origin: date) -> _Moment:
    shift = 1 if which in ("next", "the following", "the coming") else 0
    if unit in ("week", "weekend"):
        monday = origin - timedelta(days=origin.weekday() - 7 * shift)
        return _Moment(monday + timedelta(days=5 if unit == "weekend" else 0), monday + timedelta(days=6))
    if unit == "month":
        index = origin.year * 12 + origin.month - 1 + shift
        return _Moment(*_month(index // 12, index % 12 + 1))
    if unit == "quarter":
        index = origin.year * 4 + (origin.month - 1) // 3 + shift
        first = 3 * (index % 4) + 1
        return _Moment(date(index // 4, first, 1), _month(index // 4, first + 2)[1])
    return _Moment(date(origin.year + shift, 1, 1), date(origin.year + shift, 12, 31))


def _ahead(origin: date, count: int, unit: str) -> date:
    if unit in _UNITS:
        return origin + timedelta(days=count * _UNITS[unit])
    index = origin.year * 12 + origin.month - 1 + count * (12 if unit == "year" else 1)
    year, month = index // 12, index % 12 + 1
    if year > 9998:
        raise OverflowError
    return date(year, month, min(origin.day, calendar.monthrange(year, month)[1]))


def _count(words: str | None) -> int | None:
    if not words:
        return 1
    plain = " ".join(words.lower().split())
    if plain.isdigit():
        return int(plain) if 0 < int(plain) < 100_000 else None
    return _numbers().get(plain) or _numbers().get(plain.removeprefix("a "))


def _next_day(month: int, number: int, origin: date) -> date:
    for year in range(origin.year, min(origin.year + 9, 9998)):
        if 1 <= number <= calendar.monthrange(year, month)[1]:
            day = date(year, month, number)
            if day > origin:
                return day
    return _day(origin.year, month, number)


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError:
        raise CallError(f"there is no day {year}-{month:02d}-{number:02d}; name one that is in the calendar") from None


def _refuse_slashes(text: str) -> None:
    match = re.search(r"\b\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})\b", text)
    if match:
        raise CallError(f"the day {match[0]!r} can be read in two ways; write it as 2022-09-01 or «1 September 2022»")


def _refuse_vague(text: str) -> None:
    """A time that fixes no day, or that no pattern took."""
    vague = _VAGUE.search(text)
    if vague:
        raise CallError(f"the time {vague[0]!r} fixes no days; say until when, as «before 1 September 2022»")
    missed = _MISSED.search(text)
    if missed:
        raise CallError(
            f"the time {missed[0].rstrip('?')!r} was not understood; say «before 1 September 2022», «in July 2022», "
            f"«within 30 "
            "days» or «between … and …»"
        )


def _blank(text: str, spans: tuple[tuple[int, int], ...]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


_VAGUE = re.compile(
    r"\b(soon|eventually|ever|someday|some day|shortly|sometime|in the (?:near|foreseeable) future|in due course|"
    r"(?:this|next|in (?:the )?)\s*(?:spring|summer|autumn|fall|winter)|at some point)\b",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"\b((?:last|next|this|coming|first) (?:week|month|year|quarter|decade|century)|(?:19|20|21)\d\d|\d{4}-\d\d?-\d\d?|"
    r"(?:\w+ )?(?:days|weeks|months|years|hours|decades)\b[’']?|(?:\d+ |early |late |mid-?)?(?:January|February|April|"
    r"June|"
    r"July|August|September|October|November|December)|(?:early|late) (?:March|May)|yesterday|"
    r"(?:before|until|till|after|during|since|once|when|while|as soon as|by the time|prior to)\b(?: (?!by)\S+){0,3})",
    re.IGNORECASE,
)


@cache
def _numbers() -> Mapping[str, int]:
    return {row["word"]: int(row["number"]) for row in rows("numbers")}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    first, second = _moment_shape("a"), _moment_shape("b")
    count = r"(?:\d{1,5}|a couple of|a few|" + "|".join(word for word in _numbers() if " " not in word) + ")"
    unit = r"(?P<unit>day|week|fortnight|month|year)s?(?: from now| ahead| time)?(?![’'\w])"
    shapes = {
        "pair": rf"\b(?:(?P<join_after>after)|between|from) {first}"
        rf"(?:,? (?:and|but) before| and| to| until| till| through| up to|\s?[-–—]) ?{second}",
        "span": r"\b(?P<lead>(?:within|in|over|during|for|inside|across) )?(?:of )?(?:the |any of the )?"
        rf"(?:(?:(?<=within )|(?<=in )|(?<=over )|(?<=next )|(?<=coming ))|(?P<next>next|coming|following) )"
        rf"(?P<count>{count} )?{unit}",
        "bound": r"\b(?P<word>before|prior to|ahead of|by|no later than|not later than|on or before|until|till|"
        rf"through|up to|after|since|from) {first}",
        "inside": rf"\b(?:in|during|on|throughout|over|within|at) {first}",
        "bare": r"\b(?=today|tonight|tomorrow|this|next|year)" + first,
    }
    return re.compile(shapes[name], re.IGNORECASE)


def _moment_shape(side: str) -> str:
    """The words of one day, month, quarter or year, with groups named with the suffix `side`."""
    month = "|".join(sorted(_MONTHS, key=len, reverse=True))
    year = r"(?:1[89]|20|21)\d\d"
    shape = (
        r"(?:(?P<part#>(?:the )?(?:very )?(?:end|close|start|beginning|middle) of|mid|end of)[ -](?:the )?)?"
        r"(?:the )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:"
        rf"(?P<iso#>{year}-\d\d?-\d\d?)"
        rf"|(?P<num#>\d\d?)(?:st|nd|rd|th)?(?: day)?(?: of)? (?P<mon#>{month})\b\.?(?:,? (?P<year#>{year}))?"
        rf"|(?P<mon2#>{month})\b\.? (?:the )?(?P<num2#>\d\d?)(?:st|nd|rd|th)?\b(?:,? (?P<year2#>{year}))?"
        rf"|(?P<month#>{month})\b\.?(?:,? (?:of )?(?P<year3#>{year}))?"
        rf"|q(?P<quarter#>[1-4])(?: (?:of )?(?P<year4#>{year}))?"
        rf"|(?P<ordinal#>first|second|third|fourth|last) quarter(?: (?:of )?(?P<year5#>{year}))?"
        r"|(?P<yearend#>year[’']?s?[- ]end)"
        r"|(?P<word#>today|tonight|tomorrow)"
        r"|(?P<which#>this|next|the current|the following|the coming|current|coming) "
        r"(?P<unit#>weekend|week|month|quarter|year)"
        r"|(?P<weekday#>monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
        r"|(?<=of the )(?P<own#>week|month|quarter|year)"
        rf"|(?:year )?(?P<only#>{year})"
        r")(?![\w’'-]|\.\d)"
    )
    return shape.replace("#", side)
