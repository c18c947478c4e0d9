"""Institutions without a nationality, and what «this» denies."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> list[str]:
    events = read_text(text, reader="rules").events
    return [f"{e.actor or '-'} {e.action} {e.recipient or '-'} {e.status.value}" for e in events]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PHNOM PENH — Provincial police arrested three Vietnamese surveyors on Monday.", "KHM COERCE VNM happened"),
        ("MANILA, 3 May — It rained.\n\nThe navy fired on two Chinese boats.", "PHL ASSAULT CHN happened"),
        ("The army shelled two Chadian villages.", "- ASSAULT TCD happened"),  # whose army, nothing says
        ("In Tehran, protesters attacked the Danish embassy.", "IRN ASSAULT DNK happened"),
        ("MANILA — In Hanoi, police arrested two Chinese sailors.", "VNM COERCE CHN happened"),
        ("MANILA — Another army fired on Chinese boats.", "- ASSAULT CHN happened"),
    ],
)
def test_an_institution_belongs_to_the_place_told_or_to_the_dateline(text: str, expected: str) -> None:
    assert told(text)[-1] == expected


def test_whose_institution_it_is_is_marked_as_inferred() -> None:
    mentions = read_text("LIMA — Police arrested two Chilean miners.", reader="rules").mentions
    (police,) = (mention for mention in mentions if mention.text == "Police")
    assert (police.actor_id, police.inferred) == ("PER", "of the state of «LIMA»")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("China had ordered the rebels to free Myanmar's pilots, a monk said. Beijing denied this.", False),
        ("A colonel said that Chad had shelled Sudan. The Chadian army denied this.", True),
        ("Chad shelled Sudan. Ndjamena denies doing so.", True),
        ("Chad shelled Sudan. Ndjamena denies that it will pay.", False),
        ("Chad shelled Sudan and says that nobody died. The Chadian minister denied this.", False),
    ],
)
def test_what_is_denied_by_a_pronoun_is_the_deed_told_last(text: str, denied: bool) -> None:
    assert ("TCD ASSAULT SDN denied" in told(text)) is denied


def test_an_accusation_that_is_rejected_is_of_no_meeting() -> None:
    assert "TCD ASSAULT SDN denied" in told("Chad shelled Sudan. Ndjamena rejected the accusation.")
    assert not any("denied" in one for one in told("Chad met Sudan in Cairo. Ndjamena rejected the accusations."))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Norway and Saudi Arabia met. Riyadh arrested a Canadian. Canada sharply criticised the kingdom.",
            "CAN ACCUSE SAU happened",
        ),
        ("Mali and Niger signed a pact. It rained a lot. Both agreed to meet.", "MLI AGREE NER happened"),
        (
            "Cambodia protested to Vietnam. It rained. Rice grew. Cows ate. Birds sang. Rivers rose. "
            "The two governments will hold talks.",
            "KHM CONSULT VNM planned",
        ),
        ("Jordan, Iraq sign gas deal", "JOR SUPPORT IRQ happened"),
        ("Kenya and Ethiopia to patrol Moyale together", "KEN COOPERATE ETH planned"),
        ("Burkina junta orders French ambassador out", "BFA SANCTION FRA happened"),
        ("Moscow recalled its engineers from Albania and broke off relations.", "RUS SANCTION ALB happened"),
    ],
)
def test_sides_are_found_beyond_the_clause(text: str, expected: str) -> None:
    assert expected in told(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA — It rained.\n\nIn Quito rain fell. The army arrested two Chileans.", "ECU COERCE CHL happened"),
        ("LIMA — It rained.\n\nIn Quito it fell.\n\nThe army arrested two Chileans.", "PER COERCE CHL happened"),
        ("LIMA, 3 May — Foreign Minister Ana Ruiz thanked Chile.", "PER SUPPORT CHL happened"),
        (
            "LIMA, 3 May — The president of Chad, Ali Saleh, came. President Saleh thanked Chile.",
            "TCD SUPPORT CHL happened",
        ),
        ("In Beijing the Foreign Ministry summoned the ambassador of Latvia.", "CHN ACCUSE LVA happened"),
    ],
)
def test_whose_officers_and_institutions_they_are(text: str, expected: str) -> None:
    assert expected in told(text)


def test_a_paragraph_that_opens_with_a_place_and_a_dash_is_from_there() -> None:
    text = "• LIMA — Police arrested two Chilean miners.\n\n• ACCRA — The army fired on a boat of Togo."
    assert {"PER COERCE CHL happened", "GHA ASSAULT TGO happened"} <= set(told(text))


def test_a_paragraph_s_own_place_outweighs_that_of_the_whole_text() -> None:
    text = (
        "MORNING BRIEFING\nNairobi, Thursday 9 April\n\nKHARTOUM — The army took the airport of El Obeid from the "
        "Rapid Support Forces on Wednesday.\n\nLIMA — Peru has expelled two Bolivian consuls."
    )
    army = next(one for one in read_text(text).mentions if one.text == "army")
    assert (army.actor_id, army.how) == ("SDN", "institution")


def test_a_paragraph_that_opens_with_a_state_and_a_colon_is_from_there() -> None:
    text = "• Iraq hands Kuwait eight crates.\n\n• Kenya: parliament ratifies a defence deal with Turkey."
    assert "KEN SUPPORT TUR happened" in told(text)
