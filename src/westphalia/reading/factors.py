"""What a cause or an effect is about: «pressure by A on B and C» is an act of A on B and C, «brings B and C closer» is
about B and C and the relations between them.

Whoever owns the deed, or stands after «by» or «from», acts; whoever stands after another preposition, or is the object,
is acted upon. The action is that of an event told inside the span, else of its head noun; the measure that of a
measured noun («relations», «tension») or of words such as «closer» and «apart», with the way they go.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.types import Event, Factor
from westphalia.reading import units
from westphalia.reading.cues import noun_cues
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set
from westphalia.reading.trends import Trends, measured_nouns


def factor(parse: Parse, references: list[Reference], span: tuple[int, int], events: Sequence[Event]) -> Factor:
    """The actors, action and measure of the words between two offsets; `events` are those of the sentence."""
    parties = Parties(parse, references)
    inside = [k for k, token in enumerate(parse.tokens) if span[0] <= token.start and token.end <= span[1]]
    told = [event for event in events if span[0] <= event.cue.start < span[1] and event.action is not None]
    acting, suffering = _sides(parse, parties, inside)
    action = None
    if told:
        event = told[0]
        action = event.action
        acting = [
            code for code in dict.fromkeys((event.actor, *acting)) if code is not None and code != event.recipient
        ]
        suffering = [code for code in dict.fromkeys((event.recipient, *suffering)) if code and code not in acting]
    heads = [parse.low(phrase.head) for phrase in parse.phrases if phrase.head in inside]
    if action is None and heads and heads[0] in noun_cues():
        action = noun_cues()[heads[0]].action
    measure, way = _measured(parse, parties, inside)
    return Factor(
        actors=tuple(acting), recipients=tuple(code for code in suffering if code not in acting), action=action,
        measure=measure, direction=way,
    )  # fmt: skip


def _measured(parse: Parse, parties: Parties, inside: list[int]) -> tuple[str | None, int | None]:
    """What the words measure and which way it goes: «closer», «relations worsened», «fewer clashes», «ties»."""
    moved = _way(parse, inside)
    if moved:
        return "relations", moved
    trends = Trends(parse, parties)
    for clause in units.clauses(parse):
        verb = parse.verbs[clause.verb]
        if verb.subject and verb.subject[0].first in inside and verb.main in inside and clause.last - 1 in inside:
            change = trends.trend(clause)
            if change is not None and change.measure is not None and change.direction:
                return change.measure, change.direction
    measured = next((p for p in parse.phrases if p.head in inside and parse.low(p.head) in measured_nouns()), None)
    if measured is None:
        return None, None
    before = {parse.low(k) for k in range(measured.first, measured.head)}
    way = 1 if before & word_set("more of it") else -1 if before & word_set("less of it") else None
    return measured_nouns()[parse.low(measured.head)], way


def _sides(parse: Parse, parties: Parties, inside: list[int]) -> tuple[list[str], list[str]]:
    """Record codes of who acts and of who is acted upon; of a clause the subject acts."""
    acting: list[str] = []
    suffering: list[str] = []
    subjects = [phrase for verb in parse.verbs if verb.main in inside and not verb.passive for phrase in verb.subject]
    upon = ""
    for k in inside:
        token = parse.tokens[k]
        if token.tag in ("P", "T") and k not in parse.verb_at:
            upon = token.low
        if not token.actors or parties.neutral(k):
            continue
        phrase = parse.phrase_of(k)
        codes = parties.codes(list(token.actors))
        owned = phrase is not None and k < phrase.head
        first = phrase is None or phrase.first <= inside[0]
        alone = upon == "" and not any(j in parse.verb_at for j in inside if j < k)  # before any verb or preposition
        does = upon in ("by", "from") or (upon == "of" and _owns(parse, k, inside))
        if does or (owned and first) or phrase in subjects or alone:
            acting += [code for code in codes if code not in acting]
        else:
            suffering += [code for code in codes if code not in suffering]
    return acting, suffering


def _owns(parse: Parse, k: int, inside: list[int]) -> bool:
    """«the pressure of France on Mali», «the threats of Turkey»: does the deed before «of» belong to token `k`?

    With «criticism of Japan» it does not: there «of» brings whom the deed is done to, unless another word does so too.
    """
    at = next(j for j in range(k, -1, -1) if parse.low(j) == "of")
    deed = parse.phrase_before.get(at)
    cue = noun_cues().get(parse.low(deed.head)) if deed is not None else None
    if cue is not None and "of" not in cue.ways:
        return True
    beyond = next((j for j in inside if j > k and parse.tag(j) in ("P", "T", "V", "A")), None)
    return beyond is not None and parse.low(beyond) in word_set("upon whom")


def _way(parse: Parse, inside: list[int]) -> int:
    """+1 where the words bring somebody closer («together», «towards»), -1 where they part them, else 0."""
    low = [parse.low(k) for k in inside]
    if any(word in word_set("closer") for word in low):
        return 1
    return -1 if any(word in word_set("apart") for word in low) else 0
