"""«We» and «our»: whose they are, and that nobody's they stay where the text does not say."""

import re

import pytest

from westphalia.reading import read_text
from westphalia.reading.firstperson import of_byline, of_career
from westphalia.reading.mentions import find
from westphalia.reading.tokens import tokenize


def deeds(text: str) -> set[tuple[str | None, str | None, str | None]]:
    return {(event.actor, event.action, event.recipient) for event in read_text(text).events}


def test_we_in_a_quotation_is_the_speaker_s_state() -> None:
    text = "“We have expelled two diplomats of Nepal,” a Bhutanese official said on Monday."
    assert ("BTN", "SANCTION", "NPL") in deeds(text)
    (mention,) = [m for m in read_text(text).mentions if m.text == "We"]
    assert mention.actor_id.startswith("BTN")
    assert mention.inferred is not None


def test_we_in_a_statement_of_a_ministry() -> None:
    text = "STATEMENT OF THE FOREIGN MINISTRY OF GHANA\n\nWe condemn Togo for the attack on our post at Aflao."
    assert ("GHA", "ACCUSE", "TGO") in deeds(text)


def test_an_author_s_country_that_stands_out() -> None:
    text = (
        "Our neighbours are patient.\n\nPeru should not wait. Chile has closed its ports to us. When Bolivia asked for "
        "rails, our engineers were ready, and Peru should send them. We have recalled our envoy from Chile."
    )
    assert ("CHL", "SANCTION", "PER") in deeds(text)


def test_we_of_nobody_stays_nobody_s() -> None:
    text = "We all know the story. Kenya accused us of nothing, Uganda helped us, and our roads are bad."
    assert not any(m.text.lower() in ("we", "us", "our") for m in read_text(text).mentions)


def home_of(text: str) -> set[str]:
    return {m.actor_id for m in read_text(text).mentions if m.text.lower() in ("we", "us", "our")}


def test_who_is_asked_comes_from_where_his_people_are_not_his_ports() -> None:
    text = (
        "The speaker, an Estonian, sailed forty years between Tallinn and Helsinki.\n\nWhat did you learn?\n\n"
        "Patience. Russia sent us no pilots in 1991, and we asked for none.\n\nAnd now?\n\nNow we have our own."
    )
    assert home_of(text) == {"EST"}


def test_the_one_country_that_never_faces_us() -> None:
    text = (
        "Syria has cut off our water and stopped our lorries. The floods will come to Jordan in the end, and the "
        "farmers of Irbid will drown. Syria owes us an answer; we shall go on asking, and Amman should ask first."
    )
    assert home_of(text) == {"JOR"}


def test_the_towns_of_a_country_speak_for_it() -> None:
    text = (
        "Yerevan closed our border, and Baku sells us its gas. We have paid for both. The grocers of Kars and the "
        "teachers of Erzurum know it. Turkey has waited for thirty years."
    )
    assert home_of(text) == {"TUR"}


def test_who_is_kept_out_of_ours_is_another() -> None:
    text = (
        "Haitians have been barred from our hospitals. In Barahona the eggs rot, and we pay for it. The Dominicans "
        "should open the gate. Haiti complained about us."
    )
    assert home_of(text) == {"DOM"}


def test_who_has_won_a_war_with_us_is_another() -> None:
    text = (
        "Azerbaijan, having won its war with us, now builds a railway. We should say yes. Our engineers can "
        "stop them, and Armenian guards can. If Baku asks, our parliament ought to answer in Gyumri."
    )
    assert home_of(text) == {"ARM"}


def test_what_we_sell_to_a_capital_is_not_sold_at_home() -> None:
    text = (
        "We sell gas to Moscow. Our wines we sent to Moscow too. We must never give in to Moscow. Our grandfathers "
        "went there on foot, and our sons should not."
    )
    assert home_of(text) == set()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "By Ravi Menon, former Indian consul in Colombo\n\nOur boats were seized. We have asked Sri Lanka to free "
            "them. It told us to wait, and our ministers wait.",
            "IND",
        ),
        (
            "We closed our border with Armenia in 1993. Ankara has kept the gate locked. Azerbaijan sells gas to us at "
            "the full price and to Georgia at half, and the grocers of Kars pay for it.",
            "TUR",
        ),
        ("Russia shells towns in Ukraine. We must not look away, and we know it. Our patience is at an end.", None),
        ("We were tired. Our ships were old. Israel, which promised us water, waits.", None),
    ],
)
def test_whose_the_author_is(text: str, own: str | None) -> None:
    meant = {m.actor_id for m in read_text(text).mentions if m.text.lower() in ("we", "us", "our")}
    assert own in meant if own else not meant


def test_in_the_communique_of_an_organisation_the_council_is_the_organisation() -> None:
    events = read_text(
        "Communiqué of the Council of Ministers of the Caribbean Community, Port of Spain, 12 May 2006\n\n"
        "The Council condemned Venezuela."
    ).events
    assert [(e.actor, e.action, e.recipient) for e in events] == [("IGO:CARICOM", "ACCUSE", "VEN")]


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("By Ana Sousa, former Brazilian ambassador in Berlin", "BRA"),
        ("The writer is a Kenyan lawyer.", "KEN"),
        ("By John Smith in Moscow", None),
        ("By Friday, Russian forces had taken the town.", None),
        ("By Vera Moss, who teaches in Moscow", None),
    ],
)
def test_a_byline_says_whose_somebody_is_not_where_he_writes(line: str, own: str | None) -> None:
    text = f"{line}\n\nWe met the rebels."
    found = of_byline(text, find(text, tokenize(text))[1])
    assert (found.code if found else None) == own


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("I have sat in the Canadian Senate for nineteen years. America sends its ships, and we regret it.", "CAN"),
        ("I was a Bolivian consul in Chile. Our government should pay. Let us talk.", "BOL"),
        ("“I served in the Canadian navy,” the American said. We like that, we do, and our sons too.", None),
        ("I have been to the Canadian Senate. We like it, we do, and our sons too.", None),
        ("I was a hostage of the Lebanese militia. We attacked Lebanon.", None),
        ("I was a student when American troops invaded Iraq. We condemned America.", None),
        ("I am a critic of the Israeli government. Our cabinet should know it.", None),
    ],
)
def test_an_author_who_says_whom_he_has_worked_for(text: str, code: str | None) -> None:
    quotes = [match.span() for match in re.finditer("“[^”]*”", text)]
    found = of_career(text, find(text, tokenize(text), None)[1], quotes)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("introduction", "code"),
    [
        ("President Ganbold Erdene received us in Ulaanbaatar two days after her talks with the Kremlin.", "MNG"),
        (
            "Rosa Quispe took over Peru's fisheries ministry in April. We met her beside a Chinese ship.",
            "PER",
        ),
        ("Idris Kuku speaks for the SPLM-N, which has fought the Sudanese army since June.", "REB:SPLM_N"),
    ],
)
def test_we_of_who_is_asked(introduction: str, code: str) -> None:
    text = (
        introduction
        + "\n\nWhat happened?\n\nWe slept.\n\nAnd now?\n\nWe wait, all of us.\n\nFor whom?\n\nNobody told us."
    )
    ours = {
        m.actor_id.split("/")[0]
        for m in read_text(text).mentions
        if m.text in ("We", "us") and m.start > len(introduction)
    }
    assert ours == {code}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("Communiqué of the Caribbean Community on the situation off the Essequibo", "IGO:CARICOM"),
        (
            "Readout of the President's telephone call with the President of Türkiye\n\nBucharest, 17 October 2011",
            "ROU",
        ),
    ],
)
def test_whose_a_document_is(head: str, code: str) -> None:
    text = head + "\n\nWe thank Guyana for the rice which it sent to our schools."
    assert {m.actor_id for m in read_text(text).mentions if m.text in ("We", "our")} == {code}


def test_our_two_governments_are_ours_and_the_other() -> None:
    text = "“Our two governments signed a treaty on gas in 2018,” the Australian minister told Indonesia."
    assert {("AUS", "SUPPORT", "IDN"), ("IDN", "SUPPORT", "AUS")} <= deeds(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (  # whoever signs beside «our president» is another
            "Our coal lies in heaps. In Ulaanbaatar we wait. Japan pays. Our president and the Japanese premier signed "
            "a treaty with us. Our parliament and Mongolia should ratify it.",
            "MNG",
        ),
        (  # faces us, or is spoken of with us alone
            "Our minister went to Ankara. Turkey told us little of Libya, of its base and of Libyan oil. We wait.",
            None,
        ),
    ],
)
def test_an_author_s_country_is_none_that_faces_us_or_is_only_spoken_of(text: str, code: str | None) -> None:
    ours = {m.actor_id for m in read_text(text, reader="rules").mentions if m.text.lower() in ("we", "our", "us")}
    assert ours == ({code} if code else set())


def test_us_in_the_introduction_of_an_interview_is_the_paper() -> None:
    text = (
        "Ana Sousa leads the Brazilian delegation. She received us in Lima.\n\nWill you sign?\n\nWe will sign.\n\n"
        "And Peru?\n\nPeru asked us to wait."
    )
    ours = {m.text: m.actor_id for m in read_text(text, reader="rules").mentions if m.text in ("us", "We")}
    first = text.index("us in")
    assert not any(m.start == first for m in read_text(text, reader="rules").mentions)
    assert set(ours.values()) == {"BRA"}


@pytest.mark.parametrize(
    "text",
    [
        "“My brother bombed a bar in London,” said John Smith, an Irish plumber.",
        "Maria Lopez is a Peruvian baker.\n\nAnd then?\n\nI hit a Chilean soldier.\n\nWhy?\n\nI criticised Chile.",
    ],
)
def test_i_of_a_private_person_is_no_state_s(text: str) -> None:
    assert not any(m.text in ("I", "My") for m in read_text(text, reader="rules").mentions)


def test_our_two_brigades_are_ours_alone_and_the_other_is_who_was_meant_then() -> None:
    text = "Niger and Chad met. “Our two brigades attacked Libya,” the Chadian general said."
    assert not any(event.actor == "LBY" for event in read_text(text).events)
    text = "“Our two governments signed a treaty on gas,” the Indian minister told Pakistan. Then he flew to China."
    assert ("IND", "SUPPORT", "PAK") in deeds(text)


@pytest.mark.parametrize(
    "text",
    [
        "A locked door\n\nBy Chanda Mwila, Lusaka\n\nWe have waited. Chad helped us, and Zimbabwe shut its gate to us.",
        "A locked door\n\nChanda Mwila, Lusaka\n\nWe have waited. Chad helped us, and Zimbabwe shut its gate to us.",
        "A locked door\n\nWe Zambians have waited. Chad helped us, and Zimbabwe shut its gate to us.",
        "A locked door\n\nI live in Kitwe, where we have waited. Chad helped us, and Zimbabwe shut its gate to us.",
    ],
)
def test_an_author_s_country_by_what_he_says_of_himself(text: str) -> None:
    assert home_of(text) == {"ZMB"}


def test_a_spokesman_who_is_asked_is_of_whom_he_speaks_for() -> None:
    text = (
        "Major Aung Lin, spokesman of the Arakan Army, spoke to us after his men had left Myanmar.\n\n"
        "Did China ask you to wait?\n\nChina asked us for nothing.\n\nAnd now?\n\nNow we wait."
    )
    assert "REB:ARAKAN_ARMY" in home_of(text)


def test_where_he_only_travelled_says_nothing() -> None:
    text = "I flew to Kitwe. Chad helped Togo, and Zimbabwe shut its gate."
    assert not home_of(text)


@pytest.mark.parametrize(
    ("line", "own"),
    [
        ("By Harpreet Gill, a lawyer in Brampton", "CAN"),
        ("Wanjiru Kariuki, dairy farmer, Nakuru", "KEN"),
        ("By John Smith, our correspondent in Brampton", None),
    ],
)
def test_a_byline_s_town_by_the_gazetteer(line: str, own: str | None) -> None:
    text = f"{line}\n\nWe met the rebels."
    found = of_byline(text, find(text, tokenize(text))[1])
    assert (found.code if found else None) == own
