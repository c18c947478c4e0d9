"""The words that bind in a sentence of a treaty: «shall», «undertakes to», «may», and verbs in the plain present.

«The Parties hereby establish a commission», «Tolls are abolished» bind without any «shall». «Agree to» counts with
«shall», as in the practice of foreign ministries (United Kingdom, «Treaties and Memoranda of Understanding: Guidance on
Practice and Procedures», which lists it among the words that make a text a treaty).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from westphalia.ontology.types import Span, Strength
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import table, word_set
from westphalia.reading.treaty.words import cue
from westphalia.reading.verbs import forms


@dataclass(frozen=True, slots=True)
class Binding:
    """The words that bind, with what they say; of a verb in the plain present also its subject, and if that suffers."""

    start: int
    end: int
    strength: Strength
    negated: bool
    subject: Span | None = None
    passive: bool = False


def binding_words(text: str, parse: Parse, start: int, end: int) -> list[Binding]:
    """All the words that bind in the sentence between two offsets, in order."""
    return sorted([*modals(text, start, end), *in_present(text, parse)], key=lambda words: words.start)


def refrains(words: str) -> bool:
    """Whether what follows on the words that bind turns them round: « refrain from», « forgo»."""
    return cue("refrain").match(words) is not None


def modals(text: str, start: int, end: int) -> list[Binding]:
    """The words of `treaty_modals.csv` between two offsets, in order."""
    found = []
    for match in _modal_pattern().finditer(text, start, end):
        strength, negated = _strengths()[int((match.lastgroup or "m0")[1:])]
        if strength == "base":
            strength = "will" if match.group().lower().startswith("will") else "shall"
        negated = negated or refrains(text[match.end() : end])
        found.append(Binding(match.start(), match.end(), Strength(strength), negated))
    return found


@cache
def _modal_pattern() -> re.Pattern[str]:
    rows = table("treaty_modals")
    return re.compile(r"\b(?:" + "|".join(f"(?P<m{i}>{row['words']})" for i, row in enumerate(rows)) + r")\b", re.I)


@cache
def _strengths() -> tuple[tuple[str, bool], ...]:
    return tuple((row["strength"], row["negated"] == "yes") for row in table("treaty_modals"))


# --- the plain present -----------------------------------------------------------------------------------------------


def opens_in_present(parse: Parse) -> Binding | None:
    """The verb in the plain present that opens a list item («supplies it with charts», «refrains from fishing»)."""
    verb = next((verb for verb in parse.verbs if verb.first == 0), None)
    if verb is None or not _is_plain(verb) or parse.tokens[verb.main].form[:1] not in ("s", "b"):
        return None
    start, end = parse.tokens[0].start, parse.tokens[verb.last].end
    return Binding(start, end, Strength.SHALL, verb.lemma in ("refrain", "abstain", "desist"))


def in_present(text: str, parse: Parse) -> list[Binding]:
    """The verbs in the plain present, which bind as «shall» does where somebody can be bound."""
    plain = (verb for verb in parse.verbs if _is_plain(verb) and _binds(parse, verb))
    found = [*(_told(text, parse, verb) for verb in plain), *_taken_for_subjects(text, parse)]
    return [words for words in found if not text.startswith(" that ", words.end)]


def _is_plain(verb: Verb) -> bool:
    return verb.mood == "fin" and verb.tense == "pres" and not verb.modal and not verb.perfect


def _binds(parse: Parse, verb: Verb) -> bool:
    """Does it do or settle something, in a clause that hangs on nothing?

    Of a passive or a state («is forbidden», «are exempt») only the words of the set «settled» do.
    """
    if not verb.subject or _hangs(parse, verb) or not _agrees(parse, verb):
        return False
    if _is_state(verb):
        return parse.low(verb.last + 1) in word_set("settled")
    return verb.lemma in word_set("settled") if verb.passive else verb.lemma not in word_set("settles nothing")


def _is_state(verb: Verb) -> bool:
    return verb.lemma == "be" and not verb.passive


def _told(text: str, parse: Parse, verb: Verb) -> Binding:
    first, last = _from(parse, verb), verb.last + _is_state(verb)
    subject = Span(parse.tokens[first].start, parse.tokens[max(first, verb.subject[-1].last - 1)].end)
    start, end = parse.tokens[verb.first].start, parse.tokens[last].end
    negated = verb.negated or _forgoes(text, start, end)
    return Binding(start, end, Strength.SHALL, negated, subject, verb.passive or _is_state(verb))


def _forgoes(text: str, start: int, end: int) -> bool:
    """«renounce war», but not «renounces all right to the island»."""
    return text[start:end].lower().startswith("renounce") and cue("force").match(text, end) is not None


def _taken_for_subjects(text: str, parse: Parse) -> Iterator[Binding]:
    """«Each Party places at the disposal of the other …»: third persons that the tagger takes for plurals."""
    for k in range(1, len(parse.tokens) - 1):
        kinds = {kind for _, kind in forms().get(parse.low(k), ())}
        phrase = parse.phrase_of(k)
        if "s" not in kinds or parse.tag(k) != "N" or phrase is None or phrase.head != k or k == phrase.first:
            continue
        opens = phrase.first == 0 or parse.tag(phrase.first - 1) in (",", ";", ":")
        alone = not any(parse.tag(j) in ("V", "O", "A") for j in range(k))
        bound = parse.low(k - 1) in word_set("who may be bound")
        if opens and alone and bound and parse.tag(k + 1) in ("D", "P", "T", "K"):
            start, end = parse.tokens[k].start, parse.tokens[k].end
            subject = Span(parse.tokens[phrase.first].start, parse.tokens[k - 1].end)
            yield Binding(start, end, Strength.SHALL, _forgoes(text, start, end), subject)


def _from(parse: Parse, verb: Verb) -> int:
    """Where the subject begins; of what is settled, all of it: «Exercises within fifty miles are forbidden»."""
    first = verb.subject[0].first
    settled = verb.passive or _is_state(verb)
    if not settled or parse.tag(first - 1) not in ("P", "T", "V"):
        return first
    return max((k + 1 for k in range(first) if parse.tag(k) in (",", ";", ":")), default=0)


def _hangs(parse: Parse, verb: Verb) -> bool:
    """Is the clause a relative one, a condition or what somebody says?"""
    opener = _from(parse, verb) - 1
    while parse.tag(opener) in ("R", '"'):
        opener -= 1
    if parse.tag(verb.first - 1) == "W" or parse.tag(opener) in ("K", "W", "P", "T", "V"):
        return True
    before = max((v.last + 1 for v in parse.verbs if v.mood == "fin" and v.last < verb.first), default=0)
    return any(parse.low(k) in word_set("clause openers") for k in range(before, verb.first))


def _agrees(parse: Parse, verb: Verb) -> bool:
    """«shall each *second* two officers», «the Government will, if asked, *send* them» are no present."""
    subject = verb.subject[-1]
    if any(parse.tag(k) == "O" for k in range(subject.last, verb.first)):
        return False
    head = parse.low(subject.head)
    several = len(verb.subject) > 1 or head.endswith("s") or head in ("they", "both")
    return several or verb.passive or not parse.tokens[verb.main].form.startswith("b")
