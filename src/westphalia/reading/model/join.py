"""Rules and model together: which events a sentence tells, and how sure that is."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from westphalia.ontology.types import Status
from westphalia.reading import implicatives, prospects, scope
from westphalia.reading import status as statuses
from westphalia.reading.choice import log_odds
from westphalia.reading.cues import Cue, noun_cues, verb_cues
from westphalia.reading.events import Found
from westphalia.reading.granted import granted, thanked_for
from westphalia.reading.model.misread import done_by_another, misread
from westphalia.reading.model.offered import promised
from westphalia.reading.model.proposals import Proposal, Side
from westphalia.reading.references import Reference, code_of, sure_of
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

LEAST = 0.5  # the confidence below which an event is not told, unless the user says otherwise
_RATHER = 0.55  # below this probability of «happened» the next likeliest status is taken
_CERTAIN = 0.96  # the model's probability of «happened» from which no words around a deed put it in doubt
_SEEN, _UNREAL = 0.5, 0.05  # share of a deed from which, and of «happened» below which, the model says how real it is
_UNASKED = 0.6  # how often a rule alone is right: 60 % of the events of the rule reader on articles kept apart
_NOT_THAT = 0.02  # share of what a rule tells of a pair from which what the model sees besides is a further event
_FURTHER = 0.1  # share below which an action is no further event of a pair
_SAID = ("ACCUSE", "AGREE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")  # by a verb such as «demand» or «refuse» itself
_ALLEGED = 0.3  # confidence from which the content of a charge is kept for who denies it
_MEASURES = ("COERCE", "SANCTION")
_BY_FORCE = ("ASSAULT", "COERCE", "MOBILIZE", "SANCTION")
_BY_HAND = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST")  # what somebody does who stops, blocks or boycotts another
_ONE_WAY = frozenset(("keeps-out", "takes-in"))
_MEANS_MORE = ("arrange", "call", "push", "set")  # verbs that only with an infinitive tell how real a deed is
_BOTH_WAYS = ("CONSULT", "COOPERATE")
_TRUCES = ("armistice", "cease-fire", "ceasefire", "truce")
TOGETHER = ("AGREE", "CONSULT", "COOPERATE", "SUPPORT")
Key = tuple[str | None, str | None]
Likely = tuple[float, Proposal, int | None, int | None]  # share, and whose: references of actor and recipient

# Logistic weights (constant, log-odds of the action, of «nothing between the two», of the rival, of the fellow), fitted
# by `python -m training.joined`: of events of a rule, of the model alone, of further events of a pair that has one.
WEIGHTS = {
    "ruled": (1.18, 0.39, -0.13, -0.0, -0.0),
    "alone": (-0.7, 0.69, 0.15, -0.05, -0.11),
    "further": (-0.33, 0.46, -0.14, 0.07, -0.0),
}


@dataclass(frozen=True, slots=True)
class Weighed:
    """An event that could be told, with the model's shares of its action and of «none».

    `kind` is «ruled» for an event of a rule, «unasked» for one of a pair that the model was not asked about (a state
    and its own people, a capital that was no mention), «alone» for one of the model alone, «further» for one more of a
    pair that one of these is told of. `rival` is for «further» the share of what is told already; for «alone» the
    largest share of any action of other pairs whose cue is the same word: what two others do is seldom done by these
    two as well. Not so for what two do together told the other way, and for `fellow`, the largest share of a pair with
    the same deed and one side in common («deported Malians, Guineans and Gambians»).
    """

    event: Found
    kind: str
    action: float
    nothing: float
    rival: float = 0.0
    fellow: float = 0.0

    def confidence(self) -> float:
        """The probability that an annotator would tell the event too, with both sides and the action."""
        if self.kind == "unasked":
            return _UNASKED
        constant, *weights = WEIGHTS[self.kind]
        shares = self.action, self.nothing, self.rival, self.fellow
        x = constant + sum(weight * log_odds(share) for weight, share in zip(weights, shares, strict=True))
        return 1 / (1 + math.exp(-x))


def join(
    found: list[Found], proposals: list[Proposal], parse: Parse, references: list[Reference], least: float = LEAST
) -> list[Found]:
    """The events of a sentence whose confidence is at least `least`, in the order of their cues.

    An event with one side only is a rule's and as sure as the rule is, one whose other side is inferred as that is
    likely; each the less, the less sure it is whom a mention means.
    """
    kept = []
    known: set[Key] = set()  # pairs of which something is told
    told_of = list(weigh(found, proposals, parse, references))
    for weighed in told_of:
        event = weighed.event
        if event.inferred is None:
            if event.actor is not None and event.recipient is not None:
                event.confidence = weighed.confidence()
            event.confidence = round(event.confidence * sure_of((event.actor, event.recipient), references), 4)
    _as_sure_as_its_twin([weighed.event for weighed in told_of], parse, references)
    for weighed in told_of:
        event = weighed.event
        pair = event.codes(references)
        if charged(event, parse):
            continue  # the charge is told, not its content
        if event.confidence >= least and (weighed.kind != "further" or pair in known):
            kept.append(event)
            known.add(pair)
    told = [event for event in kept if not _refused_back(event, kept, references)]
    told = [event for event in told if not _given_back(event, told, parse, references)]
    for event in told:
        if parse.tag(event.cue_first) == "N":
            event.status = _as_its_fellow(event, told, references)
    return sorted(told, key=lambda event: (event.cue_first, event.cue_last))


def _as_sure_as_its_twin(events: Sequence[Found], parse: Parse, references: list[Reference]) -> None:
    """What two states do together is told of both or of neither: each direction is as sure as both on average.

    So it is with a truce that holds.
    """
    found = {(*event.codes(references), event.cue.action): event for event in events}
    for (actor, recipient, action), event in found.items():
        twin = found.get((recipient, actor, action))
        together = action in _BOTH_WAYS or (action == "RETREAT" and parse.low(event.cue_first) in _TRUCES)
        if twin is None or not together or str(actor) > str(recipient) or event.inferred or twin.inferred:
            continue
        likelier = max(event, twin, key=lambda one: one.confidence)
        event.status = twin.status = likelier.status
        event.confidence = twin.confidence = round((event.confidence + twin.confidence) / 2, 4)


def _as_its_fellow(event: Found, told: list[Found], references: list[Reference]) -> Status:
    """What one noun tells of both sides of a pair («talks», «a treaty») is as real of the one as of the other."""
    actor, recipient = event.codes(references)
    if event.status is not Status.HAPPENED or event.cue.action not in TOGETHER:
        return event.status
    same = (one for one in told if one.cue_first == event.cue_first and one.cue.action == event.cue.action)
    return next((one.status for one in same if one.codes(references) == (recipient, actor)), event.status)


def _refused_back(event: Found, told: list[Found], references: list[Reference]) -> bool:
    """«ruled out talks with the Taliban»: a refusal, told of one side; that nobody talks is not told of the other."""
    if event.status is not Status.DENIED or event.cue.action not in TOGETHER:
        return False
    actor, recipient = event.codes(references)
    return any(one.cue.action == "REJECT" and one.codes(references) == (recipient, actor) for one in told)


def _given_back(event: Found, told: list[Found], parse: Parse, references: list[Reference]) -> bool:
    """«Oslo delivered tanks to Kyiv»: who is only given something does not trade with the giver."""
    verb = parse.verb_at.get(event.cue_first)
    if event.cue.action != "COOPERATE" or verb is None:
        return False
    actor, recipient = event.codes(references)
    back = [one.cue.action for one in told if one.codes(references) == (recipient, actor)]
    given = any(parse.verb_at.get(one.cue_first) == verb and one.cue.action == "AID" for one in told)
    return given and "COOPERATE" not in back and "AID" in back


def alleged(found: list[Found], proposals: list[Proposal], parse: Parse, references: list[Reference]) -> list[Found]:
    """What somebody is only accused of in a sentence («accused Rwanda of arming M23»), of each pair the likeliest."""
    if not any(verb.lemma in word_set("charging") for verb in parse.verbs):
        return []
    best: dict[Key, Found] = {}
    for weighed in weigh(found, proposals, parse, references):
        event, pair, sure = weighed.event, weighed.event.codes(references), weighed.confidence()
        least = best[pair].confidence if pair in best else _ALLEGED
        if None not in pair and sure >= least and charged(event, parse):
            best[pair] = replace(event, alleged=True, confidence=round(sure, 4))
    return list(best.values())


def charged(event: Found, parse: Parse) -> bool:
    """Does only a charge tell it («accused Mali of shelling its post», «found Mali guilty of it»)?"""
    number = parse.clause_of(event.cue_first)
    if event.status is Status.HYPOTHETICAL and _object_of_charge(event.cue_first, number, parse):
        return True
    while number is not None and parse.verbs[number].parallel is not None:
        number = parse.verbs[number].parallel
    verb = parse.verbs[number] if number is not None else None
    above = parse.verbs[verb.control] if verb is not None and verb.mood == "ger" and verb.control is not None else None
    if above is None or verb is None:
        return False
    guilty = any(parse.low(k) in word_set("guilty") for k in range(above.last + 1, verb.first))
    return above.lemma in word_set("charging") or guilty


def _object_of_charge(token: int, number: int | None, parse: Parse) -> bool:
    """«blames China for a cyberattack», «accused Mali of aggression»: is it told by a noun that a charge is about?"""
    verb = parse.verbs[number] if number is not None else None
    if verb is None or verb.lemma not in word_set("charging"):
        return False
    about = (phrase for prep, _, group in verb.prepositions if prep in ("of", "for", "over") for phrase in group)
    return parse.tag(token) == "N" and any(phrase.first <= token < phrase.last for phrase in about)


def weigh(
    found: list[Found], proposals: Sequence[Proposal], parse: Parse, references: list[Reference]
) -> Iterator[Weighed]:
    """The events of the rules, then of each pair those of the model that no rule tells, the likeliest first.

    Of a heading («Joint communiqué of X and Y») the model tells none: it names what the text is; nor of a question that
    asks why or when, as the rules do.
    """
    proposals = promised(proposals, parse)
    best = likeliest(proposals, references)
    same_word: dict[int, list[Proposal]] = defaultdict(list)  # by cue
    for proposal in proposals:
        if proposal.actor.actors and proposal.recipient.actors:
            same_word[proposal.cue].append(proposal)
    sides = {side for proposal in proposals for side in (proposal.actor, proposal.recipient)}
    asked = {references[i].code for side in sides for i in side.actors}
    told: dict[Key, dict[str, float]] = defaultdict(dict)
    measures: set[tuple[Key, int]] = set()  # pairs between which a rule tells a sanction, and its words
    taken: set[tuple[Key, int]] = set()  # and pairs of which its words tell nothing else
    ruled = {(k, event.cue.action) for event in found for k in range(event.cue_first, event.cue_last + 1)}
    for event in found:
        key = event.codes(references)
        acts = best.get(key, {})
        share = acts[event.cue.action][0] if event.cue.action in acts else 0.0
        sure = "sure" in event.cue.flags
        if event.cue.action == "COERCE" and not sure and share < _FURTHER and acts.get("SANCTION", (0.0,))[0] >= _SEEN:
            event.cue, share = replace(event.cue, action="SANCTION", mode=None), acts["SANCTION"][0]
        if sure:  # «switched recognition to China», «expelled 900 Haitians»: the model sees that something passes there
            back = best.get(key[::-1], {}) if event.cue.mutual else {}
            share = max((act[0] for seen in (acts, back) for act in seen.values()), default=share)
            pairs = (key,) if event.cue.mutual else (key, (key[1], key[0]))
            taken.update((pair, k) for pair in pairs for k in range(event.cue_first, event.cue_last + 1))
        event.status = _as_real(event, acts.get(event.cue.action), share, parse)
        if event.cue.flags & _ONE_WAY:  # «was kicked out of Senegal»: who is kicked out does nothing
            taken.update(((key[1], key[0]), k) for k in range(event.cue_first, event.cue_last + 1))
        told[key][event.cue.action] = share
        if event.cue.action in _MEASURES:
            measures.update((key, k) for k in range(event.cue_first, event.cue_last + 1))
        if key[0] == key[1] and any(
            references[i].how == "pronoun" for i in (event.actor, event.recipient) if i is not None
        ):
            continue  # a pronoun that was taken for whom it deals with
        implied = event.actor is not None and references[event.actor].how == "implied"  # «1. Thanks Ethiopia»
        unasked = implied or key[0] == key[1] or (proposals and not asked.issuperset(key))
        kind = "unasked" if unasked else "ruled"
        yield Weighed(event, kind, share, 1 - min(1.0, sum(act[0] for act in acts.values())))
    if scope.heading(parse) or scope.question(parse) == "wh":
        return
    for key, acts in best.items():
        if None in key:
            continue
        for action, (share, proposal, actor, recipient) in sorted(acts.items(), key=lambda act: -act[1][0]):
            before = told.get(key, {})
            if "THREATEN" in before and action in _BY_FORCE and _status(proposal) is not Status.HAPPENED:
                continue  # «warned that it would fire on any boat»
            if action in before or (before and share < _FURTHER) or not tells(proposal, action, parse):
                continue
            if (key, proposal.cue) in taken or ((proposal.cue, action) in ruled and done_by_another(proposal, parse)):
                continue
            if "THREATEN" in before and action == "REQUEST" and parse.low(proposal.cue) in ("warned", "warns", "warn"):
                continue  # «warned Manila against playing with fire»
            if (
                action == "RETREAT"
                and before
                and "ASSAULT" in before
                and parse.tokens[proposal.cue].lemma in word_set("exchanging")
            ):
                continue  # «gunfire was exchanged»: no prisoners were
            if action in (*_MEASURES, "CONCEDE") and (key, proposal.cue) in measures:
                continue  # «imposed sanctions»: for the manual a SANCTION, for others a COERCE, and told once
            nothing = 1 - min(1.0, sum(proposal.actions.values()))
            event = made(proposal, action, actor, recipient, parse)
            if before and max(before.values()) >= _NOT_THAT:
                yield Weighed(event, "further", share, nothing, max(before.values()))
            else:
                rival, fellow = _beside(key, action, same_word[proposal.cue], references)
                yield Weighed(event, "alone", share, nothing, rival, fellow)
            told[key][action] = share


def _as_real(event: Found, seen: Likely | None, share: float, parse: Parse) -> Status:
    """The status of a rule's event, where the model sees one too: of what is unreal it knows better in which way."""
    number = parse.clause_of(event.cue_first)
    if number is not None and statuses.supposed(parse, number):
        return Status.HYPOTHETICAL
    follows = _follows(parse, number, event.cue_first) if number is not None else None
    if follows is not None:
        return follows
    if seen is None or not share:
        return event.status
    likely = _status(seen[1])
    if event.status is Status.HYPOTHETICAL and number is not None and statuses.stopped(parse, number, event.cue_first):
        return event.status  # «should stop vetoing it»: it is not the veto that is urged
    if likely is Status.DENIED and number is not None and _no_doubt(parse, number):
        return event.status
    if Status.HAPPENED not in (event.status, likely):
        return likely
    unreal = share >= _SEEN and seen[1].statuses[Status.HAPPENED] < _UNREAL and _unsure(parse)
    unreal = unreal and not _of_an_aside(parse, number, seen[1].cue)
    return likely if unreal and not _real(parse, number, event.cue_first) else event.status


def _of_an_aside(parse: Parse, number: int | None, cue: int) -> bool:
    """«are negotiating a treaty, *which has not been signed*»: what the model says is of a relative clause."""
    other = parse.clause_of(cue)
    if number is None or other is None or other == number:
        return False
    return parse.tag(parse.verbs[other].first - 1) == "W"


def _follows(parse: Parse, number: int, cue: int) -> Status | None:
    """«managed to seize it», «instead of selling it jets»: the words before a verb that settle how real its deed is."""
    left = prospects.instead(parse, parse.verbs[number])
    if statuses.advised(parse, parse.verbs[number]):
        return Status.URGED
    if statuses.advised_against(parse, number) and parse.verb_at.get(cue) == number:
        return Status.HYPOTHETICAL
    return left if left is Status.DENIED else implicatives.follows(parse, number)


def _no_doubt(parse: Parse, number: int) -> bool:
    """«Hungary will no doubt attack»: the model takes the «no» for a denial."""
    verb = parse.verbs[number]
    return any(parse.words(k, k + 2) == "no doubt" for k in range(max(0, verb.first - 2), verb.last))


def _unsure(parse: Parse) -> bool:
    """Whether anything in a sentence could make a deed unreal: a modal, an infinitive, a negation, a condition."""
    unreal = any(verb.modal or verb.negated or verb.mood in ("inf", "imp") for verb in parse.verbs)
    return unreal or bool(scope.conditional(parse)) or bool(scope.question(parse))


def _beside(pair: Key, action: str, proposals: Sequence[Proposal], references: list[Reference]) -> tuple[float, float]:
    """The largest shares of a rival and of a fellow of a pair among proposals with the same cue (see `Weighed`)."""
    rival = fellow = 0.0
    for proposal in proposals:
        actors, recipients = (
            {references[index].code for index in side.actors} for side in (proposal.actor, proposal.recipient)
        )
        if pair[0] in actors and pair[1] in recipients:
            continue
        likely, share = max(proposal.actions.items(), key=lambda act: act[1])
        back = pair[0] in recipients and pair[1] in actors
        shared = pair[0] in actors or pair[1] in recipients
        if action in TOGETHER:  # «Bulgaria and Romania are to exercise with the Turkish navy»
            shared = shared or pair[0] in recipients or pair[1] in actors
        if not back and likely == action and shared:
            fellow = max(fellow, share)
        elif not (back and action in TOGETHER):
            rival = max(rival, share)
    return rival, fellow


def shares(proposals: Sequence[Proposal], references: list[Reference]) -> dict[Key, dict[str, float]]:
    """Of each pair whom the sentence names, the largest share of each action."""
    best = likeliest(proposals, references)
    return {pair: {action: act[0] for action, act in acts.items()} for pair, acts in best.items()}


def likeliest(proposals: Sequence[Proposal], references: list[Reference]) -> dict[Key, dict[str, Likely]]:
    """Of each pair whom the sentence names, and each action, the proposal with the largest share.

    A side is None where the other deals with somebody outside the sentence.
    """
    best: dict[Key, dict[str, Likely]] = defaultdict(dict)
    for proposal in proposals:
        for actor in _who(proposal.actor, references):
            for recipient in _who(proposal.recipient, references):
                key = code_of(actor, references), code_of(recipient, references)
                if key[0] == key[1]:
                    continue
                acts = best[key]
                for action, share in proposal.actions.items():
                    if action not in acts or share > acts[action][0]:
                        acts[action] = share, proposal, actor, recipient
    return best


def _who(side: Side, references: list[Reference]) -> Sequence[int | None]:
    """Whom a side names; «the peace of Brasília» does not name Brazil."""
    named = [i for i in side.actors if references[i].how != "capital" or not references[i].place]
    return (None,) if side.kind == "outside" else [i for i in named if references[i].code is not None]


def tells(proposal: Proposal, action: str, parse: Parse) -> bool:
    """Whether the words allow what the model proposes: no place, no state of affairs, no mere «pressure»."""
    if {parse.low(proposal.cue + k) for k in range(4)} & {"pressure", "pressures"}:
        return False  # «confronted by American pressure»
    if action in _BY_FORCE and "closer to" in parse.words(proposal.cue, proposal.cue + 4):
        return False  # «moved closer to Japan»
    if "into the arms" in parse.words(max(0, proposal.cue - 6), proposal.cue + 8):
        return False  # «push Chad into the arms of Libya»
    bonds = (parse.low(proposal.cue + k) in word_set("bonds") for k in (1, 2, 3))
    if action == "SANCTION" and parse.low(proposal.cue) == "close" and any(bonds):
        return False  # «has close military ties with Uganda»
    if action in ("AGREE", "REQUEST") and scope.refused(parse, proposal.cue):
        return False  # «turned down an invitation by ECOWAS»
    odd = _only_where(proposal, action, parse) or _suffers(proposal, action, parse)
    odd = odd or misread(proposal, action, parse) or (action == "AGREE" and _answers_a_blow(proposal, parse))
    odd = odd or (action in TOGETHER and _verb_lemma(proposal.cue, parse) in ("deport", "expel", "evict"))
    still = _rests(proposal, parse) or _stands_with(proposal, parse)
    return not odd and not still and not _yet_to_come(proposal, parse)


def _answers_a_blow(proposal: Proposal, parse: Parse) -> bool:
    """«China promised to hit back at US tariffs», «Caracas promised a swift response»: no promise to anybody."""
    number = parse.clause_of(proposal.cue)
    verb = parse.verbs[number] if number is not None else None
    if verb is None or verb.lemma not in word_set("promising"):
        return False
    inner = parse.verbs[verb.complement] if verb.complement is not None else None
    back = inner is not None and (
        inner.lemma in word_set("retaliating")
        or (inner.lemma in ("hit", "strike") and parse.low(inner.last + 1) == "back")
    )
    nouns = (parse.low(phrase.head) for group in verb.objects for phrase in group)
    kind = "in kind" in parse.words(verb.last + 1, verb.last + 6)  # «promises an answer in kind»
    return back or kind or any(noun in word_set("answers to a blow") for noun in nouns)


def _yet_to_come(proposal: Proposal, parse: Parse) -> bool:
    """«Kuwait accepted; Iran has yet to answer»: who is first named behind a semicolon is no side of what is before."""
    end = next((k for k in range(proposal.cue, len(parse.tokens)) if parse.low(k) == ";"), len(parse.tokens))
    starts = {proposal.actor.start, proposal.recipient.start}
    return any(token.start in starts and token.tag != "U" for token in parse.tokens[end:])


def _only_where(proposal: Proposal, action: str, parse: Parse) -> bool:
    """«met in Belarus»: of what two do together, a state after «in» is only the place."""
    if action not in TOGETHER:
        return False
    starts = {proposal.actor.start, proposal.recipient.start}
    return any(token.start in starts and parse.low(k - 1) == "in" for k, token in enumerate(parse.tokens))


def _suffers(proposal: Proposal, action: str, parse: Parse) -> bool:
    """«Two Israeli jets were shot down over Syria»: to whom it is done does it to nobody, nor does the state where."""
    if action not in (*_BY_FORCE, "RETREAT"):
        return False
    for verb in parse.verbs:
        told = verb.first <= proposal.cue <= verb.last or any(p.first <= proposal.cue < p.last for p in verb.subject)
        under = verb.lemma in ("come", "be") and parse.low(verb.last + 1) == "under"  # «came under fire in Syria»
        told = told or (under and verb.first <= proposal.cue <= verb.last + 3)
        if not told or not (under or _done_to(verb, action)):
            continue
        if any(proposal.actor.stands_in(p, parse) for p in verb.subject):
            return action != "RETREAT"
        where = {phrase.first - 1 for phrase in parse.phrases if proposal.actor.stands_in(phrase, parse)}
        return any(parse.low(k) in ("in", "at", "near", "off", "over") for k in where)
    return False


def _done_to(verb: Verb, action: str) -> bool:
    """Is it a passive of a verb that does an action to its object?"""
    hits = any(
        cue.action == action and "obj" in cue.ways and cue.particle in ("", verb.particle) and not cue.nouns
        for cue in verb_cues().get(verb.lemma, ())
    )
    return verb.passive and verb.mood == "fin" and hits


def _rests(proposal: Proposal, parse: Parse) -> bool:
    """«have been busy with relations»: what somebody is, is no deed."""
    number = parse.clause_of(proposal.cue)
    if number is None or parse.tag(proposal.cue) != "N" or parse.low(proposal.cue) in noun_cues():
        return False
    verb = parse.verbs[number]
    return verb.lemma == "be" and not verb.passive and proposal.cue == verb.last + 1


def _stands_with(proposal: Proposal, parse: Parse) -> bool:
    """«is aligned with China»: what somebody is, is no deed."""
    return parse.low(proposal.cue) in ("aligned", "allied") and parse.low(proposal.cue - 1) in (
        *("is", "are", "be", "remain", "remains"),
        *("closely", "firmly", "fully", "increasingly", "strongly"),
    )


def made(proposal: Proposal, action: str, actor: int | None, recipient: int | None, parse: Parse) -> Found:
    """The event of a proposal between two references, as real as model and words let it be."""
    proposal = replace(proposal, cue=_deed_noun(proposal, action, parse))
    first, last = proposal.cue, proposal.cue + 1
    number = _telling(parse.clause_of(proposal.cue), action, parse)
    if number is not None:
        verb = parse.verbs[number]
        first = min([first, verb.first, *(p.first for p in verb.subject if p.first < verb.first)])
        last = max([last, verb.end, verb.last + 1, *(p.last for p in verb.subject)])
    mode = next((name.split("/")[1] for name in proposal.modes if name.startswith(f"{action}/")), None)
    status = _reality(proposal, action, number, parse)
    cue = Cue(action, mode, (), frozenset(), ())
    return Found(cue, status, actor, recipient, first, last, proposal.cue, proposal.cue + 1, 0.0, alone=True)


def _deed_noun(proposal: Proposal, action: str, parse: Parse) -> int:
    """«Pressure *for a treaty between the two* grew»: the noun with both sides that tells it, else the word seen."""
    verb = parse.verb_at.get(proposal.cue)
    cues = verb_cues().get(parse.verbs[verb].lemma, ()) if verb is not None else ()
    if any(cue.action == action for cue in cues) or parse.low(proposal.cue) in noun_cues():
        return proposal.cue
    for phrase in reversed(parse.phrases):
        if parse.tag(phrase.head) == "N" and parse.low(phrase.head) in noun_cues():
            whole = Phrase(phrase.first, parse.end_of(phrase), phrase.head)
            if proposal.actor.stands_in(whole, parse) and proposal.recipient.stands_in(whole, parse):
                return phrase.head
    return proposal.cue


def _reality(proposal: Proposal, action: str, number: int | None, parse: Parse) -> Status:
    """The status that the model sees, where the words around the deed (its verb is number `number`) allow it."""
    status = _status(proposal)
    if number is None:
        return Status.HAPPENED if granted(parse, proposal.cue) else _allowed(status, proposal, action, number, parse)
    if statuses.supposed(parse, number):
        return Status.HYPOTHETICAL
    follows = _follows(parse, number, proposal.cue)
    if follows is not None:
        return follows
    if action == "REJECT" and parse.verbs[number].lemma == "deny":
        return statuses.of_verb(parse, number) or Status.HAPPENED  # «denied its soldiers passage»
    if _real(parse, number, proposal.cue) or (action == "AID" and thanked_for(parse, parse.verbs[number])):
        return Status.HAPPENED
    if parse.low(parse.verbs[number].first - 1) == "about":
        return Status.PLANNED  # «was about to attack»
    if status is Status.URGED and statuses.stopped(parse, number, proposal.cue):
        return Status.HYPOTHETICAL  # «we should stop vetoing its membership»
    if status is Status.DENIED and parse.verbs[number].mood == "imp":
        return Status.HYPOTHETICAL  # «Do not arm Togo»
    if status is Status.PLANNED and action == "CONCEDE" and _announces(parse, number):
        return Status.HAPPENED
    if status is Status.HAPPENED and action == "THREATEN" and _threat(parse, parse.verbs[number]):
        return status
    if status is Status.HYPOTHETICAL:
        over = scope.scope_of(parse, number)
        return Status.FEARED if over is not None and over.status is Status.FEARED else status
    return _allowed(status, proposal, action, number, parse)


def _threat(parse: Parse, verb: Verb) -> bool:
    """«Peru's threat to attack Chile»: it is the attack that is not yet done."""
    threat = parse.phrase_before.get(verb.first) if verb.mood == "inf" else None
    return threat is not None and parse.low(threat.head) in word_set("said by nouns")


def _announces(parse: Parse, number: int) -> bool:
    """«The rebels announced that they would end their struggle»: who announces that it will stop has conceded."""
    verb = parse.verbs[number]
    over = scope.scope_of(parse, number) if verb.mood == "fin" and verb.modal in ("will", "would") else None
    if over is None or over.kind != "report" or over.by is None or not verb.subject or verb.negated:
        return False
    own = parse.low(verb.subject[0].head) in ("it", "he", "she", "they", "we")
    return own and parse.verbs[over.by].lemma in word_set("announcing")


def _real(parse: Parse, number: int | None, token: int) -> bool:
    """Do the words say that it is done, whatever is negated around it?"""
    if number is None:
        return granted(parse, token)
    sure = statuses.implied(parse, number) or statuses.undoubted(parse, number) or statuses.told_aside(parse, number)
    return sure or granted(parse, token) or statuses.presupposed(parse, number, token)


def _allowed(status: Status, proposal: Proposal, action: str, number: int | None, parse: Parse) -> Status:
    """«happened» only where the model is certain or no words put it in doubt; any other status as it is."""
    due = number is not None and statuses.scheduled(parse, parse.verbs[number])  # the model takes «receives» for done
    if status is not Status.HAPPENED or not (due or proposal.statuses[status] < _CERTAIN):
        return status
    status = _governed(proposal, action, number, parse)
    status = _doubted(proposal, number, parse) if status is Status.HAPPENED else status
    if status is Status.DENIED and action == "REJECT" and number is not None and parse.verbs[number].modal == "will":
        status = Status.HAPPENED  # «will not admit another refugee»: the «not» is the refusal
    if status is Status.HAPPENED and proposal.statuses[status] < _RATHER:
        return max((one for one in proposal.statuses if one is not status), key=proposal.statuses.__getitem__)
    return status


def _telling(number: int | None, action: str, parse: Parse) -> int | None:
    """The verb that tells an action where the word that was found only says what it is about («vowed to strike»)."""
    verb = parse.verbs[number] if number is not None else None
    above = verb.control if verb is not None and verb.mood == "inf" and action in _SAID else None
    if above is None or not any(cue.action == action for cue in verb_cues().get(parse.verbs[above].lemma, ())):
        return number
    return above


def _status(proposal: Proposal) -> Status:
    return max(proposal.statuses, key=proposal.statuses.__getitem__)


def _governed(proposal: Proposal, action: str, number: int | None, parse: Parse) -> Status:
    """«weighs sanctions on Georgia», «has been put off»: the verb (number `number`) only says how real the deed is."""
    verb = parse.verbs[number] if number is not None else None
    if verb is None or verb.main != proposal.cue or action in (*_SAID, "SANCTION"):
        return Status.HAPPENED  # «cancelled its loan to Pakistan» is the sanction itself
    phrasal = scope.governors("phrasal").get(f"{verb.lemma} {parse.low(verb.last + 1)}")
    status = phrasal or scope.governors("verb").get(verb.lemma, Status.HAPPENED)
    itself = action in _BY_HAND and status is Status.DENIED  # «blocked the bridge», «were stopped by police»
    other = verb.lemma in _MEANS_MORE and verb.complement is None  # «set up a joint board», «called on the minister»
    return Status.HAPPENED if not phrasal and (itself or other) else status


def _doubted(proposal: Proposal, number: int | None, parse: Parse) -> Status:
    """How real the words around it let a deed be (`number` is its verb's) that the model thinks happened."""
    status = Status.HAPPENED
    if number is not None:
        status = statuses.of_verb(parse, number) or status
        verb = parse.verbs[number]
        whose = parse.phrase_before.get(verb.first) if verb.mood == "inf" else None
        if status is Status.HAPPENED and whose is not None and parse.low(whose.first - 1) == "for":
            status = Status.HYPOTHETICAL  # «better for Tokyo to withdraw its complaint»
    elif scope.question(parse):
        status = Status.HYPOTHETICAL  # «Rwandan drones over Congolese positions?»
    phrase = parse.phrase_of(proposal.cue)
    while parse.tag(proposal.cue) == "N" and status is Status.HAPPENED and phrase is not None:
        status = statuses.of_noun(parse, phrase) or status
        # «the proposed sale of jets»: the jets are as real as their sale
        phrase = parse.phrase_before.get(phrase.first - 1) if parse.low(phrase.first - 1) == "of" else None
    return status


def _verb_lemma(token: int, parse: Parse) -> str:
    number = parse.verb_at.get(token)
    return parse.verbs[number].lemma if number is not None else ""
