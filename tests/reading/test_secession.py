"""Recognising a breakaway region tells nothing of the state that it breaks from."""

import pytest

from westphalia.reading import read_text


@pytest.mark.parametrize("reader", ["rules", "model"])
@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kenya has recognised Somaliland.", set()),
        ("Russia recognised the independence of Abkhazia and South Ossetia.", set()),
        ("Ethiopia refused to recognise Somaliland.", set()),
        ("Somalia condemned Kenya's recognition of Somaliland.", {("SOM", "ACCUSE", "KEN")}),
        ("Russia armed Transnistria.", {("RUS", "AID", "MDA")}),
        ("Honduras recognised Taiwan.", {("HND", "SUPPORT", "TWN")}),
        ("Ghana recognised Palestine.", {("GHA", "SUPPORT", "PSE")}),
    ],
)
def test_who_recognises_a_region_does_nothing_for_its_state(text: str, told: set, reader: str) -> None:
    assert {(e.actor, e.action, e.recipient) for e in read_text(text, reader=reader).events} == told
