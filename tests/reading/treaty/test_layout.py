"""The splitter: articles of any style, their headings, lists, annexes and end; and no text that breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.reading.treaty.layout import lay_out, provisions


def labels(text):
    return [part.label for part in lay_out(text).parts]


def bodies(text):
    layout = lay_out(text)
    return [text[one.start : one.end] for part in layout.parts for one in provisions(text, part)]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Article 1", "Article 2"),
        ("ARTICLE I", "ARTICLE II"),
        ("Art. 1.", "Art. 2."),
        ("Article One", "Article Two"),
        ("ARTICLE FIRST", "ARTICLE SECOND"),
        ("§ 1.", "§ 2."),
        ("Section 1:", "Section 2:"),
        ("Paragraph 1 -", "Paragraph 2 -"),
        ("**Article 1**", "**Article 2**"),
        ("## Article 1", "## Article 2"),
    ],
)
def test_labels_of_many_styles(one, two):
    text = f"The Parties have agreed as follows:\n\n{one}\nEach Party shall dig.\n\n{two}\nNo Party may dam.\n"
    assert bodies(text) == ["Each Party shall dig.", "No Party may dam."]


def test_bare_numbers_are_provisions_where_nothing_else_is():
    text = "They have reached the following understanding:\n\n1. Oman will pay.\n\n2. Iran will train pilots."
    assert labels(text) == ["1.", "2."]
    assert bodies(text) == ["Oman will pay.", "Iran will train pilots."]


def test_headings_over_bare_numbers_are_chapters():
    text = (
        "Cuba and Iran have agreed as follows:\n\nObligations\n\n1. Cuba shall pay.\n2. Iran may fish.\n\n"
        "Settlement of disputes\n\n1. The Parties shall talk.\n\nDone at Havana on 1 May 1999."
    )
    layout = lay_out(text)
    assert [(part.label, part.chapter) for part in layout.parts] == [
        ("1.", "Obligations"),
        ("2.", "Obligations"),
        ("1.", "Settlement of disputes"),
    ]
    assert text[layout.parts[1].start : layout.parts[1].end] == "2. Iran may fish."


def test_a_line_over_the_first_number_alone_is_no_chapter():
    text = "have agreed as follows:\n\nCuba and Iran\n\n1. Cuba shall pay.\n\n2. Iran may fish."
    assert [part.chapter for part in lay_out(text).parts] == [None, None]


def test_a_reference_inside_a_sentence_opens_nothing():
    text = (
        "Article 1\nThe fee is fixed in accordance with\nArticle 2. The Parties shall pay it.\n\n"
        "Article 2\nThe fee shall be ten francs.\n"
    )
    assert labels(text) == ["Article 1", "Article 2"]
    assert bodies(text)[0].endswith("The Parties shall pay it.")


def test_articles_that_run_on_in_one_line():
    text = (
        "Have agreed as follows: Article 1. Chile shall dig. Article 2. Peru shall fill. Done at Arica on 1 May 1999."
    )
    layout = lay_out(text)
    assert [part.label for part in layout.parts] == ["Article 1", "Article 2"]
    assert text[layout.closing.start :].startswith("Done at Arica")
    assert text[layout.parts[1].body : layout.parts[1].end] == "Peru shall fill."


def test_headings_on_the_line_and_on_the_next():
    text = (
        "CHAPTER I\nGENERAL\n\nArticle 1 – Scope\nThis Treaty concerns water.\n\nArticle 2\nMeasuring\n\n"
        "Each Party shall measure.\n\nArticle 3. Costs. Each Party shall bear its own.\n"
    )
    layout = lay_out(text)
    named = [text[part.heading.start : part.heading.end] for part in layout.parts]
    assert named == ["Scope", "Measuring", "Costs"]
    assert {part.chapter for part in layout.parts} == {"CHAPTER I GENERAL"}


def test_list_items_know_the_opening_of_their_list():
    text = (
        "Article 1\nThe Parties shall:\n\n(a) train pilots;\n\n"
        "(b) mark the fairway; and\n\n(c) dredge.\n\nArticle 2\nX."
    )
    layout = lay_out(text)
    found = provisions(text, layout.parts[0])
    assert [text[one.start : one.end] for one in found] == ["train pilots;", "mark the fairway; and", "dredge."]
    assert {text[one.lead.start : one.lead.end] for one in found} == {"The Parties shall:"}


def test_title_closing_and_annex():
    text = (
        "TREATY ON THE LAKE\nBETWEEN PERU AND BOLIVIA\n\nPeru and Bolivia have agreed as follows:\n\nArticle "
        "I\nEach Party "
        "shall stock fish.\n\nArticle II\nNo Party shall fish in May.\n\nIN WITNESS WHEREOF they signed.\n\n"
        "ANNEX A\n\n1. Trout.\n"
    )
    layout = lay_out(text)
    assert text[layout.title.start : layout.title.end] == "TREATY ON THE LAKE\nBETWEEN PERU AND BOLIVIA"
    assert text[layout.formula.start : layout.formula.end] == "have agreed as follows"
    assert text[layout.closing.start : layout.closing.end].strip() == "IN WITNESS WHEREOF they signed."
    assert [(part.label, part.kind) for part in layout.parts][-1] == ("ANNEX A", "annex")


def test_long_lines_of_marks_take_no_time():
    lay_out("Article 1. " + "_" * 5000 + "\n" + "# * _ > " * 2000 + "\nArticle 2. The Parties shall pay." + "(" * 5000)


PIECES = st.sampled_from(
    [
        "Article 1",
        "ARTICLE II.",
        "§ 3",
        "1. ",
        "(a) ",
        "\n",
        "\n\n",
        " ",
        "The Parties shall",
        " not use force",
        "; ",
        ":",
        "Done at",
        "In witness whereof",
        "ANNEX B",
        "CHAPTER I",
        "have agreed as follows:",
        "TREATY BETWEEN",
        "_____",
        "é😀",
        "Article the",
        "if ",
        "For Chile:",
        "ten (10) years",
        "renewed",
        "denounce this Treaty",
        "“",
        "»",
        "\t",
        "\r\n",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=40).map("".join)))
def test_any_text_has_a_layout_whose_spans_quote_it(text):
    layout = lay_out(text)
    at = 0
    for part in layout.parts:
        assert at <= part.start <= part.body <= part.end <= len(text)
        assert text[part.start : part.start + len(part.label)] == part.label
        at = part.end
        for one in provisions(text, part):
            assert part.start <= one.start < one.end <= part.end
            assert text[one.start : one.end].strip() == text[one.start : one.end] != ""
            assert one.lead is None or text[one.lead.start : one.lead.end].strip()
    for span in (layout.title, layout.formula, layout.closing):
        assert span is None or 0 <= span.start < span.end <= len(text)


def test_roman_numerals_on_lines_of_their_own_are_articles():
    text = (
        "PROTOCOL\n\nPeru and Chile have agreed as follows:\n\nI.\nPeru shall pay.\n\nII.\n1. Chile may ask.\n"
        "2. Peru shall reply.\n\nIII.\nBoth shall meet."
    )
    assert [part.label for part in lay_out(text).parts] == ["I", "II", "III"]


def test_numbered_sections_under_an_article_are_no_chapters():
    text = (
        "LOAN AGREEMENT\n\nPeru and Chile agree as follows:\n\nARTICLE I - THE LOAN\n\nSection 1.01. Peru shall lend."
        "\n\nSection 1.02. Chile shall repay.\n\nARTICLE II - COSTS\n\nSection 2.01. Chile shall pay."
    )
    parts = lay_out(text).parts
    assert [(part.label, part.chapter) for part in parts] == [("ARTICLE I", None), ("ARTICLE II", None)]
    assert "repay" in text[parts[0].start : parts[0].end]


def test_sections_may_have_letters():
    text = (
        "PACT\n\nPeru and Chile agree as follows:\n\nSection A. Rice\n\nPeru shall pay.\n\nSection B. Tea\n\nBoth may."
    )
    assert [part.label for part in lay_out(text).parts] == ["Section A", "Section B"]
