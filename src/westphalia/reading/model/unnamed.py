"""Deeds of somebody the sentence does not name: «it took them to court», «the unions marched», «Peru apologised».

The model says what passes between somebody named and such a mention, or somebody whom the sentence leaves out; who is
meant is chosen among all whom the text has named so far, or nobody is, or there is no deed (see
`westphalia.reading.choice`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from westphalia.reading import scope
from westphalia.reading.cast import Scene
from westphalia.reading.choice import Choice, Weights, log_odds, triple
from westphalia.reading.events import Found
from westphalia.reading.model import join
from westphalia.reading.model.proposals import Proposal
from westphalia.reading.references import sure_of
from westphalia.reading.sides import FEATURES

# Fitted by `python -m training.joined`: of one who could be meant (`FEATURES`; whether it is the state that the text is
# from, and the mention is «we»; the model's log-odds that mention and this one are the same; log of the share with
# which the mention means this one; log-odds that the deed is between this one and the other side), and of nobody (a
# constant; log-odds of the action and of nothing between the two; whether the mention is «we» or another pronoun, or
# there is none, else it is a description; log-odds that it is the other side itself; log of the share with which it
# means nobody).
WEIGHTS: Weights = (
    (-0.46, -0.17, 0.1, 0.19, 0.45, 0.64, 1.37, 0.54, -0.87, -0.11, 0.61, 0.18),
    (1.28, -0.28, 0.0, -0.57, -0.45, -2.11, 0.0, 0.03),
)
_Told = tuple[str | None, str, str | None, Found]  # who does what to whom, and the event
_SELDOM = 0.01  # share of one who is hardly meant
_LIKELY = 0.2  # the model's probability of an action below which no deed is looked for


def complete(found: list[Found], scene: Scene, proposals: Sequence[Proposal], least: float) -> list[Found]:
    """The events of a sentence in the order of their cues, with those of unnamed mentions that are likely enough.

    A mention is somebody with a probability of at least `least`, and rather than nobody; of a pair one deed is told,
    the surest. An event that a rule tells with the same one side is that deed.
    """
    best: dict[join.Key, tuple[float, Choice, str]] = {}
    for choice in choices(found, scene, proposals):
        share, code = choice.best(WEIGHTS)
        pair = choice.pair(code, scene)
        if share >= least and share > best.get(pair, (0.0,))[0]:
            best[pair] = share, choice, code
    kept = list(found)
    for share, choice, code in best.values():
        deed = triple(choice.event, scene)
        kept = [*(one for one in kept if triple(one, scene) != deed), choice.told(code, share, scene)]
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def choices(found: Sequence[Found], scene: Scene, proposals: Sequence[Proposal]) -> Iterator[Choice]:
    """Every pair of somebody named and a mention that names nobody, or nobody mentioned, with anything likely."""
    if scope.heading(scene.parse) or scope.question(scene.parse) == "wh":
        return
    told = [(*triple(one, scene), one) for one in found]
    for proposal in proposals:
        acts = bool(proposal.actor.actors)
        known, unnamed = (proposal.actor, proposal.recipient) if acts else (proposal.recipient, proposal.actor)
        action = max(proposal.actions, key=proposal.actions.__getitem__)
        if not known.actors or unnamed.actors or proposal.actions[action] < _LIKELY:
            continue
        if not join.tells(proposal, action, scene.parse):
            continue
        outside = unnamed.kind == "outside"
        # Nor one who is named with the partner («the Russia-Iran pact»).
        apart = {scene.code(index) for index in known.actors} | (set(scene.here) if outside else set())
        for index in known.actors:
            partner = scene.code(index)
            if partner is None:
                continue
            pairs = scene.pairs(partner, acts, apart)
            pairs = {code: pair for code, pair in pairs.items() if _open(pair, action, told)}
            if not pairs:
                continue
            event = join.made(proposal, action, index if acts else None, None if acts else index, scene.parse)
            nobody = (
                1.0,
                log_odds(proposal.actions[action]),
                log_odds(1 - min(1.0, sum(proposal.actions.values()))),
                float(unnamed.kind == "first"),
                float(unnamed.kind == "pronoun"),
                float(outside),
                log_odds(proposal.same.get(partner, 0.0)),
                math.log(max(1 - sum(unnamed.meant.values()), _SELDOM)),
            )
            start = scene.parse.tokens[proposal.cue].start if outside else unnamed.start
            traits = scene.traits(pairs, partner, start)
            rows = (_features(code, pair, traits[code], action, proposal, scene) for code, pair in pairs.items())
            yield Choice(event, tuple(pairs), tuple(rows), nobody, sure_of((index,), scene.references))


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
    code: str, pair: tuple[str, str], traits: Mapping[str, float], action: str, proposal: Proposal, scene: Scene
) -> tuple[float, ...]:
    unnamed = proposal.recipient if proposal.actor.actors else proposal.actor
    return (
        *(traits[name] for name in FEATURES),
        traits["home"] * (unnamed.kind == "first"),
        log_odds(proposal.same[code]) if code in proposal.same else 0.0,
        math.log(max(unnamed.meant.get(code, 0.0), _SELDOM)),
        log_odds(scene.share(pair, action) if code in scene.here else 0.0),
    )
