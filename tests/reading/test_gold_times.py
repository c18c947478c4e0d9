"""Days and places in the open half of the gold set, annotated by eye in gold_times.csv.

A row is a deed (the words that tell it, within a sentence) with the day and the place its text gives it, given the day
of the article (of a treaty that of its signature); empty where the text gives no single day. Deeds that the reader
does not find are not counted.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from westphalia.ontology.types import Document, Event
from westphalia.reading import read

HERE = Path(__file__).parent
GOLD = HERE.parents[1] / "gold" / "open"
ROWS = list(csv.DictReader((HERE / "gold_times.csv").read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    days = {row["file"]: row["published"] for row in ROWS}
    return {
        path.name[:2]: read(path, published=date.fromisoformat(days[number]) if days.get(number) else None)
        for path in sorted(GOLD.glob("*.txt"))
        for number in [path.name[:2]]
    }


def told(document: Document, row: dict[str, str]) -> list[Event]:
    """The events whose sentence has the words of the row, and whose cue has its verb or noun."""
    flat = [" ".join(document.sentence(event.sentence).split()) for event in document.events]
    return [
        event
        for event, sentence in zip(document.events, flat, strict=True)
        if row["sentence"] in sentence and row["cue"] in document.text[event.cue.start : event.cue.end]
    ]


def counted(documents: dict[str, Document], column: str) -> tuple[int, int, int]:
    """(right, given, to be given) over the deeds that are found."""
    right = given = wanted = 0
    for row in ROWS:
        for event in told(documents[row["file"]], row)[:1]:
            value = {"day": event.day.isoformat() if event.day else "", "place": event.place or ""}[column]
            right += bool(value) and value == row[column]
            given += bool(value)
            wanted += bool(row[column])
    return right, given, wanted


def test_days(documents: dict[str, Document]) -> None:
    right, given, wanted = counted(documents, "day")
    assert wanted >= 12
    assert right == given, "a day that the text does not give"
    assert right >= wanted - 1


def test_places(documents: dict[str, Document]) -> None:
    right, given, wanted = counted(documents, "place")
    assert wanted >= 5
    assert right == given, "a place that the text does not give"
    assert right >= wanted - 1


def test_no_other_event_has_a_day(documents: dict[str, Document]) -> None:
    for number, document in documents.items():
        rows = [row for row in ROWS if row["file"] == number]
        known = [event for row in rows for event in told(document, row)]
        signed = {event.day for event in known if event.action == "SUPPORT"}  # a treaty's own day is that of all in it
        assert [e.text for e in document.events if e.day not in {None, *signed} and e not in known] == []


def test_every_country_is_right_or_marked_open(documents: dict[str, Document]) -> None:
    for row in ROWS:
        for event in told(documents[row["file"]], row)[:1]:
            if event.place == row["place"] and event.place_country is not None:
                assert event.place_country == row["country"]
