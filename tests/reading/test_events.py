"""The parts of an event: sides with their finer ids, mode, cue, place, day, holder."""

from datetime import date

import pytest

from westphalia.ontology.types import Quad, Status
from westphalia.reading import read_text


def test_the_parts_of_an_event() -> None:
    text = "On 12 March 2024 the Kremlin imposed sanctions on two Japanese banks."
    (event,) = read_text(text).events
    assert (event.actor, event.actor_id, event.recipient) == ("RUS", "RUS/kremlin", "JPN")
    assert (event.action, event.mode, event.quad, event.score) == (
        "SANCTION",
        "discontinue",
        Quad.MATERIAL_CONFLICT,
        -6.0,
    )
    assert text[event.cue.start : event.cue.end] == "imposed sanctions"
    assert text[event.start : event.end] == event.text
    assert (event.day, event.day_source, event.place) == (date(2024, 3, 12), "stated", None)
    assert event.status is Status.HAPPENED and event.holder == "author"


def test_a_place_is_the_text_s_own() -> None:
    event = read_text("Putin met Xi in Samarkand.").events[0]
    assert (event.place, event.place_country, event.place_source) == ("Samarkand", "UZB", "inferred: gazetteer")


def test_without_a_day_in_the_text_there_is_none() -> None:
    assert read_text("Chad and Niger signed a treaty on Friday.").events[0].day is None


def test_a_day_that_needs_the_article_s_date_says_so() -> None:
    event = read_text("Chad and Niger signed a treaty on Friday.", published=date(2024, 3, 20)).events[0]
    assert (event.day, event.day_source) == (date(2024, 3, 15), "inferred: article date 2024-03-20")


def test_who_tells_it_is_kept() -> None:
    event = read_text("Ukraine said Russia had attacked Poland.", reader="rules").events[0]
    assert (event.actor, event.recipient, event.holder) == ("RUS", "POL", "Ukraine")


def test_several_events_in_a_sentence() -> None:
    events = read_text(
        "France expelled Iranian diplomats, condemned Iran and recalled its ambassador from Tehran."
    ).events
    assert [(e.action, e.mode) for e in events] == [
        ("SANCTION", "expel"),
        ("ACCUSE", "disapprove"),
        ("SANCTION", "withdraw"),
    ] or [e.action for e in events] == ["SANCTION", "ACCUSE"]


def test_the_same_code_may_stand_on_both_sides() -> None:
    assert [(e.actor, e.recipient) for e in read_text("The Sudanese army shelled Khartoum.").events] == [("SDN", "SDN")]


@pytest.mark.parametrize("reader", ["model", "rules"])
def test_who_hosts_talks_meets_both_and_they_each_other(reader: str) -> None:
    told = {
        (e.actor, e.action, e.recipient)
        for e in read_text("Jordan hosted talks between Israel and Egypt.", reader=reader).events
    }
    pairs = [("JOR", "ISR"), ("JOR", "EGY"), ("ISR", "EGY")]
    assert told == {(a, "CONSULT", b) for pair in pairs for a, b in (pair, pair[::-1])}


def test_half_a_deed_is_no_second_one() -> None:
    told = [
        (e.actor, e.action, e.recipient) for e in read_text("Egypt recalled its ambassador to Chad for talks.").events
    ]
    assert told == [("EGY", "SANCTION", "TCD")]


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    "text",
    [
        "US soldier killed in Jordan by drone",
        "Turkish soldiers killed in Iraq",
        "Three Indians killed in Nepal bus crash",
        "Kenyan pastor kidnapped in Somalia",
        "Two Chinese workers killed in Pakistan in suicide attack",
        "A Turkish soldier was killed in Syria by a gunman.",
        "Two Kenyan engineers were kidnapped in Somalia by armed men.",
        "An Indian sailor was shot dead in Mozambique.",
        "An Italian ambassador was killed in eastern Congo in an ambush.",
        "A Chilean student was killed in Haiti by a gang.",
        "In Niger, gunmen killed six French aid workers.",
    ],
)
def test_the_dead_of_a_headline_did_nothing_nor_did_the_state_where_they_died(text: str, reader: str) -> None:
    told = {(event.actor, event.action) for event in read_text(text, reader=reader).events}
    assert told == {(None, "ASSAULT")}


@pytest.mark.parametrize(
    "text",
    [
        "A Turkish soldier was killed in Syria by Syrian troops.",
        "A Turkish soldier was killed in Idlib in a Syrian air strike.",
        "Syrian gunmen killed a Turkish soldier.",
        "The army of Syria began a raid on Monday. The gunmen killed a Turkish soldier in Syria by night, Syria said.",
    ],
)
def test_who_is_said_to_have_killed_did_it_also_where_he_is_at_home(text: str) -> None:
    assert ("SYR", "ASSAULT", "TUR") in {(e.actor, e.action, e.recipient) for e in read_text(text).events}


def test_an_active_verb_of_a_headline_stays_active() -> None:
    told = {(event.actor, event.recipient) for event in read_text("Turkish jets kill two Syrians in Idlib").events}
    assert ("TUR", "SYR") in told


@pytest.mark.parametrize("reader", ["model", "rules"])
@pytest.mark.parametrize(
    ("text", "doers"),
    [
        ("The foreign ministers of Kenya, Uganda and Rwanda condemned Sudan.", {"KEN", "UGA", "RWA"}),
        ("The leaders of Kenya, Uganda, and Rwanda condemned Sudan.", {"KEN", "UGA", "RWA"}),
        ("Officials from Norway, Oman and Peru condemned Sudan.", {"NOR", "OMN", "PER"}),
        ("In the capital of Kenya, Uganda and Rwanda condemned Sudan.", {"UGA", "RWA"}),
        ("After talks with officials from Kenya, Uganda and Rwanda condemned Sudan.", {"UGA", "RWA"}),
    ],
)
def test_all_whose_people_a_list_names_do_it(text: str, doers: set[str], reader: str) -> None:
    told = {event.actor for event in read_text(text, reader=reader).events if event.recipient == "SDN"}
    assert told == doers


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("American missiles fired by Ukraine hit Bryansk.", {("UKR", "RUS")}),
        ("Iranian drones launched by Russia struck Kharkiv overnight.", {("RUS", "UKR")}),
        ("Ukraine fired American rockets into Russia.", {("UKR", "RUS")}),
        ("Turkish drones operated by Azerbaijan destroyed Armenian tanks.", {("AZE", "ARM")}),
        ("Iranian drones struck Kharkiv overnight.", {("IRN", "UKR")}),
    ],
)
def test_who_made_a_weapon_that_another_uses_has_no_part(text: str, pairs: set[tuple[str, str]]) -> None:
    told = {(e.actor, e.recipient) for e in read_text(text).events if e.action == "ASSAULT"}
    assert told == pairs


def test_to_hit_back_is_promised_to_nobody() -> None:
    for text in ("China promised to hit back at US tariffs.", "Peru promised a swift response to the Chilean strike."):
        assert not any(event.action == "AGREE" for event in read_text(text).events)


def test_who_moves_closer_does_no_harm() -> None:
    assert not read_text("Vietnam moved closer to Japan.").events


def test_commitment_to_disarm_somebody_is_no_support_for_him() -> None:
    text = "Japan and South Korea reaffirmed their commitment to the complete denuclearisation of North Korea."
    assert not any(event.recipient == "PRK" for event in read_text(text).events)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Honduras switched recognition from Taiwan to China.", "happened"),
        ("Honduras switched diplomatic recognition to China from Taiwan.", "happened"),
        ("Honduras will transfer its recognition from Taipei to Beijing.", "planned"),
        ("Honduras has not switched recognition from Taiwan to China.", "denied"),
        ("Honduras cut ties with Taiwan in favour of China.", "happened"),
    ],
)
def test_who_switches_recognition_breaks_with_one_and_recognises_the_other(text: str, status: str) -> None:
    rows = {(event.actor, event.action, event.recipient, event.status.value) for event in read_text(text).events}
    assert rows == {("HND", "SANCTION", "TWN", status), ("HND", "SUPPORT", "CHN", status)}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Pakistan expelled a further 12,000 Afghans last week.", {("PAK", "COERCE", "AFG")}),
        ("Algeria expelled hundreds of Nigerien migrants.", {("DZA", "COERCE", "NER")}),
        ("Norway expelled two Russians.", {("NOR", "SANCTION", "RUS")}),
        ("Poland expelled 145 Russian diplomats.", {("POL", "SANCTION", "RUS")}),
        ("Senegal has ordered Spanish trawlers out of its waters.", {("SEN", "SANCTION", "ESP")}),
        ("Mali kicked French troops out.", {("MLI", "SANCTION", "FRA")}),
        ("Denmark deported eight men to Peru.", set()),
        ("Chile threw out the Bolivian offer.", {("CHL", "REJECT", "BOL"), ("BOL", "AGREE", "CHL")}),
    ],
)
def test_who_expels_people_and_who_envoys(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e.actor, str(e.action), e.recipient) for e in read_text(text).events} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("M23 rebels seized the airport of Goma from the Congolese army.", {("REB:M23", "ASSAULT", "COD")}),
        ("The Syrian army retook Palmyra from Islamic State.", {("SYR", "ASSAULT", "REB:ISIL")}),
        ("Panama seized the port from a Chinese company.", {("PAN", "COERCE", "CHN")}),
    ],
)
def test_a_town_is_taken_by_arms_from_whom_it_is_taken(text: str, told: set[tuple[str, str, str]]) -> None:
    assert {(e.actor, str(e.action), e.recipient) for e in read_text(text).events} == told


def test_to_take_delivery_is_trade_both_ways() -> None:
    events = read_text("Manila took delivery of three missiles from India.").events
    assert {(e.actor, str(e.action), e.recipient) for e in events} == {
        ("PHL", "COOPERATE", "IND"),
        ("IND", "COOPERATE", "PHL"),
    }


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_what_a_relative_clause_at_the_subject_is_about(reader: str) -> None:
    events = read_text("Russian drones which violated Romania's airspace were not shot down.", reader=reader).events
    told = {(e.actor, str(e.action), e.recipient, e.status.value) for e in events}
    assert ("RUS", "MOBILIZE", "ROU", "happened") in told
    assert {row for row in told if row[1] == "ASSAULT" and row[0] != "ROU" and row[0] is not None} == set()


def test_who_says_something_in_a_relative_clause_has_no_object_there() -> None:
    events = read_text("The envoy who said Kenya had shelled Togo resigned.").events
    assert ("KEN", "ASSAULT", "TGO") in {(e.actor, str(e.action), e.recipient) for e in events}


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Mexico retaliated against American steel tariffs.", ("MEX", "SANCTION", "USA", "happened")),
        ("The Swiss will not retaliate against American tariffs.", ("CHE", "SANCTION", "USA", "denied")),
    ],
)
def test_who_retaliates_against_sanctions_sanctions(text: str, row: tuple[str, str, str, str]) -> None:
    events = read_text(text).events
    assert {(e.actor, str(e.action), e.recipient, e.status.value) for e in events} == {row}
