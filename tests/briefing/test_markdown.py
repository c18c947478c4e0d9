"""Markdown: the same words as the page, with everything from outside escaped."""

import re

from westphalia.briefing.brief import brief
from westphalia.briefing.markdown import escaped


def test_sections(briefing):
    text = briefing.to_markdown()
    assert text.startswith("# Briefing: A pact and its critics\n")
    titles = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert titles == [
        "Actors",
        "What the text reports as having happened",
        "Agreements",
        "Relations in the record",
        "Claims, and what the record says",
        "Who is heard",
        "What is likely next",
        "Sources and coverage",
        "The text",
    ]
    assert all(escaped(line) in text for line in briefing.lines)


def test_links_have_anchors(briefing):
    text = briefing.to_markdown()
    for target in set(re.findall(r"\]\(#(s\d+)\)", text)):
        assert f'<a id="{target}"></a>' in text


def test_tables_have_as_many_cells_as_columns(briefing):
    columns = None
    for line in briefing.to_markdown().splitlines():
        cells = len(re.findall(r"(?<!\\)\|", line))
        if not line.startswith("|"):
            columns = None
        elif columns is None:
            columns = cells
        else:
            assert cells == columns, line


def test_markup_is_escaped(make_document, record):
    nasty = (
        "# <script>alert(1)</script>",
        "[x](javascript:alert(1)) | `a` *b*",
        "![x](http://example.org/x.png)",
        "1. - = ---",
    )
    text = brief(make_document(nasty, title=nasty[0], source="<b>"), record).to_markdown()
    assert "<script" not in text and "<b>" not in text
    assert "](javascript" not in text.replace("\\](", "")
    assert "![x](" not in text
    assert "\\[x\\](javascript:alert(1)) \\| \\`a\\` \\*b\\*" in text


def test_line_that_begins_like_a_list():
    assert escaped("- a") == "\\- a"
    assert escaped("1. a") == "1\\. a"
    assert escaped("12) a") == "12\\) a"
    assert escaped("---") == "\\---"
    assert escaped("2.0 (1.4 to 2.6)") == "2.0 (1.4 to 2.6)"
    assert escaped("plain") == "plain"


def test_same_bytes(document, record, briefing):
    assert brief(document, record).to_markdown() == briefing.to_markdown()
