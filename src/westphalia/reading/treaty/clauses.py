"""The clauses of a treaty's provision that bind, one for each duty: in a sentence, and in the items of a list.

A clause begins with its subject (or with the condition before it) and ends where the next one begins. «The Parties
shall: (a) …; (b) …» is one for each item. Clauses that only define, deem or save («Nothing in this Treaty shall …»),
and those about the instrument itself, are none; nor is what stands in a condition or a relative clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from westphalia.ontology.types import Span, Strength
from westphalia.reading.sentences import split
from westphalia.reading.treaty.binding import Binding, binding_words, in_present, modals, opens_in_present, refrains
from westphalia.reading.treaty.bound import BEFORE_WHICH, Sentence, subject_of
from westphalia.reading.treaty.conditions import leading_condition, trailing_condition
from westphalia.reading.treaty.kinds import kinds_of
from westphalia.reading.treaty.layout import Provision
from westphalia.reading.treaty.parties import Parties
from westphalia.reading.treaty.subjects import Subject, impersonal_before, past_space, subject_before
from westphalia.reading.treaty.verbs import Further, further, parsed
from westphalia.reading.treaty.words import cue

_RIGHTS = re.compile(r"\s*(?:have|enjoy)\b[^.;]*\b(?:rights?|privileges?|freedoms?)\W*\Z", re.I)
_IS_TO = re.compile(r"is (?:not )?to (?!be\b)")
_LOOSE_MARKS = ' \t\r\n,;:.*_"”»'
_JOINT = re.compile(
    rf"(?:,\s(?:{BEFORE_WHICH} )?which|,\swhose \w+|\b(?:and|or|but|nor|while|whereas|consequently|accordingly))\Z"
)
_LONGEST_JOINT = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """The clause of one duty: its words that bind, its subject, its condition, and what besides tells its kind."""

    start: int
    end: int
    binding: Binding
    subject: Subject
    condition: Span | None = None
    lead: str = ""


Opening = tuple[Clause | None, Subject | None]  # of a list: the clause that its items complete, else their subject


def clauses_of(
    text: str, provision: Provision, parties: Parties, openings: dict[Span, Opening]
) -> Iterator[tuple[Span, list[Clause]]]:
    """The sentences of a provision in order, each with its clauses; one that binds nobody has none.

    `openings` keeps what the openings of lists say, which is the same for all their items.
    """
    lead: Clause | None = None
    stem: Subject | None = None
    if provision.lead is not None:
        if provision.lead not in openings:
            lead = _lead(text, provision.lead, parties)
            openings[provision.lead] = lead, _stem(text, provision.lead, parties) if lead is None else None
        lead, stem = openings[provision.lead]
    for piece in split(text[provision.start : provision.end]):
        start, end = provision.start + piece.start, provision.start + piece.end
        found = _in_sentence(text, start, end, parties, stem)
        if not found and lead is not None and not cue("binds").search(text, start, end):
            found = _under(text, start, end, lead)
        yield Span(start, end), found


# --- in a sentence ---------------------------------------------------------------------------------------------------


def _in_sentence(text: str, start: int, end: int, parties: Parties, stem: Subject | None) -> list[Clause]:
    if cue("not a duty").search(text[start:end]) and not kinds_of(text[start:end], False):
        return []
    sentence = Sentence(text, start, end, parsed(text, start, end), parties)
    owed = [clause for clause in _bound(sentence, stem) if not _frees(text, clause)]
    found = [part for clause in owed for part in _parts(sentence, _closed(text, clause))]
    whole = [clause for clause in found if clause.end > clause.binding.end or clause.binding.passive]
    return [clause for clause in whole if not clause.subject.instrument]


def _bound(sentence: Sentence, stem: Subject | None) -> list[Clause]:
    """The clauses of all words that bind somebody; `stem` is the subject that opens the list the sentence stands in."""
    text = sentence.text
    found: list[Clause] = []
    at, previous = sentence.start, None
    bind = binding_words(text, sentence.parse, sentence.start, sentence.end)
    item = opens_in_present(sentence.parse) if stem is not None and not bind else None
    for words in (item,) if item is not None else bind:
        if words.start < at and words.subject is not None:
            continue  # «has the duty to furnish»: found as words that bind
        opens = stem is not None and not text[sentence.start : words.start].strip()
        subject = stem if opens else subject_of(sentence, at, words, previous)
        if subject is None or (subject.bearer is None and _IS_TO.match(text, words.start)):
            continue  # «The aim is to promote trade»
        clause = _begun(sentence, at, words, subject, shared=subject is previous or subject is stem)
        if found and subject is previous:
            clause = _under_the_same(text, found[-1], clause)
        if found:
            found[-1] = replace(found[-1], end=_tight(text, found[-1].start, clause.start))
        found.append(clause)
        at, previous = words.end, subject
    return found


def _under_the_same(text: str, before: Clause, clause: Clause) -> Clause:
    """«If one is attacked, the other shall arm and shall come to its aid»: what opens the sentence holds of both."""
    condition = before.condition
    if clause.condition is not None or condition is None or condition.start > before.binding.start:
        return clause
    return replace(clause, condition=condition, lead=text[condition.start : condition.end])


def _begun(sentence: Sentence, at: int, words: Binding, subject: Subject, shared: bool) -> Clause:
    """The clause from its beginning, at `at` or behind it, to the end of the sentence."""
    text = sentence.text
    if subject.start >= words.end:  # «In no case shall the Parties …»
        words, begin = replace(words, negated=True), past_space(text, at, words.start)
    else:
        begin = subject.start if subject.start >= at and not shared else words.start
    before = leading_condition(text, at, begin, first=at == sentence.start)
    return Clause(before.start if before else begin, sentence.end, words, subject, before)


def _closed(text: str, clause: Clause) -> Clause:
    """The clause without its loose end, and with its condition."""
    end = _tight(text, clause.start, clause.end)
    return replace(clause, end=end, condition=clause.condition or trailing_condition(text, clause.binding.end, end))


def _tight(text: str, start: int, end: int) -> int:
    """The end of a clause without what joins it to the next."""
    while True:
        end = start + len(text[start:end].rstrip(_LOOSE_MARKS))
        joint = _JOINT.search(text, max(start, end - _LONGEST_JOINT), end)
        if joint is None:
            return end
        end = joint.start()


def _frees(text: str, clause: Clause) -> bool:
    """«Neither Party is obliged to buy»: what nobody has to do is no duty not to do it."""
    words = text[clause.binding.start : clause.end]
    if cue("no obligation").match(words):
        return True
    bearer = clause.subject.bearer
    denied = cue("denying").search(words[: clause.binding.end - clause.binding.start])
    return bool(denied or (bearer is not None and bearer.negated)) and cue("obliged").match(words) is not None


def _parts(sentence: Sentence, clause: Clause) -> list[Clause]:
    """«Undertakes to X and not to Y», «shall X and Y» is two duties."""
    text = sentence.text
    parts = [clause]
    to_do = text[clause.binding.start : clause.binding.end].lower().endswith(" to")
    for verb in further(sentence.parse, clause.binding.end, clause.end, to_do):
        condition, kept = clause.condition, parts[-1].condition
        if condition is not None and condition.start <= verb.start < condition.end:
            comma = text.rfind(",", condition.start, verb.start)
            if comma < 0:
                continue
            condition, kept = Span(condition.start, comma), None  # «or, failing such housing, pay an allowance»
        if _is_purpose(text, clause, verb):
            continue
        parts[-1] = replace(parts[-1], end=_tight(text, parts[-1].start, verb.start), condition=kept)
        parts.append(_part(text, clause, verb, condition))
    return parts


def _is_purpose(text: str, clause: Clause, verb: Further) -> bool:
    """«all steps, to repel the aggression», but not «and, in case of doubt, to require»."""
    if not verb.to or not text[: verb.start].rstrip().endswith(","):
        return False
    aside = re.search(r"\b(?:and|or),[^,]*,\s*$", text[clause.start : verb.start])
    return not aside and re.search(r"\band (?:not )?to\b", text[verb.start : clause.end]) is None


def _part(text: str, clause: Clause, verb: Further, condition: Span | None) -> Clause:
    """The duty of a further verb, which takes subject and strength from the words that bind it too."""
    words = text[verb.start : clause.end]
    turned = refrains(" " + words.removeprefix("to "))
    negated = turned or (verb.denied if verb.to else clause.binding.negated)
    binding = replace(clause.binding, start=verb.start, end=verb.start + len(words.split()[0]), negated=negated)
    lead = text[condition.start : condition.end] if condition else ""
    return Clause(verb.start, clause.end, binding, clause.subject, condition, lead)


# --- in a list -------------------------------------------------------------------------------------------------------


def _lead(text: str, lead: Span, parties: Parties) -> Clause | None:
    """The opening of a list, as the clause that its items complete."""
    bind = modals(text, lead.start, lead.end) or in_present(text, parsed(text, lead.start, lead.end))
    if not bind or cue("not a duty").search(text[lead.start : lead.end]):
        return None
    binding = bind[-1]
    subject = subject_before(text, lead.start, binding.start, parties)
    subject = subject or impersonal_before(text, lead.start, binding.start)
    if subject is None or subject.instrument:
        return None
    before = leading_condition(text, lead.start, subject.start)
    if _RIGHTS.match(text, binding.end, lead.end) and binding.strength is Strength.SHALL:
        binding = replace(binding, strength=Strength.MAY)  # «shall enjoy the right: (a) to fly over it»
    clause = Clause(lead.start, lead.end, binding, subject, before, text[lead.start : lead.end])
    return None if _frees(text, clause) else clause


def _stem(text: str, lead: Span, parties: Parties) -> Subject | None:
    """The subject that opens a list of duties each with its own «shall»: «The Council:»."""
    words = text[lead.start : lead.end].rstrip(" :—–")
    found = subject_before(text, lead.start, lead.start + len(words), parties)
    return found if found is not None and found.start == lead.start and not found.instrument else None


def _under(text: str, start: int, end: int, lead: Clause) -> list[Clause]:
    """A list item takes subject, strength and condition from the opening of its list."""
    cut = _tight(text, start, end)
    if not any(word.isalpha() and len(word) > 3 for word in text[start:cut].split()):
        return []
    turned = refrains(" " + text[start:end]) or re.match(r"not\b", text[start:end]) is not None
    binding = replace(lead.binding, negated=lead.binding.negated or turned)
    condition = lead.condition or trailing_condition(text, start, cut)
    return [Clause(start, cut, binding, lead.subject, condition, lead.lead)]
