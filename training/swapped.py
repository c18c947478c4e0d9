"""Sentences with other states in them, so that what somebody does is learned from what is said and not from the name.

A state named in a sentence gives way to another everywhere in it, by name, adjective, people and capital; only states
whose names are single words take part, so that articles and longer names stay right.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace
from functools import cache

from training.examples import Example, Offsets
from westphalia.ontology.tables import rows

SHARE = 0.5  # of the sentences are changed, each time they are drawn
UNCLEAR = ("GIN", "SDN", "DMA", "COG", "COD", "KOR", "PRK")  # their names stand in the names of others
Edit = tuple[int, int, str]


def swapped(example: Example, draw: random.Random) -> Example:
    """The example with other states in it; as it was where it names none, or where a label ends inside a name.

    >>> one = Example("Kenya fined an Ethiopian bank.", "own", mentions=((0, 5), (15, 29)))
    >>> other = swapped(one, random.Random(1))
    >>> [other.text[a:b].split()[-1] for a, b in other.mentions][1]
    'bank'
    >>> "Kenya" in other.text or "Ethiopian" in other.text
    False
    """
    pattern, known, states = _forms()
    found = [(match, *known[match[0]]) for match in pattern.finditer(example.text)]
    if not found:
        return example
    there = sorted({code for _, code, _ in found})
    others = dict(
        zip(there, draw.sample([code for code in sorted(states) if code not in there], len(there)), strict=True)
    )
    edits: list[Edit] = []
    for match, code, part in found:
        new = states[others[code]][part]
        article = re.search(r"\b([Aa])(n?) $", example.text[: match.start()])
        if article:
            n = "n" if new[0] in "AEIOU" and not new.startswith(("Ukr", "Uru", "Ug")) else ""
            edits.append((article.start(), article.end() - 1, article[1] + n))
        edits.append((match.start(), match.end(), new))
    return _edited(example, edits)


def _edited(example: Example, edits: list[Edit]) -> Example:
    text, last = "", 0
    ends: list[tuple[int, int]] = [(0, 0)]  # (place in the old text, place in the new)
    inside: set[int] = set()
    for start, end, new in edits:
        text += example.text[last:start]
        ends.append((start, len(text)))
        text += new
        ends.append((end, len(text)))
        inside.update(range(start + 1, end))
        last = end
    text += example.text[last:]

    def at(place: int) -> int:
        if place in inside:
            raise ValueError
        old, fresh = ends[bisect_right(ends, (place, len(text) + 1)) - 1]
        return fresh + place - old

    def span(one: Offsets) -> Offsets:
        return at(one[0]), at(one[1])

    def roles(spans: tuple[tuple[str, int, int], ...] | None) -> tuple[tuple[str, int, int], ...] | None:
        return None if spans is None else tuple((role, *span((a, b))) for role, a, b in spans)

    try:
        return replace(
            example,
            text=text,
            mentions=tuple(span(one) for one in example.mentions),
            attribution=roles(example.attribution),
            causes=roles(example.causes),
        )
    except ValueError:
        return example


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """A pattern of all forms, each form's (state, part), and each state's forms by part."""
    states: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("states.csv"):
        if row["status"] == "UN member" and not row["last_day"] and row["code"] not in UNCLEAR:
            states[row["code"]]["name"] = row["name"]
    named = [(row["code"], row["part"], row["form"]) for row in rows("demonyms.csv") if row["part"] != "prefix"]
    named += [(row["code"], "capital", row["name"]) for row in rows("capitals.csv")]
    for code, part, form in named:
        if code in states:
            states[code].setdefault(part, form)  # the first of several
    parts = {"name", "adjective", "noun", "plural", "capital"}
    whole = {
        code: forms
        for code, forms in states.items()
        if parts == set(forms) and forms["name"].isalpha() and all(f.replace(" ", "").isalpha() for f in forms.values())
    }
    known = {}
    for code, forms in whole.items():
        for part in ("plural", "noun", "capital", "name", "adjective"):  # the last that a form serves as counts
            known[forms[part]] = code, part
    listed = "|".join(sorted(known, key=len, reverse=True))
    return re.compile(rf"\b(?<!South )(?:{listed})\b(?! City)"), known, whole
