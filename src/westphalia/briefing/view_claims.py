"""Claims with what the record says about each, as rows ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from westphalia.briefing.speakers import manner, speaker
from westphalia.briefing.tables import Table
from westphalia.briefing.words import DASH, count, days, listed, number, one_line, span
from westphalia.ontology.types import Verdict

if TYPE_CHECKING:
    from westphalia.evidence.finding import Finding

MOST_ROWS = 12
_TESTED = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED)


@dataclass(frozen=True)
class Answered:
    """A verdict as shown: `key` is its CSS class, `mark` a sign beside the words."""

    key: str
    mark: str
    label: str
    n: int = 0


@dataclass(frozen=True)
class ClaimRow:
    """One claim: what is said, by whom, what the record says and why, and what that rests on.

    `speaker` ends in «denies that» where the text says that it is denied.
    """

    number: int
    speaker: str
    voice: str
    text: str
    hedge: str
    kind: str
    sentence: int
    verdict: Answered
    reason: str
    facts: str
    assumptions: tuple[str, ...]
    query: str
    table: Table
    like: int = 0


@dataclass(frozen=True)
class ClaimGroup:
    """Claims that came out alike. `notes` are reasons that several of them share; their own `reason` is then empty.

    A claim whose evidence is that of an earlier one in the group says so by `like`, that one's number.
    """

    title: str
    claims: tuple[ClaimRow, ...]
    notes: tuple[str, ...] = ()


_MARKS = {
    "supported": "✓",
    "contradicted": "✗",
    "mixed": "±",
    "not enough record": "○",
    "not tested yet": "…",
    "not testable": DASH,
}


def note(unit: str) -> str:
    """How to read the verdicts and their n; `unit` says how the record counts events."""
    read = (
        "«Supported» means consistent with the claim under the assumptions printed with it, no more. n counts events "
        "or roll calls; intervals are 95 %."
    )
    return f"{read} {unit}".strip()


def answered(label: str, n: int = 0) -> Answered:
    """How a verdict in words is shown."""
    return Answered(label.replace(" ", "-"), _MARKS.get(label, DASH), label, n)


def tally(findings: Sequence[Finding]) -> tuple[Answered, ...]:
    """How many claims came out how, in the order of the verdicts; those without a claim are left out."""
    found = [answered(label, sum(finding.answer == label for finding in findings)) for label in _MARKS]
    return tuple(entry for entry in found if entry.n)


def claim_groups(findings: Sequence[Finding]) -> tuple[ClaimGroup, ...]:
    """Claims by what came of them: answered, open, not tested, not testable; in the order of the text within each."""
    rows = [(finding.verdict, claim_row(place, finding)) for place, finding in enumerate(findings, start=1)]
    groups = (
        ("Answered by the record", [row for verdict, row in rows if verdict in _TESTED]),
        ("Testable, but not enough record", [row for verdict, row in rows if verdict is Verdict.NOT_ENOUGH_RECORD]),
        ("Not tested yet", [row for verdict, row in rows if verdict is None]),
        ("Not testable", [row for verdict, row in rows if verdict is Verdict.NOT_TESTABLE]),
    )
    return tuple(_group(title, claims) for title, claims in groups if claims)


def _group(title: str, claims: list[ClaimRow]) -> ClaimGroup:
    shared = Counter((claim.kind, claim.reason) for claim in claims if not claim.facts and not claim.query)
    notes: dict[str, list[str]] = {}
    first: dict[tuple[str, str], int] = {}
    rows = []
    for claim in claims:
        key = (claim.reason, claim.facts)
        if shared[claim.kind, claim.reason] > 1:
            kinds = notes.setdefault(claim.reason, [])
            if claim.kind not in kinds:
                kinds.append(claim.kind)
            rows.append(replace(claim, reason="", assumptions=(), table=Table((), ())))
        elif key in first:
            rows.append(
                replace(claim, reason="", facts="", assumptions=(), query="", table=Table((), ()), like=first[key])
            )
        else:
            first[key] = claim.number
            rows.append(claim)
    return ClaimGroup(title, tuple(rows), tuple(f"{listed(kinds)}: {reason}" for reason, kinds in notes.items()))


def claim_row(place: int, finding: Finding) -> ClaimRow:
    """The row of one finding; `place` is its number in the document, from 1."""
    claim = finding.claim
    return ClaimRow(
        number=place,
        speaker=speaker(claim),
        voice=manner(claim),
        text=one_line(claim.text, 400),
        hedge=one_line(claim.hedge or "", 60),
        kind=claim.kind.value,
        sentence=claim.sentence + 1,
        verdict=answered(finding.answer),
        reason=one_line(finding.reason),
        facts=facts(finding),
        assumptions=tuple(one_line(line) for line in finding.assumptions),
        query=finding.query or "",
        table=rows_table(finding.rows),
    )


def facts(finding: Finding) -> str:
    """Window, n, estimate with interval and sources, in one line; empty where nothing was counted."""
    parts = [days(*finding.window) if finding.window else ""]
    if finding.n is not None:
        parts.append(f"n = {count(finding.n)}")
    if finding.estimate is not None:
        interval = span(finding.low, finding.high, 2)
        shown = number(finding.estimate, 2) + (f" ({interval})" if interval else "")
        parts.append(f"{shown} {finding.unit or ''}".strip())
    parts.append(", ".join(finding.sources))
    return " · ".join(filter(None, parts))


def rows_table(rows: Sequence[Mapping[str, Any]], most: int = MOST_ROWS) -> Table:
    """The events or cells behind an answer, the first `most` of them."""
    names: dict[str, None] = {}
    for row in rows:
        names.update(dict.fromkeys(row))
    kept = [name for name in names if any(row.get(name) not in (None, "", []) for row in rows)]
    shown = tuple(tuple(_cell(row.get(name)) for name in kept) for row in rows[:most])
    more = f"{len(rows) - most} more in the JSON." if len(rows) > most else ""
    return Table(tuple(kept), shown, more)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return count(value) if value.is_integer() else number(value, 2)
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return one_line(str(value), 120)
