"""How a treaty text is laid out: title, preamble, numbered articles under chapters, annexes, closing and signatures.

Works on lines, never on a language model of them: «Article 5», «ARTICLE II», «Art. 3 –», «§ 4», «Section 2» or bare
numbers, whichever family the text uses. A label that stands inside a sentence («in accordance with Article 5») opens
nothing. Any text gives a layout; every span quotes the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from westphalia.ontology.types import Span
from westphalia.reading.sentences import split
from westphalia.reading.treaty.numbers import ordinal_value
from westphalia.reading.treaty.words import cue

_NUMBER = r"\d{1,3}(?:[ \t]?(?:bis|ter|quater)\b|[A-Za-z](?![A-Za-z]))?|[IVXLC]{1,7}(?![A-Za-z])|[A-Za-z]+"
_FAMILIES = {
    "article": r"(?:ARTICLE|Article|ART\.|Art\.)",
    "sign": r"§{1,2}",
    "clause": r"(?:CLAUSE|Clause)",
    "section": r"(?:SECTION|Section)",
    "paragraph": r"(?:PARAGRAPH|Paragraph)",
    "point": r"(?:POINT|Point)",
}
_LEAD = r"^[ \t#>*_]*"
_LABELLED = {
    name: re.compile(
        rf"{_LEAD}(?P<label>{words}[ \t]*\(?(?P<number>{_NUMBER})\)?)(?P<stop>[*_]*[ \t]*[.:)–—-]?[*_]*)", re.M
    )
    for name, words in _FAMILIES.items()
}
_INLINE = re.compile(
    r"(?<=[.;:!?”\"»])[ \t]+(?P<label>(?:ARTICLE|Article|Art\.)[ \t]*(?P<number>\d{1,3}|[IVXLC]{1,7}))(?P<stop>[.:–—])"
)
_BARE = re.compile(rf"{_LEAD}(?P<label>\(?(?P<number>\d{{1,2}}|[IVX]{{1,5}})[.)])(?P<stop>)(?=[ \t]+\S)", re.M)
_ROMAN_ALONE = re.compile(rf"{_LEAD}(?P<label>(?P<number>[IVX]{{1,6}}))(?P<stop>[*_]*\.?[*_]*)(?=[ \t]*$)", re.M)
_CHAPTER = re.compile(
    rf"{_LEAD}(?P<label>(?:CHAPTER|Chapter|PART|Part|TITLE|Title|SECTION|Section)[ \t]+(?:{_NUMBER})\b(?!\.\d)"
    r"[^\n]{0,90})$",
    re.M,
)
_ANNEX = re.compile(
    rf"(?:\A|(?<=\n\n)){_LEAD}(?P<label>(?:ANNEX|Annex|APPENDIX|Appendix|SCHEDULE|Schedule)"
    rf"(?:[ \t]+(?:\d{{1,2}}|[IVX]{{1,4}}|[A-Z]))?)"
    r"(?P<stop>[*_]*[ \t]*[.:–—-]?[*_]*)(?=[ \t]*(?:$|[^\n]{1,90}$))",
    re.M,
)
_ITEM = re.compile(
    r"(?:(?<=\n)|(?<=[;:,.])(?=[ \t]+\(?[a-z0-9ivx]{1,4}\))|(?<=[;:,] and)|(?<=[;:,] or))[ \t]*"
    r"(?:\(?(?:\d{1,2}(?:\.\d{1,2})?|[a-z]|[ivx]{1,5})[.)](?!\d)"
    r"|(?:Section[ \t]+)?\d{1,2}(?:\.\d{1,2}){1,2}\.?[ \t]|[-–—•*][ \t])[ \t]*(?=\S)"
)
_ROMAN = re.compile(rf"{_LEAD}(?P<label>[IVX]{{1,5}}\.[ \t]+[A-Z][^\n]{{2,80}}[^\n.;:,])[ \t]*$", re.M)
_LINE = re.compile(r"[ \t#>*_]*(?P<label>[A-Z][^\n]{2,88})")
_ORDINAL = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth"
_LABELLED["ordinal"] = re.compile(
    rf"{_LEAD}(?P<label>(?P<number>{_ORDINAL}|{_ORDINAL.upper()}))(?P<stop>[*_]*[ \t]*[:.][-–—]?)", re.M
)
_OPEN_END = re.compile(r"\b(?:between|among|and|of|the|with|on|for|concerning|BETWEEN|AMONG|AND|OF|THE|WITH|ON|FOR)$")
_CONDITIONS = re.compile(
    r"\b(?:if|when|where|unless|provided that|(?:following|these) (?:cases|conditions))\W*\Z", re.I
)
_FIRST_ITEM = re.compile(
    r"\s*[\"“«']?(?:\d{1,2}(?:\.\d{1,2}){1,2}[.)]?|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Part:
    """An article or annex: `label` as worded, extent with it, and `body`, where the text behind its heading begins."""

    label: str
    kind: str  # article, annex
    start: int
    end: int
    body: int
    heading: Span | None = None
    chapter: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a treaty text in order; what a text does not have is None or empty."""

    title: Span | None
    preamble: Span
    formula: Span | None  # «have agreed as follows»
    parts: tuple[Part, ...]
    closing: Span | None  # from the testimonium, or the first «For the Government of …:», to the annexes or the end

    @property
    def articles(self) -> tuple[Part, ...]:
        """The parts that are no annex."""
        return tuple(part for part in self.parts if part.kind == "article")


@dataclass(frozen=True, slots=True)
class Provision:
    """A paragraph or list item of a part; `lead` is the opening of the list it stands in («The Parties shall:»)."""

    start: int
    end: int
    lead: Span | None = None


def lay_out(text: str) -> Layout:
    """The layout of `text`; one without articles has no `parts`.

    >>> [part.label for part in lay_out("Article 1. Peace\\nshall be.\\n\\nArticle 2\\nTrade shall be free.").parts]
    ['Article 1', 'Article 2']
    """
    heads = _heads(text)
    first = heads[0].start if heads else len(text)
    title = _title(text, first)
    after_title = title.end if title else 0
    formula = _last(cue("formula"), text, after_title, first) or (None if heads else _first(cue("formula"), text, 0))
    opened = first if heads else (formula.end if formula else after_title)
    annexes = list(_ANNEX.finditer(text, opened)) if heads or formula else []
    closing = _closing(text, heads[-1].body if heads else opened) if heads or formula else None
    annex_at = [match.start("label") for match in annexes]
    if closing is not None:
        closing = Span(closing.start, next((at for at in annex_at if at > closing.start), len(text)))
        heads = [head for head in heads if head.start < closing.start]
    heads = [head for head in heads if not annex_at or head.start < annex_at[0]]
    starts = {head.start for head in heads}
    titled = _ROMAN if heads and heads[0].label[:1].isdigit() else _CHAPTER
    last = annex_at[0] if annex_at else len(text)
    chapters = [match for match in titled.finditer(text, 0, last) if match.start("label") not in starts]
    chapters = [match for match in chapters if not cue("binds").search(match.group("label"))]
    chapters = chapters or _over_numbers(text, heads)
    bounds = sorted(
        [head.start for head in heads]
        + annex_at
        + [match.start("label") for match in chapters]
        + ([closing.start] if closing else [])
        + [len(text)]
    )
    parts = [_part(text, head, bounds, chapters) for head in heads]
    parts += [_part(text, _Head(m.group("label"), m.start("label"), m.end(), "annex"), bounds, []) for m in annexes]
    preamble = Span(after_title, max(after_title, min(opened, first)))
    return Layout(title, preamble, formula, tuple(sorted(parts, key=lambda part: part.start)), closing)


def provisions(text: str, part: Part) -> tuple[Provision, ...]:
    """The paragraphs and list items of a part, in order; an item knows the opening of its list."""
    found: list[Provision] = []
    numbered = _FIRST_ITEM.match(text, part.body, part.end)
    at, lead = numbered.end() if numbered else part.body, None
    for match in (*_ITEM.finditer(text, part.body, part.end), None):
        end = match.start() if match else part.end
        piece = _trim(text, at, end)
        if piece is not None:
            ending = text[piece.start : piece.end].rstrip("*_ ")[-1:]
            opens = match is not None and (ending in ":—–" or (ending.isalnum() and lead is None))
            opens = opens and _CONDITIONS.search(text, piece.start, piece.end) is None
            if opens:
                *before, last = split(text[piece.start : piece.end])
                lead = Span(piece.start + last.start, piece.end)
                if before:  # «Both Parties shall protect it. To this end they shall:»
                    found.append(Provision(piece.start, piece.start + before[-1].end))
            else:
                found.append(Provision(piece.start, piece.end, lead))
                goes_on = re.search(r"(?:[;,:]|\b(?:and|or))$", text[piece.start : piece.end]) is not None
                lead = lead if goes_on else None
        at = match.end() if match else part.end
    return tuple(found)


# --- articles --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a part begins: its label, and where the label and its stop end."""

    label: str
    start: int
    body: int
    kind: str = "article"


def _heads(text: str) -> list[_Head]:
    """The labels of articles, of the first family that the text uses at least twice."""
    for name, family in _LABELLED.items():
        matches = list(family.finditer(text))
        if name == "article":
            matches = sorted([*matches, *_INLINE.finditer(text)], key=lambda match: match.start("label"))
        heads = _in_order(text, matches)
        if len(heads) >= 2 or (heads and name == "article"):
            return heads
    formula = cue("formula").search(text)
    first = formula.end() if formula else 0
    bare = list(_BARE.finditer(text, first))
    digits = _in_order(text, [match for match in bare if match.group("number").isdigit()])
    alone = _in_order(text, list(_ROMAN_ALONE.finditer(text, first)))
    if len(alone) >= 2 and len(alone) > len(digits):
        return alone
    return digits if len(digits) >= 2 else heads if len(heads := _in_order(text, bare)) >= 2 else []


def _in_order(text: str, matches: list[re.Match[str]]) -> list[_Head]:
    """The matches that open an article: counted upwards, and no reference that a line break brought to the front."""
    heads: list[_Head] = []
    last = 0
    lettered = bool(matches) and matches[0].group("number") == "A"  # «Section A»
    for match in matches:
        number = match.group("number")
        value = ord(number) - 64 if lettered and len(number) == 1 and number.isupper() else ordinal_value(number)
        if value is None:
            continue
        start, end = match.start("label"), match.end()
        rest = text[end : text.find("\n", end) if "\n" in text[end:] else len(text)].strip(" \t*_")
        alone = not rest
        stopped = bool(match.group("stop").strip(" \t*_")) or match.re is _BARE
        if not (alone or stopped or rest[0].isupper() or rest[0] in '([“"«'):
            continue
        before = text[:start].rstrip(" \t#>*_")
        blank = not before or before.endswith("\n\n") or re.search(r"\n[ \t]*\n[ \t#>*_]*\Z", text[:start]) is not None
        previous = before.rstrip()[-1:]
        free = blank or previous in '.;:!?”"»)' or previous.isupper() or previous.isdigit() or alone
        follows = value == last + 1 or (blank and value > last) or (value == 1 and last > 1 and blank)
        if follows and free:
            heads.append(_Head(match.group("label"), start, end))
            last = value
    return heads


def _part(text: str, head: _Head, bounds: list[int], chapters: list[re.Match[str]]) -> Part:
    end = next(bound for bound in bounds if bound > head.start)
    heading, body = _heading(text, head.body, end)
    chapter = next((m for m in reversed(chapters) if m.start("label") < head.start), None)
    chapter_words = _chapter(text, chapter) if chapter else None
    whole = _trim(text, head.start, end, " \t\r\n*_#>") or Span(head.start, head.start + len(head.label))
    return Part(head.label, head.kind, head.start, whole.end, min(body, whole.end), heading, chapter_words)


def _over_numbers(text: str, heads: Sequence[_Head]) -> list[re.Match[str]]:
    """The headings on lines of their own over articles that are only numbered: «Obligations», then «1. Peru shall …».

    None where only the first article has one: it may be the end of the preamble.
    """
    found = []
    for head in heads if heads and heads[0].label.endswith((".", ")")) else ():
        before = text[: head.start].rstrip(" \t\r\n#>*_")
        line = _LINE.match(before, before.rfind("\n") + 1)
        alone = re.search(r"\n[ \t]*\n[ \t#>*_]*\Z", before[: line.start("label")]) is not None if line else False
        if line is not None and alone and line.end() == len(before) and _is_heading(line.group("label")):
            found.append(line)
    return found if any(match.start() > heads[0].start for match in found) else []


def _chapter(text: str, found: re.Match[str]) -> str:
    """The chapter's label with its heading, which may stand on the next line."""
    label = found.group("label").rstrip("*_ \t")
    if len(label.split()) > 2:
        return label
    following = re.compile(r"\s*(?P<words>[A-Z][^\n]{2,90}[^\n.;:,])\s*$", re.M).match(text, found.end())
    own = following is not None and not any(
        family.match(text, following.start("words")) for family in _LABELLED.values()
    )
    return f"{label} {following.group('words')}" if following is not None and own else label


def _heading(text: str, at: int, end: int) -> tuple[Span | None, int]:
    """A short line without a stop or a binding verb, on the label's line or the next; and where the body begins."""
    while at < end and text[at] in " \t*_.:–—-":
        at += 1
    stop = text.find("\n", at, end)
    stop = end if stop < 0 else stop
    if not text[at:stop].strip(" \t\r*_"):  # the label stands alone: look at the next line that is not empty
        following = _trim(text, stop, end)
        if following is None:
            return None, end
        at = following.start
        while at < end and text[at] in "*_#( \t":
            at += 1
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        if _ITEM.match(text, following.start) or re.match(r"\(?\d{1,2}[.)]\s", text[following.start : following.end]):
            return None, following.start
        if not _is_heading(text[at:stop]) or _trim(text, stop, end) is None:
            return None, following.start
        line = _trim(text, at, stop, " \t\r*_)")
        return line, stop
    line = _trim(text, at, stop, " \t\r*_")
    if line is not None and _is_heading(text[line.start : line.end]) and _trim(text, stop, end) is not None:
        return line, stop
    capitals = re.compile(r"(?P<words>[A-Z][A-Z’',-]+(?: [A-Z’',-]{2,}){0,9})[ \t]+(?=[A-Z][a-z])").match(
        text, at, stop
    )
    if capitals:
        return Span(at, capitals.end("words")), capitals.end()
    short = re.compile(r"(?P<words>[A-Z][^\s.]*(?: [^\s.]+){0,5})\.[ \t]+(?=[A-Z(])").match(text, at, stop)
    if short and _is_heading(short.group("words")) and not cue("party noun").search(short.group("words")):
        return Span(at, short.end("words")), short.end()
    return None, at


def _is_heading(line: str) -> bool:
    line = line.strip(" \t\r*_()")
    return 0 < len(line) <= 90 and line[-1] not in ".;:,!?" and line[0].isupper() and not cue("binds").search(line)


# --- beginning and end -----------------------------------------------------------------------------------------------


def _title(text: str, before: int) -> Span | None:
    """The lines at the head that name the instrument («TREATY …», with the lines that continue it)."""
    at, seen = 0, 0
    found: Span | None = None
    while at < before and seen < 30:
        stop = text.find("\n", at, before)
        stop = before if stop < 0 else stop
        line = _trim(text, at, stop, " \t\r#*_>")
        at = stop + 1
        if line is None:
            continue
        seen += 1
        words = text[line.start : line.end]
        if found is None:
            named = cue("instrument").search(words)
            if named and len(words) <= 400 and words[0].isupper() and words[-1] not in ".;,?!" and not words.islower():
                found = line
        elif (
            (cue("title goes on").match(words) or _OPEN_END.search(text[found.start : found.end]))
            and words[-1] not in ".;,"
            and not cue("formula").search(words)
        ):
            found = Span(found.start, line.end)
        else:
            break
    return found


def _closing(text: str, after: int) -> Span | None:
    """The testimonium, or where that is missing the first line of a signature block."""
    said = _first(cue("testimonium"), text, after)
    marked = _over_signature(text, after, "signed")
    if said is not None and marked is not None and marked.start < said.start:
        return marked  # «/s/ Ada Ek», and under it «Accra, 3 May 2019»
    return said or _first(cue("signature line"), text, after) or _over_signature(text, after, "signature opens")


def _over_signature(text: str, after: int, opens: str) -> Span | None:
    """The lines over the first signature that no «For …» opens: a party's name over a dotted line, say."""
    mark = cue(opens).search(text, after)
    if mark is None:
        return None
    at = mark.start()
    for line in reversed(text[after:at].splitlines(keepends=True)):
        words = line.strip(" \t\r\n*_#")
        stops = words[-1:] in (".", ";", ",") or (words.endswith(":") and cue("closing prose").search(words))
        if words and (len(words) > 90 or stops or not words[0].isupper() or cue("binds").search(words)):
            break
        at -= len(line)
    return _trim(text, at, mark.end())


def _first(pattern: re.Pattern[str], text: str, start: int, end: int | None = None) -> Span | None:
    match = pattern.search(text, start, len(text) if end is None else end)
    return _trim(text, match.start(), match.end()) if match else None


def _last(pattern: re.Pattern[str], text: str, start: int, end: int) -> Span | None:
    found = None
    for match in pattern.finditer(text, start, end):
        found = _trim(text, match.start(), match.end())
    return found


def _trim(text: str, start: int, end: int, away: str = " \t\r\n*_") -> Span | None:
    """The span without white space (and marks of Markdown) at its ends; None where nothing is left."""
    while start < end and (text[start] in away or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in away or text[end - 1].isspace()):
        end -= 1
    return Span(start, end) if end > start else None
