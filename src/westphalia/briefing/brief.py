"""A briefing: one document held against one record, with all that is needed to show it and to make it again.

`brief` gathers; nothing is drawn or written before it is asked for. What a briefing says is decided here and in
`answer`; `page`, `markdown` and `terminal` only show it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from westphalia.briefing.answer import answer_of
from westphalia.briefing.dyads import Dyad, dyads_of
from westphalia.briefing.freshness import Freshness, freshness
from westphalia.briefing.standing import Standings, recorded, standings
from westphalia.briefing.statements import Statement, statements
from westphalia.briefing.versions import versions
from westphalia.briefing.words import dyad_name, listed, many, name_of
from westphalia.errors import CallError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from westphalia.dynamics.forecast import Forecast
    from westphalia.evidence.finding import Finding
    from westphalia.measures.alignment import Alignment
    from westphalia.measures.relations import Relations
    from westphalia.ontology.types import Document
    from westphalia.record import Record
    from westphalia.record.coverage import Coverage, Window

CHARTS = 4  # dyads drawn
FORECASTS = 10  # dyads forecast
HORIZONS = (28, 84)  # days
BUSY = 12.0  # events a week from which a dyad is drawn by the week, else by the month
SUFFIXES = (".html", ".md", ".json", ".txt")

Progress = Callable[[str], None]


@dataclass(frozen=True, eq=False, repr=False)
class Briefing:
    """What a briefing says.

    `lines` answer in short. `dyads` are all pairs that the text joins and the record covers, heaviest first;
    `relations` are those of the first dyads, `alignments` of those among them that are two states with roll calls,
    `forecasts` of the first ten; `left_out` says in words what was not shown, and why.
    """

    document: Document
    lines: tuple[str, ...]
    findings: tuple[Finding, ...]
    dyads: tuple[Dyad, ...]
    relations: tuple[Relations, ...]
    alignments: tuple[Alignment, ...]
    forecasts: tuple[Forecast, ...]
    standings: Standings | None
    freshness: Freshness
    coverage: tuple[Coverage, ...]
    windows: tuple[Window, ...]
    left_out: tuple[str, ...]
    record_name: str
    granularity: Literal["event", "cell"]
    seed: int
    made_with: Mapping[str, str]
    record: Record = field(repr=False)

    @property
    def answer(self) -> str:
        """The lines that stand first, as one paragraph."""
        return " ".join(self.lines)

    @cached_property
    def said(self) -> tuple[Statement, ...]:
        """The findings by what is said: one statement may have been tested for several pairs."""
        return statements(self.findings)

    @property
    def unit(self) -> str:
        """How the record counts events, in a sentence; empty where it holds single events."""
        from westphalia.briefing.view_record import unit_note

        return unit_note(self.coverage, self.granularity)

    def to_html(self) -> str:
        """The page: self-contained, without script, without a request to the network."""
        from westphalia.briefing.page import page

        return page(self)

    def to_markdown(self) -> str:
        """The briefing as Markdown."""
        from westphalia.briefing.markdown import markdown

        return markdown(self)

    def to_dict(self) -> dict[str, Any]:
        """Everything in the briefing as JSON data."""
        return {
            "answer": self.answer,
            "freshness": self.freshness.to_dict(),
            "document": self.document.to_dict(),
            "findings": [
                {"number": said.number, **finding.to_dict()} for said in self.said for finding in said.findings
            ],
            "dyads": [dyad.to_dict() for dyad in self.dyads],
            "relations": [found.to_dict() for found in self.relations],
            "alignments": [found.to_dict() for found in self.alignments],
            "forecasts": [found.to_dict() for found in self.forecasts],
            "standings": self.standings.to_dict() if self.standings else None,
            "coverage": [row.to_dict() for row in self.coverage],
            "windows": [window.to_dict() for window in self.windows],
            "queries": [{"what": what, "sql": sql} for what, sql in self.queries()],
            "left_out": list(self.left_out),
            "record": {"name": self.record_name, "granularity": self.granularity},
            "seed": self.seed,
            "versions": dict(self.made_with),
        }

    def queries(self) -> tuple[tuple[str, str], ...]:
        """What each number was counted by: a name, and the SQL for `westphalia record query`; each query once."""
        found: dict[str, str] = {}

        def add(what: str, sql: str | None) -> None:
            if sql and sql not in found:
                found[sql] = what

        if self.standings:
            add("Scores of the map", self.standings.query)
        for relations in self.relations:
            add(f"Relations of {relations.title}", relations.query)
        for alignment in self.alignments:
            add(f"Voting agreement of {alignment.title}", alignment.query)
        for said in self.said:
            for finding in said.findings:
                add(f"Claim {said.number} ({finding.answer})", finding.query)
        for forecast in self.forecasts:
            add(f"Forecast of {dyad_name(forecast.a, forecast.b)}", forecast.query)
        return tuple((what, sql) for sql, what in found.items())

    def save(self, path: str | Path) -> Path:
        """Write the briefing to `path`: .html, .md, .json or .txt, by its suffix.

        Raises:
            CallError: another suffix, or a place that cannot be written.
        """
        from westphalia.files import write_atomically

        target = writable(path)
        write_atomically(target, self._as(target.suffix.lower()))
        return target

    def bundle(self, folder: str | Path) -> Path:
        """Write page, Markdown, JSON, data, queries, seed, versions and citations into a new folder.

        Raises:
            CallError: the folder holds something already, or cannot be written.
        """
        from westphalia.briefing.bundle import bundle

        return bundle(self, Path(folder))

    def _as(self, suffix: str) -> str:
        from westphalia.briefing.export import json_text
        from westphalia.briefing.terminal import plain

        match suffix:
            case ".html":
                return self.to_html()
            case ".md":
                return self.to_markdown()
            case ".json":
                return json_text(self.to_dict())
            case _:
                return plain(self)

    def __rich__(self) -> RenderableType:
        from westphalia.briefing.terminal import summary

        return summary(self)

    def __str__(self) -> str:
        from westphalia.briefing.terminal import plain

        return plain(self)

    __repr__ = __str__

    def _repr_html_(self) -> str:
        from westphalia.briefing.page import framed

        return framed(self)


def brief(
    document: Document,
    record: Record,
    *,
    seed: int = 0,
    progress: Progress | None = None,
    today: date | None = None,
) -> Briefing:
    """The briefing of `document` with the evidence of `record`.

    `seed` is kept with the briefing for everything random in it. `progress` is told each stage, with the numbers of
    what is tested, forecast and measured in it. `today` decides whether the record is current for an undated text; it
    is the day of the call unless given.

    Raises:
        CorruptRecord: a table of the record is damaged.
    """
    from westphalia.evidence.assess import assess_all

    tell = progress or (lambda _stage: None)
    tell(f"Testing {many(len(document.claims), 'claim')} from {many(len(document.sentences), 'sentence')}")
    findings = assess_all(document, record)
    named = {code for actor in document.actors if (code := actor.code) and _is_known(code)}
    known = recorded(record, named)
    joined = [dyad for dyad in dyads_of(document, findings) if {dyad.a, dyad.b} <= known]
    dyads = tuple(dyad for dyad in joined if record.windows(dyad.a, dyad.b))
    tell(f"Forecasting {_of(len(dyads[:FORECASTS]), len(dyads), 'pair')}")
    forecasts = _forecasts(record, dyads[:FORECASTS])
    relations = _relations(record, dyads[:CHARTS], forecasts, tell)
    alignments = _alignments(record, dyads[:CHARTS], tell)
    tell(f"Placing {many(len(known), 'actor')} on the map")
    placed = standings(record, sorted(known)) if len(known) > 1 else None
    fresh = freshness(record, document.published, today)
    return Briefing(
        document=document,
        lines=answer_of(document, findings, dyads, forecasts, fresh),
        findings=findings,
        dyads=dyads,
        relations=relations,
        alignments=alignments,
        forecasts=forecasts,
        standings=placed,
        freshness=fresh,
        coverage=record.coverage(),
        windows=record.windows(),
        left_out=_left_out(dyads, [dyad for dyad in joined if dyad not in dyads], sorted(named - known)),
        record_name=record.name,
        granularity=record.granularity,
        seed=seed,
        made_with=versions(),
        record=record,
    )


def writable(path: str | Path) -> Path:
    """`path`, if a briefing can be written there.

    Raises:
        CallError: a suffix that is none of .html, .md, .json and .txt, or a folder that does not exist.
    """
    target = Path(path)
    if target.suffix.lower() not in SUFFIXES:
        said = target.suffix or "no suffix"
        raise CallError(f"cannot write a briefing as {target.name} ({said}); use one of {', '.join(SUFFIXES)}")
    if not target.parent.is_dir():
        raise CallError(f"cannot write {target}: there is no folder {target.parent}; make it or choose another place")
    if target.is_dir():
        raise CallError(f"cannot write {target}: it is a folder; name a file")
    return target


def _is_known(code: str) -> bool:
    from westphalia.ontology.actors import code_of

    try:
        return code_of(code) == code
    except CallError:
        return False


def _left_out(dyads: Sequence[Dyad], uncovered: Sequence[Dyad], unseen: Sequence[str]) -> tuple[str, ...]:
    lines = []
    if len(dyads) > CHARTS:
        names = [dyad_name(dyad.a, dyad.b) for dyad in dyads[CHARTS:]]
        lines.append(
            f"Drawn are the {CHARTS} pairs that weigh most in the text, of {len(dyads)}. Not drawn: {listed(names, 8)}."
        )
    if len(dyads) > FORECASTS:
        lines.append(
            f"Forecast are the first {FORECASTS} pairs; {many(len(dyads) - FORECASTS, 'more pair')} can be asked for "
            "with: westphalia forecast A B"
        )
    if uncovered:
        lines.append(f"Not covered by the record: {listed([dyad_name(pair.a, pair.b) for pair in uncovered], 8)}.")
    if unseen:
        lines.append(f"In the text, but in no event of the record: {listed(list(map(name_of, unseen)), 8)}.")
    return tuple(lines)


def _of(some: int, whole: int, thing: str) -> str:
    """«10 of 35 pairs», «3 pairs»."""
    return many(some, thing) if some == whole else f"{some:,} of {many(whole, thing)}"


def _relations(
    record: Record, dyads: Sequence[Dyad], forecasts: Sequence[Forecast], tell: Progress
) -> tuple[Relations, ...]:
    """By the week for pairs with enough events to make weekly means worth drawing, else by the month."""
    from westphalia.measures.relations import relations

    weekly = {
        (found.a, found.b): sum(row.n_past for row in found.rows if row.either and row.horizon_days == HORIZONS[0])
        / max(1, found.weeks)
        for found in forecasts
    }
    found = []
    for place, dyad in enumerate(dyads, start=1):
        tell(f"Measuring relations of pair {place} of {len(dyads)}")
        often = weekly.get((dyad.a, dyad.b), 0.0) >= BUSY
        found.append(relations(record, dyad.a, dyad.b, freq="week" if often else "month"))
    return tuple(found)


def _alignments(record: Record, dyads: Sequence[Dyad], tell: Progress) -> tuple[Alignment, ...]:
    from westphalia.measures.alignment import alignment

    if record.vote_years() is None:
        return ()
    found = []
    for place, dyad in enumerate(dyads, start=1):
        tell(f"Comparing votes of pair {place} of {len(dyads)}")
        try:
            found.append(alignment(record, dyad.a, dyad.b))
        except CallError:
            continue  # an organisation, or two that never voted together
    return tuple(found)


def _forecasts(record: Record, dyads: Sequence[Dyad]) -> tuple[Forecast, ...]:
    from westphalia.dynamics.forecast import forecast, forecast_all

    pairs = [(dyad.a, dyad.b) for dyad in dyads]
    try:
        return forecast_all(record, pairs, horizon_days=HORIZONS)
    except CallError:
        pass  # one of them lacks a whole covered week: the others are asked one by one
    found = []
    for a, b in pairs:
        with suppress(CallError):
            found.append(forecast(record, a, b, horizon_days=HORIZONS))
    return tuple(found)
