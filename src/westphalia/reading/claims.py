"""What the text asserts: claims by kind, with holder, hedge, and the fields that a test against the record needs.

A sentence is cut into clauses at its finite verbs; each clause gives at most one claim of a kind. A clause that reports
(«X said that …») makes no claim of its own, its content does. Direction is +1 for more (friendlier relations, more
cooperation, more conflict, more alignment) and -1 for less; a cause that «cannot», «does not» or «fails to» bring about
its effect has polarity 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from westphalia.ontology.types import ClaimKind, Status
from westphalia.reading import scope
from westphalia.reading import status as statuses
from westphalia.reading.arguments import coordination
from westphalia.reading.mentions import Reference
from westphalia.reading.parties import Parties
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import alternatives, table, word_set, words
from westphalia.reading.tokens import Token


@dataclass(slots=True)
class Draft:
    """A claim in the making; spans are character offsets, `verb` the verb group that carries it."""

    kind: ClaimKind
    start: int
    end: int
    verb: int | None
    actors: tuple[str, ...] = ()
    hedge: str | None = None
    measure: str | None = None
    direction: int | None = None
    status: Status | None = None
    cause: tuple[int, int] | None = None
    effect: tuple[int, int] | None = None
    polarity: int | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """A finite clause: tokens `first` to `last`, end exclusive, around verb group `verb`."""

    verb: int
    first: int
    last: int


def find(text: str, parsed: Parse, references: list[Reference], reporting: frozenset[int]) -> list[Draft]:
    """The claims of one sentence, events apart (the reader adds those); `reporting` are verb groups that only attribute."""
    reader = _Claims(text, parsed, references)
    found: list[Draft] = []
    parts = clauses(parsed, reporting)
    for position, clause in enumerate(parts):
        found.extend(reader.of_clause(clause))
        reason = reader.reason(parts, position)
        if reason is not None:
            found.append(reason)
    return found


def clauses(parsed: Parse, reporting: frozenset[int] = frozenset()) -> list[Clause]:
    """The finite clauses of a sentence, in order; those of reporting verbs left out."""
    tokens = parsed.tokens
    numbers = [
        number
        for number, verb in enumerate(parsed.verbs)
        if verb.mood in ("fin", "imp")
        or (verb.mood == "inf" and verb.subject and verb.control is None and verb.parallel is None)
    ]
    starts = []
    for position, number in enumerate(numbers):
        verb = parsed.verbs[number]
        first = min([verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
        first = verb.first if verb.parallel is not None else first
        floor = parsed.verbs[numbers[position - 1]].last + 1 if position else 0
        if first < floor and not _relative_between(parsed, verb, numbers[position - 1]):
            first = verb.first
        starts.append(0 if position == 0 and not any(t.tag == "K" for t in tokens[:first]) else first)
    found = []
    for position, number in enumerate(numbers):
        if number in reporting:
            continue
        end = len(tokens)
        if position + 1 < len(numbers):
            following = starts[position + 1]
            opener = tokens[following - 1] if following else None
            if opener is None or opener.tag != "W":
                end = following
                while end > starts[position] + 1 and (
                    tokens[end - 1].tag in "CKW,;:-" or tokens[end - 1].low in ("that", "as")
                ):
                    end -= 1
        while end > starts[position] + 1 and tokens[end - 1].tag in '.,;:?!-"':
            end -= 1
        if end > starts[position]:
            found.append(Clause(number, starts[position], end))
    return found


def _relative_between(parsed: Parse, verb: Verb, before: int) -> bool:
    """Is the finite verb before this one inside the subject («Mexico, whose term ends, is likely …»)?"""
    inner = parsed.verbs[before]
    opener = min([inner.first, *(p.first for p in inner.subject if p.first < inner.first)]) - 1
    relative = parsed.tag(inner.first - 1) == "W" or parsed.tag(opener) == "W"
    return relative and bool(verb.subject) and verb.subject[-1].last <= inner.first


class _Claims:
    def __init__(self, text: str, parsed: Parse, references: list[Reference]) -> None:
        self.text = text
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.question = bool(scope.question(parsed))

    def of_clause(self, clause: Clause) -> list[Draft]:
        if self.question:
            return []
        verb = self.parse.verbs[clause.verb]
        low = " ".join(self._word(token) for token in self.tokens[clause.first : clause.last])
        found: list[Draft] = []
        recommended = self._recommendation(clause, verb, low)
        if recommended is not None:
            return [recommended]
        caused = self._cause(clause, verb, low)
        if caused is not None:
            found.append(caused)
        foreseen = self._forecast(clause, verb, low)
        if foreseen is not None:
            trend = self._trend(clause, verb, low)
            if trend is not None:
                foreseen.measure, foreseen.direction = trend.measure, trend.direction
            return [foreseen, *found]
        trend = self._trend(clause, verb, low)
        if trend is not None:
            found.append(trend)
        if trend is None:
            found.extend(self._state(clause, verb))
        compared = self._comparison(clause, low)
        if compared is not None:
            found.append(compared)
        if not found:
            valued = self._evaluation(clause)
            if valued is not None:
                found.append(valued)
        return found

    def reason(self, parts: list[Clause], position: int) -> Draft | None:
        """«X because Y», «X, as it does Y»: Y causes X."""
        clause = parts[position]
        opener = self.tokens[clause.first - 1] if clause.first else self.tokens[0]
        pronoun = self.tokens[clause.first].low in ("it", "this", "they", "these", "that")
        if opener.low != "because" and not (opener.low == "as" and opener.tag == "K" and pronoun and clause.first >= 2):
            return None
        if opener.low == "as" and self.parse.verbs[clause.verb].lemma in ("do", "have", "be", "say", "call", "happen"):
            return None
        if self.question or (opener.low == "as" and self.tokens[clause.first - 2].tag != ","):
            return None
        other = parts[position - 1] if position else parts[1] if len(parts) > 1 else None
        if other is None:
            return None
        first = clause.first + (opener is self.tokens[clause.first])
        last = min(clause.last, other.first) if other.first > clause.first else clause.last
        cause, effect = (
            self._span(first, last),
            self._span(other.first, min(other.last, clause.first) if position else other.last),
        )
        draft = self._draft(ClaimKind.CAUSE, Clause(clause.verb, first, last), hedge=self._hedge(clause))
        draft.cause, draft.effect, draft.polarity = cause, effect, 1
        return draft if cause[0] < cause[1] and effect[0] < effect[1] else None

    # --- kinds -------------------------------------------------------------------------------------------------------

    def _recommendation(self, clause: Clause, verb: Verb, low: str) -> Draft | None:
        if verb.mood == "imp":
            return self._draft(ClaimKind.RECOMMENDATION, clause, status=Status.URGED)
        if verb.modal in ("should", "must", "ought", "had better") and not verb.perfect and not _EPISTEMIC.search(low):
            return self._draft(ClaimKind.RECOMMENDATION, clause, status=Status.URGED)
        if _ADVICE.search(low) and (verb.lemma == "need" or "need" not in low):
            return self._draft(ClaimKind.RECOMMENDATION, clause, status=Status.URGED)
        return None

    def _forecast(self, clause: Clause, verb: Verb, low: str) -> Draft | None:
        match = _FORECAST.search(low)
        if (
            verb.modal in ("will", "shall")
            or match is not None
            or (verb.modal in ("may", "might", "could") and not verb.perfect and self._says_future(low, verb))
        ):
            if verb.modal == "will" and verb.perfect:
                return None
            hedge = (
                match.group() if match is not None else (verb.modal if verb.modal not in ("will", "shall") else None)
            )
            status = Status.HYPOTHETICAL if scope.conditional(self.parse) else Status.PLANNED
            return self._draft(ClaimKind.FORECAST, clause, hedge=hedge or self._hedge(clause), status=status)
        return None

    def _says_future(self, low: str, verb: Verb) -> bool:
        return bool(_FUTURE_TIME.search(low)) or verb.lemma in _trend_verbs()

    def _cause(self, clause: Clause, verb: Verb, low: str) -> Draft | None:
        number = clause.verb
        carrier = number
        # «only serve to harden», «cannot scare off», «helped to deepen»
        for inner, candidate in enumerate(self.parse.verbs):
            if (
                candidate.mood == "inf"
                and candidate.control == number
                and not candidate.of_object
                and verb.lemma in ("serve", "help", "tend", "work", "threaten", "go", "continue")
            ):
                carrier = inner
        done = self.parse.verbs[carrier]
        polarity = _cause_verbs().get(done.lemma) if self.tokens[done.main].tag == "V" else None
        effect: tuple[int, int] | None = None
        cause: tuple[int, int] | None = None
        if (
            polarity is not None
            and done.objects
            and self.tokens[done.objects[0][0].head].tag in "NM"
            and verb.subject
            and not done.passive
            and self._thing(verb)
        ):
            group = done.objects[0]
            effect = self._span(group[0].first, self._end_of(done, clause))
            cause = self._span(verb.subject[0].first, self._end_of_subject(verb))
        else:
            polarity = None
            match = _cause_phrases().search(low)
            if match is not None and verb.subject and verb.mood == "fin":
                at = self._token_at(clause, match.end())
                begin = self._token_at(clause, match.start())
                if at is not None and begin is not None and at < clause.last and verb.first <= begin + 2:
                    polarity = 1
                    cause = self._span(verb.subject[0].first, self._end_of_subject(verb))
                    effect = self._span(at, clause.last)
            if polarity is None:
                reason = _REASON.search(low)
                if reason is not None:
                    at = self._token_at(clause, reason.end())
                    begin = self._token_at(clause, reason.start())
                    if at is not None and begin is not None and at < clause.last:
                        polarity = 1
                        stop = next((k for k in range(at, clause.last) if self.tokens[k].tag == ","), clause.last)
                        cause = self._span(at, stop)
                        effect = (
                            self._span(clause.first, begin)
                            if begin > clause.first
                            else self._span(min(stop + 1, clause.last - 1), clause.last)
                        )
        if polarity is None or cause is None or effect is None or cause[0] >= cause[1] or effect[0] >= effect[1]:
            return None
        if verb.negated or done.negated or _IN_VAIN.search(low):
            polarity = 0
        hedge = (
            verb.modal
            if verb.modal in ("may", "might", "could", "would", "can") and not verb.negated
            else self._hedge(clause)
        )
        return self._draft(ClaimKind.CAUSE, clause, hedge=hedge, cause=cause, effect=effect, polarity=polarity)

    def _thing(self, verb: Verb) -> bool:
        """A cause is a thing or a deed («sanctions», «the pact»), not somebody who acts («Russia strengthened its army»)."""
        phrase = verb.subject[0]
        head = self.tokens[phrase.head]
        if head.tag in ("U", "D") and head.low not in ("this", "that", "it", "which", "these"):
            return False
        return not self.parties.doers(verb.subject) or (not head.actors and head.low not in _agents())

    def _trend(self, clause: Clause, verb: Verb, low: str) -> Draft | None:
        for row, pattern in _patterns("trend_phrases"):
            match = pattern.search(low)
            if match is not None:
                draft = self._draft(
                    ClaimKind.TREND,
                    clause,
                    measure=row["measure"],
                    direction=int(row["direction"]),
                    hedge=self._hedge(clause),
                )
                at = self._token_at(clause, match.start())
                return self._of_inner(draft, at) if at is not None else draft
        change = _trend_verbs().get(verb.lemma) if self.tokens[verb.main].tag == "V" else None
        if change is None and verb.lemma in ("continue", "begin", "start", "seem", "appear", "be", "become"):
            for candidate in self.parse.verbs:
                if (
                    candidate.control == clause.verb
                    and candidate.mood in ("inf", "ger")
                    and candidate.lemma in _trend_verbs()
                ):
                    change = _trend_verbs()[candidate.lemma]
        if change is not None and not verb.negated:
            groups = verb.objects[:1] if verb.objects and not verb.passive else [verb.subject]
            for phrase in (phrase for group in groups for phrase in group):
                measured = self._measured(phrase)
                if measured is not None:
                    return self._measured_trend(clause, phrase, measured, change)
        for phrase in self.parse.phrases:
            measured = self._measured(phrase) if clause.first <= phrase.first and phrase.last <= clause.last else None
            if measured is None:
                continue
            inside = " ".join(token.low for token in self.tokens[max(clause.first, phrase.first - 1) : phrase.head])
            for row, pattern in _patterns("trend_words"):
                if pattern.search(inside):
                    return self._measured_trend(clause, phrase, measured, (int(row["direction"]), row["on"]))
        if _BECOMING.search(low):
            return self._draft(ClaimKind.TREND, clause, hedge=self._hedge(clause))
        return None

    def _measured_trend(self, clause: Clause, phrase: Phrase, measured: str, change: tuple[int, str]) -> Draft:
        """The trend of relations, cooperation or conflict: better relations are +1, more conflict is +1."""
        direction: int | None = change[0] if change[1] == "quantity" or measured != "conflict" else -change[0]
        draft = self._draft(
            ClaimKind.TREND, clause, measure=measured, direction=direction or None, hedge=self._hedge(clause)
        )
        own = self.parties.named(phrase)
        j = phrase.last
        while j < clause.last and self.tokens[j].tag in "PT" and j + 1 in self.parse.phrase_at:
            group = coordination(self.parse, self.parse.phrase_at[j + 1], True)
            if self.tokens[j].low in ("between", "with", "of", "among", "from", "to"):
                own.extend(i for i in self.parties.targets(group) if i not in own)
            j = group[-1].last
        codes = tuple(dict.fromkeys(code for i in own if (code := self.references[i].code)))
        if len(codes) >= 2:
            draft.actors = codes
        return draft

    def _of_inner(self, draft: Draft, at: int) -> Draft:
        """A trend told by an -ing form or infinitive («a strategy for getting closer to X») is its subject's, and as
        real as that form says."""
        numbers = [k for k, verb in enumerate(self.parse.verbs) if verb.first <= at]
        number = numbers[-1] if numbers else None
        if number is None or number == draft.verb or self.parse.verbs[number].mood not in ("ger", "inf"):
            return draft
        status = statuses.of_verb(self.parse, number)
        if status is not Status.HAPPENED:
            draft.status = status or Status.HYPOTHETICAL
        inner = self.parse.verbs[number]
        before = [i for k in range(max(0, at - 4), at) for i in self.tokens[k].actors]
        after = [
            i for prep, _, group in inner.prepositions if prep in ("to", "with") for i in self.parties.targets(group)
        ]
        codes = tuple(dict.fromkeys(code for i in [*before, *after] if (code := self.references[i].code)))
        if self.parse.verbs[number].first == at:
            draft.actors = codes or draft.actors
        return draft

    def _measured(self, phrase: Phrase) -> str | None:
        return _measured_nouns().get(self.tokens[phrase.head].low)

    def _state(self, clause: Clause, verb: Verb) -> list[Draft]:
        if verb.lemma not in word_set("stative"):
            return []
        predicate = " ".join(self._word(token) for token in self.tokens[verb.first : clause.last])
        best: tuple[int, dict[str, str]] | None = None
        for row, pattern in _patterns("state_cues"):
            match = pattern.search(predicate)
            if match is not None and match.start() < 60 and (best is None or match.start() < best[0]):
                best = match.start(), row
        if best is None:
            return self._quality(clause, verb)
        direction = -int(best[1]["direction"]) if verb.negated else int(best[1]["direction"])
        hedge = self._hedge(clause)
        state = self._draft(ClaimKind.STATE, clause, measure=best[1]["measure"], direction=direction, hedge=hedge)
        if len(self._codes(verb.subject)) >= 2:
            state.actors = self._codes(verb.subject)
        found = [state]
        against = _AGAINST.search(predicate)
        if against is not None and best[1]["direction"] == "1":
            # «united in their opposition to X»: friends among themselves, no friends of X
            at = self._token_at(Clause(clause.verb, verb.first, clause.last), against.end())
            friends = self._codes(verb.subject)
            foes = self._codes([p for p in self.parse.phrases if at is not None and at <= p.first < clause.last])
            state.actors = friends or state.actors
            found.extend(
                self._draft(
                    ClaimKind.STATE, clause, measure="relations", direction=-1, hedge=hedge, actors=(friend, foe)
                )
                for friend in friends
                for foe in foes[:1]
                if foe not in friends
            )
        return found

    def _quality(self, clause: Clause, verb: Verb) -> list[Draft]:
        """«Relations between X and Y are close»: a measured noun that is so or so; high tension is more conflict."""
        measured = next((m for phrase in verb.subject if (m := self._measured(phrase))), None)
        if measured is None or verb.lemma not in ("be", "remain", "stay"):
            return []
        qualities = {row["word"]: int(row["direction"]) for row in table("state_qualities")}
        for token in self.tokens[verb.last + 1 : verb.last + 6]:
            if token.tag in ",;:":
                break
            if token.low in qualities:
                direction = -qualities[token.low] if verb.negated else qualities[token.low]
                hedge = self._hedge(clause)
                return [self._draft(ClaimKind.STATE, clause, measure=measured, direction=direction, hedge=hedge)]
        return []

    def _codes(self, phrases: list[Phrase]) -> tuple[str, ...]:
        named = (i for phrase in phrases for i in self.parties.named(phrase))
        return tuple(dict.fromkeys(code for i in named if (code := self.references[i].code)))

    def _comparison(self, clause: Clause, low: str) -> Draft | None:
        match = _COMPARISON.search(low)
        if match is None or match.end() >= len(low) or not self._actors(clause):
            return None
        direction = -1 if re.search(r"\b(?:less|fewer|weaker|smaller|lower)\b", match.group()) else 1
        return self._draft(ClaimKind.COMPARISON, clause, direction=direction, hedge=self._hedge(clause))

    def _evaluation(self, clause: Clause) -> Draft | None:
        values = words("value_words", "word")
        if any(token.low in values for token in self.tokens[clause.first : clause.last]):
            return self._draft(ClaimKind.EVALUATION, clause, hedge=self._hedge(clause))
        return None

    # --- parts -------------------------------------------------------------------------------------------------------

    def _draft(self, kind: ClaimKind, clause: Clause, **fields: object) -> Draft:
        start, end = self.tokens[clause.first].start, self.tokens[clause.last - 1].end
        draft = Draft(kind, start, end, clause.verb, self._actors(clause))
        mutual = self._codes(self.parse.verbs[clause.verb].subject)
        if len(mutual) >= 2 and any(
            token.low == "other" and self.tokens[k - 1].low == "each" for k, token in enumerate(self.tokens) if k
        ):
            draft.actors = mutual
        for name, value in fields.items():
            setattr(draft, name, value)
        return draft

    def _actors(self, clause: Clause) -> tuple[str, ...]:
        """Record codes in the clause, the subject's first; for a passive the «by» first."""
        verb = self.parse.verbs[clause.verb]
        ordered: list[int] = []
        if verb.passive:
            ordered.extend(i for prep, _, group in verb.prepositions if prep == "by" for i in self.parties.doers(group))
        ordered.extend(i for phrase in verb.subject for i in self.parties.named(phrase))
        for k in range(clause.first, clause.last):
            if self.tokens[k].actors and not self.parties.neutral(k):
                ordered.extend(self.tokens[k].actors)
        return tuple(dict.fromkeys(code for i in ordered if (code := self.references[i].code)))

    def _hedge(self, clause: Clause) -> str | None:
        """What softens the clause, in it or right before it («it seems that …»)."""
        first = max(0, clause.first - 3)
        match = _HEDGE.search(" ".join(token.low for token in self.tokens[first : clause.last]))
        return match.group() if match else None

    def _span(self, first: int, last: int) -> tuple[int, int]:
        return self.tokens[first].start, self.tokens[max(first, last - 1)].end

    def _end_of(self, verb: Verb, clause: Clause) -> int:
        """Where the effect ends: the end of the clause, or a dash before it."""
        last = max(verb.end, clause.last)
        return next(
            (k for k in range(verb.last + 1, last) if self.tokens[k].tag in "-;" and self.tokens[k].text != "-"), last
        )

    def _end_of_subject(self, verb: Verb) -> int:
        """Where the cause ends: before the verb, or with the subject where another clause stands between."""
        inner = verb.subject[-1].last
        between = range(inner, verb.first)
        relative = self.tokens[inner].tag in "PW" and not any(self.tokens[k].tag in ",;-" for k in between)
        if verb.first < inner or (not relative and any(self.parse.is_finite(k) for k in between)):
            return inner
        last = verb.first
        while last > inner and self.tokens[last - 1].tag in "RXW,":
            last -= 1
        return last

    @staticmethod
    def _word(token: Token) -> str:
        """The token in lower case; a mention shows only that it is one, so that «United States» is not «united»."""
        return "~" if token.actors else token.low

    def _token_at(self, clause: Clause, offset: int) -> int | None:
        """The token at an offset of the clause's lower-case words joined by spaces."""
        at = 0
        for k in range(clause.first, clause.last):
            if at >= offset:
                return k
            at += len(self._word(self.tokens[k])) + 1
        return clause.last if at >= offset else None


_EPISTEMIC = re.compile(
    r"\bshould (?:be expected|be able|be seen|come as|surprise|see|prove|become|reach)\b|\bmust (?:have|be seen)\b"
)
_ADVICE = re.compile(
    r"\b(?:needs? to (?!know|say)|had better|it is time (?:to|for|that)|it is (?:essential|imperative|necessary|vital) (?:to|that|for)|let us|"
    r"would do well to|the (?:answer|solution|remedy) is to|it would be (?:wise|better|unwise|a mistake) to|(?:is|are) advised to|"
    r"i (?:urge|recommend|propose)|we (?:urge|recommend|propose|call))\b"
)
_FORECAST = re.compile(
    r"\b(?:should be expected to|(?:is|are|was|were) (?:\w+ly )?(?:expected|likely|unlikely|set|bound|poised|about|certain|sure|going|destined|doomed) to|"
    r"can be expected to|in the coming (?:years|months|weeks|decades|days)|over the coming (?:years|months|weeks|decades)|it is only a matter of time)\b"
)
_FUTURE_TIME = re.compile(
    r"\b(?:next (?:year|month|week|decade)|soon|in the (?:near )?future|within (?:a|the next|\w+) (?:years?|months?|weeks?|decades?)|by 20\d\d|in the coming|eventually|one day|in the long (?:run|term))\b"
)
_IN_VAIN = re.compile(r"\b(?:cannot|can not|can n't|fails? to|failed to|does n't|do n't|did n't|will n't|in vain)\b")
_HEDGE = re.compile(
    r"\b(?:looks? like|seems?(?: to)?|appears?(?: to)?|perhaps|maybe|probably|possibly|apparently|arguably|presumably|could be seen as|"
    r"can be seen as|may be|might be|could be|is said to|are said to|reportedly|allegedly|is intended to|are intended to|tends? to|"
    r"in all likelihood|it is possible that|suggests? that|so-called|to some extent)\b"
)
_AGAINST = re.compile(
    r"\b(?:opposition to|opposed to|against|resistance to|hostility to|hostility towards?|resisting|opposing)\b ?"
)
_BECOMING = re.compile(
    r"\b(?:is|are|was|were) becoming\b|\bbecom(?:es|e|ing) (?:increasingly|more|less|ever)\b|\bmore and more\b|\bincreasingly\b|\bincreased rapidly\b"
)
_COMPARISON = re.compile(  # «as well as» compares nothing
    r"\b(?:more|less|fewer|better|worse|stronger|weaker|larger|smaller|greater|closer|higher|lower|bigger|further|richer|poorer|faster|\w+er) (?:[\w'’-]+ ){0,5}than\b(?! (?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|half|hundreds?|thousands?|once|twice|any|ever|\d+)\b)|"
    r"\bas (?!well |long |soon |far )(?:\w+ ){1,3}as\b|\bcompared (?:with|to)\b|\bin contrast (?:to|with)\b|\boutnumber|\boutweigh|\bunlike\b"
)
_REASON = re.compile(
    r"\b(?:because of|due to|thanks to|as a result of|owing to|in response to|on account of|as a consequence of|in reaction to|in retaliation for|because)\b ?"
)


@cache
def _cause_verbs() -> dict[str, int]:
    return {
        verb: int(row["polarity"])
        for row in table("cause_cues")
        if row["kind"] == "verb"
        for verb in alternatives(row["words"])
    }


@cache
def _cause_phrases() -> re.Pattern[str]:
    phrases = [p for row in table("cause_cues") if row["kind"] == "phrase" for p in alternatives(row["words"])]
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in sorted(phrases, key=len, reverse=True)) + r")\b ?")


@cache
def _trend_verbs() -> dict[str, tuple[int, str]]:
    return {
        verb: (int(row["direction"]), row["on"]) for row in table("trend_verbs") for verb in alternatives(row["verbs"])
    }


@cache
def _measured_nouns() -> dict[str, str]:
    return {noun: row["measure"] for row in table("measured_nouns") for noun in alternatives(row["nouns"])}


@cache
def _patterns(name: str) -> tuple[tuple[dict[str, str], re.Pattern[str]], ...]:
    return tuple((row, re.compile(rf"\b{re.escape(row['phrase'])}\b")) for row in table(name))


@cache
def _agents() -> frozenset[str]:
    return words("groups", "word", "agent") | words("groups", "word", "speaker")
