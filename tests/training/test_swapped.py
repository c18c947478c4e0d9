"""Other states in a sentence: everywhere the same, and every label where it was."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from training.examples import Example
from training.swapped import _forms, swapped

from training import own

SENTENCES = list(own.examples())


def others(words: str) -> list[str]:
    """What of some words is no name of a state, and no article before one."""
    return [word for word in _forms()[0].sub("·", words).split() if word.lower() not in ("a", "an")]


@settings(deadline=None)
@given(st.integers(0, 10**9))
def test_labels_stay_on_their_words(seed: int) -> None:
    example = SENTENCES[seed % len(SENTENCES)]
    other = swapped(example, random.Random(seed))
    assert other.pairs == example.pairs
    assert others(other.text) == others(example.text)
    spans = zip(_spans(example), _spans(other), strict=True)
    assert all(others(example.text[a:b]) == others(other.text[c:d]) for (a, b), (c, d) in spans)


def _spans(example: Example) -> list[tuple[int, int]]:
    roles = [*(example.attribution or ()), *(example.causes or ())]
    return [*example.mentions, *((start, end) for _, start, end in roles)]


def test_one_state_is_one_other_state_by_all_its_names() -> None:
    text = "Kenya told the Kenyans that Nairobi would not sell a Kenyan port."
    other = swapped(Example(text, "own"), random.Random(3)).text
    assert not any(name in other for name in ("Kenya", "Kenyans", "Nairobi"))
    assert other.endswith("port.")


def test_names_of_several_words_and_names_inside_them_stay() -> None:
    text = "South Sudan and the United Kingdom spoke with Papua New Guinea about Mexico City."
    assert swapped(Example(text, "own"), random.Random(0)).text.startswith("South Sudan and the United Kingdom spoke")


def test_the_article_agrees() -> None:
    text = "A Bolivian judge freed an Italian priest."
    for seed in range(40):
        other = swapped(Example(text, "own"), random.Random(seed)).text.split()
        assert (other[0] == "An") == (other[1][0] in "AEIO")
