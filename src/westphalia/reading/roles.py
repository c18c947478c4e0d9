"""The two sides of a deed that a verb tells: who acts, and who is acted upon, by the places that its cue names."""

from __future__ import annotations

from collections.abc import Iterator

from westphalia.ontology.types import ActorKind
from westphalia.reading.cues import Cue, hostile_nouns, nouns_of, verb_cues
from westphalia.reading.parties import Parties, head_kind
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_COOPERATIVE = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "AID", "CONCEDE", "RETREAT", "REQUEST"))
_SYMMETRIC = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AGREE", "CONCEDE", "RETREAT"))
COURTS = frozenset(("IGO:ICJ", "IGO:ICC", "IGO:PCA", "IGO:ITLOS", "IGO:WTO"))
_PHYSICAL = frozenset(("ASSAULT", "COERCE"))
_MANY = 100  # from how many people of a state on who is expelled is no envoy
# Where a passive names who acts, beside «by»: «barred from X», «kicked out of X», «readmitted to X».
_WHERE_ACTORS = {"keeps-out": ("from", "of"), "takes-in": ("to", "into")}


class Roles:
    """Cues and sides of the verbs of one sentence; sides are indices into `references`."""

    def __init__(self, parsed: Parse, references: list[Reference]) -> None:
        self.parse = parsed
        self.tokens = parsed.tokens
        self.references = references
        self.parties = Parties(parsed, references)

    # --- which cue ---------------------------------------------------------------------------------------------------

    def match(self, verb: Verb) -> tuple[Cue, Phrase | None] | None:
        """The first cue that fits a verb, with the object noun it asked for."""
        due = self.parse.is_due(verb)
        if self.parse.tag(verb.main) != "V" and not due:
            return None
        patients = [] if due else self._patients(verb)
        cues = verb_cues().get("arrive" if due else verb.lemma, ())
        phrasal = bool(verb.particle) and any(cue.particle == verb.particle for cue in cues)  # «shot down», not «shot»
        for cue in cues:
            first = verb.prepositions[0][0] if verb.prepositions and not verb.objects else ""
            if cue.particle and cue.particle not in (verb.particle, first):
                continue
            if not cue.particle and (phrasal or (not cue.nouns and verb.particle in ("out", "off", "down"))):
                continue
            noun = self._wanted(verb, cue, patients) if cue.nouns else None
            if (noun is not None or not cue.nouns) and self._fits(cue, verb, patients):
                return cue, noun
        return None

    def _wanted(self, verb: Verb, cue: Cue, patients: list[Phrase]) -> Phrase | None:
        supplied = [p for prep, _, group in verb.prepositions for p in group if prep in ("with", cue.particle)]
        pool = [*patients, *supplied] if cue.particle or cue.action == "AID" else patients
        return next((phrase for phrase in pool if self._inside(phrase, cue.nouns)), None)

    def _inside(self, phrase: Phrase, wanted: frozenset[str]) -> bool:
        """Is the head a wanted noun, alone or with the word before it, or does it count one («rounds of talks»)?"""
        head = phrase.head
        low = self.tokens[head].low
        if low.rsplit(" ", 1)[-1] in wanted or low.partition(" of ")[0].rsplit(" ", 1)[-1] in wanted:
            return True  # also of «the Turkish ambassador», «the ambassador of Latvia», which is one mention
        if head > phrase.first and f"{self.tokens[head - 1].low} {self.tokens[head].low}" in wanted:
            return True
        counts = self.tokens[head].low in word_set("measures") or self.tokens[head].tag in "DQ"
        if counts and self.parse.low(phrase.last) in ("of", "in"):
            inner = self.parse.phrase_at.get(phrase.last + 1)
            return inner is not None and self.tokens[inner.head].low in wanted
        return False

    def _patients(self, verb: Verb) -> list[Phrase]:
        if verb.passive:
            return [*verb.subject, *self._head_of_relative(verb)]
        phrases = [phrase for group in verb.objects for phrase in group]
        first = min([verb.first, *(phrase.first for phrase in verb.subject)])
        if self.parse.low(first - 1) in ("that", "which") and first - 1 in self.parse.phrase_before:
            phrases.append(self.parse.phrase_before[first - 1])  # «the tariffs that it imposed»
        elif not phrases and verb.mood == "fin" and first in self.parse.phrase_before:
            before = self.parse.phrase_before[first]
            if self.parse.tag(before.first) == "D" and self.parse.tag(before.first - 1) == "V":
                phrases.append(before)  # «eased the tariffs it had imposed»
        if verb.particle:
            phrases.extend(p for prep, _, group in verb.prepositions if prep == verb.particle for p in group)
        return phrases

    def _head_of_relative(self, verb: Verb) -> list[Phrase]:
        """«The sanctions (that) Britain imposed on Rwanda were lifted»: not Britain was, the sanctions were."""
        if len(verb.subject) != 1 or not any(v.subject == verb.subject and v.first < verb.first for v in self._parts()):
            return []
        first = verb.subject[0].first
        head = self.parse.phrase_before.get(first - (self.parse.low(first - 1) in ("that", "which")))
        return [head] if head is not None else []

    def _parts(self) -> Iterator[Verb]:
        """The verbs that are read as participles: «imposed» in «the sanctions Britain imposed on Rwanda»."""
        return (verb for verb in self.parse.verbs if verb.mood == "part" and verb.subject)

    def _imposed(self, noun: Phrase) -> Verb | None:
        """«the sanctions (that) it had imposed on Niger»: the verb of the clause that hangs on a noun."""
        for verb in self.parse.verbs:
            first = min([verb.first, *(phrase.first for phrase in verb.subject)])
            first -= self.parse.low(first - 1) in ("that", "which")
            if verb.subject and first == noun.last:
                return verb
        return None

    def _fits(self, cue: Cue, verb: Verb, patients: list[Phrase]) -> bool:
        """Do the conditions among the cue's flags hold?"""
        flags = cue.flags
        inner = self.parse.verbs[verb.complement] if verb.complement is not None else None
        infinitive = inner is not None and inner.mood == "inf"
        if "with-sanctions" in flags:
            wanted = nouns_of("@sanctions")
            by = ("by",) if verb.passive else ("with", "against") if verb.lemma == "retaliate" else ("with",)
            return any(self.tokens[p.head].low in wanted for prep, _, g in verb.prepositions if prep in by for p in g)
        if "warning" in flags:
            named = any(self.parties.targets(group) for group in verb.objects)
            about = next((group for prep, _, group in verb.prepositions if prep in ("of", "about")), None)
            if about and not any(self.tokens[phrase.head].low in nouns_of("@threat") for phrase in about):
                return False  # «warned our ministers of precisely that»
            return named or any(prep == "against" for prep, _, _ in verb.prepositions) or verb.passive
        if "keeps-out" in flags and cue.particle and not cue.nouns:
            form = "plural" if cue.mode == "deport" else "noun"  # «Malians» are deported, «Mali» is expelled
            return any(self.tokens[p.head].actors and self.tokens[p.head].form == form for p in patients)
        if "organisation" in flags:
            codes = (self.references[i].code or "" for group in verb.objects for i in self.parties.targets(group))
            return any(code.startswith("IGO:") for code in codes)
        free = not verb.objects and not verb.passive
        if "free" in flags:
            return free
        if "journey" in flags:
            return free and any(prep == "to" and self.parties.targets(group) for prep, _, group in verb.prepositions)
        if "infinitive" in flags:
            return infinitive and inner is not None and inner.of_object
        if "that-clause" in flags:
            said = self.parse.that_clause(verb)
            base = said is not None and said.first == said.last and self.tokens[said.main].form.startswith("b")
            return base or (verb.lemma == "demand" and bool(verb.objects or infinitive))
        if "threat" in flags:
            named = any(self.parties.targets(group) for group in verb.objects) or verb.passive
            return named or infinitive or not verb.objects
        if "named-object" in flags:
            helped = infinitive and verb.lemma in ("help", "assist", "aid")
            if verb.particle in ("in", "at", "on"):  # «met in Valencia»: a town, no object
                patients = [phrase for group in verb.objects for phrase in group]
            named = any(
                self.tokens[p.head].actors or head_kind(self.tokens, p) or self.parties.named(p) for p in patients
            )
            return not helped and (named or not patients)
        if "person" in flags:
            named = self.parse.low(verb.end) in ("a", "an", "the") or self.parse.tag(verb.end) == '"'
            return (
                len(verb.objects) == 1
                and not named
                and not verb.passive
                and any(self._person(phrase) for phrase in patients)
            )
        if "foreign" in flags:
            own = set(self.parties.codes(self.parties.doers(verb.subject if not verb.passive else [])))
            hit = [code for phrase in patients for code in self.parties.codes(self.parties.targets([phrase]))]
            return bool(hit) and not own & set(hit)
        if "state-side" in flags:
            pool = [p for p in patients if self.tokens[p.head].actors]
            pool += [p for prep, _, g in verb.prepositions if prep == "with" for p in g if self.tokens[p.head].actors]
            return bool(pool)
        if "crowd" in flags:
            return any(self.tokens[phrase.head].low in word_set("crowds") for phrase in verb.subject)
        if "to-court" in flags:
            last = [self.tokens[p.head].last_word for prep, _, g in verb.prepositions for p in g]
            bodies = {self.references[i].code for _, _, g in verb.prepositions for i in self.parties.targets(g)}
            return any(word in word_set("courts") for word in last) or bool(COURTS & bodies)
        if "insult" in flags:
            return bool(verb.objects) and self._insulted(verb)
        if "joint" in flags:
            near = self.tokens[verb.first : min(len(self.tokens), verb.end + 2)]
            return any(token.low in word_set("joint") for token in near)
        if "in-numbers" in flags:
            return any(self._many(phrase) for phrase in patients)
        if "by-arms" in flags:
            groups = [group for prep, _, group in self._prepositions(verb, None) if prep == "from"]
            return any(self._armed(phrase) for group in groups for phrase in group)
        if "gift" in flags:
            two = len(verb.objects) == 2 and self.tokens[verb.objects[1][0].head].tag == "N"
            given = self.tokens[verb.objects[1][0].head].low if two else ""
            return two and bool(self.parties.targets(verb.objects[0])) and given not in word_set("no gifts")
        if "complement" in flags:
            return bool(verb.objects or verb.prepositions or inner is not None)
        return True

    def _insulted(self, verb: Verb) -> bool:
        """«called X a liar», «branded the move reckless»: a bad word right behind the object, or at its end."""
        after = verb.objects[0][-1].last
        if verb.passive or (len(verb.objects[0]) == 1 and verb.objects[0][0].last - verb.objects[0][0].first > 2):
            after = max(verb.last + 1, after - 2)  # «was called a liar», «called the step illegal»
        return any(self.parse.low(k) in word_set("insults") for k in range(after, min(after + 4, len(self.tokens))))

    def _person(self, phrase: Phrase) -> bool:
        meant = [self.references[i] for i in self.tokens[phrase.head].actors]
        return any(one.kind is ActorKind.PERSON or one.how == "title" for one in meant)

    def _many(self, phrase: Phrase) -> bool:
        """«12,000 Afghans», «some nine hundred Haitians»: people by their state, too many for envoys."""
        if not self.tokens[phrase.head].actors:
            return False
        before = [self.tokens[k].low.replace(",", "") for k in range(phrase.first, phrase.head)]
        return any(low in word_set("in numbers") or (low.isdigit() and int(low) >= _MANY) for low in before)

    def _armed(self, phrase: Phrase) -> bool:
        """«from the Congolese army», «from Islamic State», «from rebels»."""
        if self.tokens[phrase.head].last_word in word_set("of war") | word_set("forces"):
            return True
        codes = (self.references[i].code or "" for i in self.tokens[phrase.head].actors)
        return any(code.startswith("REB:") for code in codes)

    # --- which sides -------------------------------------------------------------------------------------------------

    def sides(self, number: int, cue: Cue, noun: Phrase | None) -> tuple[list[int], list[int]]:
        """Who acts and who is acted upon; either may be empty."""
        verb = self.parse.verbs[number]
        if "swapped" in cue.flags:
            return self._swapped(verb, noun)
        if verb.passive and not self.parse.is_due(verb):
            by = ("by", *(prep for flag, preps in _WHERE_ACTORS.items() if flag in cue.flags for prep in preps))
            actors = [i for prep, _, group in verb.prepositions if prep in by for i in self.parties.doers(group)]
        else:
            actors = self.parties.doers(verb.subject)
        for way in cue.ways:
            at_home = way == "obj" and cue.action in _PHYSICAL  # an army may attack its own people
            found = [i for i in self._by_way(way, number, cue, noun) if i not in actors]
            recipients = found if at_home else [i for i in found if not self.same_side(i, actors)]
            if way in ("in", "near") and not actors and not self._agentive(verb.subject):
                continue
            if recipients:
                return actors, recipients
        if cue.action in _PHYSICAL and self._own_people(verb, actors):
            return actors, actors
        return actors, []

    def lifted(self, actors: list[int], cue: Cue, noun: Phrase) -> tuple[list[int], list[int]]:
        """«lifted the sanctions that it had imposed on Niger»: who imposed them lifts them for whom they hit."""
        imposed = self._imposed(noun)
        if imposed is None:
            return actors, []
        doers = self.parties.doers(imposed.subject)
        if actors and doers and not all(self.same_side(i, actors) for i in doers):
            return actors, []
        hit = [group for prep, _, group in imposed.prepositions if prep in cue.ways][:1]
        actors = actors or doers
        return actors, [i for group in hit for i in self.parties.targets(group) if not self.same_side(i, actors)]

    def blind(self, cue: Cue, verb: Verb) -> bool:
        """«A drought struck both countries»: a thing does no deed; an unnamed person or group may."""
        if cue.action not in ("ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "THREATEN"):
            return False
        by = [group for prep, _, group in verb.prepositions if prep == "by"]
        phrases = (by[0] if by else []) if verb.passive else verb.subject
        if not phrases:
            return False
        head = self.tokens[phrases[0].head]
        return head.tag == "N" and not head.text[0].isupper() and not self._agentive(phrases)

    def _own_people(self, verb: Verb, actors: list[int]) -> bool:
        """«The army arrested the protesters»: whoever belongs to nobody else belongs to the one state that acts."""
        codes = {self.references[i].code or "" for i in actors}
        phrases = verb.objects[0] if verb.objects and not verb.passive else []
        if len(codes) != 1 or ":" in next(iter(codes)) or not next(iter(codes)) or len(phrases) != 1:
            return False
        phrase = phrases[0]
        alone = not self.attached(phrase) and not any(self.tokens[k].actors for k in range(phrase.first, phrase.last))
        return alone and self.tokens[phrase.head].low in word_set("own people")

    def _agentive(self, phrases: list[Phrase]) -> bool:
        return any(head_kind(self.tokens, phrase) in ("agent", "weapon") for phrase in phrases)

    def same_side(self, recipient: int, actors: list[int]) -> bool:
        """Does the recipient count under the code of an actor?"""
        code = self.references[recipient].code
        return any(self.references[actor].code == code for actor in actors)

    def _swapped(self, verb: Verb, noun: Phrase | None) -> tuple[list[int], list[int]]:
        """«X drew criticism from Y»: Y acts, X receives."""
        places = [group for prep, _, group in self._prepositions(verb, noun) if prep in ("from", "by", "in")]
        actors = [i for group in places for i in self.parties.doers(group)]
        if noun is not None and not actors:
            actors = self.parties.possessors(noun)
        return actors, [i for i in self.parties.targets(verb.subject) if not self.same_side(i, actors)]

    def _by_way(self, way: str, number: int, cue: Cue, noun: Phrase | None) -> list[int]:
        verb = self.parse.verbs[number]
        if way == "obj":
            return self._object(verb, cue, noun)
        if way == "poss":
            if noun is None:
                return []
            owners = self.parties.authors(noun) or self.parties.possessors(noun)
            return owners or list(self.tokens[noun.head].actors)
        if way == "comp":
            return self._of_complement(number)
        if way == "maker":
            return self._makers([p for prep, _, group in verb.prepositions if prep == "of" for p in group])
        if way == "that":
            said = self.parse.that_clause(verb)
            return self.parties.doers(said.subject) if said is not None else []
        for prep, at, group in self._prepositions(verb, noun):
            if prep == "of" and noun is not None and at and at != noun.last:
                continue  # «violated the truce by the count of X»
            if prep == "near" and any(self.parse.low(phrase.head) in ("border", "frontier") for phrase in group):
                continue  # a village near the border of a state need not be that state's
            if prep == "with" and self._of_reason(verb, at):
                continue
            if prep == "with" and cue.action == "CONSULT":  # «closed the summit with a rebuke of X» meets nobody
                group = [p for p in group if self.parties.named(p) or head_kind(self.tokens, p)]
            targets = self.parties.targets(group) if prep == way else []
            if prep == "to" and verb.lemma in ("protest", "complain"):
                # «protested to the United Nations»: against whom, it says elsewhere
                targets = [i for i in targets if not (self.references[i].code or "").startswith("IGO:")]
            if targets:
                return targets
        return []

    def _of_reason(self, verb: Verb, at: int) -> bool:
        """«froze aid to Ethiopia amid the war with Eritrea»: does what token `at` opens belong to the reason?"""
        before = [(prep, group) for prep, k, group in verb.prepositions if k < at]
        reasons = [k for k, (prep, _) in enumerate(before) if prep in word_set("reason openers")]
        return bool(reasons) and any(self.parties.targets(group) for _, group in before[: reasons[0]])

    def _makers(self, phrases: list[Phrase]) -> list[int]:
        """«took delivery of Chinese-made missiles»: who made them, where nobody else is told to have sent them."""
        inside = [k for phrase in phrases for k in range(phrase.first, phrase.head)]
        return [i for k in inside if self.parse.low(k + 2) in word_set("made") for i in self.tokens[k].actors]

    def _object(self, verb: Verb, cue: Cue, noun: Phrase | None) -> list[int]:
        if verb.passive:
            return self._victims(verb.subject, cue) if noun is None else []
        groups = verb.objects
        if noun is not None:
            first = self.tokens[noun.first]
            if (
                first.actors
                and first.form == "noun"
                and noun.first != noun.head
                and self.parse.tag(noun.first + 1) == "N"
            ):
                return list(first.actors)  # «sold Pakistan military equipment»
            groups = [group for group in groups if noun not in group]
        elif verb.particle and cue.particle and not groups:
            groups = [group for prep, _, group in verb.prepositions if prep == verb.particle]
        if groups and cue.action == "COOPERATE":
            groups = [[phrase for phrase in group if self.tokens[phrase.head].actors] for group in groups[:1]]
        return self._victims(groups[0], cue) if groups else []

    def _of_complement(self, number: int) -> list[int]:
        inner = self.parse.verbs[number].complement
        if inner is None or self.parse.verbs[inner].control != number:
            return []
        matched = self.match(self.parse.verbs[inner])
        if matched is not None:
            victims = self.sides(inner, *matched)[1]
            if victims or matched[0].action != "COOPERATE":
                return victims
        groups = self.parse.verbs[inner].objects[:1]
        told = self.parse.verbs[inner].prepositions if self.parse.verbs[inner].mood == "inf" else []
        near = [group for prep, _, group in told if prep in ("to", "with", "against", "from")]
        found = (self.parties.targets(group) for group in groups + near)
        return next((targets for targets in found if targets), [])

    def _victims(self, phrases: list[Phrase], cue: Cue) -> list[int]:
        """The targets of a direct object; «condemned the bombing of X» is directed at whoever bombs."""
        found: list[int] = []
        for phrase in phrases:
            if (
                cue.action in ("ACCUSE", "REJECT", "SUPPORT", "REQUEST")
                and self.tokens[phrase.head].low in hostile_nouns()
            ):
                found.extend(self.parties.possessors(phrase))
                attached = self.attached(phrase)
                aimed = any(prep in ("against", "on", "upon") for prep, _ in attached)
                by = [group for prep, group in attached if prep in ("by", "from") or (aimed and prep == "of")]
                found.extend(i for group in by for i in self.parties.doers(group))
            elif cue.action not in _PHYSICAL or head_kind(self.tokens, phrase) != "other":
                found.extend(i for i in self.parties.targets([phrase]) if i not in found)
        return found

    def _prepositions(self, verb: Verb, noun: Phrase | None) -> list[tuple[str, int, list[Phrase]]]:
        found = list(verb.prepositions)
        if noun is None:
            return found
        turned = self.parse.low(noun.last) in word_set("turned")
        if verb.passive or noun.last <= verb.first or turned:
            found.extend((prep, 0, group) for prep, group in self.attached(noun))
        return found

    def attached(self, phrase: Phrase) -> list[tuple[str, list[Phrase]]]:
        """The prepositional phrases right after a noun phrase («sanctions imposed on X» included)."""
        found: list[tuple[str, list[Phrase]]] = []
        j = phrase.last
        while j < len(self.tokens):
            if self.parse.low(j) in word_set("turned"):
                j += 1
            inner = self.parse.phrase_at.get(j + 1)
            if (
                self.parse.tag(j) not in ("P", "T")
                or (j in self.parse.verb_at and self.parse.tag(j) == "T")
                or inner is None
            ):
                break
            group = [inner]
            k = inner.last
            while self.parse.low(k) in ("and", "or") or self.parse.tag(k) == ",":
                following = self.parse.phrase_at.get(k + 1)
                if following is None or (self.parse.is_finite(following.last) and self.parse.low(j) != "between"):
                    break
                group.append(following)
                k = following.last
            found.append((self.parse.low(j), group))
            j = k
        return found

    # --- pairs -------------------------------------------------------------------------------------------------------

    def pairs(
        self, actors: list[int], recipients: list[int], cue: Cue, verb: Verb | None
    ) -> list[tuple[int | None, int | None]]:
        """Actor and recipient of each event; one mutual deed of A and B gives (A, B) and (B, A)."""
        actors, recipients = self._one_per_code(actors), self._one_per_code(recipients)
        if len(recipients) > 1 and len(actors) == 1:
            # «they sent drones, and Israel shot them down»: not itself
            recipients = [i for i in recipients if not self.same_side(i, actors)] or recipients
        if cue.mutual and len(actors) > 1 and not recipients:
            return [(a, b) for a in actors for b in actors if a != b]
        told = verb is not None and not verb.passive and bool(verb.subject)  # «an envoy met both sides»
        if cue.mutual and len(recipients) > 1 and not actors and not told:
            return [(a, b) for a in recipients for b in recipients if a != b]
        if not actors or not recipients:
            return [(actor, None) for actor in actors] or [(None, recipient) for recipient in recipients]
        pairs: list[tuple[int | None, int | None]] = [(a, b) for a in actors for b in recipients]
        if cue.mutual and (cue.action in _SYMMETRIC or (verb is not None and verb.lemma in word_set("exchanging"))):
            pairs.extend((b, a) for a in actors for b in recipients)
        return pairs

    def _one_per_code(self, items: list[int]) -> list[int]:
        seen = {self.references[i].code: i for i in reversed(items) if self.references[i].code is not None}
        return [i for i in items if seen.get(self.references[i].code) == i]


def cooperative(cue: Cue) -> bool:
    """Is the deed one that can be promised to its recipient?"""
    return cue.action in _COOPERATIVE
