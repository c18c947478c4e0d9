"""The grammar of what is done and left undone, and its errors."""

from __future__ import annotations

from datetime import date

import pytest

from westphalia.dynamics.simulation.deeds import deeds, undone
from westphalia.errors import CallError, UnknownAction, UnknownActor

START = date(2022, 6, 27)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("USA SANCTION IRN", "USA SANCTION IRN"),
        ("united states sanction islamic republic of iran x4", "USA SANCTION IRN x4"),
        ("Russia AID Syria weekly", "RUS AID SYR weekly"),
        ("RUS agree IRN on 2022-07-11 x2", "RUS AGREE IRN x2 on 2022-07-11"),
    ],
)
def test_a_line_is_read(line: str, told: str):
    assert [str(one) for one in deeds(line)] == [told]


def test_several_in_one_line_and_in_several():
    assert len(deeds(["USA SANCTION IRN; IRN ACCUSE USA", "RUS AID IRN"])) == 3


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("RUS ASSAULT UKR", "RUS ASSAULT UKR since 2022-04-05"),
        ("Russia material conflict Ukraine since 2022-02-24", "RUS material conflict UKR since 2022-02-24"),
        ("RUS conflict UKR last 2w", "RUS conflict UKR since 2022-06-14"),
    ],
)
def test_what_is_left_undone(line: str, told: str):
    assert [str(one) for one in undone(line, START)] == [told]


@pytest.mark.parametrize(
    ("line", "error", "says"),
    [
        ("USA SANCTON IRN", UnknownAction, "SANCTION"),
        ("United States SANCTON Iran", UnknownAction, "SANCTION"),
        ("USA SANCTION Irann", UnknownActor, "Iran"),
        ("USA SANCTION", CallError, "USA SANCTION IRN"),
        ("USA SANCTION US", CallError, "two countries"),
        ("NATO CONSULT Ukraine", CallError, "no country"),
        ("USA SANCTION IRN x0", CallError, "x1"),
        ("USA SANCTION IRN on 2022-13-01", CallError, "not a day"),
        ("USA SANCTION IRN weekly on 2022-07-11", CallError, "weekly"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(line: str, error: type[Exception], says: str):
    with pytest.raises(error, match=says):
        deeds(line)


def test_nothing_can_be_left_undone_after_the_first_day():
    with pytest.raises(CallError, match="after the scenario's first day"):
        undone("RUS ASSAULT UKR since 2023-01-01", START)
