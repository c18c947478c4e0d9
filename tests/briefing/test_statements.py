"""What is said once is shown and counted once, with one verdict for each pair."""

import dataclasses
import re

import pytest

from westphalia.briefing.brief import brief
from westphalia.briefing.statements import numbers, pairs_tested, statements
from westphalia.briefing.view_claims import claim_groups, split_note, tally
from westphalia.ontology.types import Verdict


@pytest.fixture(scope="module")
def repeated(make_document, record):
    """The first claim three times, for three pairs: one of them never met."""
    document = make_document()
    first, *rest = document.claims
    pairs = (("USA", "IRN"), ("GBR", "IRN"), ("NRU", "IRN"))
    claims = tuple(dataclasses.replace(first, actors=pair, event=None) for pair in pairs)
    return brief(dataclasses.replace(document, claims=(*claims, *rest)), record)


def test_numbers_and_pairs(repeated):
    assert numbers(repeated.document.claims) == (1, 1, 1, 2, 3, 4, 5)
    said = statements(repeated.findings)
    assert len(said) == 5
    assert pairs_tested([finding.claim for finding in said[0].findings]) == (
        "United States – Iran",
        "United Kingdom – Iran",
        "Nauru – Iran",
    )


def test_what_another_says_or_denies_is_another_statement(document):
    first = document.claims[0]
    others = (dataclasses.replace(first, holder="Tehran"), dataclasses.replace(first, holder="Tehran", cue="denied"))
    assert numbers((first, *others, first)) == (1, 2, 3, 1)


def test_the_same_pair_is_told_apart_by_the_deed(document):
    first = document.claims[0]
    assert pairs_tested((first, dataclasses.replace(first, action="ASSAULT"))) == (
        "United States – Iran, event: sanction",
        "United States – Iran, event: attack",
    )


def test_counted_once_by_what_the_record_could_answer(repeated):
    first = statements(repeated.findings)[0]
    assert first.answers == ("supported", "not enough record")
    assert first.verdict is Verdict.SUPPORTED
    assert "It makes 5 claims" in repeated.answer
    assert split_note(repeated.said) == (
        "1 claim came out differently for different pairs and is counted by what the record could answer: as mixed "
        "where it supports one pair and contradicts another."
    )
    assert split_note(repeated.said) in repeated.answer
    assert sum(entry.n for entry in tally(repeated.said)) == 5


@pytest.mark.parametrize(
    ("verdicts", "counted"),
    [
        ((Verdict.SUPPORTED, Verdict.CONTRADICTED), Verdict.MIXED),
        ((Verdict.NOT_ENOUGH_RECORD, Verdict.CONTRADICTED), Verdict.CONTRADICTED),
        ((None, Verdict.NOT_ENOUGH_RECORD, Verdict.NOT_TESTABLE), Verdict.NOT_ENOUGH_RECORD),
        ((Verdict.NOT_TESTABLE, None), None),
    ],
)
def test_what_several_verdicts_count_as(repeated, verdicts, counted):
    found = [dataclasses.replace(repeated.findings[0], verdict=verdict) for verdict in verdicts]
    assert statements(found)[0].verdict is counted


def test_counted_once_where_the_verdicts_agree(repeated):
    same = [dataclasses.replace(finding, verdict=Verdict.MIXED) for finding in repeated.findings]
    assert [(entry.label, entry.n) for entry in tally(statements(same))] == [("mixed", 5)]
    assert split_note(statements(same)) == ""


def test_shown_once_with_its_pairs(repeated):
    html, text = repeated.to_html(), repeated.to_markdown()
    assert re.findall(r'<tr id="c(\d+)">', html).count("1") == 1
    for name in ("United States – Iran", "Nauru – Iran"):
        assert f"<strong>{name}" in html or f"{name}</strong>" in html or name in html
        assert name in text
    assert text.count("\n1\\. **") == 1
    assert 'href="#c5"' in html and 'href="#c6"' not in html
    groups = claim_groups(statements(repeated.findings))
    assert sum(len(group.claims) for group in groups) == 5


def test_tests_that_say_the_same_are_joined(repeated):
    finding = repeated.findings[0]
    pairs = (("USA", "IRN"), ("GBR", "IRN"))
    alike = [
        dataclasses.replace(finding, claim=dataclasses.replace(finding.claim, actors=pair), reason="No.")
        for pair in pairs
    ]
    row = claim_groups(statements(alike))[0].claims[0]
    assert [test.about for test in row.tests] == ["United States – Iran and United Kingdom – Iran"]
