"""`westphalia read`: what a text says, as structure, with nothing added from the record."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from westphalia.cli.options import date_option, json_option, print_rich, reader_options, tell_cost
from westphalia.errors import CallError, WestphaliaError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.table import Table

    from westphalia.ontology.types import Document


@click.command(short_help="Show what texts say: actors, events, agreements, claims.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--into", "record_path", metavar="RECORD", help="Keep what is read in this record folder.")
@click.option(
    "--jobs", type=click.IntRange(1), metavar="N", help="Processes that read many texts [default: all cores]."
)
@click.option("--text-field", metavar="NAME", help="Field or column of the texts in JSON Lines and Parquet files.")
@click.option("--date-field", metavar="NAME", help="Field or column of their days.")
@click.option("--id-field", metavar="NAME", help="Field or column of their identity.")
@reader_options
@date_option
@json_option
def read(
    files: tuple[str, ...],
    record_path: str | None,
    published: date | None,
    as_json: bool,
    reading: dict[str, Any],
    **fields: Any,
) -> None:
    """Show what each FILE says: actors, events with their status, agreements, claims with their holders.

    With --json, one object per text and line, with character offsets into its `text`.

    With --into and more than one FILE, a folder, a JSON Lines (.jsonl) or a Parquet file, all texts are read into
    RECORD and only counted here. The same command again goes on where it ended; a text that cannot be read goes to
    the table quarantine.
    """
    from rich.console import Console

    import westphalia as wp
    from westphalia.many import sources

    if record_path and sources.many(files):
        from westphalia.cli.read_many import keep

        raise SystemExit(keep(files, record_path, published, as_json, reading, fields))
    if many := [file for file in files if sources.is_collection(file)]:
        sources.gather(many)  # which raises where there is nothing in it
        raise CallError(f"{many[0]} holds many texts: give --into RECORD, the folder of a record to keep them in")
    if any(value is not None for value in fields.values()):
        raise CallError(
            "--jobs and the --…-field options are for many texts: give a folder or a file of them, and --into"
        )
    console = Console(stderr=True)
    record = wp.Record.create(record_path) if record_path else None
    failed: WestphaliaError | None = None
    for file in files:
        try:
            with console.status(f"Reading {file}"):
                document = wp.read(file, published=published, **reading)
        except WestphaliaError as error:
            if len(files) == 1:
                raise
            click.echo(f"westphalia: {error if file in str(error) else f'{file}: {error}'}", err=True)
            failed = error
            continue
        tell_cost(file, document)
        if record is not None:
            new = record.add_document(document)
            click.echo(f"{file}: {'kept' if new else 'already'} in {record_path}", err=True)
        if as_json:
            click.echo(json.dumps(as_object(document), ensure_ascii=False))
        else:
            _show(document)
    if failed is not None:
        raise SystemExit(failed.exit_code)


def as_object(document: Document) -> dict[str, object]:
    """One JSON object per text: `document` (the text and where it is from), then what was read in it."""
    plain = document.to_dict()
    parts = ("actors", "mentions", "events", "agreements", "claims", "voices")
    head = {name: value for name, value in plain.items() if name not in parts}
    return {"document": head} | {name: plain[name] for name in parts}


def _treaties(document: Document) -> Iterator[Table | str]:
    """For each agreement whose articles the text holds: its final clauses as lines, its obligations as a table."""
    from rich.markup import escape
    from rich.table import Table

    from westphalia.briefing.view_treaty import duty_rows, summary, terms_of

    for agreement in document.agreements:
        lines = [escape(line) for line in (summary(agreement), *terms_of(agreement)) if line]
        if lines:
            yield f"[italic]{escape(agreement.name)}[/italic]\n" + "\n".join(f"  {line}" for line in lines)
        table = Table("Article", "Who", "Binds", "What", "Kind and domain", title="Obligations", title_justify="left")
        for row in duty_rows(agreement):
            table.add_row(*(escape(cell) for cell in (row.article, row.who, row.binds, row.words, row.kinds)))
        yield table


def _show(document: Document) -> None:
    from rich.markup import escape
    from rich.table import Table

    from westphalia.ontology.actors import name_of
    from westphalia.reading.voices import describe_voices

    def name(code: str | None) -> str:
        return escape(name_of(code)) if code else "–"

    print_rich(f"[bold]{escape(document.title or document.source)}[/bold]")
    actors = Table("Actor", "Kind", "Counted as", "Mentions", title="Actors", title_justify="left")
    for actor in document.actors:
        count = sum(mention.actor_id == actor.id for mention in document.mentions)
        label = escape(actor.name) + (" (unverified)" if actor.unverified else "")
        actors.add_row(label, actor.kind.value, actor.code or "–", str(count))
    heads = ("Actor", "Action", "Recipient", "Status", "Day", "Place", "Words")
    events = Table(*heads, title="Events", title_justify="left")
    for event in document.events:
        words = document.text[event.cue.start : event.cue.end]
        day = event.day.isoformat() if event.day else "–"
        sides = name(event.actor), event.action or "–", name(event.recipient)
        events.add_row(*sides, event.status.value, day, escape(event.place or "–"), escape(words))
    agreements = Table("Agreement", "Parties", "Signed by", "Domains", title="Agreements", title_justify="left")
    for agreement in document.agreements:
        agreements.add_row(
            escape(agreement.name),
            ", ".join(name(party) for party in agreement.parties),
            escape(", ".join(agreement.signatories)),
            ", ".join(agreement.domains),
        )
    claims = Table("Who says", "Kind", "What", title="Claims", title_justify="left")
    for claim in document.claims:
        claims.add_row(escape(claim.holder), claim.kind.value, escape(" ".join(claim.text.split())))
    if not (document.actors or document.events or document.agreements or document.claims):
        print_rich("It names no actor and tells no event, agreement or claim.")
    for table in (actors, events, agreements, *_treaties(document), claims):
        if not isinstance(table, Table) or table.row_count:
            print_rich(table)
    print_rich(escape(describe_voices(document)))
    for warning in document.warnings:
        click.echo(f"westphalia: {document.source}: {warning}", err=True)
