"""Acts that both sides do: coded in both directions it is one act, and a treaty is more than its class of action."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from westphalia import evidence
from westphalia.ontology.types import Claim, Verdict
from westphalia.record import Record

Make = Callable[..., Claim]
SEPTEMBER = {"first_day": date(2018, 9, 1), "last_day": date(2018, 9, 30)}


@pytest.fixture(scope="module")
def mutual(tmp_path_factory: pytest.TempPathFactory) -> Record:
    """Mali and Benin sign something in September, coded both ways; Benin alone praises Gabon."""
    rows = [(a, "Engage in negotiation", b, date(2018, month, 5)) for month in range(1, 11) for a, b in PAIRS]
    for day in (3, 4, 17):
        rows.append(("Mali", "Sign formal agreement", "Benin", date(2018, 9, day)))
        rows.append(("Benin", "Sign formal agreement", "Mali", date(2018, 9, day)))
        rows.append(("Benin", "Praise or endorse", "Gabon", date(2018, 9, day)))
    rows += [
        (f"Entity {number} (Fiji)", "Make statement", "Fiji", date(2018, 1 + number % 10, 1)) for number in range(1100)
    ]
    folder: Path = tmp_path_factory.mktemp("mutual")
    (folder / "events.tsv").write_text("".join(f"{a}\t{r}\t{b}\t{d}\n" for a, r, b, d in rows), encoding="utf-8")
    made = Record.create(folder / "record")
    made.add("quadruples", [folder / "events.tsv"])
    return made


PAIRS = (("Japan", "Peru"), ("Norway", "Spain"), ("Kenya", "Ghana"), ("Chile", "Cuba"))


def test_both_directions_of_one_day_count_once(mutual: Record, claim: Make) -> None:
    for sides in (("MLI", "BEN"), ("BEN", "MLI")):
        finding = evidence.assess(claim("event", *sides, action="SUPPORT", **SEPTEMBER), None, mutual)
        assert finding.n == 3
        assert finding.verdict is Verdict.SUPPORTED
        assert any("once where one day has both" in text for text in finding.assumptions)


def test_support_given_one_way_is_not_support_the_other_way(mutual: Record, claim: Make) -> None:
    gave = evidence.assess(claim("event", "BEN", "GAB", action="SUPPORT", **SEPTEMBER), None, mutual)
    assert gave.verdict is Verdict.SUPPORTED
    finding = evidence.assess(claim("event", "GAB", "BEN", action="SUPPORT", **SEPTEMBER), None, mutual)
    assert finding.n == 3
    assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
    assert "none is by Gabon" in finding.reason
    signed = claim("event", "GAB", "BEN", action="SUPPORT", text="Gabon and Benin signed a treaty", **SEPTEMBER)
    assert "none is by Gabon" not in evidence.assess(signed, None, mutual).reason


@pytest.mark.parametrize(
    "sentence",
    [
        "France and Germany signed a treaty on 22 January 2018.",
        "China and Russia signed an agreement on 8 June 2018.",
        "Cuba and Nicaragua supported Caracas in April 2021.",
    ],
)
def test_a_certain_treaty_is_not_shown_by_its_class_of_action(embedded: Record, sentence: str) -> None:
    for finding in evidence.test(sentence, embedded):
        if finding.n and "certain" in finding.reason:
            assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
            assert "SUPPORT covers more than a certain" in finding.reason
            assert "signs or ratifies an agreement" in finding.reason
        assert finding.verdict is Verdict.NOT_ENOUGH_RECORD
