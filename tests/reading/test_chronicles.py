"""What is an entry of a chronicle, and what only looks like one."""

from datetime import date

import pytest

from westphalia.reading.chronicles import entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2 April 1982: Troops land. 12 October: They leave.", ["1982-04-02 stated", "1982-10-12 inferred"]),
        ("1979-02-17: China invades. 1979-03-05: It leaves.", ["1979-02-17 stated", "1979-03-05 stated"]),
        ("1966, 17 February. Peru signs. 12 October: Chile signs.", ["1966-02-17 stated", "1966-10-12 inferred"]),
        (
            "* Oct 3, 1998 – A\n* 12 December – B\n* 3 January – C",
            ["1998-10-03 stated", "1998-12-12 inferred", "1999-01-03 inferred"],
        ),
        ("12 May 1998, Lomé: Chad and Togo sign.", ["1998-05-12 stated"]),
        ("12 May 1998: A. 3 April: B.", ["1998-05-12 stated"]),  # the next year, or told backwards
        ("1998\n6 May: A\n\n1999\n3 February: B", ["1998-05-06 inferred", "1999-02-03 inferred"]),
        (
            "3 May 1998\nA.\n\n4 May 1998\nB.\n\n6 May 1998\nC.",
            ["1998-05-03 stated", "1998-05-04 stated", "1998-05-06 stated"],
        ),
    ],
)  # fmt: skip
def test_entries(text: str, expected: list[str]) -> None:
    found = [f"{entry.when.day} {entry.when.source.split(':')[0]}" for entry in entries(text)]
    assert found == expected


@pytest.mark.parametrize(
    "text",
    [
        "15 March 2023 - Japan condemned Peru.",
        "Talks ended on 12 August 2018. Then they went home.",
        "17 January 2025\n\nThe two presidents met.",
        "31 June 1998: nothing.",
        "At 14:30: nothing. In 1998: little.",
        "12 May: no year is told.",
    ],
)
def test_no_entries(text: str) -> None:
    assert entries(text) == ()


def test_without_a_year_the_article_s_date_tells_it() -> None:
    (entry,) = entries("12 May: Chad leaves.", date(2024, 3, 20))
    assert (entry.when.day, entry.when.source) == (date(2023, 5, 12), "inferred: article date 2024-03-20")


def test_an_entry_ends_with_its_paragraph() -> None:
    text = "2 May 1998: A. B.\n\nC."
    (entry,) = entries(text)
    assert text[: entry.end] == "2 May 1998: A. B."


def test_days_under_a_month() -> None:
    text = (
        "JANUARY 1961. — 3rd: The United States expels Cuba's envoy. 16th: Cuba closes its border.\n\nOn the 5th: no."
    )
    found = entries(text)
    assert [str(entry.when.day) for entry in found] == ["1961-01-03", "1961-01-16"]
    assert found[0].when.source == "inferred: month of the heading «January 1961»"


def test_a_leap_day_without_its_year():
    found = entries("29 February: Chad leaves. 1 March: Peru follows.", date(2024, 3, 8))
    assert [entry.when.day for entry in found] == [date(2024, 2, 29), date(2024, 3, 1)]
