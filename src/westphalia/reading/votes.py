"""«Parliament voted to send troops to Mali»: what a body decides with its hands still to come, and what it votes down.

Whoever votes to condemn, recognise or sanction somebody has done it by the vote; what takes hands, ships or lorries is
only decided then. So it is with what somebody approves: «approved the dispatch of a thousand policemen».
"""

from __future__ import annotations

from collections.abc import Sequence

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.arguments import time_phrase
from westphalia.reading.events import Found
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_TO_BE_DONE = ("AID", "ASSAULT", "COERCE", "CONSULT", "COOPERATE", "MOBILIZE", "RETREAT")


def apply(found: Sequence[Found], parse: Parse) -> list[Found]:
    """The events of a sentence, those planned that a vote only decides, and those done that are voted down."""
    for event in found:
        number = parse.clause_of(event.cue_first)
        later = number is not None and event.cue.action == "SANCTION" and _from_a_day_on(parse, parse.verbs[number])
        if event.status is Status.HAPPENED and (later or event.cue.action in _TO_BE_DONE):
            decided = number is not None and _decided(parse, number, event.cue_first)
            event.status = Status.PLANNED if decided or _approved(parse, event.cue_first) else event.status
        elif event.cue.action == "REJECT" and event.status is Status.HYPOTHETICAL and number is not None:
            event.status = Status.HAPPENED if _voted_down(parse, parse.verbs[number]) else event.status
    return list(found)


def _decided(parse: Parse, number: int, token: int) -> bool:
    """«voted to send troops to Mali», but not the raid of «voted to condemn the raid on Mali»."""
    verb = parse.verbs[number]
    judged = verb.lemma in word_set("blaming deeds") | word_set("praising deeds")
    bare = verb.parallel if verb.parallel is not None else number
    return statuses.decided(parse, bare) and not (judged and token > verb.last)


def _from_a_day_on(parse: Parse, verb: Verb) -> bool:
    """«voted to close the bridge from Friday midnight», «to bar its lorries next month»."""
    for k in range(verb.last + 1, len(parse.tokens)):
        if parse.tag(k) in (",", ";"):
            return False
        day = parse.phrase_at.get(k + 1)
        begins = parse.low(k) == "from" or parse.words(k - 1, k + 1) == "as of"
        if begins and day is not None and time_phrase(parse, day):
            return True
        if parse.low(k) == "tomorrow" or (parse.low(k) == "next" and parse.low(k + 1) in word_set("time nouns")):
            return True
    return False


def _approved(parse: Parse, token: int) -> bool:
    """«The Diet approved the sale of frigates to Manila», told by the verb or by the noun of what is yet to be done."""
    for verb in parse.verbs:
        if verb.lemma not in word_set("approving") or verb.negated:
            continue
        for phrase in verb.subject if verb.passive else [p for group in verb.objects for p in group]:
            told = verb.first <= token <= verb.last or phrase.first <= token < max(phrase.last, verb.end)
            if told and parse.low(phrase.head) in word_set("yet to be done"):
                return True
    return False


def _voted_down(parse: Parse, verb: Verb) -> bool:
    """«The Duma voted against ratifying the treaty»."""
    above = parse.verbs[verb.control] if verb.control is not None and verb.mood == "ger" else None
    if above is None or above.lemma != "vote" or parse.low(verb.first - 1) != "against":
        return False
    decides = len(above.subject) == 1 and statuses.decides(parse, above.subject[0], above)
    return decides and statuses.of_verb(parse, parse.verbs.index(above)) is Status.HAPPENED
