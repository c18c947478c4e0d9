"""What is told of the model's own: nothing of a heading, everything else as far as it is sure."""

import pytest

from westphalia.reading import read_text


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
