"""How the answer to a question, and the score of a log, print."""

from __future__ import annotations

import html as markup
from collections.abc import Iterator, Sequence
from math import exp
from typing import TYPE_CHECKING, Any

from westphalia import sheets
from westphalia.dynamics.show import percent, value
from westphalia.ontology.sectors import side_name

if TYPE_CHECKING:
    from rich.console import Group

    from westphalia.dynamics.questions.ask import QuestionForecast
    from westphalia.dynamics.questions.score import ForecastScore, Resolved
    from westphalia.dynamics.track import Track

SMALL = 0.01  # log-odds below which a mechanism is not named
LEAST = 0.0005  # change of probability below which a past event is not named
CARRIERS = 3  # past events that are named

OF_COUNTRIES = "They were of pairs of countries; `westphalia backtest --sectors --record R` tries pairs of sectors."

Table = tuple[str, list[list[str]]]  # a title, and rows of text of which the first is the header


def sections(found: QuestionForecast) -> list[tuple[str, list[str]]]:
    """The answer as headings with lines of text."""
    asked = found.question
    understood = [asked.rule]
    understood += [f"Inferred: {note}." for note in asked.inferred]
    if asked.left_out:
        words = ", ".join(f"«{part}»" for part in asked.left_out)
        understood.append(f"Not tested: {words}. The question as understood is wider than the one asked.")
    return [
        (asked.text, understood),
        (_headline(found), [f"At the pair's long-run rate alone: {percent(found.base_rate)}."]),
        ("Why", list(found.reasons)),
        (
            "How such forecasts fared",
            _fared(found.track, found.event_probability) + ([OF_COUNTRIES] if asked.sectors and found.track else []),
        ),
    ]


def reasons(found: QuestionForecast) -> tuple[str, ...]:
    """Why: the record's history of the two and, where the forecast's row carries reasons, those."""
    past, asked = found.history, found.question
    lines = [
        f"Of {past.weeks:,} covered weeks to {past.origin.isoformat()}, {past.with_event:,} had such an event "
        f"({percent(past.with_event / past.weeks if past.weeks else None)}); of the last {past.recent_weeks}, "
        f"{past.recent_with_event}."
    ]
    if past.last_day:
        lines.append(f"The last one was on {past.last_day.isoformat()}.")
    else:
        lines.append("There was none before.")
    lines += _explained(found)
    if len(found.rows) == 2:
        end, start = found.rows
        lines.append(
            f"The window begins {asked.first_day.isoformat()}: its chance is 1 - (1 - {percent(end.probability)}) / "
            f"(1 - "
            f"{percent(start.probability)}), from the chances within {end.horizon_days} and {start.horizon_days} days "
            f"of "
            "the origin. That takes what happens before the window to say nothing about it, an approximation."
        )
    return tuple(lines)


def _explained(found: QuestionForecast) -> list[str]:
    """What moves the forecast, where its rows say so; that of either direction has the reasons of the two."""
    days = found.rows[0].horizon_days
    own = [row for row in found.forecast.rows if row.horizon_days == days and not row.either]
    rows = own if found.question.either else [found.rows[0]]
    lines: list[str] = []
    for row in rows:
        why = getattr(row, "reasons", None)
        if why is None:
            continue
        start = f"{side_name(row.actor)} towards {side_name(row.recipient)}, from {percent(1 / (1 + exp(-why.start)))}"
        moved = [f"{part.title.lower()} {part.log_odds:+.2f}" for part in why.parts if abs(part.log_odds) >= SMALL]
        lines.append(
            f"{start} at the usual rate, moved (log-odds): {', '.join(moved) or 'by nothing much'}; "
            f"{percent(row.probability)} within {days} days."
        )
        carried = [
            f"{one.day.isoformat()} {one.actor} {one.action} {one.recipient} ({100 * one.change:+.1f} points)"
            for one in why.carriers[:CARRIERS]
            if abs(one.change) >= LEAST
        ]
        if carried:
            lines.append(f"Past events that carry most: {'; '.join(carried)}.")
    return lines


def notes(found: QuestionForecast) -> list[str]:
    """What must be read with the numbers."""
    from westphalia.dynamics.questions.log import identity

    model = f"Forecast {identity(found)}; record {found.record} ({found.fingerprint})."
    return [*found.forecast.assumptions, model, f"Counts: {found.history.query}"]


def view(found: QuestionForecast) -> Group:
    """The answer, for rich."""
    from rich.console import Group
    from rich.padding import Padding
    from rich.text import Text

    parts: list[Any] = []
    for title, lines in sections(found):
        parts += [Text(title, style="bold"), *(Padding(Text(line), (0, 0, 0, 2)) for line in lines), Text("")]
    return Group(*parts, Text("\n".join(found.forecast.assumptions), style="dim"))


def plain(found: QuestionForecast) -> str:
    """What the answer shows in a terminal of 80 columns, without colour."""
    return sheets.plain(view(found))


def html(found: QuestionForecast) -> str:
    """The answer as HTML, without script."""
    parts = [
        f"<h4>{markup.escape(title)}</h4>" + "".join(f"<p>{markup.escape(line)}</p>" for line in lines)
        for title, lines in sections(found)
    ]
    return "".join(parts) + "".join(f"<p>{markup.escape(note)}</p>" for note in notes(found))


def score_tables(found: ForecastScore) -> list[Table]:
    """The score as tables of text."""
    built: list[Table] = []
    if found.n:
        built.append(_scores(found))
        built.append(_calibration(found))
        built.append((f"Largest misses of {found.n}", _listed(found.misses)))
    groups = (
        ("Settled by an event, but the window is not wholly covered: not scored", found.early),
        ("Still open", found.open),
        ("Void: the record does not cover the window, or names no sectors", found.void),
    )
    built += [(f"{title} ({len(group)})", _listed(group)) for title, group in groups if group]
    return built


def score_head(found: ForecastScore) -> str:
    """One line: how many forecasts, and what became of them."""
    total = len(found.resolved)
    return (
        f"{found.log}: {total:,} forecast{'s' * (total != 1)} by the record {found.record} (to "
        f"{found.record_ends.isoformat()}): {found.n:,} scored, {len(found.early):,} settled early, "
        f"{len(found.open):,} open, {len(found.void):,} void"
    )


def score_notes(found: ForecastScore) -> list[str]:
    """What must be read with the scores."""
    lines = [
        "Scored are forecasts whose whole window the record covers: an event can settle a question early and the lack "
        "of "
        "one cannot, so scoring all that is settled would count too many events.",
    ]
    if found.n:
        lines.append(
            "Base rate: the pair's long-run share of weeks with such an event, as known when the forecast was made. "
            "Skill: "
            "1 - Brier / Brier of the base rate"
            + (
                ", 95 % interval by resampling pairs."
                if found.skill_low is not None
                else "; too few pairs for an interval."
            )
            + " Intervals of shares: Wilson, with pairs of actors as the sample."
        )
    return lines


def score_view(found: ForecastScore) -> Group:
    """The score, for rich."""
    from rich.console import Group
    from rich.text import Text

    head, notes = Text(score_head(found), style="bold"), Text("\n".join(score_notes(found)), style="dim")
    return Group(head, *sheets.titled(score_tables(found)), notes)


def score_html(found: ForecastScore) -> str:
    """The score as HTML, without script."""
    parts = [f"<h4>{markup.escape(score_head(found))}</h4>"]
    for title, rows in score_tables(found):
        head = "".join(f"<th>{markup.escape(cell)}</th>" for cell in rows[0])
        body = "".join(
            "<tr>" + "".join(f"<td>{markup.escape(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
        )
        parts.append(f"<h4>{markup.escape(title)}</h4><table><tr>{head}</tr>{body}</table>")
    return "".join(parts) + "".join(f"<p>{markup.escape(note)}</p>" for note in score_notes(found))


def _headline(found: QuestionForecast) -> str:
    yes = value(found.probability, found.low, found.high)
    if not found.stale:
        return f"Yes: {yes}, after {found.origin.isoformat()}"
    asked = found.question
    whose = (
        "the record ends there"
        if found.origin == found.record_ends
        else f"the record ends there for {side_name(asked.actor)} and {side_name(asked.recipient)}"
    )
    return (
        f"Yes: {yes}, as of {found.origin.isoformat()}, not current: {whose}, "
        f"{(asked.asked_from - found.origin).days} days "
        "before the question is asked; `westphalia record add SOURCE FILE --record R` brings a record up to date"
    )


def _fared(track: Track | None, share: float) -> list[str]:
    if track is None:
        return ["No track record: the record's last window is too short to try such forecasts on it."]
    row = track.bin_of(share)
    lines = [
        f"{track.n:,} forecasts of {track.what} for {track.horizon_days} days, {track.pairs:,} pairs, from "
        f"{track.origins} "
        f"weekly origins {track.first_origin} to {track.last_origin}: said {100 * track.mean_forecast:.1f} %, came "
        f"true "
        f"{100 * track.observed:.1f} %, Brier {track.brier:.4f} (long-run rate {track.brier_reference:.4f}"
        + (")." if track.skill is None else f", skill {_skill(track.skill, track.skill_low, track.skill_high)}).")
    ]
    if row.observed is not None and row.obs_low is not None and row.obs_high is not None:
        lines.append(
            f"Of those that said {100 * row.low:.0f} to {100 * row.high:.0f} %, {100 * row.observed:.0f} % "
            f"[{100 * row.obs_low:.0f}, {100 * row.obs_high:.0f}] came true (n {row.n:,}, {row.pairs:,} pairs)."
        )
    else:
        lines.append(f"None of them said {100 * row.low:.0f} to {100 * row.high:.0f} %.")
    return lines


def _scores(found: ForecastScore) -> Table:
    skill = "–" if found.skill is None else _skill(found.skill, found.skill_low, found.skill_high)
    true = sum(one.outcome == "yes" for one in found.scored)
    said = sum(one.entry.probability for one in found.scored) / found.n
    n, happened = f"{found.n:,}", percent(true / found.n)
    base = sum(one.entry.base_rate for one in found.scored) / found.n
    rows = [
        ["", "n", "said", "true", "Brier", "log score", "skill"],
        ["forecasts", n, percent(said), happened, f"{found.brier:.4f}", f"{found.log_score:.4f}", skill],
        ["base rate", n, percent(base), happened, f"{found.base_brier:.4f}", f"{found.base_log_score:.4f}", "0"],
    ]
    return f"Scores over {found.n:,} forecasts of {found.pairs:,} pair{'s' * (found.pairs != 1)} of actors", rows


def _calibration(found: ForecastScore) -> Table:
    rows = [["said", "n", "mean", "true [95 %]"]]
    for row in found.bins:
        if row.observed is None or row.obs_low is None or row.obs_high is None or row.mean_forecast is None:
            continue
        rows.append(
            [
                f"{100 * row.low:.0f}–{100 * row.high:.0f} %",
                f"{row.n:,}",
                f"{100 * row.mean_forecast:.1f} %",
                f"{100 * row.observed:.0f} % [{100 * row.obs_low:.0f}, {100 * row.obs_high:.0f}]",
            ]
        )
    return "Calibration", rows


def _listed(group: Sequence[Resolved]) -> list[list[str]]:
    return [["question", "said", "outcome"], *_rows(group)]


def _rows(group: Sequence[Resolved]) -> Iterator[list[str]]:
    for one in group:
        when = f" ({one.day.isoformat()})" if one.day else ""
        yield [one.entry.question.summary, percent(one.entry.probability), f"{one.outcome}{when}"]


def _skill(share: float, low: float | None, high: float | None) -> str:
    interval = f" [{low:.3f}, {high:.3f}]" if low is not None and high is not None else ""
    return f"{share:.3f}{interval}"
