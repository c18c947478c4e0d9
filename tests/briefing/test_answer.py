"""The paragraph that stands first counts what the tables show."""

import dataclasses

from westphalia.briefing.brief import brief
from westphalia.briefing.page import page
from westphalia.briefing.view_text import event_rows
from westphalia.ontology.types import Event, Quad, ReadBy, Status


def test_mutual_acts_count_once_and_hearsay_is_told_apart(make_document, record):
    document = make_document()
    span = document.sentences[3]

    def event(actor, recipient, code="CONSULT", **more):
        where = (document.sentence(3), span.start, span.end, 3, span)
        return Event(actor, recipient, code, Status.HAPPENED, Quad.VERBAL_COOPERATION, 1.0, *where, **more)

    more = (event("RUS", "IRN"), event("IRN", "RUS"), event("CHN", "IRN", "AID", holder="officials in Kyiv"))
    answer = brief(dataclasses.replace(document, events=document.events + more, agreements=()), record)
    happened, _ = event_rows(answer.document)
    assert len(happened) == 4
    assert "reports 4 events as having happened" in answer.answer
    assert (
        "(3 told by the author, 1 only by somebody quoted or paraphrased: «according to officials in Kyiv»)"
        in answer.answer
    )


def test_only_hearsay(make_document, record):
    document = make_document()
    events = tuple(dataclasses.replace(event, holder="Tehran") for event in document.events)
    answer = brief(dataclasses.replace(document, events=events, agreements=()), record).answer
    assert "2 events as having happened (none told by the author, 2 only by somebody quoted or paraphrased" in answer
    assert "the United States sanctioned Iran (according to Tehran)" in answer


def test_a_reading_that_is_not_sure_is_marked_and_does_not_lead(make_document, record):
    document = dataclasses.replace(make_document(), read_by=ReadBy("model", "0.1.0"), agreements=())
    first, *others = document.events
    unsure = dataclasses.replace(first, confidence=0.65)
    sure = [dataclasses.replace(one, confidence=0.9) for one in others]
    found = brief(dataclasses.replace(document, events=(unsure, *sure)), record)
    marks = {row.sure for part in event_rows(found.document) for row in part}
    assert marks == {"65 %", ""}
    assert "65 %" in page(found) and "how often a reading as sure as this is right" in page(found)
    ruled = dataclasses.replace(found.document, read_by=ReadBy("rules", "0.1.0"))
    assert not any(row.sure for part in event_rows(ruled) for row in part)  # its figures are not fitted
