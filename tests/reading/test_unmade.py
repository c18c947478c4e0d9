"""What was to come and came to nothing, what somebody is to stop, and what somebody is made to pay for."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text).events}


@pytest.mark.parametrize(
    "text",
    [
        "Fears that Ethiopia would invade Eritrea proved unfounded.",
        "Fears that Ethiopia would invade Eritrea never materialised.",
        "Fears that Ethiopia would invade Eritrea came to nothing.",
        "Fears of an Ethiopian invasion of Eritrea were misplaced.",
        "The prediction that Ethiopia would attack Eritrea did not come true.",
        "Ethiopia scrapped its plan to invade Eritrea.",
        "Ethiopia's plan to bomb Eritrea was abandoned.",
        "Ethiopia stopped short of bombing Eritrea.",
    ],
)
def test_what_came_to_nothing_is_denied(text: str) -> None:
    assert ("ETH", "ASSAULT", "ERI", "denied") in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Chile dropped its plan to impose sanctions on Peru.", ("CHL", "SANCTION", "PER", "denied")),
        ("Kenya called off its plan to close the border with Somalia.", ("KEN", "SANCTION", "SOM", "denied")),
        ("Hopes that India would free Pakistani prisoners were dashed.", ("IND", "RETREAT", "PAK", "denied")),
        ("Peru's threat to bomb Ecuador never materialised.", ("PER", "THREATEN", "ECU", "happened")),
        ("Kenya did not scrap its plan to close the border with Somalia.", ("KEN", "SANCTION", "SOM", "planned")),
        ("Kenya may scrap its plan to close the border with Somalia.", ("KEN", "SANCTION", "SOM", "hypothetical")),
        ("Fears that Thailand would bomb Cambodia were not unfounded.", ("THA", "ASSAULT", "KHM", "feared")),
        ("Fears that Thailand would bomb Cambodia grew.", ("THA", "ASSAULT", "KHM", "feared")),
    ],
)
def test_what_becomes_of_plans_fears_and_threats(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The court ordered Israel to suspend its attack on Rafah.", ("ISR", "ASSAULT", "PSE", "happened")),
        ("The court demanded that Russia suspend its attacks on Ukraine.", ("RUS", "ASSAULT", "UKR", "happened")),
        ("Kenya demanded an end to Uganda's attacks on Rwanda.", ("UGA", "ASSAULT", "RWA", "happened")),
        ("Rwanda has not stopped its shelling of Burundi.", ("RWA", "ASSAULT", "BDI", "happened")),
        ("France stopped an attack by Mali on Niger.", ("MLI", "ASSAULT", "NER", "denied")),
        ("Peru cancelled its planned attack on Ecuador.", ("PER", "ASSAULT", "ECU", "denied")),
    ],
)
def test_what_somebody_is_to_stop_has_begun(text: str, event: tuple[str, str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Iran shelled Iraq in retaliation for its bombing of Syria.", ("IRQ", "ASSAULT", "SYR", "happened")),
        ("Chad expelled the ambassador of Libya over its attack on Niger.", ("LBY", "ASSAULT", "NER", "happened")),
        ("Canada imposed sanctions on Russia for its invasion of Ukraine.", ("RUS", "ASSAULT", "UKR", "happened")),
        ("Egypt condemned Russia for its invasion of Ukraine.", ("RUS", "ASSAULT", "UKR", "happened")),
        ("The Arab League suspended Syria over its attack on Jordan.", ("SYR", "ASSAULT", "JOR", "happened")),
        ("India will punish Pakistan for its shelling of Afghanistan.", ("PAK", "ASSAULT", "AFG", "happened")),
        ("Russia was sanctioned by Canada for its invasion of Ukraine.", ("RUS", "ASSAULT", "UKR", "happened")),
    ],
)
def test_what_somebody_is_made_to_pay_for_is_his_deed(text: str, event: tuple[str, str, str, str]) -> None:
    rows = told(text)
    assert event in rows
    assert [row for row in rows if row[1] == event[1] and row[2] == event[2]] == [event]


def test_who_blames_another_for_its_deed_leaves_open_whose_it_is() -> None:
    rows = told("Russia blamed NATO for its invasion of Ukraine.")
    assert ("IGO:NATO", "ASSAULT", "UKR", "happened") not in rows
