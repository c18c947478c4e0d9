"""The paragraph that stands first counts what the tables show."""

import dataclasses

from westphalia.briefing.brief import brief
from westphalia.briefing.view_text import event_rows
from westphalia.ontology.types import Event, Quad, Status


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
