"""The places that a sentence names: the town, region, strait or state after «in», «near», «off» and their like.

Which deed they belong to is told by `placed`, names that the gazetteer lacks are found by `landmarks`. The place is
given as worded. Its country is «stated» where the text says it («in Lebanon», «in Tripoli, Lebanon», «in the Lebanese
port of Tripoli»), else it follows from the gazetteer and is marked: by the only candidate, by the country the text
speaks of, or by size where one candidate has five times the people of the next. Where none of that decides, and for
seas and disputed regions, the place has no country. See data/places.md for the gazetteer.
"""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from westphalia.errors import CallError
from westphalia.ontology.states import state_on
from westphalia.ontology.types import ActorKind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import table, word_set
from westphalia.reading.tokens import Token

_MUCH_LARGER = 5
_MILLION = 1000  # thousands


@dataclass(frozen=True, slots=True)
class Place:
    """A place a sentence names: offsets, country (a record code) and where that is from.

    `first` to `last` are its tokens with the preposition and what tells its state, end exclusive; `reference` is the
    mention it is, if any. `kind` is «listed», «landmark», «bare» (a name that nothing but its preposition tells to be
    one) or «host» («the Doha talks», where `last` is the noun).
    """

    start: int
    end: int
    country: str | None
    source: str
    first: int
    last: int
    reference: int | None = None
    kind: str = "listed"


def at(parsed: Parse, references: Sequence[Reference], text: str, k: int, spoken: Collection[str]) -> Place | None:
    """The listed place or state after the preposition at token `k`; `spoken` are the states the text speaks of."""
    tokens = parsed.tokens
    near: str | None = None  # the country a word before the name tells: «the Lebanese port of …»
    j = k + 1
    while j < min(k + 8, len(tokens) - 1):
        token = tokens[j]
        owner = token.actors and tokens[j + 1].text in ("'s", "’s")
        demonym = token.actors and references[token.actors[0]].how == "demonym"
        if (owner or demonym) and known(parsed, text, j) is None:
            near = references[token.actors[0]].code
            j += 2 if owner else 1
        elif known(parsed, text, j) is None and token.low in word_set("path", "place_words"):
            j += 1
        else:
            break
    if j >= len(tokens):
        return None
    last = known(parsed, text, j)
    reference = tokens[j].actors[0] if tokens[j].actors else None
    state = reference is not None and references[reference].kind is ActorKind.STATE
    capital = state and references[reference or 0].how == "capital"
    if last is None and not (state and (capital or references[reference or 0].how == "name")):
        return None
    last = last if last is not None else j + 1
    if runs_on(parsed, last):
        return None
    start, end = tokens[j].start, tokens[last - 1].end
    country: str | None
    past = last
    if near is not None:
        country, source = near, "stated"
    elif (code := suffix(parsed, references, last)) is not None:
        country, source = code, "stated"
        past = past_suffix(parsed, last)
    elif plain(text[start:end]) in gazetteer():
        country, source = country_of(text[start:end], spoken)
    elif state:
        country, source = references[reference or 0].code, "inferred: gazetteer" if capital else "stated"
    else:
        return None
    return Place(start, end, country, source, k, past, reference)


def country_of(name: str, spoken: Collection[str] = ()) -> tuple[str | None, str]:
    """(code, source) of the country a place is in, by its name and the states spoken of; (None, «stated») if undecided.

    >>> country_of("Mosul")
    ('IRQ', 'inferred: gazetteer')
    >>> country_of("Valencia", {"VEN", "COL"})
    ('VEN', 'inferred: gazetteer, the country spoken of')
    """
    candidates = gazetteer().get(plain(name), {})
    if not candidates or "" in candidates:
        return None, "stated"
    if len(candidates) == 1:
        return next(iter(candidates)), "inferred: gazetteer"
    meant = [code for code in candidates if code in spoken]
    if len(meant) == 1:
        return meant[0], "inferred: gazetteer, the country spoken of"
    (first, most), (_, next_most) = sorted(candidates.items(), key=lambda item: -item[1])[:2]
    if most >= _MUCH_LARGER * max(next_most, 1) and not meant:
        return first, f"inferred: gazetteer, the largest of {len(candidates)}"
    return None, "stated"


def on_day(country: str | None, source: str, day: date | None) -> tuple[str | None, str]:
    """The same as it was on a day: a town of today's Slovakia was in Czechoslovakia in 1974.

    >>> on_day("SVK", "inferred: gazetteer", date(1974, 6, 22))
    ('CSK', 'inferred: gazetteer, today SVK')
    """
    if country is None or day is None or source == "stated":
        return country, source
    try:
        then = state_on(country, day).code
    except CallError:
        return None, "stated"  # nobody's, or a colony
    return (country, source) if then == country else (then, f"{source}, today {country}")


@cache
def gazetteer() -> dict[str, dict[str, int]]:
    """The countries of each name, with thousands of people (0 where unknown); the country «» is none."""
    found: dict[str, dict[str, int]] = {}
    path = files("westphalia.reading") / "gazetteer.csv"
    for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
        found.setdefault(row["name"], {})[row["country"]] = int(row["thousands"] or 0)
    for row in table("places"):
        name = plain(row["name"])
        if "" not in found.get(name, {}):
            found.setdefault(name, {}).setdefault(row["code"], 0)
    for row in table("sites"):
        found.setdefault(plain(row["name"]), {row["code"]: 0})
    return found


@cache
def large_town(name: str) -> str | None:
    """The country of a town that every reader knows: one of the table, or the only one of a million people.

    >>> large_town("Lagos"), large_town("Moro")
    ('NGA', None)
    """
    known = next((row["code"] for row in table("places") if row["name"] == name), None)
    if known is not None:
        return known
    large = [code for code, thousands in gazetteer().get(name, {}).items() if thousands >= _MILLION]
    return large[0] if len(large) == 1 else None


def province_behind(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The country of the state or province that begins at token `at` («London, Ontario»), and how many words it has.

    In English only towns of three countries are written so (`provinces.csv`).
    """
    for length in (3, 2, 1):
        code = _provinces().get(" ".join(token.text for token in tokens[at : at + length]))
        if code is not None:
            return code, length
    return None


@cache
def _provinces() -> dict[str, str]:
    return {row["name"]: row["code"] for row in table("provinces")}


def plain(name: str) -> str:
    """A name as the gazetteer spells it: in ASCII, without accents."""
    if name.isascii():
        return name
    table_ = str.maketrans({"Ł": "L", "ł": "l", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i", "ß": "ss", "’": "'"})
    folded = unicodedata.normalize("NFKD", name.translate(table_))
    return "".join(c for c in folded if not unicodedata.combining(c))


def spoken_of(references: Sequence[Reference]) -> frozenset[str]:
    """The states that a text names other than by a town in them."""
    return frozenset(r.code for r in references if r.code and not r.place and r.how != "capital")


def known(parsed: Parse, text: str, j: int) -> int | None:
    """The token after the longest name of the gazetteer that begins at token `j`."""
    tokens = parsed.tokens
    if j >= len(tokens) or not (tokens[j].text[:1].isupper() or tokens[j].text[:2] in ("al", "el")):
        return None
    for last in range(min(j + 4, len(tokens)), j, -1):
        if plain(text[tokens[j].start : tokens[last - 1].end]) in gazetteer():
            return last
    return None


def suffix(parsed: Parse, references: Sequence[Reference], last: int) -> str | None:
    """The state after a place: «Tripoli, Lebanon», «Tripoli in Lebanon», «Tripoli (Lebanon)»."""
    if parsed.low(last) not in (",", "in", "("):
        return None
    at = last + 1
    province = province_behind(parsed.tokens, at) if parsed.low(last) == "," else None
    if province is not None:
        return province[0]
    if not 0 <= at < len(parsed.tokens) or not parsed.tokens[at].actors:
        return None
    reference = references[parsed.tokens[at].actors[0]]
    closing = parsed.tag(at + 1) in ("", "K", "P", "W") or parsed.low(at + 1) in (",", ".", ")", ";", ":", "on", "in")
    plainly = reference.kind is ActorKind.STATE and reference.how == "name" and reference.inferred is None
    return reference.code if plainly and (closing or parsed.low(last) != ",") else None


def runs_on(parsed: Parse, last: int) -> bool:
    """Does the name of a place that ends before token `last` belong to another thing?

    As in «in the Minsk talks» and «at Oslo's request», but not in «in Minsk last week».
    """
    if parsed.low(last) in ("'s", "’s", "-", "–"):
        return True
    timed = parsed.low(last) in word_set("timed", "place_words") or parsed.low(last) in word_set("time nouns")
    return parsed.tag(last) == "N" and not timed


def past_suffix(parsed: Parse, last: int) -> int:
    """The token after the state behind a comma that follows a place at token `last`: «Tripoli, *Lebanon*, …»."""
    if parsed.low(last) != ",":
        return last
    province = province_behind(parsed.tokens, last + 1)
    return last + 1 + (province[1] if province is not None else 1)
