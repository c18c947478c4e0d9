"""Value judgements are not testable, causes are not tested yet; a sentence is tested as a whole."""

import json
from collections.abc import Callable
from datetime import date

import pytest
from rich.console import Console

from westphalia import evidence
from westphalia.errors import CallError, UnknownActor, UnreadableText
from westphalia.ontology.types import Claim, ClaimKind, Verdict
from westphalia.reading import read_text
from westphalia.record import Record

Make = Callable[..., Claim]


@pytest.mark.parametrize(
    ("kind", "verdict", "words"),
    [
        ("evaluation", Verdict.NOT_TESTABLE, "value judgement"),
        ("recommendation", Verdict.NOT_TESTABLE, "what should be done"),
        ("cause", None, "a correlation in raw counts would be no test"),
        ("comparison", None, "not tested yet"),
        ("forecast", None, "see the forecasts"),
    ],
)
def test_each_kind_says_why(record: Record, claim: Make, kind: str, verdict: Verdict | None, words: str) -> None:
    finding = evidence.assess(claim(kind, "EGY", "SDN"), None, record)
    assert finding.verdict is verdict
    assert words in finding.reason
    assert finding.answer == (verdict.value if verdict else "not tested yet")
    assert finding.n is None


def test_a_forecast_whose_days_have_passed_is_said_to_be_testable(record: Record, claim: Make) -> None:
    past = claim("forecast", "EGY", "SDN", first_day=date(2018, 3, 1), last_day=date(2018, 4, 1))
    assert "have passed" in evidence.assess(past, None, record).reason


def test_a_cause_is_never_supported(embedded: Record) -> None:
    for text in (
        "Sanctions pushed Russia towards Iran.",
        "Sanctions on Venezuela led to a crisis.",
    ):
        findings = [f for f in evidence.test(text, embedded) if f.claim.kind is ClaimKind.CAUSE]
        assert findings
        assert all(finding.verdict is None for finding in findings)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Russia attacked Ukraine in February 2022.", Verdict.SUPPORTED),
        ("The United States imposed sanctions on Iran in May 2018.", Verdict.SUPPORTED),
        # SANCTION is more: no number of such events is sure to hold an expulsion
        ("Saudi Arabia expelled the Canadian ambassador in August 2018.", Verdict.NOT_ENOUGH_RECORD),
        ("Saudi Arabia sanctioned Canada in August 2018.", Verdict.SUPPORTED),
        ("Israel bombed Syria in April 2018.", Verdict.SUPPORTED),
        ("The United States attacked Russia in March 2022.", Verdict.NOT_ENOUGH_RECORD),  # no more than miscoding
        ("Russia and Iran signed an agreement in January 2025.", Verdict.NOT_ENOUGH_RECORD),  # not covered
        ("Tonga attacked Fiji in July 2018.", Verdict.NOT_ENOUGH_RECORD),
        ("Russia and Iran are allies.", Verdict.SUPPORTED),
        ("The policy of the United States towards Cuba is unjust.", Verdict.NOT_TESTABLE),
        ("The United States should lift the sanctions on Iran.", Verdict.NOT_TESTABLE),
    ],
)
def test_sentences(embedded: Record, text: str, verdict: Verdict) -> None:
    assert {finding.verdict for finding in evidence.test(text, embedded)} == {verdict}


def test_small_states_without_events_are_never_contradicted(embedded: Record) -> None:
    for a, b in (("Tonga", "Bolivia"), ("Bhutan", "Malta"), ("Iceland", "Lesotho"), ("Fiji", "Paraguay")):
        for text in (f"{a} sanctioned {b} in 2018.", f"{a} attacked {b} in May 2021.", f"{a} and {b} are enemies."):
            assert {f.verdict for f in evidence.test(text, embedded)} == {Verdict.NOT_ENOUGH_RECORD}


def test_a_name_written_wrong_gets_the_nearest(record: Record) -> None:
    with pytest.raises(UnknownActor, match="did you mean Russia"):
        evidence.test("Rusia attacked Ukraine in March 2022.", record)


def test_another_language_is_refused(record: Record) -> None:
    with pytest.raises(UnreadableText, match="Russian"):
        evidence.test("Россия и Иран подписали договор в январе.", record)


@pytest.mark.parametrize(
    "text",
    ["Iran is a rogue state.", "The United States is a beacon of liberty.", "Corruption is a danger.", "Norway!"],
)
def test_a_judgement_is_not_testable(record: Record, text: str) -> None:
    (finding,) = evidence.test(text, record)
    assert finding.claim.kind is ClaimKind.EVALUATION
    assert finding.verdict is Verdict.NOT_TESTABLE
    assert finding.claim.text == text.rstrip(".!")
    assert "value judgement" in finding.reason


def test_nothing_to_test_says_what_could_be(record: Record) -> None:
    with pytest.raises(CallError, match=r"nothing in 'Hello there.' can be tested; try «Russia attacked"):
        evidence.test("Hello there.", record)


def test_all_claims_of_a_text_in_its_order(embedded: Record) -> None:
    document = read_text(
        "Chile and Peru signed a trade agreement. Their friendship is admirable. Chile and Peru are partners. "
        "Chile and Peru are partners, again.",
        published=date(2021, 6, 1),
    )
    findings = evidence.assess_all(document, embedded)
    assert [finding.claim for finding in findings] == list(document.claims)
    states = [finding for finding in findings if finding.claim.kind is ClaimKind.STATE and finding.claim.measure]
    assert len(states) == 2
    assert len({finding.reason for finding in states}) == 1


def test_what_measures_nothing_between_two_is_not_testable(record: Record) -> None:
    claim = Claim(
        kind=ClaimKind.STATE, holder="author", text="Our banks comply with all American and Estonian rules",
        start=0, end=53, sentence=0, actors=("EST", "USA"),
    )  # fmt: skip
    finding = evidence.assess(claim, None, record)
    assert finding.verdict is Verdict.NOT_TESTABLE
    assert "how Estonia and United States stand" in finding.reason


def test_a_finding_is_plain_data_and_readable(embedded: Record) -> None:
    (finding,) = evidence.test("Russia attacked Ukraine in February 2022.", embedded)
    data = json.loads(json.dumps(finding.to_dict(), allow_nan=False))
    assert data["verdict"] == "supported"
    assert data["claim"]["kind"] == "event"
    assert data["rows"] and data["query"] and data["windows"]
    console = Console(width=100, record=True)
    console.print(finding)
    shown = console.export_text()
    assert "supported" in shown and "Russia attacked Ukraine" in shown and "n = " in shown
    assert str(finding).startswith("SUPPORTED: «Russia attacked Ukraine")
    assert evidence.test("Russia attacked Ukraine in February 2022.", embedded)[0].to_dict() == finding.to_dict()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("Iraq attacked Wakanda in 2018.", "Wakanda"),
        ("Peru invaded Zubrowka on Monday.", "Zubrowka"),
        ("Kenya slept in May.", None),
    ],
)
def test_a_name_that_is_nobodys_is_said(embedded: Record, text: str, unknown: str | None) -> None:
    reasons = [f.reason for f in evidence.test(text, embedded) if f.verdict is Verdict.NOT_TESTABLE]
    assert [f"«{unknown}» is no actor" in reason for reason in reasons] == [unknown is not None] * len(reasons)
