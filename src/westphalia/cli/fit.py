"""`westphalia fit`: learn the strengths of mechanisms from a record of one's own."""

from __future__ import annotations

import click

from westphalia.cli.options import json_option, open_record, print_json, record_option, telling


@click.command(short_help="Fit the forecasts' parameters to a record of yours.")
@record_option
@json_option
def fit(record_path: str | None, as_json: bool) -> None:
    """Fit the parameters of forecasts to everything that the record holds, and keep them in its folder.

    Forecasts from the record use them from then on. The embedded record comes with its own.
    """
    from westphalia.dynamics.parameters import KEPT, fit_record

    record = open_record(record_path)
    with telling() as progress:
        found = fit_record(record, progress)
    rows = sum(one.rows for one in found.fits.values())
    if as_json:
        kinds = {name: {"rows": one.rows, "events": one.events} for name, one in found.fits.items()}
        print_json({"fitted_to": str(found.fitted_to), "file": str(record.path / KEPT), "kinds": kinds})
    else:
        click.echo(f"{len(found.fits)} kinds fitted to {rows:,} pairs and weeks, days to {found.fitted_to}.")
        click.echo(f"Kept in {record.path / KEPT}; forecasts from this record use them.")
