"""The mixture: parts that sum to one, the likeliest first, and answers beyond the candidates counted rightly."""

import numpy as np
import pytest

from westphalia.dynamics.ranking import past, quadruples
from westphalia.dynamics.ranking.retrieve import PARTS, retrieve
from westphalia.dynamics.ranking.run import FAST, Estimator

DAY = 45


@pytest.fixture(scope="module")
def world(files):
    estimator = Estimator(quadruples.read(*files), FAST, 0)
    for step in estimator.days[:DAY]:
        estimator.remember(estimator.day(int(step)))
    return estimator, estimator.day(DAY), past.circle(estimator.made, estimator.past, DAY)


def ask(world, k):
    estimator, day, near = world
    pi = estimator.mixture.weights()
    return retrieve(estimator.made, estimator.past, near, day.s, day.r, day.ptr, day.o, DAY, pi, k)


def test_all_entities_share_one(world):
    entities = len(world[0].past.e_last)
    found = ask(world, entities)
    there = (found.who >= 0)[..., None]
    sums = (found.share * there).sum(axis=1)
    left = 1 - sums[:, -1]  # of the last part, what entities that no other part reaches hold
    assert (left > -1e-5).all()
    np.testing.assert_allclose(sums[:, :-1][sums[:, :-1] > 0], 1, rtol=1e-4)
    np.testing.assert_allclose(found.due.sum(axis=1), 1, rtol=1e-4)


def test_fewer_candidates_are_the_likeliest_of_all(world):
    whole, few = ask(world, len(world[0].past.e_last)), ask(world, 5)
    day = world[1]
    for query in range(len(day.s)):
        n = int((whole.who[query] >= 0).sum())
        assert len(set(whole.who[query, :n])) == n
        best = np.sort(whole.mixed[query, :n])[::-1][:5]
        np.testing.assert_allclose(np.sort(few.mixed[query][few.who[query] >= 0])[::-1], best, rtol=1e-5)


def test_answers_beyond_the_candidates_are_counted_among_all_others(world):
    whole, few = ask(world, len(world[0].past.e_last)), ask(world, 5)
    day = world[1]
    beyond = 0
    for query in range(len(day.s)):
        answers = range(day.ptr[query], day.ptr[query + 1])
        value = dict(zip(whole.who[query].tolist(), whole.mixed[query].tolist(), strict=True))
        others = set(value) - {-1} - set(few.who[query].tolist()) - {int(day.o[at]) for at in answers}
        for at in answers:
            if few.place[at] < 0 and int(day.o[at]) in value:
                beyond += 1
                mine = value[int(day.o[at])]
                likelier = sum(value[one] > mine + 1e-6 for one in others)
                assert likelier <= few.above[at] <= likelier + sum(abs(value[one] - mine) < 1e-5 for one in others)
    assert beyond


def test_parts_are_learned_by_relation(world):
    estimator, day, _ = world
    before = estimator.mixture.weights()
    np.testing.assert_allclose(before.sum(axis=1), 1, rtol=1e-5)
    due = np.zeros((200, len(PARTS)))
    due[:, 5] = 1
    estimator.mixture.learn(np.full(200, day.r[0]), due)
    after = estimator.mixture.weights()
    assert after[day.r[0], 5] > 0.8 > after[(day.r[0] + 1) % len(after), 5] > before[day.r[0], 5]
