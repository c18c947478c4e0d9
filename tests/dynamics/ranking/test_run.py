"""The walk as a whole: nothing from the future, nothing from what else is asked, and explanations that add up."""

from dataclasses import replace

import numpy as np
import pytest
from tests.dynamics.ranking.conftest import DAYS, world, write

from westphalia.dynamics.ranking.columns import COLUMNS
from westphalia.dynamics.ranking.protocol import STRATA
from westphalia.dynamics.ranking.run import FULL, rank
from westphalia.errors import CallError

SMALL = replace(FULL, candidates=20, trees=8, queries=2_000, hard=8, drawn=4)
QUESTION = "Police (Peru), Consult, ?, 55"


@pytest.fixture(scope="module")
def found(files):
    return rank(*files, settings=SMALL, questions=[QUESTION, "?, Accuse, Peru, 60"], first=2)


def by_query(ranking, last=10_000):
    rows, data = ranking.rows, ranking.days
    half = len(data.relations)
    return {
        (int(t), data.entities[s], data.relations[r % half], bool(r >= half), data.entities[o]): (score, rank_, floor)
        for t, s, r, o, score, rank_, floor in zip(
            rows.t, rows.s, rows.r, rows.o, rows.score, rows.rank, rows.floor, strict=True
        )
        if t < last
    }


def test_every_test_fact_is_ranked_in_both_directions(found, facts):
    tested = [fact for fact in facts if fact[3] >= 50]
    assert len(found.rows.rank) == 2 * len(tested)
    answer = found.to_dict(rules=5)
    assert answer["by_direction"]["object"]["n"] == answer["by_direction"]["subject"]["n"] == len(tested)
    assert sum(answer["by_stratum"][name]["n"] for name in STRATA) == answer["n"]
    assert answer["mrr"] > 1.2 * answer["floor"]["mrr"] > 0
    low, high = answer["mrr_interval"]
    assert low < answer["mrr"] < high
    assert answer["mrr_above_floor_interval"][0] > 0


def test_a_future_fact_moves_no_earlier_score(found, facts, tmp_path):
    planted = [("Police_(Peru)", "fight_with_artillery_and_tanks", "Court_(Laos)", 55), ("Chad", "Consult", "Oman", 55)]
    moved = rank(*write(tmp_path, sorted({*facts, *planted}, key=lambda fact: (fact[3], fact))), settings=SMALL)
    before, after = by_query(found, last=55), by_query(moved, last=55)
    assert before.keys() == after.keys() and len(before) > 50
    np.testing.assert_array_equal(list(before.values()), [after[key] for key in before])
    later = by_query(moved)
    assert any(later[key][0] != value[0] for key, value in by_query(found).items() if key[0] > 55)


def test_what_else_is_asked_that_day_moves_no_score(found, facts, tmp_path):
    last = [fact for fact in facts if fact[3] == DAYS - 1]
    fewer = rank(*write(tmp_path, [fact for fact in facts if fact not in last[::2]]), settings=SMALL)
    whole, half = by_query(found), by_query(fewer)
    on_last = [key for key in half if key[0] == DAYS - 1]
    assert len(on_last) == 2 * len(last[1::2])
    np.testing.assert_array_equal([half[key][0] for key in on_last], [whole[key][0] for key in on_last])


def test_the_delayed_rule_is_found(found):
    rules = [(one.body, one.backward, one.head, one.since) for one in found.rules[:3]]
    assert ("Accuse", True, "Make_statement", "1 step ago") in rules


def test_contributions_sum_to_the_score(found):
    assert len(found.explained) == 4
    for one in found.explained:
        assert one.candidates
        for candidate in one.candidates:
            assert sum(candidate.families.values()) == pytest.approx(candidate.score, abs=0.002)
        assert [each.rank for each in one.candidates] == list(range(1, len(one.candidates) + 1))
    families = {family for one in found.explained for each in one.candidates for family in each.families}
    assert families <= {family for _, family in COLUMNS} | {"start", "persistence", "escalation", "deescalation"}


def test_an_explanation_gives_the_score_of_the_ranking(found):
    scores = by_query(found)
    told = [one for one in found.explained if one.day == "50"]
    matched = 0
    for one in told:
        for each in one.candidates:
            asked = one.object == "?"
            key = (50, one.subject if asked else one.object, one.relation, not asked, each.name)
            if key in scores:
                assert scores[key][0] == pytest.approx(each.score, abs=0.002)
                matched += 1
    assert matched


def test_events_lie_before_the_day(found):
    for one in found.explained:
        events = [event for each in one.candidates for event in each.events]
        assert events and all(int(event["day"]) < int(one.day) for event in events)


def test_the_same_call_gives_the_same_ranks(found, files):
    again = rank(*files, settings=SMALL)
    np.testing.assert_array_equal(found.rows.rank, again.rows.rank)


def test_days_in_hours_change_nothing(found, facts, tmp_path):
    hours = [(s, r, o, day * 24) for s, r, o, day in facts]
    folder = tmp_path / "hours"
    folder.mkdir()
    paths = []
    for name, first, last in (("train", 0, 39), ("valid", 40, 49), ("test", 50, DAYS)):
        path = folder / name
        path.write_text("\n".join("\t".join(map(str, fact)) for fact in hours if first <= fact[3] // 24 <= last))
        paths.append(path)
    np.testing.assert_array_equal(found.rows.rank, rank(*paths, settings=SMALL).rows.rank)


def test_numbers_without_names_and_without_valid(facts, tmp_path):
    names = sorted({fact[0] for fact in facts} | {fact[2] for fact in facts})
    verbs = sorted({fact[1] for fact in facts})
    numbered = [(str(names.index(s)), str(verbs.index(r)), str(names.index(o)), day) for s, r, o, day in facts]
    train, _, test = write(tmp_path, numbered)
    ranking = rank(train, None, test, settings=SMALL)
    answer = ranking.to_dict()
    assert answer["names_used"] == {"entities": False, "relations": False} and answer["mrr"] > answer["floor"]["mrr"]


def test_three_facts_are_enough(tmp_path):
    paths = []
    for name, text in (("train", "a b c 1\nc b a 2\n"), ("test", "a b c 3\nx y z 9\n")):
        paths.append(tmp_path / name)
        paths[-1].write_text(text)
    ranking = rank(paths[0], None, paths[1], questions=["a; b; ?; 12"], first=1)
    assert len(ranking.rows.rank) == 4 and len(ranking.explained) == 2 and ranking.to_dict()["mrr_interval"] is None


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("Police (Peru), Consult, Chad, 55", "is not a question"),
        ("Polize (Peru), Consult, ?, 55", "did you mean Police_\\(Peru\\)"),
        ("Peru, Consul, ?, 55", "did you mean Consult"),
        ("Peru, Consult, ?, 2014-01-01", "not a number of a day"),
        ("Peru, Consult, ?, 20", "not after the last training day, 39"),
    ],
)
def test_a_question_that_cannot_be_served(files, question, why):
    with pytest.raises(CallError, match=why):
        rank(*files, settings=SMALL, questions=[question])


def test_another_seed_is_another_world_but_ranks_as_well(tmp_path):
    ranking = rank(*write(tmp_path, world(1)), settings=SMALL, seed=3, on="valid")
    assert ranking.part == "valid" and ranking.to_dict()["mrr"] > ranking.to_dict()["floor"]["mrr"]
