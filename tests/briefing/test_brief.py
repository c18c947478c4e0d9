"""Assembling: which pairs, what is left out, where it may be written."""

import dataclasses
import json
from datetime import date

import pytest

from westphalia.briefing.brief import CHARTS, FORECASTS, brief, writable
from westphalia.briefing.dyads import dyads_of
from westphalia.errors import CallError
from westphalia.ontology.actions import action
from westphalia.ontology.types import Actor, ActorKind, Agreement, Event, Mention, Status

CODES = ("RUS", "IRN", "USA", "CHN", "IND", "PAK")


def test_pairs_by_weight(document):
    dyads = dyads_of(document)
    # What is urged gives no weight, and the conclusion of an agreement is no event besides it.
    assert [(dyad.a, dyad.b, dyad.weight) for dyad in dyads] == [("IRN", "USA", 3), ("IRN", "RUS", 3)]
    assert (dyads[0].events, dyads[0].others, dyads[1].events, dyads[1].agreements) == (1, 3, 0, 1)


def test_a_claim_that_was_tested_gives_weight(briefing):
    first = briefing.dyads[0]
    assert (first.a, first.b, first.claims, first.weight) == ("IRN", "RUS", 1, 4)


def test_an_old_treaty_does_not_lead(make_document):
    sentences = ("Mali and Senegal signed treaties in 1963.", "France sanctioned Mali.", "France met Mali.")
    base = make_document(sentences)

    def event(actor, recipient, code, sentence):
        span = base.sentences[sentence]
        about = (span.start, span.end, sentence, span)
        return Event(actor, recipient, code, Status.HAPPENED, action(code).quad, 1.0, sentences[sentence], *about)

    treaty = Agreement("treaty", ("MLI", "SEN"), (), (), Status.HAPPENED, sentences[0], 0, 5, 0)
    events = (event("FRA", "MLI", "SANCTION", 1), event("FRA", "MLI", "CONSULT", 2), event("MLI", "FRA", "CONSULT", 2))
    signed = (event("MLI", "SEN", "AGREE", 0), event("SEN", "MLI", "AGREE", 0))
    dyads = dyads_of(dataclasses.replace(base, agreements=(treaty,) * 5, events=signed + events))
    assert [(dyad.a, dyad.b, dyad.weight) for dyad in dyads] == [("FRA", "MLI", 2), ("MLI", "SEN", 1)]


def test_many_actors(make_document, record):
    sentences = ("Six states met.", "They met again.")
    document = make_document(
        sentences,
        actors=tuple(Actor(code, code, ActorKind.STATE, code) for code in CODES),
        mentions=tuple(
            Mention(at + index, at + index + 1, "x", code, "name") for at in (0, 20) for index, code in enumerate(CODES)
        ),
    )
    answer = brief(document, record)
    assert len(answer.dyads) == 15
    assert (len(answer.relations), len(answer.forecasts)) == (CHARTS, FORECASTS)
    assert any("of 15" in line for line in answer.left_out)
    assert any("westphalia forecast" in line for line in answer.left_out)


def test_actors_that_the_record_never_saw_are_no_pair(make_document, record):
    document = make_document(
        ("Mars met Venus.", "Mars met Iran."),
        actors=(Actor("IRN", "Iran", ActorKind.STATE, "IRN"), Actor("REB:MARS", "Mars", ActorKind.GROUP, "REB:MARS")),
        mentions=(Mention(16, 20, "Mars", "REB:MARS", "name"), Mention(25, 29, "Iran", "IRN", "name")) * 2,
    )
    assert brief(document, record).dyads == ()


def test_a_pair_that_one_sentence_names_is_none(make_document):
    document = make_document(
        ("Iran and Chad.",),
        mentions=(Mention(0, 4, "Iran", "IRN", "name"), Mention(9, 13, "Chad", "TCD", "name")),
        actors=(Actor("IRN", "Iran", ActorKind.STATE, "IRN"), Actor("TCD", "Chad", ActorKind.STATE, "TCD")),
    )
    assert dyads_of(document) == ()


def test_what_is_told_once(make_document):
    from westphalia.briefing.answer import _told
    from westphalia.ontology.types import Event, Quad, Span, Status

    def event(actor, recipient, code, sentence=0):
        quad = Quad.MATERIAL_CONFLICT
        return Event(actor, recipient, code, Status.HAPPENED, quad, -6.0, "x", 0, 1, sentence, Span(0, 1))

    assert _told([event("USA", "RUS", "SANCTION"), event("USA", "CHN", "SANCTION")]) == [
        "the United States sanctioned China and Russia"
    ]
    assert _told([event("FRA", "RUS", "SANCTION"), event("DEU", "RUS", "SANCTION")]) == [
        "France and Germany sanctioned Russia"
    ]
    assert _told([event("IRN", "RUS", "CONSULT"), event("RUS", "IRN", "CONSULT")]) == [
        "Iran and Russia consulted each other"
    ]
    assert _told([event("IRN", "RUS", "CONSULT"), event("RUS", "IRN", "CONSULT", 1)]) == [
        "Iran consulted Russia",
        "Russia consulted Iran",
    ]
    assert _told([event("IRN", None, "CONSULT"), event("IRN", "RUS", None)]) == []


def test_progress_names_the_stages(document, record):
    stages = []
    brief(document, record, progress=stages.append)
    assert stages == [
        "Testing 5 claims from 6 sentences",
        "Forecasting 2 pairs",
        "Measuring relations of pair 1 of 2",
        "Measuring relations of pair 2 of 2",
        "Comparing votes of pair 1 of 2",
        "Comparing votes of pair 2 of 2",
        "Placing 5 actors on the map",
    ]


def test_save_by_suffix(briefing, tmp_path):
    assert briefing.save(tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert briefing.save(tmp_path / "b.md").read_text(encoding="utf-8").startswith("# ")
    assert json.loads(briefing.save(tmp_path / "B.JSON").read_text(encoding="utf-8"))["seed"] == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["B.JSON", "b.html", "b.md"]


@pytest.mark.parametrize("name", ["b.docx", "b", "none/b.html"])
def test_places_that_cannot_be_written(tmp_path, name):
    with pytest.raises(CallError):
        writable(tmp_path / name)


def test_a_folder_is_no_file(tmp_path):
    (tmp_path / "x.html").mkdir()
    with pytest.raises(CallError, match="is a folder"):
        writable(tmp_path / "x.html")


def test_every_number_has_its_query(briefing, record):
    names = [name for name, _ in briefing.queries()]
    assert any(name.startswith("Relations") for name in names)
    assert any(name.startswith("Forecast") for name in names)
    assert any(name.startswith("Voting") for name in names)


def test_answer_says_what_counts(briefing):
    text = briefing.answer
    assert text.startswith("«A pact and its critics» reports 2 events and 1 agreement as having happened")
    assert "(all told by the author)" in text
    assert "the United States sanctioned Iran" in text
    assert "5 claims" in text
    assert "Brier" in text


def test_a_text_in_a_gap_says_so(make_document, record):
    answer = brief(make_document(published=date(2019, 5, 5)), record)
    assert "does not cover the day of the text (2019-05-05)" in answer.answer
