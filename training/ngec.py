"""The stories that were written for NGEC (Halterman et al. 2023): PLOVER event and mode of a whole story.

A story has no marked sides. Where a title names two countries by placeholders, the first is taken as actor and the
second as recipient; else the label is the text's as a whole. No licence is stated.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from training.examples import Example, Pair
from westphalia.ontology.actions import ACTIONS
from westphalia.ontology.states import states

_PLACE = re.compile(r"\{(country_1|country_2|city)\}")
_WORDS = 70  # of a story: its first two sentences say what it is about


def examples(data: Path, seed: int = 0) -> Iterator[Example]:
    """Each story's beginning, and each title and headline with countries drawn at random for its placeholders."""
    draw = random.Random(seed)
    stories = pd.read_csv(data / "text" / "ngec_synthetic_events.csv.gz", keep_default_na=False, encoding="utf-8")
    for row in stories.itertuples():
        beginning = " ".join(str(row.text).split()[:_WORDS])
        if row.label in ACTIONS:
            yield Example(beginning, "ngec", about=(str(row.label),), group=str(row.title))
    names = [state.name for state in states().values() if state.last_day is None]
    headlines = pd.read_csv(data / "text" / "ngec_synthetic_headlines.csv", keep_default_na=False, encoding="utf-8")
    titles = {(str(r.title), str(r.label)) for r in stories.itertuples()} | {
        (str(r.title), str(r.event)) for r in headlines.itertuples()
    }
    for title, label in sorted(titles):
        if label in ACTIONS:
            yield _titled(title, label, draw.sample(names, 3))


def _titled(title: str, label: str, names: list[str]) -> Example:
    fill = dict(zip(("country_1", "country_2", "city"), names, strict=True))
    text, spans, end = "", {}, 0
    for match in _PLACE.finditer(title):
        text += title[end : match.start()]
        spans.setdefault(match[1], (len(text), len(text) + len(fill[match[1]])))
        text += fill[match[1]]
        end = match.end()
    text += title[end:]
    if {"country_1", "country_2"} <= set(spans):
        pair = Pair(0, 1, (label,), related=True)
        return Example(text, "ngec", (spans["country_1"], spans["country_2"]), (pair,), about=(label,), group=title)
    return Example(text, "ngec", about=(label,), group=title)
