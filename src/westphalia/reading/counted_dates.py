"""Days that count from another day of the text: «the same evening», «a day later», «the eve of …», «on the 14th».

They count from the last day named before, in the sentence or the one before it; without one they give nothing. «Two
days after Iran struck Erbil» dates the clause or noun behind it from the day of what stands before («on Thursday, two
days after …»), and at the head of a sentence the main clause from the day in it («A day after Iran struck Erbil on
Monday, Iraq …»). All of them are marked as inferred, with the words that they count from.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from westphalia.reading.datepatterns import COUNT, NUMBERS, WEEKDAYS
from westphalia.reading.dates import When

_PART = "(?:day|morning|afternoon|evening|night)"
_COUNT = rf"(?:{COUNT})"
_WEEKDAY = "(?-i:" + "|".join(name.capitalize() for name in WEEKDAYS) + ")"
_COUNTED = re.compile(
    rf"\b(?:(?P<same>(?:(?:on|later) )?(?:the|that) (?:very )?same {_PART}|(?:later )?that {_PART}(?= ?[,.;]|$| and\b)"
    r"|at (?:noon|midday)(?= ?[,.;]|$| and\b))"
    rf"|(?P<next>(?:on )?the (?:next|following) {_PART}|the day after(?= ?[,.;]|$))"
    rf"|(?P<previous>(?:on )?the previous {_PART}"
    rf"|the (?:day|evening|night) before(?= ?[,.;]|$| (?:that|against|in|at|for|to)\b))"
    rf"|(?P<later>{_COUNT}) days? (?:later(?! than\b)|(?:after that|afterwards)(?= ?[,.;]|$))"
    rf"|(?P<earlier>{_COUNT}) days? (?:(?:earlier|previously)(?! than\b)|before(?: that)?(?= ?[,.;]|$))"
    rf"|(?P<clause>{_COUNT}) days? (?P<way>after|before)(?= [\w“\"])"
    rf"|on the (?P<weekday>{_WEEKDAY})(?= ?[,.;]|$| (?:and|when|morning|afternoon|evening|night)\b)"
    r"|on the (?P<nth>\d{1,2})(?:st|nd|rd|th)(?= ?[,.;]|$"
    r"| (?:and|in|at|by|with|when|it|he|she|they|both|the|its|their)\b|(?-i: [A-Z][a-z]+ [a-z])))",
    re.IGNORECASE,
)

_HINTS = ("day", "noon", "evening", "night", "morning", " eve of ", *(f"the {digit}" for digit in range(1, 10)))
_EVE = re.compile(r"\b(?:on )?the eve of (?:[\w'’-]+ ){0,6}$", re.IGNORECASE)


def counted(text: str, start: int, end: int, whens: Sequence[When], anchor: When | None) -> list[When]:
    """The times of a sentence, `whens`, with those that count from them or from `anchor`, a day named before it."""
    words = text[start:end]
    if not any(hint in words for hint in _HINTS):
        return list(whens)
    found = [*whens, *_eves(text, start, whens)]
    for match in _COUNTED.finditer(text, start, end):
        if any(when.start <= match.start() < when.end for when in whens):
            continue
        before = [when for when in found if when.start < match.start() and when.free != "clause"]
        base = _last(before) or anchor
        try:
            if match["clause"]:
                new = _around_clause(text, start, end, match, whens, base if before else None)
            elif base is None or (match["nth"] is None and base.day is None):
                continue
            else:
                new = _counted(text, match, base)
        except OverflowError:  # before the year 1
            continue
        if new is not None:
            found.append(new)
    return (
        sorted(found, key=lambda when: (when.free == "entry", when.start)) if len(found) > len(whens) else list(whens)
    )


def _eves(text: str, start: int, whens: Sequence[When]) -> list[When]:
    """«On the eve of the summit of 5 January 2021»: the day before."""
    found = []
    for when in whens:
        eve = _EVE.search(text, start, when.start) if when.day is not None else None
        if eve is not None and when.day is not None:
            day = when.day - timedelta(days=1)
            found.append(When(eve.start(), when.end, day, day, _source(text, when)))
    return found


def anchor_of(whens: Sequence[When], said: Sequence[When]) -> When | None:
    """The time from which the next sentence may count: the last one named, unless it may date only who said so.

    `said` are the times that date a report («officials said on Tuesday»).
    """
    told = [when for when in whens if when not in said] or whens
    last = _last(told)
    return last if last is not None and (last.day is not None or len({when.day for when in told}) == 1) else None


def _last(whens: Sequence[When]) -> When | None:
    """The last time, one that dates a noun («the blast of 4 August») only where no other is named."""
    return max(whens, key=lambda when: (not when.noun and when.free != "part", when.start), default=None)


def _counted(text: str, match: re.Match[str], base: When) -> When | None:
    end = base.last or base.first
    if end is None:
        return None
    if match["nth"]:
        try:
            day = end.replace(day=int(match["nth"]))
        except ValueError:
            return None
        if (end - (base.first or end)).days > 31 or day < (base.first or end):
            return None
    elif match["weekday"]:
        ahead = (WEEKDAYS[match["weekday"].lower()] - end.weekday()) % 7
        if not ahead:
            return None  # that day itself, or a week later
        day = end + timedelta(days=ahead)
    else:
        shift = 1 if match["next"] else -1 if match["previous"] else 0
        shift = _number(match["later"]) if match["later"] else -_number(match["earlier"]) if match["earlier"] else shift
        day = end + timedelta(days=shift)
    return When(match.start(), match.end(), day, day, _source(text, base), "spoken")


def _around_clause(
    text: str, start: int, end: int, match: re.Match[str], whens: Sequence[When], base: When | None
) -> When | None:
    """«On Thursday, two days after …», «A day after … on Monday, …»."""
    shift = timedelta(days=_number(match["clause"]) * (1 if match["way"].lower() == "after" else -1))
    if base is not None and base.day is not None:
        day = base.day - shift
        return When(match.start(), match.end(), day, day, _source(text, base), "clause")
    comma = text.find(",", match.end(), end)
    inside = [when for when in whens if match.end() <= when.start and when.end <= comma + 1]
    if text[start : match.start()].strip(' "“') or len(inside) != 1 or inside[0].day is None:
        return None
    day = inside[0].day + shift
    return When(match.start(), comma, day, day, _source(text, inside[0]), "lead")


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def _source(text: str, base: When) -> str:
    words = f"counted from «{' '.join(text[base.start : base.end].split())}»"
    return f"{base.source}, {words}" if base.source.startswith("inferred") else f"inferred: {words}"
