"""What the text asserts: claims by kind, with hedge and the fields that a test against the record needs.

Each unit (an independent clause with what hangs on it) gives at most one claim of a kind; clauses that hang on it give
their own only where a test could say something about them. Direction is +1 for more (friendlier relations, more
cooperation, more conflict, more alignment) and -1 for less; a cause that «cannot», «does not» or «fails to» bring about
its effect has polarity 0. Who holds a claim, and what it tells as events, is added by `reader`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from westphalia.ontology.types import ClaimKind, Status
from westphalia.reading import scope
from westphalia.reading.causes import Causes
from westphalia.reading.parties import Parties
from westphalia.reading.patterns import search
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse
from westphalia.reading.tables import word_set, words
from westphalia.reading.trends import Trends
from westphalia.reading.units import Clause, Unit


@dataclass(slots=True)
class Draft:
    """A claim in the making; spans are character offsets, `verb` the verb group that carries it."""

    kind: ClaimKind | None  # None where no cue sorts it
    start: int
    end: int
    verb: int
    actors: tuple[str, ...] = ()
    hedge: str | None = None
    measure: str | None = None
    direction: int | None = None
    status: Status | None = None
    cause: tuple[int, int] | None = None
    effect: tuple[int, int] | None = None
    polarity: int | None = None
    booster: str | None = None
    relation: int | None = None  # see `causes.Cause`


def find(parsed: Parse, references: list[Reference], asserted: list[Unit]) -> list[Draft]:
    """The claims of one sentence, events apart; `asserted` are its units."""
    if scope.question(parsed):
        return []
    reader = _Claims(parsed, references, asserted)
    return [draft for unit in asserted for draft in reader.of_unit(unit)]


def hedge(parsed: Parse, clause: Clause) -> str | None:
    """What softens a clause, in it or right before it («it seems that …»)."""
    return search("hedge", parsed.words(max(0, clause.first - 3), clause.last))


def booster(parsed: Parse, clause: Clause) -> str | None:
    """What makes a clause out to be beyond doubt («clearly», «no doubt»), in it or right before it."""
    return search("booster", parsed.words(max(0, clause.first - 3), clause.last))


def loaded(content: str) -> tuple[str, ...]:
    """The words of a claim that take sides rather than tell («regime», «so-called»), in order."""
    low = (word.strip("«»\"'“”‘’.,;:!?()").lower() for word in content.split())
    return tuple(dict.fromkeys(word for word in low if word in words("loaded_words", "word")))


class _Claims:
    def __init__(self, parsed: Parse, references: list[Reference], asserted: list[Unit]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.causes = Causes(parsed, self.parties, asserted)
        self.trends = Trends(parsed, self.parties)

    def of_unit(self, unit: Unit) -> list[Draft]:
        """The claims of a clause and of those that hang on it."""
        clause = unit.main
        low = self._words(clause)
        if self._recommends(clause, low):
            return [self._draft(ClaimKind.RECOMMENDATION, unit, clause, status=Status.URGED), *self._caused(unit)]
        found = self._caused(unit)
        foreseen = self._forecast(clause, low)
        trend = self.trends.trend(clause)
        if trend is not None and trend.measure is not None and trend.direction is None:
            trend = None  # «continues to evolve»: no way up or down that a test could look for
        if foreseen is not None:
            status = Status.HYPOTHETICAL if scope.conditional(self.parse) else Status.PLANNED
            made = self._draft(ClaimKind.FORECAST, unit, clause, status=status)
            made.hedge = foreseen or made.hedge
            if trend is not None:
                made.measure, made.direction = trend.measure, trend.direction
            return [made, *found]
        if trend is not None:
            found.append(self._measured(ClaimKind.TREND, unit, clause, trend))
        else:
            found.extend(self._measured(ClaimKind.STATE, unit, clause, state) for state in self.trends.states(clause))
        if search("comparison", low, within=True) and self._actors(clause):
            direction = -1 if re.search(r"\b(?:less|fewer|weaker|smaller|lower)\b", low) else 1
            found.append(self._draft(ClaimKind.COMPARISON, unit, clause, direction=direction))
        values = words("value_words", "word")
        valued = any(token.low in values for token in self.tokens[clause.first : clause.last])
        if valued and all(draft.kind is ClaimKind.CAUSE and draft.verb != clause.verb for draft in found):
            found.append(self._draft(ClaimKind.EVALUATION, unit, clause))
        if not found and self._says_something(unit):
            likened = self.parse.verbs[clause.verb].lemma == "be" and self._after(clause) in ("a", "an")
            found.append(self._draft(ClaimKind.EVALUATION if likened else None, unit, clause))
        for inner in unit.inner:
            found.extend(self._of_inner(inner))
        return found

    def _of_inner(self, clause: Clause) -> list[Draft]:
        """A clause that hangs on another: only what a test could look at."""
        alone = Unit(clause, (), clause.first, clause.last)
        trend = self.trends.trend(clause)
        if trend is not None and trend.measure and trend.direction and len(trend.actors or self._actors(clause)) > 1:
            return [self._measured(ClaimKind.TREND, alone, clause, trend)]
        states = self.trends.states(clause) if trend is None else []
        return [self._measured(ClaimKind.STATE, alone, clause, state) for state in states]

    # --- kinds -------------------------------------------------------------------------------------------------------

    def _recommends(self, clause: Clause, low: str) -> bool:
        verb = self.parse.verbs[clause.verb]
        if verb.mood == "imp":
            return True
        duty = verb.modal in ("should", "must", "ought") and not verb.perfect
        if duty and search("epistemic", low) is None:
            return True
        advice = search("advice", low)
        return advice is not None and (verb.lemma == "need" or "need" not in advice)

    def _forecast(self, clause: Clause, low: str) -> str | None:
        """The words that foresee, empty for a plain «will»; None where nothing is foreseen."""
        verb = self.parse.verbs[clause.verb]
        cue = search("forecast", low)
        if cue is not None:
            return cue
        if verb.modal in ("will", "shall"):
            return None if verb.perfect else ""
        if verb.modal == "would" and not verb.perfect and "would rather" not in low:
            above = scope.scope_of(self.parse, clause.verb)
            if scope.conditional(self.parse) == "if" or (above is not None and above.kind == "report"):
                return "would"
        soft = verb.modal in ("may", "might", "could") and not verb.perfect
        if soft and (search("future", low) or self.trends.changes(verb.lemma)):
            return verb.modal
        return None

    def _caused(self, unit: Unit) -> list[Draft]:
        found = []
        for cause in self.causes.of_unit(unit):
            draft = self._draft(ClaimKind.CAUSE, unit, cause.clause)
            draft.cause, draft.effect, draft.polarity = cause.cause, cause.effect, cause.polarity
            draft.relation = cause.relation
            first, last = min(cause.cause[0], cause.effect[0]), max(cause.cause[1], cause.effect[1])
            draft.start, draft.end = min(draft.start, first), max(draft.end, last)
            draft.actors = self._codes_between(first, last)
            modal = self.parse.verbs[cause.clause.verb].modal
            soft = modal in ("may", "might", "could", "would", "can") and cause.polarity != 0
            draft.hedge = modal if soft else draft.hedge
            if draft.cause[0] < draft.cause[1] and draft.effect[0] < draft.effect[1]:
                found.append(draft)
        return found

    def _measured(self, kind: ClaimKind, unit: Unit, clause: Clause, change: Trends.Change) -> Draft:
        draft = self._draft(kind, unit, clause, measure=change.measure, direction=change.direction)
        draft.actors = change.actors or (draft.actors if change.measure else ())
        draft.status = change.status
        return draft

    # --- parts -------------------------------------------------------------------------------------------------------

    def _draft(
        self,
        kind: ClaimKind | None,
        unit: Unit,
        clause: Clause,
        *,
        measure: str | None = None,
        direction: int | None = None,
        status: Status | None = None,
    ) -> Draft:
        start, end = self.tokens[unit.first].start, self.tokens[unit.last - 1].end
        actors = self._actors(clause) or self._codes_between(start, end)
        made = Draft(kind, start, end, clause.verb, actors, hedge(self.parse, clause), measure, direction, status)
        made.booster = booster(self.parse, clause)
        return made

    def _actors(self, clause: Clause) -> tuple[str, ...]:
        """Record codes in the clause, the subject's first; for a passive those after «by» first."""
        verb = self.parse.verbs[clause.verb]
        ordered: list[int] = []
        if verb.passive:
            ordered.extend(i for prep, _, group in verb.prepositions if prep == "by" for i in self.parties.doers(group))
        ordered.extend(i for phrase in verb.subject for i in self.parties.named(phrase))
        because = verb.subject and search("reason", self.parse.words(clause.first, clause.first + 4)) is not None
        first = max(clause.first, verb.subject[0].first) if because else clause.first  # «Due to Iran, ties with …»
        for k in range(first, clause.last):
            if self.tokens[k].actors and not self.parties.neutral(k) and not self.parties.is_place(k):
                ordered.extend(self.tokens[k].actors)
        mutual = self.parties.codes([i for phrase in verb.subject for i in self.parties.named(phrase)])
        if len(mutual) >= 2 and any(
            self.parse.low(k) == "other" and self.parse.low(k - 1) == "each" for k in range(clause.first, clause.last)
        ):
            return mutual
        return self.parties.codes(ordered)

    def _codes_between(self, start: int, end: int) -> tuple[str, ...]:
        inside = [k for k, token in enumerate(self.tokens) if token.actors and start <= token.start < end]
        meant = (k for k in inside if not self.parties.neutral(k) and not self.parties.is_place(k))
        return self.parties.codes([i for k in meant for i in self.tokens[k].actors])

    def _words(self, clause: Clause) -> str:
        return self.parse.words(clause.first, clause.last)

    def _after(self, clause: Clause) -> str:
        return self.parse.low(self.parse.verbs[clause.verb].last + 1)

    def _says_something(self, unit: Unit) -> bool:
        """Is it a whole clause: with a subject, three words at least, and no bare frame («he added»)?"""
        verb = self.parse.verbs[unit.main.verb]
        words = sum(token.tag not in tuple('.,;:?!-"()') for token in self.tokens[unit.first : unit.last])
        framed = verb.lemma in word_set("reporting") and words < 5
        return bool(verb.subject) and words >= 3 and not framed and self.parse.tag(unit.first) != "W"
