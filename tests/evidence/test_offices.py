"""An undated text is dated only by the offices it states itself, and never against its own dates."""

from datetime import date
from pathlib import Path

import pytest

from westphalia import evidence
from westphalia.evidence.offices import written_after
from westphalia.ontology.types import Verdict
from westphalia.reading import read_text
from westphalia.record import Record


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Iranian President Masoud Pezeshkian met the Russian ambassador.", date(2024, 7, 28)),
        ("Masoud Pezeshkian, the president of Iran, met the Russian ambassador.", date(2024, 7, 28)),
        ("Masoud Pezeshkian criticized the United States.", None),
        ("Former Iranian President Masoud Pezeshkian criticized the United States.", None),
        ("President Putin criticized the United States.", date(1999, 12, 31)),  # acting at first
        ("Vladimir Putin criticized the United States.", None),
        ("Iranian President Masoud Pezeshkian met Putin. Russia attacked Ukraine in March 2022.", None),
        ("President Putin met Pezeshkian. Russia attacked Ukraine in March 2022.", date(1999, 12, 31)),
        ("The Iranian president criticized the United States.", None),
    ],
)
def test_the_bound_is_what_the_text_states(text: str, first: date | None) -> None:
    found, who = written_after(read_text(text))
    assert found == first
    assert (who is None) == (first is None)


def test_the_reason_says_that_the_date_is_inferred(embedded: Record) -> None:
    (finding,) = evidence.test("Iranian President Masoud Pezeshkian criticized the United States.", embedded)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "2024-07-28 or later is inferred: it names President Masoud Pezeshkian" in finding.reason


def test_a_name_alone_leaves_the_whole_record_open(embedded: Record) -> None:
    (finding,) = evidence.test("Masoud Pezeshkian criticized the United States.", embedded)
    assert finding.as_of is None
    assert "inferred" not in finding.reason


@pytest.mark.shared
def test_the_article_keeps_its_bound(shared_data: Path) -> None:
    text = (shared_data / "text" / "partnership_article.txt").read_text(encoding="utf-8")
    first, who = written_after(read_text(text))
    assert first == date(2024, 7, 28)
    assert who and "Pezeshkian" in who
