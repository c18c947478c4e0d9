"""Who held which office when: heads of state and government since 1945, ministers, heads of organisations.

`leaders.csv` has one row per person and stretch in an office (scripts/derive_leaders.py). `source` names the tables
that hold the row («archigos», «reign», «wikidata»; «own knowledge» where none does: facts written by hand, to mid-2026,
some of them from press reports). `verified_to` is the last day for
which one of them confirms the holder, `known_to` the last day for which the hand-written row is sure; an open row
(`last_day` empty) says that no end is known, not that there was none.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from westphalia.ontology.tables import day, rows


@dataclass(frozen=True, slots=True)
class Leader:
    """One stretch of one person in one office. `unverified`: no table confirms it (on the day asked for)."""

    code: str
    office: str
    title: str
    name: str
    surname: str
    first_day: date
    last_day: date | None
    source: str
    unverified: bool
    precision: str = "day"
    verified_to: date | None = None
    known_to: date | None = None

    @property
    def actor_id(self) -> str:
        """The id of the person as an actor: record code and name («RUS/vladimir-putin»)."""
        return f"{self.code}/{slug(self.name)}"

    def on(self, when: date) -> bool:
        """Whether the office was held on that day, as far as the row knows."""
        return self.first_day <= when and (self.last_day is None or when <= self.last_day)

    def seen_from(self, when: date) -> Leader:
        """The row with `unverified` as of that day."""
        return replace(self, unverified=self.verified_to is None or when > self.verified_to)


def leaders(code: str | None = None, on: date | None = None) -> tuple[Leader, ...]:
    """The rows of a state or organisation (all of them without `code`), by first day; `on` keeps those in office then.

    With `on`, `unverified` speaks of that day: a row confirmed to 2022 is unverified in 2025.

    >>> [leader.name for leader in leaders("IRN", date(2014, 6, 1)) if leader.title == "President"]
    ['Hassan Rouhani']
    """
    found = _all() if code is None else _by_code().get(code, ())
    return found if on is None else tuple(leader.seen_from(on) for leader in found if leader.on(on))


def slug(name: str) -> str:
    """A name as it stands in an id: ASCII, lower case, hyphens.

    >>> slug("António Guterres")
    'antonio-guterres'
    """
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", folded.lower().replace("'", "")).strip("-")


@functools.cache
def _all() -> tuple[Leader, ...]:
    return tuple(_leader(row) for row in rows("leaders.csv"))


@functools.cache
def _by_code() -> Mapping[str, tuple[Leader, ...]]:
    found: dict[str, list[Leader]] = {}
    for leader in _all():
        found.setdefault(leader.code, []).append(leader)
    return {code: tuple(sorted(held, key=lambda leader: leader.first_day)) for code, held in found.items()}


def _leader(row: dict[str, str]) -> Leader:
    verified_to = day(row["verified_to"])
    return Leader(
        code=row["code"],
        office=row["office"],
        title=row["title"],
        name=row["name"],
        surname=row["surname"],
        first_day=date.fromisoformat(row["first_day"]),
        last_day=day(row["last_day"]),
        source=row["source"],
        unverified=verified_to is None,
        precision=row["precision"],
        verified_to=verified_to,
        known_to=day(row["known_to"]),
    )


# Letters that Unicode does not take apart.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "ð": "d",
        "þ": "th",
        "’": "'",
    }
)
