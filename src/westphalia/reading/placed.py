"""Which place belongs to which deed: what a place modifies is told by `hosts`, as for days.

A place of an occasion is that of what is done there («agreed at a session of the council in Addis Ababa», «met on the
sidelines of the summit in Bali»), that of a reason or of a thing spoken of is none («expelled envoys over the poisoning
in Salisbury»). Who visits or arrives in a town is there. Which places fit a deed at all is told by `fitting`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from westphalia.reading import landmarks, places
from westphalia.reading.companions import accompanies
from westphalia.reading.dates import When
from westphalia.reading.deed_nouns import deed_noun
from westphalia.reading.fitting import from_afar, may_be, shot_at
from westphalia.reading.hosts import dates_cue, host_of, locate, span_of
from westphalia.reading.occasions import occasion
from westphalia.reading.places import Place
from westphalia.reading.references import Reference
from westphalia.reading.same_occasion import CONCLUDED
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set


def find(
    parsed: Parse,
    references: Sequence[Reference],
    text: str,
    spoken: Collection[str],
    scene: tuple[int, int] | None = None,
) -> list[Place]:
    """The places in a sentence; `spoken` are the codes of the states that the whole text speaks of.

    `scene` is the span of the town where the text was written: «here».
    """
    found: list[Place] = []
    where, elsewhere = word_set("where", "place_words"), word_set("landmark where", "place_words")
    visits, held, visit = (word_set(name, "place_words") for name in ("visits", "held", "visit"))
    compass, trespass = word_set("compass", "place_words"), word_set("trespass", "place_words")
    for k in range(len(parsed.tokens) - 1):
        place = None
        if parsed.low(k) == "to" and parsed.low(k - 1) in visits:
            place = places.at(parsed, references, text, k, spoken)
            place = replace(place, kind="landmark") if place is not None else None
        elif parsed.low(k) == "to" and parsed.low(k - 1) in ("close", "next", "adjacent"):
            place = places.at(parsed, references, text, k, spoken)
            place = place or landmarks.at(parsed, references, text, k, spoken)
            place = replace(place, first=k - 1, kind="landmark") if place is not None else None
        elif parsed.low(k) == "of" and parsed.low(k - 1) in compass:
            place = landmarks.beside(parsed, references, text, k, spoken)
        elif parsed.tag(k) == "P":
            low = parsed.low(k)
            if (low not in where and low not in elsewhere) or _of_topic(parsed, k):
                continue
            place = places.at(parsed, references, text, k, spoken)
            if place is not None and low not in where:
                passed = low in ("over", "above", "into") or place.source != "stated" or place.country is None
                along = low in ("over", "above", "into", "through", "via") or place.country is None
                place = replace(place, kind="landmark") if passed and along else None
            if place is None:
                place = landmarks.at(parsed, references, text, k, spoken)
        elif parsed.low(k) in held:
            place = landmarks.hosting(parsed, references, text, k, spoken)
        elif parsed.tag(k) == "V" and parsed.tokens[k].lemma in visit:
            place = landmarks.visited(parsed, references, text, k, spoken)
        elif parsed.tag(k) == "V" and parsed.tokens[k].lemma in trespass:
            place = landmarks.trespassed(parsed, references, text, k, spoken)
        elif scene is not None and parsed.low(k) == "here" and parsed.tag(k) == "R":
            name = text[slice(*scene)]
            country, _ = places.country_of(name.title() if name.isupper() else name, spoken)
            place = Place(*scene, country, "inferred: dateline", k, k + 1, kind="landmark")
        if place is not None:
            found.append(place)
    return found


def place_of(
    named: Sequence[Place],
    cue: tuple[int, int],
    action: str,
    sides: Collection[int | None],
    nouns: Collection[int],
    parsed: Parse,
    whens: Sequence[When],
    *,
    targets: bool = False,
) -> Place | None:
    """The place of the event whose cue stands on tokens `cue`; its own sides are none.

    With `targets`, what was shot at («fired rockets at Kharkiv») counts, too.

    `nouns` are the tokens of all nouns that tell an event: what follows one of them is its place, not its verb's.
    `whens` are the times of the sentence: a place that stands beside one often belongs to the same deed.
    """
    if not named:
        return None
    verb = parsed.verb_on(cue[0])
    shared: Place | None = None
    bodily = action in word_set("bodily", "place_words")
    target = -1  # where a landmark ends that was shot at
    for place in named:
        if place.kind == "host":
            if action == "CONSULT" and place.reference not in sides and cue[0] <= place.last <= cue[1]:
                return place
            continue
        aimed_at = shot_at(place, verb, action, parsed) and not (targets and place.kind == "listed")
        if aimed_at or not may_be(place, verb, action, sides, parsed):
            target = place.last if aimed_at else target
            continue
        if place.first <= target:
            continue  # «fired at the Al Udeid base in Qatar»
        if verb is not None and _where(place, verb, parsed):
            return place
        begin = occasion(parsed, place.first)
        if begin is not None and parsed.low(begin) in ("after", "following") and action not in CONCLUDED:
            continue  # «After talks in Ankara Iran attacked»
        told_by_noun = verb is None or verb.lemma in word_set("light", "date_words")
        deed = deed_noun(parsed, place.first) if told_by_noun and not targets else None
        if deed is not None and cue[0] <= deed <= cue[1] and bodily and not from_afar(parsed, deed):
            return place  # «talks on Monday in Geneva», «a strike on its consulate in Damascus»
        at = place.first - 1
        if at in nouns:
            unmade = parsed.low(place.first) == "to" and verb is not None and not _pays(verb)
            if (cue[0] <= at <= cue[1] or _around_noun(parsed, cue, at)) and not unmade:
                return place  # but not «cancelled a trip to Istanbul»
            if begin is None and not _under(parsed, place.first):
                continue
        elif begin is None and parsed.low(place.first) == "to":
            continue  # a visit that is only spoken of
        elif (
            begin is None
            and _of_phrase(parsed, place.first)
            and not (action == "ASSAULT" and _at_sea(place))
            and not _signed_there(place, cue, verb, whens, parsed)
        ):
            continue
        begin = place.first if begin is None else begin
        host = locate(parsed, begin, place.last, after_noun=True)
        if host is None:
            continue
        if not dates_cue(host, cue, parsed):
            if shared is None and verb is None and accompanies(host, cue, parsed, place.last):
                shared = place  # «is due in Kinshasa for talks»
            continue
        if action in word_set("verbal", "place_words") and not (
            _directly(parsed, cue, place, begin)
            or _delivered(parsed, place, verb)
            or _in_court(parsed, begin)
            or _beside(place, cue, whens, parsed, after=False)
            or (parsed.low(begin) in ("during", "on") and not any(cue[1] < k < begin for k in nouns))
        ):
            continue  # «condemned the killings in Basra» tells where they were
        return place
    return shared


def _of_topic(parsed: Parse, k: int) -> bool:
    """«Interest in Iran», «confidence in Kyiv», «a dispute over the Pacific»: no place."""
    if parsed.low(k) == "over" and parsed.low(k - 1) in word_set("quarrels", "place_words"):
        return True
    return parsed.low(k) in ("in", "at", "over") and parsed.low(k - 1) in word_set("topic", "place_words")


def _beside(place: Place, cue: tuple[int, int], whens: Sequence[When], parsed: Parse, *, after: bool) -> bool:
    """Does a time that belongs to the cue stand right before the place or, with `after`, right behind it?"""
    for when in whens:
        first, last = span_of(when, parsed)
        while first > 0 and parsed.tag(first - 1) == "P":
            first -= 1
        if last == place.first or (after and first == place.last + (parsed.low(place.last) == ",")):
            host = host_of(when, parsed)
            if host is not None and host.noun is None and dates_cue(host, cue, parsed):
                return True
    return False


def _signed_there(place: Place, cue: tuple[int, int], verb: Verb | None, whens: Sequence[When], parsed: Parse) -> bool:
    """«Signed an accord on the border in New Delhi on 11 April»: the place is that of the signing, not of its topic."""
    signs = verb is not None and verb.lemma in word_set("signs", "place_words")
    town = place.reference is None or place.source.startswith("inferred")
    town = town or parsed.tokens[place.last - 1].end > place.end  # «Suva, Fiji»
    goes_on = parsed.low(place.first - 1) in word_set("goings-on", "place_words") | word_set("beings", "place_words")
    return signs and town and not goes_on and _beside(place, cue, whens, parsed, after=True)


def _where(place: Place, verb: Verb, parsed: Parse) -> bool:
    """«Met in Addis Ababa, where Sudan and Chad signed …»: the clause that tells what was done at the place."""
    begins = min([verb.first, *(phrase.first for phrase in verb.subject)])
    at = begins - 1
    if parsed.low(at) != "where" or not place.last <= at:
        return False
    return all(parsed.tag(k) not in ("V", "A", "O", "M") for k in range(place.last, at)) and at - place.last < 9


def _pays(verb: Verb) -> bool:
    return verb.lemma in word_set("pays", "place_words")


def _delivered(parsed: Parse, place: Place, verb: Verb | None) -> bool:
    """«Handed a note to the embassy in Paramaribo»: where it was handed over."""
    phrase = parsed.phrase_before.get(place.first)
    if phrase is None or verb is None or verb.lemma not in word_set("delivers", "place_words"):
        return False
    mission = parsed.tokens[phrase.head].last_word in ("embassy", "consulate", "mission")
    return mission and parsed.low(phrase.first - 1) in ("to", "at", "with")


def _in_court(parsed: Parse, begin: int) -> bool:
    """«Instituted proceedings against Germany at the Court in The Hague»."""
    phrase = parsed.phrase_at.get(begin + 1)
    return phrase is not None and any("court" in parsed.low(k).split() for k in range(phrase.first, phrase.last))


def _at_sea(place: Place) -> bool:
    """«Fired on boats in the Red Sea»: no reason is there."""
    return place.country is None and place.kind == "listed"


def _under(parsed: Parse, k: int) -> bool:
    """«Met under Chinese mediation in Ohrid»: the noun before the place only tells how."""
    phrase = parsed.phrase_before.get(k)
    return phrase is not None and parsed.low(phrase.first - 1) in ("under", "with", "through", "by")


def _whose(parsed: Parse, k: int) -> bool:
    """Is a token an actor, other than a state by its bare name?"""
    token = parsed.tokens[k]
    return token.tag == "M" and (
        token.form == "adjective" or not token.text[0].isupper() or token.text != token.text.title()
    )


def _of_phrase(parsed: Parse, k: int) -> bool:
    """«Expelled diplomats over the poisoning of a spy in Salisbury»: the place is that of the reason."""
    phrase = parsed.phrase_before.get(k)
    while phrase is not None and parsed.low(phrase.first - 1) == "of" and phrase.first - 1 in parsed.phrase_before:
        phrase = parsed.phrase_before[phrase.first - 1]
    if phrase is not None and parsed.low(phrase.head) in word_set("time nouns"):
        return False  # «signed on Wednesday in Geneva»
    reason = phrase is not None and parsed.low(phrase.first - 1) in word_set("reason", "place_words")
    if phrase is not None and parsed.low(phrase.first - 1) == "at":
        reason = parsed.low(phrase.head) in word_set("goings-on", "place_words")  # «in protest at the coup in Niamey»
    return phrase is not None and reason and parsed.tag(phrase.head) == "N"


def _around_noun(parsed: Parse, cue: tuple[int, int], noun: int) -> bool:
    """Is the noun the object of a verb cue that only says that it took place («held talks in Muscat»)?"""
    return cue[0] <= noun <= cue[1] + 2 and any(v.first <= cue[0] <= v.last for v in parsed.verbs)


def _directly(parsed: Parse, cue: tuple[int, int], place: Place, begin: int) -> bool:
    """Does the place, or the occasion that begins at token `begin`, follow its verb directly, or stand before it?

    Adverbs, a date and the state to whom it is said may stand between («accused Iran at a meeting in Geneva»).
    """
    if place.last <= cue[0]:
        return True
    return all(parsed.tag(k) not in ("N", "V") and not _whose(parsed, k) for k in range(cue[1] + 1, begin))
