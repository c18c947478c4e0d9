"""Dyad-years of agreement in the roll calls of the UN General Assembly, for `derive_record.py`.

For each calendar year and each pair of members: over the roll calls in which both voted yes, no or abstain, how often
they voted the same, how often one abstained while the other said yes or no (half-way apart), and how often one said
yes and the other no. Members that were absent did not vote.

Seats become record codes by `ontology.states`: Russia's seat is the Soviet Union's before 1991-12-26, Egypt's the
United Arab Republic's from 1958 to 1961, and so on.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from westphalia.errors import CallError
from westphalia.ontology.states import state_on, states
from westphalia.record.coverage import Coverage

CITATION = (
    "Erik Voeten, Anton Strezhnev and Michael Bailey (2009), United Nations General Assembly Voting Data, "
    "Harvard Dataverse, doi:10.7910/DVN/LEJUQZ; as packaged by David Robinson and Nicholas Goguen-Compagnoni, unvotes"
)
LICENCE = "CC0 1.0 (Harvard Dataverse)"
URL = "https://doi.org/10.7910/DVN/LEJUQZ"
LAST_YEAR = 2019
VOTES = {"yes": 2, "abstain": 1, "no": 0}

# Seats that the source names by no ISO 3166-1 code of today.
_SEATS = {
    "Czechoslovakia": "CSK",
    "Federal Republic of Germany": "GFR",
    "German Democratic Republic": "DDR",
    "Namibia": "NAM",  # its code NA is easily read as «missing»
    "Yemen Arab Republic": "YAR",
    "Yemen People's Republic": "YMD",
    "Yugoslavia": "YUG",
    "Zanzibar": "ZAN",
}
# Seats that were held before the state of that code existed, with the last day of that. They keep the code.
_EARLY = {
    "BLR": (date(1991, 12, 25), "the Byelorussian SSR, a member of its own since 1945"),
    "UKR": (date(1991, 12, 25), "the Ukrainian SSR, a member of its own since 1945"),
    "IND": (date(1947, 8, 14), "India, a member before its independence"),
    "PHL": (date(1946, 7, 3), "the Philippines, a member before their independence"),
    "SYR": (date(1946, 4, 16), "Syria, a member before the end of the French mandate"),
    "FJI": (date(1970, 10, 9), "Fiji, whose first roll calls the source dates a month too early"),
    "TWN": (date(1949, 12, 7), "China's seat, held by the Republic of China until 1971-10-25"),
}


@dataclass(frozen=True)
class Agreement:
    """`table` has the columns of `schema.VOTES`; the rest is what there is to say about it."""

    table: pd.DataFrame
    roll_calls: int
    votes: int
    seats: dict[str, tuple[str, int, int]]  # code -> the source's name, first and last year
    left_out: int  # roll calls after the last whole year

    def coverage(self, sha256: str) -> list[Coverage]:
        """Stretches of whole calendar years in which there were roll calls (in 1964 there was none)."""
        stretches: list[list[int]] = []
        for year in sorted(set(self.table["year"])):
            if stretches and stretches[-1][1] == year - 1:
                stretches[-1][1] = year
            else:
                stretches.append([year, year])
        return [
            Coverage(
                origin="un-roll-calls",
                first_day=date(first, 1, 1),
                last_day=date(last, 12, 31),
                actors=frozenset(self.seats),
                filters="roll calls of the General Assembly in which both cast yes, no or abstain; what was adopted "
                "without a vote is not there, and absence is not a vote",
                licence=LICENCE,
                citation=CITATION,
                sha256=sha256,
                url=URL,
                about="votes",
            )
            for first, last in stretches
        ]

    def measured(self) -> list[tuple[str, str]]:
        """What was measured, as lines of one table."""
        table = self.table
        years = set(table["year"])
        gaps = [str(year) for year in range(min(years), max(years)) if year not in years]
        compared = int(table[["same", "half", "opposite"]].to_numpy(dtype=np.int64).sum())
        names = ("same", "half", "opposite")
        shares = ", ".join(f"{name} {table[name].astype('int64').sum() / compared:.1%}" for name in names)
        return [
            ("votes: roll calls; votes cast; seats", f"{self.roll_calls:,}; {self.votes:,}; {len(self.seats)}"),
            ("votes: years; years without a roll call", f"{min(years)} to {max(years)}; {', '.join(gaps) or 'none'}"),
            (f"votes: roll calls after {LAST_YEAR}, left out (the year is not whole)", f"{self.left_out}"),
            ("votes: dyad-years; pairs of votes compared", f"{len(table):,}; {compared:,}"),
            ("votes: pairs of votes are", shares),
        ]


def read_votes(votes: Path, roll_calls: Path) -> pd.DataFrame:
    """One row per roll call and voting seat: rcid, day, code (record code), vote (0 no, 1 abstain, 2 yes)."""
    cast = pd.read_csv(votes, keep_default_na=False)
    calls = pd.read_csv(roll_calls, keep_default_na=False, usecols=["rcid", "date"])
    table = cast.merge(calls, on="rcid", how="left", validate="many_to_one")
    if table["date"].isna().any():
        raise SystemExit("a vote belongs to no roll call")
    strange = set(table["vote"]) - set(VOTES)
    if strange:
        raise SystemExit(f"unknown votes {sorted(strange)}")
    seats = {
        key: code_on(*key)
        for key in table[["country", "country_code", "date"]].drop_duplicates().itertuples(index=False, name=None)
    }
    table["code"] = [seats[key] for key in zip(table["country"], table["country_code"], table["date"], strict=True)]
    table["day"] = [date.fromisoformat(day) for day in table["date"]]
    table["vote"] = table["vote"].map(VOTES).astype("int8")
    if table.duplicated(["rcid", "code"]).any():
        raise SystemExit("two seats of one roll call have the same code")
    return table[["rcid", "day", "country", "code", "vote"]]


def code_on(country: str, iso2: str, day: str) -> str:
    """The record code of a seat; SystemExit where no state of the table held it on that day.

    Before 1996 the source's days are not to be trusted (they run from 1 to 7 for most sessions, the months are
    right), so a state must have existed on some day of the month.
    """
    code = _SEATS.get(country) or _by_iso2().get(iso2)
    if code is None:
        raise SystemExit(f"no code for {country} ({iso2})")
    when = date.fromisoformat(day)
    if code in _EARLY and when <= _EARLY[code][0]:
        return code
    for tried in (when, when.replace(day=calendar.monthrange(when.year, when.month)[1])):
        try:
            return state_on(code, tried).code
        except CallError:
            continue
    raise SystemExit(f"{country} ({code}) voted on {day}, when there was no such state")


def _by_iso2() -> dict[str, str]:
    return {state.iso2: state.code for state in states().values() if state.iso2}


def agreement(votes: pd.DataFrame) -> Agreement:
    """Counts by year and pair of codes, in order, up to `LAST_YEAR`."""
    late = votes["day"] > date(LAST_YEAR, 12, 31)
    left_out = int(votes.loc[late, "rcid"].nunique())
    votes = votes[~late]
    years = []
    for year, part in votes.groupby(votes["day"].map(lambda day: day.year), sort=True):
        wide = part.pivot(index="rcid", columns="code", values="vote").sort_index(axis=1)
        cast = [(wide == value).to_numpy(dtype=np.int32) for value in (0, 1, 2)]
        no, abstain, yes = cast
        same = sum(side.T @ side for side in cast)
        half = abstain.T @ (no + yes)
        half = half + half.T
        opposite = no.T @ yes
        opposite = opposite + opposite.T
        first, second = np.triu_indices(len(wide.columns), k=1)
        codes = wide.columns.to_numpy(dtype=object)
        table = pd.DataFrame(
            {
                "year": np.full(len(first), year, dtype="int16"),
                "a": codes[first],
                "b": codes[second],
                "same": same[first, second].astype("int16"),
                "half": half[first, second].astype("int16"),
                "opposite": opposite[first, second].astype("int16"),
            }
        )
        years.append(table[(table["same"] + table["half"] + table["opposite"]) > 0])
    seats = {
        str(code): (str(part["country"].iloc[0]), part["day"].min().year, part["day"].max().year)
        for code, part in votes.groupby("code", sort=True)
    }
    return Agreement(
        table=pd.concat(years, ignore_index=True),
        roll_calls=int(votes["rcid"].nunique()),
        votes=len(votes),
        seats=seats,
        left_out=left_out,
    )


EARLY = {code: why for code, (_, why) in _EARLY.items()}
