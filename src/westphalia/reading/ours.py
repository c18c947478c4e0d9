"""Whose «we», «us» and «our» are in a comment: the author's country, chosen among all states that the text names.

A conditional logit (McFadden 1974) over what the text says of each: a state that does something to «us», or that «we»
do something to, is hardly ours; one that is named first or last, given advice, meant by its capital or an institution
rather than by its name, or in whose towns things happen may be.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from westphalia.ontology.types import ActorKind
from westphalia.reading.attribution import Attribution
from westphalia.reading.choice import Weights, shares
from westphalia.reading.parties import Parties
from westphalia.reading.places import country_of
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

WORDS = ("we", "us", "our", "ours", "ourselves")
FEWEST = 3  # words of the author's in which a country of the author's is looked for
LEAST = 0.35  # probability from which a state is taken for the author's
FEATURES = ("at_home", "faced", "advised", "first", "last", "veiled", "towns", "opposed")
# Of `FEATURES`; of no state that the text names: a constant, and log of 1 + the states that face «us». Fitted by
# `python -m training.ours`
WEIGHTS: Weights = (1.45, -2.12, 1.87, 1.22, 0.56, 1.55, 1.67, -1.59), (3.59, -2.55)

_WHERE = ("in", "at", "to")  # «we have a short memory in Tbilisi», «should invite them to Abuja»: a place
_NEAR = (*_WHERE, "from", "around", "near")
_OF_TOWN = (*_NEAR, "of", "above", "for", "towards", "outside")
_AGAINST = ("with", "against", "from", "over", "for", "towards", "between")  # «our border with Armenia»
_ADVICE = ("should", "must", "ought")
_CONTINENTS = ("europe", "africa", "asia", "west", "world", "allies", "democracies")
Traits = dict[str, tuple[float, ...]]  # by record code, in the order of FEATURES


def country(
    parses: Sequence[Parse], said: Sequence[Sequence[Attribution]], references: list[Reference]
) -> Reference | None:
    """The state that an author's «we» is, from all sentences and what is said in each.

    None where there are fewer than three such words outside quotations, where no state is likely enough, and where the
    author tells a continent what to do and speaks of no place of that state as his own.
    """
    if sum(len(own(*one)) for one in zip(parses, said, strict=True)) < FEWEST:
        return None
    found = traits(parses, said, references)
    likely = chances(found)
    code = max(likely, key=likely.__getitem__, default=None)
    if code is None or likely[code] < LEAST:
        return None
    if any(_advises_all(parse) for parse in parses) and not found[code][FEATURES.index("at_home")]:
        return None  # «Europe should …»: the author's «we» is no state's, unless he says where he is
    return next((one for one in references if one.code == code and one.kind is ActorKind.STATE), None)


def chances(found: Traits) -> dict[str, float]:
    """The probability of each state that it is the author's; what is missing to 1 is that of none of them."""
    return dict(zip(found, shares(list(found.values()), (1.0, facing(found)), WEIGHTS), strict=True))


def facing(found: Traits) -> float:
    """Log of 1 + the states that do something to «us», or that «we» do something to."""
    faced, opposed = FEATURES.index("faced"), FEATURES.index("opposed")
    return math.log1p(sum(row[faced] > 0 or row[opposed] > 0 for row in found.values()))


def traits(parses: Sequence[Parse], said: Sequence[Sequence[Attribution]], references: list[Reference]) -> Traits:
    """What a text says of each state that it names, or of whose towns it names one (`FEATURES`).

    at_home: mentions of its capital or towns as a place («in Tbilisi») in sentences with «we», 2 at most; faced: it
    acts on «us», or «we» on it; advised: it should do something; first, last: named before or after all others;
    veiled: share of its mentions that are neither its name nor a demonym (who is at home says «Accra» or «the
    Knesset»); towns: log of 1 + other towns of it; opposed: log of 1 + times that it is another side of «our» verb
    («barred Haitians from our hospitals») or noun («our border with Armenia»).
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    first = last = ""
    towns: list[str] = []
    for parse, speeches in zip(parses, said, strict=True):
        ours = own(parse, speeches)
        for k, one in _named(parse, references):
            seen = counts[str(one.code)]
            before = parse.low(k - 1)
            place = before in _NEAR and (one.place or (one.how == "capital" and before != "to"))
            seen.update(n=1, plain=_plain(one), at_home=place and bool(ours))
            if ":" not in str(one.code):
                first, last = first or str(one.code), str(one.code)
        for trait, codes in _dealings(parse, ours, references):
            for code in codes:
                counts[code][trait] += 1
        towns += _towns(parse)
    for town in towns:
        where = country_of(town, counts)[0]
        if where is not None:
            counts[where]["towns"] += 1
    return {
        code: (
            min(2, seen["at_home"]),
            float(seen["faced"] > 0),
            float(seen["advised"] > 0),
            float(code == first),
            float(code == last),
            1 - seen["plain"] / max(1, seen["n"]),
            math.log1p(seen["towns"]),
            math.log1p(seen["opposed"]),
        )
        for code, seen in counts.items()
        if ":" not in code and (seen["n"] or seen["towns"])
    }


def own(parse: Parse, speeches: Sequence[Attribution]) -> set[int]:
    """The tokens of a sentence that are an author's «we», «us» or «our»."""
    quoted = [one for one in speeches if one.voice == "quote"]
    return {
        k
        for k, token in enumerate(parse.tokens)
        if token.low in WORDS and not any(one.start <= token.start < one.end for one in quoted)
    }


def _plain(one: Reference) -> bool:
    """By its name, or as its people («Turks», «an American general»)?"""
    return one.how in ("name", "demonym") or (one.how == "title" and one.text[0].isupper())


def _named(parse: Parse, references: list[Reference]) -> Iterator[tuple[int, Reference]]:
    """The mentions of states by name, pronouns apart, each with its token."""
    parties = Parties(parse, references)
    for k, token in enumerate(parse.tokens):
        if token.actors and not parties.neutral(k):
            yield from ((k, one) for i in token.actors if (one := references[i]).code and one.how != "pronoun")


def _dealings(
    parse: Parse, ours: set[int], references: list[Reference]
) -> Iterator[tuple[str, Sequence[str] | set[str]]]:
    """Who faces «us», stands beside «our» noun or in «our» verb as another side, and is told what to do."""
    parties = Parties(parse, references)
    for number, verb in enumerate(parse.verbs):
        acting = parties.doers(verb.subject)
        if not verb.subject and verb.mood in ("ger", "fin"):
            acting = parties.doers(parse.phrases[:1])  # «Azerbaijan, having won its war with us, …»
        if verb.modal in _ADVICE:
            yield "advised", parties.codes(acting)
        if ours and verb.lemma not in word_set("reporting"):  # «Rabat, our officials say, has held Algerian drivers»
            yield "faced", _faced(number, verb, ours, acting, parties)
            sides = [verb.subject, *verb.objects, *(group for _, _, group in verb.prepositions)]
            mine = [_within(ours, side) for side in sides]
            for side, is_mine in zip(sides, mine, strict=True):
                if any(mine) and not is_mine:
                    yield "opposed", _codes_in(side, parse, references)
    for phrase in parse.phrases:
        inner = parse.phrase_at.get(phrase.last + 1)
        if inner is not None and parse.low(phrase.last) in _AGAINST and _within(ours, [phrase]):
            yield "opposed", _codes_in([inner], parse, references)


def _faced(number: int, verb: Verb, ours: set[int], acting: list[int], parties: Parties) -> set[str]:
    parse, references = parties.parse, parties.references
    gives = verb.lemma in word_set("ditransitive")  # «we sell gas to Moscow»
    groups = [*verb.objects]
    groups += [group for prep, _, group in verb.prepositions if prep not in _WHERE or (prep == "to" and gives)]
    named = parties.codes([i for i in acting if references[i].how != "pronoun"])
    fronted = bool(verb.subject) and parse.tag(verb.subject[0].first - 1) == "W"  # «which Accra had sent»
    found = set[str]()
    if verb.last + 1 in ours or (not fronted and any(_within(ours, group) for group in groups)):
        owners = parties.codes([i for i in acting if references[i].text.lower() in ("its", "his", "her")])
        found.update(named, owners)  # «its president has not telephoned ours»
    if _within(ours, verb.subject):
        met = [i for group in groups for i in parties.targets(group) if not references[i].place]
        sent = [inner for inner in parse.verbs if inner.control == number and inner.mood == "inf"]
        met += [i for inner in sent for group in inner.objects for i in parties.targets(group)]
        beside = [phrase for phrase in verb.subject if not _within(ours, [phrase])]
        met += [i for i in parties.doers(beside) if references[i].how != "pronoun"]
        found.update(parties.codes(met))  # «our president and the Japanese premier signed»
    return found


def _towns(parse: Parse) -> Iterator[str]:
    """Names after «in», «of» and their like that are nobody's: «at Paga», «the grocers of Kars»."""
    k = 1
    while k < len(parse.tokens):
        end = k
        while end < len(parse.tokens) and parse.tokens[end].text[0].isupper() and not parse.tokens[end].actors:
            end += 1
        if end > k and parse.low(k - 1) in _OF_TOWN:
            yield " ".join(token.text for token in parse.tokens[k:end])
        k = max(end, k + 1)


def _codes_in(phrases: Sequence[Phrase], parse: Parse, references: list[Reference]) -> set[str]:
    inside = (i for phrase in phrases for k in range(phrase.first, phrase.last) for i in parse.tokens[k].actors)
    return {code for i in inside if references[i].how != "pronoun" and (code := references[i].code)}


def _within(tokens: set[int], phrases: Sequence[Phrase]) -> bool:
    return any(phrase.first <= k < phrase.last for phrase in phrases for k in tokens)


def _advises_all(parse: Parse) -> bool:
    """«Europe should …»."""
    return any(
        verb.modal in _ADVICE and any(parse.low(p.head) in _CONTINENTS for p in verb.subject) for verb in parse.verbs
    )
