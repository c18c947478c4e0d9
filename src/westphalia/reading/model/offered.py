"""What the model sees of what somebody is only ready for: his offer, and nothing of what the other does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Status
from westphalia.reading.model.proposals import Proposal
from westphalia.reading.readiness import offers
from westphalia.reading.syntax import Parse

_FRIENDLY = ("AGREE", "AID", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")


def promised(proposals: Sequence[Proposal], parse: Parse) -> list[Proposal]:
    """The model's proposals, those that tell what somebody is ready for as his offer alone."""
    ready = []
    for number, verb in enumerate(parse.verbs):
        who = offers(parse, number)
        if who:
            first = verb.first if verb.governor is None else verb.governor
            ready.append((range(first, max(verb.end, verb.last + 1)), who))
    found = []
    for proposal in proposals:
        who = next((who for told, who in ready if proposal.cue in told), [])
        share = sum(proposal.actions.get(action, 0.0) for action in _FRIENDLY)
        if who and share >= sum(proposal.actions.values()) / 2:
            if not any(proposal.actor.stands_in(phrase, parse) for phrase in who):
                continue
            real = {status: float(status is Status.HAPPENED) for status in proposal.statuses}
            proposal = replace(proposal, actions={"AGREE": share}, statuses=real)
        found.append(proposal)
    return found
