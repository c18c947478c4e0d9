"""`westphalia record`: what the record holds and covers, and how events come into it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from westphalia.cli.options import json_option, open_record, print_json, print_rich, record_option

if TYPE_CHECKING:
    import pyarrow as pa

TABLES = ("events", "coverage", "documents", "claims", "agreements", "votes", "quarantine")


@click.group(short_help="Add to the record, or ask what it holds and covers.")
def record() -> None:
    """Add to the record, or ask what it holds and covers.

    A record is a folder of Parquet tables. The embedded one holds daily counts; yours holds single events as well.
    """


@record.command(short_help="Add files of events to a record.")
@click.argument("source", metavar="SOURCE")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--record", "record_path", required=True, metavar="R", envvar="WESTPHALIA_RECORD", help="Record folder.")
@json_option
def add(source: str, files: tuple[Path, ...], record_path: str, as_json: bool) -> None:
    """Add FILE... of SOURCE to the record R, making it where it does not exist.

    SOURCE is `quadruples` (actor, relation, recipient, day, tab-separated) or `icews` (the original export with 20
    columns). The same file twice changes nothing; rows that cannot be read are kept in the table quarantine.
    """
    from rich.console import Console
    from rich.progress import Progress

    from westphalia.record import Record

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Adding", total=None)

        def report(stage: str, done: int, total: int) -> None:
            progress.update(task, description=stage, completed=done, total=total or None)

        new = not Path(record_path).exists()
        try:
            answer = Record.create(record_path).add(source, files, progress=report)
        except BaseException:
            if new:  # nothing came in: leave no empty record behind
                shutil.rmtree(record_path, ignore_errors=True)
            raise
    print_json(answer.to_dict()) if as_json else print_rich(answer)


@record.command("list", short_help="List the tables of a record, with rows and days.")
@record_option
@json_option
def list_(record_path: str | None, as_json: bool) -> None:
    """List the tables of a record: rows, first and last day."""
    tables = open_record(record_path).tables()
    print_json(tables) if as_json else print_rich(_drawn(tables))


@record.command(short_help="Show what a record covers, and what it does not.")
@record_option
@json_option
def coverage(record_path: str | None, as_json: bool) -> None:
    """Show which days and actors a record covers, from which source; what lies between the windows is not covered."""
    rows = [row.to_dict() for row in open_record(record_path).coverage()]
    if as_json:
        print_json(rows)
        return
    shown = [
        {
            "origin": row["origin"],
            "first day": row["first_day"],
            "last day": row["last_day"],
            "actors": "all" if row["actors"] is None else f"{len(row['actors'])} only",
        }
        for row in rows
    ]
    print_rich(_drawn(shown))
    for origin, filters, licence, citation in dict.fromkeys(
        (row["origin"], row["filters"], row["licence"], row["citation"]) for row in rows
    ):
        click.echo(f"\n{origin}: {filters}.\n  Licence: {licence}.\n  {citation}")
    click.echo("\nDays between and outside the windows are not covered: unknown, not zero.")


@record.command(short_help="Run one SELECT over a record's tables.")
@click.argument("sql")
@click.option("--limit", type=click.IntRange(1), help="At most so many rows [default: 100, all with --json].")
@record_option
@json_option
def query(sql: str, limit: int | None, record_path: str | None, as_json: bool) -> None:
    """Run one SELECT over the tables events, coverage, documents, claims, agreements, votes and quarantine."""
    answer = open_record(record_path).query(sql, limit=limit if limit or as_json else 101)
    if as_json:
        print_json(answer.to_pylist())
        return
    print_rich(_drawn(answer.slice(0, limit or 100).to_pylist(), answer))
    if not limit and answer.num_rows > 100:
        click.echo("Only the first 100 rows are shown; --limit N shows more.", err=True)


@record.command(short_help="Write a table of a record to a file.")
@click.argument("target", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--table", type=click.Choice(TABLES), default="events", show_default=True, help="Which table.")
@record_option
@json_option
def export(target: Path, table: str, record_path: str | None, as_json: bool) -> None:
    """Write a table of a record to FILE: .parquet, .csv or .jsonl, by its suffix."""
    rows = open_record(record_path).export(target, table)
    print_json({"file": str(target), "table": table, "rows": rows}) if as_json else click.echo(
        f"Wrote {rows:,} rows of {table} to {target}"
    )


def _drawn(rows: list[dict[str, Any]], shape: pa.Table | None = None) -> Any:
    """A table where it fits the terminal, else one block of «name  value» lines for each row."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = list(rows[0]) if rows else (shape.column_names if shape is not None else [])
    if not names:
        return "Nothing there."
    cells = [[_cell(row[name]) for name in names] for row in rows]
    widths = [max([len(name), *(len(line[at]) for line in cells)]) + 3 for at, name in enumerate(names)]
    if sum(widths) <= Console().width:
        table = Table()
        for name in names:
            table.add_column(Text(name))
        for line in cells:
            table.add_row(*(Text(cell) for cell in line))
        return table
    blocks = Table.grid(padding=(0, 2))
    for line in cells:
        for name, cell in zip(names, line, strict=True):
            blocks.add_row(Text(name, style="bold"), Text(cell))
        blocks.add_row()
    return blocks


def _cell(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return str(value)
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    return "–" if value is None else str(value)
