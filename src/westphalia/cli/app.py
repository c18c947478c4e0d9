"""The program `westphalia`: its commands, and what becomes of an error.

Exit codes: 0 done, 1 the answer is «no», 2 the call was wrong, 3 the data was wrong; 130 when interrupted, as shells
expect. An error on purpose is one line on standard error.
"""

from __future__ import annotations

import os
import signal
import sys

import click

from westphalia import __version__
from westphalia.cli.alignment import alignment
from westphalia.cli.backtest import backtest
from westphalia.cli.brief import brief
from westphalia.cli.evaluate import evaluate
from westphalia.cli.fit import fit
from westphalia.cli.forecast import forecast
from westphalia.cli.mechanisms import mechanisms
from westphalia.cli.question import question
from westphalia.cli.rank import rank
from westphalia.cli.read import read
from westphalia.cli.record import record
from westphalia.cli.relations import relations
from westphalia.cli.scenario import scenario
from westphalia.cli.score import score
from westphalia.cli.test import test
from westphalia.errors import WestphaliaError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="westphalia")
def program() -> None:
    """The international system as a program.

    Reads texts on world politics, keeps a dated record of who did what to whom, and answers from that record.
    Start with: westphalia brief ARTICLE
    """


for command in (
    brief,
    read,
    record,
    relations,
    alignment,
    forecast,
    question,
    score,
    rank,
    test,
    evaluate,
    scenario,
    mechanisms,
    backtest,
    fit,
):
    program.add_command(command)


_interrupts: list[int] = []  # libraries turn an interrupt into errors of their own, so that it happened is kept


def main() -> None:
    """Run the command line and leave with the design's exit codes."""
    signal.signal(signal.SIGINT, _interrupt)
    if sys.stdout.encoding.lower().replace("-", "") != "utf8":
        for stream in (sys.stdout, sys.stderr):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        sys.exit(program.main(prog_name="westphalia", standalone_mode=False))
    except WestphaliaError as error:
        _leave(str(error), error.exit_code)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "westphalia"
        _leave(f"{error.format_message()} (see {where} --help)", 2)
    except click.ClickException as error:
        _leave(error.format_message(), 2)
    except (click.Abort, KeyboardInterrupt):
        _leave("interrupted; nothing was left half-written", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not isinstance(error, OSError) and not _interrupts:
            raise
        place = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        reason = error.strerror if isinstance(error, OSError) else None
        _leave(f"{place}{(reason or str(error)).lower()}", 2)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an impatient second Ctrl-C must not break the way out


def _interrupt(number: int, _frame: object) -> None:
    _interrupts.append(number)
    raise KeyboardInterrupt


def _leave(message: str, code: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if _interrupts:
        message, code = "interrupted; nothing was left half-written", 130
    line = " ".join(message.split())
    try:
        click.echo(f"westphalia: {line}", err=True)
    finally:
        sys.exit(code)
