"""Clauses that give the reason of others: «Y because X», «Because X, Y», «X, and so Y», «The more X, the less Y».

What stands behind the conjunction, up to the next mark, is the cause, with all that hangs on it; the effect is the
clause before it, or for «Because X, Y» behind it, without «she argued» between commas.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

Tokens = tuple[int, int]  # first, end exclusive
Reason = tuple[int, Tokens, Tokens, int]  # the conjunction; cause, effect and polarity
_STOPS = (",", ";", ":", "-", "–", "—", "(", ".", '"')
_BREAKS = (";", ":", "—", "–", "(")
_ENDS = (*_BREAKS, ".", '"')
_NOT_MORE = ("other", "latter", "former", "river", "water", "order", "paper", "power", "winter", "border", "member")
_SO = ("so", "therefore", "thus", "hence", "consequently")


def reasons(parse: Parse) -> Iterator[Reason]:
    """Those of a sentence, in order."""
    for k in range(len(parse.tokens)):
        if _gives_reason(parse, k):
            found = _cleft(parse, k) or (_opening(parse, k) if _opens(parse, k) else _following(parse, k))
        elif _draws(parse, k):
            found = _drawn(parse, k)
        else:
            continue
        if found is not None and all(a < b for a, b in found):
            yield k, *found, 1
    yield from _the_more(parse)


def _the_more(parse: Parse) -> Iterator[Reason]:
    """«The more A punishes B, the closer B moves to C», «the less snow falls, the fewer of them come»."""
    starts = [k for k in range(len(parse.tokens) - 2) if parse.low(k) == "the" and _compares(parse.low(k + 1))]
    for one, other in pairwise(starts):
        if one and parse.tag(one - 1) not in (",", ";", ":", "K", "C", '"', "-"):
            continue
        if parse.tag(other - 1) != "," or any(parse.tag(k) in _BREAKS for k in range(one, other)):
            continue
        begin, again = (k + 2 + (parse.low(k + 2) == "often") for k in (one, other))
        less = [parse.low(k + 1) in ("less", "fewer") for k in (one, other)]
        yield one, (begin, other - 1), (again, parse.mark(again, _STOPS)), -1 if less[0] != less[1] else 1


def _compares(low: str) -> bool:
    return low in ("more", "less", "worse", "better") or (low.endswith("er") and low not in _NOT_MORE and len(low) > 4)


def _gives_reason(parse: Parse, k: int) -> bool:
    low = parse.low(k)
    if low not in ("because", "for", "since"):
        return False
    if low == "because":
        return parse.low(k + 1) != "of"
    verb = _verb_after(parse, k)
    if verb is None:
        return False
    if low == "for":  # «…, for the drillers had found none»
        who = parse.phrase_at.get(k + 1)
        return parse.tag(k - 1) == "," and who is not None and verb.first == who.last
    if parse.tag(k) != "K":
        return False
    main = next((v for v in reversed(parse.verbs) if v.mood == "fin" and v.last < k), None)
    if main is None:
        main = next((v for v in parse.verbs if v.mood == "fin" and v.first > verb.last), None)
    lasting = main is None or (main.perfect and not main.modal)
    return not lasting and (verb.tense != "past" or verb.perfect or parse.tag(k - 1) == ",")


def _draws(parse: Parse, k: int) -> bool:
    """«…, so X left», «…; X is therefore weak»: does what follows come of what went before in the sentence?"""
    low = parse.low(k)
    if low not in _SO or parse.low(k + 1) in ("that", "far", "much", "many", "long"):
        return False
    if low != "so":
        return any(parse.tag(i) == ";" or parse.low(i) == "and" for i in range(max(0, k - 8), k))
    verb = _verb_after(parse, k)
    opens = parse.tag(k - 1) in (",", ";") or (parse.low(k - 1) == "and" and parse.tag(k - 2) == ",")
    return opens and verb is not None and bool(verb.subject) and verb.subject[0].first == k + 1


def _verb_after(parse: Parse, k: int) -> Verb | None:
    """The first finite verb behind token `k`, before any mark but a comma."""
    end = parse.mark(k + 1, _BREAKS)
    return next((verb for verb in parse.verbs if verb.mood == "fin" and k < verb.first < end), None)


def _opens(parse: Parse, k: int) -> bool:
    """«Because X, Y», also «…, and because X, Y»."""
    return all(parse.tag(i) in ('"', "R", "C") for i in range(k)) or (
        parse.tag(k - 1) == "C" and parse.tag(k - 2) in (",", ";")
    )


def _cleft(parse: Parse, k: int) -> tuple[Tokens, Tokens] | None:
    """«It is because X that Y»."""
    if not (parse.low(k - 2) == "it" and parse.low(k - 1) in ("is", "was", "'s", "’s")):
        return None
    that = next(
        (i for i in range(k + 1, len(parse.tokens)) if parse.low(i) == "that" and parse.tag(i) in ("K", "W")), None
    )
    return ((k + 1, that), (that + 1, parse.mark(that + 1, _ENDS))) if that is not None else None


def _opening(parse: Parse, k: int) -> tuple[Tokens, Tokens] | None:
    verb = _verb_after(parse, k)
    start = verb.last if verb is not None else k
    comma = parse.mark(start, (",",))
    if comma == len(parse.tokens):
        return None
    begin = comma + 1
    after = parse.mark(begin, (",",))
    if after < len(parse.tokens) and _reports(parse, begin, after):
        begin = after + 1
    end = parse.mark(begin, _ENDS)
    tail = next((i for i in range(end - 1, begin, -1) if parse.tag(i) == ","), None)
    if tail is not None and _reports(parse, tail + 1, end):
        end = tail
    return (k + 1, comma), (begin, end)


def _following(parse: Parse, k: int) -> tuple[Tokens, Tokens] | None:
    verb = _verb_after(parse, k)
    start = verb.last if verb is not None else k
    end = parse.mark(start, _STOPS)
    begin = clause_before(parse, k)
    until = k
    while until > begin and parse.tag(until - 1) in (",", '"', "R", "-"):
        until -= 1
    comma = next((i for i in range(until - 1, begin, -1) if parse.tag(i) == ","), None)
    if comma is not None and _reports(parse, comma + 1, until):
        until = comma
    return (k + 1, end), (begin, until)


def _drawn(parse: Parse, k: int) -> tuple[Tokens, Tokens] | None:
    at = k
    while at > 0 and not (parse.tag(at) in (";", ",") or parse.low(at) == "and"):
        at -= 1
    end = parse.mark(k + 1, _ENDS)
    begin = k + 1 if parse.low(k) == "so" else at + 1
    until = at
    while until > 0 and parse.tag(until - 1) in (",", ";", "C"):
        until -= 1
    return (clause_before(parse, until), until), (begin, end)


def clause_before(parse: Parse, k: int) -> int:
    """Where the clause begins that ends before token `k`: behind a break, a «that», an «and» before a verb."""
    for i in range(k - 1, -1, -1):
        if parse.tag(i) in _BREAKS or (parse.tag(i) == '"' and i < k - 1):
            return i + 1
        if parse.low(i) in ("that", "where") and parse.tag(i) in ("K", "W"):
            return i + 1
        if parse.tag(i) != "C" or parse.low(i) not in ("and", "but", "yet", "or"):
            continue
        starts = (min([v.first, *(p.first for p in v.subject if p.first > i)]) for v in parse.verbs if v.mood == "fin")
        if i + 1 in starts:
            return i + 1
    return 0


def _reports(parse: Parse, first: int, last: int) -> bool:
    """«she argued», «the Finnish grid operator estimates», «he told a local radio station»."""
    if not 0 < last - first <= 8:
        return False
    said = word_set("reports") | word_set("reporting") | word_set("foreseeing")
    return any(v.mood == "fin" and v.lemma in said and first <= v.first < last for v in parse.verbs)
