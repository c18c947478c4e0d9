"""The one paragraph that stands first: what the text reports and claims, what the record says, what is likely next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from westphalia.briefing.view_forecasts import likely, within
from westphalia.briefing.view_text import title_of
from westphalia.briefing.words import dyad_name, in_prose, listed, many, number, percent, span
from westphalia.ontology.actions import action
from westphalia.ontology.types import Document, Event, Quad, Status, Verdict

if TYPE_CHECKING:
    from westphalia.briefing.dyads import Dyad
    from westphalia.briefing.freshness import Freshness
    from westphalia.dynamics.forecast import Forecast, ForecastRow
    from westphalia.evidence.finding import Finding

_TOLD = 3  # events named


def answer_of(
    document: Document,
    findings: Sequence[Finding],
    dyads: Sequence[Dyad],
    forecasts: Sequence[Forecast],
    fresh: Freshness,
) -> str:
    """The paragraph, in plain text."""
    sentences = [_reported(document), _claimed(findings), fresh.line, _next(dyads, forecasts)]
    return " ".join(filter(None, sentences))


def _reported(document: Document) -> str:
    happened = [event for event in document.events if event.status is Status.HAPPENED and event.actor]
    head = f"«{title_of(document)}»"
    if not happened:
        return f"{head} reports no event between actors of world politics as having happened."
    told = list(dict.fromkeys(filter(None, map(_told, _telling(happened)))))
    rest = f": {listed(told[:_TOLD])}" if told else ""
    more = ", among others" if len(happened) > len(told[:_TOLD]) and told else ""
    return f"{head} reports {many(len(happened), 'event')} as having happened{rest}{more}."


def _telling(events: Sequence[Event]) -> list[Event]:
    """Events with both sides and an action first, in the order of the text; then the rest."""
    return sorted(events, key=lambda event: not (event.recipient and event.action))


def _told(event: Event) -> str:
    if not event.action or not event.recipient:
        return ""
    return f"{in_prose(event.actor)} {action(event.action).past} {in_prose(event.recipient)}"


def _claimed(findings: Sequence[Finding]) -> str:
    if not findings:
        return "It makes no claim that was recognised."
    verdicts = [finding.verdict for finding in findings]
    counts = {verdict: verdicts.count(verdict) for verdict in (*Verdict, None)}
    answered = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED, Verdict.NOT_ENOUGH_RECORD)
    testable = sum(counts[verdict] for verdict in answered)
    parts = [f"{counts[verdict]} {_LABELS[verdict]}" for verdict in answered if counts[verdict]]
    line = f"It makes {many(len(findings), 'claim')}; {testable or 'none'} can be tested against the record"
    line += f" ({listed(parts)})" if parts else ""
    others = []
    if counts[Verdict.NOT_TESTABLE]:
        others.append(f"{counts[Verdict.NOT_TESTABLE]} that no record can test")
    if counts[None]:
        others.append(f"{counts[None]} not tested yet")
    return f"{line}, {listed(others)}." if others else f"{line}."


_LABELS = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.MIXED: "mixed",
    Verdict.NOT_ENOUGH_RECORD: "with not enough record",
}


def _next(dyads: Sequence[Dyad], forecasts: Sequence[Forecast]) -> str:
    """The likeliest class of event of the main pair, its chance of material conflict, and the worth of such numbers."""
    if not dyads or not forecasts:
        return ""
    main = forecasts[0]
    near, far = min(main.horizon_days), max(main.horizon_days)
    soon = [row for row in main.rows if row.either and row.horizon_days == near]
    likely = max(soon, key=lambda row: row.probability)
    text = (
        f"Most likely next between {listed([in_prose(main.a), in_prose(main.b)])}, from {main.origin}: {likely.what} "
        f"{within(near)}, {_chance(likely)}"
    )
    clash = _conflict(main, far)
    if clash and clash is not likely:
        text += f"; {clash.what} {within(far)}, {_chance(clash)}"
    text += f". {_worth(main, likely)}"
    worst = max(
        ((row, forecast) for forecast in forecasts if (row := _conflict(forecast, far))),
        key=lambda pair: pair[0].probability,
        default=None,
    )
    if worst and clash and worst[1] is not main and worst[0].probability > clash.probability + 0.05:
        pair = dyad_name(worst[1].a, worst[1].b)
        text += (
            f" Of the pairs in the text, material conflict is likeliest for {pair}: {_chance(worst[0])} {within(far)}."
        )
    return text


def _conflict(found: Forecast, days: int) -> ForecastRow | None:
    wanted = Quad.MATERIAL_CONFLICT.value
    return next((row for row in found.rows if row.either and row.what == wanted and row.horizon_days == days), None)


def _chance(row: ForecastRow) -> str:
    return likely(row.probability, row.low, row.high)


def _worth(found: Forecast, row: ForecastRow) -> str:
    track = found.track_of(row)
    if track is None or track.skill is None:
        return "Such forecasts have no track record in this record."
    interval = span(track.skill_low, track.skill_high, 2)
    line = (
        f"On {track.n:,} held-out forecasts of that kind the Brier score was {number(track.brier, 3)}, skill against "
        f"long-run rates {number(track.skill, 2)}" + (f" ({interval})" if interval else "")
    )
    like = track.bin_of(row.probability)
    if like.n:
        line += f"; when it said {percent(like.low)} to {percent(like.high)}, it came true in {percent(like.observed)}"
    return f"{line}."
