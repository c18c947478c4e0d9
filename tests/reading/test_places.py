"""Where a deed took place, and from what its country is known."""

import csv
from importlib.resources import files

import pytest

from westphalia.reading import read_text
from westphalia.reading.places import country_of, gazetteer


@pytest.mark.parametrize(
    ("text", "place", "country", "source"),
    [
        ("Turkey and Syria met in Tripoli, Lebanon on Monday.", "Tripoli", "LBN", "stated"),
        ("Saudi Arabia bombed Yemen in the Yemeni port of Hodeidah.", "Hodeidah", "YEM", "stated"),
        ("Israel struck Hezbollah in Lebanon.", "Lebanon", "LBN", "stated"),
        ("Egypt attacked Libya near Tripoli.", "Tripoli", "LBY", "inferred: gazetteer, the country spoken of"),
        ("Egypt and Chad met in Tripoli.", "Tripoli", "LBY", "inferred: gazetteer, the largest of 2"),
        ("Spain and Italy met in Valencia.", "Valencia", "ESP", "inferred: gazetteer, the country spoken of"),
        ("Cuba and Venezuela met in Valencia.", "Valencia", "VEN", "inferred: gazetteer, the country spoken of"),
        ("Peru and Chile signed a pact in Valencia.", "Valencia", None, "stated"),
        ("Pakistan and Iran met in Hyderabad.", "Hyderabad", "PAK", "inferred: gazetteer, the country spoken of"),
        ("Russia attacked Ukraine in Kharkiv.", "Kharkiv", "UKR", "inferred: gazetteer"),
        ("In Geneva on 4 March 2024, Russia and Ukraine signed an agreement.", "Geneva", "CHE", "inferred: gazetteer"),
        ("Russia attacked Georgia in the Black Sea.", "Black Sea", None, "stated"),
        ("Pakistan and India held talks in Kashmir.", "Kashmir", None, "stated"),
        ("Ethiopia bombed Eritrea in Tigray.", "Tigray", "ETH", "inferred: gazetteer"),
        ("Iran attacked the United States in the Strait of Hormuz.", "Strait of Hormuz", None, "stated"),
        ("Iran and Oman held talks in Muscat.", "Muscat", "OMN", "inferred: gazetteer"),
        ("Egypt and Chad met in London, Ontario.", "London", "CAN", "stated"),
        ("Togo and Benin signed a pact in Cambridge, Massachusetts.", "Cambridge", "USA", "stated"),
        ("Iran attacked Israel in Tripoli, Lebanon.", "Tripoli", "LBN", "stated"),
    ],
)  # fmt: skip
def test_place(text: str, place: str, country: str | None, source: str) -> None:
    event = read_text(text, reader="rules").events[0]
    assert (event.place, event.place_country, event.place_source) == (place, country, source)


@pytest.mark.parametrize(
    "text",
    [
        "The embassy of Iran in Tehran condemned Israel.",
        "According to officials in Cairo, Iran has attacked Iraq.",
        "Iran condemned the killings in Basra by the United States.",
        "Russia expelled diplomats of France over the shooting in Kazan.",
        "Britain expelled envoys of Russia over the poisoning of a spy in Salisbury.",
        "France attacked Chad in Nice weather.",
        "Iran attacked Iraq after the Minsk talks.",
        "Iran attacked Iraq in the Oslo process.",
        "The United States attacked Iraq, and has an interest in Iran.",
        "Iran attacked Iraq in Split second.",
        "Iran attacked Iraq in March.",
    ],
)
def test_no_place(text: str) -> None:
    assert [event.place for event in read_text(text, reader="rules").events] == [None] * len(
        read_text(text, reader="rules").events
    )


def test_states_have_histories() -> None:
    event = read_text("Austria and Hungary signed a treaty in Bratislava on 22 June 1974.").events[0]
    assert (event.place_country, event.place_source) == ("CSK", "inferred: gazetteer, today SVK")


def test_each_deed_has_its_own_place() -> None:
    found = {
        e.action: e.place for e in read_text("Russia attacked Ukraine in Kharkiv and met Turkey in Ankara.").events
    }
    assert found == {"ASSAULT": "Kharkiv", "CONSULT": "Ankara"}


def test_common_words_are_no_places() -> None:
    assert not {"Nice", "Split", "Of", "Reading", "Mobile"} & gazetteer().keys()


def test_the_gazetteer_is_small_and_knows_only_codes_of_the_record() -> None:
    from westphalia.ontology.states import states

    raw = (files("westphalia.reading") / "gazetteer.csv").read_bytes()
    assert len(raw) <= 250_000
    rows = list(csv.DictReader(raw.decode().splitlines()))
    assert len(rows) > 8000
    assert {row["country"] for row in rows} - states().keys() == {""}


def test_a_name_that_is_not_listed_has_no_country() -> None:
    assert country_of("Ruritania") == (None, "stated")
    assert country_of("Jerusalem") == (None, "stated")
    assert country_of("Łódź") == ("POL", "inferred: gazetteer")
