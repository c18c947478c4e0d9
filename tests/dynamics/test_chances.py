"""Chances at one origin fit together, and what moves them adds up."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from westphalia.dynamics.chances import Chances
from westphalia.dynamics.fitting import candidates
from westphalia.dynamics.mechanisms import Design, State, columns, mechanisms, states
from westphalia.dynamics.panel import KINDS, NAMES, Panel, narrower, panel_of
from westphalia.dynamics.parameters import shipped
from westphalia.dynamics.reasons import carriers, reasons
from westphalia.record import Record


@pytest.fixture(scope="module")
def panel() -> Panel:
    return panel_of(Record.default())


@pytest.fixture(scope="module")
def state(panel: Panel) -> State:
    return next(states(panel, [len(panel.weeks.ends) - 1]))


@pytest.fixture(scope="module")
def chances(panel: Panel, state: State) -> Chances:
    pairs = candidates(panel, state)
    return Chances(panel, state, shipped()[0].fits, pairs[:: max(1, len(pairs) // 400)])


def test_every_kind_is_as_likely_as_its_parts(chances: Chances):
    for weeks in (1, 30 / 7, 12):
        for kind in range(len(KINDS)):
            whole = chances.probability(kind, weeks)
            assert np.all((whole >= 0) & (whole <= 1))
            for part in narrower(kind):
                assert np.all(chances.probability(part, weeks) <= whole + 1e-12), (NAMES[part], NAMES[kind])


def test_quads_stand_as_fitted(chances: Chances):
    """Groups are raised to their quads, and quads are not cut to their groups, which would make them too seldom."""
    for kind in range(4):
        assert np.array_equal(chances.probability(kind, 1), chances._own(kind, 1, back=False))
    group = NAMES.index("cooperation")
    raised = chances.probability(group, 1) > chances._own(group, 1, back=False)
    assert 0 < raised.sum() < len(raised)


def test_longer_horizons_and_either_direction(chances: Chances):
    for kind in (0, 3, NAMES.index("SANCTION"), NAMES.index("conflict")):
        found = [chances.probability(kind, weeks) for weeks in (1, 2.5, 4, 12, 13, 30)]
        for shorter, longer in pairwise(found):
            assert np.all(shorter <= longer + 1e-12)
        one, back, both = (getattr(chances, side)(kind, 4) for side in ("probability", "returned", "either"))
        assert np.all(both >= np.maximum(one, back) - 1e-12) and np.all(both <= np.minimum(one + back, 1) + 1e-12)
        assert np.all(chances.weeks_with_one(kind, 4) >= one - 1e-12)
        assert np.all(chances.weeks_with_one(kind, 4) <= 4 + 1e-9)
        low, high = chances.spread(kind, 4).interval(4)
        assert np.all(low <= one + 1e-9) and np.all(one <= high + 1e-9)


def test_reasons_add_up_to_the_forecast(chances: Chances):
    names = {one.name for one in mechanisms()} | {"coherence"}
    for index in (0, 7, 33):
        for kind in (0, 3, NAMES.index("SANCTION")):
            for weeks in (1, 4, 90 / 7):
                for back in (False, True):
                    found = reasons(chances, index, kind, weeks, back=back)
                    assert {part.family for part in found.parts} <= names
                    total = found.start + sum(part.log_odds for part in found.parts)
                    assert total == pytest.approx(found.log_odds, abs=1e-9)
                    said = (chances.returned if back else chances.probability)(kind, weeks)[index]
                    assert 1 / (1 + np.exp(-found.log_odds)) == pytest.approx(said, abs=1e-9)
                    # The quadrature leaves next to nothing over for «held to the quad».
                    own = chances._own(kind, weeks, back=back)[index]
                    if own == said:
                        assert "coherence" not in {part.family for part in found.parts}


def test_for_one_week_parts_are_coefficient_times_column(chances: Chances):
    kind, index = 3, 5
    fit = chances.fits[NAMES[kind]]
    plain = fit.first.now[1:] * chances.standard(kind)[index][1:]
    found = {part.family: part.log_odds for part in reasons(chances, index, kind, 1).parts}
    for family in ("reciprocity", "common_pressure"):
        own = [place for place, column in enumerate(columns(kind)) if column.family == family]
        assert found[family] == pytest.approx(plain[own].sum(), abs=1e-6)


def test_taking_an_event_away_undoes_what_it_did(panel: Panel, state: State):
    """Without its only assault of a day, the pair's columns are those of a panel in which it never was."""
    pair = panel.weeks.pair("USA", "IRN")
    mine = np.flatnonzero((panel.pair == pair) & (panel.kind == NAMES.index("ASSAULT")))
    day = int(panel.day[mine[-1]])
    others = set(panel.kind[(panel.pair == pair) & (panel.day == day)].tolist())
    gone = np.zeros(len(panel.day), dtype=bool)
    gone[mine[-1]] = True
    for kind in (3, NAMES.index("conflict"), NAMES.index("material"), NAMES.index("any")):
        held = {other for other in others if len(KINDS[other].actions) == 1} - {NAMES.index("ASSAULT")}
        if not any(set(KINDS[other].actions) <= set(KINDS[kind].actions) for other in held):
            gone |= (panel.pair == pair) & (panel.day == day) & (panel.kind == kind)
    left = Panel(
        panel.weeks, panel.day[~gone], panel.pair[~gone], panel.kind[~gone], panel.frame, panel.query, panel.record
    )
    again = next(states(left, [state.at]))
    design = Design(panel, state)
    for kind in (3, NAMES.index("ASSAULT")):
        before = design.matrix(kind, np.array([pair]))
        with design.without(pair, day, NAMES.index("ASSAULT")):
            one = design.matrix(kind, np.array([pair]))
        assert (design.matrix(kind, np.array([pair])) == before).all()
        assert (one != before).any() or kind == 3  # more than one deed of the quad on that day
        other = Design(left, again).matrix(kind, np.array([pair]))
        # Rates of third actors are held as they were, and differ in the third digit.
        own = [
            place
            for place, column in enumerate(columns(kind))
            if column.family in ("persistence", "reciprocity", "escalation", "agreements")
        ]
        assert one[0, own] == pytest.approx(other[0, own], abs=2e-4)


def test_carriers_name_what_the_pair_did(chances: Chances, panel: Panel, state: State):
    pair = np.array([panel.weeks.pair("RUS", "UKR")])
    kind = NAMES.index("SANCTION")
    found = carriers(Chances(panel, state, chances.fits, pair), 0, [kind], 1)
    assert set(found) == {(kind, False), (kind, True)}
    for several in found.values():
        assert several and all({one.actor, one.recipient} == {"RUS", "UKR"} for one in several)
        assert max(one.change for one in several) > 0
