"""Kinds of obligation against the published codings of ATOP, for treaties of which both are known.

The clauses of `atop.csv` are our own wording of what each treaty promises. They are no independent
measurement: the rules were made with them in view. They show that the kinds mean what ATOP means by them, also where
it codes nothing: a promise to join no hostile alliance, to respect territory, to consult on common interests.
"""

import csv
import gzip
from collections import defaultdict
from pathlib import Path

import pytest

from westphalia.reading import read_text
from westphalia.reading.treaty.kinds import KINDS

COLUMNS = ("atop_defense", "atop_offense", "atop_neutral", "atop_nonagg", "atop_consul")
TREATIES = defaultdict(list)
with (Path(__file__).parent / "atop.csv").open(encoding="utf-8", newline="") as file:
    for line in csv.DictReader(file):
        TREATIES[line["name"]].append(line)


@pytest.fixture(scope="module")
def codings(shared_data):
    wanted = {(rows[0]["ccode1"], rows[0]["ccode2"], rows[0]["year"]) for rows in TREATIES.values()}
    found = {}
    with gzip.open(shared_data / "states" / "atop_alliance.csv.gz", "rt", encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            key = tuple(str(int(float(row[name]))) for name in ("ccode1", "ccode2", "year"))
            if key in wanted:
                found[key] = {kind for kind, column in zip(KINDS, COLUMNS, strict=True) if float(row[column]) == 1}
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(TREATIES))
def test_kinds_are_those_that_atop_codes(name, codings):
    rows = TREATIES[name]
    first = rows[0]
    articles = "\n\n".join(f"Article {n}. {row['clause']}" for n, row in enumerate(rows, 1))
    names = f"{first['a'][0].upper()}{first['a'][1:]} and {first['b']}"
    text = (
        f"TREATY\n\n{names} (the Parties) have agreed as follows:\n\n{articles}\n\nArticle {len(rows) + 1}. "
        f"This Treaty shall "
        "enter into force on signature.\n\nDone at Geneva."
    )
    (found,) = read_text(text).agreements
    kinds = {kind for duty in found.obligations for kind in duty.kinds}
    assert kinds == codings[(first["ccode1"], first["ccode2"], first["year"])]
