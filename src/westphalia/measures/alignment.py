"""How alike two states vote in the UN General Assembly, year by year.

Agreement is (same + 0.5 half) / n over the roll calls in which both cast a vote: yes, no and abstention stand half a
step apart (Lijphart 1963). With that distance Signorino & Ritter's S (1999) is 2 agreement - 1. Most pairs agree on
most roll calls, so a high agreement says little by itself: `baseline` is the agreement of all pairs of members in the
same year, and `beyond` = agreement - baseline. That is no correction for chance: a kappa (Häge 2011) takes chance
from how often each of the two says yes, no and abstains, which a record of same, half and opposite does not hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from westphalia.errors import CallError, OutsideCoverage
from westphalia.measures import show
from westphalia.measures.change import Change, Level, level_change
from westphalia.measures.intervals import FEWEST, difference, ratio, wilson
from westphalia.ontology.actors import code_of, name_of
from westphalia.ontology.states import state_on, states
from westphalia.sheets import plain

if TYPE_CHECKING:
    import altair

    from westphalia.record import Record

METHOD = (
    "Agreement: (same + half / 2) / roll calls in which both voted (Lijphart 1963). Interval of a year (95 %): "
    "Wilson's, roll calls taken as independent; of several years: Student's t with years as clusters, "
    f"below {FEWEST + 1} years Wilson's. «All pairs»: the same over all pairs of members; «beyond»: "
    "agreement less that of all pairs."
)
COUNTS = ["same", "half", "opposite"]
VALUES = ["n", *COUNTS, "agreement", "low", "high", "baseline", "beyond"]


@dataclass(frozen=True, eq=False, repr=False)
class Alignment:
    """The voting agreement of `a` and `b` (record codes).

    `series`: one row per year and state identity: year, segment («SUN and IRN»), a, b, n, same, half, opposite,
    agreement with low and high, baseline, beyond; a year in which the two shared no roll call is one row of missing
    values.
    `periods`: decades within a segment, pooled, each with its change from the decade before in the same segment.
    `breaks`: first years of segments after the first; no change is computed across one unless asked for, and then it
    says so.
    """

    a: str
    b: str
    series: pd.DataFrame
    periods: pd.DataFrame
    breaks: tuple[int, ...]
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    query: str
    method: str = METHOD

    @property
    def title(self) -> str:
        """«Russia and Iran»."""
        return f"{name_of(self.a)} and {name_of(self.b)}"

    def change(self, before: tuple[int, int], after: tuple[int, int]) -> Change:
        """The change of agreement from the years `before` to the years `after` (both ends included).

        Raises `OutsideCoverage` where one of them has no roll call, `CallError` for years out of order.
        """
        if not before[0] <= before[1] < after[0] <= after[1]:
            raise CallError(f"the years {before[0]}-{before[1]} do not come before {after[0]}-{after[1]}")
        voted = self.series[self.series["n"].notna()]
        parts = [voted[voted["year"].between(*years)] for years in (before, after)]
        for years, part in zip((before, after), parts, strict=True):
            if part.empty:
                raise OutsideCoverage(
                    f"no roll call in which both {self.a} and {self.b} voted in {years[0]}-{years[1]}"
                )
        segments = list(dict.fromkeys(segment for part in parts for segment in part["segment"]))
        notes = [f"The states are not the same throughout: {', then '.join(segments)}."] if len(segments) > 1 else []
        return level_change("agreement", _level(parts[0]), _level(parts[1]), len(segments) == 1, notes, self.query)

    def to_pandas(self) -> pd.DataFrame:
        """A copy of the series."""
        return self.series.copy()

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data; what is missing is None."""
        return {
            "a": self.a,
            "b": self.b,
            "a_name": name_of(self.a),
            "b_name": name_of(self.b),
            "series": show.records(self.series),
            "periods": show.records(self.periods),
            "breaks": list(self.breaks),
            "sources": list(self.sources),
            "notes": list(self.notes),
            "method": self.method,
            "query": self.query,
        }

    def plot(self) -> altair.LayerChart:
        """Agreement with its interval by year, all pairs as a dashed line, breaks of identity ruled and labelled."""
        from westphalia.measures.pictures import alignment_chart

        return alignment_chart(self)

    def __rich__(self) -> Any:
        return show.alignment_view(self)

    def __str__(self) -> str:
        return plain(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        title = f"Voting agreement of {self.title}, UN General Assembly"
        return show.html(self.plot(), title, show.alignment_periods(self), self.notes)


def alignment(record: Record, a: str, b: str, first_year: int | None = None, last_year: int | None = None) -> Alignment:
    """The agreement of `a` and `b` (any names of states) in UN roll calls, from `first_year` to `last_year`.

    Years of the state that a side continues (the Soviet Union for Russia) are joined as a segment of their own; where a
    state fell apart, only the successor that continued it has them (the first in `State.successors`).
    Raises `UnknownActor` for a name, `CallError` where a side is no state or both are one, `OutsideCoverage` where they
    never voted together in these years.
    """
    code_a, code_b = _state(a), _state(b)
    if code_a == code_b:
        raise CallError(f"{a!r} and {b!r} are the same state ({code_a}); alignment needs two")
    years = record.vote_years()
    if years is None:
        raise OutsideCoverage(f"the record {record.name!r} holds no roll calls; the embedded record does")
    first, last = max(first_year or years[0], years[0]), min(last_year or years[1], years[1])
    if first > last:
        raise OutsideCoverage(f"the record {record.name!r} holds roll calls of {years[0]} to {years[1]} only")
    wanted = range(first, last + 1)
    places_a, places_b = _places(code_a, wanted), _places(code_b, wanted)
    query = _query(places_a, places_b, first, last)
    rows = _rows(record.query(query).to_pandas(), code_a, code_b, places_a, places_b)
    if rows.empty:
        raise OutsideCoverage(
            f"no roll call in which both {name_of(code_a)} and {name_of(code_b)} voted in {first} to {last}; "
            f"the record {record.name!r} holds those of {years[0]} to {years[1]}"
        )
    baseline = record.query(_BASELINE).to_pandas().set_index("year")["agreement"]
    series = _series(rows, baseline, wanted)
    voted = series[series["n"].notna()]
    starts = voted[runs(voted).diff() != 0].set_index("segment")["year"]
    return Alignment(
        a=code_a,
        b=code_b,
        series=series,
        periods=_periods(voted),
        breaks=tuple(int(year) for year in starts.iloc[1:]),
        sources=tuple(dict.fromkeys(row.origin for row in record.coverage() if row.about == "votes")),
        notes=_notes(series, starts, baseline),
        query=query,
    )


_BASELINE = (
    "SELECT year, SUM(same + 0.5 * half) / SUM(same + half + opposite) AS agreement "
    "FROM votes GROUP BY year ORDER BY year"
)


def _state(name: str) -> str:
    code = code_of(name)
    if code not in states():
        raise CallError(f"{name!r} ({code}) is no state, and only states vote in the General Assembly")
    return code


def _places(code: str, years: Iterable[int]) -> dict[int, set[str]]:
    """Year -> `code` and the codes that it continues, as of the year's beginning and end."""
    held = {year: {_held(code, date(year, *day)) for day in ((1, 1), (12, 31))} for year in years}
    return {
        year: {code} | {found for found in codes if found and _continues(code, found)} for year, codes in held.items()
    }


def _held(code: str, day: date) -> str | None:
    try:
        return state_on(code, day).code
    except CallError:
        return None  # a colony: nobody voted for it


def _continues(code: str, before: str) -> bool:
    """Whether `code` is `before`, or the first successor of what continues it."""
    while before != code:
        successors = states()[before].successors
        if not successors:
            return False
        before = successors[0]
    return True


def _query(places_a: dict[int, set[str]], places_b: dict[int, set[str]], first: int, last: int) -> str:
    sides_a, sides_b = sorted(set().union(*places_a.values())), sorted(set().union(*places_b.values()))
    pairs = sorted({(min(x, y), max(x, y)) for x in sides_a for y in sides_b if x != y})
    tests = " OR ".join(f"(a = '{x}' AND b = '{y}')" for x, y in pairs)
    return (
        f"SELECT year, a, b, same, half, opposite FROM votes WHERE year BETWEEN {first} AND {last} AND ({tests}) "
        "ORDER BY year, a, b"
    )


def _rows(
    found: pd.DataFrame, code_a: str, code_b: str, places_a: dict[int, set[str]], places_b: dict[int, set[str]]
) -> pd.DataFrame:
    """The rows between who held the two places in that year, sides in the order asked for."""
    rows: list[dict[str, Any]] = []
    for row in found.to_dict("records"):
        year = int(row["year"])
        for x, y in ((row["a"], row["b"]), (row["b"], row["a"])):
            if x in places_a[year] and y in places_b[year]:
                counts = {column: float(row[column]) for column in COUNTS}
                rows.append({"year": year, "a": x, "b": y, "segment": _segment(code_a, code_b, x, y, year), **counts})
                break
    rows.sort(
        key=lambda row: (row["year"], _age(row["a"]), _age(row["b"]))
    )  # a year of a break: the earlier state first
    frame = pd.DataFrame(rows, columns=["year", "segment", "a", "b", *COUNTS])
    frame["n"] = frame[COUNTS].sum(axis=1)
    return frame[frame["n"] > 0]


def _age(code: str) -> date:
    return states()[code].first_day or date.min


def _segment(code_a: str, code_b: str, x: str, y: str, year: int) -> str:
    return f"{_label(code_a, x, year)} and {_label(code_b, y, year)}"


def _label(code: str, held: str, year: int) -> str:
    if held != code:
        return held
    # Ukraine and Belarus had seats of their own while they were part of another state.
    then = _held(code, date(year, 11, 1))  # most roll calls of a year are taken from October to December
    return held if then in (code, None) else f"{held} (then {then})"


def _series(rows: pd.DataFrame, baseline: pd.Series[float], years: Iterable[int]) -> pd.DataFrame:
    rows = rows.assign(agreement=(rows["same"] + 0.5 * rows["half"]) / rows["n"])
    bounds = [wilson(p * n, n) for p, n in zip(rows["agreement"], rows["n"], strict=True)]
    rows["low"], rows["high"] = [low for low, _ in bounds], [high for _, high in bounds]
    # Years before the first and after the last common vote are outside, not gaps.
    first, last = rows["year"].min(), rows["year"].max()
    voted = set(rows["year"])
    missing = pd.DataFrame({"year": [year for year in years if first <= year <= last and year not in voted]})
    series = pd.concat([rows, missing]).sort_values("year", kind="stable").reset_index(drop=True)
    series["baseline"] = series["year"].map(baseline).astype(float)
    series["beyond"] = series["agreement"] - series["baseline"]
    series["segment"] = series["segment"].astype("object").where(series["segment"].notna(), None)
    return series[["year", "segment", "a", "b", *VALUES]].astype({"year": int})


def runs(voted: pd.DataFrame) -> pd.Series[int]:
    """A number for each run of rows of one segment: a state can come back (Egypt after the United Arab Republic)."""
    return (voted["segment"] != voted["segment"].shift()).astype(int).cumsum()


def _level(rows: pd.DataFrame) -> Level:
    pooled = ratio(rows["same"] + 0.5 * rows["half"], rows["n"])
    n = float(rows["n"].sum())
    low, high = pooled.interval()
    if low != low:  # too few years, or all of them alike
        low, high = wilson(pooled.value * n, n)
    years = int(rows["year"].min()), int(rows["year"].max())
    return Level(pooled.value, max(low, 0.0), min(high, 1.0), n, *years)


def _periods(voted: pd.DataFrame) -> pd.DataFrame:
    rows: list[dict[str, Any]] = []
    for _, part in voted.groupby([runs(voted), voted["year"] // 10], sort=False):
        level, segment = _level(part), part["segment"].iloc[0]
        # Weighted by the pair's roll calls, so that it is of the same mix of years.
        base = float(np.average(part["baseline"], weights=part["n"]))
        row: dict[str, Any] = {
            "segment": segment,
            "first_year": level.first,
            "last_year": level.last,
            "years": len(part),
            "n": level.n,
            "agreement": level.value,
            "low": level.low,
            "high": level.high,
            "baseline": base,
            "beyond": level.value - base,
            "change": np.nan,
            "change_low": np.nan,
            "change_high": np.nan,
        }
        if rows and rows[-1]["segment"] == segment:
            last = rows[-1]
            row["change"], row["change_low"], row["change_high"] = difference(
                last["agreement"], last["low"], last["high"], level.value, level.low, level.high
            )
        rows.append(row)
    return pd.DataFrame(rows)


def _notes(series: pd.DataFrame, starts: pd.Series[int], baseline: pd.Series[float]) -> tuple[str, ...]:
    notes = [f"From {year} on as {segment}; not the same states before." for segment, year in starts.iloc[1:].items()]
    gaps = series.loc[series["n"].isna(), "year"].tolist()
    silent = [str(year) for year in gaps if year not in baseline.index]
    if silent:
        notes.append(f"No roll calls in the record: {', '.join(silent)}.")
    apart = [str(year) for year in gaps if year in baseline.index]
    if apart:
        notes.append(f"No roll call in which both voted: {', '.join(apart)}.")
    if series["n"].min() < 20:
        few = series.loc[series["n"] < 20, "year"].astype(str).tolist()
        notes.append(f"Fewer than 20 common roll calls: {', '.join(few)}.")
    return tuple(notes)
