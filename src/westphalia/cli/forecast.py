"""`westphalia forecast`: what is likely next between two actors."""

from __future__ import annotations

import click

from westphalia.cli.options import horizon_option, json_option, open_record, print_json, print_rich, record_option


@click.command(short_help="Say how likely events between two actors are.")
@click.argument("a")
@click.argument("b")
@click.option("--action", metavar="ACTION", help="One PLOVER action, such as SANCTION [default: the four quads].")
@horizon_option
@record_option
@json_option
def forecast(
    a: str, b: str, action: str | None, horizons: tuple[int, ...], record_path: str | None, as_json: bool
) -> None:
    """Say how likely at least one event between A and B is within each span, from the record's last covered day, and
    how such forecasts have fared on weeks the model had not seen.

    On a record of yours that names sectors, A or B may be one, as IRN:MIL or Iran:military.
    """
    import westphalia as wp

    answer = wp.forecast(open_record(record_path), a, b, action=action, horizon_days=horizons)
    print_json(answer.to_dict()) if as_json else print_rich(answer)
