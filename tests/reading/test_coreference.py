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


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        (
            "Cuba met Malta. Malta thanked Cuba. Malta ate. Cyprus sang. The island slept.",
            ["MLT"],
        ),
        ("Malta sent rice. Cuba sent tents. The island slept.", ["CUB"]),  # as often: the last one
        ("Kenya sent rice to Chad. The island slept.", []),
    ],
)
def test_the_island_is_the_one_named_most_often(text: str, actors: list[str]) -> None:
    assert meant(read_text(text, reader="rules"), "The island") == actors


def test_the_north_of_a_text_on_korea() -> None:
    assert meant(read_text("Seoul protested. The North laughed.", reader="rules"), "The North") == ["PRK"]
    assert meant(read_text("Paris protested. The North laughed.", reader="rules"), "The North") == []


def test_vessels_of_two_are_of_two() -> None:
    text = (
        "Beijing objects as Hanoi and Jakarta patrol together. The Philippines looked on.\n\nChina lodged a protest "
        "with Vietnam and Indonesia on Tuesday, a day after vessels of the two neighbours held their first patrol."
    )
    assert sorted(meant(read_text(text), "the two neighbours")) == ["IDN", "VNM"]


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_it_twice_in_two_joined_clauses_is_the_same(reader: str) -> None:
    text = (
        "Ecuador is brave. Last year it jailed the crew of a Chinese ship, and in May it invited Peru to joint patrols."
    )
    assert ("ECU", "PER") in {(event.actor, event.recipient) for event in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_nobody_in_a_capital_is_its_state(reader: str) -> None:
    told = {
        (e.actor, e.recipient, e.status.value)
        for e in read_text("Nobody in Lima attacked Chile.", reader=reader).events
    }
    assert told == {("PER", "CHL", "denied")}
