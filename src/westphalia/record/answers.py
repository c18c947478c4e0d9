"""What a record answers with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd
    from rich.text import Text


@dataclass(frozen=True, eq=False)
class Answer:
    """A table, and the SQL that `Record.query` (and `westphalia record query`) runs to give it again."""

    frame: pd.DataFrame
    query: str

    def to_pandas(self) -> pd.DataFrame:
        """The table."""
        return self.frame

    def __len__(self) -> int:
        return len(self.frame)

    def __str__(self) -> str:
        return str(self.frame)


@dataclass(frozen=True)
class Report:
    """What an ingest did. Every line of the files is in exactly one of `added`, `already` and `quarantined`.

    `unplaced` counts the added events of which a side could not be placed («???»): they are kept. `first_day` and
    `last_day` bound all events of the files.
    """

    source: str
    files: tuple[str, ...]
    added: int
    already: int
    quarantined: int
    by_reason: Mapping[str, int] = field(default_factory=dict)
    first_day: date | None = None
    last_day: date | None = None
    unplaced: int = 0

    @property
    def lines(self) -> int:
        """Lines read, without the header of files that have one."""
        return self.added + self.already + self.quarantined

    def to_dict(self) -> dict[str, Any]:
        """This report as JSON data."""
        return {
            "source": self.source,
            "files": list(self.files),
            "lines": self.lines,
            "added": self.added,
            "already": self.already,
            "quarantined": self.quarantined,
            "by_reason": dict(self.by_reason),
            "unplaced": self.unplaced,
            "first_day": self.first_day.isoformat() if self.first_day else None,
            "last_day": self.last_day.isoformat() if self.last_day else None,
        }

    def __str__(self) -> str:
        span = f", {self.first_day} to {self.last_day}" if self.first_day else ""
        lines = [
            f"{self.source}: {_several(len(self.files), 'file')}, {_several(self.lines, 'line')}{span}",
            f"  added        {self.added:,}"
            + (f" ({self.unplaced:,} with a side not placed)" if self.unplaced else ""),
            f"  already held {self.already:,}",
            f"  quarantined  {self.quarantined:,}",
        ]
        lines += [f"    {count:,} × {reason}" for reason, count in self.by_reason.items()]
        return "\n".join(lines)

    def __rich__(self) -> Text:
        from rich.text import Text

        return Text(str(self))


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
