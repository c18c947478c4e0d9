"""Derive the track of the embedded record's forecasts: how they fared on its last window.

Run from the repository root, after the embedded record or the model in `dynamics/rates.py` has changed:

    python scripts/derive_track.py

Writes src/westphalia/data/forecast_track.json: for each quad, each action, «cooperation» and «conflict», within 28 and
84 days, in one and in either direction, the scores and the calibration table. It belongs to one record and one set of
constants (`fingerprint`); where they differ, the program computes the track instead of reading it. Random draws (the
intervals of skill) are seeded: the same record gives the same bytes.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from westphalia.dynamics.kinds import Kind, kinds_of
from westphalia.dynamics.rates import MODEL
from westphalia.dynamics.track import FILE, fingerprint, held_out, measure
from westphalia.dynamics.weeks import weeks_of
from westphalia.ontology.actions import ACTIONS
from westphalia.record import Record

TARGET = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "data" / FILE
HORIZONS = (28, 84)
DIGITS = 6


def main() -> None:
    record = Record.default()
    groups: tuple[tuple[Kind, ...], ...] = (
        kinds_of(),
        tuple(kind for name in (*ACTIONS, "cooperation", "conflict") for kind in kinds_of(name)),
    )
    rows = []
    for kinds in groups:
        weeks, _, _ = weeks_of(record, kinds)
        for one in measure(weeks, held_out(weeks), HORIZONS):
            rows.append(_rounded(one.to_dict()))
            print(f"{one.what:20} {one.horizon_days:3} {'either' if one.either else 'one way':7} ", end="")
            print(f"n {one.n:8,} said {one.mean_forecast:.4f} true {one.observed:.4f} ", end="")
            print(f"Brier {one.brier:.4f}, reference {one.brier_reference:.4f}, ", end="")
            print(f"skill {one.skill} [{one.skill_low}, {one.skill_high}]")
    table = {"fingerprint": fingerprint(record), "record": record.name, "model": asdict(MODEL), "tracks": rows}
    lines = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    head = json.dumps({key: value for key, value in table.items() if key != "tracks"}, indent=1)[:-2]
    TARGET.write_text(f'{head},\n "tracks": [\n{lines}\n]}}\n', encoding="utf-8", newline="\n")
    print(f"{TARGET}: {len(rows)} tracks, {TARGET.stat().st_size:,} bytes")


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return round(value, DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_rounded(item) for item in value]
    return value


if __name__ == "__main__":
    main()
