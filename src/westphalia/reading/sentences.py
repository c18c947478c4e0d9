"""Where one sentence ends and the next begins.

A line break ends a sentence where it separates paragraphs, list items or a heading from what follows; inside a
paragraph only a full stop, question or exclamation mark (or an ellipsis) may end one, and not after an abbreviation, an
initial or inside a number. Everything that is not white space belongs to exactly one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from westphalia.ontology.types import Span
from westphalia.reading.tables import table, word_set

# A block ends at an empty line, before a list item, heading, quotation mark of Markdown or table row, after a heading.
_BLOCK_END = re.compile(
    r"\n[ \t\r]*\n\s*|\r?\n(?=[ \t]*(?:[-*+•·–—][ \t]|#{1,6}[ \t]|>|\||\(?\d{1,3}[.)][ \t]|\(?[a-z][.)][ \t]))"
    r"|(?<=\|)[ \t]*\r?\n|[\u2028\u2029\f\v]"
)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t][^\n]*\n")
_STOP = re.compile(r"[.!?…]+[\"'”’»)\]*_]*")
_BEFORE = re.compile(r"[\w.'’-]{1,24}\Z")
_OPENERS = "\"'“‘«([*_¿¡"
_BYLINE = re.compile(r"\n[ \t]*By(?: [A-Z][\w.'’-]*){1,5}(?:,[^.\n]{1,60})?[ \t]*(?=\n)")
_LINE = re.compile(r"[^\s][^\n]*")
_LIST = 3  # lines that make a list
LONGEST = 4000  # a «sentence» without any stop is cut here, at white space


def split(text: str) -> tuple[Span, ...]:
    """The sentences of `text` in order, as spans without the white space around them.

    >>> [s.start for s in split("The U.S. left. Mr. Li stayed!")]
    [0, 15]
    """
    spans: list[Span] = []
    for start, end in _blocks(text):
        spans.extend(_sentences(text, start, end))
    return tuple(spans)


def cut(text: str, spans: Sequence[Span]) -> int:
    """How many sentences were too long to stay whole.

    >>> text = "Chad, having thought " + "and thought " * 400 + "left."
    >>> cut(text, split(text)), cut("Chad left. Mali stayed.", split("Chad left. Mali stayed."))
    (1, 0)
    """
    found, before = 0, False
    for one, after in pairwise(spans):
        goes_on = "\n\n" not in text[one.end : after.start] and not _STOP.search(
            text, max(one.start, one.end - 3), one.end
        )
        here = goes_on and one.end - one.start > LONGEST // 2
        found += here and not before
        before = here
    return found


def _blocks(text: str) -> list[tuple[int, int]]:
    blocks: list[tuple[int, int]] = []
    start = 0
    for match in _BLOCK_END.finditer(text):
        blocks.extend(_parts(text, start, match.start()))
        start = match.end()
    blocks.extend(_parts(text, start, len(text)))
    return blocks


def _parts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return _listed(text, start, end) or _without_heading(text, start, end)


def _listed(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The lines of a list of headlines; none for prose that is broken into lines.

    Every line of a list begins like a sentence, and hardly any ends like one; the last line of prose ends like one.
    """
    lines = [(line.start(), line.end()) for line in _LINE.finditer(text, start, end)]
    if len(lines) < _LIST or len(lines) != len([1 for a, b in lines if _begins(text[a:b])]):
        return []
    stopped = sum(text[a:b].rstrip("\"'”’»)")[-1:] in (".", "!", "…", ",", ";") for a, b in lines)
    return lines if stopped <= len(lines) // 4 and text[lines[-1][1] - 1] != "." else []


def _begins(line: str) -> bool:
    first = line.lstrip(_OPENERS + "‹„")[:1]
    return bool(first) and (first.isupper() or first.isdigit())


def _without_heading(text: str, start: int, end: int) -> list[tuple[int, int]]:
    heading = _HEADING.match(text, start, end)
    if heading:
        return [(start, heading.end()), (heading.end(), end)]
    # A short first line without a stop, followed by a longer one, is a headline or a dateline's byline.
    line = text.find("\n", start, end)
    if 0 < line - start <= 120 and end - line > 2 * (line - start) and _looks_like_headline(text[start:line]):
        return [(start, line), (line, end)]
    if 0 < line - start <= 120 and _broken_early(text, start, line, end):
        byline = _BYLINE.match(text, line, end)
        return [(start, line), *([(line, byline.end())] if byline else []), (byline.end() if byline else line, end)]
    return [(start, end)]


def _broken_early(text: str, start: int, line: int, end: int) -> bool:
    """«Iran warns Israel», and prose in the next line: does a first line without a stop end before it had to?

    The first word of the next line would have stood in it too, as long as the other lines are.
    """
    first, rest = text[start:line].strip(), text[line:end].strip()
    named = _BYLINE.match(text, line, end)
    if named is not None:
        rest = text[named.end() : end].strip()
    ended = rest.rstrip("\"'”’»)")[-1:] in (".", "!", "?")
    words = first.split()
    whole = len(words) > 1 and _begins(first) and first[-1].isalnum() and words[-1].lower() not in word_set("open ends")
    if not (ended and whole and rest[:1] not in "-*+•" and _begins(rest)):
        return False
    widest = max(len(one.strip()) for one in rest.split("\n"))
    return named is not None or len(first) + 1 + len(rest.split()[0]) <= widest


def _looks_like_headline(line: str) -> bool:
    line = line.strip()
    if not line or line[-1] in '.!?…,;:-–—"”' or not line[0].isupper():
        return False
    words = [word for word in line.split() if word[0].isalpha()]
    if not 2 <= len(words) <= 16:
        return False
    capitals = sum(word[0].isupper() for word in words)
    return capitals >= 0.7 * len(words)


def _sentences(text: str, start: int, end: int) -> list[Span]:
    spans: list[Span] = []
    begin = start
    position = start
    while True:
        match = _STOP.search(text, position, end)
        if match is None:
            break
        position = match.end()
        if _ends_here(text, match.start(), match.end(), begin, end):
            spans.extend(_trimmed(text, begin, match.end()))
            begin = match.end()
    spans.extend(_trimmed(text, begin, end))
    return spans


def _ends_here(text: str, stop: int, after: int, begin: int, end: int) -> bool:
    if after >= end:
        return True
    following = text[after]
    mark = text[stop]
    if not following.isspace():
        # «…strategy.The ministry»: a space was forgotten. Never inside numbers, addresses, «U.S.» or «e.g.».
        if mark != "." or after - stop != 1 or not following.isupper():
            return False
        word = _word_before(text, stop, begin)
        return len(word) >= 3 and word.isalpha() and word[1:].islower() and _lower_after(text, after, end)
    next_at = after
    while next_at < end and text[next_at].isspace():
        next_at += 1
    if next_at >= end:
        return True
    following = text[next_at]
    if following in _OPENERS and next_at + 1 < end:
        following = text[next_at + 1]
    if following.islower() or following in ",;:)":
        # «“Never!” he said»; «Yahoo! shares»; a lower-case start after a full stop is an abbreviation.
        return False
    if mark != "." or (after - stop > 1 and text[stop : stop + 2] == ".."):
        return True
    return not _is_abbreviation(_word_before(text, stop, begin), text, next_at, end)


def _word_before(text: str, stop: int, begin: int) -> str:
    match = _BEFORE.search(text, max(begin, stop - 24), stop)
    return match.group() if match else ""


def _lower_after(text: str, at: int, end: int) -> bool:
    return at + 1 < end and (text[at + 1].islower() or text[at + 1].isspace())


def _is_abbreviation(word: str, text: str, next_at: int, end: int) -> bool:
    kind = _kinds().get(word.lower().lstrip("'’-"))
    if kind == "title" or kind == "other":
        return True
    if kind == "number" or kind == "month":
        # «No.» and «Mar.» stand before a number; «March.» and «he said no.» end a sentence.
        return text[next_at].isdigit() and (word[:1].isupper() or (kind == "number" and word.lower() != "no"))
    if kind == "state":
        # «the U.S. Senate» goes on, «in the U.S. The» ends.
        return _next_word(text, next_at, end) not in word_set("starters")
    if kind == "end":
        return False
    if len(word) == 1 and word.isupper():
        return word != "I"  # an initial: «George W. Bush»
    if re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", word):
        return _next_word(text, next_at, end) not in word_set("starters")
    return False


def _next_word(text: str, at: int, end: int) -> str:
    match = re.compile(r"[\"'“‘«(]*([\w’']+)").match(text, at, min(end, at + 40))
    return match.group(1) if match else ""


def _kinds() -> dict[str, str]:
    global _KINDS
    if _KINDS is None:
        _KINDS = {row["word"]: row["kind"] for row in table("abbreviations")}
    return _KINDS


_KINDS: dict[str, str] | None = None


def _trimmed(text: str, start: int, end: int) -> list[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    spans: list[Span] = []
    while end - start > LONGEST:
        cut = next((i for i in range(start + LONGEST, start + LONGEST // 2, -1) if text[i].isspace()), start + LONGEST)
        spans.extend(_trimmed(text, start, cut))
        start = cut
        while start < end and text[start].isspace():
            start += 1
    return [*spans, Span(start, end)] if end > start else spans
