"""The article that the project began with: its heart must be read right."""

from pathlib import Path

import pytest

from westphalia.ontology.domains import DOMAINS
from westphalia.ontology.types import ClaimKind, Document, Status
from westphalia.reading import describe_voices, read_text

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def document(shared_data: Path) -> Document:
    return read_text((shared_data / "text" / "partnership_article.txt").read_text(encoding="utf-8"))


def test_the_agreement(document: Document) -> None:
    (agreement,) = document.agreements
    assert agreement.parties == ("RUS", "IRN")
    assert agreement.signatories == ("Vladimir Putin", "Masoud Pezeshkian")
    assert agreement.domains == DOMAINS
    assert (agreement.status, agreement.kind, agreement.day) == (Status.HAPPENED, "strategic partnership", None)


def test_what_happened_and_nothing_else(document: Document) -> None:
    happened = {(e.actor, e.action, e.recipient) for e in document.events if e.status is Status.HAPPENED}
    assert happened == {
        ("RUS", "SUPPORT", "IRN"),
        ("IRN", "SUPPORT", "RUS"),
        ("USA", "ACCUSE", "RUS"),
        ("USA", "ACCUSE", "IRN"),
    }


def test_what_is_only_urged(document: Document) -> None:
    urged = {(e.actor, e.action, e.recipient) for e in document.events if e.status is Status.URGED}
    assert {("SANCTION", "RUS"), ("SANCTION", "IRN")} <= {(action, recipient) for _, action, recipient in urged}
    found = [c for c in document.claims if c.kind is ClaimKind.RECOMMENDATION]
    assert any(c.text.startswith("Reinstitute sanctions") and {"RUS", "IRN"} <= set(c.actors) for c in found)
    assert any("neutralize" in c.text and c.actors == ("IRN",) for c in found)


def test_no_day_and_no_place(document: Document) -> None:
    assert all(e.day is None and e.place is None for e in document.events)
    assert document.published is None


def test_the_analysts_hold_their_claim(document: Document) -> None:
    held = [c for c in document.claims if c.holder == "Analysts advising President Trump"]
    assert held and all(c.holder_code == "USA" and c.voice == "paraphrase" for c in held)
    assert any("serious threat" in c.text for c in held)


def test_the_causes(document: Document) -> None:
    text = document.text
    causes = {
        text[c.effect.start : c.effect.end]: (text[c.cause.start : c.cause.end], c.polarity)
        for c in document.claims
        if c.cause is not None and c.effect is not None
    }
    hardened = next(v for k, v in causes.items() if "national will" in k)
    assert "tough policies" in hardened[0] and hardened[1] == 1
    impetus = next(v for k, v in causes.items() if "Russia-Iran alliance" in k)
    assert impetus == ("these policies", 1)
    assert next(v for k, v in causes.items() if "these two countries" in k)[1] == 0


def test_the_forecast_of_the_last_sentence(document: Document) -> None:
    last = [c for c in document.claims if c.sentence == len(document.sentences) - 1]
    assert any(c.kind is ClaimKind.FORECAST and c.hedge == "should be expected to" for c in last)


def test_the_closeness_of_the_two(document: Document) -> None:
    trends = [c for c in document.claims if c.kind is ClaimKind.TREND and set(c.actors) == {"RUS", "IRN"}]
    assert any(c.measure == "relations" and c.direction == 1 for c in trends)
    states = [c for c in document.claims if c.kind is ClaimKind.STATE]
    assert any(c.actors == ("RUS", "IRN") and c.measure == "alignment" and c.direction == 1 for c in states)


def test_china_is_not_called_america_s_ally(document: Document) -> None:
    assert not any(c.kind is ClaimKind.STATE and {"USA", "CHN"} <= set(c.actors) for c in document.claims)
    assert not any({e.actor, e.recipient} == {"USA", "CHN"} for e in document.events)


def test_one_side_in_paraphrase_only(document: Document) -> None:
    words = describe_voices(document)
    assert "quotes nobody directly" in words
    assert "one side in paraphrase only: United States" in words
