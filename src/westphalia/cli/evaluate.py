"""`westphalia evaluate`: how well parts of the program do their work, measured where one can look it up."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.cli.options import json_option, print_json, print_rich, reader_options

if TYPE_CHECKING:
    from westphalia.reading.scoring import Score, Scores


@click.group(short_help="Measure how well texts are read.")
def evaluate() -> None:
    """Measure how well the program does its work, against annotations by people."""


@evaluate.command(short_help="Score a reader against annotated texts.")
@click.option(
    "--gold",
    "folder",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Annotated texts, NAME.txt and NAME.json [default: both halves of the gold set of this checkout].",
)
@click.option(
    "--annotation",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Score this second annotation of the same texts, and no reader.",
)
@reader_options
@json_option
def reader(folder: Path | None, annotation: Path | None, as_json: bool, reading: dict[str, Any]) -> None:
    """Score a reader against the annotated texts in DIR: events, claims, causes and agreements.

    F1 in percent with a 95 % interval over articles, precision, recall and counts; then how many events were told as
    happened that the text only urges, plans, fears, supposes or denies. gold/README.md says what a folder holds.
    """
    from rich.console import Console

    from westphalia.errors import CallError
    from westphalia.reading.goldset import find, parts
    from westphalia.reading.scoring import score_annotation, score_reader

    if annotation is not None and (folder is None or any(reading.values())):
        raise CallError("--annotation is scored against --gold DIR, without a reader")
    with Console(stderr=True).status("Reading") as status:
        found = [
            score_annotation(part, annotation) if annotation else score_reader(part, progress=status.update, **reading)
            for part in parts(folder if folder is not None else find())
        ]
    if as_json:
        print_json([scores.to_dict() for scores in found])
    else:
        for scores in found:
            _show(scores)


def _show(scores: Scores) -> None:
    from rich.markup import escape

    made = f"{scores.reader} {scores.version or ''}".strip() + (f", model {scores.model}" if scores.model else "")
    print_rich(f"[bold]{escape(made)} on {escape(scores.gold)}[/bold]")
    of = (
        f"{scores.articles} articles, {scores.events} events annotated" if scores.events else f"{scores.articles} texts"
    )
    print_rich(f"{of}; F1 and shares in percent")
    print_rich(_table(scores.rows))
    there = f" ({scores.invented_there} told in the trap's own sentence)" if scores.invented else ""
    if scores.traps:
        print_rich(f"Invented happened events: {scores.invented} of {scores.traps} traps{there}")
    if scores.genres:
        print_rich(_genres(scores))
    if scores.seconds:
        speed = (scores.sentences or 0) / scores.seconds
        print_rich(f"{scores.sentences} sentences in {scores.seconds:.1f} seconds: {speed:.0f} a second")
    if scores.cost is not None:
        from westphalia.reading.llm import cost_line

        print_rich(escape(cost_line(scores.cost)))


def _table(rows: tuple[Score, ...]) -> Any:
    from rich.table import Table

    table = Table("What", "Value")
    for name in ("95 %", "Precision", "Recall", "Right/found/annotated"):
        table.add_column(name, justify="right")
    for row in rows:
        name = row.name if row.unit == "F1" else f"{row.name} ({row.unit})"
        table.add_row(
            name,
            _shown(row.value, row),
            _interval(row),
            _shown(row.precision, row),
            _shown(row.recall, row),
            f"{row.right}/{row.found}/{row.annotated}",
        )
    return table


def _genres(scores: Scores) -> Any:
    from rich.markup import escape
    from rich.table import Table

    names = list(dict.fromkeys(row.name for _, rows in scores.genres.values() for row in rows))
    table = Table("Genre", "Articles", *names)
    for genre, (articles, rows) in scores.genres.items():
        by_name = {row.name: f"{_shown(row.value, row)} ({_interval(row)})" for row in rows}
        table.add_row(escape(genre), str(articles), *(by_name.get(name, "–") for name in names))
    return table


def _shown(value: float | None, row: Score) -> str:
    return "–" if value is None else f"{value:.{2 if row.unit == 'kappa' else 1}f}"


def _interval(row: Score) -> str:
    return "–" if row.low is None else f"{_shown(row.low, row)} to {_shown(row.high, row)}"
