"""Every event says how sure it is, and the user draws the line."""

import pytest

from westphalia.errors import CallError
from westphalia.reading import read_text

TEXT = (
    "Kenya expelled two Somali diplomats. Relations between Norway and Sweden were the subject of a long talk, and "
    "Peru's unease about Chilean naval plans was plain to everybody."
)


def test_a_lower_line_tells_more_and_a_higher_one_less() -> None:
    counts = [len(read_text(TEXT, confidence=line).events) for line in (0.0, 0.5, 0.9, 1.0)]
    assert counts == sorted(counts, reverse=True)
    assert counts[0] > counts[1] >= 1
    assert counts[-1] == 0


def test_every_event_told_is_at_least_that_sure() -> None:
    for line in (0.2, 0.7):
        told = [event.confidence for event in read_text(TEXT, confidence=line).events]
        assert all(sure is not None and line <= sure <= 1 for sure in told)


def test_the_clear_case_is_sure() -> None:
    event = next(e for e in read_text(TEXT).events if e.action == "SANCTION")
    assert event.confidence is not None and event.confidence > 0.9


def test_rules_have_a_confidence_of_their_own() -> None:
    assert read_text("Kenya expelled two Somali diplomats.", reader="rules", confidence=0.95).events == ()


@pytest.mark.parametrize(
    ("reader", "line"), [("model", 1.5), ("rules", -0.1), ("llm", 0.5), ("model", "a"), ("model", float("nan"))]
)
def test_lines_that_make_no_sense(reader: str, line: object) -> None:
    with pytest.raises(CallError):
        read_text(TEXT, reader=reader, confidence=line)


def test_a_charge_in_the_sentence_takes_no_doubt_away() -> None:
    def sure(charge: str) -> list[float | None]:
        text = f"Mali and Niger met on Monday. The junta {charge}, and it recalled its ambassador from Algiers."
        return [event.confidence for event in read_text(text).events if event.action == "SANCTION"]

    charged = sure("accused Algeria of shooting down a drone")
    assert charged and charged == sure("condemned Algeria for shooting down a drone")
