"""Whom a mention could mean: where each is named, and what else speaks for him."""

import math

from westphalia.reading.model.whom import TRAITS, Naming, candidates

TEXT = [Naming(1, 0, "KEN"), Naming(1, 12, "UGA"), Naming(2, 0, "UGA"), Naming(3, 30, "MLI"), Naming(5, 3, "TCD")]


def traits(sentence: int, start: int, code: str, named: list[Naming] = TEXT) -> dict[str, float]:
    return dict(zip(TRAITS, candidates(named, sentence, start)[code][1], strict=True))


def test_everybody_named_can_be_meant_and_where() -> None:
    assert {code: at for code, (at, _) in candidates(TEXT, 3, 10).items()} == {
        "KEN": [0],
        "UGA": [1, 2],
        "MLI": [3],
        "TCD": [4],
    }
    assert candidates([], 1, 0) == {}


def test_in_the_same_sentence_before_and_after() -> None:
    assert (traits(3, 40, "MLI")["before"], traits(3, 40, "MLI")["after"]) == (1, 0)
    assert (traits(3, 10, "MLI")["before"], traits(3, 10, "MLI")["after"]) == (0, 1)


def test_how_long_ago() -> None:
    assert traits(3, 0, "UGA")["last"] == traits(4, 0, "UGA")["last_but_one"] == 1
    assert traits(3, 0, "KEN")["last_but_one"] == 1
    assert traits(4, 0, "UGA")["age"] == math.log1p(2)


def test_who_opened_what() -> None:
    assert [code for code in ("KEN", "UGA", "MLI") if traits(3, 0, code)["opener"]] == ["UGA"]
    assert [code for code in ("KEN", "UGA", "MLI") if traits(3, 0, code)["first"]] == ["KEN", "UGA"]
    assert [code for code in ("KEN", "UGA", "MLI") if traits(3, 0, code)["foremost"]] == ["KEN"]
    assert traits(3, 0, "UGA")["often"] == math.log1p(2)


def test_one_who_is_named_only_later() -> None:
    assert traits(3, 0, "TCD")["later"] == 1
    assert traits(3, 0, "TCD")["age"] == 0
    assert traits(5, 0, "TCD")["later"] == 0


def test_what_is_far_away_does_not_count() -> None:
    far = [*TEXT, Naming(60, 0, "NER")]
    assert set(candidates(far, 61, 0)) == {"NER"}
    assert traits(61, 0, "NER", far)["foremost"] == 1
