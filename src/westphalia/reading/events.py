"""Who did what to whom, as one sentence tells it.

A mutual deed («A and B signed», «talks between A and B», a visit, a sale) gives one event per ordered pair. A promise
is AGREE, a threat THREATEN, a request REQUEST, a refusal REJECT, a charge ACCUSE, all happened; what is promised,
threatened, refused or charged is no second event, what is requested only where it is between others («A asked B to arm
C»: B arms C, urged). «X said it would withdraw» is a promise of X, «X said that Y must …» a request of X to Y. A side
that the rules do not find stays None, and an event with neither side is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.cues import Cue, noun_cues, nouns_of
from westphalia.reading.readiness import offers
from westphalia.reading.references import Reference, code_of
from westphalia.reading.roles import Roles, cooperative
from westphalia.reading.scope import charges_turned_down, refused, scope_of, unnamed
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_MET = Cue("CONSULT", None, (), frozenset({"mutual"}), ())
_GIVEN = Cue("AID", None, (), frozenset(), ("economic",))
_RECOGNISED = Cue("SUPPORT", None, (), frozenset({"sure"}), ("diplomatic",))
_THREAT = Cue("THREATEN", None, (), frozenset(), ())
_ANSWER = Cue("THREATEN", None, ("comp", "obj", "to", "against"), frozenset({"sure"}), ())
_CHARGE = Cue("ACCUSE", "allege", (), frozenset({"sure"}), ())
_ASKED = Cue("REQUEST", "change", (), frozenset(), ())
_WHERE = ("in", "near", "at")
_MAY_DO = ("will", "would", "could", "may", "might")


@dataclass(slots=True)
class Found:
    """An event of one sentence before it gets offsets and scores; sides are indices into the references."""

    cue: Cue
    status: Status
    actor: int | None
    recipient: int | None
    first: int
    last: int
    cue_first: int
    cue_last: int
    confidence: float
    alone: bool = False  # no rule tells it, the model alone
    alleged: bool = False  # only the content of a charge
    inferred: str | None = None  # which side no words of the clause give, and from what it is taken

    def codes(self, references: list[Reference]) -> tuple[str | None, str | None]:
        """The record codes of actor and recipient, None for a side that is not known."""
        return code_of(self.actor, references), code_of(self.recipient, references)


def find(parsed: Parse, references: list[Reference]) -> list[Found]:
    """The events of one parsed sentence, in the order of their cues."""
    reader = _Sentence(parsed, references)
    found = [event for number in range(len(parsed.verbs)) for event in reader.of_verb(number)]
    told = {_pair(event, references) for event in found if event.status is Status.HAPPENED}
    nouns = (event for phrase in parsed.phrases for event in reader.of_noun(phrase))
    # in «arrived in Y for talks with Y» the journey has told the talks already
    found.extend(e for e in nouns if not (e.status is Status.PLANNED and _pair(e, references) in told))
    found.sort(key=lambda event: (event.cue_first, event.cue_last))
    return _distinct(found, references)


class _Sentence:
    def __init__(self, parsed: Parse, references: list[Reference]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.roles = Roles(parsed, references)
        self.parties = self.roles.parties
        self.used: set[int] = set()  # heads of noun phrases that a verb's cue has taken
        self.told: dict[int, list[Found]] = {}  # what each verb group told
        self.sole_target = self._sole_target()

    # --- verbs -------------------------------------------------------------------------------------------------------

    def of_verb(self, number: int) -> list[Found]:
        """The events that verb group `number` tells."""
        verb = self.parse.verbs[number]
        matched = self.roles.match(verb)
        if matched is None and verb.lemma == "warn":
            self.told[number] = self._warned_of_own(number)
            return self.told[number]
        if self._off_the_record(verb):
            return []
        charges = charges_turned_down(self.parse, verb)
        if charges:
            self.used.update(phrase.head for phrase in charges)
            self.told[number] = self._charged(verb, charges)
            return self.told[number]
        if matched is None or self._resting(verb):
            return [*self._said_must(number), *self._demanded(verb)]
        cue, noun = matched
        if verb.passive and verb.tense == "pres" and verb.lemma in ("ally", "align"):
            return []  # «is aligned with China»: what somebody is, is no deed
        if cue.action == "AGREE":
            promised = self._promise(verb, cue)
            if promised is None:
                return []
            cue = promised
        elif cue.action == "THREATEN" and self._is_promised(verb):
            return []  # «vowed to retaliate»: the vow is the threat
        if noun is not None:
            self.used.add(noun.head)
        status = statuses.of_verb(self.parse, number)
        if status is None:
            return []
        actors, recipients = self.roles.sides(number, cue, noun)
        if noun is not None and cue.action == "CONCEDE" and not recipients:
            actors, recipients = self.roles.lifted(actors, cue, noun)
            cue = replace(cue, flags=cue.flags | {"sure"}) if recipients else cue
        if recipients and cue.action == "AGREE" and not self._mutual_content(verb):
            cue = replace(cue, flags=cue.flags - {"mutual"})  # «agreed to lend it to X» is no promise of X
        if verb.mood == "imp" and not recipients:
            recipients = self.sole_target
        if status is Status.PLANNED and self._announced(number, actors):
            status = Status.HAPPENED
            cue = replace(cue, action="CONCEDE" if cue.action == "RETREAT" else "AGREE", mode=None)
        elif cooperative(cue) and (ready := offers(self.parse, number)):
            actors, status = self.parties.doers(ready) or actors, Status.HAPPENED
            cue = replace(cue, action="AGREE", mode=None, flags=cue.flags - {"mutual"})
        self.told[number] = [
            self._found(cue, status, actor, recipient, verb, noun)
            for actor, recipient in self.roles.pairs(actors, recipients, cue, verb)
            if self._sound(cue, status, actor, recipient, verb) and not self._content(number, actor, recipient)
        ]
        self.told[number] += self._thanked_for(verb, self.told[number])
        self.told[number] += self._turned_to(verb, self.told[number])
        if cue.action == "CONSULT" and actors and noun is not None:
            self.told[number] += [self._found(cue, status, *pair, verb, noun) for pair in self._between(verb, noun)]
        return [*self.told[number], *self._demanded(verb)]

    def _demanded(self, verb: Verb) -> list[Found]:
        """«Comoros: France must return Mayotte»: what somebody says that another must do, he asks of him."""
        if self.parse.low(1) != ":" or verb.modal not in ("must", "should", "ought") or verb.passive or verb.negated:
            return []
        if any(other.lemma in word_set("reporting") for other in self.parse.verbs):
            return []  # «Gaza: Israel must let aid in, says UN»
        actors = [i for i in self.tokens[0].actors if not self.references[i].place]
        asked = [i for i in self.parties.doers(verb.subject) if not self.roles.same_side(i, actors)]
        pairs = self.roles.pairs(actors, asked, _ASKED, verb) if actors and asked else []
        return [self._found(_ASKED, Status.HAPPENED, actor, recipient, verb, None) for actor, recipient in pairs]

    def _thanked_for(self, verb: Verb, told: list[Found]) -> list[Found]:
        """«thanked Mexico for 90,000 barrels of oil»: Mexico gave them."""
        if verb.lemma != "thank" or not told or told[0].status is not Status.HAPPENED:
            return []
        given = [p for prep, _, group in verb.prepositions if prep == "for" for p in group[:1]]
        if not given or not _is_gift(self.tokens[given[0].head].low):
            return []
        return [
            replace(event, cue=_GIVEN, actor=event.recipient, recipient=event.actor, cue_first=given[0].head,
                    cue_last=given[0].head + 1, confidence=0.6)
            for event in told if event.actor is not None and event.recipient is not None
        ]  # fmt: skip

    def _turned_to(self, verb: Verb, told: list[Found]) -> list[Found]:
        """«switched recognition from Taiwan to China», «cut ties with it in favour of China»: China is recognised."""
        left = next(
            (event for event in told if (event.cue.action, event.cue.mode) == ("SANCTION", "discontinue")), None
        )
        if left is None or left.actor is None:
            return []
        favoured = {at for _, at, group in verb.prepositions if self.tokens[group[0].head].low in ("favour", "favor")}
        to = [
            p
            for prep, at, group in verb.prepositions
            for p in group
            if (prep == "to" and verb.lemma in word_set("switching")) or (prep == "of" and at - 2 in favoured)
        ]
        return [
            replace(left, cue=_RECOGNISED, recipient=i)
            for i in self.parties.targets(to)
            if not self.roles.same_side(i, [left.actor])
        ]

    def _between(self, verb: Verb, noun: Phrase) -> list[tuple[int | None, int | None]]:
        """«Oman hosted talks between Iran and the United States»: the two meet as well."""
        near = [*((prep, group) for prep, _, group in verb.prepositions), *self.roles.attached(noun)]
        met = next((self.parties.targets(group) for prep, group in near if prep == "between"), [])
        met = [i for i in met if not self.roles.same_side(i, self.parties.doers(verb.subject))]
        return self.roles.pairs([], met, _MET, None) if len(met) > 1 else []

    def _content(self, number: int, actor: int | None, recipient: int | None) -> bool:
        """Is the deed only what a promise, threat, refusal, charge or request told before is about?

        Of a request it is told apart where it is between others: «A asked B to arm C» is also B's deed to C, urged.
        """
        verb = self.parse.verbs[number]
        while verb.parallel is not None:
            verb = self.parse.verbs[verb.parallel]
        scope = scope_of(self.parse, number) if verb.mood == "fin" and verb.modal in _MAY_DO else None
        if scope is not None and scope.kind == "report" and scope.by is not None:
            warned = self.told.get(scope.by, [])
            if self.parse.verbs[scope.by].lemma == "warn" and any(e.cue.action == "THREATEN" for e in warned):
                return True
        above = self.told.get(verb.control, []) if verb.control is not None and verb.mood in ("inf", "ger") else []
        for event in above:
            if event.cue.action in ("AGREE", "THREATEN", "REJECT", "ACCUSE"):
                return True
            if event.cue.action == "REQUEST" and verb.of_object:
                return recipient is None or actor is None or self._code(recipient) == self._code(event.actor)
        return False

    def _code(self, index: int | None) -> str | None:
        return self.references[index].code if index is not None else None

    def _announced(self, number: int, actors: list[int]) -> bool:
        """«Rwanda said it would withdraw»: who announces an own friendly deed promises it."""
        verb = self.parse.verbs[number]
        scope = scope_of(self.parse, number) if verb.mood == "fin" else None
        matched = self.roles.match(verb)
        if scope is None or scope.kind != "report" or scope.by is None:
            return False
        if matched is None or not cooperative(matched[0]):
            return False
        above = self.parse.verbs[scope.by]
        speakers = {self._code(i) for i in self.parties.doers(above.subject)}
        return above.lemma in word_set("announcing") and bool(speakers) and {self._code(i) for i in actors} == speakers

    def _sound(self, cue: Cue, status: Status, actor: int | None, recipient: int | None, verb: Verb) -> bool:
        """Is enough known of the two sides?"""
        if recipient is None and (actor is None or "recipient" in cue.flags):
            return False
        if actor is not None:
            return True
        if "actor" in cue.flags or self.roles.blind(cue, verb):
            return False
        return verb.passive or status is not Status.HYPOTHETICAL

    def _resting(self, verb: Verb) -> bool:
        """«is isolated», «are banned»: a state, no deed, unless somebody does it."""
        if not verb.passive or verb.tense != "pres" or verb.mood != "fin" or verb.modal or self.parse.is_due(verb):
            return False
        progressive = any(token.low == "being" for token in self.tokens[verb.first : verb.main])
        return not progressive and not any(prep == "by" for prep, _, _ in verb.prepositions)

    def _charged(self, verb: Verb, charges: list[Phrase]) -> list[Found]:
        """Whose charges they are accuses whoever rejects them."""
        accused = self.parties.doers(verb.subject)
        accusers = [i for phrase in charges for i in self.parties.possessors(phrase)]
        by = [group for phrase in charges for prep, group in self.roles.attached(phrase) if prep in ("by", "from")]
        accusers += [i for group in by for i in self.parties.doers(group)]
        pairs = self.roles.pairs(accusers, [i for i in accused if not self.roles.same_side(i, accusers)], _CHARGE, None)
        noun = charges[0]
        return [
            Found(_CHARGE, Status.HAPPENED, *pair, verb.first, max(verb.end, noun.last), noun.head, noun.head + 1, 0.7)
            for pair in pairs
            if None not in pair
        ]

    def _off_the_record(self, verb: Verb) -> bool:
        """«An officer, who declined to be named», «as he may not speak to the media»: nothing is done."""
        to = [p for prep, _, group in verb.prepositions if prep in ("to", "with") for p in group]
        return unnamed(self.parse, verb) or (
            verb.mood == "inf" and any(self.tokens[p.head].low in word_set("press") for p in to)
        )

    def _promise(self, verb: Verb, cue: Cue) -> Cue | None:
        """A promise to do harm is a threat; an agreement to do harm is no agreement with its victim."""
        inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
        matched = self.roles.match(inner) if inner is not None else None
        answers = [p for group in verb.objects for p in group if self.tokens[p.head].low in ("answer", "response")]
        if any(self.parse.words(p.last, p.last + 2) == "in kind" for p in answers):
            return _ANSWER
        if matched is None or cooperative(matched[0]):
            return cue
        if verb.lemma in word_set("promising"):
            return Cue("THREATEN", None, ("comp", "obj", "to", "against"), frozenset(), ())
        return None

    def _mutual_content(self, verb: Verb) -> bool:
        """«agreed to meet X» binds both, «agreed to take migrants from X» only who agrees."""
        if verb.complement is None:
            return True
        inner = self.parse.verbs[verb.complement]
        matched = self.roles.match(inner)
        if matched is not None:
            return matched[0].mutual
        return any(prep == "with" for one in (verb, inner) for prep, _, _ in one.prepositions)

    def _is_promised(self, verb: Verb) -> bool:
        control = self.parse.verbs[verb.control] if verb.control is not None else None
        return control is not None and (control.lemma in word_set("promising") or control.lemma == "threaten")

    def _warned_of_own(self, number: int) -> list[Found]:
        """«X warned that it would bomb Y»: a threat to Y."""
        verb = self.parse.verbs[number]
        said = self.parse.that_clause(verb)
        status = statuses.of_verb(self.parse, number)
        if said is None or said.modal not in _MAY_DO or said.negated or status is not Status.HAPPENED:
            return []
        inner = self.parse.verbs.index(said)
        matched = self.roles.match(said)
        if matched is None or cooperative(matched[0]):
            return []
        actors, victims = self.roles.sides(inner, *matched)
        own = {self._code(i) for i in self.parties.doers(verb.subject)}
        if not own or {self._code(i) for i in actors} != own:
            return []
        pairs = self.roles.pairs(actors, victims, _THREAT, verb)
        return [self._found(_THREAT, status, actor, recipient, verb, None) for actor, recipient in pairs]

    def _said_must(self, number: int) -> list[Found]:
        """«X said (that) Y must leave»: X asks it of Y."""
        verb = self.parse.verbs[number]
        said = next((v for v in self.parse.verbs[number + 1 :] if v.mood == "fin"), None)
        if (
            verb.lemma not in word_set("reporting")
            or verb.mood != "fin"
            or said is None
            or said.modal not in ("must", "should")
        ):
            return []
        scope = scope_of(self.parse, number + 1 + self.parse.verbs[number + 1 :].index(said))
        status = statuses.of_verb(self.parse, number)
        if scope is None or scope.kind != "report" or status is not Status.HAPPENED or said.passive or said.negated:
            return []
        actors = self.parties.doers(verb.subject)
        asked = [i for i in self.parties.doers(said.subject) if not self.roles.same_side(i, actors)]
        pairs = self.roles.pairs(actors, asked, _ASKED, verb) if actors and asked else []
        return [self._found(_ASKED, status, actor, recipient, verb, None) for actor, recipient in pairs]

    def _found(
        self, cue: Cue, status: Status, actor: int | None, recipient: int | None, verb: Verb, noun: Phrase | None
    ) -> Found:
        first = min([verb.first, *(p.first for p in verb.subject if verb.mood != "inf" or p.first < verb.first)])
        last = max([verb.end, *(p.last for p in verb.subject)])
        cue_last = verb.last + 1
        if cue.particle and self.parse.low(cue_last) == cue.particle:
            cue_last += 1
        if noun is not None and noun.head >= verb.first and noun.head - verb.last < 8:
            cue_last = noun.head + 1
        both = actor is not None and recipient is not None
        confidence = 0.5 if not both else 0.7 if verb.passive else 0.8
        return Found(cue, status, actor, recipient, first, max(last, cue_last), verb.first, cue_last, confidence)

    def _sole_target(self) -> list[int]:
        """The one target that a sentence of bare commands names, for commands that name none themselves."""
        if not any(verb.mood == "imp" for verb in self.parse.verbs):
            return []
        groups = [g for v in self.parse.verbs for prep, _, g in v.prepositions if prep in ("on", "against", "upon")]
        targets = [found for group in groups if (found := self.parties.targets(group))]
        return targets[0] if targets and all(other == targets[0] for other in targets) else []

    # --- nouns -------------------------------------------------------------------------------------------------------

    def of_noun(self, phrase: Phrase) -> list[Found]:
        """The events that the head of a noun phrase tells («the invasion of X by Y»)."""
        cue = self._noun_cue(phrase)
        if cue is None or phrase.head in self.used or "alone" not in cue.flags:
            return []
        if cue.action in ("AGREE", "REQUEST") and refused(self.parse, phrase.head):
            return []
        attached = self.roles.attached(phrase)
        actors = self.parties.possessors(phrase)
        recipients: list[int] = []
        aimed = any(prep in ("against", "on", "upon") for prep, _ in attached) and "of" in cue.ways
        for prep, group in attached:
            if prep == "of" and aimed:
                actors.extend(i for i in self.parties.doers(group) if i not in actors)
                continue  # «the aggression of X against Y»
            if prep == "between" and cue.mode == "third-party":
                recipients = self.parties.targets(group)  # «Angola's mediation between the two»
                continue
            if prep == "between" or (prep == "of" and cue.mutual):
                actors, recipients = self.parties.targets(group), []
                break
            if prep == "by" or (prep == "from" and "from" not in cue.ways):
                actors.extend(i for i in self.parties.doers(group) if i not in actors)
            if prep in cue.ways and not (prep in _WHERE and recipients):  # «an attack on a U.N. base in Congo»
                recipients.extend(i for i in self.parties.targets(group) if i not in actors)
        if not actors:
            actors = self._carried_by(phrase)
        if not actors and cue.mode == "third-party":
            return []
        if "subject" in cue.flags and actors and not recipients:
            recipients = self._main_subject(phrase)
        recipients = [i for i in recipients if not self.roles.same_side(i, actors)]
        status = statuses.of_noun(self.parse, phrase)
        if status is None:
            return []
        last = max([phrase.last, *(group[-1].last for _, group in attached)])
        return [
            Found(cue, status, actor, recipient, phrase.first, last, phrase.head, phrase.head + 1, 0.6)
            for actor, recipient in self.roles.pairs(actors, recipients, cue, None)
            if recipient is not None and (actor is not None or status is Status.URGED)
        ]

    def _noun_cue(self, phrase: Phrase) -> Cue | None:
        head = self.tokens[phrase.head].low
        if phrase.head > phrase.first:
            two = noun_cues().get(f"{self.tokens[phrase.head - 1].low} {head}")
            if two is not None:
                return two
        return noun_cues().get(head)

    def _carried_by(self, phrase: Phrase) -> list[int]:
        """«completed its withdrawal from X»: who, by the verb that only says that the noun's deed was done."""
        for verb in self.parse.verbs:
            if verb.lemma in word_set("light verbs") and any(phrase in group for group in verb.objects):
                return self.parties.doers(verb.subject)
        return []

    def _main_subject(self, phrase: Phrase) -> list[int]:
        """«Despite criticism from X, Y went on»: the criticism is of Y."""
        if self.parse.low(phrase.first - 1) not in word_set("against which"):
            return []
        main = next((v for v in self.parse.verbs if v.mood == "fin" and v.first > phrase.last), None)
        return self.parties.doers(main.subject) if main is not None else []


def _is_gift(noun: str) -> bool:
    return noun in nouns_of("@aid") - {"support"} or noun in word_set("gifts")


def _distinct(found: list[Found], references: list[Reference]) -> list[Found]:
    """Drop an event told twice by overlapping cues of one sentence; the surer stays."""
    best: dict[tuple[object, ...], Found] = {}
    for event in found:
        key = (*_pair(event, references), event.status)
        if key not in best or best[key].confidence < event.confidence:
            best[key] = event
    kept = {id(event) for event in best.values()}
    return [event for event in found if id(event) in kept]


def _pair(event: Found, references: list[Reference]) -> tuple[str | None, str, str | None]:
    actor, recipient = event.codes(references)
    return actor, event.cue.action, recipient
