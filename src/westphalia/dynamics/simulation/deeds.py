"""What is done, or left undone, in a scenario: one line each, in a small grammar.

    ACTOR ACTION RECIPIENT [xN] [weekly | on DAY]        something is done: N times, once unless told
    ACTOR ACTION RECIPIENT [since DAY | last Nw]         (for «without») what the record holds is taken out of it

ACTION is one of PLOVER's; for «without» also a quad («material conflict»), or «conflict» and «cooperation». Without a
day it is done on the scenario's first day; `weekly` repeats it at the end of every week of the horizon but the last.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from westphalia.errors import CallError, UnknownAction
from westphalia.ontology.actions import ACTIONS, actions_of
from westphalia.ontology.actors import code_of, name_of

MOST = 50  # times that one thing can be done at once: more was hardly ever seen, and nothing can be learned of it
USUAL_WEEKS = 12  # of the past that «without» looks at, where it is not told

_GRAMMAR = "write it as «USA SANCTION IRN», with «x4», «weekly» or «on 2022-07-11» after it"
_GRAMMAR_WITHOUT = "write it as «RUS ASSAULT UKR», with «since 2022-02-24» or «last 8w» after it"
_QUADS = tuple(f"{kind} {what}" for kind in ("verbal", "material") for what in ("cooperation", "conflict"))


@dataclass(frozen=True)
class Deed:
    """`actor` does `action` to `recipient` (record codes) `times` times on `day` (None: the first); `weekly` again."""

    actor: str
    action: str
    recipient: str
    times: int = 1
    weekly: bool = False
    day: date | None = None

    def __str__(self) -> str:
        tail = f" x{self.times}" if self.times > 1 else ""
        tail += " weekly" if self.weekly else ""
        tail += f" on {self.day.isoformat()}" if self.day else ""
        return f"{self.actor} {self.action} {self.recipient}{tail}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {**asdict(self), "day": self.day.isoformat() if self.day else None}


@dataclass(frozen=True)
class Undone:
    """What `actor` did to `recipient` of `actions` from `since` on is taken out; `what` names the actions."""

    actor: str
    what: str
    actions: tuple[str, ...]
    recipient: str
    since: date

    def __str__(self) -> str:
        return f"{self.actor} {self.what} {self.recipient} since {self.since.isoformat()}"

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        return {**asdict(self), "actions": list(self.actions), "since": self.since.isoformat()}


def deeds(lines: str | Sequence[str]) -> tuple[Deed, ...]:
    """What is to be done, from one or more lines; several in one line are parted by «;».

    Raises `UnknownActor` and `UnknownAction` with the nearest matches, and `CallError` for anything else.

    >>> [str(deed) for deed in deeds("United States sanction Iran x2 weekly; IRN ACCUSE USA on 2022-07-11")]
    ['USA SANCTION IRN x2 weekly', 'IRN ACCUSE USA on 2022-07-11']
    """
    found = []
    for line in _lines(lines):
        words, times, weekly, day = line.split(), 1, False, None
        while len(words) > 3:
            if re.fullmatch(r"[x×]\d+", words[-1].lower()):
                times, words = int(words[-1][1:]), words[:-1]
            elif words[-1].lower() == "weekly":
                weekly, words = True, words[:-1]
            elif words[-2].lower() == "on":
                day, words = _day(words[-1], line), words[:-2]
            else:
                break
        if not 1 <= times <= MOST:
            raise CallError(f"{line!r}: x{times} is not between x1 and x{MOST}")
        if weekly and day:
            raise CallError(f"{line!r} is both weekly and on one day; take one of them away")
        actor, action, recipient = _parted(words, line, ACTIONS, _GRAMMAR)
        if action.upper() not in ACTIONS:
            raise UnknownAction(action, difflib.get_close_matches(action.upper(), ACTIONS, n=3))
        one, other = _two(actor, recipient, line)
        found.append(Deed(one, action.upper(), other, times, weekly, day))
    return tuple(found)


def undone(lines: str | Sequence[str], start: date) -> tuple[Undone, ...]:
    """What is to be taken out of the record up to `start`. Raises as `deeds` does.

    >>> [str(one) for one in undone("Russia material conflict Ukraine since 2022-02-24", date(2022, 6, 27))]
    ['RUS material conflict UKR since 2022-02-24']
    """
    found = []
    for line in _lines(lines):
        words, since = line.split(), start - timedelta(weeks=USUAL_WEEKS) + timedelta(days=1)
        if len(words) > 4 and words[-2].lower() == "since":
            since, words = _day(words[-1], line), words[:-2]
        elif len(words) > 4 and words[-2].lower() == "last" and (span := re.fullmatch(r"(\d+)w", words[-1].lower())):
            since, words = start - timedelta(weeks=int(span[1])) + timedelta(days=1), words[:-2]
        if since > start:
            raise CallError(f"{line!r}: {since} is after the scenario's first day, {start}; nothing could be taken out")
        actor, what, recipient = _parted(words, line, (*ACTIONS, *_QUADS, "conflict", "cooperation"), _GRAMMAR_WITHOUT)
        actions = actions_of(what)
        name = what.upper() if what.upper() in ACTIONS else what.lower()
        one, other = _two(actor, recipient, line)
        found.append(Undone(one, name, actions, other, since))
    return tuple(found)


def _lines(lines: str | Sequence[str]) -> list[str]:
    texts = [lines] if isinstance(lines, str) else list(lines)
    return [part.strip() for text in texts for part in text.split(";") if part.strip()]


def _parted(words: Sequence[str], line: str, known: Sequence[str], grammar: str) -> tuple[str, str, str]:
    """Actor, action and recipient: the action is the first run of words that is known, with words on both sides."""
    lower = {name.lower() for name in known}
    for length in (2, 1):
        for place in range(1, len(words) - length):
            if " ".join(words[place : place + length]).lower() in lower:
                return (
                    " ".join(words[:place]), " ".join(words[place : place + length]), " ".join(words[place + length :])
                )  # fmt: skip
    if len(words) == 3:
        raise UnknownAction(words[1], difflib.get_close_matches(words[1].upper(), ACTIONS, n=3))
    near = [(word, match) for word in words[1:-1] for match in difflib.get_close_matches(word.upper(), ACTIONS, n=1)]
    if near:
        raise UnknownAction(near[0][0], [near[0][1]])
    raise CallError(f"{line!r} names no action between two actors; {grammar}")


def _two(actor: str, recipient: str, line: str) -> tuple[str, str]:
    codes = code_of(actor), code_of(recipient)
    for code in codes:
        if ":" in code:
            raise CallError(f"{line!r}: {name_of(code)} is no country; scenarios are between countries")
    if codes[0] == codes[1]:
        raise CallError(f"{line!r}: both are {name_of(codes[0])}; a scenario needs two countries")
    return codes


def _day(text: str, line: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise CallError(f"{line!r}: {text!r} is not a day such as 2022-07-11") from None
