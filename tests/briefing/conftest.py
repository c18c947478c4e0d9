"""A document built by hand, so that what a briefing shows does not depend on what a reader finds."""

import hashlib
from datetime import date

import pytest

from westphalia.ontology.actions import action
from westphalia.ontology.types import (
    Actor,
    ActorKind,
    Agreement,
    Claim,
    ClaimKind,
    Document,
    Event,
    Mention,
    Span,
    Status,
    Voice,
)
from westphalia.record import Record

SENTENCES = (
    "Russia and Iran signed a partnership agreement on energy and transport.",
    "The United States sanctioned Iran in May 2018.",
    "President Ortega of Nowhere called the deal shameful.",
    "Relations between Russia and Iran have improved.",
    "China may join the talks next year.",
    "Washington should lift the sanctions on Tehran.",
)
TEXT = f"{SENTENCES[0]} {SENTENCES[1]}\n\n{SENTENCES[2]} {SENTENCES[3]}\n\n{SENTENCES[4]} {SENTENCES[5]}"


def document_of(sentences=SENTENCES, *, title="A pact and its critics", published=date(2018, 6, 1), **changes):
    """The document of these sentences, with actors, events, claims and voices in their places."""
    text = TEXT if sentences is SENTENCES else " ".join(sentences)
    spans, at = [], 0
    for sentence in sentences:
        at = text.index(sentence, at)
        spans.append(Span(at, at + len(sentence)))
        at += len(sentence)

    def mention(sentence, words, actor_id, how="name"):
        start = text.index(words, spans[sentence].start)
        return Mention(start, start + len(words), words, actor_id, how)

    def event(sentence, actor, recipient, code, status=Status.HAPPENED, **more):
        span, known = spans[sentence], action(code)
        return Event(
            actor, recipient, code, status, known.quad, known.score, text[span.start : span.end], span.start, span.end,
            sentence, span, **more,
        )  # fmt: skip

    def claim(sentence, kind, **more):
        span = spans[sentence]
        more = {"holder": "author"} | more
        return Claim(
            kind=kind, text=text[span.start : span.end], start=span.start, end=span.end, sentence=sentence, **more
        )

    actors = (
        Actor("RUS", "Russia", ActorKind.STATE, "RUS"),
        Actor("IRN", "Iran", ActorKind.STATE, "IRN"),
        Actor("USA", "United States", ActorKind.STATE, "USA"),
        Actor("CHN", "China", ActorKind.STATE, "CHN"),
        Actor("NIC/ortega", "Ortega", ActorKind.PERSON, "NIC", role="President", unverified=True),
    )
    fields = {
        "source": "pact.txt",
        "title": title,
        "language": "en",
        "published": published,
        "published_source": "front matter" if published else None,
        "actors": actors,
        "sentences": tuple(spans),
        "mentions": (
            mention(0, "Russia", "RUS"),
            mention(0, "Iran", "IRN"),
            mention(1, "United States", "USA"),
            mention(1, "Iran", "IRN"),
            mention(2, "Ortega", "NIC/ortega", "title"),
            mention(3, "Russia", "RUS"),
            mention(3, "Iran", "IRN"),
            mention(4, "China", "CHN"),
            mention(5, "Washington", "USA", "capital"),
            mention(5, "Tehran", "IRN", "capital"),
        )
        if sentences is SENTENCES
        else (),
        "events": (
            event(0, "RUS", "IRN", "SUPPORT", domains=("energy", "transport")),
            event(1, "USA", "IRN", "SANCTION", day=date(2018, 5, 1), day_source="inferred: «in May 2018»"),
            event(5, "USA", "IRN", "CONCEDE", Status.URGED),
        )
        if sentences is SENTENCES
        else (),
        "agreements": (
            Agreement(
                "partnership agreement", ("RUS", "IRN"), (), ("energy", "transport"), Status.HAPPENED, SENTENCES[0],
                spans[0].start, spans[0].end, 0, kind="strategic partnership",
            ),
        )
        if sentences is SENTENCES
        else (),
        "claims": (
            claim(
                1, ClaimKind.EVENT, actors=("USA", "IRN"), action="SANCTION", status=Status.HAPPENED, measure="event",
                first_day=date(2018, 5, 1), last_day=date(2018, 5, 31), event=1,
            ),
            claim(2, ClaimKind.EVALUATION, holder="President Ortega", holder_id="NIC/ortega", holder_code="NIC",
                  voice="paraphrase", cue="called"),
            claim(3, ClaimKind.TREND, actors=("RUS", "IRN"), measure="relations", direction=1),
            claim(4, ClaimKind.FORECAST, actors=("CHN",), hedge="may"),
            claim(5, ClaimKind.RECOMMENDATION, actors=("USA", "IRN")),
        )
        if sentences is SENTENCES
        else (),
        "voices": (Voice("President Ortega", "NIC", 0, 1),) if sentences is SENTENCES else (),
    }  # fmt: skip
    return Document(text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **(fields | changes))


@pytest.fixture(scope="session")
def make_document():
    """`document_of`, for documents of other sentences."""
    return document_of


@pytest.fixture(scope="session")
def document():
    return document_of()


@pytest.fixture(scope="session")
def record():
    return Record.default()


@pytest.fixture(scope="session")
def briefing(document, record):
    from westphalia.briefing.brief import brief

    return brief(document, record)
