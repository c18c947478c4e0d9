"""«Soldiers in Niger seized power», «Gabonese officers toppled the president»: a coup hits the plotters' own state.

Both sides count as the one state whose soldiers, or whose ruler, the words name; of an armed group with a code that
takes power the group acts. Marked as inferred. Who topples the ruler of another state is read as any deed is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from westphalia.ontology.types import ActorKind, Status
from westphalia.reading import status as statuses
from westphalia.reading.cues import Cue
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_SURE = 0.7
_CUE = Cue("COERCE", "seize", (), frozenset(), ("military",))


def complete(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence with its coups; of one coup told by two verbs the first."""
    parties = Parties(parse, references)
    kept = list(found)
    told: set[tuple[str | None, str | None, Status]] = set()
    for number, verb in enumerate(parse.verbs):
        if verb.lemma in word_set("toppling") and verb.mood == "part":
            kept = [one for one in kept if not _half(one, verb)]  # «the ousted president»
        sides = _seized(verb, parties) or _toppled(verb, parties)
        status = statuses.of_verb(parse, number) if sides is not None else None
        if sides is None or status is None:
            continue
        kept = [one for one in kept if not _half(one, verb)]
        key = (references[sides[0]].code, references[sides[1]].code, status)
        if key not in told and not any(_of_verb(one, verb) and one.codes(references) == key[:2] for one in kept):
            kept.append(_made(verb, status, *sides))
        told.add(key)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def _made(verb: Verb, status: Status, actor: int, recipient: int) -> Found:
    first = min([verb.first, *(phrase.first for phrase in verb.subject)])
    return Found(
        _CUE, status, actor, recipient, first, max(verb.end, verb.last + 1), verb.first, verb.last + 1, _SURE,
        inferred="recipient: the actor's own state",
    )  # fmt: skip


def _of_verb(event: Found, verb: Verb) -> bool:
    return verb.first <= event.cue_first <= verb.last


def _half(event: Found, verb: Verb) -> bool:
    return _of_verb(event, verb) and None in (event.actor, event.recipient)


def _seized(verb: Verb, parties: Parties) -> tuple[int, int] | None:
    """«Soldiers seized power in Niger», «the general who took power»: actor and recipient."""
    power = parties.parse.phrase_at.get(verb.last + 1)
    if verb.passive or verb.lemma not in word_set("seizing") or power is None or not _power(power, parties.parse):
        return None
    by_force = [phrase for phrase in verb.subject if _plots(phrase, parties)]
    person = [p for p in verb.subject if verb.lemma != "take" and _person(p, parties)]
    if not by_force and not person:
        return None
    doers = parties.doers(verb.subject) or [i for phrase in verb.subject for i in parties.named(phrase)]
    there = [*_where([*verb.subject, power], parties), *_at(verb, ("in", "of", "from"), parties)]
    return _pair(doers, there, parties)


def _toppled(verb: Verb, parties: Parties) -> tuple[int, int] | None:
    """«Gabonese officers toppled President Ali Bongo», «the junta is holding the president»: both sides of the coup."""
    if verb.lemma not in word_set("toppling") | word_set("holding") or verb.mood == "part":
        return None
    by = verb.by
    means = [phrase for prep, _, group in verb.prepositions if prep in ("in", "by") for phrase in group]
    agents = by if verb.passive else verb.subject
    victims = verb.subject if verb.passive else [phrase for group in verb.objects[:1] for phrase in group]
    coup = any(_word(phrase, parties.parse) in word_set("coups") for phrase in (*means, *agents))
    if not victims or not all(_rules(phrase, parties) for phrase in victims):
        return None
    if not coup and not any(_plots(phrase, parties) for phrase in agents):
        return None
    doers = [i for i in (parties.doers(agents)) if not parties.references[i].place]
    ruled = [i for phrase in victims for i in (*parties.tokens[phrase.head].actors, *parties.named(phrase))]
    return _pair(doers, [*ruled, *_where([*victims, *agents], parties), *_at(verb, ("in",), parties)], parties)


def _pair(doers: list[int], there: list[int], parties: Parties) -> tuple[int, int] | None:
    """The actor and the state it is done to, its own; None where two states are named."""
    codes = {parties.references[i].code for i in doers}
    states = [i for i in there if ":" not in (parties.references[i].code or ":")]
    if len(codes) > 1 or any(code is None or code.startswith("IGO:") for code in codes):
        return None
    if any(":" in code for code in codes if code):
        return (doers[0], states[0]) if states else None
    own = [*doers, *states]
    if not own or len({parties.references[i].code for i in own}) > 1:
        return None
    return own[0], own[0]


def _where(phrases: Sequence[Phrase], parties: Parties) -> Iterator[int]:
    """«Soldiers in Madagascar», «the president of Mali»: whom the words right behind name."""
    for phrase in phrases:
        inner = parties.parse.phrase_at.get(phrase.last + 1)
        if parties.parse.low(phrase.last) in ("in", "of", "from") and inner is not None:
            yield from parties.tokens[inner.head].actors


def _at(verb: Verb, prepositions: tuple[str, ...], parties: Parties) -> Iterator[int]:
    for prep, _, group in verb.prepositions:
        if prep in prepositions:
            yield from (i for phrase in group for i in parties.named(phrase))


def _power(phrase: Phrase, parse: Parse) -> bool:
    return parse.low(phrase.head) == "power" and not any(
        parse.tokens[k].actors for k in range(phrase.first, phrase.last)
    )


def _word(phrase: Phrase, parse: Parse) -> str:
    return parse.low(phrase.head).partition(" of ")[0].rsplit(" ", 1)[-1]


def _plots(phrase: Phrase, parties: Parties) -> bool:
    """Soldiers, a junta or rebels; an armed group by its name."""
    code = next((parties.references[i].code for i in parties.tokens[phrase.head].actors), None)
    return _word(phrase, parties.parse) in word_set("plotters") or (code or "").startswith("REB:")


def _person(phrase: Phrase, parties: Parties) -> bool:
    return any(parties.references[i].kind is ActorKind.PERSON for i in parties.tokens[phrase.head].actors)


def _rules(phrase: Phrase, parties: Parties) -> bool:
    """A president, a king, a government, or a person who led one."""
    words = {parties.parse.low(k) for k in range(phrase.first, phrase.head)} | {_word(phrase, parties.parse)}
    return bool(words & word_set("rulers")) or _person(phrase, parties)
