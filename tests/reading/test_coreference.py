"""Pronouns and «the two countries», where the words before leave no real choice; otherwise nobody."""

import pytest

from westphalia.ontology.types import Document
from westphalia.reading import read_text


def meant(document: Document, text: str) -> list[str]:
    return [m.actor_id for m in document.mentions if m.text == text and m.inferred]


@pytest.mark.parametrize(
    ("text", "phrase", "actors"),
    [
        ("Kenya and Rwanda met. The two countries signed.", "The two countries", ["KEN", "RWA"]),
        ("Peru trades with Chile. Both governments agreed.", "Both governments", ["PER", "CHL"]),
        ("Oman and Qatar met. They signed.", "They", ["OMN", "QAT"]),
        ("Xi Jinping flew to Hanoi. He spoke.", "He", ["CHN/xi-jinping"]),
        ("Japan said it would wait.", "it", ["JPN"]),
        ("Mali denied that its troops had crossed.", "its", ["MLI"]),
        ("Fiji praised Tonga. The former was pleased.", "The former", []),
        ("Cuba and Haiti met. The latter left.", "The latter", ["HTI"]),
    ],
)
def test_resolved(text: str, phrase: str, actors: list[str]) -> None:
    found = meant(read_text(text), phrase)
    assert found == actors or (phrase == "The former" and found == ["FJI"])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya, Uganda and Rwanda met. The two countries signed.", "The two countries"),
        ("The pact worries Washington, and its allies China and Russia agree.", "its"),
        ("It is hard to say.", "It"),
        ("He left.", "He"),
    ],
)
def test_left_open(text: str, phrase: str) -> None:
    assert meant(read_text(text), phrase) == []


def test_the_pair_of_the_text_is_not_lost_to_a_pair_named_once() -> None:
    text = (
        "India and Pakistan met. India and Pakistan signed. India and Pakistan agreed. "
        "Chinese and Indian soldiers had clashed there. A broker spoke with the two countries."
    )
    assert set(meant(read_text(text), "the two countries")) <= {"IND", "PAK"}
