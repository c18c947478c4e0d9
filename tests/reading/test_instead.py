"""Names that mean another state where the text speaks of that one."""

import pytest

from westphalia.reading import read_text


def codes(text: str) -> set[tuple[str | None, str | None]]:
    return {(event.actor, event.recipient) for event in read_text(text).events}


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("The Soviet Union was angry. Moscow bombed Kabul in 1980.", ("SUN", "AFG")),
        ("Moscow bombed Kabul.", ("RUS", "AFG")),
        ("Since the Soviet Union fell, Moscow has bombed Grozny and attacked Georgia.", ("RUS", "GEO")),
        ("The Soviet Union was gone, and Russia was poor. Moscow bombed Grozny and attacked Georgia.", ("RUS", "GEO")),
        ("The crisis of Guinea-Bissau goes on. Guinean soldiers attacked Senegal.", ("GNB", "SEN")),
        ("Guinean soldiers attacked Senegal.", ("GIN", "SEN")),
        ("Rwanda is angry with Belgium. Brussels has condemned Kigali.", ("BEL", "RWA")),
        ("Rwanda is angry with Belgium and the EU. Brussels has condemned Kigali.", ("IGO:EU", "RWA")),
    ],
)
def test_by_what_the_text_speaks_of(text: str, pair: tuple[str, str]) -> None:
    assert pair in codes(text)


def test_it_is_marked_as_inferred() -> None:
    mentions = read_text("The Soviet Union was angry. Moscow bombed Kabul in 1980.").mentions
    assert next(m.inferred for m in mentions if m.text == "Moscow") == "the text speaks of Soviet Union"
