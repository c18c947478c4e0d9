"""What a sentence tells that was done: by its own words, by what the model sees, and by what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from westphalia.ontology.types import Event, Status
from westphalia.reading import (
    abstentions,
    answers,
    asked_back,
    counterparts,
    coups,
    denials,
    domestic,
    events,
    exclusions,
    recalled,
    respectively,
    secession,
    sides,
    sport,
    unmade,
    verbless,
    votes,
)
from westphalia.reading.cast import Cast, Named, Scene, named
from westphalia.reading.echoes import echoes, untold
from westphalia.reading.events import Found
from westphalia.reading.model import bystanders, unnamed
from westphalia.reading.model.join import LEAST, alleged, join, shares
from westphalia.reading.model.proposals import Proposal
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set


class Deeds:
    """The deeds of a text, sentence by sentence.

    Those below the confidence `least` are not told; by default those below 0.5, but all where the rules read alone.
    `sporting` is a text that tells of a match, where teams are called by their states.
    """

    def __init__(self, references: list[Reference], least: float | None, sporting: bool = False) -> None:
        self.references = references
        self.least = LEAST if least is None else least
        self.asked = least is not None
        self.sporting = sporting
        self.cast = Cast()
        self.here: Named = {}  # whom the last sentence names
        self.last: Parse | None = None
        self.lately: list[list[Found]] = []  # what the last two sentences end with
        self.recent: list[tuple[Parse, list[Found]]] = []  # the deeds of more sentences, the last one first

    def of(
        self, parse: Parse, proposals: list[Proposal] | None, home: str | None, following: Parse | None = None
    ) -> tuple[list[Found], list[Found]]:
        """What a sentence tells, and what it says of what was told before: that it did not happen, or did again.

        `proposals` are the model's, None where the rules read alone; `home` is the state that the text is from,
        `following` the next sentence, which may answer this one.
        """
        self.here = named(parse, self.references)
        scene = Scene(parse, self.references, self.here, self.cast, home)
        found = counterparts.complete(events.find(parse, self.references), scene)
        found = recalled.complete(found, parse, self.references, self.recent)
        only: list[Found] = []
        if proposals is not None:
            scene = replace(scene, likely=shares(proposals, self.references))
            by_rules = sides.complete(found, scene, self.least)
            found = join(by_rules, proposals, parse, self.references, self.least)
            found = bystanders.left_out(found, parse, self.references)
            found = unnamed.complete(found, scene, proposals, self.least)
            only = alleged(by_rules, proposals, parse, self.references)
        else:
            found = [one for one in sides.complete(found, scene, self.least) if not self.asked or self._sure(one)]
        found = answers.answered(domestic.complete(found, scene, self.last), parse, following)
        found = coups.complete(found, parse, self.references)
        found = verbless.complete(found, parse, self.references)
        found = sport.no_contests(found, parse, self.references, self.sporting, (self.last, following))
        found = secession.not_recognised(found, parse, self.references)
        found = respectively.apply(found, parse, self.references)
        found = abstentions.apply(exclusions.apply(found, parse, self.references), parse, self.references)
        found = votes.apply(unmade.apply(found, parse), parse)
        found = counterparts.mutual(found, parse, self.references)
        for event in found:
            if self._blamed_place(event, parse) or self._left_open(event):
                event.actor, event.inferred, event.confidence = None, None, 0.5
        found = asked_back.left_out(found, self.references)
        found = [one for one in found if not self._half(one, found, parse)]
        if self.lately and answers.untrue(parse, following):
            told = [one for one in self.lately[0] if one.cue.action != "ACCUSE"]  # what somebody is accused of
            denied = denials.denied(told, 0, len(parse.tokens), len(parse.tokens))
        else:
            denied = denials.of_before(parse, self.lately, self.references, [*found, *only])
            found = denials.only_denied(found, denied, parse)
        again = [
            one
            for one in echoes(found, self.lately[0] if self.lately else (), parse, self.references)
            if self._sure(one) or (proposals is None and not self.asked)
        ]
        found = untold(found, again, parse, self.references)
        more = [*denied, *again]
        self.last = parse
        self.lately = [[*denials.ending(found, parse), *only], *self.lately[:1]]
        self.recent = [(parse, [*found, *more]), *self.recent[: recalled.FAR - 1]]
        return found, more

    def _left_open(self, event: Found) -> bool:
        """«I do not say that Serbia attacked Kosovo. But the gunmen who murdered a Kosovan …»: nobody is named here."""
        if event.status is not Status.HAPPENED or not (event.inferred or "").startswith("actor"):
            return False
        what = (*event.codes(self.references), event.cue.action)
        lately = (one for _, told in self.recent[:3] for one in told)
        unsaid = (one for one in lately if one.status in (Status.DENIED, Status.HYPOTHETICAL))
        return any((*one.codes(self.references), one.cue.action) == what for one in unsaid)

    def remember(self, told: Sequence[Event]) -> None:
        """Take in what the last sentence has told."""
        self.cast.remember(self.here, list(told))

    def _blamed_place(self, event: Found, parse: Parse) -> bool:
        """«Two Chinese workers killed in Pakistan»: is who did it only taken from where it was done?

        Or, in «held in Lod for gathering intelligence for Iran», from whom the prisoner served?
        """
        if event.actor is None or not (event.inferred or "").startswith("actor"):
            return False
        only = {"ASSAULT": _only_where, "COERCE": _only_served}.get(event.cue.action)
        code = self.references[event.actor].code
        at = [k for k, token in enumerate(parse.tokens) if any(self.references[i].code == code for i in token.actors)]
        return only is not None and bool(at) and all(only(parse, k) for k in at)

    def _half(self, event: Found, found: Sequence[Found], parse: Parse) -> bool:
        """Is it a deed without one side that the same words tell with both?"""
        return None in event.codes(self.references) and any(self._whole(other, event, parse) for other in found)

    def _whole(self, other: Found, half: Found, parse: Parse) -> bool:
        """Does another event tell both sides of a deed of which one is left open?"""
        sides, codes = half.codes(self.references), other.codes(self.references)
        if None in codes or not (other.first < half.cue_last and half.cue_first < other.last):
            return False
        same = other.cue.action == half.cue.action
        if same and sides == (None, codes[0]) and other.cue_first <= half.cue_last:
            return True  # «Jordan shot down drones bound for Israel»: who shoots is not shot down
        fits = all(mine in (None, theirs) for mine, theirs in zip(sides, codes, strict=True))
        return fits and (same or (other.first == half.first and _one_verb(half, other, parse)))

    def _sure(self, event: Found) -> bool:
        return event.confidence >= self.least


def _only_where(parse: Parse, k: int) -> bool:
    """«in eastern Congo»: is the name at token `k` that of a place where something is done?"""
    if parse.tokens[k].form == "adjective":
        return False  # «in a Syrian air strike»
    while parse.low(k - 1) in word_set("path", "place_words"):
        k -= 1
    return parse.low(k - 1) in ("in", "near", "off", "over")


def _only_served(parse: Parse, k: int) -> bool:
    """«spying for Iran», «on behalf of Iran»: is it for the one named at token `k` that something was done?"""
    while parse.low(k - 1) in word_set("path", "place_words") and parse.low(k - 1) != "of":
        k -= 1
    return parse.low(k - 1) == "for" or (parse.low(k - 2), parse.low(k - 1)) == ("behalf", "of")


def _one_verb(one: Found, other: Found, parse: Parse) -> bool:
    """Do no two different verbs tell them? («condemned the raid and recalled its envoy» are two)"""
    told = [
        number
        for event in (one, other)
        for number, verb in enumerate(parse.verbs)
        if verb.first <= event.cue_first <= verb.last
    ]
    return len(set(told)) < 2
