"""The side that a clause leaves out: «Peru apologised the next day», where the text has spoken of Ecuador.

Who is meant is chosen among all whom the text has named so far, or nobody is (see `choice`). Marked as `inferred`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence

from westphalia.reading.cast import Scene
from westphalia.reading.choice import Choice, Weights, log_odds, triple
from westphalia.reading.events import Found
from westphalia.reading.references import sure_of

FEATURES = ("before", "after", "last", "last_but_one", "opener", "dealt", "often", "home")  # see `Scene.traits`

# Fitted by `python -m training.joined`, without the model and with it: of one who could be meant (`FEATURES`; then, of
# one whom the sentence names, the model's log-odds of the deed between the two and of nothing between them), and of
# nobody (a constant; whether it is the recipient who is left out; log of how many could be meant; whether the sentence
# names nobody else, or one; the model's log-odds of the deed with somebody outside the sentence).
RULES: Weights = ((1.56, 0.86, -0.01, 0.08, 0.46, 0.18, 0.85, 0.91, 0.0, 0.0), (1.73, -0.3, 0.5, -0.8, -0.31, 0.0))
MODEL: Weights = ((1.93, 1.62, 0.09, 0.21, 0.61, 0.39, 0.89, 0.8, 0.26, -0.13), (1.34, 0.26, 0.3, -0.25, -0.03, -0.2))


def complete(found: Sequence[Found], scene: Scene, least: float) -> list[Found]:
    """The events of a sentence, one-sided ones with their other side where it is likely enough (at least `least`)."""
    weights = RULES if scene.likely is None else MODEL
    best = {id(choice.event): (choice, *choice.best(weights)) for choice in choices(found, scene)}
    made = []
    for event in found:
        choice, share, code = best.get(id(event), (None, 0.0, ""))
        made.append(choice.told(code, share, scene) if choice is not None and share >= least else event)
    return made


def choices(found: Sequence[Found], scene: Scene) -> Iterator[Choice]:
    """Every event with one side, and who could be the other: nobody of whom the sentence tells the same already."""
    both = (event for event in found if event.actor is not None and event.recipient is not None)
    told = {(*triple(event, scene), event.status) for event in both}
    for event in found:
        partner = scene.code(event.actor if event.actor is not None else event.recipient)
        if partner is None or (event.actor is not None and event.recipient is not None):
            continue
        if event.actor is None and scene.parse.low(event.first) in ("nobody", "none"):
            continue  # «Nobody helped Chad»
        pairs = scene.pairs(partner, event.actor is not None, (partner,))
        pairs = {code: (a, b) for code, (a, b) in pairs.items() if (a, event.cue.action, b, event.status) not in told}
        fellows = _fellows(event, found, scene)
        pairs = {code: pair for code, pair in pairs.items() if code not in fellows}
        if not pairs:
            continue
        others = sum(code in scene.here for code in pairs)
        key = (partner, None) if event.actor is not None else (None, partner)
        nobody = (
            1.0,
            float(event.actor is not None),
            math.log(len(pairs)),
            float(others == 0),
            float(others == 1),
            log_odds(scene.share(key, event.cue.action)) if scene.likely is not None else 0.0,
        )
        traits = scene.traits(pairs, partner, scene.parse.tokens[event.cue_first].start)
        rows = (_features(event, traits[code], code, pair, scene) for code, pair in pairs.items())
        sure = sure_of((event.actor, event.recipient), scene.references)
        yield Choice(event, tuple(pairs), tuple(rows), nobody, sure)


def _fellows(event: Found, found: Sequence[Found], scene: Scene) -> set[str | None]:
    """Who does it together with the doer: what two ask for or condemn they do not ask of each other."""
    if event.actor is None or event.cue.action not in ("REQUEST", "ACCUSE"):
        return set()
    return {scene.code(other.actor) for other in found if other.cue_first == event.cue_first}


def _features(
    event: Found, traits: Mapping[str, float], code: str, pair: tuple[str, str], scene: Scene
) -> tuple[float, ...]:
    share = nothing = 0.0
    if scene.likely is not None and code in scene.here:
        acts = scene.likely.get(pair, {})
        share = log_odds(acts.get(event.cue.action, 0.0))
        nothing = log_odds(1 - min(1.0, sum(acts.values())))
    return (*(traits[name] for name in FEATURES), share, nothing)
