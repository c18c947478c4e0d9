"""Fit the parameters of forecasts that the package ships: to the embedded record up to the end of each of its years.

Run from the repository root, after the embedded record, the mechanisms or the way they are fitted have changed, and
before scripts/derive_track.py:

    python scripts/derive_forecast.py

Writes src/westphalia/data/forecast_parameters.json and its datasheet forecast.md. A forecast uses the latest parameters
that saw nothing after its origin. Draws are seeded: the same record gives the same bytes on the same machine.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

from westphalia.dynamics import fitting
from westphalia.dynamics.hazard import LEADS
from westphalia.dynamics.mechanisms import HALF_LIVES, columns, mechanisms
from westphalia.dynamics.panel import KINDS, NAMES, panel_of
from westphalia.dynamics.parameters import SHIPPED, dumped, fitted
from westphalia.record import Record

DATA = Path(__file__).resolve().parents[1] / "src" / "westphalia" / "data"


def main() -> None:
    record = Record.default()
    several, lines = [], []
    for last in sorted(
        {window.last_day for window in record.windows() if (window.last_day - window.first_day).days > 60}
    ):
        panel = panel_of(record, last)
        start = time.process_time()
        several.append(fitted(record, panel, len(panel.weeks.ends) - 1))
        rows = sum(fit.rows for fit in several[-1].fits.values())
        print(f"{last}: {len(several[-1].fits)} kinds, {rows:,} rows, {time.process_time() - start:.1f} CPU s")
        lines.append(f"| {last} | {len(fitting.training_origins(panel, len(panel.weeks.ends) - 1))} | {rows:,} |")
    text = dumped(several)
    (DATA / SHIPPED).write_text(text, encoding="utf-8", newline="\n")
    print(f"{SHIPPED}: {len(text):,} bytes")
    sources = sorted({(row.origin, row.licence, row.citation) for row in record.coverage() if row.about == "events"})
    families = {column.family for kind in range(len(KINDS)) for column in columns(kind)}  # the record shows no season
    sheet = SHEET.format(
        kinds=", ".join(NAMES),
        n=len(KINDS),
        columns=" to ".join(str(number) for number in sorted({len(columns(kind)) for kind in range(len(KINDS))})),
        lives=", ".join(f"{life:g}" for life in HALF_LIVES),
        leads=LEADS,
        families="\n".join(f"| {one.name} | {one.words} |" for one in mechanisms() if one.name in families),
        fits="\n".join(lines),
        rows=f"{fitting.ROWS:,}",
        other=f"{fitting.ROWS_OTHER:,}",
        ridges=f"{fitting.RIDGE:g}, {fitting.RIDGE_LEAD:g} and {fitting.RIDGE_SHARED:g}",
        sources="\n".join(f"- {origin}: {citation}. {licence}." for origin, licence, citation in sources),
        size=f"{len(text):,}",
        sha=hashlib.sha256(text.encode()).hexdigest(),
    )
    (DATA / "forecast.md").write_text(sheet, encoding="utf-8", newline="\n")


SHEET = """# Datasheet: parameters and track of forecasts

Written by `scripts/derive_forecast.py` (parameters) and `scripts/derive_track.py` (track), from the embedded record and
nothing else.

## Parameters (`{name}`)

**What.** For each of {n} kinds of event ({kinds}) the coefficients of a discrete-time hazard of the next event, week by
week for {leads} weeks, on {columns} columns: decayed counts with half-lives of {lives} days in named families, and what
a pair usually does. {size} bytes, SHA-256 `{sha}`.

**Made by** penalised maximum likelihood (`westphalia.dynamics.fitting`; ridge {ridges} for strengths now, their change
with the lead, and columns that all pairs share; about {rows} pairs and origins of a quad, {other} of any other kind,
seed 0).

| fitted to days up to | weekly origins | rows |
| --- | --- | --- |
{fits}

A forecast takes the latest that saw nothing after its origin. Penalties were chosen on 2018 and 2021.

| family | says that |
| --- | --- |
{families}

## Track (`forecast_track.json`)

How forecasts from the weeks of 2022, with the parameters fitted up to the end of August 2021, fared: Brier and log
scores, skill against each pair's long-run rate with an interval from resampling actors, and calibration tables, for
each kind within 7, 28 and 84 days.

## Sources

{sources}

Only counts, coefficients and scores are contained: no event and no text.
""".replace("{name}", SHIPPED)


if __name__ == "__main__":
    main()
