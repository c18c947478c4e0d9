"""What a treaty text binds its parties to, in words: final clauses as lines, obligations as rows.

Empty for an agreement that a text only speaks of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.briefing.words import listed, many, name_of, one_line
from westphalia.ontology.types import Agreement, Obligation, Strength, Term

MOST_DUTIES = 60
_EVERYONE = re.compile(
    r"(?:(?:both|all|each|every|neither|no|none|they|we)\b(?! other)|(?:the )?(?:[\w-]+ ){0,3}"
    r"(?:parties|states|participants|governments|sides|powers|signatories|members|countries|nations)\b)",
    re.I,
)
_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}


@dataclass(frozen=True)
class DutyRow:
    """One obligation: where it stands, who owes it, how it binds, its words, its kinds and domains, its sentence."""

    article: str
    who: str
    binds: str
    words: str
    kinds: str
    sentence: int


def duty_rows(found: Agreement) -> tuple[DutyRow, ...]:
    """The obligations of an agreement, the first `MOST_DUTIES`."""
    return tuple(_row(found, duty) for duty in found.obligations[:MOST_DUTIES])


def summary(found: Agreement) -> str:
    """How many obligations there are, by strength and by ATOP's kinds; empty where there is none.

    >>> from westphalia.reading import read_text
    >>> said = "Mali and Chad signed a pact. Article 2 of the pact says that neither Party may attack the other."
    >>> summary(read_text(said).agreements[0])
    '1 obligation: 1 shall (1 of them not to do); non-aggression (ATOP).'
    """
    duties = found.obligations
    if not duties:
        return ""
    strengths = [
        f"{n} {strength.value}" for strength in Strength if (n := sum(duty.strength is strength for duty in duties))
    ]
    negated = sum(duty.negated for duty in duties)
    kinds = list(dict.fromkeys(kind for duty in duties for kind in duty.kinds))
    refusals = f" ({negated} of them not to do)" if negated else ""
    named = f"; {', '.join(kinds)} (ATOP)" if kinds else ""
    return f"{many(len(duties), 'obligation')}: {', '.join(strengths)}{refusals}{named}."


def terms_of(found: Agreement) -> tuple[str, ...]:
    """The final clauses and the signing of an agreement, a line for each.

    >>> from datetime import date
    >>> terms_of(Agreement("Pact", ("FRA", "TCD"), (), (), "happened", "Pact", 0, 4, 0, renewal=Term(
    ...     "automatic", "…", 0, 1, 0, period="P5Y", notice="P6M")))
    ('Renewed automatically, 5 years at a time, unless notice is given 6 months before.',)
    """
    lines = [_signed(found)]
    if found.entry_into_force is not None:
        lines.append(_entry(found.entry_into_force) + _where(found, found.entry_into_force))
    if found.duration is not None:
        lines.append(_lasts(found.duration) + _where(found, found.duration))
    if found.renewal is not None:
        lines.append(_renewed(found.renewal) + _where(found, found.renewal))
    if found.withdrawal is not None:
        lines.append(_left(found.withdrawal) + _where(found, found.withdrawal))
    lines.append(f"Depositary: {one_line(found.depositary, 120)}." if found.depositary else "")
    lines.append(f"Authentic in {listed(found.languages)}." if found.languages else "")
    if found.binding is not None:
        lines.append(
            "Says that it is legally binding." if found.binding else "Says that it makes no legal obligations."
        )
    return tuple(line for line in lines if line)


def _row(found: Agreement, duty: Obligation) -> DutyRow:
    article = found.articles[duty.article].label if duty.article is not None else ""
    binds = duty.strength.value + (" not" if duty.negated else "")
    return DutyRow(
        article=one_line(article, 40),
        who=_who(found, duty),
        binds=binds,
        words=one_line(duty.text, 400),
        kinds=", ".join((*duty.kinds, *(domain for domain in duty.domains if domain not in duty.kinds))),
        sentence=duty.sentence + 1,
    )


def _who(found: Agreement, duty: Obligation) -> str:
    if not duty.by:
        return f"{one_line(duty.bearer, 60)} (no party)"
    if len(duty.by) > 1 and set(duty.by) == set(found.parties):
        if duty.inferred and duty.inferred.startswith("no doer"):
            return "all parties (no doer named)"
        return "all parties" if _EVERYONE.match(duty.bearer) else f"each party, as «{one_line(duty.bearer, 60)}»"
    return listed([name_of(code) for code in duty.by])


def _signed(found: Agreement) -> str:
    if not found.signers and not (found.place and found.articles):
        return ""
    where = f" at {one_line(found.place, 60)}" if found.place else ""
    when = f" on {found.day.isoformat()}" if found.day and found.articles else ""
    names = []
    for one in found.signers:
        who = one_line(one.name or one.title or one.text, 80)
        more = [one_line(one.title, 80)] if one.name and one.title else []
        names.append(
            f"{who} ({', '.join([*more, *([name_of(one.code)] if one.code else [])])})" if more or one.code else who
        )
    return f"Signed{where}{when}{' by ' + listed(names) if names else ''}."


def _entry(term: Term) -> str:
    things = {
        "signature": "signature",
        "ratification": "ratification",
        "exchange of ratifications": "the exchange of ratifications",
        "deposit": "the deposit of instruments",
        "notification": "notification",
    }
    if term.kind == "date":
        return f"Enters into force on {term.day.isoformat()}" if term.day else "Enters into force on a day it sets"
    thing = f"the deposit of {term.count} instruments" if term.count else things[term.kind]
    return (
        f"Enters into force {in_words(term.period)} after {thing}" if term.period else f"Enters into force on {thing}"
    )


def _lasts(term: Term) -> str:
    if term.kind == "until" and term.day:
        return f"Lasts until {term.day.isoformat()}"
    return f"Lasts {in_words(term.period)}" if term.period else "Lasts indefinitely"


def _renewed(term: Term) -> str:
    how = "Renewed automatically" if term.kind == "automatic" else "May be renewed by agreement"
    length = f", {in_words(term.period)} at a time" if term.period else ""
    unless = f", unless notice is given {in_words(term.notice)} before" if term.notice else ""
    return how + length + unless


def _left(term: Term) -> str:
    first = f" after {in_words(term.period)}" if term.period else ""
    notice = f" with notice of {in_words(term.notice)}" if term.notice else ""
    if term.kind == "under a condition":
        return f"May be left{first}{notice} under a condition"
    return f"May be left{first}{notice or (' by notice' if term.kind == 'notice' else ' at any time')}"


def _where(found: Agreement, term: Term) -> str:
    label = found.articles[term.article].label.rstrip(".") if term.article is not None else ""
    return f" ({one_line(label, 40)})." if label else "."


def in_words(period: str | None) -> str:
    """An ISO 8601 duration of one unit in words.

    >>> in_words("P30D"), in_words("P1Y")
    ('30 days', '1 year')
    """
    match = re.fullmatch(r"P(\d+)([DWMY])", period or "")
    return many(int(match.group(1)), _UNITS[match.group(2)]) if match else (period or "")
