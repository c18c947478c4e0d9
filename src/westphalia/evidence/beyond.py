"""What a claim says that no count of an action holds: a narrower deed, a means, an order, how often, how much.

The record holds who did which of sixteen actions to whom on which day. «Bombed» says more than ASSAULT does, «the first
to recognise» more than SUPPORT, and to find ASSAULT or SUPPORT is no evidence for what was added.

For a narrower deed `narrower.csv` has the CAMEO codes that are it, how many international events of the action they are
in the ICEWS sets of 2018, 2021 and 2022, and `fewest`: nine in ten of the months in which somebody did the action to
another that often hold the deed (`scripts/derive_narrower.py`). For most deeds no number is enough: of months with 50
events of ASSAULT and more 97 % hold bombing or shelling, but 37 % an abduction (n = 59). Where no code is the deed,
and the action is a wide one, nothing is known of it. A count says nothing of who began, of means, places or persons.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

# These actions, and the words that say no more than the action does
_WIDE = {
    "ASSAULT": r"\b(?:attack|assault|str[iu]k|struck|clash|fight|fought|force|battl|combat|offensive|raid|hit|hostilit|"
    r"violence|opened fire|fir(?:e[ds]?|ing) (?:at|on|upon)|(?:exchang|trad)\w+ (?:of )?fire|at war|wag\w+ war)",
    "COERCE": r"\b(?:coerc|repress|crack(?:s|ed|ing)? down|crackdown)",
    "MOBILIZE": r"\b(?:mobili[sz]|mass(?:ed|es|ing)\b|amass|deploy|troops|forces|soldiers|ships|jets|build-?up)",
    "SANCTION": r"\b(?:sanction|penal|punish)",
    "RETREAT": r"\b(?:withdr|pull|releas|free|hand|return|retreat|evacuat|left|leave|ceasefire|truce|let)",
}
_NUMBER = r"(?:\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|a dozen)"
_ARMS = "weapons?|missiles?|drones?|rockets?|artillery|bombs?|gas|warheads?|warplanes|jets|tanks|mines|submarines?"
# Arms of a kind, where an action only says that something was given
_GIVEN = re.compile(
    r"\b(?:nuclear|(?:battle )?tanks?|(?:fighter )?jets|aircraft|missiles?|submarines?|troops|soldiers|howitzers?)\b",
    re.I,
)
_HARMED = "kill|wound|injur|displac|deport|arrest|expell|detain"
_COUNTED = (
    "dollars|euros?|pounds|yuan|roubles|rubles|tonnes|tons|barrels|troops|soldiers|people|civilians|tanks|aircraft|jets|"
    "missiles|ships|vessels|diplomats"
)
_ABOUT = "(?:at least|about|some|more than|over|up to)"
_LATELY = "(?:last|this|yesterday|days|hours|weeks|on|in|after|when|a)"  # «only last week» is no «nobody else»
_OFTEN = "rarely|seldom|hardly ever|a single time|always|constantly|invariably|daily|weekly|monthly|twice|thrice"
_MANY = r"(?:hundred|thousand|million|billion|trillion|bn|m)\b"
_UNHELD = re.compile(
    "|".join(
        (
            # what with
            rf"\b(?:with|using|by means of|by)\s(?:[\w-]+\s){{0,3}}?(?:{_ARMS}|cyber\w*)\b",
            # in what spirit
            r"\bin self-defen[cs]e\b|\bwith impunity\b|\b(?:deliberately|intentionally|accidentally|illegally|secretly|"
            r"covertly|indirectly|unlawfully)\b",
            # which time
            r"\bfor the (?:very )?(?:first|second|third|fourth|fifth|last|only) time\b",
            r"\bthe (?:very )?(?:first|second|last|only)(?:\s[\w-]+){0,3}?\sto\b",
            r"\b(?:once again|yet again|again)\b|\bfirst(?=\W*$)",
            # who else
            rf"\b(?<!not )(?:only|solely|exclusively)\b(?!\s{_LATELY}\b)",
            r"\b(?:alone|unilaterally|single-handedly|unprovoked|without (?:provocation|warning))\b",
            # how often
            rf"\b(?:{_OFTEN}|{_NUMBER}\stimes)\b",
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
    """A deed that is part of an action: the word for it, its share of the action's events worldwide (None: no code has
    it), and how many events of the action within a month are all but sure to hold it (None: no number is).
    """

    word: str | None
    share: float | None
    fewest: int | None


def narrower(action: str | None, text: str) -> Narrower | None:
    """The narrowest deed within `action` that the words of a claim name; None where they say no more than the action.

    >>> narrower("ASSAULT", "Chad bombed Sudan").word
    'bombed'
    >>> narrower("ASSAULT", "Chad attacked Sudan") is None
    True
    """
    if action is None:
        return None
    found = [Narrower(word[0], share, few) for words, share, few in _narrow(action) if (word := words.search(text))]
    if found:
        return min(found, key=lambda one: one.share or 0.0)
    if action in _WIDE and not re.search(_WIDE[action], text, re.IGNORECASE):
        return Narrower(None, None, None)
    return None


def unheld(action: str | None, text: str) -> tuple[str, ...]:
    """The words of a claim for means, spirit, order, frequency or amount, as they stand, in their order.

    >>> unheld("AID", "Peru was the first to recognise it and sent 200 soldiers")
    ('the first to', '200 soldiers')
    """
    found = [match[0].strip() for match in _UNHELD.finditer(text)]
    if action == "AID":
        found = [words for words in found if not words.lower().startswith("with ")]  # «supplied it with weapons»
    if action == "AID" and not found:
        found = [match[0] for match in _GIVEN.finditer(text)]
    return tuple(dict.fromkeys(found))


@cache
def _narrow(action: str) -> tuple[tuple[re.Pattern[str], float, int | None], ...]:
    table = (files("westphalia.evidence") / "narrower.csv").read_text(encoding="utf-8")
    return tuple(
        (
            re.compile(rf"(?:{row['words']})\w*", re.IGNORECASE),  # to the end of the word
            int(row["events"]) / int(row["of"]),
            int(row["fewest"]) if row["fewest"] else None,
        )
        for row in csv.DictReader(table.splitlines())
        if row["action"] == action
    )
