"""Any text is read without an error, with offsets that fit, in linear time."""

import json
import re
import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.errors import CallError
from westphalia.ontology.types import Document
from westphalia.reading import describe_voices, read_text

WORDS = re.findall(
    r"\S+|\n",
    """Russia Iran the United States and but signed a treaty with Putin President said that “ ” " ' — , ; . ? ! not will
    should if who which against sanctions on talks between to attack he they its both countries according U.S. 's 2014
    March because increasingly closer than Kharkiv more threat - ( ) # * Reinstitute urged warned Beijing’s""",
)

news = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


def check(document: Document) -> None:
    text = document.text
    for item in (*document.mentions, *document.events, *document.agreements, *document.claims):
        assert text[item.start : item.end] == item.text and item.start < item.end
    for event in document.events:
        assert event.start <= event.cue.start < event.cue.end <= event.end
        assert event.actor is not None or event.recipient is not None
        assert (event.day is None) == (event.day_source is None)
    for claim in document.claims:
        for span in (claim.cause, claim.effect, claim.holder_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert claim.event is None or claim.event < len(document.events)
        assert claim.holder == "author" or claim.holder_span is not None
    ids = {actor.id for actor in document.actors}
    assert {mention.actor_id for mention in document.mentions} <= ids
    json.dumps(document.to_dict())


@given(news | st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_text(text: str) -> None:
    document = read_text(text)
    check(document)
    describe_voices(document)


def test_markup_is_only_text() -> None:
    check(read_text("<script>alert('Iran attacked Iraq')</script> & France condemned <b>Oman</b>."))


@pytest.mark.parametrize("unit", ["a", "“", "(", "Iran ", "and Iran, ", "to ", "Iran said that ", ".", "\n ", "’s "])
def test_time_is_linear_in_strange_texts(unit: str) -> None:
    started = time.process_time()
    read_text(unit * (40_000 // len(unit)))
    assert time.process_time() - started < 10


def test_speed() -> None:
    paragraph = (
        "On Monday the Russian foreign minister said that relations between Moscow and Tehran had improved. The United "
        "States imposed sanctions on two Iranian banks, and “this will not be forgotten,” officials in Tehran said. "
        "France and Germany should sign a treaty covering energy, transport and culture, because trade declined.\n\n"
    )
    read_text(paragraph)
    article, long = paragraph * 18, paragraph * 500  # about 1,000 words, and 160 kB
    took = []
    for text, reader in ((article, "rules"), (long, "rules"), (article, "model")):
        started = time.process_time()
        read_text(text, reader=reader)
        took.append(time.process_time() - started)
    assert took[0] < 1
    assert took[1] < 20
    assert took[2] < 5  # half a second where nothing else runs


def test_a_string_is_read_in_the_form_in_which_a_file_is() -> None:
    shy = read_text("Peru con\u00addemned Chile.")
    assert (shy.text, [event.action for event in shy.events]) == ("Peru condemned Chile.", ["ACCUSE"])
    apart = read_text("The ministers of Co\u0302te d'Ivoire thanked Ghana.")
    assert [(event.actor, event.recipient) for event in apart.events] == [("CIV", "GHA")]
    assert apart.text.count("\u0302") == 0
    hiding = read_text("Iran \u202emet\u202c Oman.")
    assert hiding.warnings == ("2 invisible characters that can hide or reorder text were removed",)
    for document in (shy, apart, hiding):
        check(document)


def test_a_string_in_another_language_is_read_with_a_warning() -> None:
    text = "Le ministre des affaires étrangères du Kenya a rencontré vendredi son homologue tanzanien à Nairobi."
    document = read_text(text)
    assert (document.language, document.warnings) == (
        "fr",
        ("the text is in French, not in English: little of it is understood",),
    )
    assert read_text("The ministers of Kenya and Peru met on Friday and signed a pact.").warnings == ()


def test_a_sentence_that_is_cut_is_said() -> None:
    long = "Chad, having thought " + "and thought " * 1500 + ", attacked Niger."
    assert read_text(f"{long} Mali left.", reader="rules").warnings == (
        "1 sentence is longer than 4,000 characters and read in pieces: sides may be missing",
    )
    first = read_text(long, reader="rules").warnings
    assert read_text(long, reader="rules", warnings=first).warnings == first
    assert read_text(f"{long}\n\n{long}", reader="rules").warnings[0].startswith("2 sentences are longer")
    lines = "\n\n".join(["Exports to Chad " + "and Niger " * 100] * 20)  # headings and tables have no stops
    assert read_text(lines, reader="rules").warnings == ()


def test_what_is_no_string_is_an_error() -> None:
    with pytest.raises(CallError, match="read_text reads a string, not NoneType"):
        read_text(None)  # type: ignore[arg-type]


def test_the_day_of_a_dateline_dates_a_string() -> None:
    text = "NAIROBI, March 3, 2024 (Agency) - Kenya expelled a Somali diplomat on Friday."
    document = read_text(text)
    assert (document.published, document.published_source) == (date(2024, 3, 3), "dateline")
    assert [event.day for event in document.events] == [date(2024, 3, 1)]
    told = read_text(text, published=date(2024, 3, 10))
    assert (told.published, told.events[0].day) == (date(2024, 3, 10), date(2024, 3, 8))


@pytest.mark.parametrize("day", ["2024-03-03", datetime(2024, 3, 3, 12), 2024])
def test_a_day_that_is_no_date_is_an_error(day: object) -> None:
    with pytest.raises(CallError, match=r"published is a datetime\.date, such as date\(2024, 3, 3\), not"):
        read_text("Kenya expelled a Somali diplomat on Friday.", published=day)


@pytest.mark.parametrize("text", ["Minister:", "Kenya's minister:", "Oslo protested.\n\nThe Norwegian minister:\n"])
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_speaker_and_nothing_said(text, reader):
    assert read_text(text, reader=reader).text


@pytest.mark.parametrize(
    "text", ["The foreign minister spoke at Iran's", "Kenya met Chad near Chile's", "Oslo paid off Peru’s"]
)
def test_a_sentence_that_breaks_off_behind_an_owner(text):
    assert read_text(text, reader="rules").text == text
