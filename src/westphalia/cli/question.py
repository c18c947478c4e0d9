"""`westphalia question`: a question in English, made operational and answered with a probability."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from westphalia.cli.options import as_day, json_option, open_record, print_json, print_rich, record_option


@click.command(short_help="Answer a question about what comes next.")
@click.argument("words", metavar="QUESTION")
@click.option(
    "--from",
    "origin",
    metavar="DAY",
    callback=as_day,
    help="Ask from this day, with nothing later known [default: the record's last day].",
)
@click.option(
    "--log",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Add the forecast to this log, which `westphalia score` resolves later.",
)
@record_option
@json_option
def question(words: str, origin: date | None, log: Path | None, record_path: str | None, as_json: bool) -> None:
    """Say how QUESTION is understood, how likely yes is, why, and how such forecasts fared.

    QUESTION asks in English whether one state or organisation will do something to another by some day, as
    "Will the United States impose sanctions on Iran before 1 September 2022?" On a record that names sectors, either
    side may be one: "Iran's military", or IRN:MIL.
    """
    from rich.console import Console
    from rich.progress import Progress

    import westphalia as wp

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("Forecasting", total=None)

        def report(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total or None)

        answer = wp.question(open_record(record_path), words, origin, progress=report)
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    if log:
        added = answer.log(log)
        click.echo(f"Added to {log}" if added else f"{log} holds this forecast already", err=True)
