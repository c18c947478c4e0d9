"""Where forecasts of one origin start from: the panel up to it, what is remembered at its end, and the drift.

The last few are kept in the process: questions about several pairs are mostly about one day, and reading the record up
to it is most of the time of a forecast.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from westphalia.dynamics.chances import needed
from westphalia.dynamics.drift import Drift
from westphalia.dynamics.hazard import Parameters
from westphalia.dynamics.mechanisms import State, states
from westphalia.dynamics.panel import Panel, panel_of

if TYPE_CHECKING:
    from westphalia.record import Record

_KEPT: dict[tuple[object, ...], Start] = {}  # the newest last
_MOST_KEPT = 2  # some 100 MB each, for the embedded record


class Start:
    """The week that ends on `origin`, the last of `panel`."""

    def __init__(self, panel: Panel) -> None:
        self.panel = panel
        self.last = len(panel.weeks.ends) - 1
        self._state: State | None = None
        self._drift: dict[tuple[int, ...], tuple[Parameters, dict[int, float]]] = {}

    def state_and_drift(self, parameters: Parameters, kinds: Iterable[int]) -> tuple[State, dict[int, float]]:
        """What is remembered at the end, and what the drift adds to `kinds` and those that bound them (see `Drift`).

        The state is the caller's own, to change and put back (see `Design.without`).
        """
        kinds = needed(kinds)
        state = self._state
        if state is None or kinds not in self._drift or self._drift[kinds][0] is not parameters:
            drift = Drift(self.panel, parameters.fits, kinds)
            for state in states(self.panel, [*drift.before(self.last), self.last]):
                if state.at < self.last:
                    drift.observe(state)
            self._state, self._drift[kinds] = state, (parameters, drift.at(self.last))
        assert state is not None
        return replace(state, days=state.days.copy(), log_rate=state.log_rate.copy()), self._drift[kinds][1]


def start_of(record: Record, origin: date, pairs: Sequence[tuple[str, str]]) -> Start:
    """The start at `origin`, with `pairs` in its panel even where they never met. Raises as `Record` does."""
    key = record.contents, origin
    known = _KEPT.get(key)
    if known is None or not known.panel.weeks.hold(pairs):
        known = Start(panel_of(record, origin, pairs))
        _KEPT.pop(key, None)
        while len(_KEPT) >= _MOST_KEPT:
            del _KEPT[next(iter(_KEPT))]
        _KEPT[key] = known
    return known
