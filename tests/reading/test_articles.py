"""Thirty-two short articles with their events, written to find what the reader misses.

Those in `mended_with` were looked at while it was mended, those in `kept_apart` were only scored before and after;
docs/reader_measured.md has the figures.
"""

from pathlib import Path

import pytest

from westphalia.reading.scoring import score_reader

HERE = Path(__file__).parent


@pytest.mark.parametrize(
    ("folder", "precision", "recall"),
    [
        ("articles/mended_with", 75, 61),
        ("articles/kept_apart", 74, 64),
        ("articles_later/mended_with", 72, 48),
        ("articles_later/kept_apart", 68, 43),
    ],
)
def test_fresh_articles_keep_above_a_floor(folder: str, precision: float, recall: float) -> None:
    scores = score_reader(HERE / folder, reader="model")
    events = scores.rows[0]
    assert scores.articles == 8
    assert events.precision is not None
    assert events.precision >= precision
    assert events.recall is not None
    assert events.recall >= recall
    assert scores.invented <= 2


def test_texts_of_other_kinds_keep_above_a_floor() -> None:
    scores = score_reader(HERE.parents[1] / "gold" / "kinds" / "seen", reader="model")
    events = scores.rows[0]
    assert scores.articles == 70
    assert events.value is not None
    assert events.value >= 71
    assert scores.invented_there <= 2
