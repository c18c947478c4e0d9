"""Small records for the tests of this room; the events in them are invented."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pytest

from westphalia.record import Coverage, Record
from westphalia.record.store import write_tables

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines into a file of the test's folder and gives its path."""

    def writer(lines: Iterable[str], name: str = "events.tsv") -> Path:
        path = tmp_path / name
        path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        return path

    return writer


@pytest.fixture
def quadruples() -> list[str]:
    return [
        "Iran\tConsult\tRussia\t2018-01-01",
        "Russia\tMake_statement\tIran\t2018-01-01",
        "United_States\tImpose_embargo,_boycott,_or_sanctions\tIran\t2018-01-02",
        "Foreign_Affairs_(Iran)\tCriticize_or_denounce\tUnited_States\t2018-01-03",
        "China\tMake_a_visit\tUnited_Nations\t2018-01-04",
    ]


@pytest.fixture(scope="session")
def cells(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """A record of cells as the embedded one: two windows, of which the second covers three actors only, and votes."""
    folder = tmp_path_factory.mktemp("cells") / "record"
    days = [date(2018, 1, 1), date(2018, 1, 1), date(2018, 1, 2), date(2018, 1, 2), date(2018, 3, 1), date(2021, 5, 1)]
    events = pa.table(
        {
            "date": days,
            "actor_country": ["RUS", "IRN", "RUS", "USA", "RUS", "IRN"],
            "recipient_country": ["IRN", "RUS", "RUS", "???", "USA", "RUS"],
            "action": ["CONSULT", "CONSULT", None, "SANCTION", None, "AID"],
            "quad": ["verbal cooperation"] * 2 + [None, "material conflict", None, "material cooperation"],
            "score": [2.5, 2.5, None, -6.5, None, 5.0],
            "weight": [2, 1, 4, 1, 3, 1],
            "origin": ["made up"] * 6,
        }
    )
    votes = pa.table(
        {"year": [2018, 2019, 2018], "a": ["IRN", "IRN", "IRN"], "b": ["RUS", "RUS", "USA"]}
        | {"same": [60, 50, 10], "half": [10, 12, 20], "opposite": [5, 6, 50]}
    )
    coverage = [
        Coverage("made up", date(2018, 1, 1), date(2018, 10, 31), None, "nothing", "none", "none", "0"),
        Coverage(
            "made up",
            date(2021, 1, 1),
            date(2021, 8, 31),
            frozenset({"IRN", "RUS", "USA"}),
            "three actors only",
            "none",
            "none",
            "0",
        ),
        Coverage("roll calls", date(1946, 1, 1), date(2019, 12, 31), None, "none", "none", "none", "0", about="votes"),
    ]
    write_tables(folder, name="cells", granularity="cell", events=events, votes=votes, coverage=coverage)
    return Record.open(folder)
