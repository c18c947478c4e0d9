"""Whether a deed was done, by construction: one sentence each, the same few deeds.

`governed.csv` has verbs and nouns that govern it («made good on its threat to expel», «shied away from expelling»),
`nominal.csv` deeds told by nouns («should condemn Peru's raid», «called for a raid»), `borne_out.csv` what else makes a
deed done that looks undone, and the other way round, `negated.csv` a «not» far from its verb («has not, so far, …»),
`asides.csv` an aside between a verb and what governs it («denied, in a note, having …»). They were written from
grammar, not from what the reader got wrong. `frames.csv` has sentences as newspapers, ministries and opinion pages
write them, by four writers who did not know the reader. docs/reader_measured.md has the counts before and after and
what is left. Nobody looked into `frames_unseen.csv`, by a fifth: it says how far all this reaches, and is no list of
what is to be mended.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from westphalia.reading import read_text

HERE = Path(__file__).parent


def as_told(name: str) -> Iterator[tuple[str, bool, bool]]:
    """Of each sentence whether its deed was done, and whether it is told as done."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            sides, actions = {row["actor"], row["recipient"]}, row["actions"].split("|")
            told = (event for event in read_text(row["text"]).events if {event.actor, event.recipient} == sides)
            deeds = (event for event in told if actions == [""] or event.action in actions)
            yield row["text"], row["happened"] == "yes", any(deed.status.value == "happened" for deed in deeds)


@pytest.mark.parametrize(
    ("name", "wrong"), [("governed", 0), ("nominal", 0), ("borne_out", 0), ("negated", 0), ("asides", 0), ("frames", 3)]
)
def test_a_deed_is_told_as_done_where_it_was(name: str, wrong: int) -> None:
    found = [text for text, done, told in as_told(name) if done is not told]
    assert len(found) <= wrong, found


def test_sentences_that_nobody_looked_into() -> None:
    seen = Counter((done, told) for _, done, told in as_told("frames_unseen"))
    assert seen.total() == 240
    assert seen[False, True] <= 15  # of 160 that were not done; 18 before there were rules for such sentences
    assert seen[True, True] >= 64  # of 80 that were done; 66 before


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Peru was told to free the Chilean consul.", "urged"),
        ("Peru did not stop arming Chile.", "happened"),
        ("Peru never ceased to threaten Chile.", "happened"),
        ("Peru shied away from expelling the Chilean consul.", "denied"),
        ("Peru did not see fit to expel the Chilean consul.", "denied"),
        ("Peru is too weak to attack Chile.", "hypothetical"),
        ("Peru was the first country to expel the Chilean consul.", "happened"),
        ("Peru is the only member of the bloc to have expelled the Chilean consul.", "happened"),
        ("Peru was not the last state to expel the Chilean consul.", "happened"),
        ("Peru will be the first to expel the Chilean consul.", "planned"),
        ("Peru became the first country to expel the Chilean consul.", "happened"),
        ("The first country to expel the Chilean consul was Peru.", "happened"),
        ("The claim that Peru had expelled the Chilean consul angered Bolivia.", "hypothetical"),
        ("The fact that Peru expelled the Chilean consul angered Bolivia.", "happened"),
        ("Peru regretted not having expelled the Chilean consul.", "denied"),
        ("Peru waited years for Ecuador to expel the Chilean consul.", "hypothetical"),
        ("Peru denied any part in the attack on Chile.", "denied"),
        ("Peru was going to expel the Chilean consul until the rains came.", "planned"),
        ("Never in its history has Peru expelled a Chilean consul.", "denied"),
        ("Never before had Peru expelled a Chilean consul.", "happened"),
        ("Peru should never have expelled the Chilean consul.", "happened"),
        ("It is vital that Peru expel the Chilean consul.", "urged"),
        ("By May Peru will have built a port and expelled the Chilean consul.", "planned"),
        ("Peru was to expel the Chilean consul on Monday. It did so on Tuesday.", "happened"),
        (
            "State radio announced that Peru had expelled the Chilean consul. Nothing of the kind had happened.",
            "denied",
        ),
        ("Peru expelled the Chilean consul. It was no joke.", "happened"),
        ("Peru expelled the Chilean consul, but it was no hoax.", "happened"),
        ("A video falsely claiming that Peru had expelled the Chilean consul went round the world.", "denied"),
        ("Peru has until June to expel the Chilean consul.", "hypothetical"),
        ("Peru would regret expelling the Chilean consul.", "hypothetical"),
        ("Peru would later regret expelling the Chilean consul.", "happened"),
        ("Peru bowed to pressure from its generals to expel the Chilean consul.", "happened"),
        ("Peru talked Bolivia into expelling the Chilean consul.", "happened"),
    ],
)
@pytest.mark.parametrize("reader", ["rules", "model"])
def test_how_real_it_is_by_what_governs_it(text: str, status: str, reader: str) -> None:
    found = {event.status.value for event in read_text(text, reader=reader).events if event.recipient == "CHL"}
    assert found <= {status}
    assert found == {status} or reader == "rules"
