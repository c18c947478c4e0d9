"""The briefing as a summary in the terminal: what fits 80 columns and one or two screens; the page has the rest."""

from __future__ import annotations

from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING

from westphalia.briefing import view_claims, view_forecasts, view_record, view_text
from westphalia.briefing.words import count, dyad_name, many, one_line
from westphalia.ontology.types import Verdict

if TYPE_CHECKING:
    from rich.console import Group, RenderableType
    from rich.table import Table

    from westphalia.briefing.brief import Briefing
    from westphalia.briefing.statements import Statement
    from westphalia.briefing.view_claims import ClaimRow, Tested

_COLOURS = {"supported": "green", "contradicted": "red", "mixed": "yellow"}
_ACTORS = 10
_EVENTS = 8
_PAIRS = 3
_CLAIMS = 8
_UNKNOWN = 3
WIDTH = 80


def plain(briefing: Briefing, width: int = WIDTH) -> str:
    """What `summary` shows, without colour, as text with a line end."""
    from rich.console import Console

    console = Console(file=StringIO(), width=width, color_system=None, force_terminal=False, legacy_windows=False)
    with console.capture() as capture:
        console.print(summary(briefing))
    return "\n".join(line.rstrip() for line in capture.get().splitlines()).strip("\n") + "\n"


def summary(briefing: Briefing) -> Group:
    """Answer, actors, events, claims that could be tested, forecasts and coverage, for rich."""
    from rich.console import Group
    from rich.text import Text

    fresh = briefing.freshness
    parts: list[RenderableType] = [Text(view_text.title_of(briefing.document), style="bold")]
    parts += [Text(one_line(line), style="yellow") for line in briefing.document.warnings]
    parts.append(Text(fresh.title, style="green" if fresh.current else "yellow"))
    parts += ["", *(Text(line) for line in briefing.lines), ""]
    parts += [*_actors(briefing), *_events(briefing), *_claims(briefing), *_forecasts(briefing), *_sources(briefing)]
    return Group(*parts)


def _table(title: str, *columns: str, right: tuple[int, ...] = ()) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    built = Table(title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False)
    for index, name in enumerate(columns):
        built.add_column(Text(name), justify="right" if index in right else "left", overflow="fold")
    return built


def _actors(briefing: Briefing) -> list[RenderableType]:
    from rich.text import Text

    rows = view_text.actor_rows(briefing.document)
    if not rows:
        return [Text("No actor of world politics was recognised in the text.")]
    built = _table("Actors", "actor", "acts for", "mentions", right=(2,))
    for row in rows[:_ACTORS]:
        name = row.name + (" (unverified)" if row.unverified else "")
        built.add_row(Text(name), Text(row.side or row.code), str(row.mentions))
    return [built, *_more(len(rows) - _ACTORS, "actor")]


def _events(briefing: Briefing) -> list[RenderableType]:
    from rich.text import Text

    happened, others = view_text.event_rows(briefing.document)
    parts: list[RenderableType] = []
    if happened:
        built = _table("Reported as having happened", "who", "what", "to whom", "s.", right=(3,))
        for row in happened[:_EVENTS]:
            built.add_row(Text(row.actor), Text(row.what), Text(row.recipient), str(row.sentence))
        parts += [built, *_more(len(happened) - _EVENTS, "event")]
    if others:
        line = f"{many(len(others), 'event')} spoken of as planned, urged, feared, hypothetical or denied; not counted."
        parts.append(Text(line, style="dim"))
    for found in view_text.agreement_rows(briefing.document):
        domains = f"; {', '.join(found.domains)}" if found.domains else ""
        parts.append(Text(f"Agreement: {found.name} ({found.parties}), {found.facts}{domains}"))
        parts += [Text(f"  {line}") for line in (found.summary, *found.terms) if line]
    return parts


def _claims(briefing: Briefing) -> list[RenderableType]:
    from rich.padding import Padding
    from rich.text import Text

    if not briefing.said:
        return []
    parts: list[RenderableType] = [Text("\nClaims against the record", style="bold")]
    parts.append(Text("; ".join(f"{entry.n} {entry.label}" for entry in view_claims.tally(briefing.said))))
    notes = [briefing.unit, view_claims.split_note(briefing.said)]
    parts += [Text(line, style="dim") for line in notes if line]
    answered = [one for one in briefing.said if one.answer in _COLOURS]
    for claim in _rows(answered[:_CLAIMS]):
        head = Text(" / ").join(
            Text(f"{verdict.mark} {verdict.label}", style=_COLOURS.get(verdict.label, "dim"))
            for verdict in claim.verdicts
        )
        head.append(f"  {claim.number}. {_said(claim, 150)} (s. {claim.sentence})", "default")
        parts += [head, *(Padding(Text(_why(claim, test), style="dim"), (0, 0, 0, 4)) for test in claim.tests)]
    parts += _more(len(answered) - _CLAIMS, "answered claim")
    unknown = [one for one in briefing.said if one.verdict is Verdict.NOT_ENOUGH_RECORD]
    for claim in _rows(unknown[:_UNKNOWN]):
        verdict = claim.verdicts[0]
        parts.append(Text(f"{verdict.mark} {verdict.label}  {_said(claim, 110)}", style="dim"))
    return [*parts, *_more(len(unknown) - _UNKNOWN, "claim without enough record")]


def _rows(said: Sequence[Statement]) -> list[ClaimRow]:
    return [claim for group in view_claims.claim_groups(said) for claim in group.claims]


def _said(claim: ClaimRow, most: int) -> str:
    return f"{_short(claim.speaker)}: «{one_line(claim.text, most)}»"


def _why(claim: ClaimRow, test: Tested) -> str:
    verdict = f" ({test.verdict.label})" if len(claim.verdicts) > 1 else ""
    return (f"{test.about}{verdict}: " if test.about else "") + one_line(test.why, 300)


def _short(speaker: str) -> str:
    """A speaker on a line; «denies that» is never what is cut."""
    for verb in (" denies that", " deny that"):
        if speaker.endswith(verb):
            return one_line(speaker.removesuffix(verb), 40) + verb
    return one_line(speaker, 40)


def _forecasts(briefing: Briefing) -> list[RenderableType]:
    from rich.text import Text

    found = briefing.forecasts
    if not found:
        return []
    title = f"\nWhat is likely next, {view_forecasts.origin_title(found, briefing.freshness.current)}"
    built = _table(title, "at least one event of", *(view_forecasts.within(days) for days in found[0].horizon_days))
    for place, forecast in enumerate(found[:_PAIRS], start=1):
        built.add_row(Text(dyad_name(forecast.a, forecast.b), style="bold"))
        for row in view_forecasts.block(place, forecast).rows:
            built.add_row(Text(f"  {row.what}"), *(cell.said for cell in row.cells))
    tracks = [track for track in found[0].track if track.either and track.skill is not None]
    parts: list[RenderableType] = [built, *_more(len(found) - _PAIRS, "pair")]
    parts += [Text(line, style="dim") for line in [briefing.unit] if line]
    if tracks:
        skills = sorted(track.skill or 0.0 for track in tracks)
        line = (
            f"Brier skill of such forecasts on held-out weeks: {skills[0]:.2f} to {skills[-1]:.2f} by class and span. "
            f"{view_forecasts.reproduced(briefing.record_name)} The formula and its constants are on the page."
        )
        parts.append(Text(line, style="dim"))
    return parts


def _sources(briefing: Briefing) -> list[RenderableType]:
    from rich.text import Text

    rows = view_record.source_rows(briefing.coverage, ())
    lines = [f"{row.origin}: {'; '.join(row.windows)}, {row.about}, actors: {row.actors}" for row in rows]
    gaps = f"Not covered: {view_record.gaps_of(briefing.windows)}."
    command = briefing.freshness.command
    update = [f"To bring the record up to date: {command}"] if command else []
    return [Text("\n".join(["", "Record", *lines, gaps, *update]), style="dim")]


def _plural(thing: str) -> str:
    first, _, rest = thing.partition(" without")
    return f"{first}s without{rest}" if rest else f"{first}s"


def _more(rest: int, thing: str) -> list[RenderableType]:
    from rich.text import Text

    return (
        [Text(f"{count(rest)} more {thing if rest == 1 else _plural(thing)} on the page.", style="dim")]
        if rest > 0
        else []
    )
