"""The final clauses of a treaty text: entry into force, duration, renewal, withdrawal, depositary, legal force."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from westphalia.ontology.types import Document, Span, Term
from westphalia.reading.sentences import split
from westphalia.reading.treaty.layout import Provision
from westphalia.reading.treaty.numbers import day_in, length, nth_day, ordinal
from westphalia.reading.treaty.words import cue

_ENTRY_KINDS = (
    (
        "exchange of ratifications",
        r"exchange (?:of (?:the |their )?(?:instruments?|ratifications?)|thereof)|the exchange\b(?! of)",
    ),
    ("deposit", r"deposit|instruments? of (?:ratification|accession|acceptance|approval)"),
    (
        "notification",
        r"notif|exchange of (?:the |their )?(?:notes|letters)|(?:notes|letters)\b[^.;]{0,40} exchanged"
        r"|inform(?:ed)? each other|completion of|reply|receipt of",
    ),
    ("ratification", r"ratif|approv|accept|constitutional"),
    ("date", r"\bon (?:the )?\d"),
    ("signature", r"sign(?:ature|ed|ing)"),
)
_COUNT = re.compile(
    r"\b(?:when|after|once) (?P<of>\w+) of them\b|"
    r"\bthe (?P<nth>[a-z-]+|\d{1,3}(?:st|nd|rd|th)) (?:instrument|ratification|State|signatory)"
    r"|\b(?P<n>\w+) (?:instruments|ratifications|(?:\w+ )?(?:States|Parties) have)"
)
_AFTER = re.compile(
    r"\b(?:(?:after|following|upon|on) (?:the )?expir(?:y|ation) of|after|following|at the end of|expir(?:y|ation) of)"
    r"\s(?:(?:the|an?) (?:(?:first|initial) )?period of |the (?:first|initial) )?",
    re.I,
)
_WITH_NOTICE = re.compile(
    r"[’']?s?\W*(?:\w+\W+){0,3}?(?:notice|notification|warning|before|prior|in advance|after|from|following|earlier)",
    re.I,
)
_BEFORE = re.compile(r"[’']?s?\W*(?:\w+\W+){0,3}?(?:notice|notification|warning|before|prior|in advance|earlier)", re.I)
_SINCE = re.compile(r"\s*(?:from|have|has|after|of|following)\b.{0,60}\b(?:force|effect|sign\w*|date)\b", re.I | re.S)
_OF_NOTICE = re.compile(r"\bnotice (?:period )?of (?:at least |not less than )?$", re.I)
_WITHDRAWS = re.compile(
    r"withdraw(?:s|al|ing)?\b(?=\W*(?:$|[.,;:)]"
    r"|(?:from|at|by|on|upon|after|with|this|it|in|if|when|only|is|shall|will|may|takes?|becomes?)\b"
    r"|the (?:present|said|treaty|agreement|convention|protocol)|its (?:membership|participation)))",
    re.I,
)
_TILL_ENDED = re.compile(r"\buntil (?:it is )?(?:terminated|denounced|ended|cancell?ed)\b", re.I)
_CEASES = re.compile(
    r"\bceases? to (?:be in force|have effect|apply|be valid)\b[^.;]*\bafter\b[^.;]*\b(?:notice|notif)", re.I
)
_COMPLETION = re.compile(
    r"\bnotify\b[^.;]*\b(?:requirements|procedures|formalities)\b[^.;]*\b(?:entry|coming|enter) into force\b", re.I
)
_NOTICE = re.compile(
    r"\b(?:notice|notif|inform|written communication|denunciation|receipt|before|prior|in advance|earlier)", re.I
)


@dataclass(slots=True)
class Terms:
    """What the final clauses say; None where they are silent. `spans` are the sentences they stand in."""

    entry_into_force: Term | None = None
    duration: Term | None = None
    renewal: Term | None = None
    withdrawal: Term | None = None
    depositary: str | None = None
    binding: bool | None = None
    spans: tuple[Span, ...] = ()


def terms(document: Document, provisions: Iterable[tuple[Provision, int | None]]) -> Terms:
    """The final clauses among these provisions (each with the index of its article), the first of each kind."""
    found = Terms()
    spans: list[Span] = []
    for provision, article in provisions:
        for piece in split(document.text[provision.start : provision.end]):
            clause = _Clause(document, provision.start + piece.start, provision.start + piece.end, article)
            if _take(clause, found):
                spans.append(Span(clause.start, clause.end))
    found.spans = tuple(spans)
    return found


@dataclass(frozen=True, slots=True)
class _Clause:
    """One sentence of a provision."""

    document: Document
    start: int
    end: int
    article: int | None

    @property
    def words(self) -> str:
        return self.document.text[self.start : self.end]

    def length(self, at: int = 0) -> tuple[str, int, int] | None:
        """The first length of time from `at` on, with its offsets in the clause."""
        return length(self.words, at)

    def term(
        self,
        kind: str,
        *,
        period: str | None = None,
        notice: str | None = None,
        count: int | None = None,
        day: date | None = None,
    ) -> Term:
        sentence = max(0, bisect_right(self.document.sentences, self.start, key=lambda span: span.start) - 1)
        return Term(kind, self.words, self.start, self.end, sentence, period, notice, count, day, self.article)


def _take(clause: _Clause, found: Terms) -> bool:
    """Take what one sentence says; True where it is a final clause."""
    words = clause.words
    if found.binding is None and cue("no legal force").search(words):
        found.binding = False
    elif found.binding is None and cue("legal force").search(words):
        found.binding = True
    keepers = (cue(name).search(words) for name in ("deposited", "depositary", "kept by"))
    keeper = next((keeper for keeper in keepers if keeper is not None), None)
    if keeper and found.depositary is None:
        found.depositary = " ".join(keeper.group("who").split())
    taken = keeper is not None
    if found.entry_into_force is None and _enters(words):
        found.entry_into_force = _entry(clause)
        taken = True
    taken = taken or _COMPLETION.search(words) is not None
    ceases = re.search(r"\bceases? to\b", words) is not None
    if found.duration is None and not ceases and cue("duration").search(words) and _of_itself(words):
        found.duration = _duration(clause)
        taken = taken or found.duration is not None
    if found.renewal is None and cue("renewal").search(words):
        found.renewal = _renewal(clause, found.duration)
        taken = taken or found.renewal is not None
    if found.withdrawal is None and _leaves(words):
        found.withdrawal = _withdrawal(clause)
        taken = True
    elif found.withdrawal is None and _CEASES.search(words):
        found.withdrawal = clause.term("notice", notice=clause.length()[0] if clause.length() else None)  # type: ignore[index]
        taken = True
    elif found.withdrawal is None and found.duration is not None and _TILL_ENDED.search(words):
        found.withdrawal = _withdrawal(clause)
    elif found.withdrawal is not None and found.withdrawal.notice is None and cue("takes effect").search(words):
        later = clause.length()
        kind = "notice" if later else found.withdrawal.kind
        found.withdrawal = replace(found.withdrawal, kind=kind, notice=later[0] if later else None)
        taken = taken or later is not None
    return taken


def _of_itself(words: str) -> bool:
    """Is a length of time the treaty's own («It shall remain in force for …»), and not that of a sentence in prison?"""
    before = words[: cue("duration").search(words).end()]  # type: ignore[union-attr]
    return bool(cue("entry subject").search(before))


def _enters(words: str) -> bool:
    """Is the treaty itself said to enter into force (and not something «after its entry into force»)?"""
    entry = cue("entry").search(words)
    if entry is None:
        return False
    before = words[: entry.start()]
    aside = re.search(r"\b(?:after|since|from|of|upon|on|before|until) (?:the|its|such|their) $", before)
    past = re.search(r"\b(?:has|have|had) $", before)  # «After this Agreement has come into force, …»
    itself = bool(cue("entry subject").search(before)) and not cue("withdrawal").search(before)
    return itself and aside is None and past is None


def _entry(clause: _Clause) -> Term:
    words = clause.words
    at = cue("entry").search(words)
    after = words[at.end() :] if at else words
    kind = next((kind for kind, pattern in _ENTRY_KINDS if re.search(pattern, after, re.I)), None)
    kind = kind or next((kind for kind, pattern in _ENTRY_KINDS if re.search(pattern, words, re.I)), "date")
    lasts = re.search(r"\b(?:remains?|continues?|until|unless)\b", after)
    day = day_in(words, 0, len(words) - len(after) + lasts.start() if lasts else len(words))
    if day is not None and kind == "signature":
        kind = "date"
    delay = clause.length() or nth_day(words)
    late = delay is not None and re.match(r"\s*(?:after|following|from|later)", words[delay[2] :]) is not None
    counted = _COUNT.search(words)
    count = ordinal(counted.group("nth") or counted.group("n") or counted.group("of")) if counted else None
    return clause.term(
        kind,
        period=delay[0] if delay and late else None,
        count=count if kind in ("deposit", "ratification", "notification") and (count or 0) > 1 else None,
        day=day[0] if day else None,
    )


def _duration(clause: _Clause) -> Term | None:
    words = clause.words
    at = cue("duration").search(words)
    period = clause.length(at.start() if at else 0)
    more = re.compile(r"\b(?:renew|extend|prolong|successive|further|unless|notice)").search(
        words, at.end() if at else 0
    )
    if _TILL_ENDED.search(words):
        return clause.term("indefinite")
    until = re.search(r"\b(?:until|(?:for )?as long as)\b", words)
    day = day_in(words, until.end(), len(words)) if until else None
    if period is not None and (more is None or period[1] < more.start()):
        return clause.term("fixed", period=period[0])
    if day is not None:
        return clause.term("until", day=day[0])
    if cue("indefinite").search(words):
        return clause.term("indefinite")
    return clause.term("until") if until and at and until.start() >= at.end() else None


def _renewal(clause: _Clause, lasts: Term | None) -> Term | None:
    words = clause.words
    at = cue("renewal").search(words)
    if at is None:
        return None
    unless = re.compile(r"\b(?:unless|if neither|notice|notif)").search(words, at.start())
    if cue("automatic").search(words):
        kind = "automatic"
    elif cue("by agreement").search(words):
        kind = "by agreement"
    else:
        return None
    period: tuple[str, int, int] | None = clause.length(at.start())
    again = re.search(r"\b(?:like|same|equal|similar|further equal) (?:period|term)", words)
    if re.search(r"\b(?:from )?year to year\b", words):
        period = ("P1Y", at.start(), at.end())
    elif again and lasts is not None and lasts.period:
        period = (lasts.period, again.start(), again.end())
    notice = _notice(clause, unless.start() if unless else at.end(), strict=True)
    if period is not None and notice is not None and period[1] == notice[1]:
        period = None
    return clause.term(kind, period=period[0] if period else None, notice=notice[0] if notice else None)


def _leaves(words: str) -> bool:
    """Does the sentence say how a party leaves (and not how troops or reservations are withdrawn)?"""
    leaves = cue("withdrawal").search(words)
    if leaves is None or (
        leaves.group().lower().startswith("withdraw") and not _WITHDRAWS.match(words, leaves.start())
    ):
        return False
    purpose = re.search(
        r"\b(?:measures?|steps?|action|intended|designed|necessary)\b[^,;.]{0,30}\bto (?:terminat|withdraw)", words
    )
    return purpose is None and bool(
        cue("withdrawal object").search(words)
        and not cue("not withdrawal").search(words)
        and re.search(r"\b(?:may|can|shall|will|right|notice|notif|inform)", words)
        and not re.search(r"\b(?:unless|until|if neither|if no)\b[^.;]*\b(?:terminat|denounc|withdraw)", words)
        and not re.search(r"^(?:the )?(?:termination|expiry|denunciation|withdrawal)\b.*\bnot affect\b", words, re.I)
    )


def _withdrawal(clause: _Clause) -> Term:
    after = _AFTER.search(clause.words)
    first = clause.length(after.end()) if after else None
    if (
        first is not None
        and after is not None
        and (
            first[1] - after.end() > 4
            or not (_SINCE.match(clause.words, first[2]) or _notice(clause, first[2], strict=True))
        )
    ):
        first = None
    notice = _notice(clause, first[2] if first else 0)
    if first is not None:
        return clause.term("notice", period=first[0], notice=notice[0] if notice else None)
    if notice is None and _NOTICE.search(clause.words):
        notice = clause.length()
        kind = "at any time" if notice is None and "at any time" in clause.words else "notice"
        return clause.term(kind, notice=notice[0] if notice else None)
    conditional = re.match(r"(?:if|should|in the event|in case|where|when)\b", clause.words, re.I) is not None
    kind = "notice" if notice else "under a condition" if conditional else "at any time"
    return clause.term(kind, notice=notice[0] if notice else None)


def _notice(clause: _Clause, at: int, strict: bool = False) -> tuple[str, int, int] | None:
    """A length of time that stands with notice: «six months' notice», «one year before», not `strict` also «after»."""
    words = clause.words
    while (found := clause.length(at)) is not None:
        if (_BEFORE if strict else _WITH_NOTICE).match(words, found[2]) or _OF_NOTICE.search(words[: found[1]]):
            return found
        at = found[2]
    return None
