"""Who abstains in a vote neither says nor does what the text says, and keeps what he does himself."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str) -> list[tuple[str | None, str]]:
    return [(event.actor, str(event.action)) for event in read_text(text, reader=reader).events]


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    "text",
    [
        "China and India abstained from a resolution that condemns Myanmar.",
        "China and India abstained from the resolution condemning Myanmar.",
        "India, which abstained, said the resolution condemning Russia was one-sided.",
        "The Council, with China and India abstaining, adopted a resolution that condemns North Korea.",
        "A resolution that demands Israel's withdrawal from Gaza was adopted with India abstaining.",
        "India abstained in the vote to condemn Russia.",
        "Abstaining, India said the text that condemned Russia was unbalanced.",
        "India abstained from voting on a resolution demanding that Russia leave Georgia.",
    ],
)
def test_the_text_s_words_are_not_of_who_abstained(text: str, reader: str) -> None:
    assert not {actor for actor, _ in told(text, reader)} & {"IND", "CHN"}


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("India, which abstained, criticised Pakistan for its remarks.", ("IND", "ACCUSE")),
        ("Peru abstained, thanking Chile for its draft.", ("PER", "SUPPORT")),
        ("Cuba abstained and promised to help Haiti.", ("CUB", "AGREE")),
        ("Ghana abstained because it buys Russian wheat.", ("GHA", "COOPERATE")),
        ("Pakistan did not abstain and condemned Israel.", ("PAK", "ACCUSE")),
        ("Kenya abstained from attacking Somalia.", ("KEN", "ASSAULT")),
    ],
)
def test_what_who_abstained_does_himself_stays(text: str, event: tuple[str, str]) -> None:
    assert event in told(text, "model")


def test_what_a_resolution_demands_is_its_own_claim() -> None:
    text = "Brazil abstained from voting on a resolution demanding that Russia withdraw from Ukraine."
    holders = {(claim.holder, claim.holder_code) for claim in read_text(text).claims if "withdraw" in claim.text}
    assert holders == {("a resolution", None)}
    other = read_text("Brazil, which abstained, demanded that Russia withdraw from Ukraine.")
    assert [claim.holder for claim in other.claims] == ["Brazil"]
