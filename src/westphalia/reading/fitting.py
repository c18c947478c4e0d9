"""Which places fit a deed at all, by their prepositions, kinds and sides, before it is asked what they modify.

«Over» and «into» tell a place with few verbs («shot down over Kashmir», «crossed into North Kivu»). What is hit by
those who come there («raided the embassy in Quito») tells the place, what is shot at from afar («shelled a depot in
Kharkiv») does not.
"""

from __future__ import annotations

from collections.abc import Collection

from westphalia.reading.places import Place
from westphalia.reading.syntax import Parse, Verb
from westphalia.reading.tables import word_set


def may_be(place: Place, verb: Verb | None, action: str, sides: Collection[int | None], parsed: Parse) -> bool:
    """Is the place none of the sides, and its preposition or lack of a mark one that fits the deed?"""
    lemma = verb.lemma if verb is not None else ""
    if place.reference is not None and place.reference in sides:
        at_noun = verb is None and action in word_set("bodily", "place_words")
        there = lemma in word_set("there", "place_words") or at_noun or parsed.low(place.first) == "to"
        if not there or not place.source.startswith("inferred"):
            return False  # but «reopened its embassy in Riyadh», «arrived in Mashhad», «talks in Batken»
    preposition = parsed.low(place.first)
    if preposition in ("over", "above"):
        sea = parsed.low(place.last - 1) in word_set("seas", "place_words") and action in (
            "ASSAULT",
            "COERCE",
            "MOBILIZE",
        )
        lined = parsed.low(place.last - 1) in word_set("line", "place_words")
        over = lined and lemma in word_set("entering", "place_words")  # «poured over the Kuwaiti frontier»
        return sea or over or lemma in word_set("aloft", "place_words")
    if preposition in ("into", "through", "via"):
        carries = preposition != "into" and lemma in word_set("carries", "place_words")
        return carries or verb is None or lemma in word_set("entering", "place_words")
    if preposition == "on" and action not in ("ASSAULT", "COERCE", "MOBILIZE", "RETREAT"):
        return lemma in word_set("on the spot", "place_words")  # «talks on the border with Chad»
    there = action in word_set("bodily", "place_words") or lemma in word_set("there", "place_words")
    return place.kind != "bare" or preposition not in ("in", "at") or there


def shot_at(place: Place, verb: Verb | None, action: str, parsed: Parse) -> bool:
    """«Shelled positions at Ras Doumeira», «fired at the Al Udeid base»: is the place only a target, hit from afar?"""
    preposition = parsed.low(place.first)
    if verb is None or preposition not in ("in", "at", "on") or action not in ("ASSAULT", "MOBILIZE"):
        return False
    if verb.lemma not in word_set("afar", "place_words"):
        return False
    phrase = parsed.phrase_before.get(place.first)
    building = phrase is not None and parsed.low(phrase.head) in word_set("buildings", "place_words")
    return place.kind != "listed" or building or preposition == "at"


def from_afar(parsed: Parse, noun: int) -> bool:
    """«The missile strike on a hospital in Kyiv» tells what was hit."""
    first = parsed.first_of(noun)
    return any(parsed.low(k) in word_set("missiles", "place_words") for k in range(first, noun + 1))


def at_sea(place: Place, parsed: Parse) -> bool:
    """«Off Latakia», «off the coast near Latakia»: in no country."""
    return any(parsed.low(k) == "off" for k in range(place.first - 3, place.first + 1))


def at_home(place: Place, cue: tuple[int, int], parsed: Parse) -> Verb | None:
    """The verb of receiving, where no country of the place is known: «received the envoy at the Great Hall»."""
    verb = parsed.verb_on(cue[0])
    lined = any(parsed.low(k) in word_set("line", "place_words") for k in range(place.first, place.last))
    hosts = verb is not None and verb.lemma in word_set("receives", "place_words")
    return verb if hosts and place.country is None and place.kind in ("landmark", "bare") and not lined else None
