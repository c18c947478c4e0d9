"""What a state's people do among themselves: the opposition asks, police disperse."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None]]:
    return {(e.actor, str(e.action), e.recipient) for e in read_text(text, reader="rules").events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("An Iraqi opposition deputy urged the cabinet to expel the envoy of Iran.", ("IRQ", "REQUEST", "IRQ")),
        ("LIMA, 3 May — The opposition urged the cabinet to close the road to Chile.", ("PER", "REQUEST", "PER")),
        ("Ana Ruiz, a deputy from Peru, urged the government to leave Chile alone.", ("PER", "REQUEST", "PER")),
        ("Iraqi parties condemned their prime minister for his silence.", ("IRQ", "ACCUSE", "IRQ")),
        ("Greek dockers urged Athens to bar Israeli ships.", ("GRC", "REQUEST", "GRC")),
        ("Students marched on the Indian embassy. Nepali police arrested forty of them.", ("NPL", "COERCE", "NPL")),
        (
            "Students burned a flag of China until Nepali police drove them off with tear gas.",
            ("NPL", "ASSAULT", "NPL"),
        ),
    ],
)
def test_both_sides_are_the_one_state(text: str, event: tuple[str, str, str]) -> None:
    assert event in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "An Iraqi deputy urged the government of Iran to leave.",
        "LIMA, 3 May — The opposition urged the government in La Paz to open the road.",
        "Chilean drivers blocked the road. Peruvian police arrested forty of them.",
        "Peruvian police arrested forty fishermen from Chile.",
        "An Iraqi deputy may urge the cabinet to resign.",
    ],
)
def test_not_where_another_state_s_are_meant_or_it_has_not_happened(text: str) -> None:
    assert not any(row[0] == row[2] is not None for row in told(text))
