"""What a claim is: an independent clause with everything that hangs on it.

A sentence falls apart where clauses are joined («X left, and Y stayed») and where the content of a report begins («said
that …»). Relative clauses and clauses of time, reason or condition stay with the clause they hang on.
"""

from __future__ import annotations

from dataclasses import dataclass

from westphalia.reading.antecedents import is_person
from westphalia.reading.interrupted import first_half
from westphalia.reading.patterns import pattern
from westphalia.reading.scope import nobody
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set

_BULLETS = frozenset("-*+•·–—▪◦●")  # that open an item of a list


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause: tokens `first` to `last`, end exclusive, around verb group `verb`; `opener` stands before it."""

    verb: int
    first: int
    last: int
    opener: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """A clause (`main`) with those that hang on it (`inner`), from token `first` to `last`."""

    main: Clause
    inner: tuple[Clause, ...]
    first: int
    last: int


def units(parsed: Parse, reporting: frozenset[int] = frozenset()) -> list[Unit]:
    """The units of a sentence in order; a clause that only reports (`reporting`, verb groups) makes none."""
    groups: list[list[Clause]] = []
    waiting: list[Clause] = []  # clauses that stand before the one they hang on («If X, Y»)
    opening: dict[int, int] = {}  # by verb group the first token of a clause that goes on after a report
    for clause in clauses(parsed):
        hangs = _hangs(parsed, clause) or (
            bool(groups)
            and (_shares_subject(parsed, clause, groups[-1][-1]) or _held_by_nobody(parsed, clause, groups[-1][-1]))
        )
        after_report = bool(groups) and groups[-1][0].verb in reporting
        if after_report and clause.verb not in reporting and _shares_subject(parsed, clause, groups[-1][0]):
            opening[clause.verb] = groups[-1][0].first  # «urged X to leave and thanked Y»
        of_asked = after_report and _relative(parsed, clause, groups[-1][0])
        if hangs and groups and (not after_report or of_asked) and clause.first > 0:
            groups[-1].append(clause)
        elif hangs and not groups:
            waiting.append(clause)
        else:
            groups.append([clause, *waiting])
            waiting = []
    if waiting:
        groups.append(waiting)
    made = []
    for number, group in enumerate(groups):
        main = group[0]
        reports = next((each[0] for each in groups[number + 1 : number + 2] if each[0].verb in reporting), None)
        if reports is not None and _of_speaker(parsed, main, reports):
            continue
        first, last = min(opening.get(c.verb, c.first) for c in group), max(c.last for c in group)
        if first and parsed.low(first - 1) in word_set("subordinators") and _opens(parsed, first - 1):
            first -= 1  # «As X goes on, Y …»
        if first == 0 and _listed(parsed) and last > 1:
            first = 1
        if main.verb not in reporting:
            made.append(Unit(main, tuple(group[1:]), first, last))
        elif len(group) > 1:
            told = (inner for inner in group[1:] if inner.verb not in reporting and not _relative(parsed, inner, main))
            made.extend(Unit(inner, (), inner.first, inner.last) for inner in told)
    return made


def _opens(parsed: Parse, k: int) -> bool:
    """Does nothing but quotation marks stand before a token?"""
    return all(parsed.tag(i) == '"' for i in range(k))


def _listed(parsed: Parse) -> bool:
    """Does the mark of a list's item open the sentence («- Chad thanked Niger»)? No word follows it at once."""
    mark, *others = parsed.tokens[:2]
    return mark.text in _BULLETS and bool(others) and mark.end < others[0].start


def clauses(parsed: Parse) -> list[Clause]:
    """The finite clauses of a sentence, in order of their verbs."""
    numbers = [number for number, verb in enumerate(parsed.verbs) if _is_clause(verb)]
    starts: list[int] = []
    for position, number in enumerate(numbers):
        verb = parsed.verbs[number]
        first = min([verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
        floor = parsed.verbs[numbers[position - 1]].last + 1 if position else 0
        shared = first < floor and not _inside_subject(parsed, verb, numbers[position - 1])
        shared = shared and first_half(parsed.tokens, verb.first) is None
        if verb.parallel is not None or shared:
            first = verb.first
        elif parsed.tag(verb.first - 1) == "W":
            first = verb.first - 1
        if position == 0 and not any(_subordinates(parsed, k) for k in range(first)):
            first = 0
        starts.append(first)
    found = []
    for position, number in enumerate(numbers):
        last = len(parsed.tokens)
        if position + 1 < len(numbers) and starts[position + 1] > starts[position]:
            last = starts[position + 1]
            while last > starts[position] + 1 and (
                parsed.tag(last - 1) in tuple("CKW,;:-") or parsed.low(last - 1) == "that"
            ):
                last -= 1
        while last > starts[position] + 1 and parsed.tag(last - 1) in tuple('.,;:?!-"'):
            last -= 1
        last = max(last, parsed.verbs[number].last + 1) if last <= parsed.verbs[number].first else last
        found.append(Clause(number, starts[position], last, parsed.low(starts[position] - 1)))
    return found


def _subordinates(parsed: Parse, k: int) -> bool:
    """Does a clause hang on the word at `k`? «because it fell», but not «because of the war»."""
    return parsed.tag(k) == "K" and pattern("reason").match(parsed.words(k, k + 4)) is None


def _is_clause(verb: Verb) -> bool:
    headline = verb.mood == "inf" and verb.subject and verb.control is None and verb.parallel is None
    return verb.mood in ("fin", "imp") or bool(headline)


def _inside_subject(parsed: Parse, verb: Verb, before: int) -> bool:
    """Is the finite verb before this one behind its subject: «Mexico, whose term ends, …», «Chad, he said, …»?"""
    inner = parsed.verbs[before]
    opener = min([inner.first, *(p.first for p in inner.subject if p.first < inner.first)]) - 1
    relative = parsed.tag(inner.first - 1) == "W" or parsed.tag(opener) == "W"
    between = bool(verb.subject) and verb.subject[-1].last <= inner.first
    inserted = between and parsed.tag(verb.subject[-1].last) == "," == parsed.tag(verb.first - 1)
    return between and (relative or inserted)


def _shares_subject(parsed: Parse, clause: Clause, before: Clause) -> bool:
    """«X came and went»: one claim, as long as nobody else speaks in between."""
    verb, earlier = parsed.verbs[clause.verb], parsed.verbs[before.verb]
    if verb.parallel is not None or (verb.mood == "imp" and earlier.mood == "imp"):
        return True
    return bool(verb.subject) and verb.subject == earlier.subject and verb.subject[0].first < earlier.first


def _of_speaker(parsed: Parse, clause: Clause, reports: Clause) -> bool:
    """«Sudan, which borders Chad, said …»: does it only say more of who speaks?"""
    verb = parsed.verbs[clause.verb]
    return parsed.tag(verb.first - 1) == "W" and verb.subject == parsed.verbs[reports.verb].subject


def _relative(parsed: Parse, clause: Clause, above: Clause) -> bool:
    """«asked Peru to free Mr Cano, whom a court has sentenced»: does it say more of somebody in what is asked?"""
    opener = clause.first if parsed.tag(clause.first) == "W" else clause.first - 1
    return clause.first > above.first and parsed.low(opener) in ("who", "whom", "whose", "which")


def _held_by_nobody(parsed: Parse, clause: Clause, above: Clause) -> bool:
    """«No one in Lima believes that Chile will pay»: what nobody holds is no claim of its own."""
    verb = parsed.verbs[above.verb]
    follows = clause.first == verb.last + 1 + (parsed.low(verb.last + 1) == "that")
    return follows and bool(verb.subject) and not verb.passive and nobody(parsed, verb.subject[0].first)


def _without_that(parsed: Parse, clause: Clause) -> bool:
    """«the sanctions it had imposed»: a relative clause right after a thing, without «that»."""
    thing = parsed.tag(clause.first - 1) == "N" and not is_person(clause.opener.removesuffix("s"))
    return thing and parsed.tag(clause.first) == "U" and clause.first - 1 not in parsed.verb_at


def _hangs(parsed: Parse, clause: Clause) -> bool:
    """Does the clause hang on another: relative, or of time, reason, condition?"""
    inverted = parsed.low(0) in ("had", "should", "were") and parsed.low(len(parsed.tokens) - 1) != "?"
    if inverted and clause.first == 1:
        return True  # «Had Lima asked, Quito would have paid»
    if clause.first == 0 and parsed.low(0) in ("had", "should", "were") and parsed.verbs[clause.verb].mood == "fin":
        return inverted and parsed.verbs[clause.verb].first == 0
    if clause.first == 0:
        return clause.opener in word_set("subordinators") or parsed.low(0) in word_set("subordinators")
    tag = parsed.tag(clause.first - 1)
    if tag == "W" or parsed.tag(clause.first) == "W":
        return True
    if _without_that(parsed, clause):
        return True
    if clause.opener == "that":
        before = parsed.tag(clause.first - 2)
        return before in ("N", "M") and parsed.phrase_before.get(clause.first - 1) is not None and tag == "W"
    return clause.opener in word_set("subordinators")
