"""What is said once is shown and counted once: claims of one text and speaker that differ in what was tested.

«The United States, the European Union and the United Kingdom imposed sanctions on Russia» is one statement, and three
tests of the record: one for each pair.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from westphalia.briefing.words import DASH, name_of
from westphalia.ontology.actions import action
from westphalia.ontology.types import Claim, Verdict

if TYPE_CHECKING:
    from westphalia.evidence.finding import Finding

_TOLD = (Verdict.SUPPORTED, Verdict.CONTRADICTED, Verdict.MIXED)
_UNTOLD = (Verdict.NOT_ENOUGH_RECORD, None, Verdict.NOT_TESTABLE)


@dataclass(frozen=True)
class Statement:
    """One thing said: its number in the text from 1, and the findings of its tests (at least one)."""

    number: int
    findings: tuple[Finding, ...]

    @property
    def claim(self) -> Claim:
        """The first of its claims; all have the same text and speaker."""
        return self.findings[0].claim

    @cached_property
    def answers(self) -> tuple[str, ...]:
        """Its verdicts in words, each once."""
        return tuple(dict.fromkeys(finding.answer for finding in self.findings))

    @cached_property
    def verdict(self) -> Verdict | None:
        """The one that it counts under: what the record says of the pairs that it can test, else why it cannot.

        Mixed where it supports one pair and contradicts another; None where it is not tested yet.
        """
        found = [finding.verdict for finding in self.findings]
        told = {verdict for verdict in found if verdict in _TOLD}
        if told:
            return told.pop() if len(told) == 1 else Verdict.MIXED
        return min(found, key=_UNTOLD.index)

    @property
    def answer(self) -> str:
        """That verdict in words."""
        return next((one.answer for one in self.findings if one.verdict is self.verdict), Verdict.MIXED.value)


def statements(findings: Sequence[Finding]) -> tuple[Statement, ...]:
    """The statements behind `findings`, in the order of the text."""
    found: dict[int, list[Finding]] = {}
    for number, finding in zip(numbers([finding.claim for finding in findings]), findings, strict=True):
        found.setdefault(number, []).append(finding)
    return tuple(Statement(number, tuple(same)) for number, same in found.items())


def numbers(claims: Sequence[Claim]) -> tuple[int, ...]:
    """For each claim the number of its statement, from 1."""
    known: dict[tuple[object, ...], int] = {}
    return tuple(known.setdefault(claim.said, len(known) + 1) for claim in claims)


def pairs_tested(claims: Sequence[Claim]) -> tuple[str, ...]:
    """For each claim of one statement what sets its test apart: the pair, and where pairs are the same, more."""
    names = [f" {DASH} ".join(name_of(code) for code in claim.actors) or "no pair" for claim in claims]
    if len(set(names)) < len(names):
        names = [f"{name}, {_more(claim)}" for name, claim in zip(names, claims, strict=True)]
    return tuple(names)


def _more(claim: Claim) -> str:
    what = action(claim.action).label if claim.action else claim.quad.value if claim.quad else claim.measure
    return f"{claim.kind.value}: {what}" if what else claim.kind.value
