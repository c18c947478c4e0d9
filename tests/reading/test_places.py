"""Where a deed took place, and from what its country is known."""

import csv
from datetime import date
from importlib.resources import files

import pytest

from westphalia.reading import read_text
from westphalia.reading.places import country_of, gazetteer


@pytest.mark.parametrize(
    ("text", "place", "country", "source"),
    [
        ("Turkey and Syria met in Tripoli, Lebanon on Monday.", "Tripoli", "LBN", "stated"),
        ("Saudi Arabia bombed Yemen in the Yemeni port of Hodeidah.", "Hodeidah", "YEM", "stated"),
        ("Israel struck Hezbollah in Lebanon.", "Lebanon", "LBN", "stated"),
        ("Egypt attacked Libya near Tripoli.", "Tripoli", "LBY", "inferred: gazetteer, the country spoken of"),
        ("Egypt and Chad met in Tripoli.", "Tripoli", "LBY", "inferred: gazetteer, the largest of 2"),
        ("Spain and Italy met in Valencia.", "Valencia", "ESP", "inferred: gazetteer, the country spoken of"),
        ("Cuba and Venezuela met in Valencia.", "Valencia", "VEN", "inferred: gazetteer, the country spoken of"),
        ("Peru and Chile signed a pact in Valencia.", "Valencia", None, "stated"),
        ("Pakistan and Iran met in Hyderabad.", "Hyderabad", "PAK", "inferred: gazetteer, the country spoken of"),
        ("Russia attacked Ukraine in Kharkiv.", "Kharkiv", "UKR", "inferred: gazetteer"),
        ("In Geneva on 4 March 2024, Russia and Ukraine signed an agreement.", "Geneva", "CHE", "inferred: gazetteer"),
        ("Russia attacked Georgia in the Black Sea.", "Black Sea", None, "stated"),
        ("Pakistan and India held talks in Kashmir.", "Kashmir", None, "stated"),
        ("Ethiopia bombed Eritrea in Tigray.", "Tigray", "ETH", "inferred: gazetteer"),
        ("Iran attacked the United States in the Strait of Hormuz.", "Strait of Hormuz", None, "stated"),
        ("Iran and Oman held talks in Muscat.", "Muscat", "OMN", "inferred: gazetteer"),
        ("Egypt and Chad met in London, Ontario.", "London", "CAN", "stated"),
        ("Togo and Benin signed a pact in Cambridge, Massachusetts.", "Cambridge", "USA", "stated"),
        ("Iran attacked Israel in Tripoli, Lebanon.", "Tripoli", "LBN", "stated"),
    ],
)  # fmt: skip
def test_place(text: str, place: str, country: str | None, source: str) -> None:
    event = read_text(text, reader="rules").events[0]
    assert (event.place, event.place_country, event.place_source) == (place, country, source)


@pytest.mark.parametrize(
    "text",
    [
        "The embassy of Iran in Tehran condemned Israel.",
        "According to officials in Cairo, Iran has attacked Iraq.",
        "Iran condemned the killings in Basra by the United States.",
        "Russia expelled diplomats of France over the shooting in Kazan.",
        "Britain expelled envoys of Russia over the poisoning of a spy in Salisbury.",
        "France attacked Chad in Nice weather.",
        "Iran attacked Iraq after the Minsk talks.",
        "Iran attacked Iraq in the Oslo process.",
        "The United States attacked Iraq, and has an interest in Iran.",
        "Iran attacked Iraq in Split second.",
        "Iran attacked Iraq in March.",
        "Eritrea shelled Djiboutian positions at Ras Doumeira.",
        "Iran fired missiles at the Al Udeid base in Qatar.",
        "Uganda and Kenya held talks on the border with Tanzania.",
        "After a meeting in Cairo Sudan attacked Chad.",
        "Egypt cancelled its minister's trip to Istanbul.",
        "Israel shelled a hospital in Gaza City.",
        "Peru seized a Chilean trawler in a dispute over the Pacific.",
        "France recalled its envoy from Niger in protest at the coup in Niamey.",
        "France withdrew an invitation to Russia to take part in a drill off Corsica.",
        "Morocco and Algeria fought over Western Sahara.",
        "Iran sent weapons to Syria through Iraq.",
        "Militants in the east of Congo attacked Rwanda.",
        "Iran condemned the court ruling in The Hague.",
        "Norway accused Sweden of interest in Telegram.",
        "The Kenyan president visited Uganda.",
        "Chile attacked Peru in Operation Condor.",
        "Kenya warned Somalia over Jubaland.",
    ],
)
def test_no_place(text: str) -> None:
    assert [event.place for event in read_text(text, reader="rules").events] == [None] * len(
        read_text(text, reader="rules").events
    )


@pytest.mark.parametrize(
    ("text", "place", "country"),
    [
        # named by its kind
        ("Thailand and Cambodia signed a truce at the Chong Bok border crossing.", "Chong Bok border crossing", None),
        ("India handed over two prisoners to Pakistan at the Wagah border post.", "Wagah border post", None),
        ("Venezuela detained an American sailor at the port of La Guaira.", "port of La Guaira", None),
        ("Chinese ships rammed a Philippine vessel near Sabina Shoal.", "Sabina Shoal", None),
        ("Israel arrested four Jordanians at the Allenby Bridge.", "Allenby Bridge", None),
        ("Peru and Ecuador fought each other in the Cenepa valley.", "Cenepa valley", None),
        ("Nicaragua seized a Honduran boat in the Gulf of Fonseca.", "Gulf of Fonseca", None),
        ("Indonesia detained a Vietnamese boat in Natuna waters.", "Natuna waters", None),
        ("Tunisian and Libyan delegations met on the island of Djerba.", "island of Djerba", "TUN"),
        ("Egypt received a Chinese delegation at Cairo airport.", "Cairo airport", "EGY"),
        ("Rwandan troops crossed into the Congolese province of South Kivu.", "South Kivu", "COD"),
        ("Turkey shot down a Russian jet near the Syrian border.", "Syrian border", None),
        ("Armenia and Azerbaijan exchanged prisoners on the border with Georgia.", "border with Georgia", None),
        ("Saudi Arabia and Iran resumed talks in the Iraqi capital.", "Iraqi capital", "IRQ"),
        ("The president of Brazil met his Argentine counterpart at the White House.", "White House", "USA"),
        # a name that no table knows
        ("Israel and Lebanon signed a maritime accord at Naqoura.", "Naqoura", "LBN"),
        ("Myanmar and China signed an accord at Muse in Shan State, Myanmar.", "Muse", "MMR"),
        ("Algerian coastguards detained two Moroccans off Saïdia.", "Saïdia", None),
        ("Australia and Tuvalu signed a treaty in Rarotonga, Cook Islands.", "Rarotonga", "COK"),
        ("India and China exchanged fire at Naku La in Sikkim.", "Naku La", "IND"),
        # in the air, at sea
        ("China shot down an Australian jet over the Yellow Sea.", "Yellow Sea", None),
        ("Syria shot down a Turkish jet off the coast of Latakia.", "Latakia", None),
        # the occasion
        ("Turkey and Egypt met on the sidelines of the G20 summit in New Delhi.", "New Delhi", "IND"),
        ("Venezuela accused Colombia at a session of the council in Washington of spying.", "Washington", "USA"),
        ("At a ceremony in Lomé, Ghana signed an accord with Togo.", "Lomé", "TGO"),
        ("Colombia and Venezuela signed a pact at a summit held in Santa Marta.", "Santa Marta", "COL"),
        ("Kenya asked Uganda for more aid during a dinner in Kampala.", "Kampala", "UGA"),
        ("The Malian and Nigerien ministers, meeting in Niamey, signed a pact.", "Niamey", "NER"),
        ("Speaking in Nairobi, Kenya's president accused Somalia of spying.", "Nairobi", "KEN"),
        ("After talks in Ankara, Iraq and Turkey signed a water accord.", "Ankara", "TUR"),
        ("France's president accused Rwanda on a visit to Kinshasa of spying.", "Kinshasa", "COD"),
        ("Serbia and Kosovo met under German mediation in the town of Ohrid.", "Ohrid", "MKD"),
        ("Serbia and Kosovo met in the North Macedonian town of Ohrid.", "Ohrid", "MKD"),
        ("Iran and the United States resumed the Muscat-hosted negotiations.", "Muscat", "OMN"),
        ("In a speech in Warsaw, the American president warned Russia.", "Warsaw", "POL"),
        ("On Monday evening in Jakarta, Australia and Indonesia signed a pact.", "Jakarta", "IDN"),
        ("Egypt fired on Sudanese boats in the southern Red Sea.", "Red Sea", None),
        ("Denmark and Canada signed an accord on Hans Island in Ottawa on 14 June 2022.", "Ottawa", "CAN"),
        # who comes is there
        ("The Polish foreign minister visited Kyiv.", "Kyiv", "UKR"),
        ("The Cuban president arrived in Hanoi.", "Hanoi", "VNM"),
        ("The President of Serbia paid an official visit to Astana.", "Astana", "KAZ"),
        ("The Iraqi prime minister travelled to Damascus.", "Damascus", "SYR"),
        ("Iran reopened its embassy in Riyadh.", "Riyadh", "SAU"),
        # what is hit by those who come there
        ("The police of Ecuador raided the Mexican embassy in Quito.", "Quito", "ECU"),
        ("Turkish jets struck an arms depot in Syria's Aleppo province.", "Syria's Aleppo province", "SYR"),
        # of a deed that a noun tells
        ("The talks on Monday in Geneva between Iran and France failed.", "Geneva", "CHE"),
        ("Egypt welcomed the talks between Chad and Mali in Doha.", "Doha", "QAT"),
        ("The meeting between Mali and Niger, held at Gao, Mali, failed.", "Gao", "MLI"),
        ("A round of talks between Kenya and Somalia is planned in Djibouti City.", "Djibouti City", "DJI"),
        ("Five Indians were killed in a clash with Chinese troops at Nathu La.", "Nathu La", None),
        # crossings, lines and seas
        ("Turkey violated Greek airspace on Tuesday.", "Greek airspace", "GRC"),
        ("Chinese and Indian troops clashed on the Line of Actual Control.", "Line of Actual Control", None),
        ("Russian troops entered Georgia through the Roki Tunnel.", "Roki Tunnel", None),
        ("A Russian jet rammed an American drone over the Black Sea.", "Black Sea", None),
        ("A Chinese frigate rammed a Vietnamese boat 30 miles east of Da Nang.", "east of Da Nang", None),
        ("Azerbaijan attacked Armenian posts 20 km north of Goris.", "north of Goris", None),
        ("Turkey shot down a Russian jet close to the Syrian border.", "Syrian border", None),
        ("Thailand handed two soldiers back to Myanmar on the Mae Sot bridge.", "Mae Sot bridge", "THA"),
        # buildings, courts, and at whose house
        ("Tanzania and Kenya signed a pact at State House, Nairobi.", "State House", "KEN"),
        ("Belgium sued Senegal at the International Court of Justice in The Hague.", "The Hague", "NLD"),
        ("The emir of Qatar received the Turkish minister at Lusail Palace.", "Lusail Palace", "QAT"),
        ("The Chinese minister was received by the president of Chad at the Toumaï Palace.", "Toumaï Palace", "TCD"),
        ("The Hungarian minister handed a note to the Ukrainian embassy in Budapest.", "Budapest", "HUN"),
        # beside a day
        ("India and China signed an accord on the border in New Delhi on 11 April 2005.", "New Delhi", "IND"),
        ("Brazil and Paraguay signed a treaty on 4 May 2021 in Asunción.", "Asunción", "PRY"),
        ("India and Fiji signed a pact on charts in Suva, Fiji, on 4 May 2021.", "Suva", "FJI"),
        ("Nepal and India held border talks in Dehradun last week.", "Dehradun", "IND"),
    ],
)  # fmt: skip
def test_place_of_all_kinds(text: str, place: str, country: str | None) -> None:
    event = read_text(text, reader="rules").events[0]
    assert (event.place, event.place_country) == (place, country)


def test_a_disputed_region_has_no_country_and_a_famous_island_the_right_one() -> None:
    assert country_of("Nagorno-Karabakh") == (None, "stated")
    assert country_of("Bali") == ("IDN", "inferred: gazetteer")


def test_a_visit_has_a_place_of_which_its_critics_need_not_be() -> None:
    events = read_text("Greece condemned the American speaker's visit to Taipei.", reader="rules").events
    assert {event.action: event.place for event in events} == {"ACCUSE": None, "CONSULT": "Taipei"}


def test_the_clause_with_where_is_told_of_the_place() -> None:
    text = "The envoys of Mali met in Addis Ababa, where Sudan and Chad signed an accord."
    assert {e.place for e in read_text(text, reader="rules").events if e.action == "SUPPORT"} == {"Addis Ababa"}


def test_states_have_histories() -> None:
    event = read_text("Austria and Hungary signed a treaty in Bratislava on 22 June 1974.").events[0]
    assert (event.place_country, event.place_source) == ("CSK", "inferred: gazetteer, today SVK")


def test_each_deed_has_its_own_place() -> None:
    found = {
        e.action: e.place for e in read_text("Russia attacked Ukraine in Kharkiv and met Turkey in Ankara.").events
    }
    assert found == {"ASSAULT": "Kharkiv", "CONSULT": "Ankara"}


def test_common_words_are_no_places() -> None:
    assert not {"Nice", "Split", "Of", "Reading", "Mobile"} & gazetteer().keys()


def test_the_gazetteer_is_small_and_knows_only_codes_of_the_record() -> None:
    from westphalia.ontology.states import states

    raw = (files("westphalia.reading") / "gazetteer.csv").read_bytes()
    assert len(raw) <= 250_000
    rows = list(csv.DictReader(raw.decode().splitlines()))
    assert len(rows) > 8000
    assert {row["country"] for row in rows} - states().keys() == {""}


def test_a_name_that_is_not_listed_has_no_country() -> None:
    assert country_of("Ruritania") == (None, "stated")
    assert country_of("Jerusalem") == (None, "stated")
    assert country_of("Łódź") == ("POL", "inferred: gazetteer")


def test_over_a_border() -> None:
    assert {e.place for e in read_text("Iraqi divisions poured over the Kuwaiti frontier.").events} == {
        "Kuwaiti frontier"
    }


def test_here_is_where_the_text_was_filed() -> None:
    event = read_text("LIMA, 3 May 2021 (Agency) — Peru and Chile held talks here.", reader="rules").events[0]
    assert (event.place, event.place_country, event.place_source) == ("LIMA", "PER", "inferred: dateline")
    assert read_text("BEIRUT/ANKARA, March 3 (Agency) - Turkey and Syria met here.").events[0].place is None


def test_what_is_done_at_an_occasion_told_before() -> None:
    text = (
        "Peru and Chile met in Lima on 4 May 2021. At the talks they signed a pact. After the talks Peru bombed Chile."
    )
    found = {e.action: (e.day, e.place, e.place_source) for e in read_text(text, reader="rules").events}
    assert found["SUPPORT"] == (date(2021, 5, 4), "Lima", "inferred: gazetteer, that of the talks told before")
    assert found["ASSAULT"] == (None, None, None)
    elsewhere = "Peru and Chile met in Lima. During the talks in Quito, they signed a pact."
    assert [e.place for e in read_text(elsewhere, reader="rules").events if e.action == "SUPPORT"] == ["Quito", "Quito"]
