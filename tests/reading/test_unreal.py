"""Own sentences of which nothing has happened, or only what `may` lists: urged, feared, denied, planned, made up.

`half` says how a sentence was used: «mended with» while the rules were made, «kept apart» and «kept apart later» scored
before and after, and mended only then.
docs/reader_measured.md has the counts.
"""

import csv
from pathlib import Path

import pytest

from westphalia.reading import read_text

# What the model still takes for told: a lie told of at a distance, a suspicion, a war one shot would bring, «all but»
_BEYOND = ("a lie from beginning to end", "Islamabad suspects that", "one shot, and Thailand", "all but broke off")


def sentences() -> list[tuple[str, set[str]]]:
    with (Path(__file__).parent / "unreal.csv").open(encoding="utf-8", newline="") as file:
        return [(row["text"], set(filter(None, row["may"].split(";")))) for row in csv.DictReader(file)]


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_nothing_unreal_is_told_as_happened(reader: str) -> None:
    wrong = []
    for text, may in sentences():
        if reader == "model" and any(words in text for words in _BEYOND):
            continue
        events = [event for event in read_text(text, reader=reader).events if event.status.value == "happened"]
        told = {f"{event.actor or '-'} {event.action} {event.recipient or '-'}" for event in events}
        if told - may:
            wrong.append((text, sorted(told - may)))
    assert wrong == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("In the exercise the navies of Japan and India sailed together.", True),
        ("China banned imports of American films from Taiwan.", True),
        ("The minister dismissed reports that Chad had shelled Sudan.", False),
        ("In the novel, Chad shelled Sudan.", False),
    ],
)
def test_what_is_real_beside_stories_and_games_stays(text: str, told: bool) -> None:
    events = read_text(text, reader="rules").events
    assert any(event.status.value == "happened" and event.recipient for event in events) is told
