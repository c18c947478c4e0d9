"""The day of an article where nothing states it outright: suggested, and marked as inferred."""

from datetime import date
from pathlib import Path

import docx
import pytest

from westphalia.reading import load
from westphalia.reading.datelines import heads, infer

STORY = "The two sides met and talked about the border."


@pytest.mark.parametrize(
    ("text", "name", "made", "expected"),
    [
        (f"GENEVA, March 3 (Agency) - {STORY}", "2022-03-04-talks.txt", None, "2022-03-03"),
        (f"BEIJING, Nov. 5 (Agency) -- {STORY}", "x.pdf", date(2021, 11, 6), "2021-11-05"),
        (f"LIMA, Dec. 31 — {STORY}", "wire_20230101.txt", None, "2022-12-31"),
        (STORY, "https://example.org/2024/03/05/talks.html", None, "2024-03-05"),
        (STORY, "2024-03-05 talks.txt", None, "2024-03-05"),
        (STORY, "talks.pdf", date(2024, 3, 5), "2024-03-05"),
        (f"Updated: 6 March 2024\n\n{STORY}", "talks.pdf", date(2024, 3, 5), "2024-03-06"),
        (f"Updated: 6 March 2024\n\n{STORY}", "2024-03-04 talks.txt", None, "2024-03-04"),
    ],
)
def test_inferred(text: str, name: str, made: date | None, expected: str) -> None:
    found = infer(text, name, made)
    assert found is not None
    assert found[0].isoformat() == expected
    assert found[1].startswith("inferred: ")


@pytest.mark.parametrize(
    ("text", "name", "made"),
    [
        (f"GENEVA, March 3 (Agency) - {STORY}", "talks.txt", None),  # no year anywhere
        (f"GENEVA, March 3 (Agency) - {STORY}", "2022-11-04-talks.txt", None),  # contradicts the dateline
        (f"{STORY} It began in 1951.", "treaty.pdf", date(2012, 6, 1)),  # scanned long after
        (f"{STORY} It will end in 2031.", "2024-03-05.txt", None),
        (STORY, "talks-2024.txt", None),
        (STORY, "report-20241399.txt", None),
        (STORY, "2024-03-05/talks.txt", None),  # a folder is no name
        (STORY, "talks.docx", date(2013, 12, 23)),  # the day of a library's template
    ],
)
def test_not_inferred(text: str, name: str, made: date | None) -> None:
    assert infer(text, name, made) is None


def test_a_word_file_says_when_it_was_made(tmp_path: Path) -> None:
    import datetime

    document = docx.Document()
    document.core_properties.created = datetime.datetime(2024, 3, 5, 12)
    document.add_paragraph(STORY)
    document.save(str(tmp_path / "talks.docx"))
    loaded = load.load(tmp_path / "talks.docx")
    assert (loaded.published, loaded.published_source) == (date(2024, 3, 5), "inferred: the day the file was made")


def test_what_is_stated_goes_before_what_is_inferred(tmp_path: Path) -> None:
    path = tmp_path / "2024-03-05-talks.txt"
    path.write_text(f"GENEVA, 3 March 2022 - {STORY}", encoding="utf-8")
    loaded = load.load(path)
    assert (loaded.published, loaded.published_source) == (date(2022, 3, 3), "dateline")


def test_spans_of_datelines() -> None:
    text = f"Talks\n\nGENEVA, March 3 (Agency) - {STORY}\n\nOn 5 May 2021 - they say - it rained."
    assert [text[a:b] for a, b in heads(text)] == ["GENEVA, March 3 (Agency) - "]
    text = f"BEIRUT/ANKARA, June 25 - {STORY}"
    assert [text[a:b] for a, b in heads(text)] == ["BEIRUT/ANKARA, June 25 - "]
