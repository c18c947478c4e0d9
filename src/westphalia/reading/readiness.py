"""«is ready to mediate», «repeated its readiness to meet»: who is ready to do another a good turn has offered it.

What he is ready for is told by the offer (AGREE) and is no plan of its own, nor anything that the other does.
"""

from __future__ import annotations

from westphalia.ontology.types import Status
from westphalia.reading.cues import verb_cues
from westphalia.reading.roles import cooperative
from westphalia.reading.scope import conditional
from westphalia.reading.status import of_verb
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import word_set

_NOUNS = ("readiness", "willingness")


def offers(parse: Parse, number: int) -> list[Phrase]:
    """Who is ready for what verb group `number` tells; nobody where none is, or only under a condition."""
    verb = parse.verbs[number]
    cue = next((cue for cue in verb_cues().get(verb.lemma, ()) if not cue.nouns), None)
    hostile = cue is not None and not cooperative(cue)  # «ready to fight»
    if verb.mood != "inf" or verb.negated or verb.control is None or hostile or conditional(parse) == "if":
        return []
    above = parse.verbs[verb.control]
    whose = parse.phrase_before.get(verb.first)
    of = parse.phrase_before.get(whose.first - 1) if whose is not None and parse.low(whose.first - 1) == "of" else None
    noun = of or whose  # «the readiness of Brazil to mediate», «Brazil's readiness to mediate»
    if noun is not None and whose is not None and parse.low(noun.head) in _NOUNS:
        none = above.negated or above.lemma in word_set("denials") | {"lack", "doubt"}
        none = none or any(parse.low(k) in ("no", "little", "any") for k in range(noun.first, noun.head))
        named = any(parse.tokens[k].actors for k in range(whose.first, whose.last))
        return [] if none else [whose] if named else above.subject
    ready = verb.governor is not None and parse.low(verb.governor) in word_set("ready")
    if not ready or of_verb(parse, number) is not Status.PLANNED:
        return []
    if above.lemma in word_set("ready") and above.control is not None:  # «declared itself ready to receive»
        above = parse.verbs[above.control]
    return above.subject if above.mood == "fin" and not above.negated and not above.modal else []
