"""Whom a text has named, how often and where last, and who has dealt with whom."""

import pytest

from westphalia.reading import read_text
from westphalia.reading.cast import Cast, Scene


def test_a_cast_counts_sentences() -> None:
    cast = Cast()
    for here in ({"KEN": 0, "UGA": 1}, {}, {"KEN": 2}):
        cast.remember(here, [])
    assert cast.sentences == 3
    assert cast.known == {"KEN": 2, "UGA": 1}
    assert cast.count == {"KEN": 2, "UGA": 1}
    assert cast.last == {"KEN": 3, "UGA": 1}
    assert cast.opener == "KEN"


def test_the_cast_counts_who_is_named_and_who_deals_with_whom() -> None:
    cast = Cast()
    first = read_text("Peru accused Chile. Bolivia slept.", reader="rules").events
    cast.remember({"PER": 0, "CHL": 1}, list(first))
    cast.remember({"BOL": 2}, [])
    assert (cast.sentences, cast.opener, cast.count["PER"], cast.last) == (2, "BOL", 1, {"PER": 1, "CHL": 1, "BOL": 2})
    assert cast.deals == {frozenset(("PER", "CHL")): pytest.approx(0.85)}
    traits = Scene(None, [], {}, cast, "PER").traits(["CHL"], "PER", 0)["CHL"]  # type: ignore[arg-type]
    assert traits == {
        "before": 0.0,
        "after": 0.0,
        "last": 0.0,
        "last_but_one": 1.0,
        "opener": 0.0,
        "dealt": pytest.approx(0.85 / 1.35),
        "often": 0.5,
        "home": 0.0,
    }
