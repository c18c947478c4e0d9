"""A side that the clause leaves out is taken from what is spoken of, only where one can be meant, and marked."""

from westphalia.ontology.types import Event
from westphalia.reading import read_text


def of(text: str, action: str) -> list[Event]:
    return [event for event in read_text(text, reader="rules").events if event.action == action]


def test_the_only_other_actor_of_the_sentence_before() -> None:
    (event,) = of("Ecuador accused Peru of shelling a post. Peru apologised the next day.", "CONCEDE")
    assert (event.actor, event.recipient) == ("PER", "ECU")
    assert event.inferred == "recipient: nobody else is named in the sentence before"


def test_nobody_is_guessed_among_two() -> None:
    text = "Ecuador and Chile accused Peru of shelling a post. Peru apologised the next day."
    assert [event.recipient for event in of(text, "CONCEDE")] in ([], [None])


def test_what_the_clause_says_is_not_inferred() -> None:
    (event,) = of("Kenya expelled two Somali diplomats.", "SANCTION")
    assert event.inferred is None
