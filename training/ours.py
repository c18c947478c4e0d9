"""The weights of `westphalia.reading.ours`: whose «we» is in a comment.

    python -m training.ours

Of the project's own comments (`comments/`), each with its author's state, or none, in its heading; and of the open half
of the gold set and the articles that were worked on: comments and analyses with at least three words of the author's
«we», and the state that `perspective` names (a byline and a dateline are not looked at). That no state of those named
is meant is also learned from the texts without their author's state, and from reports and analyses without any «we»;
these count a part. Conditional logit, ridge 0.5.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

from training import logit
from westphalia.reading import mentions, ours, reader
from westphalia.reading.choice import Row, Weights, shares
from westphalia.reading.tokens import tokenize

ROOT = Path(__file__).parents[1]
FOLDERS = tuple(ROOT / "gold" / name for name in ("open", "developed"))
COMMENTS = ROOT / "training" / "comments"
GENRES = ("op-ed", "analysis", "wire")
RIDGE = 0.5
WITHOUT = NOBODY = 0.1  # what a text without its author's state, and one without «we», counts
OWN = 0.3  # what one of the project's own comments counts: they are shorter, and hide more than others


@dataclass(frozen=True)
class Text:
    """What a text says of each state, which of them (by number) is the author's, and what the text counts."""

    rows: tuple[Row, ...]
    facing: float
    own: int | None
    weight: float = 1.0


def main() -> None:
    """Fit, and say how often the likeliest state is right on thirds that were left out."""
    texts = [text for folder in FOLDERS for path in sorted(folder.glob("*.json")) if (text := annotated(path))]
    own = [text for one, state in comments() if (text := read(one, None, state, said=True))]
    texts += [replace(text, weight=OWN) for text in own]
    spoken = [text for text in texts if text.weight > NOBODY]
    told, right = 0, 0
    for part in range(3):
        weights = fit([text for k, text in enumerate(texts) if k % 3 != part])
        for text in (text for text in texts[part::3] if text.weight > NOBODY):
            likely = shares(text.rows, (1.0, text.facing), weights)
            best = max(range(len(likely)), key=likely.__getitem__)
            told += likely[best] >= ours.LEAST
            right += likely[best] >= ours.LEAST and best == text.own
    named = sum(text.own is not None for text in spoken)
    print(f"texts with «we» {len(spoken)}, of a state that they name {named}; without «we» {len(texts) - len(spoken)}")
    print(f"crossed thirds: told {told}, right {right}")
    print("WEIGHTS =", *fit(texts))


def comments(folder: Path = COMMENTS) -> Iterator[tuple[str, str | None]]:
    """The project's own comments, each with the record code of its author's state, None where it is of no state."""
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text(encoding="utf-8").split("## ")[1:]:
            code, _, text = block.partition("\n")
            yield text.strip(), None if code.strip() == "-" else code.strip()


def annotated(path: Path) -> Text | None:
    """An annotated text; None where it has «we» but too seldom, of no state, or where it is of another genre."""
    about = json.loads(path.read_text(encoding="utf-8"))
    if about["genre"] not in GENRES:
        return None
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    day = date.fromisoformat(about["date"]) if about["date"] else None
    return read(text, day, _state(about.get("perspective") or ""), said=about["genre"] != "wire")


def read(text: str, day: date | None, state: str | None, said: bool) -> Text | None:
    """A text of an author of `state`; `said` says that its «we» is the author's. None where it teaches nothing."""
    found: list[tuple[ours.Traits, int]] = []

    def look(parses, said, references):  # type: ignore[no-untyped-def]
        words = sum(len(ours.own(*one)) for one in zip(parses, said, strict=True))
        found.append((ours.traits(parses, said, references), words))

    nobody = {name: (lambda *_: None) for name in ("issuer", "of_byline", "of_people", "of_career", "of_town")}
    with (
        patch.object(ours, "country", look),
        patch.multiple(reader.firstperson, **nobody),
        patch.object(reader.home, "of_dateline", lambda *_: None),
    ):
        reader.read_text(text, published=day)
    traits, words = found[0]
    if not traits or (words and (not said or words < ours.FEWEST or (state is not None and state not in traits))):
        return None
    own = list(traits).index(state) if words and state is not None else None
    return Text(tuple(traits.values()), ours.facing(traits), own, 1.0 if words else NOBODY)


def _state(perspective: str) -> str | None:
    """The state of «Turkish columnist» or «MNG»."""
    if perspective.isupper() and len(perspective) == 3:
        return perspective
    _, found = mentions.find(perspective, tokenize(perspective), None)
    return next((one.code for one in found if one.code and ":" not in one.code), None)


def fit(texts: Sequence[Text]) -> Weights:
    """The weights of `ours.FEATURES`, and of no state."""
    return logit.fit([case for text in texts for case in _cases(text)], RIDGE)


def _cases(text: Text) -> Iterator[logit.Case]:
    """The text as it is, and without its author's state, if it has one: then no state is his."""
    nobody = 1.0, text.facing
    yield logit.Case(text.rows, nobody, [k == text.own for k in range(len(text.rows))], text.weight)
    if text.own is not None:
        rows = [row for k, row in enumerate(text.rows) if k != text.own]
        yield logit.Case(rows, nobody, [False] * len(rows), WITHOUT)


if __name__ == "__main__":
    main()
