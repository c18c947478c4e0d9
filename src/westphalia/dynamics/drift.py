"""Drift: whether in the last weeks more of a kind happened, the world over, than the fit expected.

What sources report and what states do rises and falls together for weeks, which no pair's past shows. By how much (in
log-odds) all one-week forecasts of a week were off together is known when the next begins; looked at are pairs of
countries with at least `fitting.KNOWN` events before. A local-level filter (Kalman 1960; Harvey 1989, chapter 2)
follows it, and its level is added to the log-odds of the forecast.

    observed in week w   d_w = sum of (y - q) / sum of q (1 - q),   variance 1 / sum of q (1 - q) + NOISE^2
    level                a random walk with steps of standard deviation STEP

It starts from nothing at the beginning of every spell, or `BACK` weeks before. STEP and NOISE were chosen on 2018 and
2021, of six pairs, by the Brier score of the four quads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from westphalia.dynamics.fitting import KNOWN
from westphalia.dynamics.hazard import Fit, leads_of
from westphalia.dynamics.mechanisms import Design, State, states
from westphalia.dynamics.panel import NAMES, Panel, eligible, happened

STEP, NOISE = 0.1, 0.08  # log-odds
BACK = 8  # weeks

Seen = tuple[float, float]  # d_w and its variance


class Drift:
    """The drift of `kinds` (positions in `panel.KINDS`) at one week after another, with fixed parameters."""

    def __init__(self, panel: Panel, fits: Mapping[str, Fit], kinds: Sequence[int]) -> None:
        self._panel, self._fits, self._kinds = panel, fits, tuple(kinds)
        self._seen: dict[int, dict[int, Seen]] = {}

    def at(self, week: int, state: State | None = None) -> dict[int, float]:
        """What is added to the log-odds of each kind in forecasts from the end of `week`; no later week is looked at.

        Nothing for a kind to which nothing was fitted: its forecasts are by usual rates alone.

        `state`: that of the week, where it is there already, kept for the weeks after.
        """
        spell = self._panel.weeks.spell
        before = self.before(week)
        missing = [at for at in before if at not in self._seen]
        for one in states(self._panel, missing) if missing else ():
            self.observe(one)
        if state is not None and week + 1 < len(spell) and spell[week + 1] == spell[week]:
            self.observe(state)
        return {
            kind: _level([self._seen[at][kind] for at in before]) if self._fits[NAMES[kind]].rows else 0.0
            for kind in self._kinds
        }

    def before(self, week: int) -> list[int]:
        """The weeks that the drift at `week` follows from."""
        spell = self._panel.weeks.spell
        return [at for at in range(max(0, week - BACK), week) if spell[at] == spell[week]]

    def observe(self, state: State) -> None:
        """Keep how far off the forecasts from this state were in the week after it."""
        design = Design(self._panel, state)
        pairs = eligible(self._panel, state.at, KNOWN)
        found = {}
        for kind in self._kinds:
            fit, usual = self._fits[NAMES[kind]], design.usual(kind, pairs)
            chance = leads_of(fit.first, usual, fit.standard(usual, design.matrix(kind, pairs)), 1)[:, 0]
            known = max(float((chance * (1 - chance)).sum()), 1e-6)
            off = float((happened(self._panel, state.at, 1, kind)[pairs] - chance).sum())
            found[kind] = (off / known, 1 / known + NOISE**2)
        self._seen[state.at] = found


def _level(seen: Sequence[Seen]) -> float:
    """The filtered level after the last week.

    >>> round(_level([(0.3, NOISE**2)] * 8), 2), _level([])
    (0.3, 0.0)
    """
    level, variance = 0.0, STEP**2
    for off, noise in seen:
        gain = variance / (variance + noise)
        level += gain * (off - level)
        variance = (1 - gain) * variance + STEP**2
    return float(np.clip(level, -1.0, 1.0))
