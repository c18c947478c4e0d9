"""The lines under a treaty text, without its prose, as cells; and the columns in which the cells stand."""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.reading.treaty.numbers import day_in
from westphalia.reading.treaty.words import cue

_WRAPPED = 50  # characters from which a line of prose may go on in the next
_CELL = re.compile(r"[^\s|](?:[^\t\n|]*?[^\s|])??(?=[ \t]{3,}|\t|[ ]*\||\s*$|(?<=:) +(?:FOR|For) )")
_BEHALF = (
    r"(?:(?:(?:SIGNED|Signed),? )?(?:FOR|For|for|ON BEHALF OF|On behalf of|on behalf of|IN THE NAME OF|In the name of)"
    r"(?: and on behalf of| AND ON BEHALF OF)?[ \t]+)"
)
SIDE = re.compile(
    rf"(?:\(?(?:\d|[a-z]|[ivx]+)[.)] )?{_BEHALF}(?P<side>[^\W\d][^:\n]{{1,140}}?)[ \t*_]*"
    r"(?:(?:[, ]+(?:BY|by) ?)?:(?P<rest>.*)|[, ]+by (?P<by>.+))?$"
)
_DATED = re.compile(r"(?:dated?|place|signed at|done at|day|time)\b\s*[:.]|^(?:on |this |the )*\d", re.I)


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of one column on one line; `gap`: a blank line stands above."""

    words: str
    start: int
    end: int
    column: int
    gap: bool = False


def is_date(words: str) -> bool:
    """Is it a line with the day or place of a signature?"""
    return _DATED.match(words) is not None or (len(words) < 60 and day_in(words, 0, len(words)) is not None)


def lines(text: str, start: int, end: int) -> list[list[Cell]]:
    """The lines between two offsets that are no prose, as cells."""
    found: list[list[Cell]] = []
    gap, prose, at = True, False, start
    for line in text[start:end].splitlines(keepends=True):
        begin, at = at, at + len(line)
        cells = [
            Cell(words, (at_word := begin + m.start() + m.group().find(words)), at_word + len(words), m.start(), gap)
            for m in _CELL.finditer(line)
            if (words := m.group().strip("*_#> ") or m.group().strip("*#> "))
        ]
        if not cells:
            gap, prose = True, False
            continue
        words = line.strip(" \t\r\n*#>|")
        opens = SIDE.match(cells[0].words) or cue("signature mark").match(words)
        if len(cells) == 1 and not opens and ((prose and not gap) or _is_prose(words)):
            prose = len(words) > _WRAPPED and not words.endswith((".", ":"))
            gap = False
            continue
        found.append(_joined(cells))
        gap = prose = False
    return found


def _is_prose(words: str) -> bool:
    """A sentence of the closing, and no line of a signature."""
    if len(words) < 60 and day_in(words, 0, len(words)) and not cue("closing prose").search(words):
        return False  # «Gaborone, 12 June 1987»
    if cue("testimonium").match(words) and not _DATED.match(words):
        return True
    return (len(words.split()) > 4 and cue("closing prose").search(words) is not None) or len(words) > 220


def _joined(cells: list[Cell]) -> list[Cell]:
    """«For Norway:      Ada Ek» and «(L.S.)    Ada Ek» are one column, not two."""
    alone = [cell.words.endswith(":") or cue("signature mark").fullmatch(cell.words) is not None for cell in cells]
    pairs = len(cells) > 1 and len(cells) % 2 == 0 and all(alone[::2]) and not any(alone[1::2])
    if not pairs or any(SIDE.match(cell.words) for cell in cells[1::2]):
        return cells
    return [
        Cell(f"{a.words} {b.words}", a.start, b.end, a.column, a.gap)
        for a, b in zip(cells[::2], cells[1::2], strict=True)
    ]


def columns(rows: list[list[Cell]]) -> list[list[Cell]]:
    """The cells in the order of reading: column after column where they stand side by side."""
    found: list[list[Cell]] = []
    side_by_side: list[list[Cell]] = []
    for row in rows:
        if not side_by_side or _begins_anew(row, side_by_side):
            side_by_side = [[] for _ in row]
            found += side_by_side
        if len(row) == len(side_by_side):
            for column, cell in zip(side_by_side, row, strict=True):
                column.append(cell)
            continue
        for cell in row:
            min(side_by_side, key=lambda column: _apart(column, cell)).append(cell)
    return found


def _begins_anew(row: list[Cell], side_by_side: list[list[Cell]]) -> bool:
    """Do other columns begin with this line: more of them, the next row of sides, or again only one?"""
    if len(row) > len(side_by_side):
        return True
    opens = all(SIDE.match(cell.words) for cell in row)
    if len(row) == 1:
        alone = opens or cue("witness").match(row[0].words) is not None
        return len(side_by_side) > 1 and row[0].column < 4 and alone
    return opens and row[0].gap and any(len(column) > 2 for column in side_by_side)


def _apart(column: list[Cell], cell: Cell) -> int:
    """How far a cell stands from a column, by its left end or its middle."""
    return (
        min(
            min(
                abs(one.column - cell.column),
                abs(2 * one.column + len(one.words) - 2 * cell.column - len(cell.words)) // 2,
            )
            for one in column[-3:]
        )
        if column
        else cell.column
    )
