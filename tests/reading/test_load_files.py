"""Files of every kind that can be read, made here, and what is taken from them."""

import io
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest

from westphalia.errors import CallError
from westphalia.reading import read
from westphalia.reading.load import HTML, MARKDOWN, PDF, TEXT, WORD, load

STORY = "Brazil and Argentina signed a trade agreement in Montevideo. Uruguay welcomed it."


def test_text_file_is_read_as_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    loaded = load(path)
    assert (loaded.text, loaded.source, loaded.media) == (STORY, str(path), TEXT)
    assert (loaded.title, loaded.published, loaded.published_source, loaded.warnings) == (None, None, None, ())


def test_first_line_set_apart_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"A treaty for the river\n\n{STORY}", encoding="utf-8")
    assert load(path).title == "A treaty for the river"
    path.write_text(f"{STORY}\n\nChile did not.", encoding="utf-8")
    assert load(path).title is None  # a sentence is no title


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("MOSCOW, 17 January 2025 — The two presidents met.", date(2025, 1, 17)),
        ("ADDIS ABABA, Ethiopia, Jan. 17, 2025 (Agency) -- The two presidents met.", date(2025, 1, 17)),
        ("Kuala Lumpur, 3rd Sept 2021: The two ministers met.", date(2021, 9, 3)),
        ("17 January 2025", date(2025, 1, 17)),
        ("Published: Friday, January 17, 2025", date(2025, 1, 17)),
        ("2025-01-17", date(2025, 1, 17)),
        ("By A. Writer, 17 January 2025", date(2025, 1, 17)),
        ("*By our correspondent in Honiara, 3 June 2022*", date(2022, 6, 3)),
        ("By A. Writer | 17 January 2025, 10:30 GMT", date(2025, 1, 17)),
        ("By Friday, 17 January 2025", None),
        ("Bogota, 12 August 2018. The two presidents met.", date(2018, 8, 12)),
        ("**Dar es Salaam, 3 May 2021.** The two presidents met.", date(2021, 5, 3)),
        ("Nairobi, Monday 12 March 2018. The two presidents met.", date(2018, 3, 12)),
        ("Nairobi (12 March 2018) – The two presidents met.", date(2018, 3, 12)),
        ("(Nairobi, 12 March 2018) – The two presidents met.", date(2018, 3, 12)),
        ("MEXICO CITY, June 12, 2018 (Agency).- The two presidents met.", date(2018, 6, 12)),
        ("ASTANA, 12 June 2018 /Agency/ -- The two presidents met.", date(2018, 6, 12)),
        ("NEW DELHI: 12 June 2018 – The two presidents met.", date(2018, 6, 12)),
        ("3 May 2021, Khartoum – The two presidents met.", date(2021, 5, 3)),
        ("June 12, 2018", date(2018, 6, 12)),
        ("**12 June 2018**", date(2018, 6, 12)),
        ("12 June 2018 | The Agency", date(2018, 6, 12)),
        ("Talks ended 12 August 2018. The two presidents met.", None),
        ("Bogota, 12 August 2018 was the day of the meeting.", None),
        ("The presidents met in Bogota, 12 August 2018. It rained.", None),
        ("3 May 2021 was the day of the meeting.", None),
        ("On 17 January 2025 the two presidents met.", None),
        ("In Moscow, 17 January 2025 - a cold day - the two presidents met.", None),
        ("MOSCOW, 17 January — The two presidents met.", None),
        ("MOSCOW, 31 February 2025 — The two presidents met.", None),
        ("News analysis by A. Writer, 17 January 2025", date(2025, 1, 17)),
        ("WORLD BRIEFS - 17 January 2025", date(2025, 1, 17)),
        ("Sahel Security Brief No. 7 – 17 January 2025", date(2025, 1, 17)),
        ("Bamako (Agency) - 17 January 2025 - The two presidents met.", date(2025, 1, 17)),
        ("Treaty signed by Peru, 17 January 2025", None),
        ("Battle of Adwa - 1 March 1896", None),
        ("Peru answers in a note - 17 January 2025", None),
    ],
)
def test_dateline(tmp_path: Path, line: str, day: date | None) -> None:
    path = tmp_path / "story.txt"
    path.write_text(f"A headline\n\n{line}\n{STORY}", encoding="utf-8")
    loaded = load(path)
    assert loaded.published == day
    assert loaded.published_source == ("dateline" if day else None)


@pytest.mark.parametrize(
    "text",
    [
        "12 June 2018: The talks began.\n13 June 2018: The talks ended.",  # a chronology
        "The two leaders shook hands on\n12 June 2018\nand parted again.",
        "The treaty was signed in\nBogota, 12 August 2018. It held.",
        "One.\nTwo.\nThree.\nFour.\nFive.\nSix.\nBogota, 12 August 2018. The presidents met.",
    ],
)
def test_a_day_within_the_story_is_no_dateline(text: str) -> None:
    assert load("-", stdin=io.StringIO(text)).published is None


@pytest.mark.parametrize("line", ["Updated: 17 January 2025, 14:05 GMT", "Last updated on January 17, 2025"])
def test_the_day_of_the_last_change_is_inferred_to_be_the_articles(line: str) -> None:
    loaded = load("-", stdin=io.StringIO(f"A headline\n\n{line}\n{STORY}"))
    assert (loaded.published, loaded.published_source) == (date(2025, 1, 17), "inferred: the day the text was updated")
    both = load("-", stdin=io.StringIO(f"LIMA, 15 January 2025 - A story.\n{line}\n{STORY}"))
    assert (both.published, both.published_source) == (date(2025, 1, 15), "dateline")
    assert load("-", stdin=io.StringIO(f"A headline\n\n{line} in a rush\n{STORY}")).published is None


def test_the_dateline_stays_in_the_text() -> None:
    text = "A headline\n\nBy A. Writer, 12 August 2018\n\nBogota, 12 August 2018. The two presidents met."
    loaded = load("-", stdin=io.StringIO(text))
    assert (loaded.text, loaded.published, loaded.published_source) == (text, date(2018, 8, 12), "dateline")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_encodings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Türkiye’s president met Côte d’Ivoire’s.".encode(encoding))
    loaded = load(path)
    assert loaded.text == "Türkiye’s president met Côte d’Ivoire’s."
    assert loaded.warnings == ()


def test_windows_1252_is_read_and_said(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("Türkiye’s president – in Côte d’Ivoire.".encode("cp1252"))
    loaded = load(path)
    assert loaded.text == "Türkiye’s president – in Côte d’Ivoire."
    assert "Windows-1252" in loaded.warnings[0]


def test_normal_form(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes("One\r\ntwo\rthree\u00a0four\tfive \x07Cafe\u0301 a\u200bb\u2028six".encode())
    assert load(path).text == "One\ntwo\nthree four\tfive Café ab\nsix"


def test_text_that_hides_text_is_laid_open(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Iran \u202enimdas\u202c met Oman\U000e0041\U000e0042.", encoding="utf-8")
    loaded = load(path)
    assert loaded.text == "Iran nimdas met Oman."
    assert loaded.warnings == ("4 invisible characters that can hide or reorder text were removed",)


def test_markup_and_script_in_a_text_are_text(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    text = "<!doctype html><script>alert('x')</script> Peru & Chile <b>met</b>. {{ 7*7 }}"
    path.write_text(text, encoding="utf-8")
    assert load(path).text == text


def test_markdown(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(
        """---
title: "The river treaty"
date: 2024-11-05
---
# Another heading

Brazil and **Argentina** signed a [trade agreement](https://example.org/a_(b)) in _Montevideo_.[^1]
It is the *first* in ten years; 5 * 3 and snake_case stay.

- Uruguay welcomed it.
- Paraguay `did not`.

> Chile \\*waits\\*.

| State | Vote |
| --- | --- |
| Peru | yes |

[ref]: https://example.org
""",
        encoding="utf-8",
    )
    loaded = load(path)
    assert (loaded.title, loaded.published, loaded.published_source) == (
        "The river treaty",
        date(2024, 11, 5),
        "metadata",
    )
    assert loaded.media == MARKDOWN
    assert loaded.text == (
        "Another heading\n\n"
        "Brazil and Argentina signed a trade agreement in Montevideo.\n"
        "It is the first in ten years; 5 * 3 and snake_case stay.\n\n"
        "Uruguay welcomed it.\n\nParaguay did not.\n\nChile *waits*.\n\nState\n\nVote\n\nPeru\n\nyes\n"
    )


TREATY = """# Treaty of {name} between Togo and Nepal

Togo and Nepal, hereinafter the Parties,

## Obligations

1. The Parties shall train nurses **together**.
2. Nepal shall send tea.

## Final provisions

3) This Treaty shall enter into force on signature.

Done at Lomé, this 4th day of May 2019.
"""


def test_a_markdown_treaty_with_bare_numbers_is_read_as_one_and_has_the_day_of_its_signature(tmp_path: Path) -> None:
    path = tmp_path / "treaty.md"
    path.write_text(TREATY.format(name="Friendship"), encoding="utf-8")
    document = read(path)
    assert "\n\n1. The Parties shall train nurses together.\n\n2. Nepal" in document.text
    (found,) = document.agreements
    assert [(one.label, one.chapter) for one in found.articles] == [
        ("1.", "Obligations"),
        ("2.", "Obligations"),
        ("3)", "Final provisions"),
    ]
    assert {(one.actor, one.action, one.recipient) for one in document.events} == {
        (a, action, b) for a, b in (("TGO", "NPL"), ("NPL", "TGO")) for action in ("AGREE", "SUPPORT")
    }
    assert (document.published, document.published_source) == (
        date(2019, 5, 4),
        "inferred: the day the treaty was signed",
    )
    assert not any("the text has no day" in warning for warning in document.warnings)


def test_a_stated_day_goes_before_that_of_a_signature_and_news_of_a_signing_gives_none(tmp_path: Path) -> None:
    path = tmp_path / "treaty.md"
    path.write_text("---\ndate: 2020-01-02\n---\n" + TREATY.format(name="Amity"), encoding="utf-8")
    assert (load(path).published, load(path).published_source) == (date(2020, 1, 2), "metadata")
    path.write_text("Togo and Nepal concluded a treaty, done at Lomé on 4 May 2019. They will train nurses.\n")
    assert load(path).published is None


def test_markdown_title_is_the_first_heading(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(f"Intro.\n\n## Two *rivers*\n\n{STORY}", encoding="utf-8")
    assert load(path).title == "Two rivers"
    path.write_text(f"Two rivers\n==========\n\n{STORY}", encoding="utf-8")
    assert load(path).title == "Two rivers"
    assert "=" not in load(path).text


def test_markdown_struck_out_and_code_are_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(
        "Peru ~~recalled~~ thanked Chile; it met ~~Cuba~~. It was ~5 degrees, ~~ and ~~ more.\n\n"
        "- ~~Mali attacked\nNiger~~\n- <del>Togo left.</del> Withdrawn.\n\n"
        "~~~text\nLaos attacked Fiji.\n~~~\n\n```\nOman thanked Iran.\n",
        encoding="utf-8",
    )
    loaded = load(path)
    assert loaded.text == (
        "Peru thanked Chile; it met. It was ~5 degrees, ~~ and ~~ more.\n\nWithdrawn.\n\nOman thanked Iran.\n"
    )
    assert [warning.partition(" left out")[0] for warning in loaded.warnings] == [
        "4 struck-out passages were",
        "1 block of code was",
    ]


def test_an_article_wrapped_in_a_block_of_code_is_read(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(f"```markdown\n# Two rivers\n\n{STORY}\n```\n", encoding="utf-8")
    loaded = load(path)
    assert (loaded.text, loaded.title, loaded.warnings) == (f"Two rivers\n\n{STORY}\n", "Two rivers", ())


PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Two rivers | The Paper</title>{head}</head><body>
<nav><a href="/">Home</a> <a href="/w">World</a></nav><script>var a = "Cuba attacked Malta";</script>
<article><h1>Two rivers, one treaty</h1>{first}<p>Brazil and Argentina signed a trade agreement in Montevideo
after two years of talks, the foreign ministries of both countries said in a joint statement.</p>
<p>Uruguay, which had hosted the talks, welcomed the agreement and asked Paraguay to join it before the end of the
year. Paraguay’s president said that his government was going to study the text.</p></article>
<footer>Copyright. Subscribe now.</footer></body></html>"""


def _page(tmp_path: Path, head: str = "", first: str = "") -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE.format(head=head, first=first), encoding="utf-8")
    return path


def test_html_gives_the_article_alone(tmp_path: Path) -> None:
    loaded = load(_page(tmp_path))
    assert loaded.media == HTML
    assert loaded.title == "Two rivers, one treaty"
    assert "Paraguay’s president said" in loaded.text
    assert "Cuba" not in loaded.text
    assert "Subscribe" not in loaded.text
    assert loaded.published is None


BARE = """<html><head><title>Two rivers</title></head><body>
<div id="menu"><ul><li><a href="/x">Cuba attacks Malta</a></li><li><a href="/y">Oman bombs Iran</a></li></ul></div>
<p>Brazil and Argentina signed a trade agreement in Montevideo after two years of talks, the foreign ministries of both
countries said in a joint statement on Tuesday.</p>{first}
<p>Uruguay, which had hosted the talks, welcomed the agreement and asked Paraguay to join it before the end.</p>{last}
<div class="teaser"><p>Read also what we wrote about the other rivers of the continent and their treaties.</p>
<ul><li>Togo invaded Benin.</li></ul></div></body></html>"""


@pytest.mark.parametrize("place", ["first", "last"])
def test_html_keeps_the_lists_of_a_page_that_marks_no_article(tmp_path: Path, place: str) -> None:
    path = tmp_path / "page.html"
    listed = "<ul><li>Chile closed its border.</li><li>Peru <b>reopened</b> its consulate.</li></ul>"
    path.write_text(BARE.format(**{"first": "", "last": "", place: listed}), encoding="utf-8")
    text = load(path).text
    assert "- Chile closed its border.\n\n- Peru reopened its consulate." in text
    assert (text.index("Chile") < text.index("Uruguay")) == (place == "first")
    assert not any(name in text for name in ("Cuba", "Oman", "Togo"))


def test_html_cells_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    table = "<table><tr><th>State</th><th>Step</th></tr><tr><td>Togo</td><td>Togo offered to mediate.</td></tr></table>"
    text = load(_page(tmp_path, first=table)).text
    assert "State\n\nStep\n\nTogo\n\nTogo offered to mediate.\n\nBrazil" in text


def test_html_struck_out_and_code_are_left_out_and_said(tmp_path: Path) -> None:
    struck = (
        "<p>Peru <s>recalled</s> thanked Chile.</p><pre><code>Laos attacked Fiji.</code></pre><pre>Kenya spoke.</pre>"
    )
    loaded = load(_page(tmp_path, first=struck))
    assert "Peru thanked Chile." in loaded.text
    assert "Kenya spoke." in loaded.text
    assert "Laos" not in loaded.text
    assert len(loaded.warnings) == 2


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ('<meta property="article:published_time" content="2024-11-05T23:30:00-03:00">', date(2024, 11, 5)),
        ('<meta name="DC.date.issued" content="2024-11-05">', date(2024, 11, 5)),
        ('<meta itemprop="datePublished" content="2024/11/05 10:00">', date(2024, 11, 5)),
        ('<meta name="pubdate" content="November 5, 2024">', date(2024, 11, 5)),
        (
            '<script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "H", '
            '"datePublished": "2024-11-05T10:00:00Z", "dateModified": "2025-01-01"}]}</script>',
            date(2024, 11, 5),
        ),
        ('<meta property="article:modified_time" content="2025-01-01T10:00:00Z">', None),
        ('<meta name="last-modified" content="2025-01-01">', None),
        ('<script type="application/ld+json">{"@type": "NewsArticle", broken</script>', None),
    ],
)
def test_html_day_comes_from_what_the_page_states(tmp_path: Path, head: str, day: date | None) -> None:
    loaded = load(_page(tmp_path, head))
    assert loaded.published == day
    assert loaded.published_source == ("metadata" if day else None)


def test_html_time_without_a_claim_to_be_the_publication_is_not_taken(tmp_path: Path) -> None:
    assert load(_page(tmp_path, first='<time datetime="2025-01-01">a year ago</time>')).published is None
    marked = '<time itemprop="datePublished" datetime="2024-11-05">5 Nov</time>'
    assert load(_page(tmp_path, first=marked)).published == date(2024, 11, 5)


def test_html_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    page = (
        PAGE.format(head="", first="").replace("utf-8", "windows-1251").replace("Montevideo", "Montevideo (Монтевидео)")
    )
    path.write_bytes(page.replace("’", "'").encode("cp1251"))
    assert "Монтевидео" in load(path).text


def test_word(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    document = docx.Document()
    document.core_properties.title = "The river treaty"
    document.add_heading("Two rivers", 1)
    document.add_paragraph("Brazil and Argentina signed a trade agreement.")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Peru", "yes"
    document.add_paragraph("Uruguay welcomed it.")
    document.save(str(path))
    loaded = load(path)
    assert loaded.media == WORD
    assert loaded.title == "The river treaty"
    assert loaded.text == (
        "Two rivers\n\nBrazil and Argentina signed a trade agreement.\n\nPeru\n\nyes\n\nUruguay welcomed it."
    )
    assert loaded.published is None  # the day in the template of every file made so is not the day of this one


def test_word_struck_out_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    document = docx.Document()
    paragraph = document.add_paragraph("Kenya ")
    for words in ("recalled ", "and scolded "):
        paragraph.add_run(words).font.strike = True
    paragraph.add_run("thanked Uganda.").font.strike = False
    document.add_table(rows=1, cols=1).cell(0, 0).paragraphs[0].add_run("Laos spoke.").font.double_strike = True
    document.save(str(path))
    loaded = load(path)
    assert loaded.text == "Kenya thanked Uganda."
    assert [warning.partition(" left out")[0] for warning in loaded.warnings] == ["2 struck-out passages were"]


def test_word_cells_are_paragraphs_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "story.docx"
    document = docx.Document()
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Russia sanctioned Moldova.", "\n"
    table.cell(1, 0).text, table.cell(1, 1).text = "Kenya thanked Uganda.", "Kenya thanked Uganda."
    merged = table.cell(2, 0).merge(table.cell(2, 1))
    merged.text = "Peru called Chile."
    merged.add_table(rows=1, cols=1).cell(0, 0).text = "Chile answered."
    document.save(str(path))
    sentences = "Russia sanctioned Moldova.", "Kenya thanked Uganda.", "Kenya thanked Uganda.", "Peru called Chile."
    assert load(path).text == "\n\n".join([*sentences, "Chile answered."])


@pytest.mark.parametrize(
    "title",
    ["(anonymous)", "untitled", "Untitled-1", "Microsoft Word - communique_v3.doc", "communique.docx", "Document1",
     "(unspecified)", "PowerPoint Presentation", " ", "2021"],
)  # fmt: skip
def test_a_title_that_a_program_filled_in_is_none(tmp_path: Path, title: str) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf([["Chile did not."]], title))
    assert load(path).title is None
    word = docx.Document()
    word.core_properties.title = title
    word.add_heading("Two rivers", 1)
    word.add_paragraph("Chile did not.")
    word.save(str(tmp_path / "story.docx"))
    assert load(tmp_path / "story.docx").title == "Two rivers"


@pytest.mark.parametrize(
    "title", ["Untitled soldiers return", "The anonymous envoy", "Microsoft and Kenya", "Document of Rome"]
)
def test_a_title_that_somebody_gave_is_kept(tmp_path: Path, title: str) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf([["Chile did not."]], title))
    assert load(path).title == title


def pdf(pages: list[list[str | tuple[str, int]]], title: str | None = None, password: str | None = None) -> bytes:
    """A real PDF: one text line per entry, or line and size of its letters; a page without entries holds none."""
    writer = pypdf.PdfWriter()
    font = pypdf.generic.DictionaryObject(
        {
            pypdf.generic.NameObject("/Type"): pypdf.generic.NameObject("/Font"),
            pypdf.generic.NameObject("/Subtype"): pypdf.generic.NameObject("/Type1"),
            pypdf.generic.NameObject("/BaseFont"): pypdf.generic.NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(595, 842)
        fonts = pypdf.generic.DictionaryObject({pypdf.generic.NameObject("/F1"): font})
        page[pypdf.generic.NameObject("/Resources")] = pypdf.generic.DictionaryObject(
            {pypdf.generic.NameObject("/Font"): fonts}
        )
        stream = pypdf.generic.DecodedStreamObject()
        sized = [line if isinstance(line, tuple) else (line, 11) for line in lines]
        shown = "".join(f"/F1 {size} Tf ({line}) Tj 0 -14 Td " for line, size in sized)
        stream.set_data(f"BT /F1 11 Tf 50 780 Td {shown} ET".encode("latin-1"))
        page[pypdf.generic.NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title, "/CreationDate": "D:20240101000000Z"})
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


def test_pdf(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(
        pdf([["Brazil and Argentina signed a trade agree-", "ment in Montevideo."], [], ["Chile did not."]], "Rivers")
    )
    loaded = load(path)
    assert loaded.media == PDF
    assert loaded.title == "Rivers"
    assert "signed a trade agreement in Montevideo." in loaded.text
    assert "Chile did not." in loaded.text
    assert (str(loaded.published), loaded.published_source) == ("2024-01-01", "inferred: the day the file was made")
    assert loaded.warnings == (f"1 of 3 pages of {path} hold no text (scanned?) and were not read",)


def test_the_paragraphs_of_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    lines = [
        ("Two rivers, one treaty, and what comes next", 15),
        ("Andean Brief No. 7 - 17 January 2025", 9),
        "Brazil and Argentina signed a trade agreement",
        "in Montevideo after talks with the minister of",
        "Uruguay, who had asked for it.",
        "Chile did not. On Friday its government told",
        "Peru that it would think about the agreement",
        "",
        "Paraguay said that it needed all the time that",
        "",
        "was left before the vote.",
    ]
    path.write_bytes(pdf([lines]))
    loaded = load(path)
    assert [" ".join(block.split()) for block in loaded.text.split("\n\n") if block.strip()] == [
        "Two rivers, one treaty, and what comes next",
        "Andean Brief No. 7 - 17 January 2025",
        "Brazil and Argentina signed a trade agreement in Montevideo after talks with the minister of "
        "Uruguay, who had asked for it.",
        "Chile did not. On Friday its government told Peru that it would think about the agreement",
        "Paraguay said that it needed all the time that was left before the vote.",
    ]
    assert (loaded.title, loaded.published) == ("Two rivers, one treaty, and what comes next", date(2025, 1, 17))


def test_pdf_without_a_user_password_is_read(tmp_path: Path) -> None:
    path = tmp_path / "story.pdf"
    path.write_bytes(pdf([["Chile did not."]], password=""))
    assert load(path).text.strip() == "Chile did not."


def test_the_bytes_decide_over_the_name(tmp_path: Path) -> None:
    path = tmp_path / "story.txt"
    path.write_bytes(pdf([["Chile did not."]]))
    assert load(path).media == PDF
    path = tmp_path / "page"
    path.write_text(PAGE.format(head="", first=""), encoding="utf-8")
    assert load(path).media == HTML


def test_standard_input() -> None:
    loaded = load("-", stdin=io.BytesIO(STORY.encode()))
    assert (loaded.text, loaded.source, loaded.media) == (STORY, "standard input", TEXT)
    assert load("-", stdin=io.StringIO(STORY)).text == STORY
    assert load("-", stdin=io.BytesIO(pdf([["Chile did not."]]))).media == PDF


def test_a_missing_file_names_the_nearest(tmp_path: Path) -> None:
    (tmp_path / "treaty.txt").write_text(STORY, encoding="utf-8")
    with pytest.raises(CallError, match=r"no file .*treatry\.txt.*did you mean .*treaty\.txt\?"):
        load(tmp_path / "treatry.txt")
    for far in ("trade.txt", "t.txt", "other.txt"):
        with pytest.raises(CallError, match=rf"no file '.*{far}'$"):
            load(tmp_path / far)
    with pytest.raises(CallError, match=r"did you mean .*treaty\.txt\?"):
        load(tmp_path / "treaty.md")
    with pytest.raises(CallError, match="there is no folder"):
        load(tmp_path / "nowhere" / "treaty.txt")


def test_text_given_instead_of_a_file_is_told_what_to_do() -> None:
    with pytest.raises(CallError, match=r"pipe it into «-»|no file"):
        load(STORY * 20)
    with pytest.raises(CallError, match="cannot be opened"):
        load("a\0b")


def test_a_folder_is_not_an_article(tmp_path: Path) -> None:
    with pytest.raises(CallError, match=r"is a folder: give one article$"):
        load(tmp_path)
    (tmp_path / "treaty.md").write_text(STORY, encoding="utf-8")
    with pytest.raises(CallError, match=r"is a folder: give one article, for example .*treaty\.md"):
        load(tmp_path)
