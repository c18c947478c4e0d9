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
        ("Russia expelled a Norwegian envoy shortly after noon on Thursday.", {("RUS", "SANCTION"): "2024-03-14"}),
        ("China sanctioned Lithuania on 3 March and again on 5 March.", {("CHN", "SANCTION"): ""}),
        ("Chad pleaded with France for aid during a lunch on Tuesday.", {("TCD", "REQUEST"): "2024-03-19"}),
        (
            "Morocco and Spain met in Rabat on Monday and agreed to open a post.",
            {("MAR", "CONSULT"): "2024-03-18", ("MAR", "AGREE"): "2024-03-18"},
        ),
        (
            "Iran seized a British tanker on Monday and condemned Israel.",
            {("IRN", "COERCE"): "2024-03-18", ("IRN", "ACCUSE"): ""},
        ),
        (
            "Relations soured on 4 March when Colombia recalled its ambassador from Argentina.",
            {("COL", "SANCTION"): "2024-03-04"},
        ),
        ("Belarus hosted a round of talks between Russia and Ukraine on Monday.", {("RUS", "CONSULT"): "2024-03-18"}),
        ("The Malian and Nigerien ministers, meeting on Friday, signed a pact.", {("MLI", "SUPPORT"): "2024-03-15"}),
        ("Peru and Chile signed a pact at a summit held in Lima on Friday.", {("PER", "SUPPORT"): "2024-03-15"}),
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


@pytest.mark.parametrize(
    ("text", "key", "expected"),
    [
        ("Iran struck Iraq on Monday. Iraq condemned Iran the next day.", ("IRQ", "ACCUSE"), "2024-03-19"),
        (
            "Niger expelled a French envoy on Friday; two days later France condemned Niger.",
            ("FRA", "ACCUSE"), "2024-03-17",
        ),
        (
            "Syria bombed Turkey on 5 June 1998; on the same day Turkey attacked Syria.",
            ("TUR", "ASSAULT"), "1998-06-05",
        ),
        ("Finland joined NATO on Tuesday. Russia warned Finland the day before.", ("RUS", "THREATEN"), "2024-03-18"),
        (
            "Kenya and Chad conferred from 3 to 5 May 2019. Kenya condemned Chad on the 5th.",
            ("KEN", "ACCUSE"), "2019-05-05",
        ),
        (
            "Bolivia condemned Peru on Tuesday, three days after Peru expelled a Bolivian envoy.",
            ("PER", "SANCTION"), "2024-03-16",
        ),
        ("Ukraine condemned Monday's strike. Russia attacked Poland that evening.", ("RUS", "ASSAULT"), "2024-03-18"),
        ("A day after Israel struck Syria on Sunday, Iran condemned Israel.", ("IRN", "ACCUSE"), "2024-03-18"),
        ("Iran struck Iraq. Iraq condemned Iran the next day.", ("IRQ", "ACCUSE"), ""),
        ("Iran struck Iraq in May 2019. Iraq condemned Iran the next day.", ("IRQ", "ACCUSE"), ""),
        ("Kenya condemned Chad on Monday, a day earlier than planned.", ("KEN", "ACCUSE"), "2024-03-18"),
    ],
)  # fmt: skip
def test_a_day_counts_from_another(text: str, key: tuple[str, str], expected: str) -> None:
    assert days(text)[key] == expected


def test_a_counted_day_says_from_what() -> None:
    text = "Syria bombed Turkey on 5 June 1998. A day later Turkey attacked Syria."
    event = next(e for e in read_text(text).events if e.actor == "TUR")
    assert (event.day, event.day_source) == (date(1998, 6, 6), "inferred: counted from «5 June 1998»")
    text = "Iran attacked Iraq on Monday. The next day Iraq condemned Iran."
    event = next(e for e in read_text(text, published=PUBLISHED).events if e.actor == "IRQ")
    assert event.day_source == "inferred: article date 2024-03-20, counted from «on Monday»"


def test_a_day_in_a_quotation_counts_from_nothing_outside_it() -> None:
    text = 'Iran attacked Iraq on Monday. "Russia attacked Poland the next day," the Polish minister said.'
    assert days(text)["RUS", "ASSAULT"] == ""


def test_an_entry_of_a_chronicle_dates_what_it_tells() -> None:
    text = "3 May 1998: Eritrea attacks Ethiopia and condemns Sudan. Ethiopia will attack Eritrea, Djibouti says."
    found = days(text, None)
    assert found["ERI", "ASSAULT"] == found["ERI", "ACCUSE"] == "1998-05-03"
    assert found["ETH", "ASSAULT"] == ""
    text = (
        "- 3 May 1998 – Eritrea attacks Ethiopia.\n"
        "- 12 May – Ethiopia condemns Eritrea on 4 May 1997.\n"
        "- 2 June – Sudan attacks Chad."
    )
    found = days(text, None)
    assert found == {
        ("ERI", "ASSAULT"): "1998-05-03",
        ("ETH", "ACCUSE"): "1997-05-04",
        ("SDN", "ASSAULT"): "1998-06-02",
    }


@pytest.mark.parametrize(
    ("text", "actor", "day"),
    [
        # the year is told once
        ("The war began on 2 April 1982. On 14 June Argentina surrendered to Britain.", "ARG", "1982-06-14"),
        ("In 1969 it turned bloody. On 2 March China attacked the Soviet Union.", "CHN", "1969-03-02"),
        ("Iraq fell silent on 3 May 1987. On 5 March of that year Chad had attacked Libya.", "TCD", "1987-03-05"),
        ("Kenya spoke on 28 December 2007. On 3 January Uganda expelled Kenya's envoy.", "UGA", "2008-01-03"),
        ("The treaty of 5 May 1998 has failed. On 3 October Chad expelled Sudan's envoy.", "TCD", ""),
        ("Mali spoke on 3 October 1998. On 5 May Chad expelled Sudan's envoy.", "TCD", ""),
        # counted from another day
        ("It began on 1 March 2008, a Saturday. Ecuador expelled Colombia's envoy on the Monday.", "ECU", "2008-03-03"),
        ("Mali met Niger on 2 August 1990. Four days after that, Togo expelled Benin's envoy.", "TGO", "1990-08-06"),
        ("Mali met Niger on 2 August 1990; sixteen days later Togo expelled Benin's envoy.", "TGO", "1990-08-18"),
        ("On the eve of the summit of 14 February 2019, Iran warned Poland.", "IRN", "2019-02-13"),
        ("Peru warned Chile on 2 May 2008 over the fall of 2005. A day later Chile hit Peru.", "CHL", "2008-05-03"),
        # what it modifies
        ("It was quiet; on 4 March 2021, at Peking airport, China met Japan.", "CHN", "2021-03-04"),
        ("Two men died in a clash of Indian with Chinese troops near Leh on 3 May 2021.", "IND", "2021-05-03"),
        ("Only on 4 March 2021 did Chad and Sudan sign the accord.", "TCD", "2021-03-04"),
        ("Jordan shot down an Iranian drone flying towards Israel on 3 May 2021.", "JOR", "2021-05-03"),
        ("The row ended in Oslo on 3 May 2021, where Norway and Russia signed an accord.", "NOR", "2021-05-03"),
        ("A meeting of Mali and Niger is planned for 3 May 2021.", "MLI", "2021-05-03"),
        ("The talks between Oman and Iran on 3 May 2021 in Muscat failed.", "OMN", "2021-05-03"),
        ("Kenya condemns the raid on a Somali village by Ethiopia on 3 May 2021.", "KEN", ""),
        ("Latvia expelled a Russian diplomat on the last day of February 2023.", "LVA", "2023-02-28"),
    ],
)  # fmt: skip
def test_analyses_and_communiques(text: str, actor: str, day: str) -> None:
    events = read_text(text).events
    assert {str(e.day or "") for e in events if e.actor == actor} == {day}


@pytest.mark.parametrize(
    ("text", "actor", "day"),
    [
        ("Ten years ago today Russia attacked Ukraine.", "RUS", "2014-03-20"),
        ("Pakistan bombed India overnight into Saturday.", "PAK", ""),
        ("Pakistan bombed India in the night into 5 March.", "PAK", ""),
        ("The war began on 2 April 1982. On 14 June Argentina bombed Britain.", "ARG", "1982-06-14"),
        ("The war began on 2 April 1982. On 14 March Argentina accused Britain.", "ARG", "2024-03-14"),
        ("The war began on 2 April 1982. On 14 June Argentina will meet Britain.", "ARG", "2024-06-14"),
    ],
)
def test_beside_the_day_of_the_article(text: str, actor: str, day: str) -> None:
    assert {str(e.day or "") for e in read_text(text, published=PUBLISHED).events if e.actor == actor} == {day}
