"""In a terminal of any width every number is whole."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.table import Table
from rich.text import Text

from westphalia.sheets import Sheet, blocks, plain

ROWS = [
    ["from", "n", "score", "share\nof conflict"],
    ["2018-01", "1,234", "+1.25 [-0.50, +3.00]", "0.25 [0.10, 0.45]"],
    ["2018-02", "", "not covered", ""],
]


def sheet(rows: list[list[str]]) -> Sheet:
    drawn = Table(box=None)
    for name in rows[0]:
        drawn.add_column(Text(name), no_wrap=True)
    for row in rows[1:]:
        drawn.add_row(*map(Text, row))
    return Sheet(drawn, rows)


def test_a_wide_terminal_gets_the_table() -> None:
    _, head, first, second = plain(sheet(ROWS), 80).splitlines()
    assert head.split() == ["from", "n", "score", "of", "conflict"]  # below «share»
    assert first.split()[:2] == ["2018-01", "1,234"]
    assert second.split() == ["2018-02", "not", "covered"]


def test_a_narrow_terminal_gets_blocks() -> None:
    assert plain(sheet(ROWS), 40).splitlines() == [
        "2018-01",
        "  n 1,234 · score +1.25 [-0.50, +3.00]",
        "  share of conflict 0.25 [0.10, 0.45]",
        "2018-02",
        "  not covered",
    ]


@pytest.mark.parametrize("width", [20, 30, 45, 60, 61, 62, 63, 64, 80, 200])
def test_no_width_cuts_a_number(width: int) -> None:
    text = plain(sheet(ROWS), width)
    assert "…" not in text
    assert sorted(re.findall(r"[-+]?\d[\d.,]*\d", text)) == sorted(re.findall(r"[-+]?\d[\d.,]*\d", str(ROWS)))


@given(st.lists(st.text("0123456789.[], ab", max_size=12), min_size=2, max_size=6), st.integers(16, 60))
@settings(max_examples=60, deadline=None)
def test_blocks_keep_every_word(cells: list[str], width: int) -> None:
    rows = [[f"c{index}" for index in range(len(cells))], cells]
    said = " ".join(line.plain for line in blocks(rows, width)).split()
    assert [word for word in said if word != "·" and not word.startswith("c")] == " ".join(cells).split()
