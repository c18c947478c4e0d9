"""«We» and «our»: whose they are, and that nobody's they stay where the text does not say."""

from westphalia.reading import read_text


def deeds(text: str) -> set[tuple[str | None, str | None, str | None]]:
    return {(event.actor, event.action, event.recipient) for event in read_text(text).events}


def test_we_in_a_quotation_is_the_speaker_s_state() -> None:
    text = "“We have expelled two diplomats of Nepal,” a Bhutanese official said on Monday."
    assert ("BTN", "SANCTION", "NPL") in deeds(text)
    (mention,) = [m for m in read_text(text).mentions if m.text == "We"]
    assert mention.actor_id.startswith("BTN")
    assert mention.inferred is not None


def test_we_in_a_statement_of_a_ministry() -> None:
    text = "STATEMENT OF THE FOREIGN MINISTRY OF GHANA\n\nWe condemn Togo for the attack on our post at Aflao."
    assert ("GHA", "ACCUSE", "TGO") in deeds(text)


def test_an_author_s_country_that_stands_out() -> None:
    text = (
        "Our neighbours are patient.\n\nPeru should not wait. Chile has closed its ports to us. When Bolivia asked for "
        "rails, our engineers were ready, and Peru should send them. We have recalled our envoy from Chile."
    )
    assert ("CHL", "SANCTION", "PER") in deeds(text)


def test_we_of_nobody_stays_nobody_s() -> None:
    text = "We all know the story. Kenya accused us of nothing, Uganda helped us, and our roads are bad."
    assert not any(m.text.lower() in ("we", "us", "our") for m in read_text(text).mentions)
