"""Causal News Corpus V2 (Tan et al. 2022, CC0): whether a sentence states a cause; spans of cause, effect, signal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from training.examples import Example

_ROLES = {"ARG0": "cause", "ARG1": "effect"}
_TAG = re.compile(r"<(/?)(ARG0|ARG1|SIG\d)>")


def examples(data: Path, split: str = "train") -> Iterator[Example]:
    """The sentences of one split (`train` or `dev`), each once, with the spans of its causal relations."""
    folder = data / "text" / "causal_news_corpus_v2"
    spans: dict[str, set[tuple[str, int, int]]] = {}
    for row in pd.read_csv(folder / f"{split}_subtask2.csv", encoding="utf-8-sig", keep_default_na=False).itertuples():
        plain, roles = untag(str(row.text_w_pairs))
        if plain == str(row.text):
            spans.setdefault(plain, set()).update(roles)
    for row in pd.read_csv(folder / f"{split}_subtask1.csv", encoding="utf-8-sig", keep_default_na=False).itertuples():
        text, causal = str(row.text), bool(row.label)
        known = tuple(sorted(spans[text])) if text in spans else None if causal else ()
        yield Example(text, "cnc", causal=causal, causes=known, group=text)


def untag(tagged: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The sentence without its tags, and its (role, start, end)."""
    text, starts, roles, end = "", {}, [], 0
    for match in _TAG.finditer(tagged):
        text += tagged[end : match.start()]
        end = match.end()
        if match[1]:
            roles.append((_ROLES.get(match[2], "signal"), starts.pop(match[2], len(text)), len(text)))
        else:
            starts[match[2]] = len(text)
    text += tagged[end:]
    return text, [(role, a, b) for role, a, b in roles if b > a]
