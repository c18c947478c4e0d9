"""Deeds that were done though a negation, a modal or a condition stands with them.

«could not have bombed it without Paris», «would not have signed but for the flood», «had no sooner signed than …», «did
not leave until …», «was not expected to veto it, but did so», «if it expelled the consul, it was because …». What a
counterfactual denies is so: «had Kigali not threatened it, …» says that Kigali did.
"""

from __future__ import annotations

from westphalia.reading.scope import conditional, scope_of
from westphalia.reading.syntax import Parse, Verb

_BUT_FOR = ("without", "unless", "except")
_ONLY = ("because", "with", "after", "thanks", "since", "through", "when")
_TODAY = ("this", "now", "today", "then")  # «were not freed until this day»
_IT = ("it", "this", "that")
_WOULD = ("would", "could", "might")


def borne_out(parse: Parse, number: int) -> bool:
    """Was the deed of verb group `number` done, whatever its own form says?"""
    verb = parse.verbs[number]
    if _but_did(parse, verb) or _not_left_without(parse, verb):
        return True
    if verb.mood != "fin":
        return False
    return any(
        frame(parse, verb)
        for frame in (
            _not_without,
            _had_it_not,
            _no_sooner,
            _not_until,
            _only_because,
            _was_because,
            _later,
            _had_to,
            _should_not,
        )
    )


def _not_without(parse: Parse, verb: Verb) -> bool:
    """«could not have bombed it without …», «would not have signed but for …», «… had parliament objected»."""
    if not (verb.negated and verb.perfect and verb.modal in ("would", "could")):
        return False
    hinges = (*_BUT_FOR, "if") if verb.modal == "would" else _BUT_FOR
    return any(
        parse.low(k) in hinges or parse.words(k, k + 2) == "but for" or _inverted(parse, k)
        for k in range(len(parse.tokens))
        if not verb.first <= k <= verb.last
    )


def _inverted(parse: Parse, k: int) -> bool:
    """«… had parliament objected»: does what acts stand behind the «had» at token `k`, and before a participle?"""
    if parse.low(k) != "had" or parse.tag(k - 1) in ("W", "K") or parse.tag(k + 1) not in ("M", "D", "U", "N"):
        return False
    return any(k < verb.first <= k + 6 and "n" in parse.tokens[verb.main].form for verb in parse.verbs)


def _not_left_without(parse: Parse, verb: Verb) -> bool:
    """«did not leave the table without signing»."""
    if verb.mood != "ger" or verb.control is None or parse.low(verb.first - 1) != "without":
        return False
    above = parse.verbs[verb.control]
    return above.negated and above.mood == "fin" and above.tense == "past" and not above.modal


def _had_it_not(parse: Parse, verb: Verb) -> bool:
    """«Had Kigali not threatened it, …», «if it had not threatened it, …», «would rather it had not threatened it»."""
    first = min([verb.first, *(phrase.first for phrase in verb.subject)])
    had = next((k for k in range(first, max(-1, first - 6), -1) if parse.low(k) == "had" or parse.tag(k) in ",;:"), -1)
    inverted = verb.tense == "past" and parse.low(had) == "had"
    if not verb.negated or verb.modal or not (inverted or (verb.perfect and parse.low(verb.first) == "had")):
        return False
    wished = any(
        parse.low(k) in ("rather", "wish", "wishes", "wished", "sooner") for k in range(max(0, first - 4), first)
    )
    condition = inverted or any(parse.low(k) in ("if", "had") for k in range(max(0, first - 2), verb.first + 1))
    return wished or (condition and any(v.modal in _WOULD for v in parse.verbs if v is not verb))


def _no_sooner(parse: Parse, verb: Verb) -> bool:
    """«had no sooner signed it than …», «no sooner had it signed it than …»."""
    if verb.modal or not (verb.perfect or verb.tense == "past"):
        return False
    first = min([verb.first, *(phrase.first for phrase in verb.subject)])
    return any(
        parse.words(k, k + 2) in ("no sooner", "hardly had", "scarcely had") for k in range(first - 3, verb.main)
    )


def _not_until(parse: Parse, verb: Verb) -> bool:
    """«did not leave until the rains had ended», «Not until May did it recognise Kosovo»."""
    if verb.modal or verb.tense != "past" or parse.low(verb.first) not in ("did", "was", "were"):
        return False
    rest = range(verb.last + 1, parse.mark(verb.last + 1, (",", ";", ":")))
    if verb.negated and any(parse.low(k) == "until" and parse.low(k + 1) not in _TODAY for k in rest):
        return True
    return parse.words(0, 2) in ("not until", "only in", "only after", "only when") and not verb.negated


def _only_because(parse: Parse, verb: Verb) -> bool:
    """«could hit the refinery only because the wind was right»."""
    if verb.negated or verb.modal != "could" or verb.perfect:
        return False
    ends = range(verb.last + 1, len(parse.tokens))
    return any(parse.low(k) == "only" and parse.low(k + 1) in _ONLY for k in ends)


def _was_because(parse: Parse, verb: Verb) -> bool:
    """«If Chad closed its border, it was because …», «if it broke with Havana, that was not in anger»."""
    first = next((k for k, token in enumerate(parse.tokens) if token.tag != '"'), 0)
    if parse.low(first) != "if" or verb.tense != "past" or verb.negated or verb.modal or verb.perfect:
        return False
    after = next((v for v in parse.verbs if v.first > verb.last and v.mood == "fin"), None)
    return (
        after is not None
        and after.lemma == "be"
        and after.tense == "past"
        and not after.modal
        and parse.low(after.first - 1) in _IT
        and not any(v.mood == "fin" and v.first < verb.first for v in parse.verbs)
    )


def _later(parse: Parse, verb: Verb) -> bool:
    """«would later expel him», «would go on to shell it»: what was still to come, told from today."""
    later = any(parse.low(k) in ("later", "eventually", "subsequently") for k in range(verb.first, verb.main))
    return verb.modal == "would" and not verb.negated and not verb.perfect and later


def _had_to(parse: Parse, verb: Verb) -> bool:
    """«has had to ask for loans», but not «had to consult the others under the treaty»."""
    had = parse.low(verb.first) in ("has", "have") and parse.low(verb.first + 1) == "had"
    if not had or verb.modal != "must" or verb.negated or conditional(parse):
        return False
    return scope_of(parse, parse.verbs.index(verb)) is None


def _should_not(parse: Parse, verb: Verb) -> bool:
    """«should never have expelled him», «ought not to have», «need not have»: it was done all the same."""
    if not (verb.negated and verb.perfect):
        return False
    should = any(parse.low(k) in ("should", "ought") for k in range(verb.first, verb.main))
    return (should or parse.words(verb.first - 2, verb.first) == "need not") and not conditional(parse)


def _but_did(parse: Parse, verb: Verb) -> bool:
    """«was not expected to veto it, but did so», «had not planned to shadow her but did»."""
    for k in range(verb.last + 1, len(parse.tokens) - 1):
        if parse.low(k) not in ("but", "and", "yet"):
            continue
        did = next((i for i in range(k + 1, min(k + 6, len(parse.tokens))) if parse.low(i) in ("did", "does")), None)
        if did is not None and (parse.low(did + 1) == "so" or (parse.low(k) == "but" and parse.tag(did + 1) in ".,;")):
            return not any(parse.tag(i) in (";", ":") for i in range(verb.last, k)) and not _between(parse, verb, k)
    return False


def _between(parse: Parse, verb: Verb, but: int) -> bool:
    """Is another deed between a verb and «but did so», which then speaks of that one?"""
    return any(v.mood in ("inf", "fin") and verb.last < v.first < but and v.lemma != "say" for v in parse.verbs)
