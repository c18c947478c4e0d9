"""Small real records, written by the record's own writer."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from westphalia.ontology.actions import action
from westphalia.record import Record
from westphalia.record.coverage import Coverage
from westphalia.record.store import write_tables

Cell = tuple[date, str, str, str | None, float]  # day, actor, recipient, action, number
Row = tuple[int, str, str, int, int, int]  # year, a, b, same, half, opposite


def covered(first: date, last: date, origin: str = "made-up", actors: frozenset[str] | None = None) -> Coverage:
    return Coverage(origin, first, last, actors, "", "CC0", "made up for a test", "0" * 64)


def _cells(cells: Iterable[Cell], origin: str) -> pa.Table:
    rows = list(cells)
    found = [action(row[3]) if row[3] else None for row in rows]
    return pa.table(
        {
            "date": pa.array([row[0] for row in rows], pa.date32()),
            "actor_country": pa.array([row[1] for row in rows], pa.string()),
            "recipient_country": pa.array([row[2] for row in rows], pa.string()),
            "action": pa.array([row[3] for row in rows], pa.string()),
            "quad": pa.array([item.quad.value if item else None for item in found], pa.string()),
            "score": pa.array([item.score if item else None for item in found], pa.float64()),
            "weight": pa.array([float(row[4]) for row in rows], pa.float64()),
            "origin": pa.array([origin] * len(rows), pa.string()),
        }
    )


Maker = Callable[..., Record]


@pytest.fixture
def make(tmp_path: Path) -> Maker:
    """Makes a record of cells and votes: make(cells, coverage=[…], votes=[…])."""

    def made(cells: Iterable[Cell] = (), coverage: Iterable[Coverage] = (), votes: Iterable[Row] = ()) -> Record:
        rows = list(votes)
        table = None
        rules = list(coverage)
        if rows:
            ordered = [(y, *((a, b) if a < b else (b, a)), s, h, o) for y, a, b, s, h, o in rows]
            names = ("year", "a", "b", "same", "half", "opposite")
            table = pa.table(dict(zip(names, map(list, zip(*ordered, strict=True)), strict=True)))
            years = [row[0] for row in rows]
            rules.append(
                Coverage(
                    "made-up-votes",
                    date(min(years), 1, 1),
                    date(max(years), 12, 31),
                    None,
                    "",
                    "CC0",
                    "",
                    "0" * 64,
                    about="votes",
                )
            )
        write_tables(
            tmp_path / "record",
            name="test",
            granularity="cell",
            events=_cells(cells, "made-up"),
            votes=table,
            coverage=rules,
        )
        return Record.open(tmp_path / "record")

    return made


WINDOW = covered(date(2018, 1, 3), date(2018, 1, 21))  # Wednesday to Sunday, almost three weeks
CELLS: list[Cell] = [
    # the week cut to 3-7 January: four events with an action, one statement
    (date(2018, 1, 3), "IND", "PAK", "CONSULT", 2),  # 2.5 each
    (date(2018, 1, 3), "PAK", "IND", "ACCUSE", 1),  # -3
    (date(2018, 1, 6), "PAK", "IND", "ASSAULT", 1),  # -9
    (date(2018, 1, 6), "IND", "PAK", None, 1),
    # the week of the 8th: nothing between the two; the week of the 15th: one event
    (date(2018, 1, 16), "IND", "PAK", "AID", 1),  # 10
    # others, who make the volume
    (date(2018, 1, 4), "USA", "USA", "PROTEST", 15),
    (date(2018, 1, 9), "BRA", "ARG", "COOPERATE", 5),
    (date(2018, 1, 16), "BRA", "ARG", "COOPERATE", 3),
]


def many(rng: np.random.Generator, first: date, days: int, conflict: float) -> list[Cell]:
    cells: list[Cell] = []
    for i in range(days):
        day = first + timedelta(days=i)
        hostile = int(rng.binomial(4, conflict))
        for name, n in (("ACCUSE", hostile), ("CONSULT", 4 - hostile), (None, 1)):
            if n:
                cells.append((day, "GRC", "TUR", name, n))
        cells.append((day, "USA", "USA", "PROTEST", 100))
    return cells
