"""Passages written to mislead: each speaks of deeds that did not happen, and most of one that did, of the same two.

`unreal` are the deeds that the passage only plans, urges, fears, denies or supposes, `happened` those that it tells as
done. `usual` passages use the constructions that newspapers and ministries use most; in `first` and `second` no
construction stands more than a few times. docs/reader_measured.md has the counts before and after they were looked at.
"""

import json
from collections import Counter
from pathlib import Path

import pytest

from westphalia.ontology.actions import ACTIONS
from westphalia.reading import read_text

LINES = (Path(__file__).parent / "passages.jsonl").read_text(encoding="utf-8").splitlines()
PASSAGES = [json.loads(line) for line in LINES]
STATUSES = ("planned", "urged", "feared", "denied", "hypothetical")


def test_the_labels_are_those_of_the_guidelines() -> None:
    for passage in PASSAGES:
        for row in passage["unreal"]:
            _, action, _, status = row.split(" ")
            assert action in ACTIONS and status in STATUSES
        done = {tuple(row.split(" ")) for row in passage["happened"]}
        assert not done & {tuple(row.split(" ")[:3]) for row in passage["unreal"]}


@pytest.mark.parametrize(("name", "wrong", "right"), [("usual", 7, 97), ("first", 18, 135), ("second", 20, 128)])
def test_few_are_told_as_happened_and_what_happened_is(name: str, wrong: int, right: int) -> None:
    """At most `wrong` of the unreal deeds, at least `right` of the real ones; a few less than it was when written."""
    count: Counter[str] = Counter()
    for passage in PASSAGES:
        if passage["set"] != name:
            continue
        events = [one for one in read_text(passage["text"]).events if one.status.value == "happened"]
        told = {f"{one.actor} {one.action} {one.recipient}" for one in events}
        count["wrong"] += len(told & {row.rsplit(" ", 1)[0] for row in passage["unreal"]})
        count["right"] += len(told & set(passage["happened"]))
    assert count["wrong"] <= wrong
    assert count["right"] >= right
