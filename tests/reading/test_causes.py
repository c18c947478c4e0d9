"""What brings about what: reasons before and after what they explain, causes in vain, and somebody who is no cause."""

import pytest

from westphalia.ontology.types import Claim, ClaimKind
from westphalia.reading import read_text


def causes(text: str) -> list[Claim]:
    return [claim for claim in read_text(text, reader="rules").claims if claim.kind is ClaimKind.CAUSE]


def told(text: str) -> list[tuple[str, str, int | None]]:
    """Of each cause in the text its words, those of its effect, and the polarity."""
    found = []
    for claim in causes(text):
        assert claim.cause is not None
        assert claim.effect is not None
        ends = (text[span.start : span.end] for span in (claim.cause, claim.effect))
        found.append((*ends, claim.polarity))
    return found


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        (
            "Because Ethiopia filled the dam, Egypt appealed to the Security Council.",
            "Ethiopia filled the dam",
            "Egypt appealed to the Security Council",
        ),
        (
            "Because of the blockade, trade between Qatar and Saudi Arabia fell.",
            "the blockade",
            "trade between Qatar and Saudi Arabia fell",
        ),
        (
            "As a result of Indian pressure, Nepal moved closer to China.",
            "Indian pressure",
            "Nepal moved closer to China",
        ),
        (
            "Due to the drought, Kenya closed its border with Somalia.",
            "the drought",
            "Kenya closed its border with Somalia",
        ),
    ],
)
def test_a_reason_may_stand_first(text: str, cause: str, effect: str) -> None:
    assert told(text) == [(cause, effect, 1)]


def test_whose_the_reason_is_has_no_part_in_the_trend() -> None:
    claims = read_text("As a result of Indian pressure, Nepal moved closer to China.", reader="rules").claims
    (trend,) = (claim for claim in claims if claim.kind is ClaimKind.TREND)
    assert trend.actors == ("NPL", "CHN")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Tariffs have failed to weaken ties between Mexico and Canada.", 0),
        ("Sanctions failed to bring Cuba and Spain closer.", 0),
        ("The embargo did not fail to harm Togo.", -1),
        ("The embargo harmed Togo.", -1),
    ],
)
def test_what_failed_left_its_effect_as_it_was(text: str, polarity: int) -> None:
    assert [claim.polarity for claim in causes(text)] == [polarity]


@pytest.mark.parametrize(
    ("text", "measure", "direction"),
    [
        ("Colombia's retreat led to fewer clashes with Venezuela.", "conflict", -1),
        ("The ceasefire led to more trade between Armenia and Turkey.", "cooperation", 1),
        ("Relations between Algeria and Morocco worsened because Morocco recognised Israel.", "relations", -1),
        ("Tension between Japan and China eased because Tokyo apologised.", "conflict", -1),
        ("Because of the blockade, trade between Qatar and Saudi Arabia fell.", "cooperation", -1),
        ("The coup led to clashes with Benin.", "conflict", None),
    ],
)
def test_which_way_the_effect_goes(text: str, measure: str, direction: int | None) -> None:
    (claim,) = causes(text)
    assert claim.caused is not None
    assert (claim.caused.measure, claim.caused.direction) == (measure, direction)


@pytest.mark.parametrize(
    "text",
    [
        "Venezuela's troops crossed into Guyana and were driven back by Guyanese soldiers.",
        "The convoy was stopped by Georgian police.",
    ],
)
def test_who_does_it_is_no_cause(text: str) -> None:
    assert causes(text) == []


def test_what_is_done_by_a_thing_has_a_cause() -> None:
    text = "The truce was signed and was broken up by rain, and peace between Chad and Sudan was destroyed by the war."
    assert told(text)[-1] == ("the war", "peace between Chad and Sudan", -1)
