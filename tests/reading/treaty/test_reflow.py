"""Texts typed in lines of one width: what is read from their flowing paragraphs stands in the text as given."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.reading import read_text
from westphalia.reading.treaty.reflow import flowing, in_flow

HEAD = (
    "TREATY BETWEEN KENYA AND JAPAN\n\n"
    "Kenya and Japan, hereinafter the High Contracting Parties, have agreed as follows:"
)
ARTICLES = (
    "In the event of a flood in the territory of one of the High Contracting Parties, the other High Contracting Party "
    "undertakes to lend boats, and to send engineers to the place that is flooded as soon as it has been asked.",
    "The High Contracting Parties shall, in the ports of either, treat the ships of the other as their own; the port "
    "of Mombasa is open to Japanese vessels, which shall pay no dues higher than those that Kenyan vessels pay.",
    "Neither High Contracting Party shall close the frontier posts, the bridges or the roads that lead to them without "
    "having informed the other Party at least ten days before the day on which they are to be closed.",
)
END = "Done at Nairobi on 3 May 1931."


def treaty(width=None):
    articles = [f"Article {n}\n\n{words}" for n, words in enumerate(ARTICLES, 1)]
    paragraphs = "\n\n".join([HEAD, *articles, END]).split("\n\n")
    return "\n\n".join(textwrap.fill(one, width) if width else one for one in paragraphs)


def told(document):
    (agreement,) = document.agreements
    return [
        (duty.by, duty.strength, duty.negated, " ".join(duty.text.split()), " ".join(duty.bearer.split()))
        for duty in agreement.obligations
    ]


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_typed_treaty_is_read_as_one_that_is_not(width):
    typed, whole = read_text(treaty(width)), read_text(treaty())
    assert told(typed) == told(whole)
    assert len(told(whole)) == 5
    assert [article.label for article in typed.agreements[0].articles] == ["Article 1", "Article 2", "Article 3"]
    assert all(article.heading is None for article in typed.agreements[0].articles)
    for duty in typed.agreements[0].obligations:
        assert typed.text[duty.start : duty.end] == duty.text
        assert typed.text[duty.cue.start : duty.cue.end] in duty.text


@given(st.integers(50, 110), st.integers(0, 8))
@settings(max_examples=25, deadline=None)
def test_offsets_come_back(width, indent):
    text = textwrap.indent(treaty(width), " " * indent)
    document = read_text(text, reader="rules")
    flowed = flowing(document)
    assert flowed is not None
    there, back = flowed
    assert " ".join(there.text.split()) == " ".join(text.split())
    assert back.document(there) == document


def test_lists_columns_and_headings_keep_their_lines():
    text = (
        "For the Ministry of Defence of Kenya          For the Ministry of Defence of Japan\n"
        "Amina Odhiambo, Minister of Water             Kenji Mori, Ambassador of Japan\n\n"
        "The Parties shall send the following to the seat of the commission each year in May:\n"
        "(a) the list of the ships that have used the port, with their flags and their cargo;\n"
        "(b) the dues that they have paid.\n"
    )
    assert in_flow(text) == text


def test_the_number_of_a_page_inside_a_sentence_goes():
    page = treaty(72).replace("shall, in the ports", "shall, in the\n\n                 - 2 -\n\nports", 1)
    assert "- 2 -" in page
    assert "- 2 -" not in in_flow(page)
    typed = read_text(page)
    assert [row[:3] for row in told(typed)] == [row[:3] for row in told(read_text(treaty()))]
    duty = typed.agreements[0].obligations[2]
    assert typed.text[duty.start : duty.end] == duty.text


def test_prose_in_long_lines_is_left_alone():
    assert flowing(read_text("Kenya met Japan.\nJapan paid Kenya.\n")) is None


@pytest.mark.parametrize("blanks", range(16, 34, 2))
def test_a_centred_page_number_shifts_nothing(blanks):
    page = treaty(60).replace("shall, in the ports", "shall, in the\n\n" + " " * blanks + "- 8 -\n\nports", 1)
    document = read_text(page)
    for agreement in document.agreements:
        for item in (*agreement.obligations, *agreement.signers, *agreement.articles):
            assert 0 <= item.start < item.end <= len(document.text)
        for duty in agreement.obligations:
            assert document.text[duty.start : duty.end] == duty.text
            assert duty.text[:1].isalpha()
