"""Claims about how two stand and how that changed: each verdict on a pair made for it, then real pairs."""

from collections.abc import Callable
from datetime import date

import pytest

from westphalia.evidence.assess import assess
from westphalia.evidence.assess import test as judge
from westphalia.ontology.types import Claim, Document, Verdict
from westphalia.record import Record

Make = Callable[..., Claim]


@pytest.mark.parametrize(
    ("pair", "measure", "direction", "verdict"),
    [
        (("GHA", "TGO"), "relations", 1, Verdict.SUPPORTED),
        (("GHA", "TGO"), "relations", -1, Verdict.CONTRADICTED),
        (("GHA", "TGO"), "conflict", 1, Verdict.CONTRADICTED),
        (("IND", "PAK"), "relations", -1, Verdict.SUPPORTED),
        (("IND", "PAK"), "conflict", 1, Verdict.SUPPORTED),
        (("IND", "PAK"), "cooperation", 1, Verdict.CONTRADICTED),
        (("PER", "POL"), "relations", 1, Verdict.NOT_ENOUGH_RECORD),  # as everybody else: no telling
        (("TCD", "NER"), "relations", -1, Verdict.NOT_ENOUGH_RECORD),  # five events
        (("GHA", "PAK"), "relations", -1, Verdict.NOT_ENOUGH_RECORD),  # none
        (("GHA", "TGO"), "alignment", 1, Verdict.NOT_ENOUGH_RECORD),  # no roll calls in this record
    ],
)
def test_states(
    record: Record, claim: Make, pair: tuple[str, str], measure: str, direction: int, verdict: Verdict
) -> None:
    finding = assess(claim("state", *pair, measure=measure, direction=direction), None, record)
    assert finding.verdict is verdict
    assert finding.n is not None
    assert finding.query
    assert finding.window
    assert any("not what is agreed in law" in text for text in finding.assumptions)
    if finding.verdict in (Verdict.SUPPORTED, Verdict.CONTRADICTED):
        assert finding.low is not None and finding.high is not None and finding.estimate is not None
        assert finding.low < finding.estimate < finding.high
        assert "of the" in finding.reason and "pairs" in finding.reason  # how many others would pass


def test_the_query_gives_the_events_again(record: Record, claim: Make) -> None:
    finding = assess(claim("state", "GHA", "TGO", measure="relations", direction=1), None, record)
    assert finding.query
    rows = record.query(finding.query).to_pandas()
    assert rows.loc[rows["quad"].notna(), "n"].sum() == finding.n


def test_a_state_in_days_that_are_not_covered(record: Record, claim: Make) -> None:
    old = claim(
        "state", "GHA", "TGO", measure="relations", direction=1, first_day=date(1990, 1, 1), last_day=date(1999, 1, 1)
    )
    finding = assess(old, None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "it covers 2018-01-01 to 2018-10-27" in finding.reason


@pytest.mark.parametrize(
    ("pair", "measure", "direction", "verdict"),
    [
        (("EGY", "SDN"), "relations", -1, Verdict.SUPPORTED),
        (("EGY", "SDN"), "conflict", 1, Verdict.SUPPORTED),
        (("EGY", "SDN"), "relations", 1, Verdict.CONTRADICTED),
        (("CHL", "ARG"), "relations", 1, Verdict.NOT_ENOUGH_RECORD),  # no conflict before or after
        (("TCD", "NER"), "relations", -1, Verdict.NOT_ENOUGH_RECORD),
    ],
)
def test_trends(
    record: Record, claim: Make, pair: tuple[str, str], measure: str, direction: int, verdict: Verdict
) -> None:
    finding = assess(claim("trend", *pair, measure=measure, direction=direction), None, record)
    assert finding.verdict is verdict
    assert finding.n is not None
    assert finding.query
    if verdict is Verdict.SUPPORTED:
        assert finding.estimate is not None and finding.low is not None and finding.high is not None
        assert 0 < finding.low < finding.estimate < finding.high
        assert "less than 1 % of 49 other pairs" in finding.reason


def test_nothing_changed_for_the_crowd(record: Record, claim: Make) -> None:
    for pair in (("CAN", "JPN"), ("MEX", "NOR"), ("PER", "POL"), ("SEN", "ESP"), ("THA", "VNM")):
        finding = assess(claim("trend", *pair, measure="relations", direction=-1), None, record)
        assert finding.verdict in (Verdict.NOT_ENOUGH_RECORD, Verdict.CONTRADICTED)


def test_a_trend_needs_two_stretches(record: Record, claim: Make) -> None:
    short = claim("trend", "EGY", "SDN", measure="relations", direction=-1, first_day=date(2018, 8, 1))
    finding = assess(short, None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "two stretches of covered days" in finding.reason


def test_a_trend_of_one_action_is_not_tested(record: Record, claim: Make) -> None:
    assert assess(claim("trend", "EGY", "SDN", action="SANCTION", direction=1), None, record).verdict is None


def test_one_actor_is_not_testable(record: Record, claim: Make) -> None:
    for kind in ("state", "trend"):
        assert (
            assess(claim(kind, "EGY", measure="relations", direction=1), None, record).verdict is Verdict.NOT_TESTABLE
        )


def test_the_same_state_claimed_of_three_says_which_two_were_tested(record: Record, claim: Make) -> None:
    finding = assess(claim("state", "GHA", "TGO", "PAK", measure="relations", direction=1), None, record)
    assert "of all it names, Ghana and Togo were tested" in finding.assumptions


@pytest.mark.parametrize(
    ("pair", "measure", "direction", "verdict"),
    [
        (("RUS", "IRN"), "relations", 1, Verdict.SUPPORTED),
        (("DEU", "FRA"), "alignment", 1, Verdict.SUPPORTED),
        (("ISR", "IRN"), "relations", -1, Verdict.SUPPORTED),
        (("IND", "PAK"), "relations", -1, Verdict.SUPPORTED),
        (("USA", "SAU"), "relations", 1, Verdict.MIXED),  # much cooperation, opposite votes
        (("TON", "BOL"), "relations", 1, Verdict.NOT_ENOUGH_RECORD),  # nothing to do with each other
    ],
)
def test_known_states(
    embedded: Record, claim: Make, pair: tuple[str, str], measure: str, direction: int, verdict: Verdict
) -> None:
    finding = assess(claim("state", *pair, measure=measure, direction=direction), None, embedded)
    assert finding.verdict is verdict
    if pair != ("TON", "BOL"):
        assert "UN roll calls of 2015 to 2019" in finding.reason
        assert any("votes to 2019" in text for text in finding.assumptions)


def test_known_trend_says_that_releases_differ(embedded: Record, claim: Make) -> None:
    since = claim("trend", "PRK", "KOR", measure="relations", direction=-1, first_day=date(2018, 1, 1))
    finding = assess(since, None, embedded)
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.window == (date(2018, 1, 1), date(2022, 6, 30))
    assert any("count alike" in text for text in finding.assumptions)


def test_a_text_younger_than_the_record_is_told_as_of_when(embedded: Record, claim: Make) -> None:
    told = Document(text="x", source="test", sha256="0", published=date(2025, 3, 1))
    finding = assess(claim("state", "RUS", "IRN", measure="relations", direction=1), told, embedded)
    assert finding.as_of == date(2022, 6, 30)
    assert finding.reason.startswith("As of 2022-06-30, not current: ")
    told = Document(text="x", source="test", sha256="0", published=date(2022, 7, 15))
    assert assess(claim("state", "RUS", "IRN", measure="relations", direction=1), told, embedded).as_of is None


def test_votes_alone_decide_only_a_claim_about_votes(embedded: Record, claim: Make) -> None:
    """Two states that have nothing to do with each other are no allies because they vote alike."""
    pair = ("LUX", "NRU"), ("AND", "ISL")
    seen = set()
    for a, b in pair:
        for text, allowed in (("they are allies", False), ("they vote together", True)):
            finding = assess(claim("state", a, b, measure="alignment", direction=1, text=text), None, embedded)
            if not allowed:
                assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
                assert "do not tell how two stand" in finding.reason or "do not say clearly" in finding.reason
            seen.add(finding.verdict)
    assert Verdict.SUPPORTED in seen


@pytest.mark.parametrize(
    ("pair", "verdict"),
    [
        (("USA", "AUS"), Verdict.NOT_ENOUGH_RECORD),  # votes below the median as they are, far above beyond the usual
        (("RUS", "IRN"), Verdict.SUPPORTED),  # the same, but the events are cooperative
        (("USA", "ISR"), Verdict.SUPPORTED),  # both ways of counting
    ],
)
def test_no_index_alone_makes_an_alliance(
    embedded: Record, claim: Make, pair: tuple[str, str], verdict: Verdict
) -> None:
    finding = assess(claim("state", *pair, measure="alignment", direction=1), None, embedded)
    assert finding.verdict is verdict
    assert ("two ways of counting votes disagree" in finding.reason) == (verdict is Verdict.NOT_ENOUGH_RECORD)


def test_one_sentence_about_three_names_the_two_of_each_row(embedded: Record) -> None:
    findings = judge("The Russians and Iranians are united in their opposition to US policies.", embedded)
    starts = [finding.reason.split(":")[0] for finding in findings]
    assert len(findings) == 3
    assert len(set(starts)) == 3
    assert starts[0] == "Russia and Iran"


def test_fields_that_no_indicator_tests_are_named(embedded: Record) -> None:
    (finding,) = judge("Moscow and Tehran are busy with defense and economic relations.", embedded)
    assert "not military and finance alone" in finding.reason
    assert any("no indicator tests alone" in text for text in finding.assumptions)
    (finding,) = judge("Russia and Iran are on good terms.", embedded)
    assert "alone" not in finding.reason
