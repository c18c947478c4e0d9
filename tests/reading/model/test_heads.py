"""The heads' arithmetic, checked against other implementations."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import erf

from westphalia.reading.model import heads
from westphalia.reading.model.encoder import encode


@given(st.lists(st.floats(-30, 30), min_size=1, max_size=20))
def test_gelu_is_x_times_the_normal_distribution(values: list[float]) -> None:
    x = np.array(values, np.float32)
    assert np.allclose(heads.gelu(x), x * 0.5 * (1 + erf(x / np.sqrt(2))), atol=2e-5)


@given(st.lists(st.floats(-1000, 1000), min_size=2, max_size=20))
def test_softmax_is_shares(values: list[float]) -> None:
    shares = heads.softmax(np.array([values], np.float32))
    assert np.isclose(shares.sum(), 1, atol=1e-4)
    assert (shares >= 0).all()


def test_a_sentence_is_the_same_alone_and_in_company() -> None:
    sentence = "Norway protested against the Danish ban."
    [alone] = encode([sentence], [[(0, 6)]])
    company = encode([sentence, "Short.", sentence + " " + "It was long. " * 12], [[(0, 6)], [], []])
    # Activations are cut to 8 bits by the range of the whole batch, so company changes a little.
    assert np.abs(alone.vectors - company[0].vectors).mean() < 0.25 * np.abs(alone.vectors).mean()
    assert company[0].offsets.tolist() == alone.offsets.tolist()


def test_spans_of_voices_quote_the_text() -> None:
    sentence = "The minister said that the border would reopen in June."
    [encoded] = encode([sentence], [[]])
    found = {role: sentence[a:b] for role, a, b, _ in heads.spans(encoded, "voice")}
    assert found["source"].lower() == "the minister"
    assert found["cue"].startswith("said")
    assert "the border would reopen in June" in found["content"]
    assert heads.sentence(encoded).reports > 0.8


def test_no_attribution_no_span() -> None:
    [encoded] = encode(["Rain fell on the harbour all day."], [[]])
    assert heads.sentence(encoded).reports < 0.3
