"""Claims that get no verdict yet, and claims that never get one, each with the reason."""

from __future__ import annotations

from westphalia.evidence.finding import Finding
from westphalia.evidence.text import Text
from westphalia.ontology.types import Claim, ClaimKind, Status, Verdict
from westphalia.record import Record

_REASONS = {
    ClaimKind.CAUSE: (
        "A claim about cause is not tested yet: a correlation in raw counts would be no test of it. Series normalised "
        "by the volume of news, placebos of unrelated pairs, lead tests and errors robust for dyads have to come first."
    ),
    ClaimKind.COMPARISON: (
        "A comparison is not tested yet: it needs both sides measured over the same days and sources, with an interval "
        "of their difference."
    ),
    ClaimKind.RECOMMENDATION: "It says what should be done; what was done can neither support nor contradict that.",
    ClaimKind.EVALUATION: "It is a value judgement; no count of events can support or contradict it.",
}
_STATUSES = {
    Status.PLANNED: "The text says that this is planned, not that it has happened.",
    Status.URGED: "The text reports that somebody calls for this, not that it has happened.",
    Status.FEARED: "The text reports that this is feared, not that it has happened.",
    Status.HYPOTHETICAL: "The text speaks of this as a possibility, not as something that has happened.",
}


def without_verdict(claim: Claim, text: Text, record: Record) -> Finding:
    """The finding for a cause, a comparison or a forecast (not tested yet), a recommendation or an evaluation."""
    if claim.kind is ClaimKind.FORECAST:
        return Finding(claim, None, _forecast(claim, text, record))
    never = claim.kind in (ClaimKind.RECOMMENDATION, ClaimKind.EVALUATION)
    return Finding(claim, Verdict.NOT_TESTABLE if never else None, _REASONS[claim.kind])


def compared(claim: Claim) -> Finding:
    """The finding for a claim of an event that is one side of a comparison."""
    reason = "Not tested yet: it compares. Events of that kind would show neither that there were more nor that there "
    return Finding(claim, None, f"{reason}were fewer than what it sets them against.")


def not_happened(claim: Claim, status: Status) -> Finding:
    """The finding for a claim of an event that is not said to have happened."""
    return Finding(claim, None if status is Status.PLANNED else Verdict.NOT_TESTABLE, _STATUSES[status])


def _forecast(claim: Claim, text: Text, record: Record) -> str:
    windows = record.windows()
    end = windows[-1].last_day if windows else None
    ahead = claim.last_day or claim.first_day or text.day
    if end and ahead and ahead <= end:
        return (
            f"A forecast is not tested yet. The days it speaks of have passed in the record, which ends on {end}: what "
            "it says can be tested as an event, a state or a trend."
        )
    ends = f" (the record ends on {end})" if end else ""
    return f"It speaks of days to come{ends}; see the forecasts for what the record makes likely between these actors."
