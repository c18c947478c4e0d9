"""How often do the tests of evidence support, or contradict, claims that were made up?

Run: `python benchmarks/evidence.py [--claims 150] [--seed 0]`. Needs nothing but the embedded record. Prints one row
for each kind of claim: how many were made up, and the share of each verdict. What is false differs by row:

- *unrelated pairs*: two states drawn at random that had at most five events with each other: nearly nothing is true;
- *busy pairs*: two actors drawn with at least 100 events with each other, a random action, random days. «On a day» is
  about a single occasion, which chance should support in at most one case of ten; «in a month» and «no day» are general
  claims, which may well be true; so may the states be;
- *shuffled weeks*: the record with its weeks in random order (one order for all pairs), in which no pair has a trend:
  every verdict on one is false;
- *standing out*: how often the count of a busy pair in random days is called rare (at most one in ten by design).
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from westphalia.evidence.assess import assess
from westphalia.evidence.background import Background
from westphalia.evidence.event import RARE
from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.states import states
from westphalia.ontology.types import Claim, ClaimKind, Status, Verdict
from westphalia.record import Record
from westphalia.record.store import write_tables

VERDICTS = [verdict.value for verdict in Verdict]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--claims", type=int, default=150, help="made-up claims per row")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    started = time.perf_counter()
    record = Record.default()
    background = Background(record)
    rng = np.random.default_rng(options.seed)
    unrelated, busy = _pairs(record, rng, options.claims)
    print(f"{'':44s} {'n':>5s} " + " ".join(f"{name:>17s}" for name in VERDICTS))

    def row(name: str, pairs: list[tuple[str, str]], make: Callable[[str, str], Claim], on: Background) -> None:
        claims = [make(*pair) for pair in pairs]
        _print(name, [assess(claim, None, on.record, background=on).answer for claim in claims])

    for name, pairs in (("unrelated pairs", unrelated), ("busy pairs", busy)):
        row(f"{name}: event on a day", pairs, lambda a, b: _event(rng, record, a, b, 1), background)
        row(f"{name}: event in a month", pairs, lambda a, b: _event(rng, record, a, b, 30), background)
        row(f"{name}: event, no day", pairs, lambda a, b: _event(rng, record, a, b, None), background)
        row(f"{name}: on good terms", pairs, lambda a, b: _state(a, b, 1), background)
        row(f"{name}: on bad terms", pairs, lambda a, b: _state(a, b, -1), background)
        row(f"{name}: aligned", pairs, lambda a, b: _state(a, b, 1, "alignment"), background)
        row(f"{name}: closer since 2018", pairs, lambda a, b: _trend(a, b, 1), background)
        row(f"{name}: apart since 2018", pairs, lambda a, b: _trend(a, b, -1), background)
    _calibration(rng, record, background, busy)
    with tempfile.TemporaryDirectory() as folder:
        shuffled = Background(_shuffled(record, rng, Path(folder) / "record"))
        row("shuffled weeks, busy pairs: closer", busy, lambda a, b: _trend(a, b, 1), shuffled)
        row("shuffled weeks, busy pairs: apart", busy, lambda a, b: _trend(a, b, -1), shuffled)
    print(f"seed {options.seed}, {time.perf_counter() - started:.0f} s")


def _pairs(record: Record, rng: np.random.Generator, n: int) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    frame = record.dyads().frame
    known = {(a, b): n for a, b, n in frame.itertuples(index=False)}
    both = {key: count + known.get((key[1], key[0]), 0) for key, count in known.items()}
    busy = sorted(key for key, count in both.items() if count >= 100 and key[0] < key[1])
    members = sorted(code for code, state in states().items() if state.status == "UN member")
    unrelated: list[tuple[str, str]] = []
    while len(unrelated) < n:
        a, b = (str(code) for code in rng.choice(members, 2, replace=False))
        if both.get((a, b), both.get((b, a), 0)) <= 5:
            unrelated.append((a, b))
    chosen = rng.choice(len(busy), min(n, len(busy)), replace=False)
    return unrelated, [busy[index] for index in sorted(chosen)]


def _event(rng: np.random.Generator, record: Record, a: str, b: str, days: int | None) -> Claim:
    first = last = None
    if days:
        windows = record.windows(a, b) or record.windows()
        starts = [window.first_day + timedelta(d) for window in windows for d in range(window.days - days - 3)]
        first = starts[int(rng.integers(len(starts)))]
        last = first + timedelta(days - 1)
    action = str(rng.choice(ACTIONS))
    return _claim(ClaimKind.EVENT, a, b, action=action, status=Status.HAPPENED, first_day=first, last_day=last)


def _state(a: str, b: str, direction: int, measure: str = "relations") -> Claim:
    return _claim(ClaimKind.STATE, a, b, measure=measure, direction=direction)


def _trend(a: str, b: str, direction: int) -> Claim:
    return _claim(ClaimKind.TREND, a, b, measure="relations", direction=direction, first_day=date(2018, 1, 1))


def _claim(kind: ClaimKind, a: str, b: str, **more: object) -> Claim:
    text = f"{a} {b}"
    return Claim(kind=kind, holder="author", text=text, start=0, end=len(text), sentence=0, actors=(a, b), **more)  # type: ignore[arg-type]


def _print(name: str, answers: Iterable[str]) -> None:
    counts = Counter(answers)
    total = counts.total()
    shares = " ".join(f"{counts[verdict] / total:17.1%}" for verdict in VERDICTS)
    print(f"{name:44s} {total:5d} {shares}", flush=True)


def _calibration(
    rng: np.random.Generator, record: Record, background: Background, pairs: list[tuple[str, str]]
) -> None:
    """How often the count of a random stretch of days «stands out» by the model of what is usual."""
    for days in (1, 7, 30):
        rare = 0
        for a, b in pairs:
            finding = assess(_event(rng, record, a, b, days), None, record, background=background)
            chance = re.search(r"; (less than )?(\d+) % of such stretches", finding.reason)
            rare += bool(finding.n) and chance is not None and int(chance[2]) <= 100 * RARE
        print(f"standing out: busy pairs, {days} days: {rare} of {len(pairs)}, {rare / len(pairs):.1%}", flush=True)


def _shuffled(record: Record, rng: np.random.Generator, folder: Path) -> Record:
    """The record with its covered weeks in random order, everything within a week left together."""
    columns = "date, actor_country, recipient_country, action, quad, score, weight, origin"
    rows = record.query(f"SELECT {columns} FROM events").to_pandas()
    day = pd.to_datetime(rows["date"])
    covered = [row for row in record.coverage() if row.about == "events"]
    days = [d for row in covered for d in pd.date_range(row.first_day, row.last_day)]
    blocks = [days[start : start + 7] for start in range(0, len(days) - len(days) % 7, 7)]
    order = rng.permutation(len(blocks))
    moves = [pair for source, target in enumerate(order) for pair in zip(blocks[source], blocks[target], strict=True)]
    new_day = dict(moves)
    new_origin = {d: row.origin for row in covered for d in pd.date_range(row.first_day, row.last_day)}
    rows["date"] = day.map(new_day)
    rows = rows[rows["date"].notna()]
    rows["origin"] = rows["date"].map(new_origin)
    rows["date"] = rows["date"].dt.date
    write_tables(
        folder,
        name="shuffled",
        granularity="cell",
        events=pa.Table.from_pandas(rows, preserve_index=False),
        coverage=covered,
    )
    return Record.open(folder)


if __name__ == "__main__":
    main()
