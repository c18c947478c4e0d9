"""`westphalia backtest`: how forecasts from past weeks would have fared."""

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
    telling,
    weeks_option,
    window_options,
)


@click.command(short_help="Say how forecasts from past weeks would have fared.")
@window_options
@weeks_option
@click.option(
    "--action", "actions", metavar="ACTION", multiple=True, help="An action or quad [default: the four quads]."
)
@click.option(
    "--min-events", metavar="N", type=click.FloatRange(1), default=5, show_default=True, help="Events before an origin."
)
@click.option(
    "--refit", metavar="WEEKS", type=click.IntRange(1), default=4, show_default=True, help="Weeks between two fits."
)
@click.option(
    "--seed", metavar="N", type=click.IntRange(0), default=0, show_default=True, help="Of the intervals' draws."
)
@click.option("--sectors", is_flag=True, help="Forecast pairs of sectors (IRN:MIL, USA:GOV) instead of countries.")
@click.option("--dyads", metavar="N", type=click.IntRange(0), default=50, show_default=True, help="Pairs in the JSON.")
@click.option("--out", metavar="FILE", type=click.Path(path_type=Path), help="Draw the reliability: .svg or .png.")
@record_option
@json_option
def backtest(
    first: date | None,
    last: date | None,
    weeks: int,
    actions: tuple[str, ...],
    min_events: float,
    refit: int,
    seed: int,
    sectors: bool,
    dyads: int,
    out: Path | None,
    record_path: str | None,
    as_json: bool,
) -> None:
    """Forecast every week from --from to --to [default: the last eight covered] with what was known before it, and
    compare with what happened, beside three baselines.
    """
    import westphalia as wp

    with telling() as progress:
        answer = wp.backtest(
            open_record(record_path),
            first,
            last,
            weeks=weeks,
            action=list(actions) or None,
            min_events=min_events,
            refit=refit,
            seed=seed,
            sectors=sectors,
            progress=progress,
        )
    print_json(answer.to_dict(dyads)) if as_json else print_rich(answer)
    if out:
        save_chart(answer.plot(), out)
