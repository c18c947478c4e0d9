"""Why a forecast says what it says: what each mechanism adds, and which past events carry it.

The log-odds of the forecast are those of a pair of the same usual rate about which nothing else is known, plus what
each family of mechanisms adds. A family's part is its share of the difference along the straight line between the two
(Aumann & Shapley 1974; «integrated gradients», Sundararajan, Taly & Yan 2017): parts add up to the whole, and come from
the same parameters as the number. For one week the parts are plainly coefficient times column.

What an event carries is found by taking it away: the forecast is made again as if the pair had not done that on that
day, with its usual rate held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import numpy as np

from westphalia.dynamics.chances import Chances
from westphalia.dynamics.hazard import LEADS, Fit, leads_of, logistic, within
from westphalia.dynamics.mechanisms import Column, columns, mechanisms
from westphalia.dynamics.panel import KINDS, NAMES
from westphalia.dynamics.weeks import Floats, Ints

RECENT = 120  # days before the origin in which events are looked for
MOST = 24  # events that are taken away, the newest first
HELD = "coherence"  # what an action loses, or a group gains, because its quad is thought less, or more, likely

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(24)


@dataclass(frozen=True)
class Part:
    """What one family adds to the log-odds; `column` is the column of it that matters most, with its own part."""

    family: str
    title: str
    log_odds: float
    column: str
    column_log_odds: float


@dataclass(frozen=True)
class Carrier:
    """A past event-day, and by how much the probability would be lower (below 0: higher) had it not happened."""

    day: date
    actor: str
    recipient: str
    action: str
    change: float


@dataclass(frozen=True)
class Reasons:
    """Of one forecast: `start` (by the usual rate, the rest average) plus all `parts` is `log_odds`, the forecast's."""

    start: float
    log_odds: float
    parts: tuple[Part, ...]
    carriers: tuple[Carrier, ...] = ()

    @property
    def usual(self) -> float:
        """The probability by the usual rate, all else as it is on average."""
        return float(logistic(self.start))

    def to_dict(self) -> dict[str, Any]:
        """As JSON data."""
        plain = asdict(self)
        for row in plain["carriers"]:
            row["day"] = row["day"].isoformat()
        return plain


def reasons(chances: Chances, index: int, kind: int, weeks: float, *, back: bool = False) -> Reasons:
    """Why `chances` gives its pair number `index` that probability of the kind within `weeks`; no carriers yet.

    `back`: for the pair's reverse.
    """
    fit = chances.fits[NAMES[kind]]
    probability = (chances.returned if back else chances.probability)(kind, weeks)[index]
    end = float(_odds(probability))
    standard = chances.standard(kind, back=back)[index]
    drift = chances.drift.get(kind, 0.0)
    start, each = _parts(fit, float(chances.usual(kind, back=back)[index]), standard, drift, weeks)
    known = columns(kind, season=True)[: len(fit.centre) - 1]
    found = (*known, Column("more happened the world over than expected, last weeks", "volume"))
    titles = {one.name: one.title for one in mechanisms()}
    parts = []
    for family, title in titles.items():
        own = [place for place, column in enumerate(found) if column.family == family]
        if not own:
            continue
        top = max(own, key=lambda place: abs(each[place]))
        parts.append(Part(family, title, float(each[own].sum()), found[top].name, float(each[top])))
    rest = end - start - float(each.sum())
    if abs(rest) > 1e-6:
        parts.append(Part(HELD, "Held to the quad", rest, "", rest))
    parts.sort(key=lambda part: -abs(part.log_odds))
    return Reasons(start, end, tuple(parts))


def _parts(fit: Fit, usual: float, standard: Floats, drift: float, weeks: float) -> tuple[float, Floats]:
    """Log-odds by the usual rate alone, and what each further column adds; what the drift adds comes last."""
    whole = int(np.floor(weeks)) + 1
    counted = np.ones(whole)
    counted[-1] = weeks - (whole - 1)
    steps = np.log(np.minimum(np.arange(1, whole + 1), LEADS))
    slopes = fit.first.now[:, None] + fit.first.fade[:, None] * steps  # (columns, leads)
    base = usual + fit.first.level + fit.first.slope * steps + standard[0] * slopes[0]
    added = np.vstack([standard[1:, None] * slopes[1:], np.full(whole, drift)])
    total = added.sum(axis=0)
    pull = np.zeros(whole)
    for node, weight in zip((_NODES + 1) / 2, _WEIGHTS / 2, strict=True):
        chance = logistic(base + node * total)
        happens = within(chance[None], weeks)[0]
        pull += weight * counted * chance / max(happens, 1e-300)  # d log-odds of P / d log-odds of a week
    start = float(_odds(within(logistic(base)[None], weeks)[0]))
    return start, added @ pull


def carriers(
    chances: Chances, index: int, kinds: Sequence[int], weeks: float
) -> dict[tuple[int, bool], tuple[Carrier, ...]]:
    """The past events that carry the forecasts of `kinds` within `weeks`, by kind and whether for the pair's reverse.

    Looked at are the newest `MOST` event-days of the two within `RECENT` days; those that carry most come first.
    """
    panel = chances.panel
    there = int(chances.pairs[index])
    here = int(panel.weeks.reverse[there])
    end = int(panel.weeks.ends[chances.state.at])
    near = (panel.day > end - RECENT) & (panel.day <= end) & ((panel.pair == there) | (panel.pair == here))
    rows = [row for row in np.flatnonzero(near)[::-1] if len(KINDS[panel.kind[row]].actions) == 1][:MOST]
    pairs = np.array([there, here])
    before = {kind: _own(chances, kind, pairs, weeks) for kind in kinds}
    codes = panel.weeks.codes
    found: dict[tuple[int, bool], list[Carrier]] = {(kind, back): [] for kind in kinds for back in (False, True)}
    for row in rows:
        who, day, action = int(panel.pair[row]), int(panel.day[row]), int(panel.kind[row])
        actor, recipient = codes[panel.weeks.first[who]], codes[panel.weeks.second[who]]
        with chances.design.without(who, day, action):
            changes = {kind: before[kind] - _own(chances, kind, pairs, weeks) for kind in kinds}
        for (kind, back), several in found.items():
            change = float(changes[kind][int(back)])
            several.append(Carrier(date.fromordinal(day), actor, recipient, NAMES[action], change))
    return {
        one: tuple(sorted(several, key=lambda its: (-abs(its.change), its.day, its.action)))
        for one, several in found.items()
    }


def _own(chances: Chances, kind: int, pairs: Ints, weeks: float) -> Floats:
    """By the kind's own fit, with the design's columns of the moment: (pairs,)."""
    fit = chances.fits[NAMES[kind]]
    usual = chances.design.usual(kind, pairs)
    standard = fit.standard(usual, chances.design.matrix(kind, pairs))
    odds = usual + chances.drift.get(kind, 0.0)
    return within(leads_of(fit.first, odds, standard, int(np.floor(weeks)) + 1), weeks)


def _odds(share: Any) -> Floats:
    share = np.clip(share, 1e-12, 1 - 1e-12)
    return np.asarray(np.log(share) - np.log1p(-share), dtype=np.float64)
