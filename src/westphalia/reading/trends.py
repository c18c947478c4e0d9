"""How relations change and how they are: trends («ties have deepened») and states («are allies», «remain hostile»)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.arguments import coordination
from westphalia.reading.parties import Parties
from westphalia.reading.patterns import pattern
from westphalia.reading.syntax import Parse, Phrase
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.units import Clause


class Trends:
    """The trends and states that the clauses of one sentence tell."""

    @dataclass(frozen=True, slots=True)
    class Change:
        """What is measured, which way it goes, whose it is where that is narrower than the clause, how real it is."""

        measure: str | None
        direction: int | None
        actors: tuple[str, ...] = ()
        status: Status | None = None

    def __init__(self, parsed: Parse, parties: Parties) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.parties = parties

    def trend(self, clause: Clause) -> Change | None:
        """The trend that a clause tells, by a phrase, its verb, or a word before a measured noun."""
        low = self.parse.words(clause.first, clause.last)
        match = _any("trend_phrases").search(low)
        if match is not None:
            row = _rows("trend_phrases")[match.group()]
            change = self.Change(row["measure"], int(row["direction"]))
            return self._of_inner(clause, change, self.parse.token_at(clause.first, clause.last, match.start()))
        verb = self.parse.verbs[clause.verb]
        way = None if verb.negated or self._is_so(clause) else self._way(clause)
        if way is not None:
            group = verb.objects[0] if verb.objects and not verb.passive else verb.subject
            measured = next((phrase for phrase in group if self._measure(phrase)), None)
            if measured is not None:
                status = Status.HYPOTHETICAL if verb.tense == "cond" else None
                return replace(self._changed(clause, measured, way), status=status)
        for phrase in self.parse.phrases:
            if clause.first <= phrase.first and phrase.last <= clause.last and self._measure(phrase):
                inside = self.parse.words(max(clause.first, phrase.first - 1), phrase.head)
                found = _any("trend_words").search(inside)
                if found is not None:
                    row = _rows("trend_words")[found.group()]
                    return self._changed(clause, phrase, (int(row["direction"]), row["on"]))
        return self.Change(None, None) if pattern("becoming").search(low) else None

    def changes(self, lemma: str) -> bool:
        """Is it a verb of change («improve», «fall»)?"""
        return lemma in _verbs()

    def states(self, clause: Clause) -> list[Change]:
        """The states that a clause tells; «united against X» tells two, of the friends and of each with X."""
        verb = self.parse.verbs[clause.verb]
        if verb.lemma not in word_set("stative") and not self._is_so(clause):
            return []
        match = _any("state_cues").search(self.parse.words(verb.first, clause.last))
        if match is None or match.start() >= 60:
            return self._quality(clause)
        row = _rows("state_cues")[match.group()]
        direction = -int(row["direction"]) if verb.negated else int(row["direction"])
        friends = self._codes(verb.subject)
        if any(self.parse.low(k) == "neither" for p in verb.subject for k in (p.first - 1, p.first)):
            whose = self._codes([p for p in self.parse.phrases if verb.last < p.first < clause.last])
            return [self.Change(row["measure"], -direction, (friend, *whose[:1])) for friend in friends]
        found = [self.Change(row["measure"], direction, friends if len(friends) > 1 else ())]
        against = pattern("against").search(self.parse.words(verb.first, clause.last))
        if against is not None and row["direction"] == "1" and friends:
            at = self.parse.token_at(verb.first, clause.last, against.end())
            foes = self._codes([phrase for phrase in self.parse.phrases if at <= phrase.first < clause.last])
            found[0] = replace(found[0], actors=friends)
            found.extend(
                self.Change("relations", -1, (friend, foes[0])) for friend in friends if foes and foes[0] != friend
            )
        return found

    def _quality(self, clause: Clause) -> list[Change]:
        """«Relations between X and Y are close», «X and Y have tense relations»: a measured noun that is so or so."""
        verb = self.parse.verbs[clause.verb]
        if verb.lemma in ("have", "enjoy", "share") and verb.objects:
            what = verb.objects[0][0]
            inside = [self.parse.low(k) for k in range(what.first, what.head)]
            quality = next((_qualities()[low] for low in inside if low in _qualities()), None)
            if quality is None or not self._measure(what):
                return []
            owners = self._owners(clause, what)
            whose = (*self._codes(verb.subject), *owners)
            return [
                self.Change(self._measure(what), -quality if verb.negated else quality, tuple(dict.fromkeys(whose)))
            ]
        measured = next((phrase for phrase in verb.subject if self._measure(phrase)), None)
        if measured is None or not (verb.lemma in ("be", "remain", "stay") or self._is_so(clause)):
            return []
        after = verb.main if self._is_so(clause) else verb.last + 1
        for token in self.tokens[after : min(clause.last, verb.last + 6)]:
            if token.tag in ",;:":
                break
            if token.low in _qualities():
                flipped = verb.negated and token.low not in word_set("superlative by never")
                direction = _qualities()[token.low] * (-1 if flipped else 1)
                return [self.Change(self._measure(measured), direction, self._owners(clause, measured))]
        return []

    def _is_so(self, clause: Clause) -> bool:
        """«are strained», «are closely aligned»: how something is, though a verb says it."""
        verb = self.parse.verbs[clause.verb]
        so = self.parse.low(verb.main)
        return (
            verb.passive
            and verb.tense == "pres"
            and not verb.perfect
            and (so in _qualities() or so in _rows("state_cues"))
        )

    def _way(self, clause: Clause) -> tuple[int, str] | None:
        """Which way the clause's verb goes, its own or that of «continue to improve», «began to fall»."""
        verb = self.parse.verbs[clause.verb]
        if verb.lemma in _verbs() and self.parse.tag(verb.main) == "V":
            return _verbs()[verb.lemma]
        if verb.lemma in word_set("going on"):
            for inner in self.parse.verbs:
                if inner.control == clause.verb and inner.mood in ("inf", "ger") and inner.lemma in _verbs():
                    return _verbs()[inner.lemma]
        return None

    def _changed(self, clause: Clause, phrase: Phrase, way: tuple[int, str]) -> Change:
        """Better relations are +1, more conflict is +1; what only changes has no direction."""
        measure = self._measure(phrase)
        direction = -way[0] if way[1] == "quality" and measure == "conflict" else way[0]
        owners = self._owners(clause, phrase)
        return self.Change(measure, direction or None, owners if len(owners) > 1 else ())

    def _owners(self, clause: Clause, phrase: Phrase) -> tuple[str, ...]:
        """Between whom: «relations between X and Y», «X's trade with Y»."""
        own = self.parties.named(phrase)
        j = phrase.last
        while j < clause.last and self.parse.tag(j) in ("P", "T") and j + 1 in self.parse.phrase_at:
            group = coordination(self.parse, self.parse.phrase_at[j + 1], True)
            if self.parse.low(j) in ("between", "with", "of", "among", "from", "to"):
                own.extend(self.parties.targets(group))
            j = group[-1].last
        return self.parties.codes(own)

    def _of_inner(self, clause: Clause, change: Change, at: int) -> Change:
        """A trend told by an -ing form or infinitive («a strategy for getting closer to X») is as real as that form."""
        number = max((k for k, verb in enumerate(self.parse.verbs) if verb.first <= at), default=clause.verb)
        inner = self.parse.verbs[number]
        if number == clause.verb or inner.mood not in ("ger", "inf"):
            subject = self._codes(self.parse.verbs[clause.verb].subject)
            mutual = len(subject) > 1 and self.parse.words(clause.first, clause.last).find("each other") >= 0
            return replace(change, actors=subject if mutual else ())
        status = statuses.of_verb(self.parse, number)
        real = None if status is Status.HAPPENED else status or Status.HYPOTHETICAL
        if inner.first != at:
            return replace(change, status=real)
        before = [i for k in range(max(0, at - 4), at) for i in self.tokens[k].actors]
        after = [
            i for prep, _, group in inner.prepositions if prep in ("to", "with") for i in self.parties.targets(group)
        ]
        return replace(change, status=real, actors=self.parties.codes([*before, *after]))

    def _measure(self, phrase: Phrase) -> str | None:
        return measured_nouns().get(self.parse.low(phrase.head))

    def _codes(self, phrases: list[Phrase]) -> tuple[str, ...]:
        return self.parties.codes([i for phrase in phrases for i in self.parties.named(phrase)])


@cache
def _rows(name: str) -> dict[str, dict[str, str]]:
    return {row["phrase"]: row for row in table(name)}


@cache
def _any(name: str) -> re.Pattern[str]:
    """All phrases of a table as one pattern, the longest first."""
    phrases = sorted(_rows(name), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(phrase) for phrase in phrases) + r")\b")


@cache
def _verbs() -> dict[str, tuple[int, str]]:
    rows = table("trend_verbs")
    return {verb: (int(row["direction"]), row["on"]) for row in rows for verb in alternatives(row["verbs"])}


@cache
def measured_nouns() -> dict[str, str]:
    """What nouns such as «relations» and «tension» measure."""
    return {noun: row["measure"] for row in table("measured_nouns") for noun in alternatives(row["nouns"])}


@cache
def _qualities() -> dict[str, int]:
    return {row["word"]: int(row["direction"]) for row in table("state_qualities")}
