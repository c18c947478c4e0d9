"""What the model makes of every ordered pair of actors that a sentence mentions.

Rules and model find the mentions (see `meant`); the model says for each two of them whether one does something to the
other, what, and how real it is; also for one of them and somebody whom the sentence does not mention. A name is widened
to the people it names («Russian» to «Russian troops»): it was taught on whole phrases.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from westphalia.ontology.types import Status
from westphalia.reading.model import heads, meant
from westphalia.reading.model.encoder import Encoded, Vectors, labels
from westphalia.reading.model.meant import Shares, Span
from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase

_MOST = 12  # mentions of a sentence: 132 ordered pairs; a list of thirty states is no 870 possible deeds
_PEOPLE = ("agent", "speaker")


@dataclass(frozen=True, slots=True)
class Side:
    """A mention as one side of a pair: its references and its characters in the text.

    Without references it is somebody who could act and whom no words name: `kind` «first» («us»), «pronoun» or
    «description» («the embassy»), and `meant` how probably it is each of those whom the text names. `kind` «outside» is
    whomever the sentence does not mention («Peru apologised»).
    """

    actors: tuple[int, ...]
    start: int
    end: int
    kind: str = "named"
    meant: Mapping[str, float] = field(default_factory=dict, compare=False)

    def stands_in(self, phrase: Phrase, parse: Parse) -> bool:
        """Whether its words begin inside a phrase of the sentence."""
        return parse.tokens[phrase.first].start <= self.start < parse.tokens[phrase.last - 1].end


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model says of one ordered pair of mentions.

    `actions` are probabilities of PLOVER's actions (those of at least `least`), the rest is for «none»; `statuses` and
    `modes` likewise. `cue` is the token of the parse that counted most. `same` is, for a side that names nobody, by
    record code how probably it is somebody whom the sentence names.
    """

    actor: Side
    recipient: Side
    actions: dict[str, float]
    statuses: dict[Status, float]
    modes: dict[str, float]
    cue: int
    same: dict[str, float]


def propose(
    encoded: Encoded, parse: Parse, sides: Sequence[Side], references: list[Reference], least: float = 0.02
) -> list[Proposal]:
    """The pairs with anything likely between them, for one encoded sentence.

    Pairs of mentions of two different actors, of a named one and somebody outside the sentence, and of those whom one
    mention means with each other.
    """
    start = parse.tokens[0].start
    outside = Side((), start, start, "outside")
    pairs = [(a, b) for a in [*sides, outside] for b in [*sides, outside] if _apart(a, b, references)]
    pairs += [(a, a) for a in sides if len({references[i].code for i in a.actors}) > 1]
    if not pairs:
        return []
    spans = {side: (side.start - start, side.end - start) for side in sides}
    scores = heads.pairs(encoded, [(spans.get(a), spans.get(b)) for a, b in pairs])
    names, states, modes = labels("actions"), [Status(name) for name in labels("statuses")], labels("modes")
    same: dict[Side, dict[str, float]] = defaultdict(dict)
    for pair, one in zip(pairs, scores.same.tolist(), strict=True):
        for side, other in (pair, pair[::-1]):
            if not side.actors and side is not outside:
                codes = (references[i].code for i in other.actors)
                same[side].update({code: max(one, same[side].get(code, 0.0)) for code in codes if code is not None})
    found = []
    for row, (actor, recipient) in enumerate(pairs):
        actions = {name: float(p) for name, p in zip(names, scores.actions[row], strict=True) if p >= least}
        actions.pop(heads.NONE, None)
        if actions:
            cue = _cue(parse, encoded, scores.weight[row])
            reality = {state: float(p) for state, p in zip(states, scores.statuses[row], strict=True)}
            manner = {name: float(p) for name, p in zip(modes, scores.modes[row], strict=True) if p >= 0.2}
            alike = same[actor] or same[recipient]
            found.append(Proposal(actor, recipient, actions, reality, manner, cue, alike))
    return found


def sides_of(parse: Parse, references: list[Reference], mentions: Mapping[Span, Shares]) -> list[Side]:
    """The mentions of a sentence that can be sides of an event, named ones first, no places, twelve at most.

    `mentions` are the spans of who could act, as the model finds them, and whom those mean that name nobody.
    """
    parties = Parties(parse, references)
    told = [(k, [references[i] for i in token.actors]) for k, token in enumerate(parse.tokens) if token.actors]
    named = [k for k, whom in told if any(one.code and one.how != "implied" for one in whom)]
    held = {span: [k for k in meant.naming(parse, span) if k in named] for span in mentions}
    found = []
    for k in named:
        token = parse.tokens[k]
        whole = next((span for span, tokens in held.items() if k in tokens), None)
        if parties.neutral(k) or parties.of_others(k) or (parties.is_place(k) and whole is None):
            continue
        start, end = token.start, token.end
        if whole is not None and held[whole] == [k]:
            found.append(Side(token.actors, *whole))
            continue
        phrase = parse.phrase_of(k)
        if phrase is not None and phrase.head > k and head_kind(parse.tokens, phrase) in _PEOPLE:
            end = parse.tokens[phrase.head].end
        found.append(Side(token.actors, start, end))
    unnamed = (span for span, tokens in held.items() if not tokens)
    return [*found, *(Side((), *span, meant.kind(parse, span), mentions[span]) for span in unnamed)][:_MOST]


def _apart(a: Side, b: Side, references: list[Reference]) -> bool:
    one, two = ({references[i].code for i in side.actors} for side in (a, b))
    return a is not b and not one & two and bool(one or two)


def _cue(parse: Parse, encoded: Encoded, weight: Vectors) -> int:
    """The verb or noun that counted most, names apart; any token where there is none."""
    start = parse.tokens[0].start
    shares = [0.0] * len(parse.tokens)
    k = 0
    for (first, end), share in zip(encoded.offsets.tolist(), weight.tolist(), strict=True):
        while k + 1 < len(parse.tokens) and parse.tokens[k].end <= first + start:
            k += 1
        if end > first:
            shares[k] += share
    telling = [
        k for k, token in enumerate(parse.tokens) if token.tag in ("V", "N") and not token.actors and token.low != "due"
    ]
    return max(telling or range(len(shares)), key=shares.__getitem__)
