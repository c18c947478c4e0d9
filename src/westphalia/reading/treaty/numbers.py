"""Numbers, lengths of time and days as treaties word them: «Article the Third», «thirty (30) days», «this ninth day of
May, two thousand and four»."""

from __future__ import annotations

import calendar
import re
from datetime import date

_SMALL, _TENS, _ORDINALS = (
    words.split()
    for words in (
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen "
        "eighteen nineteen",
        "twenty thirty forty fifty sixty seventy eighty ninety",
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
        "fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth",
    )
)
_VALUES = {word: i for i, word in enumerate(_SMALL)} | {word: 20 + 10 * i for i, word in enumerate(_TENS)}
_VALUES |= {word: i for i, word in enumerate(_ORDINALS)} | {
    f"{word[:-1]}ieth": 20 + 10 * i for i, word in enumerate(_TENS)
}
_VALUES |= {"a": 1, "an": 1, "half": 0}
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_UNITS = {"hour": "H", "day": "D", "week": "W", "month": "M", "year": "Y"}
_NUMERAL = r"(?:\d{1,4}|(?:(?:" + "|".join(sorted(_VALUES, key=len, reverse=True)) + r"|hundred|and)\b[ -]?){1,5})"
_LENGTH = re.compile(
    rf"\b(?P<n>{_NUMERAL})\]?[ ]?(?:\((?P<digits>\d{{1,4}})\)[ ]?|\([a-z -]+\)[ ]?)?(?:calendar |full |consecutive )?"
    r"[-]?(?P<unit>hours?|days?|weeks?|months?|years?)\b",
    re.I,
)
_HALF = re.compile(r"(?:(?P<whole>[\w-]+) and a )?half(?: an?)?", re.I)
_AND_A_HALF = re.compile(r"\s+and a half\b", re.I)
_NTH = "|".join([*_ORDINALS[1:], "twentieth", "thirtieth"])
_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_MONTH = "|".join(name for name in calendar.month_name if name)
_DAY = re.compile(
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?|(?P<w1>(?:(?:twenty|thirty)[ -])?(?:{_NTH})))(?: day)? of (?P<m1>{_MONTH})"
    rf",?(?: of)?(?: in the year(?: of (?:our Lord|Grace))?)?,? (?P<y1>\d{{4}}|[a-z]+(?:[ -][a-z]+){{1,7}})"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)? (?P<m2>{_MONTH}),? (?P<y2>\d{{4}})"
    rf"|(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})"
    r"|(?P<iso>\d{4}-\d\d-\d\d)",
    re.I,
)


def ordinal_value(number: str) -> int | None:
    """The value of a numeral as articles have it: «5», «5 bis», «IV», «Four», «FOURTH»; None for any other word.

    >>> [ordinal_value(word) for word in ("12", "XIV", "Second", "9 bis", "of")]
    [12, 14, 2, 9, None]
    """
    digits = re.match(r"\d+", number)
    if digits:
        return int(digits.group())
    if number and set(number) <= set(_ROMAN):
        values = [_ROMAN[letter] for letter in number]
        return sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    value = _VALUES.get(number.lower())
    return value if value and number.lower() not in ("a", "an") else None


def ordinal(word: str) -> int | None:
    """The value of «third», «thirty-fifth», «3rd» or «three»; None for any other word.

    >>> [ordinal(word) for word in ("third", "twenty-second", "35th", "last")]
    [3, 22, 35, None]
    """
    return in_words(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word))


def in_words(numeral: str) -> int | None:
    """The value of a numeral in digits or words, up to 9999; None where it is none.

    >>> [in_words(word) for word in ("90", "one hundred and eighty", "two thousand and four", "nineteen seventy-six")]
    [90, 180, 2004, 1976]
    """
    if numeral.strip().isdecimal():
        return int(numeral)
    total, part, seen = 0, 0, False
    for word in re.findall(r"[a-z]+", numeral.lower()):
        if word == "hundred":
            part = max(part, 1) * 100
        elif word == "thousand":
            total, part = (max(part, 1)) * 1000, 0
        elif word in _VALUES:
            value = _VALUES[word]
            if 10 <= part < 100 and value >= 10:  # «nineteen seventy-six»
                part *= 100
            part += value
        elif word != "and":
            return None
        seen = True
    return total + part if seen and total + part else None


def length(text: str, start: int = 0, end: int | None = None) -> tuple[str, int, int] | None:
    """The first length of time between two offsets as ISO 8601, with its offsets.

    >>> length("for a period of ten (10) years")
    ('P10Y', 16, 30)
    >>> length("upon seventy-two hours' warning")
    ('PT72H', 5, 22)
    >>> [length(words)[0] for words in ("one and a half years", "half a year", "a year and a half")]
    ['P18M', 'P6M', 'P18M']
    """
    for match in _LENGTH.finditer(text, start, len(text) if end is None else end):
        half = _HALF.fullmatch(match.group("n").strip())
        behind = _AND_A_HALF.match(text, match.end())
        if half or behind:
            whole = in_words((half.group("whole") or "zero") if half else match.group("n")) or 0
            if match.group("unit").lower().startswith("year"):
                return f"P{12 * whole + 6}M", match.start(), behind.end() if behind else match.end()
            continue
        count = int(match.group("digits")) if match.group("digits") else in_words(match.group("n"))
        if count:
            unit = _UNITS[match.group("unit").lower().rstrip("s")]
            return f"P{'T' if unit == 'H' else ''}{count}{unit}", match.start(), match.end()
    return None


def nth_day(text: str) -> tuple[str, int, int] | None:
    """The delay that «on the thirtieth (30th) day after» tells, as `length` gives it.

    >>> nth_day("It enters into force on the thirtieth (30th) day after the exchange.")
    ('P30D', 28, 48)
    """
    match = re.search(
        r"\b(?P<nth>[a-z-]+|\d{1,3}(?:st|nd|rd|th))(?: \(\d{1,3}(?:st|nd|rd|th)?\))? day(?= (?:after|following|from))",
        text,
    )
    count = ordinal(match.group("nth")) if match else None
    return (f"P{count}D", match.start(), match.end()) if match and count else None


def day_in(text: str, start: int, end: int) -> tuple[date, int, int] | None:
    """The first full day (with its year, of any century) between two offsets, with its offsets.

    >>> day_in("Done this ninth day of May, two thousand and four.", 0, 49)[0]
    datetime.date(2004, 5, 9)
    """
    for match in _DAY.finditer(text, start, end):
        group = match.groupdict()
        if group["iso"]:
            year, month, number = (int(part) for part in group["iso"].split("-"))
        else:
            month = _MONTHS[(group["m1"] or group["m2"] or group["m3"]).lower()]
            digits = group["d1"] or group["d2"] or group["d3"]
            number = int(digits) if digits else (in_words(group["w1"]) or 0)
            year = in_words(group["y1"] or group["y2"] or group["y3"]) or 0
        try:
            return date(year, month, number), match.start(), match.end()
        except (ValueError, OverflowError):
            continue
    return None
