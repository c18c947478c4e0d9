"""Agreements in 47 passages by somebody who did not know the reader; they were scored before anybody looked.

Right by parties were 32 of 49 then, with 34 told (F1 77.1); what they taught brought 40, with 42 told.
"""

import json
from pathlib import Path

from westphalia.reading import read_text

PASSAGES = [
    json.loads(line) for line in Path(__file__).with_name("agreements_told.jsonl").read_text("utf-8").splitlines()
]


def test_agreements_are_read_as_well_as_they_were() -> None:
    right = told = annotated = 0
    for passage in PASSAGES:
        found = [sorted(one.parties) for one in read_text(passage["text"]).agreements]
        told += len(found)
        for one in passage["agreements"]:
            annotated += 1
            if sorted(one["parties"]) in found:
                found.remove(sorted(one["parties"]))
                right += 1
    assert annotated == 49
    assert right >= 40
    assert told - right <= 2
