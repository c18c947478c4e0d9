"""Sentence limits: abbreviations, initials, headlines, lists, forgotten spaces; and spans that cover any text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.reading.sentences import split


def sentences(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The U.S. left. It stayed out.", ["The U.S. left.", "It stayed out."]),
        ("The U.S. Senate voted on Jan. 5.", ["The U.S. Senate voted on Jan. 5."]),
        ("Mr. Li met Gen. Kim in St. Louis. They spoke.", ["Mr. Li met Gen. Kim in St. Louis.", "They spoke."]),
        ("George W. Bush spoke. He left.", ["George W. Bush spoke.", "He left."]),
        ("No. 5 is a rule, e.g. Rule 5. No. It is not.", ["No. 5 is a rule, e.g. Rule 5.", "No.", "It is not."]),
        ("“Never!” he said. “Why?”", ["“Never!” he said.", "“Why?”"]),
        ("It was a strategy.The ministry agreed.", ["It was a strategy.", "The ministry agreed."]),
        ("It was 2.5 per cent. See www.example.org for it.", ["It was 2.5 per cent.", "See www.example.org for it."]),
        ("He waited … and left.", ["He waited … and left."]),
        ("# A title\nThe first words. The second.", ["# A title", "The first words.", "The second."]),
        ("- one thing\n- another thing", ["- one thing", "- another thing"]),
        ("Two lines\nof one sentence go on.", ["Two lines\nof one sentence go on."]),
        ("Paris And Rome Sign A Pact\nThe two capitals signed it on Monday, and the ministers were pleased with it.",
         ["Paris And Rome Sign A Pact",
          "The two capitals signed it on Monday, and the ministers were pleased with it."]),
        ("The talks ended at 5 p.m. The delegates left.", ["The talks ended at 5 p.m.", "The delegates left."]),
        ("", []),
        ("  \n\n ", []),
    ],
)  # fmt: skip
def test_limits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet=st.sampled_from('aA.!?…"”’ \n\t-#*1)(’U.S“,;é\u2028\x0c'), max_size=120) | st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_spans_are_ordered_disjoint_and_cover_what_is_not_blank(text: str) -> None:
    last = 0
    for span in split(text):
        assert last <= span.start < span.end
        assert not text[last : span.start].strip()
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        last = span.end
    assert not text[last:].strip()


def test_each_line_of_a_list_of_headlines_is_a_sentence() -> None:
    text = "HEADLINES\n\nOttawa expels two envoys\nKuwaiti emir due in Baghdad\nPeru denies it\n"
    assert [text[s.start : s.end] for s in split(text)][1:] == [
        "Ottawa expels two envoys",
        "Kuwaiti emir due in Baghdad",
        "Peru denies it",
    ]


def test_prose_that_is_broken_into_lines_is_not() -> None:
    text = "On Monday the envoy of\nChad met the envoy of\nNiger in\nBamako."
    assert len(split(text)) == 1


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("Iran warns Israel\nIsrael said on Monday that Iran had attacked its embassy in Nicosia.", ["Iran", "Israel"]),
        ("Uganda accuses Rwanda of arming rebels\nBy Jane Doe\nRwanda denied it.", ["Uganda", "By", "Rwanda"]),
        ("The envoy said that the army of\nUganda had left, and that the border was closed again.", ["The"]),
        ("The army of the north, which is led by General Osman, left\nKhartoum and went home to Darfur.", ["The"]),
        ("Kenya left\nand Uganda stayed in the north of the country for years.", ["Kenya"]),
    ],
)
def test_a_first_line_that_ends_early_is_a_heading(text: str, starts: list[str]) -> None:
    assert [text[span.start : span.end].split()[0] for span in split(text)] == starts
