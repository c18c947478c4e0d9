"""The summary in the terminal fits 80 columns and runs no markup of a text."""

from datetime import date

from rich.console import Console

from westphalia.briefing.brief import brief
from westphalia.reading import read_text


def test_fits_80_columns(briefing):
    lines = str(briefing).splitlines()
    assert max(map(len, lines)) <= 80
    assert lines[0] == "A pact and its critics"
    assert any("supported" in line for line in lines)


def test_fits_60_columns(briefing):
    console = Console(width=60)
    with console.capture() as capture:
        console.print(briefing)
    assert all(len(line) <= 60 for line in capture.get().splitlines())


def test_markup_of_the_text_is_text(make_document, record):
    nasty = ("[bold red]Russia[/] and [link=file:///etc]Iran[/link] met.", "\x1b[31mred\x07 [/]")
    shown = str(brief(make_document(nasty, title=nasty[0]), record))
    assert "[bold red]Russia[/]" in shown
    assert "\x1b" not in shown and "\x07" not in shown


def test_an_agreement_is_shown_with_its_status(record):
    document = read_text(
        "Chile did not sign the treaty with Peru.", published=date(2020, 5, 3), published_source="told"
    )
    assert "Agreement: treaty (Chile – Peru), treaty, denied" in str(brief(document, record))


def test_saved_as_text(briefing, tmp_path):
    path = briefing.save(tmp_path / "brief.txt")
    assert path.read_text(encoding="utf-8") == str(briefing)
