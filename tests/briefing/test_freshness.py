"""Rule 7: a record that ends more than 30 days before the text is «as of DATE, not current», and can be renewed."""

from datetime import date

import pytest

from westphalia.briefing.brief import brief
from westphalia.briefing.freshness import freshness
from westphalia.record import Record


@pytest.mark.parametrize(
    ("text_day", "today", "title", "said"),
    [
        (date(2018, 6, 1), date(2030, 1, 1), "record to 2022-06-30", "covers the day of the text (2018-06-01)"),
        (date(2022, 7, 29), date(2030, 1, 1), "record to 2022-06-30", "29 days before the text"),
        (date(2022, 7, 31), date(2020, 1, 1), "as of 2022-06-30, not current", "31 days before the text"),
        (date(2025, 1, 17), None, "as of 2022-06-30, not current", "2 years and 7 months before the text"),
        (date(2019, 5, 5), None, "record to 2022-06-30", "does not cover the day of the text (2019-05-05)"),
        (None, date(2025, 1, 17), "as of 2022-06-30, not current", "undated"),
        (None, date(2022, 7, 1), "record to 2022-06-30", "undated"),
    ],
)
def test_title_line_and_command(record, text_day, today, title, said):
    fresh = freshness(record, text_day, today)
    assert fresh.title == title
    assert said in fresh.line
    assert (fresh.command is not None) == ("not current" in title)


def test_today_is_never_printed(make_document, record):
    answer = brief(make_document(published=None), record, today=date(2031, 2, 3))
    assert answer.freshness.line in answer.answer
    assert "2031-02-03" not in answer.to_markdown()
    assert "westphalia record add" in answer.to_markdown()


def test_an_empty_record(tmp_path):
    fresh = freshness(Record.create(tmp_path / "empty"), date(2020, 1, 1))
    assert fresh.title == "empty record" and not fresh.current and fresh.command
