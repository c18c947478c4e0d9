"""Derive src/westphalia/ontology/neighbours.csv, which states share a land border, from the outlines of the world map.

    python scripts/derive_neighbours.py

Two states are neighbours where their outlines in src/westphalia/briefing/world.json (Natural Earth 1:110m, see
derive_world.py) have an arc in common. Outlines without a code are left out, and small states are not drawn at all.
"""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SOURCE = Path(__file__).resolve().parents[1] / "src" / "westphalia"


def main() -> None:
    world = json.loads((SOURCE / "briefing" / "world.json").read_text(encoding="utf-8"))
    sides: dict[int, set[str]] = defaultdict(set)
    for outline in world["objects"]["countries"]["geometries"]:
        for arc in numbers(outline["arcs"]):
            if outline["id"]:
                sides[arc if arc >= 0 else ~arc].add(outline["id"])
    found = sorted({tuple(sorted(codes)) for codes in sides.values() if len(codes) == 2})
    with (SOURCE / "ontology" / "neighbours.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("one", "other"))
        table.writerows(found)
    print(f"neighbours.csv: {len(found)} pairs of {len({code for pair in found for code in pair})} states")


def numbers(arcs: list[Any]) -> Iterator[int]:
    """The arcs of an outline, however deeply its rings are nested; ~n is arc n drawn backwards."""
    for arc in arcs:
        if isinstance(arc, list):
            yield from numbers(arc)
        else:
            yield arc


if __name__ == "__main__":
    main()
