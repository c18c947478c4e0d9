"""A book is briefed in seconds: nothing in a briefing grows faster than its text."""

import dataclasses
import time

from westphalia.briefing.brief import brief
from westphalia.ontology.types import Span

TIMES = 1_500  # 9,000 sentences, half a megabyte


def moved(item, copy, length, sentences):
    """`item` of the first copy of a text, as it is in another copy."""
    fields = {"start": item.start + copy * length, "end": item.end + copy * length}
    if hasattr(item, "sentence"):
        fields["sentence"] = item.sentence + copy * sentences
    if getattr(item, "event", None) is not None:
        fields["event"] = item.event + copy * 3
    return dataclasses.replace(item, **fields)


def test_a_long_text(document, record):
    length, sentences = len(document.text), len(document.sentences)
    several = {
        name: tuple(moved(item, copy, length, sentences) for copy in range(TIMES) for item in getattr(document, name))
        for name in ("sentences", "mentions", "events", "claims", "agreements")
    }
    assert isinstance(several["sentences"][0], Span)
    long = dataclasses.replace(document, text=document.text * TIMES, **several)
    began = time.monotonic()
    answer = brief(long, record)
    shown = [answer.to_html(), answer.to_markdown(), str(answer)]
    assert time.monotonic() - began < 20
    assert f"{5 * TIMES:,} claims" in answer.answer
    assert max(map(len, shown)) < 2_000_000
