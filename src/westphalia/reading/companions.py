"""What is told of one occasion: a deed without a time and place of its own may share those of the verb beside it.

«Met in Paris on Monday and agreed …» dates the agreement, and «arrived in Kinshasa on 12 May for talks» tells where and
when the talks are held; «worsened on 28 December when Beijing blocked …» dates the blocking. Of other deeds that are
only joined («seized the tanker on Friday and took it to port») nothing follows.
"""

from __future__ import annotations

from westphalia.reading.hosts import Host
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_NEAR = 9  # tokens between a time and the clause that tells of its place


def accompanies(host: Host, cue: tuple[int, int], parsed: Parse, last: int) -> bool:
    """Does the deed whose cue stands on tokens `cue` share the adverbial of `host` that ends before token `last`?"""
    if not host.verbs:
        return False
    mine = [verb for verb in parsed.verbs if verb.first <= cue[1] and cue[0] <= verb.last]
    if mine:
        return _joined(host, mine[0], parsed, last) or _when(mine[0], parsed, last)
    return _purpose(host, cue, parsed, last)


def _joined(host: Host, verb: Verb, parsed: Parse, last: int) -> bool:
    """«Met *in Paris on Monday* and agreed»: what those who met did next, told in the same tense."""
    for number in host.verbs:
        one = parsed.verbs[number]
        if one.lemma not in word_set("together", "date_words") or one.mood != "fin" or verb.mood != "fin":
            continue
        same = one.subject == verb.subject and one.tense == verb.tense and one.modal == verb.modal
        joined = parsed.low(verb.first - 1) == "and" and last <= verb.first
        between = any(other.mood == "fin" for other in parsed.verbs if one.last < other.first < verb.first)
        if same and joined and not between:
            return True
    return False


def _when(verb: Verb, parsed: Parse, last: int) -> bool:
    """«*On 28 December*, when Beijing blocked …», «on 5 May in Doha, where both signed …»: the clause behind a time."""
    at = min([verb.first, *(phrase.first for phrase in verb.subject)]) - 1
    if verb.mood != "fin" or at < last:
        return False
    if parsed.low(at) == "when":
        return at == last + (parsed.low(last) == ",")
    if parsed.low(at) != "where" or verb.tense != "past" or verb.perfect or verb.modal:
        return False
    return at - last < _NEAR and all(parsed.tag(k) not in ("V", "A", "O") for k in range(last, at))


def _purpose(host: Host, cue: tuple[int, int], parsed: Parse, last: int) -> bool:
    """«Is due *in Kinshasa on 12 May* for talks»: a meeting that somebody comes for, right behind the adverbial."""
    if not any(parsed.verbs[n].lemma in word_set("comes", "date_words") for n in host.verbs):
        return False
    at = next((k for k in range(last, min(len(parsed.tokens), last + 8)) if parsed.low(k) == "for"), None)
    if at is None or any(parsed.tag(k) not in ("P", "N", "M", "Q", "R") for k in range(last, at)):
        return False
    phrase = parsed.phrase_at.get(at + 1)
    return phrase is not None and phrase.first <= cue[0] < phrase.last
