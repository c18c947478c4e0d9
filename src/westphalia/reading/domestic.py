"""«The opposition urged the cabinet to …», «Police fired tear gas at the marchers»: deeds of a state's own people.

Both sides count as the one state that acts, or from which the text is. Marked as inferred.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.cast import Scene
from westphalia.reading.cues import Cue
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.roles import Roles
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_SURE = 0.7
_BY_FORCE = ("ASSAULT", "COERCE")
_OWNERS = ("the", "its", "their", "his", "her", "own", "our")


def complete(found: Sequence[Found], scene: Scene, before: Parse | None = None) -> list[Found]:
    """The events of a sentence with those of a state's own people, instead of any other of the same words.

    `before` is the sentence before, in which «them» may have marched.
    """
    kept = list(found)
    for number, verb in enumerate(scene.parse.verbs):
        for event in _own(number, verb, scene, before):
            kept = [one for one in kept if one.cue.action != event.cue.action or not _inside(one, verb)]
            kept.append(event)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def _inside(event: Found, verb: Verb) -> bool:
    return verb.first <= event.cue_first <= max(verb.last, verb.end)


def _own(number: int, verb: Verb, scene: Scene, before: Parse | None) -> Iterator[Found]:
    parse, parties = scene.parse, Parties(scene.parse, scene.references)
    if verb.passive or len(verb.subject) != 1 or verb.mood not in ("fin", "ger") or verb.modal:
        return
    subject = verb.subject[0]
    words = {parse.tokens[k].last_word for k in _of_subject(subject, verb, parse)}
    critic = bool(words & word_set("critics"))
    crowd = parse.low(subject.head) in word_set("crowds")
    force = parse.tokens[subject.head].last_word in word_set("forces")
    matched = Roles(parse, scene.references).match(verb) if critic or force or crowd else None
    action = matched[0].action if matched is not None else ""
    if force and any(parse.low(p.head) in word_set("riot arms") for p in _with(verb)):
        action = "ASSAULT"  # «drove them off with tear gas»
    asks = (critic and action in ("REQUEST", "ACCUSE")) or (crowd and action == "REQUEST")
    if not asks and not (force and action in _BY_FORCE):
        return
    status = statuses.of_verb(parse, number)
    state = _state(subject, verb, parties, scene)
    if state is None or status is not Status.HAPPENED:
        return
    if force and not _marched(verb, scene, before, scene.code(state)):
        return
    groups = [*verb.objects[:1], *(group for prep, _, group in verb.prepositions if prep in ("on", "at", "upon"))]
    fits = _owned if force else _rules
    asked = _that(number, verb, parse) if not force else None
    if asked is not None and not _named(parties, asked.head, asked.head + 1):
        groups.append([asked])
    if any(fits(group[0], parties, scene.code(state)) for group in groups):
        mode = matched[0].mode if matched is not None and matched[0].action == action else None
        cue = Cue(action, mode, (), frozenset(), ())
        first = min(verb.first, subject.first)
        yield Found(
            cue, status, state, state, first, max(verb.end, verb.last + 1), verb.first, verb.last + 1, _SURE,
            inferred="recipient: the actor's own state",
        )  # fmt: skip


def _marched(verb: Verb, scene: Scene, before: Parse | None, code: str | None) -> bool:
    """Whether the last who are told to have marched or blocked a road are this state's, or no other state's by name."""
    for parse in (scene.parse, before):
        for other in reversed(parse.verbs if parse is not None else []):
            if (parse is scene.parse and other.first >= verb.first) or other.lemma not in word_set("marching"):
                continue
            actors = (i for phrase in other.subject for k in range(phrase.first, phrase.last)
                      for i in (parse.tokens[k].actors if parse is not None else ()))  # fmt: skip
            return {one.code for i in actors if (one := scene.references[i]).inferred is None} <= {code}
    return any(scene.parse.low(p.head) in word_set("own people") for g in verb.objects for p in g)


def _with(verb: Verb) -> list[Phrase]:
    return [phrase for prep, _, group in verb.prepositions if prep == "with" for phrase in group]


def _of_subject(subject: Phrase, verb: Verb, parse: Parse) -> list[int]:
    """The tokens that say who acts: the head, a name's title, and what stands beside it between commas."""
    named = parse.tokens[subject.head].text[0].isupper()
    before = parse.phrase_before.get(subject.first - 1) if named and parse.tag(subject.first - 1) == "," else None
    titled = range(subject.first, subject.head) if named else range(0)
    return [subject.head, *titled, *([before.head] if before is not None else ()), *_apposed(subject, verb, parse)]


def _that(number: int, verb: Verb, parse: Parse) -> Phrase | None:
    """«demand that the government suspend the treaty»: who should."""
    said = parse.verbs[number + 1] if parse.low(verb.last + 1) == "that" and number + 1 < len(parse.verbs) else None
    return said.subject[0] if said is not None and len(said.subject) == 1 else None


def _apposed(subject: Phrase, verb: Verb, parse: Parse) -> range:
    """The tokens between a name and its verb: «Nabih Saab, a lawmaker from the region, urged …»."""
    return range(subject.last, verb.first) if parse.tag(subject.last) == "," else range(0)


def _state(subject: Phrase, verb: Verb, parties: Parties, scene: Scene) -> int | None:
    """The one state whose people act: as named, else the home of the text, else as it is taken for."""
    found = parties.doers([subject]) or parties.named(subject)
    beside = (i for k in _apposed(subject, verb, scene.parse) for i in scene.parse.tokens[k].actors)
    told = [i for i in (*found, *beside) if scene.references[i].inferred is None]
    known = {**scene.cast.known, **scene.here}
    if not told and scene.home is not None:
        return known.get(scene.home) if ":" not in scene.home else None
    codes = {scene.code(i) for i in told or found}
    return (told or found)[0] if len(codes) == 1 and None not in codes and ":" not in str(*codes) else None


def _rules(phrase: Phrase, parties: Parties, code: str | None) -> bool:
    """«the cabinet», «her own government», «their prime minister», of this state or of none that is named."""
    parse = parties.parse
    head = parse.tokens[phrase.head].last_word
    meant = [parties.references[i] for i in parse.tokens[phrase.head].actors]
    capital = bool(meant) and all(one.how in ("capital", "name") and one.inferred is None for one in meant)
    governs = head in word_set("governs") or parse.low(phrase.head) == "white house" or capital
    opens = parse.low(phrase.first) in _OWNERS or bool(parse.tokens[phrase.first].actors)
    inner = parse.phrase_at.get(phrase.last + 1) if parse.low(phrase.last) in ("of", "in") else None
    last = inner.last if inner is not None else phrase.last
    return governs and opens and _named(parties, phrase.first, last) <= {code}


def _owned(phrase: Phrase, parties: Parties, code: str | None) -> bool:
    """«students who marched», «them», «the protesters»: nobody else's people."""
    parse = parties.parse
    inner = parse.phrase_at.get(phrase.last + 1) if parse.low(phrase.last) in ("of", "from") else None
    last = inner.last if inner is not None else phrase.last
    own = parse.low(phrase.head) in word_set("own people") | word_set("crowds") | {"them", "voters"}
    counted = parse.tag(phrase.head) == "Q"
    return (own or counted) and _named(parties, phrase.first, last) <= {code}


def _named(parties: Parties, first: int, last: int) -> set[str | None]:
    """The codes of those whom the words name, by no guess."""
    references = parties.references
    found = (references[i] for k in range(first, last) for i in parties.tokens[k].actors)
    return {one.code for one in found if one.inferred is None}
