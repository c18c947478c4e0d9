"""Did the record see the event a text says happened?

What counts as a match: an event of that action (or, where the text leaves the action open, of that quad) by the doer
towards the recipient; for agreeing, consulting, supporting and cooperating in either direction, because who is named
first says little there. Such an act coded in both directions on one day is one act. Who supports whom is not the same
both ways: unless something is signed, at least one event has to go in the direction of the claim. Days by
`when.of_event`.

**Supported** needs three things. (1) *More than miscoding*: machine coding puts some events under a wrong action (about
one in four, by published evaluations of such coders, which is some 2 % for each of the other actions); if 2 % of what
passed between the two in these days were miscoded this way, so many would come about with probability below 10 %. (2)
*Not one report*: two events on two days, or three events. (3) Either it *stands out*: a stretch of this length and news
volume would hold so many in at most one case of ten (`usual`, from the days before; with fewer than 120 of them, from
all other days); or the claim is *general* and there are at least three events on at least two days. General: no person,
no single day or week, no place, no treaty, summit or the like (`occasions.csv`); an article that gives no day speaks of
one occasion, a single sentence without one does not. Where a treaty or the like is said to be of a single day, «stands
out» means at most one case of a hundred, because an action covers much more than that. A specific claim about what
happens in most weeks anyway is not supported by finding such a week: the record cannot tell the event meant from the
others, and that is «not enough record».

**Contradicted** needs an event whose absence would surprise: the text itself gives the days, all of them are covered,
neither this action nor another of its quad passed from the doer to the recipient from a week before to a week after,
and at most 5 of 100 stretches like this hold none. Nothing found without that is «not enough record»: events can go
unreported.

A supported claim is held to its words: where they say more than the action does («bombed», «with drones», «the first
to»), see `beyond`, it is «not enough record» unless so many events must hold the deed too.

Events of other actions of the same quad do not stand in for the one claimed; where they stand out, the reason tells.

A claim that something did not happen is tested as if it said that it did, and the answer turned round: contradicted
where that would be supported and there are 100 events or more, supported where that would be contradicted. What is
planned, urged, feared or supposed is not tested. A claim with one side that the record knows is counted, but has no
verdict beyond «not enough record»: the events found may be about anything. An event that is one side of a comparison
(«… more often than …») has none: that such events happened is not what it says. Outside the coverage nothing is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.evidence.background import Background, Span, day_numbers
from westphalia.evidence.beyond import narrower, unheld
from westphalia.evidence.cues import compares, occasion, signs
from westphalia.evidence.finding import Finding
from westphalia.evidence.text import Text
from westphalia.evidence.untested import compared, not_happened
from westphalia.evidence.usual import Usual, usual
from westphalia.evidence.when import LATE, When, of_event, stale
from westphalia.evidence.words import listed, many, named, percent, spans_text
from westphalia.measures.periods import clip
from westphalia.ontology.actions import action as action_of
from westphalia.ontology.actions import actions_of
from westphalia.ontology.actors import name_of
from westphalia.ontology.types import Claim, Quad, Status, Verdict
from westphalia.record import Record, Window

if TYPE_CHECKING:
    import pandas as pd

RARE = 0.1
RAREST = 0.01  # for a certain treaty, summit or the like on a certain day
MISCODED = 0.02
FEWEST = 0.5  # usual events that a ratio can be taken to
WIDEST = 100.0  # the widest interval of a ratio, high over low, that is told
SURE = 0.05
MANY = 100  # events that contradict a denial
HISTORY = 120  # days before the event that are enough to know what is usual
NEAR = timedelta(days=7)
_EITHER_WAY = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE"})
_BOTH_DO = frozenset({"AGREE", "CONSULT", "COOPERATE"})  # with these neither side is the doer
_MOST = 5  # rows shown
_COLUMNS = (
    *("date", "actor_id", "actor_country", "recipient_id", "recipient_country"),
    *("action", "code", "weight", "origin", "url"),
)


@dataclass(frozen=True)
class _Asked:
    """Who did what to whom, as far as the record can be asked."""

    doer: str | None
    target: str | None
    action: str | None
    actions: tuple[str, ...]
    quad: Quad | None
    words: str

    @property
    def actors(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for code in (self.doer, self.target) if code))

    @property
    def either_way(self) -> bool:
        return set(self.actions) <= _EITHER_WAY


def assess_event(claim: Claim, text: Text, record: Record, background: Background) -> Finding:
    """The finding for a claim that something happened; see the rules above."""
    event = text.event(claim)
    status = claim.status or (event.status if event else Status.HAPPENED)
    if status is Status.DENIED:
        told = assess_event(replace(claim, status=Status.HAPPENED), text, record, background)
        return _denied(replace(told, claim=claim))
    if status is not Status.HAPPENED:
        return not_happened(claim, status)
    if compares(claim, text):
        return compared(claim)
    asked = _asked(claim, text)
    if not asked.actors:
        return Finding(claim, Verdict.NOT_TESTABLE, "It names no state or organisation that the record knows.")
    if not asked.actions:
        return Finding(claim, Verdict.NOT_TESTABLE, "It does not say what was done in terms that the record counts.")
    windows = record.windows(*asked.actors)
    if not windows:
        return Finding(claim, Verdict.NOT_ENOUGH_RECORD, f"The record does not cover {named(asked.actors)} on any day.")
    when = of_event(claim, text)
    found = Finding(
        claim,
        Verdict.NOT_ENOUGH_RECORD,
        "",
        windows=windows,
        sources=tuple(dict.fromkeys(origin for window in windows for origin in window.origins)),
        as_of=stale(text, windows[-1].last_day),
    )
    spans = clip(windows, when.first, when.last)
    if not spans or not clip(windows, when.first, when.last - LATE if when.last else None):
        return replace(found, reason=_not_covered(asked, when, windows), assumptions=_notes(when))
    return _searched(found, asked, when, spans, text, background)


def _denied(found: Finding) -> Finding:
    """The finding for «it did not happen», from the one for «it did»."""
    reason = f"The claim is that it did not happen. {found.reason}"
    if found.verdict is Verdict.SUPPORTED and (found.n or 0) >= MANY:
        return replace(found, verdict=Verdict.CONTRADICTED, reason=reason)
    if found.verdict is Verdict.CONTRADICTED:
        return replace(found, verdict=Verdict.SUPPORTED, reason=reason)
    open_question = found.verdict is Verdict.SUPPORTED
    return replace(found, verdict=Verdict.NOT_ENOUGH_RECORD if open_question else found.verdict, reason=reason)


def _asked(claim: Claim, text: Text) -> _Asked:
    event = text.event(claim)
    doer = event.actor if event else next(iter(claim.actors), None)
    target = event.recipient if event else next(iter(claim.actors[1:]), None)
    action = text.action(claim)
    quad = claim.quad or (event.quad if event else None)
    if action:
        actions: tuple[str, ...] = (action,)
        quad, words = action_of(action).quad, action_of(action).past
    else:
        actions = actions_of(quad.value) if quad else ()
        words = f"acted with {quad.value} towards" if quad else ""
    sides = [name_of(side) if side else "somebody" for side in (doer, target)]
    return _Asked(
        doer,
        target,
        action,
        actions,
        quad,
        f"«{' '.join([sides[0], words, sides[1]])}»" + (f" ({action})" if action else ""),
    )


def _searched(
    found: Finding, asked: _Asked, when: When, spans: Sequence[Span], text: Text, background: Background
) -> Finding:
    record = background.record
    whole = [(window.first_day, window.last_day) for window in found.windows]
    both = asked.doer is None or asked.target is None or asked.doer != asked.target
    everything = background.daily(asked.doer, asked.target, both)
    matching = everything[_matches(everything, asked)]
    inside = _within(matching, spans)
    theirs = float(inside[_sides(inside, asked.doer, asked.target)]["n"].sum())
    if asked.either_way:
        matching = _once(matching)
        inside = _within(matching, spans)
    n, days = float(inside["n"].sum()), int(inside["day"].nunique())
    traffic = _within(everything[_direction(everything, asked)], spans)
    rest = _rest(whole, spans, when)
    normal = _usual(matching, spans, rest, background) if rest and when.first else None
    found = replace(
        found,
        n=n,
        window=(spans[0][0], spans[-1][1]),
        query=background.daily_query(asked.doer, asked.target, spans, both),
        rows=_rows(record, asked, spans, inside) if n else (),
        assumptions=_assumptions(asked, when, n),
    )
    if normal:
        found = replace(found, **_compared(normal, n))
    if n:
        seen = _Seen(n, days, float(traffic["n"].sum()), theirs)
        return _held(_seen(found, asked, when, seen, normal, text), asked, n, text)
    return _unseen(found, asked, when, spans, everything, rest, normal, background)


def _compared(normal: Usual, n: float) -> dict[str, Any]:
    """`n` over what is usual where that says something, else what is usual; with its interval, as a finding has it."""
    ratio, low, high = normal.ratio(n)
    told = high <= WIDEST * low if n else high <= 1
    if normal.expected >= FEWEST and told:
        return {"estimate": ratio, "low": low, "high": high, "unit": "times what is usual"}
    low, high = normal.interval()
    return {"estimate": normal.expected, "low": low, "high": high, "unit": "events are usual in such a stretch"}


@dataclass(frozen=True)
class _Seen:
    """`n` events on `days` days, among `traffic` events of any action; `own` of them by the doer of the claim."""

    n: float
    days: int
    traffic: float
    own: float

    @property
    def enough(self) -> bool:
        """Whether it is more than one report that may be wrong."""
        return self.n >= 3 or (self.n >= 2 and self.days >= 2)


def _seen(found: Finding, asked: _Asked, when: When, seen: _Seen, normal: Usual | None, text: Text) -> Finding:
    assert found.window
    n, claim = seen.n, found.claim
    head = (
        f"The record has {many(n, 'event')} of {asked.words} on {many(seen.days, 'day')} between {found.window[0]} and "
        f"{found.window[1]}."
    )
    if _poisson_at_least(n, MISCODED * seen.traffic) > RARE:
        reason = f"{head} Among {many(seen.traffic, 'event')} between them that is no more than miscoding would give."
        return replace(found, reason=reason)
    if not (asked.doer and asked.target):
        reason = f"{head} The claim names one side only that the record knows, so these may be about anything."
        return replace(found, reason=reason)
    if not seen.own and not (set(asked.actions) <= _BOTH_DO or signs(claim)):
        reason = f"{head} All of them go the other way: none is by {name_of(asked.doer)}."
        return replace(found, reason=reason)
    specific = _specific(claim, when, text)
    one = occasion(claim)
    if one and asked.action:
        covers = action_of(asked.action).description
        head = f"{head} {asked.action} covers more than a certain {one}: {covers[0].lower()}{covers[1:]}."
    usual_words = ""
    if normal:
        chance = normal.at_least(n)
        usual_words = (
            f" A stretch like this usually holds {_about(normal.expected)}; {percent(chance)} of such stretches would "
            f"hold as many, and {percent(normal.at_least(1))} at least one."
        )
        if chance <= (RAREST if one and when.single_day else RARE):
            if not seen.enough:
                what = "A single event" if n < 2 else "What is told on a single day"
                return replace(found, reason=f"{head}{usual_words} {what} can be an error of coding.")
            return replace(found, verdict=Verdict.SUPPORTED, reason=f"{head}{usual_words}")
    if specific:
        reason = (
            f"{head}{usual_words} The claim is about {specific}: the record holds such events too often to tell "
            "whether this one is among them."
        )
        return replace(found, reason=reason)
    if n >= 3 and seen.days >= 2:
        common = (
            " It holds in general; it happens too often to be evidence of any one occasion."
            if normal and normal.at_least(1) >= 0.8
            else ""
        )
        return replace(found, verdict=Verdict.SUPPORTED, reason=f"{head}{usual_words}{common}")
    return replace(found, reason=f"{head}{usual_words} That is too little to rest on.")


def _held(found: Finding, asked: _Asked, n: float, text: Text) -> Finding:
    """A supported finding, unless the claim says more than `n` events of its action can hold (see `beyond`)."""
    if found.verdict is not Verdict.SUPPORTED:
        return found
    reason, claim = found.reason, found.claim
    added = [f"«{word}»" for word in unheld(asked.action, claim.text)] + _in_person(claim, asked, text)
    if added:
        words = listed(added)
        reason += (
            f" That fits {asked.words}; {words} is more than the record holds, so the claim as it stands is not tested."
        )
        return replace(found, verdict=Verdict.NOT_ENOUGH_RECORD, reason=reason)
    deed = narrower(asked.action, claim.text)
    if deed is None or (deed.share is None and text.event(claim) is None):  # a claim of fields says no more than they
        return found
    assert asked.action
    covers = action_of(asked.action).description
    reason += f" {asked.action} covers more than what is claimed: {covers[0].lower()}{covers[1:]}."
    if deed.share is None:
        return replace(
            found, verdict=Verdict.NOT_ENOUGH_RECORD, reason=f"{reason} No code tells that deed from others."
        )
    reason += f" Worldwide {100 * deed.share:.2g} % of such events are what «{deed.word}» says"
    if deed.fewest is None:
        reason += ", and no number of them is sure to hold one."
        return replace(found, verdict=Verdict.NOT_ENOUGH_RECORD, reason=reason)
    reason += f"; of months with {deed.fewest} or more nine in ten hold one."
    verdict = Verdict.SUPPORTED if n >= deed.fewest else Verdict.NOT_ENOUGH_RECORD
    return replace(found, verdict=verdict, reason=reason)


def _in_person(claim: Claim, asked: _Asked, text: Text) -> list[str]:
    """Of a claim's persons and place, what a record of states cannot hold.

    Whoever heads a state acts for it; but that he came himself, or that it was done to him, is more, and so is where.
    """
    event = text.event(claim)
    if event is None:
        return []
    actor, recipient = text.people.get(event.actor_id or ""), text.people.get(event.recipient_id or "")
    found = []
    if asked.action == "CONSULT":
        found = [f"that {name} took part" for name in (actor, recipient) if name]
    elif asked.action in ("ASSAULT", "COERCE") and recipient:
        found = [f"that it was done to {recipient}"]
    return found + ([f"the place ({event.place})"] if event.place else [])


def _unseen(
    found: Finding,
    asked: _Asked,
    when: When,
    spans: Sequence[Span],
    everything: pd.DataFrame,
    rest: Sequence[Span],
    normal: Usual | None,
    background: Background,
) -> Finding:
    assert found.window
    head = f"The record has no event of {asked.words} between {found.window[0]} and {found.window[1]}, which it covers"
    covered = _covered_whole(when, found.windows)
    head += "." if covered or not when.dated else " in part."
    kin = everything[everything["quad"] == asked.quad.value] if asked.quad else everything[:0]
    near = kin[_direction(kin, asked)]  # this action included; it has none here
    n_kin = float(_within(near, spans)["n"].sum())
    if n_kin and rest and when.dated:
        wider = _usual(near, spans, rest, background)
        if wider and wider.at_least(n_kin) <= RARE and n_kin >= 3:
            assert asked.quad
            reason = (
                f"{head} It has {many(n_kin, 'other event')} of {asked.quad.value} by the same side in these days, "
                f"more than usual ({percent(wider.at_least(n_kin))} of such stretches hold as many): something passed "
                "between the two, but not as the claim has it, or it is coded as another action."
            )
            return replace(found, reason=reason)
    if not normal:
        return replace(found, reason=f"{head} Events can go unreported.")
    chance = normal.at_least(1)
    usual_words = f" A stretch like this usually holds {_about(normal.expected)}, and {percent(chance)} at least one"
    around = [(first - NEAR, last + NEAR) for first, last in spans]
    if (
        asked.doer
        and asked.target
        and when.stated
        and covered
        and chance >= 1 - SURE
        and not float(_within(near, around)["n"].sum())
    ):
        reason = f"{head}{usual_words}: had it happened, it should be there."
        return replace(found, verdict=Verdict.CONTRADICTED, reason=reason)
    return replace(found, reason=f"{head}{usual_words}: its absence is not telling, since events can go unreported.")


def _matches(frame: pd.DataFrame, asked: _Asked) -> pd.Series[bool]:
    return frame["action"].isin(list(asked.actions)) & _direction(frame, asked)


def _once(frame: pd.DataFrame) -> pd.DataFrame:
    """Of an act coded in both directions on one day, the side with more events."""
    low, high = frame[["actor", "recipient"]].min(axis=1), frame[["actor", "recipient"]].max(axis=1)
    ordered = frame.assign(low=low, high=high).sort_values("n", ascending=False, kind="stable")
    return ordered.drop_duplicates(["day", "action", "low", "high"])[list(frame.columns)].sort_index()


def _direction(frame: pd.DataFrame, asked: _Asked) -> pd.Series[bool]:
    there = _sides(frame, asked.doer, asked.target)
    return there | _sides(frame, asked.target, asked.doer) if asked.either_way else there


def _sides(frame: pd.DataFrame, actor: str | None, recipient: str | None) -> pd.Series[bool]:
    kept = frame["n"] > 0
    if actor:
        kept &= frame["actor"] == actor
    if recipient:
        kept &= frame["recipient"] == recipient
    return kept


def _within(frame: pd.DataFrame, spans: Sequence[Span]) -> pd.DataFrame:
    day = frame["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    return frame[np.isin(day, day_numbers(spans))]


def _rest(whole: Sequence[Span], spans: Sequence[Span], when: When) -> list[Span]:
    """The covered days to compare with: those before the event where they are enough, else all others."""
    before = [(first, min(last, spans[0][0] - LATE)) for first, last in whole if first <= spans[0][0] - LATE]
    if sum((last - first).days + 1 for first, last in before) >= HISTORY:
        return before
    after = [(max(first, spans[-1][1] + LATE), last) for first, last in whole if last >= spans[-1][1] + LATE]
    return [*before, *after] if when.dated else []


def _usual(matching: pd.DataFrame, spans: Sequence[Span], rest: Sequence[Span], background: Background) -> Usual | None:
    volume_days, volume = background.volume([*rest, *spans])
    inside_days = day_numbers(spans)
    is_inside = np.isin(volume_days, inside_days)
    inside_volume, other = float(volume[is_inside].sum()), ~is_inside
    if not inside_volume or not volume[other].sum():
        return None
    number = matching["day"].to_numpy().astype("datetime64[D]").astype(np.int64)
    held = np.isin(number, volume_days)
    weights = matching["n"].to_numpy(dtype=np.float64)[held]
    by_day = np.bincount(np.searchsorted(volume_days, number[held]), weights, len(volume_days)).astype(np.float64)
    return usual(by_day[other], volume[other], volume_days[other], len(inside_days), inside_volume)


def _covered_whole(when: When, windows: Sequence[Window]) -> bool:
    if when.first is None or when.last is None:
        return False
    last = when.last - LATE
    return any(window.first_day <= when.first and last <= window.last_day for window in windows)


def _specific(claim: Claim, when: When, text: Text) -> str | None:
    """What makes the claim one about a single occasion, None for a general one."""
    event = text.event(claim)
    if event:
        who = [text.people[side] for side in (event.actor_id, event.recipient_id) if side in text.people]
        if who:
            return f"what {' and '.join(who)} did in person"
        if event.place:
            return f"what happened in {event.place}"
    if when.days is not None and when.stated and when.days - LATE.days <= 7:
        return "a certain day" if when.single_day else "certain days"
    if one := occasion(claim):
        return f"a certain {one}"
    if not when.stated and not (text.alone and not when.dated):
        return "one occasion, of which no day is given"
    return None


def _poisson_at_least(n: float, mean: float) -> float:
    from scipy.special import gammainc

    return float(gammainc(n, mean)) if mean > 0 else 0.0


def _not_covered(asked: _Asked, when: When, windows: Sequence[Window]) -> str:
    last = when.last - LATE if when.last else None
    if when.first and when.first == last:
        days = f"on {last}"
    elif when.first and last:
        days = f"from {when.first} to {last}"
    else:
        days = f"from {when.first} on" if when.first else f"up to {last}"
    return (
        f"The record does not cover {named(asked.actors)} {days}, which the claim is about; it covers "
        f"{spans_text(windows)}. Nothing can be said about an event outside these days."
    )


def _assumptions(asked: _Asked, when: When, n: float) -> tuple[str, ...]:
    found = list(_notes(when))
    if when.last:
        found.append("reports come up to two days late")
    if asked.either_way and asked.doer and asked.target:
        found.append("events in either direction count, and once where one day has both")
    if n:
        found.append("the record's coding is right where it is more than noise; it names states, not occasions")
    return tuple(found)


def _notes(when: When) -> tuple[str, ...]:
    return (when.note,) if when.note else ()


def _rows(record: Record, asked: _Asked, spans: Sequence[Span], cells: pd.DataFrame) -> tuple[Mapping[str, Any], ...]:
    """The newest five single events with their sources, or the newest five cells where the record has only these."""
    if record.granularity == "cell":
        newest = cells.nlargest(_MOST, "day", keep="all")
        newest = newest.sort_values(["day", "n", "actor"], ascending=[False, False, True], kind="stable").head(_MOST)
        return tuple(
            {
                "date": _plain(row["day"]),
                "actor_country": row["actor"],
                "recipient_country": row["recipient"],
                "action": row["action"],
                "weight": row["n"],
            }
            for row in newest.to_dict("records")
        )
    sides: list[tuple[str | None, str | None]] = [(asked.doer, asked.target)]
    if asked.either_way and asked.doer and asked.target:
        sides.append((asked.target, asked.doer))
    rows: list[dict[str, Any]] = []
    for actor, recipient in sides:
        answer = record.events(
            actor, recipient, actions=asked.actions, first=spans[0][0], last=spans[-1][1], limit=_MOST
        ).frame
        for row in answer.to_dict("records"):
            kept = {name: _plain(row[name]) for name in _COLUMNS}
            rows.append({name: value for name, value in kept.items() if value is not None})
    return tuple(sorted(rows, key=lambda row: str(row["date"]), reverse=True)[:_MOST])


def _plain(value: Any) -> Any:
    import pandas as pd

    if value is None or (not isinstance(value, str) and pd.isna(value)):
        return None
    return value.date().isoformat() if isinstance(value, pd.Timestamp) else value


def _about(expected: float) -> str:
    return f"about {expected:,.0f}" if expected >= 10 else f"about {expected:.1f}" if expected >= 0.1 else "hardly any"
