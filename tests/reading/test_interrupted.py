"""A quotation that a report breaks in two, or of which only a few words are quoted, is one content."""

import pytest

from westphalia.reading import read_text


@pytest.mark.parametrize(
    ("text", "content", "holder"),
    [
        ('"The blockade," said Ms Osei, "has failed."', 'The blockade," said Ms Osei, "has failed', "Ms Osei"),
        (
            "“The embargo”, the minister said, “will hurt Peru.”",
            "The embargo”, the minister said, “will hurt Peru",
            "the minister",
        ),
        (
            '"Egypt has," the Sudanese envoy said, "closed its border."',
            'Egypt has," the Sudanese envoy said, "closed its border',
            "the Sudanese envoy",
        ),
        ('Iran said that foreign troops "must leave" the bay.', 'foreign troops "must leave" the bay', "Iran"),
        (
            'The envoy said Chad was "a threat" and "must withdraw".',
            'Chad was "a threat" and "must withdraw',
            "The envoy",
        ),
    ],
)
def test_one_content(text: str, content: str, holder: str) -> None:
    assert {(claim.text, claim.holder) for claim in read_text(text).claims} == {(content, holder)}


def test_whole_sentences_around_a_report_are_two_claims() -> None:
    claims = read_text('"It was an act of war," said the Somali minister. "We will answer."').claims
    assert [claim.text for claim in claims] == ["It was an act of war", "We will answer"]


def test_what_is_broken_in_two_is_told_as_one_deed() -> None:
    events = read_text('"Israel," the Turkish minister said on Monday, "has bombed Syria again."').events
    assert [(e.actor, e.action, e.recipient, e.status.value) for e in events] == [("ISR", "ASSAULT", "SYR", "happened")]


def test_a_negation_before_the_report_holds_for_the_verb_behind_it() -> None:
    events = read_text('"We will not," said the Peruvian president, "recognise the government of Bolivia."').events
    assert [(e.action, e.recipient, e.status.value) for e in events] == [("SUPPORT", "BOL", "denied")]
