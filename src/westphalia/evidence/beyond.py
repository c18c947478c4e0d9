"""What a claim says that no count of an action holds: a narrower deed, a means, an order, how often, how much.

The record holds who did which of sixteen actions to whom on which day. «Bombed» says more than ASSAULT does, «the first
to recognise» more than SUPPORT, and to find ASSAULT or SUPPORT is no evidence for what was added.

For a narrower deed `narrower.csv` has the CAMEO codes that are it, and how many international events of the action
they are in the ICEWS sets of 2018, 2021 and 2022 (`scripts/derive_narrower.py`). Were each of n events that deed with
this share, one at least would be with a chance of 1 - (1 - share)^n. Asked for are 95 of 100. For other words, where
the action is a wide one, the share is taken to be one in ten. Checked on the same sets by that script: of months in
which a state has 29 to 49 events of ASSAULT against another, 89 % hold bombing or shelling (n = 35), with 50 or more
97 % (59), with 5 to 7 it is 37 % (330). What two states do is more alike than independent draws, so the chance is a
rough one.
"""

from __future__ import annotations

import csv
import math
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

ENOUGH = 0.95
SUPPOSED = 0.1  # share of a deed that no code has, in an action that covers much more than most words for it
# These actions, and the words that say no more than the action does
_WIDE = {
    "ASSAULT": r"\b(?:attack|assault|str[iu]k|struck|clash|fight|fought|force)",
    "COERCE": r"\b(?:coerc|repress)",
    "MOBILIZE": r"\bmobili[sz]",
    "SANCTION": r"\bsanction",
}
_NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a dozen)"
_ARMS = "weapons?|missiles?|drones?|rockets?|artillery|bombs?|gas|warheads?|warplanes|jets|tanks|mines|submarines?"
_HARMED = "kill|wound|injur|displac|deport|arrest|expell|detain"
_COUNTED = (
    "dollars|euros?|pounds|yuan|roubles|rubles|tonnes|tons|barrels|troops|soldiers|people|civilians|tanks|aircraft|jets|"
    "missiles|ships|vessels|diplomats"
)
_ABOUT = "(?:at least|about|some|more than|over|up to)"
_LATELY = "(?:last|this|yesterday|days|hours|weeks|on|in|after|when|a)"  # «only last week» is no «nobody else»
_MANY = r"(?:hundred|thousand|million|billion|trillion|bn|m)\b"
_UNHELD = re.compile(
    "|".join(
        (
            # what with
            rf"\b(?:with|using|by means of|by)\s(?:[\w-]+\s){{0,3}}?(?:{_ARMS}|cyber\w*)\b",
            # which time
            r"\bfor the (?:very )?(?:first|second|third|fourth|fifth|last|only) time\b",
            r"\bthe (?:very )?(?:first|second|last|only)(?:\s[\w-]+){0,3}?\sto\b",
            r"\b(?:once again|yet again|first)(?=\W*$)",
            # who else
            rf"\b(?<!not )(?:only|solely|exclusively)\b(?!\s{_LATELY}\b)",
            r"\b(?:alone|unilaterally|single-handedly|unprovoked|without (?:provocation|warning))\b",
            # how often
            rf"\b(?:always|constantly|invariably|daily|weekly|monthly|twice|thrice|{_NUMBER}\stimes)\b",
            r"\b(?:every|each) (?:single )?(?:day|night|week|month|year|time|occasion)\b",
            # how much
            rf"\b(?:{_HARMED})(?:s|ed|ing)?\s(?:{_ABOUT}\s)*{_NUMBER}\b(?:\s[\w-]+)?",
            rf"(?:[$€£¥]\s?\d[\d.,]*|\b{_NUMBER}\s)(?:\s?{_MANY})?\s?(?:{_COUNTED})\b",
            rf"[$€£¥]\s?\d[\d.,]*(?:\s?{_MANY})?",
        )
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Narrower:
    """A deed that is part of an action: the word for it, its share of the action's events, whether that is counted."""

    word: str
    share: float
    counted: bool

    def chance(self, n: float) -> float:
        """That one at least of `n` events of the action is this deed, 0 to 1.

        >>> round(Narrower("bombed", 0.1, False).chance(7), 2)
        0.52
        """
        return 1 - math.pow(1 - self.share, n)

    @property
    def fewest(self) -> int:
        """So many events of the action hold the deed with a chance of `ENOUGH`.

        >>> Narrower("bombed", 0.1, False).fewest
        29
        """
        return math.ceil(math.log(1 - ENOUGH) / math.log(1 - self.share))


def narrower(action: str | None, text: str) -> Narrower | None:
    """The narrowest deed within `action` that the words of a claim name; None where they say no more than the action.

    >>> narrower("ASSAULT", "Chad bombed Sudan").word
    'bombed'
    >>> narrower("ASSAULT", "Chad attacked Sudan") is None
    True
    """
    if action is None:
        return None
    found = [Narrower(match, share, True) for words, share in _narrow(action) if (match := _word(words, text))]
    if found:
        return min(found, key=lambda one: one.share)
    if action in _WIDE and not re.search(_WIDE[action], text, re.IGNORECASE):
        return Narrower("", SUPPOSED, False)
    return None


def unheld(text: str) -> tuple[str, ...]:
    """The words of a claim for means, order, frequency or amount, as they stand, in their order.

    >>> unheld("Peru was the first to recognise it and sent 200 soldiers")
    ('the first to', '200 soldiers')
    """
    return tuple(dict.fromkeys(match[0].strip() for match in _UNHELD.finditer(text)))


def _word(words: re.Pattern[str], text: str) -> str | None:
    match = words.search(text)
    if match is None:
        return None
    end = re.compile(r"\w*").match(text, match.end())
    return text[match.start() : end.end() if end else match.end()]


@cache
def _narrow(action: str) -> tuple[tuple[re.Pattern[str], float], ...]:
    table = (files("westphalia.evidence") / "narrower.csv").read_text(encoding="utf-8")
    return tuple(
        (re.compile(row["words"], re.IGNORECASE), int(row["events"]) / int(row["of"]))
        for row in csv.DictReader(table.splitlines())
        if row["action"] == action
    )
