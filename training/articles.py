"""Annotated articles that the shipped network has not seen: what `joined` fits its weights to.

Those of a folder in the gold set's format, and the project's own that are held out, put together again of their
sentences. Of the latter, marks and lines «W» tell whose the mentions are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from training import own
from training.examples import OUTSIDE, Example, Pair, held
from westphalia.reading import mentions
from westphalia.reading.tokens import tokenize

FEWEST = 5  # sentences of an own article
TITLE = 70  # characters of a headline at most
Key = tuple[str, str, str]  # record code of the actor, action, record code of the recipient


@dataclass(frozen=True)
class Article:
    """A text, its day, and its events with the first character of the clause that tells each (None: not known)."""

    text: str
    day: date | None
    events: tuple[tuple[Key, int | None], ...]


def annotated(folder: Path) -> Iterator[Article]:
    """The articles of a folder, each a text beside its annotation in JSON, by name."""
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        yield Article(
            path.with_suffix(".txt").read_text(encoding="utf-8"),
            date.fromisoformat(article["date"]) if article.get("date") else None,
            tuple(((e["actor"], e["action"], e["recipient"]), e.get("start")) for e in article["events"]),
        )


def held_out(folder: Path = own.FOLDER) -> Iterator[Article]:
    """The project's own articles that no network learns from: they are held out."""
    return (put_together(blocks) for blocks in _whole(folder) if held("own", blocks[0].group))


def _whole(folder: Path) -> Iterator[list[own.Labelled]]:
    """The sentences of each own article of some length."""
    groups: dict[str, list[own.Labelled]] = defaultdict(list)
    for block in own.read(folder):
        groups[block.group].append(block)
    return (blocks for blocks in groups.values() if len(blocks) >= FEWEST)


def examples(folder: Path = own.FOLDER) -> Iterator[Example]:
    """The sentences of the project's own articles, article by article, in order.

    Where the article says whom its mentions mean, with that, and with what passes beyond the sentence and among those
    whom one mention means.
    """
    for blocks in _whole(folder):
        knows = any(block.who for block in blocks)
        for number, block in enumerate(blocks):
            example = replace(own.example(block), corpus="articles", sentence=number)
            if knows:
                codes = codes_of(block)
                example = replace(
                    example,
                    pairs=(*example.pairs, *_outside(block), *_among(block)),
                    actors=tuple(tuple(codes[actor]) if actor in codes else None for actor in block.same),
                    named=tuple(len(codes) == 1 for codes in _named(block)),
                )
            yield example


def _outside(block: own.Labelled) -> Iterator[Pair]:
    """What passes between each mention and somebody whom the sentence does not mention."""
    for acts in (True, False):
        told = {block.same[mention] for mention, _, acting, *_ in block.beyond if acting is acts}
        for number, actor in enumerate(block.same):
            events = [row[3:] for row in block.beyond if row[0] == number and row[2] is acts]
            sides = (number, OUTSIDE) if acts else (OUTSIDE, number)
            if events:
                yield own.pair_of(*sides, events)
            elif actor not in told:
                yield Pair(*sides, ())


def _among(block: own.Labelled) -> Iterator[Pair]:
    """What those do with each other whom one mention means."""
    for number, actor in enumerate(block.same):
        if number == actor and len(block.who.get(actor, ())) > 1:
            events = [event[2:] for event in block.events if event[:2] == (number, number)]
            yield own.pair_of(number, number, events) if events else Pair(number, number, ())


def put_together(blocks: Sequence[own.Labelled]) -> Article:
    """The article of these sentences; a headline stands by itself, and a side that is nobody's gives no event."""
    text, events = "", []
    for block in blocks:
        codes = codes_of(block)
        events += [
            ((one, action, other), len(text))
            for actor, recipient, action, *_ in block.events
            for one in codes.get(block.same[actor], ())
            for other in codes.get(block.same[recipient], ())
            if one != other
        ]
        for mention, others, acts, action, *_ in block.beyond:
            pairs = ((one, other) for one in codes.get(block.same[mention], ()) for other in others if one != other)
            events += [((one, action, other) if acts else (other, action, one), len(text)) for one, other in pairs]
        headline = len(block.text) < TITLE and not block.text.endswith((".", "?", "!", '"'))
        text += block.text + ("\n\n" if headline else " ")
    return Article(text, None, tuple(events))


def codes_of(block: own.Labelled) -> Mapping[int, Sequence[str]]:
    """By actor (as `same` numbers them) the record codes: its line «W»'s, else the only one that its mentions name."""
    named: dict[int, set[str]] = defaultdict(set)
    for codes, actor in zip(_named(block), block.same, strict=True):
        named[actor] |= codes
    return {actor: tuple(codes) for actor, codes in named.items() if len(codes) == 1} | block.who


def _named(block: own.Labelled) -> list[set[str]]:
    """The record codes that the words of each mention name."""
    _, references = mentions.find(block.text, tokenize(block.text), None)
    return [
        {r.code for r in references if r.code is not None and r.start < end and start < r.end}
        for start, end in block.mentions
    ]
