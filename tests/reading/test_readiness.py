"""Who is ready to do another a good turn offers it, and nothing more is told."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str) -> set[tuple[str | None, str | None, str | None, str]]:
    return {(e.actor, e.action, e.recipient, e.status.value) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Peru is ready to meet Bolivia in Puno at any time.", ("PER", "AGREE", "BOL")),
        ("Moldova was prepared to discuss gas with Russia.", ("MDA", "AGREE", "RUS")),
        ("Oman remains willing to help Yemen.", ("OMN", "AGREE", "YEM")),
        ("Chad repeated its readiness to sit down with Sudan.", ("TCD", "AGREE", "SDN")),
    ],
)
def test_readiness_is_an_offer(text: str, event: tuple[str, str, str], reader: str) -> None:
    assert told(text, reader) == {(*event, "happened")}


def test_readiness_that_somebody_declares() -> None:
    assert told("Libya declared itself ready to talk to Italy.", "model") == {("LBY", "AGREE", "ITA", "happened")}


@pytest.mark.parametrize(
    "text",
    [
        "Russia is ready to attack Poland.",
        "Peru is not ready to meet Bolivia.",
        "Peru would be ready to meet Bolivia if it asked.",
        "Kenya is ready to meet Chad if Sudan comes too.",
    ],
)
def test_but_not_to_strike_nor_under_a_condition(text: str) -> None:
    assert not any(action == "AGREE" and status == "happened" for _, action, _, status in told(text, "model"))


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_warning_that_one_could_or_might_is_a_threat_alone(reader: str) -> None:
    assert told("Russia warned that it could cut off gas to Moldova.", reader) == {
        ("RUS", "THREATEN", "MDA", "happened")
    }


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Chad expressed readiness to meet Sudan.", True),
        ("Chad showed no readiness to meet Sudan.", False),
        ("Chad lacks the willingness to meet Sudan.", False),
    ],
)
def test_what_is_said_of_the_readiness(text: str, offers: bool, reader: str) -> None:
    assert (("TCD", "AGREE", "SDN", "happened") in told(text, reader)) is offers
