"""Rules and model together: which events a sentence tells, and how sure that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from westphalia.ontology.types import Status
from westphalia.reading import scope
from westphalia.reading import status as statuses
from westphalia.reading.cues import Cue, noun_cues
from westphalia.reading.events import Found
from westphalia.reading.model.proposals import Proposal
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse

LEAST = 0.5  # the confidence below which an event is not told, unless the user says otherwise
_SAID = ("ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")  # by a verb such as «demand» or «refuse» itself
_TOGETHER = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
Key = tuple[str | None, str | None]

# Logistic weights (constant, log-odds of the action, of «nothing between the two», of another pair's action), fitted by
# `python -m training.joined` on articles that rules were mended with: of events of a rule, of those of the model alone.
RULED = (2.3, 0.13, -0.06, 0.0)
ALONE = (-1.36, 0.3, -0.34, -0.21)


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event that could be told, with the model's shares of its action and of «none».

    `rival`: the largest share of any action of another pair whose cue is the same word (0 for an event of a rule): what
    two others do is seldom done by these two as well.
    """

    event: Found
    action: float
    nothing: float
    rival: float = 0.0

    def confidence(self) -> float:
        """The probability that an annotator would tell the event too, with both sides and the action."""
        constant, by_action, by_nothing, by_rival = ALONE if self.event.alone else RULED
        x = constant + by_action * log_odds(self.action) + by_nothing * log_odds(self.nothing)
        x += by_rival * log_odds(self.rival)
        return 1 / (1 + math.exp(-x))


def join(
    found: list[Found], proposals: list[Proposal], parse: Parse, references: list[Reference], least: float = LEAST
) -> list[Found]:
    """The events of a sentence whose confidence is at least `least`, in the order of their cues.

    An event with one side only is a rule's; it keeps the rule's own confidence.
    """
    kept = []
    for weighed in weigh(found, proposals, parse, references):
        event = weighed.event
        if event.actor is not None and event.recipient is not None:
            event.confidence = round(weighed.confidence(), 4)
        if event.confidence >= least:
            kept.append(event)
    return sorted(kept, key=lambda event: (event.cue_first, event.cue_last))


def weigh(
    found: list[Found], proposals: list[Proposal], parse: Parse, references: list[Reference]
) -> Iterator[Weighed]:
    """The events of the rules, then for each pair that no rule tells anything of the model's likeliest action.

    Of a heading («Joint communiqué of X and Y») the model tells none: it names what the text is; nor of a question that
    asks why or when, as the rules do.
    """
    likely: dict[Key, dict[str, float]] = defaultdict(dict)
    best: dict[Key, tuple[float, Proposal, int, int]] = {}
    ranked: dict[int, list[tuple[float, Proposal]]] = defaultdict(list)  # by cue
    for proposal in proposals:
        top = max(proposal.actions.values())
        ranked[proposal.cue].append((top, proposal))
        for actor in proposal.actor.actors:
            for recipient in proposal.recipient.actors:
                key = references[actor].code, references[recipient].code
                for action, share in proposal.actions.items():
                    likely[key][action] = max(share, likely[key].get(action, 0.0))
                if key not in best or top > best[key][0]:
                    best[key] = top, proposal, actor, recipient
    for rivals in ranked.values():
        rivals.sort(key=lambda one: -one[0])
    told = set()
    for event in found:
        key = _code(event.actor, references), _code(event.recipient, references)
        told.add(key)
        yield Weighed(event, likely[key].get(event.cue.action, 0.0), 1 - min(1.0, sum(likely[key].values())))
    silent = scope.heading(parse) or scope.question(parse) == "wh"
    for key, (share, proposal, actor, recipient) in best.items() if not silent else ():
        if key not in told and None not in key and not _only_where(proposal, parse) and not _rests(proposal, parse):
            nothing = 1 - min(1.0, sum(proposal.actions.values()))
            rival = next((other for other, one in ranked[proposal.cue] if one is not proposal), 0.0)
            yield Weighed(_made(proposal, actor, recipient, parse), share, nothing, rival)


def _only_where(proposal: Proposal, parse: Parse) -> bool:
    """«met in Belarus»: of what two do together, a state after «in» is only the place."""
    if max(proposal.actions, key=proposal.actions.__getitem__) not in _TOGETHER:
        return False
    starts = {proposal.actor.start, proposal.recipient.start}
    return any(token.start in starts and parse.low(k - 1) == "in" for k, token in enumerate(parse.tokens))


def _rests(proposal: Proposal, parse: Parse) -> bool:
    """«have been busy with relations»: what somebody is, is no deed."""
    number = _verb_near(parse, proposal.cue)
    if number is None or parse.tag(proposal.cue) != "N" or parse.low(proposal.cue) in noun_cues():
        return False
    verb = parse.verbs[number]
    return verb.lemma == "be" and not verb.passive and proposal.cue == verb.last + 1


def log_odds(share: float) -> float:
    """ln(p / (1 - p)), with p kept between 0.002 and 0.998."""
    share = min(max(share, 0.002), 0.998)
    return math.log(share / (1 - share))


def _made(proposal: Proposal, actor: int, recipient: int, parse: Parse) -> Found:
    action = max(proposal.actions, key=proposal.actions.__getitem__)
    first, last = proposal.cue, proposal.cue + 1
    number = _verb_near(parse, proposal.cue)
    if number is not None:
        verb = parse.verbs[number]
        first = min([first, verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
        last = max([last, verb.end, verb.last + 1, *(p.last for p in verb.subject)])
    mode = next((name.split("/")[1] for name in proposal.modes if name.startswith(f"{action}/")), None)
    status = max(proposal.statuses, key=proposal.statuses.__getitem__)
    if status is Status.HAPPENED and number is not None:
        # Nothing is told as happened that the words around it put in doubt.
        status = statuses.of_verb(parse, number) or status
        if parse.verbs[number].main == proposal.cue and action not in _SAID:
            # «weighs sanctions on Georgia»: the verb only says how real the deed is
            status = scope.governors("verb").get(parse.verbs[number].lemma, status)
    phrase = next((p for p in parse.phrases if p.first <= proposal.cue < p.last), None)
    if parse.tag(proposal.cue) == "N":
        while status is Status.HAPPENED and phrase is not None:
            status = statuses.of_noun(parse, phrase) or status
            # «the proposed sale of jets»: the jets are as real as their sale
            phrase = parse.phrase_before.get(phrase.first - 1) if parse.low(phrase.first - 1) == "of" else None
    cue = Cue(action, mode, (), frozenset(), ())
    return Found(cue, status, actor, recipient, first, last, proposal.cue, proposal.cue + 1, 0.0, alone=True)


def _verb_near(parse: Parse, token: int) -> int | None:
    """The verb group whose clause holds a token, the innermost."""
    inside = [n for n, verb in enumerate(parse.verbs) if verb.first <= token < max(verb.end, verb.last + 1)]
    return inside[-1] if inside else None


def _code(index: int | None, references: list[Reference]) -> str | None:
    return references[index].code if index is not None else None
