"""`westphalia scenario`: what would follow if somebody acted, or had not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from westphalia.cli.options import (
    as_day,
    as_days,
    json_option,
    open_record,
    print_json,
    print_rich,
    record_option,
    save_chart,
    telling,
)

if TYPE_CHECKING:
    from westphalia.dynamics.simulation.answer import Scenario


@click.command(short_help="Say what would follow if somebody acted, or had not.")
@click.argument("interventions", nargs=-1, metavar="[INTERVENTION]...")
@click.option(
    "--without",
    metavar="EVENTS",
    multiple=True,
    help="Leave undone what the record holds, as «RUS ASSAULT UKR since 2022-02-24»; may be repeated.",
)
@click.option("--from", "start", metavar="DAY", callback=as_day, help="First day [default: the last one covered].")
@click.option(
    "--horizon",
    metavar="SPAN",
    callback=as_days,
    default="12w",
    show_default=True,
    help="How far ahead, as 12w or 84d.",
)
@click.option("--runs", metavar="N", type=int, default=1000, show_default=True, help="How often the world is run.")
@click.option("--seed", metavar="N", type=int, default=0, show_default=True, help="Of all random draws.")
@click.option("--threads", metavar="N", type=click.IntRange(1), default=2, show_default=True, help="To run it on.")
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path), help="Write it as .html, or draw it: .svg, .png."
)
@record_option
@json_option
def scenario(
    interventions: tuple[str, ...],
    without: tuple[str, ...],
    start: date | None,
    horizon: int,
    runs: int,
    seed: int,
    threads: int,
    out: Path | None,
    record_path: str | None,
    as_json: bool,
) -> None:
    """Simulate the world forward from a day, with and without each INTERVENTION, and show what changes for whom.

    INTERVENTION is «ACTOR ACTION RECIPIENT» with, after it, x4 (four times), weekly (again every week) or «on
    2022-07-11»; several may be given, or parted by «;». It shows what the model of past reactions implies, not proof of
    cause.
    """
    import westphalia as wp

    if out and out.suffix.lower() not in (".html", ".svg", ".png", ".json"):
        raise click.BadParameter(f"cannot write {out.suffix or 'a file without suffix'!r}; use .html, .svg or .png")
    with telling() as progress:
        answer = wp.scenario(
            open_record(record_path),
            interventions,
            without=without,
            start=start,
            horizon=horizon,
            runs=runs,
            seed=seed,
            threads=threads,
            progress=progress,
        )
    print_json(answer.to_dict()) if as_json else print_rich(answer)
    if out:
        _write(answer, out)


def _write(answer: Scenario, out: Path) -> None:
    if out.suffix.lower() != ".html":
        save_chart(answer.plot(), out)
        return
    import html

    import vl_convert as vlc

    from westphalia.files import write_atomically

    drawn = vlc.vegalite_to_svg(answer.plot().to_dict(), allowed_base_urls=[])
    style = (
        "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
        "table{border-collapse:collapse}td,th{padding:.15rem .8rem .15rem 0;text-align:right}"
        "td:first-child,th:first-child{text-align:left}h4{white-space:pre-line}svg{max-width:100%;height:auto}"
    )
    title = html.escape(answer.title)
    write_atomically(
        out,
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
        f"<h1>{title}</h1><figure>{drawn}</figure>{answer._repr_html_()}</html>\n",
    )
    click.echo(f"Wrote {out}", err=True)
