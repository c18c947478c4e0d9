"""The chance of a sector, as its share of what its country does: no parameter is fitted to sectors.

In words. Of the weeks in which Iran did something of a kind to the United States, in some its military did. How large
that share is is guessed from the sector's part in what its country does with others (and receives from them), which is
guessed from the sector's part in the world, and is learned from the pair's own weeks. The country's chance, with all
that moves it, is thinned by the share, so a sector's forecast borrows everything from its country's.

In formulas, with sums over covered weeks w before the origin, each with the weight 2^(-age / half_life); s a sector of
a, k a kind, Q the four quads:

    D_abk    weeks in which a did something of kind k to b; D_sbk those in which its sector s did
    w_sk     sum of D_s.k over all countries / sum of D_..k; w_s its mean over Q          the sector in the world
    f_s      (n1 w_s + sum over Q of D_s.k) / (n1 w_s + sum over Q of w_sk D_a.k)         more or less than elsewhere
    r_sk     (n1 f_s w_sk + D_s.k) / (n1 + D_a.k)                                         the sector in its country
    m_sbk    r_sk, or r_sk r_tk where the recipient is a sector t of b; a part `level` of it is its mean over Q
    g_sb     (n2 + sum over Q of D_sbk) / (n2 + sum over Q of m_sbk D_abk)                more or less with this partner
    share    ~ Beta(n3 g m + D_sbk, n3 (1 - g m) + D_abk - D_sbk)
    P(h)     = 1 - E[(1 - share q)^h] = 1 - 2F1(-h, alpha; alpha + beta; q)    with q = 1 - (1 - P_ab(h))^(1/h)

Since the share is at most 1, a sector is never likelier than its country (and is held to «its country to the sector»
and «the sector to the country» as well, and to the kinds that hold its own). P never falls with the horizon.

The form was chosen beside one with sectors as further actors in the model of `hazard` (as good by the Brier score, and
slower), and the constants by the log score, on one- and four-week forecasts of ICEWS's June to early September 2018.
Sources. Thinning: Cox & Isham (1980, Point Processes, section 4.3). The expectation is the probability generating
function of a beta-binomial count (Skellam 1948).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from westphalia.dynamics.chances import Chances
from westphalia.dynamics.hazard import either, spread_of
from westphalia.dynamics.mechanisms import HALF_LIVES
from westphalia.dynamics.panel import KINDS, NAMES, weeks_and_events, wider
from westphalia.dynamics.rates import Beta, tally
from westphalia.dynamics.reasons import Carrier, Part, Reasons, reasons
from westphalia.dynamics.sectors import SectorPanel
from westphalia.dynamics.weeks import Bools, Floats, Ints

FAMILY, TITLE = "sector", "Share of the sector"
_TINY = 1e-6


@dataclass(frozen=True)
class Constants:
    """`half_life` in weeks; `side` (n1), `pair` (n2) and `kind` (n3) in weeks of evidence; `level` see above."""

    half_life: float = 13.0
    side: float = 8.0
    pair: float = 8.0
    kind: float = 8.0
    level: float = 0.3


CONSTANTS = Constants()


class Shares:
    """The shares of a panel's sectors, with what was known at the end of week `at`."""

    def __init__(self, panel: SectorPanel, at: int, constants: Constants = CONSTANTS) -> None:
        self.panel, self.at, self._constants = panel, at, constants
        self.done = tally(panel.weeks, at, constants.half_life, None).done
        by, to = panel.divided
        self._by = self._side(panel.weeks.first, by & ~to)
        self._to = self._side(panel.weeks.second, to & ~by)

    def of(self, pairs: Ints) -> Beta:
        """The share of each pair in what the two countries do, by kind: (pairs, kinds); 1 for two wholes."""
        own, panel = self._constants, self.panel
        done, base = self.done[pairs], self.done[panel.whole[pairs]]
        guess = self._by[panel.weeks.first[pairs]] * self._to[panel.weeks.second[pairs]]
        guess = (1 - own.level) * guess + own.level * guess[:, :4].mean(axis=1, keepdims=True)
        partner = (own.pair + done[:, :4].sum(axis=1)) / (own.pair + (guess * base)[:, :4].sum(axis=1))
        guess = np.clip(guess * partner[:, None], _TINY, 1 - _TINY)
        return Beta(own.kind * guess + done, own.kind * (1 - guess) + np.maximum(base - done, 0.0))

    def _side(self, side: Ints, alone: Bools) -> Floats:
        """The share of each code in what its country does (receives), by kind; 1 for a whole: (codes, kinds).

        `alone`: the pairs in which this side is a sector and the other is none.
        """
        panel, worth = self.panel, self._constants.side
        size = len(panel.weeks.codes)

        def added(which: Bools) -> Floats:
            table = self.done[which]
            return np.stack([np.bincount(side[which], column, minlength=size) for column in table.T], axis=1)

        wholes = ~(panel.divided[0] | panel.divided[1])
        done, country = added(alone), added(wholes)
        part = panel.sector >= 0
        found = np.ones((size, len(KINDS)))
        if not part.any():
            return found
        sectors = panel.sector[part]
        everywhere = np.stack([np.bincount(sectors, column) for column in done[part].T], axis=1)
        world = (everywhere / np.maximum(country.sum(axis=0), _TINY))[sectors]
        own, base = done[part], country[panel.country[part]]
        prior = worth * world[:, :4].mean(axis=1) + _TINY
        more = (prior + own[:, :4].sum(axis=1)) / (prior + (world * base)[:, :4].sum(axis=1))
        found[part] = (worth * np.clip(world * more[:, None], _TINY, 1 - _TINY) + own) / (worth + base)
        return found


def thinned(chance: Floats, share: Beta, weeks: float) -> Floats:
    """The chance of at least one within `weeks` where each week's event is one of the sector's with chance `share`.

    >>> half = Beta(np.array([50000.0]), np.array([50000.0]))
    >>> thinned(np.array([0.4]), half, 1).round(3), thinned(np.array([0.4]), half, 4).round(3)
    (array([0.2]), array([0.219]))
    """
    from scipy.special import hyp2f1

    weekly = -np.expm1(np.log1p(-np.minimum(chance, 1 - 1e-12)) / weeks)
    none = hyp2f1(-weeks, share.a, share.a + share.b, weekly)
    return np.asarray(np.clip(1 - none, 0.0, chance), dtype=np.float64)


class SectorChances:
    """The chances of some `pairs` of a sector panel; `whole` are those of the two countries, pair by pair."""

    def __init__(self, shares: Shares, whole: Chances, pairs: Ints) -> None:
        self.panel, self.shares, self.whole, self.pairs = shares.panel, shares, whole, pairs
        self._share: dict[bool, tuple[Beta, ...]] = {}

    def probability(self, kind: int, weeks: float) -> Floats:
        """Of at least one event of the kind within `weeks`, from the first of each pair to the second: (pairs,)."""
        return self._coherent(kind, weeks, back=False)

    def returned(self, kind: int, weeks: float) -> Floats:
        """The same from the second to the first."""
        return self._coherent(kind, weeks, back=True)

    def either(self, kind: int, weeks: float) -> Floats:
        """The same by either of the two towards the other; never above that of the two countries."""
        both = either(self.probability(kind, weeks), self.returned(kind, weeks), self.whole.fits[NAMES[kind]].together)
        return np.minimum(both, self.whole.either(kind, weeks))

    def spread(self, kind: int, weeks: float) -> Beta:
        """What is not known of each pair's own weekly chance, as of a pair of countries seen as often."""
        seen = self._days(kind, self._side(False))
        return spread_of(self.whole.fits[NAMES[kind]], self.probability(kind, weeks), seen, weeks)

    def spread_either(self, kind: int, weeks: float) -> Beta:
        """The same around `either`."""
        seen = self._days(kind, self._side(False)) + self._days(kind, self._side(True))
        return spread_of(self.whole.fits[NAMES[kind]], self.either(kind, weeks), seen, weeks)

    def weeks_with_one(self, kind: int, weeks: float) -> Floats:
        """Expected number of weeks with the kind among the next `weeks`; never below the probability of one."""
        mean = np.min([share.mean[:, kind] for share in self._shares(False)], axis=0)
        expected = np.maximum(mean * self.whole.weeks_with_one(kind, weeks), self.probability(kind, weeks))
        return np.asarray(expected, dtype=np.float64)

    def events(self, kind: int, weeks: float) -> Floats:
        """Expected events within `weeks`: weeks with one times the pair's shrunken mean, at most the countries'."""
        own = self.whole.fits[NAMES[kind]]
        had, events = (part[self.pairs] for part in weeks_and_events(self.panel, kind, self.shares.at))
        a_week = (own.worth * own.size + events) / (own.worth + had)
        happen = np.minimum(self.weeks_with_one(kind, weeks) * a_week, self.whole.events(kind, weeks))
        return np.asarray(happen, dtype=np.float64)

    def reasons(self, index: int, kind: int, weeks: float) -> Reasons:
        """What moves the chance of the two countries, and then what the share takes off."""
        why = reasons(self.whole, index, kind, weeks)
        mine = np.clip(self.probability(kind, weeks)[index], 1e-12, 1 - 1e-12)
        odds = float(np.log(mine) - np.log1p(-mine))
        share = float(self._shares(False)[0].mean[index, kind])
        words = f"expected in {100 * share:.2g} % of the countries' weeks with {NAMES[kind]}"
        part = Part(FAMILY, TITLE, odds - why.log_odds, words, odds - why.log_odds)
        return replace(why, log_odds=odds, parts=(*why.parts, part))

    def carried(self, found: tuple[Carrier, ...], index: int, kind: int, weeks: float) -> tuple[Carrier, ...]:
        """What the days that carry the countries' chance carry of the sector's, with its share held."""
        said = self.whole.probability(kind, weeks)[index]
        mine = self.probability(kind, weeks)[index]
        share = mine / max(said, 1e-12)
        return tuple(replace(one, change=float(one.change * share)) for one in found)

    def _coherent(self, kind: int, weeks: float, *, back: bool) -> Floats:
        found = np.ones(len(self.pairs))
        for one in (kind, *wider(kind)):
            chance = (self.whole.returned if back else self.whole.probability)(one, weeks)
            for share in self._shares(back):
                found = np.minimum(found, thinned(chance, Beta(share.a[:, one], share.b[:, one]), weeks))
        return found

    def _shares(self, back: bool) -> tuple[Beta, ...]:
        """Of the pairs, and of those of which only one side is a sector."""
        if back not in self._share:
            pairs = self._side(back)
            several = (pairs, self.panel.by[pairs], self.panel.to[pairs])
            self._share[back] = tuple(self.shares.of(its) for its in several)
        return self._share[back]

    def _days(self, kind: int, pairs: Ints) -> Floats:
        """Decayed days with the kind, as `hazard.seen_weeks` has them of countries: (pairs,)."""
        panel, end = self.panel, int(self.panel.weeks.ends[self.shares.at])
        rows = (panel.day <= end) & (panel.kind == kind)
        weight = np.exp2(-(end - panel.day[rows]) / HALF_LIVES[-1])
        days = np.bincount(panel.pair[rows], weight, minlength=panel.weeks.pairs)
        return np.asarray(days[pairs], dtype=np.float64)

    def _side(self, back: bool) -> Ints:
        return self.panel.weeks.reverse[self.pairs] if back else self.pairs
