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
    among = ", among them" if len(happened) > len(told) else ":"
    line = f"{head} reports {many(max(len(happened), len(agreed)), 'event')} as having happened"
    return f"{line}{among} {listed(told)}." if told else f"{line}."


def _agreed(found: Agreement) -> str:
    parties = listed([in_prose(code) for code in found.parties])
    name = one_line(found.name, 80)
    article = "the " if name[:1].islower() and not name.startswith(("the ", "a ", "an ")) else ""
    return f"{article}{name} of {parties}"


def _told(events: Sequence[Event]) -> list[str]:
    """What happened, in words: what two did to each other, or one to several, in one sentence is told once."""
    told = []
    done: set[int] = set()
    for index, event in enumerate(events):
        if index in done or not event.action or not event.recipient:
            continue
        later = [(place, events[place]) for place in range(index + 1, len(events)) if place not in done]
        past = action(event.action).past
        back = next((place for place, other in later if _mutual(event, other)), None)
        if back is not None:
            done.add(back)
            told.append(f"{in_prose(event.actor)} and {in_prose(event.recipient)} {past} each other")
            continue
        same = {place: other.recipient for place, other in later if _alike(event, other)}
        done.update(same)
        others = sorted({in_prose(code) for code in (event.recipient, *same.values())})
        told.append(f"{in_prose(event.actor)} {past} {listed(others, 4)}")
    return told


def _alike(one: Event, other: Event) -> bool:
    return bool(other.recipient) and (one.actor, one.action, one.sentence) == (
        other.actor,
        other.action,
        other.sentence,
    )


def _mutual(one: Event, other: Event) -> bool:
    return (one.actor, one.recipient, one.action, one.sentence) == (
        other.recipient,
        other.actor,
        other.action,
        other.sentence,
    )


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
