"""`westphalia alignment`: how alike two states vote in the United Nations General Assembly."""

from __future__ import annotations

from pathlib import Path

import click

from westphalia.cli.options import json_option, open_record, print_json, print_rich, record_option, save_chart


@click.command(short_help="Show how alike two states vote in the UN General Assembly.")
@click.argument("a")
@click.argument("b")
@click.option("--from", "first", type=int, metavar="YEAR", help="First year.")
@click.option("--to", "last", type=int, metavar="YEAR", help="Last year.")
@click.option("--plot", type=click.Path(path_type=Path), metavar="FILE", help="Draw it too: .svg, .png or .json.")
@record_option
@json_option
def alignment(
    a: str, b: str, first: int | None, last: int | None, plot: Path | None, record_path: str | None, as_json: bool
) -> None:
    """Show the voting agreement of A and B in the UN General Assembly, year by year, with intervals and its change."""
    import westphalia as wp

    answer = wp.alignment(open_record(record_path), a, b, first, last)
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    if plot:
        save_chart(answer.plot(), plot)
