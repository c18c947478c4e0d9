"""200 twins: passages that differ by a few words, one of which tells a deed as done and the other as not done.

Written by two who did not know the reader; nobody looked at what it made of them. docs/reader_measured.md has the
counts: telling them apart is what the reader is weakest at, so the bounds are low.
"""

import json
from collections import defaultdict
from pathlib import Path

from westphalia.reading import read_text

LINES = (Path(__file__).parent / "twins.jsonl").read_text(encoding="utf-8").splitlines()


def test_twins_are_told_apart_no_less_often_than_before() -> None:
    done: dict[str, dict[bool, bool]] = defaultdict(dict)
    for line in LINES:
        passage = json.loads(line)
        told = {
            f"{e.actor} {e.action} {e.recipient}" for e in read_text(passage["text"]).events if e.status == "happened"
        }
        done[passage["twin"]][passage["status"] == "happened"] = passage["deed"] in told
    assert len(done) == 200
    assert sum(not told[False] for told in done.values()) >= 160  # of the undone not told as done
    assert sum(told[True] for told in done.values()) >= 106
    assert sum(told[True] and not told[False] for told in done.values()) >= 77
