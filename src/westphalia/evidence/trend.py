"""Did relations change as the text says?

The claim's days (without any: everything the record covers) are cut by what is covered: the first covered window is
compared with the last, or the first half of a single window of at least 112 days with the second. Indicators:

- *events*: the change of the share of conflict among the events between the two, which needs no news volume, with the
  interval of two independent shares with weeks as clusters (`measures.change`). The median change of all pairs with 100
  events in both stretches is taken off, because sources and releases count differently and the world changes too.
  It counts where the interval excludes zero *and* at most one pair in five changed as much in that direction (placebo).
- *score*: the change of the mean conflict-cooperation score, which weighs deeds over words; it can only object.
- *votes*: the change of UN voting agreement less that of all pairs, first against last three years of the claim's days
  (without any: of the last ten years), where these hold four years or more and both remain the same states.

Supported: events change in the direction claimed, nothing objects. Contradicted: they change the other way, nothing
objects; or the change is surely smaller than 0.05. For a claim of alignment, votes that tell stand in the place of
events. Mixed: indicators point to different sides. Otherwise not enough record. No comparison crosses a break of state
identity. A change in one direction is no cause of anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from westphalia.errors import CallError, OutsideCoverage
from westphalia.evidence.background import Background, Span, pair_key
from westphalia.evidence.finding import Finding
from westphalia.evidence.state import sign_of
from westphalia.evidence.text import Text
from westphalia.evidence.when import bounds, stale, two_of
from westphalia.evidence.words import named, percent, spans_text
from westphalia.measures.alignment import alignment
from westphalia.measures.change import relations_change
from westphalia.measures.periods import clip
from westphalia.ontology.states import state_on, states
from westphalia.ontology.types import Claim, Verdict
from westphalia.record import Record

if TYPE_CHECKING:
    import pandas as pd

FEWEST = 100  # events with a quad in each stretch
HOLE = timedelta(days=31)
HALVES = 112  # days of a single window that can be halved
PLACEBO = 0.2
NOTHING = 0.05  # a smaller change of the share of conflict is none
_TAIL = 3  # years at each end of a series of votes
_UNIT = "change of the share of conflict, less the median of all pairs"


@dataclass(frozen=True)
class _Moved:
    """`sign`: 1 closer, -1 apart, 0 no telling, None unknown. `tight`: the change is surely next to nothing."""

    sign: int | None
    words: str
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    n: float | None = None
    query: str | None = None
    tight: bool = False
    comparable: bool = True


def assess_trend(claim: Claim, text: Text, record: Record, background: Background) -> Finding:
    """The finding for a claim that two actors have moved closer or apart; see the rules above."""
    actors = two_of(claim)
    if len(actors) < 2:
        return Finding(
            claim, Verdict.NOT_TESTABLE, "It does not name two states or organisations that the record knows."
        )
    if claim.action:
        return Finding(
            claim, None, "A trend of one kind of action is not tested yet, only one of relations as a whole."
        )
    a, b = actors
    windows = record.windows(a, b)
    if not windows:
        return Finding(claim, Verdict.NOT_ENOUGH_RECORD, f"The record does not cover {named(actors)} on any day.")
    found = Finding(
        claim,
        Verdict.NOT_ENOUGH_RECORD,
        "",
        windows=windows,
        sources=tuple(dict.fromkeys(origin for window in windows for origin in window.origins)),
        as_of=stale(text, windows[-1].last_day),
    )
    first, last = bounds(claim, text)
    last = last or text.day
    votes = _votes(claim, text, record, a, b)
    stretches = _stretches(clip(windows, first, last))
    if stretches is None:
        reason = (
            f"A trend needs two stretches of covered days in the time the claim is about; the record covers "
            f"{named(actors)} from {spans_text(windows)}."
        )
        return _only_votes(replace(found, reason=reason), votes, claim)
    before, after = stretches
    if any(_identity(code, before[0]) != _identity(code, after[1]) for code in actors):
        return replace(found, reason="One of the two was another state at the beginning: no series crosses that break.")
    events = _events(record, background, a, b, before, after)
    score = _score(record, a, b, before, after)
    if votes.sign is not None:
        found = replace(
            found,
            sources=tuple(
                dict.fromkeys([*found.sources, *(row.origin for row in record.coverage() if row.about == "votes")])
            ),
        )
    found = replace(
        found,
        window=(before[0], after[1]),
        n=events.n,
        estimate=events.estimate,
        low=events.low,
        high=events.high,
        unit=_UNIT if events.estimate is not None else None,
        query=events.query,
        assumptions=_assumptions(claim, before, after, events),
    )
    return _judged(found, sign_of(claim), events, score, votes)


def _judged(found: Finding, sign: int, events: _Moved, score: _Moved, votes: _Moved) -> Finding:
    reason = " ".join(part.words for part in (events, score, votes) if part.words)
    moves = [move for move in (events.sign, score.sign, votes.sign) if move]
    if found.claim.measure == "alignment" and votes.sign and -votes.sign not in moves:
        verdict = Verdict.SUPPORTED if votes.sign == sign else Verdict.CONTRADICTED
    elif events.sign is None:
        verdict = Verdict.NOT_ENOUGH_RECORD
    elif 1 in moves and -1 in moves:
        verdict = Verdict.MIXED
    elif events.sign:
        verdict = Verdict.SUPPORTED if events.sign == sign else Verdict.CONTRADICTED
    elif events.tight and not moves:
        verdict = Verdict.CONTRADICTED if sign else Verdict.SUPPORTED
    else:
        verdict = Verdict.NOT_ENOUGH_RECORD
    return replace(found, verdict=verdict, reason=reason)


def _stretches(spans: Sequence[Span]) -> tuple[Span, Span] | None:
    joined: list[Span] = []
    for first, last in spans:  # a hole of a few days does not make two times of one
        if joined and first - joined[-1][1] <= HOLE:
            joined[-1] = joined[-1][0], last
        else:
            joined.append((first, last))
    if len(joined) >= 2:
        return joined[0], joined[-1]
    if not joined or (joined[0][1] - joined[0][0]).days + 1 < HALVES:
        return None
    first, last = joined[0]
    middle = first + (last - first) // 2
    return (first, middle), (middle + timedelta(days=1), last)


def _events(record: Record, background: Background, a: str, b: str, before: Span, after: Span) -> _Moved:
    change = relations_change(record, a, b, before, after, "conflict")
    n = change.before.n + change.after.n
    if min(change.before.n, change.after.n) < FEWEST or change.low != change.low:
        words = (
            f"Between the two the record has {change.before.n:,.0f} events with a quad in the first stretch and "
            f"{change.after.n:,.0f} in the last: too few to tell a change."
        )
        return _Moved(None, words, n=n, query=change.query)
    others = _placebo(background, a, b, before, after)
    median = float(others.median()) if len(others) >= 20 else 0.0
    moved, low, high = (value - median for value in (change.difference, change.low, change.high))
    at_least = float((others - median >= moved).mean() if moved > 0 else (others - median <= moved).mean())
    significant = (low > 0 or high < 0) and len(others) >= 20 and at_least <= PLACEBO
    placebo = (
        f"{percent(at_least)} of {len(others)} other pairs changed as much that way" if len(others) else "no others"
    )
    words = (
        f"The share of conflict between the two went from {percent(change.before.value)} ({before[0]} to {before[1]}) "
        f"to {percent(change.after.value)} ({after[0]} to {after[1]}), {moved:+.2f} [{low:+.2f} to {high:+.2f}] "
        f"against the median of all pairs; {placebo}."
    )
    sign = 0 if not significant else -1 if moved > 0 else 1
    # Where there was hardly any conflict to begin with, it cannot show that the two moved closer.
    tight = low > -NOTHING and high < NOTHING and change.before.value >= 2 * NOTHING
    return _Moved(sign, words, moved, low, high, n, change.query, tight, change.comparable)


def _placebo(background: Background, a: str, b: str, before: Span, after: Span) -> pd.Series[float]:
    """The change of the share of conflict of every other pair with enough events in both stretches."""
    parts = [background.shares([span], [before, after]) for span in (before, after)]
    parts = [part[part["known"] >= FEWEST] for part in parts]
    both = parts[0].index.intersection(parts[1].index).difference([pair_key(a, b)])
    first, last = (part.loc[both] for part in parts)
    moved: pd.Series[float] = last["conflict"] / last["known"] - first["conflict"] / first["known"]
    return moved


def _score(record: Record, a: str, b: str, before: Span, after: Span) -> _Moved:
    change = relations_change(record, a, b, before, after, "score")
    if change.direction is None:
        return _Moved(None, "")
    words = (
        f"The mean score went from {change.before.value:+.1f} to {change.after.value:+.1f} "
        f"({change.difference:+.1f} [{change.low:+.1f} to {change.high:+.1f}])."
    )
    return _Moved(change.direction, words)


def _votes(claim: Claim, text: Text, record: Record, a: str, b: str) -> _Moved:
    years = record.vote_years()
    if years is None or a not in states() or b not in states():
        return _Moved(None, "")
    end = min(years[1], (bounds(claim, text)[1] or text.day or date.max).year)
    start = max(years[0], claim.first_day.year if claim.first_day else end - 9)
    if end - start < 3:
        return _Moved(None, "")
    try:
        found = alignment(record, a, b, start, end)
        tail = min(_TAIL, (end - start + 1) // 2)
        change = found.change((start, start + tail - 1), (end - tail + 1, end))
    except (OutsideCoverage, CallError):
        return _Moved(None, "")
    if not change.comparable or change.low != change.low:
        return _Moved(None, "")
    series = found.series[found.series["n"].notna()]
    drift = _baseline(series, end - tail + 1, end) - _baseline(series, start, start + tail - 1)
    moved, low, high = (value - drift for value in (change.difference, change.low, change.high))
    words = (
        f"Their UN votes agreed by {change.before.value:.2f} in {change.before.first} to {change.before.last} and by "
        f"{change.after.value:.2f} in {change.after.first} to {change.after.last}, {moved:+.2f} [{low:+.2f} to "
        f"{high:+.2f}] against all pairs."
    )
    sign = 1 if low > 0 else -1 if high < 0 else 0
    return _Moved(sign, words, moved, low, high, change.before.n + change.after.n, change.query)


def _baseline(series: pd.DataFrame, first: int, last: int) -> float:
    rows = series[series["year"].between(first, last)]
    return float((rows["baseline"] * rows["n"]).sum() / rows["n"].sum())


def _only_votes(found: Finding, votes: _Moved, claim: Claim) -> Finding:
    """Votes alone decide a claim of alignment; for other claims they are only reported."""
    if votes.sign is None:
        return found
    reason = f"{found.reason} {votes.words}"
    if claim.measure != "alignment" or not votes.sign:
        return replace(found, reason=reason)
    verdict = Verdict.SUPPORTED if votes.sign == sign_of(claim) else Verdict.CONTRADICTED
    return replace(
        found,
        verdict=verdict,
        reason=votes.words,
        n=votes.n,
        estimate=votes.estimate,
        low=votes.low,
        high=votes.high,
        unit="change of UN voting agreement, less that of all pairs",
        query=votes.query,
    )


def _identity(code: str, day: date) -> str:
    try:
        return state_on(code, day).code if code in states() else code
    except CallError:
        return ""


def _assumptions(claim: Claim, before: Span, after: Span, events: _Moved) -> tuple[str, ...]:
    found = [f"of all it names, {named(two_of(claim))} were tested"] if len(set(claim.actors)) > 2 else []
    found += [f"{before[0]} to {before[1]} and {after[0]} to {after[1]} stand for the time the claim is about"]
    if not events.comparable:
        found.append("the windows count alike once the median change of all pairs is taken off")
    if not (claim.first_day or claim.last_day):
        found.append("no days are given; everything the record covers up to the text was compared")
    return tuple(found)
