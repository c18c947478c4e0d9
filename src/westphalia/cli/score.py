"""`westphalia score`: what became of logged forecasts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from westphalia.cli.options import json_option, open_record, print_json, print_rich, record_option


@click.command(short_help="Score logged forecasts against a newer record.")
@click.argument("log", type=click.Path(path_type=Path))
@record_option
@json_option
def score(log: Path, record_path: str | None, as_json: bool) -> None:
    """Resolve the forecasts in LOG against a record that reaches further, and score those whose window it covers.

    Leaves with exit code 3 where LOG has lines that cannot be read; they are named, and the others are scored.
    """
    import westphalia as wp

    answer = wp.score(log, open_record(record_path))
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    for problem in answer.problems:
        click.echo(f"westphalia: {problem}", err=True)
    sys.exit(3 if answer.problems else 0)
