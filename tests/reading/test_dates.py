"""Explicit dates only; what needs the day of the article is marked with it."""

from datetime import date

import pytest

from westphalia.reading.dates import find

PUBLISHED = date(2024, 3, 20)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 12 March 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("on March 12, 2024,", date(2024, 3, 12), date(2024, 3, 12)),
        ("on the 3rd of May 2019", date(2019, 5, 3), date(2019, 5, 3)),
        ("2021-02-28", date(2021, 2, 28), date(2021, 2, 28)),
        ("in March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("since 2014", date(2014, 1, 1), None),
        ("until 2014", None, date(2014, 12, 31)),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
    ],
)
def test_stated(text: str, first: date | None, last: date | None) -> None:
    (when,) = find(text)
    assert (when.first, when.last, when.source) == (first, last, "stated")


@pytest.mark.parametrize(
    "text", ["on Friday", "on 12 March", "last month", "yesterday", "2500 troops", "31 February 2020"]
)
def test_nothing_without_the_article_s_date(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Friday", date(2024, 3, 15), date(2024, 3, 15)),
        ("last Wednesday", date(2024, 3, 13), date(2024, 3, 13)),
        ("yesterday", date(2024, 3, 19), date(2024, 3, 19)),
        ("on 12 March", date(2024, 3, 12), date(2024, 3, 12)),
        ("on 30 December", date(2023, 12, 30), date(2023, 12, 30)),
        ("last month", date(2024, 2, 1), date(2024, 2, 29)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("over the past two years", date(2022, 3, 20), PUBLISHED),
    ],
)
def test_inferred(text: str, first: date, last: date) -> None:
    (when,) = find(text, published=PUBLISHED)
    assert when.source == "inferred: article date 2024-03-20"
    assert abs((when.first or first) - first).days <= 1 and when.last == last
