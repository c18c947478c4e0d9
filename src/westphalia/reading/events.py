"""Who did what to whom, as one sentence tells it.

Cues are rows of `verb_cues.csv` and `noun_cues.csv`: words that carry one of PLOVER's actions, and where its recipient
stands. A mutual deed («A and B signed», «talks between A and B») gives one event per ordered pair. Hosting is told from
the host's side, visiting from the visitor's. A promise is AGREE and a threat THREATEN, both happened; what is promised is
planned, what is threatened hypothetical, what is asked for urged, what is refused denied. A side that the rules do not
find stays None, and an event with neither side is dropped.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from westphalia.ontology.types import Status
from westphalia.reading import status as statuses
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.mentions import Reference
from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.tables import alternatives, table, word_set


@dataclass(slots=True)
class Found:
    """An event of one sentence before it gets offsets and scores; sides are indices into the references."""

    action: str
    mode: str | None
    status: Status
    actor: int | None
    recipient: int | None
    first: int
    last: int
    cue_first: int
    cue_last: int
    verb: int | None
    contexts: tuple[str, ...] = ()
    confidence: float = 0.5
    phrase: Phrase | None = None
    row: dict[str, str] = field(default_factory=dict)


def find(parsed: Parse, references: list[Reference]) -> list[Found]:
    """The events of one parsed sentence, in the order of their cues."""
    reader = _Sentence(parsed, references)
    found = [event for number in range(len(parsed.verbs)) for event in reader.of_verb(number)]
    found.extend(event for phrase in parsed.phrases for event in reader.of_noun(phrase))
    found.sort(key=lambda event: (event.cue_first, event.cue_last))
    return _distinct(found, references)


class _Sentence:
    def __init__(self, parsed: Parse, references: list[Reference]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)
        self.used: set[int] = set()  # heads of noun phrases that a verb's cue has taken
        self.sole_target = self._sole_target()

    # --- verbs -------------------------------------------------------------------------------------------------------

    def of_verb(self, number: int) -> list[Found]:
        verb = self.parse.verbs[number]
        if self.tokens[verb.main].tag != "V":
            return []
        matched = self._match(verb)
        if matched is None or self._resting(verb):
            return []
        row, noun = matched
        if row["action"] == "AGREE":
            promised = self._promise(verb, row)
            if promised is None:
                return []
            row = promised
        elif row["action"] == "THREATEN" and self._is_promised(verb):
            return []  # «vowed to retaliate»: the vow is the threat
        status = statuses.of_verb(self.parse, number)
        if noun is not None:
            self.used.add(noun.head)
        if status is None:
            return []
        actors, recipients = self._sides(number, row, noun)
        flags = row["flags"]
        if "s" in flags:
            actors, recipients = self._swapped(verb, noun)
        if verb.mood == "imp" and not recipients and self.sole_target:
            recipients = self.sole_target
        pairs = self._pairs(actors, recipients, row, verb)
        needs_recipient = "r" in flags or "m" in flags
        if "X" in flags and not actors:
            return []
        found = []
        for actor, recipient in pairs:
            if actor is None and recipient is None:
                continue
            if needs_recipient and recipient is None:
                continue
            if actor is None and not verb.passive and (status is Status.HYPOTHETICAL or self._blind(row, verb)):
                continue
            found.append(self._found(row, status, actor, recipient, verb, number, noun))
        return found

    def _resting(self, verb: Verb) -> bool:
        """«is isolated», «are banned»: a state, no deed, unless somebody does it."""
        if not verb.passive or verb.tense != "pres" or verb.mood != "fin" or verb.modal:
            return False
        progressive = any(token.low == "being" for token in self.tokens[verb.first : verb.main])
        return not progressive and not any(prep == "by" for prep, _, _ in verb.prepositions)

    def _promise(self, verb: Verb, row: dict[str, str]) -> dict[str, str] | None:
        """A promise to do harm is a threat; an agreement to do harm is no cooperation with its victim."""
        inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
        matched = self._match(inner) if inner is not None else None
        if matched is None or matched[0]["action"] in _COOPERATIVE:
            return row
        if verb.lemma in ("vow", "pledge", "promise", "swear", "undertake"):
            return {**row, "action": "THREATEN", "mode": "", "recipient": "comp|obj|to|against", "flags": ""}
        return None

    def _is_promised(self, verb: Verb) -> bool:
        control = self.parse.verbs[verb.control] if verb.control is not None else None
        return control is not None and control.lemma in ("vow", "pledge", "promise", "swear", "threaten", "undertake")

    def _match(self, verb: Verb) -> tuple[dict[str, str], Phrase | None] | None:
        heads = {phrase.head: phrase for phrase in self._patients(verb)}
        for row in _verb_rows().get(verb.lemma, ()):
            particle = row["particle"]
            groups = verb.prepositions
            if (
                particle
                and verb.particle != particle
                and not (groups and groups[0][0] == particle and not verb.objects)
            ):
                continue
            if not particle and verb.particle in ("out", "off", "down") and not row["nouns"]:
                continue
            if not row["nouns"]:
                if self._fits(row, verb):
                    return row, None
                continue
            wanted = nouns_of(row["nouns"])
            noun = next((p for h, p in heads.items() if self._inside(p, wanted)), None)
            if (noun is None and "o" in row["flags"]) or particle:
                noun = noun or next(
                    (
                        p
                        for prep, _, group in groups
                        for p in group
                        if prep in ("with", particle) and self.tokens[p.head].low in wanted
                    ),
                    None,
                )
            if noun is not None and self._fits(row, verb):
                return row, noun
        return None

    def _fits(self, row: dict[str, str], verb: Verb) -> bool:
        flags = row["flags"]
        if "Z" in flags:
            wanted = nouns_of("@sanctions")
            return any(
                prep == "with" and self.tokens[p.head].low in wanted
                for prep, _, group in verb.prepositions
                for p in group
            )
        if "w" in flags and verb.lemma == "warn":
            return any(self.parties.targets(group) for group in verb.objects) or any(
                p == "against" for p, _, _ in verb.prepositions
            )
        if "G" in flags:
            return any(
                self.references[i].code and (self.references[i].code or "").startswith("IGO:")
                for g in verb.objects
                for i in self.parties.targets(g)
            )
        if "P" in flags:
            return any(prep == "to" and self.parties.targets(group) for prep, _, group in verb.prepositions)
        if "i" in flags:
            inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
            return inner is not None and inner.mood == "inf" and inner.of_object
        if "d" in flags:
            inner = self._that_clause(self.parse.verbs.index(verb))
            base = inner is not None and inner.first == inner.last and self.tokens[inner.main].form.startswith("b")
            return base or (verb.lemma == "demand" and bool(verb.objects or verb.complement is not None))
        if "t" in flags:
            inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
            named = any(self.parties.targets(group) for group in verb.objects) or verb.passive
            return (
                named
                or (inner is not None and inner.mood == "inf")
                or bool(self.parties.doers(verb.subject) and not verb.objects)
            )
        if "H" in flags:
            inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
            bare = inner is None or inner.mood != "inf"
            return bare and any(self.tokens[p.head].actors or head_kind(self.tokens, p) for p in self._patients(verb))
        if "C" in flags:
            return bool(verb.objects or verb.prepositions or verb.complement is not None)
        return True

    def _inside(self, phrase: Phrase, wanted: frozenset[str]) -> bool:
        """«new economic sanctions package»: the wanted noun stands next to the head, or the head counts («rounds of talks»)."""
        head = phrase.head
        if self.tokens[head].low.rsplit(" ", 1)[-1] in wanted:
            return True  # the last word also of «the Turkish ambassador», which is one mention
        if head > phrase.first and f"{self.tokens[head - 1].low} {self.tokens[head].low}" in wanted:
            return True
        if (
            self.tokens[head].low in word_set("measures")
            and phrase.last < len(self.tokens)
            and self.tokens[phrase.last].low == "of"
        ):
            inner = self.parse.phrase_at.get(phrase.last + 1)
            return inner is not None and self.tokens[inner.head].low in wanted
        return False

    def _patients(self, verb: Verb) -> list[Phrase]:
        if verb.passive:
            return list(verb.subject)
        phrases = [phrase for group in verb.objects for phrase in group]
        first = min([verb.first, *(phrase.first for phrase in verb.subject)])
        if self.parse.low(first - 1) in ("that", "which") and first - 1 in self.parse.phrase_before:
            phrases.append(self.parse.phrase_before[first - 1])  # «the tariffs that it imposed»
        if verb.particle:
            phrases.extend(p for prep, _, group in verb.prepositions if prep == verb.particle for p in group)
        return phrases

    def _sides(self, number: int, row: dict[str, str], noun: Phrase | None) -> tuple[list[int], list[int]]:
        verb = self.parse.verbs[number]
        if verb.passive:
            actors = [i for prep, _, group in verb.prepositions if prep == "by" for i in self.parties.doers(group)]
        else:
            actors = self.parties.doers(verb.subject)
        recipients: list[int] = []
        for way in alternatives(row["recipient"]):
            domestic = way == "obj" and row["action"] in ("ASSAULT", "COERCE")
            recipients = [
                i
                for i in self._by_way(way, number, row, noun)
                if i not in actors and (domestic or not self._same_side(i, actors))
            ]
            if way in ("in", "near") and not actors and not self._agentive(verb):
                recipients = []
            if recipients:
                break
        return actors, recipients

    def _blind(self, row: dict[str, str], verb: Verb) -> bool:
        """«A drought struck both countries»: a thing does no deed; an unnamed person or group may."""
        if row["action"] not in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN") or not verb.subject:
            return False
        head = self.tokens[verb.subject[0].head]
        return head.tag == "N" and not head.text[0].isupper() and not self._agentive(verb)

    def _agentive(self, verb: Verb) -> bool:
        return any(head_kind(self.tokens, phrase) in ("agent", "weapon") for phrase in verb.subject)

    def _same_side(self, recipient: int, actors: list[int]) -> bool:
        code = self.references[recipient].code
        return any(self.references[actor].code == code for actor in actors)

    def _by_way(self, way: str, number: int, row: dict[str, str], noun: Phrase | None) -> list[int]:
        verb = self.parse.verbs[number]
        if way == "obj":
            if verb.passive:
                return self._victims(verb.subject, row) if noun is None else []
            groups = verb.objects
            if noun is not None and noun.head != noun.first and self.tokens[noun.first].form == "noun":
                after = self.parse.tag(noun.first + 1)
                if after == "N" and not self.parties.neutral(noun.first) and self.tokens[noun.first].actors:
                    return list(self.tokens[noun.first].actors)  # «sold Pakistan military equipment»
            if noun is not None:
                groups = [group for group in groups if noun not in group]
            elif verb.particle and row["particle"] and not groups:
                groups = [group for prep, _, group in verb.prepositions if prep == verb.particle]
            return self._victims(groups[0], row) if groups else []
        if way in ("poss", "demonym"):
            if noun is None:
                return []
            return self.parties.possessors(noun) or list(self.tokens[noun.head].actors)
        if way == "comp":
            inner = verb.complement
            if inner is None or self.parse.verbs[inner].control != number:
                return []
            matched = self._match(self.parse.verbs[inner])
            if matched is None:
                groups = self.parse.verbs[inner].objects
                return self.parties.targets(groups[0]) if groups else []
            actors, recipients = self._sides(inner, *matched)
            if not recipients and actors and self._mutual(matched[0]) and len(actors) > 1:
                return []
            return recipients
        if way == "between":
            return [
                i
                for prep, _, group in self._prepositions(verb, noun)
                if prep == "between"
                for i in self.parties.targets(group)
            ]
        if way == "that":
            said = self._that_clause(number)
            return self.parties.doers(said.subject) if said is not None else []
        for prep, at, group in self._prepositions(verb, noun):
            if prep == "of" and noun is not None and at and at != noun.last:
                continue  # «violated the truce by the count of X»
            if prep == way:
                targets = self.parties.targets(group)
                if targets:
                    return targets
        return []

    def _that_clause(self, number: int) -> Verb | None:
        """The finite verb of the clause that «that» opens right after this verb."""
        last = self.parse.verbs[number].last
        if self.parse.low(last + 1) != "that":
            return None
        return next((verb for verb in self.parse.verbs[number + 1 :] if verb.mood == "fin"), None)

    def _victims(self, phrases: list[Phrase], row: dict[str, str]) -> list[int]:
        """The targets of a direct object; «condemned the bombing of X» is not directed at X but at whoever bombs."""
        found: list[int] = []
        for phrase in phrases:
            head = self.tokens[phrase.head].low
            if row["action"] in ("ACCUSE", "REJECT", "SUPPORT", "REQUEST") and head in _hostile_nouns():
                found.extend(self.parties.possessors(phrase))
                following = self._attached(phrase)
                found.extend(
                    i for prep, group in following if prep in ("by", "from") for i in self.parties.doers(group)
                )
                continue
            if row["action"] in ("ASSAULT", "COERCE") and head_kind(self.tokens, phrase) == "other":
                continue
            found.extend(i for i in self.parties.targets([phrase]) if i not in found)
        return found

    def _prepositions(self, verb: Verb, noun: Phrase | None) -> list[tuple[str, int, list[Phrase]]]:
        found = list(verb.prepositions)
        if noun is not None and (verb.passive or noun.last <= verb.first):
            found.extend((prep, 0, group) for prep, group in self._attached(noun))
        return found

    def _attached(self, phrase: Phrase) -> list[tuple[str, list[Phrase]]]:
        """The prepositional phrases right after a noun phrase."""
        found: list[tuple[str, list[Phrase]]] = []
        j = phrase.last
        while j < len(self.tokens):
            if (
                self.tokens[j].tag == "V"
                and self.tokens[j].low in ("aimed", "directed", "targeted")
                and j + 1 < len(self.tokens)
            ):
                j += 1
            if self.tokens[j].tag not in "PT" or (j in self.parse.verb_at and self.tokens[j].tag == "T"):
                break
            inner = self.parse.phrase_at.get(j + 1)
            if inner is None:
                break
            group = [inner]
            k = inner.last
            while k + 1 < len(self.tokens) and (self.tokens[k].low in ("and", "or") or self.tokens[k].tag == ","):
                nxt = self.parse.phrase_at.get(k + 1)
                if nxt is None or (
                    nxt.last in self.parse.verb_at
                    and self.parse.verbs[self.parse.verb_at[nxt.last]].mood == "fin"
                    and self.tokens[j].low != "between"
                ):
                    break
                group.append(nxt)
                k = nxt.last
            found.append((self.tokens[j].low, group))
            j = k
        return found

    def _swapped(self, verb: Verb, noun: Phrase | None) -> tuple[list[int], list[int]]:
        """«X drew criticism from Y»: Y acts, X receives."""
        actors = [
            i
            for prep, _, group in self._prepositions(verb, noun)
            if prep in ("from", "by", "in")
            for i in self.parties.doers(group)
        ]
        if noun is not None and not actors:
            actors = self.parties.possessors(noun)
        recipients = [i for i in self.parties.targets(verb.subject) if not self._same_side(i, actors)]
        return actors, recipients

    def _mutual(self, row: dict[str, str]) -> bool:
        return "R" in row["flags"]

    def _pairs(
        self, actors: list[int], recipients: list[int], row: dict[str, str], verb: Verb | None
    ) -> list[tuple[int | None, int | None]]:
        actors = self._one_per_code(actors)
        recipients = self._one_per_code(recipients)
        mutual = self._mutual(row)
        if mutual and not recipients and len(actors) > 1:
            return [(a, b) for a in actors for b in actors if a != b]
        if not actors:
            if mutual and len(recipients) > 1:
                return [(a, b) for a in recipients for b in recipients if a != b]
            return [(None, recipient) for recipient in recipients]
        if not recipients:
            return [(actor, None) for actor in actors]
        pairs: list[tuple[int | None, int | None]] = [(a, b) for a in actors for b in recipients]
        if mutual and (
            row["action"] in _SYMMETRIC
            or (verb is not None and verb.lemma in ("exchange", "clash", "trade", "skirmish", "swap"))
        ):
            pairs.extend([(b, a) for a in actors for b in recipients])
        return pairs

    def _one_per_code(self, items: list[int]) -> list[int]:
        seen: set[str | None] = set()
        kept = []
        for item in items:
            code = self.references[item].code
            if code is not None and code not in seen:
                seen.add(code)
                kept.append(item)
        return kept

    def _found(
        self,
        row: dict[str, str],
        status: Status,
        actor: int | None,
        recipient: int | None,
        verb: Verb,
        number: int,
        noun: Phrase | None,
    ) -> Found:
        starts = [verb.first, *(p.first for p in verb.subject if verb.mood != "inf" or p.first < verb.first)]
        ends = [verb.end, *(p.last for p in verb.subject)]
        both = actor is not None and recipient is not None
        confidence = 0.8 if both and not verb.passive else 0.7 if both else 0.5
        cue_last = verb.last + 1
        if verb.particle and row["particle"] == verb.particle and self.tokens[verb.last + 1].low == verb.particle:
            cue_last += 1
        if noun is not None and noun.head >= verb.first and noun.head - verb.last < 8:
            cue_last = noun.head + 1
        return Found(
            row["action"], row["mode"] or None, status, actor, recipient, max(0, min(starts)), max(ends), verb.first, cue_last,
            number, alternatives(row["contexts"]), confidence, noun, row,
        )  # fmt: skip

    def _sole_target(self) -> list[int]:
        """The one target that a sentence of bare commands names, for commands that name none themselves."""
        if not any(verb.mood == "imp" for verb in self.parse.verbs):
            return []
        groups: list[list[int]] = []
        for verb in self.parse.verbs:
            for prep, _, group in verb.prepositions:
                if prep in ("on", "against", "upon"):
                    targets = self.parties.targets(group)
                    if targets and targets not in groups:
                        groups.append(targets)
        return groups[0] if len(groups) == 1 else []

    # --- nouns -------------------------------------------------------------------------------------------------------

    def of_noun(self, phrase: Phrase) -> list[Found]:
        row = self._noun_row(phrase)
        if row is None or phrase.head in self.used or "h" not in row["flags"]:
            return []
        attached = self._attached(phrase)
        actors = self.parties.possessors(phrase)
        actors.extend(
            i
            for prep, group in attached
            if prep in ("by", "from")
            for i in self.parties.doers(group)
            if i not in actors
        )
        recipients: list[int] = []
        for prep, group in attached:
            if prep == "between" or (prep == "of" and "R" in row["flags"]):
                actors, recipients = self.parties.targets(group), []
                break
            if prep in alternatives(row["recipient"]):
                recipients.extend(i for i in self.parties.targets(group) if i not in actors)
        if "S" in row["flags"] and actors and not recipients:
            recipients = self._main_subject(phrase)
        recipients = [i for i in recipients if not self._same_side(i, actors)]
        pairs = [pair for pair in self._pairs(actors, recipients, row, None) if None not in pair]
        if not pairs:
            return []
        status = statuses.of_noun(self.parse, phrase)
        if status is None:
            return []
        last = phrase.last
        for _, group in attached:
            last = max(last, group[-1].last)
        return [
            Found(
                row["action"], row["mode"] or None, status, actor, recipient, phrase.first, last, phrase.head, phrase.head + 1,
                None, alternatives(row["contexts"]), 0.6, phrase, row,
            )
            for actor, recipient in pairs
        ]  # fmt: skip

    def _noun_row(self, phrase: Phrase) -> dict[str, str] | None:
        head = self.tokens[phrase.head].low
        if phrase.head > phrase.first:
            two = _noun_rows().get(f"{self.tokens[phrase.head - 1].low} {head}")
            if two is not None:
                return two
        return _noun_rows().get(head)

    def _main_subject(self, phrase: Phrase) -> list[int]:
        """«Despite criticism from X, Y went on»: the criticism is of Y."""
        i = phrase.first - 1
        if i < 0 or self.tokens[i].low not in (
            "despite",
            "amid",
            "under",
            "after",
            "following",
            "facing",
            "notwithstanding",
            "ignoring",
        ):
            return []
        for verb in self.parse.verbs:
            if verb.mood == "fin" and verb.first > phrase.last:
                return self.parties.doers(verb.subject)
        return []


_COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "CONCEDE", "RETREAT", "REQUEST"))
_SYMMETRIC = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "CONCEDE", "RETREAT"))


def _distinct(found: list[Found], references: list[Reference]) -> list[Found]:
    """Drop an event told twice by overlapping cues of one sentence; the surer stays."""
    kept: dict[tuple[object, ...], Found] = {}
    for event in found:
        actor = references[event.actor].code if event.actor is not None else None
        recipient = references[event.recipient].code if event.recipient is not None else None
        key = (actor, event.action, recipient, event.status)
        if key not in kept or kept[key].confidence < event.confidence:
            kept[key] = event
    return [event for event in found if any(event is other for other in kept.values())]


@cache
def _verb_rows() -> dict[str, tuple[dict[str, str], ...]]:
    rows: dict[str, list[dict[str, str]]] = {}
    for row in table("verb_cues"):
        for verb in alternatives(row["verbs"]):
            rows.setdefault(verb, []).append(row)
    return {
        verb: tuple(sorted(found, key=lambda r: (not r["nouns"], not r["particle"]))) for verb, found in rows.items()
    }


@cache
def _noun_rows() -> dict[str, dict[str, str]]:
    return {noun: row for row in table("noun_cues") for noun in alternatives(row["nouns"])}


@cache
def nouns_of(cell: str) -> frozenset[str]:
    """The nouns of a cell; «@class» stands for a row of `noun_classes.csv`."""
    found: set[str] = set()
    for part in alternatives(cell):
        if part.startswith("@"):
            found.update(next(alternatives(row["nouns"]) for row in table("noun_classes") if row["class"] == part[1:]))
        else:
            found.add(part)
    return frozenset(found)


@cache
def _hostile_nouns() -> frozenset[str]:
    return frozenset(
        noun for noun, row in _noun_rows().items() if row["action"] in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE")
    ) | {
        "killing",
        "killings",
        "murder",
        "execution",
        "executions",
        "treatment",
        "detention",
        "deportation",
        "persecution",
    }
