"""Markdown to plain text: what a reader sees, one block per line, blocks set apart by a blank line.

Marks of headings, emphasis, links, images, lists, quotations and tables go, their words and the numbers of a numbered
list stay. What is struck out and what stands in a block of code is left out, and counted: its author withdrew it, or
does not say it. HTML inside Markdown is left as it stands and shown as text. Emphasis marks are taken out where they
touch a word on one side only, which needs no pairing and so takes linear time («5 * 3» and «snake_case» are left
alone).
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|(?P<number>\d{1,9}[.)]))\s+")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]\n]{0,200}\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_OPENING = re.compile(r"(?:(?<=[\s(\[{\"'“‘«—–/-])|^)(?:\*{1,3}|_{1,3})(?=[^\s*_])")
_CLOSING = re.compile(r"(?<=[^\s*_])(?:\*{1,3}|_{1,3})(?=[\s.,;:!?)\]}\"'”’»—–/-]|$)")
_STRUCK = re.compile(
    r"(?P<space> ?)(?:(?<![~\\])~~(?=[^\s~])(?:[^~\n]|\n(?!\s*\n)|~(?!~)){1,2000}?(?<=[^\s~])~~(?!~)"
    r"|<(?P<tag>del|s|strike)>(?:[^<\n]|\n(?!\s*\n)){1,2000}</(?P=tag)>)(?: |(?=(?P<mark>[,.;:!?)]))|)",
    re.IGNORECASE,
)
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(title|date)[ \t]*:[ \t]*(.*?)[ \t]*$", re.IGNORECASE)


class Plain(NamedTuple):
    """A Markdown text as plain text, and what was left out of it, counted."""

    text: str
    title: str | None
    published: date | None
    struck: int
    code: int


def plain(text: str) -> Plain:
    """The plain text; its title and day from front matter (`title:` and `date:`), else the first heading.

    A text that is one block of code and no more is no code: some programs wrap a whole article so.

    >>> plain("# Talks\\n\\nIran ~~and Iraq~~ met *Oman* in [Muscat](https://example.org).\\n")
    Plain(text='Talks\\n\\nIran met Oman in Muscat.\\n', title='Talks', published=None, struck=1, code=0)
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    title: str | None = None
    day: date | None = None
    if front := _FRONT.match(text):
        text = text[front.end() :]
        for name, value in _FIELD.findall(front[1]):
            value = value.strip("\"'")
            if name.lower() == "title":
                title = value or None
            else:
                day = _iso(value)
    lines, code = _without_code(text.split("\n"))
    text, struck = _STRUCK.subn(_gap, "\n".join(lines))
    lines, heading = _blocks(text.split("\n"))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return Plain(joined + "\n" if joined else "", title or heading, day, struck, code)


def _gap(struck: re.Match[str]) -> str:
    return "" if struck["mark"] else struck["space"]


def _without_code(lines: list[str]) -> tuple[list[str], int]:
    """The lines outside fenced blocks, and how many blocks there were; the blocks' own lines where there are no others.

    A fence that nothing closes is none.
    """
    outside: list[str] = []
    inside: list[str] = []
    blocks = 0
    fence: str | None = None
    opened = 0
    for line in lines:
        mark = _FENCE.match(line)
        if fence is None and mark:
            fence, opened = mark[1], len(inside)
        elif fence is not None and mark and mark[1].startswith(fence):
            fence = None
            blocks += 1
        else:
            (outside if fence is None else inside).append(line)
    if fence is not None:
        outside, inside = outside + inside[opened:], inside[:opened]
    return (outside, blocks) if any(map(str.strip, outside)) else (inside, 0)


def _blocks(lines: list[str]) -> tuple[list[str], str | None]:
    """The lines without their block marks, and the first heading."""
    out: list[str] = []
    heading: str | None = None
    for line in lines:
        line = _QUOTE.sub("", line, count=1)
        if match := _HEADING.match(line):
            words = _inline(match[2])
            heading = heading or words or None
            out += ["", words, ""]
        elif out and out[-1].strip() and _UNDERLINE.match(line):
            heading = heading or out[-1].strip()
            out.append("")
        elif _RULE.match(line) or _DEFINITION.match(line) or _TABLE_RULE.match(line):
            out.append("")
        elif match := _ITEM.match(line):
            number = f"{match['number']} " if match["number"] else ""  # by which an article of a treaty is known
            out += ["", number + _inline(line[match.end() :])]
        elif line.lstrip().startswith("|"):
            for cell in cells(line):
                out += ["", _inline(cell)]
        else:
            out.append(_inline(line.strip(" ")))
    return out, heading


def cells(line: str) -> list[str]:
    """The cells of a table's row, each a block of its own: sentences of two cells are never run together.

    >>> cells("| Chad | Niger thanked Chad. |"), cells("|---|---|")
    (['Chad', 'Niger thanked Chad.'], [])
    """
    found = list(filter(None, map(str.strip, line.strip().strip("|").split("|"))))
    return [] if all(cell.strip(":-") == "" for cell in found) else found


def _inline(line: str) -> str:
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[1])
        return f"\ue000{len(held) - 1}\ue001"

    line = _ESCAPE.sub(hold, line.replace("\ue000", "").replace("\ue001", ""))
    line = _ADDRESS.sub(r"\1", _FOOTNOTE.sub("", line))
    line = _LINK.sub(r"\1", _LINK.sub(r"\1", line))  # twice: a link around an image
    line = _CODE.sub(r"\2", line)
    line = _CLOSING.sub("", _OPENING.sub("", line))
    return re.sub("\ue000(\\d+)\ue001", lambda match: held[int(match[1])], line).rstrip()


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        from westphalia.reading.plaintext import dateline

        return dateline(value)
