"""What is told of the model's own: nothing of a heading, everything else as far as it is sure."""

from math import log

import pytest

from westphalia.ontology.types import Status
from westphalia.reading import clauses, events, mentions, read_text
from westphalia.reading.model.join import WEIGHTS, join, weigh
from westphalia.reading.model.proposals import Proposal, Side
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tagging import tag
from westphalia.reading.tokens import join_hyphens, tokenize

Read = tuple[Parse, list[Reference], list[events.Found]]


@pytest.mark.parametrize(
    "heading",
    [
        "Joint communiqué of Türkiye and Iraq on the two rivers",
        "Joint Declaration by Japan and Mongolia on Strategic Partnership",
        "Agreement between Chad and Libya concerning the Aouzou strip",
        "Iran and the United States",
    ],
)
def test_a_heading_tells_no_event_of_the_model(heading: str) -> None:
    text = f"{heading}\n\nThe weather was fine that week, and the harvest was good.\n"
    assert read_text(text, reader="model").events == ()


def test_a_headline_with_a_verb_tells_its_event() -> None:
    told = read_text("Kenya expels two Somali diplomats\n", reader="model").events
    assert [(e.actor, e.action, e.recipient) for e in told] == [("KEN", "SANCTION", "SOM")]


# --- several events of one pair; weights are the test's --------------------------------------------------------------

SENTENCE = "Kenya expelled two Somali diplomats"


def read(text: str = SENTENCE) -> Read:
    tokens, references = mentions.find(text, tokenize(text), None)
    own = join_hyphens(tokens)
    tag(own)
    parse = clauses.parse(own)
    return parse, references, events.find(parse, references)


def propose(parse: Parse, actor: str, recipient: str, cue: str, **actions: float) -> Proposal:
    """What the model could say of two mentions of a sentence, by their words."""
    at = {token.text: k for k, token in reversed(list(enumerate(parse.tokens)))}
    one, two = (Side(t.actors, t.start, t.end) for t in (parse.tokens[at[word]] for word in (actor, recipient)))
    return Proposal(one, two, actions, {Status.HAPPENED: 1.0}, {}, at[cue], {})


@pytest.fixture
def even(monkeypatch: pytest.MonkeyPatch) -> None:
    """Confidence is the model's share of the action, 0.9 for an event of a rule."""
    monkeypatch.setitem(WEIGHTS, "ruled", (log(9), 0.0, 0.0, 0.0, 0.0))
    for kind in ("alone", "further"):
        monkeypatch.setitem(WEIGHTS, kind, (0.0, 1.0, 0.0, 0.0, 0.0))


@pytest.mark.usefixtures("even")
def test_a_further_event_of_a_pair_that_a_rule_tells_of() -> None:
    parse, references, found = read()
    proposal = propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8, ACCUSE=0.6, COERCE=0.2)
    told = join(found, [proposal], parse, references)
    assert {(e.cue.action, e.alone, e.confidence) for e in told} == {("SANCTION", False, 0.9), ("ACCUSE", True, 0.6)}
    codes = {(references[e.actor].code, references[e.recipient].code) for e in told}  # type: ignore[index]
    assert codes == {("KEN", "SOM")}


@pytest.mark.usefixtures("even")
def test_a_further_event_of_a_pair_that_the_model_alone_tells_of() -> None:
    parse, references, _ = read()
    proposal = propose(parse, "Kenya", "Somali", "expelled", ACCUSE=0.6, SANCTION=0.8)
    assert [e.cue.action for e in join([], [proposal], parse, references)] == ["SANCTION", "ACCUSE"]


@pytest.mark.usefixtures("even")
def test_what_is_further_is_weighed_against_what_is_told() -> None:
    parse, references, found = read()
    proposal = propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8, ACCUSE=0.6, PROTEST=0.2, REJECT=0.09)
    weighed = [(one.kind, one.event.cue.action, one.rival) for one in weigh(found, [proposal], parse, references)]
    # What has a share below a tenth is no further event.
    assert weighed == [("ruled", "SANCTION", 0.0), ("further", "ACCUSE", 0.8), ("further", "PROTEST", 0.8)]


@pytest.mark.usefixtures("even")
def test_a_sanction_of_a_rule_is_not_told_again_as_what_other_codebooks_call_it() -> None:
    parse, references, found = read("Kenya imposed sanctions on Somalia and searched a Somali ship")
    same = propose(parse, "Kenya", "Somalia", "sanctions", COERCE=0.8)
    assert [one.event.cue.action for one in weigh(found, [same], parse, references)] == ["SANCTION"]
    other = propose(parse, "Kenya", "Somalia", "searched", COERCE=0.8)
    assert [one.event.cue.action for one in weigh(found, [other], parse, references)] == ["SANCTION", "COERCE"]


@pytest.mark.usefixtures("even")
def test_nothing_further_of_a_pair_of_which_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(WEIGHTS, "alone", (-9.0, 0.0, 0.0, 0.0, 0.0))
    parse, references, _ = read()
    proposal = propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8, ACCUSE=0.6)
    assert join([], [proposal], parse, references) == []


@pytest.mark.usefixtures("even")
def test_the_other_direction_is_another_pair() -> None:
    parse, references, found = read()
    back = propose(parse, "Somali", "Kenya", "diplomats", SANCTION=0.7)
    kinds = [(one.kind, one.event.cue.action) for one in weigh(found, [back], parse, references)]
    assert kinds == [("ruled", "SANCTION"), ("alone", "SANCTION")]


@pytest.mark.usefixtures("even")
def test_two_mentions_of_one_pair_tell_an_action_once() -> None:
    parse, references, found = read("Kenya expelled two Somali diplomats and the Kenyan army shelled Somalia")
    proposals = [
        propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8, ASSAULT=0.2),
        propose(parse, "Kenyan", "Somalia", "shelled", ASSAULT=0.9, SANCTION=0.3),
    ]
    told = join(found, proposals, parse, references)
    assert sorted(e.cue.action for e in told) == ["ASSAULT", "SANCTION"]
    assert sorted(e.cue.action for e in join([], proposals, parse, references)) == ["ASSAULT", "SANCTION"]


def test_no_proposals_no_further_events() -> None:
    parse, references, found = read()
    assert [one.kind for one in weigh(found, [], parse, references)] == ["ruled"]
    assert list(weigh([], [], parse, references)) == []


def test_a_rival_is_a_pair_of_two_who_are_named() -> None:
    parse, references, _ = read("Kenya said it expelled two Somali diplomats")
    named = propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8)
    unnamed = propose(parse, "it", "Somali", "expelled", SANCTION=0.9)
    (one,) = weigh([], [named, unnamed], parse, references)
    assert one.rival == 0.0


def test_who_does_the_same_to_somebody_else_is_a_fellow_and_no_rival() -> None:
    parse, references, _ = read("Kenya expelled Somali and Sudanese diplomats after Uganda complained")
    proposals = [
        propose(parse, "Kenya", "Somali", "expelled", SANCTION=0.8, COERCE=0.1),
        propose(parse, "Kenya", "Sudanese", "expelled", SANCTION=0.7),
        propose(parse, "Uganda", "Somali", "expelled", ACCUSE=0.3),
    ]
    weighed = list(weigh([], proposals, parse, references))
    found = {
        (references[one.event.recipient].code, one.event.cue.action): one for one in weighed if one.kind == "alone"
    }  # type: ignore[index]
    assert (found["SOM", "SANCTION"].rival, found["SOM", "SANCTION"].fellow) == (0.3, 0.7)
    assert (found["SDN", "SANCTION"].rival, found["SDN", "SANCTION"].fellow) == (0.3, 0.8)
    assert (found["SOM", "ACCUSE"].rival, found["SOM", "ACCUSE"].fellow) == (0.8, 0.0)


def test_what_two_do_together_is_no_rival_of_itself() -> None:
    parse, references, _ = read("Kenya met Somali diplomats")
    both = [propose(parse, *sides, "met", CONSULT=0.8) for sides in (("Kenya", "Somali"), ("Somali", "Kenya"))]
    assert [(one.rival, one.fellow) for one in weigh([], both, parse, references)] == [(0.0, 0.0)] * 2
    hostile = [propose(parse, *sides, "met", ASSAULT=0.8) for sides in (("Kenya", "Somali"), ("Somali", "Kenya"))]
    assert [(one.rival, one.fellow) for one in weigh([], hostile, parse, references)] == [(0.8, 0.0)] * 2


@pytest.mark.parametrize(
    ("sure", "status"), [(0.97, Status.HAPPENED), (0.9, Status.PLANNED)], ids=["certain", "not certain"]
)
def test_the_words_around_a_deed_put_it_in_doubt_unless_the_model_is_certain(sure: float, status: Status) -> None:
    parse, references, _ = read("Kenya plans to expel two Somali diplomats")
    proposal = propose(parse, "Kenya", "Somali", "expel", SANCTION=0.8)
    proposal.statuses.update({Status.HAPPENED: sure, Status.URGED: 1 - sure})
    (one,) = weigh([], [proposal], parse, references)
    assert one.event.status is status


@pytest.mark.parametrize(
    ("text", "likely", "status"),
    [
        ("Kenya plans to expel two Somali diplomats", Status.FEARED, Status.FEARED),
        ("Kenya plans to expel two Somali diplomats", Status.HAPPENED, Status.PLANNED),
        ("Kenya expelled two Somali diplomats", Status.FEARED, Status.HAPPENED),
    ],
)
def test_the_model_says_which_kind_of_unreal_but_not_whether(text: str, likely: Status, status: Status) -> None:
    parse, references, found = read(text)
    proposal = propose(parse, "Kenya", "Somali", parse.tokens[parse.verbs[-1].main].text, SANCTION=0.8)
    proposal.statuses.update({Status.HAPPENED: 0.1, likely: 0.9})
    (one,) = weigh(found, [proposal], parse, references)
    assert (one.kind, one.event.status) == ("ruled", status)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Two Israeli jets were shot down over Syria.", ("ISR", "ASSAULT", "SYR")),
        ("Three Russian drones were shot down over Poland.", ("RUS", "ASSAULT", "POL")),
        ("Turkey — Greece's rival — signed a pact with Libya.", ("GRC", "SUPPORT", "LBY")),
    ],
)
def test_to_whom_it_is_done_and_whose_rival_somebody_is_do_nothing(text: str, wrong: tuple[str, str, str]) -> None:
    assert wrong not in {(e.actor, e.action, e.recipient) for e in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Russian missiles were fired at Ukraine on Monday.", ("RUS", "ASSAULT", "UKR")),
        ("French soldiers were ambushed in Mali by JNIM.", ("REB:JNIM", "ASSAULT", "FRA")),
        ("Switzerland froze Russian assets.", ("CHE", "SANCTION", "RUS")),
    ],
)
def test_who_does_it_stays(text: str, event: tuple[str, str, str]) -> None:
    assert event in {(e.actor, e.action, e.recipient) for e in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Turkish troops came under fire in Syria.", set()),
        ("A Kenyan base in Somalia was under attack for hours.", set()),
        ("Kenyan soldiers in Somalia came under attack from al-Shabaab.", {("REB:AL_SHABAAB", "KEN")}),
        ("Turkish troops opened fire in Syria.", {("TUR", "SYR")}),
    ],
)
def test_who_comes_under_fire_attacks_nobody_nor_does_the_state_where(text: str, told: set[tuple[str, str]]) -> None:
    events = read_text(text, reader="model").events
    assert {(event.actor, event.recipient) for event in events if event.action == "ASSAULT"} == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Prague blames China for a cyberattack on its foreign ministry.", {("CZE", "ACCUSE", "CHN", "happened")}),
        (
            "The court found Russia guilty of shooting down an airliner over Ukraine.",
            set(),
        ),
        ("Beijing warned Manila against playing with fire.", {("CHN", "THREATEN", "PHL", "happened")}),
        (
            "The PKK announced that it was disbanding and would end its armed struggle against Turkey.",
            {("REB:PKK", "CONCEDE", "TUR", "happened")},
        ),
    ],
)
def test_what_is_charged_warned_of_or_announced(text: str, told: set[tuple[str, str, str, str]]) -> None:
    found = {(e.actor, str(e.action), e.recipient, e.status.value) for e in read_text(text).events}
    assert {row for row in found if None not in row} == told


@pytest.mark.usefixtures("even")
def test_what_two_do_together_is_as_sure_of_either_and_of_one_status() -> None:
    parse, references, _ = read("Kenya plans drills with the Somali army")
    there = propose(parse, "Kenya", "Somali", "drills", COOPERATE=0.9)
    back = propose(parse, "Somali", "Kenya", "drills", COOPERATE=0.3)
    told = join([], [there, back], parse, references)
    assert [event.confidence for event in told] == [0.6, 0.6]
    assert len({event.status for event in told}) == 1
    one_way = propose(parse, "Somali", "Kenya", "drills", AID=0.3)
    assert [event.cue.action for event in join([], [there, one_way], parse, references)] == ["COOPERATE"]
