"""The way into the program and out of it: what becomes of an error, and of an interrupt.

Exit codes: 0 done, 1 the answer is «no», 2 the call was wrong, 3 the data was wrong; 130 when interrupted, as shells
expect. An error on purpose is one line on standard error. The commands are imported inside, so that an interrupt while
modules load leaves by the same door.
"""

from __future__ import annotations

import os
import signal
import sys

_interrupts: list[int] = []  # libraries turn an interrupt into errors of their own, so that it happened is kept


def main() -> None:
    """Run the command line and leave with the design's exit codes."""
    signal.signal(signal.SIGINT, _interrupt)
    try:
        _run()
    except KeyboardInterrupt:  # while modules load, or a second one on the way out
        _leave("", 130)
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an impatient Ctrl-C must not break the way out


def _run() -> None:
    import click

    from westphalia.cli.app import program
    from westphalia.errors import WestphaliaError

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
    except click.Abort:  # what click makes of an interrupt
        _leave("", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if not isinstance(error, OSError) and not _interrupts:
            raise
        place = f"{error.filename}: " if isinstance(error, OSError) and error.filename else ""
        reason = error.strerror if isinstance(error, OSError) else None
        _leave(f"{place}{(reason or str(error)).lower()}", 2)


def _interrupt(number: int, _frame: object) -> None:
    _interrupts.append(number)
    raise KeyboardInterrupt


def _leave(message: str, code: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if code == 130 or _interrupts:
        message, code = "interrupted; nothing was left half-written", 130
    try:
        sys.stderr.write(f"westphalia: {' '.join(message.split())}\n")
        sys.stderr.flush()
    finally:
        sys.exit(code)
