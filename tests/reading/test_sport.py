"""What teams do to one another is no deed of states; what states do about games is."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str) -> list[str]:
    return [f"{e.actor} {e.action} {e.recipient}" for e in read_text(text, reader=reader).events if e.recipient]


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    "text",
    [
        "India beat Pakistan by six wickets in February 2022.",
        "Morocco beat Portugal 1-0.",
        "England attacked France in the second half.",
        "Croatia eliminated Brazil on penalties.",
        "Argentina and France met in the World Cup final.",
        "Kenya defeated Ghana at rugby.",
        "Senegal knocked out Egypt in the quarter-final.",
        "Japan's women thrashed Vietnam in the semi-final.",
        "Jamaica defeated Trinidad and Tobago by three goals to one.",
        "India's cricketers beat Pakistan's in Lahore by three runs.",
        "Manchester United beat Real Madrid.",
        "Brazil beat Peru.",
        "Kenya thrashed Uganda on Saturday.",
        "Colombia was beaten by Panama.",
        "Nigeria beat Ghana to the presidency of the bank.",
        "Germany defeated France in the vote.",
        "The vote was on Monday. Japan edged Peru.",
        "Qatar and Iran played to a draw. The goalkeeper saved a penalty. Iran attacked Qatar after half-time.",
    ],
)
def test_teams_are_no_states(text: str, reader: str) -> None:
    assert told(text, reader) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Britain boycotted the Olympics in Beijing.", "GBR REJECT CHN"),
        ("The Brazilian president visited Germany for the football match.", "BRA CONSULT DEU"),
        ("Russia attacked Georgia on the day of the World Cup final.", "RUS ASSAULT GEO"),
        ("Russian police beat Ukrainian fans before the semi-final.", "RUS ASSAULT UKR"),
        ("Israel attacked Lebanon in the second half of 2024.", "ISR ASSAULT LBN"),
        ("India defeated Pakistan in the war of 1971.", "IND ASSAULT PAK"),
        ("Vietnam defeated France at Dien Bien Phu.", "VNM ASSAULT FRA"),
        ("Japan defeated Russia in 1905.", "JPN ASSAULT RUS"),
        ("Vietnam defeated France. The last French soldiers left Hanoi in October.", "VNM ASSAULT FRA"),
        ("Egypt mourns. Israel beat Egypt. The war was over in six days.", "ISR ASSAULT EGY"),
        ("The Ethiopian army defeated the TPLF.", "ETH ASSAULT REB:TPLF"),
        ("India crushed Pakistan.", "IND ASSAULT PAK"),
        ("Russian soldiers beat a Ukrainian prisoner.", "RUS ASSAULT UKR"),
        ("North Korea fired a missile at Japan during the tournament.", "PRK ASSAULT JPN"),
        ("India refused to play Pakistan at cricket.", "IND REJECT PAK"),
        ("Iran's talks with Oman at the World Cup ended in a deal.", "IRN CONSULT OMN"),
        ("Honduras attacked El Salvador. The war had followed three football matches.", "HND ASSAULT SLV"),
    ],
)
def test_politics_beside_a_match_stays(text: str, event: str) -> None:
    assert event in told(text, "model")
