"""`code_pairs`: actions of marked pairs, with and without «none», and what it refuses."""

import numpy as np
import pytest

import westphalia as wp
from westphalia.errors import CallError
from westphalia.ontology.actions import ACTIONS

PLV = {*ACTIONS, "YIELD"} - {"CONCEDE", "RETREAT"}


def span(sentence: str, words: str) -> tuple[int, int]:
    return sentence.index(words), sentence.index(words) + len(words)


CLEAR = [
    ("Kenya expelled two Somali diplomats on Monday.", "Kenya", "two Somali diplomats", "SANCTION"),
    ("A Peruvian minister met his Chilean counterpart in Tacna.", "A Peruvian minister", "his Chilean counterpart",
     "CONSULT"),
    ("Azerbaijani troops shelled Armenian positions overnight.", "Azerbaijani troops", "Armenian positions", "ASSAULT"),
    ("Canada sent tents and medicine to Haiti after the storm.", "Canada", "Haiti", "AID"),
    ("The opposition accused the electoral court of fraud.", "The opposition", "the electoral court", "ACCUSE"),
    ("Police arrested nine striking miners near the pit.", "Police", "nine striking miners", "COERCE"),
    ("Hundreds of students marched against the cabinet in Dhaka.", "Hundreds of students", "the cabinet", "PROTEST"),
    ("Ecuador urged Colombia to reopen the bridge.", "Ecuador", "Colombia", "REQUEST"),
    ("Laos rejected the Thai offer of mediation.", "Laos", "the Thai offer", "REJECT"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "actor", "recipient", "action"), CLEAR)
def test_clear_cases(sentence: str, actor: str, recipient: str, action: str) -> None:
    [coded] = wp.code_pairs([sentence], [span(sentence, actor)], [span(sentence, recipient)], related=True)
    assert coded.action == action


def test_probabilities_are_complete() -> None:
    sentence, actor, recipient, _ = CLEAR[0]
    spans = [span(sentence, actor)], [span(sentence, recipient)]
    [free] = wp.code_pairs([sentence], *spans)
    [given] = wp.code_pairs([sentence], *spans, related=True)
    assert set(free.probabilities) == {*ACTIONS, "none"}
    assert set(given.probabilities) == set(ACTIONS)
    assert set(free.plv) == PLV
    for shares in (free.probabilities, given.probabilities, free.plv, given.plv):
        assert sum(shares.values()) == pytest.approx(1, abs=1e-5)
    assert free.plv["YIELD"] == pytest.approx(given.probabilities["CONCEDE"] + given.probabilities["RETREAT"], abs=1e-5)


def test_direction_matters_and_nothing_is_an_answer() -> None:
    sentence = "Kenya expelled two Somali diplomats while Uganda looked on."
    kenya, somalia, uganda = (span(sentence, words) for words in ("Kenya", "two Somali diplomats", "Uganda"))
    forth, _, beside = wp.code_pairs([sentence] * 3, [kenya, somalia, uganda], [somalia, kenya, somalia])
    assert forth.action == "SANCTION"
    assert beside.action is None
    assert beside.probability == beside.probabilities["none"]


def test_rows_keep_their_order() -> None:
    sentences = [case[0] for case in CLEAR]
    actors = [span(case[0], case[1]) for case in CLEAR]
    recipients = [span(case[0], case[2]) for case in CLEAR]
    forth = wp.code_pairs(sentences, actors, recipients, related=True)
    back = wp.code_pairs(sentences[::-1], actors[::-1], recipients[::-1], related=True)
    assert [one.action for one in forth] == [one.action for one in back[::-1]]


def test_nothing_in_nothing_out() -> None:
    assert wp.code_pairs([], [], []) == []


def test_a_side_beyond_what_the_model_reads_is_none() -> None:
    sentence = "Kenya " + "and then again " * 200 + "expelled Somalia."
    for related in (False, True):
        [coded] = wp.code_pairs([sentence], [(0, 5)], [span(sentence, "Somalia")], related=related)
        assert (coded.action, coded.probability, coded.cut, dict(coded.plv)) == (None, 0.0, True, {})
        near, far = wp.code_pairs([sentence] * 2, [(0, 5)] * 2, [(6, 9), span(sentence, "Somalia")], related=related)
        assert (near.cut, far.cut) == (False, True)
        assert near.probabilities


def test_spans_of_every_kind() -> None:
    sentence, actor, recipient, action = CLEAR[0]
    spans = span(sentence, actor), span(sentence, recipient)
    [told] = wp.code_pairs([sentence], [spans[0]], [spans[1]], related=True)
    for kind in (list, np.array):
        [coded] = wp.code_pairs([sentence], kind([spans[0]]), [kind(spans[1])], related=True)
        assert (coded.action, coded.probability) == (action, pytest.approx(told.probability))


@pytest.mark.parametrize(
    ("sentences", "actors", "recipients", "why"),
    [
        (["A hit B."], [(0, 1)], [], "one length"),
        (["A hit B."], [(0, 1)], [(6, 99)], "row 0"),
        (["A hit B."], [(3, 3)], [(6, 7)], "row 0"),
        (["A hit B."], [(0, 1)], [(5, 6)], r"row 0: the span \(5, 6\) holds no word"),
        (["A hit B."] * 2, [(0, 1)] * 2, [(6, 7), None], "row 1: the span None is no pair"),
        (["A hit B."], ["A"], [(6, 7)], "row 0: the span 'A' is no pair"),
        (["A hit B."], [(0, 1, 2)], [(6, 7)], "is no pair"),
        (["A hit B."], [(0.0, 1.5)], [(6, 7)], "is no pair"),
        ([None], [(0, 1)], [(6, 7)], "row 0: the sentence is of type NoneType"),
    ],
)
def test_bad_calls(sentences: list[str], actors: list, recipients: list, why: str) -> None:
    with pytest.raises(CallError, match=why):
        wp.code_pairs(sentences, actors, recipients)
