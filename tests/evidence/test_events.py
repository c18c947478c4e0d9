"""Claims that something happened: seen, not seen, too common to tell, not covered."""

from collections.abc import Callable
from datetime import date

import pytest

from westphalia.evidence.assess import assess
from westphalia.evidence.finding import Finding
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Claim,
    Document,
    Event,
    Mention,
    Quad,
    Span,
    Status,
    Verdict,
)
from westphalia.record import Record

Make = Callable[..., Claim]
JUNE = {"first_day": date(2018, 6, 1), "last_day": date(2018, 6, 30)}
JULY = {"first_day": date(2018, 7, 1), "last_day": date(2018, 7, 31)}


def document(
    *events: Event,
    published: date | None = None,
    sentences: int = 1,
    actors: tuple[Actor, ...] = (),
    mentions: tuple[Mention, ...] = (),
    text: str = "so it is said",
) -> Document:
    return Document(
        text=text,
        mentions=mentions,
        source="test",
        sha256="0",
        published=published,
        events=events,
        actors=actors,
        sentences=tuple(Span(0, 13) for _ in range(sentences)),
    )


def event(actor: str, recipient: str, action: str, **more: object) -> Event:
    values = {"status": Status.HAPPENED, "quad": None, "score": None, "text": "", "start": 0, "end": 0, "sentence": 0}
    return Event(actor=actor, recipient=recipient, action=action, cue=Span(0, 0), **{**values, **more})  # type: ignore[arg-type]


def numbered(finding: Finding) -> None:
    """Every finding that counted says what, where, and how to count it again."""
    assert finding.n is not None
    assert finding.window is not None
    assert finding.windows
    assert finding.sources
    assert finding.query


def test_a_burst_in_the_days_named_is_supported(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", **JUNE), None, record)
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.n == 5
    assert finding.window == (date(2018, 6, 1), date(2018, 7, 2))  # two days more: reports come late
    assert "5 events of «Chad attacked Niger» (ASSAULT) on 5 days" in finding.reason
    assert finding.estimate is not None and finding.low is not None and finding.high is not None
    assert finding.low < finding.estimate < finding.high
    assert len(finding.rows) == 5
    assert finding.rows[0]["date"] == "2018-06-20"
    numbered(finding)


def test_the_query_gives_the_counts_again(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", **JUNE), None, record)
    assert finding.query
    rows = record.query(finding.query).to_pandas()
    assert rows.loc[rows["action"] == "ASSAULT", "n"].sum() == finding.n
    assert rows["day"].min() >= date(2018, 6, 1)
    assert rows["day"].max() <= date(2018, 7, 2)


def test_direction_matters_for_deeds(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "NER", "TCD", action="ASSAULT", **JUNE), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert finding.n == 0


def test_direction_does_not_matter_for_talks(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "ARG", "CHL", action="CONSULT", **JUNE), None, record)
    assert finding.n == 32
    assert any("events in either direction count" in text for text in finding.assumptions)


def test_no_event_where_none_was_to_be_expected_says_nothing(record: Record, claim: Make) -> None:
    march = {"first_day": date(2018, 3, 1), "last_day": date(2018, 3, 31)}
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", **march), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "not telling" in finding.reason
    numbered(finding)


def test_silence_where_there_is_noise_every_day_contradicts(record: Record, claim: Make) -> None:
    finding = assess(
        claim("event", "KEN", "TZA", action="ACCUSE", first_day=date(2018, 7, 8), last_day=date(2018, 7, 21)),
        None,
        record,
    )
    assert finding.verdict is Verdict.CONTRADICTED
    assert "it should be there" in finding.reason
    assert finding.n == 0
    assert finding.high is not None and finding.high < 1


def test_silence_next_to_such_events_does_not_contradict(record: Record, claim: Make) -> None:
    """The last days of July are within a week of August, when the accusations go on."""
    late = {"first_day": date(2018, 7, 20), "last_day": date(2018, 7, 29)}
    finding = assess(claim("event", "KEN", "TZA", action="ACCUSE", **late), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD


def test_a_single_day_of_what_happens_daily_is_not_supported(record: Record, claim: Make) -> None:
    day = {"first_day": date(2018, 6, 12), "last_day": date(2018, 6, 12)}
    finding = assess(claim("event", "CHL", "ARG", action="CONSULT", **day), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "too often to tell" in finding.reason
    assert "more than 99 % at least one" in finding.reason


def test_a_general_claim_of_what_happens_daily_is_supported_and_called_common(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "CHL", "ARG", action="CONSULT", **JUNE), None, record)
    assert finding.verdict is Verdict.SUPPORTED
    assert "too often to be evidence of any one occasion" in finding.reason


def test_a_person_makes_the_claim_one_about_an_occasion(record: Record, claim: Make) -> None:
    """The record counts states: that the President did it himself cannot be seen in it."""
    person = Actor("CHL/a-president", "A President", ActorKind.PERSON, "CHL", role="President")
    told = document(event("CHL", "ARG", "CONSULT", actor_id="CHL/a-president"), actors=(person,))
    finding = assess(claim("event", "CHL", "ARG", action="CONSULT", event=0, **JUNE), told, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "what A President did in person" in finding.reason


def test_what_miscoding_would_give_is_not_supported(record: Record, claim: Make) -> None:
    """One attack among hundreds of other events between two is no more than noise."""
    finding = assess(claim("event", "IND", "PAK", quad=Quad.MATERIAL_CONFLICT, **JUNE), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD


@pytest.mark.parametrize("year", [2012, 2025])
def test_outside_the_coverage_nothing_is_said(record: Record, claim: Make, year: int) -> None:
    days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31)}
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", **days), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert f"does not cover Chad and Niger from {year}-01-01 to {year}-12-31" in finding.reason
    assert "2018-01-01 to 2018-10-27" in finding.reason
    assert finding.n is None


def test_days_covered_in_part_are_never_contradicted(record: Record, claim: Make) -> None:
    part = {"first_day": date(2017, 6, 1), "last_day": date(2018, 1, 20)}
    finding = assess(claim("event", "NER", "TCD", action="ACCUSE", **part), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "covers in part" in finding.reason


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (Status.PLANNED, None),
        (Status.DENIED, Verdict.NOT_ENOUGH_RECORD),
        (Status.URGED, Verdict.NOT_TESTABLE),
        (Status.FEARED, Verdict.NOT_TESTABLE),
        (Status.HYPOTHETICAL, Verdict.NOT_TESTABLE),
    ],
)
def test_what_is_not_said_to_have_happened_is_not_tested_as_if(
    record: Record, claim: Make, status: Status, verdict: Verdict | None
) -> None:
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", status=status, **JUNE), None, record)
    assert finding.verdict is verdict
    assert finding.n is None or status is Status.DENIED  # which is tested as its opposite


def test_without_any_day_a_sentence_is_general_and_an_article_is_not(record: Record, claim: Make) -> None:
    alone = claim("event", "TCD", "NER", action="ASSAULT")
    finding = assess(alone, None, record)
    assert finding.verdict is Verdict.SUPPORTED
    assert any("everything the record covers was searched" in text for text in finding.assumptions)
    article = document(event("TCD", "NER", "ASSAULT"), sentences=5)
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", event=0), article, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "no day is given" in finding.reason


def test_an_undated_event_is_looked_for_before_the_publication(record: Record, claim: Make) -> None:
    told = document(event("TCD", "NER", "ASSAULT"), published=date(2018, 6, 21), sentences=5)
    words = "Chad's army attacked"
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", event=0, text=words), told, record)
    assert finding.verdict is Verdict.SUPPORTED
    assert finding.window == (date(2018, 5, 22), date(2018, 6, 23))
    told = document(event("TCD", "NER", "ASSAULT"), published=date(2018, 5, 21), sentences=5)
    assert assess(claim("event", "TCD", "NER", action="ASSAULT", event=0), told, record).n == 0


def test_nothing_after_the_publication_counts(record: Record, claim: Make) -> None:
    told = document(event("TCD", "NER", "ASSAULT"), published=date(2018, 3, 1), sentences=5)
    year = {"first_day": date(2018, 1, 1), "last_day": date(2018, 12, 31)}
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", event=0, **year), told, record)
    assert finding.n == 0


def test_a_text_that_names_a_later_president_is_later_than_the_record(embedded: Record, claim: Make) -> None:
    from westphalia.ontology.leaders import leaders

    newest = next(leader for leader in leaders("IRN") if leader.first_day > date(2024, 1, 1))
    person = Actor(newest.actor_id, newest.name, ActorKind.PERSON, "IRN", role=newest.title)
    text = f"{newest.title} {newest.name}"
    told = document(
        event("RUS", "IRN", "SUPPORT", recipient_id=newest.actor_id),
        actors=(person,),
        mentions=(Mention(0, len(text), text, newest.actor_id, "name"),),
        text=text,
        sentences=5,
    )
    finding = assess(claim("event", "RUS", "IRN", action="SUPPORT", event=0), told, embedded)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert f"from {newest.first_day} on" in finding.reason
    assert newest.name in finding.assumptions[0]
    assert f"{newest.first_day} or later is inferred: it names {text}" in finding.reason
    assert finding.as_of == date(2022, 6, 30)


def test_one_side_only_has_no_verdict(record: Record, claim: Make) -> None:
    finding = assess(claim("event", "TCD", action="ASSAULT", **JUNE), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "one side only" in finding.reason
    assert finding.n == 5


def test_nobody_and_nothing_are_not_testable(record: Record, claim: Make) -> None:
    assert assess(claim("event", action="ASSAULT"), None, record).verdict is Verdict.NOT_TESTABLE
    assert assess(claim("event", "TCD", "NER"), None, record).verdict is Verdict.NOT_TESTABLE


def test_actors_that_are_not_covered(embedded: Record, claim: Make) -> None:
    """2022 holds the most frequent actors only: absence there is not silence."""
    days = {"first_day": date(2022, 3, 1), "last_day": date(2022, 3, 31)}
    finding = assess(claim("event", "NRU", "TUV", action="ACCUSE", **days), None, embedded)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "does not cover Nauru and Tuvalu from 2022-03-01 to 2022-03-31" in finding.reason


def test_a_single_event_supports_nothing(record: Record, claim: Make) -> None:
    """However unusual: one attack on the 12th, and none for a week around it."""
    day = {"first_day": date(2018, 6, 12), "last_day": date(2018, 6, 12)}
    finding = assess(claim("event", "TCD", "NER", action="ASSAULT", **day), None, record)
    assert finding.n == 1
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "A single event can be an error of coding" in finding.reason
    days = {"first_day": date(2018, 6, 3), "last_day": date(2018, 6, 4)}
    assert assess(claim("event", "TCD", "NER", action="ASSAULT", **days), None, record).verdict is Verdict.SUPPORTED


def test_other_events_of_the_same_quad_do_not_make_it_mixed(record: Record, claim: Make) -> None:
    """Chad attacks Niger in June; that it sanctioned Niger is neither shown nor half shown by that."""
    finding = assess(claim("event", "TCD", "NER", action="SANCTION", **JUNE), None, record)
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "It has 5 other events of material conflict by the same side" in finding.reason


def test_no_ratio_to_next_to_nothing(record: Record, claim: Make) -> None:
    for sides, days in ((("NER", "TCD"), JULY), (("TCD", "NER"), {**JUNE, "last_day": date(2018, 6, 3)})):
        finding = assess(claim("event", *sides, action="ASSAULT", **days), None, record)
        assert finding.unit == "events are usual in such a stretch"
        assert finding.low is not None and finding.estimate is not None and finding.high is not None
        assert 0 <= finding.low < finding.estimate < 0.5
        assert finding.high < 5


def test_ratios_are_told_where_there_is_something_to_compare_with(record: Record, claim: Make) -> None:
    for action, days in (("CONSULT", JUNE), ("ACCUSE", JULY)):
        sides = ("CHL", "ARG") if action == "CONSULT" else ("KEN", "TZA")
        finding = assess(claim("event", *sides, action=action, **days), None, record)
        assert finding.unit == "times what is usual"
        assert finding.low is not None and finding.high is not None
        assert finding.high < 100
