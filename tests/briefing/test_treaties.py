"""A treaty text in a briefing: its final clauses and obligations, in the page, in Markdown and in the terminal."""

import io
from pathlib import Path

import pytest
from rich.console import Console

import westphalia as wp
from westphalia.briefing.view_treaty import duty_rows, summary, terms_of

EXAMPLES = Path(__file__).parents[2] / "examples"
HOSTILE = (
    "TREATY BETWEEN FIJI AND SAMOA\n\nFiji and Samoa have agreed as follows:\n\nArticle 1\n<script>alert(1)</script>\n"
    "\nEach Party shall buy <b>copra</b> | [x](javascript:x).\n\nArticle 2\nNeither Party shall fish.\n\n"
    "Done at Apia on 1 May 1999.\n\nFor Fiji: <img src=x onerror=y>\nFor Samoa: the Premier\n"
)


@pytest.fixture(scope="module")
def treaty():
    return wp.brief(wp.read(EXAMPLES / "southern-ocean-treaty.txt"), wp.Record.default())


def test_final_clauses_in_words():
    (found,) = wp.read(EXAMPLES / "middle-danube-convention.md").agreements
    assert terms_of(found)[1:] == (
        "Enters into force 60 days after the deposit of 3 instruments (Art. VIII).",
        "Lasts indefinitely (Art. IX).",
        "May be left after 5 years with notice of 6 months (Art. IX).",
        "Depositary: the Government of the Republic of Austria.",
        "Authentic in German, Czech, Hungarian and Serbo-Croatian.",
    )
    assert terms_of(found)[0].startswith(
        "Signed at Bratislava on 1974-06-22 by Leopold Hainburger (Ambassador, Austria), "
    )


def test_who_owes_what_in_words():
    (found,) = wp.read(EXAMPLES / "middle-danube-convention.md").agreements
    rows = {
        row.words.split()[0] + " " + row.words.split()[1]: (row.article, row.who, row.binds) for row in duty_rows(found)
    }
    assert rows["Each Riparian"] == ("ANNEX A", "all parties", "shall")
    assert rows["No Riparian"] == ("Art. III", "all parties", "shall not")
    assert rows["An upstream"] == ("Art. III", "each party, as «An upstream State»", "shall")
    assert rows["Czechoslovakia and"][1] == "Czechoslovakia and Hungary"
    assert rows["The Commission"][1] == "The Commission (no party)"
    assert "obligations" in summary(found)


def test_page_markdown_and_terminal_tell_them(treaty):
    out = io.StringIO()
    Console(file=out, width=160).print(treaty)
    for shown in (treaty.to_html(), treaty.to_markdown(), out.getvalue()):
        assert (
            "Renewed automatically, 5 years at a time, unless notice is given 12 months before (Article 10)." in shown
        )
    for shown in (treaty.to_html(), treaty.to_markdown()):
        assert "other Party shall render it all necessary assistance" in shown
        assert "neutrality" in shown


def test_what_a_treaty_says_stays_text():
    page = wp.brief(wp.read_text(HOSTILE), wp.Record.default())
    html, plain = page.to_html(), page.to_markdown()
    assert "copra" in html
    for bad in ("<script>alert", "<b>copra", "<img src"):
        assert bad not in html
        assert bad not in plain
    assert r"\[x\](javascript:x)" in plain


def test_an_agreement_that_is_only_spoken_of_has_none_of_it():
    (found,) = wp.read_text("France and Chad signed a defence pact.").agreements
    assert (terms_of(found), duty_rows(found), summary(found)) == ((), (), "")
