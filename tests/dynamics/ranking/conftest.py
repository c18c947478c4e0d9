"""An invented world as quadruples: groups of actors, a rule with a delay, and habits."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

Fact = tuple[str, str, str, int]

GROUPS = ("Peru", "Chad", "Oman", "Laos")
SECTORS = ("Police", "Citizen", "Army", "Ministry", "Farmers", "Court")
RELATIONS = ("Make_statement", "Consult", "Accuse", "fight_with_artillery_and_tanks", "Host_a_visit", "Provide_aid")
DAYS = 60


def world(seed: int = 0) -> list[Fact]:
    """`Accuse` is answered in kind by `Make_statement` the next day; pairs repeat themselves; groups meet within."""
    random = np.random.default_rng(seed)
    names = [f"{sector}_({group})" for group in GROUPS for sector in SECTORS] + list(GROUPS)
    facts: set[Fact] = set()
    habits = [(random.integers(28), random.integers(6), random.integers(28)) for _ in range(25)]
    for day in range(DAYS):
        for s, r, o in habits:
            if s != o and random.random() < 0.3:
                facts.add((names[s], RELATIONS[r], names[o], day))
        for _ in range(6):
            s, o = random.integers(28, size=2)
            if s != o:
                facts.add((names[s], "Accuse", names[o], day))
                if random.random() < 0.8:
                    facts.add((names[o], "Make_statement", names[s], day + 1))
        for _ in range(5):
            group = random.integers(4) * 6
            s, o = group + random.integers(6, size=2)
            if s != o:
                facts.add((names[s], "Consult", names[o], day))
    return sorted((fact for fact in facts if fact[3] < DAYS), key=lambda fact: (fact[3], fact))


def write(folder: Path, facts: list[Fact], suffix: str = "txt") -> tuple[Path, Path, Path]:
    """Train to day 39, valid to 49, test from 50."""
    folder.mkdir(exist_ok=True, parents=True)
    paths = []
    for name, first, last in (("train", 0, 39), ("valid", 40, 49), ("test", 50, 10_000)):
        path = folder / f"{name}.{suffix}"
        lines = ["\t".join(map(str, fact)) for fact in facts if first <= fact[3] <= last]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(path)
    return paths[0], paths[1], paths[2]


@pytest.fixture(scope="session")
def facts() -> list[Fact]:
    return world()


@pytest.fixture(scope="session")
def files(facts: list[Fact], tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    return write(tmp_path_factory.mktemp("world"), facts)
