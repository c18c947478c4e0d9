"""What governs an infinitive or an -ing form: a verb, an adjective, a noun or a preposition on its left."""

from __future__ import annotations

from westphalia.reading.interrupted import over_aside
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set


def govern(result: Parse, number: int) -> None:
    """Set governor, control and parallel of a verb group that is not a clause of its own."""
    verb = result.verbs[number]
    i = verb.first - 1
    while i >= 0 and result.tag(i) in ("R", "X", '"'):
        i -= 1
    if i < 0:
        return
    before = over_aside(result.tokens, i)
    if before is not None and _governs(result, before, verb):
        i = before
    if verb.mood == "inf":
        _infinitive(result, number, i)
    elif verb.mood == "ger":
        _gerund(result, number, i)
    elif verb.first == verb.last and result.tag(verb.main) == "V" and result.tag(i) in ("C", ","):
        _parallel(result, number, i)


def _governs(result: Parse, before: int, verb: Verb) -> bool:
    """«refused, so far, to sign», «was right, he said, to sign», «denied, in a note, having signed»."""
    above = result.verb_at.get(before)
    if verb.mood == "inf":
        return above is not None or (result.tag(before) == "N" and before + 1 in result.phrase_before)
    return above is not None and result.verbs[above].lemma in word_set("with an -ing form")


def _infinitive(result: Parse, number: int, i: int) -> None:
    verb = result.verbs[number]
    left = result.tag(i)
    if i in result.verb_at:
        _under(result, number, i, result.verb_at[i])
    elif left in ("C", ","):
        same = next((k for k in range(number - 1, -1, -1) if result.verbs[k].mood == "inf"), None)
        if same is not None and verb.first - result.verbs[same].last <= 14:
            verb.parallel = same
    elif left in "NMUSQD" and i + 1 in result.phrase_before and number:
        # «a threat to leave» (noun), «ready to leave» (adjective) or «urged Iran to leave» (object)
        earlier = (k for k in range(number - 1, -1, -1) if result.verbs[k].last < i)
        _under(result, number, i, next(earlier, number - 1))
        verb.of_object = True


def _gerund(result: Parse, number: int, i: int) -> None:
    verb = result.verbs[number]
    left = result.tag(i)
    if i in result.verb_at:
        _under(result, number, i, result.verb_at[i])
    elif left == "C":
        same = next((k for k in range(number - 1, -1, -1) if result.verbs[k].mood == "ger"), None)
        if same is not None and verb.first - result.verbs[same].last <= 14:
            verb.parallel = same
        else:
            verb.control = _last_clause(result.verbs, number)
    elif left in ("P", "T", "K", "R"):
        if number:
            _under(result, number, i, number - 1)
        else:
            verb.governor = i
    elif left in "NMUSQD" and i + 1 in result.phrase_before:
        verb.governor, verb.control, verb.of_object = i, number - 1 if number else None, True
    else:
        verb.control = _last_clause(result.verbs, number)


def _under(result: Parse, number: int, governor: int, control: int) -> None:
    verb = result.verbs[number]
    verb.governor, verb.control = governor, control
    if result.verbs[control].complement is None:
        result.verbs[control].complement = number


def _parallel(result: Parse, number: int, i: int) -> None:
    verb = result.verbs[number]
    form = result.tokens[verb.main].form
    clauses = [other for other in result.verbs[:number] if other.mood == "fin"]
    if clauses and "p" in form and all(result.tag(other.first - 1) == "W" for other in clauses):
        return  # «Damascus, which has no wish to be drawn in, shut the border»
    if verb.mood == "fin" and form.startswith("b"):
        # «will meet Xi and sign a pact», «to condemn and punish»
        for earlier in range(number - 1, -1, -1):
            other = result.verbs[earlier]
            if other.mood in ("inf", "imp") or other.modal:
                verb.parallel, verb.mood = earlier, other.mood
                verb.tense, verb.modal = other.tense, other.modal
                verb.negated = verb.negated or (other.negated and result.low(i) in ("or", "nor"))
                return
            if other.mood == "fin" and result.tag(other.main) == "V" and "p" in result.tokens[other.main].form:
                return
    elif (
        number
        and result.tag(i) == "C"
        and "n" in form
        and result.verbs[number - 1].passive
        and verb.first not in result.phrase_before
    ):
        # «was arrested and deported»
        other = result.verbs[number - 1]
        verb.parallel, verb.passive, verb.mood = number - 1, True, other.mood
        verb.tense, verb.modal, verb.negated = other.tense, other.modal, other.negated


def _last_clause(verbs: list[Verb], number: int) -> int | None:
    return next((k for k in range(number - 1, -1, -1) if verbs[k].mood in ("fin", "imp")), None)
