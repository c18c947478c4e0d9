"""`westphalia rank`: who does what to whom next, measured on files of quadruples."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from westphalia.cli.options import json_option, print_json, print_rich

_FILE = click.Path(path_type=Path)


@click.command(short_help="Rank who does what to whom next, on files of quadruples.")
@click.option("--train", metavar="FILE", type=_FILE, required=True, help="Quadruples to learn from.")
@click.option("--valid", metavar="FILE", type=_FILE, help="Quadruples between; past when test is ranked, never fitted.")
@click.option("--test", metavar="FILE", type=_FILE, required=True, help="Quadruples to rank, day by day.")
@click.option(
    "--names",
    metavar="PATH",
    type=_FILE,
    help="entity2id.txt, or the folder of it and relation2id.txt [default: beside --train].",
)
@click.option("--fast", is_flag=True, help="A tenth of the work, somewhat worse.")
@click.option("--on", type=click.Choice(["test", "valid"]), default="test", show_default=True, help="What to rank.")
@click.option("--seed", metavar="N", type=click.IntRange(0, 2**20), default=0, show_default=True, help="Of all draws.")
@click.option("--show-rules", metavar="N", type=click.IntRange(0), default=0, help="Print the N strongest rules.")
@click.option(
    "--rules", "rules_file", metavar="FILE", type=_FILE, help="Write the strongest rules as tab-separated text."
)
@click.option(
    "--explain",
    "questions",
    metavar="QUESTION",
    multiple=True,
    help="«SUBJECT, RELATION, ?, DAY» or «?, RELATION, OBJECT, DAY»; may be repeated.",
)
@click.option("--explain-first", metavar="N", type=click.IntRange(0), default=0, help="Explain the first N queries.")
@json_option
def rank(
    train: Path, valid: Path | None, test: Path, names: Path | None, fast: bool, on: str, seed: int, show_rules: int,
    rules_file: Path | None, questions: tuple[str, ...], explain_first: int, as_json: bool,
) -> None:  # fmt: skip
    """Learn from quadruples (subject, relation, object, day), then rank the object and the subject of each test fact
    among all entities, day by day, from the days before. Files may be named or numbered, plain or gzipped.
    """
    if on == "valid" and valid is None:
        raise click.UsageError("--on valid needs --valid")
    from westphalia.dynamics.ranking import run as ranking
    from westphalia.dynamics.ranking import show

    found = ranking.rank(
        train, valid, test, names_from=names, fast=fast, seed=seed, on=on, questions=questions, first=explain_first,
        progress=_Told() if sys.stderr.isatty() else None,
    )  # fmt: skip
    if rules_file is not None:
        from westphalia.files import write_atomically

        rows = ["weight\tearlier\tin_return\tsince\tmakes_likely\tfamily"]
        rows += [
            f"{one.weight}\t{one.body}\t{int(one.backward)}\t{one.since}\t{one.head}\t{one.family}"
            for one in found.rules
        ]
        write_atomically(rules_file, "\n".join(rows) + "\n")
    if as_json:
        print_json(found.to_dict(rules=show_rules))
        return
    print_rich(found)
    if show_rules:
        print_rich(show.rules(found, show_rules))


class _Told:
    """One line on standard error, written over as the work goes on."""

    def __init__(self) -> None:
        self._what = ""

    def __call__(self, what: str, done: int, of: int) -> None:
        same = what.split()[0] == self._what
        self._what = what.split()[0]
        click.echo(f"{chr(13) if same else ''}{what}: {done} of {of} days   ", nl=False, err=True)
        if done == of:
            click.echo("", err=True)
