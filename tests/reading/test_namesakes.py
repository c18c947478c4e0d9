"""What only bears a state's, a town's or a leader's name is no actor; what acts for the state stays one."""

from datetime import date

import pytest

from westphalia.reading import read_text


def actors(text: str) -> dict[str, str]:
    return {m.text: m.actor_id for m in read_text(text).mentions}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The United States should sanction Milan Radoičić.", {"United States": "USA"}),
        ("Sydney Sweeney visited Japan.", {"Japan": "JPN"}),
        ("Kenya Moore thanked Ghana.", {"Ghana": "GHA"}),
        ("Chad Israel left for Peru.", {"Peru": "PER"}),
        ("China Evergrande sued Japan Tobacco.", {}),
        ("Militants in the Niger Delta seized a ship.", {}),
        ("Holland & Knight advised Kenya.", {"Kenya": "KEN"}),
        ("Mr Chile left for Togo.", {"Togo": "TGO"}),
        ("Manchester United and Dynamo Kyiv flew to Cyprus.", {"Cyprus": "CYP"}),
        ("The treaty is in the English and Spanish languages.", {}),
        ("Police in Lebanon, Ohio, arrested a Chinese man.", {"Chinese": "CHN"}),
        ("Russia opened a consulate in London, Ontario.", {"Russia": "RUS"}),
        ("A Saudi delegation arrived in Paris, Texas.", {"Saudi": "SAU"}),
        ("Iran attacked a ship in Tripoli, Lebanon.", {"Iran": "IRN", "Lebanon": "LBN"}),
        ("Georgia's governor Brian Kemp met Israeli officials.", {"Israeli": "ISR"}),
        ("Lagos imports rice from India.", {"Lagos": "NGA", "India": "IND"}),
        ("Jalil Abbas Jilani arrived in Tehran.", {"Tehran": "IRN"}),
        ("Cameron Diaz visited Germany.", {"Germany": "DEU"}),
        ("The Treaty of Paris pleased Spain.", {"Spain": "ESP"}),
        ("The Yaoundé Code of Conduct was signed by Ghana.", {"Ghana": "GHA"}),
        ("Iran left the Vienna nuclear talks.", {"Iran": "IRN"}),
    ],
)
def test_a_namesake_is_no_actor(text: str, found: dict[str, str]) -> None:
    assert actors(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya Air Force jets bombed Somalia.", {"Kenya": "KEN", "Somalia": "SOM"}),
        ("Police in Pakistan Monday arrested an Indian fisherman.", {"Pakistan": "PAK", "Indian": "IND"}),
        ("Russian shells hit Kharkiv Oblast.", {"Russian": "RUS", "Kharkiv": "UKR"}),
        ("Turkey Summons Greek Envoy", {"Turkey": "TUR", "Greek Envoy": "GRC"}),
        ("Officials from Mexico, California and Texas met.", {"Mexico": "MEX"}),
        ("Russia attacked Sumy, Ukraine, on Monday.", {"Russia": "RUS", "Sumy": "UKR", "Ukraine": "UKR"}),
        ("The president of Mali Ibrahim Keita came.", {"president of Mali Ibrahim Keita": "MLI/ibrahim-keita"}),
        ("Georgia accused Russia. The governor of Georgia's bank left Tbilisi.",
         {"Georgia": "GEO", "Russia": "RUS", "governor of Georgia": "GEO", "Tbilisi": "GEO"}),
        ("President Ricardo Lagos spoke, and Lagos left for Peru.",
         {"President Ricardo Lagos": "CHL/ricardo-lagos", "Lagos": "CHL/ricardo-lagos", "Peru": "PER"}),
        ("Washington talks with Beijing.", {"Washington": "USA", "Beijing": "CHN"}),
    ],
)  # fmt: skip
def test_the_state_itself_stays_an_actor(text: str, found: dict[str, str]) -> None:
    assert actors(text) == found


def test_a_line_ends_a_name() -> None:
    assert actors("Ghana denies halting sales to Togo\nRemittances to Peru climb")["Togo"] == "TGO"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Guterres condemned Mongolia.", "IGO:UN"),
        ("Kaja Kallas condemned Mongolia.", "IGO:EU"),
        ("Siim Kallas condemned Mongolia.", "EST"),
        ("Mark Rutte condemned Mongolia.", "IGO:NATO"),
        ("Dutch Prime Minister Mark Rutte condemned Mongolia.", "NLD"),
        ("Tusk condemned Mongolia.", "POL"),
        ("Lagarde condemned Mongolia.", "IGO:EU"),
        ("Maduro condemned Mongolia.", "VEN"),
        ("Merz condemned Mongolia.", "DEU"),
        ("Shara condemned Mongolia.", "SYR"),
        ("Peskov condemned Mongolia.", "RUS"),
        ("Mao Ning condemned Mongolia.", "CHN"),
        ("Mazloum Abdi condemned Mongolia.", "REB:SDF"),
        ("TotalEnergies sued Mongolia.", "FRA"),
        ("Tigrayan rebels condemned Mongolia.", "REB:TPLF"),
        ("Traore condemned Mongolia.", None),
        ("Fernandez condemned Mongolia.", None),
    ],
)
def test_without_a_day_one_who_held_several_offices_is_known_by_the_last(text: str, code: str | None) -> None:
    assert [event.actor for event in read_text(text).events] == [code]


@pytest.mark.parametrize(
    ("day", "code"),
    [(date(2012, 5, 1), "NLD"), (date(2025, 5, 1), "IGO:NATO")],
)
def test_with_a_day_the_office_of_that_day_counts(day: date, code: str) -> None:
    assert [event.actor for event in read_text("Rutte condemned Mongolia.", published=day).events] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Cuba sent 500 doctors to Calabria.", "ITA"),
        ("Argentina invaded the Falklands in 1982.", "FLK"),
        ("India sent doctors to KwaZulu-Natal.", "ZAF"),
        ("Japan sent tents to Sichuan.", "CHN"),
        ("Kenya sent tents to Oaxaca.", "MEX"),
    ],
)
def test_what_reaches_a_region_reaches_its_state(text: str, code: str) -> None:
    assert code in {event.recipient for event in read_text(text).events}
