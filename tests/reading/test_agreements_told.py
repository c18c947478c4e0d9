"""Agreements in passages by two who did not know the reader; each set was scored before anybody looked.

Right by parties were 32 of 49 in the first 47 passages, 34 told (F1 77.1); of the 36 of 40 more, read with what the
first had taught, 27, 30 told (F1 81.8).
"""

import json
from pathlib import Path

import pytest

from westphalia.reading import read_text


@pytest.mark.parametrize(
    ("name", "annotated", "right", "wrong"), [("agreements_told", 49, 40, 2), ("agreements_told_later", 36, 28, 3)]
)
def test_agreements_are_read_as_well_as_they_were(name: str, annotated: int, right: int, wrong: int) -> None:
    count = {"annotated": 0, "right": 0, "wrong": 0}
    for line in Path(__file__).with_name(f"{name}.jsonl").read_text("utf-8").splitlines():
        passage = json.loads(line)
        found = [sorted(one.parties) for one in read_text(passage["text"]).agreements]
        count["annotated"] += len(passage["agreements"])
        for one in passage["agreements"]:
            if sorted(one["parties"]) in found:
                found.remove(sorted(one["parties"]))
                count["right"] += 1
        count["wrong"] += len(found)
    assert count["annotated"] == annotated
    assert count["right"] >= right
    assert count["wrong"] <= wrong
