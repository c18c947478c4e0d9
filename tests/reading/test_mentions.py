"""Who is named: names, demonyms, capitals, institutions, titles; what only looks like an actor is none."""

from datetime import date

import pytest

from westphalia.ontology.types import Document, Mention
from westphalia.reading import read_text


def mention(document: Document, text: str) -> Mention:
    return next(m for m in document.mentions if m.text == text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Moscow and Tehran spoke.", {"Moscow": "RUS", "Tehran": "IRN"}),
        ("The Kremlin and the Pentagon were silent.", {"Kremlin": "RUS/kremlin", "Pentagon": "USA/pentagon"}),
        ("The Americans and the Chinese left.", {"Americans": "USA", "Chinese": "CHN"}),
        ("Iran’s oil and the United States’ gas", {"Iran": "IRN", "United States": "USA"}),
        ("The Russia-Iran pact", {"Russia": "RUS", "Iran": "IRN"}),
        (
            "The Anglo-Irish treaty and the Sino–Soviet pact",
            {"Anglo": "GBR", "Irish": "IRL", "Sino": "CHN", "Soviet": "SUN"},
        ),
        (
            "Indo-Pakistani and Ethio-Djibouti talks",
            {"Indo": "IND", "Pakistani": "PAK", "Ethio": "ETH", "Djibouti": "DJI"},
        ),
        ("NATO and the European Union met.", {"NATO": "IGO:NATO", "European Union": "IGO:EU"}),
        ("RUSSIA SIGNS PACT WITH IRAN", {"RUSSIA": "RUS", "IRAN": "IRN"}),
        (
            "The African Union's Peace and Security Council met.",
            {"African Union's Peace and Security Council": "IGO:AU/peace-and-security-council"},
        ),
        ("The pope met the envoy.", {"pope": "VAT/papacy"}),
        ("Mr Jordan and Mr Pope spoke.", {}),
        ("Hamas and the Taliban declined.", {"Hamas": "REB:HAMAS", "Taliban": "REB:TALIBAN"}),
    ],
)
def test_names(text: str, found: dict[str, str]) -> None:
    document = read_text(text)
    assert {m.text: m.actor_id for m in document.mentions} == found


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan retired from the game.",
        "Jordan Peele made a film.",
        "She studied at Georgia Tech.",
        "They roasted a turkey and drank from the best china.",
        "He lives in South America.",
        "The Washington Post printed it.",
        "In May the march began.",
        "The Indo-Pacific is wide, and Anglo mines are deep.",
        "Indo-European and Sino-Tibetan tongues are many.",
    ],
)
def test_no_actors(text: str) -> None:
    assert [m.text for m in read_text(text).mentions] == []


def test_title_demonym_and_name_are_one_mention() -> None:
    document = read_text("Russian President Vladimir Putin met the Polish foreign minister, and Putin left.")
    first = mention(document, "Russian President Vladimir Putin")
    assert (first.actor_id, first.how, first.inferred) == ("RUS/vladimir-putin", "name", None)
    assert mention(document, "Putin").actor_id == "RUS/vladimir-putin"
    assert mention(document, "Polish foreign minister").actor_id == "POL"


def test_a_title_makes_a_person_that_no_table_knows() -> None:
    document = read_text("The Iraqi Foreign Ministry spokeswoman Layla Testhani spoke. Later Testhani left.")
    known = mention(document, "Iraqi Foreign Ministry spokeswoman Layla Testhani")
    assert known.actor_id == "IRQ/layla-testhani"
    again = mention(document, "Testhani")
    assert again.actor_id == "IRQ/layla-testhani"
    assert again.inferred is not None and "coreference" in again.inferred
    actor = next(a for a in document.actors if a.id == "IRQ/layla-testhani")
    assert (actor.code, actor.role, actor.kind) == ("IRQ", "foreign ministry spokeswoman", "person")


def test_without_a_date_nobody_holds_an_office() -> None:
    document = read_text("The Iranian president spoke.")
    assert mention(document, "Iranian president").actor_id == "IRN"


def test_with_a_date_the_holder_is_inferred_and_marked() -> None:
    document = read_text("The Iranian president spoke.", published=date(2015, 6, 1))
    found = mention(document, "Iranian president")
    assert found.actor_id == "IRN/hassan-rouhani"
    assert found.inferred is not None and "2015-06-01" in found.inferred


def test_a_group_that_holds_a_claim_is_an_actor() -> None:
    document = read_text("Analysts advising President Trump assert that the pact is a threat.")
    group = next(a for a in document.actors if a.kind == "group")
    assert (group.name, group.code) == ("Analysts advising President Trump", "USA")


def test_a_town_says_where_and_is_marked() -> None:
    document = read_text("Russian troops shelled Kharkiv.")
    assert mention(document, "Kharkiv").inferred == "place in the state"
    assert [(e.actor, e.action, e.recipient) for e in document.events] == [("RUS", "ASSAULT", "UKR")]


def test_a_verb_ends_what_stands_before_a_title() -> None:
    document = read_text("The Pakistani army met General Asim. The ousted Bolivian president Evo Morales came.")
    assert {m.text for m in document.mentions} >= {"Pakistani army", "Bolivian president Evo Morales"}
    assert not any("met" in m.text for m in document.mentions)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Peru and Ecuador signed the peace of Brasília.", False),
        ("Peru and Ecuador have signed the Brasília accord.", False),
        ("Peru has signed a treaty with Brasília.", True),
        ("Peru has thanked Brasília for the treaty.", True),
    ],
)
def test_a_capital_in_the_name_of_a_document_is_a_place(text: str, named: bool) -> None:
    events = read_text(text).events
    assert "PER" in {event.actor for event in events}
    assert ("BRA" in {side for event in events for side in (event.actor, event.recipient)}) is named


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("COMMUNIQUÉ OF THE INTERGOVERNMENTAL AUTHORITY ON DEVELOPMENT", "IGO:IGAD"),
        ("STATEMENT OF THE ORGANIZATION FOR SECURITY AND CO-OPERATION IN EUROPE", "IGO:OSCE"),
        ("NOTE OF THE DEMOCRATIC REPUBLIC OF THE CONGO", "COD"),
    ],
)
def test_a_name_in_capitals_has_its_small_words(heading: str, code: str) -> None:
    assert code in {m.actor_id for m in read_text(f"{heading}\n\nNobody came.").mentions}


def test_who_in_capitals_is_the_organisation() -> None:
    assert [m.actor_id for m in read_text("The WHO helped those who came.").mentions] == ["IGO:WHO"]


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("The two Koreas signed an agreement.", {("PRK", "KOR"), ("KOR", "PRK")}),
        ("Talks between both Congos failed.", {("COD", "COG"), ("COG", "COD")}),
        ("Kenya invited the two Sudans to talks.", {("KEN", "SDN"), ("KEN", "SSD")}),
        ("The two Germanys signed a treaty.", {("DDR", "GFR"), ("GFR", "DDR")}),
    ],
)
def test_two_states_of_one_name_are_both_named(text: str, sides: set[tuple[str, str]]) -> None:
    assert {(e.actor, e.recipient) for e in read_text(text).events} == sides


def test_a_surname_in_the_name_of_a_village_is_nobody_s() -> None:
    assert [m.actor_id for m in read_text("Guards shelled Kok-Tash. The Ust-Kok road is shut.").mentions] == []
    assert [m.actor_id for m in read_text("The Rutte-Macron meeting began.").mentions] != []


def test_a_national_red_cross_is_of_its_state() -> None:
    told = [m.actor_id for m in read_text("Israel shelled an ambulance of the Lebanese Red Cross.").mentions]
    assert "NGO:ICRC" not in told
    assert read_text("The Red Cross thanked Oman.").mentions[0].actor_id == "NGO:ICRC"


def test_nobody_is_who_comes_to_office_long_after_the_text() -> None:
    told = "Mr Bolton criticised France."
    early, later = (read_text(told, published=date(year, 5, 5)).mentions for year in (1985, 2018))
    assert "USA" not in {m.actor_id[:3] for m in early}
    assert len(later) == len(early) + 1


def test_the_spelling_of_the_united_nations() -> None:
    assert [m.actor_id for m in read_text("South Viet-Nam accused Viet-Nam.").mentions] == ["RVN", "VNM"]
