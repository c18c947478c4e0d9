"""Agreements: who is party, who signed, and which mentions are of the same one.

A sentence defines an agreement where it names two parties (or a treaty by its own name and one party), or tells of a
deed that signs one («the two initialled a truce»). Later mentions of it are merged into the first (`drafts`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from westphalia.ontology.types import ActorKind, Status
from westphalia.reading import agreement_nouns as nouns
from westphalia.reading import respectively
from westphalia.reading import status as statuses
from westphalia.reading.drafts import Draft, merge
from westphalia.reading.events import Found
from westphalia.reading.parties import Parties
from westphalia.reading.references import Reference
from westphalia.reading.syntax import Parse, Phrase, Verb
from westphalia.reading.tables import word_set

_DONE_UNDER = ("AID", "COOPERATE", "RETREAT", "CONCEDE")  # what two do under a treaty makes them its parties


def find(
    text: str,
    sentence: int,
    end: int,
    parsed: Parse,
    references: list[Reference],
    known: list[Draft],
    found: list[Found],
    about: tuple[Reference, ...] = (),
) -> None:
    """Read the agreements of one sentence into `known`: a new one is appended, an old one is completed.

    Of «the two signed it» the parties are those of the deed in `found`; «the treaty of 1904» in a sentence that names
    no party is that of the two whom the text is `about`.
    """
    parties = Parties(parsed, references)
    while known and known[-1].unnamed and not _named(parties, nouns_only=True) <= set(known[-1].parties):
        known.pop()  # «Peru and Chile agreed to trade. Brazil left the pact.»
    listed = nouns.listed_domains(text, parsed, end)
    read: dict[int, Draft] = {}  # by the first token of their phrases
    places: dict[int, Draft | None] = {}  # what each of them was merged into
    for phrase in parsed.phrases:
        if not nouns.told(parsed, phrase):
            continue
        draft = _read(text, sentence, parsed, references, parties, found, phrase, listed)
        none = draft is None or not draft.parties
        few = draft is None or len(draft.parties) < 2
        known_by = nouns.has_year(parsed, phrase) or nouns.between_two(parsed, phrase)
        if (few and known_by) or (none and nouns.has_name(parsed, phrase)):
            meant = _meant(parties, about)
            draft = _read(text, sentence, parsed, references, parties, found, phrase, listed, meant)
        first = nouns.beside(parsed, phrase)
        if first is not None and first in read and (draft is None or len(draft.parties) < 2):
            draft = _like(text, parsed, read[first], phrase)
        if draft is not None:
            apart = places.get(first) if first is not None else None
            read[phrase.first] = draft
            for each in _each(draft, parsed, references):
                places[phrase.first] = merge(known, each, bool(listed), nouns.pointing(parsed, phrase), apart)


def _each(draft: Draft, parsed: Parse, references: list[Reference]) -> list[Draft]:
    """«Kenya and Uganda signed deals with Oman and Peru respectively»: one agreement of each two."""
    pairs = respectively.paired(parsed, references)
    if not pairs or {code for pair in pairs for code in pair} != set(draft.parties):
        return [draft]
    return [replace(draft, parties=pair) for pair in pairs]


def _like(text: str, parsed: Parse, first: Draft, phrase: Phrase) -> Draft:
    """The second of two made together, with the parties of the first: «signed a treaty and a memorandum»."""
    return replace(
        first,
        name=nouns.name_of(text, parsed, phrase),
        domains=nouns.ordered(nouns.own_domains(parsed, phrase)),
        kind=nouns.kind_in(parsed, phrase),
        years=frozenset(),
    )


def _meant(parties: Parties, about: tuple[Reference, ...]) -> tuple[str, ...]:
    """The two states that the sentence names, else the two whom the text is about, if it names no other.

    Where it names them as «X or Y», each is spoken of by itself.
    """
    named = _named(parties)
    if len(named) == 2:
        either = any(parties.tokens[k].low in ("or", "nor") for k in _before_actors(parties))
        return () if either else tuple(sorted(named))
    codes = tuple(str(one.code) for one in about)
    return codes if len(codes) == 2 and named.issubset(codes) else ()


def _named(parties: Parties, nouns_only: bool = False) -> set[str]:
    """The codes of those whom a sentence names, but for places; with `nouns_only` not of «Soviet maps»."""
    return {
        code
        for k, token in enumerate(parties.tokens)
        for i in token.actors
        if not (nouns_only and token.form == "adjective")
        and (code := parties.references[i].code)
        and not parties.is_place(k)
        and not parties.neutral(k)
    }


def _before_actors(parties: Parties) -> list[int]:
    """The tokens right before the phrases that name an actor."""
    phrases = (parties.parse.phrase_before.get(k + 1) for k, token in enumerate(parties.tokens) if token.actors)
    return [phrase.first - 1 for phrase in phrases if phrase is not None and phrase.first]


def of_events(
    text: str, sentence: int, parsed: Parse, found: list[Found], references: list[Reference], known: list[Draft]
) -> None:
    """Read into `known` the agreements that only a deed ties to its parties.

    «Promised us in a treaty», «flew to Georgetown and signed a memorandum»: the parties are the two sides of the event.
    A treaty that is praised, wanted or promised, or that names another party, may be anybody's.
    """
    for event in found:
        codes = _sides(event, found, references)
        if len(set(codes)) < 2 or any(one.sentence == sentence and not one.unnamed for one in known):
            continue
        for phrase in _bound(event, parsed):
            if _whose(parsed, phrase, codes, references):
                continue
            first, last = min(event.first, phrase.first), max(event.last, phrase.last)
            domains = nouns.ordered(nouns.own_domains(parsed, phrase))
            name, kind = nouns.name_of(text, parsed, phrase), nouns.kind_in(parsed, phrase)
            start, end = parsed.tokens[first].start, parsed.tokens[last - 1].end
            signs = event.cue.action in ("SUPPORT", "AGREE")
            status = event.status if signs else Status.HAPPENED  # «will pay under the treaty», «accused of breaking it»
            draft = Draft(name, codes, (), domains, status, start, end, sentence, kind)
            merge(known, draft, False, nouns.pointing(parsed, phrase))
            break
        else:
            once = _agreed(text, sentence, parsed, event, found, codes)
            if once is not None and not any(one.sentence == sentence for one in known):
                merge(known, once, False, False)


def _agreed(
    text: str, sentence: int, parsed: Parse, event: Found, found: list[Found], codes: tuple[str, ...]
) -> Draft | None:
    """«Denmark and Canada agreed in 2022 to divide Hans Island»: what two once agreed to do, told with its time.

    Without one it is what the news or the communiqué itself tells, unless a noun names it («The accord takes effect»).
    """
    number = parsed.verb_at.get(event.cue_first)
    both = any((one.actor, one.recipient) == (event.recipient, event.actor) and one.cue == event.cue for one in found)
    if number is None or not both or event.cue.action != "AGREE" or event.status is not Status.HAPPENED:
        return None
    verb = parsed.verbs[number]
    if verb.lemma != "agree":
        return None
    does = next((other for other in parsed.verbs[number + 1 :] if other.mood == "inf"), verb)
    since = parsed.verbs[number - 1].last if number else 0
    told = parsed.tokens[since : does.first]
    dated = any(
        token.low in word_set("past times")
        or (token.text == "May" and token.tag == "N")
        or nouns.YEAR.fullmatch(token.text)
        for token in told
    )
    start, end = parsed.tokens[verb.last].start, parsed.tokens[does.end - 1].end
    first, last = min(start, parsed.tokens[event.first].start), max(end, parsed.tokens[event.last - 1].end)
    years = frozenset(nouns.YEAR.findall(text[first:last]))
    unnamed = does is verb or not dated
    return Draft(text[start:end], codes, (), (), event.status, first, last, sentence, None, [number], years, unnamed)


def _sides(event: Found, found: list[Found], references: list[Reference]) -> tuple[str, ...]:
    """Both sides of an event, and of the same deed done by more: «A, B and C sweep the coast under a memorandum»."""
    same = [other for other in found if other.cue_first == event.cue_first and other.cue.action == event.cue.action]
    sides = [i for i in (event.actor, event.recipient) if i is not None]
    if event.cue.action in _DONE_UNDER:
        sides = [i for one in same for i in (one.actor, one.recipient) if i is not None]
    elif event.cue.action == "AGREE":
        sides = _each_with_each(same) or sides
    return tuple(dict.fromkeys(code for i in sides if (code := references[i].code)))


def _each_with_each(deeds: list[Found]) -> list[int]:
    """Those who do it each with each; none where two deal with a third apart."""
    pairs = {(one.actor, one.recipient) for one in deeds if one.actor is not None and one.recipient is not None}
    sides = sorted({i for pair in pairs for i in pair})
    return sides if all((a, b) in pairs for a in sides for b in sides if a != b) else []


def _bound(event: Found, parsed: Parse) -> Iterator[Phrase]:
    """The treaties that an event signs, or in or under which it promises."""
    bound: list[Phrase] = []
    if event.cue.action == "SUPPORT":
        verbs = [verb for verb in parsed.verbs if verb.first <= event.cue_first <= verb.last]
        verbs = [verb for verb in verbs if verb.lemma != "ratify" or not _apart(parsed, verb)]
        bound = [p for verb in verbs if verb.lemma in word_set("making") for group in verb.objects for p in group]
        bound += [phrase for verb in verbs if (phrase := nouns.told_of(parsed, verb)) is not None]
    elif event.cue.action == "AGREE":
        bound = [phrase for phrase in parsed.phrases if parsed.low(phrase.first - 1) in ("in", "under")]
    elif event.cue.action in _DONE_UNDER and event.status in (Status.HAPPENED, Status.PLANNED):
        bound = [phrase for phrase in parsed.phrases if parsed.low(phrase.first - 1) == "under"]
    elif event.cue.action == "ACCUSE":
        breaking = word_set("keeping treaties") | word_set("ending treaties")
        bound = [phrase for verb in parsed.verbs if verb.lemma in breaking for phrase in nouns.done_to(verb)]
    for phrase in bound:
        if nouns.told(parsed, phrase):
            yield phrase


def _whose(parsed: Parse, phrase: Phrase, codes: tuple[str, ...], references: list[Reference]) -> bool:
    """Does the phrase, or one that hangs on it by «with», «between» or «of», name a party that is none of `codes`?"""
    named = [i for token in parsed.tokens[phrase.first : phrase.last] for i in token.actors]
    k = phrase.last
    while k + 1 in parsed.phrase_at and parsed.low(k) in ("with", "between", "among", "of", "on", "and"):
        after = parsed.phrase_at[k + 1]
        if parsed.low(k) != "on":
            named += [i for token in parsed.tokens[after.first : after.last] for i in token.actors]
        k = after.last
    return any(references[i].code not in codes for i in named)


def _read(
    text: str,
    sentence: int,
    parsed: Parse,
    references: list[Reference],
    parties: Parties,
    found: list[Found],
    phrase: Phrase,
    listed: tuple[str, ...],
    about: tuple[str, ...] = (),
) -> Draft | None:
    tokens = parsed.tokens
    sides: list[int] = list(parties.possessors(phrase) or parties.whose(phrase))
    hyphen = [
        i
        for k in range(phrase.first, phrase.last)
        if tokens[k].actors and not parties.neutral(k)
        for i in tokens[k].actors
    ]
    if len({references[i].code for i in hyphen}) > 1:
        sides = hyphen
    signers: list[int] = []
    status: Status | None = None
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    verbs: list[int] = []
    j, came = phrase.last, ""
    with_only = not sides
    while j < len(tokens) and tokens[j].tag in "PT" and j + 1 in parsed.phrase_at:
        if came not in ("", "of", "on", "for", "about", "over") and tokens[j].low == "of":
            break  # «a contract with Peru in favour of Chile and Togo»
        group = nouns.group_at(parsed, j + 1)
        named = parties.targets(group)
        several = len({references[i].code for i in named}) > 1  # «the agreement of Chad and Libya»
        if tokens[j].low == "of" and any(references[i].kind is ActorKind.ORGANISATION for i in named):
            # «Communiqué of the Heads of Government of the Community, Port of Spain»
            named = [i for i in named if references[i].how != "capital"]
        if tokens[j].low in ("between", "among", "with", "by") or (tokens[j].low == "of" and several):
            sides.extend(i for i in named if i not in sides)
            with_only = with_only and tokens[j].low == "with"
            end = tokens[group[-1].last - 1].end
        j, came = group[-1].last, tokens[j].low
    lacking = nouns.lacks(parsed, phrase)
    for number, verb in enumerate(parsed.verbs):
        holds = (
            any(phrase in group for group in verb.objects)
            or (verb.passive and phrase in verb.subject)
            or any(phrase in group and prep in ("to", "on") for prep, _, group in verb.prepositions)
            or nouns.told_of(parsed, verb) == phrase
        )
        if not holds or not (verb.lemma in word_set("making") or lacking):
            continue
        if verb.lemma in nouns.WEIGHING and nouns.pointing(parsed, phrase):
            continue  # «discussed the treaty of 1929»
        made_by = (
            [i for prep, _, group in verb.prepositions if prep == "by" for i in parties.doers(group)]
            if verb.passive
            else parties.doers(verb.subject)
        )
        withs = [
            i for prep, _, group in verb.prepositions if prep in ("with", "between") for i in parties.targets(group)
        ]
        if verb.lemma == "ratify" and _apart(parsed, verb):
            made_by = []
        others = verb.lemma in nouns.BEFORE | {"broker"} and len({references[i].code for i in sides}) > 1
        if others or (verb.lemma == "broker" and verb.passive):
            made_by = []  # «Qatar brokered the truce between the two», «discussed a truce between them»
        sides = [*(i for i in made_by if i not in sides), *sides, *(i for i in withs if i not in sides)]
        if verb.lemma in ("sign", "initial", "ratify", "conclude", "seal", "ink"):
            people = [i for i in [*made_by, *withs] if references[i].kind is ActorKind.PERSON]
            signers = [i for i in people if "holder of" not in (references[i].inferred or "")]
        if status is None or verb.lemma != "ratify":  # «signed a pact which La Paz has yet to ratify»
            status = statuses.of_verb(parsed, number)
        start = min([start, *(tokens[p.first].start for p in verb.subject)], default=start)
        end = max(end, tokens[verb.end - 1].end)
        verbs.append(number)
    known_codes = {references[i].code for i in sides}
    if len(known_codes) < 2:
        signing, real = _signing(parsed, verbs, found)
        if signing and known_codes <= {references[i].code for i in signing}:
            sides, status = signing, real
    if (len({references[i].code for i in sides}) < 2 or with_only) and not nouns.points_back(parsed, phrase):
        sides.extend(_more_parties(parsed, references, parties, phrase, sides, with_only))
    codes = tuple(dict.fromkeys(code for i in sides if (code := references[i].code) is not None and code[:3] != "---"))
    codes = about if len(codes) < 2 and set(codes) <= set(about) else codes  # «the treaty of 1904 with La Paz»
    name = nouns.name_of(text, parsed, phrase)
    if not codes and not nouns.pointing(parsed, phrase):
        return None
    status = nouns.standing(parsed, phrase, verbs, status)
    if listed and parsed.tokens:
        end = max(end, parsed.tokens[-1].end) if verbs else end
    domains = tuple(dict.fromkeys([*nouns.own_domains(parsed, phrase), *listed]))
    signatories = tuple(dict.fromkeys(references[i].name for i in signers))
    return Draft(
        name,
        codes,
        signatories,
        nouns.ordered(domains),
        status,
        start,
        end,
        sentence,
        nouns.kind_in(parsed, phrase),
        verbs,
        frozenset(nouns.YEAR.findall(text[tokens[phrase.first].start : end])),
    )


def _signing(parsed: Parse, verbs: list[int], found: list[Found]) -> tuple[list[int], Status | None]:
    """Sides and status of the deed that signs it: «the two initialled a truce», «to be signed by the Ministers»."""
    signers = [verb for verb in (parsed.verbs[number] for number in verbs) if not _apart(parsed, verb)]
    spans = [(verb.first, verb.last) for verb in signers]
    signs = [one for one in found if one.cue.action == "SUPPORT" and any(a <= one.cue_first <= b for a, b in spans)]
    sides = _each_with_each(signs)
    return (sides, signs[0].status) if sides else ([], None)


def _apart(parsed: Parse, verb: Verb) -> bool:
    """«Neither Laos nor Chad has ratified it»: each is told of by itself, and they need be no pair."""
    return any(parsed.low(phrase.first - 1) in ("neither", "nor") for phrase in verb.subject)


def _more_parties(
    parsed: Parse, references: list[Reference], parties: Parties, phrase: Phrase, sides: list[int], with_only: bool
) -> list[int]:
    """The parties that the sentence tells elsewhere.

    Whoever does something to a treaty with others («suspended the treaty with Spain», «left the pact with Spain»), else
    the two or more that one expression in its relative clause or in the main clause over it names («under a memorandum
    the two armies patrol together», «the accord by which the two countries share the river»). Who only judges or blocks
    what is another's («criticised Peru's deal») is no party to it.
    """
    verb = next((v for v in parsed.verbs if phrase in nouns.done_to(v)), None)
    if sides:
        codes = {references[i].code for i in sides}
        judged = verb is not None and verb.lemma in word_set("judging deals")
        if judged and (len(codes) > 1 or not with_only):
            return []
        doers = parties.doers(verb.subject) if verb is not None else []
        return [i for i in doers if references[i].code not in codes] if len(doers) == 1 else []
    under = parsed.low(phrase.first - 1) in ("under", "by", "in", "per")
    groups = []
    for k, token in enumerate(parsed.tokens):
        codes = {references[i].code for i in token.actors if references[i].code}
        if len(codes) > 1 and (under or k >= phrase.last) and not parties.is_place(k):
            groups.append((k, codes, list(token.actors)))
    if len({frozenset(codes) for _, codes, _ in groups}) == 1:
        return groups[0][2]
    if groups or not under:
        return []
    subjects = [parties.doers(v.subject) for v in parsed.verbs if v.mood == "fin"]
    several = [doers for doers in subjects if len({references[i].code for i in doers}) > 1]
    return several[0] if len(several) == 1 else []
