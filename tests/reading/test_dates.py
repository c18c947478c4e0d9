"""Times that a text states, and what needs the day of the article; names and what has two readings give none."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from westphalia.reading.dates import find

PUBLISHED = date(2024, 3, 20)  # a Wednesday


@pytest.mark.parametrize(
    "text",
    [
        "on 5 May 2021",
        "on 5th May, 2021",
        "on the 5th of May 2021",
        "on May 5, 2021,",
        "on May 5th 2021",
        "on May the 5th, 2021",
        "On Wednesday, 5 May 2021,",
        "on Wed., May 5, 2021",
        "2021-05-05",
        "2021/05/05",
        "2021/5/5",
        "2021.05.05",
        "5/5/2021",
        "05.05.2021",
        "5-May-2021",
        "ON 5 MAY 2021",
    ],
)
def test_a_day_in_all_its_shapes(text: str) -> None:
    (when,) = find(text)
    assert (when.day, when.source) == (date(2021, 5, 5), "stated")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 12 March 2024", date(2024, 3, 12), date(2024, 3, 12)),
        ("25/12/2021", date(2021, 12, 25), date(2021, 12, 25)),
        ("12/25/2021", date(2021, 12, 25), date(2021, 12, 25)),
        ("5.6.2021", date(2021, 6, 5), date(2021, 6, 5)),
        ("on 24 October 1648", date(1648, 10, 24), date(1648, 10, 24)),
        ("in March 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("in early March 1999", date(1999, 3, 1), date(1999, 3, 31)),
        ("in May 2019", date(2019, 5, 1), date(2019, 5, 31)),
        ("in 2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("in 2014-2016", date(2014, 1, 1), date(2016, 12, 31)),
        ("since 2014", date(2014, 1, 1), None),
        ("until 2014", None, date(2014, 12, 31)),
        ("since 5 May 2021", date(2021, 5, 5), None),
        ("by 5 May 2021", None, date(2021, 5, 5)),
        ("before 5 May 2021", None, date(2021, 5, 4)),
        ("after 5 May 2021", date(2021, 5, 6), None),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("from 3 to 5 March 2020", date(2020, 3, 3), date(2020, 3, 5)),
        ("on March 3-5, 2020", date(2020, 3, 3), date(2020, 3, 5)),
        ("on 3 and 4 March 2020", date(2020, 3, 3), date(2020, 3, 4)),
        ("from 3 March 2020 to 5 April 2021", date(2020, 3, 3), date(2021, 4, 5)),
        ("between 2018 and 2021", date(2018, 1, 1), date(2021, 12, 31)),
    ],
)
def test_stated(text: str, first: date | None, last: date | None) -> None:
    (when,) = find(text)
    assert (when.first, when.last, when.source) == (first, last, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "on Friday",
        "on 12 March",
        "last month",
        "yesterday",
        "three days ago",
        "in June",
        "2500 troops",
        "31 February 2020",
        "30/02/2020",
        "5/6/2021",
        "12/11/10",
        "after 9/11",
        "Iran may strike 5 ships",
        "May the talks succeed",
        "They march 20 kilometres",
        "March 20 kilometres north",
        "April Glaspie met him",
        "the 1967 war",
        "since the 2015 deal",
        "in 2023 dollars",
        "during Ramadan",
        "in the second quarter of fiscal 2023-24",
        "the 35-year-old envoy, aged 12",
        "the 20 March Movement",
        "the 19 July 1979 Revolution",
        "Resolution 1929 and Article 5",
        "by the 14 July Bridge",
        "of 2000 soldiers",
        "room 2021, page 1999",
        "with 5 Mar-a-Lago guests",
    ],
)
def test_nothing_where_nothing_is_stated(text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on Friday", date(2024, 3, 15), date(2024, 3, 15)),
        ("on Wednesday", PUBLISHED, PUBLISHED),
        ("last Wednesday", date(2024, 3, 13), date(2024, 3, 13)),
        ("last Friday", date(2024, 3, 15), date(2024, 3, 15)),
        ("met late Monday", date(2024, 3, 18), date(2024, 3, 18)),
        ("on Monday night", date(2024, 3, 18), date(2024, 3, 18)),
        ("on Friday last week", date(2024, 3, 15), date(2024, 3, 15)),
        ("yesterday", date(2024, 3, 19), date(2024, 3, 19)),
        ("the day before yesterday", date(2024, 3, 18), date(2024, 3, 18)),
        ("last night", date(2024, 3, 19), date(2024, 3, 19)),
        ("today", PUBLISHED, PUBLISHED),
        ("tomorrow", date(2024, 3, 21), date(2024, 3, 21)),
        ("three days ago", date(2024, 3, 17), date(2024, 3, 17)),
        ("10 days ago", date(2024, 3, 10), date(2024, 3, 10)),
        ("on 12 March", date(2024, 3, 12), date(2024, 3, 12)),
        ("on March 12", date(2024, 3, 12), date(2024, 3, 12)),
        ("on Tuesday, 12 March,", date(2024, 3, 12), date(2024, 3, 12)),
        ("on 30 December", date(2023, 12, 30), date(2023, 12, 30)),
        ("on Friday, March 8", date(2024, 3, 8), date(2024, 3, 8)),
        ("on Saturday, March 18", date(2023, 3, 18), date(2023, 3, 18)),
        ("last month", date(2024, 2, 1), date(2024, 2, 29)),
        ("next month", date(2024, 4, 1), date(2024, 4, 30)),
        ("last week", date(2024, 3, 11), date(2024, 3, 17)),
        ("last weekend", date(2024, 3, 16), date(2024, 3, 17)),
        ("last year", date(2023, 1, 1), date(2023, 12, 31)),
        ("in January", date(2024, 1, 1), date(2024, 1, 31)),
        ("in October", date(2023, 10, 1), date(2023, 10, 31)),
        ("last March", date(2023, 3, 1), date(2023, 3, 31)),
        ("on 12 and 13 March", date(2024, 3, 12), date(2024, 3, 13)),
        ("on Saturday and again on Sunday", date(2024, 3, 16), date(2024, 3, 17)),
        ("on 3 March and on 5 March", date(2024, 3, 3), date(2024, 3, 5)),
        ("over the past two years", date(2022, 3, 20), PUBLISHED),
        ("since Monday", date(2024, 3, 18), None),
        ("by Friday", None, date(2024, 3, 15)),
    ],
)
def test_inferred(text: str, first: date | None, last: date | None) -> None:
    (when,) = find(text, published=PUBLISHED)
    assert when.source == "inferred: article date 2024-03-20"
    assert (when.first, when.last) == (first, last)


def test_two_weeks_ago_is_no_day() -> None:
    (when,) = find("two weeks ago", published=PUBLISHED)
    assert when.day is None
    assert when.first is not None
    assert when.last is not None
    assert when.first <= date(2024, 3, 6) <= when.last < PUBLISHED


@pytest.mark.parametrize(
    "text",
    [
        "next Friday",
        "this Friday",
        "a week ago on Friday",
        "Monday to Friday",
        "on Sunday and Monday",
        "every Monday",
        "on Mondays",
        "that Friday",
        "the following Monday",
        "the next day",
        "two days later",
        "Good Friday",
        "Black Monday",
        "Bloody Sunday",
        "the Sunday Times",
        "Sunday Okafor met him",
        "today's world",
        "even today",
        "to this day",
        "the 20 March Movement",
        "May 20 people",
    ],
)
def test_no_day_even_with_the_article_s_date(text: str) -> None:
    assert [when for when in find(text, published=PUBLISHED) if when.day is not None] == []


def test_a_weekday_that_contradicts_its_date_is_not_accepted_in_silence() -> None:
    (when,) = find("on Monday, 5 May 2021")
    assert when.source == "stated, but 2021-05-05 was a Wednesday, not a Monday"


def test_what_the_article_s_date_is_inferred_from_goes_with_every_day() -> None:
    (when,) = find("on Friday", published=PUBLISHED, why="inferred: the day the file was made")
    assert when.source == "inferred: article date 2024-03-20 (inferred: the day the file was made)"


def test_a_date_of_a_noun_says_so() -> None:
    assert [w.noun for w in find("the 5 May 2021 strike", published=PUBLISHED)] == ["before"]
    assert [w.noun for w in find("On the 5 May 2021 the president of Chile came.", published=PUBLISHED)] == [""]
    assert [w.noun for w in find("On the 5 May 2021 its army struck.", published=PUBLISHED)] == [""]
    assert [w.noun for w in find("Monday's talks", published=PUBLISHED)] == ["before"]
    assert [w.noun for w in find("the treaty of 1 June 1992", published=PUBLISHED)] == ["after"]
    assert [w.noun for w in find("signed on the 5th of May 2021.", published=PUBLISHED)] == [""]


DAYS = st.dates(date(1500, 1, 1), date(2099, 12, 31))
SHAPES = st.sampled_from(
    ["%d %B %Y", "%B %d, %Y", "%A, %d %B %Y", "%d %b %Y", "%b. %d, %Y", "%Y-%m-%d", "%Y/%m/%d", "%d.%m.%Y", "%d-%b-%Y"]
)


@settings(max_examples=150, deadline=None)
@given(DAYS, SHAPES, st.sampled_from(["They met on {}.", "({})", "{}: talks", "On {}, they met"]))
def test_every_written_day_is_read_back(day: date, shape: str, frame: str) -> None:
    text = frame.format(day.strftime(shape))
    (when,) = find(text)
    assert when.day == day
    assert when.source == "stated"
    assert day.strftime("%Y") in text[when.start : when.end]


@settings(max_examples=150, deadline=None)
@given(
    st.text(alphabet="0123456789 -/.,adehilmnorstuyAFJMNS'’", max_size=60),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_no_text_breaks_it(text: str, published: date) -> None:
    for when in find(text, published=published):
        assert 0 <= when.start < when.end <= len(text)
        assert when.first is None or when.last is None or when.first <= when.last + timedelta(days=1)
