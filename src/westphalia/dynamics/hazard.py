"""Whether and when: the chance that a pair's next event of a kind falls into week 1, 2, … after the origin.

The model is a discrete-time hazard (Cox 1972, section 6; Allison 1982, Sociological Methodology 13): of the weeks
j = 1, 2, …, given that none before had an event,

    logit q_j = usual + c0 + c1 log j + x'b + log j · x'g            P(h) = 1 - prod over j <= h of (1 - q_j)

`usual` is the log-odds of a week with the kind by what the pair usually does (`rates`, which borrow strength for pairs
that are rarely seen), x are the columns of `mechanisms`, and g lets what happened lately fade with the lead. By its
form P never falls with a longer horizon. Fitted by penalised maximum likelihood (ridge on standardised columns, none on
c0 and c1) in `fitting`.

The same form without «given that none before» (`any`) gives the expected number of weeks with an event; times the
pair's shrunken mean number of events in such a week it gives the expected number of events.

What is not known of a pair: its weekly chance is thought to be beta-distributed around the forecast, with
a = s0 + s1 S (S: the pair's decayed weeks with the kind); s0 and s1 are fitted to how much pairs with like
forecasts differed (beta-binomial likelihood, Skellam 1948).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np

from westphalia.dynamics.mechanisms import HALF_LIVES, State, Table
from westphalia.dynamics.rates import Beta
from westphalia.dynamics.weeks import Floats, Ints

LEADS = 13  # weeks ahead that are fitted; 90 days lie within
LIMIT = 12.0  # standard deviations; at 6, wars and alliances were cut off


@dataclass(frozen=True, eq=False)
class Curve:
    """c0, c1, b and g, for columns (the usual rate first) less `centre` and divided by `scale`."""

    level: float
    slope: float
    now: Floats
    fade: Floats

    def of(self, standard: Floats) -> tuple[Floats, Floats]:
        """What is added to the usual log-odds in week 1, and what per log of the lead: (pairs,) each."""
        return self.level + standard @ self.now, self.slope + standard @ self.fade


@dataclass(frozen=True, eq=False)
class Fit:
    """The parameters of one kind.

    `first`: of the first event; `any`: of any week with one. `start`, `gain`: s0 and s1. `size`, `worth`: mean events
    in a week with one, and how many such weeks the mean is worth. `together`: what the two directions of a pair have in
    common (0 independent, 1 as much as can be). `rows`, `events`: pairs and origins learned from, and with an event.
    """

    kind: str
    centre: Floats
    scale: Floats
    first: Curve
    any: Curve
    start: float
    gain: float
    size: float
    worth: float
    together: float
    rows: int
    events: int

    def standard(self, usual: Floats, table: Table) -> Floats:
        """The columns, the usual rate first, as the curves take them: (pairs, 1 + columns).

        The last columns of `table` are left out where this fit has no parameters for them.
        """
        raw = np.vstack([usual, table.T[: len(self.centre) - 1]]).T
        return standardised(raw, self.centre, self.scale)


def standardised(raw: Floats, centre: Floats, scale: Floats) -> Floats:
    """Columns less `centre`, divided by `scale`, and held within `LIMIT`: nothing is known of farther out."""
    found = raw - centre
    found /= scale
    return np.clip(found, -LIMIT, LIMIT, out=found)


def unfitted(kind: str, columns: int) -> Fit:
    """Parameters that add nothing to the usual rate, for a kind of which too little is known to fit any."""
    zero = np.zeros(1 + columns)
    flat = Curve(0.0, 0.0, zero, zero)
    return Fit(kind, zero, zero + 1, flat, flat, 0.5, 0.3, 1.0, 4.0, 0.0, 0, 0)


@dataclass(frozen=True, eq=False)
class Parameters:
    """Those of every kind; `fitted_to`: last day that was seen (None: nothing was fitted, forecasts are by usual rates
    alone); `source`: of which record, in words.
    """

    fits: Mapping[str, Fit]
    fitted_to: date | None
    source: str


def leads_of(curve: Curve, usual: Floats, standard: Floats, weeks: int) -> Floats:
    """Chance of each of the next `weeks` weeks, (pairs, weeks); beyond `LEADS` as in the last fitted week."""
    now, fade = curve.of(standard)
    steps = np.log(np.minimum(np.arange(1, weeks + 1), LEADS))
    return logistic((usual + now)[:, None] + fade[:, None] * steps)


def within(hazards: Floats, weeks: float) -> Floats:
    """Probability of at least one event within `weeks` (a part of a week counts as a power of its chance)."""
    whole = int(weeks)
    none = np.log1p(-hazards[:, :whole]).sum(axis=1)
    if weeks > whole:
        none = none + (weeks - whole) * np.log1p(-hazards[:, whole])
    return np.asarray(-np.expm1(none), dtype=np.float64)


def spread_of(fit: Fit, probability: Floats, seen: Floats, weeks: float) -> Beta:
    """What is not known of the pair's own weekly chance, around a forecast for `weeks`; `seen`: S of each pair."""
    weekly = np.clip(-np.expm1(np.log1p(-np.minimum(probability, 1 - 1e-12)) / max(weeks, 1.0)), 1e-9, 1 - 1e-9)
    a = fit.start + fit.gain * seen
    return Beta(a, a * (1 - weekly) / weekly)


def seen_weeks(state: State, kind: int, pairs: Ints) -> Floats:
    """S: decayed days with the kind at the longest half-life, (pairs,)."""
    return np.asarray(state.days[len(HALF_LIVES) - 1][pairs, kind], dtype=np.float64)


def either(one: Floats, back: Floats, together: float) -> Floats:
    """Probability of at least one in either direction, from those of the two and what they have in common."""
    return np.asarray(one + back - one * back - together * (np.minimum(one, back) - one * back), dtype=np.float64)


def logistic(eta: Any) -> Floats:
    """1 / (1 + exp(-eta)), held off 0 and 1."""
    return np.asarray(1 / (1 + np.exp(-np.clip(eta, -30, 30))), dtype=np.float64)
