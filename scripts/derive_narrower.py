"""Count the last columns of src/westphalia/evidence/narrower.csv: how much of an action is a narrower deed.

    python scripts/derive_narrower.py

`events` are international events of the ICEWS sets of 2018, 2021 and 2022 under a CAMEO code that begins with one of
`codes`, `of` all those under the action. `fewest` is the least n for which nine in ten of the calendar months in which
one did the action to another at least n times hold the deed, and there are at least 15 such months; empty where no n
is. The words and codes are written by hand.
"""

import csv
from collections import defaultdict
from pathlib import Path

from derive_record import SHARED, WINDOWS
from westphalia.record.sources import quadruples

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "westphalia" / "evidence" / "narrower.csv"
READ = ("action", "code", "actor_country", "recipient_country", "date")
COLUMNS = ("action", "words", "codes", "events", "of", "fewest")
HELD, MONTHS = 0.9, 15


def main() -> None:
    months: dict[str, dict[tuple[str, str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for window in WINDOWS:
        for part in window.files:
            for batch in quadruples.read(SHARED / part):
                for action, code, one, other, day in zip(*(batch.events[c].to_pylist() for c in READ), strict=True):
                    if action and one and other and one != other:
                        months[action][one, other, f"{day:%Y-%m}"].append(code)
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        codes = tuple(row["codes"].split())
        held = [[code.startswith(codes) for code in month] for month in months[row["action"]].values()]
        cells = [(len(month), any(month)) for month in held]
        row["of"] = str(sum(n for n, _ in cells))
        row["events"] = str(sum(map(sum, held)))
        row["fewest"] = str(fewest(cells) or "")
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def fewest(cells: list[tuple[int, bool]]) -> int | None:
    """The least n from which on enough of the months with n events or more hold the deed."""
    cells = sorted(cells)
    for n in sorted({n for n, _ in cells}):
        held = [holds for number, holds in cells if number >= n]
        if len(held) < MONTHS:
            return None
        if sum(held) >= HELD * len(held):
            return n
    return None


if __name__ == "__main__":
    main()
