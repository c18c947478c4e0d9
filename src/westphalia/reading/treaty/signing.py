"""Where, when and in which languages a treaty text says that it was signed; with whoever signed it.

Mostly its end says so («Done at Riga, in duplicate, in the French language, this …»); else the dates beside the
signatures, the heads of notes that are exchanged, an article on the authentic texts, or the opening («In the town of
Arica, on the 3rd day of August 1911, there met …»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from westphalia.ontology.types import Signer, Span
from westphalia.reading.tables import words as entries
from westphalia.reading.treaty.envoys import with_envoys
from westphalia.reading.treaty.layout import Layout
from westphalia.reading.treaty.notes import of_notes
from westphalia.reading.treaty.numbers import day_in
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.signature_lines import Cell, lines
from westphalia.reading.treaty.signatures import signatures
from westphalia.reading.treaty.words import cue

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀ-ɏḀ-ỿ]"
_NAME = (
    rf"(?P<place>(?:[Tt]he (?=Hague))?{_CAPITAL}[\w’'-]+"
    r"(?:[ -](?!(?:ON|THIS|THE|IN|AND|This|The|On)\b)"
    r"(?:(?:de|la|el|al|del|of|the|es|as|ar|upon|am|und|e|du|do|da|sur|an|ob|na|nad)[ -])?"
    rf"{_CAPITAL}[\w’'-]+){{0,3}})"
)
_DONE_AT = re.compile(
    r"\b(?:[Dd]one|DONE|[Ss]igned|SIGNED|[Aa]greed|AGREED|[Cc]oncluded|[Mm]ade|[Dd]rawn up|[Gg]iven|[Ee]xecuted)\b"
    r"(?:,?\s+(?:and (?:signed|sealed)|in (?:duplicate|triplicate|quadruplicate|two|three|four|five|six|a single|one)"
    r"(?: \w+){0,2}?|with (?:[a-z]+ ){1,6}?))?,?"
    rf"\s+(?:AT|IN|at|in)\s+(?:the (?!Hague))?(?:[Cc]ity of |[Tt]own of )?\[?{_NAME}"
)
_DONE = re.compile(r"\b(?:DONE|Done|SIGNED|Signed|CONCLUDED|Concluded|MADE|Made|signed|sign|done)\b")
_TO_DAY = r",?\s*(?:(?:on|ON|this|THIS|the|THE)\s+)*"
_BEFORE_DAY = re.compile(rf"\b(?:in|at|IN|AT)\s+(?:the (?!Hague))?(?:[Cc]ity of |[Tt]own of )?{_NAME}{_TO_DAY}\Z")
_BEHIND_DAY = re.compile(rf",?\s+(?:in|at|IN|AT)\s+(?:the (?!Hague))?(?:[Cc]ity of |[Tt]own of )?{_NAME}")
_PLACED = re.compile(rf"[ \t]*{_NAME},{_TO_DAY}\Z")
_LABELLED = re.compile(rf"(?:[Pp]lace|PLACE|[Ss]igned at|[Dd]one at)\s*:?\s*{_NAME}")
_ONLY_DAY = re.compile(r"(?:\W|\b(?:dated?|on|this|the|signed|day)\b)*\Z", re.I)
_OPENS = re.compile(
    r"^[ \t]*\(?(?:(?:(?:Signed|SIGNED|Done|DONE|Concluded|Made)\s+(?:at|in|AT|IN)\s+"
    r"|(?:In|At|in|at)\s+(?:the )?(?:(?:city|town|village|port|capital|camp|fortress|palace|castle)(?: of)? )?)"
    rf"{_NAME}{_TO_DAY}|{_NAME.replace('place', 'own')},{_TO_DAY}"
    r"|[^\n.;]{0,40}\b(?:(?:is|was) )?(?:made|entered into|concluded|dated|DATED)(?: and entered into)?(?: as of)?"
    r"(?:\s+(?:on|this|the|as of))*\s+)(?=\d|[A-Za-z-]+ day|[A-Z][a-z]+ \d|[a-z-]+ of)",
    re.M,
)
_LANGUAGE = r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?"
_LANGUAGE_LIST = re.compile(
    rf"\b(?:[Ii]n|[Tt]he)\s+(?:both\s+)?(?:the\s+)?(?P<list>{_LANGUAGE}"
    rf"(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+)(?:the\s+|in\s+)?{_LANGUAGE})*)"
)
_AUTHENTIC = re.compile(
    r"(?<![^.;\n])[^.;\n]{0,400}\b"
    r"(?:(?:drawn up|done|made|prepared|written|executed|concluded|signed|established)\b[^.;\n]{0,90}"
    r"\blanguages?\b|(?:texts?|versions?)\b[^.;\n]{0,40}\bauthentic\b)[^.\n]*"
)


@dataclass(frozen=True, slots=True)
class Signing:
    """What the end of a text says; `span` is the sentence that says it was signed or done."""

    span: Span | None = None
    place: str | None = None
    day: date | None = None
    languages: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True)
class _When:
    """A day and the place named with it."""

    day: date | None = None
    place: str | None = None
    at: int = 0


def signing(text: str, layout: Layout, parties: Parties) -> Signing:
    """Place, day, languages and signatures of a treaty text; of one without a closing what its opening says."""
    signed = of_notes(text, parties)
    if not signed and layout.closing is not None:
        signed = signatures(text, layout.closing.start, layout.closing.end, parties)
    when = _when(text, layout)
    return Signing(
        span=_said(text, layout, when),
        place=when.place and _cased(when.place),
        day=when.day,
        languages=_languages(text, layout),
        signers=with_envoys(text, layout, parties, signed),
    )


def _cased(place: str) -> str:
    """«the Hague» and «ADDIS ABABA» as names are written."""
    words = place.title() if place.isupper() and len(place) > 3 else place
    return words[0].upper() + words[1:]


def day_signed(text: str, layout: Layout) -> date | None:
    """The day on which a treaty text says that it was signed, whoever its parties are.

    Where each side signs with a date of its own, the last one.
    """
    return _when(text, layout).day


def _when(text: str, layout: Layout) -> _When:
    """Where and when it was signed: by its closing, beside the signatures, at the head of notes, or by its opening."""
    told = _closing_says(text, layout.closing) if layout.closing else _When()
    beside = list(_beside_signatures(text, layout))
    last = max((one for one in beside if one.day), key=lambda one: one.day or date.min, default=None)
    if last is not None:
        told = _When(last.day, last.place or told.place, last.at)
    elif told.place is None:
        told = _When(told.day, next((one.place for one in beside if one.place), None), told.at)
    if told.day is None:
        opening = _opening_says(text, layout)
        told = _When(opening.day, told.place or opening.place, opening.at)
    return told


def _closing_says(text: str, closing: Span) -> _When:
    start, end = closing.start, _words_end(text, closing)
    day = day_in(text, start, end)
    place = _DONE_AT.search(text, start, end)
    if place is not None and place.group("place").split()[0] in entries("treaty_languages", "language"):
        place = None
    if place is None and day is not None:
        before = text[start : day[1]]
        place = _PLACED.match(before) or _BEFORE_DAY.search(before) or _BEHIND_DAY.match(text, day[2], end)
    return _When(day[0] if day else None, place.group("place") if place else None, day[1] if day else 0)


def _beside_signatures(text: str, layout: Layout) -> Iterator[_When]:
    """The dates and places on lines of their own: under signatures, and at the head or the foot of notes."""
    if cue("valediction").search(text):
        spans = [(0, len(text))]
    else:
        spans = [(layout.closing.start, layout.closing.end)] if layout.closing else []
    for start, end in spans:
        for row in lines(text, start, end):
            yield from (found for cell in row if (found := _dated(cell)) is not None)


def _dated(cell: Cell) -> _When | None:
    """A line that has no more than a day, a place or both: «Date: 3 May 2019», «Accra, this 3rd day of May 2019»."""
    place = _LABELLED.match(cell.words)
    day = day_in(cell.words, 0, len(cell.words)) if len(cell.words) <= 60 else None
    if day is None:
        return _When(None, place.group("place"), cell.start) if place else None
    before = cell.words[: day[1]]
    place = place or _PLACED.match(before) or _BEFORE_DAY.search(before)
    if re.search(r"\w{3}", cell.words[day[2] :]) or not (place or _ONLY_DAY.match(before)):
        return None
    return _When(day[0], place.group("place") if place else None, cell.start)


def _opening_says(text: str, layout: Layout) -> _When:
    """«Signed at Tangier, March 4, 1862» under the title, «In the town of Arica, on the 3rd day of August 1911, …»."""
    end = layout.parts[0].start if layout.parts else layout.preamble.end
    for match in _OPENS.finditer(text, 0, min(end, 4000)):
        day = day_in(text, match.end(), min(end, match.end() + 80))
        if day is not None and day[1] <= match.end() + 1:
            return _When(day[0], match.group("place") or match.group("own"), day[1])
    return _When()


def _words_end(text: str, closing: Span) -> int:
    """Where the words before the signatures end."""
    ends = [
        found.start()
        for name in ("signature line", "signature opens")
        if (found := cue(name).search(text, closing.start, closing.end))
    ]
    return min(ends, default=min(closing.end, closing.start + 1500))


def _said(text: str, layout: Layout, when: _When) -> Span | None:
    """The sentence that says it was signed; where none does, the first signature that is marked or dated as one."""
    if layout.closing is None:
        return None
    start, end = layout.closing.start, _words_end(text, layout.closing)
    place = _DONE_AT.search(text, start, end)
    verbs = list(_DONE.finditer(text, start, end))
    dated = [verb for verb in verbs if place and verb.start() <= place.start("place")]
    if verbs:
        return _sentence(text, start, end, (dated[-1] if dated else verbs[0]).start())
    mark = cue("signed").search(text, layout.closing.start, layout.closing.end)
    at = mark.start() if mark else when.at if layout.closing.start <= when.at < layout.closing.end else None
    if at is None:
        return None
    while at < layout.closing.end and text[at].isspace():
        at += 1
    stop = text.find("\n", at, layout.closing.end)
    return Span(at, len(text[: stop if stop >= 0 else layout.closing.end].rstrip()))


def _sentence(text: str, start: int, end: int, at: int) -> Span | None:
    """The sentence that says so, without its stop."""
    begin = max([start, *(m.end() for m in re.finditer(r"[.;]\s+", text[:at]) if start <= m.end() <= at)])
    stop = re.compile(r"\.(?=\s|$)|\n\s*\n").search(text, at, end)
    last = stop.start() if stop else end
    while last > begin and (text[last - 1].isspace() or text[last - 1] in ".:;,"):
        last -= 1
    return Span(begin, last) if last > begin else None


def _languages(text: str, layout: Layout) -> tuple[str, ...]:
    """The languages of the closing («in Arabic, Persian and English»), else of the last clause on authentic texts."""
    if layout.closing is not None:
        found = _listed(text, layout.closing.start, _words_end(text, layout.closing))
        if found:
            return found
    first = layout.parts[0].start if layout.parts else 0
    clauses = [_listed(text, *match.span()) for match in _AUTHENTIC.finditer(text, first)]
    return next((found for found in reversed(clauses) if found), ())


def _listed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The languages that are called so or stand in a list."""
    known = entries("treaty_languages", "language")
    found: dict[str, None] = {}
    for match in _LANGUAGE_LIST.finditer(text, start, end):
        named = re.findall(_LANGUAGE, match.group("list"))
        found.update(dict.fromkeys(takewhile(known.__contains__, named)))
    return tuple(found)
