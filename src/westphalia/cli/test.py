"""`westphalia test`: one claim against the record."""

from __future__ import annotations

import sys
from datetime import date

import click

from westphalia.cli.options import date_option, json_option, open_record, print_json, print_rich, record_option


@click.command(short_help="Test one claim against the record.")
@click.argument("claim")
@date_option
@record_option
@json_option
def test(claim: str, published: date | None, record_path: str | None, as_json: bool) -> None:
    """Test CLAIM, one sentence in English, against the record.

    Leaves with exit code 1 where the record contradicts it.
    """
    import westphalia as wp

    findings = wp.test(claim, open_record(record_path), on=published)
    if as_json:
        print_json([finding.to_dict() for finding in findings])
    else:
        for finding in findings:
            print_rich(finding)
    sys.exit(int(any(finding.verdict is wp.Verdict.CONTRADICTED for finding in findings)))
