"""What moves the system: the strengths of a record's mechanisms with intervals, in words, and by window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia import sheets
from westphalia.dynamics.simulation import show
from westphalia.dynamics.simulation.fit import Progress, Strengths
from westphalia.dynamics.simulation.learned import fingerprint, strengths_of
from westphalia.dynamics.simulation.reactions import Reaction, reactions
from westphalia.dynamics.simulation.stable import growth
from westphalia.dynamics.simulation.terms import QUAD, terms
from westphalia.dynamics.weeks import QUADS

if TYPE_CHECKING:
    import altair
    import pandas as pd

    from westphalia.record import Record


@dataclass(frozen=True)
class Strength:
    """How strongly a term (`name`, of `mechanism`) moves the expected count of a quad: `value` with a 95 % interval.

    `window`: None for the whole record, else the years it was learned from, on countries that all windows cover.
    """

    quad: str
    mechanism: str
    name: str
    words: str
    value: float
    low: float
    high: float
    window: str | None = None


@dataclass(frozen=True)
class Difference:
    """A strength in the window `later` less that in `earlier`, with a 95 % interval."""

    quad: str
    mechanism: str
    name: str
    earlier: str
    later: str
    value: float
    low: float
    high: float

    @property
    def clear(self) -> bool:
        """Whether the interval leaves out zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True, eq=False, repr=False)
class Mechanisms:
    """The strengths of a record: of all of it, of each window, and how windows differ.

    `reactions`: what strengths mean for a standard pair. `growth`: below 1 the simulated world cannot explode
    (`stable`). `rows`, `weeks`: what the strengths rest on, of each quad.
    """

    strengths: tuple[Strength, ...]
    by_window: tuple[Strength, ...]
    differences: tuple[Difference, ...]
    reactions: tuple[Reaction, ...]
    growth: float
    rows: int
    weeks: int
    windows: tuple[str, ...]
    record: str
    sources: tuple[str, ...]
    fingerprint: str
    assumptions: tuple[str, ...]

    def of(self, quad: str) -> tuple[Strength, ...]:
        """The strengths of one quad, over the whole record."""
        return tuple(one for one in self.strengths if one.quad == quad)

    def to_pandas(self) -> pd.DataFrame:
        """One row per strength, of the whole record and of its windows."""
        import pandas as pd

        return pd.DataFrame([asdict(one) for one in (*self.strengths, *self.by_window)])

    def to_dict(self) -> dict[str, Any]:
        """All of it as JSON data."""
        return {
            "record": self.record,
            "fingerprint": self.fingerprint,
            "rows": self.rows,
            "weeks": self.weeks,
            "growth": self.growth,
            "strengths": [asdict(one) for one in self.strengths],
            "reactions": [{**asdict(one), "words": one.words} for one in self.reactions],
            "windows": [asdict(one) for one in self.by_window],
            "differences": [{**asdict(one), "clear": one.clear} for one in self.differences],
            "assumptions": list(self.assumptions),
            "sources": list(self.sources),
        }

    def plot(self) -> altair.Chart:
        """Strengths with intervals, by quad, the whole record beside its windows."""
        from westphalia.dynamics.simulation.pictures import strengths_chart

        return strengths_chart(self)

    def __rich__(self) -> Any:
        return show.mechanisms(self)

    def __str__(self) -> str:
        return sheets.plain(show.mechanisms(self))

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return show.html(show.mechanism_tables(self), show.mechanism_notes(self))


def mechanisms(record: Record, *, progress: Progress | None = None) -> Mechanisms:
    """What moves the system, as `record` shows it. Raises `OutsideCoverage` where too little is covered."""
    whole, windows = strengths_of(record, progress)
    names = tuple(windows)
    return Mechanisms(
        strengths=tuple(_rows(whole, None)),
        by_window=tuple(row for name, one in windows.items() for row in _rows(one, name)),
        differences=tuple(_differences(windows)),
        reactions=reactions(whole),
        growth=growth(whole.law.b),
        rows=whole.rows,
        weeks=whole.weeks,
        windows=names,
        record=record.name,
        sources=tuple(row.origin for row in record.coverage() if row.about == "events"),
        fingerprint=fingerprint(record),
        assumptions=_assumptions(whole, names),
    )


def _rows(found: Strengths, window: str | None) -> list[Strength]:
    rows = []
    for quad in range(QUAD):
        for number, term in enumerate(terms(quad)):
            value, low, high = (float(part[quad, number]) for part in (found.law.b, found.low, found.high))
            rows.append(Strength(QUADS[quad], term.family, term.name, term.words, value, low, high, window))
    return rows


def _differences(windows: Mapping[str, Strengths]) -> list[Difference]:
    rows = []
    names = list(windows)
    for place, later in enumerate(names):
        for earlier in names[:place]:
            one, other = windows[earlier], windows[later]
            for quad in range(QUAD):
                for number, term in enumerate(terms(quad)):
                    value = float(other.law.b[quad, number] - one.law.b[quad, number])
                    wide = float(np.hypot(_half(one, quad, number), _half(other, quad, number)))
                    bounds = value - wide, value + wide
                    rows.append(Difference(QUADS[quad], term.family, term.name, earlier, later, value, *bounds))
    return rows


def _half(found: Strengths, quad: int, number: int) -> float:
    """Half the width of an interval, which for a window of few weeks is that of Student's t."""
    return float(found.high[quad, number] - found.low[quad, number]) / 2


def _assumptions(found: Strengths, windows: tuple[str, ...]) -> tuple[str, ...]:
    told = [
        f"Learned from {found.rows:,} directions of pairs in {found.weeks} weeks, each quad. A strength says how the "
        "expected count of the coming week moves with what is counted, all other terms held: what has tended to follow "
        "what, not proof of cause.",
        "Intervals (95 %) allow for what the weeks of a pair, and the pairs of four weeks, have in common. The usual "
        "rate of a pair is taken as known.",
    ]
    if len(windows) > 1:
        tests = QUAD * len(terms(0)) * len(windows) * (len(windows) - 1) // 2
        told.append(
            f"Windows are compared on the countries that all of them cover. Of {tests} differences about "
            f"{0.05 * tests:.0f} would look clear by chance alone."
        )
    return tuple(told)
