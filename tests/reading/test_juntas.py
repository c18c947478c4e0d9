"""Whose «the junta» is: by the text's own words, else by who ruled on its day."""

from datetime import date

import pytest

from westphalia.reading import read_text


def told(text: str, day: date | None = None) -> set[tuple[str | None, str | None, str | None]]:
    return {(e.actor, e.action, e.recipient) for e in read_text(text, published=day).events}


ASKED = "Mauritania closed its border with {}. Its minister demanded that the junta free six herders."


def test_the_state_that_an_army_rules_on_the_day_of_the_text() -> None:
    assert ("MRT", "REQUEST", "MLI") in told(ASKED.format("Mali"), date(2024, 2, 11))
    mention = next(
        m for m in read_text(ASKED.format("Mali"), published=date(2024, 2, 11)).mentions if m.text == "junta"
    )
    assert mention.inferred == "ruled by a junta since 2020-08-18"


@pytest.mark.parametrize(
    ("other", "day"), [("Mali", date(2012, 1, 9)), ("Mali", None), ("Mali and Niger", date(2024, 2, 11))]
)
def test_nobody_where_no_army_ruled_or_two_or_the_day_is_unknown(other: str, day: date | None) -> None:
    assert "junta" not in {
        m.text for m in read_text(ASKED.format(other), published=day).mentions if m.actor_id == "MLI"
    }


def test_the_state_whose_junta_the_text_names() -> None:
    text = "Peru and Chile met. Chile's junta sent troops to Arica. Peru asked the junta to withdraw them."
    assert ("PER", "REQUEST", "CHL") in told(text)
