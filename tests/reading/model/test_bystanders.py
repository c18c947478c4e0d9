"""Who is only named beside a deed is no side of it, and what was done to somebody he has not done."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(event.actor, event.action, event.recipient) for event in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pakistan hit Jaish al-Adl camps in Iran.", {("PAK", "ASSAULT", "REB:JAISH_AL_ADL")}),
        ("Saudi jets bombed Houthi depots in Yemen.", {("SAU", "ASSAULT", "REB:HOUTHIS")}),
        (
            "Rwandan forces killed a senior FDLR figure in an air strike west of Goma.",
            {("RWA", "ASSAULT", "REB:FDLR")},
        ),
        # only what the deed is told of is left out, not what is joined to it
        (
            "Kenyan jets struck al-Shabaab camps and a village in Ethiopia.",
            {("KEN", "ASSAULT", "REB:AL_SHABAAB"), ("KEN", "ASSAULT", "ETH")},
        ),
        (
            "Russia hit a port in Odesa and a village in Moldova.",
            {("RUS", "ASSAULT", "UKR"), ("RUS", "ASSAULT", "MDA")},
        ),
        ("Islamic State bombed a mosque in Kabul.", {("REB:ISIL", "ASSAULT", "AFG")}),
        (
            "Two Chadian peacekeepers were killed in an attack by JNIM fighters on a U.N. base in Mali.",
            {("REB:JNIM", "ASSAULT", "TCD"), ("REB:JNIM", "ASSAULT", "IGO:UN")},
        ),
    ],
)
def test_where_it_is_done_it_is_done_to_nobody_but_whom_it_hits(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Austria imports Russian gas via Ukraine.", {("AUT", "RUS"), ("RUS", "AUT")}),
        ("Egypt buys gas from Israel through Jordan.", {("EGY", "ISR"), ("ISR", "EGY")}),
        (
            "Iraq exports oil to Turkey and Greece via Syria.",
            {("IRQ", "TUR"), ("IRQ", "GRC"), ("TUR", "IRQ"), ("GRC", "IRQ")},
        ),
        ("Armenia buys French howitzers to Azerbaijan's anger", {("ARM", "FRA"), ("FRA", "ARM")}),
    ],
)
def test_who_lies_on_the_way_or_is_angry_takes_no_part_in_a_sale(text: str, expected: set[tuple[str, str]]) -> None:
    assert {(a, b) for a, action, b in told(text) if action == "COOPERATE"} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Canada froze aid to Ethiopia amid the war with Eritrea.", {("CAN", "ETH")}),
        ("Niger quits ECOWAS in blow to Nigeria", {("NER", "IGO:ECOWAS")}),
        ("Georgia left the Russian-led CIS.", {("GEO", "IGO:CIS")}),
        ("Yerevan froze its participation in the Russian-led CSTO.", {("ARM", "IGO:CSTO")}),
    ],
)
def test_a_measure_is_not_against_whom_the_quarrel_is_with_or_who_leads(
    text: str, expected: set[tuple[str, str]]
) -> None:
    assert {(a, b) for a, action, b in told(text) if action == "SANCTION"} == expected


def test_the_coalition_of_a_state_is_still_its_own() -> None:
    assert told("The Houthis fired at the Saudi-led coalition.") == {
        ("REB:HOUTHIS", "ASSAULT", "IGO:SAUDI_COALITION")
    }  # fmt: skip


def test_what_is_handed_over_gets_nothing() -> None:
    assert told("Britain handed Hong Kong back to China on July 1, 1997.") == {("GBR", "RETREAT", "CHN")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kosovo won recognition from Kenya on Tuesday.", {("KEN", "SUPPORT", "XKX")}),
        ("Somaliland won praise from Ethiopia.", {("ETH", "SUPPORT", "SOM")}),
        ("Ghana drew criticism from Nigeria for closing shops.", {("NGA", "ACCUSE", "GHA")}),
        ("Moscow was thrown out of the Council of Europe in 2022.", {("IGO:COE", "SANCTION", "RUS")}),
        ("The Philippine parliament has ratified a fisheries agreement with Japan.", {("PHL", "SUPPORT", "JPN")}),
        ("Malta agrees to take 100 migrants from Italy.", {("MLT", "AGREE", "ITA")}),
        (
            "Kenya agreed with Uganda to share the lake.",
            {("KEN", "AGREE", "UGA"), ("UGA", "AGREE", "KEN")},
        ),
    ],
)
def test_what_one_gets_from_another_is_told_one_way(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) >= expected
    backward = {(b, action, a) for a, action, b in expected} - expected
    assert not told(text) & backward


def test_who_shoots_something_down_keeps_his_deed() -> None:
    assert ("ISR", "ASSAULT", "IRN") in told("Israel shot down missiles fired by Iran.")
    assert told("Poland shot down Russian drones aimed at Lublin.") == {("POL", "ASSAULT", "RUS")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia vetoed a U.S.-drafted Security Council resolution on Gaza.", {("RUS", "REJECT", "USA")}),
        ("Burundi rejected a Kenyan-proposed plan for the lake.", {("BDI", "REJECT", "KEN")}),
    ],
)
def test_a_draft_is_rejected_towards_who_drew_it_up(text: str, expected: set[tuple[str, str, str]]) -> None:
    assert told(text) == expected


def test_talks_after_a_meeting_are_told_too() -> None:
    assert ("CHN", "CONSULT", "IND") in told("Xi met Putin after talks with Modi.")
