"""Tables of text for a terminal of any width: a number that is cut off would be a wrong number.

Where the terminal is as wide as the table, a `Sheet` is the table; where it is not, one block of «name value» pairs
for each row, broken between pairs only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult
    from rich.table import Table

WIDTH = 80  # columns of what `plain` prints
_DOT = " · "
_NUMBER = "+-–−[(<>≥≤0123456789"  # how a number begins; other cells are words, which say what they are


@dataclass(frozen=True)
class Sheet:
    """`drawn`, and the same as `rows` of text (the first row is the header, the first column names the row)."""

    drawn: Table
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        from rich.measure import Measurement

        wide = options.update(width=10_000)
        if Measurement.get(console, wide, self.drawn).maximum <= options.max_width:
            yield self.drawn
        else:
            yield from blocks(self.rows, options.max_width)


def titled(tables: Iterable[tuple[str, Sequence[Sequence[str]]]]) -> list[Any]:
    """Each title in bold and its rows as a sheet, for rich; a row with only its first cell filled is a heading."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    parts: list[Any] = []
    for title, rows in tables:
        built = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
        for index, name in enumerate(rows[0]):
            built.add_column(Text(name), justify="left" if index == 0 else "right", no_wrap=True)
        for row in rows[1:]:
            built.add_row(*(Text(cell) for cell in row), style=None if any(row[1:]) else "bold")
        parts += [Text(title, style="bold"), Sheet(built, rows)]
    return parts


def blocks(rows: Sequence[Sequence[str]], width: int) -> list[Any]:
    """Each row as a line with its first cell and, indented, its other cells with their names, as rich texts.

    >>> rows = [["from", "n", "score"], ["2018-01", "12", "+1.0 [0.5, 1.5]"], ["2018-02", "", "no events"]]
    >>> for line in blocks(rows, 24):
    ...     print(line)
    2018-01
      n 12
      score +1.0 [0.5, 1.5]
    2018-02
      no events
    """
    from rich.text import Text

    names = [" ".join(name.split()) for name in rows[0]]
    lines: list[Text] = []
    for first, *cells in rows[1:]:
        lines.append(Text(first, style="bold"))
        pairs = [
            f"{name} {cell}" if name and cell[0] in _NUMBER else cell
            for name, cell in zip(names[1:], cells, strict=True)
            if cell.strip()
        ]
        lines += [Text(line) for line in _filled(pairs, width - 2)]
    return lines


def plain(thing: Any, width: int = WIDTH) -> str:
    """What `thing` shows in a terminal of so many columns, without colour."""
    from rich.console import Console

    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as capture:
        console.print(thing)
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n")


def _filled(pairs: Sequence[str], width: int) -> list[str]:
    """The pairs in lines of at most `width`, one that is wider alone in its line."""
    lines: list[str] = []
    for pair in pairs:
        if lines and len(lines[-1]) + len(_DOT) + len(pair) <= width:
            lines[-1] += _DOT + pair
        else:
            lines.append(pair)
    return [f"  {line}" for line in lines]
