"""What brings about what: reasons before and after what they explain, causes in vain, and somebody who is no cause."""

import csv
from pathlib import Path

import pytest

from westphalia.ontology.types import Claim, ClaimKind
from westphalia.reading import read_text


def causes(text: str) -> list[Claim]:
    return [claim for claim in read_text(text, reader="rules").claims if claim.kind is ClaimKind.CAUSE]


def told(text: str) -> list[tuple[str, str, int | None]]:
    """Of each cause in the text its words, those of its effect, and the polarity."""
    found = []
    for claim in causes(text):
        assert claim.cause is not None
        assert claim.effect is not None
        ends = (text[span.start : span.end] for span in (claim.cause, claim.effect))
        found.append((*ends, claim.polarity))
    return found


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        (
            "Because Ethiopia filled the dam, Egypt appealed to the Security Council.",
            "Ethiopia filled the dam",
            "Egypt appealed to the Security Council",
        ),
        (
            "Because of the blockade, trade between Qatar and Saudi Arabia fell.",
            "the blockade",
            "trade between Qatar and Saudi Arabia fell",
        ),
        (
            "As a result of Indian pressure, Nepal moved closer to China.",
            "Indian pressure",
            "Nepal moved closer to China",
        ),
        (
            "Due to the drought, Kenya closed its border with Somalia.",
            "the drought",
            "Kenya closed its border with Somalia",
        ),
    ],
)
def test_a_reason_may_stand_first(text: str, cause: str, effect: str) -> None:
    assert told(text) == [(cause, effect, 1)]


def test_whose_the_reason_is_has_no_part_in_the_trend() -> None:
    claims = read_text("As a result of Indian pressure, Nepal moved closer to China.", reader="rules").claims
    (trend,) = (claim for claim in claims if claim.kind is ClaimKind.TREND)
    assert trend.actors == ("NPL", "CHN")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Tariffs have failed to weaken ties between Mexico and Canada.", 0),
        ("Sanctions failed to bring Cuba and Spain closer.", 0),
        ("The embargo did not fail to harm Togo.", -1),
        ("The embargo harmed Togo.", -1),
    ],
)
def test_what_failed_left_its_effect_as_it_was(text: str, polarity: int) -> None:
    assert [claim.polarity for claim in causes(text)] == [polarity]


@pytest.mark.parametrize(
    ("text", "measure", "direction"),
    [
        ("Colombia's retreat led to fewer clashes with Venezuela.", "conflict", -1),
        ("The ceasefire led to more trade between Armenia and Turkey.", "cooperation", 1),
        ("Relations between Algeria and Morocco worsened because Morocco recognised Israel.", "relations", -1),
        ("Tension between Japan and China eased because Tokyo apologised.", "conflict", -1),
        ("Because of the blockade, trade between Qatar and Saudi Arabia fell.", "cooperation", -1),
        ("The coup led to clashes with Benin.", "conflict", None),
    ],
)
def test_which_way_the_effect_goes(text: str, measure: str, direction: int | None) -> None:
    (claim,) = causes(text)
    assert claim.caused is not None
    assert (claim.caused.measure, claim.caused.direction) == (measure, direction)


@pytest.mark.parametrize(
    "text",
    [
        "Venezuela's troops crossed into Guyana and were driven back by Guyanese soldiers.",
        "The convoy was stopped by Georgian police.",
    ],
)
def test_who_does_it_is_no_cause(text: str) -> None:
    assert causes(text) == []


def test_what_is_done_by_a_thing_has_a_cause() -> None:
    text = "The truce was signed and was broken up by rain, and peace between Chad and Sudan was destroyed by the war."
    assert told(text)[-1] == ("the war", "peace between Chad and Sudan", -1)


@pytest.mark.parametrize(
    ("text", "cause", "effect", "polarity"),
    [
        ("The famine stems from the blockade.", "the blockade", "The famine", 1),
        ("The famine does not stem from the blockade.", "the blockade", "The famine", 0),
        ("Shortages in Kenya result from the ban.", "the ban", "Shortages in Kenya", 1),
        ("The crisis is largely the result of the war in Sudan.", "the war in Sudan", "The crisis", 1),
        ("Tension in Bolivia is rooted in the loss of the coast.", "the loss of the coast", "Tension in Bolivia", 1),
        ("The peace owes much to Norwegian mediation.", "Norwegian mediation", "The peace", 1),
        ("The peace owes nothing to Norwegian mediation.", "Norwegian mediation", "The peace", 0),
        ("Fiji owes its harbour to a Japanese loan.", "a Japanese loan", "its harbour", 1),
    ],
)
def test_what_something_comes_of(text: str, cause: str, effect: str, polarity: int) -> None:
    assert told(text) == [(cause, effect, polarity)]


@pytest.mark.parametrize(
    "text",
    [
        "Peru owes a debt of five million dollars to Chile.",
        "The election results from Kenya were contested.",
    ],
)
def test_a_debt_and_a_result_are_no_causes(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text",
    [
        "Drought, not the dam, caused the famine.",
        "Drought and not the dam caused the famine.",
        "Not the dam but drought caused the famine.",
        "Drought rather than the dam caused the famine.",
        "The famine was caused by drought, not by the dam.",
        "The famine was caused not by the dam but by drought.",
        "The famine was not caused by the dam but by drought.",
        "The famine resulted from drought instead of the dam.",
        "It was not the dam that caused the famine but drought.",
    ],
)
def test_what_is_named_as_no_cause_is_left_out(text: str) -> None:
    assert [(c.lower(), e.lower(), p) for c, e, p in told(text)] == [("drought", "the famine", 1)]


def test_not_it() -> None:
    assert told("It was not the sanctions that weakened the army.") == [("the sanctions", "the army", 0)]


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("Despite the blockade, Iran sold oil to India.", "the blockade", "Iran sold oil to India"),
        (
            "Brazil's exports fell despite the truce with Argentina.",
            "the truce with Argentina",
            "Brazil's exports fell",
        ),
        ("In spite of the ban, Fiji's catch has risen.", "the ban", "Fiji's catch has risen"),
    ],
)
def test_what_is_no_obstacle_leaves_it_as_it_is(text: str, cause: str, effect: str) -> None:
    assert told(text) == [(cause, effect, 0)]


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("Albania severed ties with Iran over an attack that crippled its websites.", "an attack"),
        ("Mexico scrapped a levy on Guatemalan sugar that had soured ties with it.", "a levy on Guatemalan sugar"),
        ("Peru left the pact after a raid that damaged trade with Chile.", "a raid"),
        ("Togo opened the talks with Ghana on a tax that hampered trade.", "a tax"),
    ],
)
def test_a_relative_clause_hangs_on_the_thing_before_it(text: str, cause: str) -> None:
    assert cause in [words[-len(cause) :] for words, _, _ in told(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Pakistan said its air force had destroyed hideouts in Afghanistan.",
        "Peru's navy disrupted the traffic of two ports in Chile.",
        "The junta weakened the opposition in Mali.",
    ],
)
def test_a_force_that_acts_is_no_cause(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    ("text", "effect"),
    [
        ("Sanctions have driven Iran into the arms of China, according to a Swede.", "Iran into the arms of China"),
        ("The drought weakened the union of Mali and Niger, a claim Lima rejects.", "the union of Mali and Niger"),
    ],
)
def test_an_effect_ends_where_something_is_said_of_the_telling(text: str, effect: str) -> None:
    assert [effect for _, effect, _ in told(text)] == [effect]


@pytest.mark.parametrize(
    ("text", "cause", "effect"),
    [
        ("The floods were blamed on Indian dams.", "Indian dams", "The floods"),
        ("The minister blamed the fall in exports on a strike in Lima.", "a strike in Lima", "the fall in exports"),
        ("The fall of the bridge is ascribed to bad steel.", "bad steel", "The fall of the bridge"),
    ],
)
def test_what_is_laid_on_something_comes_of_it(text: str, cause: str, effect: str) -> None:
    assert told(text) == [(cause, effect, 1)]


@pytest.mark.parametrize("text", ["The delay was blamed on Chile.", "Prague blames China for an attack on its court."])
def test_whom_one_blames_is_no_cause(text: str) -> None:
    assert not told(text)


@pytest.mark.parametrize(
    "text", ["The crash, Moscow said, was caused by a storm.", "The crash, said Moscow, was caused by a storm."]
)
def test_a_report_between_subject_and_verb_is_no_part_of_the_cause(text: str) -> None:
    assert told(text) == [("a storm", "The crash", 1)]


def test_plain_causes_are_told_with_both_ends() -> None:
    """`caused.csv`: the common ways of saying what brings about what, one sentence each."""
    wrong = []
    with (Path(__file__).parent / "caused.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found = told(row["text"])
            right = (row["cause"], row["effect"], int(row["polarity"])) in found if row["cause"] else not found
            if not right:
                wrong.append((row["text"], found))
    assert wrong == []
