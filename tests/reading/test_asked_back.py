"""What somebody asks for himself is told by his request; what he asks for others is told as well."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str) -> set[tuple[str | None, str | None, str | None]]:
    return {(e.actor, e.action, e.recipient) for e in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_request_for_oneself_is_one_event(reader: str) -> None:
    text = "Spain demanded that Argentina free the crew of a Spanish trawler."
    assert told(text, reader) == {("ESP", "REQUEST", "ARG")}


@pytest.mark.parametrize("reader", ["rules", "model"])
def test_a_request_for_another_and_one_of_several_tell_the_deed_too(reader: str) -> None:
    assert ("ARG", "CONCEDE", "CHL") in told("Spain urged Argentina to apologise to Chile.", reader)
    both = told("Jordan and Iraq called on Turkey to withdraw its troops from Iraq.", reader)
    assert {("JOR", "REQUEST", "TUR"), ("IRQ", "REQUEST", "TUR"), ("TUR", "RETREAT", "IRQ")} <= both
