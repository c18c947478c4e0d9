"""What brings about what: by a verb («sanctions harden …»), a phrase («led to»), or a reason («because …»)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from westphalia.reading.antecedents import is_person
from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.patterns import pattern
from westphalia.reading.reasons import clause_before, reasons
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set
from westphalia.reading.units import Clause, Unit
from westphalia.reading.verbs import inflections

_OWN = ("its", "their", "his", "her", "our")
Found = tuple[tuple[int, int], tuple[int, int], int] | None


@dataclass(frozen=True, slots=True)
class Cause:
    """Character spans of cause and effect, and how the one bears on the other (+1, 0, -1).

    `relation` is +1 where the verb itself brings people together («unites»), 0 where it parts them, else None.
    """

    clause: Clause
    cause: tuple[int, int]
    effect: tuple[int, int]
    polarity: int
    relation: int | None = None


class Causes:
    """The causal assertions of one sentence."""

    def __init__(self, parsed: Parse, parties: Parties, asserted: Sequence[Unit]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.parties = parties
        self.reasons = list(reasons(parsed))
        self.starts = sorted({unit.first for unit in asserted})

    def of_unit(self, unit: Unit) -> list[Cause]:
        """Those of a clause, of those that hang on it, and between the two."""
        found = [cause for clause in (unit.main, *unit.inner) if (cause := self._of_clause(clause)) is not None]
        at = self.starts.index(unit.first)
        first = unit.first if at else 0
        last = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.tokens)
        for k, before, after, polarity in self.reasons:
            if first <= k < last:
                inner = next((clause for clause in unit.inner if clause.first <= k + 2 and k < clause.last), unit.main)
                found.append(Cause(inner, self._span(*before), self._span(*after), polarity))
        found += self._participles(unit, first, last)
        for inner in unit.inner:
            reason = self._as_it_does(unit, inner)
            if reason is not None:
                found.append(reason)
        return found

    def _of_clause(self, clause: Clause) -> Cause | None:
        verb = self.parse.verbs[clause.verb]
        found = (
            self._moved(clause, verb)
            or self._by_verb(clause, verb)
            or self._by_phrase(clause, verb)
            or self._comes_of(clause, verb)
            or self._lies_behind(clause, verb)
            or self._laid_on(clause, verb)
            or self._by_preposition(clause)
            or self._without(clause, verb)
        )
        if found is None:
            return None
        cause, effect, polarity = found
        instead = self._instead(clause, cause)
        cause, effect = self._without_excluded(instead or cause), self._without_excluded(effect)
        carrier = self._carrier(clause.verb)
        relation = 1 if carrier.lemma in word_set("uniting") else 0 if carrier.lemma in word_set("parting") else None
        in_vain = pattern("in vain").search(self.parse.words(clause.first, clause.last)) is not None
        never_in_vain = verb.lemma == "fail" and verb.negated  # «did not fail to harm»
        cleft = self._not_it(clause.verb)
        if instead is None and (verb.negated or carrier.negated or in_vain or cleft) and not never_in_vain:
            polarity = 0
        return Cause(clause, cause, effect, polarity, relation)

    def _moved(self, clause: Clause, verb: Verb) -> Found:
        """«brings B and C closer», «drove Morocco to recognise Israel», «cost France its base»: somebody is moved."""
        done = self._carrier(clause.verb)
        spared = done.lemma in word_set("sparing") and not done.passive and done.objects and self._is_cause(verb)
        if spared and self.parse.low(done.objects[0][-1].last) == "from":
            at = done.objects[0][-1].last + 1  # «saves Kenya from default»
            return (self._subject(verb), self._span(at, clause.last), -1) if at < clause.last else None
        if done.lemma not in _words("moves") or done.passive or not done.objects or not self._is_cause(verb):
            return None
        at = done.objects[0][-1].last
        led = any(v.control is not None and self.parse.verbs[v.control] is done and v.first >= at for v in self._bare())
        gift = len(done.objects) > 1
        low = self.parse.low(at)
        kept = done.lemma == "keep" and at < clause.last and low not in (",", "and")  # «kept the guns quiet»
        whereto = (
            kept
            or (done.lemma == "make" and low in word_set("made so"))
            or low in word_set("whereto")
            or low in word_set("closer")
            or (done.lemma == "make" and self._compares(at))
        )
        if not (led or gift or whereto or self._bare_after(at, clause.last)):
            return None
        kept = done.lemma == "keep" and low == "from"  # «kept the war from spreading»
        impossible = done.lemma == "make" and low in ("impossible", "unlikely", "pointless", "less", "harder")
        last = at if impossible or low in word_set("made so") else clause.last
        return self._subject(verb), self._span(done.objects[0][0].first, last), -1 if kept or impossible else 1

    def _bare(self) -> list[Verb]:
        return [verb for verb in self.parse.verbs if verb.mood in ("inf", "ger")]

    def _bare_after(self, at: int, last: int) -> bool:
        """«made Finland join NATO»: a verb right after the object."""
        return at < last and at in self.parse.verb_at

    def _compares(self, k: int) -> bool:
        low = self.parse.low(k)
        return low in ("more", "less", "fewer", "worse", "better") or (low.endswith("er") and len(low) > 5)

    def _without(self, clause: Clause, verb: Verb) -> Found:
        """«Without X, Y would freeze»: X keeps Y from it."""
        if self.parse.low(clause.first) != "without" or verb.modal != "would" or not verb.subject:
            return None
        stop = verb.subject[0].first
        if stop <= clause.first + 1:
            return None
        return self._span(clause.first + 1, stop), self._span(stop, clause.last), -1

    def _carrier(self, number: int) -> Verb:
        """The verb that names the effect: «only serve to harden», «help to deepen»."""
        verb = self.parse.verbs[number]
        little = verb.lemma == "do" and self.parse.low(verb.last + 1) in ("little", "nothing", "much")
        if verb.lemma in word_set("serving") or little or self.parse.low(verb.last + 1) == "unlikely":
            for inner in self.parse.verbs:
                near = little or not inner.of_object or self.parse.low(inner.first - 1) == "unlikely"
                if inner.mood == "inf" and inner.control == number and near:
                    return inner
        return verb

    def _by_verb(self, clause: Clause, verb: Verb) -> Found:
        done = self._carrier(clause.verb)
        polarity = _verbs().get(done.lemma) if self.parse.tag(done.main) == "V" else None
        by = [(at, group) for prep, at, group in done.prepositions if prep == "by"]
        if polarity is not None and done.passive and by and verb.subject and done is verb:
            if not self._is_thing(by[0][1]):
                return None  # «were driven back by soldiers»
            return self._span(by[0][1][0].first, clause.last), self._subject(verb), polarity
        if polarity is None or not done.objects or not verb.subject or done.passive or not self._is_cause(verb):
            return None
        head = done.objects[0][0]
        if self.parse.tag(head.head) not in ("N", "M"):
            return None
        stop = max(done.end, clause.last)
        dash = (k for k in range(done.last + 1, stop) if self.tokens[k].tag in "-;" and self.tokens[k].text != "-")
        return self._subject(verb), self._span(head.first, next(dash, stop)), polarity

    def _by_phrase(self, clause: Clause, verb: Verb) -> Found:
        match = _any_phrase().search(self.parse.words(clause.first, clause.last))
        if match is None or not verb.subject or verb.mood != "fin":
            return None
        begin = self.parse.token_at(clause.first, clause.last, match.start())
        at = self.parse.token_at(clause.first, clause.last, match.end())
        if at >= clause.last or verb.first > begin + 2 or not self._is_cause(verb):
            return None
        return self._subject(verb), self._span(at, clause.last), _phrases()[match.group(1)]

    def _comes_of(self, clause: Clause, verb: Verb) -> Found:
        """«X stems from Y», «X is rooted in Y», «X is the result of Y», «X owes much to Y»: Y causes X."""
        if verb.mood != "fin" or not verb.subject:
            return None
        if verb.lemma == "owe":
            return self._owed(clause, verb)
        at = None
        if verb.lemma == "be":
            match = pattern("outcome").search(self.parse.words(verb.last + 1, clause.last))
            at = self.parse.token_at(verb.last + 1, clause.last, match.end()) if match is not None else None
        elif verb.lemma in word_set("coming from") and not verb.objects and not verb.passive:
            at = next((at + 1 for prep, at, _ in verb.prepositions if prep == "from"), None)
        elif verb.lemma == "root" and verb.passive:
            at = next((at + 1 for prep, at, _ in verb.prepositions if prep == "in"), None)
        if at is None or at >= clause.last or at in self.parse.verb_at:
            return None
        return self._span(at, clause.last), self._subject(verb), 1

    def _lies_behind(self, clause: Clause, verb: Verb) -> Found:
        """«X is to blame for Y», «X is the reason for Y», «X lies behind Y»; «The reason for Y is X»."""
        if verb.lemma == "blame" and verb.modal == "is to" and self.parse.low(verb.last + 1) == "for" and verb.subject:
            return self._subject(verb), self._span(verb.last + 2, clause.last), 1
        if verb.mood != "fin" or not verb.subject or verb.lemma not in ("be", "lie", "stand", "remain"):
            return None
        head = verb.subject[0]
        if self.parse.low(head.head) in word_set("causes") and self.parse.low(head.last) in ("of", "for", "behind"):
            at = verb.last + 1
            effect = self._span(head.last + 1, verb.first) if head.last + 1 < verb.first else None
            return (self._span(at, clause.last), effect, 1) if effect and at < clause.last else None
        match = pattern("behind").search(self.parse.words(verb.last + 1, clause.last))
        at = self.parse.token_at(verb.last + 1, clause.last, match.end()) if match is not None else clause.last
        if at >= clause.last or not self._is_cause(verb):
            return None
        return self._subject(verb), self._span(at, clause.last), 1

    def _laid_on(self, clause: Clause, verb: Verb) -> Found:
        """«blames the crash on jamming», «the drought is attributed to the dam»: what comes of what."""
        prep = {"blame": "on", "attribute": "to", "ascribe": "to"}.get(verb.lemma)
        low, before, things = next((one for one in verb.prepositions if one[0] not in ("of", "in")), ("", 0, []))
        effect = verb.subject if verb.passive else verb.objects[0] if verb.objects else []
        if low != prep or not things or not effect or not self._is_thing(things) or not self._is_thing(effect):
            return None  # «blames the delay on Chile»
        at = before + 1
        return self._span(at, clause.last), self._span(effect[0].first, verb.first if verb.passive else at - 1), 1

    def _owed(self, clause: Clause, verb: Verb) -> Found:
        """«Peace owes much to the mediators», «Chad owes its oil to a treaty», but not «Chad owes a loan to Libya»."""
        at = next((at + 1 for prep, at, _ in verb.prepositions if prep == "to"), None)
        if at is None or at >= clause.last or not verb.objects:
            return None
        first = verb.objects[0][0]
        if self.parse.low(first.first) in _OWN:
            return self._span(at, clause.last), self._span(first.first, at - 1), 1
        if self.parse.low(first.head) not in word_set("as much as that") or not self._is_thing(verb.subject):
            return None
        none = self.parse.low(first.head) in ("nothing", "little")
        return self._span(at, clause.last), self._subject(verb), 0 if none else 1

    def _by_preposition(self, clause: Clause) -> Found:
        """«because of X», «despite X»: up to the next comma; the effect is the rest of the clause."""
        low = self.parse.words(clause.first, clause.last)
        match = pattern("reason").search(low)
        polarity = 1
        if match is None:
            match, polarity = pattern("in spite").search(low), 0
        if match is None:
            return None
        begin = self.parse.token_at(clause.first, clause.last, match.start())
        at = self.parse.token_at(clause.first, clause.last, match.end())
        stop = next((k for k in range(at, clause.last) if self.parse.tag(k) == ","), clause.last)
        if at >= clause.last or at in self.parse.verb_at:
            return None  # «are due to meet»
        if begin > clause.first:
            last = begin - 1 if self.parse.low(begin - 1) in ("is", "was", "are", "were") else begin
            return self._span(at, stop), self._span(clause.first, last), polarity
        subject = self.parse.verbs[clause.verb].subject
        if stop == clause.last and subject and subject[0].first > at:
            return self._span(at, subject[0].first), self._span(subject[0].first, clause.last), polarity
        return (self._span(at, stop), self._span(stop + 1, clause.last), polarity) if stop + 1 < clause.last else None

    def _participles(self, unit: Unit, first: int, last: int) -> Iterator[Cause]:
        """«…, leading to riots», «…, prompting Beijing to call off the talks»: what the clause before brings about."""
        for verb in self.parse.verbs:
            comma = verb.first - 1 - (self.parse.low(verb.first - 1) in ("thus", "thereby"))
            if verb.mood != "ger" or not first < verb.first < last or self.parse.tag(comma) != ",":
                continue
            after = f"{verb.lemma} {self.parse.low(verb.last + 1)}"
            polarity = _verbs().get(verb.lemma, 1 if verb.lemma in _words("moves") else None)
            if after in ("lead to", "result in", "contribute to"):
                at, polarity = verb.last + 2, 1
            elif polarity is None or not verb.objects:
                continue
            else:
                at = verb.objects[0][0].first
            end = self.parse.mark(at, (",", ";", ":", "."))
            begin = clause_before(self.parse, comma)
            if begin < comma and at < end:
                yield Cause(unit.main, self._span(begin, comma), self._span(at, end), polarity)

    def _as_it_does(self, unit: Unit, inner: Clause) -> Cause | None:
        """«X, as it does Y»: Y causes X."""
        thing = self.parse.low(inner.first) in word_set("pronouns of things")
        follows = thing and self.parse.tag(inner.first - 2) == ","
        if inner.opener != "as" or not follows or self.parse.verbs[inner.verb].lemma in word_set("as it does"):
            return None
        main = unit.main
        last = min(inner.last, main.first) if main.first > inner.first else inner.last
        effect_last = min(main.last, inner.first) if main.first < inner.first else main.last
        return Cause(inner, self._span(inner.first, last), self._span(main.first, effect_last), 1)

    def _is_cause(self, verb: Verb) -> bool:
        return bool(verb.subject) and self._is_thing(verb.subject)

    def _is_thing(self, phrases: list[Phrase]) -> bool:
        """A cause is a thing or a deed («sanctions»), not somebody who acts («Russia strengthened its army»)."""
        head = self.tokens[phrases[0].head]
        if head.tag in ("U", "D") and head.low not in word_set("pronouns of things"):
            return False
        if is_person(head.low) or is_person(head.low.removesuffix("s")):
            return False  # «truckers blocked the road»
        if head_kind(self.tokens, phrases[0]) in ("agent", "speaker"):
            return False  # «its air force destroyed the depot»
        return not self.parties.doers(phrases) or not head.actors

    def _subject(self, verb: Verb) -> tuple[int, int]:
        """The subject with what hangs on it; without it where another clause stands before the verb."""
        if self.parse.tag(verb.first - 1) == "W" and (told_of := self._before_relative(verb.first - 1)):
            return told_of
        first, last = verb.subject[0].first, verb.subject[-1].last
        between = range(last, verb.first)
        relative = self.parse.tag(last) in ("P", "W") and not any(self.tokens[k].tag in ",;-" for k in between)
        if verb.first >= last and (relative or not any(self.parse.is_finite(k) for k in between)):
            end = verb.first
            while end > last and self.tokens[end - 1].tag in "RXW,":
                end -= 1
            last = end
        return self._span(first, last)

    def _before_relative(self, at: int) -> tuple[int, int] | None:
        """«cut ties over a raid that hurt trade»: the raid; «a levy on sugar that hurt trade»: the levy on it."""
        phrase = self.parse.phrase_before.get(at)
        if phrase is None:
            return None
        whole: Phrase | None = phrase
        while whole is not None:
            phrase = whole
            joined = self.parse.low(phrase.first - 1) in word_set("noun prepositions")
            whole = self.parse.phrase_before.get(phrase.first - 1) if joined else None
        return self._span(phrase.first, at)

    def _not_it(self, number: int) -> bool:
        """«It was not the dam that caused it»."""
        verb = self.parse.verbs[number]
        above = self.parse.verbs[number - 1] if number else None
        if above is None or self.parse.tag(verb.first - 1) != "W" or not above.subject:
            return False
        it = self.parse.low(above.subject[0].head) == "it" and above.lemma == "be" and above.negated
        return it and not any(self.parse.low(k) == "but" for k in range(above.last, verb.first))

    def _instead(self, clause: Clause, cause: tuple[int, int]) -> tuple[int, int] | None:
        """«not because of the dam but because of drought»: the words after «but», where the cause before is none."""
        verb = self.parse.verbs[clause.verb]
        at = next(k for k, token in enumerate(self.tokens) if token.start >= cause[0])
        before = [self.parse.low(k) for k in range(max(0, at - 3), at + 1)]
        stop = len(self.tokens)
        if self._not_it(clause.verb):
            at = verb.last
        elif "not" in before and at < verb.first:
            stop = verb.first
        elif "not" not in before and not (verb.negated and verb.last < at):
            return None
        but = next((k for k in range(at, stop) if self.parse.low(k) == "but" or self.tokens[k].tag in ",;."), stop)
        if self.parse.low(but) != "but":
            return None
        reason = pattern("reason").match(self.parse.words(but + 1, stop))
        skipped = len(reason.group().split()) if reason else int(self.parse.low(but + 1) in ("by", "from", "of", "in"))
        last = next((k for k in range(but + 1, stop) if self.tokens[k].tag in ".,;"), stop)
        return self._span(but + 1 + skipped, last) if but + 1 + skipped < last else None

    def _without_excluded(self, span: tuple[int, int]) -> tuple[int, int]:
        """«Drought, not the dam, caused it», «drought, according to Fiji»: what else is told there is left out."""
        inside = [k for k, token in enumerate(self.tokens) if span[0] <= token.start < span[1]]
        for k in inside[1:]:
            apart = self.parse.tag(k) == "X" and (self.parse.tag(k - 1) == "," or self.parse.low(k - 1) == "and")
            source = self.parse.tag(k) == "," and (
                self.parse.words(k + 1, k + 3) == "according to" or self._apposed(k + 1)
            )
            rather = (self.parse.low(k), self.parse.low(k + 1)) in (("rather", "than"), ("instead", "of"))
            but = self.parse.low(k) == "but" and self.parse.low(k - 1) not in word_set("all but")
            if source or rather or but or (apart and k + 1 not in self.parse.verb_at):
                return self._span(inside[0], k)
        return span

    def _apposed(self, at: int) -> bool:
        """«…, a claim dismissed by Kabul»: is what follows said of what was told, not of the words before?"""
        phrase = self.parse.phrase_at.get(at)
        deed = phrase is not None and self.parse.low(phrase.head) in word_set("contents") | word_set("moves")
        return deed and self.parse.low(at) in ("a", "an")

    def _span(self, first: int, last: int) -> tuple[int, int]:
        while last > first + 1 and (self.tokens[last - 1].tag in tuple(',;:.-C"') or self.parse.low(last - 1) == "not"):
            last -= 1
        return self.tokens[first].start, self.tokens[max(first, last - 1)].end


@cache
def _words(kind: str) -> frozenset[str]:
    rows = (row for row in table("cause_cues") if row["kind"] == kind)
    return frozenset(word for row in rows for word in alternatives(row["words"]))


@cache
def _verbs() -> dict[str, int]:
    rows = (row for row in table("cause_cues") if row["kind"] == "verb")
    return {verb: int(row["polarity"]) for row in rows for verb in alternatives(row["words"])}


@cache
def _phrases() -> dict[str, int]:
    """Phrases in all their forms, and how the subject bears on what follows them."""
    found = {}
    for row in table("cause_cues"):
        for phrase in alternatives(row["words"]) if row["kind"] in ("phrase", "inflected") else ():
            verb, _, rest = phrase.partition(" ")
            forms = inflections(verb) if row["kind"] == "inflected" else (verb,)
            found.update({f"{form} {rest}": int(row["polarity"]) for form in forms})
    return found


@cache
def _any_phrase() -> re.Pattern[str]:
    phrases = sorted(_phrases(), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(map(re.escape, phrases)) + r")\b ?")
