"""Claims with what the record says about each, as rows ready to be shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from westphalia.briefing.speakers import manner, speaker
from westphalia.briefing.statements import Statement, pairs_tested
from westphalia.briefing.tables import Table
from westphalia.briefing.words import DASH, count, days, listed, many, number, one_line, span
from westphalia.ontology.types import Verdict

if TYPE_CHECKING:
    from westphalia.evidence.finding import Finding

MOST_ROWS = 12
_GROUPS: Mapping[str, tuple[Verdict | None, ...]] = {
    "Answered by the record": (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED),
    "Testable, but not enough record": (Verdict.NOT_ENOUGH_RECORD,),
    "Not tested yet": (None,),
    "Not testable": (Verdict.NOT_TESTABLE,),
}


@dataclass(frozen=True)
class Answered:
    """A verdict as shown: `key` is its CSS class, `mark` a sign beside the words."""

    key: str
    mark: str
    label: str
    n: int = 0


@dataclass(frozen=True)
class Tested:
    """One test of a claim: its verdict and why, and what that rests on.

    `about` is the pair tested, empty where the claim has one test only. Evidence that is that of an earlier claim in
    its group is not repeated: `like` is that claim's number. A `reason` that several share stands above the group.
    """

    about: str
    verdict: Answered
    reason: str
    facts: str
    assumptions: tuple[str, ...]
    query: str
    table: Table
    like: int = 0

    @property
    def why(self) -> str:
        """The reason, or the claim that has the same; empty where it stands above the group."""
        return f"As for claim {self.like}." if self.like else self.reason


@dataclass(frozen=True)
class ClaimRow:
    """One claim: what is said and by whom, and its tests, one for each pair that it speaks of.

    `speaker` ends in «denies that» where the text says that it is denied.
    """

    number: int
    speaker: str
    voice: str
    text: str
    hedge: str
    kind: str
    sentence: int
    tests: tuple[Tested, ...]

    @property
    def verdicts(self) -> tuple[Answered, ...]:
        """Its verdicts, each once."""
        return tuple(dict.fromkeys(test.verdict for test in self.tests))


@dataclass(frozen=True)
class ClaimGroup:
    """Claims that came out alike. `notes` are reasons that several of them share."""

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


def note(said: Sequence[Statement], unit: str) -> str:
    """How to read the verdicts and their n; `unit` says how the record counts events."""
    read = (
        "«Supported» means consistent with the claim under the assumptions printed with it, no more. n counts events "
        "or roll calls; intervals are 95 %."
    )
    return " ".join(filter(None, [read, unit, split_note(said)]))


def answered(label: str, n: int = 0) -> Answered:
    """How a verdict in words is shown."""
    return Answered(label.replace(" ", "-"), _MARKS.get(label, DASH), label, n)


def tally(said: Sequence[Statement]) -> tuple[Answered, ...]:
    """How many claims came out how, each counted once, in the order of the verdicts; none that no claim has."""
    counts = Counter(one.answer for one in said)
    found = [answered(label, counts[label]) for label in _MARKS]
    return tuple(entry for entry in found if entry.n)


def split_note(said: Sequence[Statement]) -> str:
    """How claims with more than one verdict are counted; empty where none has."""
    split = sum(len(one.answers) > 1 for one in said)
    if not split:
        return ""
    return (
        f"{many(split, 'claim')} came out differently for different pairs and {'is' if split == 1 else 'are'} counted "
        "by what the record could answer: as mixed where it supports one pair and contradicts another."
    )


def claim_groups(said: Sequence[Statement]) -> tuple[ClaimGroup, ...]:
    """Claims by what came of them: answered, open, not tested, not testable; in the order of the text within each."""
    rows: dict[str, list[ClaimRow]] = {title: [] for title in _GROUPS}
    for one in said:
        title = next(name for name, held in _GROUPS.items() if one.verdict in held)
        rows[title].append(claim_row(one))
    return tuple(_group(title, claims) for title, claims in rows.items() if claims)


def _group(title: str, claims: list[ClaimRow]) -> ClaimGroup:
    shared = Counter(_shared(claim, test) for claim in claims for test in claim.tests)
    notes: dict[str, list[str]] = {}
    first: dict[tuple[str, str], int] = {}

    def once(claim: ClaimRow, test: Tested) -> Tested:
        if (key := _shared(claim, test)) and shared[key] > 1:
            kinds = notes.setdefault(test.reason, [])
            if claim.kind not in kinds:
                kinds.append(claim.kind)
            return replace(test, reason="", assumptions=(), table=Table((), ()))
        if (known := first.setdefault((test.reason, test.facts), claim.number)) != claim.number:
            return replace(test, reason="", facts="", assumptions=(), query="", table=Table((), ()), like=known)
        return test

    rows = tuple(replace(claim, tests=tuple(once(claim, test) for test in claim.tests)) for claim in claims)
    return ClaimGroup(title, rows, tuple(f"{listed(kinds)}: {reason}" for reason, kinds in notes.items()))


def _shared(claim: ClaimRow, test: Tested) -> tuple[str, str] | None:
    """What a reason without numbers of its own is known by."""
    return None if test.facts or test.query else (claim.kind, test.reason)


def claim_row(said: Statement) -> ClaimRow:
    """The row of one statement, with the tests that say the same joined."""
    claim = said.claim
    same: dict[tuple[str, str, str], tuple[Finding, list[str]]] = {}
    for finding, about in zip(said.findings, pairs_tested([finding.claim for finding in said.findings]), strict=True):
        key = (finding.answer, finding.reason, facts(finding))
        same.setdefault(key, (finding, []))[1].append(about)
    return ClaimRow(
        number=said.number,
        speaker=speaker(claim),
        voice=manner(claim),
        text=one_line(claim.text, 400),
        hedge=one_line(claim.hedge or "", 60),
        kind=listed(list(dict.fromkeys(finding.claim.kind.value for finding in said.findings))),
        sentence=claim.sentence + 1,
        tests=tuple(
            _tested(finding, listed(abouts) if len(said.findings) > 1 else "") for finding, abouts in same.values()
        ),
    )


def _tested(finding: Finding, about: str) -> Tested:
    return Tested(
        about=about,
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
