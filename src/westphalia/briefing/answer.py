"""What stands first, in a few lines: what the text reports and claims, what the record says, what is likely next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from westphalia.briefing.outlook import outlook
from westphalia.briefing.speakers import holder_name
from westphalia.briefing.statements import statements
from westphalia.briefing.view_claims import split_note
from westphalia.briefing.view_text import SURE, event_rows, title_of
from westphalia.briefing.words import in_prose, listed, many, one_line
from westphalia.ontology.actions import action
from westphalia.ontology.types import Agreement, Document, Event, Status, Verdict

if TYPE_CHECKING:
    from westphalia.briefing.dyads import Dyad
    from westphalia.briefing.freshness import Freshness
    from westphalia.dynamics.forecast import Forecast
    from westphalia.evidence.finding import Finding

_TOLD = 3  # events named
_SOURCES = 2  # of those who are quoted or paraphrased, named


def answer_of(
    document: Document,
    findings: Sequence[Finding],
    dyads: Sequence[Dyad],
    forecasts: Sequence[Forecast],
    fresh: Freshness,
) -> tuple[str, ...]:
    """The lines, in plain text, each a matter of its own; two to five of them."""
    lines = [_reported(document), _claimed(findings), fresh.line, *outlook(dyads, forecasts)]
    return tuple(filter(None, lines))


def _reported(document: Document) -> str:
    """Counts as the tables show: one for each row of what happened, one for each agreement."""
    head = f"«{title_of(document)}»" if document.title else "The text"
    rows, _ = event_rows(document)
    agreed = [found for found in document.agreements if found.status is Status.HAPPENED]
    if not rows and not agreed:
        return f"{head} reports no event between actors of world politics as having happened."
    amounts = [many(len(rows), "event")] * bool(rows) + [many(len(agreed), "agreement")] * bool(agreed)
    told = _examples(document, agreed)
    among = ", among them" if len(rows) + len(agreed) > len(told) else ""
    told_by = f" ({_told_by([row.holder for row in rows])})" if rows else ""
    examples = f"{among}: {'; '.join(told)}" if told else ""
    return f"{head} reports {listed(amounts)} as having happened{told_by}{examples}."


def _told_by(holders: Sequence[str]) -> str:
    """How many the author tells, and how many only somebody whom the text quotes or paraphrases."""
    others = [holder for holder in holders if holder != holder_name("author")]
    if not others:
        return "all told by the author" if len(holders) > 1 else "told by the author"
    names = [f"«according to {name}»" for name in dict.fromkeys(others)]
    own = len(holders) - len(others)
    return (
        f"{own or 'none'} told by the author, {len(others)} only by somebody quoted or paraphrased: "
        f"{listed(names, _SOURCES)}"
    )


def _examples(document: Document, agreed: Sequence[Agreement]) -> list[str]:
    """Up to three in words: the first agreement, then what the author tells, then what others are said to tell.

    Of the surest readings, if there are any.
    """
    signings = {found.sentence for found in agreed}
    events = [event for event in document.events if event.status is Status.HAPPENED and event.sentence not in signings]
    events = [event for event in events if event.confidence is None or event.confidence >= SURE] or events
    told = [_agreed(found) for found in agreed[:1]]
    by_holder: dict[str, list[Event]] = {"author": []}
    for event in events:
        by_holder.setdefault(event.holder, []).append(event)
    for holder, theirs in by_holder.items():
        if len(told) >= _TOLD:
            break
        lines = _told(theirs)[:_TOLD]
        told += lines if holder == "author" else [f"{line} (according to {holder_name(holder)})" for line in lines]
    return told[:_TOLD]


def _agreed(found: Agreement) -> str:
    parties = listed([in_prose(code) for code in found.parties])
    name = one_line(found.name, 80)
    article = "the " if name[:1].islower() and not name.startswith(("the ", "a ", "an ")) else ""
    return f"{article}{name} of {parties}"


def _told(events: Sequence[Event]) -> list[str]:
    """What happened, in words: what two did to each other, one to several or several to one, is told once."""
    told: dict[str, None] = {}
    clauses: dict[tuple[int, str], list[Event]] = {}
    for event in events:
        if event.action and event.actor and event.recipient:
            clauses.setdefault((event.sentence, event.action), []).append(event)
    for (_, code), left in clauses.items():
        past = action(code).past
        while left:
            event, left = left[0], left[1:]
            back = [other for other in left if (other.actor, other.recipient) == (event.recipient, event.actor)]
            targets = [other for other in left if other.actor == event.actor]
            doers = [other for other in left if other.recipient == event.recipient]
            same = back or max(targets, doers, key=len)
            left = [other for other in left if other not in same]
            if back:
                told[f"{in_prose(event.actor)} and {in_prose(event.recipient)} {past} each other"] = None
            else:
                by = _named([event.actor, *(other.actor for other in same)])
                to = _named([event.recipient, *(other.recipient for other in same)])
                told[f"{by} {past} {to}"] = None
    return list(told)


def _named(codes: Sequence[str | None]) -> str:
    return listed(sorted({in_prose(code) for code in codes}), 4)


def _claimed(findings: Sequence[Finding]) -> str:
    """What is said once is counted once."""
    if not findings:
        return "It makes no claim that was recognised."
    said = statements(findings)
    counts = Counter(one.verdict for one in said)
    testable = sum(counts[verdict] for verdict in _LABELS)
    came_out = ", ".join(f"{counts[verdict]} {label}" for verdict, label in _LABELS.items() if counts[verdict])
    parts = [f"{testable or 'none'} can be tested against the record" + (f" ({came_out})" if came_out else "")]
    if counts[Verdict.NOT_TESTABLE]:
        parts.append(f"{counts[Verdict.NOT_TESTABLE]} cannot be tested by any record")
    if counts[None]:
        parts.append(f"{counts[None]} {'is' if counts[None] == 1 else 'are'} not tested yet")
    return f"It makes {many(len(said), 'claim')}: {listed(parts)}. {split_note(said)}".strip()


_LABELS = {
    Verdict.SUPPORTED: "supported",
    Verdict.CONTRADICTED: "contradicted",
    Verdict.MIXED: "mixed",
    Verdict.NOT_ENOUGH_RECORD: "with not enough record",
}
