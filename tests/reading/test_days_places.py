"""Days and places of 714 deeds in 360 short texts by three annotators who did not know the reader.

The mistakes made on `days_places.jsonl` were looked at, those on `days_places_unseen.jsonl` were not. A deed that is
not found is not counted. Right of given, and right of those that the texts give: neither may fall below what was
reached.
"""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from westphalia.reading import read_text

HERE = Path(__file__).parent
LEAST = {  # (right of given, right of those to give)
    "days_places.jsonl": {"day": (0.98, 0.93), "place": (0.97, 0.86), "country": (0.96, 0.82)},
    "days_places_unseen.jsonl": {"day": (0.97, 0.85), "place": (0.93, 0.70), "country": (0.93, 0.66)},
}


def counts(name):
    """Right, given and to be given, of days, places and countries."""
    found = Counter()
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        day = date.fromisoformat(row["published"]) if row["published"] else None
        document = read_text(row["text"], published=day, published_source="told" if day else None)
        for deed in row["deeds"]:
            at = re.search(rf"\b{re.escape(deed['cue'])}\b", row["text"])
            begin = at.start() if at else row["text"].find(deed["cue"])
            told = [e for e in document.events if e.cue.start < begin + len(deed["cue"]) and e.cue.end > begin]
            if not told:
                continue
            event = max(told, key=lambda one: (one.day is not None, one.place is not None))
            values = {"day": event.day.isoformat() if event.day else None, "place": event.place}
            for what, value in (values | {"country": event.place_country}).items():
                gold = deed[what]
                near = what == "place" and gold and value and (gold in value or value in gold)
                found[what, "right"] += value is not None and (value == gold or bool(near))
                found[what, "given"] += value is not None
                found[what, "to give"] += gold is not None
    return found


@pytest.mark.parametrize("name", sorted(LEAST))
def test_days_and_places(name):
    found = counts(name)
    for what, (precision, recall) in LEAST[name].items():
        assert found[what, "right"] / found[what, "given"] >= precision, what
        assert found[what, "right"] / found[what, "to give"] >= recall, what
