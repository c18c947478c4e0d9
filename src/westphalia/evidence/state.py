"""Are two actors what the text says they are: partners, allies, on good or on hostile terms, aligned?

Two indicators, each cooperative, conflictual or neither:

- *events*: the share of conflict among all events with a quad between the two, in both directions, against the share
  among all international events of the same days. Below it by the whole interval (weeks as clusters, see
  `measures.intervals`): cooperative. Above it: conflictual. At least 30 events.
- *votes*: agreement in the UN General Assembly, two ways, because raw agreement is mostly a matter of how often a
  state votes with the majority: as it is, and beyond what the two usually show (`Background.votes`). Cooperative: in
  the upper third of all pairs by what is beyond, and the same vote more often than not. Conflictual: in the lower third
  by what is beyond, and less than an even chance of the same vote or also in the lower third as it is. Otherwise
  neither. The interval has to exclude the bounds.

A claim of good relations: supported where events are cooperative and votes do not speak against it, contradicted where
events are conflictual and votes do not speak for it, mixed where the two disagree. A claim of bad relations: events
alone decide, because states that vote alike do fight. A claim of alignment: votes decide, where agreement as it is lies
on the same side of the median pair as what is beyond, or events are on that side; else mixed (as it is, by its
interval, in the other third) or not enough record, so that no index decides alone. Mixed too where events say the
opposite, and not enough record where there are too few or they say neither, unless the claim itself is about votes.
Contradicted too where events say the opposite and votes do not speak for the claim.
Where an interval holds its bound, or there are too few events: not enough record.

«At war» is told from force: ASSAULT is above a tenth of what each of the two does to the other, by the lower end of its
interval; «at peace» where it is below a twentieth both ways. (2018 to 2022: Russia and Ukraine 32 and 22 %, India and
Pakistan 13 and 19 %; China and Taiwan 6 and 1 %, the United States and Russia 1 and 2 %.)

A word that sets a pair above others («closest», «only», «always») is not tested: such a claim is never supported.

Most pairs that have much to do with each other are on good terms, so each reason says how many pairs would pass too.
These are relations as the news shows them. An alliance in law, or the word «strategic», is nothing that counts show.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from westphalia.evidence.background import FEWEST, Background, Span
from westphalia.evidence.cues import about_votes, about_war, degree, domains
from westphalia.evidence.finding import Finding
from westphalia.evidence.text import Text
from westphalia.evidence.when import bounds, stale, two_of
from westphalia.evidence.words import listed, many, named, percent, spans_text
from westphalia.measures.intervals import wilson
from westphalia.measures.periods import clip
from westphalia.measures.summary import Summary, summarise
from westphalia.ontology.actors import name_of
from westphalia.ontology.types import Claim, Verdict
from westphalia.record import Record

if TYPE_CHECKING:
    import pandas as pd

RECENT = timedelta(days=730)
WAR, PEACE = 0.1, 0.05  # shares of ASSAULT in what each of two does to the other
FEWEST_PAIRS = 100  # pairs of states with votes that thirds of them can be taken of
_COLUMNS = ("agreement", "beyond", "n")
_SHARE = "share of conflict among events with a quad"


@dataclass(frozen=True)
class Indicator:
    """`sign`: 1 cooperative, -1 conflictual, 0 neither, None unknown; `words` say what was seen.

    `raw` and `rough` are of votes: agreement as it is against the thirds of all pairs, by its interval, and whether it
    is above (1) or below (-1) the median pair.
    """

    sign: int | None
    words: str
    raw: int = 0
    rough: int = 0


def assess_state(claim: Claim, text: Text, record: Record, background: Background) -> Finding:
    """The finding for a claim about how two actors stand; see the rules above.

    What measures nothing between them («our banks comply with all American rules») is not tested.
    """
    actors = two_of(claim)
    if len(actors) < 2:
        return Finding(
            claim, Verdict.NOT_TESTABLE, "It does not name two states or organisations that the record knows."
        )
    if claim.measure is None:
        return Finding(claim, Verdict.NOT_TESTABLE, f"It does not say how {named(actors)} stand with each other.")
    a, b = actors
    sign = sign_of(claim)
    windows = record.windows(a, b)
    votes = vote_indicator(background, a, b)
    if not windows:
        found = Finding(claim, Verdict.NOT_ENOUGH_RECORD, f"The record does not cover {named(actors)} on any day.")
        alike = claim.measure == "alignment" and votes.rough == votes.sign
        return _by_votes(found, votes, sign) if alike else found
    spans = _spans(claim, text, background, a, b)
    found = Finding(
        claim,
        Verdict.NOT_ENOUGH_RECORD,
        "",
        windows=windows,
        sources=_sources(record, a, b, spans, votes),
        as_of=stale(text, windows[-1].last_day),
    )
    if not spans:
        covered = spans_text(windows)
        reason = f"The record does not cover {named(actors)} in the days the claim is about; it covers {covered}."
        return replace(found, reason=reason)
    summary = summary_of(background, a, b, spans)
    events, low, high = event_indicator(summary, background, spans)
    found = replace(
        found,
        n=summary.conflict + summary.cooperation,
        window=(spans[0][0], spans[-1][1]),
        estimate=summary.share.value,
        low=low,
        high=high,
        unit=_SHARE,
        query=background.daily_query(a, b, spans),
        assumptions=_assumptions(claim, text, spans, background, votes),
    )
    if about_war(claim):
        found = _at_war(found, background, (a, b), spans, sign)
    else:
        judge = _aligned if claim.measure == "alignment" else _related
        found = judge(found, events, votes, sign)
    more = degree(claim)
    if more and found.verdict is Verdict.SUPPORTED:
        reason = f"{found.reason} «{more}» sets it above others, which is not tested."
        found = replace(found, verdict=Verdict.NOT_ENOUGH_RECORD, reason=reason)
    fields = domains(claim)
    beside = f" Relations as a whole were tested, not {listed(fields)} alone." if fields else ""
    return replace(found, reason=f"{named(actors)}: {found.reason}{beside}")


def sign_of(claim: Claim) -> int:
    """1 where the claim says the two stand well (or closer), -1 where it says badly (or worse), 0 for no change."""
    direction = 1 if claim.direction is None else claim.direction
    return -direction if claim.measure == "conflict" else direction


def summary_of(background: Background, a: str, b: str, spans: Sequence[Span]) -> Summary:
    """What passed between the two in `spans`."""
    import pandas as pd

    cells = _cells(background, a, b, spans)
    days, n = background.volume(spans)
    volume = pd.DataFrame({"day": days.astype("datetime64[D]").astype("datetime64[us]"), "n": n})
    return summarise(cells, volume, len(days))


def _cells(background: Background, a: str, b: str, spans: Sequence[Span]) -> pd.DataFrame:
    import pandas as pd

    from westphalia.measures.relations import within

    return pd.concat([within(background.daily(a, b), *span) for span in spans])


def event_indicator(
    summary: Summary, background: Background, spans: Sequence[Span]
) -> tuple[Indicator, float | None, float | None]:
    """How the share of conflict compares with that of all international events, with its interval."""
    known = summary.conflict + summary.cooperation
    if known < FEWEST:
        few = f"only {many(known, 'event')}" if known else "no event"
        return Indicator(None, f"the record has {few} of cooperation or conflict between the two"), None, None
    low, high = summary.share_interval()
    bound = background.pooled_share(spans)
    pairs = background.shares(spans)
    pairs = pairs[pairs["known"] >= FEWEST]
    below = float((pairs["conflict"] / pairs["known"] < bound).mean()) if len(pairs) else float("nan")
    sign = -1 if low > bound else 1 if high < bound else 0
    side = {1: "below", -1: "above", 0: "not clearly apart from"}[sign]
    also = {1: below, -1: 1 - below, 0: float("nan")}[sign]
    words = (
        f"{percent(summary.share.value)} of {many(known, 'event')} between the two are conflict [{100 * low:.0f} to "
        f"{100 * high:.0f} %], {side} the {percent(bound)} of all international events"
    )
    if also == also:
        words += f" (as for {percent(also)} of the {len(pairs)} pairs with {FEWEST} events or more)"
    return Indicator(sign, words), low, high


def vote_indicator(background: Background, a: str, b: str) -> Indicator:
    """How the two vote in the UN General Assembly, raw and beyond what both usually show."""
    table = background.votes
    key = (min(a, b), max(a, b))
    if len(table) < FEWEST_PAIRS or key not in table.index:
        return Indicator(None, "no roll calls of both in the record")
    agreement, beyond, n = (float(table[column].to_numpy()[table.index.get_loc(key)]) for column in _COLUMNS)
    low, high = wilson(agreement * n, n)
    thirds = table.quantile([1 / 3, 2 / 3])
    first, last = background.vote_years
    words = (
        f"in {many(n, 'UN roll call')} of {first} to {last} they agree by {agreement:.2f} [{low:.2f} to {high:.2f}] "
        f"(less: {percent(float((table['agreement'] < agreement).mean()))} of all pairs), {beyond:+.2f} beyond what "
        f"both usually show (less: {percent(float((table['beyond'] < beyond).mean()))})"
    )
    lowest, highest = beyond - (agreement - low), beyond + (high - agreement)
    sign = 0
    if lowest > float(thirds["beyond"].iloc[1]) and low > 0.5:
        sign = 1
    elif highest < float(thirds["beyond"].iloc[0]) and (high < 0.5 or high < float(thirds["agreement"].iloc[0])):
        sign = -1
    raw = 1 if low > float(thirds["agreement"].iloc[1]) else -1 if high < float(thirds["agreement"].iloc[0]) else 0
    rough = 1 if agreement > float(table["agreement"].median()) else -1
    return Indicator(sign, words, raw, rough)


def _spans(claim: Claim, text: Text, background: Background, a: str, b: str) -> tuple[Span, ...]:
    """The claim's own days where it gives them, else the two years before the text or the record's end."""
    windows = background.record.windows(a, b)
    if claim.first_day or claim.last_day:
        return clip(windows, *bounds(claim, text))
    end = min(text.day or date.max, windows[-1].last_day)
    return clip(windows, end - RECENT, end)


def _related(found: Finding, events: Indicator, votes: Indicator, sign: int) -> Finding:
    said = f"{_sentence(events.words)} {_sentence(votes.words)}"
    if events.sign is None:
        return replace(found, reason=f"{said} That is too little to tell how the two stand.")
    if events.sign == 0:
        return replace(found, reason=f"{said} Neither good nor bad relations can be told from that.")
    agrees = events.sign == sign
    if sign < 0:
        return replace(found, verdict=Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED, reason=said)
    against = votes.sign is not None and votes.sign == -events.sign
    verdict = Verdict.MIXED if against else Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED
    return replace(found, verdict=verdict, reason=said)


def _at_war(found: Finding, background: Background, pair: tuple[str, str], spans: Sequence[Span], sign: int) -> Finding:
    """By the share of ASSAULT in what each does to the other, with its interval; see the rules above."""
    cells = _cells(background, *pair, spans)
    said, bounds = [], []
    for one, other in (pair, pair[::-1]):
        theirs = cells[(cells["actor"] == one) & (cells["recipient"] == other)]
        total, blows = float(theirs["n"].sum()), float(theirs.loc[theirs["action"] == "ASSAULT", "n"].sum())
        low, high = wilson(blows, total) if total else (0.0, 1.0)
        said.append(
            f"of {many(total, 'event')} by {name_of(one)} towards {name_of(other)} {percent(blows / total)} are "
            f"ASSAULT [{100 * low:.0f} to {100 * high:.0f} %]"
            if total
            else f"no event by {name_of(one)} towards {name_of(other)}"
        )
        bounds.append((low, high))
    n, force = float(cells["n"].sum()), float(cells.loc[cells["action"] == "ASSAULT", "n"].sum())
    low, high = wilson(force, n) if n else (0.0, 1.0)
    share = force / n if n else None
    found = replace(found, n=n, estimate=share, low=low, high=high, unit="share of ASSAULT among events")
    reason = (
        f"{_sentence(' and '.join(said))} Two are at war here where it is above {percent(WAR)} both ways, and at peace "
        f"where it is below {percent(PEACE)} both ways, each by its interval."
    )
    war = min(low for low, _ in bounds) > WAR
    if not war and max(high for _, high in bounds) >= PEACE:
        return replace(found, reason=reason)
    return replace(found, verdict=Verdict.SUPPORTED if war is (sign < 0) else Verdict.CONTRADICTED, reason=reason)


def _aligned(found: Finding, events: Indicator, votes: Indicator, sign: int) -> Finding:
    if events.sign == -sign and votes.sign != sign and not about_votes(found.claim):
        return replace(
            found, verdict=Verdict.CONTRADICTED, reason=f"{_sentence(events.words)} {_sentence(votes.words)}"
        )
    if not votes.sign:
        why = "That is too little to tell." if votes.sign is None else "The two ways of counting do not say clearly."
        return replace(found, reason=f"{_sentence(votes.words)} {_sentence(events.words)} {why}")
    decided = _by_votes(found, votes, sign)
    if votes.rough == -votes.sign and events.sign != votes.sign:
        side = "below" if votes.rough < 0 else "above"
        against = (
            f"The two ways of counting votes disagree (as it is, agreement is {side} the median pair), and the events "
            "do not decide."
        )
        reason = f"{_sentence(votes.words)} {_sentence(events.words)} {against}"
        return replace(found, verdict=Verdict.MIXED if votes.raw == -votes.sign else found.verdict, reason=reason)
    if not events.sign and not about_votes(found.claim):
        return replace(
            found, reason=f"{decided.reason} {_sentence(events.words)} Votes alone do not tell how two stand."
        )
    reason = f"{decided.reason} {_sentence(events.words)}"
    if events.sign and events.sign == -votes.sign:
        return replace(decided, verdict=Verdict.MIXED, reason=reason)
    return replace(decided, reason=reason)


def _by_votes(found: Finding, votes: Indicator, sign: int) -> Finding:
    if not votes.sign or not (found.n or about_votes(found.claim)):
        return replace(found, reason=f"{found.reason} {_sentence(votes.words)}".strip())
    verdict = Verdict.SUPPORTED if votes.sign == sign else Verdict.CONTRADICTED
    return replace(found, verdict=verdict, reason=_sentence(votes.words))


def _assumptions(
    claim: Claim, text: Text, spans: Sequence[Span], background: Background, votes: Indicator
) -> tuple[str, ...]:
    found = [f"of all it names, {named(two_of(claim))} were tested"] if len(set(claim.actors)) > 2 else []
    if fields := domains(claim):
        found.append(
            f"what holds for relations as a whole holds for {listed(fields)} too, which no indicator tests alone"
        )
    found += ["relations are what passes between the two in the news, not what is agreed in law"]
    if not (claim.first_day or claim.last_day):
        if text.day is None:
            found.append(f"it speaks of the record's last two years, {spans[0][0]} to {spans[-1][1]}")
        else:
            found.append(f"it speaks of the two years before the text or the record's end, from {spans[0][0]}")
    if votes.sign is not None and background.vote_years[1] < spans[0][0].year:
        found.append(f"votes to {background.vote_years[1]} still say how the two stand")
    return tuple(found)


def _sources(record: Record, a: str, b: str, spans: Sequence[Span], votes: Indicator) -> tuple[str, ...]:
    used = [w for w in record.windows(a, b) if any(clip([w], first, last) for first, last in spans)]
    origins = [origin for window in used for origin in window.origins]
    if votes.sign is not None:
        origins += [row.origin for row in record.coverage() if row.about == "votes"]
    return tuple(dict.fromkeys(origins))


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
