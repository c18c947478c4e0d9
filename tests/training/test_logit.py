"""The conditional logit: shares that a count gives, and that weights and ridge do what they are for."""

import math

import pytest
from training.logit import Case, fit

TWO = [(1.0,), (0.0,)]
FIRST = Case(TWO, (1.0,), [True, False])
SECOND = Case(TWO, (1.0,), [False, True])
NOBODY = Case(TWO, (1.0,), [False, False])


def test_log_odds_are_those_of_the_counts() -> None:
    # Three of six for the one with the trait, two for the other, one for nobody: ln(3/2) and ln(1/2) against the other.
    (trait,), (nobody,) = fit([FIRST] * 3 + [SECOND] * 2 + [NOBODY], ridge=0.0)
    assert (trait, nobody) == pytest.approx((math.log(1.5), math.log(0.5)), abs=0.006)


def test_a_case_counts_for_its_weight() -> None:
    heavy = Case(TWO, (1.0,), [True, False], weight=3.0)
    assert fit([heavy, SECOND, NOBODY], 0.0) == fit([FIRST] * 3 + [SECOND, NOBODY], 0.0)


def test_any_of_several_right_ones_will_do() -> None:
    either = Case(TWO, (1.0,), [True, True])
    (trait,), (nobody,) = fit([either] * 2 + [NOBODY], 0.1)
    assert trait == 0.0 and nobody == 0.0  # (1 + 1) / 3 is what two of three are


def test_the_ridge_leaves_the_constant_alone() -> None:
    (trait,), (nobody,) = fit([FIRST] * 3 + [NOBODY] * 12, 1000.0)
    assert trait == 0.0 and nobody == pytest.approx(math.log(12 / 3 * 2), abs=0.02)


def test_those_of_different_numbers_are_fitted_together() -> None:
    alone = Case([(1.0,)], (1.0,), [True])
    assert fit([alone, FIRST, NOBODY], 0.0)[0][0] > 0
