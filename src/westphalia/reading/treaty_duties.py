"""One obligation for each duty in the provisions of a treaty text: who owes it, how strongly, under which condition.

A duty begins with its subject (or with the condition before it) and ends where the next one begins. «The Parties shall:
(a) …; (b) …» is one duty for each item. Clauses that only define, deem or save («Nothing in this Treaty shall …»), and
those about the instrument itself, are none; nor is what stands in a condition or a relative clause.

«Agree to» counts with «shall», as in the practice of foreign ministries (United Kingdom, «Treaties and Memoranda of
Understanding: Guidance on Practice and Procedures», which lists it among the words that make a text a treaty).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from westphalia.ontology.types import Document, Obligation, Span, Strength
from westphalia.reading.agreement_nouns import domains_in
from westphalia.reading.sentences import split
from westphalia.reading.tables import table
from westphalia.reading.treaty_kinds import kinds_of
from westphalia.reading.treaty_layout import Provision
from westphalia.reading.treaty_parties import Bearer, Parties, bearer_of, short_name
from westphalia.reading.treaty_subjects import (
    Subject,
    impersonal_before,
    leading_condition,
    opens_condition,
    subject_before,
    trailing_condition,
)
from westphalia.reading.treaty_words import cue

_RELATIVE = re.compile(
    r"\b(?:which|who|whom|whose|that|as|what|whatever|wherever)\s*$"
    r"|\b(?:which|that(?! other)|as|whom|what|whatever|whoever|where)\s+"
    r"(?:(?:the|each|either|any|both|one|other|of|it|they|he|such|"
    r"a|an|two|their|its|contracting|high|part(?:y|ies)|states?|participants?|governments?|commission|council)\b\s*){1,5}$",
    re.I,
)
_NEVER = re.compile(
    r"[\s,;:]*(?:and |but )?(?:in no (?:case|event|circumstances?|way)|under no circumstances|at no time|nor)\s+$", re.I
)
_BEHIND = re.compile(
    r"(?:the |either |any |each )?(?:[A-Z][\w’'-]*|two|other|contracting|high)(?: [A-Z][\w’'-]*){0,3}|they\b|it\b"
)
_JOINED = re.compile(r"(?:[,;:]|\b(?:and|or|but|nor))\s*(?:also|then|hereby|further|subsequently)?\s*$", re.I)
_TELLING = re.compile(
    r"\b(?:within the space of|exchanges? (?:of )?(?:\w+ )?information|information (?:on|about|which|that))\b",
    re.I,
)
_INFINITIVE = re.compile(r"(?:,|;|\band\b|\bor\b)\s+(?P<to>(?P<no>not )?to )(?=[a-z]+)", re.I)
_NO_VERB = re.compile(r"(?:the|a|an|its|their|each|any|all|this|that|which|be|other|such|these|those)\b", re.I)
_AGENT = re.compile(
    r"\bby (?P<who>(?:the |each |both |either |any )?(?:(?:two|high|contracting|other|competent) )*"
    r"[A-Z][\w’'-]*(?: (?:of |the |for |and )*[A-Z][\w’'-]*)*|the (?:two |other )?(?:parties|party|sides|governments))"
)
_LOOSE_END = re.compile(r"(?:[\s,;:.*_\"”»]|\b(?:and|or|but|nor|while|whereas|consequently|accordingly)\s*$)+$")


@dataclass(frozen=True, slots=True)
class _Modal:
    """The words that bind, with what they say."""

    start: int
    end: int
    strength: Strength
    negated: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    """A duty in the making: its clause, its binding words, its subject, its condition, the words it is sorted by."""

    start: int
    end: int
    modal: _Modal
    subject: Subject
    condition: Span | None = None
    lead: str = ""


def duties(
    document: Document, provision: Provision, parties: Parties, article: int | None = None
) -> tuple[Obligation, ...]:
    """The duties of one provision, in order; `article` is the index that they are given."""
    text = document.text
    lead = _lead(text, provision.lead, parties) if provision.lead is not None else None
    drafts: list[_Draft] = []
    last: Subject | None = None
    body: Subject | None = None
    for piece in split(text[provision.start : provision.end]):
        start, end = provision.start + piece.start, provision.start + piece.end
        own = [_referred(text, draft, last, body) for draft in _in_sentence(text, start, end, parties)]
        last, body = (own[-1].subject, None) if own else (last, body)
        body = _set_up(text, start, end) or body
        if not own and lead is not None and not cue("binds").search(text, start, end):
            own = _under(text, start, end, lead)
        drafts.extend(own)
    return tuple(_obligation(document, draft, parties, article) for draft in drafts)


def _in_sentence(text: str, start: int, end: int, parties: Parties) -> list[_Draft]:
    if cue("not a duty").search(text, start, end) and not kinds_of(text[start:end], False):
        return []
    drafts: list[_Draft] = []
    at, previous = start, None
    for modal in _modals(text, start, end):
        subject = _subject_of(text, at, modal, start, previous, parties)
        if subject is None:
            continue
        if subject.start >= modal.end:  # «In no case shall the Parties …»
            modal, begin = (
                replace(modal, negated=True),
                at + len(text[at : modal.start]) - len(text[at : modal.start].lstrip()),
            )
        else:
            begin = modal.start if subject is previous else subject.start
        before = leading_condition(text, at, begin, first=not drafts)
        begin = before.start if before else begin
        if drafts:
            drafts[-1] = replace(drafts[-1], end=_tight(text, drafts[-1].start, begin))
        drafts.append(_Draft(begin, end, modal, subject, before))
        at, previous = modal.end, subject
    found = []
    for draft in drafts:
        if _frees(text, draft):
            continue
        draft = replace(draft, end=_tight(text, draft.start, draft.end))
        after = draft.condition or trailing_condition(text, draft.modal.end, draft.end)
        found.extend(_infinitives(text, replace(draft, condition=after)))
    return [draft for draft in found if not draft.subject.instrument and draft.end > draft.modal.end]


def _frees(text: str, draft: _Draft) -> bool:
    """«Neither Party is obliged to buy»: what nobody has to do is no duty not to do it."""
    words = text[draft.modal.start : draft.end]
    if cue("no obligation").match(words):
        return True
    bearer = draft.subject.bearer
    denied = (bearer is not None and bearer.negated) or cue("denying").search(
        words[: draft.modal.end - draft.modal.start]
    )
    return bool(denied) and cue("obliged").match(words) is not None


def _set_up(text: str, start: int, end: int) -> Subject | None:
    """The body that a sentence sets up, whom the next means by «it»: «A Joint Commission is hereby established.»"""
    made, named = (cue(name).search(text, start, end) for name in ("sets up", "institution"))
    return Subject(named.start(), named.end(), Bearer(())) if made and named else None


def _referred(text: str, draft: _Draft, last: Subject | None, body: Subject | None) -> _Draft:
    """«It shall …» behind a sentence on a body or on one party is about the same."""
    it = re.match(r"(?:it|they|he|she)\b", text[draft.subject.start : draft.subject.end], re.I)
    last = body if it and it.group().lower() == "it" and body is not None else last
    if it is None or last is None or last.bearer is None:
        return draft
    return replace(draft, subject=replace(draft.subject, bearer=last.bearer))


def _modals(text: str, start: int, end: int) -> list[_Modal]:
    """The words that bind between two offsets, in order."""
    found = []
    for match in _modal_pattern().finditer(text, start, end):
        strength, negated = _strengths()[int((match.lastgroup or "m0")[1:])]
        words = match.group().lower()
        if strength == "base":
            strength = "will" if words.startswith("will") else "shall"
        refrains = cue("refrain").match(text[match.end() : end]) is not None or words.endswith(
            ("renounce", "renounces")
        )
        found.append(_Modal(match.start(), match.end(), Strength(strength), negated or refrains))
    return found


@cache
def _modal_pattern() -> re.Pattern[str]:
    rows = table("treaty_modals")
    return re.compile(r"\b(?:" + "|".join(f"(?P<m{i}>{row['words']})" for i, row in enumerate(rows)) + r")\b", re.I)


@cache
def _strengths() -> tuple[tuple[str, bool], ...]:
    return tuple((row["strength"], row["negated"] == "yes") for row in table("treaty_modals"))


def _subject_of(
    text: str, at: int, modal: _Modal, start: int, previous: Subject | None, parties: Parties
) -> Subject | None:
    """The subject of the binding words; None where they bind nobody: in a relative clause, a condition, an aside."""
    region = text[at : modal.start]
    if modal.start == start and text.startswith("Should", start):
        return None
    if previous is not None and not re.search(r"[,;:–—]|\b(?:and|or|but|nor|while|whereas)\b", region):
        return None
    segment = re.split(r"[,;:]", region)[-1]
    if _RELATIVE.search(segment) and not re.search(r"\b(?:agreed?s?|declares?|understood|ensure) that\b", segment):
        return None
    found = _inverted(text, at, modal, parties) or subject_before(text, at, modal.start, parties)
    if found is not None:
        return found
    if previous is not None:
        return previous if _JOINED.search(region) else _impersonal_after(text, at, modal, region)
    return None if opens_condition(text, at, modal.start) else impersonal_before(text, at, modal.start)


def _inverted(text: str, at: int, modal: _Modal, parties: Parties) -> Subject | None:
    """The subject behind the verb: «In no circumstances will the Parties resort to force»."""
    if _NEVER.match(text[at : modal.start]) is None:
        return None
    start = modal.end + len(text[modal.end :]) - len(text[modal.end :].lstrip())
    phrase = _BEHIND.match(text, start)
    bearer = bearer_of(text, start, phrase.end(), parties) if phrase else None
    return Subject(start, phrase.end(), bearer) if phrase and bearer else None


def _impersonal_after(text: str, at: int, modal: _Modal, region: str) -> Subject | None:
    """A second clause with a subject of its own that is nobody: only behind «;», or «, and …»."""
    joints = list(re.finditer(r";\s*(?:and\s)?|,\s*and\s", region))
    if not joints or opens_condition(text, at + joints[-1].end(), modal.start):
        return None
    return impersonal_before(text, at + joints[-1].end(), modal.start)


def _tight(text: str, start: int, end: int) -> int:
    """The end of a clause without what joins it to the next."""
    return start + len(_LOOSE_END.sub("", text[start:end]))


def _infinitives(text: str, draft: _Draft) -> list[_Draft]:
    """«Undertakes to X and not to Y» is two duties."""
    if not text[draft.modal.start : draft.modal.end].lower().endswith(" to") or draft.modal.strength is Strength.MAY:
        return [draft]
    pieces = [draft]
    for match in _INFINITIVE.finditer(text, draft.modal.end, draft.end):
        if _NO_VERB.match(text, match.end()):
            continue
        if match.group().startswith(",") and " and to " not in text[match.end() : draft.end]:
            continue  # «all steps, to repel the aggression» is a purpose
        if draft.condition is not None and draft.condition.start <= match.start() < draft.condition.end:
            continue
        refrains = cue("refrain").match(" " + text[match.end() : draft.end]) is not None
        modal = replace(draft.modal, negated=match.group("no") is not None or refrains)
        pieces[-1] = replace(pieces[-1], end=_tight(text, pieces[-1].start, match.start()))
        lead = text[draft.condition.start : draft.condition.end] if draft.condition else ""
        pieces.append(_Draft(match.start("to"), draft.end, modal, draft.subject, draft.condition, lead))
    return pieces


def _lead(text: str, lead: Span, parties: Parties) -> _Draft | None:
    """The opening of a list, as the duty that its items complete."""
    modals = _modals(text, lead.start, lead.end)
    if not modals:
        return None
    subject = subject_before(text, lead.start, modals[-1].start, parties)
    subject = subject or impersonal_before(text, lead.start, modals[-1].start)
    if subject is None or subject.instrument or cue("not a duty").search(text, lead.start, lead.end):
        return None
    before = leading_condition(text, lead.start, subject.start)
    draft = _Draft(lead.start, lead.end, modals[-1], subject, before, text[lead.start : lead.end])
    return None if _frees(text, draft) else draft


def _under(text: str, start: int, end: int, lead: _Draft) -> list[_Draft]:
    """A list item takes subject, strength and condition from the opening of its list."""
    refrains = (
        cue("refrain").match(" " + text[start:end]) is not None or re.match(r"not\b", text[start:end]) is not None
    )
    cut = _tight(text, start, end)
    if len(text[start:cut].split()) < 2:
        return []
    modal = replace(lead.modal, negated=lead.modal.negated or refrains)
    condition = lead.condition or trailing_condition(text, start, cut)
    return [_Draft(start, cut, modal, lead.subject, condition, lead.lead)]


def _obligation(document: Document, draft: _Draft, parties: Parties, article: int | None) -> Obligation:
    text, subject = document.text, draft.subject
    bearer, words = subject.bearer, text[subject.start : subject.end]
    if bearer is None or (not bearer.codes and cue("passive").match(text[draft.modal.end : draft.end])):
        bearer, words = _of_verb(text, draft, parties, words)
    negated = draft.modal.negated or bearer.negated
    clause = f"{draft.lead} {text[draft.start : draft.end]}".strip()
    return Obligation(
        by=bearer.codes,
        bearer=" ".join(short_name(words).split()).strip(' ,;:“”"«»*_'),
        strength=Strength.SHALL if negated and draft.modal.strength is Strength.MAY else draft.modal.strength,
        negated=negated,
        text=text[draft.start : draft.end],
        start=draft.start,
        end=draft.end,
        sentence=max(0, bisect_right(document.sentences, draft.start, key=lambda span: span.start) - 1),
        cue=Span(draft.modal.start, draft.modal.end),
        kinds=kinds_of(clause, negated),
        domains=domains_in(_TELLING.sub(" ", text[draft.start : draft.end])),
        condition=draft.condition,
        article=article,
        inferred=bearer.inferred,
    )


def _of_verb(text: str, draft: _Draft, parties: Parties, subject: str) -> tuple[Bearer, str]:
    """Who owes what is said of a thing, and the words for it: the doer behind «by», else all parties, with a mark."""
    rest = text[draft.modal.end : draft.end]
    agent = _AGENT.search(rest) if cue("passive").match(rest) else None
    if agent is not None:
        doer = bearer_of(text, draft.modal.end + agent.start("who"), draft.modal.end + agent.end("who"), parties)
        if doer is not None:
            return doer, agent.group("who")
        if cue("institution").search(agent.group("who")):
            return Bearer(()), agent.group("who")
    return Bearer(parties.codes, inferred="no doer named: all parties"), subject
