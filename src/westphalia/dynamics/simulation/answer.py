"""The answer to a scenario: what changes for whom, how it arrives, and what must be read with it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia import sheets
from westphalia.dynamics.simulation import show
from westphalia.dynamics.simulation.deeds import Deed, Undone

if TYPE_CHECKING:
    import altair
    import pandas as pd


@dataclass(frozen=True)
class Change:
    """What changes in what `actor` does to `recipient` within the horizon; `what` is a quad or an action.

    `without`, `given`: expected number of events in the two worlds; `difference` with the 95 % interval `low` to `high`
    over refits of the model (None where there are none) and `noise`, the standard error left by the number of runs.
    `p_without`, `p_given`: chance of at least one. `q_without`, `q_given`: 5 %, 50 % and 95 % quantiles over runs
    (None for pairs that were not watched run by run).
    """

    actor: str
    recipient: str
    what: str
    without: float
    given: float
    difference: float
    low: float | None
    high: float | None
    noise: float
    p_without: float
    p_given: float
    q_without: tuple[float, float, float] | None = None
    q_given: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class Channel:
    """How much of a difference in expected events one mechanism carries: the last step by which it arrives."""

    actor: str
    recipient: str
    what: str
    mechanism: str
    events: float


@dataclass(frozen=True)
class Point:
    """Events in one week of the horizon (`week` from 1, ending on `day`) in one world: mean and quantiles over runs."""

    actor: str
    recipient: str
    what: str
    given: bool
    week: int
    day: date
    mean: float
    low: float
    middle: float
    high: float


@dataclass(frozen=True, eq=False, repr=False)
class Scenario:
    """What follows after `start` within `weeks` weeks, with what is asked for and without.

    `changes`: by quad, for both directions of every pair named; `actions`: the same by action; `elsewhere`: the largest
    changes for others; `world`: events of the whole world by quad, without and with. `channels` and `fan` are about the
    pairs named. `removed`: events of the record that are left undone; `followed`: expected events up to `start` that
    fall away with them (below 0) or are added. `refits`: how many sets of strengths the intervals rest on. `label` and
    `assumptions` must be read with the numbers.
    """

    deeds: tuple[Deed, ...]
    undone: tuple[Undone, ...]
    removed: float
    followed: float
    start: date
    weeks: int
    runs: int
    seed: int
    refits: int
    pairs: int
    changes: tuple[Change, ...]
    actions: tuple[Change, ...]
    elsewhere: tuple[Change, ...]
    world: tuple[tuple[str, float, float], ...]
    channels: tuple[Channel, ...]
    fan: tuple[Point, ...]
    label: str
    assumptions: tuple[str, ...]
    sources: tuple[str, ...]
    query: str

    @property
    def title(self) -> str:
        """«USA SANCTION IRN», or what is left undone."""
        done = "; ".join(map(str, self.deeds))
        left = "; ".join(f"without {one}" for one in self.undone)
        return "; ".join(part for part in (done, left) if part)

    def to_pandas(self) -> pd.DataFrame:
        """One row per `Change`, of the pairs named by quad and by action and of others; `part` says which."""
        import pandas as pd

        parts = (("named", self.changes), ("action", self.actions), ("elsewhere", self.elsewhere))
        return pd.DataFrame([{"part": part, **asdict(row)} for part, rows in parts for row in rows])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return {
            "title": self.title,
            "label": self.label,
            "deeds": [one.to_dict() for one in self.deeds],
            "without": [one.to_dict() for one in self.undone],
            "events_removed": self.removed,
            "events_followed": self.followed,
            "start": self.start.isoformat(),
            "weeks": self.weeks,
            "runs": self.runs,
            "seed": self.seed,
            "refits": self.refits,
            "pairs": self.pairs,
            "changes": [asdict(row) for row in self.changes],
            "actions": [asdict(row) for row in self.actions],
            "elsewhere": [asdict(row) for row in self.elsewhere],
            "world": [{"what": what, "without": before, "given": after} for what, before, after in self.world],
            "channels": [asdict(row) for row in self.channels],
            "fan": [{**asdict(row), "day": row.day.isoformat()} for row in self.fan],
            "assumptions": list(self.assumptions),
            "sources": list(self.sources),
            "query": self.query,
        }

    def plot(self) -> altair.Chart:
        """Fan charts: events a week with and without, for every direction and quad of the pairs named."""
        from westphalia.dynamics.simulation.pictures import fan_chart

        return fan_chart(self)

    def __rich__(self) -> Any:
        return show.scenario(self)

    def __str__(self) -> str:
        return sheets.plain(show.scenario(self))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return show.html(show.scenario_tables(self), show.scenario_notes(self))
