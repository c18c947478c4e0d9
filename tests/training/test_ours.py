"""The weights of whose «we» it is: they learn what the texts show, and that nobody may be meant."""

import re

from training.ours import NOBODY, Text, comments, fit

from westphalia.ontology.states import states
from westphalia.reading import ours

SIZE = len(ours.FEATURES)


def text(own: int | None, *traits: int) -> Text:
    """Two states with one trait each, by its number; a state faces «us» in each text with «we»."""
    rows = tuple(tuple(float(k == trait) for k in range(SIZE)) for trait in traits)
    return Text(rows, 0.7 if own is not None else 0.0, own, NOBODY if own is None else 1.0)


def test_a_trait_of_the_author_s_state_speaks_for_it_and_another_against() -> None:
    weights, _ = fit([text(0, 0, 1), text(1, 1, 0)] * 10)
    assert weights[0] > 0.5 > -0.5 > weights[1]
    assert not any(weights[2:])


def test_texts_without_we_teach_that_none_may_be_meant() -> None:
    told = [text(0, 0, 1), text(1, 1, 0)] * 10
    (_, nobody), (_, before) = fit([*told, *[text(None, 0, 1)] * 20]), fit(told)
    assert nobody[0] > before[0]


def test_own_comments_name_a_state_or_none_and_say_we() -> None:
    texts = list(comments())
    assert len(texts) >= 60 and any(state is None for _, state in texts)
    assert {state for _, state in texts if state is not None} <= set(states())
    assert all(len(re.findall(r"\b(?:we|us|our|ours|ourselves)\b", text, re.I)) >= 3 for text, _ in texts)
