"""Sixteen short articles with their events, written to find what the reader misses.

Those in `mended_with` were looked at while it was mended, those in `kept_apart` were only scored before and after;
docs/reading.md has the figures.
"""

from pathlib import Path

import pytest

from westphalia.reading.scoring import score_reader

HERE = Path(__file__).parent / "articles"


@pytest.mark.parametrize("half", ["mended_with", "kept_apart"])
def test_fresh_articles_keep_above_a_floor(half: str) -> None:
    scores = score_reader(HERE / half, reader="model")
    events = scores.rows[0]
    assert scores.articles == 8
    assert events.precision is not None
    assert events.precision >= 65
    assert events.recall is not None
    assert events.recall >= 38
    assert scores.invented <= 1
