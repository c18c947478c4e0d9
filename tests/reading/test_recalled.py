"""«Accra condemned the raid», «Lima refused»: the other side is in what was told before."""

import pytest

from westphalia.reading import read_text


def told(text: str) -> set[tuple[str | None, str, str | None, str]]:
    return {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text, reader="rules").events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Togo raided a village of Benin. Ghana condemned the raid.", ("GHA", "ACCUSE", "TGO")),
        ("Chile seized a boat of Peru. Ecuador welcomed the seizure.", ("ECU", "SUPPORT", "CHL")),
        ("Chile seized a boat of Peru. Lima said that the seizure was piracy.", ("PER", "ACCUSE", "CHL")),
        ("Chile seized a boat of Peru. The seizure was piracy, the government of Peru said.", ("PER", "ACCUSE", "CHL")),
        ("Fiji raised the toll on ships of Tonga. Tonga called the toll blackmail.", ("TON", "ACCUSE", "FJI")),
        ("Mali asked Niger to open the road. Niger refused.", ("NER", "REJECT", "MLI")),
        ("Kenya offered Uganda a loan. Uganda turned the offer down the same evening.", ("UGA", "REJECT", "KEN")),
        ("Kenya invited Uganda to talks. Uganda accepted within hours.", ("UGA", "AGREE", "KEN")),
        ("Iraq accused Jordan of spying. Jordan apologised.", ("JOR", "CONCEDE", "IRQ")),
    ],
)
def test_whose_deed_it_was(text: str, event: tuple[str, str, str]) -> None:
    assert (*event, "happened") in told(text)


def test_what_is_not_done_is_denied() -> None:
    assert ("NER", "REJECT", "MLI", "denied") in told("Mali asked Niger to open the road. Niger has not refused.")


def test_the_deed_told_in_the_same_words_is_meant_before_one_nearer_by() -> None:
    text = "Togo raided a village of Benin. Togo lost a drone, which Mali shot down. Ghana condemned the raid."
    assert ("GHA", "ACCUSE", "TGO", "happened") in told(text)
    assert ("GHA", "ACCUSE", "MLI", "happened") not in told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Togo raided a village of Benin. Ghana condemned raids.",  # raids as such
        "Togo raided a village of Benin. Togo defended the raid.",
        "Ghana condemned the raid.",
        "Mali accused Niger of theft. Niger rejected the charge.",  # a denial
        "Mali asked Niger to open the road. The two will sit down in May.",
    ],
)
def test_nobody_is_guessed(text: str) -> None:
    assert not any(row[1] in ("REJECT", "SUPPORT") or row[:2] == ("GHA", "ACCUSE") for row in told(text) if row[2])


def test_it_is_marked_as_inferred() -> None:
    events = read_text("Togo raided a village of Benin. Ghana condemned the raid.", reader="rules").events
    (event,) = (one for one in events if one.action == "ACCUSE")
    assert event.inferred == "recipient: whose deed it was, as told before"
