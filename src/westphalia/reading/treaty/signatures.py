"""The signatures under a treaty text: on whose behalf, which name, which title.

The lines are cut into cells, and cells that stand side by side into columns; each column is read from top to bottom. A
side is opened by «For …», by a party's name on a line of its own, or told by a title («President of Mongolia»). Who
witnesses or mediates signs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from westphalia.ontology.types import Signer, Span
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.persons import bare_name, is_name, is_title, person, title
from westphalia.reading.treaty.sides import party_in, resolved
from westphalia.reading.treaty.signature_lines import SIDE, Cell, columns, is_date, lines
from westphalia.reading.treaty.words import cue

_BEHIND = re.compile(
    r"(?:^|,|\s-|\s–)\s*(?:for|on behalf of)\s+(?:and (?:for|on behalf of)\s+)?(?P<side>[^,;]{3,110})$", re.I
)
_SHORT = 8  # characters of a name that may mean anybody
_GOES_ON = re.compile(r"(?:of|and|on|for|the)\b(?! behalf)", re.I)
_OPEN = re.compile(r"\b(?:of|and|the|for|&)$", re.I)
_TITLE_OPEN = re.compile(r"(?:,|&|-|\b(?:and|of|for|the|to|in))$", re.I)


@dataclass(slots=True)
class _Side:
    """One on whose behalf is signed; `open`: its name may go on in the next line; `third`: somebody who is no party."""

    words: str
    span: Span
    code: str | None
    open: bool = False
    third: bool = False


@dataclass(slots=True)
class _Signature:
    """A signature as far as it was read."""

    side: _Side | None
    span: Span
    name: str | None = None
    title: str | None = None
    code: str | None = None
    marked: bool = False
    titled_first: bool = False
    ranked: bool = False  # the title is only a rank before the name
    joint: str | None = None  # the title goes on in the next line, behind this sign

    @property
    def of(self) -> str | None:
        """The code of the side."""
        return self.code or (self.side.code if self.side else None)


def signatures(text: str, start: int, end: int, parties: Parties) -> tuple[Signer, ...]:
    """Who signed between two offsets, in the order of the signatures.

    Where nobody's name stands there, as in a draft, the sides that would sign.
    """
    found: list[_Signature] = []
    sides: list[_Side] = []
    for column in columns(lines(text, start, end)):
        reading = _Column(text, parties)
        reading.read(column)
        found += reading.found
        sides += reading.sides
    before = " ".join(text[:start].split()).casefold()
    for side in sides:
        told = _told_before(text, start, side.words) if side.code is None and not side.third else None
        side.code = _first_party(parties, told) if told else side.code
    signed = [one for one in found if _valid(one, before)]
    if set(parties.codes) <= {one.of for one in signed}:
        signed = [one for one in signed if one.of]  # whoever else stands there is a witness
    if not signed:
        own = {side.code: side for side in sides if side.code and not side.third}
        return tuple(_plain(text, _Signature(side, side.span)) for side in own.values())
    return tuple(_plain(text, one) for one in signed)


def signature(text: str, cells: Sequence[Cell], parties: Parties) -> Signer | None:
    """The first signature with a name in the cells of one column, as under a letter."""
    reading = _Column(text, parties, letter=True)
    reading.read(cells)
    return next((_plain(text, one) for one in reading.found if one.name), None)


@dataclass(slots=True)
class _Column:
    """Reads the cells of one column: what it has found, the side and the signature that are being read."""

    text: str
    parties: Parties
    letter: bool = False
    found: list[_Signature] = field(default_factory=list)
    sides: list[_Side] = field(default_factory=list)
    side: _Side | None = None
    last: _Signature | None = None
    marked: bool = False
    witnessed: bool = False

    def read(self, cells: Sequence[Cell]) -> None:
        """All cells from top to bottom."""
        for cell in cells:
            if self.letter and self.found and self._addressed(cell):
                return
            if cue("witness").match(cell.words) and not (self.side and self.side.open):
                self.witnessed, self.side, self.last = True, None, None
                continue
            self._cell(cell)

    def _addressed(self, cell: Cell) -> bool:
        """«His Excellency / the Minister …» under a letter is whom it goes to."""
        return cue("addressee").match(cell.words) is not None

    def _cell(self, cell: Cell) -> None:
        words = cell.words
        opened = SIDE.match(words)
        if opened is not None:
            rest = opened.group("rest") if opened.group("rest") is not None else opened.group("by")
            if self._told_behind(cell, opened.group("side")):
                return
            self._open(cell, opened.group("side"), rest)
            return
        if self._goes_on(cell):
            return
        if self.side is not None:
            self.side.open = False
        marks = re.match(rf"(?:{cue('signature mark').pattern})+", words)
        if marks is not None:
            self.marked = True
            if self.last is not None and self.last.name:
                self.last = None
            words = words[marks.end() :].strip(" _,;")
            if not words.strip(". "):
                return
        if is_date(words):
            return
        last = self.last
        joined = last is not None and (
            last.joint is not None or (last.title and re.match(r"(?:of|and|for|OF|AND)\b", words))
        )
        if marks is None and not joined and self._names_side(cell):
            return
        self._person(cell, words)

    def _open(self, cell: Cell, side: str, rest: str | None) -> None:
        """«For the Republic of Benin:», with or without the signature on the same line."""
        at = self.text.find(side, cell.start, cell.end)
        who, named = (side, "") if rest is not None else self._parted(side)
        code, third = party_in(self.text, at, at + len(who), self.parties)
        if code and self.witnessed and any(one.side and one.side.code == code for one in self.found):
            third = True
        self.side = _Side(who, Span(at, at + len(who)), code, rest is None and not named, third and code is None)
        self.side.third = self.side.third or (self.witnessed and code is None)
        self.sides.append(self.side)
        self.last, self.marked = None, False
        more = (rest or named).strip(" *_.,")
        if more:
            self._rest(cell, more)

    def _told_behind(self, cell: Cell, side: str) -> bool:
        """«for the Republic of Benin» under a name that has no side yet."""
        last = self.last
        if last is None or last.name is None or last.of is not None or cell.gap:
            return False
        at = self.text.find(side, cell.start, cell.end)
        last.code, third = party_in(self.text, at, at + len(side), self.parties)
        last.side = _Side(side, Span(at, at + len(side)), last.code, third=third)
        return True

    def _rest(self, cell: Cell, words: str) -> None:
        """What stands behind the name of a side on its line."""
        at = max(cell.start, self.text.find(words, cell.start, cell.end))
        self._cell(Cell(words, at, min(cell.end, at + len(words)), cell.column))

    def _parted(self, side: str) -> tuple[str, str]:
        """«For Norway, Ada Ek» and «For Norway – Ada Ek, Minister» without a colon."""
        for sign in re.finditer(r",\s+|\s+[–—-]\s+", side):
            if is_name(bare_name(side[sign.end() :].split(",")[0])) and person(side[sign.end() :].split(",")[0]):
                named = side[sign.end() :]
                if resolved(side[: sign.start()], self.parties) and not resolved(named, self.parties):
                    return side[: sign.start()], named
        return side, ""

    def _goes_on(self, cell: Cell) -> bool:
        """The name of the side goes on in this line: «For the Government of / the Republic of Korea»."""
        side = self.side
        if side is None or not side.open or cue("signature mark").match(cell.words):
            return False
        if is_title(cell.words) and not _OPEN.search(side.words):
            return False
        whole = resolved(f"{side.words} {cell.words}", self.parties)
        alone = not cell.gap and side.code is None and resolved(cell.words, self.parties) is not None
        more = whole is not None and whole != side.code and not is_title(cell.words) and not cell.gap
        more = more or _told_before(self.text, self.sides[0].span.start, f"{side.words} {cell.words}") is not None
        on = _GOES_ON.match(cell.words) or _OPEN.search(side.words) or cell.words.endswith(":") or alone or more
        if not on or (cell.gap and side.code and not _OPEN.search(side.words)):
            return False
        code, third = party_in(self.text, cell.start, cell.end, self.parties)
        side.words = f"{side.words} {cell.words.rstrip(':')}"
        side.span = Span(cell.start, cell.end) if side.code is None else side.span
        side.code = side.code or code or resolved(side.words, self.parties)
        side.third = (side.third or third) and side.code is None
        side.open = not cell.words.endswith(":")
        return True

    def _names_side(self, cell: Cell) -> bool:
        """A party's name on a line of its own opens its side, or tells that of the title above it."""
        words, colon, rest = cell.words.partition(":")
        code = resolved(words, self.parties)
        if code is None or is_title(words):
            return False
        behind = self.last is not None and self.last.name is not None and not cell.gap and not colon
        if behind and self.last is not None and self.last.side is None:
            self.last.code = self.last.code or code
            return True
        if behind and self.last is not None and self.last.of == code:
            return True
        self.side = _Side(words, Span(cell.start, cell.start + len(words)), code)
        self.sides.append(self.side)
        self.last, self.marked = None, False
        if rest.strip(" .,"):
            self._rest(cell, rest.strip(" .,"))
        return True

    def _person(self, cell: Cell, words: str) -> None:
        """A line with a name, a title or both."""
        labelled = cue("signature label").match(words)
        what = labelled.group("what").lower() if labelled else ""
        words = words[labelled.end() :].strip() if labelled else words
        code = None
        behalf = _BEHIND.search(words)
        if behalf is not None and behalf.start() > 0:
            at = self.text.find(behalf.group("side"), cell.start, cell.end)
            code, third = party_in(self.text, at, at + len(behalf.group("side")), self.parties)
            words = words[: behalf.start()] if code or third else words
            if third and not code:
                return
        if len(words) < 3 or not re.search(r"[^\W\d_]{2}", words):
            return
        read = person(words, fewest=1 if self.marked or what.endswith("name") else 2)
        name, office = (read.name, read.title) if read else (None, None)
        if what and not what.endswith("name"):
            name, office = None, title(words)
        going_on = self.last is not None and self.last.joint is not None and not cell.gap and not what
        if self.last is not None and self.last.name is None and name is not None:
            going_on = False  # «Minister of Trade, / Ada Ek»
        if going_on or (name is None and office is None):
            self._untold(cell, words)
            return
        span = Span(cell.start, cell.end)
        if name is None:
            self._title(span, office or "", code, cell)
        elif self.last is not None and self.last.name is None:
            self.last.name, self.last.span, self.last.joint = name, span, None
            self.last.title, self.last.code = self.last.title or office, self.last.code or code
        else:
            self._new(_Signature(self.side, span, name, office, code, ranked=read is not None and read.rank))
            if self.last is not None and office is not None:
                self.last.joint = _joint(cell.words)

    def _new(self, signature: _Signature) -> None:
        signature.marked = self.marked
        if self.witnessed and not (self.side and self.side.code):
            signature.side = _Side("", signature.span, None, third=True)
        self.last, self.marked = signature, False
        self.found.append(signature)

    def _title(self, span: Span, office: str, code: str | None, cell: Cell) -> None:
        """A title belongs to the name above; where that has one, it goes on, or begins the next signature."""
        last = self.last
        goes_on = last is not None and last.title is not None and not last.ranked
        if last is None or (last.titled_first and last.name) or (goes_on and cell.gap):
            last = _Signature(self.side, span, None, office, None, titled_first=True)
            self._new(last)
        elif goes_on:
            joint = last.joint if last.joint is not None else "" if _GOES_ON.match(cell.words) else ","
            last.title = f"{last.title}{joint} {cell.words.strip(' .;,')}"
        else:
            last.title, last.ranked = office, False
        last.joint = _joint(cell.words)
        if self.side is None:
            last.code = last.code or code or party_in(self.text, cell.start, cell.end, self.parties)[0]

    def _untold(self, cell: Cell, words: str) -> None:
        """What has no form of its own is the title under a name or goes on with one."""
        last = self.last
        if last is None or cell.gap or len(words) > 140 or words.isdigit():
            return
        if last.title is not None and (last.joint is not None or _GOES_ON.match(words)):
            last.title, last.joint = f"{last.title}{last.joint or ''} {words.strip(' .;,')}", _joint(words)
            last.code = last.code or (None if self.side else party_in(self.text, cell.start, cell.end, self.parties)[0])
        elif last.name is not None and (last.title is None or last.ranked):
            last.title, last.ranked, last.joint = title(words), False, _joint(words)


def _joint(words: str) -> str | None:
    """The sign behind which a title goes on in the next line; None where it does not."""
    return ("," if words.endswith(",") else "") if _TITLE_OPEN.search(words) else None


def _valid(one: _Signature, before: str) -> bool:
    """Does a signature stand there: a title with a side or mark, or a name with one, with a title, or known before?"""
    if one.side is not None and one.side.third:
        return False
    if one.name:
        told = one.side is not None or one.title is not None or one.marked or one.code is not None
        return told or one.name.casefold() in before
    return one.of is not None or one.marked


def _told_before(text: str, end: int, words: str) -> Span | None:
    """Where the text has named a body before, with the words behind: «the Ministry of Health of Malaysia»."""
    words = re.sub(r"^the ", "", words.strip(" :"), flags=re.I)
    told = re.compile(r"\s+".join(map(re.escape, words.split())) + r"\b[^,;.\n]{0,80}", re.I).search(text, 0, end)
    return Span(*told.span()) if told and len(words) > _SHORT else None


def _first_party(parties: Parties, span: Span) -> str | None:
    """The first party that is named in a span."""
    return next(iter(parties.named(span.start, span.end)), None)


def _plain(text: str, one: _Signature) -> Signer:
    return Signer(one.of, one.name, one.title, text[one.span.start : one.span.end], one.span.start, one.span.end)
