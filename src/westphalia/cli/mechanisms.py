"""`westphalia mechanisms`: what moves the system, with strengths and intervals."""

from __future__ import annotations

from pathlib import Path

import click

from westphalia.cli.options import json_option, open_record, print_json, print_rich, record_option, save_chart, telling


@click.command(short_help="Show what moves the system, how strongly, and how surely.")
@click.option("--plot", type=click.Path(path_type=Path), metavar="FILE", help="Draw it too: .svg, .png or .json.")
@record_option
@json_option
def mechanisms(plot: Path | None, record_path: str | None, as_json: bool) -> None:
    """Show the strengths of named mechanisms by quad with 95 % intervals, what they mean in words, and how they differ
    between the windows of the record. Learned anew for a record of your own.
    """
    import westphalia as wp

    with telling() as progress:
        answer = wp.mechanisms(open_record(record_path), progress=progress)
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    if plot:
        save_chart(answer.plot(), plot)
