"""Derive the strengths of mechanisms of the embedded record: estimates, intervals, refits, and each window's.

Run from the repository root, after the embedded record or the model in `dynamics/simulation` has changed:

    python scripts/derive_mechanisms.py

Writes src/westphalia/data/mechanisms.json. It belongs to one record and one set of constants (`fingerprint`); where
they differ, the program estimates anew. Random draws (the samples of refits) are seeded: the same record gives the
same bytes on the same machine.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict
from pathlib import Path

from westphalia.dynamics.simulation.fit import sample, strengths
from westphalia.dynamics.simulation.learned import FILE, by_window, fingerprint, to_dict
from westphalia.dynamics.simulation.stable import growth
from westphalia.dynamics.simulation.state import MEMORY
from westphalia.dynamics.simulation.table import table_of
from westphalia.record import Record

TARGET = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "data" / FILE
REFITS = 24
SEED = 20220630


def main() -> None:
    record = Record.default()
    start = time.perf_counter()
    table, _, _ = table_of(record)
    rows = sample(table)
    whole = strengths(rows, refits=REFITS, seed=SEED, progress=tell)
    windows = by_window(table, rows, tell)
    stored = {
        "fingerprint": fingerprint(record),
        "record": record.name,
        "memory": asdict(MEMORY),
        "all": to_dict(whole),
        "windows": {name: to_dict(one) for name, one in windows.items()},
    }
    TARGET.write_text(json.dumps(stored, separators=(",", ":")) + "\n", encoding="utf-8", newline="\n")
    print(f"{len(rows):,} rows a quad, {whole.weeks} weeks, largest eigenvalue {growth(whole.law.b):.3f}")
    print(f"{TARGET}: {TARGET.stat().st_size:,} bytes, {time.perf_counter() - start:.0f} s")


def tell(what: str, done: int, of: int) -> None:
    print(f"{what}: {done} of {of}", flush=True)


if __name__ == "__main__":
    main()
