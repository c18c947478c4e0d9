"""Markdown to plain text: what a reader sees, one block per line, blocks set apart by a blank line.

Marks of headings, emphasis, links, images, lists, quotations, code and tables go, their words stay. HTML inside
Markdown is left as it stands and shown as text. Emphasis marks are taken out where they touch a word on one side only,
which needs no pairing and so takes linear time («5 * 3» and «snake_case» are left alone).
"""

from __future__ import annotations

import re
from datetime import date

_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"\s{0,3}(=+|-+)\s*$")
_RULE = re.compile(r"\s{0,3}([-*_])(?:\s*\1){2,}\s*$")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,9}[.)])\s+")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?)+")
_DEFINITION = re.compile(r"\s{0,3}\[[^\]\n]{1,200}\]:\s")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)+\|?\s*$")
_LINK = re.compile(
    r"!?\[([^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}(?:\([^()\n]{0,200}\)[^()\n]{0,200})?\)|\[[^\[\]\n]{0,200}\])"
)
_FOOTNOTE = re.compile(r"\[\^[^\]\s]{1,50}\]")
_ADDRESS = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,2000})>")
_OPENING = re.compile(r"(?:(?<=[\s(\[{\"'“‘«—–/-])|^)(?:\*{1,3}|_{1,3}|~~)(?=[^\s*_~])")
_CLOSING = re.compile(r"(?<=[^\s*_~])(?:\*{1,3}|_{1,3}|~~)(?=[\s.,;:!?)\]}\"'”’»—–/-]|$)")
_CODE = re.compile(r"(`{1,3})([^`\n]{1,1000})\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT = re.compile(r"\s*---[ \t]*\n(.{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?m)^(title|date)[ \t]*:[ \t]*(.*?)[ \t]*$", re.IGNORECASE)


def plain(text: str) -> tuple[str, str | None, date | None]:
    """(plain text, title, day) of a Markdown `text`: front matter `title:` and `date:`, else the first heading.

    >>> plain("# Talks\\n\\nIran and *Oman* met in [Muscat](https://example.org).\\n")
    ('Talks\\n\\nIran and Oman met in Muscat.\\n', 'Talks', None)
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
    lines, heading = _blocks(text.split("\n"))
    joined = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return (joined + "\n" if joined else ""), title or heading, day


def _blocks(lines: list[str]) -> tuple[list[str], str | None]:
    """The lines without their block marks, and the first heading."""
    out: list[str] = []
    heading: str | None = None
    fence: str | None = None
    for line in lines:
        if mark := _FENCE.match(line):
            if fence is None:
                fence = mark[1]
                continue
            if mark[1].startswith(fence):
                fence = None
                continue
        if fence is not None:
            out.append(line)
            continue
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
            out += ["", _inline(line[match.end() :])]
        elif line.lstrip().startswith("|"):
            for cell in filter(None, map(str.strip, line.strip().strip("|").split("|"))):
                out += ["", _inline(cell)]  # a block of its own: sentences of two cells are never run together
        else:
            out.append(_inline(line.strip(" ")))
    return out, heading


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
