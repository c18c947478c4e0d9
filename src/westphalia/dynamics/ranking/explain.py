"""Why a candidate stands where it stands: the terms of its score, by mechanism, and the past events behind them.

A score is the sum of the terms of the rules (`rules`), of the mixture's logarithm times its slope, and of the trees.
The terms of the rules are printed as they are. The mixture's term is shared among its parts as they share the
mixture; what the trees add is shared among their columns exactly (TreeSHAP, `pred_contrib`), and summed over the
columns of a family. What is the same for all candidates (the trees' mean) is «start». All of them sum to the score.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import numpy as np

from westphalia.dynamics.ranking import retrieve, rules
from westphalia.dynamics.ranking.columns import COLUMNS
from westphalia.dynamics.ranking.past import LIVES
from westphalia.dynamics.ranking.quadruples import Quadruples
from westphalia.errors import CallError

if TYPE_CHECKING:
    from westphalia.dynamics.ranking.run import Estimator, Seen

START = "start"
TOP = 5  # candidates that are explained
EVENTS = 6
_SHOWN = 400  # rules that are kept for printing


@dataclass(frozen=True)
class Question:
    """(s, r, ?) before step `t`; `r` inverted where the subject is asked for."""

    s: int
    r: int
    t: int


@dataclass(frozen=True)
class Rule:
    """`body` between the two, within `since` steps, adds `weight` to the score of `head` between them."""

    body: str
    head: str
    backward: bool
    since: str
    weight: float
    family: str

    def to_dict(self) -> dict[str, Any]:
        """This rule as JSON data."""
        return dict(self.__dict__)

    def __str__(self) -> str:
        pair = "(o, s)" if self.backward else "(s, o)"
        return f"{self.weight:+.2f}  {self.body} {pair} {self.since} -> {self.head} (s, o)"


@dataclass(frozen=True)
class Candidate:
    """One candidate: its score and probability among the candidates, and what adds up to the score."""

    name: str
    rank: int
    score: float
    probability: float
    families: dict[str, float]
    rules: tuple[dict[str, Any], ...]
    columns: tuple[tuple[str, float], ...]
    events: tuple[dict[str, Any], ...]


@dataclass(frozen=True)
class Explained:
    """A question, its likeliest candidates, and what came true where the files tell."""

    subject: str
    relation: str
    object: str
    day: str
    candidates: tuple[Candidate, ...]
    answers: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """This explanation as JSON data."""
        return {**self.__dict__, "candidates": [dict(one.__dict__) for one in self.candidates]}


def parse(data: Quadruples, questions: Sequence[str]) -> list[Question]:
    """Questions as numbers.

    Raises:
        CallError: not a question, an unknown name (with the nearest), or a day that is not after the training days.
    """
    return [_parse(data, one) for one in questions]


def _parse(data: Quadruples, text: str) -> Question:
    mark = next((one for one in ("\t", ";") if text.count(one) == 3), ",")
    fields = [one.strip() for one in text.split(mark)]
    if len(fields) != 4 or (fields[0] == "?") == (fields[2] == "?"):
        raise CallError(
            f"{text!r} is not a question; write SUBJECT, RELATION, ?, DAY or ?, RELATION, OBJECT, DAY "
            "(with semicolons where a name holds a comma)"
        )
    relation = _find(fields[1], data.relations, "relation")
    actor = _find(fields[0] if fields[2] == "?" else fields[2], data.entities, "entity")
    t = _step(data, fields[3])
    if t <= int(data.train.t.max()):
        raise CallError(f"{fields[3]} is not after the last training day, {data.day(int(data.train.t.max()))}")
    return Question(actor, relation + (0 if fields[2] == "?" else len(data.relations)), t)


def _find(name: str, known: Sequence[str], what: str) -> int:
    plain = {one.replace("_", " ").casefold(): at for at, one in enumerate(known)}
    wanted = name.replace("_", " ").casefold()
    if wanted not in plain:
        near = [known[plain[one]] for one in difflib.get_close_matches(wanted, list(plain), n=3)]
        raise CallError(f"no {what} {name!r} in the files" + (f"; did you mean {', '.join(near)}?" if near else ""))
    return plain[wanted]


def _step(data: Quadruples, text: str) -> int:
    try:
        value = (date.fromisoformat(text) - date(1970, 1, 1)).days if data.dated else int(text)
    except ValueError:
        wanted = "a date such as 2014-12-31" if data.dated else "a number of a day"
        raise CallError(f"{text!r} is not {wanted}, as the files write days") from None
    return -((data.zero - value) // data.step)


def strongest(found: rules.Rules, data: Quadruples) -> tuple[Rule, ...]:
    """The rules whose weights are furthest above nothing, by what they add in all: all three terms of one relation
    before another."""
    half = len(data.relations)
    total = found.weight.copy()
    learned = found.g_weight > 0.05  # seen often enough to have moved
    for kind in range(len(rules.KINDS)):
        at = found.kind == kind
        own = np.broadcast_to(found.own[:, kind][:, None, :], total.shape)
        total[at] += found.usual[kind] + own[at]
    total[~learned] = 0
    total[half:] = 0  # the inverse of each rule is the same rule
    order = np.argsort(-total, axis=None)[:_SHOWN]
    made = []
    for head, body, b in zip(*np.unravel_index(order, total.shape), strict=True):
        if total[head, body, b] <= 0:
            break
        made.append(
            Rule(
                data.relations[body % half], data.relations[head], bool(body >= half), since_words(int(b)),
                round(float(total[head, body, b]), 3), rules.FAMILIES[found.kind[head, body]],
            )
        )  # fmt: skip
    return tuple(made)


def since_words(b: int) -> str:
    """The class of time since, in words.

    >>> since_words(0), since_words(3), since_words(9)
    ('1 step ago', '5 to 7 steps ago', 'more than 365 steps ago')
    """
    if b == len(rules.SINCE):
        return f"more than {rules.SINCE[-1]} steps ago"
    high = int(rules.SINCE[b])
    low = int(rules.SINCE[b - 1]) + 1 if b else 1
    return f"{low} to {high} steps ago" if low < high else f"{high} step{'s' * (high > 1)} ago"


def answer(estimator: Estimator, data: Quadruples, question: Question) -> Explained:
    """The likeliest candidates of one question, explained from what happened before its day."""
    half, t = len(data.relations), question.t
    s, r = np.array([question.s], dtype=np.int32), np.array([question.r], dtype=np.int32)
    nothing = np.zeros(0, dtype=np.int32)
    seen = estimator.look(t, s, r, np.zeros(2, dtype=np.int32), nothing)
    score = estimator.scored(t, s, r, seen)[0]
    n = int((seen.found.who[0] >= 0).sum())
    order = np.argsort(-score[:n], kind="stable")
    odds = np.exp(score[:n] - score[:n].max(initial=-np.inf))
    shares = odds / odds.sum()
    made = [
        _candidate(estimator, data, question, seen, int(slot), place + 1, float(shares[slot]))
        for place, slot in enumerate(order[:TOP])
    ]
    cut = slice(*np.searchsorted(estimator.t, [t, t + 1]))
    right = (estimator.s[cut] == question.s) & (estimator.r[cut] == question.r)
    truth = tuple(data.entities[one] for one in estimator.o[cut][right])
    name, relation = data.entities[question.s], data.relations[question.r % half]
    asked = (name, "?") if question.r < half else ("?", name)
    return Explained(asked[0], relation, asked[1], data.day(t), tuple(made), truth)


def _candidate(
    estimator: Estimator, data: Quadruples, question: Question, seen: Seen, slot: int, place: int, share: float
) -> Candidate:
    t, rel = question.t, question.r
    s, r = np.array([question.s], dtype=np.int32), np.array([rel], dtype=np.int32)
    families: dict[str, float] = {}

    def add(family: str, value: float) -> None:
        families[family] = families.get(family, 0.0) + value

    used = []
    for name, family, value, extra in _terms(estimator, data, question, seen, slot):
        add(family, value)
        used.append({"rule": name, "family": family, "adds": round(value, 4), **extra})
    base = float(seen.parts[0, slot, rules.BASE])
    given = estimator.mixture.weights()[rel] * seen.found.share[0, slot]
    for (name, family, words), part in zip(retrieve.PARTS, given / max(given.sum(), 1e-30), strict=True):
        if part > 0:
            add(family, base * float(part))
            if part > 0.02:
                used.append({"rule": f"mixture ({name}): {words}", "family": family,
                             "adds": round(base * float(part), 4)})  # fmt: skip
    shown: tuple[tuple[str, float], ...] = ()
    if estimator.boosters:
        x = estimator.table(t, s, r, seen, np.zeros(1, dtype=np.int32), np.array([slot], dtype=np.int32))
        found = np.mean([one.predict(x, pred_contrib=True, num_threads=1)[0] for one in estimator.boosters], axis=0)
        for (_, family), value in zip(COLUMNS, found[:-1], strict=True):
            add(family, float(value))
        add(START, float(found[-1]))
        most = np.argsort(-np.abs(found[:-1]))[:8]
        shown = tuple((f"{COLUMNS[at][0]} = {x[0, at]:.4g}", round(float(found[at]), 4)) for at in most)
    return Candidate(
        data.entities[seen.found.who[0, slot]], place, round(sum(families.values()), 4), round(share, 4),
        {name: round(value, 4) for name, value in sorted(families.items(), key=lambda one: -abs(one[1]))},
        tuple(sorted(used, key=lambda one: -abs(one["adds"]))), shown,
        tuple(_events(estimator, data, question, int(seen.found.who[0, slot]), int(seen.pairs[0, slot]))),
    )  # fmt: skip


def _terms(
    estimator: Estimator, data: Quadruples, question: Question, seen: Seen, slot: int
) -> list[tuple[str, str, float, dict[str, Any]]]:
    """The terms of the rules but the mixture's: words, family, value, and the event that the rule stands on."""
    made, past, learned = estimator.made, estimator.past, estimator.rules
    half, t, rel = len(data.relations), question.t, question.r
    every = len(learned.often[0]) - 1
    found: list[tuple[str, str, float, dict[str, Any]]] = []
    times, lately, met = 0.0, 0.0, 0.0
    pair = int(seen.pairs[0, slot])
    head = data.relations[rel % half]
    if pair >= 0 and past.p_last[pair] >= 0:
        met = float(past.p_n[pair])
        for one in made.of_pair[made.of_pair_ptr[pair] : made.of_pair_ptr[pair + 1]]:
            last = int(past.t_last[one])
            if last < 0:
                continue
            body = int(made.triple_r[one])
            b, kind = rules.class_of(rules.SINCE, t - last), int(learned.kind[rel, body])
            value = learned.weight[rel, body, b] + learned.usual[kind, b] + learned.own[rel, kind, b]
            way = "" if (body >= half) == (rel >= half) else " in return"
            event = _fact(data, question.s, body, int(seen.found.who[0, slot]), last)
            words = f"{data.relations[body % half]}{way}, {since_words(b)} -> {head}"
            found.append((words, rules.FAMILIES[kind], float(value), {"event": event}))
            if kind == rules.AGAIN:
                times = float(past.t_n[one])
                lately = float(past.t_d[one, 2] * 2.0 ** ((last - t) / LIVES[2]))
    for z, (count, words) in enumerate(
        ((times, "days with this before"), (np.ceil(lately), "days with this of late"), (met, "anything before"))
    ):
        c = rules.class_of(rules.OFTEN, count)
        value = learned.often[z, rel, c] + learned.often[z, every, c]
        found.append((f"{words}: {count:.0f}", "persistence", float(value), {}))
    return found


def _fact(data: Quadruples, s: int, r: int, o: int, t: int) -> dict[str, str]:
    half = len(data.relations)
    if r >= half:
        s, r, o = o, r - half, s
    return {"day": data.day(t), "subject": data.entities[s], "relation": data.relations[r], "object": data.entities[o]}


def _events(estimator: Estimator, data: Quadruples, question: Question, o: int, pair: int) -> list[dict[str, str]]:
    """The past events that weigh most: between the two, by what their rules add; otherwise through a third, and what
    others did to the candidate."""
    made, past, learned = estimator.made, estimator.past, estimator.rules
    t, rel, half = question.t, question.r, len(data.relations)
    weighed: list[tuple[float, dict[str, str]]] = []
    if pair >= 0 and past.p_last[pair] >= 0:
        for one in made.of_pair[made.of_pair_ptr[pair] : made.of_pair_ptr[pair + 1]]:
            last, body = int(past.t_last[one]), int(made.triple_r[one])
            if last < 0:
                continue
            b, kind = rules.class_of(rules.SINCE, t - last), int(learned.kind[rel, body])
            value = float(learned.weight[rel, body, b] + learned.usual[kind, b] + learned.own[rel, kind, b])
            weighed.append((abs(value), {**_fact(data, question.s, body, o, last), "why": "between the two"}))
    weighed.sort(key=lambda one: -one[0])
    events = [event for _, event in weighed[:EVENTS]]
    if len(events) < EVENTS:
        events += _through(estimator, data, question.s, o, t)
    back = rel + half if rel < half else rel - half
    key = int(made.key_of[o, back])
    if len(events) < EVENTS and key >= 0 and past.k_last[key] >= 0:
        cut = slice(made.key_ptr[key], made.key_ptr[key + 1])
        last_of = past.t_last[cut]
        for at in np.argsort(-last_of, kind="stable")[: EVENTS - len(events)]:
            if last_of[at] >= 0 and made.triple_o[cut][at] != question.s:
                fact = _fact(data, o, back, int(made.triple_o[cut][at]), int(last_of[at]))
                events.append({**fact, "why": "others do the same"})
    return events


def _through(estimator: Estimator, data: Quadruples, s: int, o: int, t: int) -> list[dict[str, str]]:
    """The strongest way from one to the other through a third: the last event on each side."""
    made, past = estimator.made, estimator.past

    def partners(a: int) -> dict[int, tuple[float, int]]:
        cut = range(made.pair_ptr[a], made.pair_ptr[a + 1])
        return {
            int(made.pair_o[k]): (float(past.p_d[k, 2] * 2.0 ** ((past.p_last[k] - t) / LIVES[2])), k)
            for k in cut
            if past.p_last[k] >= 0
        }

    mine, its = partners(s), partners(o)
    between = {x: mine[x][0] * its[x][0] / (1e-6 + past.e_n[x]) for x in mine.keys() & its.keys() if x not in (s, o)}
    if not between:
        return []
    x = max(sorted(between), key=lambda one: between[one])
    found = []
    for a, pair in ((s, mine[x][1]), (o, its[x][1])):
        triples = made.of_pair[made.of_pair_ptr[pair] : made.of_pair_ptr[pair + 1]]
        one = triples[int(np.argmax(past.t_last[triples]))]
        fact = _fact(data, a, int(made.triple_r[one]), x, int(past.t_last[one]))
        found.append({**fact, "why": f"through {data.entities[x]}"})
    return found
