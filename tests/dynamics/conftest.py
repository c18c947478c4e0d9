"""Invented worlds: tables of counts as a record answers with, and small records on disk."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest

from westphalia.record import Coverage, Record
from westphalia.record.store import write_tables

Row = tuple[date, str, str, str, float]  # day, actor, recipient, action, n

QUAD = {
    "CONSULT": "verbal cooperation",
    "AGREE": "verbal cooperation",
    "AID": "material cooperation",
    "ACCUSE": "verbal conflict",
    "ASSAULT": "material conflict",
    "SANCTION": "material conflict",
}
FIRST = date(2018, 1, 1)


def covered(
    first: date, last: date, actors: Iterable[str] | None = None, origin: str = "made up", about: str = "events"
) -> Coverage:
    held = None if actors is None else frozenset(actors)
    return Coverage(origin, first, last, held, "nothing", "none", "none", "0", about=about)


def table(rows: Sequence[Row]) -> pd.DataFrame:
    """The counts of `rows` as `Record.counts` gives them, with the action."""
    return pd.DataFrame(
        {
            "day": pd.to_datetime([row[0] for row in rows]).astype("datetime64[us]"),
            "actor": [row[1] for row in rows],
            "recipient": [row[2] for row in rows],
            "action": [row[3] for row in rows],
            "quad": [QUAD.get(row[3]) for row in rows],
            "n": np.array([row[4] for row in rows], dtype=np.float64),
        }
    )


def world(seed: int, weeks: int, first: date = FIRST, actors: int = 8, busy: float = 0.6) -> list[Row]:
    """Actors of different activity who do things at random, at constant rates."""
    random = np.random.default_rng(seed)
    names = ["ARG", "BRA", "CHL", "COL", "CUB", "ECU", "MEX", "PER", "PRY", "URY", "VEN", "BOL"][:actors]
    activity = random.gamma(1.0, busy, size=actors)
    rows: list[Row] = []
    for i, actor in enumerate(names):
        for j, recipient in enumerate(names):
            if i == j:
                continue
            for action in ("CONSULT", "ACCUSE", "ASSAULT"):
                rate = activity[i] * activity[j] * random.gamma(1.5, 0.4) * (0.3 if action == "ASSAULT" else 1.0)
                days = np.flatnonzero(random.random(7 * weeks) < 1 - np.exp(-rate / 7))
                rows += [(first + timedelta(days=int(day)), actor, recipient, action, 1.0) for day in days]
    return sorted(rows)


@pytest.fixture(scope="session")
def build_record(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Record]:
    """Writes a record of cells from rows and coverage, and opens it."""

    def builder(rows: Sequence[Row], coverage: Sequence[Coverage]) -> Record:
        folder: Path = tmp_path_factory.mktemp("world") / "record"
        events = pa.table(
            {
                "date": [row[0] for row in rows],
                "actor_country": [row[1] for row in rows],
                "recipient_country": [row[2] for row in rows],
                "action": [row[3] if row[3] in QUAD else None for row in rows],
                "quad": [QUAD.get(row[3]) for row in rows],
                "score": [0.0] * len(rows),
                "weight": [row[4] for row in rows],
                "origin": ["made up"] * len(rows),
            }
        )
        write_tables(folder, name="world", granularity="cell", events=events, coverage=coverage)
        return Record.open(folder)

    return builder


@pytest.fixture(scope="session")
def quiet_world(build_record: Callable[..., Record]) -> Record:
    """Forty weeks covered, a gap of a year, and thirty weeks in which Venezuela is not covered."""
    second = FIRST + timedelta(days=2 * 364)
    rows = world(1, 40, actors=11) + [row for row in world(2, 30, second, actors=11) if "VEN" not in row]
    names = {row[1] for row in rows} - {"VEN"}
    return build_record(
        rows,
        [
            covered(FIRST, FIRST + timedelta(days=279)),
            covered(second, second + timedelta(days=209), names, origin="others"),
        ],
    )
