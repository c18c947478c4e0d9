"""Ranks, floor and strata against plain computations of the same."""

import numpy as np
import pytest

from westphalia.dynamics.ranking import past, protocol, quadruples
from westphalia.dynamics.ranking.run import FAST, Estimator


def test_ties_stand_at_the_mean_and_true_answers_are_taken_out():
    from westphalia.dynamics.ranking.retrieve import Found

    who = np.array([[0, 1, 2, 3, -1]], dtype=np.int32)
    score = np.array([[3.0, 1.0, 1.0, 5.0, -np.inf]], dtype=np.float32)
    place = np.array([1, 3, -1], dtype=np.int32)  # answers: candidate 1, candidate 3, and one beyond the candidates
    empty = np.zeros((1, 5, 1), dtype=np.float32)
    above, equal = np.array([0, 0, 4], dtype=np.int32), np.array([0, 0, 3], dtype=np.int32)
    found = Found(who, empty, empty[..., 0], place, above, equal, empty[0])
    ranks = protocol.among(found, score, np.array([0, 3], dtype=np.int32))
    assert ranks.tolist() == [1 + 1 + 0.5, 1.0, 1 + 2 + 4 + 1.5]


def test_floor_and_strata_as_plainly_computed(files):
    data = quadruples.read(*files)
    estimator = Estimator(data, FAST, 0)
    for step in estimator.days[:45]:
        estimator.remember(estimator.day(int(step)))
    day = estimator.day(45)
    ranks, stratum = protocol.floor_and_stratum(
        estimator.made, estimator.past, day.s, day.r, day.ptr, day.o, day.triple, 45
    )
    before = estimator.t < 45
    s, r, o, t = (array[before] for array in (estimator.s, estimator.r, estimator.o, estimator.t))
    entities = len(data.entities)
    meets = {(int(a), int(b)) for a, b in zip(s, o, strict=True)}
    for query in range(len(day.s)):
        a, rel = day.s[query], day.r[query]
        answers = day.o[day.ptr[query] : day.ptr[query + 1]]
        value = 0.001 * np.bincount(o[r == rel], minlength=entities) / max((r == rel).sum(), 1e-9)
        for b in np.unique(o[(s == a) & (r == rel)]):
            value[b] += 0.999 * 2 ** (-0.1 * (45 - t[(s == a) & (r == rel) & (o == b)].max()))
        others = np.setdiff1d(np.arange(entities), answers)
        for at, b in enumerate(answers, start=day.ptr[query]):
            same = np.isclose(value[others], value[b], rtol=1e-12, atol=1e-15)
            expected = 1 + ((value[others] > value[b]) & ~same).sum() + same.sum() / 2
            assert ranks[at] == pytest.approx(expected)
            known = ((s == a) & (r == rel) & (o == b)).any()
            through = any((int(a), x) in meets and (x, int(b)) in meets for x in range(entities))
            expected = 0 if known else 1 if (int(a), int(b)) in meets else 2 if through else 3
            assert stratum[at] == expected


def test_counts_fade_with_their_half_life(files):
    data = quadruples.read(*files)
    estimator = Estimator(data, FAST, 0)
    for step in estimator.days[:30]:
        estimator.remember(estimator.day(int(step)))
    made, now = estimator.made, estimator.past
    key = int(np.argmax(now.k_n))
    who, what = int(made.key_s[key]), int(np.flatnonzero(made.key_of[made.key_s[key]] == key)[0])
    days = estimator.t[(estimator.s == who) & (estimator.r == what) & (estimator.t < 30)]
    expected = (2.0 ** (-(30 - days[:, None]) / past.LIVES)).sum(axis=0)
    np.testing.assert_allclose(now.k_d[key] * 2.0 ** ((now.k_last[key] - 30) / past.LIVES), expected, rtol=1e-5)


def test_an_interval_needs_five_days():
    ranks = np.array([1.0, 2.0, 4.0, 1.0, 3.0])
    assert protocol.interval(ranks, np.array([0, 0, 1, 2, 3], dtype=np.int32), 0) is None
    low, high = protocol.interval(ranks, np.arange(5, dtype=np.int32), 0)
    assert low < np.mean(1 / ranks) < high
    assert protocol.interval(ranks, np.arange(5, dtype=np.int32), 0, ranks) == (0.0, 0.0)
