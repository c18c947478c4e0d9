"""A clause that only says who says, asks or charges something is no claim of its own; its event is kept beside."""

from westphalia.ontology.types import ClaimKind
from westphalia.reading import read_text


def test_what_is_asked_is_the_claim_and_the_asking_is_tested_with_it() -> None:
    document = read_text("Canada urged Belarus to free the strikers.")
    (claim,) = document.claims
    assert (claim.text, claim.holder_code, claim.kind) == ("to free the strikers", "CAN", ClaimKind.RECOMMENDATION)
    asked = [one for one in document.each(claim) if one is not claim]
    assert [(one.holder, one.actors, one.action, one.kind) for one in asked] == [
        ("author", ("CAN", "BLR"), "REQUEST", ClaimKind.EVENT)
    ]
    assert asked[0].text.startswith("Canada urged Belarus")


def test_what_a_frame_tells_beside_is_kept_too() -> None:
    document = read_text("Iran, which attacked Iraq in 1982, said that the border was calm.")
    (claim,) = document.claims
    assert claim.text == "the border was calm"
    assert [document.events[number].action for number in claim.also] == ["ASSAULT"]


def test_another_deed_of_the_same_doer_is_a_claim() -> None:
    claims = read_text("France recalled its envoy from Niger and urged it to free the president.").claims
    assert any(claim.holder == "author" and "recalled" in claim.text for claim in claims)


def test_a_further_clause_of_somebody_else_is_not_what_was_asked() -> None:
    claims = read_text("Japan called on Fiji and Samoa to talk to each other, and Peru backed the call.").claims
    assert [claim.text for claim in claims if claim.kind is ClaimKind.RECOMMENDATION] == ["to talk to each other"]


def test_a_frame_within_a_frame_passes_on_what_it_tells() -> None:
    document = read_text(
        "Kenya accused Iran of having urged Iraq to attack Syria, and urged Egypt to ask Peru to help it."
    )
    told = {number for claim in document.claims for number in (claim.event, *claim.also) if number is not None}
    happened = {n for n, event in enumerate(document.events) if event.status.value == "happened"}
    assert happened <= told
