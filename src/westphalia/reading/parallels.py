"""Which earlier clause a verb after «and» goes on with: the nearest, or the one above it that has the same form.

«It denied that it had sent the ship and asked for its return»: «asked» goes on with «denied», not with «had sent».
"""

from __future__ import annotations

from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set


def clause_before(result: Parse, number: int) -> int | None:
    """The finite verb group that the group after a coordinator goes on with; None where no rule tells."""
    verb = result.verbs[number]
    inner = next((k for k in range(number - 1, -1, -1) if result.verbs[k].mood == "fin"), None)
    if inner is None or _form(verb) == _form(result.verbs[inner]):
        return None
    above = _above(result, inner)
    if above is None or _form(verb) != _form(result.verbs[above]) or result.verbs[above].mood != "fin":
        return None
    return above


def _above(result: Parse, number: int) -> int | None:
    """The verb of saying that a finite clause stands under, with or without «that»."""
    verb = result.verbs[number]
    i = min([verb.first, *(phrase.first for phrase in verb.subject if phrase.first < verb.first)]) - 1
    if i < 0 or not verb.subject:
        before = result.phrase_before.get(verb.first)
        i = before.first - 1 if before is not None else i
    if result.low(i) == "that":
        i -= 1
    above = result.verb_at.get(i)
    says = word_set("reporting") | word_set("reports") | word_set("denials") | word_set("fears") | word_set("regrets")
    return above if above is not None and result.verbs[above].lemma in says else None


def _form(verb: Verb) -> tuple[str, bool, bool]:
    return verb.tense, verb.perfect, bool(verb.modal)
