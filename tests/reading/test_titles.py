"""Whose words and deeds an office tells: its holder's, somebody else's whom the text names, or nobody's."""

from datetime import date

import pytest

from westphalia.reading import read_text

DAY = date(2021, 8, 12)


def actors(text: str) -> list[str]:
    return [m.actor_id for m in read_text(text, published=DAY).mentions]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("France's former president criticised Germany.", "FRA"),
        ("The former Iranian foreign minister criticised Oman.", "IRN"),
        ("The ex-president of Bolivia flew to Mexico.", "BOL"),
        ("Japan's vice foreign minister met a Thai envoy.", "JPN"),
        ("Britain's junior foreign minister accused Russia.", "GBR"),
        ("Brazil's president-elect visited Peru.", "BRA"),
        ("The ousted Syrian president flew to Russia.", "SYR"),
        ("The Kenyan president's party criticised Uganda.", "KEN"),
        ("An aide to the Turkish president met the Greek prime minister.", "TUR"),
        ("The Iranian president's brother met a Saudi envoy.", "IRN"),
        ("The Iranian president met a Saudi envoy.", "IRN/ebrahim-raisi"),
        ("The Kenyan president's visit pleased Uganda.", "KEN/uhuru-kenyatta"),
        ("The government thanked the Turkish president.", "TUR/recep-tayyip-erdogan"),
    ],
)
def test_only_who_holds_the_office_is_its_holder(text: str, actor: str) -> None:
    assert actors(text)[0] == actor


@pytest.mark.parametrize(
    ("text", "mention", "actor"),
    [
        ("South Korea's first vice foreign minister, Choi Jong-kun, spoke.",
         "South Korea's first vice foreign minister, Choi Jong-kun", "KOR/choi-jong-kun"),
        ("The foreign minister of Lesotho, Mpho Sekhonyana, spoke.",
         "foreign minister of Lesotho, Mpho Sekhonyana", "LSO/mpho-sekhonyana"),
        ("Ana Ruiz, Panama's foreign minister, criticised Colombia.",
         "Ana Ruiz, Panama's foreign minister", "PAN/ana-ruiz"),
        ("Mr Ousmane Sawadogo, Minister of Foreign Affairs of Burkina Faso, thanked Ghana.",
         "Mr Ousmane Sawadogo, Minister of Foreign Affairs of Burkina Faso", "BFA/ousmane-sawadogo"),
    ],
)  # fmt: skip
def test_a_name_beside_the_office_is_whose_it_is(text: str, mention: str, actor: str) -> None:
    first = read_text(text, published=DAY).mentions[0]
    assert (first.text, first.actor_id, first.inferred) == (mention, actor, None)


def test_a_list_or_a_place_beside_an_office_is_no_name() -> None:
    assert actors("The Peruvian foreign minister, Human Rights Watch and Mali met.")[0] == "PER"
    assert actors("In the Middle East, the French president, who was ill, criticised Iran.")[0] == "FRA/emmanuel-macron"


@pytest.mark.parametrize(
    "text",
    [
        "The wife of the Syrian president visited Russia.",
        "The Iranian president's brother met a Saudi envoy.",
        "Opponents of the Venezuelan president met American diplomats.",
        "The son of the Ugandan president threatened Kenya.",
        "Vladimir Putin's wife visited Austria.",
        "Iran's enemies attacked Oman.",
        "Critics of Turkey accused Germany of cowardice.",
    ],
)
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_kin_and_opponents_do_not_act_for_the_state(text: str, reader: str) -> None:
    events = read_text(text, reader=reader, published=DAY).events
    assert not [event for event in events if event.actor and event.recipient]


def test_a_nation_acts_and_suffers_by_its_people_of_all_ages() -> None:
    text = "Israeli soldiers killed three Palestinian children in Jenin."
    assert [(e.actor, e.recipient) for e in read_text(text, reader="model").events] == [("ISR", "PSE")]


def test_another_head_of_state_is_no_president() -> None:
    vacant = read_text("Iran's president met a Saudi envoy.", published=date(2024, 5, 20))
    assert vacant.mentions[0].actor_id == "IRN"
    acting = read_text("Algeria's president visited Tunisia.", published=date(2019, 6, 1))
    assert acting.mentions[0].actor_id == "DZA/abdelkader-bensalah"
