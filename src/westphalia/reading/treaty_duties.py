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
from westphalia.reading.syntax import Parse
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
from westphalia.reading.treaty_verbs import Told, joined, parsed, told
from westphalia.reading.treaty_words import cue

_RELATIVE = re.compile(
    r"\b(?:which|who|whom|whose|that|as|what|whatever|wherever)\s*$"
    r"|\b(?:which|that(?! other)|as|whom|what|whatever|whoever|where)\s+"
    r"(?:(?:the|each|either|any|both|one|other|of|it|they|he|such|"
    r"a|an|two|their|its|contracting|high|part(?:y|ies)|states?|participants?|governments?|commission|council)\b\s*){1,5}$",
    re.I,
)
_SHOULD_ANY = re.compile(r"[Ss]hould\s+(?:an?|any|the|one|either|it|they|such|[A-Z]\w+|\w+ \w+ (?:of|come|arise))\b")
_RIGHTS = re.compile(r"^\s*(?:have|enjoy)\b[^.;]*\b(?:rights?|privileges?|freedoms?)\W*\Z", re.I)
_NEVER = re.compile(
    r"[\s,;:]*(?:and |but )?(?:in no (?:case|event|circumstances?|way)|under no circumstances|at no time|nor)\s+$", re.I
)
_BEHIND = re.compile(
    r"(?:the |either |any |each )?(?:[A-Z][\w’'-]*|two|other|contracting|high)(?: [A-Z][\w’'-]*){0,3}|they\b|it\b"
)
_THAT_PARTY = re.compile(r"\s*that (?:state|party|side|government|other)\s*", re.I)
_JOINED = re.compile(r"(?:[,;:]|\b(?:and|or|but|nor))\s*(?:also|then|hereby|further|subsequently)?\s*$", re.I)
_FORCE = re.compile(r"[^,;.]{0,40}\b(?:force|war|recourse|resort|use|violence|aggression)\b", re.I)
_NO = re.compile(r"\b(?:no(?! later| more| less)|none of|neither|nor|nobody)\b(?:\s+[\w’'-]+){0,5}\s*\Z", re.I)
_NONE = re.compile(
    r"\s+(?:be (?:prohibited|forbidden|banned)\b|(?:(?!that)\w+ ){1,2}no (?!later|more|less|fewer|longer)\w)", re.I
)
_BANNED = re.compile(r"\b(?:is|are|remains?)(?: \w+ly)? (?:prohibited|forbidden|banned)\b", re.I)
_THEREUPON = re.compile(
    r"\bin (?:such|that|this) (?:an? )?(?:event|case)\b"
    r"|\bsuch (?:an? )?(?:attack|aggression|meeting|situation|request)\b",
    re.I,
)
_TELLING = re.compile(
    r"\b(?:within the space of|exchanges? (?:of )?(?:\w+ )?information|information (?:on|about|which|that))\b",
    re.I,
)
_AGENT = re.compile(
    r"\bby (?P<who>(?:the |each |both |either |any )?(?:(?:two|high|contracting|other|competent) )*"
    r"[A-Z][\w’'-]*(?: (?:of |the |for |and )*[A-Z][\w’'-]*)*|the (?:two |other )?(?:parties|party|sides|governments))"
)
_ASIDE = re.compile(
    r",\s+(?:(?P<else>(?:in|to|by|for|of|from|under|with|on|at|failing) which"
    r"|whose (?:\w+ ){1,3}?(?=they\b|it\b|the\b))\s*[^,;:]*|(?P<who>which|who)\s*)\Z"
)
_LOOSE_END = re.compile(
    r"(?:[\s,;:.*_\"”»]|,\s(?:(?:in|to|by|for|of|from|under|with|on|at|failing) )?which\s*$|,\swhose \w+\s*$"
    r"|\b(?:and|or|but|nor|while|whereas|consequently|accordingly)\s*$)+$"
)


@dataclass(frozen=True, slots=True)
class _Modal:
    """The words that bind, with what they say; of a verb in the plain present also its subject, and if that suffers."""

    start: int
    end: int
    strength: Strength
    negated: bool
    subject: Span | None = None
    passive: bool = False


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
    stem = _stem(text, provision.lead, parties) if provision.lead is not None and lead is None else None
    found: list[Obligation] = []
    last: Subject | None = None
    body: Subject | None = None
    before: Span | None = None
    for piece in split(text[provision.start : provision.end]):
        start, end = provision.start + piece.start, provision.start + piece.end
        own = _in_sentence(text, start, end, parties, stem)
        if not own and lead is not None and not cue("binds").search(text, start, end):
            own = _under(text, start, end, lead)
        for draft in own:
            referred = _referred(text, draft, last, body)
            last, body = referred.subject, None
            if not referred.subject.instrument:
                found.append(_obligation(document, referred, parties, article, before))
        body = _set_up(text, start, end) or (None if own else _about(text, start, end)) or body
        before = Span(start, end)
    return tuple(found)


def _in_sentence(text: str, start: int, end: int, parties: Parties, stem: Subject | None) -> list[_Draft]:
    if cue("not a duty").search(text, start, end) and not kinds_of(text[start:end], False):
        return []
    drafts: list[_Draft] = []
    at, previous = start, None
    parse = parsed(text, start, end)
    for modal in sorted([*_modals(text, start, end), *_told(text, parse)], key=lambda modal: modal.start):
        if modal.start < at and modal.subject is not None:
            continue  # «has the duty to furnish»: found as words that bind
        subject = stem if stem is not None and not text[start : modal.start].strip() else None
        verbs = [verb for verb in parse.verbs if verb.mood == "fin" and parse.tokens[verb.last].end <= modal.start]
        told = bool(verbs) or not opens_condition(text, at, modal.start)
        subject = subject or _subject_of(text, at, modal, start, previous, parties, told)
        subject = subject or _beside(text, parse, at, modal, parties)
        if subject is None:
            continue
        if subject.start >= modal.end:  # «In no case shall the Parties …»
            modal, begin = (
                replace(modal, negated=True),
                at + len(text[at : modal.start]) - len(text[at : modal.start].lstrip()),
            )
        else:
            own = subject.start >= at and subject is not previous and subject is not stem
            begin = subject.start if own else modal.start
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
        found.extend(_joined(text, parse, replace(draft, condition=after)))
    whole = [draft for draft in found if draft.end > draft.modal.end or draft.modal.passive]
    return [draft for draft in whole if not draft.subject.instrument]


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


def _about(text: str, start: int, end: int) -> Subject | None:
    """The body or the treaty that a sentence without a duty is about: «The Council shall consist of ministers»."""
    if cue("instrument subject").match(text[start:end].lower()):
        return Subject(start, end, Bearer(()), instrument=True)
    named = cue("institution").search(text, start, end)
    opens = named is not None and re.fullmatch(r"(?:the|an?) (?:[\w-]+ ){0,4}", text[start : named.start()], re.I)
    return Subject(named.start(), named.end(), Bearer(())) if named is not None and opens else None


def _referred(text: str, draft: _Draft, last: Subject | None, body: Subject | None) -> _Draft:
    """«It shall …» behind a sentence on a body or on one party is about the same."""
    words = text[draft.subject.start : draft.subject.end]
    it = re.match(r"(?:it|they|he|she)\b", words, re.I)
    own = re.match(r"(?:its|his|her)\b", words, re.I)
    if it is not None and it.group().lower() == "it" and body is not None:
        last = body
    if (it is None and own is None) or last is None or last.bearer is None:
        return draft
    if own is not None and (len(last.bearer.codes) != 1 or draft.subject.bearer is None):
        return draft
    return replace(draft, subject=replace(draft.subject, bearer=last.bearer, instrument=last.instrument))


def _modals(text: str, start: int, end: int) -> list[_Modal]:
    """The words that bind between two offsets, in order."""
    found = []
    for match in _modal_pattern().finditer(text, start, end):
        strength, negated = _strengths()[int((match.lastgroup or "m0")[1:])]
        words = match.group().lower()
        if strength == "base":
            strength = "will" if words.startswith("will") else "shall"
        refrains = cue("refrain").match(text[match.end() : end]) is not None
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
    text: str, at: int, modal: _Modal, start: int, previous: Subject | None, parties: Parties, told: bool
) -> Subject | None:
    """The subject of the binding words; None where they bind nobody: in a relative clause, a condition, an aside.

    Where the sentence has `told` before them what it is about («For other vehicles the ferry may …»), they bind
    somebody, even if nobody knows whom.
    """
    region = text[at : modal.start]
    if modal.subject is not None:
        return _of_present(text, modal, parties)
    if text[modal.start : modal.end].lower() == "should" and opens_condition(text, at, modal.start):
        return None  # «If a Party should be attacked»
    if _SHOULD_ANY.match(text, modal.start) and (modal.start == start or re.search(r"[,;:]\s*(?:and |but )?$", region)):
        return None
    if previous is not None and not re.search(r"[,;:–—]|\b(?:and|or|but|nor|while|whereas)\b", region):
        return None
    segment = re.split(r"[,;:]", region)[-1]
    stated = re.search(r"\b(?:agreed?s?|declares?|understood|ensure|undertakes?|guarantees?|promises?) that\b", segment)
    if _RELATIVE.search(segment) and not stated and not _THAT_PARTY.fullmatch(segment):
        return None
    found = _inverted(text, at, modal, parties) or subject_before(text, at, modal.start, parties)
    if found is not None:
        return found
    if previous is not None:
        return previous if _JOINED.search(region) else _impersonal_after(text, at, modal, region)
    found = None if opens_condition(text, at, modal.start) else impersonal_before(text, at, modal.start)
    return found or (Subject(at, modal.start, None) if told and at == start else None)


def _of_present(text: str, modal: _Modal, parties: Parties) -> Subject | None:
    """The subject of a verb in the plain present: a party or a body, and of a passive also what is settled."""
    if modal.subject is None:
        return None
    found = subject_before(text, modal.subject.start, modal.subject.end, parties)
    if found is not None and found.instrument:
        return None
    return found or (impersonal_before(text, modal.subject.start, modal.subject.end) if modal.passive else None)


def _beside(text: str, parse: Parse, at: int, modal: _Modal, parties: Parties) -> Subject | None:
    """«…, which shall meet yearly», «…, in which Peru may take part»: a duty told beside another."""
    aside = _ASIDE.search(text, at, modal.start)
    if aside is None:
        return None
    if aside.group("else"):
        return subject_before(text, aside.end("else"), modal.start, parties)
    verb = next((verb for verb in parse.verbs if parse.tokens[verb.main].start >= modal.start), None)
    if verb is None or not verb.subject or parse.tokens[verb.subject[0].first].start > aside.start():
        return None
    start = parse.tokens[verb.subject[0].first].start
    found = subject_before(text, start, aside.start(), parties)
    if found is not None and found.instrument:
        return None
    return Subject(aside.start("who"), modal.start, found.bearer if found else None)


def _inverted(text: str, at: int, modal: _Modal, parties: Parties) -> Subject | None:
    """The subject behind the verb: «In no case will the Parties resort to force», «It is the duty of Peru to pay»."""
    if text[modal.start : modal.end].lower().endswith(" of"):
        owing = re.compile(r"\s+(?P<who>[^,;.]{3,60}?) to\b").match(text, modal.end)
        found = bearer_of(text, owing.start("who"), owing.end("who"), parties) if owing else None
        return Subject(modal.start, owing.end("who"), found) if owing and found else None
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


def _told(text: str, parse: Parse) -> list[_Modal]:
    """The verbs in the plain present, which bind as «shall» does where somebody can be bound."""
    return [
        _Modal(verb.start, verb.end, Strength.SHALL, verb.negated or _forgoes(text, verb), verb.subject, verb.passive)
        for verb in told(parse)
        if not text[verb.end :].startswith(" that ")
    ]


def _forgoes(text: str, verb: Told) -> bool:
    """«renounce war», but not «renounces all right to the island»."""
    return text[verb.start : verb.end].lower().startswith("renounce") and _FORCE.match(text, verb.end) is not None


def _joined(text: str, parse: Parse, draft: _Draft) -> list[_Draft]:
    """«Undertakes to X and not to Y», «shall X and Y» is two duties."""
    pieces = [draft]
    to_do = text[draft.modal.start : draft.modal.end].lower().endswith(" to")
    for start, to, denied in joined(parse, draft.modal.end, draft.end, to_do):
        condition = draft.condition
        if condition is not None and condition.start <= start < condition.end:
            comma = text.rfind(",", condition.start, start)
            if comma < 0:
                continue
            condition = Span(condition.start, comma)  # «or, failing such housing, pay an allowance»
            pieces[-1] = replace(pieces[-1], condition=None)
        aside = re.search(r"\b(?:and|or),[^,]*,\s*$", text[draft.start : start])  # «and, in case of doubt, to require»
        purpose = to and text[:start].rstrip().endswith(",") and not aside
        if purpose and " and to " not in text[start : draft.end]:
            continue  # «all steps, to repel the aggression» is a purpose
        refrains = cue("refrain").match(" " + text[start : draft.end].removeprefix("to ")) is not None
        negated = denied or refrains if to else draft.modal.negated or refrains
        modal = replace(draft.modal, start=start, end=start + len(text[start : draft.end].split()[0]), negated=negated)
        pieces[-1] = replace(pieces[-1], end=_tight(text, pieces[-1].start, start))
        lead = text[condition.start : condition.end] if condition else ""
        pieces.append(_Draft(start, draft.end, modal, draft.subject, condition, lead))
    return pieces


def _lead(text: str, lead: Span, parties: Parties) -> _Draft | None:
    """The opening of a list, as the duty that its items complete."""
    modals = _modals(text, lead.start, lead.end) or _told(text, parsed(text, lead.start, lead.end))
    if not modals:
        return None
    subject = subject_before(text, lead.start, modals[-1].start, parties)
    subject = subject or impersonal_before(text, lead.start, modals[-1].start)
    if subject is None or subject.instrument or cue("not a duty").search(text, lead.start, lead.end):
        return None
    before = leading_condition(text, lead.start, subject.start)
    modal = modals[-1]
    if _RIGHTS.search(text, modal.end, lead.end) and modal.strength is Strength.SHALL:
        modal = replace(modal, strength=Strength.MAY)  # «shall enjoy the right: (a) to fly over it»
    draft = _Draft(lead.start, lead.end, modal, subject, before, text[lead.start : lead.end])
    return None if _frees(text, draft) else draft


def _stem(text: str, lead: Span, parties: Parties) -> Subject | None:
    """The subject that opens a list of duties each with its own «shall»: «The Council:»."""
    words = text[lead.start : lead.end].rstrip(" :—–")
    found = subject_before(text, lead.start, lead.start + len(words), parties)
    return found if found is not None and found.start == lead.start and not found.instrument else None


def _under(text: str, start: int, end: int, lead: _Draft) -> list[_Draft]:
    """A list item takes subject, strength and condition from the opening of its list."""
    refrains = (
        cue("refrain").match(" " + text[start:end]) is not None or re.match(r"not\b", text[start:end]) is not None
    )
    cut = _tight(text, start, end)
    if not any(word.isalpha() and len(word) > 3 for word in text[start:cut].split()):
        return []
    modal = replace(lead.modal, negated=lead.modal.negated or refrains)
    condition = lead.condition or trailing_condition(text, start, cut)
    return [_Draft(start, cut, modal, lead.subject, condition, lead.lead)]


def _obligation(
    document: Document, draft: _Draft, parties: Parties, article: int | None, before: Span | None
) -> Obligation:
    text, subject = document.text, draft.subject
    bearer, words = subject.bearer, text[subject.start : subject.end]
    suffers = draft.modal.passive or cue("passive").match(text[draft.modal.end : draft.end])
    if bearer is None or (not bearer.codes and suffers):
        bearer, words = _of_verb(text, draft, parties, words)
    none = _NO.search(text, subject.start, draft.modal.start) or _NONE.match(text, draft.modal.end, draft.end)
    none = none or _BANNED.match(text, draft.modal.start)
    negated = draft.modal.negated or bearer.negated or none is not None
    clause = f"{draft.lead} {text[draft.start : draft.end]}".strip()
    if _THEREUPON.search(clause):
        clause = f"{text[before.start : before.end] if before else ''} {clause}"
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
    suffers = draft.modal.passive or cue("passive").match(rest)
    agents = list(_AGENT.finditer(text, draft.modal.end, draft.end)) if suffers else []
    doers = [bearer_of(text, agent.start("who"), agent.end("who"), parties) for agent in agents]
    owed = [doer for doer in doers if doer is not None]
    if owed:
        codes = dict.fromkeys(code for doer in owed for code in doer.codes)
        return replace(owed[0], codes=tuple(codes)), agents[0].group("who")
    if agents and cue("institution").search(agents[0].group("who")):
        return Bearer(()), agents[0].group("who")
    return Bearer(parties.codes, inferred="no doer named: all parties"), subject
