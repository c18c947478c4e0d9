"""Shares of those who could be meant, and of nobody."""

from math import exp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.ontology.types import Status
from westphalia.reading import events
from westphalia.reading.choice import Choice
from westphalia.reading.cues import Cue

WEIGHTS = (1.0,), (1.0,)


def choice(values: list[float], nobody: float) -> Choice:
    event = events.Found(Cue("ACCUSE", None, (), frozenset(), ()), Status.HAPPENED, 0, None, 0, 1, 0, 1, 0.5)
    return Choice(event, tuple(f"X{k}" for k in range(len(values))), tuple((value,) for value in values), (nobody,))


@settings(deadline=None)
@given(st.lists(st.floats(-6, 6), min_size=1, max_size=9), st.floats(-6, 6))
def test_shares_and_nobody_s_make_one(values: list[float], nobody: float) -> None:
    shares = choice(values, nobody).shares(WEIGHTS)
    total = sum(exp(value) for value in values) + exp(nobody)
    assert shares == pytest.approx([exp(value) / total for value in values])
    assert sum(shares) < 1


def test_the_best_is_the_likeliest_if_nobody_is_not_likelier() -> None:
    share, code = choice([0.0, 2.0], 1.0).best(WEIGHTS)
    assert (share, code) == (pytest.approx(exp(2) / (1 + exp(2) + exp(1))), "X1")
    assert choice([0.0, 2.0], 3.0).best(WEIGHTS) == (0.0, "X1")
