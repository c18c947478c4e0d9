"""A day belongs to the deed whose verb or noun it modifies, not to every event of its sentence."""

from datetime import date

import pytest

from westphalia.reading import read_text

PUBLISHED = date(2024, 3, 20)  # a Wednesday


def days(text: str, published: date | None = PUBLISHED, source: str | None = None) -> dict[tuple[str | None, str], str]:
    """(actor, action) → day."""
    events = read_text(text, published=published, published_source=source).events
    return {(event.actor, event.action or ""): event.day.isoformat() if event.day else "" for event in events}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "On Monday, Russia condemned Israel and recalled its ambassador from Turkey.",
            {("RUS", "ACCUSE"): "2024-03-18", ("RUS", "SANCTION"): "2024-03-18"},
        ),
        ("Iran attacked Iraq on 3 May 2021, officials said on Friday.", {("IRN", "ASSAULT"): "2021-05-03"}),
        ("Iran attacked Iraq, officials said on Friday.", {("IRN", "ASSAULT"): ""}),
        (
            "Iran attacked Iraq on Friday and Greece condemned Turkey.",
            {("IRN", "ASSAULT"): "2024-03-15", ("GRC", "ACCUSE"): ""},
        ),
        ("France and Chad agreed to meet on Monday.", {("FRA", "AGREE"): "", ("TCD", "AGREE"): ""}),
        ("Iran said on Thursday that it had sent weapons to Syria last Friday.", {("IRN", "AID"): "2024-03-15"}),
        ("Iran said on Thursday that it had sent weapons to Syria.", {("IRN", "AID"): ""}),
        ("Ukraine condemned Monday's attack by Russia.", {("UKR", "ACCUSE"): ""}),
        ("Japan and Peru met to discuss trade on 2 March 2024.", {("JPN", "CONSULT"): "2024-03-02"}),
        ("Talks between Egypt and Ethiopia took place on 14 March.", {("EGY", "CONSULT"): "2024-03-14"}),
        ("Russia and China signed a treaty after talks on Sunday.", {("RUS", "SUPPORT"): ""}),
        ("The army of Iran on Tuesday attacked Iraq.", {("IRN", "ASSAULT"): "2024-03-19"}),
        ("On Monday, Iran, which backs Syria, attacked Iraq.", {("IRN", "ASSAULT"): "2024-03-18"}),
        ("By Friday Poland had sent troops to Belarus.", {("POL", "MOBILIZE"): ""}),
        ("In the early hours of Sunday, Israel struck Syria.", {("ISR", "ASSAULT"): "2024-03-17"}),
        ("Turkey bombed Iraq on the evening of 12 March.", {("TUR", "ASSAULT"): "2024-03-12"}),
        ("Kenya expelled Somalia's envoy in the afternoon of 4 May 2021.", {("KEN", "SANCTION"): "2021-05-04"}),
        ("Peru attacked Ecuador before the dawn of Friday.", {("PER", "ASSAULT"): ""}),
        ("Iran attacked Iraq after the raid of the night of 12 March.", {("IRN", "ASSAULT"): ""}),
        ("Iran attacked Iraq in March 2023.", {("IRN", "ASSAULT"): ""}),
        ("Iran attacked Iraq before 3 May 2021.", {("IRN", "ASSAULT"): ""}),
    ],
)
def test_the_clause_it_modifies(text: str, expected: dict[tuple[str, str], str]) -> None:
    found = days(text)
    assert {key: found[key] for key in expected} == expected


def test_what_is_planned_lies_ahead_and_what_happened_behind() -> None:
    assert days("Turkey will meet Greece on Monday.")["TUR", "CONSULT"] == "2024-03-25"
    assert days("Turkey met Greece on Monday.")["TUR", "CONSULT"] == "2024-03-18"
    assert days("Turkey attacked Greece on 5 May.")["TUR", "ASSAULT"] == "2023-05-05"


def test_yesterday_in_a_quotation_counts_from_another_day() -> None:
    text = '"Russia attacked Poland yesterday," the Polish minister said on Monday.'
    assert days(text)["RUS", "ASSAULT"] == ""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        (
            "China invaded Vietnam on 17 February 2030.",
            "stated, but later than the article's date 2024-03-20",
        ),
        (
            "China invaded Vietnam on 17 February 1789.",
            "stated, but 235 years from the article's date 2024-03-20",
        ),
        ("China invaded Vietnam on 17 February 1979.", "stated"),
        ("China invaded Vietnam on Monday.", "inferred: article date 2024-03-20"),
    ],
)
def test_a_day_that_does_not_fit_keeps_a_note(text: str, source: str) -> None:
    event = next(e for e in read_text(text, published=PUBLISHED).events if e.action == "ASSAULT")
    assert event.day_source == source


def test_an_inferred_article_date_is_named_with_the_day() -> None:
    text = "Iran attacked Iraq on Monday."
    event = read_text(text, published=PUBLISHED, published_source="inferred: the day the file was made").events[0]
    assert event.day_source == "inferred: article date 2024-03-20 (inferred: the day the file was made)"


def test_the_date_of_the_dateline_dates_no_deed() -> None:
    assert days("MOSCOW, 20 March 2024 — Russia condemned Israel.")["RUS", "ACCUSE"] == ""
    assert days("GENEVA, March 20 (Agency) - Russia condemned Israel on Monday.")["RUS", "ACCUSE"] == "2024-03-18"


def test_an_agreement_has_the_day_of_its_name_or_of_its_signing() -> None:
    (named,) = read_text("Nobody in Chad remembers the treaty of 6 March 1976 between France and Chad.").agreements
    assert (named.day, named.day_source) == (date(1976, 3, 6), "stated")
    (signed,) = read_text("France and Chad signed a defence pact in Paris on 6 March 1976.").agreements
    assert (signed.day, signed.place, signed.place_country) == (date(1976, 3, 6), "Paris", "FRA")
    (none,) = read_text("France and Chad signed a defence pact in March 1976.").agreements
    assert none.day is None


def test_without_an_article_date_nothing_relative_is_given() -> None:
    assert days("Iran attacked Iraq on Monday.", published=None)["IRN", "ASSAULT"] == ""
