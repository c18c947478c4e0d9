"""The program `westphalia`: its commands."""

from __future__ import annotations

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
