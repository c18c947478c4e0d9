"""Everything Westphalia raises on purpose.

    WestphaliaError                 base; carries what, where, why and what to do
    ├── CallError                   the call was wrong (exit code 2)
    │   ├── UnknownActor            no such country, organisation or code; carries the nearest matches
    │   ├── UnknownAction           no such PLOVER action or quad; carries the nearest matches
    │   └── OutsideCoverage         the record does not cover the days or actors asked for
    └── DataError                   the data was wrong (exit code 3)
        ├── UnreadableText          an article that cannot be read: empty, binary, scanned, not English, not answering
        └── CorruptRecord           a record folder that is damaged, incomplete or of another version

An error prints as one line. `exit_code` is what the command line returns for it.
"""

from __future__ import annotations

from collections.abc import Sequence


class WestphaliaError(Exception):
    """Base of every error raised on purpose; `str(error)` is one line fit to show a user."""

    exit_code = 3


class CallError(WestphaliaError):
    """The call was wrong: an argument that cannot be served as it stands."""

    exit_code = 2


class _Unknown(CallError):
    thing = "name"

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        self.name = name
        self.nearest = tuple(nearest)
        hint = f"; did you mean {', '.join(self.nearest)}?" if self.nearest else ""
        super().__init__(f"unknown {self.thing} {name!r}{hint}")


class UnknownActor(_Unknown):
    """No state, organisation or code of that name."""

    thing = "actor"


class UnknownAction(_Unknown):
    """No PLOVER action or quad of that name."""

    thing = "action"


class OutsideCoverage(CallError):
    """The record does not cover what was asked for; the message names what it does cover."""


class DataError(WestphaliaError):
    """The data was wrong: a file, a text or a record that cannot be used."""

    exit_code = 3


class UnreadableText(DataError):
    """An article that cannot be read; the message says what it was, why, and what to do."""


class CorruptRecord(DataError):
    """A record folder that is damaged, incomplete, or written by another version."""
