"""What only bears a state's, a town's or a leader's name is no actor; what acts for the state stays one."""

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
