"""The end of a treaty text: where and when it was signed, by whom, in which languages its texts are authentic."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import takewhile

from westphalia.ontology.types import Signer, Span
from westphalia.reading.tables import words as entries
from westphalia.reading.treaty_layout import Layout
from westphalia.reading.treaty_numbers import day_in
from westphalia.reading.treaty_parties import Parties
from westphalia.reading.treaty_words import cue

_PLACE = re.compile(
    r"\b(?:[Dd]one|DONE|[Ss]igned|SIGNED|[Cc]oncluded|[Mm]ade|[Dd]rawn up|[Gg]iven|[Ee]xecuted)\b"
    r"(?:,?\s+(?:and signed|in (?:duplicate|triplicate|two|three|four|five|six|a single|one)"
    r"(?: \w+){0,2}?|with (?:[a-z]+ )+?))?,?"
    r"\s+(?:AT|IN|at|in)\s+(?:the )?(?:[Cc]ity of )?"
    r"(?P<place>[A-Z][\w’'-]+"
    r"(?:[ -](?:(?:de|la|el|al|del|of|the|es|ar|upon|am|und|e|du|sur|an)[ -])?[A-Z][\w’'-]+){0,3})"
)
_DONE = re.compile(r"\b(?:DONE|Done|SIGNED|Signed|CONCLUDED|Concluded|MADE|Made|signed|sign|done)\b")
_SIDE = re.compile(
    r"(?:FOR|For)(?: and on behalf of| AND ON BEHALF OF)?[ \t]+"
    r"(?P<side>(?:the |THE )?[A-Z][^:\n]{2,110}?)[ \t*_]*(?::|$)(?P<rest>.*)$"
)
_PLENIPOTENTIARY = re.compile(
    r"^[ \t]*(?:The|the|His|Her)\b[^:\n]{4,160}:[ \t\n]*"
    r"(?P<name>(?:(?:H\. ?E\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|General|Sir|Dame|Sheikh|"
    r"Marshal|Comrade)[ \t]+)*[A-Z][\w.’'-]+"
    r"(?:[ \t]+(?:(?:bin|al|de|van|von|del|da|el)[ \t]+)?[A-Z][\w.’'-]*){1,5}),[ \t\n]+"
    r"(?P<title>[A-Z][^;.\n]{3,140})",
    re.M,
)
_PLACED = re.compile(r"[ \t]*(?P<place>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,3}),(?: on)?(?: the)? \d")
_BEFORE_DAY = re.compile(
    r"\b(?:in|at) (?P<place>[A-Z][\w’'-]+(?: (?:(?:de|la|el|al|del|of|the) )?[A-Z][\w’'-]+){0,3}),?\s+"
    r"(?:on |this |the )+(?=\d|[a-z-]+ day)"
)
_SEALED = re.compile(
    r"^[ \t]*[\[(](?:L\. ?S\.|[Ss]igned|SIGNED|[Ss]gd\.?)[\])][ \t]*(?P<words>[A-ZÀ-Þ][^\n]{2,100}?)[ \t]*$", re.M
)
_MARK = re.compile(
    r"^(?:[\[(](?:signed|sgd|s|l\. ?s|signature|seal)[.:]?[\])][.:]*\s*|(?:signed|sgd)\b[.:]*\s*"
    r"|(?:signature|seal)[.:]+\s*|(?:signature|seal|l\. ?s\.)$|/?s/\s*|[_.\s-]{3,})+",
    re.I,
)
_BEHALF = re.compile(r"(?:^|,)\s*(?:for|on behalf of)\s+(?:and (?:for|on behalf of)\s+)?(?P<side>[^,;]{3,110})$", re.I)
_TITLE = re.compile(
    r"\b(?:minister|president|chancellor|secretary|ambassador|plenipotentiary|chair(?:man|woman|person)?|head|director|"
    r"commander|commissioner|king|queen|emir|sultan|general|governor|envoy|representative|premier|chief|deputy|delegat\w+|"
    r"speaker|marshal|colonel|admiral|councillor|advis[eo]r|excellency|attach[ée])\b",
    re.I,
)
_NAME = re.compile(
    r"(?:(?:H\. ?E\.|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Eng\.?|Sir|Dame|Sheikh|General|Prof\.?)\s+)*"
    r"[A-ZÀ-Þ][\w.’'-]*(?:\s+(?:(?:bin|bint|al|de|van|von|der|del|da|dos|el|ibn|y)\s+)*[A-ZÀ-Þ][\w.’'-]*){1,5}"
)
_LANGUAGE_LIST = re.compile(
    r"\b(?:in|the)\s+(?:the\s+)?(?P<list>[A-Z][a-z]+(?:-[A-Z][a-z]+)?(?:(?:,\s+|\s+and\s+|,\s+and\s+|\s+or\s+)(?:the\s+|in\s+)?[A-Z][a-z]+(?:-[A-Z][a-z]+)?)*)"
)


@dataclass(frozen=True, slots=True)
class Signing:
    """What the end of a text says; `span` is the sentence that says it was signed or done."""

    span: Span | None = None
    place: str | None = None
    day: date | None = None
    languages: tuple[str, ...] = ()
    signers: tuple[Signer, ...] = ()


def signing(text: str, layout: Layout, parties: Parties) -> Signing:
    """Place, day, languages and signatures of a treaty text; empty where it has no closing."""
    signers = list(_plenipotentiaries(text, layout, parties))
    if layout.closing is None:
        return Signing(signers=tuple(signers))
    start, end = layout.closing.start, layout.closing.end
    block, sealed, said_end = _lines_signed(text, layout.closing)
    done = _DONE.search(text, start, said_end)
    place = _PLACE.search(text, start, said_end)
    day = day_in(text, start, said_end)
    place = place or _PLACED.match(text, start, said_end)
    place = place or (_BEFORE_DAY.search(text, start, day[2]) if day else None)
    dated = [
        match for match in _DONE.finditer(text, start, said_end) if place and match.start() <= place.start("place")
    ]
    done = dated[-1] if dated else done
    span = _sentence(text, start, said_end, done.start()) if done else None
    if span is None and sealed is not None:
        span = Span(sealed.start() + len(sealed.group()) - len(sealed.group().lstrip()), sealed.end("words"))
    if block is not None and not signers:
        signers = _signatures(text, block.start(), end, parties)
    for line in _SEALED.finditer(text, start, end) if block is None and not signers else ():
        signers.append(_sealed(text, line.start("words"), line.group("words"), parties))
    return Signing(
        span=span,
        place=place.group("place") if place else None,
        day=day[0] if day else None,
        languages=_languages(text, start, said_end),
        signers=tuple(signers),
    )


def day_signed(text: str, layout: Layout) -> date | None:
    """The day in the words that end a treaty text, whoever its parties are."""
    if layout.closing is None:
        return None
    day = day_in(text, layout.closing.start, _lines_signed(text, layout.closing)[2])
    return day[0] if day else None


def _lines_signed(text: str, closing: Span) -> tuple[re.Match[str] | None, re.Match[str] | None, int]:
    """The first line of signatures, by «For …» and by «(signed) …», and where the words before them end."""
    block = cue("signature line").search(text, closing.start, closing.end)
    sealed = _SEALED.search(text, closing.start, closing.end)
    ends = [line.start() for line in (block, sealed) if line]
    return block, sealed, min(ends, default=min(closing.end, closing.start + 1500))


def _sentence(text: str, start: int, end: int, at: int) -> Span | None:
    """The sentence that says so, without its stop."""
    begin = max([start, *(m.end() for m in re.finditer(r"[.;]\s+", text[:at]) if start <= m.end() <= at)])
    stop = re.compile(r"\.(?=\s|$)|\n\s*\n").search(text, at, end)
    last = stop.start() if stop else end
    while last > begin and (text[last - 1].isspace() or text[last - 1] in ".:;,"):
        last -= 1
    return Span(begin, last) if last > begin else None


def _languages(text: str, start: int, end: int) -> tuple[str, ...]:
    """The languages named at the end, where they are called so or stand in a list: «in Arabic, Persian and English»."""
    known = entries("treaty_languages", "language")
    found: dict[str, None] = {}
    for match in _LANGUAGE_LIST.finditer(text, start, end):
        named = re.findall(r"[A-Z][a-z]+(?:-[A-Z][a-z]+)?", match.group("list"))
        found.update(dict.fromkeys(takewhile(known.__contains__, named)))
    return tuple(found)


def _signatures(text: str, start: int, end: int, parties: Parties) -> list[Signer]:
    """The signature block: each «For …» with the names and titles on its line or under it, columns side by side too."""
    signers: list[Signer] = []
    sides: list[_Side] = []
    at = start
    for line in text[start:end].splitlines(keepends=True):
        begin, at = at, at + len(line)
        cells = [
            (m.start(), m.group().strip())
            for m in re.finditer(r"\S(?:[^\t\n]*?\S)??(?=\s{3,}|\t|\s*$|(?<=:) +(?:FOR|For) )", line)
        ]
        opened = [(column, _SIDE.match(cell.strip("*_# "))) for column, cell in cells]
        if any(match for _, match in opened):
            sides = []
            for column, match in opened:
                if match is None:
                    continue
                code = _code(begin + column, match.group("side"), parties)
                sides.append(_Side(column, code, ":" not in match.group()))
                rest = match.group("rest").strip(" *_")
                if rest:
                    signers.append(_signer(text, begin + column, begin + len(line), rest, code))
            continue
        for column, cell in cells:
            if not sides:
                continue
            side = min(sides, key=lambda one: abs(one.column - column))
            if side.open and (cell.endswith(":") or re.match(r"(?:of|and|on)\b", cell)):
                side.code = side.code or _code(begin + column, cell.rstrip(":"), parties)
                side.open = not cell.endswith(":")
                continue
            side.open = False
            words = _MARK.sub("", cell.strip("*_ ")).strip(" _,;.")
            if len(words) < 3 or len(words) > 140:
                continue
            _place_line(signers, _signer(text, begin + column, begin + len(line), words, side.code))
    return signers


def _sealed(text: str, start: int, words: str, parties: Parties) -> Signer:
    """A signer with the side behind the name: «(signed) A. Tuilaepa, Prime Minister, for the Government of Samoa»."""
    behalf = _BEHALF.search(words)
    code = _code(start + behalf.start("side"), behalf.group("side"), parties) if behalf else None
    own = words[: behalf.start()] if behalf and code else words
    return _signer(text, start, start + len(words), own, code)


@dataclass(slots=True)
class _Side:
    """One on whose behalf is signed: its column, its code, and whether its name goes on in the next line."""

    column: int
    code: str | None
    open: bool


def _code(at: int, words: str, parties: Parties) -> str | None:
    named = parties.named(at, at + len(words) + 8)
    return named[0] if named else _by_alias(words, parties)


def _by_alias(side: str, parties: Parties) -> str | None:
    """A side by the name the text gives it, or by one in capitals that no mention has."""
    from westphalia.ontology.actors import resolve

    low = side.lower()
    known = resolve(re.sub(r"^(?:Of )?(?:The )?", "", side.title()))
    if known is not None and known.code in parties.codes:
        return known.code
    return next((code for alias, code in parties.aliases.items() if re.search(rf"\b{re.escape(alias)}\b", low)), None)


def _place_line(signers: list[Signer], found: Signer) -> None:
    """A title under a name belongs to it; a name under a name is another signer."""
    last = next((one for one in reversed(signers) if one.code == found.code), None)
    if last is not None and last.title is None and found.name is None:
        signers[signers.index(last)] = Signer(last.code, last.name, found.title, last.text, last.start, found.end)
    elif last is not None and last.name is None and found.name is not None and found.title is None:
        signers[signers.index(last)] = Signer(last.code, found.name, last.title, last.text, last.start, found.end)
    elif last is None or last.name != found.name or last.title != found.title:
        signers.append(found)


def _signer(text: str, start: int, end: int, words: str, code: str | None) -> Signer:
    """A line as a name, a title, or «name, title»."""
    at = text.find(words, start, end)
    span = (at, at + len(words)) if at >= 0 else (start, start + len(text[start:end].rstrip()))
    words = _MARK.sub("", words).strip()
    name, _, title = words.partition(",")
    if title and _NAME.fullmatch(name.strip()) and not _TITLE.search(name):
        return Signer(code, name.strip(), title.strip(" .,;"), text[span[0] : span[1]], *span)
    if _TITLE.search(words) or not _NAME.fullmatch(words):
        return Signer(code, None, words.strip(" .,;"), text[span[0] : span[1]], *span)
    return Signer(code, words, None, text[span[0] : span[1]], *span)


def _plenipotentiaries(text: str, layout: Layout, parties: Parties) -> list[Signer]:
    """Who is named in the preamble as sent to sign: «The President of …: NAME, Minister of …»."""
    found = []
    if re.search(r"\bplenipotentiar", text[layout.preamble.start : layout.preamble.end], re.I):
        for match in _PLENIPOTENTIARY.finditer(text, layout.preamble.start, layout.preamble.end):
            named = parties.named(match.start(), match.start("name"))
            span = match.start("name"), match.end("title")
            title = match.group("title").strip(" ,")
            found.append(
                Signer(named[0] if named else None, match.group("name"), title, text[span[0] : span[1]], *span)
            )
    return found
