"""What a cause is about: whose deed it is, upon whom it is done, and whom its effect brings together or parts."""

import pytest

from westphalia.ontology.types import Claim, ClaimKind
from westphalia.reading import read_text


def cause(text: str) -> Claim:
    (claim,) = (claim for claim in read_text(text, reader="rules").claims if claim.kind is ClaimKind.CAUSE)
    return claim


@pytest.mark.parametrize(
    ("text", "acting", "upon", "moved", "direction"),
    [
        ("Pressure by India on Nepal and Bhutan brings Nepal and Bhutan closer.", "IND", "NPL BTN", "NPL BTN", 1),
        ("Pressure from Riyadh on Doha pushes Qatar closer to Iran.", "SAU", "QAT", "QAT IRN", 1),
        ("The pressure of France on Mali and Niger drives Mali and Niger together.", "FRA", "MLI NER", "MLI NER", 1),
        ("The threats of Turkey have driven Greece and Cyprus together.", "TUR", "", "GRC CYP", 1),
        ("Threats from Turkey to Greece drive Greece and Cyprus together.", "TUR", "GRC", "GRC CYP", 1),
        ("Sanctions by the United States against Iran drive Iran and Russia together.", "USA", "IRN", "IRN RUS", 1),
        ("Germany's sanctions on Serbia and Bosnia drive Serbia and Bosnia apart.", "DEU", "SRB BIH", "SRB BIH", -1),
        ("The attacks of Rwanda on Burundi drew Burundi and Congo closer.", "RWA", "BDI", "BDI COD", 1),
        ("Criticism of Japan has pulled Tokyo and Beijing apart.", "", "JPN", "JPN CHN", -1),
        ("Criticism of Chile by Peru has pulled Lima and Santiago apart.", "PER", "CHL", "PER CHL", -1),
    ],
)
def test_a_deed_before_by_of_and_from(text: str, acting: str, upon: str, moved: str, direction: int) -> None:
    claim = cause(text)
    assert claim.causing is not None
    assert claim.caused is not None
    assert (claim.causing.actors, claim.causing.recipients) == (tuple(acting.split()), tuple(upon.split()))
    assert {*claim.caused.actors, *claim.caused.recipients} == set(moved.split())
    assert (claim.polarity, claim.caused.measure, claim.caused.direction) == (1, "relations", direction)


@pytest.mark.parametrize("text", ["Press for talks with Kenya.", "Work with Kenya and send doctors to Somalia."])
def test_a_command_stays_one(text: str) -> None:
    assert [claim.kind for claim in read_text(text, reader="rules").claims] == [ClaimKind.RECOMMENDATION]
