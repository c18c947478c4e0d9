"""Weights that no processor's 16 bits cut off."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from training.overflow import FIT, fitting, largest


@example(np.array([[-2, 0], [-127, 0]], np.int8))  # a column of nothing beside one that does not fit
@given(arrays(np.int8, st.tuples(st.sampled_from((2, 4, 6)), st.integers(1, 4)), elements=st.integers(-127, 127)))
def test_all_weights_fit_and_no_column_is_made_smaller_than_it_must(weights: np.ndarray) -> None:
    found, factor = fitting(weights)
    assert (largest(found) <= FIT).all()
    assert 255 * FIT < 2**15
    fits = largest(weights) <= FIT
    assert (factor[fits] == 1).all() and (found[:, fits] == weights[:, fits]).all()
    assert (largest(found)[~fits] >= FIT - 3).all()
    assert np.abs(found - weights * factor).max() <= 0.5
    assert (fitting(found)[0] == found).all()
