"""Bytes to text, and text to the one form in which offsets are counted.

Decoding: a byte-order mark decides, then the declared encoding, then UTF-8, then Windows-1252 with a warning.
Normal form: Unicode NFC; every line end is «\\n»; no-break spaces are spaces; control characters and characters that
are invisible and change what one sees (zero-width, bidirectional overrides, soft hyphens, tag characters) are removed,
so that what is coded is what a reader sees. Tabs stay. All steps take time linear in the text.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from datetime import date
from functools import cache

from westphalia.errors import UnreadableText
from westphalia.reading.tables import word_set

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MONTHS = ("january february march april may june july august september october november december").split()  # noqa: SIM905


def decode(data: bytes, source: str, charset: str | None = None) -> tuple[str, tuple[str, ...]]:
    """`data` as text, with the warnings it took; `UnreadableText` where it is binary or in no known encoding."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                raise UnreadableText(
                    f"{source} is marked as {encoding.upper()} but is damaged; save it again as UTF-8"
                ) from None
    if b"\0" in data:
        raise UnreadableText(f"{source} is a binary file, not a text; give text, Markdown, HTML, PDF or Word (.docx)")
    for encoding in filter(None, (charset, "utf-8")):
        try:
            return data.decode(encoding), ()
        except (UnicodeDecodeError, LookupError):
            continue
    controls = sum(data.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13, 27))
    if controls * 100 <= len(data):
        try:
            return data.decode("cp1252"), (f"{source} is not UTF-8; it was read as Windows-1252",)
        except UnicodeDecodeError:
            pass
    raise UnreadableText(f"{source} is no text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8")


def normalise(text: str) -> tuple[str, tuple[str, ...]]:
    """`text` in the form offsets are counted in, and a warning where invisible characters were taken out.

    >>> normalise("Kyiv\\r\\nMos\\u202ecow")
    ('Kyiv\\nMoscow', ('1 invisible character that can hide or reorder text was removed',))
    """
    table, hiding = _tables()
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    clean = text.translate(table)
    hidden = sum(map(clean.count, hiding))
    if not hidden:
        return clean, ()
    clean = clean.translate({ord(character): None for character in hiding})
    what = "1 invisible character" if hidden == 1 else f"{hidden} invisible characters"
    return clean, (f"{what} that can hide or reorder text {'was' if hidden == 1 else 'were'} removed",)


@cache
def _tables() -> tuple[dict[int, str | None], tuple[str, ...]]:
    table: dict[int, str | None] = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)])
    table.update(
        dict.fromkeys([0xAD, 0x200B, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x61C])
    )  # harmless: dropped without a word
    table.update(dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n"))
    table.update(dict.fromkeys(map(ord, "\u00a0\u2007\u202f"), " "))
    del table[ord("\n")], table[ord("\t")]
    hiding = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0xE0000, 0xE0080)]
    return table, tuple(map(chr, hiding))


def title(text: str) -> str | None:
    """The title a plain text begins with: a first line of at most 150 characters that is no sentence, then a blank."""
    lines = text.lstrip().split("\n", 2)
    if len(lines) < 3 or lines[1].strip():
        return None
    first = " ".join(lines[0].split())
    return first if first and len(first) <= 150 and first[-1] not in ".:;," and not _line_date(first) else None


def dateline(text: str) -> date | None:
    """The day that one of the first six lines states as the article's own, else None.

    A line counts where it is a date alone («17 January 2025», «Published: January 17, 2025»), a byline that ends with
    one («By our correspondent in Honiara, 3 June 2022»), the head of an issue («Andean Brief No. 7 - 3 June 2022»), or
    begins with a full date, with or without a place, that is set off from the text («MOSCOW, 17 January 2025 — …»,
    «Nairobi (12 March 2018) – …», «LIMA, 12 August 2018 /Agency/ -- …», «Bogota, 12 August 2018. …»).
    A date inside a sentence never does, and neither do several dates without a place, which are a chronology.

    >>> dateline("MOSCOW, 17 January 2025 — The two presidents met.")
    datetime.date(2025, 1, 17)
    >>> dateline("On 17 January 2025 the two presidents met.") is None
    True
    """
    lines = [line.strip() for line in text[:5000].split("\n")]
    heads = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if line and not runs_on(before)  # else the middle of a sentence that runs over line ends
    ]
    found = [dated for line in heads[:6] if (dated := _dated(line))]
    bare = {day for day, placed in found if not placed}
    return next((day for day, placed in found if placed or len(bare) == 1), None)


def updated(text: str) -> date | None:
    """The day of an «Updated: 17 January 2025» among the first six lines."""
    lines = [line.strip() for line in text[:5000].split("\n") if line.strip()]
    found = (match for line in lines[:6] if (match := _UPDATED.fullmatch(line)))
    return next((day for match in found if (day := _line_date(match[1]))), None)


def leading_dateline(line: str) -> int:
    """How many characters of `line` are a dateline with its year that begins it (or is all of it), else 0."""
    alone, leading = _patterns()
    match = (alone.fullmatch(line) if len(line) <= 120 else None) or leading.match(line[:200])
    return match.end() if match is not None and _dated(line) is not None else 0


_UPDATED = re.compile(r"(?:last )?(?:updated|modified|revised)(?: (?:on|at))?:? (.{6,60})", re.IGNORECASE)
# The end of a line that the next one continues.
_BROKEN = re.compile(
    r"(?:,|\b(?:on|in|at|of|the|by|since|until|till|before|after|from|to|between|and|dated))$", re.IGNORECASE
)


def runs_on(line: str) -> bool:
    """Does a line end so that the next one continues it?

    >>> runs_on("The treaty was signed in")
    True
    """
    return _BROKEN.search(line) is not None


def _line_date(line: str) -> date | None:
    dated = _dated(line)
    return dated[0] if dated else None


def _dated(line: str) -> tuple[date, bool] | None:
    """The day that a line states as the article's own, and whether a place or a writer stands with it."""
    line = re.sub(r"[*_]+|^#+", "", line).strip()  # marks of emphasis, which a plain text keeps
    if line[:1] in ("(", "[") and line[-1:] in (")", "]"):
        line = line[1:-1]
    alone, leading = _patterns()
    match = alone.fullmatch(line) if len(line) <= 120 else None
    match = match or leading.match(line[:200])
    if match is None:
        return None
    groups = {name: value for name, value in match.groupdict().items() if value is not None}
    if "stop" in groups and "place" in groups and "set" not in groups:
        return None  # «Talks ended 12 August 2018. Then …»
    year = int(groups.get("y1") or groups.get("y2") or groups["y3"])
    month = next(groups[key] for key in ("m1", "m2", "m3") if key in groups)
    day = int(groups.get("d1") or groups.get("d2") or groups["d3"])
    number = int(month) if month.isdigit() else [name[:3] for name in _MONTHS].index(month[:3].lower()) + 1
    try:
        return date(year, number, day), bool(groups.keys() & {"place", "after", "writer", "serial"})
    except ValueError:
        return None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A line that is a date and no more, and a line that begins with one set off from the text."""
    month = "(?:" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS).replace("sep(?:", "sept?(?:") + ")"
    weekday = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?"
    day = (
        weekday + r"(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s+(?P<m1>" + month + r")\.?,?\s+(?P<y1>\d{4})"
        r"|(?P<m2>" + month + r")\.?\s+(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y2>\d{4})"
        r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)"
    )
    clock = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s*[ap]\.?m\.?)?(?:\s+[a-z]{2,4})?)?"
    agency = r"\s*(?:\([^()\n]{1,60}\)|/[^/\n]{1,40}/)"
    source = rf"(?:{agency})?"
    word = r"(?-i:(?![a-zß-öø-ÿ])[^\W\d_])[\w.'’/-]{0,30}"
    link = r"(?:de|del|della|da|do|dos|la|las|le|el|al|an|as|es|en|of|the|and|upon|sur|am|den)"
    first = r"(?!(?:in|on|at|by|since|until|till|after|before|from|the|between|\w{2,6}day)\b)"
    names = rf"{first}{word}(?:\s(?:{word}|{link})){{0,4}}"
    place = rf"(?P<place>{names}(?:,\s{names})?)"
    after = rf"(?P<after>,\s{names})"
    kinds = "|".join(sorted(word_set("kinds of article")))
    writer = (
        rf"(?P<writer>(?:(?:[a-z]+\s+)?(?:{kinds})\s+)?(?:by|from\s+our)\s+(?!{weekday[:-1]}|{month}\b|\d)"
        rf"(?:[^\n]{{1,80}}?\s*[,|·•—–-]\s*|{names}\s+on\s+))"
    )
    label = r"(?:(?:published|posted|date|dated|first published)(?:\s+on)?:?\s+)?"
    issues = "|".join(sorted(word_set("issued again and again")))
    number = r"(?:,?\s+(?:no\.?|nr\.?|issue|vol\.?|#)\s*\d{1,5})?"
    serial = rf"(?P<serial>(?:{word}\s+){{0,6}}(?:{issues}){number}\s*[,:|·•—–-]\s*)"
    alone = rf"(?:{label}(?:{place},\s+)?|{writer}|{serial}){day}{clock}{source}\s*[.—–:|-]*"
    stop = r"\s*(?:[—–:|·•]|\.?--?\s|(?P<stop>\.)(?=\s+(?-i:[^\W\da-z])|\s+[\"'“‘«]|$))"
    begins = rf"\(?(?:{place}(?P<set>\s*[,:—–-]\s*|\s*(?=\())?\s*)?(?:{source}|{agency}\s*[,:—–-])\s*"
    leading = rf"{begins}\(?{day}\)?{after}?{source}{stop}"
    return re.compile(alone, re.IGNORECASE), re.compile(leading, re.IGNORECASE)
