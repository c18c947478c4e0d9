"""`westphalia brief`: a text on world politics in, a briefing with evidence out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from westphalia.cli.options import (
    date_option,
    json_option,
    open_record,
    print_json,
    print_rich,
    reader_options,
    record_option,
    tell_cost,
)


@click.command(short_help="Write a briefing of an article.")
@click.argument("article")
@click.option(
    "--out",
    "targets",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Where to write: .html, .md, .json or .txt; may be repeated [default: ARTICLE.brief.html, here].",
)
@click.option(
    "--bundle",
    metavar="DIR",
    type=click.Path(path_type=Path),
    help="Also write page, data, queries, seed, versions and citations into a new folder.",
)
@click.option("--seed", default=0, show_default=True, help="Seed of everything random.")
@reader_options
@date_option
@record_option
@json_option
def brief(
    article: str,
    targets: tuple[Path, ...],
    bundle: Path | None,
    seed: int,
    published: date | None,
    record_path: str | None,
    as_json: bool,
    reading: dict[str, Any],
) -> None:
    """Write a briefing of ARTICLE: who is in it, what it reports, what it claims and who claims it, what the record
    says about each claim that can be tested, and what is likely next.

    ARTICLE is a text, Markdown, HTML, PDF or Word file, an http(s) address, or - for standard input. The page it
    writes holds no script and asks nothing of the network; a summary is printed here.
    """
    from rich.console import Console

    import westphalia as wp
    from westphalia.briefing.brief import writable

    for target in targets:
        writable(target)
    console = Console(stderr=True)
    with console.status("Reading the text") as status:
        document = wp.read(article, published=published, **reading)
        record = open_record(record_path)
        briefing = wp.brief(document, record, seed=seed, progress=lambda stage: status.update(stage))
        if not targets and not as_json:
            stem = Path(article).stem if article != "-" and "://" not in article else "article"
            targets = (Path(f"{stem}.brief.html"),)
        status.update("Writing")
        for target in targets:
            briefing.save(target)
        if bundle:
            briefing.bundle(bundle)
    tell_cost(article, document)
    if as_json:
        print_json(briefing.to_dict())
    else:
        print_rich(briefing)
    for written in (*targets, *([bundle] if bundle else [])):
        click.echo(f"Wrote {written}", err=True)
