"""A long text says the same thing often: the record is asked once, and the answers stay those of single claims."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from westphalia.evidence.assess import assess, assess_all
from westphalia.evidence.background import Background
from westphalia.ontology.types import Claim
from westphalia.reading import read_text
from westphalia.record import Record

SAID = "Egypt criticized Sudan. Officials in Lomé said that ties with Ghana have improved. Chad and Niger are enemies. "


def test_a_question_asked_a_thousand_times_is_answered_once(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    volume = Background.volume

    def counted(self: Background, spans: object) -> object:
        asked.append(spans)
        return volume(self, spans)  # type: ignore[arg-type]

    monkeypatch.setattr(Background, "volume", counted)
    once = assess_all(read_text(SAID * 2, published=date(2018, 6, 20)), record)
    few = len(asked)
    document = read_text(SAID * 1000, published=date(2018, 6, 20))
    asked.clear()
    started = time.perf_counter()
    findings = assess_all(document, record)
    assert time.perf_counter() - started < 10
    assert 0 < len(asked) == few
    assert [finding.claim for finding in findings] == list(document.claims)
    assert {finding.reason for finding in findings} == {finding.reason for finding in once}


def test_remembered_answers_are_those_of_each_claim_alone(record: Record) -> None:
    document = read_text(
        "Chad attacked Niger on 3 June 2018. Chad attacked Niger on 4 May 2018. Chad attacked Niger in Agadez in May "
        "2018. Kenya accused Tanzania more often than Chad accused Niger. Kenya accused Tanzania. Egypt accused Sudan. "
        "Egypt threatened Sudan. Sudan threatened Egypt. Egypt will warn Sudan. Chad attacked Niger on 3 June 2018.",
    )
    assert len(document.claims) >= 8
    assert assess_all(document, record) == tuple(assess(claim, document, record) for claim in document.claims)


def test_claims_that_differ_in_what_is_tested_are_two_questions(embedded: Record, claim: Callable[..., Claim]) -> None:
    allies = claim("state", "AND", "ISL", measure="alignment", direction=1, text="they are allies")
    voters = claim("state", "AND", "ISL", measure="alignment", direction=1, text="they vote together")
    document = replace(read_text("They are allies."), claims=(allies, voters))
    first, second = assess_all(document, embedded)
    assert first.reason != second.reason
