"""What a text says, as rows ready to be shown: actors, events, agreements, voices, and the text with its anchors.

Sentences are numbered from 1 here (`s1`), claims `c1`, events `e1` and agreements `a1`, in the order of the document.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from westphalia.briefing.dyads import sentences_at
from westphalia.briefing.speakers import holder_name
from westphalia.briefing.statements import numbers
from westphalia.briefing.view_treaty import MOST_DUTIES, DutyRow, duty_rows, summary, terms_of
from westphalia.briefing.words import DASH, listed, many, name_of, one_line
from westphalia.ontology.actions import action
from westphalia.ontology.types import Actor, ActorKind, Agreement, Claim, Document, Event, Status

WHOLE_TEXT = 250_000  # characters up to which the page shows all of the text
MOST_EVENTS = 150
SURE = 0.8  # confidence below which a reading is marked
_UNSURE = "«65 %»: how often a reading as sure as this is right; where nothing stands, at least four in five are."
MOST_CLAIMS = 150
MOST_AGREEMENTS = 50
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True)
class ActorRow:
    """One actor: `side` is whom it acts for (empty for itself), `first` the numbers of sentences that name it first."""

    name: str
    side: str
    code: str
    role: str
    mentions: int
    first: tuple[int, ...]
    unverified: bool


@dataclass(frozen=True)
class EventRow:
    """What one clause tells: sides by name, the action in words and as PLOVER's code, its words, day, place and teller.

    `numbers` are those of the events: «A and B sanctioned C» is two of them, «A met B» as well. `sure` is their
    confidence, the lowest, where the model read and it is below `SURE` («65 %»), else empty.
    """

    numbers: tuple[int, ...]
    actor: str
    action: str
    code: str
    recipient: str
    words: str
    day: str
    place: str
    status: str
    holder: str
    sentence: int
    sure: str

    @property
    def what(self) -> str:
        """The action, with the mark where there is one: «sanctioned (65 %)»."""
        return f"{self.action} ({self.sure})" if self.sure else self.action


@dataclass(frozen=True)
class AgreementRow:
    """One agreement: `facts` joins its kind, status and day; of a treaty text also final clauses and obligations."""

    number: int
    name: str
    parties: str
    facts: str
    signatories: str
    domains: tuple[str, ...]
    sentence: int
    terms: tuple[str, ...] = ()
    summary: str = ""
    duties: tuple[DutyRow, ...] = ()
    duties_more: int = 0


@dataclass(frozen=True)
class VoiceRow:
    """One who is heard, with the number of claims that the text gives to it."""

    name: str
    side: str
    quoted: int
    paraphrased: int
    claims: int


@dataclass(frozen=True)
class Voices:
    """Who is heard, who is spoken of and not heard, and how much is asserted without a source."""

    summary: str
    rows: tuple[VoiceRow, ...]
    unheard: str


@dataclass(frozen=True)
class Piece:
    """A stretch of the text: a numbered sentence with the anchors that point at it, or what stands between two."""

    text: str
    number: int = 0
    links: tuple[str, ...] = field(default=())


def title_of(document: Document) -> str:
    """The title of the text, or its first words."""
    return one_line(document.title or "", 120) or one_line(document.text, 80) or "Untitled text"


def actor_rows(document: Document) -> tuple[ActorRow, ...]:
    """The actors that the text mentions: by side, the most mentioned first, and the side itself before its people."""
    mentions = Counter(mention.actor_id for mention in document.mentions)
    first: dict[str, int] = {}
    places = sentences_at(document, (mention.start for mention in document.mentions))
    for mention, place in zip(document.mentions, places, strict=True):
        first.setdefault(mention.actor_id, place + 1)
    by_side: Counter[str] = Counter()
    for actor in document.actors:
        by_side[actor.code or actor.id] += mentions[actor.id]

    def order(actor: Actor) -> tuple[int, str, bool, int, str]:
        side = actor.code or actor.id
        return -by_side[side], side, actor.id != actor.code, -mentions[actor.id], actor.id

    return tuple(
        ActorRow(
            name=one_line(actor.name, 80),
            side=_side(actor),
            code=actor.code or "",
            role=one_line(actor.role or "", 120),
            mentions=mentions[actor.id],
            first=(first[actor.id],) if actor.id in first else (),
            unverified=actor.unverified,
        )
        for actor in sorted(document.actors, key=order)
        if mentions[actor.id]  # who is only heard stands among the voices
    )


def event_rows(document: Document) -> tuple[tuple[EventRow, ...], tuple[EventRow, ...]]:
    """The events reported as having happened, and the others (planned, urged, feared, hypothetical, denied)."""
    clauses: dict[tuple[Any, ...], list[tuple[int, Event]]] = {}
    for number, event in enumerate(document.events, start=1):
        key = (event.status, event.sentence, event.start, event.end, event.action, event.holder, event.day)
        clauses.setdefault(key, []).append((number, event))
    fitted = document.read_by is not None and document.read_by.name == "model"
    rows = [(events[0][1].status, row) for events in clauses.values() for row in _rows(events, fitted)]
    happened = tuple(row for status, row in rows if status is Status.HAPPENED)
    order = list(Status)
    rest = sorted((pair for pair in rows if pair[0] is not Status.HAPPENED), key=lambda pair: order.index(pair[0]))
    return happened, tuple(row for _, row in rest)


def unsure_note(rows: Iterable[EventRow]) -> str:
    """What the marks of rows mean; empty where none has one."""
    return _UNSURE if any(row.sure for row in rows) else ""


def agreement_rows(document: Document) -> tuple[AgreementRow, ...]:
    """The agreements that the text speaks of, the first `MOST_AGREEMENTS`."""
    shown = document.agreements[:MOST_AGREEMENTS]
    return tuple(_agreement(number, found) for number, found in enumerate(shown, start=1))


def voices_of(document: Document) -> Voices:
    """Who is quoted, who is paraphrased, who is spoken of and not heard, what is asserted without a source."""
    claims = Counter(one_line(claim.holder) for claim in _statements(document))
    rows = tuple(
        VoiceRow(
            name=one_line(voice.name, 120),
            side=name_of(voice.code) if voice.code else "",
            quoted=voice.quoted,
            paraphrased=voice.paraphrased,
            claims=claims[one_line(voice.name)],
        )
        for voice in document.voices
    )
    heard = {voice.code for voice in document.voices if voice.code}
    codes = {actor.id: actor.code for actor in document.actors}
    named = Counter(code for mention in document.mentions if (code := codes.get(mention.actor_id)))
    silent = [f"{name_of(code)} ({many(n, 'mention')})" for code, n in _ranked(named) if code not in heard]
    unheard = f"Spoken of but not heard: {listed(silent, 8)}." if silent else ""
    return Voices(_voices_summary(document, rows), rows, unheard)


def paragraphs(document: Document) -> tuple[tuple[Piece, ...], ...]:
    """The text by paragraph, each sentence with its number and the anchors of what was read in it.

    Of a text longer than `WHOLE_TEXT` only the sentences that something points at are shown.
    """
    links = _links(document)
    if len(document.text) > WHOLE_TEXT:
        return tuple(
            (Piece(document.sentence(index), index + 1, tuple(links[index])),)
            for index in sorted(links)
            if index < len(document.sentences)
        )
    found: list[tuple[Piece, ...]] = []
    current: list[Piece] = []
    at = 0
    for index, span in enumerate(document.sentences):
        for part in _between(document.text[at : span.start]):
            if part is None:
                found.append(tuple(current))
                current = []
            else:
                current.append(Piece(part))
        current.append(Piece(document.text[span.start : span.end], index + 1, tuple(links.get(index, ()))))
        at = span.end
    rest = document.text[at:].strip()
    found.append(tuple([*current, Piece(f" {rest}")] if rest else current))
    return tuple(paragraph for paragraph in found if any(piece.text.strip() for piece in paragraph))


def _links(document: Document) -> dict[int, list[str]]:
    """For each sentence the anchors of the claims, events and agreements in it that are shown."""
    rows = [row for part in event_rows(document) for row in part[:MOST_EVENTS]]
    events = {number: row.sentence - 1 for row in rows for number in row.numbers}
    links: dict[int, list[str]] = {}
    said = {number: claim.sentence for number, claim in zip(numbers(document.claims), document.claims, strict=True)}
    for number, sentence in said.items():
        if number <= MOST_CLAIMS:
            links.setdefault(sentence, []).append(f"c{number}")
    for number, sentence in sorted(events.items()):
        links.setdefault(sentence, []).append(f"e{number}")
    for number, found in enumerate(document.agreements[:MOST_AGREEMENTS], start=1):
        links.setdefault(found.sentence, []).append(f"a{number}")
    return links


def _side(actor: Actor) -> str:
    if actor.kind is ActorKind.STATE:
        return ""  # its code says enough, and takes no side on who is a state
    if actor.kind is ActorKind.ORGANISATION:
        return "organisation"
    return name_of(actor.code) if actor.code else f"{actor.kind.value}, no side"


def _rows(events: Sequence[tuple[int, Event]], fitted: bool) -> list[EventRow]:
    """The events of one clause, with those joined that share a side or are each other's reverse.

    `fitted` says that their confidences are fitted ones.
    """
    doers: dict[str | None, list[tuple[int, Event]]] = {}
    for number, event in events:
        doers.setdefault(event.recipient, []).append((number, event))
    sides: dict[tuple[str | None, ...], list[str | None]] = {}
    numbers: dict[tuple[str | None, ...], list[int]] = {}
    for recipient, same in doers.items():
        by = tuple(dict.fromkeys(event.actor for _, event in same))
        sides.setdefault(by, []).append(recipient)
        numbers.setdefault(by, []).extend(number for number, _ in same)
    rows = []
    done: set[tuple[str | None, ...]] = set()
    for by, to in sides.items():
        if by in done:
            continue
        back = tuple(to)
        mutual = back != by and sides.get(back) == list(by)
        if mutual:
            done.add(back)
        these = sorted(numbers[by] + (numbers[back] if mutual else []))
        told = [event for number, event in events if number in these and event.actor and event.recipient]
        least = min((event.confidence for event in told if event.confidence is not None), default=1.0)
        sure = f"{100 * least:.0f} %" if fitted and least < SURE else ""
        rows.append(_row(these, events[0][1], by, back, mutual, sure))
    return rows


def _place(event: Event) -> str:
    """«Tabatinga (Brazil)»: where it was, as worded, with the country where that is another word."""
    if not event.place:
        return ""
    country = name_of(event.place_country) if event.place_country else ""
    return one_line(event.place if not country or country in event.place else f"{event.place} ({country})")


def _row(
    numbers: Sequence[int],
    event: Event,
    by: Sequence[str | None],
    to: Sequence[str | None],
    mutual: bool,
    sure: str,
) -> EventRow:
    day = ""
    if event.day:
        inferred = event.day_source if event.day_source and event.day_source != "stated" else ""
        day = f"{event.day.isoformat()} ({inferred})" if inferred else event.day.isoformat()
    who, whom = listed([_side_name(code) for code in by]), listed([_side_name(code) for code in to])
    if mutual:
        who, whom = (f"{who} and {whom}", "each other") if len(by) == len(to) == 1 else (who, f"{whom}, and back")
    return EventRow(
        numbers=tuple(numbers),
        actor=who,
        action=_doing(event),
        code=f"{event.action}, {event.quad.value}" if event.action and event.quad else "",
        recipient=whom,
        words=one_line(event.text, 200),
        day=one_line(day),
        place=_place(event),
        status=event.status.value,
        holder=holder_name(event.holder),
        sentence=event.sentence + 1,
        sure=sure,
    )


def _side_name(code: str | None) -> str:
    return name_of(code) if code else "not said"


def _doing(event: Event) -> str:
    """The action as a verb: what was done, or what is spoken of as still to do."""
    happened = event.status is Status.HAPPENED
    if not event.action:
        return "made a statement to" if happened else "make a statement to"
    found = action(event.action)
    return found.past if happened else found.label


def _agreement(number: int, found: Agreement) -> AgreementRow:
    facts = [found.kind or "", found.status.value, found.day.isoformat() if found.day else "no date given"]
    return AgreementRow(
        number=number,
        name=one_line(found.name, 160),
        parties=f" {DASH} ".join(name_of(code) for code in found.parties),
        facts=", ".join(filter(None, facts)),
        signatories=listed([one_line(name, 80) for name in found.signatories]),
        domains=found.domains,
        sentence=found.sentence + 1,
        terms=terms_of(found),
        summary=summary(found),
        duties=duty_rows(found),
        duties_more=max(0, len(found.obligations) - MOST_DUTIES),
    )


def _ranked(named: Counter[str]) -> list[tuple[str, int]]:
    return sorted(named.items(), key=lambda item: (-item[1], item[0]))


def _voices_summary(document: Document, rows: Sequence[VoiceRow]) -> str:
    quoted, paraphrased = sum(row.quoted for row in rows), sum(row.paraphrased for row in rows)
    said = _statements(document)
    own, total = sum(claim.holder == "author" for claim in said), len(said)
    speech = (
        "Nobody but the author is heard."
        if not rows
        else f"{many(len(rows), 'voice')} besides the author: {many(quoted, 'direct quotation')} and "
        f"{many(paraphrased, 'paraphrase')}."
    )
    if not total:
        return speech
    return (
        f"{speech} The author makes {own} of {many(total, 'claim')} in the text's own voice, without naming a source."
    )


def _statements(document: Document) -> list[Claim]:
    """One claim for each thing that is said."""
    return list(dict(zip(numbers(document.claims), document.claims, strict=True)).values())


def _between(gap: str) -> list[str | None]:
    """What stands between two sentences: text, and None where a paragraph ends."""
    parts: list[str | None] = []
    for number, part in enumerate(_PARAGRAPH.split(gap)):
        if number:
            parts.append(None)
        if part:
            parts.append(part)
    return parts
