"""«Respectively»: the first has to do with the first, the second with the second."""

import pytest

from westphalia.reading import read_text


def told(text: str, reader: str = "model") -> set[tuple[str | None, str | None]]:
    return {(event.actor, event.recipient) for event in read_text(text, reader=reader).events}


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "Ghana and Togo summoned the ambassadors of Mali and Niger respectively.",
            {("GHA", "MLI"), ("TGO", "NER")},
        ),
        (
            "Peru and Chile recalled their ambassadors from Bolivia and Argentina, respectively.",
            {("PER", "BOL"), ("CHL", "ARG")},
        ),
        ("Norway and Sweden respectively condemned Iran and Belarus.", {("NOR", "IRN"), ("SWE", "BLR")}),
        (
            "Japan, Peru and Oman thanked France, Cuba and Nepal, respectively.",
            {("JPN", "FRA"), ("PER", "CUB"), ("OMN", "NPL")},
        ),
        ("France and Germany expelled ten and five Russian diplomats respectively.", {("FRA", "RUS"), ("DEU", "RUS")}),
    ],
)
def test_each_with_his_own(text: str, pairs: set[tuple[str, str]], reader: str) -> None:
    assert told(text, reader) == pairs


def test_what_two_do_together_is_told_both_ways_also_where_only_one_was_heard() -> None:
    text = "The presidents of Ghana and Togo met the presidents of Mali and Niger respectively."
    assert told(text) == {("GHA", "MLI"), ("MLI", "GHA"), ("TGO", "NER"), ("NER", "TGO")}


def test_each_two_have_an_agreement_of_their_own() -> None:
    text = "Kenya and Uganda signed deals with Oman and Peru respectively."
    assert [one.parties for one in read_text(text).agreements] == [("KEN", "OMN"), ("UGA", "PER")]
    assert len(read_text("Kenya and Uganda signed deals with Oman and Peru.").agreements) == 1


def test_lists_of_different_lengths_have_no_places() -> None:
    assert ("GHA", "NER") in told("Ghana and Togo respectively summoned the envoys of Mali, Niger and Chad.")
