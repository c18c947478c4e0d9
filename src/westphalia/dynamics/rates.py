"""What a pair usually does: how likely is a week with at least one event, before looking at what happened lately.

This is where forecasts (`hazard`) start from, and how pairs that are rarely seen borrow strength.

In words. How often a pair meets is guessed from how busy the two are, and learned from how often they met. How often
they do something of one kind is guessed from how often they meet and what the two usually do, and learned from how
often they did it. A week counts half as much for every `half_life` weeks that it is older; a week that the record does
not cover does not count at all; and a window of other sources is first brought to the level of the current one
(`levels`).

In formulas, with every sum taken over covered weeks w before the origin, each with the weight 2^(-age / half_life):

    E_ab    weeks in which the pair was covered
    S_abk   weeks in which a did something of kind k to b
    M_ab    marks: weeks with a quad, summed over the four quads and both directions
    d_a     = 1/2 / E_a + sum over b of M_ab / E_ab                  marks a week that a takes part in
    l_ab    = (n1 d_a d_b / sum d + M_ab) / (n1 + E_ab)              marks a week expected of the pair
    v_ab    = min(1, n4 / M_ab)                                      no partner counts for more than n4 marks
    c_k     = (1/2 + sum of v S_..k) / (4 + sum of v M_..)           share of kind k, in one direction
    c_abk   = (n2 c_k + v S_a.k + v S_.bk) / (n2 + v M_a. + v M_b.)  the same for what a does and b receives
    m_abk   = 1 - exp(-l_ab c_abk)                                   chance of a week with k, before looking at S_abk
    q       ~ Beta(n3 m_abk + S_abk, n3 (1 - m_abk) + E_ab - S_abk)  chance of a week with k
    P(h)    = 1 - E[(1 - q)^h] = 1 - B(alpha, beta + h) / B(alpha, beta)   at least one week with k among the next h

Sources. Expected marks: the configuration model of Chung & Lu (2002) for graphs with given degrees. Shrinkage:
conjugate beta-binomial and gamma-Poisson updating (Gelman et al. 2013, sections 2.4 and 2.6). Forgetting at a constant
rate: the power steady model of Smith (1979, JRSS B 41). Waiting for the first success when the chance is
beta-distributed: the beta-geometric distribution (Weinberg & Gladen 1986, Biometrics 42). Weeks are counted, not
events, because reports come in bursts: a Poisson rate of events promises far too much.

The constants were chosen on the windows of 2018 and 2021 of the embedded record by a search over a grid, never on 2022.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.levels import kept
from westphalia.dynamics.weeks import QUADS, Floats, Rows, Weeks

LEVEL = 0.95  # of the intervals


@dataclass(frozen=True)
class Model:
    """The constants. `half_life` is in weeks; `pair` (n1) and `kind` (n3) are worth that many weeks of evidence, and
    `share` (n2) that many marks; `partner` (n4) is the most marks that one partner adds to what an actor usually does;
    `level` is the number of events by which a difference of level between sources is shrunken (None: left as it is).
    """

    half_life: float = 78.0
    pair: float = 12.0
    share: float = 30.0
    kind: float = 48.0
    partner: float = 3.0
    level: float | None = 300.0


MODEL = Model()


@dataclass(frozen=True, eq=False)
class Tally:
    """What the weeks before an origin add up to, old weeks counting less. All arrays run over the table's pairs.

    `exposure`: covered weeks; `marks`: quad marks, both directions together; `done`: weeks with each kind, in the
    pair's direction; `actor_exposure`: covered weeks of each actor.
    """

    exposure: Floats
    marks: Floats
    done: Floats
    actor_exposure: Floats


@dataclass(frozen=True, eq=False)
class Beta:
    """Beta distributions of the chance of a week with an event; `a` and `b` are arrays of the same shape."""

    a: Floats
    b: Floats

    def probability(self, weeks: float) -> Floats:
        """Probability of at least one week with an event among the next `weeks` (any number above 0).

        >>> even = Beta(np.array(1.0), np.array(1.0))
        >>> float(even.probability(1)), float(even.probability(3))
        (0.5, 0.75)
        """
        from scipy.special import gammaln

        a, b = self.a, self.b
        none = gammaln(b + weeks) - gammaln(b) + gammaln(a + b) - gammaln(a + b + weeks)
        return np.asarray(np.clip(-np.expm1(none), 0.0, 1.0), dtype=np.float64)

    def interval(self, weeks: float, level: float = LEVEL) -> tuple[Floats, Floats]:
        """Central interval of 1 - (1 - q)^weeks. It says how well the pair's own rate is known, under the model.

        Where the distribution is so skewed that its mean lies outside, the interval is stretched to hold it.
        """
        from scipy.special import betaincinv

        tail = (1 - level) / 2
        middle = self.probability(weeks)
        with np.errstate(divide="ignore"):  # a chance of exactly 1 has the logarithm -inf, and is 1 again below
            bounds = [-np.expm1(weeks * np.log1p(-betaincinv(self.a, self.b, p))) for p in (tail, 1 - tail)]
        return np.minimum(bounds[0], middle), np.maximum(bounds[1], middle)

    @property
    def mean(self) -> Floats:
        """Expected share of weeks with an event."""
        return np.asarray(self.a / (self.a + self.b), dtype=np.float64)


def tally(weeks: Weeks, at: int, half_life: float = MODEL.half_life, level: float | None = MODEL.level) -> Tally:
    """Add up the weeks to number `at`, that one included; `half_life` may be infinite, `level` None."""
    age = (weeks.ends[at] - weeks.ends[: at + 1]) / 7
    weight = np.zeros(len(weeks.ends))
    weight[: at + 1] = np.exp2(-age / half_life)
    by_spell = np.bincount(weeks.spell, weight, minlength=len(weeks.spells)).astype(np.float64)

    def add(rows: Rows, kinds: int) -> Floats:
        rows = rows.until(at)
        worth = weight[rows.week] if level is None else weight[rows.week] * kept(weeks, rows, at, level)
        cells = np.bincount(rows.pair * kinds + rows.kind, worth, minlength=weeks.pairs * kinds)
        return cells.reshape(weeks.pairs, kinds).astype(np.float64)

    done = add(weeks.kinds, len(weeks.names))
    quads = done[:, :4] if weeks.names[:4] == QUADS else add(weeks.quads, 4)
    marks = quads.sum(axis=1)
    return Tally(
        exposure=by_spell @ weeks.covered.astype(np.float64),
        marks=marks + marks[weeks.reverse],
        done=done,
        actor_exposure=by_spell @ weeks.actor_covered.astype(np.float64),
    )


def rates(weeks: Weeks, found: Tally, model: Model = MODEL) -> Beta:
    """The chance of a week with each kind, for every pair: arrays of shape (pairs, kinds)."""
    met = expected_marks(weeks, found, model)
    share = _share(weeks, found.done, found, model)
    return _update(-np.expm1(-met[:, None] * share), found.done, found.exposure, model)


def expected_marks(weeks: Weeks, found: Tally, model: Model = MODEL) -> Floats:
    """Marks a week expected of each pair (l_ab)."""
    size = len(weeks.codes)
    seen = np.maximum(found.exposure, 1.0)  # a pair covered for less than a week says little about its actors
    known = np.bincount(weeks.first, found.marks / seen, minlength=size)
    busy = known + 0.5 / np.maximum(found.actor_exposure, 1.0)
    guess = busy[weeks.first] * busy[weeks.second] / max(busy[known > 0].sum(), 1e-12)
    return np.asarray((model.pair * guess + found.marks) / (model.pair + found.exposure), dtype=np.float64)


def long_run(found: Tally, strength: float = 4.0) -> Beta:
    """The reference: each pair's long-run share of weeks with the kind, shrunken to that of all pairs that ever met.

    `found` is a tally with infinite half-life and no level. `strength` is in weeks: with 4 the reference does best on
    2018 and 2021.
    """
    ever = found.marks > 0
    whole = max(float(found.exposure[ever].sum()), 1e-9)
    mean = np.clip(found.done[ever].sum(axis=0) / whole, 1e-6, 1.0 - 1e-6)
    return _beta(np.broadcast_to(mean, found.done.shape), found.done, found.exposure, strength)


def _share(weeks: Weeks, done: Floats, found: Tally, model: Model) -> Floats:
    """c_abk: of a pair's marks, the share that are of kind k (in the pair's direction where `done` has one)."""
    size = len(weeks.codes)
    vote = np.minimum(1.0, model.partner / np.maximum(found.marks, 1e-12))
    marks, capped = vote * found.marks, vote[:, None] * done
    total = np.bincount(weeks.first, marks, minlength=size)
    world = (0.5 + capped.sum(axis=0)) / (4.0 + float(marks.sum()))
    out = np.stack([np.bincount(weeks.first, column, minlength=size) for column in capped.T], axis=1)
    into = np.stack([np.bincount(weeks.second, column, minlength=size) for column in capped.T], axis=1)
    own = out[weeks.first] + into[weeks.second]
    weight = total[weeks.first] + total[weeks.second]
    return np.asarray((model.share * world + own) / (model.share + weight)[:, None], dtype=np.float64)


def _update(mean: Floats, done: Floats, exposure: Floats, model: Model) -> Beta:
    return _beta(np.clip(mean, 1e-9, 1 - 1e-9), done, exposure, model.kind)


def _beta(mean: Floats, done: Floats, exposure: Floats, strength: float) -> Beta:
    return Beta(strength * mean + done, strength * (1 - mean) + np.maximum(exposure[:, None] - done, 0.0))
