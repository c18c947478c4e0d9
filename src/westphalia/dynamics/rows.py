"""The rows of a forecast: one for each direction, kind and horizon of a pair of countries or of sectors of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.chances import Chances
from westphalia.dynamics.hazard import Parameters
from westphalia.dynamics.kinds import Kind
from westphalia.dynamics.panel import NAMES, Panel, position
from westphalia.dynamics.reasons import Carrier, Reasons, carriers, reasons
from westphalia.dynamics.sectors import SectorPanel
from westphalia.dynamics.shares import SectorChances, Shares
from westphalia.dynamics.starts import Start
from westphalia.dynamics.weeks import Floats
from westphalia.ontology.sectors import parted

if TYPE_CHECKING:
    import pandas as pd

    from westphalia.record import Record
    from westphalia.record.coverage import Window

Pair = tuple[str, str]


@dataclass(frozen=True)
class ForecastRow:
    """At least one event of `what` by `actor` towards `recipient` in the `horizon_days` after `origin`.

    `what` is a quad, an action or a group of quads. With `either`, by either of the two towards the other. `low` to
    `high`: 95 % interval. `expected`: number of weeks with an event expected within the horizon; `events` (`events_low`
    to `events_high`): number of events expected. `rate_long_run`: share of all covered weeks that had one (None: no
    whole week covered). `n_past`: events of the kind in the record up to the origin. `reasons`: what moves the
    probability (None for either direction, whose reasons are those of the two).
    """

    actor: str
    recipient: str
    what: str
    horizon_days: int
    probability: float
    low: float
    high: float
    expected: float
    events: float
    events_low: float
    events_high: float
    rate_long_run: float | None
    n_past: float
    origin: date
    either: bool = False
    reasons: Reasons | None = None

    def to_dict(self) -> dict[str, Any]:
        """This row as JSON data."""
        why = self.reasons.to_dict() if self.reasons else None
        return {**asdict(self), "origin": self.origin.isoformat(), "reasons": why}


def wholes(pair: Pair) -> Pair:
    """The two countries (or organisations) of a pair.

    >>> wholes(("IRN:MIL", "USA"))
    ('IRN', 'USA')
    """
    return parted(pair[0])[0], parted(pair[1])[0]


def rows_of(
    record: Record,
    begin: Start,
    parameters: Parameters,
    kinds: Sequence[Kind],
    pairs: Sequence[Pair],
    horizons: Sequence[int],
    origin: date,
    divided: SectorPanel | None = None,
) -> list[list[ForecastRow]]:
    """For each pair: rows of it, of its reverse, and of either direction. `divided`: the sectors, where some are asked.

    Both panels end on the origin and hold the pairs (that of `begin` those of the countries).
    """
    panel, last = begin.panel, begin.last
    state, drift = begin.state_and_drift(parameters, (position(kind) for kind in kinds))
    numbers = np.array([panel.weeks.pair(*wholes(pair)) for pair in pairs])
    both = np.column_stack([numbers, panel.weeks.reverse[numbers]]).ravel()
    countries = Chances(panel, state, parameters.fits, both, drift)
    sectors: SectorChances | None = None
    if divided is not None:
        mine = np.array([divided.weeks.pair(*pair) for pair in pairs])
        turned = np.column_stack([mine, divided.weeks.reverse[mine]]).ravel()
        sectors = SectorChances(Shares(divided, last), countries, turned)
    found = []
    for index, pair in enumerate(pairs):
        windows = [window for window in record.windows(*wholes(pair)) if window.first_day <= origin]
        carried = carriers(countries, 2 * index, [position(kind) for kind in kinds], horizons[0] / 7)
        one = countries if sectors is None or pair == wholes(pair) else sectors
        past = _past(one.panel.frame, kinds, pair, windows)
        covered = exposure(panel, int(both[2 * index]))
        rows = []
        for side, either in ((0, False), (1, False), (0, True)):
            place = 2 * index + side
            for number, kind in enumerate(kinds):
                done = _weeks_with(one.panel, int(one.pairs[place]), position(kind), either=either)
                rows += [
                    _row(
                        one,
                        place,
                        (pair[side], pair[1 - side]),
                        kind,
                        days,
                        origin=origin,
                        long_run=done / covered if covered else None,
                        past=float(past[:, number].sum() if either else past[side, number]),
                        either=either,
                        carried=carried[position(kind), side == 1] if days == horizons[0] else (),
                    )
                    for days in horizons
                ]
        found.append(rows)
    return found


def exposure(panel: Panel, pair: int) -> float:
    """Covered weeks of the pair."""
    lengths = np.bincount(panel.weeks.spell, minlength=len(panel.weeks.spells))
    return float(lengths @ panel.weeks.covered[:, pair])


def _row(
    chances: Chances | SectorChances,
    index: int,
    pair: Pair,
    kind: Kind,
    days: int,
    *,
    origin: date,
    long_run: float | None,
    past: float,
    either: bool,
    carried: tuple[Carrier, ...],
) -> ForecastRow:
    place, span = position(kind), days / 7
    expected = chances.weeks_with_one(place, span)
    events = chances.events(place, span)
    happen = events[index]
    if either:
        probability = float(chances.either(place, span)[index])
        bounds = chances.spread_either(place, span)
        back = index + 1 if index % 2 == 0 else index - 1
        happen += events[back]
        # Weeks in which both do it count once: as many as the two chances of a week have in common.
        share = probability / max(chances.probability(place, span)[index] + chances.returned(place, span)[index], 1e-12)
        weeks_with_one = min(max(float((expected[index] + expected[back]) * share), probability), max(span, 1.0))
    else:
        probability = float(chances.probability(place, span)[index])
        bounds = chances.spread(place, span)
        weeks_with_one = float(expected[index])
    low, high = (float(bound[index]) for bound in bounds.interval(span))
    rate_low, rate_high = (float(bound[index]) for bound in bounds.interval(1.0))
    middle = max(float(bounds.probability(1.0)[index]), 1e-12)
    return ForecastRow(
        actor=pair[0],
        recipient=pair[1],
        what=NAMES[place],
        horizon_days=days,
        probability=probability,
        low=min(low, probability),
        high=max(high, probability),
        expected=weeks_with_one,
        events=float(happen),
        events_low=float(happen * min(1.0, rate_low / middle)),
        events_high=float(happen * max(1.0, rate_high / middle)),
        rate_long_run=long_run,
        n_past=past,
        origin=origin,
        either=either,
        reasons=None if either else _reasons(chances, index, place, span, carried),
    )


def _reasons(
    chances: Chances | SectorChances, index: int, kind: int, weeks: float, carried: tuple[Carrier, ...]
) -> Reasons:
    if isinstance(chances, SectorChances):
        own = chances.carried(carried, index, kind, weeks)
        return replace(chances.reasons(index, kind, weeks), carriers=own)
    return replace(reasons(chances, index, kind, weeks), carriers=carried)


def _weeks_with(panel: Panel, pair: int, kind: int, *, either: bool) -> float:
    """Weeks in which the pair did the kind; with `either`, in which one of the two did it to the other."""
    rows = panel.weeks.kinds
    own = rows.pair == pair
    if either:
        own |= rows.pair == panel.weeks.reverse[pair]
    return float(len(np.unique(rows.week[own & (rows.kind == kind)])))


def _past(frame: pd.DataFrame, kinds: Sequence[Kind], pair: tuple[str, str], windows: Sequence[Window]) -> Floats:
    """Events of each kind within `windows`, from the first of the pair and from the second: (2, kinds)."""
    import pandas as pd

    totals = np.zeros((2, len(kinds)))
    for side in (0, 1):
        part = frame[(frame["actor"] == pair[side]) & (frame["recipient"] == pair[1 - side])]
        inside = np.zeros(len(part), dtype=np.bool_)
        for window in windows:
            inside |= part["day"].between(pd.Timestamp(window.first_day), pd.Timestamp(window.last_day)).to_numpy()
        part = part[inside]
        for number, kind in enumerate(kinds):
            totals[side, number] = float(part.loc[part["action"].isin(kind.actions), "n"].sum())
    return totals
