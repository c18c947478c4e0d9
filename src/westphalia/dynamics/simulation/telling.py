"""From what was simulated to the rows of an answer."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np

from westphalia.dynamics.simulation.answer import Change, Channel, Point
from westphalia.dynamics.simulation.play import Played
from westphalia.dynamics.simulation.shares import ACT_OF_QUAD, action_shares
from westphalia.dynamics.simulation.table import Table
from westphalia.dynamics.simulation.terms import QUAD, terms
from westphalia.dynamics.weeks import QUADS, Floats, Ints
from westphalia.ontology.actions import ACTIONS

ELSEWHERE = 10  # rows on other pairs
LEAST = 0.002  # of a difference, in roots of the events expected, to be told
REFIT_RUNS = 16  # of every refit: the noise they leave is known, and taken off


class Telling:
    """What was simulated, told row by row."""

    def __init__(
        self, table: Table, chosen: Ints, main: Played, spread: Floats | None, runs: int, weeks: int, begin: date
    ) -> None:
        self.table, self.chosen, self.main, self.spread = table, chosen, main, spread
        self.runs, self.weeks, self.begin = runs, weeks, begin
        self.shares = action_shares(table, chosen)

    def change(self, cell: int, place: int, number: int | None = None) -> Change:
        """A quad of a direction; with `number`, the place among the watched cells."""
        main = self.main
        low, high = self._interval(cell, place, float(main.difference[cell, place]))
        quantiles: list[tuple[float, float, float] | None] = [None, None]
        if number is not None:
            totals = main.events[:, :, :, number].sum(axis=2)
            found = [np.quantile(totals[world], (0.05, 0.5, 0.95)) for world in (0, 1)]
            quantiles = [(float(q[0]), float(q[1]), float(q[2])) for q in found]
        return Change(
            *self._who(cell, place),
            QUADS[cell % QUAD],
            float(main.expected[0][cell, place]),
            float(main.expected[1][cell, place]),
            float(main.difference[cell, place]),
            low,
            high,
            float(main.noise[cell, place]),
            float(main.any[0][cell, place]),
            float(main.any[1][cell, place]),
            *quantiles,
        )

    def by_action(self, cell: int, place: int, number: int) -> list[Change]:
        """A watched cell by action: each event is one of an action with the share that it had in the past."""
        whole = self.change(cell, place, number)
        totals = self.main.events[:, :, :, number].sum(axis=2)
        rows = []
        for act in ACT_OF_QUAD[cell % QUAD]:
            share = float(self.shares[cell // QUAD, act, place])
            none = (1.0 - share) ** totals
            rows.append(
                Change(
                    whole.actor,
                    whole.recipient,
                    ACTIONS[act],
                    share * whole.without,
                    share * whole.given,
                    share * whole.difference,
                    None if whole.low is None else share * whole.low,
                    None if whole.high is None else share * whole.high,
                    share * whole.noise,
                    float(1.0 - none[0].mean()),
                    float(1.0 - none[1].mean()),
                )
            )
        return rows

    def elsewhere(self, named: set[tuple[int, int]]) -> list[Change]:
        """The largest changes that stand out of the noise of the simulation, for pairs that are not named."""
        # Not those that are busiest, but those that are moved most beside what is usual for them.
        size = np.abs(self.main.difference) / np.sqrt(1.0 + self.main.expected[0])
        size[np.abs(self.main.difference) < 4 * self.main.noise] = 0.0
        for _, place in named:
            size[:, place] = 0.0
        best = np.argsort(-size, axis=None, kind="stable")[:ELSEWHERE]
        places = [np.unravel_index(one, size.shape) for one in best]
        return [self.change(int(cell), int(place)) for cell, place in places if size[cell, place] > LEAST]

    def channels(self, cell: int, place: int, number: int) -> list[Channel]:
        """What each mechanism adds to a watched cell's difference, the largest first."""
        added: dict[str, float] = {}
        for term, value in zip(terms(cell % QUAD), self.main.ways[:, number].sum(axis=0), strict=True):
            added[term.family] = added.get(term.family, 0.0) + float(value)
        who = self._who(cell, place)
        rows = [Channel(*who, QUADS[cell % QUAD], family, events) for family, events in added.items()]
        return sorted((row for row in rows if abs(row.events) > 1e-4), key=lambda row: -abs(row.events))

    def fan(self, cell: int, place: int, number: int) -> list[Point]:
        """A watched cell week by week in both worlds."""
        rows = []
        for world in (0, 1):
            for week in range(self.weeks):
                seen = self.main.events[world, :, week, number]
                low, middle, high = (float(q) for q in np.quantile(seen, (0.05, 0.5, 0.95)))
                mean = float(self.main.rates[world, :, week, number].mean())
                day = self.begin + timedelta(weeks=week + 1)
                what = QUADS[cell % QUAD]
                rows.append(Point(*self._who(cell, place), what, bool(world), week + 1, day, mean, low, middle, high))
        return rows

    def _who(self, cell: int, place: int) -> tuple[str, str]:
        pair = self.chosen[place]
        one, other = self.table.codes[self.table.first[pair]], self.table.codes[self.table.second[pair]]
        return (one, other) if cell < QUAD else (other, one)

    def _interval(self, cell: int, place: int, difference: float) -> tuple[float | None, float | None]:
        """95 % over refits; the noise that their fewer runs leave is taken off."""
        from scipy.stats import t

        if self.spread is None or len(self.spread) < 3:
            return None, None
        drawn = self.spread[:, cell, place]
        noise = self.main.noise[cell, place] ** 2 * self.runs / REFIT_RUNS
        wide = float(t.ppf(0.975, len(drawn) - 1) * np.sqrt(max(float(drawn.var(ddof=1)) - noise, 0.0)))
        return difference - wide, difference + wide
