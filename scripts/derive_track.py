"""Derive the track of the embedded record's forecasts: how they fared on its last window.

Run from the repository root, after scripts/derive_forecast.py:

    python scripts/derive_track.py

Writes src/westphalia/data/forecast_track.json: for each quad, action and group of quads, within 7, 28 and 84 days, in
one and in either direction, the scores and the calibration table. The parameters are those that saw nothing after the
first of the weeks tried. It belongs to one record and one set of parameters (`fingerprint`); where they differ, the
program computes the track instead of reading it. Random draws (the intervals of skill) are seeded: the same record
gives the same bytes.
"""

from __future__ import annotations

import json
from pathlib import Path

from westphalia.dynamics.panel import KINDS, panel_of
from westphalia.dynamics.parameters import parameters_for
from westphalia.dynamics.track import FILE, fingerprint, held_out, measure
from westphalia.record import Record

TARGET = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "data" / FILE
HORIZONS = (7, 28, 84)
DIGITS = 6


def main() -> None:
    record = Record.default()
    panel = panel_of(record)
    origins = held_out(panel.weeks)
    first = panel.weeks.day(origins[0])
    parameters = parameters_for(record, panel_of(record, first), first)
    print(f"origins {first} to {panel.weeks.day(origins[-1])}; parameters fitted to days up to {parameters.fitted_to}")
    rows = []
    for one in measure(panel, origins, HORIZONS, parameters.fits, kinds=range(len(KINDS))):
        rows.append(_rounded(one.to_dict()))
        print(f"{one.what:20} {one.horizon_days:3} {'either' if one.either else 'one way':7} ", end="")
        print(f"n {one.n:8,} said {one.mean_forecast:.4f} true {one.observed:.4f} ", end="")
        print(f"Brier {one.brier:.4f}, reference {one.brier_reference:.4f}, ", end="")
        print(f"skill {one.skill} [{one.skill_low}, {one.skill_high}]")
    table = {
        "fingerprint": fingerprint(record),
        "record": record.name,
        "fitted_to": str(parameters.fitted_to),
        "tracks": rows,
    }
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
