"""What follows from how a verb is governed: «saw fit to expel», «did not shrink from», «regrets expelling».

After Karttunen (1971, «Implicative verbs», Language 47) and Nairn, Condoravdi & Karttunen (2006, «Computing relative
polarity for textual inference»): of some governors it follows that the deed was done where they are affirmed (sign «+»
in `implicatives.csv`), of some where they are negated («-»); of factive ones («f») it follows either way, of those of
regret («r») but where one «would regret» it, of judgements («p») where they are told of the past. Of «0» neither
follows; who is asked to («a», «was told to») is urged.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import product

from westphalia.ontology.types import Status
from westphalia.reading.arguments import complement_nouns
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import alternatives, table, word_set

_UP = 2  # «bowed to pressure to …»: «pressure» may be read as a verb between the two


def sign(parse: Parse, number: int) -> tuple[str, int] | None:
    """The sign of what governs verb group `number`, and the number of the group that it is said with."""
    verb = parse.verbs[number]
    while verb.parallel is not None:
        number, verb = verb.parallel, parse.verbs[verb.parallel]
    if verb.mood not in ("inf", "ger"):
        return None
    above = verb.control
    if above is None and parse.words(verb.first - 3, verb.first) == "so far as":
        above = parse.verb_at.get(verb.first - 4)
    for _ in range(_UP):
        if above is None:
            return None
        governor = parse.verbs[above]
        found = _degree(parse, governor, verb)
        if not found and governor.lemma in _governors():
            found = _signs(verb.mood).get(_words(parse, governor, verb.first))
        if found:
            whose = parse.phrase_before.get(verb.first) if governor.lemma == "wait" else None
            others = whose is not None and parse.low(whose.first - 1) == "for"
            return "0" if others else found, above  # «waited years for Oslo to recognise it»
        above = governor.control
    return None


def follows(parse: Parse, number: int) -> Status | None:
    """How real the deed of verb group `number` is by what governs it; None where nothing follows."""
    found = sign(parse, number) or _of_the_subject(parse, number)
    if found is None:
        return None
    kind, above = found
    status = _by(kind, parse, parse.verbs[above])
    undone = status is Status.HAPPENED and parse.verbs[number].negated
    return Status.DENIED if undone else status  # «regretted not having shelled it»


def _of_the_subject(parse: Parse, number: int) -> tuple[str, int] | None:
    """«The first to visit Hanoi was Clinton»: the sign of an infinitive that a ranked subject governs."""
    verb, after = parse.verbs[number], parse.verbs[number + 1 : number + 2]
    phrase = parse.phrase_before.get(verb.first)
    if verb.mood != "inf" or verb.control is not None or phrase is None or not after:
        return None
    done = after[0].lemma == "be" and after[0].mood == "fin" and not after[0].modal
    return ("f", number + 1) if done and _one_of_few(parse, phrase.first, verb.first) else None


def _by(kind: str, parse: Parse, governor: Verb) -> Status | None:
    """What follows of a deed that is itself affirmed from the sign and the form of its governor."""
    past = governor.mood == "fin" and not governor.modal and (governor.tense == "past" or governor.perfect)
    if kind == "f" or (kind == "p" and past) or (kind == "r" and (not governor.modal or _told_later(parse, governor))):
        return Status.HAPPENED
    if kind == "a":
        return Status.URGED if governor.passive and past and not governor.negated else None
    if kind == "-" and governor.negated and governor.modal == "could":
        return Status.HAPPENED  # «could not resist»
    if past and kind in ("+", "-"):
        return Status.HAPPENED if (kind == "-") is governor.negated else Status.DENIED
    return Status.HYPOTHETICAL if kind == "0" or (kind == "-" and not governor.negated) else None


def _told_later(parse: Parse, governor: Verb) -> bool:
    """«would later regret», «was to regret»."""
    return any(parse.low(k) in ("later", "soon", "was", "were") for k in range(governor.first, governor.main))


def _words(parse: Parse, governor: Verb, end: int) -> str:
    """A governor as the table has it: its verb, what its phrases are about, and those other words that the table knows.

    What hangs on it besides is passed over: «bowed to pressure *from its generals* to».
    """
    words = [governor.lemma]
    k = governor.last + 1
    while k < end:
        phrase = parse.phrase_at.get(k + 1) if parse.tag(k) in ("P", "T") else None
        if phrase is not None and phrase.last <= end and parse.low(phrase.head) not in _known():
            k = phrase.last
            continue
        phrase = parse.phrase_of(k)
        if phrase is None or phrase.head != k:
            counts = parse.low(k) == "no" or (phrase is None and parse.low(k) in _known())
        else:  # «took *Peru* to task for», «has until *May* to»
            counts = not parse.tokens[k].actors and parse.low(k) not in word_set("time nouns") - _known()
        if counts:
            words.append(parse.low(k))
        k += 1
    return " ".join(words)


def _degree(parse: Parse, governor: Verb, verb: Verb) -> str | None:
    """«was bold enough to», «was too proud to»; «was the first state to», «is not the only one to»."""
    if governor.lemma not in ("be", "become", "remain") or verb.mood != "inf":
        return None
    if _one_of_few(parse, governor.last + 1, verb.first):
        return "f" if governor.mood == "fin" and not governor.modal else None
    if parse.low(verb.first - 1) == "enough":
        return "+"
    return "-" if parse.low(verb.first - 2) == "too" else None


def _one_of_few(parse: Parse, first: int, end: int) -> bool:
    """«the first state», «the only one of them», not «the only way»."""
    rank = next((k for k in range(first, end) if parse.low(k) in word_set("ranks")), None)
    phrase = parse.phrase_of(rank) if rank is not None else None
    return phrase is not None and parse.low(phrase.head) not in complement_nouns() | word_set("ranked things")


@cache
def _signs(form: str) -> dict[str, str]:
    signs = {f"{verb} for": "f" for verb in word_set("factive for")} if form == "ger" else {}
    rows = (row for row in table("implicatives") if row["form"] == form)
    return signs | {words: row["sign"] for row in rows for words in _each(row["words"])}


@cache
def _governors() -> frozenset[str]:
    """The verbs that govern with a sign."""
    return frozenset(words.split()[0] for form in ("inf", "ger") for words in _signs(form))


@cache
def _known() -> frozenset[str]:
    """The words of the table but for its verbs."""
    rows = (words for row in table("implicatives") for words in _each(row["words"]))
    return frozenset(word for words in rows for word in words.split()[1:])


def _each(cell: str) -> Iterator[str]:
    return map(" ".join, product(*(alternatives(slot) for slot in cell.split(" "))))
