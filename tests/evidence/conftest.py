"""A small record with known answers: 300 days of 2018, ten states that have much to do with each other."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest

from westphalia.ontology.types import Claim, ClaimKind
from westphalia.record import Record

FIRST = date(2018, 1, 1)
DAYS = 300
LAST = FIRST + timedelta(DAYS - 1)
CROWD = ["Canada", "Japan", "Mexico", "Norway", "Peru", "Poland", "Senegal", "Spain", "Thailand", "Vietnam"]
KIND = ["Engage in negotiation", "Host a visit", "Sign formal agreement", "Express intent to cooperate"]
UNKIND = ["Accuse", "Threaten", "Reject"]


def _crowd(rng: random.Random) -> list[tuple[str, str, str, date]]:
    """Every pair about once a day, a third of it conflict: the background that nothing changes."""
    rows = []
    for a, b in combinations(CROWD, 2):
        for number in range(DAYS):
            if rng.random() < 0.8:
                relation = rng.choice(UNKIND if rng.random() < 0.33 else KIND)
                rows.append((a, relation, b, FIRST + timedelta(number)))
    return rows


def _known(rng: random.Random) -> list[tuple[str, str, str, date]]:
    rows: list[tuple[str, str, str, date]] = []
    fight = "Use conventional military force"
    # Chad attacks Niger in June, and never else.
    rows += [("Chad", fight, "Niger", date(2018, 6, day)) for day in (3, 4, 7, 12, 20)]
    for number in range(DAYS):
        day = FIRST + timedelta(number)
        rows.append(("Chile", "Engage in negotiation", "Argentina", day))  # every single day
        if day.month != 7:
            rows.append(("Kenya", "Accuse", "Tanzania", day))  # every day but those of July
        late = number >= DAYS // 2
        tone = rng.sample(KIND + UNKIND, 4)  # Egypt and Sudan fall out in the middle
        rows += [("Egypt", r, "Sudan", day) for r in tone if rng.random() < (0.8 if (r in UNKIND) == late else 0.1)]
        rows.append(("Ghana", rng.choice(KIND if rng.random() < 0.95 else UNKIND), "Togo", day))
        rows.append(("India", rng.choice(UNKIND if rng.random() < 0.8 else KIND), "Pakistan", day))
    return rows


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """The record described above, ingested as a user would."""
    rng = random.Random(7)
    folder = tmp_path_factory.mktemp("evidence")
    rows = sorted(set(_crowd(rng) + _known(rng)), key=lambda row: (row[3], row))
    # More entities than a truncated set has, so that everybody counts as covered.
    rows.append(("United States", "Make statement", "Fiji", LAST))
    rows += [(f"Entity {number} (Fiji)", "Make statement", "Fiji", LAST) for number in range(1100)]
    path = folder / "events.tsv"
    path.write_text("".join(f"{a}\t{r}\t{b}\t{day}\n" for a, r, b, day in rows), encoding="utf-8")
    made = Record.create(folder / "record")
    report = made.add("quadruples", [path])
    assert report.quarantined == 0
    assert (report.first_day, report.last_day) == (FIRST, LAST)
    return made


@pytest.fixture(scope="session")
def embedded() -> Record:
    """The record that comes with the package."""
    return Record.default()


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """Makes a claim by kind and actors."""

    def make(kind: str, *actors: str, text: str = "so it is said", **more: Any) -> Claim:
        values: dict[str, Any] = {"holder": "author", "start": 0, "end": len(text), "sentence": 0, **more}
        return Claim(kind=ClaimKind(kind), text=text, actors=actors, **values)

    return make
