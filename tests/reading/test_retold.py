"""What a headline tells and the sentence below it tells again is one event."""

from westphalia.reading import read_text


def signed(text: str) -> int:
    events = read_text(text).events
    return sum((e.actor, e.action, e.recipient) == ("ZMB", "SUPPORT", "MWI") for e in events)


ITEM = "Zambia and Malawi sign rail accord\n{}Zambia and Malawi signed the rail accord in Lilongwe on Monday."


def test_the_headline_of_an_article() -> None:
    assert signed(ITEM.format("\n")) == 1


def test_the_headline_of_an_item_of_a_digest() -> None:
    assert signed("WORLD IN BRIEF\n\nOne item\nFiji met Tonga.\n\n" + ITEM.format("")) == 1


def test_two_sentences_are_two_events() -> None:
    assert signed("In 1999 Zambia and Malawi signed a pact. In 2007 Zambia and Malawi signed a treaty.") == 2


def test_headline_upon_headline() -> None:
    text = "Zambia thanks Malawi\n\nZambia thanks Malawi\nZambia thanked Malawi on Monday."
    assert 1 <= len(read_text(text).events) <= 2
