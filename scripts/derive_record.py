"""Derive the embedded default record, `src/westphalia/data/record`, and its datasheets.

    python scripts/derive_record.py

reads ../shared/data (ICEWS as quadruples for 2018, 2021 and 2022; UN roll calls 1946-2019), writes daily counts by
actor, recipient and PLOVER action, and dyad-years of voting agreement, prints one table of everything measured, and
writes the same numbers into `src/westphalia/data/record.md` and `votes.md`. The same inputs give the same bytes.

    python scripts/derive_record.py --audit

prints the names of the audit (drawn by weight, fixed seed) with the code that each was given, for a reader to check.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa

from record_datasheets import events_sheet, votes_sheet
from record_votes import agreement, read_votes
from westphalia.ontology.crosswalk import from_relation
from westphalia.ontology.native import Placed, place
from westphalia.ontology.types import NO_COUNTRY, UNRESOLVED
from westphalia.record.coverage import Coverage
from westphalia.record.store import write_tables

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"
TARGET = ROOT / "src" / "westphalia" / "data"
LIMIT = 8 * 1024 * 1024  # bytes of everything under TARGET/record
AUDIT_SEED, AUDIT_NAMES, AUDIT_RARE = 2018, 200, 50  # rare: fewer events than that
THIN, RUN = 0.10, 3  # so many days in a row under this share of the median day are an outage, not quiet days

CITATION = (
    "Boschee, Lautenschlager, O'Brien, Shellman, Starz and Ward (2015), ICEWS Coded Event Data, "
    "Harvard Dataverse, doi:10.7910/DVN/28075"
)
LICENCE = "counts derived from ICEWS (Harvard Dataverse terms of use); no event and no text of it is contained"
URL = "https://doi.org/10.7910/DVN/28075"
COUNTS = (
    "each (subject, relation, object, day) of the source once: counts are of days with such an event, not of reports; "
    "ICEWS leaves out events inside the United States"
)


@dataclass(frozen=True)
class Window:
    """One set of quadruples: where it lies, and whether it holds all entities or only the most frequent."""

    origin: str
    files: tuple[str, ...]
    expected: int
    truncated: bool = False


WINDOWS = (
    Window("icews-2018", tuple(f"events/icews18/{part}.tsv.gz" for part in ("train", "valid", "test")), 468_558),
    Window("icews-2021", ("events/icews21/events.tsv.gz",), 326_354),
    Window("icews-2022", ("events/icews22/events.tsv.gz",), 171_013, truncated=True),
)
VOTES = ("states/un_votes.csv.gz", "states/un_roll_calls.csv.gz")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--audit", action="store_true", help="print the audit's names instead of deriving anything")
    if not SHARED.is_dir():
        print(f"no data at {SHARED}", file=sys.stderr)
        return 3
    if arguments.parse_args().audit:
        return audit()
    read = {window.origin: placed_events(window) for window in WINDOWS}
    hashes = {name: sha256(SHARED / name) for window in WINDOWS for name in window.files}
    hashes |= {name: sha256(SHARED / name) for name in VOTES}
    coverage = [row for window in WINDOWS for row in covered(window, read[window.origin], hashes)]
    votes = agreement(read_votes(SHARED / VOTES[0], SHARED / VOTES[1]))
    coverage += votes.coverage(combined(hashes, VOTES))
    cells = pd.concat([cells_of(window.origin, events) for window, events in zip(WINDOWS, read.values(), strict=True)])
    TARGET.mkdir(exist_ok=True)
    write_tables(
        TARGET / "record",
        name="default",
        granularity="cell",
        events=pa.Table.from_pandas(cells, preserve_index=False),
        votes=pa.Table.from_pandas(votes.table, preserve_index=False),
        coverage=coverage,
    )
    sizes = {table: size_of(TARGET / "record" / table) for table in ("events", "votes")}
    total = size_of(TARGET / "record")
    if total > LIMIT:
        raise SystemExit(f"the record takes {total:,} bytes; {LIMIT:,} are allowed")
    report = measured(read, cells, coverage)
    (TARGET / "record.md").write_text(events_sheet(report, hashes, sizes["events"], CITATION), encoding="utf-8")
    (TARGET / "votes.md").write_text(votes_sheet(votes, hashes, sizes["votes"]), encoding="utf-8")
    for name, value in [*report, *votes.measured()]:
        print(f"{name:<64} {value}")
    print(f"{'bytes: events, votes, the whole record':<64} {sizes['events']:,}, {sizes['votes']:,}, {total:,}")
    return 0


def placed_events(window: Window) -> pd.DataFrame:
    """The events of `window` with columns day, subject, object, actor, recipient and action (None for statements)."""
    columns = ["subject", "relation", "object", "day"]
    parts = [pd.read_csv(SHARED / f, sep="\t", names=columns, keep_default_na=False, quoting=3) for f in window.files]
    events = pd.concat(parts, ignore_index=True)
    if len(events) != window.expected:
        raise SystemExit(f"{window.origin}: {len(events):,} events instead of {window.expected:,}")
    events["day"] = [date.fromisoformat(day) for day in events["day"]]
    for side, code in (("subject", "actor"), ("object", "recipient")):
        events[code] = [place(name, day).code for name, day in zip(events[side], events["day"], strict=True)]
    actions = {relation: from_relation(relation) for relation in events["relation"].unique()}
    for field, of in (
        ("action", lambda c: c.action),
        ("quad", lambda c: str(c.quad) if c.action else None),
        ("score", lambda c: c.score if c.action else None),
    ):
        events[field] = events["relation"].map({relation: of(crossed) for relation, crossed in actions.items()})
    return events


def cells_of(origin: str, events: pd.DataFrame) -> pd.DataFrame:
    """One row per day, actor, recipient and action, with the number of events as `weight`."""
    keys = ["day", "actor", "recipient", "action", "quad", "score"]
    cells = events.groupby(keys, dropna=False, sort=True).size().reset_index(name="weight")
    cells["weight"] = cells["weight"].astype("float64")
    names = {"day": "date", "actor": "actor_country", "recipient": "recipient_country"}
    cells = cells.rename(columns=names).assign(origin=origin)
    return cells.astype({"action": object, "quad": object}).where(cells.notna(), None)


def covered(window: Window, events: pd.DataFrame, hashes: Mapping[str, str]) -> list[Coverage]:
    """Coverage of `window`: one row per stretch of days between outages of the source."""
    kept = ""
    actors = None
    if window.truncated:
        entities = len(set(events["subject"]) | set(events["object"]))
        kept = (
            f"; the {entities} most frequent entities only: an actor that does not occur is not covered, "
            "and of one that occurs the rarer entities are missing, so counts are lower than in the other windows; "
            f"{events['relation'].nunique()} types of relation only, where the other windows have some 250: of PROTEST "
            "most is missing, of CONCEDE nearly all"
        )
        actors = frozenset((set(events["actor"]) | set(events["recipient"])) - {UNRESOLVED})
    return [
        Coverage(
            origin=window.origin,
            first_day=first,
            last_day=last,
            actors=actors,
            filters=COUNTS + kept,
            licence=LICENCE,
            citation=CITATION,
            sha256=combined(hashes, window.files),
            url=URL,
        )
        for first, last in stretches(events["day"])
    ]


def stretches(days: pd.Series) -> list[tuple[date, date]]:
    """First and last days of the stretches between outages: `RUN` or more days under `THIN` of the median day."""
    count = per_day(days)
    thin = list(count < THIN * count.median())
    out = [False] * len(thin)
    start = 0
    while start < len(thin):
        end = start
        while end < len(thin) and thin[end]:
            end += 1
        if end - start >= RUN:
            out[start:end] = [True] * (end - start)
        start = max(end, start + 1)
    found: list[tuple[date, date]] = []
    for day, gone in zip(count.index, out, strict=True):
        if gone:
            continue
        if found and found[-1][1] == day - timedelta(days=1):
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


def per_day(days: pd.Series) -> pd.Series:
    """Events of every day from the first to the last, missing days as 0, so that a gap cannot hide."""
    count = days.value_counts()
    first, last = min(count.index), max(count.index)
    every = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return count.reindex(every, fill_value=0)


KINDS = ("country", "organisation", "group", "no country", "unresolved")


def kind_of(code: str) -> str:
    """What a record code stands for, one of `KINDS`."""
    if code in (NO_COUNTRY, UNRESOLVED):
        return "no country" if code == NO_COUNTRY else "unresolved"
    if ":" not in code:
        return "country"
    return "organisation" if code.partition(":")[0] in ("IGO", "NGO") else "group"


def measured(
    read: Mapping[str, pd.DataFrame], cells: pd.DataFrame, coverage: Iterable[Coverage]
) -> list[tuple[str, str]]:
    """Everything measured about the events, as lines of one table."""
    found: list[tuple[str, str]] = []
    for origin, events in read.items():
        count = per_day(events["day"])
        rows = [row for row in coverage if row.origin == origin]
        found += [
            (f"{origin}: events, first and last day", f"{len(events):,}; {count.index[0]} to {count.index[-1]}"),
            (
                f"{origin}: days without any event; median events a day",
                f"{int((count == 0).sum())}; {count.median():g}",
            ),
            (f"{origin}: covered", "; ".join(f"{row.first_day} to {row.last_day}" for row in rows)),
            (f"{origin}: thin days (under {THIN:.0%} of the median)", thin_days(count)),
            (f"{origin}: names", f"{len(set(events['subject']) | set(events['object'])):,}"),
            (f"{origin}: inside one state or organisation", f"{(events['actor'] == events['recipient']).mean():.1%}"),
            (f"{origin}: statements (no action)", f"{events['action'].isna().mean():.1%}"),
        ]
        for side in ("actor", "recipient"):
            share = events[side].map(kind_of).value_counts(normalize=True)
            text = ", ".join(f"{kind} {share.get(kind, 0):.2%}" for kind in KINDS)
            found.append((f"{origin}: {side} is", text))
        if rows[0].actors is not None:
            found.append((f"{origin}: record codes covered", f"{len(rows[0].actors):,}"))
    found.append(("events: cells; sum of weights", f"{len(cells):,}; {cells['weight'].sum():,.0f}"))
    found += truncation(read)
    return found


def thin_days(count: pd.Series) -> str:
    thin = count[count < THIN * count.median()]
    return ", ".join(f"{day} ({n})" for day, n in thin.items()) or "none"


def truncation(read: Mapping[str, pd.DataFrame]) -> list[tuple[str, str]]:
    """What the 2022 set would have kept of 2021: the share of events both of whose names it holds, by actor."""
    kept = set(read["icews-2022"]["subject"]) | set(read["icews-2022"]["object"])
    events = read["icews-2021"]
    events = events.assign(kept=events["subject"].isin(kept) & events["object"].isin(kept))
    share = events.groupby("actor")["kept"].agg(["mean", "size"])
    share = share[(share["size"] >= 1000) & (share.index != UNRESOLVED) & (share.index != NO_COUNTRY)]
    share = share.sort_values(["mean", "size"], ascending=False)
    line = [f"{code} {row['mean']:.0%}" for code, row in share.iterrows()]
    return [
        ("of 2021's events, share between the names that 2022 holds", f"{events['kept'].mean():.1%}"),
        ("  most and least kept (actors with 1,000 events in 2021)", ", ".join([*line[:8], "…", *line[-8:]])),
    ]


def audit() -> int:
    """Print two samples of the names that a row of the table places: drawn by weight, and evenly among the rare ones.

    The draw of a name hangs on the name and the seed alone (Efraimidis and Spirakis 2006), so that a correction of one
    row does not exchange the others.
    """
    weights: dict[tuple[str, Placed], int] = {}
    for window in WINDOWS:
        events = placed_events(window)
        for side in ("subject", "object"):
            for name, day in zip(events[side], events["day"], strict=True):
                placed = place(name, day)
                if placed.how == "name" and placed.code != UNRESOLVED:
                    weights[name, placed] = weights.get((name, placed), 0) + 1
    rare = {item: 1 for item, weight in weights.items() if weight < AUDIT_RARE}
    for title, pool, size in (("by weight", weights, AUDIT_NAMES), ("rare", rare, AUDIT_NAMES // 2)):
        for name, placed in sorted(pool, key=lambda item: draw(item[0]) / pool[item])[:size]:
            print(f"{title}\t{placed.code}\t{placed.sector or '-'}\t{weights[name, placed]}\t{name}")
    return 0


def draw(name: str) -> float:
    number = int.from_bytes(hashlib.sha256(f"{AUDIT_SEED}:{name}".encode()).digest()[:8])
    return -math.log((number + 1) / (2**64 + 1))


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def combined(hashes: Mapping[str, str], names: Iterable[str]) -> str:
    """One hash for several files: their own where there is one, else that of their hashes and names, a line each."""
    own = [hashes[name] for name in names]
    lines = "".join(f"{hashes[name]}  {name}\n" for name in names)
    return own[0] if len(own) == 1 else hashlib.sha256(lines.encode()).hexdigest()


def size_of(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())


if __name__ == "__main__":
    raise SystemExit(main())
