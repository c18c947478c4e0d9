"""What a test of one claim found: the answer, why, and everything needed to find it again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from westphalia.ontology.types import Claim, Verdict
from westphalia.record.coverage import Window

if TYPE_CHECKING:
    from rich.console import RenderableType

NOT_TESTED = "not tested yet"
_COLOURS = {Verdict.SUPPORTED: "green", Verdict.CONTRADICTED: "red", Verdict.MIXED: "yellow"}


@dataclass(frozen=True)
class Finding:
    """The answer to one claim.

    `verdict` is None where no test is built yet. `reason` says in one or two sentences what was looked at and why that
    is the answer. `n` is the number of events (or roll calls, see `unit`) it rests on, `window` the first and last day
    searched, `windows` what the record covers of these actors, `sources` the origins. `estimate` with `low` and `high`
    (95 %) is in `unit`. `query` is the SQL that gives the counts again, `rows` the newest events or cells behind them.
    `assumptions` are what a verdict rests on and the test cannot see. `as_of` is set where the text is more than 30
    days younger than the record: what is said then is «as of» that day, not current.
    """

    claim: Claim
    verdict: Verdict | None
    reason: str
    n: float | None = None
    window: tuple[date, date] | None = None
    windows: tuple[Window, ...] = ()
    sources: tuple[str, ...] = ()
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    query: str | None = None
    assumptions: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Any], ...] = ()
    as_of: date | None = None

    @property
    def answer(self) -> str:
        """The verdict in words; «not tested yet» where there is none."""
        return self.verdict.value if self.verdict else NOT_TESTED

    def to_dict(self) -> dict[str, Any]:
        """This finding as JSON data; `verdict` is always the words of `answer`."""
        return {
            "claim": self.claim.to_dict(),
            "verdict": self.answer,
            "reason": self.reason,
            "n": _number(self.n),
            "window": [day.isoformat() for day in self.window] if self.window else None,
            "windows": [window.to_dict() for window in self.windows],
            "sources": list(self.sources),
            "estimate": _number(self.estimate),
            "low": _number(self.low),
            "high": _number(self.high),
            "unit": self.unit,
            "query": self.query,
            "assumptions": list(self.assumptions),
            "rows": [dict(row) for row in self.rows],
            "as_of": self.as_of.isoformat() if self.as_of else None,
        }

    @property
    def numbers(self) -> str:
        """Window, n, estimate with interval and sources in one line; empty where nothing was counted."""
        parts = []
        if self.window:
            parts.append(f"{self.window[0]} to {self.window[1]}")
        if self.n is not None:
            parts.append(f"n = {self.n:,.0f}")
        if self.estimate is not None and math.isfinite(self.estimate):
            interval = ""
            if self.low is not None and self.high is not None:
                interval = f" [{_short(self.low)}, {_short(self.high)}]"
            parts.append(f"{_short(self.estimate)}{interval} {self.unit or ''}".rstrip())
        if self.sources:
            parts.append(", ".join(self.sources))
        return "; ".join(parts)

    def __str__(self) -> str:
        head = f"{self.answer.upper()}: «{' '.join(self.claim.text.split())}»"
        lines = [self.reason, self.numbers, *(f"Assumed: {text}" for text in self.assumptions)]
        return "\n  ".join([head, *filter(None, lines)])

    def __rich__(self) -> RenderableType:
        from rich.console import Group
        from rich.padding import Padding
        from rich.text import Text

        head = Text(self.answer, style=f"bold {_COLOURS.get(self.verdict, '')}".strip() if self.verdict else "bold")
        head.append(f"  «{' '.join(self.claim.text.split())}»", style="not bold default")
        body = [Text(self.reason)]
        if self.numbers:
            body.append(Text(self.numbers, style="dim"))
        body += [Text(f"Assumed: {text}", style="dim") for text in self.assumptions]
        return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def _short(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 10 else f"{value:,.0f}"


def _number(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None
