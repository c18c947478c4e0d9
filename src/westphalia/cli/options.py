"""What the commands share: the options that mean the same everywhere, and how an answer is printed."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from westphalia.ontology.types import Document
    from westphalia.record import Record

Command = TypeVar("Command", bound=Callable[..., Any])


def as_day(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> date | None:
    """A day, as the callback of an option."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day such as 2018-05-08") from None


def as_days(_ctx: click.Context, _parameter: click.Parameter, value: str) -> int:
    """A span of days ahead, as the callback of an option."""
    found = re.fullmatch(r"(\d{1,4})([dw])", value.strip().lower())
    if not found or not 1 <= int(found[1]) * (7 if found[2] == "w" else 1) <= 366:
        raise click.BadParameter(f"{value!r} is not a horizon such as 28d, 12w or 90d (at most 366 days)")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def _days(ctx: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(as_days(ctx, parameter, value) for value in values)


def record_option(command: Command) -> Command:
    """`--record R`: the record to answer from; the embedded one where it is not given."""
    return click.option(
        "--record",
        "record_path",
        metavar="R",
        envvar="WESTPHALIA_RECORD",
        help="Folder of the record to answer from [default: the embedded record].",
    )(command)


def json_option(command: Command) -> Command:
    """`--json`: the answer as JSON on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print the answer as JSON.")(command)


def window_options(command: Command) -> Command:
    """`--from` and `--to`: days, both inclusive."""
    last = click.option("--to", "last", metavar="DAY", callback=as_day, help="Last day, as 2018-10-31.")
    first = click.option("--from", "first", metavar="DAY", callback=as_day, help="First day, as 2018-01-01.")
    return first(last(command))


@contextmanager
def telling() -> Iterator[Callable[[str, int, int], None] | None]:
    """A line on standard error that says what is being done, where there is a terminal to show it."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    with console.status("reading") as status:
        yield lambda what, done, of: status.update(f"{what}: {done} of {of}" if of > 1 else what)


def date_option(command: Command) -> Command:
    """`--date`: the day a text is from, where the text itself does not say."""
    return click.option(
        "--date",
        "published",
        metavar="DAY",
        callback=as_day,
        help="Day the text is from, where it does not say itself.",
    )(command)


def reader_options(command: Command) -> Command:
    """`--reader` and the settings of a language model, as one argument `reading` for `wp.read(…, **reading)`."""
    from westphalia.reading.readers import DEFAULT, READERS, check

    @functools.wraps(command)
    def asked(
        *words: Any,
        reader: str | None,
        llm_url: str | None,
        llm_model: str | None,
        llm_prices: str | None,
        llm_seconds: float | None,
        confidence: float | None,
        **others: Any,
    ) -> Any:
        given = {"url": llm_url, "model": llm_model, "prices": llm_prices, "seconds": llm_seconds}
        llm = {name: value for name, value in given.items() if value is not None} or None
        check(reader, llm, confidence)
        return command(*words, reading={"reader": reader, "llm": llm, "confidence": confidence}, **others)

    options = (
        click.option(
            "--reader",
            type=click.Choice(list(READERS)),
            help=f"Who reads: {' or '.join(READERS)}, a language model of yours [default: {DEFAULT}].",
        ),
        click.option(
            "--confidence",
            metavar="P",
            type=click.FloatRange(0, 1),
            help="Tell events at least as sure as this, 0 to 1 [default: 0.5].",
        ),
        click.option(
            "--llm-url",
            metavar="URL",
            help="Service that the llm reader asks, up to /v1; `ollama` for Ollama here [env: WESTPHALIA_LLM_URL].",
        ),
        click.option("--llm-model", metavar="NAME", help="Model that it asks for [env: WESTPHALIA_LLM_MODEL]."),
        click.option(
            "--llm-prices",
            metavar="IN,OUT",
            help="Prices of a million prompt and completion tokens, as 0.15,0.60 [env: WESTPHALIA_LLM_PRICES].",
        ),
        click.option(
            "--llm-seconds",
            metavar="N",
            type=float,
            help="Seconds it may take for one text, 600 unless given [env: WESTPHALIA_LLM_SECONDS].",
        ),
    )
    wrapped: Any = asked
    for option in reversed(options):
        wrapped = option(wrapped)
    return cast(Command, wrapped)


def tell_cost(source: str, document: Document) -> None:
    """On standard error, what a reading by a service cost and how much of it was dropped; nothing for other readers."""
    made = document.read_by
    if made is None or made.name != "llm":
        return
    from westphalia.reading.llm import cost_line

    dropped = sum(one.count for one in made.dropped)
    click.echo(f"{source}: read by {made.model}: {cost_line(made)}; dropped or corrected: {dropped}", err=True)


def horizon_option(command: Command) -> Command:
    """`--horizon`: one or more spans of days ahead."""
    return click.option(
        "--horizon",
        "horizons",
        metavar="SPAN",
        multiple=True,
        default=("28d", "84d"),
        callback=_days,
        show_default="28d and 84d",
        help="How far ahead, as 28d or 12w; may be repeated.",
    )(command)


def weeks_option(command: Command) -> Command:
    """`--horizon` as one number of whole weeks, `weeks`."""

    def whole(ctx: click.Context, parameter: click.Parameter, value: str) -> int:
        days = as_days(ctx, parameter, value)
        if days % 7:
            raise click.BadParameter(f"{value!r} is not a number of whole weeks, such as 1w or 28d")
        return days // 7

    return click.option(
        "--horizon", "weeks", metavar="SPAN", default="1w", callback=whole, show_default=True, help="As 1w or 4w."
    )(command)


def open_record(path: str | None) -> Record:
    """The record a command answers from: a folder or `duckdb://` address, or the embedded one."""
    from westphalia.record import Record

    return Record.connect(path) if path else Record.default()


def print_json(value: Any) -> None:
    """Print JSON data, indented, with text as it is."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_plain, allow_nan=False))


def print_rich(value: Any) -> None:
    """Print anything rich can draw, to the width of the terminal."""
    from rich.console import Console

    Console(highlight=False).print(value)


def save_chart(chart: Any, target: Path) -> None:
    """Write an Altair chart as .svg, .png, .html or .json, by its suffix.

    Raises:
        click.BadParameter: the suffix is none of these.
    """
    import vl_convert as vlc

    from westphalia.files import write_atomically

    spec = chart.to_dict()
    match target.suffix.lower():
        case ".svg":
            write_atomically(target, vlc.vegalite_to_svg(spec))
        case ".png":
            write_atomically(target, vlc.vegalite_to_png(spec, scale=2))
        case ".json":
            write_atomically(target, json.dumps(spec, indent=2))
        case suffix:
            raise click.BadParameter(f"cannot draw to {suffix or 'a file without suffix'!r}; use .svg, .png or .json")
    click.echo(f"Wrote {target}", err=True)


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if hasattr(value, "item"):
        return value.item()
    raise TypeError(f"{type(value).__name__} is not JSON data")
