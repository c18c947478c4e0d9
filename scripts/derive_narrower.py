"""Count the last two columns of src/westphalia/evidence/narrower.csv: how much of an action is a narrower deed.

    python scripts/derive_narrower.py

It prints too how many months of a dyad hold bombing or shelling, by the number of events of ASSAULT in them: how far
the chance in `westphalia.evidence.beyond` can be trusted.

`events` are international events of the ICEWS sets of 2018, 2021 and 2022 under a CAMEO code that begins with one of
`codes`, `of` all those under the action. The words and codes are written by hand.
"""

import csv
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

from derive_record import SHARED, WINDOWS
from westphalia.record.sources import quadruples

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src" / "westphalia" / "evidence" / "narrower.csv"
READ = ("action", "code", "actor_country", "recipient_country", "date")
BOMBING = ("183", "194", "195")
COLUMNS = ("action", "words", "codes", "events", "of")


def main() -> None:
    counted: Counter[tuple[str, str]] = Counter()
    months: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
    for window in WINDOWS:
        for part in window.files:
            for batch in quadruples.read(SHARED / part):
                for action, code, one, other, day in zip(*(batch.events[c].to_pylist() for c in READ), strict=True):
                    if not one or not other or one == other:
                        continue
                    counted[action, code] += 1
                    if action == "ASSAULT":
                        months[one, other, f"{day:%Y-%m}"].append(code.startswith(BOMBING))
    with TABLE.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    for row in table:
        of = {code: n for (action, code), n in counted.items() if action == row["action"]}
        row["of"] = str(sum(of.values()))
        row["events"] = str(sum(n for code, n in of.items() if code.startswith(tuple(row["codes"].split()))))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)
    for low, high in pairwise((2, 5, 8, 12, 20, 29, 50, 10**6)):
        held = [any(codes) for codes in months.values() if low <= len(codes) < high]
        print(f"{low} to {high - 1} events: {len(held)} months, {sum(held) / len(held):.0%} hold bombing or shelling")


if __name__ == "__main__":
    main()
