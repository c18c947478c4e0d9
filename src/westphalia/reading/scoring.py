"""How well a reader reads: its documents against annotated texts, counted as gold/GUIDELINES.md, section 8, defines it.

Scores are micro over articles, in percent (kappas from -1 to 1), each with a 95 % percentile interval from 1,000
resamples of articles (Efron and Tibshirani 1993, chapter 13; seed 0). Kappa is Cohen's (1960).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from westphalia.errors import CallError
from westphalia.ontology.types import ReadBy
from westphalia.reading.goldset import Annotation, Entry, load
from westphalia.reading.scoring_measures import MEASURES, Measure, number, trapped
from westphalia.reading.scoring_treaties import TREATY_MEASURES, of_treaty

RESAMPLES = 1000
GENRE_ARTICLES, GENRE_ITEMS = 5, 20  # a genre is shown from so many articles and annotated items on


@dataclass(frozen=True)
class Score:
    """One row of the table. `value`, `low` and `high` are None where nothing was there to compare.

    `unit` is «F1» and «share» (percent) or «kappa»; `right` of `found` by the reader and of `annotated` items are
    counts of single items. Precision and recall (percent) belong to F1.
    """

    name: str
    unit: str
    value: float | None
    low: float | None
    high: float | None
    precision: float | None
    recall: float | None
    right: int
    found: int
    annotated: int


@dataclass(frozen=True)
class Scores:
    """How well one reader (or annotator) agrees with one folder of annotations.

    `invented` events are told as happened and annotated only as something else, of so many `traps`; `invented_there` of
    them in a sentence where that is annotated. `genres` holds the first scores for each genre with enough articles.
    `seconds` is reading time, None for annotators.
    """

    gold: str
    reader: str
    version: str | None
    model: str | None
    articles: int
    events: int
    rows: tuple[Score, ...]
    invented: int
    invented_there: int
    traps: int
    genres: Mapping[str, tuple[int, tuple[Score, ...]]]
    seconds: float | None = None
    sentences: int | None = None
    cost: ReadBy | None = None

    def to_dict(self) -> dict[str, Any]:
        """JSON data."""
        plain = asdict(self) | {"cost": self.cost.to_dict() if self.cost else None}
        plain["rows"] = [asdict(row) for row in self.rows]
        plain["genres"] = {
            genre: {"articles": n, "rows": [asdict(row) for row in rows]} for genre, (n, rows) in self.genres.items()
        }
        plain["sentences_per_second"] = self.sentences / self.seconds if self.seconds and self.sentences else None
        return plain


def score_reader(
    folder: Path,
    reader: str | None = None,
    llm: Mapping[str, Any] | None = None,
    confidence: float | None = None,
    progress: Callable[[str], None] | None = None,
) -> Scores:
    """The reader of that name on the annotated texts of `folder`. Raises as `goldset.load` and `reading.read_text`."""
    from westphalia.reading import read_text

    entries = load(folder)
    read_text("Norway met Sweden.")  # tables are loaded before the clock runs
    documents = []
    started = time.perf_counter()
    for k, entry in enumerate(entries, start=1):
        if progress is not None:
            progress(f"Reading {entry.name} ({k} of {len(entries)})")
        told = "told" if entry.day else None
        about = {"source": entry.name, "published": entry.day, "published_source": told, "confidence": confidence}
        documents.append(read_text(entry.text, reader=reader, llm=llm, **about))
    seconds = time.perf_counter() - started
    made = documents[0].read_by
    return _scores(
        folder,
        entries,
        [_as_annotation(document.to_dict()) for document in documents],
        reader=made.name if made else "",
        version=made.version if made else None,
        model=made.model if made else None,
        seconds=seconds,
        sentences=sum(len(document.sentences) for document in documents),
        cost=_total([document.read_by for document in documents if document.read_by]),
    )


def score_annotation(folder: Path, other: Path) -> Scores:
    """A second annotation of the same texts against the first, for the texts that both hold."""
    by_name = {entry.name: entry for entry in load(other, folder)}
    entries = [entry for entry in load(folder) if entry.name in by_name]
    if not entries:
        raise CallError(f"{folder} and {other} hold no text of the same name")
    if odd := next((entry.name for entry in entries if entry.text != by_name[entry.name].text), None):
        raise CallError(f"{odd}.txt is not the same text in {folder} and {other}")
    others = [by_name[entry.name].annotation for entry in entries]
    return _scores(folder, entries, others, reader=f"annotation {other.name}", version=None, model=None)


def _scores(folder: Path, entries: Sequence[Entry], others: Sequence[Annotation], **about: Any) -> Scores:
    pairs = list(zip(entries, others, strict=True))
    traps = [trapped(entry.text, entry.annotation, other) for entry, other in pairs if "events" in entry.annotation]
    genres = {}
    for genre in sorted({entry.genre for entry in entries if entry.genre}):
        some = [pair for pair in pairs if pair[0].genre == genre]
        rows = tuple(row for m in MEASURES if m.by_genre and (row := _row(m, some)).annotated >= GENRE_ITEMS)
        if len(some) >= GENRE_ARTICLES and rows:
            genres[genre] = len(some), rows
    return Scores(
        gold=str(folder),
        articles=len(entries),
        events=sum(len(entry.annotation.get("events", ())) for entry in entries),
        rows=tuple(
            _row(m, pairs)
            for m in (*MEASURES, *TREATY_MEASURES)
            if any(m.needs in entry.annotation for entry in entries)
        ),
        invented=sum(t[0] for t in traps),
        invented_there=sum(t[1] for t in traps),
        traps=sum(t[2] for t in traps),
        genres=genres,
        **about,
    )


def _as_annotation(document: Annotation) -> Annotation:
    """A document in the shape of an annotation: causes stand in its claims, obligations in the treaty's agreement."""
    causes = [
        {
            "cause": [claim["cause"]["start"], claim["cause"]["end"]],
            "effect": [claim["effect"]["start"], claim["effect"]["end"]],
            "polarity": claim["polarity"],
        }
        for claim in document["claims"]
        if claim["cause"] and claim["effect"]
    ]
    return document | {"causes": causes} | of_treaty(document)


def _total(made: Sequence[ReadBy]) -> ReadBy | None:
    """The cost of all readings together, where a service was asked."""
    if not any(one.requests for one in made):
        return None
    told = [one for one in made if one.prompt_tokens is not None and one.completion_tokens is not None]
    whole = len(told) == len(made)
    return ReadBy(
        made[0].name,
        made[0].version,
        made[0].model,
        requests=sum(one.requests for one in made),
        prompt_tokens=sum(one.prompt_tokens or 0 for one in told) if whole else None,
        completion_tokens=sum(one.completion_tokens or 0 for one in told) if whole else None,
        price=sum(one.price for one in made if one.price is not None)
        if all(o.price is not None for o in made)
        else None,
    )


def _row(measure: Measure, pairs: Sequence[tuple[Entry, Annotation]]) -> Score:
    each = [
        measure.count(entry.text, entry.annotation, other)
        for entry, other in pairs
        if measure.needs in entry.annotation
    ]
    rows = np.array(each if each else [np.zeros(3)], float)
    whole = rows.sum(axis=0)
    value = number(measure.unit, whole)
    rng = np.random.default_rng(0)
    draws = rows[rng.integers(0, len(rows), (RESAMPLES, len(rows)))].sum(axis=1)
    drawn = [one for draw in draws if (one := number(measure.unit, draw)) is not None]
    low: float | None = None
    high: float | None = None
    if drawn and value is not None:
        low, high = (float(bound) for bound in np.quantile(drawn, [0.025, 0.975]))
    if measure.unit == "F1":
        right, found, annotated = (int(one) for one in whole)
        precision = 100 * right / found if found else None
        recall = 100 * right / annotated if annotated else None
    else:
        table = whole.reshape(round(len(whole) ** 0.5), -1) if measure.unit == "kappa" else None
        right = int(np.trace(table) if table is not None else whole[0])
        found = annotated = int(table.sum() if table is not None else whole[1])
        precision = recall = None
    return Score(measure.name, measure.unit, value, low, high, precision, recall, right, found, annotated)
