"""The cue tables hold nothing that the reader could not use."""

import pytest

from westphalia.ontology.actions import action
from westphalia.ontology.domains import CONTEXTS
from westphalia.ontology.states import states
from westphalia.ontology.types import Status
from westphalia.reading.cues import noun_cues, nouns_of, verb_cues
from westphalia.reading.tables import alternatives, table
from westphalia.reading.verbs import forms

FLAGS = {
    *("mutual", "recipient", "actor", "swapped", "with-sanctions", "warning", "organisation", "journey", "infinitive"),
    *("that-clause", "threat", "named-object", "person", "complement", "alone", "subject"),
    *("gift", "foreign", "state-side", "crowd", "to-court", "insult", "joint", "keeps-out", "takes-in", "free"),
    *("sure", "in-numbers", "by-arms"),
}


@pytest.mark.parametrize(
    ("name", "column"),
    [("verb_cues", "verbs"), ("report_cues", "verbs"), ("trend_verbs", "verbs")],
)
def test_every_verb_is_known_with_its_forms(name: str, column: str) -> None:
    known = {verb for readings in forms().values() for verb, _ in readings}
    missing = {verb for row in table(name) for verb in alternatives(row[column])} - known
    assert missing == set()


@pytest.mark.parametrize("name", ["complements", "governors", "cause_cues"])
def test_every_governing_verb_is_known(name: str) -> None:
    known = {verb for readings in forms().values() for verb, _ in readings}
    missing = {w for row in table(name) if row["kind"] == "verb" for w in alternatives(row["words"])} - known
    assert missing == set()


def test_actions_modes_contexts_and_flags_are_plover_s() -> None:
    cues = [cue for found in verb_cues().values() for cue in found] + list(noun_cues().values())
    for cue in cues:
        known = action(cue.action)
        assert cue.mode is None or cue.mode in known.modes, (cue.action, cue.mode)
        assert set(cue.contexts) <= set(CONTEXTS)
        assert cue.flags <= FLAGS


def test_all_sixteen_actions_have_cues_and_there_are_several_hundred() -> None:
    used = {cue.action for found in verb_cues().values() for cue in found}
    assert len(used) == 16
    assert sum(len(found) for found in verb_cues().values()) + len(noun_cues()) > 600


def test_classes_and_statuses_exist() -> None:
    for row in table("verb_cues"):
        nouns_of(row["nouns"])
    for name in ("complements", "governors"):
        assert {Status(row["status"]) for row in table(name)}


def test_places_lie_in_states() -> None:
    assert {row["code"] for row in table("places")} <= set(states())


@pytest.mark.parametrize(("one", "other"), [("canceled", "cancelled"), ("initialing", "initialling")])
def test_a_verb_is_known_in_both_spellings(one: str, other: str) -> None:
    assert forms()[one] == forms()[other] != ()
    assert "expeled" not in forms()


def test_no_set_of_words_has_two_rows() -> None:
    names = [row["set"] for row in table("word_sets")]
    assert sorted(names) == sorted(set(names))
