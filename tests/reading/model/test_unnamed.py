"""Deeds with an unnamed side: who is weighed, who is told, what is left alone (weights are the tests')."""

from collections.abc import Sequence
from math import exp

import pytest

from westphalia.ontology.types import Status
from westphalia.reading import clauses, events, mentions
from westphalia.reading.cast import Cast, Scene, named
from westphalia.reading.model import join, unnamed
from westphalia.reading.model.proposals import Proposal, Side
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize

Row = tuple[str | None, str, str | None]
Seen = tuple[list[events.Found], Scene, tuple[Proposal, ...]]
FEATURES = (*unnamed.FEATURES, "our_home", "same", "meant", "share")


class Text:
    """Sentences read by the rules, one after the other; the last is the scene."""

    def __init__(self, *sentences: str, home: str | None = None) -> None:
        text = " ".join(sentences)
        tokens, self.references = mentions.find(text, tokenize(text), None)
        self.cast = Cast()
        end = 0
        for k, sentence in enumerate(sentences):
            start, end = end, end + len(sentence) + 1
            own = join_hyphens([token for token in tokens if start <= token.start < end])
            tag(own)
            self.parse = clauses.parse(own)
            here = named(self.parse, self.references)
            if k < len(sentences) - 1:
                self.cast.remember(here, [])
        self.text, self.here, self.home = text, here, home
        self.found = events.find(self.parse, self.references)

    def scene(self, *proposals: Proposal) -> Scene:
        likely = join.shares(proposals, self.references)
        return Scene(self.parse, self.references, self.here, self.cast, self.home, likely)

    def complete(self, *proposals: Proposal, least: float = 0.5) -> list[events.Found]:
        return unnamed.complete(self.found, self.scene(*proposals), proposals, least)

    def rows(self, found: Sequence[events.Found]) -> set[Row]:
        return {(self.code(one.actor), one.cue.action, self.code(one.recipient)) for one in found}

    def code(self, index: int | None) -> str | None:
        return None if index is None else self.references[index].code

    def side(self, word: str, kind: str = "named", meant: dict[str, float] | None = None) -> Side:
        """The mention `word` of the scene: somebody it names, or with another `kind` one that names nobody."""
        token = next(token for token in self.parse.tokens if token.text == word)
        return Side(token.actors if kind == "named" else (), token.start, token.end, kind, meant or {})

    def propose(
        self, actor: Side, recipient: Side, cue: str, same: dict[str, float] | None = None, **actions: float
    ) -> Proposal:
        place = next(k for k, token in enumerate(self.parse.tokens) if token.text == cue)
        return Proposal(actor, recipient, actions, {Status.HAPPENED: 1.0}, {}, place, same or {})


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Set the weights: of features by name, and nobody's constant."""

    def set_them(nobody: float, **of: float) -> None:
        row = tuple(of.get(name, 0.0) for name in FEATURES)
        monkeypatch.setattr(unnamed, "WEIGHTS", (row, (nobody, *([0.0] * (len(unnamed.WEIGHTS[1]) - 1)))))

    return set_them


COMPLAINT = ("Kenya met Uganda.", "Pakistan closed a bridge.", "India scolded it.")


def complaint(*sentences: str, home: str | None = None) -> tuple[Text, Proposal]:
    """A text whose last sentence says that India complains of «it», and what the model sees there."""
    text = Text(*(sentences or COMPLAINT), home=home)
    return text, text.propose(text.side("India"), text.side("it", "pronoun"), "scolded", ACCUSE=0.8)


def test_there_is_a_weight_for_every_feature() -> None:
    assert len(unnamed.WEIGHTS[0]) == len(FEATURES)
    (choice,) = unnamed.choices(*_of(*complaint()))
    assert {len(row) for row in choice.features} == {len(FEATURES)}
    assert len(choice.nobody) == len(unnamed.WEIGHTS[1])


def _of(text: Text, *proposals: Proposal) -> Seen:
    return text.found, text.scene(*proposals), proposals


# --- who is meant, and whether anybody is ----------------------------------------------------------------------------


def test_a_deed_to_nobody_gets_the_likeliest(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=3.0)
    text, proposal = complaint()
    (event,) = text.complete(proposal)
    assert text.rows([event]) == {("IND", "ACCUSE", "PAK")}
    assert event.confidence == pytest.approx(exp(3) / (exp(3) + 3), abs=1e-4)  # Kenya, Uganda and nobody weigh 1 each
    assert event.inferred is not None
    assert event.inferred.startswith("recipient: ")


def test_what_was_found_is_not_changed(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=3.0)
    text, proposal = complaint()
    before = text.rows(text.found)
    text.complete(proposal)
    assert text.rows(text.found) == before


def test_nobody_may_be_meant(weights) -> None:  # type: ignore[no-untyped-def]
    weights(9.0, last=3.0)
    text, proposal = complaint()
    assert text.complete(proposal) == text.found


def test_who_is_told_must_be_as_sure_as_asked(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=1.0)
    text, proposal = complaint()  # Pakistan e of e + 3, 0.475
    assert text.complete(proposal, least=0.5) == text.found
    assert text.rows(text.complete(proposal, least=0.4)) == {("IND", "ACCUSE", "PAK")}


@pytest.mark.parametrize(
    ("feature", "meant"),
    [("last", "PAK"), ("last_but_one", ""), ("opener", "PAK"), ("often", ""), ("home", "KEN"), ("dealt", "UGA")],
)
def test_each_feature_points_at_somebody(weights, feature: str, meant: str) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, **{feature: 9.0})
    text, proposal = complaint(home="KEN")
    text.cast.deals[frozenset(("IND", "UGA"))] = 1.0
    # Kenya and Uganda are alike in the last sentence but one, all three in how often they are named.
    told = {("IND", "ACCUSE", meant)} if meant else text.rows(text.found)
    assert text.rows(text.complete(proposal)) == told


@pytest.mark.parametrize(
    "sentences",
    [
        ("India scolded it.",),  # nobody else is named
        ("India met India.", "India scolded it."),
        ("Kenya met Uganda.", "Why has India scolded it?"),
    ],
)
def test_where_there_is_nothing_to_choose(sentences: tuple[str, ...]) -> None:
    assert list(unnamed.choices(*_of(*complaint(*sentences)))) == []


def test_one_whom_no_record_knows_is_no_partner() -> None:
    text, proposal = complaint()
    text.references[proposal.actor.actors[0]].code = None
    assert list(unnamed.choices(*_of(text, proposal))) == []


# --- which mention, which side ---------------------------------------------------------------------------------------

SURPRISE = (
    "Nicaragua mined the harbour of Honduras.",
    "It took Colombia by surprise.",
)  # no event of a rule


def test_a_pronoun_that_acts_is_the_likeliest(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, opener=3.0)
    text = Text(*SURPRISE)
    proposal = text.propose(text.side("It", "pronoun"), text.side("Colombia"), "took", ACCUSE=0.8, COERCE=0.1)
    (event,) = text.complete(proposal)
    assert text.rows([event]) == {("NIC", "ACCUSE", "COL")}
    assert event.alone
    assert event.inferred is not None
    assert event.inferred.startswith("actor: ")


def test_the_actor_named_and_the_recipient_not(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, opener=3.0)
    text = Text(SURPRISE[0], "Colombia took it by surprise.")
    proposal = text.propose(text.side("Colombia"), text.side("it", "pronoun"), "took", ACCUSE=0.8)
    assert text.rows(text.complete(proposal)) == {("COL", "ACCUSE", "NIC")}


def test_whom_the_model_takes_for_the_mention(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, same=1.0)
    text = Text("Chile met Bolivia.", "Peru said that it would take Colombia by surprise.")
    one = text.propose(text.side("it", "pronoun"), text.side("Colombia"), "take", {"PER": 0.99}, ACCUSE=0.8)
    assert text.rows(text.complete(one)) == {("PER", "ACCUSE", "COL")}


def test_whom_the_mention_means(weights) -> None:  # type: ignore[no-untyped-def]
    weights(-1.0, meant=1.0)
    text = Text("Chile met Bolivia.", "Colombia took the army by surprise.")
    army = text.side("army", "description", {"CHL": 0.05, "BOL": 0.9})
    proposal = text.propose(text.side("Colombia"), army, "took", ACCUSE=0.8)
    (event,) = text.complete(proposal, least=0.3)
    assert text.rows([event]) == {("COL", "ACCUSE", "BOL")}
    assert event.confidence == pytest.approx(0.9 / (0.9 + 0.05 + exp(-1)), abs=1e-4)


def test_somebody_whom_the_sentence_does_not_mention(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, dealt=9.0)
    text = Text("Chile met Bolivia.", "Peru thought again.")
    text.cast.deals[frozenset(("PER", "BOL"))] = 1.0
    outside = Side((), 0, 0, "outside")
    for sides, row in (
        ((text.side("Peru"), outside), ("PER", "CONCEDE", "BOL")),
        ((outside, text.side("Peru")), ("BOL", "CONCEDE", "PER")),
    ):
        proposal = text.propose(*sides, "thought", CONCEDE=0.8)
        assert text.rows(text.complete(proposal)) == {row}
        pair = ("PER", None) if row[0] == "PER" else (None, "PER")
        assert text.scene(proposal).likely == {pair: {"CONCEDE": 0.8}}


def test_we_are_at_home(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, our_home=4.0)
    text = Text("Chile met Bolivia.", "Colombia took us by surprise.", home="CHL")
    for kind, rows in (("first", {("COL", "ACCUSE", "CHL")}), ("description", set())):
        proposal = text.propose(text.side("Colombia"), text.side("us", kind), "took", ACCUSE=0.8)
        assert text.rows(text.complete(proposal)) == rows


def test_a_pair_that_is_told_is_not_told_again(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, opener=9.0)
    text = Text("Nicaragua closed a port.", "Nicaragua accused Colombia and took it to court.")
    assert text.rows(text.found) == {("NIC", "ACCUSE", "COL")}
    text.cast.known["COL"] = next(iter(text.found)).recipient or 0
    text.cast.opener = "COL"
    proposal = text.propose(text.side("Nicaragua"), text.side("it", "pronoun"), "took", ACCUSE=0.8)
    assert text.complete(proposal) == text.found


def test_of_two_mentions_the_surer_tells(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, opener=2.0, same=1.0)
    text = Text(*SURPRISE)
    unsure = text.propose(text.side("It", "pronoun"), text.side("Colombia"), "took", COERCE=0.9)
    sure = text.propose(text.side("surprise", "description"), text.side("Colombia"), "took", {"NIC": 0.9}, ACCUSE=0.4)
    for order in ((unsure, sure), (sure, unsure)):
        assert text.rows(text.complete(*order)) == {("NIC", "ACCUSE", "COL")}


def test_neither_a_pair_of_names_nor_a_heading_nor_a_state_of_affairs_is_completed() -> None:
    text = Text(*SURPRISE)
    named = text.propose(text.side("Colombia"), text.side("Colombia"), "took", ACCUSE=0.8)
    assert list(unnamed.choices(*_of(text, named))) == []
    heading = Text(SURPRISE[0], "Its agreement with Colombia")
    one = heading.propose(heading.side("Its", "pronoun"), heading.side("Colombia"), "agreement", AGREE=0.8)
    assert list(unnamed.choices(*_of(heading, one))) == []
    resting = Text(SURPRISE[0], "It has been busy in Colombia.")
    two = resting.propose(resting.side("It", "pronoun"), resting.side("Colombia"), "busy", CONSULT=0.8)
    assert list(unnamed.choices(*_of(resting, two))) == []


# --- beside the events of rules --------------------------------------------------------------------------------------


def test_a_deed_is_not_told_with_and_without_its_side(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, opener=3.0, same=1.0)
    text = Text(SURPRISE[0], "It took Colombia to court.")
    assert text.rows(text.found) == {(None, "ACCUSE", "COL")}
    proposal = text.propose(text.side("It", "pronoun"), text.side("Colombia"), "took", {"NIC": 0.9}, ACCUSE=0.8)
    assert text.rows(text.complete(proposal)) == {("NIC", "ACCUSE", "COL")}


def test_events_stay_in_the_order_of_their_cues(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=4.0)
    text, proposal = complaint(*COMPLAINT[:2], "India scolded it before Nepal expelled a Bhutanese envoy.")
    cues = [event.cue_first for event in text.complete(proposal)]
    assert len(cues) > 1
    assert cues == sorted(cues)


def test_fellows_in_a_deed_are_not_its_two_sides(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, before=9.0)
    text = Text("Mali met Niger.", "Kenya and Uganda shelled Somalia, and it was over.")
    proposal = text.propose(text.side("Uganda"), text.side("it", "pronoun"), "shelled", ASSAULT=0.9)
    assert ("UGA", "ASSAULT", "KEN") not in text.rows(text.complete(proposal))


def test_a_deed_that_is_told_is_not_told_the_other_way(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, before=9.0)
    text = Text("Mali met Niger.", "Iraq accused Turkey and had it in mind.")
    proposal = text.propose(text.side("Turkey"), text.side("it", "pronoun"), "had", ACCUSE=0.9)
    assert text.rows(text.complete(proposal)) == {("IRQ", "ACCUSE", "TUR")}
    other = text.propose(text.side("Turkey"), text.side("it", "pronoun"), "had", AID=0.9)
    assert ("TUR", "AID", "IRQ") in text.rows(text.complete(other))


def test_nobody_is_taken_for_whom_nobody_is_likelier(weights) -> None:  # type: ignore[no-untyped-def]
    weights(4.0, last=1.0)
    text, proposal = complaint()
    assert text.complete(proposal, least=0.0) == text.found


def test_somebody_outside_the_sentence_is_not_somebody_in_it(weights) -> None:  # type: ignore[no-untyped-def]
    weights(-9.0, before=9.0, last=1.0)
    text = Text("Chile met Bolivia.", "Uruguay saw that Peru thought again.")
    proposal = text.propose(text.side("Peru"), Side((), 0, 0, "outside"), "thought", CONCEDE=0.8)
    (choice,) = unnamed.choices(*_of(text, proposal))
    assert set(choice.codes) == {"CHL", "BOL"}
