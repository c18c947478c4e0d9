"""Whom a deed is done to that names nobody: the one with whom its doer deals throughout the text.

«Algeria recalled its ambassador within hours» is done to Morocco where the text has told of Algeria and Morocco and of
hardly anybody else beside it. «Both sides sent reinforcements» is done by each to the other. Who offers to mediate or
calls for calm, and is no party, means the two whom the text is about. Marked as inferred; where two could be meant
nobody is.
"""

from __future__ import annotations

from dataclasses import replace

from westphalia.ontology.types import Event
from westphalia.reading.events import Found
from westphalia.reading.references import Reference
from westphalia.reading.sides import Named
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set

_TOGETHER = ("AGREE", "CONCEDE", "CONSULT", "COOPERATE", "RETREAT", "SUPPORT")
_AGAINST = ("ASSAULT", "MOBILIZE", "SANCTION", "COERCE", "THREATEN")
_FADES = 0.85  # what a deed counts for after each further sentence
_SHARE = 0.6  # of all that the text tells of somebody, what must be between the two


class Counterparts:
    """The pairs that a text has told deeds of, the last ones counting most."""

    def __init__(self) -> None:
        self.weights: dict[frozenset[str], float] = {}
        self.known: dict[str, int] = {}  # record code -> one of its references
        self.doer: str | None = None  # of the deed told last, else whom the last sentence named first

    def complete(self, found: list[Found], parse: Parse, here: Named, references: list[Reference]) -> list[Found]:
        """The events of a sentence, those without a side completed where only one can be meant."""
        made: list[Found] = []
        for event in found:
            made += self._completed(event, found, parse, here, references)
        return made

    def remember(self, events: list[Event], here: Named) -> None:
        """Take in what a sentence has told, and whom it has named."""
        for pair in self.weights:
            self.weights[pair] *= _FADES
        self.known.update(here)
        doers = [event.actor for event in events if event.actor in self.known] or list(here)[:1]
        self.doer = doers[-1] if doers else self.doer
        for event in events:
            if event.actor and event.recipient and event.actor != event.recipient:
                pair = frozenset((event.actor, event.recipient))
                self.weights[pair] = self.weights.get(pair, 0.0) + 1

    # --- one event ---------------------------------------------------------------------------------------------------

    def _completed(
        self, event: Found, found: list[Found], parse: Parse, here: Named, references: list[Reference]
    ) -> list[Found]:
        known = event.actor if event.actor is not None else event.recipient
        if known is None or (event.actor is not None and event.recipient is not None):
            return [event]
        code = references[known].code
        if code is None:
            return [event]
        fellow = self._fellow(event, found, references)
        if fellow is not None:
            return [_given(event, fellow, "each side does it to the other")]
        if event.actor is not None and self._mediates(event, parse) and not set(here) - {code}:
            two = self._two(code)
            return [_given(event, self.known[one], "the two whom the text is about") for one in two] or [event]
        before = self.doer if event.recipient is None and self._about_before(event, parse) else None
        if before is not None and before != code and not set(here) - {code, before}:
            return [_given(event, self.known[before], "whoever did what it is about")]
        partner = self._partner(event, found, here, references)
        if partner is not None:
            return [_given(event, partner, "the other one in the sentence")]
        if event.actor is None:
            return [event]  # who did it, only the sentences close by can say
        others = [one for one in here if one != code]
        if event.cue.action in ("CONSULT", "COOPERATE"):
            return [event]
        other = self.of(code)
        if others and others != [other]:
            return [event]
        return [event] if other is None else [_given(event, self.known[other], "the one it deals with in this text")]

    def of(self, code: str) -> str | None:
        """The one with whom an actor has dealt most, if no other comes near."""
        with_it = {next(iter(pair - {code})): w for pair, w in self.weights.items() if code in pair}
        if not with_it:
            return None
        best = max(with_it, key=with_it.__getitem__)
        enough = with_it[best] >= _SHARE * sum(with_it.values()) and with_it[best] >= 0.5
        return best if enough and best in self.known else None

    def _two(self, outside: str) -> tuple[str, ...]:
        pairs = {pair: w for pair, w in self.weights.items() if outside not in pair}
        if not pairs:
            return ()
        best = max(pairs, key=pairs.__getitem__)
        sure = pairs[best] >= _SHARE * sum(pairs.values()) and all(one in self.known for one in best)
        return tuple(sorted(best)) if sure else ()

    @staticmethod
    def _about_before(event: Found, parse: Parse) -> bool:
        """«called it a provocation», «denounced the move»."""
        if event.cue.action not in ("ACCUSE", "REJECT", "SUPPORT"):
            return False
        after = [token.low for token in parse.tokens[event.cue_last : event.cue_last + 3]]
        pronoun = after[:1] in (["it"], ["this"], ["that"]) and parse.tag(event.cue_last) not in ("K", "W")
        return pronoun or (after[:1] in (["the"], ["this"]) and bool(set(after) & word_set("moves")))

    @staticmethod
    def _mediates(event: Found, parse: Parse) -> bool:
        if event.cue.action not in ("AGREE", "REQUEST"):
            return False
        return any(token.low in word_set("mediating") for token in parse.tokens[event.cue_first : event.cue_last + 8])

    @staticmethod
    def _partner(event: Found, found: list[Found], here: Named, references: list[Reference]) -> int | None:
        """Of two whom alone the sentence names, the other, who does something to the first or to nobody named."""
        if event.actor is None or len(here) != 2:
            return None
        code = references[event.actor].code
        for other in found:
            if other is event or other.actor is None or references[other.actor].code in (code, None):
                continue
            back = other.recipient is None or references[other.recipient].code == code
            if back and references[other.actor].code in here and other.cue_first != event.cue_first:
                return other.actor
        return None

    @staticmethod
    def _fellow(event: Found, found: list[Found], references: list[Reference]) -> int | None:
        """The other of two who do it, for a deed that two do together or that «both sides» do."""
        if event.actor is None:
            return None
        same = [
            other.actor
            for other in found
            if other.cue_first == event.cue_first and other.recipient is None and other.actor is not None
        ]
        codes = {references[i].code for i in same}
        if len(codes) != 2 or None in codes:
            return None
        both = all(references[i].how == "group" for i in same)
        if event.cue.action not in (_TOGETHER + _AGAINST if both else _TOGETHER):
            return None
        return next(i for i in same if references[i].code != references[event.actor].code)


def _given(event: Found, index: int, why: str) -> Found:
    if event.actor is None:
        return replace(event, actor=index, inferred=f"actor: {why}")
    return replace(event, recipient=index, inferred=f"recipient: {why}")
