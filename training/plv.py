"""PLV (Hu et al. 2024, Zero-Shot-PLOVER): sentences with a marked source and target and PLOVER's gold code.

Of its columns only the marked sentence, the two sides and `gold_root` are read; others are another system's output. The
file counts CONCEDE and RETREAT as one code, YIELD. No licence is stated.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from training.examples import Example, Pair
from westphalia.ontology.actions import quad_of
from westphalia.reading.model.coding import YIELD

_MARK = re.compile(r"(\s*)<(/?)([st])>(\s*)")


def examples(data: Path) -> Iterator[Example]:
    """The rows of `PLV_train.tsv` with both sides to be found; rows of one sentence share a group."""
    rows = pd.read_csv(data / "text" / "PLV_train.tsv", sep="\t", keep_default_na=False, encoding="utf-8")
    for row in rows.itertuples():
        text, spans = unmark(str(row.marked_sentence))
        for role, name in (("s", str(row.source)), ("t", str(row.target))):
            if role not in spans and name and name in text:
                spans[role] = (text.index(name), text.index(name) + len(name))
        if len(spans) < 2:
            continue
        code = str(row.gold_root)
        actions = YIELD if code == "YIELD" else (code,)
        yield Example(
            text, "plv", (spans["s"], spans["t"]), (Pair(0, 1, actions, related=True),), group=str(row.sentence)
        )


def plv_quad(action: str) -> int:
    """The quad (1 to 4) as PLV has it: its YIELD, CONCEDE and RETREAT in one, is material cooperation in all rows."""
    return 2 if action in YIELD else quad_of(action).number


def unmark(marked: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """The sentence without its marks, and where source («s») and target («t») stand."""
    text, starts, spans, end = "", {}, {}, 0
    for match in _MARK.finditer(marked):
        before, closing, role, after = match.groups()
        text += marked[end : match.start()]
        space = " " if (after if closing else before or after) and text and not text.endswith(" ") else ""
        if closing:
            spans[role] = (starts.get(role, 0), len(text))
            text += space
        else:
            text += space
            starts[role] = len(text)
        end = match.end()
    return text + marked[end:], {role: span for role, span in spans.items() if span[1] > span[0]}
