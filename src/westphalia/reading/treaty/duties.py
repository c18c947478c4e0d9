"""One obligation for each duty in the provisions of a treaty text: who owes it, how strongly, under which condition.

What a clause leaves to others is filled in here: whom «it» means, and who owes what is said of a thing («The accounts
shall be audited»): the doer behind «by», else all parties, with a mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from westphalia.ontology.types import Document, Obligation, Span, Strength
from westphalia.reading.agreement_nouns import domains_in
from westphalia.reading.treaty.clauses import Clause, Opening, clauses_of
from westphalia.reading.treaty.kinds import kinds_of
from westphalia.reading.treaty.layout import Provision
from westphalia.reading.treaty.parties import Bearer, Parties, bearer_of, short_name
from westphalia.reading.treaty.subjects import Subject
from westphalia.reading.treaty.words import cue

_AGENT = re.compile(
    r"\bby (?P<who>(?:the |each |both |either |any )?(?:(?:two|high|contracting|other|competent) )*"
    r"[A-Z][\w’'-]*(?: (?:of |the |for |and )*[A-Z][\w’'-]*)*|the (?:two |other )?(?:parties|party|sides|governments))"
)


def duties(
    document: Document, provision: Provision, parties: Parties, article: int, openings: dict[Span, Opening]
) -> tuple[Obligation, ...]:
    """The duties of one provision, in order; `article` is their index, `openings` what the openings of lists say."""
    text = document.text
    found: list[Obligation] = []
    last: Subject | None = None
    body: Subject | None = None
    before: Span | None = None
    for sentence, clauses in clauses_of(text, provision, parties, openings):
        for clause in clauses:
            referred = _referred(text, clause, last, body)
            last, body = referred.subject, None
            if not referred.subject.instrument:
                attacked = bool(found) and found[-1].start >= sentence.start and "defence" in found[-1].kinds
                context = Span(sentence.start, clause.start) if attacked else _in_such_a_case(text, clause, before)
                found.append(_obligation(document, referred, parties, article, context))
        body = _set_up(text, sentence) or (None if clauses else _about(text, sentence)) or body
        before = sentence
    return tuple(found)


# --- whom «it» means -------------------------------------------------------------------------------------------------


def _set_up(text: str, sentence: Span) -> Subject | None:
    """The body that a sentence sets up, whom the next means by «it»: «A Joint Commission is hereby established.»"""
    made, named = (cue(name).search(text, sentence.start, sentence.end) for name in ("sets up", "institution"))
    return Subject(named.start(), named.end(), Bearer(())) if made and named else None


def _about(text: str, sentence: Span) -> Subject | None:
    """The body or the treaty that a sentence without a duty is about: «The Council shall consist of ministers»."""
    start, end = sentence.start, sentence.end
    if cue("instrument subject").match(text[start:end].lower()):
        return Subject(start, end, Bearer(()), instrument=True)
    named = cue("institution").search(text, start, end)
    opens = named is not None and re.fullmatch(r"(?:the|an?) (?:[\w-]+ ){0,4}", text[start : named.start()], re.I)
    return Subject(named.start(), named.end(), Bearer(())) if named is not None and opens else None


def _referred(text: str, clause: Clause, last: Subject | None, body: Subject | None) -> Clause:
    """«It shall …» behind a sentence on a body or on one party is about the same."""
    words = text[clause.subject.start : clause.subject.end]
    it = re.match(r"(?:it|they|he|she)\b", words, re.I)
    its = re.match(r"(?:its|his|her)\b", words, re.I)
    if it is not None and it.group().lower() == "it" and body is not None:
        last = body
    if (it is None and its is None) or last is None or last.bearer is None:
        return clause
    if its is not None and (len(last.bearer.codes) != 1 or clause.subject.bearer is None):
        return clause
    return replace(clause, subject=replace(clause.subject, bearer=last.bearer, instrument=last.instrument))


# --- the obligation --------------------------------------------------------------------------------------------------


def _obligation(
    document: Document, clause: Clause, parties: Parties, article: int | None, context: Span | None
) -> Obligation:
    """The duty of a clause; `context` are the words besides its own that tell of which kind it is."""
    text, strength = document.text, clause.binding.strength
    bearer, words = _owed_by(text, clause, parties)
    negated = clause.binding.negated or bearer.negated or _denied(text, clause)
    around = text[context.start : context.end] if context is not None else ""
    return Obligation(
        by=bearer.codes,
        bearer=" ".join(short_name(words).split()).strip(' ,;:“”"«»*_'),
        strength=Strength.SHALL if negated and strength is Strength.MAY else strength,
        negated=negated,
        text=text[clause.start : clause.end],
        start=clause.start,
        end=clause.end,
        sentence=max(0, bisect_right(document.sentences, clause.start, key=lambda span: span.start) - 1),
        cue=Span(clause.binding.start, clause.binding.end),
        kinds=kinds_of(" ".join((around, clause.lead, text[clause.start : clause.end])), negated),
        domains=domains_in(cue("telling").sub(" ", text[clause.start : clause.end])),
        condition=clause.condition,
        article=article,
        inferred=bearer.inferred,
    )


def _in_such_a_case(text: str, clause: Clause, before: Span | None) -> Span | None:
    """The sentence `before`, where «in such a case» or «such an attack» points to it."""
    points = before is not None and cue("thereupon").search(text, before.end, clause.end) is not None
    return before if points else None


def _denied(text: str, clause: Clause) -> bool:
    """«No vessel shall …», «shall be prohibited», «shall have no …», «is forbidden»."""
    start, end = clause.binding.start, clause.binding.end
    return bool(
        cue("nobody").search(text, clause.subject.start, start)
        or cue("nothing").match(text, end, clause.end)
        or cue("forbidden").match(text, start)
    )


def _owed_by(text: str, clause: Clause, parties: Parties) -> tuple[Bearer, str]:
    """Who owes the duty, and the words for it: the subject, or the doer where that is a thing or suffers."""
    bearer, words = clause.subject.bearer, text[clause.subject.start : clause.subject.end]
    rest = text[clause.binding.end : clause.end]
    suffers = clause.binding.passive or cue("passive").match(rest) is not None
    if bearer is not None and (bearer.codes or not suffers):
        return bearer, words
    done = _done_by(text, clause, parties) if suffers else None
    return done or (Bearer(parties.codes, inferred="no doer named: all parties"), words)


def _done_by(text: str, clause: Clause, parties: Parties) -> tuple[Bearer, str] | None:
    """The doers behind «by», and the words for the first of them."""
    agents = list(_AGENT.finditer(text, clause.binding.end, clause.end))
    doers = [bearer_of(text, agent.start("who"), agent.end("who"), parties) for agent in agents]
    owed = [doer for doer in doers if doer is not None]
    if owed:
        codes = dict.fromkeys(code for doer in owed for code in doer.codes)
        return replace(owed[0], codes=tuple(codes)), agents[0].group("who")
    if agents and cue("institution").search(agents[0].group("who")):
        return Bearer(()), agents[0].group("who")
    return None
