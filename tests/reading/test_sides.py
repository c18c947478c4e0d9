"""A side that the clause leaves out is chosen among those whom the text has named, or nobody is, and it is marked."""

from math import exp

import pytest

from westphalia.ontology.types import Event
from westphalia.reading import read_text, sides


def of(text: str, action: str, reader: str = "rules") -> list[Event]:
    return [event for event in read_text(text, reader=reader).events if event.action == action]


@pytest.fixture
def weights(monkeypatch: pytest.MonkeyPatch):  # type: ignore[no-untyped-def]
    """Set the weights: of features by name, and nobody's constant."""

    def set_them(nobody: float, **of: float) -> None:
        row = tuple(of.get(name, 0.0) for name in (*sides.FEATURES, "share", "nothing"))
        for name in ("RULES", "MODEL"):
            monkeypatch.setattr(sides, name, (row, (nobody, *([0.0] * 5))))

    return set_them


QUARREL = "Ecuador met Peru in Quito. Peru apologised the next day."


def test_the_likeliest_is_told_and_marked(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=2.0)
    (event,) = of(QUARREL, "CONCEDE")
    assert (event.actor, event.recipient) == ("PER", "ECU")
    assert event.confidence == pytest.approx(exp(2) / (exp(2) + 1), abs=1e-4)  # nobody weighs 1
    assert event.inferred == "recipient: the likeliest of those whom the text has named"


def test_nobody_is_told_where_nobody_is_likelier(weights) -> None:  # type: ignore[no-untyped-def]
    weights(3.0, last=2.0)
    assert [event.recipient for event in of(QUARREL, "CONCEDE")] == [None]


def test_nobody_is_told_among_three_who_are_alike(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=2.0)
    text = "Ecuador, Bolivia and Chile met Peru in Quito. Peru apologised the next day."
    assert [event.recipient for event in of(text, "CONCEDE")] in ([], [None])


@pytest.mark.parametrize(
    ("feature", "meant"),
    [
        ("last", "BOL"),
        ("last_but_one", "CHL"),
        ("opener", "BOL"),
        ("dealt", "CHL"),
        ("before", "URY"),
        ("after", "PRY"),
    ],
)
def test_each_trait_points_at_somebody(weights, feature: str, meant: str) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, **{feature: 9.0})
    text = "Peru met Chile. Bolivia slept. For Uruguay it was news that Peru apologised after Paraguay slept."
    told = [event.recipient for event in of(text, "CONCEDE")]
    assert told == [meant]


def test_the_state_that_the_text_is_from(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, home=9.0)
    text = "QUITO, May 3 (Agency) - Ecuador and Chile slept. Peru apologised the next day."
    assert [event.recipient for event in of(text, "CONCEDE")] == ["ECU"]


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_what_the_clause_says_is_not_inferred(reader: str) -> None:
    (event,) = of("Kenya expelled two Somali diplomats.", "SANCTION", reader)
    assert event.inferred is None


def test_nobody_is_chosen_of_whom_the_same_is_told_or_without_anybody_named(weights) -> None:  # type: ignore[no-untyped-def]
    weights(0.0, last=9.0, before=9.0)
    assert {e.recipient for e in of("Chad slept. Sudan apologised to Chad and apologised.", "CONCEDE")} <= {"TCD", None}
    assert [event.recipient for event in of("Peru apologised.", "CONCEDE")] in ([], [None])


def test_there_is_a_weight_for_every_feature() -> None:
    for meant, nobody in (sides.RULES, sides.MODEL):
        assert len(meant) == len(sides.FEATURES) + 2
        assert len(nobody) == 6
    assert (*sides.RULES[0][-2:], sides.RULES[1][-1]) == (0.0, 0.0, 0.0)  # without the model there is nothing to weigh
