"""What a text compares is not supported by finding one side of it."""

import pytest

from westphalia import evidence
from westphalia.evidence.cues import compares
from westphalia.evidence.text import Text
from westphalia.ontology.types import ClaimKind
from westphalia.reading import read_text
from westphalia.record import Record


@pytest.mark.parametrize(
    "sentence",
    [
        "Colombia and Venezuela clashed more often in 2018 than in 2017.",
        "The United States sanctioned Russia more than China did.",
        "Russia attacked Ukraine as often as Israel attacked Syria.",
        "Israel bombed Syria far more heavily than Turkey did.",
    ],
)
def test_one_side_of_a_comparison_has_no_verdict(embedded: Record, sentence: str) -> None:
    findings = evidence.test(sentence, embedded)
    events = [finding for finding in findings if finding.claim.kind is ClaimKind.EVENT]
    assert events
    assert {finding.verdict for finding in findings} == {None}
    assert all("it compares" in finding.reason for finding in events)


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia attacked Ukraine with more than 20 missiles in March 2022.",
        "Russia attacked Ukraine rather than Georgia in March 2022.",
        "Russia attacked Ukraine later than expected, in March 2022.",
        "Russia attacked Ukraine in March 2022, killing as many as 300 soldiers.",
        "Russia attacked Ukraine in March 2022 as well as in April.",
    ],
)
def test_quantities_and_turns_of_phrase_compare_nothing(sentence: str) -> None:
    document = read_text(sentence)
    claims = [one for told in document.claims for one in document.each(told) if one.kind is ClaimKind.EVENT]
    assert claims
    assert not any(compares(claim, Text(document)) for claim in claims)


def test_another_sentence_that_compares_leaves_the_event_alone() -> None:
    document = read_text("Russia attacked Ukraine in March 2022. Norway is richer than Chad.")
    assert not compares(document.claims[0], Text(document))
