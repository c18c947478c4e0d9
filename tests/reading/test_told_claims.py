"""What one stretch of words tells is one claim, however many events it tells."""

from dataclasses import replace

from westphalia.evidence.assess import assess_all
from westphalia.ontology.types import ClaimKind
from westphalia.reading import read_text
from westphalia.reading.told_claims import merged
from westphalia.record import Record

JOINT = "Norway, Sweden and Finland expelled Russian diplomats in March 2022."


def test_many_doers_make_one_claim() -> None:
    document = read_text(JOINT, reader="rules")
    (claim,) = document.claims
    told = [document.events[number] for number in (claim.event, *claim.also) if number is not None]
    assert claim.kind is ClaimKind.EVENT
    assert claim.text == JOINT.rstrip(".")
    assert sorted((event.actor, event.recipient) for event in told) == [("FIN", "RUS"), ("NOR", "RUS"), ("SWE", "RUS")]


def test_each_event_that_a_claim_tells_is_tested() -> None:
    document = read_text(JOINT, reader="rules")
    findings = assess_all(document, Record.default())
    assert [finding.claim.actors for finding in findings] == [("NOR", "RUS"), ("SWE", "RUS"), ("FIN", "RUS")]
    assert {finding.claim.text for finding in findings} == {JOINT.rstrip(".")}


def test_a_cause_told_with_its_events_is_one_claim() -> None:
    document = read_text(
        "Peru expelled the Chilean envoy because Chile had arrested a Peruvian sailor.", reader="rules"
    )
    (claim,) = document.claims
    assert claim.kind is ClaimKind.CAUSE
    assert claim.event is None
    assert {document.events[number].actor for number in claim.also} == {"PER", "CHL"}


def test_what_two_say_are_two_claims() -> None:
    document = read_text("Mali said that Togo had closed the border, and Benin said that Togo had not.", reader="rules")
    assert [claim.holder for claim in document.claims][:1] == ["Mali"]
    assert all(not claim.also for claim in document.claims)


def test_events_of_other_days_keep_claims_of_their_own() -> None:
    document = read_text(JOINT, reader="rules")
    claim = document.claims[0]
    event = claim.also[0]
    other = replace(claim, event=event, also=(), first_day=None, last_day=None)
    assert len(merged([replace(claim, also=()), other])) == 2
    assert merged([replace(claim, also=()), replace(claim, event=event, also=())])[0].also == (event,)


def test_what_is_foreseen_is_what_the_main_clause_tells() -> None:
    (claim,) = read_text("If Ghana attacks Benin, Togo will sanction Ghana.", reader="rules").claims
    assert (claim.actors, claim.action) == (("TGO", "GHA"), "SANCTION")


def test_what_somebody_lets_several_do_is_one_claim() -> None:
    for text in ("Laos has let Chinese police operate on its soil.", "Kenya lets Ugandan ships use its port."):
        assert [claim.text for claim in read_text(text, reader="rules").claims] == [text.rstrip(".")]


def test_each_after_its_subject_is_no_part_of_an_object() -> None:
    text = "Spain, Italy and Greece each sent aid to Libya."
    assert [claim.text for claim in read_text(text, reader="rules").claims] == [text.rstrip(".")]
