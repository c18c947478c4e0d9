"""Each claim to the test that belongs to its kind.

`assess` for one claim of a document, `assess_all` for all of them, `test` for a sentence. The rules are those of the
design: a verdict is one of five, it says no more than its test does, value judgements are not testable, and a claim
about cause has no verdict until there is a test worth the name. See `event`, `state` and `trend` for what each does.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from westphalia.errors import CallError, UnknownActor
from westphalia.evidence.background import Background
from westphalia.evidence.cues import cues
from westphalia.evidence.event import assess_event
from westphalia.evidence.finding import Finding
from westphalia.evidence.state import assess_state
from westphalia.evidence.text import Text
from westphalia.evidence.trend import assess_trend
from westphalia.evidence.untested import without_verdict
from westphalia.ontology.types import Claim, ClaimKind, Document
from westphalia.record import Record

_TESTED = ("kind", "actors", "action", "quad", "status", "measure", "direction", "first_day", "last_day")
_TESTED_OF_EVENT = (
    *("actor", "recipient", "actor_id", "recipient_id", "action", "quad", "status"),
    *("day", "day_source", "place"),
)
_JUDGES = (
    "It reads as a value judgement, or says nothing that was done or changed; no count of events can support or "
    "contradict it."
)
EXAMPLES = (
    "«Russia attacked Ukraine in March 2022», «Russia and Iran are allies», "
    "«relations between Japan and South Korea have deteriorated since 2018»"
)


def assess(claim: Claim, document: Document | None, record: Record, *, background: Background | None = None) -> Finding:
    """What `record` says about a claim; `document` is the text it comes from (None: the claim alone).

    `background` is what `assess_all` shares between claims. Nothing is raised for a claim that cannot be tested: the
    finding says why.
    """
    background = background or Background(record)
    text = background.text(document)
    match claim.kind:
        case ClaimKind.EVENT:
            found = assess_event(claim, text, record, background)
        case ClaimKind.STATE:
            found = assess_state(claim, text, record, background)
        case ClaimKind.TREND:
            found = assess_trend(claim, text, record, background)
        case _:
            found = without_verdict(claim, text, record)
    return _dated(found, text)


def assess_all(document: Document, record: Record) -> tuple[Finding, ...]:
    """The findings for the claims of `document`, in their order; one for each event that a claim tells.

    The same question is asked of the record once.
    """
    background = Background(record)
    text = background.text(document)
    known: dict[tuple[object, ...], Finding] = {}
    found: list[Finding] = []
    for claim in (one for told in document.claims for one in document.each(told)):
        key = _question(claim, text)
        if key not in known:
            known[key] = assess(claim, document, record, background=background)
        found.append(replace(known[key], claim=claim))
    return tuple(found)


def test(text: str, record: Record, *, on: date | None = None) -> tuple[Finding, ...]:
    """The claims in `text`, a sentence or two in English, tested against `record`. `on` is the day it was said.

    A text without a claim that speaks of an actor or judges something gives one finding, «not testable». Raises
    `CallError` where it does neither, with examples of what can be tested; `UnknownActor` for a name that is nearly one
    Westphalia knows; `UnreadableText` where it is not English.
    """
    from westphalia.reading import language, read_text

    language.check(text)
    source = "told" if on else None
    document = read_text(text, source="claim", published=on, published_source=source)
    if not document.claims or any(len(claim.actors) < 2 for claim in document.claims):
        _misspelt(document)
    if not document.claims:
        judgement = _judgement(document)
        if judgement is None:
            raise CallError(f"nothing in {_short(text)!r} can be tested; try {EXAMPLES}")
        return (replace(assess(judgement, document, record), reason=_JUDGES),)
    unknown = _unknown(document)
    return tuple(
        replace(finding, reason=f"{finding.reason} «{unknown}» is no actor that it knows.")
        if unknown and finding.claim.kind is ClaimKind.EVENT and len(finding.claim.actors) < 2
        else finding
        for finding in assess_all(document, record)
    )


def _question(claim: Claim, text: Text) -> tuple[object, ...]:
    """All that the finding for a claim depends on."""
    event = text.event(claim)
    own = tuple(getattr(claim, name) for name in _TESTED)
    told = tuple(getattr(event, name) for name in _TESTED_OF_EVENT) if event else ()
    return own, told, cues(claim, text)


def _dated(found: Finding, text: Text) -> Finding:
    """Says so where the record is older than the text, and where the day of the text is inferred."""
    reason = found.reason
    if found.as_of and found.n:
        reason = f"As of {found.as_of}, not current: {reason}"
    first, who = (None, None) if text.published else text.written_after
    if first and found.windows and first > found.windows[0].first_day:
        reason += f" The text gives no date of its own; that it is of {first} or later is inferred: it names {who}."
    return replace(found, reason=reason)


def _judgement(document: Document) -> Claim | None:
    """The whole text as a value judgement, where it names an actor or judges; None where it does neither."""
    from westphalia.reading.tables import words

    codes = tuple(dict.fromkeys(actor.code for actor in document.actors if actor.code))
    values = words("value_words", "word")
    if not codes and not any(word in values for word in re.findall(r"[\w-]+", document.text.lower())):
        return None
    text = document.text.strip().rstrip(".!?")
    start = document.text.index(text)
    return Claim(ClaimKind.EVALUATION, "author", text, start, start + len(text), 0, actors=codes)


def _capitalised(document: Document) -> Iterator[re.Match[str]]:
    """The capitalised words outside all mentions."""
    held = [(one.start, one.end) for one in document.mentions if one.how != "group"]  # as which a model took a name
    for match in re.finditer(r"\b[A-Z][\w'’-]{3,}(?:\s+[A-Z][\w'’-]+)*", document.text):
        if not any(start < match.end() and match.start() < end for start, end in held):
            yield match


def _unknown(document: Document) -> str | None:
    """A name in the text that is nobody's; the word that opens it, a day and a month are no names."""
    dated = {*calendar.day_name, *calendar.month_name}
    names = (match[0] for match in _capitalised(document) if match.start() > 0)
    return next((name for name in names if name not in dated), None)


def _misspelt(document: Document) -> None:
    """`UnknownActor` for a capitalised word outside all mentions that is nearly, but not, the name of an actor."""
    from westphalia.ontology.actors import code_of

    for match in _capitalised(document):
        for name in dict.fromkeys((match[0], match[0].split()[0])):
            try:
                code_of(name)
            except UnknownActor as error:
                near = [one for one in error.nearest if difflib.SequenceMatcher(None, one, name).ratio() >= 0.8]
                if near:
                    raise UnknownActor(name, near) from None


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"
