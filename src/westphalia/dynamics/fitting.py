"""Fitting the hazards of `hazard` to a panel: which pairs and origins are learned from, and the likelihood.

Learned from are all pairs that had met, from every covered week that something is known to have followed. They are
drawn by importance, with weights that undo it, so that half of those drawn had an event. Pairs with fewer than `KNOWN`
events by then are drawn less often, which is not undone: most pairs are such, and the fit would be theirs. Penalised
maximum likelihood by Newton's method; the columns of a pair are the same for all leads, so sums over leads need no more
rows than pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from westphalia.dynamics.hazard import LEADS, Curve, Fit, leads_of, logistic, seen_weeks, standardised, unfitted
from westphalia.dynamics.mechanisms import Column, Design, State, Table, columns, shows_season, states
from westphalia.dynamics.panel import KINDS, NAMES, Panel, weeks_and_events
from westphalia.dynamics.weeks import Bools, Floats, Ints

WARM_UP = 3  # weeks of a spell before the first origin that is learned from
FEWEST = 20  # pairs and origins with an event of a kind
KNOWN, LESS = 5.0, 0.3  # events from which on a pair counts in full, and how much it counts with fewer
ROWS, ROWS_OTHER = 80_000, 30_000  # about so many pairs and origins are drawn of a quad, and of any other kind
RIDGE, RIDGE_LEAD, RIDGE_SHARED = 30.0, 150.0, 3000.0  # for b, for g, and for columns that all pairs of a day share
ENOUGH = 120_000  # pairs and origins; with a half of it to learn from, b and g are penalised four times as much
_LOGS = np.log(np.arange(1, LEADS + 1))

Progress = Callable[[str, int, int], None]


def fit(
    panel: Panel, last: int, *, kinds: Sequence[int] | None = None, seed: int = 0, progress: Progress | None = None
) -> dict[str, Fit]:
    """Fit `kinds` (positions in `KINDS`; all by default) on what was known at the end of week `last`.

    No event after that week is seen, as outcome or as column. A kind with fewer than `FEWEST` events in what is learned
    from is left `unfitted`.
    """
    chosen = range(len(KINDS)) if kinds is None else kinds
    origins = training_origins(panel, last)
    counts = _counts(panel, last)
    drawn: dict[int, list[_Drawn]] = {kind: [] for kind in chosen}
    rng = np.random.default_rng(seed)
    shares = {kind: _shares(panel, counts, origins, last, kind) for kind in chosen}
    for number, state in enumerate(states(panel, origins)):
        if progress:
            progress("reading the past", number, len(origins))
        design, worth = Design(panel, state), _worth(panel, state.at)
        for kind in chosen:
            found = _draw(panel, counts, design, state, last, kind, shares[kind], worth, rng)
            if found is not None:
                drawn[kind].append(found)
    fits = {}
    for number, kind in enumerate(chosen):
        if progress:
            progress("fitting", number, len(chosen))
        rows = _joined(drawn.pop(kind))
        known = rows is not None and rows.outcome.any(axis=1).sum() >= FEWEST
        fits[NAMES[kind]] = (
            _fit(kind, rows, panel, last) if rows is not None and known else unfitted(NAMES[kind], len(columns(kind)))
        )
    if progress:
        progress("fitting", len(chosen), len(chosen))
    return fits


def training_origins(panel: Panel, last: int) -> list[int]:
    """Weeks from which something is known to have followed by the end of week `last`."""
    spell = panel.weeks.spell
    first = {number: int(np.flatnonzero(spell == number)[0]) for number in np.unique(spell)}
    return [at for at in range(last) if spell[at + 1] == spell[at] and at - first[int(spell[at])] >= WARM_UP]


def candidates(panel: Panel, state: State) -> Ints:
    """Pairs that are covered at the state's week and had met, in either direction, by then."""
    met = state.exposure[-1] > 0
    met &= state.days[-1][:, :4].sum(axis=1) > 0
    return np.flatnonzero((met | met[panel.weeks.reverse]) & panel.weeks.covered[panel.weeks.spell[state.at]])


@dataclass(frozen=True, eq=False)
class _Drawn:
    """Pairs from one or more origins: what they are, what followed week by week, and how much each counts."""

    usual: Floats
    table: Table
    outcome: Bools  # (rows, leads)
    known: Ints  # leads that the record covers by the last week that may be seen
    seen: Floats
    weight: Floats


def _counts(panel: Panel, last: int) -> Bools:
    """Which week had which kind on which pair: (kinds, weeks, pairs)."""
    table = np.zeros((len(KINDS), last + 1, panel.weeks.pairs), dtype=np.bool_)
    rows = panel.weeks.kinds
    early = rows.week <= last
    table[rows.kind[early], rows.week[early], rows.pair[early]] = True
    return table


def _known(panel: Panel, at: int, last: int) -> int:
    """Leads after week `at` within its spell and up to week `last`."""
    spell = panel.weeks.spell
    end = int(np.flatnonzero(spell == spell[at])[-1])
    return min(LEADS, end - at, last - at)


def _shares(panel: Panel, counts: Bools, origins: Sequence[int], last: int, kind: int) -> tuple[float, float]:
    """Which share of rows with an event, and without one, is drawn so that about half of the rows are of each."""
    rows = ROWS if KINDS[kind].quad else ROWS_OTHER
    events = total = 0.0
    for at in origins[:: max(1, len(origins) // 12)]:
        followed = counts[kind, at + 1 : at + 1 + _known(panel, at, last)].any(axis=0)
        worth = _worth(panel, at)
        events += float(worth[followed].sum())
        total += float(worth[panel.events_before(at) > 0].sum())
    scale = len(origins) / max(1, len(origins[:: max(1, len(origins) // 12)]))
    return (
        min(1.0, rows / 2 / max(1.0, events * scale)),
        min(1.0, rows / 2 / max(1.0, (total - events) * scale)),
    )


def _draw(
    panel: Panel,
    counts: Bools,
    design: Design,
    state: State,
    last: int,
    kind: int,
    shares: tuple[float, float],
    worth: Floats,
    rng: np.random.Generator,
) -> _Drawn | None:
    pairs = candidates(panel, state)
    known = _known(panel, state.at, last)
    outcome = np.zeros((len(pairs), LEADS), dtype=np.bool_)
    outcome[:, :known] = counts[kind, state.at + 1 : state.at + 1 + known][:, pairs].T
    share = np.where(outcome.any(axis=1), *shares)
    if min(shares) < 1:  # of a record so small that all are drawn, none is left out
        share = share * worth[pairs]
    kept = np.flatnonzero(rng.random(len(pairs)) < share)
    if not len(kept):
        return None
    chosen = pairs[kept]
    return _Drawn(
        usual=design.usual(kind, chosen),
        table=design.matrix(kind, chosen),
        outcome=outcome[kept],
        known=np.full(len(kept), known, dtype=np.int64),
        seen=seen_weeks(state, kind, chosen),
        weight=worth[chosen] / share[kept],
    )


def _worth(panel: Panel, at: int) -> Floats:
    """How much each pair counts from week `at`: (pairs,)."""
    return np.where(panel.events_before(at) >= KNOWN, 1.0, LESS)


def _joined(parts: Sequence[_Drawn]) -> _Drawn | None:
    if not parts:
        return None
    names = ("usual", "table", "outcome", "known", "seen", "weight")
    return _Drawn(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})


def _fit(kind: int, rows: _Drawn, panel: Panel, last: int) -> Fit:
    found = columns(kind, season=shows_season(panel.weeks, last))
    raw = np.column_stack([rows.usual, rows.table[:, : len(found)]])
    share = rows.weight / rows.weight.sum()
    centre = share @ raw
    scale = np.sqrt(share @ (raw - centre) ** 2) + 1e-6
    standard = standardised(raw, centre, scale)
    lead = np.arange(1, LEADS + 1)
    open_ = lead <= rows.known[:, None]
    before: Ints = np.cumsum(rows.outcome, axis=1) - rows.outcome
    ridge = _ridge(found, float(rows.weight.sum()))
    weight = rows.weight / rows.weight.mean()
    first = _newton(rows.usual, standard, rows.outcome, (open_ & (before == 0)) * weight[:, None], ridge)
    any_ = _newton(rows.usual, standard, rows.outcome, open_ * weight[:, None], ridge)
    start, gain = _spread(any_, rows, standard, weight)
    size, worth = _sizes(panel, kind, last)
    return Fit(
        kind=NAMES[kind],
        centre=centre,
        scale=scale,
        first=first,
        any=any_,
        start=start,
        gain=gain,
        size=size,
        worth=worth,
        together=_together(panel, kind, last),
        rows=len(rows.usual),
        events=int(rows.outcome.any(axis=1).sum()),
    )


def _ridge(found: Sequence[Column], known: float) -> Floats:
    """Penalties of b and then of g, the usual rate's first, where `known` pairs and origins are learned from.

    One event is seen from several origins, so that rows say less than their number: the fewer, the more it matters.
    """
    own = max(1.0, ENOUGH / known) ** 2
    extra = np.array([own, *(RIDGE_SHARED / RIDGE if column.shared else own for column in found)])
    return np.concatenate([RIDGE * extra, RIDGE_LEAD * extra])


def _newton(usual: Floats, standard: Floats, outcome: Bools, counted: Floats, ridge: Floats) -> Curve:
    """Maximise the penalised likelihood of the weeks that count, each with its weight in `counted` (rows, leads)."""
    width = standard.shape[1]
    penalty = np.concatenate([[1e-6, 1e-6], ridge])
    table = np.column_stack([np.ones(len(standard)), standard])
    single = table.astype(np.float32)  # enough for the curvature
    theta = np.zeros(2 * (width + 1))

    def split(theta: Floats) -> tuple[Floats, Floats]:
        """Coefficients of `table` in week 1 and per log of the lead."""
        return np.concatenate([theta[:1], theta[2 : 2 + width]]), np.concatenate([theta[1:2], theta[2 + width :]])

    def odds(theta: Floats) -> Floats:
        now, fade = split(theta)
        return np.asarray((usual + table @ now)[:, None] + (table @ fade)[:, None] * _LOGS, dtype=np.float64)

    def cost(eta: Floats, theta: Floats) -> float:
        return float((counted * (np.logaddexp(0, eta) - outcome * eta)).sum() + 0.5 * (penalty * theta**2).sum())

    order = np.concatenate([[0], 2 + np.arange(width), [1], 2 + width + np.arange(width)])
    eta = odds(theta)
    now = cost(eta, theta)
    for _ in range(40):
        chance = logistic(eta)
        pull = counted * (outcome - chance)
        bend = counted * chance * (1 - chance)
        gradient = np.empty_like(theta)
        gradient[order] = np.concatenate([table.T @ pull.sum(axis=1), table.T @ (pull @ _LOGS)])
        gradient -= penalty * theta
        by_row = (bend.sum(axis=1), bend @ _LOGS, bend @ _LOGS**2)
        rooted = (single * np.sqrt(weight)[:, None].astype(np.float32) for weight in by_row)
        blocks = [part.T @ part for part in rooted]  # the same array twice: numpy takes half the time
        hessian = np.empty((len(theta), len(theta)))
        hessian[np.ix_(order, order)] = np.block([[blocks[0], blocks[1]], [blocks[1], blocks[2]]])
        hessian[np.diag_indices(len(theta))] += penalty
        step = np.linalg.solve(hessian, gradient)
        length = 1.0
        while length > 1e-4:
            eta = odds(theta + length * step)
            then = cost(eta, theta + length * step)
            if then <= now:
                break
            length /= 2
        gained = now - then
        if gained <= 0:
            break
        theta, now = theta + length * step, then
        if gained < 1e-6 * abs(now):
            break
    first, lead = split(theta)
    return Curve(float(first[0]), float(lead[0]), first[1:], lead[1:])


def _spread(curve: Curve, rows: _Drawn, standard: Floats, weight: Floats) -> tuple[float, float]:
    """s0 and s1, from how many of the weeks that followed had the kind (beta-binomial likelihood)."""
    from scipy.optimize import minimize
    from scipy.special import betaln

    part = slice(None, None, max(1, len(standard) // 4_000))
    chance = leads_of(curve, rows.usual[part], standard[part], LEADS)
    lead = np.arange(1, LEADS + 1) <= rows.known[part][:, None]
    weeks = rows.known[part]
    had = (rows.outcome[part] & lead).sum(axis=1)
    mean = np.clip((chance * lead).sum(axis=1) / weeks, 1e-6, 1 - 1e-6)

    def cost(logs: Floats) -> float:
        a = np.exp(np.clip(logs[0], -5, 8)) + np.exp(np.clip(logs[1], -8, 5)) * rows.seen[part]
        b = a * (1 - mean) / mean
        return -float((weight[part] * (betaln(a + had, b + weeks - had) - betaln(a, b))).sum())

    found = minimize(cost, np.array([0.0, -2.0]), method="Nelder-Mead", options={"xatol": 0.02, "fatol": 0.5})
    return float(np.exp(np.clip(found.x[0], -5, 8))), float(np.exp(np.clip(found.x[1], -8, 5)))


def _sizes(panel: Panel, kind: int, last: int) -> tuple[float, float]:
    """Mean events in a week with one, and how many such weeks it is worth for a pair (moments, gamma-Poisson)."""
    weeks, total = weeks_and_events(panel, kind, last)
    had = weeks > 0
    mean = float(total[had].sum() / weeks[had].sum())
    own = total[had] / weeks[had]
    # Variance of the pairs' own means beyond what a Poisson count of that mean would have.
    between = float(np.average((own - mean) ** 2 - mean / weeks[had], weights=weeks[had]))
    return mean, float(np.clip(mean / max(between, 1e-3), 0.5, 1000))


def _together(panel: Panel, kind: int, last: int) -> float:
    """Share of the room between independence and the most that two directions can have in common in a week."""
    rows = panel.weeks.kinds
    early = (rows.week <= last) & (rows.kind == kind)
    weeks, _ = weeks_and_events(panel, kind, last)
    seen = np.maximum(np.bincount(panel.weeks.spell[: last + 1], minlength=len(panel.weeks.spells)), 0)
    exposure = seen.astype(np.float64) @ panel.weeks.covered
    back = panel.weeks.reverse
    share = np.divide(weeks, exposure, out=np.zeros_like(weeks), where=exposure > 0)
    keys = rows.week[early] * panel.weeks.pairs + rows.pair[early]
    other = rows.week[early] * panel.weeks.pairs + back[rows.pair[early]]
    both = float(np.isin(keys, other).sum())
    alone = float((share * share[back] * exposure).sum())
    most = float((np.minimum(share, share[back]) * exposure).sum())
    return float(np.clip((both - alone) / max(most - alone, 1e-9), 0.0, 1.0))
