"""Causes with the actors of both ends, and who says that who says so, on own sentences.

`half` says whether a sentence was looked at while the rules were made («mended with») or only scored («kept apart»).
"""

import csv
from pathlib import Path

import pytest

from westphalia.ontology.types import Claim, ClaimKind, Factor
from westphalia.reading import read_text

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cause(text: str) -> Claim | None:
    claims = read_text(text, reader="rules").claims
    return next((claim for claim in claims if claim.kind is ClaimKind.CAUSE), None)


def test_pressure_on_two_that_brings_them_closer_is_a_parse() -> None:
    claim = cause("American pressure on Russia and Iran brings Moscow and Tehran closer together.")
    assert claim is not None
    assert claim.polarity == 1
    assert claim.causing == Factor(("USA",), ("RUS", "IRN"), None, "conflict", None)
    assert claim.caused == Factor(("RUS", "IRN"), (), None, "relations", 1)


@pytest.mark.parametrize(
    ("text", "polarity", "causing", "caused"),
    [
        ("The sanctions only serve to harden the will of Iran.", 1, None, ("IRN",)),
        ("Threats from Riyadh cannot scare off Oman.", 0, ("SAU",), ("OMN",)),
        ("Sanctions are unlikely to weaken Cuba.", 0, None, ("CUB",)),
        ("The embargo has done little to weaken Cuba.", 0, None, ("CUB",)),
        ("French aid has damaged relations between Chad and Libya.", -1, ("FRA",), ("TCD", "LBY")),
    ],
)
def test_how_a_cause_bears_on_its_effect(
    text: str, polarity: int, causing: tuple[str, ...] | None, caused: tuple[str, ...]
) -> None:
    claim = cause(text)
    assert claim is not None and claim.causing is not None and claim.caused is not None
    assert claim.polarity == polarity
    assert claim.causing.actors == (causing or ())
    assert {*claim.caused.actors, *claim.caused.recipients} == set(caused)


def test_causes_keep_above_a_floor() -> None:
    table = rows("claims_causes.csv")
    right = 0
    for row in table:
        claim = cause(row["text"])
        if claim is not None and claim.causing is not None and claim.caused is not None:
            ends = [{*end.actors, *end.recipients} for end in (claim.causing, claim.caused)]
            wanted = [set(row["cause_actors"].split()), set(row["effect_actors"].split())]
            right += claim.polarity == int(row["polarity"]) and ends == wanted
    assert right >= 0.8 * len(table)


def test_nesting_keeps_above_a_floor() -> None:
    table = rows("claims_nested.csv")
    right = 0
    for row in table:
        inner = max(read_text(row["text"], reader="rules").claims, key=lambda claim: (claim.end, claim.start))
        holder = "author" if inner.holder == "author" else inner.holder_code
        right += holder == row["holder"] and [one.code for one in inner.through] == row["through"].split()
    assert right >= 0.7 * len(table)


def test_a_claim_names_those_through_whom_it_is_told() -> None:
    claims = read_text("Iran's president said that Russia believes the pact is dead.", reader="rules").claims
    (claim,) = (claim for claim in claims if claim.text == "the pact is dead")
    assert (claim.holder, claim.cue) == ("Russia", "believes")
    assert [(one.name, one.code, one.cue) for one in claim.through] == [("Iran's president", "IRN", "said that")]


def test_boosters_hedges_and_loaded_words() -> None:
    claim, *_ = read_text("Beyond doubt the brutal regime in Minsk is a threat to Poland.", reader="rules").claims
    assert claim.booster == "beyond doubt"
    assert claim.loaded == ("brutal", "regime")
    junta = read_text("The junta in Niamey expelled the French ambassador.")
    assert junta.claims[0].loaded == ("junta",)
    assert [(event.actor, event.recipient) for event in junta.events] == [("NER", "FRA")]
    claim, *_ = read_text("The pact seems to be dead.", reader="rules").claims
    assert (claim.hedge, claim.booster) == ("seems to", None)


def test_the_model_sorts_what_no_cue_sorts() -> None:
    text = "The delegates ate fish in Ghana on Tuesday."
    kinds = [read_text(text, reader=reader).claims[0].kind for reader in ("rules", "model")]
    assert kinds == [ClaimKind.STATE, ClaimKind.EVENT]
