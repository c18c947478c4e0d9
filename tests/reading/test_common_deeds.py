"""Deeds in the words that news mostly has for them."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None, str]]:
    return {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text).events}


def both(one: str, action: str, other: str, status: str = "happened") -> set[tuple[str, str, str, str]]:
    return {(one, action, other, status), (other, action, one, status)}


@pytest.mark.parametrize(
    ("text", "events"),
    [
        (
            "The Sudanese army recaptured the palace in Khartoum from the Rapid Support Forces.",
            {("SDN", "ASSAULT", "REB:RSF", "happened")},
        ),
        ("Congolese troops recapture Walikale from M23", {("COD", "ASSAULT", "REB:M23", "happened")}),
        ("Peru recaptured three fugitives.", set()),
        ("Kim Jong Un is expected in Beijing next week.", both("PRK", "CONSULT", "CHN", "planned")),
        ("Turkish foreign minister expected in Tripoli", both("TUR", "CONSULT", "LBY", "planned")),
        ("Emmanuel Macron is not expected in Rabat.", both("FRA", "CONSULT", "MAR", "denied")),
        ("Heavy rain is expected in Kenya.", set()),
        ("A verdict is expected in Paris on Friday.", set()),
        ("Shots were exchanged between Armenian and Azerbaijani soldiers.", both("ARM", "ASSAULT", "AZE")),
        ("Gunfire was exchanged between Pakistani and Afghan forces.", both("PAK", "ASSAULT", "AFG")),
        ("Vietnam has taken delivery of two submarines from Russia.", both("VNM", "COOPERATE", "RUS")),
        ("Serbia took delivery of Chinese-made missiles.", both("SRB", "COOPERATE", "CHN")),
        ("Gazprom halted gas flows to Moldova.", {("RUS", "SANCTION", "MDA", "happened")}),
        ("Syria was readmitted to the Arab League.", {("IGO:LAS", "CONCEDE", "SYR", "happened")}),
        ("The Commonwealth readmitted Gambia.", {("IGO:COMMONWEALTH", "CONCEDE", "GMB", "happened")}),
        ("French troops were kicked out of Senegal.", {("SEN", "SANCTION", "FRA", "happened")}),
        ("Senegal kicked French troops out.", {("SEN", "SANCTION", "FRA", "happened")}),
        ("A thousand Colombians were thrown out of Venezuela.", {("VEN", "COERCE", "COL", "happened")}),
        ("Taiwan was shut out of the World Health Assembly.", {("IGO:WHO", "SANCTION", "TWN", "happened")}),
    ],
)
def test_common_deeds(text: str, events: set[tuple[str, str, str, str]]) -> None:
    assert told(text) == events


@pytest.mark.parametrize(
    ("text", "actor", "recipient"),
    [
        ("ECOWAS eased the sanctions it had imposed on Niger.", "IGO:ECOWAS", "NER"),
        ("Canada lifted the visa ban that it had imposed on Mexicans.", "CAN", "MEX"),
        ("Russia lifted the ban it had imposed on Georgian wine.", "RUS", "GEO"),
        ("The sanctions Britain imposed on Rwanda were lifted.", "GBR", "RWA"),
        ("The embargo that Cuba imposed on Chile was lifted.", "CUB", "CHL"),
        ("The sanctions which the United States had imposed on Sudan were lifted in 2017.", "USA", "SDN"),
    ],
)
def test_who_lifts_what_he_imposed_has_done_both(text: str, actor: str, recipient: str) -> None:
    assert told(text) == {(actor, "CONCEDE", recipient, "happened"), (actor, "SANCTION", recipient, "happened")}


def test_what_another_imposed_is_no_concession_to_whom_it_hit() -> None:
    text = "Ghana scrapped the tariffs that Togo imposed on Benin."
    assert ("GHA", "CONCEDE", "BEN", "happened") not in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Iran seized a Panama-flagged tanker.", ("IRN", "COERCE", "PAN", "happened")),
        ("The Houthis attacked a Saudi-owned tanker.", ("REB:HOUTHIS", "ASSAULT", "SAU", "happened")),
        ("Finland detained a Cook Islands-registered ship.", ("FIN", "COERCE", "COK", "happened")),
        ("M23 attacked a Chinese-owned mine in Congo.", ("REB:M23", "ASSAULT", "CHN", "happened")),
    ],
)
def test_a_ship_is_its_flag_s_or_its_owner_s(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)
