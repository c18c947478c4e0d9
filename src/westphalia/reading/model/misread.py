"""What the model takes for a deed and the words do not tell: a visit that ends, a threat that is felt, an envoy's post.

«ended its summit with Peru» breaks nothing off, «citing the Russian threat» tells of no threat that Russia made, and
who is «envoy to Baku» has not travelled there by that.
"""

from __future__ import annotations

from collections.abc import Iterator

from westphalia.reading.cues import nouns_of
from westphalia.reading.model.proposals import Proposal, Side
from westphalia.reading.parties import head_kind
from westphalia.reading.scope import charges_turned_down, unnamed
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_MEDIATION = ("mediation", "mediate", "mediates", "mediated", "mediating")


def misread(proposal: Proposal, action: str, parse: Parse) -> bool:
    """Does the model see an action where the words tell of none?"""
    if action not in ("ACCUSE", "COERCE") and _bribes(proposal.cue, parse):
        return True
    if action == "SANCTION":
        return _only_over(proposal, parse) or _joined(proposal, parse)
    if action == "AID":
        return _owed(proposal, parse)
    if action == "THREATEN":
        feared = _of_things(proposal, parse) or _of_what_he_does(proposal, parse)
        return _felt(proposal.cue, parse) or feared or _beside(proposal, parse)
    if action == "ASSAULT":
        return _beside(proposal, parse)
    if action == "ACCUSE":
        return _only_noted(proposal, parse) or _complained_to(proposal, parse)
    if action == "REJECT":
        verb = parse.verb_on(proposal.cue)
        return verb is not None and (unnamed(parse, verb) or bool(charges_turned_down(parse, verb)))
    if action == "CONSULT" and _mediated(proposal, parse):
        return True
    return action in ("CONSULT", "COOPERATE") and (_posted(proposal.actor, parse) or _posted(proposal.recipient, parse))


def done_by_another(proposal: Proposal, parse: Parse) -> bool:
    """«Peru urged Chile to talk and invited Cuba»: the second verb has the subject of the first, not its object.

    Nor is «Suriname has closed its market, and Guyana thinks of it» told of Guyana.
    """
    verb = parse.verb_on(proposal.cue)
    if verb is None or verb.mood != "fin" or verb.passive or not verb.subject:
        return False
    if any(proposal.actor.stands_in(phrase, parse) for phrase in verb.subject):
        return False
    if all(parse.tag(phrase.head) == "M" for phrase in verb.subject) and any(
        proposal.actor.stands_in(one.subject[0], parse) for one in _beside_it(verb, parse)
    ):
        return True
    same = (one for one in parse.verbs if one.mood == "fin" and one.subject == verb.subject and one.first < verb.first)
    objects = [phrase for one in same for group in one.objects for phrase in group if phrase.first > one.last]
    return any(proposal.actor.stands_in(phrase, parse) for phrase in objects)


def _beside_it(verb: Verb, parse: Parse) -> Iterator[Verb]:
    """Verbs of clauses with a named subject of their own that «and» or «but» joins to the verb's."""
    for one in parse.verbs:
        named = one.mood == "fin" and one.first > verb.last and one.subject and parse.tag(one.subject[0].head) == "M"
        joined = named and parse.low(one.subject[0].first - 1) in ("and", "but", "while")
        if joined and one.lemma not in word_set("following suit"):
            yield one


def _bribes(cue: int, parse: Parse) -> bool:
    """«bribed the president», «paid kickbacks to officials»: no aid, and no action that the manual has."""
    number = parse.clause_of(cue)
    verb = parse.verbs[number] if number is not None else None
    if verb is None:
        return parse.low(cue) in word_set("bribes")
    nouns = (parse.low(phrase.head) for group in verb.objects for phrase in group)
    off = verb.lemma == "buy" and parse.low(verb.last + 1) == "off"
    return verb.lemma == "bribe" or off or any(noun in word_set("bribes") for noun in nouns)


def _only_over(proposal: Proposal, parse: Parse) -> bool:
    """«ends visit to Angola», «Ghana and Togo end talks»: they met; «ended talks with Iran» may break them off."""
    for verb in parse.verbs:
        nouns = [parse.tokens[phrase.head].last_word for group in verb.objects[:1] for phrase in group]
        if verb.first <= proposal.cue <= verb.last and verb.lemma in word_set("coming to an end"):
            met = nouns_of("@talksdone") - {"talks", "negotiations", "discussions", "dialogue", "consultations"}
            broken = any(prep == "with" for prep, _, _ in verb.prepositions)
            return any(noun in met or (noun in nouns_of("@talksdone") and not broken) for noun in nouns)
    return False


def _joined(proposal: Proposal, parse: Parse) -> bool:
    """«joined the bloc in May, doubling its border»: who joins does not leave."""
    told = [verb for verb in parse.verbs if verb.first <= proposal.cue and verb.mood in ("fin", "ger")]
    while told and told[-1].mood == "ger":
        told.pop()
    joins = bool(told) and told[-1].lemma == "join" and not told[-1].negated
    return joins and any(proposal.actor.stands_in(phrase, parse) for phrase in told[-1].subject)


def _felt(cue: int, parse: Parse) -> bool:
    """«citing the Russian threat», «amid China threat»: what somebody fears of another, who need have said nothing."""
    phrase = parse.phrase_of(cue)
    if phrase is None or parse.low(cue) != "threat" or cue != phrase.head or parse.low(phrase.last) in ("to", "of"):
        return False
    owned = any(parse.tag(k) == "S" for k in range(phrase.first, phrase.head))  # «Mr Trump's threat»
    opener = phrase.first - 1
    verb = parse.verbs[parse.verb_at[opener]] if opener in parse.verb_at else None
    word = verb.lemma if verb is not None else parse.low(opener)
    face = (parse.low(opener - 1), parse.low(opener)) in (("face", "of"), ("because", "of"))
    return not owned and (face or word in word_set("before what is felt"))


def _of_things(proposal: Proposal, parse: Parse) -> bool:
    """«warned that the drought could spread to Chad»: what things may do is no threat of who warns of them."""
    number = next((n for n, verb in enumerate(parse.verbs) if verb.lemma == "warn" and verb.mood == "fin"), None)
    rest = parse.verbs[number + 1 :] if number is not None else []
    said = next((verb for verb in rest if verb.mood == "fin"), None)
    if number is None or said is None or said.modal not in ("could", "may", "might"):
        return False
    aside = parse.tag(parse.verbs[number].last + 1) == ","  # «Dearer gas, the bank warned, could slow trade»
    may = parse.phrases[:1] if aside else said.subject
    return (aside or proposal.cue >= parse.verbs[number].first) and not any(_acts(phrase, parse) for phrase in may)


def _of_what_he_does(proposal: Proposal, parse: Parse) -> bool:
    """«warned that Chad would attack»: who is warned of does not get the threat."""
    verb = parse.verb_on(proposal.cue)
    said = parse.that_clause(verb) if verb is not None and verb.lemma == "warn" else None
    return said is not None and any(proposal.recipient.stands_in(phrase, parse) for phrase in said.subject)


def _acts(phrase: Phrase, parse: Parse) -> bool:
    """Could the head of a phrase do something: somebody named, a pronoun, people, weapons?"""
    token = parse.tokens[phrase.head]
    return bool(token.actors) or token.tag == "U" or bool(head_kind(parse.tokens, phrase))


def _beside(proposal: Proposal, parse: Parse) -> bool:
    """«fought alongside the Congolese army», «will fight at Niger's side»: who fight side by side do not clash."""
    for side in (proposal.actor, proposal.recipient):
        k = _token(side, parse)
        if k is None:
            continue
        before = parse.low(k - 1) if parse.tag(k - 1) != "D" else parse.low(k - 2)
        if before == "alongside" or (
            before in ("at", "on", "by") and parse.words(k + 1, k + 3) in ("'s side", "’s side")
        ):
            return True
    return False


def _only_noted(proposal: Proposal, parse: Parse) -> bool:
    """«noted Rwanda's statement»: who takes note of a thing blames nobody for it."""
    verb = parse.verb_on(proposal.cue)
    return verb is not None and verb.lemma == "note"


def _complained_to(proposal: Proposal, parse: Parse) -> bool:
    """«complains to NATO»: he to whom somebody complains is not the one complained of."""
    verb = parse.verb_on(proposal.cue)
    if verb is None or verb.lemma != "complain":
        return False
    to = [phrase for prep, _, group in verb.prepositions if prep == "to" for phrase in group]
    return any(proposal.recipient.stands_in(phrase, parse) for phrase in to)


def _mediated(proposal: Proposal, parse: Parse) -> bool:
    """«its mediation between the two»: who mediates meets both, and they need not meet each other."""
    between = (k + 2 for k in range(len(parse.tokens)) if parse.low(k) in _MEDIATION and parse.low(k + 1) == "between")
    first = parse.phrase_at.get(next(between, -1))
    if first is None:
        return False
    start, end = parse.tokens[first.first].start, parse.tokens[parse.end_of(first) - 1].end
    return all(start <= side.start < end for side in (proposal.actor, proposal.recipient))


def _owed(proposal: Proposal, parse: Parse) -> bool:
    """«A court ordered Peru to pay a Canadian miner»: damages, debts and fines are no gift."""
    for verb in parse.verbs:
        if verb.lemma not in ("pay", "repay") or not verb.first <= proposal.cue < max(verb.end, verb.last + 1):
            continue
        above = parse.verbs[verb.control].subject if verb.control is not None else []
        courts = any(parse.tokens[p.head].last_word in word_set("courts") for p in above)
        owed = (parse.low(p.head) in word_set("dues") for group in verb.objects for p in group)
        return courts or any(owed)
    return False


def _posted(side: Side, parse: Parse) -> bool:
    """«the envoy to Baku»: is somebody named only for the post that another holds there?"""
    at = _token(side, parse)
    phrase = parse.phrase_of(at) if at is not None else None
    if phrase is None or parse.low(phrase.first - 1) != "to":
        return False
    holder = parse.phrase_before.get(phrase.first - 1)
    if holder is None or parse.tokens[holder.head].last_word not in word_set("posts abroad"):
        return False
    sent = any(
        verb.lemma in word_set("sending") and any(holder in group for group in (*verb.objects, verb.subject))
        for verb in parse.verbs
    )
    return not sent


def _token(side: Side, parse: Parse) -> int | None:
    return next((k for k, token in enumerate(parse.tokens) if token.start <= side.start < token.end), None)
