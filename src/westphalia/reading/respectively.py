"""«Ghana and Togo summoned the envoys of Mali and Niger respectively»: the first the first, the second the second."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse

_JOINS = ("and", ",", "the", "of", "both", "from", "with", "on", "to", "'s", "’s")


def apply(found: Sequence[Found], parse: Parse, references: list[Reference]) -> list[Found]:
    """The events of a sentence, where it says «respectively» only those between who stand at the same place."""
    pairs = paired(parse, references)
    if not pairs:
        return list(found)
    partner = dict([*pairs, *((b, a) for a, b in pairs)])
    index = {references[i].code: i for token in reversed(parse.tokens) for i in token.actors}
    made: list[Found] = []
    meant: list[Found] = []
    for event in found:
        actor, recipient = event.codes(references)
        if actor not in partner or recipient not in partner or partner[actor] == recipient:
            made.append(event)
        else:  # «Ghana summoned the envoy of Niger»: it is Mali's; and who summoned that of Niger is Togo
            meant.append(replace(event, recipient=index[partner[actor]], inferred=None))
            meant.append(replace(event, actor=index[partner[recipient]], inferred=None))
    for event in meant:
        told = {(*one.codes(references), one.cue.action, one.status) for one in made}
        if (*event.codes(references), event.cue.action, event.status) not in told:
            made.append(event)
    return sorted(made, key=lambda event: (event.cue_first, event.cue_last))


def paired(parse: Parse, references: list[Reference]) -> list[tuple[str, str]]:
    """Who belongs to whom by «respectively», in codes: of the only two lists of names of one length."""
    if not any(token.low == "respectively" for token in parse.tokens):
        return []
    lists = [codes for codes in _lists(parse, references) if len(codes) > 1]
    if len(lists) != 2 or len(lists[0]) != len(lists[1]) or len({*lists[0], *lists[1]}) != 2 * len(lists[0]):
        return []
    return list(zip(*lists, strict=True))


def _lists(parse: Parse, references: list[Reference]) -> list[list[str]]:
    """The codes of the names of a sentence, those together that are joined by «and» or a comma."""
    found: list[list[str]] = []
    joined: set[str] = set()  # the words since the last name
    near = False
    for token in parse.tokens:
        named = [references[i] for i in token.actors if references[i].inferred is None]  # not «their»
        codes = list(dict.fromkeys(one.code for one in named if one.code is not None))
        if codes:
            if not (near and found and joined & {"and", ","}):
                found.append([])
            found[-1] += codes
            joined, near = set(), True
        else:
            joined.add(token.low)
            near = near and token.low in _JOINS
    return found
