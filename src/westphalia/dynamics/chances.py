"""Chances of everything at one origin, from fitted parameters: fits together across horizons, kinds and directions.

A longer horizon is never less likely (by the form of `hazard`). A kind is never less likely than a kind that it holds
(an action in its quad, a quad in «conflict»), and never likelier than one that holds it: where two fits disagree, that
of the quad stands. An action is held to its quad, and a group raised to the likeliest of its quads and groups: cutting
quads to their groups made them too seldom in all. «Either direction» lies between the larger of the two directions and
their sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from westphalia.dynamics.hazard import Fit, either, leads_of, seen_weeks, spread_of, within
from westphalia.dynamics.mechanisms import Design, State
from westphalia.dynamics.panel import KINDS, NAMES, Panel, narrower, weeks_and_events, wider
from westphalia.dynamics.rates import Beta
from westphalia.dynamics.weeks import Floats, Ints


def needed(kinds: Iterable[int]) -> tuple[int, ...]:
    """The kinds, all that hold them, and all whose chances bound theirs."""
    held = {other for kind in kinds for other in (kind, *wider(kind))}
    return tuple(sorted(held.union(*(_parts_of(kind) for kind in held))))


def _quad_of(kind: int) -> tuple[int, ...]:
    """The quad that an action is held to; nothing for a quad or a group."""
    return tuple(other for other in wider(kind) if KINDS[other].quad)


def _parts_of(kind: int) -> tuple[int, ...]:
    """The quads and groups that a group is raised to."""
    return tuple(part for part in narrower(kind) if len(KINDS[part].actions) > 1) if not KINDS[kind].quad else ()


class Chances:
    """The chances of some `pairs` after the week of `state`.

    `drift`: what is added to the log-odds of each kind (see `drift`); nothing for a kind that is not in it.
    """

    def __init__(
        self, panel: Panel, state: State, fits: Mapping[str, Fit], pairs: Ints, drift: Mapping[int, float] | None = None
    ) -> None:
        self.panel, self.state, self.fits, self.pairs = panel, state, fits, pairs
        self.drift = drift or {}
        self.design = Design(panel, state)
        self._standard: dict[tuple[int, bool], Floats] = {}
        self._sizes: dict[int, Floats] = {}

    def probability(self, kind: int, weeks: float) -> Floats:
        """Of at least one event of the kind within `weeks`, from the first of each pair to the second: (pairs,)."""
        return self._coherent(kind, weeks, back=False)

    def returned(self, kind: int, weeks: float) -> Floats:
        """The same from the second to the first."""
        return self._coherent(kind, weeks, back=True)

    def either(self, kind: int, weeks: float) -> Floats:
        """The same by either of the two towards the other."""
        return either(self.probability(kind, weeks), self.returned(kind, weeks), self.fits[NAMES[kind]].together)

    def spread(self, kind: int, weeks: float) -> Beta:
        """What is not known of each pair's own weekly chance, around `probability`."""
        return self._spread(kind, self.probability(kind, weeks), self._seen(kind, back=False), weeks)

    def spread_either(self, kind: int, weeks: float) -> Beta:
        """The same around `either`."""
        seen = self._seen(kind, back=False) + self._seen(kind, back=True)
        return self._spread(kind, self.either(kind, weeks), seen, weeks)

    def weeks_with_one(self, kind: int, weeks: float) -> Floats:
        """Expected number of weeks with the kind among the next `weeks`; never below the probability of one."""
        own = self.fits[NAMES[kind]]
        usual = self.usual(kind) + self.drift.get(kind, 0.0)
        table = leads_of(own.any, usual, self.standard(kind), int(np.ceil(weeks)))
        last = weeks - (table.shape[1] - 1)
        expected = table[:, :-1].sum(axis=1) + last * table[:, -1]
        return np.asarray(np.maximum(expected, self.probability(kind, weeks)), dtype=np.float64)

    def events_a_week(self, kind: int) -> Floats:
        """Expected events of the kind in a week with one: the pair's own mean, shrunken to that of all."""
        if kind not in self._sizes:
            own = self.fits[NAMES[kind]]
            weeks, events = weeks_and_events(self.panel, kind, self.state.at)
            size = (own.worth * own.size + events[self.pairs]) / (own.worth + weeks[self.pairs])
            self._sizes[kind] = np.asarray(size, dtype=np.float64)
        return self._sizes[kind]

    def events(self, kind: int, weeks: float) -> Floats:
        """Expected events of the kind within `weeks`: weeks with one times the events in such a week."""
        return self.weeks_with_one(kind, weeks) * self.events_a_week(kind)

    def usual(self, kind: int, *, back: bool = False) -> Floats:
        """Log-odds of a week with the kind by what the pair usually does."""
        return self.design.usual(kind, self._side(back))

    def standard(self, kind: int, *, back: bool = False) -> Floats:
        """The columns as the curves of the kind take them."""
        if (kind, back) not in self._standard:
            pairs = self._side(back)
            table = self.fits[NAMES[kind]].standard(self.design.usual(kind, pairs), self.design.matrix(kind, pairs))
            self._standard[kind, back] = table
        return self._standard[kind, back]

    def _coherent(self, kind: int, weeks: float, *, back: bool) -> Floats:
        found = self._own(kind, weeks, back=back)
        for other in _quad_of(kind):
            found = np.minimum(found, self._own(other, weeks, back=back))
        for part in _parts_of(kind):
            found = np.maximum(found, self._own(part, weeks, back=back))
        return found

    def _own(self, kind: int, weeks: float, *, back: bool) -> Floats:
        """By the kind's own fit."""
        curve = self.fits[NAMES[kind]].first
        usual = self.usual(kind, back=back) + self.drift.get(kind, 0.0)
        standard = self.standard(kind, back=back)
        return within(leads_of(curve, usual, standard, int(np.floor(weeks)) + 1), weeks)

    def _spread(self, kind: int, chance: Floats, seen: Floats, weeks: float) -> Beta:
        return spread_of(self.fits[NAMES[kind]], chance, seen, weeks)

    def _seen(self, kind: int, *, back: bool) -> Floats:
        return seen_weeks(self.state, kind, self._side(back))

    def _side(self, back: bool) -> Ints:
        return self.panel.weeks.reverse[self.pairs] if back else self.pairs
