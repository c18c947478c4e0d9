"""`westphalia relations`: a dyad over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from westphalia.cli.options import (
    json_option,
    open_record,
    print_json,
    print_rich,
    record_option,
    save_chart,
    window_options,
)


@click.command(short_help="Show how two actors get on over time.")
@click.argument("a")
@click.argument("b")
@window_options
@click.option(
    "--freq", type=click.Choice(["week", "month"]), default="month", show_default=True, help="Length of a row."
)
@click.option("--plot", type=click.Path(path_type=Path), metavar="FILE", help="Draw it too: .svg, .png or .json.")
@record_option
@json_option
def relations(
    a: str,
    b: str,
    first: date | None,
    last: date | None,
    freq: str,
    plot: Path | None,
    record_path: str | None,
    as_json: bool,
) -> None:
    """Show the relations of A and B over time: conflict-cooperation score, volume, share of conflict, with intervals.

    Countries are accepted as ISO3, ISO2, English names or demonyms. Days the record does not cover are gaps.
    """
    import westphalia as wp

    answer = wp.relations(open_record(record_path), a, b, first, last, freq=freq)
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    if plot:
        save_chart(answer.plot(), plot)
