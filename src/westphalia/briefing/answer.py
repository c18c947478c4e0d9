"""The one paragraph that stands first: what the text reports and claims, what the record says, what is likely next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from westphalia.briefing.view_forecasts import spoken, within
from westphalia.briefing.view_text import title_of
from westphalia.briefing.words import dyad_name, in_prose, listed, many, number, one_line, percent, span
from westphalia.ontology.actions import action
from westphalia.ontology.types import Agreement, Document, Event, Quad, Status, Verdict

if TYPE_CHECKING:
    from westphalia.briefing.dyads import Dyad
    from westphalia.briefing.freshness import Freshness
    from westphalia.dynamics.forecast import Forecast, ForecastRow
    from westphalia.evidence.finding import Finding

_TOLD = 3  # events named
_MAIN = 4  # pairs among which the likeliest conflict is looked for


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
    head = f"«{title_of(document)}»" if document.title else "The text"
    happened = [event for event in document.events if event.status is Status.HAPPENED and event.actor]
    agreed = [found for found in document.agreements if found.status is Status.HAPPENED]
    if not happened and not agreed:
        return f"{head} reports no event between actors of world politics as having happened."
    told = [_agreed(found) for found in agreed[:1]]
    signings = {found.sentence for found in agreed}
    told += _told([event for event in happened if event.sentence not in signings])
    told = list(dict.fromkeys(told))[:_TOLD]
    among = ", among them" if len(happened) > len(told) else ""
    line = f"{head} reports {many(max(len(happened), len(agreed)), 'event')} as having happened"
    return f"{line}{among}: {'; '.join(told)}." if told else f"{line}."


def _agreed(found: Agreement) -> str:
    parties = listed([in_prose(code) for code in found.parties])
    name = one_line(found.name, 80)
    article = "the " if name[:1].islower() and not name.startswith(("the ", "a ", "an ")) else ""
    return f"{article}{name} of {parties}"


def _told(events: Sequence[Event]) -> list[str]:
    """What happened, in words: what two did to each other, one to several or several to one, is told once."""
    told = []
    left = [event for event in events if event.action and event.recipient]
    while left:
        event, left = left[0], left[1:]
        past = action(event.action or "").past
        alike = [other for other in left if (other.action, other.sentence) == (event.action, event.sentence)]
        back = [other for other in alike if (other.actor, other.recipient) == (event.recipient, event.actor)]
        targets = [other for other in alike if other.actor == event.actor]
        doers = [other for other in alike if other.recipient == event.recipient]
        same = back or max(targets, doers, key=len)
        left = [other for other in left if other not in same]
        if back:
            told.append(f"{in_prose(event.actor)} and {in_prose(event.recipient)} {past} each other")
        else:
            by = _named([event.actor, *(other.actor for other in same)])
            to = _named([event.recipient, *(other.recipient for other in same)])
            told.append(f"{by} {past} {to}")
    return told


def _named(codes: Sequence[str | None]) -> str:
    return listed(sorted({in_prose(code) for code in codes}), 4)


def _claimed(findings: Sequence[Finding]) -> str:
    if not findings:
        return "It makes no claim that was recognised."
    verdicts = [finding.verdict for finding in findings]
    counts = {verdict: verdicts.count(verdict) for verdict in (*Verdict, None)}
    answered = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED, Verdict.NOT_ENOUGH_RECORD)
    testable = sum(counts[verdict] for verdict in answered)
    came_out = ", ".join(f"{counts[verdict]} {_LABELS[verdict]}" for verdict in answered if counts[verdict])
    parts = [f"{testable or 'none'} can be tested against the record" + (f" ({came_out})" if came_out else "")]
    if counts[Verdict.NOT_TESTABLE]:
        parts.append(f"{counts[Verdict.NOT_TESTABLE]} cannot be tested by any record")
    if counts[None]:
        parts.append(f"{counts[None]} {'is' if counts[None] == 1 else 'are'} not tested yet")
    return f"It makes {many(len(findings), 'claim')}: {listed(parts)}."


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
    acting = {(dyad.a, dyad.b) for dyad in dyads[:_MAIN] if dyad.events}
    worst = max(
        ((row, found) for found in forecasts if (found.a, found.b) in acting and (row := _conflict(found, far))),
        key=lambda pair: pair[0].probability,
        default=None,
    )
    if worst and clash and worst[1] is not main and worst[0].probability > clash.probability + 0.05:
        pair = dyad_name(worst[1].a, worst[1].b)
        text += f" Of the main pairs, material conflict is likeliest for {pair}: {_chance(worst[0])} {within(far)}."
    return text


def _conflict(found: Forecast, days: int) -> ForecastRow | None:
    wanted = Quad.MATERIAL_CONFLICT.value
    return next((row for row in found.rows if row.either and row.what == wanted and row.horizon_days == days), None)


def _chance(row: ForecastRow) -> str:
    return spoken(row)


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
