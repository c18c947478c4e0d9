"""Headlines without a verb tell visits and fights."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(e.actor, str(e.action), e.recipient) for e in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "guest", "host"),
    [
        ("Iranian president in Baghdad", "IRN", "IRQ"),
        ("Japanese prime minister in Hanoi", "JPN", "VNM"),
        ("Germany's Merz in Ankara for talks with Erdogan", "DEU", "TUR"),
        ("UN chief in Juba", "IGO:UN", "SSD"),
        ("Russian envoy in Kabul for talks", "RUS", "AFG"),
        ("Swedish PM in surprise visit to Kyiv", "SWE", "UKR"),
        ("Xi on state visit to Kenya", "CHN", "KEN"),
        ("Ukraine talks: Witkoff in Moscow", "USA", "RUS"),
        ("Hungary's Orban in Moscow for talks", "HUN", "RUS"),
        ("Kenyan president in Kampala on first visit", "KEN", "UGA"),
    ],
)
def test_who_is_in_another_s_capital_visits_it(text: str, guest: str, host: str) -> None:
    assert told(text) == {(guest, "CONSULT", host), (host, "CONSULT", guest)}


@pytest.mark.parametrize(
    "text",
    [
        "Macron in Rabat for climate summit",
        "US ambassador in Kabul",
        "Chinese workers in Pakistan",
        "Putin in Moscow",
        "US troops in Syria",
        "Trump in Davos",
        "German chancellor in dock",
    ],
)
def test_who_only_is_somewhere_visits_nobody(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("India and China troops in scuffle at Sikkim border", "IND", "CHN"),
        ("Thai, Cambodian soldiers in firefight near temple", "THA", "KHM"),
        ("Skirmish between Kenyan, Ethiopian forces", "KEN", "ETH"),
        ("Border clash leaves three Kyrgyz, two Tajik soldiers dead", "KGZ", "TJK"),
        ("Clash between Peruvian and Ecuadorean patrols kills two", "PER", "ECU"),
    ],
)
def test_who_is_in_a_fight_fights_the_other(text: str, one: str, other: str) -> None:
    assert told(text) == {(one, "ASSAULT", other), (other, "ASSAULT", one)}


@pytest.mark.parametrize(
    "text",
    [
        "Clash between Poland and Germany over coal",
        "Brawl in Taiwan parliament",
        "Border clash kills two Indian soldiers",
        "Russian, Ukrainian MPs in brawl in Ankara",
    ],
)
def test_a_quarrel_is_no_fight_and_one_side_none_either(text: str) -> None:
    assert told(text) == set()
