"""«Its neighbour», «his colleague»: the other of the two states whom the text names together."""

from __future__ import annotations

from westphalia.reading.coreference import Pairs, other_of
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference, again
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set


def resolve(parsed: Parse, references: list[Reference], pairs: Pairs) -> None:
    """Give «its neighbour» its actor where the owner is in one of `pairs`, the first of them; `references` grows."""
    for phrase in parsed.phrases:
        head = parsed.tokens[phrase.head]
        code = None if head.actors else _whose(parsed, phrase, references)
        other = other_of(pairs, code) if code is not None else None
        if other is not None:
            references.append(again(other, head, "group"))
            head.actors = (len(references) - 1,)


def _whose(parsed: Parse, phrase: Phrase, references: list[Reference]) -> str | None:
    """The record code of the one whose neighbour or colleague it is."""
    head, first = parsed.tokens[phrase.head], parsed.tokens[phrase.first]
    owners = [token for token in parsed.tokens[phrase.first : phrase.head] if token.actors]
    if head.low in word_set("neighbours") and len(owners) == 1 and len(owners[0].actors) == 1:
        return references[owners[0].actors[0]].code if owners[0].low == "its" else None
    if head.low not in word_set("colleagues") or first.low not in ("his", "her") or any(t is not first for t in owners):
        return None
    verbs = (verb for verb in parsed.verbs if any(phrase in group for group in _below(verb)))
    acting = next((Parties(parsed, references).doers(verb.subject) for verb in verbs), [])
    codes = {references[i].code for i in acting}
    return codes.pop() if len(codes) == 1 else None


def _below(verb: Verb) -> list[list[Phrase]]:
    return [*verb.objects, *(group for _, _, group in verb.prepositions)]
