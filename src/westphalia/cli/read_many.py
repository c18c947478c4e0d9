"""`westphalia read … --into RECORD` on more than one article: progress while it runs, a summary of everything after."""

from __future__ import annotations

import shlex
from datetime import date
from typing import Any

import click

from westphalia.cli.options import print_json

_REASONS = 8


def keep(
    files: tuple[str, ...],
    record_path: str,
    published: date | None,
    as_json: bool,
    reading: dict[str, Any],
    fields: dict[str, Any],
) -> int:
    """Read all of `files` into the record, print what became of them, and give the exit code: 3 where none was read."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    from westphalia.many import read_many

    console = Console(stderr=True)
    columns = (
        TextColumn("Reading"),
        BarColumn(),
        TaskProgressColumn(),
        TextColumn("{task.fields[texts]:,} texts"),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("reading", total=None, texts=0, rate="")

        def progress(texts: int, done: int, total: int) -> None:
            seconds = shown.tasks[0].elapsed or 0
            rate = f"{texts / seconds:,.0f} texts/s" if seconds > 1 else ""
            shown.update(task, completed=done, total=total or None, texts=texts, rate=rate)

        many = read_many(files, record_path, published=published, progress=progress, **reading, **fields)
    if as_json:
        print_json(many.to_dict())
    else:
        for line in summary(many, record_path, date_named=fields.get("date_field") is not None):
            click.echo(line)
    return 0 if many.kept + many.already else 3


def summary(many: Any, record_path: str, date_named: bool = False) -> list[str]:
    """What became of every text, as lines; `date_named` tells that the field of their days was named."""
    rate = f"{many.texts / many.seconds:,.0f} a second" if many.seconds else "at once"
    lines = [
        f"{_count(many.texts, 'text')} in {_count(many.files, 'file')}, {many.seconds:,.1f} s with "
        f"{_count(many.jobs, 'process')}, {rate}",
        f"  kept in {record_path}: {many.kept:,}",
        f"  there already: {many.already:,}"
        + (", not read again (with other settings neither: a new RECORD reads them)" if many.already else ""),
        f"  in quarantine: {many.quarantined:,}"
        + (f", {many.new_in_quarantine:,} of them new" if many.quarantined else ""),
    ]
    reasons = many.by_reason.most_common()
    lines += [
        f"    {count:,}: {reason} ({'first ' if count > 1 else ''}{many.first_at[reason]})"
        for reason, count in reasons[:_REASONS]
    ]
    if len(reasons) > _REASONS:
        lines.append(f"    {sum(count for _, count in reasons[_REASONS:]):,}: other reasons")
    if reasons:
        query = "select file, line, reason, raw from quarantine"
        lines.append(f'    all of them: westphalia record query "{query}" --record {shlex.quote(record_path)}')
    if many.passed_over:
        kinds = ", ".join(f"{suffix} {count:,}" for suffix, count in many.passed_over.most_common(6))
        lines.append(f"  files passed over, of no kind that is read: {kinds}")
    if many.kept:
        told = ", ".join(f"{status} {count:,}" for status, count in many.events.most_common())
        lines.append(f"  events read: {told or 'none'}; agreements {many.agreements:,}, claims {many.claims:,}")
        if many.undated:
            what = "--date" if date_named else "--date or --date-field"
            lines.append(f"  without a day of their own: {_count(many.undated, 'text')}; give {what}")
        if many.unread_dates:
            count = _count(many.unread_dates, "text")
            lines.append(f"  with a date that was left out: {count} (first {many.first_unread_date})")
    lines.append(
        "What texts say is kept apart: it is no coverage of the world, and no verdict or forecast counts it as what "
        "happened."
    )
    return lines


def _count(number: int, noun: str) -> str:
    plural = f"{noun}es" if noun.endswith("s") else f"{noun}s"
    return f"{number:,} {noun if number == 1 else plural}"
