"""The strengths of a record: read from the package for the embedded record, else estimated.

What is stored belongs to one record and one set of constants (`fingerprint`); with another record, or after a change of
the model, strengths are estimated again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.simulation.fit import Progress, Sample, Strengths, sample, strengths
from westphalia.dynamics.simulation.likelihood import Burst
from westphalia.dynamics.simulation.state import MEMORY, Memory
from westphalia.dynamics.simulation.table import Table, table_of
from westphalia.dynamics.simulation.terms import QUAD, terms
from westphalia.dynamics.simulation.world import Law
from westphalia.dynamics.weeks import Bools
from westphalia.errors import OutsideCoverage

if TYPE_CHECKING:
    from westphalia.record import Record

FILE = "mechanisms.json"  # in westphalia/data: the strengths of the embedded record
REFITS = 8  # of a record of one's own; what is stored has more
FEWEST_WEEKS = 12  # that can be explained, below which strengths say nothing
COMMON_MEMORY: dict[str, tuple[Strengths, dict[str, Strengths]]] = {}

_DIGITS = 5


def strengths_of(
    record: Record, progress: Progress | None = None, *, windows: bool = True, seed: int = 0
) -> tuple[Strengths, dict[str, Strengths]]:
    """The strengths of a record, and with `windows` those of each of its windows by its year or years.

    Windows are compared on the countries that all of them cover. Raises `OutsideCoverage` for a record that covers too
    few weeks to learn from.
    """
    mark = fingerprint(record)
    stored = _stored(mark)
    if stored is not None:
        return stored
    known = COMMON_MEMORY.get(mark)
    if known is None or (windows and not known[1]):
        table, _, _ = table_of(record)
        rows = sample(table, MEMORY, progress)
        require_weeks(rows, record.name)
        whole = known[0] if known else strengths(rows, MEMORY, refits=REFITS, seed=seed, progress=progress)
        known = whole, by_window(table, rows, progress) if windows else {}
        COMMON_MEMORY[mark] = known
    return known


def require_weeks(rows: Sample, name: str) -> None:
    """`OutsideCoverage` where too few weeks of the record `name` can be explained."""
    if len(np.unique(rows.week)) < FEWEST_WEEKS or not sum(float(y.sum()) for y in rows.y):
        raise OutsideCoverage(
            f"the record {name!r} covers too few weeks between countries to learn reactions from; "
            f"needed are windows with {FEWEST_WEEKS} weeks after their first month"
        )


def by_window(table: Table, rows: Sample, progress: Progress | None = None) -> dict[str, Strengths]:
    """Strengths of each window of at least `FEWEST_WEEKS` explained weeks, on the pairs that all of them cover."""
    named = window_of_week(table)
    found = {}
    names = [
        name
        for name in dict.fromkeys(named)
        if len(np.unique(rows.week[np.isin(rows.week, np.flatnonzero(np.array(named) == name))])) >= FEWEST_WEEKS
    ]
    if len(names) < 2:
        return {}
    label = np.array(named)
    covered: Bools = np.logical_and.reduce([table.covered[label == name].any(axis=0) for name in names])
    for number, name in enumerate(names):
        if progress:
            progress("comparing windows", number, len(names))
        found[name] = strengths(rows.where((label[rows.week] == name) & covered[rows.pair]))
    return found


def window_of_week(table: Table) -> list[str]:
    """The window each week is in, named by its years («2021»); stretches less than a month apart are one."""
    starts = [0, *(int(week) + 1 for week in np.flatnonzero(np.diff(table.ends) > 31))]
    names = []
    for first, after in zip(starts, [*starts[1:], len(table.ends)], strict=True):
        years = sorted({table.year(week) for week in range(first, after)})
        names += [str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"] * (after - first)
    return names


def fingerprint(record: Record) -> str:
    """What stored strengths belong to: the files that the record was made of, its days, and the model's constants."""
    rows = sorted(
        (row.origin, row.first_day.isoformat(), row.last_day.isoformat(), row.sha256, len(row.actors or ()))
        for row in record.coverage()
        if row.about == "events"
    )
    names = [[term.name for term in terms(quad)] for quad in range(QUAD)]
    text = json.dumps([rows, record.granularity, asdict(MEMORY), names], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def to_dict(found: Strengths) -> dict[str, Any]:
    """Strengths as JSON data."""
    law = found.law
    return {
        "b": _rounded(law.b),
        "low": _rounded(found.low),
        "high": _rounded(found.high),
        "error": _rounded(found.error),
        "burst": [[round(one.scale, _DIGITS), round(one.power, _DIGITS)] for one in law.burst],
        "mutual": _rounded(law.mutual),
        "shock": round(law.shock, _DIGITS),
        "most": law.most,
        "rows": found.rows,
        "weeks": found.weeks,
        "log": _rounded(found.log),
        "refits": _rounded(found.refits),
    }


def from_dict(row: Mapping[str, Any], memory: Memory = MEMORY) -> Strengths:
    """The strengths that `to_dict` wrote."""
    law = Law(
        np.array(row["b"]),
        tuple(Burst(scale, power) for scale, power in row["burst"]),
        np.array(row["mutual"]),
        row["shock"],
        memory,
        row["most"],
    )
    return Strengths(
        law=law,
        low=np.array(row["low"]),
        high=np.array(row["high"]),
        error=np.array(row["error"]),
        refits=np.array(row["refits"]).reshape(-1, *law.b.shape),
        rows=row["rows"],
        weeks=row["weeks"],
        log=np.array(row["log"]),
    )


def _rounded(values: Any) -> Any:
    return np.round(values, _DIGITS).tolist()


def _stored(mark: str) -> tuple[Strengths, dict[str, Strengths]] | None:
    try:
        table = json.loads((files("westphalia") / "data" / FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if table["fingerprint"] != mark:
        return None
    return from_dict(table["all"]), {name: from_dict(row) for name, row in table["windows"].items()}
