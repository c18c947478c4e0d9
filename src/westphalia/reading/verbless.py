"""Headlines without a verb: «Merz in Ankara for talks», «Kenyan, Ethiopian troops in border clash».

Who leads or speaks for a state or body and is in another's capital or land visits it. Who is there for a conference, or
in his own country, visits nobody; nor does an ambassador, unless he is there for talks.
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.states import states
from westphalia.ontology.types import ActorKind, Status
from westphalia.reading.cues import Cue
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_SURE = 0.7
_VISITS = Cue("CONSULT", "visit", (), frozenset({"mutual"}), ("diplomatic",))
_FIGHT = Cue("ASSAULT", None, (), frozenset({"mutual"}), ("military",))


def complete(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence with those of a headline that has no verb, where it tells none of these two."""
    kept = list(found)
    for event in [*_visits(parse, references), *_fights(parse, references)]:
        pair = event.codes(references)
        if not any(one.codes(references) == pair and one.cue.action == event.cue.action for one in kept):
            kept.append(event)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def _visits(parse: Parse, references: list[Reference]) -> list[Found]:
    """«Japan's premier in Hanoi», «Swedish PM in surprise visit to Kyiv»: each consults the other."""
    first = next((k + 1 for k, token in enumerate(parse.tokens[:8]) if token.tag == ":"), 0)
    who = parse.phrase_at.get(first)
    if who is None or not _headline(parse) or parse.low(who.last) not in ("in", "on"):
        return []
    where = parse.phrase_at.get(who.last + 1)
    if where is None or not parse.tokens[who.head].actors:
        return []
    guest = references[parse.tokens[who.head].actors[0]]
    journey = parse.low(where.head) in word_set("journeys")
    if journey:
        where = parse.phrase_at.get(where.last + 1) if parse.low(where.last) == "to" else None
    elif parse.low(who.last) == "on" or not _calls(parse, where, _resides(guest)):
        return []
    if where is None or not parse.tokens[where.head].actors or not _travels(guest):
        return []
    host = references[parse.tokens[where.head].actors[0]]
    if host.place or host.how not in ("name", "capital") or host.code in (None, guest.code) or ":" in (host.code or ""):
        return []
    sides = parse.tokens[who.head].actors[0], parse.tokens[where.head].actors[0]
    return [_made(_VISITS, who.first, where.last, who.last, *pair) for pair in (sides, sides[::-1])]


def _headline(parse: Parse) -> bool:
    return not any(verb.mood in ("fin", "imp") for verb in parse.verbs)


def _travels(guest: Reference) -> bool:
    """A person or office that can come for a state or body that is not the place itself."""
    surname = guest.how == "name" and guest.text == guest.name and guest.code in states()
    shared = surname and guest.name != states()[guest.code or ""].name  # of several who led it
    return guest.code is not None and (guest.kind is ActorKind.PERSON or guest.how == "title" or shared)


def _resides(guest: Reference) -> bool:
    return guest.text.lower().rsplit(" ", 1)[-1] in word_set("residents")


def _calls(parse: Parse, where: Phrase, resides: bool) -> bool:
    """Is he there to call on the host: for talks, or with no other purpose told? Who may live there only for talks."""
    after = parse.low(where.last)
    purpose = parse.phrase_at.get(where.last + 1)
    if after in ("for", "on") and purpose is not None:
        return parse.low(purpose.head) in word_set("journeys") | word_set("calls")
    if after == "to":
        return parse.low(where.last + 1) in word_set("calling")
    return not resides and (where.last >= len(parse.tokens) or after in (".", ","))


def _fights(parse: Parse, references: list[Reference]) -> list[Found]:
    """«Kenyan, Ethiopian troops in scuffle», «Border clash leaves three Kyrgyz, two Tajik soldiers dead»."""
    for phrase in parse.phrases:
        if parse.tokens[phrase.head].last_word not in word_set("fights"):
            continue
        first, last = _fighters(phrase, parse)
        sides = {code: i for k in range(first, last) for i in parse.tokens[k].actors
                 if (code := references[i].code) is not None and not references[i].place}  # fmt: skip
        armed = any(parse.tokens[k].last_word in word_set("combatants") for k in range(first, last))
        if armed and len(sides) == 2:
            a, b = sides.values()
            return [_made(_FIGHT, min(phrase.first, first), last, phrase.head, *pair) for pair in ((a, b), (b, a))]
    return []


def _fighters(phrase: Phrase, parse: Parse) -> tuple[int, int]:
    """Where the sentence says who was in a fight: «… in a scuffle», «clash between …», «clash leaves … dead»."""
    end = len(parse.tokens)
    if parse.low(phrase.last) == "between":
        stop = (k for k in range(phrase.last + 1, end) if parse.tag(k) in "VAOPT")
        return phrase.last + 1, next(stop, end)
    told = next((v for v in parse.verbs if phrase in v.subject and v.lemma in word_set("leaving dead")), None)
    if told is not None and (told.lemma != "leave" or any(token.low in word_set("dead") for token in parse.tokens)):
        return told.last + 1, end
    return (0, phrase.first - 1) if _headline(parse) and parse.low(phrase.first - 1) == "in" else (0, 0)


def _made(cue: Cue, first: int, last: int, word: int, actor: int, recipient: int) -> Found:
    return Found(cue, Status.HAPPENED, actor, recipient, first, max(last, word + 1), word, word + 1, _SURE)
