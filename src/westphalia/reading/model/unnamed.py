"""Deeds of somebody the sentence does not name: «it took them to court», «the unions marched on the embassy».

The model says what passes between such a mention and somebody named; who is meant is the likeliest of all whom the text
has named so far. One choice model decides both, over everybody who could be meant and «nobody, or no deed».
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from westphalia.reading import scope
from westphalia.reading.counterparts import Counterparts
from westphalia.reading.events import Found
from westphalia.reading.model import join
from westphalia.reading.model.proposals import Proposal, Side
from westphalia.reading.references import Reference
from westphalia.reading.sides import Named
from westphalia.reading.syntax import Parse

# Weights of a conditional logit, fitted by `python -m training.joined` on articles that rules were mended with: of one
# who could be meant (see `_features`), and of nobody (a constant; the model's log-odds of the action and of nothing
# between the two; whether the mention is «we» or another pronoun, else it is a description; log-odds that it is the
# other side itself).
MEANT = (1.45, 0.74, -0.29, 0.49, 0.42, -0.18, 0.51, 1.13, 1.05, 0.61, 0.13)
NOBODY = (3.07, 0.01, 0.32, -0.23, -0.08, -0.01)
_Told = tuple[str | None, str, str | None, Found]  # who does what to whom, and the event
_LIKELY = 0.2  # the model's probability of an action below which no deed is looked for


@dataclass
class Cast:
    """Whom a text has named, sentence by sentence."""

    sentences: int = 0
    known: dict[str, int] = field(default_factory=dict)  # record code -> one of its references
    count: dict[str, int] = field(default_factory=dict)  # record code -> sentences that name it
    last: dict[str, int] = field(default_factory=dict)  # record code -> the last such sentence
    opener: str | None = None  # whom the last sentence that named somebody named first

    def remember(self, here: Named) -> None:
        """Take in whom a sentence names, in order."""
        self.sentences += 1
        self.known.update(here)
        for code in here:
            self.count[code] = self.count.get(code, 0) + 1
            self.last[code] = self.sentences
        self.opener = next(iter(here), self.opener)


@dataclass(frozen=True, slots=True)
class Choice:
    """A deed of which one side is known, and who could be the other.

    `features` are rows, one for each of `codes`; `nobody` those of the other outcome.
    """

    event: Found
    codes: tuple[str, ...]
    features: tuple[tuple[float, ...], ...]
    nobody: tuple[float, ...]

    def shares(self) -> list[float]:
        """The probability of each of `codes`; what is missing to 1 is nobody's."""
        odds = [math.exp(_dot(MEANT, row)) for row in self.features]
        total = sum(odds) + math.exp(_dot(NOBODY, self.nobody))
        return [one / total for one in odds]

    def pair(self, code: str, references: list[Reference]) -> join.Key:
        """The record codes of both sides if the other one is `code`."""
        if self.event.actor is None:
            return code, join.code_of(self.event.recipient, references)
        return join.code_of(self.event.actor, references), code

    def is_of(self, event: Found, references: list[Reference]) -> bool:
        """Whether an event with one side is the same deed."""
        mine, other = (
            (one.cue.action, join.code_of(one.actor, references), join.code_of(one.recipient, references))
            for one in (self.event, event)
        )
        return mine == other


@dataclass(frozen=True)
class Scene:
    """One sentence and what was told before it."""

    parse: Parse
    references: list[Reference]
    proposals: Sequence[Proposal]
    here: Named
    cast: Cast
    deals: Counterparts
    home: str | None

    @cached_property
    def acts(self) -> dict[join.Key, dict[str, join.Likely]]:
        """What the model makes of each two whom the sentence names, by action."""
        return join.likeliest(self.proposals, self.references)


def complete(found: list[Found], scene: Scene, least: float) -> list[Found]:
    """The events of a sentence in the order of their cues, with those of unnamed mentions that are likely enough.

    A mention is somebody with a probability of at least `least`, and rather than nobody; of a pair one deed is told,
    the surest. An event that a rule tells with the same one side is that deed.
    """
    best: dict[join.Key, tuple[float, Choice, str]] = {}
    for choice in choices(found, scene):
        shares = choice.shares()
        k = max(range(len(shares)), key=shares.__getitem__)
        pair = choice.pair(choice.codes[k], scene.references)
        if shares[k] >= max(least, 1 - sum(shares)) and shares[k] > best.get(pair, (0.0,))[0]:
            best[pair] = shares[k], choice, choice.codes[k]
    kept = list(found)
    for share, choice, code in best.values():
        kept = [one for one in kept if not choice.is_of(one, scene.references)]
        meant = scene.here[code] if code in scene.here else scene.cast.known[code]
        side = "actor" if choice.event.actor is None else "recipient"
        why = f"{side}: the likeliest of those whom the text has named"
        event = replace(choice.event, confidence=round(share, 4), inferred=why)
        setattr(event, side, meant)
        kept.append(event)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def choices(found: Sequence[Found], scene: Scene) -> Iterator[Choice]:
    """Every pair of somebody named and a mention that names nobody, with anything likely between them."""
    if scope.heading(scene.parse) or scope.question(scene.parse) == "wh":
        return
    told = [
        (join.code_of(one.actor, scene.references), one.cue.action, join.code_of(one.recipient, scene.references), one)
        for one in found
    ]
    for proposal in scene.proposals:
        acts = bool(proposal.actor.actors)
        known, unnamed = (proposal.actor, proposal.recipient) if acts else (proposal.recipient, proposal.actor)
        action = max(proposal.actions, key=proposal.actions.__getitem__)
        if not known.actors or unnamed.actors or proposal.actions[action] < _LIKELY:
            continue
        if not join.tells(proposal, action, scene.parse):
            continue
        codes = {scene.references[index].code for index in known.actors}
        for index in known.actors:
            partner = scene.references[index].code
            if partner is None:
                continue
            pairs = {
                code: (partner, code) if acts else (code, partner)
                for code in {**scene.here, **scene.cast.known}
                if code not in codes  # nor one who is named with the partner («the Russia-Iran pact»)
            }
            pairs = {code: pair for code, pair in pairs.items() if _open(pair, action, told)}
            if not pairs:
                continue
            event = join.made(proposal, action, index if acts else None, None if acts else index, scene.parse)
            nobody = (
                1.0,
                join.log_odds(proposal.actions[action]),
                join.log_odds(1 - min(1.0, sum(proposal.actions.values()))),
                float(unnamed.kind == "first"),
                float(unnamed.kind == "pronoun"),
                join.log_odds(proposal.same.get(partner, 0.0)),
            )
            deals = {pair: weight for pair, weight in scene.deals.weights.items() if partner in pair}
            rows = (_features(code, pair, action, proposal, unnamed, scene, deals) for code, pair in pairs.items())
            yield Choice(event, tuple(pairs), tuple(rows), nobody)


def _open(pair: tuple[str, str], action: str, told: Sequence[_Told]) -> bool:
    """Whether nothing told of a pair speaks against the deed.

    Nothing is told of the two already, nor the same deed the other way («summoned the Turkish envoy to protest against
    it»), nor do they do the same to the same third, side by side.
    """
    mine, other = ({(at.cue_first, third) for doer, _, third, at in told if doer == one} for one in pair)
    return not mine & other and not any(
        (doer, third) == pair or ((third, doer) == pair and done == action and action not in join.TOGETHER)
        for doer, done, third, _ in told
    )


def _features(
    code: str,
    pair: tuple[str, str],
    action: str,
    proposal: Proposal,
    unnamed: Side,
    scene: Scene,
    deals: dict[frozenset[str], float],
) -> tuple[float, ...]:
    """Of one who could be meant.

    Named in this sentence before the mention, or after it; the model's log-odds that mention and this one are the same,
    and that the deed is between this one and the other side; named in the sentence before, or the one before that;
    named first in the last sentence that names anybody; share of the other side's deeds so far that are with it; share
    of the sentences so far that name it; the home of the text; the home of the text where the mention is «we».
    """
    here, cast = scene.here, scene.cast
    age = cast.sentences - cast.last.get(code, -9)
    before = code in here and scene.references[here[code]].start < unnamed.start
    acts = scene.acts.get(pair, {})
    return (
        float(before),
        float(code in here and not before),
        join.log_odds(proposal.same[code]) if code in proposal.same else 0.0,
        join.log_odds(acts[action][0] if action in acts else 0.0) if code in here else 0.0,
        float(age == 0),
        float(age == 1),
        float(code == cast.opener),
        deals.get(frozenset(pair), 0.0) / (0.5 + sum(deals.values())),
        cast.count.get(code, 0) / max(1, cast.sentences),
        float(code == scene.home),
        float(code == scene.home and unnamed.kind == "first"),
    )


def _dot(weights: Sequence[float], row: Sequence[float]) -> float:
    return sum(a * b for a, b in zip(weights, row, strict=True))
